use super::Key;

/// How draws that stand for the same thing in different replications are spread over its distribution.
///
/// Replications come in blocks. Within a block the draws of one name are as unlike each other as they can be; blocks
/// know nothing of each other. Each draw on its own is uniform, whatever the spread.
///
/// # Source
///
/// Antithetic draws: Hammersley and Morton (1956), "A New Monte Carlo Technique: Antithetic Variates", *Proc. Camb. Phil.
/// Soc.* 52(3). A stratum for each replication of a block, in an order of its own for every name: McKay, Beckman and
/// Conover (1979), "A Comparison of Three Methods for Selecting Values of Input Variables", *Technometrics* 21(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Every replication draws for itself.
    Independent,
    /// Two replications share a block: where one draws `u`, the other draws `1 − u`.
    Antithetic {
        /// The key of the block.
        block: Key,
        /// Whether this is the other.
        mirrored: bool,
    },
    /// Each replication of a block draws from a stratum of its own.
    Stratified {
        /// The key of the block.
        block: Key,
        /// The replication's position in the block.
        position: u32,
        /// Replications in the block; [`Spread::MOST`] at most.
        of: u32,
    },
}

impl Spread {
    /// Most replications in a block.
    pub const MOST: usize = 8;

    /// The uniform draw of one name, given by its way from a block's key; `None` if the replication draws for itself.
    ///
    /// # Panics
    ///
    /// If the block is larger than [`Spread::MOST`], or the position lies beyond it.
    pub fn uniform(self, name: impl FnOnce(Key) -> Key) -> Option<f64> {
        match self {
            Self::Independent => None,
            Self::Antithetic { block, mirrored } => {
                let draw = name(block).stream().open_uniform();
                Some(if mirrored { 1.0 - draw } else { draw })
            }
            Self::Stratified { block, position, of } => {
                assert!(position < of && of as usize <= Self::MOST, "a position within a block");
                let key = name(block);
                let mut stream = key.stream();
                let mut order: [u32; Self::MOST] = std::array::from_fn(|stratum| stratum as u32);
                for last in (1..of as usize).rev() {
                    order.swap(last, stream.below(last + 1));
                }
                let within = key.with(u64::from(position)).stream().open_uniform();
                Some((f64::from(order[position as usize]) + within) / f64::from(of))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(spread: impl Fn(Key, u32) -> Spread, of: u32, blocks: u32) -> Vec<Vec<f64>> {
        let block = |block: u32| {
            let key = Key::new(3, block);
            (0..of).map(|position| spread(key, position).uniform(|key| key.named("day").with(7)).unwrap()).collect()
        };
        (0..blocks).map(block).collect()
    }

    #[test]
    fn a_pair_is_mirrored_about_the_middle() {
        for pair in draws(|block, position| Spread::Antithetic { block, mirrored: position == 1 }, 2, 100) {
            assert_eq!(pair[0] + pair[1], 1.0);
        }
    }

    #[test]
    fn every_stratum_is_drawn_from_once_and_evenly() {
        let blocks = draws(|block, position| Spread::Stratified { block, position, of: 5 }, 5, 4_000);
        let mut counts = [[0_u32; 5]; 5];
        for block in &blocks {
            let mut strata: Vec<usize> = block.iter().map(|draw| (draw * 5.0) as usize).collect();
            strata.iter().enumerate().for_each(|(position, &stratum)| counts[position][stratum] += 1);
            strata.sort_unstable();
            assert_eq!(strata, [0, 1, 2, 3, 4]);
        }
        // Each position meets each stratum 800 times, with a standard error of 25.
        assert!(counts.iter().flatten().all(|&count| (690..=910).contains(&count)), "{counts:?}");
    }
}
