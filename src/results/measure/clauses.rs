//! What is measured of a clause.

use super::Direction::LowerIsBetter as Down;
use super::Unit::Share;
use super::{Facts, Measure};

impl Measure {
    /// All measures of a clause, in the order in which they are shown.
    pub const OF_CLAUSES: [Self; 2] = [Self::BrokenFraction, Self::AffectedFraction];
}

pub(super) const BROKEN_FRACTION: Facts = Facts::new(
    "broken_fraction",
    "Clause broken",
    "Person-days, person-weeks or person-hours in which a clause is broken, as a share of those it speaks of.",
    Share,
    Down,
);
pub(super) const AFFECTED_FRACTION: Facts = Facts::new(
    "affected_fraction",
    "People for whom it is broken",
    "People for whom a clause is broken at least once, as a share of those it is about.",
    Share,
    Down,
);
