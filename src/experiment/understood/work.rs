//! Expected contacts and their work, interval by interval.

use crate::model::Centre;

/// Expected contacts by contact type and interval.
pub(super) struct Work {
    contacts: Vec<Vec<f64>>,
    /// Mean handling time of each contact type.
    pub(super) aht_seconds: Vec<f64>,
    seconds: Vec<f64>,
}

impl Work {
    pub(super) fn new(centre: &Centre) -> Self {
        let intervals = &centre.calendar().intervals;
        let mut contacts = vec![vec![0.0; intervals.len()]; centre.contact_types().len()];
        for (contact_type, contacts) in centre.contact_types().iter().zip(&mut contacts) {
            for segment in &contact_type.demand.segments {
                let hours = segment.end.since(segment.start).seconds() / 3600.0;
                contacts[segment.interval as usize] += segment.rate.get() * hours;
            }
        }
        let aht = centre.contact_types().iter().map(|contact_type| {
            contact_type.talk.mean() + contact_type.wrap_up.as_ref().map_or(0.0, |wrap_up| wrap_up.mean())
        });
        Self {
            contacts,
            aht_seconds: aht.collect(),
            seconds: intervals.iter().map(|interval| interval.end.since(interval.start).seconds()).collect(),
        }
    }

    /// Expected contacts of these types in an interval.
    pub(super) fn contacts(&self, types: &[usize], interval: usize) -> f64 {
        types.iter().map(|position| self.contacts[*position][interval]).sum()
    }

    /// Work that they bring, in erlangs.
    pub(super) fn erlangs(&self, types: &[usize], interval: usize) -> f64 {
        let seconds: f64 =
            types.iter().map(|position| self.contacts[*position][interval] * self.aht_seconds[*position]).sum();
        seconds / self.seconds[interval]
    }

    /// The interval with the most contacts an hour; the first of several.
    pub(super) fn busiest(&self, types: &[usize]) -> Option<usize> {
        self.first_highest(|interval| self.contacts(types, interval) / self.seconds[interval])
    }

    /// The interval with the most work; the first of several.
    pub(super) fn busiest_load(&self, types: &[usize]) -> Option<usize> {
        self.first_highest(|interval| self.erlangs(types, interval))
    }

    fn first_highest(&self, number: impl Fn(usize) -> f64) -> Option<usize> {
        let mut highest: Option<(usize, f64)> = None;
        for interval in 0..self.seconds.len() {
            let number = number(interval);
            // Rounding tells equal intervals apart; a planner does not.
            if number > highest.map_or(0.0, |(_, highest)| highest * (1.0 + 1e-9)) {
                highest = Some((interval, number));
            }
        }
        highest.map(|(interval, _)| interval)
    }
}
