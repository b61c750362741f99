use crate::decode::{Fault, Place, Placed, Rate, Reading, Slot, keys, placed, rate, words};
use crate::model::{CaseHours, Caseload, Team, TeamIndex};
use crate::random::Distribution;

use super::distribution::distribution;
use crate::scenario::counts::MOST_OPEN_CASES;
use crate::scenario::reference::team_reference;
use crate::scenario::staff::contracts::HOURS_IN_WEEK;

/// Most cases per worker that can be asked for.
const MOST_CASES: f64 = 10_000.0;

keys! {
    /// A table `[caseloads.NAME]`.
    pub(crate) struct CaseloadKeys(name: String, place: Place) {
        title: Option<String> = words => optional "What it is called in charts and tables";
        opened: OpenedKeys = opened => required "How many cases are opened, for instance { rate = \"38/week\" }";
        open: Distribution = distribution => required "How long a case stays open, a distribution";
        hours: Placed<CaseHours> = placed(hours)
            => required "The work that a case makes, for instance { per_week = 1.5 }";
        standard: f64 = cases => required "Cases that a full-time worker should carry at most";
        cap: Option<f64> = cases
            => optional "Cases per full-time contract at which a worker gets no other; none if left out";
        full_time_hours: f64 = full_time_hours => or("37") "Hours a week of a full-time contract";
        carried_by: Placed<Vec<TeamIndex>> = placed(teams) => required "The teams whose people carry the cases, a list";
        at_start: Option<AtStartKeys> = at_start
            => optional "Cases open at the start; as many as there are in the long run if left out";
        leaving_load: f64 = leaving_load
            => or("0") "How much likelier leaving becomes for every five cases above the standard";
    }
}

keys! {
    /// How many cases are opened.
    pub(crate) struct OpenedKeys {
        rate: Rate = rate => required "Cases opened, all weeks alike";
    }
}

keys! {
    /// How many cases are open at the start.
    pub(crate) struct AtStartKeys {
        caseload: f64 = cases => required "Open cases per full-time worker";
    }
}

impl CaseloadKeys {
    /// Where it stands, if its cases make people leave.
    pub(crate) fn makes_people_leave(&self) -> Option<Place> {
        (self.leaving_load > 0.0).then_some(self.place)
    }

    fn into_caseload(self) -> Caseload {
        let title = self.title.unwrap_or_else(|| self.name.replace('_', " "));
        Caseload {
            name: self.name,
            title,
            opened_per_week: self.opened.rate.per_week(),
            open: self.open,
            hours: self.hours.value,
            standard: self.standard,
            cap: self.cap,
            full_time_hours: self.full_time_hours,
            carried_by: self.carried_by.value,
            cases_at_start: self.at_start.map(|keys| keys.caseload),
            leaving_load: self.leaving_load,
        }
    }
}

/// `[caseloads.NAME]`.
pub(crate) fn caseload(name: &str, slot: Slot<'_>) -> Option<CaseloadKeys> {
    slot.table("a caseload", "{ opened = …, open = …, standard = 17, … }", |fields| {
        let keys = CaseloadKeys::read(fields, name.to_owned(), fields.place())?;
        let standard = keys.standard;
        if let Some(cap) = keys.cap.filter(|cap| *cap < standard) {
            let message =
                format!("a cap of {cap} keeps workers below the standard of {standard}, which then measures nothing");
            fields.refuse(Some("cap"), message, "raise `cap`, or lower `standard` with it");
            return None;
        }
        Some(keys)
    })
}

fn opened(slot: Slot<'_>) -> Option<OpenedKeys> {
    slot.table("`opened`", "{ rate = \"38/week\" }", OpenedKeys::read)
}

fn teams(slot: Slot<'_>) -> Option<Vec<TeamIndex>> {
    slot.list("a list of teams", team_reference)
}

fn full_time_hours(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number of hours", 0.5, HOURS_IN_WEEK)
}

fn leaving_load(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number such as 0.2", 0.0, 100.0)
}

fn hours(slot: Slot<'_>) -> Option<CaseHours> {
    fn number(slot: Slot<'_>) -> Option<f64> {
        slot.number("a number of hours", 0.0, 10_000.0)
    }
    keys! {
        fn keys() -> CaseHours {
            per_week = number => or("0") "Hours a week while a case is open";
            to_open = number => or("0") "Hours once, when a worker takes a new case up";
            handover = number => or("0") "Hours each time another worker takes a case over";
        }
    }
    slot.table("`hours`", "{ per_week = 1.5, to_open = 12, handover = 3 }", keys)
}

fn at_start(slot: Slot<'_>) -> Option<AtStartKeys> {
    slot.table("`at_start`", "{ caseload = 16 }", AtStartKeys::read)
}

fn cases(slot: Slot<'_>) -> Option<f64> {
    slot.number("a number of cases", 0.0, MOST_CASES)
}

/// The caseloads of the model, reporting what does not fit the teams.
pub(crate) fn caseloads(keys: Vec<CaseloadKeys>, teams: &[Team], reading: &mut Reading) -> Vec<Caseload> {
    let mut carrying: Vec<Option<String>> = vec![None; teams.len()];
    for one in &keys {
        check_carriers(one, teams, &mut carrying, reading);
        check_hours(one, teams, reading);
        check_size(one, reading);
    }
    keys.into_iter().map(CaseloadKeys::into_caseload).collect()
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
    let opened = keys.opened.rate.per_week();
    let in_the_long_run = opened * (keys.open.mean() / Caseload::WEEK_SECONDS);
    if in_the_long_run.max(opened) > f64::from(MOST_OPEN_CASES) {
        let why = format!("`{}` comes to {in_the_long_run:.0} open cases, and 1,000,000 is the most", keys.name);
        reading.report(Fault::new(why).at(keys.place).help("check the unit of `opened`, or the length of `open`"));
    }
}
