//! The people of one team from day to day: who is employed, who comes and goes, who is in training, on leave or sick, and who
//! is due to work.
//!
//! All of it happens in the morning. What happens to a person is drawn once, from a key of the team, the place and how many held it
//! before, and then waited for: somebody leaves, or falls ill, once as much hazard has passed as was drawn. So a hazard that changes
//! a little moves dates a little.

mod agency;
mod holder;
mod leave;
mod out;
mod posts;
mod record;
mod season;
mod sickness;
mod stoppages;
mod tenure;
#[cfg(test)]
mod tests;
mod working_days;

use std::collections::VecDeque;

use crate::model::{Calendar, Contract, Workforce};
use crate::random::Key;

use holder::Holder;
use leave::{Entitled, LeaveBook};
use sickness::Illness;
use stoppages::Stoppages;
use tenure::Tenures;
use working_days::{ShiftChoice, WorkingDays};

pub use record::{HeadcountDay, LeaveDay, LeaveYear, LoadFactors, Moves};

/// Places with their holders. The posts come first, then places beyond the establishment for intakes that find no vacancy,
/// then seats for agency workers, of which there are as many as posts.
#[derive(Debug)]
pub(super) struct Headcount<'a> {
    people: &'a Workforce,
    calendar: &'a Calendar,
    /// Posts and places beyond the establishment.
    permanent: u32,
    tenures: Tenures,
    working_days: WorkingDays,
    illness: Option<Illness>,
    /// Factors by days on the floor, from 0.
    learnt: Vec<Learnt>,
    /// Days on the floor after which somebody is up to speed.
    proficient_after: u32,
    /// The key of the team, and that of what happens to all teams alike.
    key: Key,
    waves: Key,
    day: u32,
    holders: Vec<Option<Holder>>,
    /// By place, how many held it and are gone.
    held_before: Vec<u32>,
    /// By permanent place, the day on which its advertisement is decided, if it is advertised.
    advertised: Vec<Option<u32>>,
    /// Days on which agency workers who were asked for begin, in order.
    asked: VecDeque<u32>,
    leave_book: Option<LeaveBook<'a>>,
    stoppages: Stoppages,
    /// Places that somebody left this morning.
    departed: Vec<u32>,
    whereabouts: Vec<Whereabouts>,
    /// Share of the paid hours of an experienced worker that recruits take today.
    mentoring: f64,
    today: HeadcountDay,
}

/// How far somebody is up to speed.
#[derive(Clone, Copy, Debug)]
struct Learnt {
    /// Factor on handling.
    handling: f64,
    /// Factor on the work of cases.
    casework: f64,
    /// Factor on the chance of settling a need.
    settling: f64,
}

/// Where the holder of a place is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// Nobody holds the place.
    Nobody,
    /// In the training that comes before the floor.
    InTraining,
    /// On annual leave, on a day that would have been a working day. Who falls sick on leave is on leave.
    OnLeave,
    /// Sick, on a day that would have been a working day.
    Sick,
    /// Not due: no working day.
    DayOff,
    /// Due to work.
    Due(ShiftChoice),
}

impl<'a> Headcount<'a> {
    /// Room for the people of a team.
    pub(super) fn new(people: &'a Workforce, calendar: &'a Calendar) -> Self {
        let (permanent, places) = (people.permanent_places(), people.places());
        let learning = people.learning.as_ref();
        let learnt = |days| Learnt {
            handling: learning.map_or(1.0, |learning| learning.handling(days)),
            casework: learning.map_or(1.0, |learning| learning.casework(days)),
            settling: learning.map_or(1.0, |learning| learning.settling(days)),
        };
        Self {
            people,
            calendar,
            permanent,
            tenures: Tenures::new(people),
            working_days: WorkingDays::new(people, calendar),
            illness: people.absences.sickness.map(Illness::new),
            learnt: (0..calendar.days).map(learnt).collect(),
            proficient_after: learning.map_or(0, |learning| learning.proficient_after_days()),
            key: Key::new(0, 0),
            waves: Key::new(0, 0),
            day: 0,
            holders: vec![None; places as usize],
            held_before: vec![0; places as usize],
            advertised: vec![None; permanent as usize],
            asked: VecDeque::with_capacity(people.posts as usize),
            leave_book: people.absences.leave.as_ref().map(|leave| LeaveBook::new(leave, calendar, permanent)),
            stoppages: Stoppages::new(people, calendar, places),
            departed: Vec::with_capacity(places as usize),
            whereabouts: vec![Whereabouts::Nobody; places as usize],
            mentoring: 0.0,
            today: HeadcountDay::default(),
        }
    }

