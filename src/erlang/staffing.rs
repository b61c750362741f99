use crate::units::{Erlangs, Fraction, Seconds};

use super::blocking::fewest;
use super::{ErlangError, Queue, Setting, Traffic};

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
    /// At most this share of offered contacts blocked. Where lines have no end, nobody is.
    Blocked(Fraction),
}

impl Goal {
    /// Whether `queue` meets the goal.
    #[must_use]
    pub fn is_met(self, queue: Queue) -> bool {
        queue.is_stable()
            && match self {
                Self::ServiceLevel { target, within } => target <= queue.service_level(within),
                Self::Abandoned(most) => queue.abandoned() <= most,
                Self::Asa(longest) => queue.asa().is_some_and(|asa| asa <= longest),
                Self::Occupancy(most) => queue.occupancy().is_some_and(|occupancy| occupancy <= most),
                Self::Blocked(most) => queue.blocked() <= most,
            }
    }

    /// The figure that `queue` has for the goal, and the one wanted.
    fn figures(self, queue: Queue) -> (Option<f64>, f64) {
        match self {
            Self::ServiceLevel { target, within } => (Some(queue.service_level(within).get()), target.get()),
            Self::Abandoned(most) => (Some(queue.abandoned().get()), most.get()),
            Self::Asa(longest) => (queue.asa().map(Seconds::get), longest.get()),
            Self::Occupancy(most) => (queue.occupancy().map(Fraction::get), most.get()),
            Self::Blocked(most) => (Some(queue.blocked().get()), most.get()),
        }
    }
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
    /// The number at which every goal is only just met, on the straight line between whole numbers; `None` if one agent is
    /// enough, or if there is no such line (a mean wait that one agent fewer has not).
    pub just_enough: Option<f64>,
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
    required_in(Setting { traffic, patience, lines: None }, goals)
}

/// As [`required_agents`], where the lines may be limited: no more agents than there are lines.
///
/// # Errors
///
/// As [`required_agents`], and those of [`LimitedQueue::new`](super::LimitedQueue::new) with lines.
pub fn required_in(setting: Setting, goals: &[Goal]) -> Result<Requirement, ErlangError> {
    let each: Vec<(u32, Goal)> =
        goals.iter().map(|&goal| Ok((agents_for(setting, goal)?, goal))).collect::<Result<_, ErlangError>>()?;
    let most_demanding = each.iter().copied().reduce(|most, next| if most.0 < next.0 { next } else { most });
    let (agents, goal) = most_demanding.ok_or(ErlangError::NoGoal)?;
    let achieved = setting.queue(agents)?;
    // On few lines more agents may block more: the number that meets one goal may miss another.
    if setting.lines.is_some() && !goals.iter().all(|goal| goal.is_met(achieved)) {
        return Err(ErlangError::OutOfReach { most: agents });
    }
    let one_fewer = if agents > 1 { Some(setting.queue(agents - 1)?) } else { None };
    let reason = match one_fewer {
        None => Reason::OpenLine,
        Some(queue) if !queue.is_stable() => Reason::Load,
        Some(_) => Reason::Goal(goal),
    };
    let binding = each.iter().filter(|(number, _)| *number == agents).map(|(_, goal)| *goal);
    let just_enough = one_fewer.and_then(|fewer| just_enough(binding, agents, fewer, achieved));
    Ok(Requirement { agents, load: setting.traffic.load(), reason, achieved, one_fewer, just_enough })
}

/// Where the line from one agent fewer to `agents` meets the last of `goals`.
fn just_enough(mut goals: impl Iterator<Item = Goal>, agents: u32, fewer: Queue, achieved: Queue) -> Option<f64> {
    let part = goals.try_fold(0.0_f64, |most, goal| {
        let ((from, wanted), (to, _)) = (goal.figures(fewer), goal.figures(achieved));
        let (from, to) = from.zip(to)?;
        let part = (wanted - from) / (to - from);
        part.is_finite().then(|| most.max(part.clamp(0.0, 1.0)))
    })?;
    Some(f64::from(agents) - 1.0 + part)
}

fn agents_for(setting: Setting, goal: Goal) -> Result<u32, ErlangError> {
    // What is out of range is refused at once; with at least one agent nothing else can be.
    setting.queue(1)?;
    let most = setting.lines.unwrap_or(MOST_AGENTS);
    if matches!(goal, Goal::Blocked(_)) && !more_agents_block_fewer(setting) {
        return if goal.is_met(setting.queue(1)?) { Ok(1) } else { Err(ErlangError::OutOfReach { most: 1 }) };
    }
    let meets = |agents: u32| setting.queue(agents).is_ok_and(|queue| goal.is_met(queue));
    fewest(1, setting.traffic.erlangs() as u32, most, meets).ok_or(ErlangError::OutOfReach { most })
}

