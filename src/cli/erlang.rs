use std::ops::RangeInclusive;

use clap::Args;

use crate::erlang::{ErlangB, ErlangError, Goal, Queue, Reason, Requirement, Traffic, lines_for, required_agents};
use crate::report::{Figure, count, share};
use crate::results::{Estimate, Measure};
use crate::units::{Fraction, PerHour, Seconds, describe_duration};

use super::console::print;
use super::failure::{Done, Failure};

const EXAMPLES: &str = "\
Examples:
  callfloor erlang --arrivals 1140/h --aht 5m --agents 100
  callfloor erlang --arrivals 1140/h --aht 5m --target 80%/20s --patience 2m
  callfloor erlang --arrivals 1140/h --aht 5m --table 95..110
  callfloor erlang --arrivals 1140/h --aht 5m --lines 105            no queue: who finds all lines busy is lost";

/// Most rows of a table.
const MOST_ROWS: u32 = 10_000;

/// Answer at once, by formula: the service of a team, the team for a target, or a table
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Erlang {
    /// Contacts that arrive, e.g. 1140/h or 570/30m
    #[arg(long, value_name = "RATE", value_parser = rate)]
    arrivals: PerHour,

    /// Average handling time, wrap-up included
    #[arg(long, value_name = "DURATION")]
    aht: Seconds,

    /// What this number of agents achieves
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    agents: Option<u32>,

    /// The share to be answered and within what time
    #[arg(long, value_name = "SHARE/DURATION", default_value = "80%/20s", value_parser = target)]
    target: Target,

    /// Mean time after which a contact gives up; without it nobody gives up
    #[arg(long, value_name = "DURATION")]
    patience: Option<Seconds>,

    /// Blocking with this number of lines and no queue
    #[arg(long, value_name = "N", conflicts_with_all = ["agents", "patience", "table", "blocked"])]
    lines: Option<u32>,

    /// Lines needed so that no more than this share is blocked
    #[arg(long, value_name = "SHARE", conflicts_with_all = ["agents", "patience", "table"])]
    blocked: Option<Fraction>,

    /// A row for each number of agents, e.g. 95..110
    #[arg(long, value_name = "FROM..TO", conflicts_with = "agents", value_parser = rows)]
    table: Option<RangeInclusive<u32>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Target {
    share: Fraction,
    within: Seconds,
}

pub(super) fn perform(arguments: &Erlang) -> Result<Done, Failure> {
    let answer = answer(arguments).map_err(|error| Failure::Input(error.to_string()))?;
    print(&answer)?;
    Ok(Done::Completely)
}

fn answer(arguments: &Erlang) -> Result<String, ErlangError> {
    let Erlang { arrivals, aht, target, patience, .. } = arguments;
    let traffic = Traffic::new(*arrivals, *aht)?;
    let answer = if let Some(lines) = arguments.lines {
        blocking(traffic, lines)
    } else if let Some(blocked) = arguments.blocked {
        blocking(traffic, lines_for(traffic.load(), blocked)?)
    } else if let Some(rows) = &arguments.table {
        table(traffic, *patience, *target, rows.clone())?
    } else if let Some(agents) = arguments.agents {
        achieved(Queue::new(traffic, *patience, agents)?, agents, *target)
    } else {
        needed(traffic, *patience, *target)?
    };
    Ok(format!("{}{answer}", load(traffic)))
}

fn load(traffic: Traffic) -> String {
    format!(
        "Offered load: {} erlangs ({} contacts an hour, {} each)\n",
        shown(Measure::Load, Some(traffic.load().get())),
        shown(Measure::Offered, Some(traffic.arrivals().get())),
        describe_duration(traffic.aht().get()),
    )
}

fn needed(traffic: Traffic, patience: Option<Seconds>, target: Target) -> Result<String, ErlangError> {
    let goal = Goal::ServiceLevel { target: target.share, within: target.within };
    let requirement = required_agents(traffic, patience, &[goal])?;
    let agents = counted(requirement.agents, "agent");
    let wanted = format!("{} answered within {}", share(target.share.get()), describe_duration(target.within.get()));
    let answer = achieved(requirement.achieved, requirement.agents, target);
    Ok(format!("Needed for {wanted}: {agents} at work, before shrinkage\n{}\n{answer}", reason(&requirement, target)))
}

fn reason(requirement: &Requirement, target: Target) -> String {
    let fewer = requirement.agents.saturating_sub(1);
    match (requirement.reason, requirement.one_fewer) {
        (Reason::Goal(_), Some(queue)) => {
            let level = shown(Measure::ServiceLevel, Some(queue.service_level(target.within).get()));
            format!("Why: with {}, only {level} would be.\n", counted(fewer, "agent"))
        }
        (Reason::Load, _) => {
            format!(
                "Why: {} could not keep up with the load; the queue would grow for ever.\n",
                counted(fewer, "agent")
            )
        }
        (Reason::Goal(_) | Reason::OpenLine, _) => "Why: one agent is enough, and an open line has one.\n".into(),
    }
}

fn achieved(queue: Queue, agents: u32, target: Target) -> String {
    let formula = match queue {
        Queue::Endless(_) => "Erlang C: nobody gives up",
        Queue::Impatient(_) => "Erlang A: contacts give up",
    };
    let heading = format!("{} ({formula})\n", counted(agents, "agent"));
    if !queue.is_stable() {
        return format!("{heading}  The load exceeds the agents: the queue grows for ever and no wait is bounded.\n");
    }
    let within = format!("Answered within {}", describe_duration(target.within.get()));
    let mut text = heading;
    for (label, measure, number) in measures(queue, target) {
        let label = if measure == Measure::ServiceLevel { &within } else { label };
        text.push_str(&format!("  {label:<24} {}\n", shown(measure, number)));
    }
    text
}

fn measures(queue: Queue, target: Target) -> [(&'static str, Measure, Option<f64>); 6] {
    let measure = |measure: Measure, number| (measure.label(), measure, number);
    [
        measure(Measure::ServiceLevel, Some(queue.service_level(target.within).get())),
        measure(Measure::AsaSeconds, queue.asa().map(Seconds::get)),
        measure(Measure::WaitedFraction, Some(queue.waited().get())),
        measure(Measure::AbandonedFraction, Some(queue.abandoned().get())),
        measure(Measure::QueueLength, queue.queue_length()),
        measure(Measure::Occupancy, queue.occupancy().map(Fraction::get)),
    ]
}

fn table(
    traffic: Traffic,
    patience: Option<Seconds>,
    target: Target,
    agents: RangeInclusive<u32>,
) -> Result<String, ErlangError> {
    let within = format!("within {}", describe_duration(target.within.get()));
    let mut text = format!(
        "\n{:>8} {within:>14} {:>10} {:>10} {:>10} {:>10} {:>10}\n",
        "Agents", "ASA", "Waited", "Abandoned", "Queue", "Occupancy"
    );
    let mut is_met = false;
    for agents in agents {
        let queue = Queue::new(traffic, patience, agents)?;
        let cells = measures(queue, target).map(|(_, measure, number)| shown(measure, number));
        let [level, asa, waited, abandoned, length, occupancy] = cells;
        let first = !is_met && queue.is_stable() && target.share <= queue.service_level(target.within);
        is_met |= first;
        let mark = if first { format!("  meets {}", share(target.share.get())) } else { String::new() };
        let agents = count(agents.into());
        text.push_str(&format!(
            "{agents:>8} {level:>14} {asa:>10} {waited:>10} {abandoned:>10} {length:>10} {occupancy:>10}{mark}\n"
        ));
    }
    Ok(text)
}

fn blocking(traffic: Traffic, lines: u32) -> String {
    let formula = ErlangB::new(traffic, lines);
    let lines = counted(lines, "line");
    format!(
        "{lines} (Erlang B: who finds all lines busy is lost)\n  {:<24} {}\n  {:<24} {}\n",
        "Blocked",
        shown(Measure::BlockedFraction, Some(formula.blocked().get())),
        "Lines busy",
        shown(Measure::BusyAgents, Some(formula.busy_agents())),
    )
}

/// A number of a formula: it is exact, so it has no half-width.
fn shown(measure: Measure, number: Option<f64>) -> String {
    Figure::level(measure, number.map(|mean| Estimate { mean, half_width: None })).mean()
}

fn counted(number: u32, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number.into()))
}

