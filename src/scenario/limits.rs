//! What a scenario may ask of a machine: more is refused in words, not by running out of memory.

use crate::decode::{Fault, Place, Reading};
use crate::model::{ContactType, Team, Workforce};
use crate::units::group_thousands;

use super::counts::MOST_AGENTS;
use super::days::calendar::CalendarKeys;
use super::description::Description;

/// Most intervals of a horizon.
const MOST_INTERVALS: u64 = 2_000_000;
/// Most numbers by interval, of all contact types and teams in all variants.
const MOST_NUMBERS: u64 = 40_000_000;
/// Most contacts that one replication is expected to bring.
const MOST_CONTACTS: f64 = 1e9;
/// Most contacts that may be left waiting.
const MOST_WAITING: f64 = 2e7;

/// Refuses a horizon of more intervals than can be kept, before any of them is laid out.
pub(super) fn check_intervals(description: &Description, reading: &mut Reading) -> Option<()> {
    let intervals = intervals(&description.calendar);
    if intervals > MOST_INTERVALS {
        let why =
            format!("the horizon has {} intervals, and {} is the most", grouped(intervals), grouped(MOST_INTERVALS));
        refuse(why, description.calendar.hours.place, "take a longer `interval`, or fewer days", reading);
        return None;
    }
    let per_interval = description.contacts().len() + description.teams.value.len();
    let numbers = reading.take_room(intervals.saturating_mul(per_interval as u64));
    if numbers > MOST_NUMBERS {
        let most = grouped(MOST_NUMBERS);
        let why = format!("contact types and teams come to more than {most} numbers by interval, over all variants");
        let help = "take fewer days, a longer `interval`, or fewer contact types, teams or variants";
        refuse(why, description.calendar.hours.place, help, reading);
        return None;
    }
    Some(())
}

fn intervals(calendar: &CalendarKeys) -> u64 {
    let longest_day = calendar.hours.value.iter().flatten().map(|hours| hours.close - hours.open).max().unwrap_or(0);
    u64::from(calendar.days()) * u64::from(longest_day.div_ceil(calendar.interval))
}

/// Refuses more agents on duty at once, or people, all teams together, than can be kept.
pub(super) fn check_agents(teams: &[Team], place: Place, reading: &mut Reading) {
    let most = |team: &Team| team.people.as_ref().map_or_else(|| team.most_agents(), Workforce::places);
    let agents: u64 = teams.iter().map(|team| u64::from(most(team))).sum();
    if agents > u64::from(MOST_AGENTS) {
        let most = grouped(u64::from(MOST_AGENTS));
        let why = format!("the teams have {} agents in all, and {most} is the most", grouped(agents));
        refuse(why, place, "model a part of the centre, with its part of the contacts", reading);
    }
}

/// Refuses more contacts than can be simulated, or left waiting.
pub(super) fn check_contacts(contact_types: &[ContactType], teams: &[Team], place: Place, reading: &mut Reading) {
    let expected: f64 = contact_types.iter().map(|contact_type| contact_type.demand.expected()).sum();
    if expected > MOST_CONTACTS {
        let why =
            format!("one replication would bring about {} contacts, and 1,000,000,000 is the most", rounded(expected));
        return refuse(why, place, "check the unit of `arrivals`, or take fewer days", reading);
    }
    let waiting: f64 = contact_types.iter().map(most_waiting).sum();
    if waiting.min(expected - most_answered(contact_types, teams)) > MOST_WAITING {
        let why = "tens of millions of contacts would be left waiting: nobody could answer them".to_owned();
        refuse(why, place, "check `arrivals`, `talk` and `agents`, or give them `patience` or `lines`", reading);
    }
}

/// How many of a type can wait at once, whatever the agents do; lines keep them few.
fn most_waiting(contact_type: &ContactType) -> f64 {
    let demand = &contact_type.demand;
    let busiest = demand.segments.iter().map(|segment| segment.rate.get()).fold(0.0, f64::max);
    let patience = contact_type.patience.as_ref().map_or(f64::INFINITY, |patience| patience.mean());
    let bounded = !contact_type.lines.is_empty();
    if busiest > 0.0 && !bounded { demand.expected().min(busiest / 3600.0 * patience) } else { 0.0 }
}

/// What agents on duty all the time could answer, if all contacts took as long as the shortest type.
fn most_answered(contact_types: &[ContactType], teams: &[Team]) -> f64 {
    let ends = contact_types
        .iter()
        .filter_map(|contact_type| contact_type.demand.segments.last())
        .map(|segment| segment.end.seconds());
    let agents: f64 = teams.iter().map(|team| f64::from(team.most_agents())).sum();
    let shortest = contact_types.iter().map(|contact_type| contact_type.talk.mean()).fold(f64::INFINITY, f64::min);
    agents * ends.fold(0.0, f64::max) / shortest
}

fn refuse(why: String, place: Place, help: &str, reading: &mut Reading) {
    reading.report(Fault::new(why).at(place).help(help));
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    group_thousands(&number.to_string())
}

/// To two digits, or as a power of ten where nobody would count the zeros.
fn rounded(number: f64) -> String {
    if number < 1e15 { grouped(number as u64) } else { format!("{number:.0e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_written_in_groups() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(26_298_720), "26,298,720");
        assert_eq!(rounded(1e20), "1e20");
    }
}
