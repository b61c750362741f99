use crate::model::{ContactTypeIndex, TeamIndex};
use crate::units::{Instant, Ticks};

use super::{Case, Contact, Ending, HeadcountDay};

/// Is told everything that happens, in order of time. The engine counts nothing itself. What has an empty default is of days, cases,
/// callbacks, contacts handed over and people: an observer that is not about them need not hear of it.
///
/// At one moment, it hears that a wait is over before it hears what ended it, and that an agent is released before it hears what
/// becomes of the contact and whom the agent takes next.
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
    /// A customer on the line accepts to be called back.
    fn callback_accepted(&mut self, _now: Instant, _contact: &Contact) {}
    /// An agent calls somebody back who will not answer; the agent is released afterwards.
    fn ringing_begins(&mut self, _now: Instant, _team: TeamIndex) {}
    /// A contact took so much longer than its own work, for the others in hand.
    fn prolonged(&mut self, _now: Instant, _contact: &Contact, _longer: Ticks) {}
    /// An agent whose shift is over hands a contact over, which is on hold from now on.
    fn handed_over(&mut self, _now: Instant, _contact: &Contact, _hand_over: &HandOver) {}
    /// An agent takes over a contact that was handed over; the wait of the answer is its time on hold, and `at_once` says whether it was
    /// answered without a wait at first.
    fn taken_over(&mut self, _now: Instant, _contact: &Contact, _answer: &Answer, _at_once: bool) {}
    /// A day of the horizon, from 0, begins for the people of a team.
    fn headcount(&mut self, _team: TeamIndex, _day: u32, _today: &HeadcountDay) {}
    /// The open day with this number, counted from 0, begins.
    fn day_begins(&mut self, _open_day: u32) {}
    /// An open day is over, at `now`; these are the cases then, those done among them.
    fn day_ends(&mut self, _now: Instant, _cases: &[Case]) {}
    /// A case arrives, or is there from the start.
    fn case_arrived(&mut self, _now: Instant, _case: &Case) {}
    /// A case is done.
    fn case_completed(&mut self, _now: Instant, _case: &Case) {}
    /// Somebody makes contact about a case that is overdue.
    fn case_chased(&mut self, _now: Instant, _case: &Case) {}
    /// An agent of the team begins to work on a case.
    fn casework_begins(&mut self, _now: Instant, _team: TeamIndex) {}
    /// An agent of the team ends working on a case, done or not.
    fn casework_ends(&mut self, _now: Instant, _team: TeamIndex) {}
    /// From now on so many agents of the team are ready for a case and have none.
    fn cases_awaited(&mut self, _now: Instant, _team: TeamIndex, _awaiting: u32) {}
    /// An agent of the team begins to change between contacts and cases.
    fn switching_begins(&mut self, _now: Instant, _team: TeamIndex) {}
    /// An agent of the team has changed between contacts and cases.
    fn switching_ends(&mut self, _now: Instant, _team: TeamIndex) {}
    /// Somebody will stay out of so much of the paid time of a shift that is due then, in a dispute.
    fn stays_out(&mut self, _due: Instant, _agent: u32, _team: TeamIndex, _lasts: Ticks) {}
    /// Somebody comes to a shift.
    fn shift_begins(&mut self, _now: Instant, _shift: &ShiftBegins) {}
    /// Somebody goes home whose shift ended at `due`, or who was called out before.
    fn shift_ends(&mut self, _now: Instant, _agent: u32, _team: TeamIndex, _due: Instant) {}
    /// Somebody whose working day it is does not come; told when the shift should begin.
    fn stays_away(&mut self, _now: Instant, _absence: &Absence) {}
    /// Somebody at a shift waited so long for a contact, until something else is due.
    fn idle_ends(&mut self, _now: Instant, _agent: u32, _team: TeamIndex, _idle: Ticks) {}
    /// Somebody leaves the contacts for a while, and should have at `due`.
    fn pause_begins(&mut self, _now: Instant, _agent: u32, _team: TeamIndex, _pause: Pause, _due: Instant) {}
    /// That while is over, or the shift is.
    fn pause_ends(&mut self, _now: Instant, _agent: u32, _team: TeamIndex, _pause: Pause) {}
    /// Somebody's break does not take place: for too long there was a contact in hand, or the shift is over before it.
    fn break_missed(&mut self, _now: Instant, _agent: u32, _team: TeamIndex) {}
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
    /// How many others the agent has in hand.
    pub beside: u32,
}

/// What an agent whose shift is over hands over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HandOver {
    /// By whom: a number over all teams.
    pub agent: u32,
    /// The agent's team.
    pub team: TeamIndex,
    /// Talk that the agent would still have had.
    pub talk: Ticks,
    /// Wrap-up that the agent would have had.
    pub wrap_up: Ticks,
    /// When the contact was to be done, as was told when the agent took it.
    pub was_until: Instant,
    /// Whether it was answered without a wait at first.
    pub at_once: bool,
    /// How many others the agent still has in hand.
    pub beside: u32,
}

/// How somebody comes to a shift.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShiftBegins {
    /// Who: the agent's number over all teams. It is a place of the team, held by one person after another.
    pub agent: u32,
    /// The team.
    pub team: TeamIndex,
    /// What tells this holder of the place from those before and after.
    pub person: u64,
    /// The day of the horizon, from 0.
    pub day: u32,
    /// When the shift should have begun.
    pub due: Instant,
    /// When it will be over.
    pub ends: Instant,
    /// Hours of it that are paid, without what the person stays out of in a dispute.
    pub paid_hours: f64,
    /// Whether the person is from an agency.
    pub agency: bool,
    /// Whether it began on the day before the horizon, and this is what is left of it: no result counts it.
    pub began_before: bool,
}

/// A shift to which nobody comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Whose: the agent's number over all teams.
    pub agent: u32,
    /// The team.
    pub team: TeamIndex,
    /// The day of the horizon, from 0.
    pub day: u32,
    /// When the shift should have begun.
    pub due: Instant,
    /// When it should have ended.
    pub ends: Instant,
    /// Why.
    pub away: Away,
}

/// Why somebody does not come to a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// On annual leave.
    OnLeave,
    /// Sick.
    Sick,
    /// For any other reason.
    Otherwise,
}

/// What somebody on duty does instead of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// A break that is paid.
    PaidBreak,
    /// A break that is not.
    UnpaidBreak,
    /// A meeting.
    Meeting,
    /// Training, mentoring, consolidation.
    Training,
    /// What a clause grants.
    Clause,
    /// A strike, a walkout or the like; nobody is at work then.
    Stoppage,
}

impl Pause {
    /// Whether it is a break.
    #[must_use]
    pub fn is_break(self) -> bool {
        matches!(self, Self::PaidBreak | Self::UnpaidBreak)
    }
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
