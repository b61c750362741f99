use crate::units::Fraction;

use super::ConfidenceInterval;

/// The difference of two estimates over the same replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedDifference {
    /// First less second.
    pub interval: ConfidenceInterval,
    /// Variance of the difference, had the two been independent, ÷ its variance as paired: how many
    /// times the replications would have been needed without common customers. `None` where the
    /// paired difference does not vary or there is a single replication.
    pub gain: Option<f64>,
}

/// The mean of independent observations with a Student interval of `n − 1` degrees of freedom.
///
/// `None` without observations or where their sum is not finite; no half-width from a single one.
///
/// # Source
///
/// Law (2015), *Simulation Modeling and Analysis*, 5th ed., §4.5.
///
/// # Examples
///
/// ```
/// use callfloor::stats::mean_of;
/// use callfloor::units::Fraction;
///
/// let interval = mean_of(&[1.0, 2.0, 3.0, 4.0], Fraction::new(0.95)?).ok_or("no samples")?;
/// assert_eq!(interval.mean, 2.5);
/// assert_eq!(interval.half_width.map(|half| format!("{half:.4}")), Some("2.0543".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn mean_of(samples: &[f64], confidence: Fraction) -> Option<ConfidenceInterval> {
    let mean = mean(samples);
    let deviations = samples.iter().map(|sample| deviation(*sample, mean));
    ConfidenceInterval::about(mean, variance_of_mean(deviations, samples.len()), samples.len(), confidence)
}

/// The mean difference of two variants observed in the same replications: `first − second`, pair by pair.
///
/// # Panics
///
/// If the two do not have the same number of observations.
///
/// # Source
///
/// Law (2015), *Simulation Modeling and Analysis*, 5th ed., §10.2.1 (paired-t) and §11.2 (common
/// random numbers).
#[must_use]
pub fn paired_mean_difference(first: &[f64], second: &[f64], confidence: Fraction) -> Option<PairedDifference> {
    assert_eq!(first.len(), second.len(), "both variants have the same replications");
    let count = first.len();
    let [mean_first, mean_second] = [first, second].map(mean);
    paired_difference(
        mean_first - mean_second,
        first.iter().map(|sample| deviation(*sample, mean_first)),
        second.iter().map(|sample| deviation(*sample, mean_second)),
        count,
        confidence,
    )
}

/// A difference whose error is, replication by replication, that of the first less that of the second.
pub(super) fn paired_difference(
    difference: f64,
    first: impl Iterator<Item = f64> + Clone,
    second: impl Iterator<Item = f64> + Clone,
    count: usize,
    confidence: Fraction,
) -> Option<PairedDifference> {
    let paired = first.clone().zip(second.clone()).map(|(first, second)| deviation(first, second));
    let variance = variance_of_mean(paired, count);
    let interval = ConfidenceInterval::about(difference, variance, count, confidence)?;
    let independent = match (variance_of_mean(first, count), variance_of_mean(second, count)) {
        (Some(first), Some(second)) => Some(first + second),
        _ => None,
    };
    let gain = match (independent, variance) {
        (Some(independent), Some(paired)) if paired > 0.0 => Some(independent / paired),
        _ => None,
    };
    Some(PairedDifference { interval, gain: gain.filter(|gain| gain.is_finite()) })
}

/// The variance of the mean of `count` observations from their deviations; `None` below two.
pub(super) fn variance_of_mean(deviations: impl Iterator<Item = f64>, count: usize) -> Option<f64> {
    let squares = || deviations.map(|deviation| deviation * deviation).sum::<f64>();
    (count > 1).then(|| squares() / (count - 1) as f64 / count as f64)
}

/// `observed − expected`, and exactly zero where they differ by rounding alone: what never varies has
/// no interval of 10⁻¹⁷, which would not be the same on every machine.
pub(super) fn deviation(observed: f64, expected: f64) -> f64 {
    let deviation = observed - expected;
    if deviation.abs() <= 16.0 * f64::EPSILON * observed.abs().max(expected.abs()) { 0.0 } else { deviation }
}

/// Not a number if there are no observations.
fn mean(samples: &[f64]) -> f64 {
    samples.iter().sum::<f64>() / samples.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;

    const NINETY_FIVE: f64 = 0.95;

    fn confidence() -> Fraction {
        Fraction::new(NINETY_FIVE).unwrap()
    }

    #[test]
    fn few_observations_say_little() {
        assert_eq!(mean_of(&[], confidence()), None);
        assert_eq!(mean_of(&[3.0], confidence()), Some(ConfidenceInterval { mean: 3.0, half_width: None }));
        assert_eq!(mean_of(&[f64::MAX, f64::MAX], confidence()), None);
        assert_eq!(paired_mean_difference(&[], &[], confidence()), None);
        let single = paired_mean_difference(&[3.0], &[1.0], confidence()).unwrap();
        assert_eq!((single.interval.mean, single.interval.half_width, single.gain), (2.0, None, None));
    }

    #[test]
    fn what_never_varies_has_no_width() {
        let interval = mean_of(&[0.1; 7], confidence()).unwrap();
        assert_eq!(interval.half_width, Some(0.0));
        let shifted = paired_mean_difference(&[1.5, 2.5, 4.5], &[1.0, 2.0, 4.0], confidence()).unwrap();
        assert_eq!((shifted.interval.mean, shifted.interval.half_width, shifted.gain), (0.5, Some(0.0), None));
    }

    /// 4,000 intervals at 95% hold the truth 3,800 times, give or take 4 × √(4000 × 0.95 × 0.05) = 55.
    #[test]
    fn intervals_cover_as_often_as_they_say() {
        let covered = (0..4_000)
            .filter(|&trial| {
                let mut stream = Key::new(7, trial).stream();
                let samples: Vec<f64> = (0..8).map(|_| 5.0 + 2.0 * stream.normal()).collect();
                let interval = mean_of(&samples, confidence()).unwrap();
                (interval.mean - 5.0).abs() <= interval.half_width.unwrap()
            })
            .count();
        assert!((3_745..=3_855).contains(&covered), "{covered}");
    }

    /// Two variants that share noise of variance 9 and have 1 each of their own: (10 + 10) ÷ 2.
    #[test]
    fn common_noise_is_worth_replications() {
        let mut stream = Key::new(3, 0).stream();
        let (first, second): (Vec<f64>, Vec<f64>) = (0..20_000)
            .map(|_| {
                let shared = 3.0 * stream.normal();
                (shared + stream.normal(), shared + stream.normal() - 0.2)
            })
            .unzip();
        let paired = paired_mean_difference(&first, &second, confidence()).unwrap();
        assert!((paired.gain.unwrap() - 10.0).abs() < 0.5, "{:?}", paired.gain);
        // √2 ÷ √20,000 is the standard error.
        assert!((paired.interval.mean - 0.2).abs() < 0.04);
        assert!((paired.interval.half_width.unwrap() / 0.0196 - 1.0).abs() < 0.03);
    }
}
