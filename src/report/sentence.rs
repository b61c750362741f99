use crate::results::{Comparison, DayFactors, Estimate, Measure, Recovery, VarianceReduction, Verdict};

use super::figure::{Figure, share};

/// A difference as a planner would say it: `Service level falls by 11.2 ± 0.6 points: worse.`
#[must_use]
pub fn sentence(comparison: &Comparison) -> String {
    let Comparison { measure, difference, verdict, .. } = comparison;
    let label = measure.label();
    if is_exactly_nothing(*difference) {
        return format!("{label}: no difference.");
    }
    match verdict {
        Verdict::CannotTell => cannot_tell(*measure, *difference),
        Verdict::Better => format!("{}: better.", moves(*measure, *difference)),
        Verdict::Worse => format!("{}: worse.", moves(*measure, *difference)),
        Verdict::Higher | Verdict::Lower => format!("{}.", moves(*measure, *difference)),
    }
}

/// A recovery as a planner would say it: `After strike, 70%: the queue is back to that of baseline after
/// 1.5 ± 0.2 h of opening time.`
#[must_use]
pub fn recovery_sentence(recovery: &Recovery) -> String {
    let Recovery { against, disruption, open_seconds, recovered_fraction, .. } = recovery;
    let Some(time) = open_seconds else {
        return format!("After {disruption}: the queue does not come back to that of {against} before the end.");
    };
    let time = Figure::level(Measure::WaitSeconds, Some(*time));
    let within = match recovered_fraction {
        1.0 => String::new(),
        within => format!(", in the {} of replications in which it is before the end", share(*within)),
    };
    format!("After {disruption}: the queue is back to that of {against} after {time} of opening time{within}.")
}

/// How intervals were narrowed and what it gains: `control variates and antithetic busy days; the interval of the service
/// level is as narrow as 3.2 times the replications would make it`.
#[must_use]
pub fn variance_reduction_sentence(reduction: &VarianceReduction) -> String {
    let days = match reduction.day_factors {
        DayFactors::Independent => None,
        DayFactors::Antithetic => Some("antithetic busy days".to_owned()),
        DayFactors::Stratified => Some("stratified busy days".to_owned()),
    };
    let controls = reduction.control_variates.then(|| "control variates".to_owned());
    let by: Vec<String> = controls.into_iter().chain(days).collect();
    let gains = || {
        let of_levels = reduction.gains.iter().filter(|gain| gain.measure == Measure::ServiceLevel);
        of_levels.map(|gain| gain.precision_gain)
    };
    let (least, most) = (gains().fold(f64::INFINITY, f64::min), gains().fold(0.0, f64::max));
    let times = match (format!("{least:.1}"), format!("{most:.1}")) {
        _ if most == 0.0 => return by.join(" and "),
        (least, most) if least == most => least,
        (least, most) => format!("{least} to {most}"),
    };
    let what = "the interval of the service level is as narrow as";
    format!("{}; {what} {times} times the replications would make it", by.join(" and "))
}

/// As [`sentence`], with the difference without which this one misleads: `Work per need falls by 18.6 ± 0.3 s, while needs unmet
/// rises by 6.6 ± 0.2 points.`
#[must_use]
pub fn sentence_beside(comparison: &Comparison, beside: &Comparison) -> String {
    let first = sentence(comparison);
    let other = match beside.verdict {
        Verdict::CannotTell => format!("of {} nothing can be told", beside.measure.label()),
        _ => moves(beside.measure, beside.difference),
    };
    let label = beside.measure.label();
    let other = other.replacen(label, &label.to_lowercase(), 1);
    format!("{}, while {other}.", first.trim_end_matches('.'))
}

fn cannot_tell(measure: Measure, difference: Estimate) -> String {
    let figure = Figure::difference(measure, difference);
    let label = measure.label();
    match difference.half_width {
        Some(_) => format!("{label}: cannot tell ({figure})."),
        None => format!("{label}: cannot tell from one replication ({}).", figure.mean()),
    }
}

fn moves(measure: Measure, difference: Estimate) -> String {
    let verb = if difference.mean < 0.0 { "falls" } else { "rises" };
    let size = Estimate { mean: difference.mean.abs(), ..difference };
    format!("{} {verb} by {}", measure.label(), Figure::difference(measure, size))
}

