use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::units::Fraction;

/// Counts of whole numbers, exact below 256 and to one part in 256 above.
///
/// Values share a bucket if they agree in their leading eight bits, so a bucket's middle is within
/// 1/256 (0.4%) of every value in it. Merging adds counts: exact, and the same in any order. Kept in
/// files as the pairs of bucket and count that are not empty.
///
/// # Source
///
/// The bucket layout is that of Tene's HdrHistogram (<https://hdrhistogram.org>), with 2⁷ parts to
/// the octave.
///
/// # Examples
///
/// ```
/// use callfloor::stats::Histogram;
/// use callfloor::units::Fraction;
///
/// let mut waits = Histogram::new();
/// (1..=100).for_each(|wait| waits.record(wait));
/// assert_eq!(waits.quantile(Fraction::new(0.9)?), Some(90.0));
/// assert_eq!(waits.share_above(20), Some(0.8));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(into = "Vec<(u16, u64)>", try_from = "Vec<(u16, u64)>")]
pub struct Histogram {
    /// As long as the highest bucket that was ever needed, in whole octaves.
    counts: Vec<u64>,
}

/// A [`Histogram`] put away: the buckets that are not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SparseHistogram(Vec<(u16, u64)>);

impl SparseHistogram {
    /// How many values lie in the bucket of `value` or below.
    #[must_use]
    pub fn count_up_to(&self, value: u64) -> u64 {
        let own = bucket_of(value);
        self.0.iter().take_while(|(bucket, _)| usize::from(*bucket) <= own).map(|(_, count)| count).sum()
    }
}

impl From<&Histogram> for SparseHistogram {
    fn from(histogram: &Histogram) -> Self {
        Self(histogram.filled().map(|(bucket, count)| (bucket as u16, count)).collect())
    }
}

/// Why saved counts are not a histogram.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HistogramError {
    /// No value falls into such a bucket.
    #[error("a histogram has {most} buckets, so none has the number {0}", most = Histogram::BUCKETS)]
    NoSuchBucket(u16),
    /// More values than can be counted.
    #[error("a histogram counts fewer than 2⁶⁴ values")]
    TooMany,
}

impl Histogram {
    /// Buckets to an octave, and the number of leading bits that follow the first.
    const PER_OCTAVE: usize = 1 << Self::BITS;
    const BITS: u32 = 7;
    const BUCKETS: usize = (64 - Self::BITS as usize + 1) * Self::PER_OCTAVE;

    /// An empty histogram. It takes memory as larger values come, 64 kB at most.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts `value` once.
    #[inline]
    pub fn record(&mut self, value: u64) {
        self.record_many(value, 1);
    }

    /// Counts `value` so many times.
    #[inline]
    pub fn record_many(&mut self, value: u64, times: u64) {
        let bucket = bucket_of(value);
        if let Some(count) = self.counts.get_mut(bucket) {
            *count += times;
        } else {
            self.grow_to(bucket);
            self.counts[bucket] += times;
        }
    }

    /// Adds the counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }

    /// Forgets all values and keeps the memory.
    pub fn clear(&mut self) {
        self.counts.fill(0);
    }

    /// Adds the counts of a histogram that was put away.
    pub fn merge_sparse(&mut self, other: &SparseHistogram) {
        for &(bucket, more) in &other.0 {
            let bucket = usize::from(bucket).min(Self::BUCKETS - 1);
            if self.counts.len() <= bucket {
                self.grow_to(bucket);
            }
            self.counts[bucket] += more;
        }
    }

    /// How many values were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The smallest value that a share `p` of all values does not exceed; for `p` of zero the smallest
    /// of all.
    ///
    /// Exact below 256, else the middle of its bucket: within 1/256 of the value. `None` if empty.
    #[must_use]
    pub fn quantile(&self, p: Fraction) -> Option<f64> {
        let count = self.count();
        let rank = ((p.get() * count as f64).ceil() as u64).clamp(1, count.max(1));
        let mut at_most = 0;
        self.counts.iter().enumerate().find_map(|(bucket, here)| {
            at_most += here;
            (rank <= at_most).then(|| middle_of(bucket))
        })
    }

    /// Share of values above `value`, counting those of its own bucket in proportion; `None` if empty.
    #[must_use]
    pub fn share_above(&self, value: u64) -> Option<f64> {
        let own = bucket_of(value);
        let beyond: u64 = self.counts.iter().skip(own + 1).sum();
        let (lowest, width) = bounds_of(own);
        let part_above = (width - 1 - (value - lowest)) as f64 / width as f64;
        let near = self.counts.get(own).map_or(0.0, |&here| here as f64 * part_above);
        let count = self.count();
        (count > 0).then(|| (beyond as f64 + near) / count as f64)
    }

    #[cold]
    fn grow_to(&mut self, bucket: usize) {
        self.counts.resize((bucket / Self::PER_OCTAVE + 1) * Self::PER_OCTAVE, 0);
    }

    fn filled(&self) -> impl Iterator<Item = (usize, u64)> {
        self.counts.iter().copied().enumerate().filter(|(_, count)| *count > 0)
    }
}

/// Two histograms are equal if they count the same, whatever memory they hold.
impl PartialEq for Histogram {
    fn eq(&self, other: &Self) -> bool {
        self.filled().eq(other.filled())
    }
}

impl Eq for Histogram {}

impl From<Histogram> for Vec<(u16, u64)> {
    fn from(histogram: Histogram) -> Self {
        histogram.filled().map(|(bucket, count)| (bucket as u16, count)).collect()
    }
}

