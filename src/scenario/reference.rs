//! Names that lead to a contact type, a kind of case, a team or a shift of the file.

use serde_json::json;

use crate::model::{CaseKindIndex, ContactTypeIndex, TeamIndex};

use super::Fault;
use super::node::Value;
use super::reading::{Names, Reading};
use super::slot::Slot;

/// Position of a shift among those of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ShiftIndex(pub(super) u32);

/// The name of a shift of this file.
pub(super) fn shift_reference(slot: Slot<'_>) -> Option<ShiftIndex> {
    reference(slot, Reading::shifts, "shift").map(ShiftIndex)
}

/// The name of a contact type of this file.
pub(super) fn contact_reference(slot: Slot<'_>) -> Option<ContactTypeIndex> {
    reference(slot, Reading::contacts, "contact type").map(ContactTypeIndex)
}

/// The name of a kind of case of this file.
pub(super) fn case_reference(slot: Slot<'_>) -> Option<CaseKindIndex> {
    reference(slot, Reading::cases, "kind of case").map(CaseKindIndex)
}

/// The name of a team of this file.
pub(super) fn team_reference(slot: Slot<'_>) -> Option<TeamIndex> {
    reference(slot, Reading::teams, "team").map(TeamIndex)
}

fn reference(slot: Slot<'_>, names: fn(&Reading) -> &Names, what: &str) -> Option<u32> {
    let plural = &if what.starts_with("kind") { "kinds of case".to_owned() } else { format!("{what}s") };
    match slot {
        Slot::Describing(schema) => {
            *schema = json!({ "type": "string" });
            None
        }
        Slot::Reading(mut found) => {
            let Value::Text(name) = &found.node.value else {
                found.mismatch(&format!("the name of a {what}"), None);
                return None;
            };
            let position = names(found.reading).position(name);
            if position.is_none() {
                // A search for the nearest name is worth it only for faults that are shown.
                let shown = found.reading.shows_more();
                let help = if shown { names(found.reading).mend(name, plural) } else { String::new() };
                let fault = Fault::new(format!("there is no {what} `{}`", name.escape_debug()));
                found.reading.report(fault.at(found.node.place).help(help));
            }
            position
        }
    }
}
