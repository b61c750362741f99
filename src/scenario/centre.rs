use crate::decode::{Fault, Placed, Reading};
use crate::model::{
    CaseEntry, CaseKind, CaseKindIndex, Centre, CentreParts, Concerns, ContactGroup, ContactType, ContactTypeIndex,
    Disruption, LineGroup, LineGroupIndex, Rotation, SharedFactor, Team, TeamIndex, Tier, group_by_channel,
};
use crate::units::{Fraction, Instant, Seconds};

use super::days::opening::Opening;
use super::description::{DemandKeys, Description, GroupKeys};
use super::disruption::{DisruptionKeys, Effect, Kind};
use super::limits;
use super::oddities;
use super::staff::clauses::clauses;
use super::staff::staffing::{Spell, pace, staffing};
use super::staff::stoppage::Absence;
use super::staff::team::{EntryKeys, TeamKeys};
use super::work::arrivals::Arrivals;
use super::work::caseload::{CaseloadKeys, caseloads};
use super::work::cases::CaseKeys;
use super::work::contact::ContactKeys;
use super::work::demand::{DaysOf, Surge, demand};
use super::work::regimes::regimes;

/// Builds the centre that a file describes, reporting what does not fit together.
///
/// `title` is what a file without a title is called.
pub(super) fn centre(description: Description, title: &str, reading: &mut Reading) -> Option<Centre> {
    let faults_before = reading.fault_count();
    limits::check_intervals(&description, reading)?;
    let opening = Opening::new(&description.calendar, description.run.warm_up, reading);
    let takers = takers(&description);
    check_takers(&description, &takers, reading);
    check_transfers(&description, reading);
    let opening = opening?;
    description.shifts.iter().for_each(|shift| shift.check(&description.calendar.hours.value, reading));
    let incidents = Incidents::new(&description, &opening, reading);
    let line_groups = line_groups(&description);
    let lines_of = lines_by_contact(&description);
    let teams = teams(&description, &opening, &incidents, reading);
    limits::check_agents(&teams, description.teams.place, reading);
    check_detail(&description, reading);
    let case_kinds = case_kinds(&description, &opening, reading);
    let contacts_place = description.contacts_place();
    let groups = contact_groups(&description);
    let caseloads = caseloads(description.caseloads.unwrap_or_default(), &teams, reading);
    let clauses = clauses(description.clauses, &teams, reading);
    let mut contact_types = Vec::new();
    for (position, keys) in
        description.contacts.map_or_else(Vec::new, |contacts| contacts.value).into_iter().enumerate()
    {
        let days = days_of(&description.demand, &keys, ContactTypeIndex(position as u32), reading);
        check_list(&keys, !incidents.surges[position].is_empty(), reading);
        let demand = demand(keys.demand(), days, &opening, &incidents.surges[position], reading);
        let route = route(&keys, &takers[position]);
        let outages = incidents.outages[position].clone();
        let days_in_a_week = opening.days_in_a_week();
        contact_types.extend(
            demand.map(|demand| contact_type(keys, demand, route, lines_of[position].clone(), outages, days_in_a_week)),
        );
    }
    limits::check_contacts(&contact_types, &teams, contacts_place, reading);
    oddities::warn(&contact_types, &teams, &opening.calendar, reading);
    if faults_before != reading.fault_count() {
        return None;
    }
    let groups = if groups.is_empty() { group_by_channel(&contact_types) } else { groups };
    let parts = CentreParts {
        title: description.title.unwrap_or_else(|| title.to_owned()),
        calendar: opening.calendar,
        contact_types,
        groups,
        case_kinds,
        teams,
        line_groups,
        shared_busyness_cv: description.demand.shared_busyness_cv,
        disruptions: incidents.marks,
        caseloads,
        clauses,
    };
    Centre::new(parts)
        .map_err(|error| reading.report(Fault::new(format!("the scenario makes no centre: {error}"))))
        .ok()
}

