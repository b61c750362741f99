use crate::units::{Erlangs, Fraction, Seconds};

use super::blocking::fewest;
use super::{ErlangError, Queue, Traffic};

/// The largest team that is tried.
const MOST_AGENTS: u32 = 1_000_000_000;

/// What a team must achieve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// At least `target` of offered contacts answered within the threshold.
    ServiceLevel {
        /// The share wanted.
        target: Fraction,
        /// The threshold.
        within: Seconds,
    },
    /// At most this share of offered contacts abandoned. Where patience has no end, nobody does.
    Abandoned(Fraction),
    /// At most this mean wait of the answered.
    Asa(Seconds),
    /// At most this share of agents busy.
    Occupancy(Fraction),
}

/// What decides the number of agents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// One agent fewer would miss this goal, the most demanding of those given.
    Goal(Goal),
    /// One agent fewer could not keep up with the load: the queue would grow for ever.
    Load,
    /// One agent is enough, and an open line has at least one.
    OpenLine,
}

/// The fewest agents that meet every goal, and why no fewer would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Requirement {
    /// Agents needed at work, before shrinkage.
    pub agents: u32,
    /// Offered load: arrivals × AHT.
    pub load: Erlangs,
    /// What decides the number.
    pub reason: Reason,
    /// What these agents achieve.
    pub achieved: Queue,
    /// What one agent fewer would achieve; `None` if that would leave nobody.
    pub one_fewer: Option<Queue>,
}

/// The fewest agents that meet every one of `goals`, for contacts of mean `patience` (`None`: endless).
///
/// Every goal comes closer with each agent added, so each has one number at which it is first met;
/// the largest decides, and the goal named first where two are equal. Never less than one agent.
///
/// # Errors
///
/// [`ErlangError::NoGoal`] without goals, [`ErlangError::OutOfReach`] if no team meets one of them
/// (an occupancy of zero, say), and those of [`ErlangA::new`](super::ErlangA::new).
///
/// # Examples
///
/// ```
/// use callfloor::erlang::{Goal, Traffic, required_agents};
/// use callfloor::units::{Fraction, PerHour, Seconds};
///
/// let traffic = Traffic::new(PerHour::new(250.0)?, Seconds::new(330.0)?)?;
/// let within = Seconds::new(30.0)?;
/// let goal = Goal::ServiceLevel { target: Fraction::new(0.8)?, within };
/// let needed = required_agents(traffic, None, &[goal])?;
/// assert_eq!(needed.agents, 28);
/// let missed = needed.one_fewer.ok_or("one agent")?.service_level(within);
/// assert_eq!(format!("{:.3}", missed.get()), "0.782");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn required_agents(
    traffic: Traffic,
    patience: Option<Seconds>,
    goals: &[Goal],
) -> Result<Requirement, ErlangError> {
    let mut most_demanding: Option<(u32, Goal)> = None;
    for &goal in goals {
        let agents = agents_for(traffic, patience, goal)?;
        if most_demanding.is_none_or(|(most, _)| most < agents) {
            most_demanding = Some((agents, goal));
        }
    }
    let (agents, goal) = most_demanding.ok_or(ErlangError::NoGoal)?;
    let achieved = Queue::new(traffic, patience, agents)?;
    let one_fewer = if agents > 1 { Some(Queue::new(traffic, patience, agents - 1)?) } else { None };
    let reason = match one_fewer {
        None => Reason::OpenLine,
        Some(queue) if !queue.is_stable() => Reason::Load,
        Some(_) => Reason::Goal(goal),
    };
    Ok(Requirement { agents, load: traffic.load(), reason, achieved, one_fewer })
}

fn agents_for(traffic: Traffic, patience: Option<Seconds>, goal: Goal) -> Result<u32, ErlangError> {
    // A patience out of range is refused at once; with at least one agent nothing else can be.
    Queue::new(traffic, patience, 1)?;
    let meets = |agents: u32| Queue::new(traffic, patience, agents).is_ok_and(|queue| is_met(goal, queue));
    fewest(1, traffic.erlangs() as u32, MOST_AGENTS, meets).ok_or(ErlangError::OutOfReach { most: MOST_AGENTS })
}

fn is_met(goal: Goal, queue: Queue) -> bool {
    queue.is_stable()
        && match goal {
            Goal::ServiceLevel { target, within } => target <= queue.service_level(within),
            Goal::Abandoned(most) => queue.abandoned() <= most,
            Goal::Asa(longest) => queue.asa().is_some_and(|asa| asa <= longest),
            Goal::Occupancy(most) => queue.occupancy().is_some_and(|occupancy| occupancy <= most),
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::PerHour;

    fn traffic(rate: f64) -> Traffic {
        Traffic::new(PerHour::new(rate).unwrap(), seconds(180.0)).unwrap()
    }

    fn seconds(length: f64) -> Seconds {
        Seconds::new(length).unwrap()
    }

    fn share(value: f64) -> Fraction {
        Fraction::new(value).unwrap()
    }

    #[test]
    fn every_goal_is_met_and_the_reason_is_missed_by_one_fewer() {
        let goals = [
            Goal::ServiceLevel { target: share(0.8), within: seconds(20.0) },
            Goal::Abandoned(share(0.005)),
            Goal::Asa(seconds(3.0)),
            Goal::Occupancy(share(0.85)),
        ];
        for rate in [12.0, 200.0, 3_000.0, 50_000.0] {
            for patience in [None, Some(seconds(60.0)), Some(seconds(600.0))] {
                let needed = required_agents(traffic(rate), patience, &goals).unwrap();
                assert!(goals.iter().all(|&goal| is_met(goal, needed.achieved)), "{rate} {patience:?}");
                let Reason::Goal(goal) = needed.reason else { panic!("{rate} {patience:?} {:?}", needed.reason) };
                assert!(!is_met(goal, needed.one_fewer.unwrap()), "{rate} {patience:?}");
            }
        }
    }

    #[test]
    fn the_binding_goal_is_named() {
        let occupancy = Goal::Occupancy(share(0.5));
        let level = Goal::ServiceLevel { target: share(0.8), within: seconds(20.0) };
        let needed = required_agents(traffic(200.0), None, &[level, occupancy]).unwrap();
        assert_eq!((needed.agents, needed.reason), (20, Reason::Goal(occupancy)));
        assert_eq!(needed.load.get(), 10.0);
    }

    #[test]
    fn a_modest_goal_is_bound_by_the_load() {
        let needed = required_agents(traffic(200.0), None, &[Goal::Asa(seconds(86_400.0))]).unwrap();
        assert_eq!((needed.agents, needed.reason), (11, Reason::Load));
        assert_eq!(needed.one_fewer.unwrap().asa(), None);
        let lone = required_agents(traffic(0.0), None, &[Goal::Asa(seconds(1.0))]).unwrap();
        assert_eq!((lone.agents, lone.reason, lone.one_fewer), (1, Reason::OpenLine, None));
    }

    #[test]
    fn what_cannot_be_had_is_refused() {
        let refusal = |patience, goals: &[Goal]| required_agents(traffic(200.0), patience, goals).unwrap_err();
        assert_eq!(refusal(None, &[]), ErlangError::NoGoal);
        assert_eq!(refusal(None, &[Goal::Occupancy(Fraction::ZERO)]), ErlangError::OutOfReach { most: MOST_AGENTS });
        assert_eq!(refusal(Some(Seconds::ZERO), &[Goal::Asa(seconds(1.0))]), ErlangError::PatienceOutOfRange(0.0));
    }
}
