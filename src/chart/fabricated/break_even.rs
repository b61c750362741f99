use crate::results::{BreakEvenPoint, BreakEvenResults, Crossing, Estimate, Measure, Position, Scope, SetIn, Verdict};

use super::day;

/// A difference that rises through zero and comes down to it again at the end of its range.
pub(in crate::chart) fn break_even() -> BreakEvenResults {
    let at = |position: f64| Position { position, written: format!("{position}%") };
    let point = |number: u32| {
        let position = 40.0 + 6.5 * f64::from(number);
        let share = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
        let difference = 0.1 - 0.0003 * (position - 76.5).powi(2);
        BreakEvenPoint {
            at: at(position),
            staffing: None,
            difference: share(difference, 0.02),
            verdict: Some(if difference.abs() < 0.02 { Verdict::CannotTell } else { Verdict::Better }),
            baseline: share(0.8, 0.03),
            variant: share(0.8 + difference, 0.03),
        }
    };
    let crossing = |value: f64, low: f64, high: Option<f64>| Crossing {
        value,
        written: format!("{value}%"),
        low: Some(at(low)),
        high: high.map(at),
        between: None,
        equal_up_to: None,
    };
    BreakEvenResults {
        measure: Measure::ServiceLevel,
        scope: Scope::Contacts("enquiries".into()),
        at_target: None,
        variant: "Five-minute limit".into(),
        against: "baseline".into(),
        path: "contacts.enquiries.outcome.resolved".into(),
        unit: "%".into(),
        set_in: SetIn::Variant,
        low: at(40.0),
        high: at(92.0),
        points: (0..9).map(point).collect(),
        crossings: vec![crossing(62.0, 58.0, Some(66.0)), crossing(91.0, 88.0, None)],
        changes_nothing: false,
        effect: None,
        results: day(),
    }
}
