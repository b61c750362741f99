use crate::units::{Erlangs, Fraction, Seconds};

use super::blocking::{fewest, reciprocal_blocking, share};
use super::{ErlangError, Traffic};

/// A queue with a limited number of lines, of which talks and waits each take one (M/M/n/K, and M/M/n/K+M with patience).
///
/// Whoever finds all lines busy is blocked. With as many lines as agents it is [`ErlangB`](super::ErlangB); with lines
/// without end it is [`ErlangC`](super::ErlangC), or [`ErlangA`](super::ErlangA) where contacts give up. All figures are
/// sums over the states of the birth-and-death chain.
///
/// # Source
///
/// Garnett, Mandelbaum and Reiman (2002), "Designing a call center with impatient customers", *M&SOM* 4(3), 208–227;
/// Gans, Koole and Mandelbaum (2003), *M&SOM* 5(2), 79–141, §4.1. With `k` ahead, a wait is a sum of exponential times of
/// rates `nμ, nμ + θ, …, nμ + kθ`, as the order statistics of a sample are.
///
/// # Examples
///
/// ```
/// use callfloor::erlang::{LimitedQueue, Traffic};
/// use callfloor::units::{PerHour, Seconds};
///
/// let traffic = Traffic::new(PerHour::new(200.0)?, Seconds::new(180.0)?)?;
/// let no_queue = LimitedQueue::new(traffic, None, 13, 13)?;
/// assert_eq!(format!("{:.8}", no_queue.blocked().get()), "0.08433886");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitedQueue {
    chain: Chain,
    blocked: Fraction,
    waited: Fraction,
    /// Mean number waiting.
    length: f64,
    /// Mean wait of the answered, spread over all who arrive.
    answered_wait: f64,
}

/// The chain of the number present, apart from what it is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Chain {
    traffic: Traffic,
    patience: Option<Seconds>,
    agents: u32,
    lines: u32,
    /// The logarithm of the chance that all agents are busy and nobody waits.
    log_full: f64,
}

/// All agents busy and some waiting: how likely it is and what a contact meets that comes then.
#[derive(Clone, Copy, Debug)]
struct Crowd {
    /// How many wait.
    ahead: u32,
    chance: f64,
    /// Share of those who come then that is answered at last.
    answered: f64,
    /// Mean wait of these.
    wait: f64,
}

impl LimitedQueue {
    /// `traffic` offered to `agents` on `lines`, with mean `patience`, or `None` if it has no end.
    ///
    /// # Errors
    ///
    /// [`ErlangError::NoAgents`] without agents, [`ErlangError::MoreAgentsThanLines`] and [`ErlangError::TooManyLines`]
    /// where the numbers do not fit, [`ErlangError::PatienceOutOfRange`] as for [`ErlangA`](super::ErlangA).
    pub fn new(traffic: Traffic, patience: Option<Seconds>, agents: u32, lines: u32) -> Result<Self, ErlangError> {
        if agents == 0 {
            return Err(ErlangError::NoAgents);
        }
        if lines < agents {
            return Err(ErlangError::MoreAgentsThanLines { agents, lines });
        }
        if Traffic::MOST_LINES < lines {
            return Err(ErlangError::TooManyLines { lines });
        }
        if let Some(patience) = patience
            && !(1e-9..=1e9).contains(&(patience.get() / traffic.aht().get()))
        {
            return Err(ErlangError::PatienceOutOfRange(patience.get()));
        }
        Ok(Self::measured(Chain { traffic, patience, agents, lines, log_full: 0.0 }.scaled()))
    }

    fn measured(chain: Chain) -> Self {
        let mut queue =
            Self { chain, blocked: Fraction::ZERO, waited: Fraction::ZERO, length: 0.0, answered_wait: 0.0 };
        let (mut waited, mut blocked) = (0.0, 0.0);
        for crowd in chain.crowds() {
            queue.length += crowd.chance * f64::from(crowd.ahead);
            if crowd.ahead == chain.places() {
                blocked = crowd.chance;
            } else {
                waited += crowd.chance;
                queue.answered_wait += crowd.chance * crowd.answered * crowd.wait;
            }
        }
        Self { blocked: share(blocked), waited: share(waited), ..queue }
    }

