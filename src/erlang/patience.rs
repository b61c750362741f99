use crate::units::{Erlangs, Fraction, Seconds};

use super::blocking::{reciprocal_blocking, share};
use super::virtual_wait::{VirtualWait, two_stage_share};
use super::{ErlangError, Traffic};

/// A queue whose contacts give up after an exponential patience (Erlang A, M/M/n+M).
///
/// It settles under any load. All figures are integrals, by quadrature to about twelve digits, of
/// the density of the virtual wait: what a contact of endless patience would meet.
///
/// # Source
///
/// Mandelbaum and Zeltyn (2007), "Service engineering in action: the Palm/Erlang-A queue, with
/// applications to call centers", in *Advances in Services Innovations*, 17–45; Zeltyn and
/// Mandelbaum (2005), *Queueing Systems* 51, 361–402.
///
/// # Examples
///
/// ```
/// use callfloor::erlang::{ErlangA, Traffic};
/// use callfloor::units::{PerHour, Seconds};
///
/// let traffic = Traffic::new(PerHour::new(200.0)?, Seconds::new(180.0)?)?;
/// let team = ErlangA::new(traffic, Seconds::new(300.0)?, 13)?;
/// assert_eq!(format!("{:.8}", team.abandoned().get()), "0.02496330");
/// assert_eq!(format!("{:.7}", team.service_level(Seconds::new(20.0)?).get()), "0.8581777");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangA {
    traffic: Traffic,
    agents: u32,
    patience: Seconds,
    virtual_wait: VirtualWait,
    /// The integral of the virtual wait's density, to which all others are relative.
    mass: f64,
    /// Odds of having to wait against finding an agent free.
    odds_of_waiting: f64,
}

impl ErlangA {
    /// `traffic` offered to `agents`, with mean `patience`.
    ///
    /// # Errors
    ///
    /// [`ErlangError::NoAgents`] without agents; [`ErlangError::PatienceOutOfRange`] if the mean
    /// patience is not between a billionth and a billion times the AHT. Without patience at all the
    /// formula is [`ErlangB`](super::ErlangB), without end to it [`ErlangC`](super::ErlangC).
    pub fn new(traffic: Traffic, patience: Seconds, agents: u32) -> Result<Self, ErlangError> {
        if agents == 0 {
            return Err(ErlangError::NoAgents);
        }
        let patience_in_handlings = patience.get() / traffic.aht().get();
        if !(1e-9..=1e9).contains(&patience_in_handlings) {
            return Err(ErlangError::PatienceOutOfRange(patience.get()));
        }
        let virtual_wait = VirtualWait::new(traffic.load(), agents, patience_in_handlings);
        let mass = virtual_wait.integrate(f64::INFINITY, |_| 1.0);
        let arrivals_per_patience = traffic.erlangs() * patience_in_handlings;
        let at_peak = arrivals_per_patience * mass / reciprocal_blocking(agents - 1, traffic.erlangs());
        let odds_of_waiting = at_peak * libm::exp(virtual_wait.log_height());
        Ok(Self { traffic, agents, patience, virtual_wait, mass, odds_of_waiting })
    }

    /// Offered load: arrivals × AHT.
    #[must_use]
    pub fn load(self) -> Erlangs {
        self.traffic.load()
    }

    /// Share of contacts that are not answered at once: `λJ / (ε + λJ)` with
    /// `ε = 1 / B(n − 1, a)` and `J = ∫₀^∞ exp(λ/θ·(1 − e^(−θx)) − nμx) dx`.
    #[must_use]
    pub fn waited(self) -> Fraction {
        share(1.0 / (1.0 + 1.0 / self.odds_of_waiting))
    }

    /// Share of contacts that give up: the chance that patience ends before the virtual wait.
    #[must_use]
    pub fn abandoned(self) -> Fraction {
        share(self.waited().get() * self.mean_of_queued(|y| -libm::expm1(-y)))
    }

    /// Share of contacts answered, `1 −` [`abandoned`](Self::abandoned), exact where it is tiny too.
    #[must_use]
    pub fn answered(self) -> Fraction {
        share(self.at_once() + self.waited().get() * self.mean_of_queued(|y| libm::exp(-y)))
    }

