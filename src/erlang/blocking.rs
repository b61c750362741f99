use crate::units::{Erlangs, Fraction};

use super::{ErlangError, Traffic};

/// A line without a queue: whoever finds every agent (or trunk) busy is lost (Erlang B, M/G/n/n).
///
/// The shares depend on the handling time only through its mean.
///
/// # Source
///
/// Erlang (1917), "Solution of some problems in the theory of probabilities of significance in
/// automatic telephone exchanges"; Cooper (1981), *Introduction to Queueing Theory*, 2nd ed., §3.3.
///
/// # Examples
///
/// ```
/// use callfloor::erlang::{ErlangB, Traffic};
/// use callfloor::units::{PerHour, Seconds};
///
/// let traffic = Traffic::new(PerHour::new(160.0)?, Seconds::new(225.0)?)?;
/// assert_eq!(format!("{:.10}", ErlangB::new(traffic, 10).blocked().get()), "0.2145823431");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangB {
    traffic: Traffic,
    agents: u32,
}

impl ErlangB {
    /// `traffic` offered to `agents`, or lines.
    #[must_use]
    pub fn new(traffic: Traffic, agents: u32) -> Self {
        Self { traffic, agents }
    }

    /// Share of contacts blocked: `B = (aⁿ/n!) / Σⱼ₌₀ⁿ aʲ/j!` with `a` erlangs and `n` agents.
    ///
    /// Without agents everyone is blocked; without arrivals an agent is always free.
    #[must_use]
    pub fn blocked(self) -> Fraction {
        share(1.0 / reciprocal_blocking(self.agents, self.traffic.erlangs()))
    }

    /// Mean number of agents busy: `a · (1 − B)`, in erlangs.
    #[must_use]
    pub fn busy_agents(self) -> f64 {
        self.traffic.erlangs() * self.blocked().complement().get()
    }

    /// Share of agents busy: `a · (1 − B) / n`; `None` without agents.
    #[must_use]
    pub fn occupancy(self) -> Option<Fraction> {
        (self.agents > 0).then(|| share(self.busy_agents() / f64::from(self.agents)))
    }
}

/// The fewest lines that block no more than `blocked` of a load.
///
/// Blocking falls with every line added, so the answer is the one place where it passes the target.
///
/// # Errors
///
/// [`ErlangError::LoadTooLarge`] beyond [`Traffic::MOST_ERLANGS`]; [`ErlangError::OutOfReach`] if
/// the lines needed are more than a `u32` counts.
///
/// # Examples
///
/// ```
/// use callfloor::erlang::lines_for;
/// use callfloor::units::{Erlangs, Fraction};
///
/// assert_eq!(lines_for(Erlangs::new(10.0)?, Fraction::new(0.01)?)?, 18);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lines_for(load: Erlangs, blocked: Fraction) -> Result<u32, ErlangError> {
    let load = load.get();
    if Traffic::MOST_ERLANGS < load {
        return Err(ErlangError::LoadTooLarge(load));
    }
    let suffices = |lines: u32| 1.0 / reciprocal_blocking(lines, load) <= blocked.get();
    fewest(0, load as u32, u32::MAX, suffices).ok_or(ErlangError::OutOfReach { most: u32::MAX })
}

/// `1/B = Σⱼ₌₀ⁿ n(n−1)…(n−j+1) / aʲ`, from the full state downwards.
///
/// All terms are positive, so nothing cancels, and past the largest they fade after some `8√n`.
/// Infinite where blocking is too rare for a number.
pub(super) fn reciprocal_blocking(agents: u32, load: f64) -> f64 {
    let per_erlang = 1.0 / load;
    let (mut sum, mut term) = (1.0, 1.0);
    for busy in (1..=agents).rev() {
        let growth = f64::from(busy) * per_erlang;
        term *= growth;
        sum += term;
        if sum.is_infinite() || (growth < 1.0 && term < sum * 1e-17 * (1.0 - growth)) {
            break;
        }
    }
    sum
}

/// The smallest number in `least..=most` that suffices, if more never hurts; tried first near `guess`.
pub(super) fn fewest(least: u32, guess: u32, most: u32, suffices: impl Fn(u32) -> bool) -> Option<u32> {
    let mut enough = guess.clamp(least, most);
    let mut step = 1;
    let mut too_few = None;
    while !suffices(enough) {
        if enough == most {
            return None;
        }
        too_few = Some(enough);
        enough = enough.saturating_add(step).min(most);
        step = step.saturating_mul(2);
    }
    let mut low = too_few.map_or(least, |few| few + 1);
    while low < enough {
        let middle = low + (enough - low) / 2;
        if suffices(middle) { enough = middle } else { low = middle + 1 }
    }
    Some(enough)
}

/// A proportion that rounding may have pushed just past an end.
pub(super) fn share(value: f64) -> Fraction {
    Fraction::new(value.clamp(0.0, 1.0)).expect("a ratio of non-negative finite sums is a number")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook recursion `B(n) = a·B(n−1) / (n + a·B(n−1))`.
    fn by_recursion(agents: u32, load: f64) -> f64 {
        (1..=agents).fold(1.0, |blocked, n| load * blocked / (f64::from(n) + load * blocked))
    }

    #[test]
    fn the_sum_and_the_recursion_agree() {
        for agents in [1, 2, 10, 100, 5_000, 100_000] {
            for crowding in [0.5, 0.9, 0.99, 1.0, 1.01, 2.0, 10.0] {
                let load = f64::from(agents) * crowding;
                let (sum, recursion) = (1.0 / reciprocal_blocking(agents, load), by_recursion(agents, load));
                assert!((sum - recursion).abs() <= 1e-11 * recursion, "{agents} agents, {load} erlangs: {sum}");
            }
        }
    }

    #[test]
    fn the_ends_are_numbers() {
        assert_eq!(1.0 / reciprocal_blocking(0, 5.0), 1.0);
        assert_eq!(1.0 / reciprocal_blocking(3, 0.0), 0.0);
        assert_eq!(1.0 / reciprocal_blocking(u32::MAX, 1e-300), 0.0);
        assert!(1.0 / reciprocal_blocking(1, 1e9) < 1.0);
    }

    #[test]
    fn one_line_fewer_would_block_too_many() {
        let load = Erlangs::new(480.0).unwrap();
        for target in [0.5, 0.02, 0.001] {
            let lines = lines_for(load, Fraction::new(target).unwrap()).unwrap();
            assert!(by_recursion(lines, 480.0) <= target && target < by_recursion(lines - 1, 480.0));
        }
        assert_eq!(lines_for(load, Fraction::ONE), Ok(0));
    }
}