    /// Offered load: arrivals × AHT.
    #[must_use]
    pub fn load(self) -> Erlangs {
        self.chain.traffic.load()
    }

    /// Share of contacts that find all lines busy.
    #[must_use]
    pub fn blocked(self) -> Fraction {
        self.blocked
    }

    /// Share of offered contacts that find a line, but no agent free.
    #[must_use]
    pub fn waited(self) -> Fraction {
        self.waited
    }

    /// Share of offered contacts that give up: zero where patience has no end.
    #[must_use]
    pub fn abandoned(self) -> Fraction {
        let patience = self.chain.patience.filter(|_| 0.0 < self.length);
        patience.map_or(Fraction::ZERO, |patience| {
            share(self.length / patience.get() / self.chain.traffic.arrivals_per_second())
        })
    }

    /// Share of offered contacts that are answered.
    #[must_use]
    pub fn answered(self) -> Fraction {
        share(1.0 - self.blocked.get() - self.abandoned().get())
    }

    /// Share of offered contacts answered within `threshold`; the blocked and those who give up count against it.
    #[must_use]
    pub fn service_level(self, threshold: Seconds) -> Fraction {
        let mut soon = 1.0 - self.waited.get() - self.blocked.get();
        let mut late = Late::new(self.chain, threshold);
        for crowd in self.chain.crowds().filter(|crowd| crowd.ahead < self.chain.places()) {
            soon += crowd.chance * crowd.answered * late.with_one_more(crowd.ahead).complement().get();
        }
        share(soon)
    }

    /// Mean wait of answered contacts, those answered at once included.
    #[must_use]
    pub fn asa(self) -> Seconds {
        mean_wait(self.answered_wait, self.answered().get())
    }

    /// Mean wait of all who were not blocked, however it ended, by Little's law.
    #[must_use]
    pub fn wait(self) -> Seconds {
        let arrivals = self.chain.traffic.arrivals_per_second();
        mean_wait(if arrivals == 0.0 { 0.0 } else { self.length / arrivals }, self.blocked.complement().get())
    }

    /// Mean number waiting.
    #[must_use]
    pub fn queue_length(self) -> f64 {
        self.length
    }

    /// Share of agents busy.
    #[must_use]
    pub fn occupancy(self) -> Fraction {
        share(self.chain.traffic.erlangs() * self.answered().get() / f64::from(self.chain.agents))
    }
}

/// A mean over all who arrive, as one over a share of them.
fn mean_wait(over_all: f64, share: f64) -> Seconds {
    if over_all == 0.0 {
        return Seconds::ZERO;
    }
    Seconds::new((over_all / share).min(f64::MAX)).expect("a mean wait is a number")
}

impl Chain {
    /// Places in which contacts wait.
    fn places(self) -> u32 {
        self.lines - self.agents
    }

    /// Contacts that all agents together finish in a second.
    fn completions(self) -> f64 {
        f64::from(self.agents) / self.traffic.aht().get()
    }

    /// Chance that somebody who waits gives up within a second.
    fn impatience(self) -> f64 {
        self.patience.map_or(0.0, |patience| 1.0 / patience.get())
    }

    /// By how much a state with `waiting` in the queue is likelier than that with one fewer, as a logarithm.
    fn log_growth(self, waiting: u32) -> f64 {
        let leaving = self.completions() + f64::from(waiting) * self.impatience();
        libm::log(self.traffic.arrivals_per_second() / leaving)
    }