/// The groups that the file names.
fn contact_groups(description: &Description) -> Vec<ContactGroup> {
    let group = |keys: &GroupKeys| ContactGroup {
        name: keys.name.clone(),
        title: keys.title.clone().unwrap_or_else(|| keys.name.replace('_', " ")),
        contacts: keys.contacts.clone(),
    };
    description.groups.iter().map(group).collect()
}

/// For each contact type, the teams that take it.
fn takers(description: &Description) -> Vec<Vec<TeamIndex>> {
    let mut takers = vec![Vec::new(); description.contacts().len()];
    for (team, keys) in (0..).map(TeamIndex).zip(&description.teams.value) {
        for entry in keys.takes() {
            takers[entry.contact.0 as usize].push(team);
        }
    }
    takers
}

/// Refuses to simulate people alone where there are none, or where what they do bears on them.
fn check_detail(description: &Description, reading: &mut Reading) {
    let people = || description.teams.value.iter().filter_map(|team| team.people.as_ref());
    let Some(place) = description.run.headcount_alone() else { return check_something_to_do(description, reading) };
    if people().next().is_none() {
        let fault = Fault::new("there are no people to count by the day").at(place);
        reading.report(fault.help("describe them under a header [teams.NAME.people], or take `detail` away"));
    }
    for load in people().filter_map(|people| people.load()) {
        let fault = Fault::new("`load` needs the occupancy that contacts make, and `detail = \"headcount\"` has none");
        reading.report(fault.at(load).help("take `load` away, or `detail`"));
    }
    for caseload in description.caseloads.iter().flatten().filter_map(CaseloadKeys::makes_people_leave) {
        let fault =
            Fault::new("`leaving_load` needs the cases that people carry, and `detail = \"headcount\"` has none");
        reading.report(fault.at(caseload).help("take `leaving_load` away, or `detail`"));
    }
}

/// Refuses people with shifts who have nothing to do in them.
fn check_something_to_do(description: &Description, reading: &mut Reading) {
    let nothing = description.contacts.is_none() && description.cases.is_empty() && description.caseloads.is_none();
    if nothing {
        let fault = Fault::new("there is nothing to do: `[cases]` has no kind of case").at(description.teams.place);
        reading.report(fault.help("describe one under the header [cases.NAME], or contacts under [contacts.NAME]"));
    }
    let idle = description.teams.value.iter().filter(|team| team.takes().is_empty() && team.cases().is_empty());
    for people in idle.filter_map(|team| team.people.as_ref()).filter(|people| people.has_shifts()) {
        let fault = Fault::new("these people have shifts, and nothing to do in them").at(people.place());
        let help = "add `takes` or `cases`; people who carry cases of their own work by the week and have no shifts";
        reading.report(fault.help(help));
    }
}

/// What days bring to a contact type: factors that it shares with some others, and regimes.
fn days_of(demand: &DemandKeys, keys: &ContactKeys, contact_type: ContactTypeIndex, reading: &mut Reading) -> DaysOf {
    let having = demand.together.iter().filter(|group| group.contacts.contains(&contact_type));
    let together: Vec<_> = having.map(|group| SharedFactor { name: group.name.clone(), cv: group.cv }).collect();
    let (regimes, mean_factor) = regimes(&demand.days, contact_type);
    let varies = !together.is_empty() || !regimes.is_empty() || demand.shared_busyness_cv > 0.0;
    check_replay(keys, varies, reading);
    DaysOf { together, regimes, mean_factor }
}

/// Refuses to multiply contacts that are known one by one.
fn check_list(keys: &ContactKeys, surges: bool, reading: &mut Reading) {
    if surges && matches!(keys.demand().arrivals.arrivals, Arrivals::List(_)) {
        let why = format!("a surge cannot multiply the contacts of `{}`, which are known one by one", keys.name);
        let help =
            "give them by a file of numbers with `replay`, or name the other contact types in `contacts` of the surge";
        reading.report(Fault::new(why).at(keys.place).help(help));
    }
}

