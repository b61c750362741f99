//! What a scenario was understood to say, in a few lines.

use crate::results::{Understood, UnderstoodCases, UnderstoodContacts, UnderstoodLoad, UnderstoodTeam};
use crate::units::{describe_duration, group_thousands};

/// Most teams with a line of their own.
const MOST_TEAMS: usize = 8;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Most contact types, or teams, that have lines of their own where a run begins.
const MOST_IN_BRIEF: usize = 3;

/// The lines of a summary, the oddities marked with `?` and the warnings with `!`.
#[must_use]
pub fn understood_lines(understood: &Understood) -> Vec<String> {
    let mut lines = vec![calendar(understood)];
    lines.extend(understood.contacts.iter().map(contacts));
    lines.extend(understood.cases.iter().map(cases));
    lines.extend(together(understood));
    lines.extend(teams(&understood.teams, MOST_TEAMS));
    let mut falls: Vec<&str> = understood.teams.iter().map(|team| team.when_agents_fall.as_str()).collect();
    falls.dedup();
    lines.extend(falls.into_iter().map(|falls| format!("When the number of agents falls, {falls}.")));
    lines.extend(understood.files.iter().map(|file| format!("Read from {file}.")));
    lines.extend(oddities(understood));
    lines.extend(understood.warnings.iter().map(|warning| format!("! {warning}")));
    lines
}

/// The few lines with which a run begins. Its warnings follow with the answer.
#[must_use]
pub fn understood_in_brief(understood: &Understood) -> Vec<String> {
    let mut lines = vec![calendar(understood)];
    match understood.contacts.len() {
        0..=MOST_IN_BRIEF => lines.extend(understood.contacts.iter().map(contacts)),
        number => lines.push(format!("{number} contact types.")),
    }
    lines.extend(together(understood));
    lines.extend(teams(&understood.teams, MOST_IN_BRIEF));
    lines.extend(oddities(understood));
    lines
}

fn oddities(understood: &Understood) -> impl Iterator<Item = String> {
    understood.oddities.iter().map(|oddity| format!("? {oddity}."))
}

fn together(understood: &Understood) -> Option<String> {
    let busiest = understood.busiest.as_ref().filter(|_| understood.contacts.len() > 1)?;
    Some(format!("All contacts together: most work {}", load(busiest)))
}

fn calendar(understood: &Understood) -> String {
    let calendar = &understood.calendar;
    let hours: Vec<String> = (WEEKDAYS.iter().zip(calendar.hours_by_weekday))
        .filter_map(|(day, hours)| Some(format!("{day} {}", number(hours.filter(|hours| *hours > 0.0)?))))
        .collect();
    let interval = describe_duration(calendar.interval_seconds);
    if calendar.days == 1 {
        let hours = number(calendar.open_hours);
        return format!("1 day, {}, open for {hours} hours, in intervals of {interval}.", calendar.first_day);
    }
    format!(
        "{} from {}, {} of them open, for {} hours ({}), in intervals of {interval}.",
        counted(calendar.days, "day"),
        calendar.first_day,
        calendar.open_days,
        number(calendar.open_hours),
        hours.join(", ")
    )
}

fn contacts(contacts: &UnderstoodContacts) -> String {
    let handling = describe_duration(contacts.aht_seconds.round());
    let busiest = contacts.busiest.as_ref().map_or(".".to_owned(), |busiest| format!("; most {}", load(busiest)));
    let expected = of_a_week(contacts.expected, contacts.expected_a_week, "contacts");
    format!("{}: {expected}, {handling} each on average{busiest}", contacts.title)
}

fn cases(cases: &UnderstoodCases) -> String {
    let expected = of_a_week(cases.expected, cases.expected_a_week, "cases");
    format!("{}: {expected}, {} hours each on average.", cases.title, number(cases.work_hours))
}

/// `1,200 contacts a week`, or `170 contacts in all` where the horizon is shorter.
fn of_a_week(in_all: f64, a_week: Option<f64>, what: &str) -> String {
    match a_week {
        Some(a_week) => format!("{} {what} a week", number(a_week)),
        None => format!("{} {what} in all", number(in_all)),
    }
}

fn load(load: &UnderstoodLoad) -> String {
    let (date, time) = load.at.split_once('T').unwrap_or((&load.at, ""));
    format!(
        "on {} {date} at {time}: {}, {} for {} on duty.",
        WEEKDAYS[load.weekday],
        counted(load.contacts, "contact"),
        counted(load.load_erlangs, "erlang"),
        counted(load.agents_on_duty, "agent")
    )
}

/// A line for each team; of more than `most`, the first and the sum of the others.
fn teams(all: &[UnderstoodTeam], most: usize) -> Vec<String> {
    let shown = if all.len() > most { most - 1 } else { all.len() };
    let (shown, others) = all.split_at(shown);
    let mut lines: Vec<String> = shown.iter().map(team).collect();
    if !others.is_empty() {
        let in_all = others.iter().map(|team| team.paid_hours).sum();
        let a_week = others.iter().map(|team| team.paid_hours_a_week).sum();
        lines.push(format!("{} more: {}.", counted(others.len() as u32, "team"), of_a_week(in_all, a_week, "hours")));
    }
    lines
}

fn team(team: &UnderstoodTeam) -> String {
    let by_day: Vec<(&str, f64)> =
        WEEKDAYS.into_iter().zip(team.on_duty_by_weekday).filter_map(|(day, agents)| Some((day, agents?))).collect();
    let alike = by_day.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let most = match by_day.as_slice() {
        [] => None,
        [(_, agents), ..] if alike => Some(format!("at most {} on duty on every open day", number(*agents))),
        days => {
            let days: Vec<String> = days.iter().map(|(day, agents)| format!("{day} {}", number(*agents))).collect();
            Some(format!("at most on duty: {}", days.join(", ")))
        }
    };
    let people = team.people.map(|people| counted(people, "person").replace("persons", "people"));
    let there: Vec<String> = people.into_iter().chain(most).collect();
    let unit = if team.people.is_some() { "contracted hours" } else { "hours on duty" };
    format!("{}: {}; {}.", team.title, there.join(", "), of_a_week(team.paid_hours, team.paid_hours_a_week, unit))
}

/// A number with as many digits as a planner reads: a decimal below 100, none above.
fn number(number: f64) -> String {
    let rounded = format!("{number:.1}");
    let short = if number.abs() < 100.0 { rounded.trim_end_matches(".0").to_owned() } else { format!("{number:.0}") };
    group_thousands(&short)
}

fn counted(figure: impl Into<f64>, noun: &str) -> String {
    let written = number(figure.into());
    let ending = if written == "1" { "" } else { "s" };
    format!("{written} {noun}{ending}")
}
