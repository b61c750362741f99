use crate::decode::{Fields, Placed, Slot, Value, count, csv_file::Rows, factor, placed, positive_share, share, words};
use crate::model::{ContactTypeIndex, Entry};
use crate::units::Fraction;

use super::arrivals::interval_file;
use super::cases::{CaseEntryKeys, cases_of_team};
use super::contact::LAST_PRIORITY;
use super::counts::number_of_agents;
use super::people::{PeopleKeys, people};
use super::recruits::Work;
use super::reference::contact_reference;
use super::rotation::{RotationKeys, rotation};

/// A table `[teams.NAME]`.
pub(super) struct TeamKeys {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) site: Option<String>,
    pub(super) takes: Vec<EntryKeys>,
    pub(super) cases: Vec<CaseEntryKeys>,
    pub(super) rotation: Option<Placed<RotationKeys>>,
    pub(super) agents: Agents,
    pub(super) available: Fraction,
    pub(super) absence: Fraction,
    /// Its people one by one, instead of `agents`.
    pub(super) people: Option<PeopleKeys>,
}

/// One kind of work a team takes; without a priority, that of the contact type.
pub(super) struct EntryKeys {
    pub(super) entry: Entry,
    pub(super) priority: Option<u32>,
}

/// How many agents a team has.
pub(super) enum Agents {
    /// As many whenever the centre is open.
    Constant(u32),
    /// One number for each interval of the day.
    BySlot(Placed<Vec<u32>>),
    /// From a file.
    File(Rows),
}

/// `[teams.NAME]`.
pub(super) fn team(name: &str, slot: Slot<'_>) -> Option<TeamKeys> {
    slot.table("a team", "{ takes = [\"enquiries\"], agents = 100 }", |f| team_keys(name, f))
}

fn team_keys(name: &str, f: &mut Fields<'_>) -> Option<TeamKeys> {
    let title = f.optional("title", "What it is called in charts and tables", words);
    let site = f.optional("site", "Where it sits", words);
    let meaning = "What it takes, a list of contact types; nothing if left out, for a team that works on cases";
    let takes = if f.has("cases") && !f.has("takes") {
        f.optional("takes", meaning, takes).or(Some(Vec::new()))
    } else {
        f.required_unless("people", "takes", meaning, takes)
    };
    let cases = f.optional("cases", "The cases it works on, a list of kinds", cases_of_team);
    let meaning = "How its agents move between contacts and cases";
    let rotation = f.optional("rotation", meaning, placed(|slot| rotation(name, slot)));
    check_rotation(takes.as_deref(), f);
    let meaning = "Agents on the roster: a number, a list with one number per interval of the day, or { file = … }";
    let agents = f.required_unless("people", "agents", meaning, agents);
    let available =
        f.optional("available", "Share of the agents on duty really ready; 100% if left out", positive_share);
    let absence = f.optional("absence", "Chance that an agent is away on a day; 0% if left out", share);
    let has_people = f.has("people");
    let work = match (f.has("takes"), f.has("cases")) {
        (true, true) => Work::Both,
        (true, false) => Work::Routine,
        (false, _) => Work::Casework,
    };
    let meaning = "The people one by one, instead of `agents`";
    let people = f.optional("people", meaning, |slot| people(name, work, slot));
    f.never_beside("people", &["agents"], "`posts` and `filled` of `people` say how many there are");
    f.never_beside("people", &["available", "absence"], "`shrinkage` of `people` says what keeps them from their work");
    let rotating = rotation.as_ref().filter(|_| people.as_ref().is_some_and(PeopleKeys::might_leave));
    rotating.and_then(|rotation| rotation.value.assumption_of_leaving(name)).into_iter().for_each(|it| f.assume(it));
    check_shifts(people.as_ref(), f);
    if has_people && people.is_none() {
        return None;
    }
    Some(TeamKeys {
        name: name.to_owned(),
        title: title.unwrap_or_else(|| name.replace('_', " ")),
        site,
        takes: takes.or_else(|| has_people.then(Vec::new))?,
        cases: cases.unwrap_or_default(),
        rotation,
        agents: agents.or_else(|| has_people.then_some(Agents::Constant(0)))?,
        available: available.unwrap_or(Fraction::ONE),
        absence: absence.unwrap_or(Fraction::ZERO),
        people,
    })
}

