use crate::units::Fraction;

use super::mean::{deviation, paired_difference, variance_of_mean};
use super::{ConfidenceInterval, PairedDifference};

/// The ratio of totals over replications, each a pair of numerator and denominator.
///
/// `R = Σa / Σb`. Its interval is by the delta method: the ratio errs by the mean of
/// `(aᵢ − R·bᵢ) / b̄`, with Student's t at `n − 1` degrees of freedom.
///
/// `None` if the denominators add up to zero, or if a total is not finite; no half-width from a
/// single replication.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., §2.11 and §6.3.
///
/// # Examples
///
/// Answered in time and offered, on three days:
///
/// ```
/// use callfloor::stats::ratio_of;
/// use callfloor::units::Fraction;
///
/// let days = [(80.0, 100.0), (170.0, 200.0), (90.0, 100.0)];
/// let level = ratio_of(&days, Fraction::new(0.95)?).ok_or("nobody called")?;
/// assert_eq!(level.mean, 0.85);
/// assert_eq!(level.half_width.map(|half| format!("{half:.4}")), Some("0.0932".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn ratio_of(pairs: &[(f64, f64)], confidence: Fraction) -> Option<ConfidenceInterval> {
    let ratio = Ratio::from_totals(pairs)?;
    let variance = variance_of_mean(ratio.errors(pairs), pairs.len());
    ConfidenceInterval::about(ratio.value, variance, pairs.len(), confidence)
}

/// The difference of two ratios of totals over the same replications: `first − second`.
///
/// Its interval is by the delta method on the errors paired replication by replication, so what
/// both share (the same customers) does not widen it. `None` where either ratio does not exist.
///
/// # Panics
///
/// If the two do not have the same number of replications.
///
/// # Source
///
/// Cochran (1977), *Sampling Techniques*, 3rd ed., §6.19; Law (2015), *Simulation Modeling and
/// Analysis*, 5th ed., §11.2.
#[must_use]
pub fn paired_ratio_difference(
    first: &[(f64, f64)],
    second: &[(f64, f64)],
    confidence: Fraction,
) -> Option<PairedDifference> {
    assert_eq!(first.len(), second.len(), "both variants have the same replications");
    let (ratio, other) = (Ratio::from_totals(first)?, Ratio::from_totals(second)?);
    let difference = deviation(ratio.value, other.value);
    paired_difference(difference, ratio.errors(first), other.errors(second), first.len(), confidence)
}

/// The ratio of totals, as [`ratio_of`], and what each replication contributes to its error.
#[must_use]
pub fn ratio_with_deviations(pairs: &[(f64, f64)]) -> Option<(f64, Vec<f64>)> {
    let ratio = Ratio::from_totals(pairs)?;
    Some((ratio.value, ratio.errors(pairs).collect()))
}

/// The difference of two ratios of totals, as [`paired_ratio_difference`], and what each replication contributes to its
/// error.
///
/// # Panics
///
/// If the two do not have the same number of replications.
#[must_use]
pub fn ratio_difference_with_deviations(first: &[(f64, f64)], second: &[(f64, f64)]) -> Option<(f64, Vec<f64>)> {
    assert_eq!(first.len(), second.len(), "both variants have the same replications");
    let (ratio, other) = (Ratio::from_totals(first)?, Ratio::from_totals(second)?);
    let deviations = ratio.errors(first).zip(other.errors(second)).map(|(own, theirs)| deviation(own, theirs));
    Some((deviation(ratio.value, other.value), deviations.collect()))
}

struct Ratio {
    value: f64,
    mean_denominator: f64,
}

impl Ratio {
    /// `None` where the totals have no ratio.
    fn from_totals(pairs: &[(f64, f64)]) -> Option<Self> {
        let (numerators, denominators) =
            pairs.iter().fold((0.0, 0.0), |(above, below), pair| (above + pair.0, below + pair.1));
        let mean_denominator = denominators / pairs.len() as f64;
        let value: f64 = numerators / denominators;
        (value.is_finite() && mean_denominator.is_finite()).then_some(Self { value, mean_denominator })
    }

