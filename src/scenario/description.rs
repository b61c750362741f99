use super::calendar::{CalendarKeys, calendar};
use super::caseload::{CaseloadKeys, caseload};
use super::cases::{CaseKeys, case_kind};
use super::clauses::{ClauseKeys, clause};
use super::contact::{ContactKeys, contact};
use super::disruption::{DisruptionKeys, disruption};
use super::reference::{REFERRED_TO, contact_reference};
use super::run::{RunKeys, run};
use super::shifts::{ShiftKeys, shift};
use super::team::{TeamKeys, team};
use super::variant::{AssumptionKeys, VariantKeys, assumptions, variant};
use crate::decode::{Fields, Found, Names, Node, Placed, Reading, Slot, Value, count, cv, placed, words};
use crate::model::ContactTypeIndex;

/// Most contact types, and most teams.
const MOST_NAMES: usize = 20_000;

/// A scenario file as it is written.
pub(super) struct Description {
    pub(super) title: Option<String>,
    pub(super) calendar: CalendarKeys,
    pub(super) demand: DemandKeys,
    /// None where there are caseloads alone, or people alone.
    pub(super) contacts: Placed<Vec<ContactKeys>>,
    pub(super) lines: Vec<LinesKeys>,
    pub(super) cases: Vec<CaseKeys>,
    pub(super) teams: Placed<Vec<TeamKeys>>,
    pub(super) shifts: Vec<ShiftKeys>,
    pub(super) clauses: Vec<ClauseKeys>,
    pub(super) caseloads: Vec<CaseloadKeys>,
    pub(super) disruptions: Vec<DisruptionKeys>,
    pub(super) variants: Vec<VariantKeys>,
    pub(super) assumptions: Vec<AssumptionKeys>,
    pub(super) run: RunKeys,
}

/// The table `[demand]`.
#[derive(Default)]
pub(super) struct DemandKeys {
    pub(super) shared_busyness_cv: f64,
    pub(super) together: Vec<TogetherKeys>,
}

/// A table `[demand.together.NAME]`.
pub(super) struct TogetherKeys {
    pub(super) name: String,
    pub(super) contacts: Vec<ContactTypeIndex>,
    pub(super) cv: f64,
}

/// A table `[lines.NAME]`.
pub(super) struct LinesKeys {
    pub(super) name: String,
    pub(super) capacity: u32,
    pub(super) contacts: Vec<ContactTypeIndex>,
}

