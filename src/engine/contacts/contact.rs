use crate::model::ContactTypeIndex;
use crate::random::Key;
use crate::units::{Instant, Ticks};

use crate::engine::CustomerNumber;

/// One customer's attempt.
#[derive(Clone, Copy, Debug)]
pub struct Contact {
    /// The kind of work.
    pub contact_type: ContactTypeIndex,
    /// Why it arrived.
    pub origin: Origin,
    /// How its customer waits.
    pub(crate) wait: Wait,
    /// The contact type as which the need arose: by it and the customer all draws are named.
    pub(crate) home: u16,
    /// How many attempts this customer made before, over the whole need.
    pub earlier_attempts: u32,
    /// How many of them came to nothing since the customer was last answered.
    pub failed_in_a_row: u32,
    /// How many of them were answered.
    pub answered_before: u32,
    /// The interval in which it arrived.
    pub interval: u32,
    /// Which of the customers of the type as which the need arose it is.
    pub customer: CustomerNumber,
    /// When it arrived.
    pub entered: Instant,
    /// Talk it needs, before any team's factor.
    pub talk: Ticks,
    /// The part of the talk that is the need itself, without taking the matter up again.
    pub content: Ticks,
    /// Wrap-up it needs, before any team's factor.
    pub wrap_up: Ticks,
}

/// How a customer waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    /// As everybody does.
    OnTheLine,
    /// On the line, having declined to be called back.
    Declined,
    /// Elsewhere, to be called back.
    ToBeCalled,
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
    /// Somebody asks for a case that is overdue.
    Chaser,
    /// Passed on by an agent who had answered it as another type.
    Transfer,
}

/// What a keyed draw is for. The numbers are part of the digits: they never change.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    Patience = 1,
    Balking = 2,
    TryingAgain = 3,
    Settling = 4,
    Returning = 5,
    NewNeed = 6,
    Choosing = 7,
    Enforcing = 8,
    Dumping = 9,
    DumpingAfter = 10,
    LeavingCase = 11,
    Arriving = 12,
    PassingOn = 13,
    AcceptingCallback = 14,
    AnsweringCallback = 15,
}

impl Contact {
    /// What stands in a place that nobody was in yet.
    pub(crate) const NOBODY: Self = Self {
        contact_type: ContactTypeIndex(0),
        origin: Origin::Fresh,
        wait: Wait::OnTheLine,
        home: 0,
        earlier_attempts: 0,
        failed_in_a_row: 0,
        answered_before: 0,
        interval: 0,
        customer: CustomerNumber::new(0),
        entered: Instant::ZERO,
        talk: Ticks::ZERO,
        content: Ticks::ZERO,
        wrap_up: Ticks::ZERO,
    };

    /// The contact type as which its need arose.
    #[inline]
    #[must_use]
    pub fn home(&self) -> ContactTypeIndex {
        ContactTypeIndex(u32::from(self.home))
    }

    /// Whether it is about a case, not about a need of its own: that of a chaser, and all that follows from it.
    #[inline]
    #[must_use]
    pub fn is_about_case(&self) -> bool {
        self.customer.asks_for_case()
    }

    /// The key of a draw for one purpose: the same in every variant the customer meets. What an attempt meets
    /// depends on the attempt; what becomes of the need, on how often the customer was answered.
    #[inline]
    pub(crate) fn key(&self, contact_type: Key, purpose: Purpose) -> Key {
        let number = match purpose {
            Purpose::Patience
            | Purpose::Balking
            | Purpose::TryingAgain
            | Purpose::Choosing
            | Purpose::Arriving
            | Purpose::PassingOn
            | Purpose::AcceptingCallback
            | Purpose::AnsweringCallback => u64::from(self.earlier_attempts),
            Purpose::Settling | Purpose::Returning | Purpose::NewNeed => u64::from(self.answered_before),
            Purpose::Enforcing | Purpose::Dumping | Purpose::DumpingAfter | Purpose::LeavingCase => {
                u64::from(self.answered_before) | self.elsewhere() << 32
            }
        };
        contact_type.with(self.customer.get()).with((number << 8) | purpose as u64)
    }

    /// The contact type, if it is another than that as which the need arose: whoever is passed on is answered twice, and
    /// what the first agent does says nothing of what the second will.
    fn elsewhere(&self) -> u64 {
        if self.contact_type.0 == u32::from(self.home) { 0 } else { u64::from(self.contact_type.0) + 1 }
    }
}