    /// What each replication contributes to the ratio's error.
    fn errors(&self, pairs: &[(f64, f64)]) -> impl Iterator<Item = f64> + Clone {
        pairs
            .iter()
            .map(|&(numerator, denominator)| deviation(numerator, self.value * denominator) / self.mean_denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Key, Stream};

    fn confidence() -> Fraction {
        Fraction::new(0.95).unwrap()
    }

    #[test]
    fn a_ratio_of_nothing_does_not_exist() {
        assert_eq!(ratio_of(&[], confidence()), None);
        assert_eq!(ratio_of(&[(0.0, 0.0), (3.0, 0.0)], confidence()), None);
        assert_eq!(paired_ratio_difference(&[(1.0, 2.0)], &[(0.0, 0.0)], confidence()), None);
        let single = ratio_of(&[(1.0, 4.0)], confidence()).unwrap();
        assert_eq!((single.mean, single.half_width), (0.25, None));
        // A day without calls is no obstacle.
        assert_eq!(ratio_of(&[(0.0, 0.0), (3.0, 4.0)], confidence()).unwrap().mean, 0.75);
    }

    #[test]
    fn what_never_varies_has_no_width() {
        let pairs: Vec<_> = (1..30).map(|calls| (0.1 * f64::from(calls), f64::from(calls))).collect();
        assert_eq!(ratio_of(&pairs, confidence()).unwrap().half_width, Some(0.0));
        let same = paired_ratio_difference(&pairs, &pairs, confidence()).unwrap();
        assert_eq!((same.interval.mean, same.interval.half_width, same.gain), (0.0, Some(0.0), None));
    }

    #[test]
    fn the_ratio_is_of_totals_not_of_days() {
        let interval = ratio_of(&[(1.0, 1.0), (0.0, 99.0)], confidence()).unwrap();
        assert_eq!(interval.mean, 0.01);
    }

    /// A day's calls and how many of them are answered in time: busier days are worse.
    fn day(stream: &mut Stream) -> (f64, f64) {
        let calls = 140.0 + 20.0 * stream.normal();
        let level = 0.9 - 0.001 * (calls - 140.0) + 0.02 * stream.normal();
        (calls * level, calls)
    }

    /// `E[calls²] = 140² + 20²`, so the ratio of means is 0.9 − 0.001 × 20² ÷ 140.
    const TRUE_RATIO: f64 = 0.9 - 0.001 * 400.0 / 140.0;

    /// 3,000 intervals at 95% from 40 days. Binomial error is 4 × √(3000 × 0.95 × 0.05) = 48; the
    /// delta method may lose half a point at this size.
    #[test]
    fn intervals_of_ratios_cover_as_often_as_they_say() {
        let covered = (0..3_000)
            .filter(|&trial| {
                let mut stream = Key::new(11, trial).stream();
                let days: Vec<_> = (0..40).map(|_| day(&mut stream)).collect();
                let interval = ratio_of(&days, confidence()).unwrap();
                (interval.mean - TRUE_RATIO).abs() <= interval.half_width.unwrap()
            })
            .count();
        assert!((2_787..=2_898).contains(&covered), "{covered}");
    }

    /// The second variant answers 5 points fewer of the same calls, with a little noise of its own.
    #[test]
    fn paired_differences_cover_and_gain() {
        let mut covered = 0;
        let mut gains = 0.0;
        for trial in 0..2_000 {
            let mut stream = Key::new(13, trial).stream();
            let (first, second): (Vec<_>, Vec<_>) = (0..40)
                .map(|_| {
                    let (answered, calls) = day(&mut stream);
                    ((answered, calls), (answered - calls * (0.05 + 0.005 * stream.normal()), calls))
                })
                .unzip();
            let paired = paired_ratio_difference(&first, &second, confidence()).unwrap();
            covered += u32::from((paired.interval.mean - 0.05).abs() <= paired.interval.half_width.unwrap());
            gains += paired.gain.unwrap() / 2_000.0;
        }
        // 4 × √(2000 × 0.95 × 0.05) = 39, and half a point for the delta method.
        assert!((1_851..=1_939).contains(&covered), "{covered}");
        assert!(gains > 20.0, "{gains}");
    }
}
