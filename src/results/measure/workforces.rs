//! What is measured of the people of a team.

use super::Direction::{HigherIsBetter as Up, LowerIsBetter as Down, Neutral};
use super::Unit::{Days, Ratio, Share, Workers};
use super::{Facts, Measure};

impl Measure {
    /// All measures of the people of a team, in the order in which they are shown.
    pub const OF_WORKFORCES: [Self; 17] = [
        Self::Posts,
        Self::Filled,
        Self::VacancyFraction,
        Self::AgencyFraction,
        Self::Leavers,
        Self::Recruits,
        Self::InTraining,
        Self::Proficient,
        Self::FullComplementFraction,
        Self::SickFraction,
        Self::OnLeaveFraction,
        Self::LeaveAsked,
        Self::LeaveRefusedFraction,
        Self::LeaveUntakenDays,
        Self::LeaveUntakenSpreadDays,
        Self::AbsenceMultiplier,
        Self::LeavingMultiplier,
    ];
}

pub(super) const POSTS: Facts = Facts::new("posts", "Posts", "Posts for permanent workers.", Workers, Neutral);
pub(super) const FILLED: Facts =
    Facts::new("filled", "Posts filled", "Posts held by a permanent worker, at the end of the week.", Workers, Up);
pub(super) const VACANCY_FRACTION: Facts = Facts::new(
    "vacancy_fraction",
    "Vacancy rate",
    "Posts that nobody holds, as a share of posts, at the end of the week.",
    Share,
    Down,
);
pub(super) const AGENCY_FRACTION: Facts = Facts::new(
    "agency_fraction",
    "Agency share",
    "Agency workers, as a share of all workers, at the end of the week.",
    Share,
    Neutral,
);
pub(super) const LEAVERS: Facts = Facts::new(
    "leavers",
    "Leavers a year",
    "Permanent workers who leave, at the rate of a year: a count, higher where more people are there to leave.",
    Workers,
    Neutral,
);
pub(super) const RECRUITS: Facts =
    Facts::new("recruits", "Recruits a year", "Permanent workers who begin, at the rate of a year.", Workers, Neutral);
pub(super) const IN_TRAINING: Facts = Facts::new(
    "in_training",
    "In training",
    "Permanent workers who are trained before they come to the floor, at the end of the week.",
    Workers,
    Neutral,
);
pub(super) const PROFICIENT: Facts = Facts::new(
    "proficient",
    "Up to speed",
    "Permanent workers who are up to speed, at the end of the week.",
    Workers,
    Up,
);
pub(super) const FULL_COMPLEMENT_FRACTION: Facts = Facts::new(
    "full_complement_fraction",
    "Full complement",
    "Chance that by the end of the week, or of the horizon, enough have been up to speed for a full complement.",
    Share,
    Up,
);
pub(super) const SICK_FRACTION: Facts = Facts::new(
    "sick_fraction",
    "Sickness",
    "Working days lost to sickness, as a share of those of all on the floor.",
    Share,
    Down,
);
pub(super) const ON_LEAVE_FRACTION: Facts = Facts::new(
    "on_leave_fraction",
    "On leave",
    "Working days on annual leave, as a share of those of all on the floor.",
    Share,
    Neutral,
);
pub(super) const LEAVE_ASKED: Facts = Facts::new(
    "leave_asked",
    "Leave requests a year",
    "Requests for leave decided in a year, for each permanent worker, those made again after a refusal among them.",
    Ratio,
    Neutral,
);
pub(super) const LEAVE_REFUSED_FRACTION: Facts = Facts::new(
    "leave_refused_fraction",
    "Leave refused",
    "Requests for leave that are refused, as a share of those decided.",
    Share,
    Down,
);
pub(super) const LEAVE_UNTAKEN_DAYS: Facts = Facts::new(
    "leave_untaken_days",
    "Leave untaken",
    "Days of leave that a colleague has not taken when the leave year, or the horizon, ends.",
    Days,
    Down,
);
pub(super) const LEAVE_UNTAKEN_SPREAD_DAYS: Facts = Facts::new(
    "leave_untaken_spread_days",
    "Leave untaken, spread",
    "Standard deviation between colleagues of the days of leave not taken.",
    Days,
    Down,
);
pub(super) const ABSENCE_MULTIPLIER: Facts = Facts::new(
    "absence_multiplier",
    "Absence multiplied by",
    "What load multiplies the hazard of falling ill by, on average over days.",
    Ratio,
    Down,
);
pub(super) const LEAVING_MULTIPLIER: Facts = Facts::new(
    "leaving_multiplier",
    "Leaving multiplied by",
    "What load multiplies the hazard of leaving by, on average over days.",
    Ratio,
    Down,
);