/// Refuses exact numbers of contacts that a factor would change.
fn check_replay(keys: &ContactKeys, days_vary: bool, reading: &mut Reading) {
    let demand = keys.demand();
    let varies = days_vary || demand.busyness.cv > 0.0 || demand.busyness.per_interval_cv > 0.0;
    if demand.arrivals.replay && varies {
        let why =
            format!("as many contacts arrive as the file says, and the busyness of `{}` would change them", keys.name);
        let help = "take `replay` or `list` away, or `busyness` and what `[demand]` says of this contact type";
        reading.report(Fault::new(why).at(keys.place).help(help));
    }
}

fn check_takers(description: &Description, takers: &[Vec<TeamIndex>], reading: &mut Reading) {
    for (keys, takers) in description.contacts().iter().zip(takers) {
        if takers.is_empty() {
            let fault = Fault::new(format!("no team takes `{}`", keys.name)).at(keys.place);
            reading.report(fault.help(format!("add \"{}\" to the `takes` of a team", keys.name)));
        }
        let Some(route) = &keys.route else { continue };
        let routed: std::collections::HashSet<TeamIndex> = takers.iter().copied().collect();
        for team in route.value.iter().flat_map(|tier| &tier.teams).filter(|team| !routed.contains(team)) {
            let team = &description.teams.value[team.0 as usize].name;
            let fault = Fault::new(format!("the route of `{}` names `{team}`, which does not take it", keys.name));
            let help = format!("add \"{}\" to the `takes` of `{team}`, or take `{team}` out of the route", keys.name);
            reading.report(fault.at(route.place).help(help));
        }
    }
}

/// Refuses contacts that are passed on and on without anybody being lost from the circle.
fn check_transfers(description: &Description, reading: &mut Reading) {
    let contacts = description.contacts();
    let onward = |index: usize| {
        let always = contacts[index].transfer.filter(|transfer| transfer.share == Fraction::ONE);
        always.map(|transfer| transfer.to.0 as usize)
    };
    for (start, keys) in contacts.iter().enumerate() {
        let mut passed = vec![keys.name.as_str()];
        let mut next = onward(start);
        while let Some(index) = next.filter(|_| passed.len() <= contacts.len()) {
            passed.push(&contacts[index].name);
            if index == start {
                let circle = passed.join(" → ");
                let fault = Fault::new(format!("contacts are passed on in a circle without end: {circle}"));
                reading.report(fault.at(keys.place).help("make one of the `share`s of `transfer` less than 100%"));
                break;
            }
            next = onward(index);
        }
    }
}

fn route(keys: &ContactKeys, takers: &[TeamIndex]) -> Vec<Tier> {
    match &keys.route {
        Some(route) => route.value.clone(),
        None => vec![Tier { teams: takers.to_vec(), after: Seconds::ZERO }],
    }
}

fn contact_type(
    keys: ContactKeys,
    demand: crate::model::Demand,
    route: Vec<Tier>,
    lines: Vec<LineGroupIndex>,
    outages: Vec<(Instant, Instant)>,
    days_in_a_week: u32,
) -> ContactType {
    let (title, concurrency) = (keys.title(), keys.concurrency());
    ContactType {
        name: keys.name,
        title,
        channel: keys.channel,
        demand,
        talk: keys.talk,
        wrap_up: keys.wrap_up,
        patience: keys.patience,
        balking: keys.balking,
        lines,
        outages,
        after_abandoning: keys.retrial,
        after_blocked: keys.blocked,
        after_turned_away: keys.turned_away,
        outcome: keys.outcome,
        handling_limit: keys.handling_limit,
        aht_target: keys.aht_target,
        rises: keys.priority_rises,
        transfer: keys.transfer,
        callback: keys.callback,
        concurrency,
        due: keys.due.map(|due| due.in_weeks_of(days_in_a_week)),
        route,
        choose: keys.choose,
        service_level: keys.service_level.service_level(),
        also_within: keys.service_level.also_within(),
        cost_to_caller: keys.cost_to_caller,
    }
}

