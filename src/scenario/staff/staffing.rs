use std::collections::{HashMap, HashSet};

use crate::decode::{Fault, Reading, csv_file::Row, csv_file::RowTime, csv_file::Rows};
use crate::model::{PaceStep, StaffStep};
use crate::units::{Fraction, Instant};

use super::agents::Agents;
use crate::scenario::counts::MOST_AGENTS;
use crate::scenario::days::opening::Opening;

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
    let mut moments: Vec<(Instant, Option<u32>)> =
        rostered.into_iter().map(|(at, number)| (at, Some(number))).collect();
    moments.extend(out.iter().flat_map(|spell| [(spell.from, None), (spell.until, None)]));
    moments.sort_by_key(|(at, _)| *at);
    let mut steps: Vec<StaffStep> = Vec::new();
    let mut in_force = StaffStep { at: Instant::ZERO, rostered: 0, out: Fraction::ZERO };
    let mut moments = moments.into_iter().peekable();
    while let Some((at, number)) = moments.next() {
        let mut next = StaffStep { at, rostered: number.unwrap_or(in_force.rostered), ..in_force };
        while let Some((_, number)) = moments.next_if(|(later, _)| *later == at) {
            next.rostered = number.unwrap_or(next.rostered);
        }
        next.out = share_out(out, at);
        if at < opening.calendar.horizon && (next.rostered, next.out) != (in_force.rostered, in_force.out) {
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
fn rostered(agents: &Agents, opening: &Opening, reading: &mut Reading) -> Option<Vec<(Instant, u32)>> {
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
        Agents::File(rows) => {
            let numbers = numbers_by_interval(rows, opening, reading)?;
            check_whole(rows, reading)?;
            Some(intervals.iter().zip(numbers).map(|(interval, number)| (interval.start, number as u32)).collect())
        }
    }
}

fn slots_in_words(opening: &Opening) -> String {
    let slots = &opening.calendar.day_slots;
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let first = slots.first().map_or(0, |slot| slot.minute);
    let length = crate::units::describe_duration(opening.calendar.interval_length.get());
    let close = opening.days.iter().filter_map(|(_, hours)| hours.map(|hours| hours.close)).max().unwrap_or(0);
    format!("give {} numbers, one for each interval of {length} from {} to {}", slots.len(), clock(first), clock(close))
}

fn check_whole(rows: &Rows, reading: &mut Reading) -> Option<()> {
    let broken = rows.rows.iter().find(|row| row.number.fract() != 0.0 || row.number > f64::from(MOST_AGENTS));
    let Some(row) = broken else {
        return Some(());
    };
    let why = format!("{} is not a whole number of agents up to 1,000,000", row.number);
    reading.report(row_fault(rows, row, "agents", &why).help("mend the file"));
    None
}

/// The number a file gives for each interval; 0 where it says nothing.
pub(crate) fn numbers_by_interval(rows: &Rows, opening: &Opening, reading: &mut Reading) -> Option<Vec<f64>> {
    let faults_before = reading.fault_count();
    let mut given: HashMap<RowTime, &Row> = HashMap::with_capacity(rows.rows.len());
    for row in rows.rows.iter() {
        if let Some(earlier) = given.insert(row.time, row) {
            let why = format!("\"{}\" stands in row {} already", row.written, earlier.line);
            reading.report(row_fault(rows, row, "interval_start", &why).help("keep one row for each interval"));
        }
    }
    let mut used: HashSet<RowTime> = HashSet::with_capacity(given.len());
    let mut numbers = Vec::with_capacity(opening.calendar.intervals.len());
    let mut before: Option<f64> = None;
    for (interval, clock) in opening.calendar.intervals.iter().zip(&opening.clock) {
        let minute = (clock / 60.0) as u32;
        let date = opening.days[interval.day as usize].0;
        let by_day = RowTime::On(date, minute);
        let every_day = RowTime::EveryDay(minute);
        let found = [by_day, every_day].into_iter().find_map(|time| given.get(&time).map(|row| (time, row.number)));
        let continued = before.filter(|_| interval.rest);
        let number = match (found, continued) {
            (_, Some(number)) => number,
            (Some((time, number)), None) => {
                used.insert(time);
                number
            }
            (None, None) => 0.0,
        };
        before = Some(number);
        numbers.push(number);
    }
    refuse_unused(rows, &used, opening, reading);
    (faults_before == reading.fault_count()).then_some(numbers)
}

/// Refuses rows above 0 that begin no interval; days outside the horizon may be there for other runs.
fn refuse_unused(rows: &Rows, used: &HashSet<RowTime>, opening: &Opening, reading: &mut Reading) {
    let first = opening.days.first().map(|(date, _)| *date);
    let last = opening.days.last().map(|(date, _)| *date);
    let within = |time: RowTime| match time {
        RowTime::EveryDay(_) => true,
        RowTime::On(date, _) => first <= Some(date) && Some(date) <= last,
    };
    if !rows.rows.iter().any(|row| within(row.time)) {
        let fault = Fault::new(format!("`{}` has no row within the horizon", rows.file)).at(rows.place);
        reading.report(fault.help("check the dates in it against `start`"));
    }
    let overridden = |row: &Row| match row.time {
        RowTime::EveryDay(minute) => used.iter().any(|time| matches!(time, RowTime::On(_, other) if *other == minute)),
        RowTime::On(..) => false,
    };
    for row in rows.rows.iter() {
        let unused = row.number > 0.0 && within(row.time) && !used.contains(&row.time);
        if unused && !overridden(row) {
            let length = crate::units::describe_duration(opening.calendar.interval_length.get());
            let why = format!("no interval begins at \"{}\"", row.written);
            let help = format!(
                "rows above 0 begin where an interval of {length} begins while the centre is open; \
                 change the file, `interval` or `hours`"
            );
            reading.report(row_fault(rows, row, "interval_start", &why).help(help));
        }
    }
}

fn row_fault(rows: &Rows, row: &Row, column: &str, why: &str) -> Fault {
    Fault::new(format!("`{}`: row {}, column `{column}`: {why}", rows.file, row.line)).at(rows.place)
}
