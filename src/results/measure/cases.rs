//! What is measured of a kind of case.

use super::Direction::{HigherIsBetter as Up, LowerIsBetter as Down, Neutral};
use super::Unit::{Cases, Days, Share};
use super::{Facts, Measure};

impl Measure {
    /// All measures of a kind of case, in the order in which they are shown.
    pub const OF_CASES: [Self; 10] = [
        Self::Arrived,
        Self::Completed,
        Self::Backlog,
        Self::BacklogAtEnd,
        Self::AgeDays,
        Self::OldestAgeDays,
        Self::OverdueFraction,
        Self::OnTimeFraction,
        Self::DaysToComplete,
        Self::Chasers,
    ];
}

pub(super) const ARRIVED: Facts =
    Facts::new("arrived", "Arrived", "Cases that arrived, besides those open at the start.", Cases, Neutral);
pub(super) const COMPLETED: Facts = Facts::new("completed", "Completed", "Cases done.", Cases, Up);
pub(super) const BACKLOG: Facts =
    Facts::new("backlog", "Backlog", "Cases open at the end of a day, averaged over open days.", Cases, Down);
pub(super) const BACKLOG_AT_END: Facts =
    Facts::new("backlog_at_end", "Backlog at the end", "Cases open at the end of the last day.", Cases, Down);
pub(super) const AGE_DAYS: Facts =
    Facts::new("age_days", "Age", "Mean age of the cases open at the end of a day, in calendar days.", Days, Down);
pub(super) const OLDEST_AGE_DAYS: Facts = Facts::new(
    "oldest_age_days",
    "Oldest case",
    "Age of the oldest case at the end of a day, in calendar days, averaged over open days.",
    Days,
    Down,
);
pub(super) const OVERDUE_FRACTION: Facts = Facts::new(
    "overdue_fraction",
    "Overdue",
    "Cases past their due date, as a share of those open at the end of a day.",
    Share,
    Down,
);
pub(super) const ON_TIME_FRACTION: Facts = Facts::new(
    "on_time_fraction",
    "Done in time",
    "Cases done by their due date, as a share of those done.",
    Share,
    Up,
);
pub(super) const DAYS_TO_COMPLETE: Facts = Facts::new(
    "days_to_complete",
    "Days to complete",
    "Mean time from a case's arrival until it is done, in calendar days.",
    Days,
    Down,
);
