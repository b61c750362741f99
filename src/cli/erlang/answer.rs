//! The answer as one record, of which words, JSON and CSV are made.

use serde::{Serialize, Serializer};

use crate::erlang::{
    ErlangB, ErlangError, Goal, LimitedQueue, Queue, Reason, Requirement, Service, Setting, Traffic, lines_for,
    lines_with_queue, required_in,
};
use crate::results::Measure;
use crate::units::{Fraction, Seconds};

use super::goals::{describe_goal, describe_goals, goal_key, shown};
use super::question::{Asked, Single, Wanted};

/// One number of agents or lines, and what it comes to. What a formula does not give is `null`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) interval_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) offered: Option<f64>,
    pub(super) arrivals_per_hour: f64,
    pub(super) aht_seconds: f64,
    pub(super) load: f64,
    #[serde(serialize_with = "plain")]
    pub(super) agents: Option<f64>,
    /// The number that is just enough, on the straight line between whole numbers.
    pub(super) just_enough: Option<f64>,
    /// Agents to put on the roster, shrinkage counted.
    pub(super) rostered: Option<u64>,
    pub(super) lines: Option<u32>,
    /// What decides the number: a measure, `load` or `open_line`.
    pub(super) decided_by: Option<&'static str>,
    pub(super) meets_goals: Option<bool>,
    pub(super) service_level: Option<f64>,
    pub(super) asa_seconds: Option<f64>,
    pub(super) wait_seconds: Option<f64>,
    pub(super) waited_fraction: Option<f64>,
    pub(super) abandoned_fraction: Option<f64>,
    pub(super) blocked_fraction: Option<f64>,
    pub(super) queue_length: Option<f64>,
    pub(super) occupancy: Option<f64>,
    pub(super) busy_agents: Option<f64>,
}

/// The answer for one rate of arrivals.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) rows: Vec<Row>,
    /// Why it is the fewest, if that was asked.
    pub(super) reason: Option<(Reason, Option<Queue>)>,
}

/// A whole number as such: 118, not 118.0.
fn plain<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) if number.fract() == 0.0 => serializer.serialize_u64(*number as u64),
        Some(number) => serializer.serialize_f64(*number),
        None => serializer.serialize_none(),
    }
}

/// Agents to put on the roster, so that `agents` are at work.
pub(super) fn rostered(agents: f64, shrinkage: Option<Fraction>) -> Option<u64> {
    // A quotient that rounding has pushed past a whole number is that number.
    shrinkage.map(|lost| (agents / lost.complement().get() * (1.0 - 1e-12)).ceil() as u64)
}

pub(super) fn answer(single: &Single, wanted: &Wanted) -> Result<Answer, String> {
    let traffic = single.traffic;
    let one = |row: Row| Answer { rows: vec![row], reason: None };
    match &single.asked {
        Asked::Blocking { lines } => Ok(one(without_queue(traffic, *lines))),
        Asked::Lines { blocked } => {
            let lines = lines_for(traffic.load(), *blocked).map_err(|error| error.to_string())?;
            Ok(one(without_queue(traffic, lines)))
        }
        Asked::Team { agents, blocked } => {
            let lines = match blocked {
                Some(blocked) => Some(lines_for_team(traffic, wanted, agents.ceil() as u32, *blocked)?),
                None => wanted.lines,
            };
            team(Setting { lines, ..wanted.setting(traffic) }, *agents, wanted).map(one)
        }
        Asked::Teams(teams) => {
            let setting = wanted.setting(traffic);
            let rows = teams.clone().map(|agents| team(setting, agents.into(), wanted));
            Ok(Answer { rows: rows.collect::<Result<_, _>>()?, reason: None })
        }
        Asked::Fewest { blocked } => fewest(traffic, wanted, *blocked),
    }
}

fn lines_for_team(traffic: Traffic, wanted: &Wanted, agents: u32, blocked: Fraction) -> Result<u32, String> {
    lines_with_queue(traffic, wanted.patience, agents, blocked).map_err(|error| error.to_string())
}

fn without_queue(traffic: Traffic, lines: u32) -> Row {
    let formula = ErlangB::new(traffic, lines);
    Row {
        lines: Some(lines),
        blocked_fraction: Some(formula.blocked().get()),
        occupancy: formula.occupancy().map(Fraction::get),
        busy_agents: Some(formula.busy_agents()),
        ..of_traffic(traffic)
    }
}

fn of_traffic(traffic: Traffic) -> Row {
    Row {
        arrivals_per_hour: traffic.arrivals().get(),
        aht_seconds: traffic.aht().get(),
        load: traffic.load().get(),
        ..Row::default()
    }
}

/// What `agents` achieve.
fn team(setting: Setting, agents: f64, wanted: &Wanted) -> Result<Row, String> {
    let service = Service::new(setting, agents, wanted.within).map_err(|error| error.to_string())?;
    let meets = wanted.goals.iter().all(|&goal| is_met(goal, &service));
    Ok(Row {
        rostered: rostered(agents, wanted.shrinkage),
        meets_goals: Some(meets),
        lines: setting.lines,
        ..with_service(setting.traffic, &service)
    })
}

