/// Temporary until the stats room lands.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    counts: Vec<u64>,
    total: u64,
}

impl Histogram {
    /// Empty.
    #[must_use]
    pub fn new() -> Self {
        Self { counts: vec![0; 7424], total: 0 }
    }
    /// One value.
    #[inline]
    pub fn record(&mut self, value: u64) {
        self.record_many(value, 1);
    }
    /// Many.
    #[inline]
    pub fn record_many(&mut self, value: u64, count: u64) {
        self.counts[index(value)] += count;
        self.total += count;
    }
    /// Adds.
    pub fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(a, b)| *a += b);
        self.total += other.total;
    }
    /// Empties.
    pub fn clear(&mut self) {
        self.counts.fill(0);
        self.total = 0;
    }
    /// How many.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.total
    }
    /// How many above.
    #[must_use]
    pub fn count_above(&self, value: u64) -> u64 {
        self.counts[index(value) + 1..].iter().sum()
    }
    /// Quantile.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if self.total == 0 {
            return None;
        }
        let rank = ((p * self.total as f64).ceil() as u64).max(1);
        let mut seen = 0;
        for (index, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= rank {
                let shift = (index / 128).saturating_sub(1);
                let sub = index - shift * 128;
                return Some(((sub as u64) << shift) as f64 + ((1_u64 << shift) - 1) as f64 / 2.0);
            }
        }
        None
    }
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}

#[inline]
fn index(value: u64) -> usize {
    let shift = (56 - (value | 255).leading_zeros()) as usize;
    shift * 128 + (value >> shift) as usize
}
