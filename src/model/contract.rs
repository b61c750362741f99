use crate::units::Fraction;

use super::{Shift, apportion, deal};

/// The terms on which people work.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Share of the people who have it.
    pub share: Fraction,
    /// Hours in a week, without unpaid breaks.
    pub hours_per_week: f64,
    /// The shifts they work; none for those who carry cases.
    pub shifts: Vec<Shift>,
    /// By shift, the share of them who work it, together one; empty if the shifts are dealt out in turn.
    pub shift_shares: Vec<Fraction>,
    /// Pay per hour in pounds; if `None`, that of the team.
    pub pay: Option<f64>,
}

/// What somebody who holds a place is dealt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DealtPlace {
    /// The position of the contract.
    pub contract: usize,
    /// Of the places with this contract, those before it.
    pub number: u32,
    /// The position of the first of the contract's shifts that the person works.
    pub shift: usize,
}

/// How people with several shifts take turns at them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShiftPattern {
    /// Each person keeps one shift.
    #[default]
    Fixed,
    /// Each person moves to the next shift every week.
    Rotating,
}

impl Contract {
    /// By shift, how many of so many people work it; nothing if shifts are dealt out in turn.
    #[must_use]
    pub fn people_by_shift(&self, people: u32) -> Vec<u32> {
        let shares: Vec<f64> = self.shift_shares.iter().map(|share| share.get()).collect();
        apportion(&shares, people)
    }

    /// By person, the shift that each of so many people works first; nothing if shifts are dealt out in turn.
    pub(super) fn deal_shifts(&self, people: u32) -> std::vec::IntoIter<usize> {
        deal(&self.people_by_shift(people)).into_iter()
    }
}
