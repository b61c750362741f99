use crate::decode::{Fault, Fields, Place, Placed, Rate, Reading, Slot, placed, rate, words};
use crate::model::{CaseHours, Caseload, Team, TeamIndex};
use crate::random::Distribution;

use super::contracts::HOURS_IN_WEEK;
use super::counts::MOST_OPEN_CASES;
use super::distribution::distribution;
use super::reference::team_reference;

/// Most cases per worker that can be asked for.
const MOST_CASES: f64 = 10_000.0;

/// A table `[caseloads.NAME]`.
pub(super) struct CaseloadKeys {
    name: String,
    place: Place,
    title: String,
    opened_per_week: f64,
    open: Distribution,
    hours: Placed<CaseHours>,
    standard: f64,
    cap: Option<f64>,
    full_time_hours: f64,
    carried_by: Placed<Vec<TeamIndex>>,
    cases_at_start: Option<f64>,
    leaving_load: f64,
}

impl CaseloadKeys {
    /// Where it stands, if its cases make people leave.
    pub(super) fn makes_people_leave(&self) -> Option<Place> {
        (self.leaving_load > 0.0).then_some(self.place)
    }
}

/// `[caseloads.NAME]`.
pub(super) fn caseload(name: &str, slot: Slot<'_>) -> Option<CaseloadKeys> {
    let place = slot.place();
    slot.table("a caseload", "{ opened = …, open = …, standard = 17, … }", |f| caseload_keys(name, place, f))
}

fn caseload_keys(name: &str, place: Option<Place>, f: &mut Fields<'_>) -> Option<CaseloadKeys> {
    let title = f.optional("title", "What it is called in charts and tables", words);
    let opened = f.required("opened", "How many cases are opened, for instance { rate = \"38/week\" }", opened);
    let open = f.required("open", "How long a case stays open, a distribution", distribution);
    let hours = f.required("hours", "The work that a case makes, for instance { per_week = 1.5 }", placed(hours));
    let standard = f.required("standard", "Cases that a full-time worker should carry at most", cases);
    let cap =
        f.optional("cap", "Cases per full-time contract at which a worker gets no other; none if left out", cases);
    let meaning = "Hours a week of a full-time contract; 37 if left out";
    let full_time_hours =
        f.optional("full_time_hours", meaning, |slot| slot.number("a number of hours", 0.5, HOURS_IN_WEEK));
    let meaning = "The teams whose people carry the cases, a list";
    let carried_by = f.required("carried_by", meaning, placed(|slot| slot.list("a list of teams", team_reference)));
    let meaning = "Cases open at the start; as many as there are in the long run if left out";
    let at_start = f.optional("at_start", meaning, at_start);
    let meaning = "How much likelier leaving becomes for every five cases above the standard; 0 if left out";
    let leaving_load = f.optional("leaving_load", meaning, |slot| slot.number("a number such as 0.2", 0.0, 100.0));
    let (standard, cap) = (standard?, cap);
    if let Some(cap) = cap.filter(|cap| *cap < standard) {
        let message =
            format!("a cap of {cap} keeps workers below the standard of {standard}, which then measures nothing");
        f.refuse(Some("cap"), message, "raise `cap`, or lower `standard` with it");
        return None;
    }
    Some(CaseloadKeys {
        name: name.to_owned(),
        place: place?,
        title: title.unwrap_or_else(|| name.replace('_', " ")),
        opened_per_week: opened?.per_week(),
        open: open?,
        hours: hours?,
        standard,
        cap,
        full_time_hours: full_time_hours.unwrap_or(37.0),
        carried_by: carried_by?,
        cases_at_start: at_start,
        leaving_load: leaving_load.unwrap_or(0.0),
    })
}

fn opened(slot: Slot<'_>) -> Option<Rate> {
    slot.table("`opened`", "{ rate = \"38/week\" }", |f| f.required("rate", "Cases opened, all weeks alike", rate))
}