/// The lines of single contact types, then those that several share.
fn line_groups(description: &Description) -> Vec<LineGroup> {
    let own = description.contacts().iter().filter_map(|keys| Some((&keys.name, keys.lines?)));
    let shared = description.lines.iter().map(|lines| (&lines.name, lines.capacity));
    own.chain(shared).map(|(name, capacity)| LineGroup { name: name.clone(), capacity }).collect()
}

fn lines_by_contact(description: &Description) -> Vec<Vec<LineGroupIndex>> {
    let mut groups = (0..).map(LineGroupIndex);
    let own = |keys: &ContactKeys| keys.lines.and_then(|_| groups.next()).into_iter().collect();
    let mut lines: Vec<Vec<LineGroupIndex>> = description.contacts().iter().map(own).collect();
    for (shared, group) in description.lines.iter().zip(groups) {
        for contact in &shared.contacts {
            let held = &mut lines[contact.0 as usize];
            if !held.contains(&group) {
                held.push(group);
            }
        }
    }
    lines
}

fn teams(description: &Description, opening: &Opening, incidents: &Incidents, reading: &mut Reading) -> Vec<Team> {
    let priorities: Vec<u32> = description.contacts().iter().map(|keys| keys.priority).collect();
    let team = |(position, keys): (usize, &TeamKeys)| {
        let takes = |keys: &EntryKeys| {
            let usual = priorities[keys.contact.0 as usize];
            keys.entry(usual)
        };
        let rotation = rotation(keys, opening, reading)?;
        Some(Team {
            name: keys.name.clone(),
            title: keys.title(),
            site: keys.site.clone(),
            takes: keys.takes().iter().map(takes).collect(),
            cases: keys
                .cases()
                .iter()
                .map(|keys| CaseEntry { kind: keys.case, priority: keys.priority, work: keys.work })
                .collect(),
            rotation,
            staffing: match keys.people {
                Some(_) => Vec::new(),
                None => staffing(keys.agents.as_ref()?, opening, &incidents.out[position], reading)?,
            },
            absence: keys.absence,
            when_agents_fall: keys.when_agents_fall,
            available: keys.available,
            pace: pace(&incidents.slower[position], opening.calendar.horizon),
            strength_cv: keys.strength_cv,
            pace_cv: keys.pace_cv,
            people: match &keys.people {
                Some(people) => {
                    if description.run.headcount_alone().is_none() {
                        people.check_weeks(opening, reading);
                    }
                    let absent = &incidents.absent[position];
                    let workforce = people.workforce(&keys.name, &description.shifts, opening, absent, reading)?;
                    people.check_nights(&workforce, rotation.is_some_and(|turns| turns.takes_turns()), reading);
                    Some(workforce)
                }
                None => None,
            },
        })
    };
    description.teams.value.iter().enumerate().filter_map(team).collect()
}

fn rotation(keys: &TeamKeys, opening: &Opening, reading: &mut Reading) -> Option<Option<Rotation>> {
    let Some(Placed { value, place }) = &keys.rotation else { return Some(None) };
    match value.rotation(opening.days_in_a_week()) {
        Ok(rotation) => Some(Some(rotation)),
        Err(why) => {
            reading.report(Fault::new(why).at(*place).help("change one of the two"));
            None
        }
    }
}

