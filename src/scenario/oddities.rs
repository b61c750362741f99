//! What a centre says that is possible and seldom meant: warnings, not faults.

use crate::decode::Reading;
use crate::model::{Calendar, ContactType, DemandSegment, Entry, Shift, StaffStep, Team, WhenAgentsFall};
use crate::units::describe_duration;

/// A fall of staff by a larger share than this is spoken of.
const LARGE_FALL: f64 = 0.1;

/// Warns of what does not go together in the teams and contact types of a centre.
pub(super) fn warn(contact_types: &[ContactType], teams: &[Team], calendar: &Calendar, reading: &mut Reading) {
    for team in teams {
        who_leaves(team, contact_types, calendar, reading);
        long_talk(team, contact_types, reading);
    }
}

/// The contact types that a team takes, each with how long one takes on average.
fn handling<'a>(team: &'a Team, contact_types: &'a [ContactType]) -> impl Iterator<Item = (&'a str, f64)> {
    team.takes.iter().filter_map(|entry| {
        let contact_type = contact_types.get(entry.contact_type.0 as usize)?;
        let wrap_up = contact_type.wrap_up.as_ref().map_or(0.0, |wrap_up| wrap_up.mean());
        Some((contact_type.title.as_str(), (contact_type.talk.mean() + wrap_up) * entry.handling))
    })
}

/// How long the contacts that a team takes last on average, each type by how many are expected of it.
fn mean_handling(team: &Team, contact_types: &[ContactType]) -> f64 {
    let expected = |entry: &Entry| {
        let segments = contact_types
            .get(entry.contact_type.0 as usize)
            .map(|contact_type| contact_type.demand.segments.as_slice());
        let contacts = |segment: &DemandSegment| segment.rate.get() * segment.end.since(segment.start).seconds();
        segments.unwrap_or_default().iter().map(contacts).sum::<f64>()
    };
    let weights: Vec<f64> = team.takes.iter().map(expected).collect();
    let together: f64 =
        handling(team, contact_types).zip(&weights).map(|((_, seconds), weight)| seconds * weight).sum();
    let contacts: f64 = weights.iter().sum();
    if contacts > 0.0 { together / contacts } else { 0.0 }
}

/// Who leaves when staff falls makes a difference where much of it falls and contacts last long.
fn who_leaves(team: &Team, contact_types: &[ContactType], calendar: &Calendar, reading: &mut Reading) {
    let name = &team.name;
    let on_duty = |step: &StaffStep| team.ready(team.on_duty(step, 0));
    let while_open = |at| calendar.intervals.windows(2).any(|pair| pair[0].end == at && pair[1].start == at);
    let falls = |pair: &&[StaffStep]| on_duty(&pair[1]) < on_duty(&pair[0]) && while_open(pair[1].at);
    // Where all go, and where a stoppage takes them, it does not matter who goes first.
    let left = |pair: &&[StaffStep]| f64::from(pair[1].rostered) / f64::from(pair[0].rostered);
    let falls_far = |pair: &&[StaffStep]| 0 < pair[1].rostered && left(pair) < 1.0 - LARGE_FALL;
    match team.when_agents_fall {
        Some(WhenAgentsFall::Named) if team.absence.get() == 0.0 && !team.strength_varies() && !team.staffing.windows(2).any(|pair| falls(&pair)) => reading.warn(format!(
            "`when_agents_fall` of teams.{name} changes nothing here: its agents never fall while the centre is open."
        )),
        Some(_) => (),
        None => {
            let length = calendar.interval_length.get();
            let seconds = mean_handling(team, contact_types);
            let fall = team.staffing.windows(2).find(|pair| falls_far(pair) && while_open(pair[1].at));
            if let Some(pair) = fall.filter(|_| seconds > length / 2.0) {
                reading.warn(format!(
                    "Agents of `{name}` fall from {} to {} at {}, and its contacts take {} on average: whoever finishes first goes home, so the \
                     others stay for longer than their interval. If those who go are known beforehand, write when_agents_fall = \"named\" in \
                     teams.{name}; when_agents_fall = \"first_free\" keeps the rule, without this warning.",
                    pair[0].rostered,
                    pair[1].rostered,
                    calendar.moment(pair[1].at).strftime("%H:%M on %A"),
                    describe_duration(seconds.round()),
                ));
            }
        }
    }
}

/// A contact that outlasts the shift of whoever takes it.
fn long_talk(team: &Team, contact_types: &[ContactType], reading: &mut Reading) {
    let shifts = team.people.iter().flat_map(|people| &people.contracts).flat_map(|contract| &contract.shifts);
    let length = |shift: &Shift| f64::from(shift.until - shift.from) * 60.0;
    let Some(shortest) = shifts.min_by(|one, other| length(one).total_cmp(&length(other))) else { return };
    if let Some((title, seconds)) = handling(team, contact_types).find(|(_, seconds)| *seconds > length(shortest)) {
        reading.warn(format!(
            "{title} takes {} on average, and the shift `{}` of `{}` is {} long: most of it is done past the end of the shift.",
            describe_duration(seconds.round()),
            shortest.name,
            team.name,
            describe_duration(length(shortest)),
        ));
    }
}
