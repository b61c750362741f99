use crate::model::ContactTypeIndex;
use crate::random::Key;
use crate::units::{Instant, Ticks};

/// One customer's attempt.
#[derive(Clone, Copy, Debug)]
pub struct Contact {
    /// The kind of work.
    pub contact_type: ContactTypeIndex,
    /// Why it arrived.
    pub origin: Origin,
    /// How many attempts this customer made before, over the whole need.
    pub earlier_attempts: u32,
    /// How many of them came to nothing since the customer was last answered.
    pub failed_in_a_row: u32,
    /// The interval in which it arrived.
    pub interval: u32,
    /// Which of the type's customers it is, from 0.
    pub customer: u64,
    /// When it arrived.
    pub entered: Instant,
    /// Talk it needs, before any team's factor.
    pub talk: Ticks,
    /// The part of the talk that is the need itself, without taking the matter up again.
    pub content: Ticks,
    /// Wrap-up it needs, before any team's factor.
    pub wrap_up: Ticks,
}

/// Why a contact arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The first attempt of a need.
    Fresh,
    /// After an attempt that came to nothing.
    Retrial,
    /// After an answered contact that did not settle the need.
    Return,
}

/// What a keyed draw is for. The numbers are part of the digits: they never change.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Patience = 1,
    Balking = 2,
    TryingAgain = 3,
    Settling = 4,
    Returning = 5,
    NewNeed = 6,
    Choosing = 7,
}

impl Contact {
    /// The key of this attempt for one purpose: the same in every variant the customer meets.
    #[inline]
    pub(super) fn key(&self, contact_type: Key, purpose: Purpose) -> Key {
        contact_type.with(self.customer).with(u64::from(self.earlier_attempts) << 8 | purpose as u64)
    }
}
