use crate::units::{Instant, Ticks};

use super::cases::CaseIndex;
use crate::engine::line::{Line, Member, Neighbours};

/// Agents away from the contacts, at cases or on their way, and what the day asks of each.
///
/// Those at cases stand in one line per team, whoever has been there for longest first.
#[derive(Clone, Debug)]
pub(crate) struct Desks {
    desks: Vec<Desk>,
    rooms: Vec<Room>,
}

/// What is known of one agent.
#[derive(Clone, Copy, Debug)]
struct Desk {
    day: Day,
    activity: Activity,
    /// In the line of those of the team who are at cases.
    neighbours: Neighbours,
}

impl Member for Desk {
    fn neighbours(&self) -> &Neighbours {
        &self.neighbours
    }

    fn neighbours_mut(&mut self) -> &mut Neighbours {
        &mut self.neighbours
    }
}

/// What the day asks of an agent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Day {
    pub(crate) role: Role,
    /// Which open day it is.
    pub(crate) number: u32,
    /// Whether it differs from that of the open day before.
    pub(crate) changes: bool,
    /// Factor on the time that work takes.
    pub(crate) pace: f64,
    /// Knowledge of casework, 1 if it is current.
    pub(crate) knowledge: f64,
}

/// What an agent is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Contacts,
    Cases,
    /// Cases, until recalled: for now, contacts.
    Recalled,
    /// Contacts, and cases between them.
    Both,
}

/// What an agent away from the contacts is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Activity {
    /// At contacts, or not at work.
    Elsewhere,
    /// Working on a case, at this pace, until then.
    Working { case: CaseIndex, pace: f64, ends: Instant },
    /// Ready for the next case.
    Awaiting,
    /// On the way to what the role asks.
    Switching,
}

/// A team's agents at cases.
#[derive(Clone, Copy, Debug)]
struct Room {
    line: Line,
    /// Those ready for the next case.
    awaiting: u32,
    /// Those recalled and not there yet.
    on_the_way: u32,
}

const EMPTY: Room = Room { line: Line::EMPTY, awaiting: 0, on_the_way: 0 };
const NEW: Desk = Desk { day: Day::ORDINARY, activity: Activity::Elsewhere, neighbours: Neighbours::NONE };

impl Day {
    pub(crate) const ORDINARY: Self =
        Self { role: Role::Contacts, number: 0, changes: false, pace: 1.0, knowledge: 0.0 };
}

impl Desks {
    pub(crate) fn new(agents: usize, teams: usize) -> Self {
        Self { desks: vec![NEW; agents], rooms: vec![EMPTY; teams] }
    }

    pub(crate) fn clear(&mut self) {
        self.desks.fill(NEW);
        self.rooms.fill(EMPTY);
    }

    pub(crate) fn day(&self, agent: u32) -> Day {
        self.desks.get(agent as usize).map_or(Day::ORDINARY, |desk| desk.day)
    }

    pub(crate) fn begin_day(&mut self, agent: u32, day: Day) {
        self.desks[agent as usize].day = day;
    }

    pub(crate) fn set_knowledge(&mut self, agent: u32, knowledge: f64) {
        self.desks[agent as usize].day.knowledge = knowledge;
    }

    pub(crate) fn set_role(&mut self, agent: u32, role: Role) {
        self.desks[agent as usize].day.role = role;
    }

    pub(crate) fn activity(&self, agent: u32) -> Activity {
        self.desks[agent as usize].activity
    }

    pub(crate) fn set_activity(&mut self, agent: u32, team: u32, activity: Activity) {
        let desk = &mut self.desks[agent as usize];
        let (was, is) = (desk.activity == Activity::Awaiting, activity == Activity::Awaiting);
        desk.activity = activity;
        let room = &mut self.rooms[team as usize];
        room.awaiting += u32::from(is);
        room.awaiting -= u32::from(was);
    }

    /// The agent joins those of the team who are at cases.
    pub(crate) fn enter(&mut self, agent: u32, team: u32) {
        self.rooms[team as usize].line.join(&mut self.desks, agent);
    }

    pub(crate) fn leave(&mut self, agent: u32, team: u32) {
        self.rooms[team as usize].line.leave(&mut self.desks, agent);
        self.set_activity(agent, team, Activity::Elsewhere);
    }

    /// Whoever of the team has been at cases for longest.
    pub(crate) fn longest_there(&self, team: u32) -> Option<u32> {
        self.rooms[team as usize].line.first()
    }

    /// Whoever of the team is ready for a case, and of several has been at cases for longest.
    pub(crate) fn first_awaiting(&self, team: u32) -> Option<u32> {
        let Room { line, awaiting, .. } = self.rooms[team as usize];
        // Without anybody ready, all who work would be asked in vain.
        if awaiting == 0 {
            return None;
        }
        line.iter(&self.desks).find(|&agent| self.activity(agent) == Activity::Awaiting)
    }

    /// Those of the team who are ready for a case.
    pub(crate) fn awaiting(&self, team: u32) -> u32 {
        self.rooms[team as usize].awaiting
    }

    pub(crate) fn on_the_way(&self, team: u32) -> u32 {
        self.rooms[team as usize].on_the_way
    }

    pub(crate) fn set_out(&mut self, team: u32) {
        self.rooms[team as usize].on_the_way += 1;
    }

    pub(crate) fn arrive(&mut self, team: u32) {
        self.rooms[team as usize].on_the_way -= 1;
    }
}

/// What is left of the work of a case when `left` of the time at this pace is.
pub(crate) fn work_left(left: Ticks, pace: f64) -> Ticks {
    left.times(1.0 / pace)
}
