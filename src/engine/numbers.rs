//! Numbers by which customers and cases are known. Draws are named by them, so their values are part of the digits: they never
//! change.

use crate::random::Stream;

/// Which customer a contact is of: a number that no other customer of the contact type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerNumber(u64);

/// Which case of its kind it is: a number that no other has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(u64);

/// Set for customers who ask for a case. Their numbers are drawn, and must not meet those of customers with a need of their own.
const ASKS_FOR_CASE: u64 = 1 << 63;
/// Set for cases that a contact left behind. Their numbers are drawn, and must not meet those of cases that arrived.
const LEFT_BEHIND: u64 = 1 << 62;

impl CustomerNumber {
    /// The customer with this number among those with a need of their own.
    #[inline]
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Somebody who asks for a case.
    pub(super) fn draw_for_chaser(stream: &mut Stream) -> Self {
        Self(ASKS_FOR_CASE | draw(stream))
    }

    /// Whether the customer asks for a case and has no need besides.
    #[inline]
    #[must_use]
    pub fn asks_for_case(self) -> bool {
        self.0 & ASKS_FOR_CASE != 0
    }

    /// The number that names the customer's draws.
    #[inline]
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl CaseNumber {
    /// The case with this number among those that arrive or are there from the start.
    #[inline]
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// A case that a contact leaves behind.
    pub(super) fn draw_left_behind(stream: &mut Stream) -> Self {
        Self(LEFT_BEHIND | draw(stream))
    }

    /// The number that names the draws of those who ask for the case.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

/// A number below 2⁵³ that hardly any other has.
fn draw(stream: &mut Stream) -> u64 {
    (stream.uniform() * (1_u64 << 53) as f64) as u64
}