impl Description {
    /// Reads the tree of a scenario file, reporting what is wrong with it.
    pub(super) fn read(tree: &Node, reading: &mut Reading) -> Option<Self> {
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

/// A whole scenario file.
pub(super) fn description(slot: Slot<'_>) -> Option<Description> {
    slot.table("the scenario", "title = \"…\"", description_keys)
}

fn description_keys(f: &mut Fields<'_>) -> Option<Description> {
    let title = f.optional("title", "What the scenario is called", words);
    let calendar = f.required("calendar", "When the centre is open, under the header [calendar]", calendar);
    let demand = f.optional("demand", "What is common to the demand of all contact types", demand);
    let meaning = "The kinds of work, each under its own header [contacts.NAME]";
    let headcount_alone = ["run", "detail", "headcount"];
    let contacts = f.required_unless_said("caseloads", headcount_alone, "contacts", meaning, |slot| {
        placed(|slot: Slot<'_>| not_empty(slot, "contact types", contact))(slot)
    });
    let meaning = "Lines that contact types share, each under its own header [lines.NAME]";
    let lines = f.optional("lines", meaning, |slot| slot.named("shared lines", lines));
    let meaning = "Work that nobody waits for on the line, each kind under its own header [cases.NAME]";
    let cases = f.optional("cases", meaning, |slot| slot.named("kinds of case", case_kind));
    let meaning = "The teams, each under its own header [teams.NAME]";
    let teams = f.required("teams", meaning, placed(|slot| not_empty(slot, "teams", team)));
    let meaning = "When people work on a day, each shift under its own header [shifts.NAME]";
    let shifts = f.optional("shifts", meaning, |slot| slot.named("shifts", shift));
    let meaning = "What work may ask of a person, each rule under its own header [[clauses]]";
    let clauses = f.optional("clauses", meaning, |slot| {
        slot.list("a list of clauses, each under its own header [[clauses]]", clause)
    });
    let meaning = "Cases that belong to one worker each, each kind under its own header [caseloads.NAME]";
    let caseloads = f.optional("caseloads", meaning, placed(|slot| not_empty(slot, "caseloads", caseload)));
    let no_contacts = !f.has("contacts") && (f.has("caseloads") || f.says(headcount_alone));
    let there_are_none = teams.as_ref().filter(|_| no_contacts);
    let contacts = contacts.or(there_are_none.map(|teams| Placed { value: Vec::new(), place: teams.place }));
    let list = "a list: write each under its own header [[disruptions]]";
    let disruptions = f.optional("disruptions", "What goes wrong", |slot| slot.list(list, disruption));
    let list = "a list: write each under its own header [[variants]]";
    let variants = f.optional("variants", "Alternatives to hold against this file", |slot| slot.list(list, variant));
    let meaning = "Where numbers come from, by path: [assumptions.\"contacts.enquiries.patience\"]";
    let assumptions = f.optional("assumptions", meaning, assumptions);
    let run = f.optional("run", "How it is run", run);
    Some(Description {
        title,
        calendar: calendar?,
        demand: demand.unwrap_or_default(),
        contacts: contacts?,
        lines: lines.unwrap_or_default(),
        cases: cases.unwrap_or_default(),
        teams: teams?,
        shifts: shifts.unwrap_or_default(),
        clauses: clauses.unwrap_or_default(),
        caseloads: caseloads.map_or_else(Vec::new, |placed| placed.value),
        disruptions: disruptions.unwrap_or_default(),
        variants: variants.unwrap_or_default(),
        assumptions: assumptions.unwrap_or_default(),
        run: run.unwrap_or_default(),
    })
}

fn demand(slot: Slot<'_>) -> Option<DemandKeys> {
    slot.table("[demand]", "{ shared_busyness_cv = 0.05 }", |f| {
        let meaning = "Coefficient of variation of a factor that all contact types share on a day";
        let shared_busyness_cv = f.optional("shared_busyness_cv", meaning, cv).unwrap_or(0.0);
        let meaning =
            "Contact types that are busy on the same days, each group under its own header [demand.together.NAME]";
        let together = f.optional("together", meaning, |slot| slot.named("groups of contact types", together));
        Some(DemandKeys { shared_busyness_cv, together: together.unwrap_or_default() })
    })
}

fn together(name: &str, slot: Slot<'_>) -> Option<TogetherKeys> {
    slot.table("a group of contact types", "{ contacts = [\"enquiries\", \"claims\"], cv = 0.1 }", |f| {
        let contacts = f.required("contacts", "The contact types that share the day's factor, a list", group);
        let cv = f.required("cv", "Coefficient of variation of the day's factor", cv);
        Some(TogetherKeys { name: name.to_owned(), contacts: contacts?, cv: cv? })
    })
}

/// Contact types, at least one and none twice.
fn group(mut slot: Slot<'_>) -> Option<Vec<ContactTypeIndex>> {
    let contacts = slot.lend().list("a list of contact types", contact_reference)?;
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
    slot.table("shared lines", "{ capacity = 480, contacts = [\"enquiries\"] }", |f| {
        let capacity = f.required("capacity", "Most contacts present at once", count(1, 100_000_000));
        let contacts = f.required("contacts", "The contact types that share them, a list", |slot| {
            slot.list("a list of contact types", contact_reference)
        });
        Some(LinesKeys { name: name.to_owned(), capacity: capacity?, contacts: contacts? })
    })
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
