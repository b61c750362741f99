//! What is measured of the people of a team.

use super::Direction::{HigherIsBetter as Up, LowerIsBetter as Down, Neutral};
use super::Unit::{Share, Workers};
use super::{Facts, Measure};

impl Measure {
    /// All measures of the people of a team, in the order in which they are shown.
    pub const OF_WORKFORCES: [Self; 6] =
        [Self::Posts, Self::Filled, Self::VacancyFraction, Self::AgencyFraction, Self::Leavers, Self::Recruits];
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
pub(super) const LEAVERS: Facts =
    Facts::new("leavers", "Leavers a year", "Permanent workers who leave, at the rate of a year.", Workers, Down);
pub(super) const RECRUITS: Facts =
    Facts::new("recruits", "Recruits a year", "Permanent workers who begin, at the rate of a year.", Workers, Neutral);