fn hours(slot: Slot<'_>) -> Option<CaseHours> {
    slot.table("`hours`", "{ per_week = 1.5, to_open = 12, handover = 3 }", |f| {
        let number = |slot: Slot<'_>| slot.number("a number of hours", 0.0, 10_000.0);
        let per_week = f.optional("per_week", "Hours a week while a case is open; 0 if left out", number);
        let to_open = f.optional("to_open", "Hours once, when a worker takes a new case up; 0 if left out", number);
        let meaning = "Hours each time another worker takes a case over; 0 if left out";
        let handover = f.optional("handover", meaning, number);
        Some(CaseHours {
            per_week: per_week.unwrap_or(0.0),
            to_open: to_open.unwrap_or(0.0),
            handover: handover.unwrap_or(0.0),
        })
    })
}

fn at_start(slot: Slot<'_>) -> Option<f64> {
    slot.table("`at_start`", "{ caseload = 16 }", |f| {
        f.required("caseload", "Open cases per full-time worker", |slot| {
            slot.number("a number of cases", 0.0, MOST_CASES)
        })
    })
}

fn cases(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number of cases", 0.0, MOST_CASES)
}

/// The caseloads of the model, reporting what does not fit the teams.
pub(super) fn caseloads(keys: Vec<CaseloadKeys>, teams: &[Team], reading: &mut Reading) -> Vec<Caseload> {
    let mut carrying: Vec<Option<String>> = vec![None; teams.len()];
    for one in &keys {
        check_carriers(one, teams, &mut carrying, reading);
        check_hours(one, teams, reading);
        check_size(one, reading);
    }
    keys.into_iter().map(caseload_of).collect()
}

fn check_carriers(keys: &CaseloadKeys, teams: &[Team], carrying: &mut [Option<String>], reading: &mut Reading) {
    let mut refuse = |why: String, help: &str| reading.report(Fault::new(why).at(keys.carried_by.place).help(help));
    if keys.carried_by.value.is_empty() {
        refuse(format!("nobody carries `{}`", keys.name), "name a team with `people`");
    }
    for team in &keys.carried_by.value {
        let index = team.0 as usize;
        let Some(carrier) = teams.get(index) else { continue };
        let name = &carrier.name;
        if carrier.people.is_none() {
            let why = format!("`{name}` has no people to carry `{}`", keys.name);
            refuse(why, "say who they are under the header [teams.NAME.people]");
        } else if carrier.has_shifts() {
            let why = format!("the people of `{name}` work by shifts, and cannot carry `{}` by the week", keys.name);
            refuse(why, "make a team of its own of those who carry it, without `takes`, `cases` and `shifts`");
        } else if let Some(other) = carrying[index].replace(keys.name.clone()) {
            let why = format!("`{name}` carries `{other}` already");
            refuse(why, "a team carries one caseload: name it once, or split the team in two");
        }
    }
}

/// Refuses cases that need more hours than any worker has.
fn check_hours(keys: &CaseloadKeys, teams: &[Team], reading: &mut Reading) {
    let carriers = keys.carried_by.value.iter().filter_map(|team| teams.get(team.0 as usize)?.people.as_ref());
    let most = carriers.map(|people| people.hours_for_cases(people.hours_per_week())).fold(0.0, f64::max);
    let needed = keys.hours.value.per_week;
    if most > 0.0 && most < needed {
        let why = format!(
            "one case would need {needed} hours a week, and no worker has more than {} for cases",
            (most * 100.0).round() / 100.0
        );
        let help = "lower `per_week`, or look at `hours_per_week` and `shrinkage` of the team";
        reading.report(Fault::new(why).at(keys.hours.place).help(help));
    }
}

fn check_size(keys: &CaseloadKeys, reading: &mut Reading) {
    let in_the_long_run = keys.opened_per_week * (keys.open.mean() / Caseload::WEEK_SECONDS);
    if in_the_long_run.max(keys.opened_per_week) > f64::from(MOST_OPEN_CASES) {
        let why = format!("`{}` comes to {in_the_long_run:.0} open cases, and 1,000,000 is the most", keys.name);
        reading.report(Fault::new(why).at(keys.place).help("check the unit of `opened`, or the length of `open`"));
    }
}

fn caseload_of(keys: CaseloadKeys) -> Caseload {
    Caseload {
        name: keys.name,
        title: keys.title,
        opened_per_week: keys.opened_per_week,
        open: keys.open,
        hours: keys.hours.value,
        standard: keys.standard,
        cap: keys.cap,
        full_time_hours: keys.full_time_hours,
        carried_by: keys.carried_by.value,
        cases_at_start: keys.cases_at_start,
        leaving_load: keys.leaving_load,
    }
}
