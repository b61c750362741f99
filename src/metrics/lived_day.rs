use serde::{Deserialize, Serialize};

use crate::engine::{Absence, Answer, Away, Pause, ShiftBegins};
use crate::model::{Calendar, Doing, weekday};
use crate::units::{Instant, Ticks};

/// Most people of a team whose day is kept.
const MOST_PEOPLE: usize = 12;
/// Places that are looked at for each of them: not everybody comes on a day.
const PLACES_EACH: usize = 8;
/// Room for the spans of a day.
const ROOM: usize = 256;

/// One day of a few people of a team, in full.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LivedDay {
    /// The day of the horizon, from 0.
    pub day: u32,
    /// In order of their places.
    pub people: Vec<PersonsDay>,
}

/// One day of one person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonsDay {
    /// The place in the team, from 0.
    pub place: u32,
    /// When the shift should have begun and ended, in ticks since the day began.
    pub due: (u64, u64),
    /// What was done from when until when, in ticks since the day began; without gaps.
    pub spans: Vec<(Doing, u64, u64)>,
}

/// Writes down one day of a few people.
#[derive(Debug)]
pub(super) struct DayKeeper {
    day: u32,
    midnight: Instant,
    /// Every so many places one is looked at.
    every: usize,
    /// What those do who are neither with a contact nor known to wait for one.
    otherwise: Doing,
    people: Vec<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    day: PersonsDay,
    /// Up to when what was done is written down; `None` if the person is not at the day's shift.
    until: Option<Instant>,
}

impl DayKeeper {
    /// Keeps the first ordinary working day that counts, of a team with so many places. `None` if no day counts.
    pub(super) fn new(calendar: &Calendar, places: usize, otherwise: Doing) -> Option<Self> {
        let day = day_kept(calendar)?;
        let every = places.div_ceil(MOST_PEOPLE * PLACES_EACH).max(1);
        let person = |place: usize| Kept {
            day: PersonsDay { place: place as u32, due: (0, 0), spans: Vec::with_capacity(ROOM) },
            until: None,
        };
        let people = (0..places).step_by(every).map(person).collect();
        Some(Self { day, midnight: calendar.at_clock(day, 0), every, otherwise, people })
    }

    pub(super) fn shift_begins(&mut self, now: Instant, place: usize, shift: &ShiftBegins) {
        let (day, midnight) = (self.day, self.midnight);
        let Some(kept) = self.kept(place).filter(|_| shift.day == day && !shift.began_before) else { return };
        kept.day.due = (since(midnight, shift.due), since(midnight, shift.ends));
        kept.until = Some(shift.due.min(now));
        kept.write(Doing::Absent, now, midnight);
    }

    pub(super) fn answered(&mut self, now: Instant, place: usize, answer: &Answer) {
        self.waited(now, place, answer.idle);
        let midnight = self.midnight;
        let Some(kept) = self.kept(place) else { return };
        kept.write(Doing::Contact, now + answer.talk + answer.wrap_up, midnight);
    }

    /// The contacts in hand are put down before they are over.
    pub(super) fn put_down(&mut self, now: Instant, place: usize) {
        let midnight = self.midnight;
        let Some(kept) = self.kept(place).filter(|kept| kept.until.is_some_and(|until| now < until)) else { return };
        kept.until = Some(now);
        let now = since(midnight, now);
        if let Some((_, _, until)) = kept.day.spans.last_mut() {
            *until = now.min(*until);
        }
    }

    /// Whoever does not come does nothing else on that day.
    pub(super) fn stays_away(&mut self, place: usize, absence: &Absence) {
        let (day, midnight) = (self.day, self.midnight);
        let Some(kept) = self.kept(place).filter(|_| absence.day == day) else { return };
        let doing = match absence.away {
            Away::OnLeave => Doing::OnLeave,
            Away::Sick => Doing::Sick,
            Away::Otherwise => Doing::Away,
        };
        kept.day.due = (since(midnight, absence.due), since(midnight, absence.ends));
        kept.day.spans.push((doing, kept.day.due.0, kept.day.due.1));
    }

    /// Up to now, so long was waited for a contact.
    pub(super) fn waited(&mut self, now: Instant, place: usize, idle: Ticks) {
        let (midnight, otherwise) = (self.midnight, self.otherwise);
        let Some(kept) = self.kept(place) else { return };
        kept.write(otherwise, Instant(now.0 - idle.0.min(now.0)), midnight);
        kept.write(Doing::Waiting, now, midnight);
    }

    pub(super) fn pause_begins(&mut self, now: Instant, place: usize) {
        let (midnight, otherwise) = (self.midnight, self.otherwise);
        if let Some(kept) = self.kept(place) {
            kept.write(otherwise, now, midnight);
        }
    }

    pub(super) fn pause_ends(&mut self, now: Instant, place: usize, pause: Pause) {
        let midnight = self.midnight;
        let Some(kept) = self.kept(place) else { return };
        let doing = match pause {
            Pause::PaidBreak | Pause::UnpaidBreak => Doing::Break,
            Pause::Meeting => Doing::Meeting,
            Pause::Training => Doing::Training,
            Pause::Clause => Doing::Granted,
            Pause::Stoppage => Doing::Absent,
        };
        kept.write(doing, now, midnight);
    }

