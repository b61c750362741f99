use crate::units::{Instant, Ticks};

use crate::engine::contacts::register::ContactIndex;
use crate::engine::line::{Line, Member, Neighbours};
use crate::engine::plan::Plan;
use crate::model::WhenAgentsFall;

/// The agents: who is off, idle or busy, and who has been idle for longest.
///
/// Agents are numbered over all teams, those of one team together. The idle stand in one line per
/// pool, longest-idle first; a pool is a set of teams that are alike to every route (see [`Plan`]).
#[derive(Clone, Debug)]
pub(crate) struct Floor {
    agents: Vec<Agent>,
    teams: Vec<TeamState>,
    /// By pool, its idle agents.
    pools: Vec<Line>,
    /// Whether each agent goes home after the contact in hand; empty where no team has those named who do.
    going: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Agent {
    pub(crate) team: u32,
    /// In the line of the idle.
    neighbours: Neighbours,
    availability: Availability,
}

#[derive(Clone, Copy, Debug)]
enum Availability {
    Off,
    Idle {
        since: Instant,
    },
    Busy(Serving),
    /// On duty, and not there for contacts.
    Away,
}

/// What a busy agent is doing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Serving {
    pub(crate) contact: ContactIndex,
    pub(crate) phase: Phase,
    pub(crate) wrap_up: Ticks,
}

/// What ends when the agent's present event comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Talk and wrap-up in one.
    Whole,
    /// The talk, and the line it holds; the wrap-up is still to come.
    TalkBefore,
    /// The wrap-up, after the line was given back.
    WrapUp,
    /// The wrap-up of a contact whose customer was passed on, and is not with the agent.
    PassedOn,
    /// A call back that nobody answers: its customer has given up when it began, and is not with the agent.
    Ringing,
    /// One of several contacts in hand; which, is in [`super::chats::Chats`].
    Holding,
}

impl Phase {
    /// Whether the contact is still with the agent.
    pub(crate) fn is_with_agent(self) -> bool {
        !matches!(self, Self::PassedOn | Self::Ringing)
    }
}

#[derive(Clone, Debug)]
struct TeamState {
    pool: u32,
    first_agent: u32,
    /// Agents who should be there.
    wanted: u32,
    /// On duty, or finishing a contact after it.
    present: u32,
    idle: u32,
    off: Vec<u32>,
    /// Of a team whose agents are named who go when the number falls, how many are going; `None` where whoever is free first goes.
    going: Option<u32>,
}

impl Member for Agent {
    #[inline(always)]
    fn neighbours(&self) -> &Neighbours {
        &self.neighbours
    }

    #[inline(always)]
    fn neighbours_mut(&mut self) -> &mut Neighbours {
        &mut self.neighbours
    }
}

impl Agent {
    /// The contact the agent is with; none, if away from contacts.
    ///
    /// # Panics
    ///
    /// If the agent has nothing to do: only who does something has events.
    #[inline]
    pub(crate) fn serving(&self) -> Option<&Serving> {
        match &self.availability {
            Availability::Busy(serving) => Some(serving),
            Availability::Away => None,
            Availability::Off | Availability::Idle { .. } => unreachable!("only a busy agent finishes handling"),
        }
    }

    pub(crate) fn is_idle(&self) -> bool {
        matches!(self.availability, Availability::Idle { .. })
    }

    /// Whether the agent is on duty, or finishing something after it.
    pub(crate) fn is_there(&self) -> bool {
        !matches!(self.availability, Availability::Off)
    }

    /// Whether the agent is on duty, and not there for contacts.
    pub(crate) fn is_away(&self) -> bool {
        matches!(self.availability, Availability::Away)
    }

    /// # Panics
    ///
    /// If the agent is not idle.
    #[inline]
    pub(crate) fn idle_since(&self) -> Instant {
        match self.availability {
            Availability::Idle { since } => since,
            Availability::Off | Availability::Busy(_) | Availability::Away => {
                unreachable!("only the idle stand in line")
            }
        }
    }
}