fn case_kinds(description: &Description, opening: &Opening, reading: &mut Reading) -> Vec<CaseKind> {
    let mut kinds = Vec::with_capacity(description.cases.len());
    for (kind, keys) in (0..).map(CaseKindIndex).zip(&description.cases) {
        let teams = &description.teams.value;
        if !teams.iter().any(|team| team.cases().iter().any(|entry| entry.case == kind)) {
            let fault = Fault::new(format!("no team works on `{}`", keys.name)).at(keys.place);
            reading.report(fault.help(format!("add `cases = [\"{}\"]` to a team", keys.name)));
        }
        warn_of_chasers(kind, keys, description, reading);
        let demand = keys.demand().map_or_else(
            || Some(crate::model::Demand::default()),
            |demanded| demand(demanded, DaysOf::default(), opening, &[], reading),
        );
        let due = keys.due.map(|due| due.in_weeks_of(opening.days_in_a_week()));
        kinds.extend(demand.map(|demand| CaseKind {
            name: keys.name.clone(),
            title: keys.title(),
            demand,
            work: keys.work.clone(),
            backlog: keys.backlog,
            backlog_age: keys.backlog_age.clone(),
            due,
            order: keys.order,
            chasers: keys.chasers,
        }));
    }
    kinds
}

/// Share of contacts leaving a case from which chasers of that kind would soon feed on each other.
const FEEDING: f64 = 0.5;

/// Chasers leave no case of their own behind: else they would feed themselves.
fn warn_of_chasers(kind: CaseKindIndex, keys: &CaseKeys, description: &Description, reading: &mut Reading) {
    let Some(chasers) = keys.chasers else { return };
    let contact = &description.contacts()[chasers.contact.0 as usize];
    if let Some(left) = contact.outcome.case.filter(|left| left.kind == kind && left.share.get() >= FEEDING) {
        reading.warn(format!(
            "Chasers of `{}` arrive as `{}`, {} of which leave a new case of that kind. Left to themselves they would feed on \
             each other: a contact about a case leaves no further case.",
            keys.name,
            contact.name,
            percent(left.share.get()),
        ));
    }
}

/// What goes wrong, by whom it befalls.
struct Incidents {
    marks: Vec<Disruption>,
    out: Vec<Vec<Spell>>,
    absent: Vec<Vec<Absence>>,
    slower: Vec<Vec<Spell>>,
    outages: Vec<Vec<(Instant, Instant)>>,
    surges: Vec<Vec<Surge>>,
}

impl Incidents {
    fn new(description: &Description, opening: &Opening, reading: &mut Reading) -> Self {
        let (contacts, teams) = (description.contacts().len(), description.teams.value.len());
        let mut incidents = Self {
            marks: Vec::new(),
            out: vec![Vec::new(); teams],
            absent: vec![Vec::new(); teams],
            slower: vec![Vec::new(); teams],
            outages: vec![Vec::new(); contacts],
            surges: vec![Vec::new(); contacts],
        };
        for keys in &description.disruptions {
            if let Some((from, until)) = span(keys, opening, reading) {
                incidents.marks.push(Disruption { label: label(keys, description), from, until });
                incidents.add(keys, from, until);
            }
        }
        for outages in &mut incidents.outages {
            merge(outages);
        }
        incidents
    }

    fn add(&mut self, keys: &DisruptionKeys, from: Instant, until: Instant) {
        match &keys.effect {
            Effect::AgentsOut { share, teams } => {
                let spell = Spell { from, until, number: share.get() };
                each(&mut self.out, teams.as_deref(), |team| team.0, |spells| spells.push(spell));
                let absence = Absence { from, until, share: *share, concerns: concerns(keys.kind.value) };
                each(&mut self.absent, teams.as_deref(), |team| team.0, |absences| absences.push(absence));
            }
            Effect::SlowerWork { factor, teams } => {
                let spell = Spell { from, until, number: *factor };
                each(&mut self.slower, teams.as_deref(), |team| team.0, |spells| spells.push(spell));
            }
            Effect::NoLines { contacts } => {
                each(
                    &mut self.outages,
                    contacts.as_deref(),
                    |contact| contact.0,
                    |outages| outages.push((from, until)),
                );
            }
            Effect::MoreContacts { factor, contacts } => {
                let surge = Surge { from, until, factor: *factor };
                each(&mut self.surges, contacts.as_deref(), |contact| contact.0, |surges| surges.push(surge));
            }
        }
    }
}

