use thiserror::Error;

use crate::units::{Erlangs, PerHour, Seconds};

/// Why a formula has no answer for what it was given.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ErlangError {
    /// Without handling time there is no load.
    #[error("the handling time must be longer than 0s")]
    NoHandlingTime,
    /// More load than any staffing formula is asked for.
    #[error("{0} erlangs is more than the {max} the formulas cover", max = Traffic::MOST_ERLANGS)]
    LoadTooLarge(f64),
    /// A queue with patience needs somebody who answers.
    #[error("at least one agent is needed for contacts to wait for")]
    NoAgents,
    /// Patience so short or so long beside the handling time that another formula is meant.
    #[error("a mean patience of {0}s is more than a billion times shorter or longer than the handling time")]
    PatienceOutOfRange(f64),
    /// Nothing was asked for.
    #[error("name at least one goal: a service level, a share abandoned, an ASA, an occupancy or a share blocked")]
    NoGoal,
    /// An agent without a line answers nobody.
    #[error("{agents} agents need as many lines, and there are {lines}")]
    MoreAgentsThanLines {
        /// Agents at work.
        agents: u32,
        /// Lines there are.
        lines: u32,
    },
    /// More lines than are summed over.
    #[error("{lines} lines are more than the {max} that the formula covers", max = Traffic::MOST_LINES)]
    TooManyLines {
        /// Lines there are.
        lines: u32,
    },
    /// However many lines, too many find all of them busy.
    #[error("with {agents} agents, even {most} lines block too many: the agents cannot keep up")]
    LinesOutOfReach {
        /// Agents at work.
        agents: u32,
        /// The most lines tried.
        most: u32,
    },
    /// No team of any size reaches the goal.
    #[error("no team of up to {most} agents reaches the goal")]
    OutOfReach {
        /// The largest team tried.
        most: u32,
    },
}

/// Poisson arrivals and the time each takes: what a formula needs to know of the demand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traffic {
    arrivals: PerHour,
    aht: Seconds,
}

impl Traffic {
    /// The heaviest load the formulas cover, in erlangs.
    pub const MOST_ERLANGS: f64 = 1e9;
    /// The most lines the formulas cover.
    pub const MOST_LINES: u32 = 1_000_000;

    /// `aht` includes wrap-up. Arrivals may be zero.
    ///
    /// # Errors
    ///
    /// [`ErlangError::NoHandlingTime`] if `aht` is zero, [`ErlangError::LoadTooLarge`] beyond
    /// [`Traffic::MOST_ERLANGS`].
    pub fn new(arrivals: PerHour, aht: Seconds) -> Result<Self, ErlangError> {
        if aht == Seconds::ZERO {
            return Err(ErlangError::NoHandlingTime);
        }
        match (arrivals * aht).get() {
            load if load <= Self::MOST_ERLANGS => Ok(Self { arrivals, aht }),
            load => Err(ErlangError::LoadTooLarge(load)),
        }
    }

    /// Contacts per hour.
    #[must_use]
    pub fn arrivals(self) -> PerHour {
        self.arrivals
    }

    /// Mean handling time, wrap-up included.
    #[must_use]
    pub fn aht(self) -> Seconds {
        self.aht
    }

    /// Offered load: arrivals × AHT.
    #[must_use]
    pub fn load(self) -> Erlangs {
        self.arrivals * self.aht
    }

    pub(super) fn erlangs(self) -> f64 {
        self.load().get()
    }

    pub(super) fn arrivals_per_second(self) -> f64 {
        self.arrivals.get() / 3600.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_load_or_too_much_is_refused() {
        let traffic = |rate: f64, aht: f64| Traffic::new(PerHour::new(rate).unwrap(), Seconds::new(aht).unwrap());
        assert_eq!(traffic(100.0, 0.0), Err(ErlangError::NoHandlingTime));
        assert_eq!(traffic(f64::MAX, f64::MAX), Err(ErlangError::LoadTooLarge(f64::INFINITY)));
        assert_eq!(
            traffic(7.2e12, 1.0).unwrap_err().to_string(),
            "2000000000 erlangs is more than the 1000000000 the formulas cover"
        );
        assert_eq!(traffic(0.0, 180.0).map(Traffic::erlangs), Ok(0.0));
    }
}
