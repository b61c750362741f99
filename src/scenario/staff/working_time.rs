//! What contracts and shifts say that the Working Time Regulations 1998 do not allow as they stand, or that does not add up.
//!
//! # Source
//!
//! The Working Time Regulations 1998 (SI 1998/1833): regulation 4, at most 48 hours a week on average; regulation 10, eleven hours
//! of rest between one day's work and the next; regulation 12, a break of 20 minutes in more than six hours.

use crate::decode::{Reading, clock};
use crate::model::{Contract, Shift, ShiftPattern, Workforce};

use super::shifts::clock_of;
use crate::scenario::days::hours::weekday_name;

const MOST_HOURS: f64 = 48.0;
const REST_MINUTES: u32 = 11 * 60;
const MINUTES_WITHOUT_BREAK: u32 = 6 * 60;
const BREAK_SECONDS: f64 = 20.0 * 60.0;
const DAY_MINUTES: u32 = 24 * 60;
/// How far the hours that shifts make may fall short of a contract's.
const SHORT_OF: f64 = 0.9;

/// Warns of what the people of `team` have agreed to.
pub(crate) fn warn(team: &str, people: &Workforce, reading: &mut Reading) {
    for contract in &people.contracts {
        long_weeks(team, contract, reading);
        short_shifts(team, contract, people.shift_pattern, reading);
        long_meetings(team, contract, people.absences.meetings.get(), reading);
        match people.shift_pattern {
            ShiftPattern::Fixed => (),
            ShiftPattern::Rotating => short_turns(team, contract, reading),
        }
        contract.shifts.iter().for_each(|shift| long_days(shift, reading));
    }
}

fn long_weeks(team: &str, contract: &Contract, reading: &mut Reading) {
    let hours = contract.hours_per_week;
    if hours > MOST_HOURS {
        reading.warn(format!(
            "A contract of `{team}` has {hours} hours a week. Regulation 4 of the Working Time Regulations 1998 allows {MOST_HOURS} \
             on average, unless somebody has agreed in writing to more."
        ));
    }
}

/// Hours of a contract that its shifts do not come to.
fn short_shifts(team: &str, contract: &Contract, pattern: ShiftPattern, reading: &mut Reading) {
    let hours = |shift: &Shift| shift.paid_hours() * f64::from(shift.days_per_week());
    let (name, most) = match (pattern, contract.shifts.as_slice()) {
        (_, []) => return,
        (ShiftPattern::Rotating, shifts) => {
            ("its shifts make".to_owned(), shifts.iter().map(hours).sum::<f64>() / shifts.len() as f64)
        }
        (ShiftPattern::Fixed, shifts) => {
            let Some(shortest) = shifts.iter().min_by(|one, other| hours(one).total_cmp(&hours(other))) else { return };
            (format!("the shift `{}` makes", shortest.name), hours(shortest))
        }
    };
    let wanted = contract.hours_per_week;
    if most < wanted * SHORT_OF {
        let most = (most * 100.0).round() / 100.0;
        reading.warn(format!(
            "A contract of `{team}` has {wanted} hours a week, and {name} {most} at most: the difference is paid and not worked."
        ));
    }
}

/// Meetings that no day of a shift has room for.
fn long_meetings(team: &str, contract: &Contract, seconds: f64, reading: &mut Reading) {
    let shortest = contract.shifts.iter().min_by_key(|shift| shift.until - shift.from);
    if let Some(shift) = shortest.filter(|shift| f64::from(shift.until - shift.from) * 60.0 < seconds) {
        reading.warn(format!(
            "Meetings of `{team}` take {} a week, in one piece, and the shift `{}` is {} long: what does not fit into a day is not held.",
            crate::units::describe_duration(seconds),
            shift.name,
            length(shift.until - shift.from),
        ));
    }
}

/// Rest between the last day of a shift and the first day of the next, to which people move over the turn of the week.
fn short_turns(team: &str, contract: &Contract, reading: &mut Reading) {
    let shifts = &contract.shifts;
    for (shift, next) in shifts.iter().zip(shifts.iter().cycle().skip(1)) {
        let last = (0..7).rev().find(|day| shift.days[*day]);
        let first = (0..7).find(|day| next.days[*day]);
        let (Some(last), Some(first)) = (last, first) else { continue };
        let until = latest(shift);
        // Shifts that overlap are refused.
        let Some(rest) = ((7 + first - last) as u32 * DAY_MINUTES + next.from).checked_sub(until) else { continue };
        if shift.name != next.name && rest < REST_MINUTES {
            reading.warn(format!(
                "People of `{team}` end the shift `{}` at {} on {} and begin `{}` at {} on {}: {} of rest. Regulation 10 of the \
                 Working Time Regulations 1998 asks for eleven hours.",
                shift.name,
                clock_of(until),
                weekday_name(last),
                next.name,
                clock(next.from),
                weekday_name(first),
                length(rest),
            ));
        }
    }
}

/// Rest from one day to the next of the same shift, and breaks.
fn long_days(shift: &Shift, reading: &mut Reading) {
    let (name, length_of_day) = (&shift.name, shift.until - shift.from);
    let on_two_days_running = (0..7).any(|day| shift.days[day] && shift.days[(day + 1) % 7]);
    let rest = (DAY_MINUTES + shift.from).saturating_sub(latest(shift));
    if on_two_days_running && rest < REST_MINUTES {
        reading.warn(format!(
            "The shift `{name}` leaves {} of rest from one day to the next. Regulation 10 of the Working Time Regulations 1998 \
             asks for eleven hours.",
            length(rest),
        ));
    }
    let rests = shift.breaks.iter().any(|rest| rest.lasts.get() >= BREAK_SECONDS);
    if length_of_day > MINUTES_WITHOUT_BREAK && !rests {
        reading.warn(format!(
            "The shift `{name}` is {} long and has no break of 20 minutes. Regulation 12 of the Working Time Regulations 1998 asks \
             for one in more than six hours.",
            length(length_of_day),
        ));
    }
}

/// Minutes after midnight at which somebody who begins as late as possible ends.
fn latest(shift: &Shift) -> u32 {
    shift.until + (shift.flexible.get() / 60.0).ceil() as u32
}

fn length(minutes: u32) -> String {
    crate::units::describe_duration(f64::from(minutes) * 60.0)
}

/// The shift with which a turn of the week begins before the one that ends it is over, and that one: nobody can work both.
pub(crate) fn overlapping_turn(people: &Workforce) -> Option<(&Shift, &Shift)> {
    let rotating = people.contracts.iter().filter(|_| people.shift_pattern == ShiftPattern::Rotating);
    rotating.flat_map(|contract| contract.shifts.iter().zip(contract.shifts.iter().cycle().skip(1))).find(|turn| {
        let (shift, next) = *turn;
        let last = (0..7).rev().find(|day| shift.days[*day]);
        let first = (0..7).find(|day| next.days[*day]);
        last.zip(first).is_some_and(|(last, first)| (7 + first - last) as u32 * DAY_MINUTES + next.from < latest(shift))
    })
}
