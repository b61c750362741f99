use crate::decode::{Fields, Placed, Slot, Value, count, factor, keys, placed, positive_share, share, words};
use crate::model::{ContactTypeIndex, Entry, WhenAgentsFall};
use crate::units::Fraction;

use super::agents::{Agents, agents};
use super::people::{PeopleKeys, people};
use super::recruits::Work;
use super::rotation::{RotationKeys, rotation};
use crate::scenario::counts::number_of_agents;
use crate::scenario::reference::contact_reference;
use crate::scenario::work::cases::{CaseEntryKeys, cases_of_team};
use crate::scenario::work::priority::LAST_PRIORITY;

keys! {
    /// A table `[teams.NAME]`.
    pub(crate) struct TeamKeys(name: String) with (work: Work) {
        title: Option<String> = words => optional "What it is called in charts and tables";
        site: Option<String> = words => optional "Where it sits";
        takes: Option<Vec<EntryKeys>> = takes
            => required_unless(&["cases", "people"])
               "What it takes, a list of contact types; nothing if left out, for a team that works on cases";
        cases: Option<Vec<CaseEntryKeys>> = cases_of_team => optional "The cases it works on, a list of kinds";
        rotation: Option<Placed<RotationKeys>> = placed(|slot: Slot<'_>| rotation(&name, slot))
            => optional "How its agents move between contacts and cases";
        agents: Option<Agents> = agents
            => required_unless(&["people"])
               "Agents on the roster: a number, a list with one number per interval of the day, or { file = … }";
        available: Fraction = positive_share => or("100%") "Share of the agents on duty really ready";
        absence: Fraction = share => or("0%") "Chance that an agent is away on a day";
        when_agents_fall: Option<WhenAgentsFall> = when_agents_fall
            => optional
               "Who goes when the number of agents falls: whoever is free first (first_free, if left out), or fixed agents (named)";
        strength_cv: f64 = cv_of_day
            => or("0") "Coefficient of variation of a factor on the agents rostered, which the whole team has on a day";
        pace_cv: f64 = cv_of_day
            => or("0") "Coefficient of variation of a factor on the time that work takes, which the whole team has on a day";
        people: Option<PeopleKeys> = |slot| people(&name, work, slot)
            => optional "The people one by one, instead of `agents`";
    }
}

keys! {
    /// One kind of work that a team takes.
    pub(crate) struct EntryKeys {
        contact: ContactTypeIndex = contact_reference => required "The contact type";
        priority: Option<u32> = count(1, LAST_PRIORITY)
            => optional "1 is taken before 2; that of the contact type if left out";
        handling: f64 = factor => or("1") "Factor on the handling time";
        resolves: f64 = factor => or("1") "Factor on the chance of settling the need";
        reserve: u32 = number_of_agents
            => or("0") "This team takes this work only while more than this many of its agents are idle";
    }
}

/// `[teams.NAME]`.
pub(crate) fn team(name: &str, slot: Slot<'_>) -> Option<TeamKeys> {
    slot.table("a team", "{ takes = [\"enquiries\"], agents = 100 }", |fields| {
        let keys = TeamKeys::read(fields, name.to_owned(), work(fields));
        let help = "`posts` and `filled` of `people` say how many there are";
        fields.never_beside("people", &["agents"], help);
        let help = "`shrinkage` of `people` says what keeps them from their work";
        fields.never_beside("people", &["available", "absence"], help);
        let help = "people with shifts go by name, each at the end of their shift";
        fields.never_beside("people", &["when_agents_fall"], help);
        let help = "`shifts` and `shrinkage` of `people` say who is there; `pace_cv` may stand here";
        fields.never_beside("people", &["strength_cv"], help);
        let keys = keys?;
        check_rotation(&keys, fields);
        if keys.when_agents_fall == Some(WhenAgentsFall::Named) && keys.cases.is_some() {
            let message = "agents at cases go first when the number falls, whoever is named".to_owned();
            fields.refuse(Some("when_agents_fall"), message, "write \"first_free\", or describe `people` with shifts");
        }
        check_shifts(keys.people.as_ref(), fields);
        let rotation = keys.rotation.as_ref().filter(|_| keys.people.as_ref().is_some_and(PeopleKeys::might_leave));
        if let Some(assumed) = rotation.and_then(|rotation| rotation.value.assumption_of_leaving(name)) {
            fields.assume(assumed);
        }
        Some(keys)
    })
}

fn when_agents_fall(slot: Slot<'_>) -> Option<WhenAgentsFall> {
    slot.word(&[("first_free", WhenAgentsFall::FirstFree), ("named", WhenAgentsFall::Named)])
}

/// How much a factor of the day varies that a whole team has.
fn cv_of_day(slot: Slot<'_>) -> Option<f64> {
    slot.number("a coefficient of variation such as 0.05", 0.0, 1.0)
}

/// What its recruits have to learn.
fn work(fields: &Fields<'_>) -> Work {
    match (fields.has("takes"), fields.has("cases")) {
        (true, true) => Work::Both,
        (true, false) => Work::Routine,
        (false, _) => Work::Casework,
    }
}

impl TeamKeys {
    /// What it is called in charts and tables.
    pub(crate) fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| self.name.replace('_', " "))
    }

    /// The contact types it takes.
    pub(crate) fn takes(&self) -> &[EntryKeys] {
        self.takes.as_deref().unwrap_or_default()
    }

    /// The kinds of case it works on.
    pub(crate) fn cases(&self) -> &[CaseEntryKeys] {
        self.cases.as_deref().unwrap_or_default()
    }
}

impl EntryKeys {
    /// The entry of the model, with the priority of the contact type unless the team has one of its own.
    pub(crate) fn entry(&self, usual_priority: u32) -> Entry {
        Entry {
            contact_type: self.contact,
            priority: self.priority.unwrap_or(usual_priority),
            handling: self.handling,
            resolves: self.resolves,
            reserve: self.reserve,
        }
    }
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
fn check_rotation(keys: &TeamKeys, f: &mut Fields<'_>) {
    match (!keys.takes().is_empty() && f.has("cases"), f.has("rotation")) {
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
    if entries.iter().any(|keys| !seen.insert(keys.contact)) {
        found.refuse("a contact type stands in it twice", "name each contact type once");
        return None;
    }
    Some(entries)
}

fn entry(slot: Slot<'_>) -> Option<EntryKeys> {
    let plain = |contact| EntryKeys { contact, priority: None, handling: 1.0, resolves: 1.0, reserve: 0 };
    let mut by_name = |slot: Slot<'_>| contact_reference(slot).map(plain);
    let mut in_full =
        |slot: Slot<'_>| slot.table("an entry of `takes`", "{ contact = \"claims\", priority = 2 }", EntryKeys::read);
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Table(_) => Some(1),
        _ => None,
    };
    let expected = "a contact type, or { contact = \"claims\", priority = 2 }";
    slot.either(expected, choose, &mut [&mut by_name, &mut in_full])
}
