use crate::units::{Erlangs, Fraction, Seconds};

use super::Traffic;
use super::blocking::{reciprocal_blocking, share};

/// A queue that nobody ever leaves unanswered (Erlang C, M/M/n).
///
/// With `n` agents and `a` erlangs the queue settles only if `n > a` ([`ErlangC::is_stable`]).
/// Otherwise it grows for ever: everyone waits, nobody is answered in time, and no mean wait exists.
///
/// # Source
///
/// Gans, Koole and Mandelbaum (2003), "Telephone Call Centers: Tutorial, Review, and Research
/// Prospects", *M&SOM* 5(2), 79–141, §3; Cooper (1981), *Introduction to Queueing Theory*, §3.4.
///
/// # Examples
///
/// ```
/// use callfloor::erlang::{ErlangC, Traffic};
/// use callfloor::units::{PerHour, Seconds};
///
/// let traffic = Traffic::new(PerHour::new(200.0)?, Seconds::new(180.0)?)?;
/// let team = ErlangC::new(traffic, 14);
/// assert_eq!(format!("{:.10}", team.waited().get()), "0.1741319336");
/// assert_eq!(format!("{:.10}", team.service_level(Seconds::new(20.0)?).get()), "0.8883500192");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangC {
    traffic: Traffic,
    agents: u32,
    waited: Fraction,
}

impl ErlangC {
    /// `traffic` offered to `agents`.
    #[must_use]
    pub fn new(traffic: Traffic, agents: u32) -> Self {
        let load = traffic.erlangs();
        let waited = if load == 0.0 {
            Fraction::ZERO
        } else if is_stable(agents, load) {
            let blocked = 1.0 / reciprocal_blocking(agents, load);
            let agents = f64::from(agents);
            share(agents * blocked / (agents - load + load * blocked))
        } else {
            Fraction::ONE
        };
        Self { traffic, agents, waited }
    }

    /// Offered load: arrivals × AHT.
    #[must_use]
    pub fn load(self) -> Erlangs {
        self.traffic.load()
    }

    /// Whether there are more agents than erlangs (by more than rounding), or no arrivals at all.
    #[must_use]
    pub fn is_stable(self) -> bool {
        is_stable(self.agents, self.traffic.erlangs())
    }

    /// Share of contacts that are not answered at once: `C = n·B / (n − a·(1 − B))`.
    ///
    /// One if the queue is not stable, zero without arrivals.
    #[must_use]
    pub fn waited(self) -> Fraction {
        self.waited
    }

    /// Share of contacts answered within `threshold`: `1 − C · exp(−(n − a) · T / AHT)`.
    ///
    /// Zero if the queue is not stable: an answer, not an error.
    #[must_use]
    pub fn service_level(self, threshold: Seconds) -> Fraction {
        match self.wait_of_queued() {
            Some(mean) if mean.get() > 0.0 => {
                share(1.0 - self.waited.get() * libm::exp(-(threshold.get() / mean.get())))
            }
            Some(_) => Fraction::ONE,
            None => self.waited.complement(),
        }
    }

    /// Mean wait of all contacts: `C · AHT / (n − a)`; `None` if the queue is not stable.
    #[must_use]
    pub fn asa(self) -> Option<Seconds> {
        self.times_wait_of_queued(self.waited.get())
    }

    /// Mean wait of those who wait at all: `AHT / (n − a)`; `None` if the queue is not stable.
    #[must_use]
    pub fn wait_of_queued(self) -> Option<Seconds> {
        self.times_wait_of_queued(1.0)
    }

    /// Standard deviation of the wait of all contacts: `√(C·(2 − C)) · AHT / (n − a)`.
    ///
    /// `None` if the queue is not stable.
    #[must_use]
    pub fn wait_standard_deviation(self) -> Option<Seconds> {
        let waited = self.waited.get();
        self.times_wait_of_queued(libm::sqrt(waited * (2.0 - waited)))
    }