impl Floor {
    pub(crate) fn new(plan: &Plan) -> Self {
        let pools = vec![Line::EMPTY; plan.pools()];
        let mut floor = Self { agents: Vec::new(), teams: Vec::new(), pools, going: Vec::new() };
        for (team, route_team) in plan.teams().iter().enumerate() {
            let is_named = plan.centre().teams()[team].when_agents_fall == Some(WhenAgentsFall::Named);
            let going = is_named.then_some(0);
            let first_agent = floor.agents.len() as u32;
            let agent = Agent { team: team as u32, neighbours: Neighbours::NONE, availability: Availability::Off };
            floor.agents.resize(floor.agents.len() + route_team.most_agents as usize, agent);
            let off = (first_agent..floor.agents.len() as u32).rev().collect();
            floor.teams.push(TeamState {
                pool: route_team.pool,
                first_agent,
                wanted: 0,
                present: 0,
                idle: 0,
                off,
                going,
            });
        }
        if floor.teams.iter().any(|team| team.going.is_some()) {
            floor.going = vec![false; floor.agents.len()];
        }
        floor
    }

    /// Sends everybody home.
    pub(crate) fn clear(&mut self) {
        self.agents.iter_mut().for_each(|agent| agent.availability = Availability::Off);
        self.pools.fill(Line::EMPTY);
        self.going.fill(false);
        let mut end = self.agents.len() as u32;
        for team in self.teams.iter_mut().rev() {
            (team.wanted, team.present, team.idle, team.going) = (0, 0, 0, team.going.map(|_| 0));
            team.off.clear();
            team.off.extend((team.first_agent..end).rev());
            end = team.first_agent;
        }
    }

    pub(crate) fn agent_count(&self) -> usize {
        self.agents.len()
    }

    #[inline]
    pub(crate) fn agent(&self, agent: u32) -> &Agent {
        &self.agents[agent as usize]
    }

    #[inline]
    pub(crate) fn idle(&self, team: u32) -> u32 {
        self.teams[team as usize].idle
    }

    /// Agents there: on duty, or finishing a contact after it.
    pub(crate) fn present(&self, team: u32) -> u32 {
        self.teams[team as usize].present
    }

    /// The agent of a pool idle for longest.
    #[inline]
    pub(crate) fn first_idle(&self, pool: u32) -> Option<u32> {
        self.pools[pool as usize].first()
    }

    pub(crate) fn idle_in_pool(&self, pool: u32) -> u32 {
        self.teams.iter().filter(|team| team.pool == pool).map(|team| team.idle).sum()
    }

    /// Any idle agent of a pool alike: the `nth` of its line.
    pub(crate) fn nth_idle(&self, pool: u32, nth: u32) -> u32 {
        let mut line = self.pools[pool as usize].iter(&self.agents);
        line.nth(nth as usize).expect("so many of the pool are idle")
    }

    /// Takes an idle agent out of the line, to be busy from now on; says how long the agent had been idle.
    #[inline(always)]
    pub(crate) fn pick_up(&mut self, agent: u32, now: Instant) -> Ticks {
        self.leave_line(agent);
        now.since(self.agents[agent as usize].idle_since())
    }

    /// What a busy agent does from now on.
    #[inline]
    pub(crate) fn serve(&mut self, agent: u32, serving: Serving) {
        self.agents[agent as usize].availability = Availability::Busy(serving);
    }

    /// An agent who is neither idle nor off is away from contacts from now on.
    pub(crate) fn leave_contacts(&mut self, agent: u32) {
        self.agents[agent as usize].availability = Availability::Away;
    }

    /// Somebody with a shift comes: busy for a moment, until given a contact or sent to rest.
    pub(crate) fn come(&mut self, agent: u32) {
        let team = self.agents[agent as usize].team;
        self.teams[team as usize].present += 1;
        self.agents[agent as usize].availability = Availability::Away;
    }

    /// Somebody with a shift, who is not idle, goes.
    pub(crate) fn leave(&mut self, agent: u32) {
        let team = self.agents[agent as usize].team;
        self.teams[team as usize].present -= 1;
        self.agents[agent as usize].availability = Availability::Off;
    }

    /// The first of the team's agents: they are numbered in a row.
    pub(crate) fn first_agent(&self, team: u32) -> u32 {
        self.teams[team as usize].first_agent
    }

    /// Lets the agents come on duty in the order of their numbers, whoever went home last.
    pub(crate) fn come_in_order(&mut self, team: u32) {
        self.teams[team as usize].off.sort_unstable_by(|a, b| b.cmp(a));
    }

