use serde_json::json;

use super::fault::Fault;
use super::names::Names;
use super::node::Value;
use super::slot::{Slot, titled};

/// What the entries of a table are called.
pub(crate) struct Noun {
    /// The table: `contacts`.
    pub(crate) table: &'static str,
    /// One of them: `contact type`.
    pub(crate) one: &'static str,
    /// Several: `contact types`.
    pub(crate) several: &'static str,
}

/// The name of an entry of the noun's table, as its position there.
pub(crate) fn reference(slot: Slot<'_>, noun: &Noun) -> Option<u32> {
    match slot {
        Slot::Describing(schema) => {
            *schema = titled(json!({ "type": "string" }), &format!("the name of a {}", noun.one));
            None
        }
        Slot::Reading(mut found) => {
            let Value::Text(name) = &found.node.value else {
                found.mismatch(&format!("the name of a {}", noun.one), None);
                return None;
            };
            let none = Names::default();
            let names = found.reading.names(noun.table).unwrap_or(&none);
            let position = names.position(name);
            if position.is_none() {
                // A search for the nearest name is worth it only for faults that are shown.
                let shown = found.reading.shows_more();
                let help = if shown { names.mend(name, noun.several) } else { String::new() };
                let fault = Fault::new(format!("there is no {} `{}`", noun.one, name.escape_debug()));
                found.reading.report(fault.at(found.node.place).help(help));
            }
            position
        }
    }
}
