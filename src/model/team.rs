use crate::random::unit_gamma_quantile;
use crate::units::{Fraction, Instant};

use super::{CaseEntry, ContactTypeIndex, Rotation, Workforce};

/// Agents of one site and terms, able to take the same contacts.
#[derive(Clone, Debug)]
pub struct Team {
    /// Its name in the scenario file.
    pub name: String,
    /// What it is called in charts and tables.
    pub title: String,
    /// Where it sits, if the file says so.
    pub site: Option<String>,
    /// What it takes.
    pub takes: Vec<Entry>,
    /// The cases it works on.
    pub cases: Vec<CaseEntry>,
    /// How its agents move between contacts and cases. If `None`, a team that takes contacts does no cases, and a team that takes
    /// none does nothing but cases.
    pub rotation: Option<Rotation>,
    /// Agents rostered, in order of time. Before the first step, and while the centre is closed, nobody.
    pub staffing: Vec<StaffStep>,
    /// Chance that an agent is away on a day, independently of the others.
    pub absence: Fraction,
    /// The share of the agents on duty who are really ready for contacts.
    pub available: Fraction,
    /// Handling time factor, in order of time; 1 before the first step.
    pub pace: Vec<PaceStep>,
    /// Who goes when the number of agents falls, if anybody said so; who finishes first, otherwise.
    pub when_agents_fall: Option<WhenAgentsFall>,
    /// Coefficient of variation of the day's factor on the agents rostered (gamma, mean 1), common to the team; 0 is none.
    pub strength_cv: f64,
    /// Coefficient of variation of the day's factor on its handling time (gamma, mean 1), common to the team; 0 is none.
    pub pace_cv: f64,
    /// Its people one by one; if `None`, the team is a number of agents.
    pub people: Option<Workforce>,
}

/// Who goes home when the number of agents falls. Idle agents go at once; this is about the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenAgentsFall {
    /// Whoever finishes a contact first.
    FirstFree,
    /// Those chosen at that moment, each after the contact in hand.
    Named,
}

/// One kind of work a team takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The kind of work.
    pub contact_type: ContactTypeIndex,
    /// Lower numbers are taken first.
    pub priority: u32,
    /// Handling time factor of this team for this work.
    pub handling: f64,
    /// Factor on the chance of settling the need.
    pub resolves: f64,
    /// The team takes this work only while more than this many of its agents are idle.
    pub reserve: u32,
}

/// From `at` on, this many agents are rostered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StaffStep {
    /// When it takes effect.
    pub at: Instant,
    /// Agents on the roster.
    pub rostered: u32,
    /// The chance, below 1, that there is one more of them on a day: of 3.8 agents, 0.8.
    pub part: f64,
    /// Share of them out, by strike, walkout, closure or absence.
    pub out: Fraction,
}

/// From `at` on, handling takes `factor` times as long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaceStep {
    /// When it takes effect.
    pub at: Instant,
    /// The factor, above 0.
    pub factor: f64,
}

impl StaffStep {
    /// The step with this number of agents, whose part beyond whole ones is the chance of one more.
    #[must_use]
    pub fn with_agents(self, number: f64) -> Self {
        Self { rostered: number as u32, part: number.fract(), ..self }
    }

    /// Agents on the roster, on average over days.
    #[must_use]
    pub fn agents(&self) -> f64 {
        f64::from(self.rostered) + self.part
    }

    /// The same step on a day on which the team is `factor` times as strong. One more is there whose `draw`, uniform from 0 to 1, lies
    /// below the part beyond whole agents.
    #[must_use]
    pub fn on_day(&self, factor: f64, draw: f64) -> Self {
        let whole = self.with_agents(self.agents() * factor);
        Self { rostered: whole.rostered + u32::from(draw < whole.part), part: 0.0, ..*self }
    }

    /// The same step on the day on which the most agents come.
    fn at_most(&self, strength_cv: f64) -> Self {
        if self.part == 0.0 && strength_cv == 0.0 { *self } else { self.on_day(factor_of_day(strength_cv, 1.0), 0.0) }
    }
}

/// The largest share of days that a factor of the day is drawn from: on one in 10⁹ it would be larger.
const GREATEST_DRAW: f64 = 1.0 - 1e-9;

/// A day's factor with mean 1 and this coefficient of variation, by its uniform draw.
#[must_use]
pub fn factor_of_day(cv: f64, draw: f64) -> f64 {
    if cv == 0.0 { 1.0 } else { unit_gamma_quantile(cv, draw.min(GREATEST_DRAW)) }
}

impl Team {
    /// Whether the number on its roster differs from day to day.
    #[must_use]
    pub fn strength_varies(&self) -> bool {
        self.strength_cv > 0.0 || self.staffing.iter().any(|step| step.part > 0.0)
    }

    /// Agents on duty under `step` when `away` of those rostered are away. Those who are out are a share of the others, rounded.
    ///
    /// # Panics
    ///
    /// In debug builds, if more are away than are rostered.
    #[must_use]
    pub fn on_duty(&self, step: &StaffStep, away: u32) -> u32 {
        debug_assert!(away <= step.rostered);
        let present = step.rostered - away;
        present - (f64::from(present) * step.out.get()).round() as u32
    }

    /// How many of `on_duty` agents are really ready for contacts: a share of them, rounded.
    #[must_use]
    pub fn ready(&self, on_duty: u32) -> u32 {
        (f64::from(on_duty) * self.available.get()).round() as u32
    }

    /// Whether its people answer contacts by their shifts.
    #[must_use]
    pub fn has_shifts(&self) -> bool {
        self.people.as_ref().is_some_and(Workforce::has_shifts)
    }

    /// The factor on the hazard of leaving that comes from taking turns at cases.
    #[must_use]
    pub fn leaving_factor_of_rotation(&self) -> f64 {
        self.rotation.filter(Rotation::takes_turns).map_or(1.0, |rotation| rotation.leaving)
    }

    /// Most agents that are ready at once on a day of usual strength, a part of an agent counted whole.
    #[must_use]
    pub fn most_agents_usually(&self) -> u32 {
        if self.strength_cv == 0.0 {
            return self.most_agents();
        }
        let usual = |step: &StaffStep| self.ready(self.on_duty(&step.at_most(0.0), 0));
        self.staffing.iter().map(usual).max().unwrap_or(0)
    }

    /// Most agents that can be ready at once.
    #[must_use]
    pub fn most_agents(&self) -> u32 {
        if let Some(people) = self.people.as_ref().filter(|people| people.has_shifts()) {
            return people.places();
        }
        let most = |step: &StaffStep| self.ready(self.on_duty(&step.at_most(self.strength_cv), 0));
        self.staffing.iter().map(most).max().unwrap_or(0)
    }
}
