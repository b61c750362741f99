//! Names that lead to a contact type, a kind of case, a team or a shift of the file.

use crate::decode::{Noun, Slot, reference};
use crate::model::{CaseKindIndex, ContactTypeIndex, TeamIndex};

const CONTACT_TYPES: Noun = Noun { table: "contacts", one: "contact type", several: "contact types" };
const TEAMS: Noun = Noun { table: "teams", one: "team", several: "teams" };
const CASE_KINDS: Noun = Noun { table: "cases", one: "kind of case", several: "kinds of case" };
const SHIFTS: Noun = Noun { table: "shifts", one: "shift", several: "shifts" };

/// The tables whose entries others refer to by name.
pub(super) const REFERRED_TO: [&str; 4] = [CONTACT_TYPES.table, TEAMS.table, CASE_KINDS.table, SHIFTS.table];

/// Position of a shift among those of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ShiftIndex(pub(super) u32);

/// The name of a shift of this file.
pub(super) fn shift_reference(slot: Slot<'_>) -> Option<ShiftIndex> {
    reference(slot, &SHIFTS).map(ShiftIndex)
}

/// The name of a contact type of this file.
pub(super) fn contact_reference(slot: Slot<'_>) -> Option<ContactTypeIndex> {
    reference(slot, &CONTACT_TYPES).map(ContactTypeIndex)
}

/// The name of a kind of case of this file.
pub(super) fn case_reference(slot: Slot<'_>) -> Option<CaseKindIndex> {
    reference(slot, &CASE_KINDS).map(CaseKindIndex)
}

/// The name of a team of this file.
pub(super) fn team_reference(slot: Slot<'_>) -> Option<TeamIndex> {
    reference(slot, &TEAMS).map(TeamIndex)
}