impl TryFrom<Vec<(u16, u64)>> for Histogram {
    type Error = HistogramError;

    fn try_from(buckets: Vec<(u16, u64)>) -> Result<Self, HistogramError> {
        let mut histogram = Self::new();
        let mut total: u64 = 0;
        for (bucket, count) in buckets {
            if Self::BUCKETS <= usize::from(bucket) {
                return Err(HistogramError::NoSuchBucket(bucket));
            }
            total = total.checked_add(count).ok_or(HistogramError::TooMany)?;
            histogram.record_many(bounds_of(usize::from(bucket)).0, count);
        }
        Ok(histogram)
    }
}

/// The bucket of `value`: its octave above the first 128 values, then its leading eight bits.
#[inline]
fn bucket_of(value: u64) -> usize {
    let octave = 63 - Histogram::BITS - (value | Histogram::PER_OCTAVE as u64).leading_zeros();
    octave as usize * Histogram::PER_OCTAVE + (value >> octave) as usize
}

/// The lowest value of a bucket and how many values it takes.
fn bounds_of(bucket: usize) -> (u64, u64) {
    let octave = (bucket / Histogram::PER_OCTAVE).saturating_sub(1);
    let leading = (bucket - octave * Histogram::PER_OCTAVE) as u64;
    (leading << octave, 1 << octave)
}

fn middle_of(bucket: usize) -> f64 {
    let (lowest, width) = bounds_of(bucket);
    lowest as f64 + (width - 1) as f64 / 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record_all(values: &[u64]) -> Histogram {
        let mut histogram = Histogram::new();
        values.iter().for_each(|&value| histogram.record(value));
        histogram
    }

    fn merged(first: &Histogram, second: &Histogram) -> Histogram {
        let mut sum = first.clone();
        sum.merge(second);
        sum
    }

    /// Numbers of every magnitude.
    fn values() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec((any::<u64>(), 0_u32..64).prop_map(|(bits, shift)| bits >> shift), 1..200)
    }

    proptest! {
        #[test]
        fn every_value_lies_within_its_bucket(bits: u64, shift in 0_u32..64) {
            let value = bits >> shift;
            let bucket = bucket_of(value);
            let (lowest, width) = bounds_of(bucket);
            prop_assert!(bucket < Histogram::BUCKETS && lowest <= value && value - lowest < width);
            prop_assert!((middle_of(bucket) - value as f64).abs() <= value as f64 / 256.0);
        }

        #[test]
        fn merging_does_not_care_for_order(a in values(), b in values(), c in values()) {
            let (a, b, c) = (record_all(&a), record_all(&b), record_all(&c));
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        }

        #[test]
        fn merging_is_recording_all(a in values(), b in values()) {
            prop_assert_eq!(merged(&record_all(&a), &record_all(&b)), record_all(&[a, b].concat()));
        }

        #[test]
        fn quantiles_are_near_those_of_the_sorted_values(values in values(), p in 0.0..=1.0_f64) {
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let rank = ((p * sorted.len() as f64).ceil() as usize).max(1);
            let exact = sorted[rank - 1] as f64;
            let ours = record_all(&values).quantile(Fraction::new(p).unwrap()).unwrap();
            prop_assert!((ours - exact).abs() <= exact / 256.0, "{ours} {exact}");
        }

        #[test]
        fn shares_above_are_off_by_no_more_than_the_bucket(values in values(), threshold: u64, shift in 0_u32..64) {
            let threshold = threshold >> shift;
            let exact = values.iter().filter(|&&value| value > threshold).count() as f64;
            let own = values.iter().filter(|&&value| bucket_of(value) == bucket_of(threshold)).count() as f64;
            let ours = record_all(&values).share_above(threshold).unwrap() * values.len() as f64;
            let slack = if threshold < 256 { 0.0 } else { own };
            prop_assert!((ours - exact).abs() <= slack + 1e-9, "{ours} {exact}");
        }

        #[test]
        fn a_saved_histogram_is_the_same_again(values in values()) {
            let histogram = record_all(&values);
            let saved = serde_json::to_string(&histogram).unwrap();
            prop_assert_eq!(serde_json::from_str::<Histogram>(&saved).unwrap(), histogram);
        }
    }

    #[test]
    fn nothing_has_no_quantile() {
        let mut histogram = record_all(&[5, 300, u64::MAX]);
        assert_eq!(histogram.count(), 3);
        histogram.clear();
        assert_eq!((histogram.count(), histogram.quantile(Fraction::ONE), histogram.share_above(0)), (0, None, None));
        assert_eq!(histogram, Histogram::new());
        let far = record_all(&[5]).share_above(u64::MAX);
        assert_eq!(far, Some(0.0));
    }

    #[test]
    fn many_at_once_are_as_many_one_by_one() {
        let mut many = Histogram::new();
        many.record_many(1_000_000, 3);
        assert_eq!(many, record_all(&[1_000_000; 3]));
    }

    #[test]
    fn spoilt_files_are_refused() {
        let read = |text: &str| serde_json::from_str::<Histogram>(text).map_err(|error| error.to_string());
        assert!(read("[[7424, 1]]").unwrap_err().contains("none has the number 7424"));
        assert!(read("[[1, 18446744073709551615], [2, 1]]").unwrap_err().contains("fewer than 2⁶⁴"));
        assert_eq!(read("[[7423, 1]]"), Ok(record_all(&[u64::MAX])));
    }
}
