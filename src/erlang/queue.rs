use crate::units::{Fraction, Seconds};

use super::{ErlangA, ErlangC, ErlangError, LimitedQueue, Traffic};

/// What contacts meet, but for the number of agents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// How many come and how long each takes.
    pub traffic: Traffic,
    /// After what mean time they give up; `None` if never.
    pub patience: Option<Seconds>,
    /// How many can talk or wait at once; `None` if any number.
    pub lines: Option<u32>,
}

impl Setting {
    /// The queue that `agents` serve.
    ///
    /// # Errors
    ///
    /// Those of [`LimitedQueue::new`] with lines, those of [`ErlangA::new`] with patience alone.
    pub fn queue(self, agents: u32) -> Result<Queue, ErlangError> {
        match self.lines {
            Some(lines) => LimitedQueue::new(self.traffic, self.patience, agents, lines).map(Queue::Limited),
            None => Queue::new(self.traffic, self.patience, agents),
        }
    }
}

/// A queue in the long run: [`ErlangC`] where nobody gives up, [`ErlangA`] where some do, [`LimitedQueue`] where lines run out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Queue {
    /// Everyone waits until answered.
    Endless(ErlangC),
    /// Contacts give up after an exponential patience.
    Impatient(ErlangA),
    /// Contacts that find all lines busy are blocked.
    Limited(LimitedQueue),
}

impl Queue {
    /// `traffic` offered to `agents`, with mean `patience`, or `None` if it has no end, on any number of lines.
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
            Self::Impatient(_) | Self::Limited(_) => true,
        }
    }

    /// Share of contacts that are not answered at once, and not blocked.
    #[must_use]
    pub fn waited(self) -> Fraction {
        match self {
            Self::Endless(queue) => queue.waited(),
            Self::Impatient(queue) => queue.waited(),
            Self::Limited(queue) => queue.waited(),
        }
    }

    /// Share of offered contacts answered within `threshold`.
    #[must_use]
    pub fn service_level(self, threshold: Seconds) -> Fraction {
        match self {
            Self::Endless(queue) => queue.service_level(threshold),
            Self::Impatient(queue) => queue.service_level(threshold),
            Self::Limited(queue) => queue.service_level(threshold),
        }
    }

    /// Share of offered contacts that give up: zero where patience has no end.
    #[must_use]
    pub fn abandoned(self) -> Fraction {
        match self {
            Self::Endless(_) => Fraction::ZERO,
            Self::Impatient(queue) => queue.abandoned(),
            Self::Limited(queue) => queue.abandoned(),
        }
    }

    /// Share of offered contacts that find all lines busy: zero where lines do not run out.
    #[must_use]
    pub fn blocked(self) -> Fraction {
        match self {
            Self::Endless(_) | Self::Impatient(_) => Fraction::ZERO,
            Self::Limited(queue) => queue.blocked(),
        }
    }

    /// Mean wait of the answered; `None` if the queue is not stable.
    #[must_use]
    pub fn asa(self) -> Option<Seconds> {
        match self {
            Self::Endless(queue) => queue.asa(),
            Self::Impatient(queue) => Some(queue.asa()),
            Self::Limited(queue) => Some(queue.asa()),
        }
    }

    /// Mean wait of all who were not blocked, however it ended; `None` if the queue is not stable.
    #[must_use]
    pub fn wait(self) -> Option<Seconds> {
        match self {
            Self::Endless(queue) => queue.asa(),
            Self::Impatient(queue) => Some(queue.wait()),
            Self::Limited(queue) => Some(queue.wait()),
        }
    }

    /// Mean number waiting; `None` if the queue is not stable.
    #[must_use]
    pub fn queue_length(self) -> Option<f64> {
        match self {
            Self::Endless(queue) => queue.queue_length(),
            Self::Impatient(queue) => Some(queue.queue_length()),
            Self::Limited(queue) => Some(queue.queue_length()),
        }
    }

    /// Share of agents busy; `None` without agents.
    #[must_use]
    pub fn occupancy(self) -> Option<Fraction> {
        match self {
            Self::Endless(queue) => queue.occupancy(),
            Self::Impatient(queue) => Some(queue.occupancy()),
            Self::Limited(queue) => Some(queue.occupancy()),
        }
    }
}