    /// The wait that a share `p` of all contacts does not exceed: `AHT / (n − a) · ln(C / (1 − p))`.
    ///
    /// Zero while `p ≤ 1 − C`. `None` for `p = 1`, which no wait covers, and if the queue is not stable.
    #[must_use]
    pub fn wait_quantile(self, p: Fraction) -> Option<Seconds> {
        let beyond = p.complement().get();
        if self.is_stable() && self.waited.get() <= beyond {
            return Some(Seconds::ZERO);
        }
        self.times_wait_of_queued(libm::log(self.waited.get() / beyond))
    }

    /// Mean number waiting: `C · a / (n − a)`; `None` if the queue is not stable.
    #[must_use]
    pub fn queue_length(self) -> Option<f64> {
        self.spare_agents().map(|spare| self.waited.get() * self.traffic.erlangs() / spare)
    }

    /// Share of agents busy: `a / n`, and one if the queue is not stable; `None` without agents.
    #[must_use]
    pub fn occupancy(self) -> Option<Fraction> {
        (self.agents > 0).then(|| share(self.traffic.erlangs() / f64::from(self.agents)))
    }

    fn times_wait_of_queued(self, factor: f64) -> Option<Seconds> {
        match self.spare_agents() {
            Some(spare) => Seconds::new(factor * (self.traffic.aht().get() / spare)).ok(),
            None => None,
        }
    }

    /// `n − a`, if the queue is stable.
    fn spare_agents(self) -> Option<f64> {
        let spare = f64::from(self.agents) - self.traffic.erlangs();
        (self.is_stable() && spare > 0.0).then_some(spare)
    }
}

/// A load that equals the number of agents but for rounding leaves no agent to spare.
fn is_stable(agents: u32, load: f64) -> bool {
    load == 0.0 || load < f64::from(agents) * (1.0 - 1e-12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::PerHour;

    fn team(rate: f64, aht: f64, agents: u32) -> ErlangC {
        ErlangC::new(Traffic::new(PerHour::new(rate).unwrap(), Seconds::new(aht).unwrap()).unwrap(), agents)
    }

    #[test]
    fn a_queue_that_grows_for_ever_has_no_mean_wait() {
        let day = Seconds::new(86_400.0).unwrap();
        for agents in [0, 5, 10] {
            let crowded = team(200.0, 180.0, agents);
            assert!(!crowded.is_stable());
            assert_eq!((crowded.waited(), crowded.service_level(day)), (Fraction::ONE, Fraction::ZERO));
            assert_eq!((crowded.asa(), crowded.queue_length()), (None, None));
            assert_eq!(crowded.wait_quantile(Fraction::ZERO), None);
        }
        assert_eq!(team(200.0, 180.0, 10).occupancy(), Some(Fraction::ONE));
    }

    #[test]
    fn rounding_does_not_turn_a_full_team_into_a_stable_one() {
        // Each of these is one erlang, give or take the last bit.
        for rate in 1..2_000 {
            let rate = f64::from(rate);
            assert!(!team(rate, 3600.0 / rate, 1).is_stable(), "{rate}");
        }
    }

    #[test]
    fn without_arrivals_nobody_waits() {
        let quiet = team(0.0, 180.0, 3);
        assert_eq!((quiet.waited(), quiet.service_level(Seconds::ZERO)), (Fraction::ZERO, Fraction::ONE));
        assert_eq!((quiet.asa(), quiet.queue_length()), (Some(Seconds::ZERO), Some(0.0)));
        assert_eq!(team(0.0, 180.0, 0).service_level(Seconds::ZERO), Fraction::ONE);
    }

    #[test]
    fn half_the_waits_are_below_their_median() {
        let busy = team(162.0, 200.0, 10);
        let median = busy.wait_quantile(Fraction::new(0.5).unwrap()).unwrap();
        assert!((busy.service_level(median).get() - 0.5).abs() < 1e-12);
        assert_eq!(busy.wait_quantile(Fraction::new(0.3).unwrap()), Some(Seconds::ZERO));
        assert_eq!(busy.wait_quantile(Fraction::ONE), None);
    }
}