    /// A busy agent has nothing more to do and waits for a contact.
    #[inline(always)]
    pub(crate) fn rest(&mut self, agent: u32, now: Instant) {
        let team = self.agents[agent as usize].team;
        let state = &mut self.teams[team as usize];
        state.idle += 1;
        self.pools[state.pool as usize].join(&mut self.agents, agent);
        self.agents[agent as usize].availability = Availability::Idle { since: now };
    }

    /// Whether the team has an agent too many once one of its busy ones has finished.
    #[inline]
    pub(crate) fn has_surplus(&self, team: u32) -> bool {
        let team = &self.teams[team as usize];
        team.present > team.wanted
    }

    /// Whether an agent who has finished goes home, because the team has too many.
    #[inline]
    pub(crate) fn goes_home(&self, agent: u32, team: u32) -> bool {
        self.has_surplus(team) && (self.teams[team as usize].going.is_none() || self.going[agent as usize])
    }

    /// Whether those of the team are named who go home.
    pub(crate) fn names_who_goes(&self, team: u32) -> bool {
        self.teams[team as usize].going.is_some()
    }

    /// How many agents too many the team has.
    pub(crate) fn surplus(&self, team: u32) -> u32 {
        let team = &self.teams[team as usize];
        team.present.saturating_sub(team.wanted)
    }

    /// A busy agent goes home.
    pub(crate) fn go_home(&mut self, agent: u32) {
        let team = &mut self.teams[self.agents[agent as usize].team as usize];
        team.present -= 1;
        team.off.push(agent);
        self.agents[agent as usize].availability = Availability::Off;
        if let Some(going) = team.going.as_mut().filter(|_| std::mem::take(&mut self.going[agent as usize])) {
            *going -= 1;
        }
    }

    /// Sets the number wanted: while there are too many, idle agents go home, the lowest number first. Of a team whose agents are named,
    /// busy ones are to follow after the contact in hand, and stay after all if the number rises again before.
    pub(crate) fn set_wanted(&mut self, team: u32, wanted: u32) {
        self.teams[team as usize].wanted = wanted;
        self.send_home_idle(team);
        if let Some(going) = self.teams[team as usize].going {
            let surplus = self.surplus(team);
            self.name_going(team, going, surplus);
        }
    }

    /// Lets so many of a team's agents be going, where `going` are: the lowest numbers first.
    fn name_going(&mut self, team: u32, going: u32, wanted: u32) {
        let (mut change, name) = (going.abs_diff(wanted), going < wanted);
        let mut agent = self.teams[team as usize].first_agent;
        while change > 0 {
            let is_there =
                !matches!(self.agents[agent as usize].availability, Availability::Off | Availability::Idle { .. });
            if is_there && self.going[agent as usize] != name {
                self.going[agent as usize] = name;
                change -= 1;
            }
            agent += 1;
        }
        self.teams[team as usize].going = Some(wanted);
    }

    fn send_home_idle(&mut self, team: u32) {
        let state = &self.teams[team as usize];
        let too_many = state.present.saturating_sub(state.wanted);
        // Those who are named to go are busy, and go later.
        let mut too_many = too_many.saturating_sub(state.going.unwrap_or(0)).min(state.idle);
        let mut agent = state.first_agent;
        while too_many > 0 {
            if matches!(self.agents[agent as usize].availability, Availability::Idle { .. }) {
                self.leave_line(agent);
                self.agents[agent as usize].availability = Availability::Off;
                let team = &mut self.teams[team as usize];
                team.present -= 1;
                team.off.push(agent);
                too_many -= 1;
            }
            agent += 1;
        }
    }

    /// An agent comes on duty, if one is missing: busy for a moment, until given a contact or sent to rest.
    pub(crate) fn come_on_duty(&mut self, team: u32) -> Option<u32> {
        let state = &mut self.teams[team as usize];
        if state.present >= state.wanted + state.going.unwrap_or(0) {
            return None;
        }
        let agent = state.off.pop().expect("a team has as many agents as it ever needs");
        state.present += 1;
        Some(agent)
    }

    #[inline(always)]
    fn leave_line(&mut self, agent: u32) {
        let team = &mut self.teams[self.agents[agent as usize].team as usize];
        team.idle -= 1;
        self.pools[team.pool as usize].leave(&mut self.agents, agent);
    }
}
