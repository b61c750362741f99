//! Who is out in a stoppage.

use super::Headcount;
use super::holder::Draw;
use crate::model::{Concerns, Stoppage};

impl Headcount<'_> {
    /// Draws who is out today, of those on the floor, sick and on leave among them.
    pub(super) fn stop_work(&mut self, day: u32) {
        for number in 0..self.stoppages.days.len() {
            let (first, last) = self.stoppages.days[number];
            if (first..=last).contains(&day) {
                self.rank_those_out(number, day);
            }
        }
    }

    fn rank_those_out(&mut self, number: usize, day: u32) {
        let stoppage = &self.people.stoppages[number];
        let concerned = match stoppage.concerns {
            Concerns::Permanent => self.permanent,
            Concerns::Everybody => self.places(),
        };
        let mut ranks = std::mem::take(&mut self.stoppages.ranks);
        ranks.clear();
        let is_there = |place: &u32| self.holders[*place as usize].is_some_and(|holder| !holder.is_in_training(day));
        ranks.extend((0..concerned).filter(is_there).map(|place| self.rank(place, stoppage)));
        ranks.sort_unstable_by(f64::total_cmp);
        let out = (ranks.len() as f64 * stoppage.share.get()).round() as usize;
        self.stoppages.last_out[number] = out.checked_sub(1).map(|last| ranks[last]);
        self.stoppages.ranks = ranks;
    }

    /// Whether the holder of a place is out in a stoppage: the same people whatever the share, and more of them the larger it is.
    pub(in crate::engine) fn is_out(&self, place: u32, stoppage: &Stoppage) -> bool {
        let number = self.people.stoppages.iter().position(|other| other == stoppage);
        let last_out = number.and_then(|number| self.stoppages.last_out[number]);
        let is_concerned = stoppage.concerns == Concerns::Everybody || !self.is_agency(place);
        is_concerned && last_out.is_some_and(|last| self.rank(place, stoppage) <= last)
    }

    fn rank(&self, place: u32, stoppage: &Stoppage) -> f64 {
        Draw::Out.stream(self.key, place, stoppage.from.0).uniform()
    }
}
