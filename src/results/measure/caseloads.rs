//! What is measured of a caseload.

use super::Direction::{LowerIsBetter as Down, Neutral};
use super::Unit::{Cases, Hours, Share};
use super::{Facts, Measure};

impl Measure {
    /// All measures of a caseload, in the order in which they are shown.
    pub const OF_CASELOADS: [Self; 13] = [
        Self::OpenCases,
        Self::CaseloadPerWorker,
        Self::CaseloadSpread,
        Self::CaseloadP10,
        Self::CaseloadP90,
        Self::AboveStandardFraction,
        Self::Unallocated,
        Self::UnmetHours,
        Self::UnmetHoursFraction,
        Self::HoursBehind,
        Self::Handovers,
        Self::Opened,
        Self::Closed,
    ];
}

pub(super) const OPEN_CASES: Facts =
    Facts::new("open_cases", "Open cases", "Cases open at the end of the week.", Cases, Neutral);
pub(super) const CASELOAD_PER_WORKER: Facts = Facts::new(
    "caseload_per_worker",
    "Caseload",
    "Cases held, per full-time contract of all who carry them, at the end of the week.",
    Cases,
    Down,
);
pub(super) const CASELOAD_SPREAD: Facts = Facts::new(
    "caseload_spread",
    "Spread of caseloads",
    "Standard deviation of the caseload between workers, at the end of the week.",
    Cases,
    Down,
);
pub(super) const CASELOAD_P10: Facts = Facts::new(
    "caseload_p10",
    "One in ten carries at most",
    "One worker in ten carries no more, per full-time contract, at the end of the week.",
    Cases,
    Neutral,
);
pub(super) const CASELOAD_P90: Facts = Facts::new(
    "caseload_p90",
    "Nine in ten carry at most",
    "Nine workers in ten carry no more, per full-time contract, at the end of the week.",
    Cases,
    Down,
);
pub(super) const ABOVE_STANDARD_FRACTION: Facts = Facts::new(
    "above_standard_fraction",
    "Share above the standard",
    "Workers who carry more than the standard, as a share of all who carry cases.",
    Share,
    Down,
);
pub(super) const UNALLOCATED: Facts =
    Facts::new("unallocated", "Unallocated", "Open cases that nobody holds, at the end of the week.", Cases, Down);
pub(super) const UNMET_HOURS: Facts =
    Facts::new("unmet_hours", "Unmet work a week", "Hours a week that cases needed and will never get.", Hours, Down);
pub(super) const UNMET_HOURS_FRACTION: Facts = Facts::new(
    "unmet_hours_fraction",
    "Share of work unmet",
    "Hours that cases will never get, as a share of those they needed.",
    Share,
    Down,
);
pub(super) const HOURS_BEHIND: Facts = Facts::new(
    "hours_behind",
    "Work behind",
    "Hours of opening and handing over that are still to be done, at the end of the week.",
    Hours,
    Down,
);
pub(super) const HANDOVERS: Facts =
    Facts::new("handovers", "Handovers a week", "Cases a week that pass from one worker to another.", Cases, Down);
pub(super) const OPENED: Facts = Facts::new("opened", "Opened", "Cases opened in a week.", Cases, Neutral);
pub(super) const CLOSED: Facts = Facts::new("closed", "Closed", "Cases closed in a week.", Cases, Neutral);