    /// The chain with its chances adding up to one.
    fn scaled(self) -> Self {
        let not_waiting = reciprocal_blocking(self.agents, self.traffic.erlangs());
        if not_waiting.is_infinite() {
            return Self { log_full: f64::NEG_INFINITY, ..self };
        }
        let mut log_peak = 0.0_f64;
        let mut log_weight = 0.0;
        for waiting in 1..=self.places() {
            let growth = self.log_growth(waiting);
            if growth <= 0.0 {
                break;
            }
            log_weight += growth;
            log_peak = log_weight;
        }
        let waiting: f64 = self.weights(-log_peak).skip(1).map(|(_, log)| libm::exp(log)).sum();
        let total = not_waiting * libm::exp(-log_peak) + waiting;
        Self { log_full: -log_peak - libm::log(total), ..self }
    }

    /// The number waiting, and the logarithm of how likely it is where `log_full` is that of nobody, as long as it matters.
    fn weights(self, log_full: f64) -> impl Iterator<Item = (u32, f64)> {
        let mut log_weight = log_full;
        (0..=self.places()).map_while(move |waiting| {
            let growth = if waiting == 0 { 0.0 } else { self.log_growth(waiting) };
            log_weight += growth;
            let matters = waiting == 0 || waiting == self.places() || 0.0 <= growth || NEGLIGIBLE < log_weight;
            matters.then_some((waiting, log_weight))
        })
    }

    fn crowds(self) -> impl Iterator<Item = Crowd> {
        let (completions, impatience) = (self.completions(), self.impatience());
        let mut wait = 0.0;
        let weights = if self.log_full == f64::NEG_INFINITY { None } else { Some(self.weights(self.log_full)) };
        weights.into_iter().flatten().map(move |(ahead, log_chance)| {
            let leaving = completions + (f64::from(ahead) + 1.0) * impatience;
            wait += 1.0 / leaving;
            Crowd { ahead, chance: libm::exp(log_chance), answered: completions / leaving, wait }
        })
    }
}

/// Beyond `e⁻⁶⁰` of all nothing reaches the twelfth digit.
const NEGLIGIBLE: f64 = -60.0;

/// The share of those answered at last who wait longer than a threshold, with one more ahead each time.
///
/// With `z = e^(−θt)` it is `z^(s+1) · Σᵢ (s+1)…(s+i) / i! · (1 − z)ⁱ`, `s = nμ/θ`, which is the tail of a beta distribution;
/// without impatience, that of a Poisson distribution.
struct Late {
    completions: f64,
    impatience: f64,
    /// `(1 − z) / θ`, or `t` without impatience.
    stretch: f64,
    log_term: f64,
    sum: f64,
}

impl Late {
    fn new(chain: Chain, threshold: Seconds) -> Self {
        let (completions, impatience) = (chain.completions(), chain.impatience());
        let threshold = threshold.get();
        let stretch = if impatience == 0.0 { threshold } else { -libm::expm1(-impatience * threshold) / impatience };
        Self { completions, impatience, stretch, log_term: -(completions + impatience) * threshold, sum: 0.0 }
    }

    /// Called for nobody ahead, then for one, and so on.
    fn with_one_more(&mut self, ahead: u32) -> Fraction {
        if 0 < ahead {
            let ahead = f64::from(ahead);
            self.log_term += libm::log((self.completions + ahead * self.impatience) * self.stretch / ahead);
        }
        self.sum += libm::exp(self.log_term);
        share(self.sum)
    }
}