fn rate(text: &str) -> Result<PerHour, String> {
    let expected = || format!("`{text}` is not a rate such as \"1140/h\" or \"570/30m\"");
    let (number, every) = text.split_once('/').ok_or_else(expected)?;
    let number: f64 = number.trim().parse().map_err(|_| expected())?;
    let every = match every.trim() {
        "hour" => "h",
        "min" | "minute" => "m",
        "second" => "s",
        other => other,
    };
    let every = if every.starts_with(|c: char| c.is_ascii_digit()) { every.into() } else { format!("1{every}") };
    let every: Seconds = every.parse().map_err(|_| expected())?;
    if every == Seconds::ZERO {
        return Err(expected());
    }
    PerHour::new(number * 3600.0 / every.get()).map_err(|error| error.to_string())
}

fn target(text: &str) -> Result<Target, String> {
    let (share, within) =
        text.split_once('/').ok_or_else(|| format!("`{text}` is not a target such as \"80%/20s\""))?;
    let share: Fraction = share.parse().map_err(|error| format!("{error}"))?;
    let within = within.parse().map_err(|error| format!("{error}"))?;
    if share == Fraction::ONE {
        return Err("no number of agents answers 100% in time; ask for less, such as 99%".into());
    }
    Ok(Target { share, within })
}

fn rows(text: &str) -> Result<RangeInclusive<u32>, String> {
    let expected = || format!("`{text}` is not a range of agents such as \"95..110\"");
    let (from, to) = text.split_once("..").ok_or_else(expected)?;
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| 0 < *number).ok_or_else(expected);
    let (from, to) = (number(from)?, number(to)?);
    if to < from {
        return Err(expected());
    }
    if MOST_ROWS <= to - from {
        return Err(format!("a table has at most {} rows", count(MOST_ROWS.into())));
    }
    Ok(from..=to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_per_any_duration() {
        assert_eq!(rate("1140/h"), PerHour::new(1140.0).map_err(|error| error.to_string()));
        assert_eq!(rate("570/30m"), rate("1140/h"));
        assert_eq!(rate("19/minute"), rate("1140/hour"));
        for wrong in ["1140", "1140/", "x/h", "1/0s", "-1/h", "1/fortnight"] {
            assert!(rate(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn targets_and_tables_are_read() {
        let wanted = Target { share: Fraction::new(0.8).unwrap(), within: Seconds::new(20.0).unwrap() };
        assert_eq!(target("80%/20s"), Ok(wanted));
        assert!(target("100%/20s").unwrap_err().contains("ask for less"));
        assert_eq!(rows("95..110"), Ok(95..=110));
        assert!(rows("110..95").is_err() && rows("0..3").is_err() && rows("1..4000000000").is_err());
    }
}