fn is_met(goal: Goal, service: &Service) -> bool {
    service.is_stable
        && match goal {
            Goal::ServiceLevel { target, .. } => target.get() <= service.service_level,
            Goal::Asa(longest) => service.asa_seconds.is_some_and(|asa| asa <= longest.get()),
            Goal::Abandoned(most) => service.abandoned <= most.get(),
            Goal::Occupancy(most) => service.occupancy.is_some_and(|busy| busy <= most.get()),
            Goal::Blocked(most) => service.blocked <= most.get(),
        }
}

fn with_service(traffic: Traffic, service: &Service) -> Row {
    Row {
        agents: Some(service.agents),
        service_level: Some(service.service_level),
        asa_seconds: service.asa_seconds,
        wait_seconds: service.wait_seconds,
        waited_fraction: Some(service.waited),
        abandoned_fraction: Some(service.abandoned),
        blocked_fraction: Some(service.blocked),
        queue_length: service.queue_length,
        occupancy: service.occupancy,
        busy_agents: service.occupancy.map(|busy| busy * service.agents),
        ..of_traffic(traffic)
    }
}

fn fewest(traffic: Traffic, wanted: &Wanted, blocked: Option<Fraction>) -> Result<Answer, String> {
    let (row, requirement) = needed(traffic, wanted)?;
    let Some(requirement) = requirement else { return Ok(Answer { rows: vec![row], reason: None }) };
    let reason = Some((requirement.reason, requirement.one_fewer));
    let Some(blocked) = blocked else { return Ok(Answer { rows: vec![row], reason }) };
    let lines = enough_lines(traffic, wanted, requirement.agents, blocked)?;
    let on_lines = team(Setting { lines: Some(lines), ..wanted.setting(traffic) }, requirement.agents.into(), wanted)?;
    let Row { just_enough, decided_by, .. } = row;
    Ok(Answer { rows: vec![Row { just_enough, decided_by, ..on_lines }], reason })
}

/// The fewest lines on which a team that meets the goals without a limit meets them still, and blocks no more than `blocked`.
fn enough_lines(traffic: Traffic, wanted: &Wanted, agents: u32, blocked: Fraction) -> Result<u32, String> {
    let fewest = lines_for_team(traffic, wanted, agents, blocked)?;
    let meets = |lines: u32| {
        LimitedQueue::new(traffic, wanted.patience, agents, lines)
            .is_ok_and(|queue| wanted.goals.iter().all(|goal| goal.is_met(Queue::Limited(queue))))
    };
    let most = fewest.saturating_mul(2).saturating_add(1000);
    (fewest..=most).find(|&lines| meets(lines)).ok_or_else(|| {
        format!("on up to {most} lines {agents} agents do not meet the goals; ask for a little more, or leave out --blocking")
    })
}

/// The fewest agents for every goal. Where nobody calls, nobody is needed.
pub(super) fn needed(traffic: Traffic, wanted: &Wanted) -> Result<(Row, Option<Requirement>), String> {
    if traffic.load().get() == 0.0 {
        let nobody = rostered(0.0, wanted.shrinkage);
        return Ok((Row { agents: Some(0.0), rostered: nobody, lines: wanted.lines, ..of_traffic(traffic) }, None));
    }
    let setting = wanted.setting(traffic);
    let requirement = required_in(setting, &wanted.goals).map_err(|error| refusal(setting, wanted, &error))?;
    let row = team(setting, requirement.agents.into(), wanted)?;
    let decided_by = match requirement.reason {
        Reason::Goal(goal) => goal_key(goal),
        Reason::Load => "load",
        Reason::OpenLine => "open_line",
    };
    let row = Row { just_enough: requirement.just_enough, decided_by: Some(decided_by), ..row };
    Ok((row, Some(requirement)))
}

fn refusal(setting: Setting, wanted: &Wanted, error: &ErlangError) -> String {
    let (ErlangError::OutOfReach { most }, Some(lines)) = (error, setting.lines) else { return error.to_string() };
    let Ok(queue) = setting.queue(*most) else { return error.to_string() };
    let missed = wanted.goals.iter().find(|goal| !goal.is_met(queue));
    let goal = missed.map_or_else(|| describe_goals(&wanted.goals), |&goal| describe_goal(goal));
    let blocked = shown(Measure::BlockedFraction, Some(queue.blocked().get()));
    let agents = if *most == 1 { "one agent".into() } else { format!("{most} agents") };
    format!("on {lines} lines no team reaches {goal}: with {agents} {blocked} are blocked; add lines, or ask for less")
}

/// The length of time that `agents` at work amount to, in hours.
pub(super) fn hours(agents: f64, step: Seconds) -> f64 {
    agents * step.get() / 3600.0
}