/// People who take contacts or work on cases as they come do so by shifts; those who carry cases of their own, by the week.
fn check_shifts(people: Option<&PeopleKeys>, f: &mut Fields<'_>) {
    let by_the_day = f.has("takes") || f.has("cases");
    if by_the_day && people.is_some_and(|people| !people.has_shifts()) {
        let message = "these people have no shifts: nothing says when they work".to_owned();
        f.refuse(Some("people"), message, "add shifts = [\"early\"], and a header [shifts.early] with its `hours`");
    }
}

/// Refuses a rotation between contacts and cases that lacks one of the two, and the two without a rotation.
fn check_rotation(takes: Option<&[EntryKeys]>, f: &mut Fields<'_>) {
    let takes_contacts = takes.is_some_and(|takes| !takes.is_empty());
    match (takes_contacts && f.has("cases"), f.has("rotation")) {
        (true, false) => {
            let message = "a team with both contacts and cases needs a `rotation`: who does what, and when".to_owned();
            f.refuse(
                Some("cases"),
                message,
                "add `rotation = { policy = \"between_calls\", reserve = 3 }`, or another policy",
            );
        }
        (false, true) => {
            let message = "a rotation is between contacts and cases: this team has only one of the two".to_owned();
            f.refuse(Some("rotation"), message, "add `takes` or `cases`, or take `rotation` away");
        }
        _ => (),
    }
}

fn takes(mut slot: Slot<'_>) -> Option<Vec<EntryKeys>> {
    let entries = slot.lend().list("a list of contact types such as [\"enquiries\"]", entry)?;
    let Slot::Reading(found) = &mut slot else {
        return None;
    };
    if matches!(&found.node.value, Value::Array(items) if items.is_empty()) {
        found.refuse("this team takes nothing", "name a contact type, or take the team away");
    }
    let mut seen = std::collections::HashSet::new();
    if entries.iter().any(|keys| !seen.insert(keys.entry.contact_type)) {
        found.refuse("a contact type stands in it twice", "name each contact type once");
        return None;
    }
    Some(entries)
}

fn entry(slot: Slot<'_>) -> Option<EntryKeys> {
    let plain = |contact_type: ContactTypeIndex| EntryKeys {
        entry: Entry { contact_type, priority: 1, handling: 1.0, resolves: 1.0, reserve: 0 },
        priority: None,
    };
    let mut by_name = |slot: Slot<'_>| contact_reference(slot).map(plain);
    let mut in_full = |slot: Slot<'_>| {
        slot.table("an entry of `takes`", "{ contact = \"claims\", priority = 2 }", |f| {
            let contact = f.required("contact", "The contact type", contact_reference);
            let priority = f.optional(
                "priority",
                "1 is taken before 2; that of the contact type if left out",
                count(1, LAST_PRIORITY),
            );
            let handling = f.optional("handling", "Factor on the handling time; 1 if left out", factor);
            let resolves = f.optional("resolves", "Factor on the chance of settling the need; 1 if left out", factor);
            let meaning = "This team takes this work only while more than this many of its agents are idle";
            let reserve = f.optional("reserve", meaning, number_of_agents);
            let mut keys = plain(contact?);
            keys.priority = priority;
            keys.entry.handling = handling.unwrap_or(1.0);
            keys.entry.resolves = resolves.unwrap_or(1.0);
            keys.entry.reserve = reserve.unwrap_or(0);
            Some(keys)
        })
    };
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    let expected = "a contact type, or { contact = \"claims\", priority = 2 }";
    slot.either(expected, choose, &mut [&mut by_name, &mut in_full])
}

fn agents(slot: Slot<'_>) -> Option<Agents> {
    let expected = "a number, a list with one number per interval, or { file = … }";
    let mut constant = |slot: Slot<'_>| number_of_agents(slot).map(Agents::Constant);
    let mut by_slot = |slot: Slot<'_>| {
        let list = placed(|slot: Slot<'_>| slot.list(expected, number_of_agents));
        list(slot).map(Agents::BySlot)
    };
    let mut from_file = |slot: Slot<'_>| {
        slot.table("`agents`", "{ file = \"agents.csv\" }", |f| {
            let meaning = "CSV file with the columns interval_start and agents";
            f.required("file", meaning, |slot| interval_file(slot, "agents")).map(Agents::File)
        })
    };
    let choose = |value: &Value| match value {
        Value::Integer(_) | Value::Float(_) => Some(0),
        Value::Array(_) => Some(1),
        Value::Table(_) => Some(2),
        _ => None,
    };
    slot.either(expected, choose, &mut [&mut constant, &mut by_slot, &mut from_file])
}