/// A contact that waits less, on average, than one that talks leaves its line sooner: then more agents block more.
fn more_agents_block_fewer(setting: Setting) -> bool {
    setting.patience.is_none_or(|patience| setting.traffic.aht() < patience)
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
                assert!(goals.iter().all(|&goal| goal.is_met(needed.achieved)), "{rate} {patience:?}");
                let Reason::Goal(goal) = needed.reason else { panic!("{rate} {patience:?} {:?}", needed.reason) };
                assert!(!goal.is_met(needed.one_fewer.unwrap()), "{rate} {patience:?}");
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
    fn just_enough_lies_on_the_line_of_the_goal_that_binds() {
        let level = Goal::ServiceLevel { target: share(0.8), within: seconds(20.0) };
        let needed = required_agents(traffic(200.0), None, &[level]).unwrap();
        // (0.8 − 0.795591…) ÷ (0.888350… − 0.795591…) beyond 13.
        assert!((needed.just_enough.unwrap() - 13.0475).abs() < 1e-4, "{:?}", needed.just_enough);
        let occupancy = Goal::Occupancy(share(10.0 / 13.5));
        let both = required_agents(traffic(200.0), None, &[level, occupancy]).unwrap();
        assert_eq!((both.agents, both.reason), (14, Reason::Goal(level)));
        let part = (10.0 / 13.0 - 10.0 / 13.5) / (10.0 / 13.0 - 10.0 / 14.0);
        assert!((both.just_enough.unwrap() - 13.0 - part).abs() < 1e-12, "occupancy is met last");
        assert_eq!(required_agents(traffic(200.0), None, &[Goal::Asa(seconds(1e6))]).unwrap().just_enough, None);
    }

    #[test]
    fn lines_bound_the_team() {
        let setting = |lines| Setting { traffic: traffic(200.0), patience: None, lines: Some(lines) };
        let blocked = Goal::Blocked(share(0.01));
        let level = Goal::ServiceLevel { target: share(0.8), within: seconds(20.0) };
        let needed = required_in(setting(20), &[level, blocked]).unwrap();
        assert!(blocked.is_met(needed.achieved) && level.is_met(needed.achieved));
        let Reason::Goal(goal) = needed.reason else { panic!("{:?}", needed.reason) };
        assert!(!goal.is_met(needed.one_fewer.unwrap()));
        // Erlang B: 10 erlangs need 18 lines, however many agents there are.
        assert_eq!(required_in(setting(17), &[blocked]), Err(ErlangError::OutOfReach { most: 17 }));
        assert_eq!(required_in(setting(18), &[blocked]).map(|needed| needed.agents <= 18), Ok(true));
    }

    #[test]
    fn where_patience_is_short_more_agents_block_more() {
        let setting = Setting { traffic: traffic(200.0), patience: Some(seconds(20.0)), lines: Some(14) };
        let blocked = |agents| setting.queue(agents).unwrap().blocked().get();
        assert!(blocked(5) < blocked(8) && blocked(8) < blocked(14));
        let between = share((blocked(8) + blocked(9)) / 2.0);
        let level = |target| Goal::ServiceLevel { target: share(target), within: seconds(20.0) };
        assert_eq!(required_in(setting, &[Goal::Blocked(between)]).map(|needed| needed.agents), Ok(1));
        let reached = |agents| setting.queue(agents).unwrap().service_level(seconds(20.0)).get();
        let both = |target| required_in(setting, &[level(target), Goal::Blocked(between)]);
        assert_eq!(both(reached(8)).map(|needed| needed.agents), Ok(8));
        assert_eq!(both(reached(9)), Err(ErlangError::OutOfReach { most: 9 }));
    }

    #[test]
    fn what_cannot_be_had_is_refused() {
        let refusal = |patience, goals: &[Goal]| required_agents(traffic(200.0), patience, goals).unwrap_err();
        assert_eq!(refusal(None, &[]), ErlangError::NoGoal);
        assert_eq!(refusal(None, &[Goal::Occupancy(Fraction::ZERO)]), ErlangError::OutOfReach { most: MOST_AGENTS });
        assert_eq!(refusal(Some(Seconds::ZERO), &[Goal::Asa(seconds(1.0))]), ErlangError::PatienceOutOfRange(0.0));
    }
}
