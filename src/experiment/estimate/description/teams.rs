use crate::model::{
    AtShiftEnd, Centre, Clause, Contract, MostInBreak, Policy, Rule, Shift, ShiftPattern, Team, WhenAgentsFall,
    Workforce,
};
use crate::units::describe_duration;

use super::words::{counted, listed, number, percent};

/// Most teams described one by one.
const MOST_TEAMS: usize = 50;

pub(super) fn teams(centre: &Centre) -> Vec<String> {
    let mut sentences: Vec<String> =
        centre.teams().iter().take(MOST_TEAMS).map(|team| described(centre, team)).collect();
    let more = centre.teams().len().saturating_sub(MOST_TEAMS);
    if more > 0 {
        sentences.push(format!("{more} more teams, as the scenario file has them"));
    }
    sentences
}

fn described(centre: &Centre, team: &Team) -> String {
    let mut parts = match &team.people {
        Some(people) => of_people(people),
        None => vec![rostered(team)],
    };
    for (cv, what) in [(team.strength_cv, "the number rostered"), (team.pace_cv, "handling time")] {
        if cv > 0.0 {
            let cv = number(cv);
            parts.push(format!("{what} times a gamma factor of the day with coefficient of variation {cv}"));
        }
    }
    if team.absence.get() > 0.0 {
        parts.push(format!("each away on a day with a chance of {}", percent(team.absence.get())));
    }
    if team.available.get() < 1.0 {
        parts.push(format!("{} of those on duty ready", percent(team.available.get())));
    }
    let slower = team.takes.iter().filter(|entry| entry.handling != 1.0);
    for entry in slower {
        let title = &centre.contact_type(entry.contact_type).title;
        parts.push(format!("{title} takes {} times as long", number(entry.handling)));
    }
    if !team.cases.is_empty() {
        let kinds: Vec<String> =
            team.cases.iter().map(|entry| centre.case_kinds()[entry.kind.0 as usize].title.clone()).collect();
        parts.push(format!("works on cases ({}), {}", listed(&kinds), policy(team)));
    }
    format!("{}{}: {}", team.title, place(team), parts.join("; "))
}

/// Where it sits, unless its title says so.
fn place(team: &Team) -> String {
    let site = team.site.as_ref().filter(|site| !team.title.contains(site.as_str()));
    site.map_or_else(String::new, |site| format!(", {site}"))
}

/// What a part of an agent means.
const PARTS: &str = ", where a part of an agent is the chance of one more on a day, drawn once for the day";

/// The fewest and the most agents rostered at any time at which the team has any.
fn rostered(team: &Team) -> String {
    let numbers = || team.staffing.iter().map(|step| step.agents()).filter(|&agents| agents > 0.0);
    let (fewest, most) = (numbers().fold(f64::INFINITY, f64::min), numbers().fold(0.0, f64::max));
    let parts = if team.staffing.iter().any(|step| step.part > 0.0) { PARTS } else { "" };
    match most {
        0.0 => "nobody rostered".into(),
        _ if fewest == most && most.fract() == 0.0 => format!("{} rostered", counted(most as u64, "agent")),
        _ if fewest == most => format!("{most} agents rostered{parts}"),
        _ => {
            let going = match team.when_agents_fall {
                Some(WhenAgentsFall::Named) => "fixed agents go, each after the contact in hand",
                Some(WhenAgentsFall::FirstFree) | None => "whoever is free first goes",
            };
            format!("{fewest} to {most} agents rostered, by interval{parts}; where the number falls, {going}")
        }
    }
}

