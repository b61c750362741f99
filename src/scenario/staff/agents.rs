use crate::decode::table::AGENTS;
use crate::decode::{Fields, Placed, Slot, Value, placed};

use crate::scenario::counts::agents_on_average;
use crate::scenario::data_file::{DataFile, data_file};
use crate::scenario::days::hours::{by_day, names_days};

/// How many agents a team has.
pub(crate) enum Agents {
    /// As many whenever the centre is open.
    Constant(f64),
    /// One number for each interval of the day.
    BySlot(Placed<Vec<f64>>),
    /// By day of the week, Monday first.
    ByDay(Placed<[Option<OfDay>; 7]>),
    /// From a file.
    File(DataFile),
}

/// The agents of a day.
#[derive(Clone, Debug)]
pub(crate) enum OfDay {
    /// As many all day.
    Constant(f64),
    /// One number for each interval of its opening hours.
    ByInterval(Vec<f64>),
}

/// A number, a list with one number for each interval of the day, either of them by day of the week, or a file.
pub(crate) fn agents(slot: Slot<'_>) -> Option<Agents> {
    let expected = "a number, a list with one number per interval, { mon-fri = …, sat = … } or { file = … }";
    let mut constant = |slot: Slot<'_>| agents_on_average(slot).map(Agents::Constant);
    let mut by_slot = |slot: Slot<'_>| {
        let list = placed(|slot: Slot<'_>| slot.list(expected, agents_on_average));
        list(slot).map(Agents::BySlot)
    };
    let mut from_file = |slot: Slot<'_>| {
        let file = |fields: &mut Fields<'_>| {
            let file = data_file(fields, &AGENTS);
            let holds = "agents hold until the next row, so that nothing is to be said of its length: take `step` away";
            fields.never_beside("file", &["step"], holds);
            fields.exactly_one(&["file"], "for instance agents = { file = \"agents.csv\" }")?;
            file?
        };
        slot.table("`agents`", "{ file = \"agents.csv\" }", file).map(Agents::File)
    };
    let mut by_weekday = |slot: Slot<'_>| {
        let days = placed(|slot: Slot<'_>| {
            slot.table("`agents`", "{ mon-fri = [8, 12, 10], sat = 4 }", |fields| by_day(fields, "Agents", of_day))
        });
        days(slot).map(Agents::ByDay)
    };
    let choose = |value: &Value| match value {
        Value::Integer(_) | Value::Float(_) => Some(0),
        Value::Array(_) => Some(1),
        Value::Table(table) if table.keys().any(|key| names_days(key)) => Some(3),
        Value::Table(_) => Some(2),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut constant, &mut by_slot, &mut from_file, &mut by_weekday])
}

/// The agents of a day: a number, or one for each interval of its opening hours.
fn of_day(slot: Slot<'_>) -> Option<OfDay> {
    let expected = "a number, or a list with one number for each interval of the day";
    let mut constant = |slot: Slot<'_>| agents_on_average(slot).map(OfDay::Constant);
    let mut by_interval = |slot: Slot<'_>| slot.list(expected, agents_on_average).map(OfDay::ByInterval);
    let choose = |value: &Value| match value {
        Value::Integer(_) | Value::Float(_) => Some(0),
        Value::Array(_) => Some(1),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut constant, &mut by_interval])
}
