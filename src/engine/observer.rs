use crate::model::{ContactTypeIndex, TeamIndex};
use crate::units::{Instant, Ticks};

use super::{Contact, Ending};

/// Is told everything that happens, in order of time. The engine counts nothing itself.
pub trait Observer {
    /// Interval `interval` begins; the one before, or the night, is over.
    fn interval_begins(&mut self, now: Instant, interval: u32);
    /// Open time ends: the doors close, or the horizon does.
    fn doors_close(&mut self, now: Instant);
    /// From now on the team has this on duty, and `present` agents are there; those above the ready are finishing a
    /// contact after duty.
    fn staffed(&mut self, now: Instant, team: TeamIndex, duty: Duty, present: u32);
    /// A contact arrives, whatever becomes of it.
    fn offered(&mut self, now: Instant, contact: &Contact);
    /// It finds no line free.
    fn blocked(&mut self, now: Instant, contact: &Contact);
    /// It begins to wait; `waiting` of its type now do.
    fn queued(&mut self, now: Instant, contact: &Contact, waiting: u32);
    /// Its wait ends, in whatever way; `waiting` of its type still do.
    fn dequeued(&mut self, now: Instant, contact_type: ContactTypeIndex, waiting: u32);
    /// An agent answers it, after a wait or at once.
    fn answered(&mut self, now: Instant, contact: &Contact, answer: &Answer);
    /// An agent has finished with a contact.
    fn released(&mut self, now: Instant, team: TeamIndex);
    /// It gives up.
    fn abandoned(&mut self, now: Instant, contact: &Contact);
    /// It is sent away at closing time.
    fn turned_away(&mut self, now: Instant, contact: &Contact);
    /// It is still waiting when everything ends.
    fn unfinished(&mut self, now: Instant, contact: &Contact);
    /// The customer's need is settled.
    fn settled(&mut self, now: Instant, contact: &Contact);
    /// The customer gives the need up.
    fn unmet(&mut self, now: Instant, contact: &Contact);
}

/// How a contact is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// By whom: a number over all teams.
    pub agent: u32,
    /// The agent's team.
    pub team: TeamIndex,
    /// How long the contact waited; zero if it was answered on arrival.
    pub wait: Ticks,
    /// How long the talk will take.
    pub talk: Ticks,
    /// How long the wrap-up will take.
    pub wrap_up: Ticks,
    /// How long the agent had been idle.
    pub idle: Ticks,
    /// How far the agent will go with it.
    pub ending: Ending,
}

/// How many agents of a team should be at work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duty {
    /// On the roster.
    pub rostered: u32,
    /// Of them, those neither away nor out.
    pub on_duty: u32,
    /// Of them, those ready for contacts.
    pub ready: u32,
}