/// What a difference says, in a table: its verdict, unless the two are the same.
#[must_use]
pub fn describe_verdict(comparison: &Comparison) -> &'static str {
    if is_exactly_nothing(comparison.difference) { "no difference" } else { comparison.verdict.word() }
}

fn is_exactly_nothing(difference: Estimate) -> bool {
    difference.mean == 0.0 && difference.half_width == Some(0.0)
}

#[cfg(test)]
mod tests {
    use crate::results::{PrecisionGain, Scope};

    use super::*;

    fn describe(measure: Measure, mean: f64, half_width: Option<f64>, verdict: Verdict) -> String {
        sentence(&Comparison {
            variant: "Limit".into(),
            against: "baseline".into(),
            scope: Scope::AllContacts,
            measure,
            difference: Estimate { mean, half_width },
            verdict,
            pairing_gain: None,
        })
    }

    #[test]
    fn differences_are_said_in_words() {
        assert_eq!(
            describe(Measure::ServiceLevel, -0.112, Some(0.0061), Verdict::Worse),
            "Service level falls by 11.2 ± 0.6 points: worse."
        );
        assert_eq!(
            describe(Measure::ServiceLevel, -0.003, Some(0.008), Verdict::CannotTell),
            "Service level: cannot tell (−0.3 ± 0.8 points)."
        );
        assert_eq!(
            describe(Measure::Occupancy, 0.021, Some(0.001), Verdict::Higher),
            "Occupancy rises by 2.10 ± 0.10 points."
        );
        assert_eq!(
            describe(Measure::AsaSeconds, -3.2, Some(0.4), Verdict::Better),
            "ASA falls by 3.2 ± 0.4 s: better."
        );
        assert_eq!(describe(Measure::QueueLength, 0.0, Some(0.0), Verdict::CannotTell), "Queue length: no difference.");
        assert_eq!(
            describe(Measure::QueueLength, 2.0, None, Verdict::CannotTell),
            "Queue length: cannot tell from one replication (2 contacts)."
        );
    }

    #[test]
    fn work_per_need_is_said_with_the_needs_unmet() {
        let comparison = |measure, mean, verdict| Comparison {
            variant: "Limit".into(),
            against: "baseline".into(),
            scope: Scope::AllContacts,
            measure,
            difference: Estimate { mean, half_width: Some(mean.abs() / 10.0) },
            verdict,
            pairing_gain: None,
        };
        let work = comparison(Measure::HandlingSecondsPerNeed, -20.0, Verdict::Lower);
        let unmet = comparison(Measure::UnmetFraction, 0.05, Verdict::Worse);
        let both = sentence_beside(&work, &unmet);
        assert_eq!(both, "Work per need falls by 20.0 ± 2.0 s, while needs unmet rises by 5.0 ± 0.5 points.");
        let unsure = comparison(Measure::UnmetFraction, 0.05, Verdict::CannotTell);
        let both = sentence_beside(&work, &unsure);
        assert_eq!(both, "Work per need falls by 20.0 ± 2.0 s, while of needs unmet nothing can be told.");
    }

    #[test]
    fn what_narrows_intervals_is_said_with_what_it_gains() {
        let gain = |precision_gain| PrecisionGain {
            variant: "baseline".into(),
            scope: Scope::AllContacts,
            measure: Measure::ServiceLevel,
            precision_gain,
        };
        let reduction = |control_variates, day_factors, gains: &[f64]| VarianceReduction {
            control_variates,
            day_factors,
            gains: gains.iter().map(|&value| gain(value)).collect(),
        };
        let sentence = variance_reduction_sentence(&reduction(true, DayFactors::Antithetic, &[3.21, 5.0]));
        let gains = "the interval of the service level is as narrow as 3.2 to 5.0 times the replications would make it";
        assert_eq!(sentence, format!("control variates and antithetic busy days; {gains}"));
        assert_eq!(variance_reduction_sentence(&reduction(false, DayFactors::Stratified, &[])), "stratified busy days");
    }
}
