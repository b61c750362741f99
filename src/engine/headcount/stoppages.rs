//! What is known of a team's stoppages from day to day.

use crate::model::{Calendar, Workforce};

/// The stoppages of a team, and how far each reaches down the ranks of those it concerns.
#[derive(Debug)]
pub(super) struct Stoppages {
    /// By stoppage, the first and the last day of the horizon on which it touches a shift that begins then.
    pub(super) days: Vec<(u32, u32)>,
    /// By stoppage, the rank of the last who is out, as of the last day it touched so far; nobody, without.
    pub(super) last_out: Vec<Option<f64>>,
    /// Room for the ranks of those whom a stoppage concerns.
    pub(super) ranks: Vec<f64>,
}

impl Stoppages {
    pub(super) fn new(people: &Workforce, calendar: &Calendar, places: u32) -> Self {
        let stoppages = &people.stoppages;
        let first = calendar.midnight.date();
        // A stoppage of tomorrow may take the end of a shift over midnight.
        let ahead = u32::from(people.works_over_midnight());
        let day = |instant| calendar.moment(instant).date().since(first).map_or(0, |span| span.get_days() as u32);
        Self {
            days: stoppages
                .iter()
                .map(|stoppage| (day(stoppage.from).saturating_sub(ahead), day(stoppage.until)))
                .collect(),
            last_out: vec![None; stoppages.len()],
            ranks: Vec::with_capacity(places as usize),
        }
    }

    pub(super) fn open(&mut self) {
        self.last_out.fill(None);
    }
}
