//! The agents for a table, as a grid of days if it has several, else as a list.

use std::collections::HashSet;

use crate::report::{count, share};
use crate::results::Measure;
use crate::units::{describe_duration, group_thousands};

use super::answer::Row;
use super::goals::shown;
use super::question::Wanted;
use super::rows::describe_step;
use super::week::{Total, WeekAnswer};
use super::words::{describe_wanted, whole};

/// Most days that stand beside each other.
const MOST_DAYS: usize = 10;

pub(super) fn week_words(answer: &WeekAnswer, wanted: &Wanted) -> String {
    let table = grid(answer).unwrap_or_else(|| list(answer, wanted));
    format!(
        "{}\nAgents at work for {}, before shrinkage\n\n{table}\n{}",
        understood(answer),
        describe_wanted(wanted),
        sums(&answer.total, wanted)
    )
}

/// What was read, so that a planner can object.
fn understood(answer: &WeekAnswer) -> String {
    let step = describe_step(answer.read.len(), answer.step);
    let calls = shown(Measure::Offered, Some(answer.total.offered));
    let ahts = answer.rows.iter().map(|row| row.aht_seconds).filter(|aht| 0.0 < *aht);
    let (least, most) = ahts.fold((f64::INFINITY, 0.0_f64), |(least, most), aht| (least.min(aht), most.max(aht)));
    let aht = match (describe_duration(least), describe_duration(most)) {
        _ if most == 0.0 => String::new(),
        (least, most) if least == most => format!(", {most} each"),
        (least, most) => format!(", {least} to {most} each"),
    };
    let blanks = describe_blanks(answer.blank).map_or_else(String::new, |note| format!("\nNote: {note}"));
    format!("{step}: {calls} calls in all{aht}\nRead: {}{blanks}", answer.understood)
}

/// What a reader of nothing but figures must know: one sentence each.
pub(super) fn notes(answer: &WeekAnswer) -> Vec<String> {
    let gaps = (0 < answer.step.gaps).then(|| format!("{}.", describe_step(answer.read.len(), answer.step)));
    describe_blanks(answer.blank).into_iter().chain(gaps).collect()
}

fn describe_blanks(blank: usize) -> Option<String> {
    match blank {
        0 => None,
        1 => Some("1 cell of calls is empty and counts as 0.".into()),
        blank => Some(format!("{} cells of calls are empty and count as 0.", count(blank as u64))),
    }
}

/// Times down, days across; `None` if there is one day, or too many, or rows without a time, or two of one time.
fn grid(answer: &WeekAnswer) -> Option<String> {
    let mut days: Vec<&str> = Vec::new();
    let mut times: Vec<u32> = Vec::new();
    for row in &answer.read {
        times.push(row.time?.0);
        if !days.contains(&row.day.as_str()) {
            days.push(&row.day);
        }
        if MOST_DAYS < days.len() {
            return None;
        }
    }
    times.sort_unstable();
    times.dedup();
    // An hour that comes twice in autumn has no second place in a grid.
    let mut known = HashSet::new();
    let again = !answer.read.iter().all(|row| known.insert((row.day.as_str(), row.time)));
    if days.len() < 2 || times.len() < 2 || again {
        return None;
    }
    let width = |day: &str| day.chars().count().max(6);
    let mut text = String::from("     ");
    for day in &days {
        text.push_str(&format!(" {day:>width$}", width = width(day)));
    }
    text.push('\n');
    for time in times {
        text.push_str(&crate::decode::clock(time));
        for day in &days {
            let at = |row: &super::rows::Row| row.day == *day && row.time.is_some_and(|(start, _)| start == time);
            let agents = answer.read.iter().position(at).and_then(|number| answer.rows[number].agents);
            let cell = agents.map_or_else(|| "–".into(), whole);
            text.push_str(&format!(" {cell:>width$}", width = width(day)));
        }
        text.push('\n');
    }
    Some(text)
}

fn list(answer: &WeekAnswer, wanted: &Wanted) -> String {
    let label = |row: &Row| row.interval_start.clone().unwrap_or_default();
    let widest = answer.rows.iter().map(|row| label(row).chars().count()).max().unwrap_or(0).max(5);
    let within = format!("within {}", describe_duration(wanted.within.get()));
    let roster = wanted.shrinkage.map_or_else(String::new, |_| format!(" {:>10}", "On roster"));
    let mut text = format!(
        "{:<widest$} {:>10} {:>8}{roster} {within:>14} {:>10} {:>10}\n",
        "Start", "Calls", "Agents", "ASA", "Occupancy"
    );
    for row in &answer.rows {
        let roster = row.rostered.map_or_else(String::new, |number| format!(" {:>10}", whole(number as f64)));
        text.push_str(&format!(
            "{:<widest$} {:>10} {:>8}{roster} {:>14} {:>10} {:>10}\n",
            label(row),
            shown(Measure::Offered, row.offered),
            whole(row.agents.unwrap_or(0.0)),
            shown(Measure::ServiceLevel, row.service_level),
            shown(Measure::AsaSeconds, row.asa_seconds),
            shown(Measure::Occupancy, row.occupancy),
        ));
    }
    text
}

fn sums(total: &Total, wanted: &Wanted) -> String {
    let hours = |number: f64| group_thousands(format!("{number:.2}").trim_end_matches('0').trim_end_matches('.'));
    let mut text = format!("In all: {} agent-hours at work", hours(total.agent_hours));
    if let (Some(paid), Some(lost)) = (total.paid_hours, wanted.shrinkage) {
        text.push_str(&format!(", {} paid hours with {} shrinkage", hours(paid), share(lost.get())));
    }
    text.push_str(".\n");
    if 0.0 < total.most_agents {
        text.push_str(&format!("The most at once: {}, {}.\n", whole(total.most_agents), total.busiest_interval));
    }
    if let Some(level) = total.service_level {
        let within = describe_duration(wanted.within.get());
        let level = shown(Measure::ServiceLevel, Some(level));
        text.push_str(&format!("Of all calls {level} are answered within {within}.\n"));
    }
    text
}
