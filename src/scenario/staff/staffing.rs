use crate::decode::{Fault, Placed, Reading};
use crate::model::{PaceStep, StaffStep};
use crate::units::{Fraction, Instant};

use super::agents::{Agents, OfDay};
use crate::scenario::counts::MOST_AGENTS;
use crate::scenario::data_file::DataFile;
use crate::scenario::days::hours::{weekday_key, weekday_name};
use crate::scenario::days::opening::Opening;
use crate::scenario::days::rows::levels;

/// A time during which a number applies to a team: a share out, or a handling factor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spell {
    /// When it begins.
    pub(crate) from: Instant,
    /// When it is over.
    pub(crate) until: Instant,
    /// The number.
    pub(crate) number: f64,
}

/// Agents rostered over the calendar, with the shares of them that are out.
pub(crate) fn staffing(
    agents: &Agents,
    opening: &Opening,
    out: &[Spell],
    reading: &mut Reading,
) -> Option<Vec<StaffStep>> {
    let rostered = rostered(agents, opening, reading)?;
    let mut moments: Vec<(Instant, Option<f64>)> =
        rostered.into_iter().map(|(at, number)| (at, Some(number))).collect();
    moments.extend(out.iter().flat_map(|spell| [(spell.from, None), (spell.until, None)]));
    moments.sort_by_key(|(at, _)| *at);
    let mut steps: Vec<StaffStep> = Vec::new();
    let mut in_force = StaffStep { at: Instant::ZERO, rostered: 0, part: 0.0, out: Fraction::ZERO };
    let mut moments = moments.into_iter().peekable();
    while let Some((at, number)) = moments.next() {
        let mut next = StaffStep { at, ..number.map_or(in_force, |number| in_force.with_agents(number)) };
        while let Some((_, number)) = moments.next_if(|(later, _)| *later == at) {
            next = number.map_or(next, |number| next.with_agents(number));
        }
        next.out = share_out(out, at);
        if at < opening.calendar.horizon && (StaffStep { at, ..in_force } != next) {
            steps.push(next);
            in_force = next;
        }
    }
    Some(steps)
}

/// Handling factors over the calendar.
pub(crate) fn pace(slower: &[Spell], horizon: Instant) -> Vec<PaceStep> {
    let mut moments: Vec<Instant> = slower.iter().flat_map(|spell| [spell.from, spell.until]).collect();
    moments.sort_unstable();
    moments.dedup();
    moments.retain(|at| *at < horizon);
    let in_force = |at: Instant| slower.iter().filter(move |spell| spell.from <= at && at < spell.until);
    moments.into_iter().map(|at| PaceStep { at, factor: in_force(at).map(|spell| spell.number).product() }).collect()
}

/// Those out under overlapping spells: each takes its share of those the others leave.
fn share_out(out: &[Spell], at: Instant) -> Fraction {
    let left: f64 =
        out.iter().filter(|spell| spell.from <= at && at < spell.until).map(|spell| 1.0 - spell.number).product();
    Fraction::new((1.0 - left).clamp(0.0, 1.0)).unwrap_or_default()
}

/// The number rostered at the start of each interval, or only where it may change.
fn rostered(agents: &Agents, opening: &Opening, reading: &mut Reading) -> Option<Vec<(Instant, f64)>> {
    let intervals = &opening.calendar.intervals;
    match agents {
        Agents::Constant(number) => Some(intervals.iter().take(1).map(|first| (first.start, *number)).collect()),
        Agents::BySlot(list) => {
            let (given, expected) = (list.value.len(), opening.calendar.day_slots.len());
            if given != expected {
                let fault = Fault::new(format!("`agents` has {given} numbers for {expected} intervals")).at(list.place);
                reading.report(fault.help(slots_in_words(opening)));
                return None;
            }
            Some(intervals.iter().map(|i| (i.start, list.value[i.slot as usize])).collect())
        }
        Agents::ByDay(days) => by_weekday(days, opening, reading),
        Agents::File(file) => from_file(file, opening, reading),
    }
}

/// Agents by day of the week: every open day needs an entry, and a list has a number for each interval of its day.
fn by_weekday(
    days: &Placed<[Option<OfDay>; 7]>,
    opening: &Opening,
    reading: &mut Reading,
) -> Option<Vec<(Instant, f64)>> {
    let origin = opening.calendar.day_slots.first().map_or(0, |slot| slot.minute);
    let length = (opening.calendar.interval_length.get() / 60.0) as u32;
    let mut numbers = Vec::with_capacity(opening.calendar.intervals.len());
    for interval in &opening.calendar.intervals {
        let (date, hours) = opening.days[interval.day as usize];
        let Some(hours) = hours else { continue };
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let (key, name) = (weekday_key(weekday), weekday_name(weekday));
        let first = (hours.open - origin) / length;
        let expected = (hours.close - origin).div_ceil(length) - first;
        let fault = match &days.value[weekday] {
            None => Some((
                format!("`agents` says nothing of {name}, on which the centre is open"),
                format!("add {key} = 0 if nobody works then"),
            )),
            Some(OfDay::ByInterval(list)) if list.len() != expected as usize => Some((
                format!("`agents` has {} numbers for {expected} intervals of {name}", list.len()),
                format!("give {expected} numbers, one for each interval of that day's opening hours"),
            )),
            Some(OfDay::Constant(number)) => {
                numbers.push((interval.start, *number));
                None
            }
            Some(OfDay::ByInterval(list)) => {
                numbers.push((interval.start, list[(interval.slot - first) as usize]));
                None
            }
        };
        // The days of a range are alike, and one message is enough.
        if let Some((why, help)) = fault {
            reading.report(Fault::new(why).at(days.place).help(help));
            return None;
        }
    }
    let closed = (0..7).filter(|day| days.value[*day].is_some() && !opening.open_weekdays[*day]).map(weekday_name);
    if let Some(name) = closed.into_iter().next().filter(|_| opening.calendar.days >= 7) {
        reading.warn(format!("`agents` names {name}, on which the centre is closed."));
    }
    Some(numbers)
}

fn slots_in_words(opening: &Opening) -> String {
    let slots = &opening.calendar.day_slots;
    let clock = |minute: u32| match minute {
        0..=1440 => format!("{:02}:{:02}", minute / 60, minute % 60),
        _ => format!("{:02}:{:02} on the day after", minute / 60 - 24, minute % 60),
    };
    let first = slots.first().map_or(0, |slot| slot.minute);
    let length = crate::units::describe_duration(opening.calendar.interval_length.get());
    let close = opening.days.iter().filter_map(|(_, hours)| hours.map(|hours| hours.close)).max().unwrap_or(0);
    format!("give {} numbers, one for each interval of {length} from {} to {}", slots.len(), clock(first), clock(close))
}

/// The numbers of a file.
fn from_file(file: &DataFile, opening: &Opening, reading: &mut Reading) -> Option<Vec<(Instant, f64)>> {
    let table = &file.rows.table;
    if let Some(row) = table.numbers.iter().position(|number| *number > f64::from(MOST_AGENTS)) {
        let (line, number) = (table.rows[row].line, table.numbers[row]);
        let why = format!("row {line}, column `{}`: {number} agents are more than 1,000,000", table.column);
        reading.report(Fault::new(format!("`{}`: {why}", file.rows.file)).at(file.rows.place).help("mend the file"));
        return None;
    }
    let pieces = levels(file, opening, reading)?;
    Some(pieces.into_iter().map(|piece| (piece.start, piece.number)).collect())
}
