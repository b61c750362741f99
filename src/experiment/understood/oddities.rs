//! What is possible and looks odd: it is marked, not refused.

use crate::experiment::estimate::significant;
use crate::model::{Centre, Channel, Contract, Team, weekday};
use crate::units::group_thousands;

use super::duty::Duty;
use super::work::Work;

/// A day with so many times the contacts of the others of its name, or so few, is odd.
const UNLIKE: f64 = 2.0;
/// Days of one name that are needed to say what is usual.
const ENOUGH_DAYS: usize = 3;

pub(super) fn oddities(centre: &Centre, work: &Work, duty: &Duty<'_>) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(nobody_to_answer(centre, work, duty));
    found.extend(nothing_to_do(centre, work, duty));
    found.extend(more_than_can_be_done(centre, work, duty));
    found.extend(days_unlike_others(centre, work));
    found.extend(centre.teams().iter().flat_map(hours_in_no_shift));
    found
}

/// Intervals in which contacts arrive that nobody could answer.
fn nobody_to_answer(centre: &Centre, work: &Work, duty: &Duty<'_>) -> Vec<String> {
    let intervals = 0..centre.calendar().intervals.len();
    let one = |(position, contact_type): (usize, &crate::model::ContactType)| {
        // A message waits for the next day by nature.
        if contact_type.channel == Channel::Message {
            return None;
        }
        let takers = duty.takers(&[position]);
        let empty = |interval: &usize| {
            work.contacts(&[position], *interval) > 0.0
                && takers.iter().all(|team| duty.agents(*team, *interval) < 0.01)
        };
        let empty: Vec<usize> = intervals.clone().filter(empty).collect();
        let contacts: f64 = empty.iter().map(|interval| work.contacts(&[position], *interval)).sum();
        let first = *empty.first()?;
        Some(format!(
            "{}: {} arrive in {} with nobody on duty to answer, first {}",
            contact_type.title,
            counted(contacts, "contact"),
            counted(empty.len() as f64, "interval"),
            moment(centre, first)
        ))
    };
    centre.contact_types().iter().enumerate().filter_map(one).collect()
}

/// Intervals in which a team is there and nothing arrives that it takes.
fn nothing_to_do(centre: &Centre, work: &Work, duty: &Duty<'_>) -> Vec<String> {
    let intervals = 0..centre.calendar().intervals.len();
    let one = |(number, team): (usize, &crate::model::Team)| {
        let types: Vec<usize> = team.takes.iter().map(|entry| entry.contact_type.0 as usize).collect();
        let comes_later = |position: &usize| {
            let contact_type = &centre.contact_types()[*position];
            contact_type.channel == Channel::Message || contact_type.demand.segments.is_empty()
        };
        if types.is_empty() || !team.cases.is_empty() || types.iter().any(comes_later) {
            return None;
        }
        let idle = |interval: &usize| duty.agents(number, *interval) >= 0.01 && work.contacts(&types, *interval) == 0.0;
        let idle: Vec<usize> = intervals.clone().filter(idle).collect();
        let first = *idle.first()?;
        Some(format!(
            "{}: agents are on duty and nothing arrives for them in {}, first {}",
            team.title,
            counted(idle.len() as f64, "interval"),
            moment(centre, first)
        ))
    };
    centre.teams().iter().enumerate().filter_map(one).collect()
}

/// More work over the whole horizon than all agents who take it could do.
fn more_than_can_be_done(centre: &Centre, work: &Work, duty: &Duty<'_>) -> Option<String> {
    let types: Vec<usize> = (0..centre.contact_types().len()).collect();
    let takers = duty.takers(&types);
    let lengths =
        centre.calendar().intervals.iter().map(|interval| interval.end.since(interval.start).seconds() / 3600.0);
    let (mut load, mut agents) = (0.0, 0.0);
    for (interval, hours) in lengths.enumerate() {
        load += work.erlangs(&types, interval) * hours;
        agents += takers.iter().map(|team| duty.agents(*team, interval)).sum::<f64>() * hours;
    }
    (load > agents && agents > 0.0).then(|| {
        format!(
            "{} hours of work arrive for {} hours on duty: not all of it can be done",
            group_thousands(&format!("{load:.0}")),
            group_thousands(&format!("{agents:.0}"))
        )
    })
}

/// Contracts with more hours in a week than their shifts have, if somebody works one on every day.
fn hours_in_no_shift(team: &Team) -> Vec<String> {
    let most = |contract: &Contract| -> f64 {
        let of_day = |day: usize| {
            let worked = contract.shifts.iter().filter(|shift| shift.days[day]);
            worked.map(|shift| shift.paid_hours()).fold(0.0, f64::max)
        };
        (0..WEEKDAYS.len()).map(of_day).sum()
    };
    let contracts = team.people.iter().flat_map(|people| &people.contracts);
    let with_shifts = contracts.filter(|contract| !contract.shifts.is_empty());
    let too_long = with_shifts.filter(|contract| contract.hours_per_week > most(contract) + 0.01);
    let words = |contract: &Contract| {
        format!(
            "{}: a contract of {} hours a week has shifts of {} paid hours a week at most, so the rest is worked in no shift",
            team.title,
            contract.hours_per_week,
            significant(most(contract))
        )
    };
    too_long.map(words).collect()
}

/// Days with twice the contacts of the others of their name, or half.
fn days_unlike_others(centre: &Centre, work: &Work) -> Vec<String> {
    let calendar = centre.calendar();
    let types: Vec<usize> = (0..centre.contact_types().len()).collect();
    let mut days: Vec<Option<f64>> = vec![None; calendar.days as usize];
    for (number, interval) in calendar.intervals.iter().enumerate() {
        *days[interval.day as usize].get_or_insert(0.0) += work.contacts(&types, number);
    }
    let mut found = Vec::new();
    for (name, weekday_name) in WEEKDAYS.iter().enumerate() {
        let alike = |day: &usize| weekday(calendar.date_number(*day as u32)) == name;
        let of_name: Vec<(usize, f64)> =
            (0..days.len()).filter(alike).filter_map(|day| Some((day, days[day]?))).collect();
        let mut sorted: Vec<f64> = of_name.iter().map(|(_, contacts)| *contacts).collect();
        sorted.sort_by(f64::total_cmp);
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
        if sorted.len() < ENOUGH_DAYS || usual == 0.0 {
            continue;
        }
        let odd = |(_, contacts): &&(usize, f64)| *contacts >= usual * UNLIKE || *contacts * UNLIKE <= usual;
        let odd: Vec<&(usize, f64)> = of_name.iter().filter(odd).collect();
        let Some((day, contacts)) = odd.first() else { continue };
        let others =
            if odd.len() > 1 { format!(" and {}", counted((odd.len() - 1) as f64, "more day")) } else { String::new() };
        let date = calendar.date_of_day(*day as u32);
        found.push(format!(
            "{weekday_name} {date}{others}: {} expected, where {} are usual",
            counted(*contacts, "contact"),
            group_thousands(&format!("{usual:.0}"))
        ));
    }
    found
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn moment(centre: &Centre, interval: usize) -> String {
    let calendar = centre.calendar();
    calendar.moment(calendar.intervals[interval].start).strftime("%A %Y-%m-%d at %H:%M").to_string()
}

fn counted(number: f64, noun: &str) -> String {
    let written = if number < 10.0 && number.fract() != 0.0 { format!("{number:.1}") } else { format!("{number:.0}") };
    let ending = if written == "1" { "" } else { "s" };
    format!("{} {noun}{ending}", group_thousands(&written))
}
