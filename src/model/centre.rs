use thiserror::Error;

use crate::units::Instant;

use super::{
    Calendar, CaseKind, Caseload, CaseloadIndex, Clause, ContactGroup, ContactType, ContactTypeIndex, Regime, Team,
    TeamIndex, Tier, Workforce,
};

/// Lines shared by one or more contact types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineGroup {
    /// Its name, or that of the contact type it belongs to.
    pub name: String,
    /// Most contacts present at once, waiting or talking.
    pub capacity: u32,
}

/// Something that goes wrong for a while, kept for charts. Teams and demands hold its effects.
#[derive(Clone, Debug, PartialEq)]
pub struct Disruption {
    /// What it is, in words: `"strike, 70%"`.
    pub label: String,
    /// When it begins.
    pub from: Instant,
    /// When it is over.
    pub until: Instant,
}

/// What a centre is made of, unchecked.
#[derive(Clone, Debug)]
pub struct CentreParts {
    /// What the scenario is called.
    pub title: String,
    /// When it is open.
    pub calendar: Calendar,
    /// The kinds of work.
    pub contact_types: Vec<ContactType>,
    /// Contact types that are reported as one line.
    pub groups: Vec<ContactGroup>,
    /// The kinds of case.
    pub case_kinds: Vec<CaseKind>,
    /// The teams.
    pub teams: Vec<Team>,
    /// The lines.
    pub line_groups: Vec<LineGroup>,
    /// Coefficient of variation of the day factor all contact types share; 0 is none.
    pub shared_busyness_cv: f64,
    /// What goes wrong.
    pub disruptions: Vec<Disruption>,
    /// Cases that belong to one worker each.
    pub caseloads: Vec<Caseload>,
    /// Rules about what work may ask of a person.
    pub clauses: Vec<Clause>,
}

/// A contact centre whose every reference leads somewhere.
#[derive(Clone, Debug)]
pub struct Centre(CentreParts);

/// Why parts do not make a centre. A faulty scenario file is refused earlier, in words of its own.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    /// An index leads nowhere.
    #[error("{0} refers to something that does not exist")]
    DanglingIndex(String),
    /// Steps, segments or intervals are out of order or overlap.
    #[error("{0} is not in order of time")]
    OutOfOrder(String),
    /// A route names a team that does not take the contact, names it twice, or is empty.
    #[error("the route of {0} names a team twice, one that does not take it, or none")]
    BadRoute(String),
    /// There is nothing to simulate.
    #[error(
        "a centre needs at least one contact type, kind of case, caseload or team with people, one team and one open interval"
    )]
    Empty,
    /// A factor is not a finite number above zero, or a spread is negative.
    #[error("{0} has a factor that is not a finite number above zero")]
    BadFactor(String),
    /// A caseload is carried by nobody, by a team without people, or by a team that another caseload has.
    #[error("{0} is not carried by people of its own")]
    NotCarried(String),
    /// The numbers of a team's people contradict each other.
    #[error("the people of {0} do not add up")]
    BadWorkforce(String),
}

impl Centre {
    /// Checks the parts and makes them a centre.
    ///
    /// # Errors
    ///
    /// A [`ModelError`] naming the first part at fault.
    pub fn new(parts: CentreParts) -> Result<Self, ModelError> {
        let nobody = parts.teams.iter().all(|team| team.people.is_none());
        let no_work = parts.contact_types.is_empty() && parts.case_kinds.is_empty() && parts.caseloads.is_empty();
        let nothing_to_do = no_work && nobody;
        let empty = nothing_to_do || parts.teams.is_empty() || parts.calendar.intervals.is_empty();
        if empty {
            return Err(ModelError::Empty);
        }
        check_calendar(&parts.calendar)?;
        for contact_type in &parts.contact_types {
            check_contact_type(contact_type, &parts)?;
        }
        for team in &parts.teams {
            check_team(team, &parts)?;
        }
        let dangles = |group: &&ContactGroup| {
            group.contacts.iter().any(|index| parts.contact_types.get(index.0 as usize).is_none())
        };
        if let Some(group) = parts.groups.iter().find(dangles) {
            return Err(ModelError::DanglingIndex(group.name.clone()));
        }
        check_caseloads(&parts)?;
        Ok(Self(parts))
    }

