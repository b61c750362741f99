use crate::decode::table::AGENTS;
use crate::decode::{Fields, Placed, Slot, Value, placed};

use crate::scenario::counts::agents_on_average;
use crate::scenario::data_file::{DataFile, data_file};

/// How many agents a team has.
pub(crate) enum Agents {
    /// As many whenever the centre is open.
    Constant(f64),
    /// One number for each interval of the day.
    BySlot(Placed<Vec<f64>>),
    /// From a file.
    File(DataFile),
}

/// A number, a list with one number for each interval of the day, or a file.
pub(crate) fn agents(slot: Slot<'_>) -> Option<Agents> {
    let expected = "a number, a list with one number per interval, or { file = … }";
    let mut constant = |slot: Slot<'_>| agents_on_average(slot).map(Agents::Constant);
    let mut by_slot = |slot: Slot<'_>| {
        let list = placed(|slot: Slot<'_>| slot.list(expected, agents_on_average));
        list(slot).map(Agents::BySlot)
    };
    let mut from_file = |slot: Slot<'_>| {
        let file = |fields: &mut Fields<'_>| {
            let file = data_file(fields, &AGENTS);
            fields.exactly_one(&["file"], "for instance agents = { file = \"agents.csv\" }")?;
            file?
        };
        slot.table("`agents`", "{ file = \"agents.csv\" }", file).map(Agents::File)
    };
    let choose = |value: &Value| match value {
        Value::Integer(_) | Value::Float(_) => Some(0),
        Value::Array(_) => Some(1),
        Value::Table(_) => Some(2),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut constant, &mut by_slot, &mut from_file])
}