    /// Whose places these are.
    pub(super) fn people(&self) -> &'a Workforce {
        self.people
    }

    /// Places there are, held or not.
    pub(super) fn places(&self) -> u32 {
        self.holders.len() as u32
    }

    /// Those in post before the first morning, and the advertisements and bookings that are under way. `key` is that of the people
    /// of all teams; `team` names this one.
    pub(super) fn open(&mut self, key: Key, team: &str) {
        (self.key, self.waves) = (key.named(team), key.named("sickness").with(0));
        self.day = 0;
        self.holders.fill(None);
        self.held_before.fill(0);
        self.advertised.fill(None);
        self.asked.clear();
        self.departed.clear();
        self.stoppages.open();
        if let Some(book) = &mut self.leave_book {
            book.open();
        }
        self.today = HeadcountDay { posts: self.people.posts, filled: self.people.filled, ..HeadcountDay::default() };
        self.find_in_post();
        self.find_booked();
    }

    /// Moves on to the morning of `day`; every day of the horizon in turn, from 0. Leavers go before anybody comes, so their places can
    /// be taken; who is sick is known before leave is decided and who is out is drawn, for both are about those who are there. `load` multiplies the hazards, `leaving` that of
    /// leaving for the holder of a place.
    pub(super) fn begin_day(&mut self, day: u32, load: LoadFactors, leaving: impl Fn(u32) -> f64) {
        self.day = day;
        (self.today.load, self.today.moves) = (load, Moves::default());
        self.departed.clear();
        self.leave(day, leaving);
        self.take_intakes(day);
        self.take_on(day);
        self.book(day);
        self.fall_ill(day);
        self.ask_for_leave(day);
        self.stop_work(day);
        self.muster(day);
    }

    /// How the day stands since this morning.
    pub(super) fn today(&self) -> &HeadcountDay {
        &self.today
    }

    /// Places that somebody left this morning, whether or not somebody else holds them by now.
    pub(super) fn departed(&self) -> &[u32] {
        &self.departed
    }

    /// Where the holder of a place is today.
    pub(super) fn whereabouts(&self, place: u32) -> Whereabouts {
        self.whereabouts[place as usize]
    }

    /// The shift of whoever holds a place, if today is a working day of theirs.
    pub(super) fn shift(&self, place: u32) -> Option<ShiftChoice> {
        self.is_working_day(place).then(|| self.working_days.shift(place, self.day))
    }

    /// The shift that whoever holds a place began on the day before the horizon, if that was a working day and the person is at work.
    pub(super) fn shift_before(&self, place: u32) -> Option<ShiftChoice> {
        let holder = self.holders[place as usize].filter(|holder| !holder.is_in_training(0) && !holder.is_sick())?;
        let is_on_leave = self.whereabouts[place as usize] == Whereabouts::OnLeave;
        (holder.joined < 0 && !is_on_leave).then(|| self.working_days.shift_before(place))?
    }

    /// Whether today is a working day of whoever holds a place.
    pub(super) fn is_working_day(&self, place: u32) -> bool {
        self.working_days.has(place, self.day)
    }

    /// Working days in an ordinary week of whoever holds a place.
    pub(super) fn days_per_week(&self, place: u32) -> f64 {
        self.working_days.per_week(place)
    }

    /// The contract of whoever holds a place.
    pub(super) fn contract(&self, place: u32) -> &'a Contract {
        &self.people.contracts[self.working_days.contract(place)]
    }

    /// Factor on the handling time of the holder of a place today.
    pub(super) fn handling(&self, place: u32) -> f64 {
        self.learnt(place).map_or(1.0, |learnt| learnt.handling)
    }

    /// Factor on the time that cases take the holder of a place today.
    pub(super) fn casework(&self, place: u32) -> f64 {
        self.learnt(place).map_or(1.0, |learnt| learnt.casework)
    }

    /// Factor on the chance that the holder of a place settles a need today.
    pub(super) fn settling(&self, place: u32) -> f64 {
        self.learnt(place).map_or(1.0, |learnt| learnt.settling)
    }

    /// What the holder of a place can carry today, as a share of a full contract; `None` where nobody is on the floor.
    pub(super) fn strength(&self, place: u32) -> Option<f64> {
        let holder = self.holders[place as usize].filter(|holder| !holder.is_in_training(self.day))?;
        let is_full = holder.full_from <= self.day as i32;
        Some(if is_full { 1.0 } else { Workforce::NEWLY_QUALIFIED_STRENGTH })
    }

    /// Share of the paid hours of the holder of a place that goes to training, mentoring and consolidation today.
    pub(super) fn training_share(&self, place: u32) -> f64 {
        let mut share = self.people.absences.training.get();
        let Some(holder) = &self.holders[place as usize] else { return share };
        if let (Some(learning), Some(days)) = (&self.people.learning, holder.days_on_floor(self.day)) {
            share += if days < learning.protected_days { learning.protected.get() } else { 0.0 };
        }
        if !self.is_agency(place) && self.is_proficient(holder) {
            share += self.mentoring;
        }
        share.min(1.0)
    }

    /// What tells the holder of a place from those before and after, and from those of other places of the team.
    pub(super) fn person(&self, place: u32) -> u64 {
        u64::from(place) << 32 | u64::from(self.held_before[place as usize])
    }

    /// Whether a place is a seat for agency workers.
    pub(super) fn is_agency(&self, place: u32) -> bool {
        self.permanent <= place
    }

    fn learnt(&self, place: u32) -> Option<&Learnt> {
        self.learnt.get(self.holders[place as usize]?.days_on_floor(self.day)? as usize)
    }

    fn is_proficient(&self, holder: &Holder) -> bool {
        match holder.floor_from {
            None => true,
            Some(_) => holder.days_on_floor(self.day).is_some_and(|days| self.proficient_after <= days),
        }
    }

    fn fall_ill(&mut self, day: u32) {
        let Some(illness) = &self.illness else { return };
        let hazard = illness.hazard(self.waves, self.calendar.date_number(day)) * self.today.load.absence;
        for (place, holder) in (0..).zip(&mut self.holders) {
            if let Some(holder) = holder {
                illness.pass_morning(holder, self.key, place, day, hazard);
            }
        }
    }

    fn ask_for_leave(&mut self, day: u32) {
        if self.leave_book.as_ref().is_some_and(|book| book.year_begins(day)) {
            (0..self.permanent).for_each(|place| self.plan_leave(place, day));
        }
        let Some(book) = &mut self.leave_book else { return };
        let holders = &self.holders;
        book.decide(day, &self.working_days, |place, number| {
            holders[place as usize].as_ref().is_some_and(|holder| holder.number == number)
        });
        self.today.leave = book.take_decisions();
        self.today.leave_year = book.year_ends(day).then(|| book.close_year());
    }

    fn plan_leave(&mut self, place: u32, day: u32) {
        if let (Some(book), Some(who)) = (&mut self.leave_book, entitled(place, &self.holders)) {
            book.plan_year(who, day, self.key, &self.working_days);
        }
    }

    /// Says of everybody where they are.
    fn muster(&mut self, day: u32) {
        let today = &mut self.today;
        (today.in_training, today.on_floor, today.proficient) = (0, 0, 0);
        (today.due, today.on_leave, today.sick, today.day_off) = (0, 0, 0, 0);
        let (mut mentored, until) = (0, self.people.training.mentored_days);
        for place in 0..self.holders.len() {
            let whereabouts = self.where_is(place as u32, day);
            self.whereabouts[place] = whereabouts;
            let today = &mut self.today;
            match whereabouts {
                Whereabouts::Nobody => continue,
                Whereabouts::InTraining => today.in_training += 1,
                Whereabouts::OnLeave => today.on_leave += 1,
                Whereabouts::Sick => today.sick += 1,
                Whereabouts::DayOff => today.day_off += 1,
                Whereabouts::Due(_) => today.due += 1,
            }
            let Some(holder) = self.holders[place].filter(|_| place < self.permanent as usize) else { continue };
            let is_proficient = self.is_proficient(&holder);
            self.today.on_floor += u32::from(whereabouts != Whereabouts::InTraining);
            self.today.proficient += u32::from(is_proficient);
            mentored += u32::from(holder.days_on_floor(day).is_some_and(|days| days < until));
        }
        let load = f64::from(mentored) * self.people.training.mentor_load.get();
        self.mentoring = if self.today.proficient > 0 { load / f64::from(self.today.proficient) } else { 0.0 };
    }

    fn where_is(&self, place: u32, day: u32) -> Whereabouts {
        let Some(holder) = &self.holders[place as usize] else { return Whereabouts::Nobody };
        if holder.is_in_training(day) {
            Whereabouts::InTraining
        } else if !self.working_days.has(place, day) {
            Whereabouts::DayOff
        } else if self.leave_book.as_ref().is_some_and(|book| !self.is_agency(place) && book.is_away(place, day)) {
            Whereabouts::OnLeave
        } else if holder.is_sick() {
            Whereabouts::Sick
        } else {
            Whereabouts::Due(self.working_days.shift(place, day))
        }
    }
}

/// Whoever holds a place, as one who may take leave; agency workers are paid for the days they work.
fn entitled(place: u32, holders: &[Option<Holder>]) -> Option<Entitled> {
    let holder = holders[place as usize].filter(|holder| matches!(holder.goes, holder::Goes::AfterHazard(_)))?;
    Some(Entitled { place, number: holder.number, joined: holder.joined, floor_from: holder.floor_from.unwrap_or(0) })
}
