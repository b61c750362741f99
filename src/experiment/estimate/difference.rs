use crate::results::{Comparison, Direction, Estimate, Measure, Scope, Verdict};
use crate::stats::{PairedDifference, round_to_significant};

use super::digits::rounded;
use super::measured::Measured;

pub(super) fn comparison(
    variant: &Measured<'_>,
    baseline: &Measured<'_>,
    scope: Scope,
    measure: Measure,
    difference: Option<PairedDifference>,
) -> Option<Comparison> {
    let PairedDifference { interval, gain } = difference?;
    let difference = rounded(Some(interval))?;
    Some(Comparison {
        variant: variant.variant.name.clone(),
        against: baseline.variant.name.clone(),
        scope,
        measure,
        difference,
        verdict: verdict(measure, difference),
        pairing_gain: gain.and_then(|gain| round_to_significant(gain, 4)),
    })
}

/// What a difference says: nothing without an interval, or where the interval holds zero.
pub(crate) fn verdict(measure: Measure, difference: Estimate) -> Verdict {
    let certain = difference.half_width.is_some_and(|half_width| half_width < difference.mean.abs());
    let higher = difference.mean > 0.0;
    match (certain, measure.direction()) {
        (false, _) => Verdict::CannotTell,
        (true, Direction::HigherIsBetter) if higher => Verdict::Better,
        (true, Direction::LowerIsBetter) if !higher => Verdict::Better,
        (true, Direction::HigherIsBetter | Direction::LowerIsBetter) => Verdict::Worse,
        (true, Direction::Neutral) if higher => Verdict::Higher,
        (true, Direction::Neutral) => Verdict::Lower,
    }
}

/// Names that stand in both lists, in the order of the first.
pub(super) fn shared_names(mine: &[String], theirs: &[String]) -> Vec<String> {
    mine.iter().filter(|name| theirs.contains(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_needs_an_interval_without_zero() {
        let difference = |mean, half_width| Estimate { mean, half_width };
        let level = |mean, half_width| verdict(Measure::ServiceLevel, difference(mean, half_width));
        assert_eq!(level(0.1, Some(0.05)), Verdict::Better);
        assert_eq!(level(-0.1, Some(0.05)), Verdict::Worse);
        assert_eq!(level(-0.1, Some(0.1)), Verdict::CannotTell);
        assert_eq!(level(0.0, Some(0.0)), Verdict::CannotTell);
        assert_eq!(level(0.5, None), Verdict::CannotTell);
        assert_eq!(verdict(Measure::AsaSeconds, difference(-3.0, Some(1.0))), Verdict::Better);
        assert_eq!(verdict(Measure::Load, difference(-3.0, Some(1.0))), Verdict::Lower);
    }
}
