//! `[[clauses]]`: what work may ask of a person.

use crate::decode::{Fault, Placed, Reading, Slot, count, duration, keys, placed, words};
use crate::model::{Clause, Rule, Team, TeamIndex};
use crate::units::Seconds;

use crate::scenario::reference::team_reference;

/// Most contacts that a clause counts.
const MOST_CONTACTS: u32 = 1_000_000;
const RULES: [&str; 5] =
    ["contacts_per_day", "contacts_per_week", "contacts_in_a_row", "pause_per_hour", "past_the_end"];

keys! {
    /// An entry of `[[clauses]]`.
    pub(crate) struct ClauseKeys {
        name: Placed<String> = placed(words) => required "What it is called, for instance \"Thirty calls a week\"";
        contacts_per_day: Option<u32> = contacts => optional "At most so many contacts in a day";
        contacts_per_week: Option<u32> = contacts => optional "At most so many contacts in a week from Monday";
        contacts_in_a_row: Option<u32> = contacts
            => optional "At most so many contacts without a pause of `pause` between them";
        pause: Option<Seconds> = some_time => optional "The pause after `contacts_in_a_row`, such as \"2m\"";
        pause_per_hour: Option<Seconds> = part_of_an_hour
            => optional "At least so much time without a contact in every whole hour of a shift, such as \"5m\"";
        past_the_end: Option<Seconds> = duration
            => optional "At most so long past the end of a shift, such as \"10m\"";
        mode: Mode = mode
            => or("check")
               "Whether it is only held against what happens (check), or work is arranged so that it holds (enforce)";
        teams: Option<Placed<Vec<TeamIndex>>> = placed(teams)
            => optional "The teams it is about; all whose people have shifts if left out";
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Check,
    Enforce,
}

/// An entry of `[[clauses]]`.
pub(crate) fn clause(slot: Slot<'_>) -> Option<ClauseKeys> {
    slot.table("a clause", "{ name = \"Thirty calls a week\", contacts_per_week = 30 }", |fields| {
        let keys = ClauseKeys::read(fields);
        fields.exactly_one(&RULES, "one rule to a clause, for instance contacts_per_week = 30")?;
        fields.only_beside("pause", "contacts_in_a_row");
        fields.only_beside("contacts_in_a_row", "pause");
        let keys = keys?;
        if let (Rule::PastTheEnd(_), Mode::Enforce) = (keys.rule()?, keys.mode) {
            let why = "nobody knows beforehand how long a contact takes: this rule can be checked and not enforced";
            let help = "write mode = \"check\"; a clause on contacts or pauses can be enforced";
            fields.refuse(Some("mode"), why.to_owned(), help);
            return None;
        }
        Some(keys)
    })
}

impl ClauseKeys {
    /// The one rule that it states; none where its value is faulty.
    fn rule(&self) -> Option<Rule> {
        let in_a_row = self.contacts_in_a_row.zip(self.pause).map(|(most, pause)| Rule::ContactsInARow { most, pause });
        self.contacts_per_day
            .map(Rule::ContactsPerDay)
            .or(self.contacts_per_week.map(Rule::ContactsPerWeek))
            .or(in_a_row)
            .or(self.pause_per_hour.map(Rule::PausePerHour))
            .or(self.past_the_end.map(Rule::PastTheEnd))
    }
}

fn mode(slot: Slot<'_>) -> Option<Mode> {
    slot.word(&[("check", Mode::Check), ("enforce", Mode::Enforce)])
}

fn teams(slot: Slot<'_>) -> Option<Vec<TeamIndex>> {
    slot.list("a list of teams", team_reference)
}

fn contacts(slot: Slot<'_>) -> Option<u32> {
    count(1, MOST_CONTACTS)(slot)
}

fn some_time(mut slot: Slot<'_>) -> Option<Seconds> {
    let length = duration(slot.lend())?;
    if let (true, Slot::Reading(found)) = (length == Seconds::ZERO, &mut slot) {
        found.refuse("no time at all is no pause", "a time above 0, such as \"2m\"");
        return None;
    }
    Some(length)
}

fn part_of_an_hour(mut slot: Slot<'_>) -> Option<Seconds> {
    let length = some_time(slot.lend())?;
    if let (true, Slot::Reading(found)) = (length.get() >= 3600.0, &mut slot) {
        found.refuse("it leaves no time for a contact", "less than an hour, such as \"5m\"");
        return None;
    }
    Some(length)
}

/// The clauses of the model, reporting those about nobody.
pub(crate) fn clauses(keys: Vec<ClauseKeys>, teams: &[Team], reading: &mut Reading) -> Vec<Clause> {
    let mut seen = std::collections::HashSet::new();
    for one in &keys {
        if !seen.insert(one.name.value.clone()) {
            let fault = Fault::new(format!("two clauses are called \"{}\"", one.name.value)).at(one.name.place);
            reading.report(fault.help("rename one of them"));
        }
    }
    let clause = |keys: ClauseKeys| {
        let teams = concerned(&keys, teams, reading);
        let rule = keys.rule()?;
        Some(Clause { name: keys.name.value, rule, enforced: keys.mode == Mode::Enforce, teams })
    };
    keys.into_iter().filter_map(clause).collect()
}

fn concerned(keys: &ClauseKeys, teams: &[Team], reading: &mut Reading) -> Vec<TeamIndex> {
    let has_shifts = |team: &TeamIndex| teams.get(team.0 as usize).is_some_and(Team::has_shifts);
    let Some(named) = &keys.teams else {
        let all: Vec<TeamIndex> = (0..teams.len() as u32).map(TeamIndex).filter(has_shifts).collect();
        if all.is_empty() {
            let fault = Fault::new(format!("\"{}\" is about nobody: no team has people with shifts", keys.name.value));
            reading.report(fault.at(keys.name.place).help(PEOPLE));
        }
        return all;
    };
    if named.value.is_empty() {
        let fault = Fault::new(format!("\"{}\" is about nobody: no team is named", keys.name.value)).at(named.place);
        reading.report(fault.help("name one, or leave `teams` out for all whose people have shifts"));
    }
    for team in named.value.iter().filter(|team| !has_shifts(team)) {
        let Some(team) = teams.get(team.0 as usize) else { continue };
        let why = format!("\"{}\" is about `{}`, which has no people with shifts", keys.name.value, team.name);
        reading.report(Fault::new(why).at(named.place).help(PEOPLE));
    }
    named.value.clone()
}

const PEOPLE: &str = "clauses are about persons: describe them under a header [teams.NAME.people], with `shifts`";