    /// Share of offered contacts answered within `threshold`; those who give up count against it.
    #[must_use]
    pub fn service_level(self, threshold: Seconds) -> Fraction {
        let soon = self.virtual_wait.integrate(self.in_patiences(threshold), |y| libm::exp(-y)) / self.mass;
        share(self.at_once() + self.waited().get() * soon)
    }

    /// Share of offered contacts whose wait, ended by an answer or by giving up, is within `threshold`.
    #[must_use]
    pub fn waited_at_most(self, threshold: Seconds) -> Fraction {
        let limit = self.in_patiences(threshold);
        let longer_offered = 1.0 - self.virtual_wait.integrate(limit, |_| 1.0) / self.mass;
        share(1.0 - self.waited().get() * longer_offered.max(0.0) * libm::exp(-limit))
    }

    /// Mean wait of all contacts, however it ended: abandoned share × mean patience.
    #[must_use]
    pub fn wait(self) -> Seconds {
        self.patiences(self.abandoned().get())
    }

    /// Mean wait of those who are not answered at once; `None` without arrivals.
    #[must_use]
    pub fn wait_of_queued(self) -> Option<Seconds> {
        self.if_anyone_arrives(|| self.mean_of_queued(|y| -libm::expm1(-y)))
    }

    /// Mean wait of answered contacts, those answered at once included.
    #[must_use]
    pub fn asa(self) -> Seconds {
        let waiting = self.waited().get() * self.mean_of_queued(|y| y * libm::exp(-y));
        self.patiences(waiting / self.answered().get())
    }

    /// Mean wait of those who give up; `None` without arrivals.
    #[must_use]
    pub fn wait_of_abandoned(self) -> Option<Seconds> {
        self.if_anyone_arrives(|| self.mean_of_queued(two_stage_share) / self.mean_of_queued(|y| -libm::expm1(-y)))
    }

    /// Mean number waiting: arrival rate × [`wait`](Self::wait), by Little's law.
    #[must_use]
    pub fn queue_length(self) -> f64 {
        self.traffic.arrivals_per_second() * self.wait().get()
    }

    /// Mean number of agents busy: `a` × the share answered, in erlangs.
    #[must_use]
    pub fn busy_agents(self) -> f64 {
        (self.traffic.erlangs() * self.answered().get()).min(f64::from(self.agents))
    }

    /// Share of agents busy.
    #[must_use]
    pub fn occupancy(self) -> Fraction {
        share(self.busy_agents() / f64::from(self.agents))
    }

    /// Share of contacts that find an agent free.
    fn at_once(self) -> f64 {
        1.0 / (1.0 + self.odds_of_waiting)
    }

    /// Mean of `f` over the virtual wait, in mean patiences, of those who wait.
    fn mean_of_queued(self, f: impl Fn(f64) -> f64) -> f64 {
        self.virtual_wait.integrate(f64::INFINITY, f) / self.mass
    }

    fn in_patiences(self, time: Seconds) -> f64 {
        time.get() / self.patience.get()
    }

    fn patiences(self, count: f64) -> Seconds {
        Seconds::new((count * self.patience.get()).min(f64::MAX)).expect("a mean wait is a number")
    }