/// The fewest lines on which `agents` block no more than `blocked`.
///
/// # Errors
///
/// [`ErlangError::LinesOutOfReach`] if no number of lines does: those who are not answered must give up or be blocked.
/// Otherwise those of [`LimitedQueue::new`].
///
/// # Examples
///
/// ```
/// use callfloor::erlang::{Traffic, lines_with_queue};
/// use callfloor::units::{Fraction, PerHour, Seconds};
///
/// let traffic = Traffic::new(PerHour::new(200.0)?, Seconds::new(180.0)?)?;
/// assert_eq!(lines_with_queue(traffic, None, 13, Fraction::new(0.01)?)?, 21);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lines_with_queue(
    traffic: Traffic,
    patience: Option<Seconds>,
    agents: u32,
    blocked: Fraction,
) -> Result<u32, ErlangError> {
    LimitedQueue::new(traffic, patience, agents, agents)?;
    let suffices =
        |lines| LimitedQueue::new(traffic, patience, agents, lines).is_ok_and(|queue| queue.blocked() <= blocked);
    let most = Traffic::MOST_LINES;
    fewest(agents, agents, most, suffices).ok_or(ErlangError::LinesOutOfReach { agents, most })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erlang::{ErlangA, ErlangB, ErlangC};
    use crate::units::PerHour;

    fn seconds(length: f64) -> Seconds {
        Seconds::new(length).unwrap()
    }

    fn traffic(load: f64) -> Traffic {
        Traffic::new(PerHour::new(load * 20.0).unwrap(), seconds(180.0)).unwrap()
    }

    fn assert_close(ours: f64, exact: f64, what: &str) {
        assert!((ours - exact).abs() <= 1e-9 * exact.abs() + 1e-12, "{what}: {ours} is not {exact}");
    }

    #[test]
    fn without_places_to_wait_it_is_erlang_b() {
        for (load, agents) in [(0.5, 1), (10.0, 13), (95.0, 90), (2_000.0, 1_900), (0.001, 40)] {
            for patience in [None, Some(seconds(60.0))] {
                let queue = LimitedQueue::new(traffic(load), patience, agents, agents).unwrap();
                let lossy = ErlangB::new(traffic(load), agents);
                assert_close(queue.blocked().get(), lossy.blocked().get(), "blocked");
                assert_close(queue.occupancy().get(), lossy.occupancy().unwrap().get(), "occupancy");
                assert_eq!((queue.waited(), queue.asa(), queue.wait()), (Fraction::ZERO, Seconds::ZERO, Seconds::ZERO));
                assert_close(queue.service_level(seconds(20.0)).get(), 1.0 - lossy.blocked().get(), "answered");
            }
        }
    }

    #[test]
    fn with_many_lines_it_is_erlang_c_and_erlang_a() {
        for (load, agents) in [(0.5, 1), (10.0, 13), (95.0, 97), (900.0, 950)] {
            let queue = LimitedQueue::new(traffic(load), None, agents, 60_000).unwrap();
            let endless = ErlangC::new(traffic(load), agents);
            assert_close(queue.waited().get(), endless.waited().get(), "waited");
            assert_close(queue.asa().get(), endless.asa().unwrap().get(), "ASA");
            assert_close(queue.queue_length(), endless.queue_length().unwrap(), "length");
            for within in [0.0, 20.0, 300.0] {
                let (ours, exact) = (queue.service_level(seconds(within)), endless.service_level(seconds(within)));
                assert_close(ours.get(), exact.get(), "level");
            }
        }
        for (load, patience, agents) in [(0.5, 60.0, 1), (10.0, 300.0, 13), (95.0, 20.0, 80), (900.0, 1e5, 700)] {
            let queue = LimitedQueue::new(traffic(load), Some(seconds(patience)), agents, 500_000).unwrap();
            let impatient = ErlangA::new(traffic(load), seconds(patience), agents).unwrap();
            assert_close(queue.waited().get(), impatient.waited().get(), "waited");
            assert_close(queue.abandoned().get(), impatient.abandoned().get(), "abandoned");
            assert_close(queue.asa().get(), impatient.asa().get(), "ASA");
            assert_close(queue.wait().get(), impatient.wait().get(), "wait");
            for within in [0.0, 20.0, 300.0, 1e6] {
                let (ours, exact) = (queue.service_level(seconds(within)), impatient.service_level(seconds(within)));
                assert_close(ours.get(), exact.get(), "level");
            }
        }
    }

    /// One agent, two lines, load `a`: `1, a, a²` are the weights, and the one who waits waits one handling.
    #[test]
    fn the_smallest_queue_is_that_of_the_textbook() {
        let queue = LimitedQueue::new(traffic(2.0), None, 1, 2).unwrap();
        assert_close(queue.blocked().get(), 4.0 / 7.0, "blocked");
        assert_close(queue.waited().get(), 2.0 / 7.0, "waited");
        assert_close(queue.asa().get(), 180.0 * 2.0 / 3.0, "ASA");
        let soon = 1.0 / 7.0 + 2.0 / 7.0 * (1.0 - libm::exp(-20.0 / 180.0));
        assert_close(queue.service_level(seconds(20.0)).get(), soon, "level");
        // Patience of one handling: of two who might, half give up.
        let queue = LimitedQueue::new(traffic(2.0), Some(seconds(180.0)), 1, 2).unwrap();
        assert_close(queue.blocked().get(), 2.0 / 5.0, "blocked");
        assert_close(queue.abandoned().get(), 1.0 / 5.0, "abandoned");
        assert_close(queue.asa().get(), 90.0 * 0.2 / 0.4, "ASA");
    }

    /// Summed by another program: 95 erlangs of five minutes, 102 agents, 130 lines, 20 seconds.
    #[test]
    fn a_queue_of_middling_size_is_as_others_sum_it() {
        let traffic = Traffic::new(PerHour::new(1140.0).unwrap(), seconds(300.0)).unwrap();
        let queue = LimitedQueue::new(traffic, None, 102, 130).unwrap();
        assert_close(queue.blocked().get(), 0.003_674_012_452_259_0, "blocked");
        assert_close(queue.service_level(seconds(20.0)).get(), 0.804_098_960_343_212_4, "level");
    }

    #[test]
    fn every_contact_ends_one_way() {
        for (load, patience, agents, lines) in [(10.0, 60.0, 8, 12), (95.0, 120.0, 90, 100), (400.0, 10.0, 100, 5_000)]
        {
            let queue = LimitedQueue::new(traffic(load), Some(seconds(patience)), agents, lines).unwrap();
            let ages = queue.service_level(seconds(1e9)).get();
            assert_close(ages + queue.blocked().get() + queue.abandoned().get(), 1.0, "all");
        }
    }

    #[test]
    fn one_line_fewer_would_block_too_many() {
        let blocked = |lines| LimitedQueue::new(traffic(95.0), None, 98, lines).unwrap().blocked().get();
        let lines = lines_with_queue(traffic(95.0), None, 98, Fraction::new(0.01).unwrap()).unwrap();
        assert!(blocked(lines) <= 0.01 && 0.01 < blocked(lines - 1), "{lines}");
        let overload = lines_with_queue(traffic(95.0), None, 50, Fraction::new(0.01).unwrap());
        assert_eq!(overload, Err(ErlangError::LinesOutOfReach { agents: 50, most: Traffic::MOST_LINES }));
    }

    #[test]
    fn numbers_that_do_not_fit_are_refused() {
        let queue = |patience, agents, lines| LimitedQueue::new(traffic(1.0), patience, agents, lines).unwrap_err();
        assert_eq!(queue(None, 0, 5), ErlangError::NoAgents);
        assert_eq!(queue(None, 6, 5), ErlangError::MoreAgentsThanLines { agents: 6, lines: 5 });
        assert_eq!(queue(None, 6, 1_000_001), ErlangError::TooManyLines { lines: 1_000_001 });
        assert_eq!(queue(Some(Seconds::ZERO), 1, 5), ErlangError::PatienceOutOfRange(0.0));
        let quiet = LimitedQueue::new(traffic(0.0), Some(seconds(60.0)), 1, 5).unwrap();
        assert_eq!((quiet.blocked(), quiet.abandoned(), quiet.asa()), (Fraction::ZERO, Fraction::ZERO, Seconds::ZERO));
    }
}
