//! What a goal is called, and what misses it.

use crate::erlang::{Goal, Queue};
use crate::report::{Figure, share};
use crate::results::{Estimate, Measure};
use crate::units::{Fraction, Seconds, describe_duration};

/// What an agent is busy with is no goal; what a planner asks of a team is.
pub(super) fn describe_goal(goal: Goal) -> String {
    match goal {
        Goal::ServiceLevel { target, within } => {
            format!("{} answered within {}", share(target.get()), describe_duration(within.get()))
        }
        Goal::Asa(longest) => format!("an ASA of at most {}", describe_duration(longest.get())),
        Goal::Abandoned(most) => format!("at most {} abandoned", share(most.get())),
        Goal::Occupancy(most) => format!("agents busy at most {} of the time", share(most.get())),
        Goal::Blocked(most) => format!("at most {} blocked", share(most.get())),
    }
}

/// All that is wanted, in a row of words.
pub(super) fn describe_goals(goals: &[Goal]) -> String {
    let words: Vec<String> = goals.iter().map(|&goal| describe_goal(goal)).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// How `queue` misses the goal: `only 79.6% would be answered within 20s`.
pub(super) fn describe_miss(goal: Goal, queue: Queue) -> String {
    match goal {
        Goal::ServiceLevel { within, .. } => {
            let level = shown(Measure::ServiceLevel, Some(queue.service_level(within).get()));
            format!("only {level} would be answered within {}", describe_duration(within.get()))
        }
        Goal::Asa(_) => format!("the ASA would be {}", shown(Measure::AsaSeconds, queue.asa().map(Seconds::get))),
        Goal::Abandoned(_) => {
            format!("{} would give up", shown(Measure::AbandonedFraction, Some(queue.abandoned().get())))
        }
        Goal::Occupancy(_) => {
            let busy = shown(Measure::Occupancy, queue.occupancy().map(Fraction::get));
            format!("each would be busy {busy} of the time")
        }
        Goal::Blocked(_) => {
            format!("{} would be blocked", shown(Measure::BlockedFraction, Some(queue.blocked().get())))
        }
    }
}

/// The key of a goal in JSON and CSV: the measure that it is about.
pub(super) fn goal_key(goal: Goal) -> &'static str {
    match goal {
        Goal::ServiceLevel { .. } => Measure::ServiceLevel.key(),
        Goal::Asa(_) => Measure::AsaSeconds.key(),
        Goal::Abandoned(_) => Measure::AbandonedFraction.key(),
        Goal::Occupancy(_) => Measure::Occupancy.key(),
        Goal::Blocked(_) => Measure::BlockedFraction.key(),
    }
}

/// A number of a formula: it is exact, so it has no half-width.
pub(super) fn shown(measure: Measure, number: Option<f64>) -> String {
    Figure::level(measure, number.map(|mean| Estimate { mean, half_width: None })).mean()
}