    pub(super) fn shift_ends(&mut self, now: Instant, place: usize) {
        self.pause_begins(now, place);
        if let Some(kept) = self.kept(place) {
            kept.until = None;
        }
    }

    /// What was written down: of people spread evenly over those whose working day it was.
    pub(super) fn finish(self) -> LivedDay {
        let worked: Vec<PersonsDay> =
            self.people.into_iter().map(|kept| kept.day).filter(|day| !day.spans.is_empty()).collect();
        let shown = worked.len().min(MOST_PEOPLE);
        let is_shown = |index: usize| shown * (index + 1) / worked.len() > shown * index / worked.len();
        let days = worked.iter().enumerate().filter(|(index, _)| is_shown(*index));
        LivedDay { day: self.day, people: days.map(|(_, day)| day.clone()).collect() }
    }

    fn kept(&mut self, place: usize) -> Option<&mut Kept> {
        if place.is_multiple_of(self.every) { self.people.get_mut(place / self.every) } else { None }
    }
}

impl Kept {
    /// Up to `until`, the person does this. What goes on for no time, or for a tick less than was written down, is not written.
    fn write(&mut self, doing: Doing, until: Instant, midnight: Instant) {
        let Some(from) = self.until.filter(|from| *from < until) else { return };
        self.until = Some(until);
        let (from, until) = (since(midnight, from), since(midnight, until));
        match self
            .day
            .spans
            .last_mut()
            .filter(|(last, _, end)| doing != Doing::Contact && *last == doing && *end == from)
        {
            Some((_, _, end)) => *end = until,
            None => self.day.spans.push((doing, from, until)),
        }
    }
}

/// Ticks since midnight.
fn since(midnight: Instant, moment: Instant) -> u64 {
    moment.since(midnight.min(moment)).0
}

/// The first day that counts from Monday to Friday, or else the first that counts at all.
fn day_kept(calendar: &Calendar) -> Option<u32> {
    let counted = || calendar.intervals.iter().filter(|interval| calendar.warm_up <= interval.start);
    let is_weekday = |day: u32| weekday(calendar.date_number(day)) < 5;
    let mut whole = counted().map(|interval| interval.day);
    whole.clone().find(|day| is_weekday(*day) && !reaches_into(calendar, *day)).or_else(|| whole.next())
}

/// Whether the warm-up reaches into a day.
fn reaches_into(calendar: &Calendar, day: u32) -> bool {
    calendar.intervals.iter().any(|interval| interval.day == day && interval.start < calendar.warm_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60 * Ticks::PER_SECOND;

    fn keeper(every: usize, places: usize) -> DayKeeper {
        let person =
            |place: usize| Kept { day: PersonsDay { place: place as u32, ..PersonsDay::default() }, until: None };
        let people = (0..places).step_by(every).map(person).collect();
        DayKeeper { day: 0, midnight: Instant::ZERO, every, otherwise: Doing::Casework, people }
    }

    fn come(keeper: &mut DayKeeper, place: usize, minute: u64) {
        let (due, ends) = (Instant(480 * MINUTE), Instant(960 * MINUTE));
        let shift = ShiftBegins {
            agent: place as u32,
            team: crate::model::TeamIndex(0),
            person: 1,
            day: 0,
            due,
            ends,
            paid_hours: 8.0,
            agency: false,
            began_before: false,
        };
        keeper.shift_begins(Instant(minute * MINUTE), place, &shift);
    }

    #[test]
    fn a_day_is_written_down_without_gaps() {
        let mut keeper = keeper(1, 1);
        come(&mut keeper, 0, 485);
        let answer = Answer {
            agent: 0,
            team: crate::model::TeamIndex(0),
            wait: Ticks::ZERO,
            talk: Ticks(4 * MINUTE),
            wrap_up: Ticks(MINUTE),
            idle: Ticks(10 * MINUTE),
            ending: crate::engine::Ending::Finished,
            beside: 0,
        };
        keeper.answered(Instant(500 * MINUTE), 0, &answer);
        keeper.pause_begins(Instant(505 * MINUTE), 0);
        keeper.pause_ends(Instant(520 * MINUTE), 0, Pause::PaidBreak);
        keeper.shift_ends(Instant(960 * MINUTE), 0);
        come(&mut keeper, 0, 2000);
        let day = keeper.finish();
        let spans = [
            (Doing::Absent, 480, 485),
            (Doing::Casework, 485, 490),
            (Doing::Waiting, 490, 500),
            (Doing::Contact, 500, 505),
            (Doing::Break, 505, 520),
            (Doing::Casework, 520, 960),
        ];
        assert_eq!(day.people[0].spans[..6], spans.map(|(doing, from, until)| (doing, from * MINUTE, until * MINUTE)));
        assert_eq!(day.people[0].due, (480 * MINUTE, 960 * MINUTE));
    }

    #[test]
    fn those_shown_are_spread_over_those_who_came() {
        let mut keeper = keeper(2, 200);
        for place in (0..200).filter(|place| place % 3 == 0) {
            come(&mut keeper, place, 500);
        }
        let places: Vec<u32> = keeper.finish().people.iter().map(|person| person.place).collect();
        assert_eq!(places.len(), MOST_PEOPLE);
        assert!(places.iter().all(|place| place % 6 == 0), "{places:?}");
        assert!(places[11] - places[0] > 150, "{places:?}");
    }
}
