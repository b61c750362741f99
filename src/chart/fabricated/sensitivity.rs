use crate::results::{
    EndOfRange, Estimate, Influence, Measure, PointOfAnswers, Position, Scope, SensitivityResults, SpreadOfAnswers,
    SweepPoint, Together,
};

use super::day;

/// Assumptions that move a service level both ways, one way, and not at all, and the answers of 40 points.
pub(in crate::chart) fn sensitivity() -> SensitivityResults {
    let share = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
    let influence = |path: &str, low: (&str, f64), high: (&str, f64)| {
        let end = |(written, change): (&str, f64)| EndOfRange {
            at: Position { position: 1.0, written: written.into() },
            answer: share(0.7 + change, 0.02),
            change: share(change, 0.015),
        };
        Influence {
            changes_nothing: false,
            effect: None,
            assumption: path.into(),
            path: path.into(),
            set_in: None,
            low: end(low),
            high: end(high),
            rank_correlation: Some(-0.8),
            rank_correlation_interval: Some([-0.9, -0.62]),
        }
    };
    let point = |number: u32| PointOfAnswers {
        at: SweepPoint { written: vec!["5m".into()], position: vec![300.0] },
        answer: share(0.4 + 0.012 * f64::from(number), 0.02),
    };
    SensitivityResults {
        measure: Measure::ServiceLevel,
        scope: Scope::AllContacts,
        variant: None,
        answer: share(0.7, 0.02),
        assumed: vec![
            influence("contacts.enquiries.talk.mean", ("4m", 0.2), ("7m", -0.15)),
            influence(
                "contacts.enquiries.outcome.returns.share.of.a.very.long.path",
                ("8000000/year", 0.1),
                ("9800000/year", 0.05),
            ),
            influence("teams.front_line.agents", ("12", 0.0), ("18", 0.0)),
        ],
        not_varied: Vec::new(),
        together: Together {
            paths: vec!["contacts.enquiries.talk.mean".into()],
            points: (0..40).map(point).collect(),
            spread: Some(SpreadOfAnswers {
                least: 0.4,
                p5: 0.42,
                median: 0.63,
                p95: 0.84,
                greatest: 0.868,
                variance_between: 0.02,
                variance_within: 0.005,
                assumptions_fraction: Some(0.8),
                chance_fraction: Some(0.2),
            }),
        },
        results: day(),
    }
}