    /// What the scenario is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// When it is open.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.0.calendar
    }

    /// The kinds of work, in the order of the file.
    #[must_use]
    pub fn contact_types(&self) -> &[ContactType] {
        &self.0.contact_types
    }

    /// The kinds of case, in the order of the file.
    #[must_use]
    pub fn case_kinds(&self) -> &[CaseKind] {
        &self.0.case_kinds
    }

    /// The teams, in the order of the file.
    #[must_use]
    pub fn teams(&self) -> &[Team] {
        &self.0.teams
    }

    /// The same centre with `factor` times the agents of every team at every time, rounded to whole agents where they are whole.
    ///
    /// # Panics
    ///
    /// If `factor` is not a finite number above zero.
    #[must_use]
    pub fn staffed(&self, factor: f64) -> Self {
        assert!(factor.is_finite() && 0.0 < factor, "agents are multiplied by a number above zero");
        let mut parts = self.0.clone();
        for step in parts.teams.iter_mut().flat_map(|team| &mut team.staffing) {
            let agents = step.agents() * factor;
            *step = step.with_agents(if step.part > 0.0 { agents } else { agents.round() });
        }
        Self(parts)
    }

    /// The same centre in which load makes nobody ill and makes nobody leave; `None` if load does neither in this one.
    #[must_use]
    pub fn without_load_feedback(&self) -> Option<Self> {
        let mut parts = self.0.clone();
        let loads = parts.teams.iter_mut().filter_map(|team| team.people.as_mut()?.load.take());
        (loads.count() > 0).then_some(Self(parts))
    }

    /// The same centre with its clauses only checked; `None` if none is enforced in this one.
    #[must_use]
    pub fn with_clauses_not_enforced(&self) -> Option<Self> {
        let mut parts = self.0.clone();
        let enforced = parts.clauses.iter_mut().map(|clause| std::mem::take(&mut clause.enforced));
        (enforced.filter(|enforced| *enforced).count() > 0).then_some(Self(parts))
    }

    /// The same centre in which recruits know the work from their first day on the floor.
    #[must_use]
    pub fn with_nothing_to_learn(&self) -> Self {
        let mut parts = self.0.clone();
        let people = parts.teams.iter_mut().filter_map(|team| team.people.as_mut());
        people
            .filter_map(|people| people.learning.as_mut())
            .for_each(|learning| *learning = learning.with_nothing_to_learn());
        Self(parts)
    }

    /// The same centre without clauses.
    #[must_use]
    pub fn without_clauses(&self) -> Self {
        Self(CentreParts { clauses: Vec::new(), ..self.0.clone() })
    }

    /// The same centre with nothing but its people: no contacts, no cases, and no teams that are numbers of agents. Rotations are kept,
    /// because they make people stay longer.
    #[must_use]
    pub fn with_people_alone(&self) -> Self {
        let with_people = self.0.teams.iter().filter(|team| team.people.is_some());
        let teams = with_people.map(|team| Team { takes: Vec::new(), cases: Vec::new(), ..team.clone() });
        Self(CentreParts {
            title: self.0.title.clone(),
            calendar: self.0.calendar.clone(),
            contact_types: Vec::new(),
            groups: Vec::new(),
            case_kinds: Vec::new(),
            teams: teams.collect(),
            line_groups: Vec::new(),
            shared_busyness_cv: 0.0,
            disruptions: self.0.disruptions.clone(),
            caseloads: Vec::new(),
            clauses: Vec::new(),
        })
    }

    /// Contact types that are reported as one line, in the order of the file.
    #[must_use]
    pub fn groups(&self) -> &[ContactGroup] {
        &self.0.groups
    }

    /// The most agents rostered at once, if every team has its most at the same time.
    #[must_use]
    pub fn most_rostered(&self) -> u64 {
        let most = |team: &Team| team.staffing.iter().map(|step| step.agents().ceil() as u64).max().unwrap_or(0);
        self.teams().iter().map(most).sum()
    }

    /// The lines.
    #[must_use]
    pub fn line_groups(&self) -> &[LineGroup] {
        &self.0.line_groups
    }

    /// Coefficient of variation of the day factor that all contact types share.
    #[must_use]
    pub fn shared_busyness_cv(&self) -> f64 {
        self.0.shared_busyness_cv
    }

    /// Cases that belong to one worker each, in the order of the file.
    #[must_use]
    pub fn caseloads(&self) -> &[Caseload] {
        &self.0.caseloads
    }

    /// Rules about what work may ask of a person, in the order of the file.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.0.clauses
    }

    /// Whether any team has people one by one.
    #[must_use]
    pub fn has_people(&self) -> bool {
        self.0.teams.iter().any(|team| team.people.is_some())
    }

    /// What goes wrong, in the order of the file.
    #[must_use]
    pub fn disruptions(&self) -> &[Disruption] {
        &self.0.disruptions
    }
}

fn check_calendar(calendar: &Calendar) -> Result<(), ModelError> {
    let intervals = &calendar.intervals;
    let in_order = intervals.iter().all(|interval| interval.start < interval.end)
        && intervals.windows(2).all(|pair| pair[0].end <= pair[1].start)
        && intervals.last().is_none_or(|last| last.end <= calendar.horizon);
    let slots_exist = intervals.iter().all(|interval| (interval.slot as usize) < calendar.day_slots.len());
    if !in_order {
        return Err(ModelError::OutOfOrder("the calendar".into()));
    }
    if !slots_exist {
        return Err(ModelError::DanglingIndex("an interval".into()));
    }
    Ok(())
}

