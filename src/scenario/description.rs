use super::days::calendar::{CalendarKeys, calendar};
use super::disruption::{DisruptionKeys, disruption};
use super::questions::run::{RunKeys, run};
use super::questions::variant::{AssumptionKeys, VariantKeys, assumptions, variant};
use super::reference::{REFERRED_TO, contact_reference};
use super::staff::clauses::{ClauseKeys, clause};
use super::staff::shifts::{ShiftKeys, shift};
use super::staff::team::{TeamKeys, team};
use super::work::caseload::{CaseloadKeys, caseload};
use super::work::cases::{CaseKeys, case_kind};
use super::work::contact::{ContactKeys, contact};
use super::work::regimes::{RegimeKeys, all_regimes};
use crate::decode::{Found, Names, Node, Place, Placed, Reading, Slot, Value, count, cv, keys, placed, words};
use crate::model::ContactTypeIndex;

/// Most contact types, and most teams.
const MOST_NAMES: usize = 20_000;

keys! {
    /// A scenario file as it is written.
    pub(super) struct Description {
        title: Option<String> = words => optional "What the scenario is called";
        calendar: CalendarKeys = calendar => required "When the centre is open, under the header [calendar]";
        demand: DemandKeys = demand => or("{}") "What is common to the demand of all contact types";
        contacts: Option<Placed<Vec<ContactKeys>>> = placed(contacts)
            => required_unless_either(&["caseloads", "cases"], HEADCOUNT_ALONE)
               "The kinds of work, each under its own header [contacts.NAME]";
        lines: Vec<LinesKeys> = all_lines
            => or("{}") "Lines that contact types share, each under its own header [lines.NAME]";
        groups: Vec<GroupKeys> = contact_groups
            => or("{}") "Contact types that are reported as one line, each group under its own header [groups.NAME]";
        cases: Vec<CaseKeys> = cases
            => or("{}") "Work that nobody waits for on the line, each kind under its own header [cases.NAME]";
        teams: Placed<Vec<TeamKeys>> = placed(teams) => required "The teams, each under its own header [teams.NAME]";
        shifts: Vec<ShiftKeys> = shifts
            => or("{}") "When people work on a day, each shift under its own header [shifts.NAME]";
        clauses: Vec<ClauseKeys> = clauses
            => or("[]") "What work may ask of a person, each rule under its own header [[clauses]]";
        caseloads: Option<Vec<CaseloadKeys>> = caseloads
            => optional "Cases that belong to one worker each, each kind under its own header [caseloads.NAME]";
        disruptions: Vec<DisruptionKeys> = disruptions => or("[]") "What goes wrong, each under a header [[disruptions]]";
        variants: Vec<VariantKeys> = variants
            => or("[]") "Alternatives to hold against this file, each under a header [[variants]]";
        assumptions: Vec<AssumptionKeys> = assumptions
            => or("{}") "Where numbers come from, by path: [assumptions.\"contacts.enquiries.patience\"]";
        run: RunKeys = run => or("{}") "How it is run";
    }
}

keys! {
    /// The table `[demand]`.
    pub(super) struct DemandKeys {
        shared_busyness_cv: f64 = cv
            => or("0") "Coefficient of variation of a factor that all contact types share on a day";
        days: Vec<RegimeKeys> = all_regimes
            => or("[]") "Regimes of days, each under its own header [[demand.days]]";
        together: Vec<TogetherKeys> = groups
            => or("{}")
               "Contact types that are busy on the same days, each group under its own header [demand.together.NAME]";
    }
}

keys! {
    /// A table `[demand.together.NAME]`.
    pub(super) struct TogetherKeys(name: String) {
        contacts: Vec<ContactTypeIndex> = group => required "The contact types that share the day's factor, a list";
        cv: f64 = cv => required "Coefficient of variation of the day's factor";
    }
}

keys! {
    /// A table `[lines.NAME]`.
    pub(super) struct LinesKeys(name: String) {
        capacity: u32 = count(1, 100_000_000) => required "Most contacts present at once";
        contacts: Vec<ContactTypeIndex> = contact_types => required "The contact types that share them, a list";
    }
}

keys! {
    /// A table `[groups.NAME]`.
    pub(super) struct GroupKeys(name: String) {
        title: Option<String> = words => optional "What the group is called in charts and tables";
        contacts: Vec<ContactTypeIndex> = group => required "The contact types that are reported as one line, a list";
    }
}

/// What spares a file contacts: people alone are simulated.
const HEADCOUNT_ALONE: [&str; 3] = ["run", "detail", "headcount"];

impl Description {
    /// Reads the tree of a scenario file, reporting what is wrong with it.
    pub(super) fn from_tree(tree: &Node, reading: &mut Reading) -> Option<Self> {
        let names = |key: &str| {
            let named = tree.table().and_then(|table| table.get(key)?.node.table());
            named.map_or_else(Names::default, |table| Names::new(table.keys()))
        };
        for table in REFERRED_TO {
            reading.set_names(table, names(table));
        }
        description(Slot::Reading(Found { node: tree, key: "the file", number: None, reading }))
    }
}

