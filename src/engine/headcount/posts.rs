//! Permanent workers: who leaves, and who is taken on.

use super::Headcount;
use super::holder::{Draw, Goes, Health, Holder, Now};
use super::sickness::Illness;
use crate::model::Workforce;

impl Headcount<'_> {
    /// Those in post at the start, and the advertisements that are under way.
    pub(super) fn find_in_post(&mut self) {
        for place in 0..self.people.filled {
            let mut stream = Draw::Start.stream(self.key, place, 0);
            let newly_qualified = stream.chance(self.people.newly_qualified.get());
            let joined = -self.tenures.found(&mut stream);
            let health = self.illness.as_ref().map_or(WELL, |illness| illness.found(self.key, place));
            self.take_place(place, Taken { joined, floor_from: None, newly_qualified, health });
        }
        for place in self.people.filled..self.people.posts {
            self.advertised[place as usize] = self
                .people
                .hiring
                .map(|hiring| Draw::Start.stream(self.key, place, 0).below(hiring.delay_days as usize) as u32);
        }
    }

    /// Those whose hazard has passed leave; their posts are advertised at once, unless people beyond the establishment take them.
    pub(super) fn leave(&mut self, day: u32, leaving: impl Fn(u32) -> f64) {
        let load = self.today.load.leaving;
        for place in 0..self.permanent {
            let Some(holder) = &mut self.holders[place as usize] else { continue };
            let Goes::AfterHazard(left) = &mut holder.goes else { continue };
            // A morning is about the day before it, which was a recruit's first; of those in post at the start, about the day to come.
            let began_within = i32::from(holder.floor_from.is_some());
            let tenure = (day as i32 - holder.joined - began_within).max(0) as u32;
            *left -= self.tenures.per_day(tenure) * load * leaving(place);
            if *left < 0.0 {
                self.quit(place, day);
                self.today.moves.leavers += 1;
                self.today.filled -= 1;
                if self.today.filled < self.people.posts {
                    self.advertised[place as usize] = self.next_decision(day);
                }
            }
        }
    }

    /// People who begin together fill vacant posts, the first place first; those for whom there is none are beyond the establishment.
    pub(super) fn take_intakes(&mut self, day: u32) {
        let people = self.people;
        for intake in people.intakes.iter().filter(|intake| intake.day == day) {
            for _ in 0..intake.people {
                let vacant = self.advertised.iter().position(Option::is_some);
                let place = vacant.or_else(|| self.holders.iter().position(Option::is_none));
                let place = place.expect("there is a place for everybody in post and in the intakes") as u32;
                self.recruit(place, day);
            }
        }
    }

    /// Advertisements that come to their end today: a recruit begins, or the post is advertised again.
    pub(super) fn take_on(&mut self, day: u32) {
        let Some(hiring) = self.people.hiring else { return };
        for place in 0..self.permanent {
            if self.advertised[place as usize] != Some(day) {
                continue;
            }
            let date = self.calendar.date_number(day) as u64;
            if Draw::Hired.stream(self.key, place, date).chance(hiring.filled.get()) {
                self.recruit(place, day);
            } else {
                self.advertised[place as usize] = self.next_decision(day);
            }
        }
    }

    fn recruit(&mut self, place: u32, day: u32) {
        self.advertised[place as usize] = None;
        let number = self.held_before[place as usize];
        let mut stream = Draw::Start.stream(self.key, place, 1 + u64::from(number));
        let newly_qualified = stream.chance(self.people.newly_qualified.get());
        let floor_from = Some(day + self.people.training.lasts_days);
        let health = self.on_joining(place);
        self.take_place(place, Taken { joined: day as i32, floor_from, newly_qualified, health });
        self.today.moves.recruits += 1;
        self.today.filled += 1;
        // Where the leave year begins today, it is planned for everybody.
        if self.leave_book.as_ref().is_some_and(|book| !book.year_begins(day)) {
            self.plan_leave(place, day);
        }
    }

    pub(super) fn on_joining(&self, place: u32) -> Health {
        match self.illness {
            Some(_) => Illness::on_joining(self.key, place, self.held_before[place as usize]),
            None => WELL,
        }
    }

    fn take_place(&mut self, place: u32, taken: Taken) {
        let number = self.held_before[place as usize];
        let threshold = Draw::Leaves.stream(self.key, place, u64::from(number)).exponential();
        let protected = if taken.newly_qualified { Workforce::FIRST_YEAR_DAYS as i32 } else { 0 };
        self.holders[place as usize] = Some(Holder {
            number,
            joined: taken.joined,
            floor_from: taken.floor_from,
            goes: Goes::AfterHazard(threshold),
            full_from: taken.joined + protected,
            health: taken.health,
        });
        if let (Some(book), Some(who)) = (&mut self.leave_book, super::entitled(place, &self.holders)) {
            book.join(who, &self.working_days);
        }
    }

    /// Whoever holds a place is gone.
    pub(super) fn quit(&mut self, place: u32, day: u32) {
        if let (Some(book), Some(who)) = (&mut self.leave_book, super::entitled(place, &self.holders)) {
            book.leave(who, day, &self.working_days);
        }
        self.holders[place as usize] = None;
        self.held_before[place as usize] += 1;
        self.departed.push(place);
    }

    fn next_decision(&self, day: u32) -> Option<u32> {
        self.people.hiring.map(|hiring| day + hiring.delay_days)
    }
}

/// Well for ever, where nobody falls ill.
pub(super) const WELL: Health = Health { spells: 0, now: Now::Well(f64::INFINITY) };

/// With whom a permanent place is taken.
struct Taken {
    joined: i32,
    floor_from: Option<u32>,
    newly_qualified: bool,
    health: Health,
}
