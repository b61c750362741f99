use std::ops::Range;

use crate::engine::{Answer, Contact, Duty, Observer};
use crate::model::{Calendar, Centre, ContactTypeIndex, TeamIndex};
use crate::units::{Instant, Ticks};

/// What one agent answered in one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgentDay {
    /// Contacts answered.
    pub contacts: u32,
    /// Talk and wrap-up of them, in ticks.
    pub handling: u64,
}

/// What the agents of one team answered in one replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamAgentDays {
    /// By agent, then by day; all agents have the same days.
    pub days: Vec<AgentDay>,
    /// The squares of the contacts' handling times added up, in ticks²: exact, in any order.
    pub squares: u128,
}

/// Which agents, days and contacts are looked at.
#[derive(Clone, Debug)]
pub struct AgentDaysScope {
    teams: Vec<TeamIndex>,
    /// By team of the centre: its agents, as the engine numbers them, and where their days begin in the list of all kept.
    agents: Vec<Option<(Range<u32>, usize)>>,
    contact_type: Option<ContactTypeIndex>,
    /// By day of the horizon, its position among the days kept.
    position_of_day: Vec<Option<usize>>,
    days: usize,
    day_of_interval: Vec<u32>,
    warm_up_ends: Instant,
}

impl AgentDaysScope {
    /// The agents of `teams` on every open day after the warm-up, and what they answer of `contact_type`, or of all types.
    ///
    /// A day that the warm-up reaches into is left out, unless there is no other.
    #[must_use]
    pub fn new(centre: &Centre, teams: &[TeamIndex], contact_type: Option<ContactTypeIndex>) -> Self {
        let calendar = centre.calendar();
        let kept = days_kept(calendar);
        let mut position_of_day = vec![None; calendar.days as usize];
        for (position, &day) in kept.iter().enumerate() {
            position_of_day[day as usize] = Some(position);
        }
        let mut agents = vec![None; centre.teams().len()];
        let (mut first, mut begins) = (0, 0);
        for (index, team) in centre.teams().iter().enumerate() {
            let next = first + team.most_agents();
            if teams.contains(&TeamIndex(index as u32)) {
                agents[index] = Some((first..next, begins));
                begins += (next - first) as usize * kept.len();
            }
            first = next;
        }
        Self {
            teams: teams.to_vec(),
            agents,
            contact_type,
            position_of_day,
            days: kept.len(),
            day_of_interval: calendar.intervals.iter().map(|interval| interval.day).collect(),
            warm_up_ends: calendar.warm_up,
        }
    }

    /// The days kept.
    #[must_use]
    pub fn days(&self) -> usize {
        self.days
    }

    /// Agents times days that a replication keeps.
    #[must_use]
    pub fn agent_days(&self) -> usize {
        let agents = self.agents.iter().flatten().map(|(agents, _)| agents.len());
        agents.sum::<usize>() * self.days
    }
}

/// Open days that begin after the warm-up; if there are none, those on which it ends.
fn days_kept(calendar: &Calendar) -> Vec<u32> {
    let mut open: Vec<(u32, bool)> = Vec::new();
    for interval in &calendar.intervals {
        let counts = calendar.warm_up <= interval.start;
        match open.last_mut() {
            Some((day, whole)) if *day == interval.day => *whole &= counts,
            _ => open.push((interval.day, counts)),
        }
    }
    let whole: Vec<u32> = open.iter().filter(|(_, whole)| *whole).map(|&(day, _)| day).collect();
    let last_open = || open.last().map(|&(day, _)| day).into_iter().collect();
    if whole.is_empty() { last_open() } else { whole }
}

/// Keeps, for every agent and day, the contacts answered and how long they took.
///
/// A contact counts on the day on which it is answered; after closing that is the day before the night.
#[derive(Debug)]
pub struct AgentDaysListener<'a> {
    scope: &'a AgentDaysScope,
    days: Vec<AgentDay>,
    /// By team of the centre.
    squares: Vec<u128>,
    /// Today's position among the days kept.
    today: Option<usize>,
}

impl<'a> AgentDaysListener<'a> {
    /// Ready to measure replications of the centre that `scope` was made for.
    #[must_use]
    pub fn new(scope: &'a AgentDaysScope) -> Self {
        let days = vec![AgentDay::default(); scope.agent_days()];
        Self { scope, days, squares: vec![0; scope.agents.len()], today: None }
    }

    /// What the replication just finished measured, by team in the order asked for. The listener is then ready for the next.
    pub fn finish(&mut self) -> Vec<TeamAgentDays> {
        let of_team = |team: &TeamIndex| {
            let (agents, begins) = self.scope.agents[team.0 as usize].clone().unwrap_or_default();
            let days = self.days[begins..begins + agents.len() * self.scope.days].to_vec();
            TeamAgentDays { days, squares: self.squares[team.0 as usize] }
        };
        let measured = self.scope.teams.iter().map(of_team).collect();
        self.days.fill(AgentDay::default());
        self.squares.fill(0);
        self.today = None;
        measured
    }
}

impl Observer for AgentDaysListener<'_> {
    fn interval_begins(&mut self, _now: Instant, interval: u32) {
        let day = self.scope.day_of_interval[interval as usize];
        self.today = self.scope.position_of_day[day as usize];
    }

    #[inline]
    fn answered(&mut self, now: Instant, contact: &Contact, answer: &Answer) {
        let (Some(today), Some((agents, begins))) = (self.today, &self.scope.agents[answer.team.0 as usize]) else {
            return;
        };
        let looked_at = self.scope.contact_type.is_none_or(|contact_type| contact_type == contact.contact_type);
        if !looked_at || now < self.scope.warm_up_ends {
            return;
        }
        let Ticks(handling) = answer.talk + answer.wrap_up;
        let day = &mut self.days[begins + (answer.agent - agents.start) as usize * self.scope.days + today];
        day.contacts += 1;
        day.handling += handling;
        self.squares[answer.team.0 as usize] += u128::from(handling) * u128::from(handling);
    }

    fn doors_close(&mut self, _now: Instant) {}
    fn staffed(&mut self, _now: Instant, _team: TeamIndex, _duty: Duty, _present: u32) {}
    fn offered(&mut self, _now: Instant, _contact: &Contact) {}
    fn blocked(&mut self, _now: Instant, _contact: &Contact) {}
    fn queued(&mut self, _now: Instant, _contact: &Contact, _waiting: u32) {}
    fn dequeued(&mut self, _now: Instant, _contact_type: ContactTypeIndex, _waiting: u32) {}
    fn released(&mut self, _now: Instant, _team: TeamIndex) {}
    fn abandoned(&mut self, _now: Instant, _contact: &Contact) {}
    fn turned_away(&mut self, _now: Instant, _contact: &Contact) {}
    fn unfinished(&mut self, _now: Instant, _contact: &Contact) {}
    fn settled(&mut self, _now: Instant, _contact: &Contact) {}
    fn unmet(&mut self, _now: Instant, _contact: &Contact) {}
}