    fn if_anyone_arrives(self, mean: impl Fn() -> f64) -> Option<Seconds> {
        (self.traffic.erlangs() > 0.0).then(|| self.patiences(mean()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::PerHour;

    const AHT: f64 = 180.0;

    fn team(load: f64, patience: f64, agents: u32) -> ErlangA {
        let rate = PerHour::new(load * 3600.0 / AHT).unwrap();
        let traffic = Traffic::new(rate, Seconds::new(AHT).unwrap()).unwrap();
        ErlangA::new(traffic, Seconds::new(patience).unwrap(), agents).unwrap()
    }

    /// The birth-and-death chain itself, summed outwards from its likeliest state.
    fn by_chain(load: f64, patience: f64, agents: u32) -> (f64, f64) {
        let leaving = |state: u64| {
            let waiting = state.saturating_sub(u64::from(agents));
            (state - waiting) as f64 + waiting as f64 * AHT / patience
        };
        let overload = (load - f64::from(agents)).max(0.0);
        let mut state = (load.min(f64::from(agents)) + overload * patience / AHT) as u64;
        let (mode, mut weight) = (state, 1.0);
        let mut sums = (0.0, 0.0, 0.0);
        let mut add = |state: u64, weight: f64| {
            sums.0 += weight;
            sums.1 += if state >= u64::from(agents) { weight } else { 0.0 };
            sums.2 += weight * state.saturating_sub(u64::from(agents)) as f64;
        };
        while weight > 1e-25 {
            add(state, weight);
            state += 1;
            weight *= load / leaving(state);
        }
        (state, weight) = (mode, 1.0);
        while state > 0 && weight > 1e-25 {
            weight *= leaving(state) / load;
            state -= 1;
            add(state, weight);
        }
        (sums.1 / sums.0, sums.2 / sums.0)
    }

    #[test]
    fn the_density_and_the_chain_agree_from_one_agent_to_a_hundred_thousand() {
        for agents in [1, 2, 10, 100, 1_000, 10_000, 100_000] {
            for crowding in [0.3, 0.9, 1.0, 1.1, 2.0, 10.0] {
                for patience in [1.0, 60.0, 180.0, 3_600.0, 1e6] {
                    let load = f64::from(agents) * crowding;
                    let queue = team(load, patience, agents);
                    let (waited, length) = by_chain(load, patience, agents);
                    let close = |ours: f64, chain: f64| (ours - chain).abs() <= 1e-9 * chain + 1e-15;
                    let place = format!("{agents} agents, {load} erlangs, patience {patience}");
                    assert!(close(queue.waited().get(), waited), "{place}: {} {waited}", queue.waited().get());
                    assert!(close(queue.queue_length(), length), "{place}: {} {length}", queue.queue_length());
                }
            }
        }
    }

    #[test]
    fn answered_and_abandoned_waits_make_up_all_waits() {
        for (load, patience, agents) in [(1.0, 90.0, 1), (13.0, 60.0, 10), (115.0, 100.0, 120), (9e5, 200.0, 100_000)] {
            let queue = team(load, patience, agents);
            let (answered, abandoned) = (queue.answered().get(), queue.abandoned().get());
            assert!((answered + abandoned - 1.0).abs() < 1e-12);
            let parts = answered * queue.asa().get() + abandoned * queue.wait_of_abandoned().unwrap().get();
            assert!((parts / queue.wait().get() - 1.0).abs() < 1e-11, "{parts} {}", queue.wait().get());
        }
    }

    #[test]
    fn endless_thresholds_take_in_everyone() {
        let queue = team(13.0, 60.0, 10);
        let ages = Seconds::new(1e300).unwrap();
        assert!((queue.service_level(ages).get() - queue.answered().get()).abs() < 1e-14);
        assert_eq!(queue.waited_at_most(ages), Fraction::ONE);
        assert!((queue.service_level(Seconds::ZERO).get() - queue.waited().complement().get()).abs() < 1e-14);
    }

    #[test]
    fn the_ends_are_numbers() {
        let quiet = team(0.0, 60.0, 3);
        assert_eq!((quiet.waited(), quiet.abandoned(), quiet.asa()), (Fraction::ZERO, Fraction::ZERO, Seconds::ZERO));
        assert_eq!((quiet.wait_of_queued(), quiet.wait_of_abandoned()), (None, None));
        for (load, patience, agents) in [
            (9e8, 1e9, 1),
            (1e-300, 1e9, u32::MAX),
            (9e8, 1e-6, u32::MAX),
            (9e8, 1.7e11, 1),
            (9e8, 1e-6, 1),
            (1e-9, 1e-6, 1),
        ] {
            let queue = team(load, patience, agents);
            assert!(queue.wait().get() <= patience && queue.asa().get().is_finite(), "{load} {patience} {agents}");
            assert!((queue.answered().get() + queue.abandoned().get() - 1.0).abs() < 1e-9);
            assert!(queue.wait_of_abandoned().unwrap().get() > 0.0);
        }
    }

    #[test]
    fn what_is_another_formula_is_refused() {
        let traffic = Traffic::new(PerHour::new(60.0).unwrap(), Seconds::new(AHT).unwrap()).unwrap();
        assert_eq!(ErlangA::new(traffic, Seconds::new(60.0).unwrap(), 0), Err(ErlangError::NoAgents));
        assert_eq!(ErlangA::new(traffic, Seconds::ZERO, 3), Err(ErlangError::PatienceOutOfRange(0.0)));
    }
}