impl Description {
    /// The contact types; none where there are cases or caseloads alone, or people alone.
    pub(super) fn contacts(&self) -> &[ContactKeys] {
        self.contacts.as_ref().map_or(&[], |contacts| &contacts.value)
    }

    /// Where the contact types stand; where there are none, the teams.
    pub(super) fn contacts_place(&self) -> Place {
        self.contacts.as_ref().map_or(self.teams.place, |contacts| contacts.place)
    }
}

/// A whole scenario file.
pub(super) fn description(slot: Slot<'_>) -> Option<Description> {
    slot.table("the scenario", "title = \"…\"", Description::read)
}

fn contacts(slot: Slot<'_>) -> Option<Vec<ContactKeys>> {
    not_empty(slot, "contact types", contact)
}

fn all_lines(slot: Slot<'_>) -> Option<Vec<LinesKeys>> {
    slot.named("shared lines", lines)
}

fn cases(slot: Slot<'_>) -> Option<Vec<CaseKeys>> {
    slot.named("kinds of case", case_kind)
}

fn teams(slot: Slot<'_>) -> Option<Vec<TeamKeys>> {
    not_empty(slot, "teams", team)
}

fn shifts(slot: Slot<'_>) -> Option<Vec<ShiftKeys>> {
    slot.named("shifts", shift)
}

fn clauses(slot: Slot<'_>) -> Option<Vec<ClauseKeys>> {
    slot.list("a list of clauses, each under its own header [[clauses]]", clause)
}

fn caseloads(slot: Slot<'_>) -> Option<Vec<CaseloadKeys>> {
    not_empty(slot, "caseloads", caseload)
}

fn disruptions(slot: Slot<'_>) -> Option<Vec<DisruptionKeys>> {
    slot.list("a list: write each under its own header [[disruptions]]", disruption)
}

fn variants(slot: Slot<'_>) -> Option<Vec<VariantKeys>> {
    slot.list("a list: write each under its own header [[variants]]", variant)
}

fn demand(slot: Slot<'_>) -> Option<DemandKeys> {
    slot.table("[demand]", "{ shared_busyness_cv = 0.05 }", DemandKeys::read)
}

fn groups(slot: Slot<'_>) -> Option<Vec<TogetherKeys>> {
    slot.named("groups of contact types", together)
}

fn together(name: &str, slot: Slot<'_>) -> Option<TogetherKeys> {
    let example = "{ contacts = [\"enquiries\", \"claims\"], cv = 0.1 }";
    slot.table("a group of contact types", example, |fields| TogetherKeys::read(fields, name.to_owned()))
}

fn contact_groups(slot: Slot<'_>) -> Option<Vec<GroupKeys>> {
    slot.named("groups of contact types", contact_group)
}

fn contact_group(name: &str, slot: Slot<'_>) -> Option<GroupKeys> {
    let example = "{ title = \"Telephone\", contacts = [\"enquiries\", \"claims\"] }";
    slot.table("a group of contact types", example, |fields| GroupKeys::read(fields, name.to_owned()))
}

fn contact_types(slot: Slot<'_>) -> Option<Vec<ContactTypeIndex>> {
    slot.list("a list of contact types", contact_reference)
}

/// Contact types, at least one and none twice.
fn group(mut slot: Slot<'_>) -> Option<Vec<ContactTypeIndex>> {
    let contacts = contact_types(slot.lend())?;
    let mut seen = std::collections::HashSet::new();
    let named_twice = contacts.iter().any(|contact| !seen.insert(contact.0));
    match &mut slot {
        Slot::Reading(found) if contacts.is_empty() => {
            found.refuse("there is no contact type in it", "name two or more")
        }
        Slot::Reading(found) if named_twice => found.refuse("it names a contact type twice", "name each once"),
        _ => return Some(contacts),
    }
    None
}

fn lines(name: &str, slot: Slot<'_>) -> Option<LinesKeys> {
    let example = "{ capacity = 480, contacts = [\"enquiries\"] }";
    slot.table("shared lines", example, |fields| LinesKeys::read(fields, name.to_owned()))
}

fn not_empty<T>(mut slot: Slot<'_>, what: &str, read: impl FnMut(&str, Slot<'_>) -> Option<T>) -> Option<Vec<T>> {
    let entries = slot.lend().named(what, read);
    if let Slot::Reading(found) = &mut slot
        && matches!(&found.node.value, Value::Table(table) if table.len() > MOST_NAMES)
    {
        found.refuse(format!("there are more than {MOST_NAMES} {what}"), "model a part of the centre");
    }
    if let Slot::Reading(found) = &mut slot
        && matches!(&found.node.value, Value::Table(table) if table.is_empty())
    {
        found.refuse(format!("there are no {what}"), format!("describe one under the header [{}.NAME]", found.key));
    }
    entries
}
