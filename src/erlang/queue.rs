use crate::units::{Fraction, Seconds};

use super::{ErlangA, ErlangC, ErlangError, Traffic};

/// A queue in the long run: [`ErlangC`] where nobody gives up, [`ErlangA`] where some do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Queue {
    /// Everyone waits until answered.
    Endless(ErlangC),
    /// Contacts give up after an exponential patience.
    Impatient(ErlangA),
}

impl Queue {
    /// `traffic` offered to `agents`, with mean `patience`, or `None` if it has no end.
    ///
    /// # Errors
    ///
    /// Those of [`ErlangA::new`], if there is a patience.
    pub fn new(traffic: Traffic, patience: Option<Seconds>, agents: u32) -> Result<Self, ErlangError> {
        match patience {
            Some(patience) => ErlangA::new(traffic, patience, agents).map(Self::Impatient),
            None => Ok(Self::Endless(ErlangC::new(traffic, agents))),
        }
    }

    /// Whether the queue settles, rather than growing for ever.
    #[must_use]
    pub fn is_stable(self) -> bool {
        match self {
            Self::Endless(queue) => queue.is_stable(),
            Self::Impatient(_) => true,
        }
    }

    /// Share of contacts that are not answered at once.
    #[must_use]
    pub fn waited(self) -> Fraction {
        match self {
            Self::Endless(queue) => queue.waited(),
            Self::Impatient(queue) => queue.waited(),
        }
    }

    /// Share of offered contacts answered within `threshold`.
    #[must_use]
    pub fn service_level(self, threshold: Seconds) -> Fraction {
        match self {
            Self::Endless(queue) => queue.service_level(threshold),
            Self::Impatient(queue) => queue.service_level(threshold),
        }
    }

    /// Share of offered contacts that give up: zero where patience has no end.
    #[must_use]
    pub fn abandoned(self) -> Fraction {
        match self {
            Self::Endless(_) => Fraction::ZERO,
            Self::Impatient(queue) => queue.abandoned(),
        }
    }

    /// Mean wait of the answered; `None` if the queue is not stable.
    #[must_use]
    pub fn asa(self) -> Option<Seconds> {
        match self {
            Self::Endless(queue) => queue.asa(),
            Self::Impatient(queue) => Some(queue.asa()),
        }
    }

    /// Mean number waiting; `None` if the queue is not stable.
    #[must_use]
    pub fn queue_length(self) -> Option<f64> {
        match self {
            Self::Endless(queue) => queue.queue_length(),
            Self::Impatient(queue) => Some(queue.queue_length()),
        }
    }

    /// Share of agents busy; `None` without agents.
    #[must_use]
    pub fn occupancy(self) -> Option<Fraction> {
        match self {
            Self::Endless(queue) => queue.occupancy(),
            Self::Impatient(queue) => Some(queue.occupancy()),
        }
    }
}