fn check_contact_type(contact_type: &ContactType, parts: &CentreParts) -> Result<(), ModelError> {
    let name = &contact_type.name;
    let segments = &contact_type.demand.segments;
    let in_order = segments.iter().all(|segment| segment.start < segment.end)
        && segments.windows(2).all(|pair| pair[0].end <= pair[1].start)
        && contact_type.route.windows(2).all(|pair| pair[0].after <= pair[1].after)
        && contact_type.outages.iter().all(|&(from, until)| from < until);
    if !in_order {
        return Err(ModelError::OutOfOrder(name.clone()));
    }
    let within_intervals = segments.iter().all(|segment| {
        let interval = parts.calendar.intervals.get(segment.interval as usize);
        interval.is_some_and(|interval| interval.start <= segment.start && segment.end <= interval.end)
    });
    let lines_exist = contact_type.lines.iter().all(|lines| (lines.0 as usize) < parts.line_groups.len());
    if !(within_intervals && lines_exist) {
        return Err(ModelError::DanglingIndex(name.clone()));
    }
    let spreads = [contact_type.demand.busyness_cv, contact_type.demand.interval_busyness_cv, parts.shared_busyness_cv];
    let together = contact_type.demand.together.iter().map(|factor| factor.cv);
    let bad_spread = spreads.into_iter().chain(together).any(|cv| !cv.is_finite() || cv < 0.0);
    let bad_regime = |regime: &Regime| !(0.0..=1.0).contains(&regime.until) || !(0.0..=1e9).contains(&regime.factor);
    let bad_spread = bad_spread || contact_type.demand.regimes.iter().any(bad_regime);
    let mean_burst = contact_type.demand.burst.mean();
    if bad_spread || !mean_burst.is_finite() || mean_burst < 1.0 {
        return Err(ModelError::BadFactor(name.clone()));
    }
    check_route(contact_type, parts)
}

fn check_route(contact_type: &ContactType, parts: &CentreParts) -> Result<(), ModelError> {
    let refused = || ModelError::BadRoute(contact_type.name.clone());
    let mut seen = vec![false; parts.teams.len()];
    for team in contact_type.route.iter().flat_map(|tier: &Tier| &tier.teams) {
        let index = team.0 as usize;
        let takes = parts.teams.get(index).ok_or_else(refused)?.takes.iter().any(|entry| {
            parts.contact_types.get(entry.contact_type.0 as usize).is_some_and(|taken| taken.name == contact_type.name)
        });
        if !takes || seen[index] {
            return Err(refused());
        }
        seen[index] = true;
    }
    let empty_tier = contact_type.route.iter().any(|tier| tier.teams.is_empty());
    if contact_type.route.is_empty() || empty_tier { Err(refused()) } else { Ok(()) }
}

fn check_team(team: &Team, parts: &CentreParts) -> Result<(), ModelError> {
    let in_order = team.staffing.windows(2).all(|pair| pair[0].at < pair[1].at)
        && team.pace.windows(2).all(|pair| pair[0].at < pair[1].at);
    if !in_order {
        return Err(ModelError::OutOfOrder(team.name.clone()));
    }
    let exists = |index: ContactTypeIndex| (index.0 as usize) < parts.contact_types.len();
    if !team.takes.iter().all(|entry| exists(entry.contact_type)) {
        return Err(ModelError::DanglingIndex(team.name.clone()));
    }
    let sound = |factor: f64| factor.is_finite() && 0.0 < factor;
    let factors_sound = team.takes.iter().all(|entry| sound(entry.handling) && sound(entry.resolves))
        && team.pace.iter().all(|step| sound(step.factor))
        && team.staffing.iter().all(|step| (0.0..1.0).contains(&step.part))
        && [team.strength_cv, team.pace_cv].iter().all(|cv| (0.0..=1.0).contains(cv));
    if !factors_sound {
        return Err(ModelError::BadFactor(team.name.clone()));
    }
    let adds_up = |people: &Workforce| {
        people.filled <= people.posts
            && people.agency <= people.vacant()
            && (people.agency == 0 || people.agency_hiring.is_some())
    };
    if team.people.as_ref().is_none_or(adds_up) { Ok(()) } else { Err(ModelError::BadWorkforce(team.name.clone())) }
}

fn check_caseloads(parts: &CentreParts) -> Result<(), ModelError> {
    let mut seen = vec![false; parts.teams.len()];
    for caseload in &parts.caseloads {
        let refused = || ModelError::NotCarried(caseload.name.clone());
        for team in &caseload.carried_by {
            let index = team.0 as usize;
            parts.teams.get(index).and_then(|team| team.people.as_ref()).ok_or_else(refused)?;
            if std::mem::replace(&mut seen[index], true) {
                return Err(refused());
            }
        }
        if caseload.carried_by.is_empty() {
            return Err(refused());
        }
    }
    Ok(())
}

impl Centre {
    /// The contact type at `index`.
    #[must_use]
    pub fn contact_type(&self, index: ContactTypeIndex) -> &ContactType {
        &self.0.contact_types[index.0 as usize]
    }

    /// The caseload at `index`.
    #[must_use]
    pub fn caseload(&self, index: CaseloadIndex) -> &Caseload {
        &self.0.caseloads[index.0 as usize]
    }

    /// The team at `index`.
    #[must_use]
    pub fn team(&self, index: TeamIndex) -> &Team {
        &self.0.teams[index.0 as usize]
    }
}