fn of_people(people: &Workforce) -> Vec<String> {
    let mut parts = vec![format!("{}, {} filled at the start", counted(people.posts.into(), "post"), people.filled)];
    if people.agency > 0 {
        parts.push(counted(people.agency.into(), "agency worker"));
    }
    parts.extend(contracts(people));
    if people.works_over_midnight() {
        parts.push(
            "a shift over midnight belongs to the day on which it begins, and lasts an hour more or less where the clocks change in it"
                .into(),
        );
    }
    match people.most_in_break {
        Some(MostInBreak::People(most)) => parts.push(format!("at most {most} of them in a break at once")),
        Some(MostInBreak::Share(most)) => {
            parts.push(format!("at most {} of those at work in a break at once", percent(most.get())));
        }
        None => (),
    }
    if people.at_shift_end == AtShiftEnd::HandOver {
        parts.push(
            "whoever has a contact in hand at the end of the shift hands it over, if a colleague is there for it"
                .into(),
        );
    }
    if let Some(sickness) = people.absences.sickness {
        parts.push(format!(
            "sick on {} of days in spells of {} days on average",
            percent(sickness.share.get()),
            number(sickness.spell_days)
        ));
    }
    if let Some(leave) = &people.absences.leave {
        parts.push(format!("{} days of leave a year", number(leave.days)));
    }
    if people.absences.other.get() > 0.0 {
        let share = percent(people.absences.other.get());
        parts.push(match people.has_shifts() {
            true => format!(
                "away for other reasons on {share} of the working days that leave and sickness leave, each time for a whole day"
            ),
            false => format!("{share} of contracted hours gone for other reasons"),
        });
    }
    parts.push(match people.hiring {
        Some(_) => "vacant posts are filled".into(),
        None => "vacant posts stay vacant".into(),
    });
    if people.learning.is_some() {
        parts.push("recruits come up to speed by a learning curve".into());
    }
    if people.load.is_some() {
        parts.push("load bears on sickness and on leaving".into());
    }
    parts
}

/// Who was dealt what.
fn contracts(people: &Workforce) -> Vec<String> {
    let dealt = people.dealt();
    let posts = &dealt[..people.posts as usize];
    let contract = |(index, contract): (usize, &Contract)| {
        let having = posts.iter().filter(|place| place.contract == index);
        let working = |shift: usize| having.clone().filter(|place| place.shift == shift).count();
        let rotates = people.shift_pattern == ShiftPattern::Rotating;
        let shift = |(index, shift): (usize, &Shift)| match rotates || posts.is_empty() {
            true => shift.name.clone(),
            false => format!("{} ({})", shift.name, working(index)),
        };
        let shifts = listed(&contract.shifts.iter().enumerate().map(shift).collect::<Vec<_>>());
        let by_shift = match (shifts.is_empty(), rotates) {
            (true, _) => String::new(),
            (false, false) => format!(" by the shifts {shifts}"),
            (false, true) => format!(" by the shifts {shifts}, a week of each in turn"),
        };
        let (share, many) = (percent(contract.share.get()), counted(having.count() as u64, "post"));
        format!("{share} ({many}) with {} hours a week{by_shift}", number(contract.hours_per_week))
    };
    people.contracts.iter().enumerate().map(contract).collect()
}

fn policy(team: &Team) -> String {
    let Some(rotation) = team.rotation else { return "and on nothing else".into() };
    match rotation.policy {
        Policy::Separate { on_cases } => format!("{} of its agents always", percent(on_cases.get())),
        Policy::Blocks { on_cases, every } => {
            format!("everybody in turn, {} of every {} open days", percent(on_cases.get()), number(every))
        }
        Policy::Threshold { on_cases, recall_at, release_at } => format!(
            "{} of its agents, called to contacts from {recall_at} waiting on and back when no more than {release_at} wait",
            percent(on_cases.get())
        ),
        Policy::BetweenCalls { reserve, interruptible } => format!(
            "between contacts, keeping {reserve} idle{}",
            if interruptible { ", and put down for a contact" } else { "" }
        ),
    }
}

pub(super) fn clauses(centre: &Centre) -> Vec<String> {
    let describe = |clause: &Clause| {
        let rule = match clause.rule {
            Rule::ContactsPerDay(most) => format!("at most {most} contacts in a day"),
            Rule::ContactsPerWeek(most) => format!("at most {most} contacts in a week"),
            Rule::ContactsInARow { most, pause } => {
                format!("at most {most} contacts without a pause of {}", describe_duration(pause.get()))
            }
            Rule::PausePerHour(pause) => {
                format!("{} without a contact in every hour of a shift", describe_duration(pause.get()))
            }
            Rule::PastTheEnd(most) => format!("at most {} past the end of a shift", describe_duration(most.get())),
        };
        let enforced = if clause.enforced { "enforced" } else { "checked" };
        format!("{}: {rule}; {enforced}", clause.name)
    };
    centre.clauses().iter().map(describe).collect()
}
