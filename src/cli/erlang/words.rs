//! The answer for one rate, in words and tables.

use crate::erlang::{Goal, Queue, Reason};
use crate::report::{count, share};
use crate::results::Measure;
use crate::units::{describe_duration, group_thousands};

use super::answer::{Answer, Row};
use super::goals::{describe_goals, describe_miss, shown};
use super::question::{Asked, Single, Wanted};

pub(super) fn words(single: &Single, wanted: &Wanted, answer: &Answer) -> String {
    let load = load(single);
    let Some(row) = answer.rows.first() else { return load };
    let body = match &single.asked {
        Asked::Blocking { .. } | Asked::Lines { .. } => blocking(row),
        Asked::Teams(_) => table(&answer.rows, wanted),
        Asked::Team { .. } => format!("{}{}", achieved(row, wanted), verdict(row, wanted)),
        Asked::Fewest { .. } => needed(row, wanted, answer.reason),
    };
    format!("{load}{body}")
}

fn load(single: &Single) -> String {
    let traffic = single.traffic;
    let spread = if single.round_the_clock { ", spread evenly over 24 hours a day" } else { "" };
    format!(
        "Offered load: {} erlangs ({} contacts an hour{spread}, {} each)\n",
        shown(Measure::Load, Some(traffic.load().get())),
        shown(Measure::Offered, Some(traffic.arrivals().get())),
        describe_duration(traffic.aht().get()),
    )
}

/// What is asked of every team: `80% answered within 20s`.
pub(super) fn describe_wanted(wanted: &Wanted) -> String {
    let usual = if wanted.is_usual { " (the usual target; --target names another)" } else { "" };
    format!("{}{usual}", describe_goals(&wanted.goals))
}

fn needed(row: &Row, wanted: &Wanted, reason: Option<(Reason, Option<Queue>)>) -> String {
    let agents = row.agents.unwrap_or(0.0);
    let Some((reason, one_fewer)) = reason else {
        return "Needed: 0 agents, because nobody calls.\n".into();
    };
    let mut text =
        format!("Needed for {}: {} at work, before shrinkage\n", describe_wanted(wanted), counted(agents, "agent"));
    text.push_str(&why(reason, one_fewer, agents));
    if let Some(exact) = row.just_enough {
        let below = whole(agents - 1.0);
        text.push_str(&format!(
            "Just enough: {} agents, on the straight line between {below} and {}.\n",
            group_thousands(&format!("{exact:.3}")),
            whole(agents)
        ));
    }
    format!("{text}\n{}", achieved(row, wanted))
}

fn why(reason: Reason, one_fewer: Option<Queue>, agents: f64) -> String {
    let fewer = counted(agents - 1.0, "agent");
    match (reason, one_fewer) {
        (Reason::Goal(goal), Some(queue)) => format!("Why: with {fewer}, {}.\n", describe_miss(goal, queue)),
        (Reason::Load, _) => format!("Why: {fewer} could not keep up with the load; the queue would grow for ever.\n"),
        (Reason::Goal(_) | Reason::OpenLine, _) => "Why: one agent is enough, and an open line has one.\n".into(),
    }
}

fn achieved(row: &Row, wanted: &Wanted) -> String {
    let agents = row.agents.unwrap_or(0.0);
    let formula = match (row.lines, wanted.patience) {
        (Some(lines), None) => format!("{}, nobody gives up", counted(lines.into(), "line")),
        (Some(lines), Some(_)) => format!("{}, contacts give up", counted(lines.into(), "line")),
        (None, None) => "Erlang C: nobody gives up".into(),
        (None, Some(_)) => "Erlang A: contacts give up".into(),
    };
    let between = if agents.fract() == 0.0 { String::new() } else { between(agents) };
    let mut text = format!("{} ({formula}){between}\n", counted(agents, "agent"));
    if row.asa_seconds.is_none() {
        text.push_str("  The load exceeds the agents: the queue grows for ever and no wait is bounded.\n");
        if row.service_level == Some(0.0) {
            return text;
        }
    }
    let within = format!("Answered within {}", describe_duration(wanted.within.get()));
    for (label, measure, number) in measures(row) {
        let label = if measure == Measure::ServiceLevel { &within } else { label };
        text.push_str(&format!("  {label:<24} {}\n", shown(measure, number)));
    }
    if let (Some(rostered), Some(lost)) = (row.rostered, wanted.shrinkage) {
        let lost = share(lost.get());
        text.push_str(&format!("  {:<24} {} with {lost} shrinkage\n", "On the roster", count(rostered)));
    }
    text
}