/// Agency workers are not party to a dispute; an absence or a closure spares nobody.
fn concerns(kind: Kind) -> Concerns {
    match kind {
        Kind::Strike | Kind::Walkout => Concerns::Permanent,
        Kind::Absence | Kind::Closure | Kind::Outage | Kind::Surge | Kind::WorkToRule | Kind::OvertimeBan => {
            Concerns::Everybody
        }
    }
}

/// Does something to those named, or to all.
fn each<T, I: Copy>(all: &mut [T], named: Option<&[I]>, position: fn(I) -> u32, mut act: impl FnMut(&mut T)) {
    match named {
        None => all.iter_mut().for_each(act),
        Some(named) => named.iter().for_each(|index| act(&mut all[position(*index) as usize])),
    }
}

/// When a disruption begins and ends, cut to the horizon.
pub(super) fn span(keys: &DisruptionKeys, opening: &Opening, reading: &mut Reading) -> Option<(Instant, Instant)> {
    let horizon = opening.calendar.horizon;
    let from = opening.seconds_until(keys.from.value)?;
    let until = from + keys.lasts.get();
    let outside = until <= 0.0 || horizon.seconds() <= from;
    if outside || keys.lasts.get() == 0.0 {
        let (first, last) = (opening.days.first()?.0, opening.days.last()?.0);
        let (why, help) = if outside {
            ("is outside the horizon", format!("the horizon runs from {first} to the end of {last}"))
        } else {
            ("lasts no time at all", "make `lasts` longer".to_owned())
        };
        let fault = Fault::new(format!("the {} {why}", keys.kind.value.label())).at(keys.from.place);
        reading.report(fault.help(help));
        return None;
    }
    Some((Instant::at_seconds(from.max(0.0)), Instant::at_seconds(until).min(horizon)))
}

/// What a disruption is called on a chart: `strike, 70%: Halifax`.
fn label(keys: &DisruptionKeys, description: &Description) -> String {
    if let Some(title) = &keys.title {
        return title.clone();
    }
    let teams_named = |teams: &Option<Vec<TeamIndex>>| {
        let named = teams.as_ref()?.iter().map(|team| description.teams.value[team.0 as usize].title());
        Some(named.collect::<Vec<_>>().join(", "))
    };
    let contacts_named = |contacts: &Option<Vec<ContactTypeIndex>>| {
        let title = |index: &ContactTypeIndex| description.contacts()[index.0 as usize].title();
        Some(contacts.as_ref()?.iter().map(title).collect::<Vec<_>>().join(", "))
    };
    let kind = keys.kind.value.label();
    let (what, whom) = match &keys.effect {
        Effect::AgentsOut { share, teams } => (format!("{kind}, {}", percent(share.get())), teams_named(teams)),
        Effect::NoLines { contacts } => (kind.to_owned(), contacts_named(contacts)),
        Effect::MoreContacts { factor, contacts } => (format!("{kind}, × {factor}"), contacts_named(contacts)),
        Effect::SlowerWork { factor, teams } => (format!("{kind}, × {factor}"), teams_named(teams)),
    };
    whom.map_or(what.clone(), |whom| format!("{what}: {whom}"))
}

fn percent(share: f64) -> String {
    format!("{}%", (share * 1000.0).round() / 10.0)
}

/// Joins times that overlap or touch.
fn merge(times: &mut Vec<(Instant, Instant)>) {
    times.sort_unstable();
    let mut merged: Vec<(Instant, Instant)> = Vec::with_capacity(times.len());
    for &(from, until) in times.iter() {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => merged.push((from, until)),
        }
    }
    *times = merged;
}
