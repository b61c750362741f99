//! Agency workers, who cover the part of the vacancies that they covered at the start.

use super::Headcount;
use super::holder::{Draw, Goes, Holder};
use super::posts::WELL;

impl Headcount<'_> {
    /// Bookings that are under way at the start.
    pub(super) fn find_booked(&mut self) {
        let Some(hiring) = self.people.agency_hiring else { return };
        for place in self.permanent..self.permanent + self.people.agency.min(self.people.posts) {
            let ends = Draw::Start.stream(self.key, place, 0).below(hiring.stay_days as usize) as u32;
            let health = self.illness.as_ref().map_or(WELL, |illness| illness.found(self.key, place));
            let joined = ends as i32 - hiring.stay_days as i32;
            self.holders[place as usize] =
                Some(Holder { number: 0, joined, floor_from: None, goes: Goes::On(ends), full_from: joined, health });
            self.today.agency += 1;
        }
    }

    /// Agency workers go when their booking ends; their successors begin at once, as the end was known. Workers for
    /// posts that have become vacant are asked for.
    pub(super) fn book(&mut self, day: u32) {
        let Some(hiring) = self.people.agency_hiring.filter(|_| self.people.agency > 0) else { return };
        for place in self.permanent..self.places() {
            let ends = |holder: &Holder| matches!(holder.goes, Goes::On(ends) if ends == day);
            if self.holders[place as usize].as_ref().is_some_and(ends) {
                self.quit(place, day);
                self.today.moves.agency_left += 1;
                self.today.agency -= 1;
            }
        }
        while self.asked.front().is_some_and(|begins| *begins == day) {
            self.asked.pop_front();
            self.seat_agency_worker(day, day + hiring.stay_days);
        }
        let wanted = self.people.agency_wanted(self.people.posts.saturating_sub(self.today.filled));
        let missing = wanted.saturating_sub(self.today.agency + self.asked.len() as u32);
        let at_once = missing.min(self.today.moves.agency_left);
        for _ in 0..at_once {
            self.seat_agency_worker(day, day + hiring.stay_days);
        }
        self.asked.extend((at_once..missing).map(|_| day + hiring.delay_days));
    }

    fn seat_agency_worker(&mut self, day: u32, ends: u32) {
        let seats = &self.holders[self.permanent as usize..];
        let empty = seats.iter().position(Option::is_none);
        let place =
            self.permanent + empty.expect("agency workers cover vacant posts, and there are seats for all") as u32;
        let health = self.on_joining(place);
        let number = self.held_before[place as usize];
        self.holders[place as usize] = Some(Holder {
            number,
            joined: day as i32,
            floor_from: Some(day),
            goes: Goes::On(ends),
            full_from: day as i32,
            health,
        });
        self.today.moves.agency_joined += 1;
        self.today.agency += 1;
    }
}