fn between(agents: f64) -> String {
    let (below, above) = (whole(agents.floor()), whole(agents.ceil()));
    format!(", on the straight line between {below} and {above}")
}

/// Whether a team meets the goals that were named.
fn verdict(row: &Row, wanted: &Wanted) -> String {
    if wanted.is_usual && wanted.goals.len() == 1 {
        return String::new();
    }
    let verb = if row.meets_goals == Some(true) { "meets" } else { "misses" };
    format!("This {verb} the goal of {}.\n", describe_goals(&wanted.goals))
}

fn measures(row: &Row) -> Vec<(&'static str, Measure, Option<f64>)> {
    // What is so near to all that a number cannot tell it from all is not all while anybody waits.
    let nearly_all =
        |level: f64| if 0.0 < row.waited_fraction.unwrap_or(0.0) { level.min(1.0 - f64::EPSILON) } else { level };
    let mut measures = vec![
        (Measure::ServiceLevel, row.service_level.map(nearly_all)),
        (Measure::AsaSeconds, row.asa_seconds),
        (Measure::WaitSeconds, row.wait_seconds),
        (Measure::WaitedFraction, row.waited_fraction),
        (Measure::AbandonedFraction, row.abandoned_fraction),
        (Measure::QueueLength, row.queue_length),
        (Measure::Occupancy, row.occupancy),
    ];
    if row.lines.is_some() {
        measures.insert(5, (Measure::BlockedFraction, row.blocked_fraction));
    }
    let label = |measure: Measure| if measure == Measure::WaitSeconds { "Mean wait of all" } else { measure.label() };
    measures.into_iter().map(|(measure, number)| (label(measure), measure, number)).collect()
}

fn table(rows: &[Row], wanted: &Wanted) -> String {
    let within = format!("within {}", describe_duration(wanted.within.get()));
    let has_lines = wanted.lines.is_some();
    let mut text = format!(
        "\n{:>8} {within:>14} {:>10} {:>10} {:>10} {:>10}",
        "Agents", "ASA", "Mean wait", "Waited", "Abandoned"
    );
    if has_lines {
        text.push_str(&format!(" {:>10}", "Blocked"));
    }
    text.push_str(&format!(" {:>10} {:>10}\n", "Queue", "Occupancy"));
    let first = rows.iter().position(|row| row.meets_goals == Some(true));
    for (number, row) in rows.iter().enumerate() {
        let agents = whole(row.agents.unwrap_or(0.0));
        text.push_str(&format!("{agents:>8}"));
        for (place, (_, measure, number)) in measures(row).into_iter().enumerate() {
            let width = if place == 0 { 14 } else { 10 };
            text.push_str(&format!(" {:>width$}", shown(measure, number)));
        }
        if first == Some(number) {
            text.push_str(&format!("  meets {}", mark(&wanted.goals)));
        }
        text.push('\n');
    }
    text
}

/// A single target as it is written, several goals in words.
fn mark(goals: &[Goal]) -> String {
    match goals {
        [Goal::ServiceLevel { target, .. }] => share(target.get()),
        goals => describe_goals(goals),
    }
}

fn blocking(row: &Row) -> String {
    let lines = counted(row.lines.unwrap_or(0).into(), "line");
    format!(
        "{lines} (Erlang B: who finds all lines busy is lost)\n  {:<24} {}\n  {:<24} {}\n",
        "Blocked",
        shown(Measure::BlockedFraction, row.blocked_fraction),
        "Lines busy",
        shown(Measure::BusyAgents, row.busy_agents),
    )
}

/// A number of people, whole or with up to three decimals.
pub(super) fn whole(number: f64) -> String {
    let digits = format!("{number:.3}");
    group_thousands(digits.trim_end_matches('0').trim_end_matches('.'))
}

pub(super) fn counted(number: f64, noun: &str) -> String {
    let ending = if number == 1.0 { "" } else { "s" };
    format!("{} {noun}{ending}", whole(number))
}
