use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::{Calendar, Interval};
use crate::units::Ticks;

use super::{ContactTally, Layout};

/// Contacts of one type that arrived on one open day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTally {
    /// Attempts that arrived.
    pub offered: u32,
    /// Answered within the threshold, or done when due.
    pub answered_within: u32,
    /// Contacts that gave up.
    pub abandoned: u32,
    /// Contacts that were blocked, or still waited when everything ended: their wait is not known.
    pub without_wait: u32,
    /// The longest wait of the others.
    pub longest_wait: Ticks,
}

/// Takes each open day out of tallies that are kept by bucket, so that no contact has to be counted twice.
///
/// While a day lasts, its tally holds less by what its buckets held when it began; when it ends, what they hold by then is
/// added. Only contacts whose wait ends on a later day are booked one by one. Counts wrap around on the way, and are exact.
#[derive(Debug)]
pub(super) struct DayListener {
    days: Vec<OpenDay>,
    /// The buckets of each day's intervals, day after day.
    buckets: Vec<u32>,
    /// By bucket, the last day that counts by it.
    counts_by: Vec<Option<u32>>,
    /// By contact type, then by open day.
    tallies: Vec<DayTally>,
    /// The day of the clock, from the first opening on.
    today: Option<u32>,
    /// Its first interval, and the first after it.
    intervals: Range<u32>,
}

#[derive(Debug)]
struct OpenDay {
    first_interval: u32,
    /// Where its buckets stand.
    buckets: Range<usize>,
    /// Whether results count it.
    counts: bool,
}

impl DayTally {
    /// Contacts whose wait is known.
    #[must_use]
    pub fn with_wait(&self) -> u32 {
        self.offered - self.without_wait
    }

    /// Both together; of two types on one day, say.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self { longest_wait: self.longest_wait.max(other.longest_wait), ..self.counting(other, u32::wrapping_add) }
    }

    fn counting(self, other: &Self, count: fn(u32, u32) -> u32) -> Self {
        Self {
            offered: count(self.offered, other.offered),
            answered_within: count(self.answered_within, other.answered_within),
            abandoned: count(self.abandoned, other.abandoned),
            without_wait: count(self.without_wait, other.without_wait),
            longest_wait: self.longest_wait,
        }
    }

    fn from_contacts(tally: &ContactTally) -> Self {
        Self {
            offered: tally.offered() as u32,
            answered_within: tally.answered_within() as u32,
            abandoned: tally.abandoned as u32,
            without_wait: (tally.blocked + tally.unfinished) as u32,
            longest_wait: Ticks::ZERO,
        }
    }
}

impl DayListener {
    pub(super) fn new(types: usize, calendar: &Calendar, layout: &Layout) -> Self {
        let bucket_of = layout.bucket_of_interval();
        let warm_up = layout.warm_up() as u32;
        let mut listener = Self {
            days: Vec::new(),
            buckets: Vec::new(),
            counts_by: vec![None; layout.warm_up()],
            tallies: Vec::new(),
            today: None,
            intervals: 0..0,
        };
        let mut first_interval = 0;
        for intervals in calendar.intervals.chunk_by(|a: &Interval, b: &Interval| a.day == b.day) {
            let next = first_interval + intervals.len();
            let of_day = &bucket_of[first_interval..next];
            let begin = listener.buckets.len();
            for bucket in of_day.iter().filter(|&&bucket| bucket != warm_up) {
                if !listener.buckets[begin..].contains(bucket) {
                    listener.buckets.push(*bucket);
                }
            }
            listener.days.push(OpenDay {
                first_interval: first_interval as u32,
                buckets: begin..listener.buckets.len(),
                counts: !of_day.contains(&warm_up),
            });
            first_interval = next;
        }
        // The rest of a day is better than none.
        if listener.days.iter().all(|day| !day.counts) {
            listener.days.iter_mut().for_each(|day| day.counts = !day.buckets.is_empty());
        }
        listener.tallies = vec![DayTally::default(); types * listener.days.len()];
        listener
    }

    /// Whether a contact that arrived in this interval did so on an earlier day than today.
    #[inline(always)]
    pub(super) fn is_over(&self, interval: u32) -> bool {
        interval < self.intervals.start
    }

    /// Whether a day begins with this interval.
    #[inline]
    pub(super) fn begins_with(&self, interval: u32) -> bool {
        self.intervals.end <= interval
    }

    /// A day begins with this interval; `contacts` are the tallies by contact type, then by so many buckets.
    pub(super) fn begin(&mut self, interval: u32, contacts: &[ContactTally], buckets: usize) {
        let day = self.day_of(interval);
        let next = self.days.get(day + 1).map_or(u32::MAX, |day| day.first_interval);
        self.today = Some(day as u32);
        self.intervals = self.days[day].first_interval..next;
        for &bucket in &self.buckets[self.days[day].buckets.clone()] {
            self.counts_by[bucket as usize] = Some(day as u32);
        }
        self.count(day, contacts, buckets, u32::wrapping_sub);
    }

    /// The day is over; `longest_wait` is handed the buckets of the day, and says how long anybody of a type waited at most.
    pub(super) fn end(
        &mut self,
        contacts: &[ContactTally],
        buckets: usize,
        mut longest_wait: impl FnMut(usize, &[u32]) -> Ticks,
    ) {
        let Some(today) = self.today.take() else { return };
        let day = today as usize;
        self.count(day, contacts, buckets, u32::wrapping_add);
        let of_day = &self.buckets[self.days[day].buckets.clone()];
        for (of_type, tallies) in self.tallies.chunks_mut(self.days.len()).enumerate() {
            let tally = &mut tallies[day];
            tally.longest_wait = tally.longest_wait.max(longest_wait(of_type, of_day));
        }
    }

    fn count(&mut self, day: usize, contacts: &[ContactTally], buckets: usize, count: fn(u32, u32) -> u32) {
        let of_day = &self.buckets[self.days[day].buckets.clone()];
        for (tallies, contacts) in self.tallies.chunks_mut(self.days.len()).zip(contacts.chunks(buckets)) {
            for &bucket in of_day {
                tallies[day] = tallies[day].counting(&DayTally::from_contacts(&contacts[bucket as usize]), count);
            }
        }
    }

    /// What becomes today of a contact that arrived on an earlier day belongs to that day, though its bucket may be one of today's.
    pub(super) fn book(&mut self, of_type: usize, interval: u32, bucket: usize, became: &DayTally) {
        let arrived_on = self.day_of(interval);
        let today = self.today.filter(|_| self.counts_by[bucket] == self.today);
        let tallies = &mut self.tallies[of_type * self.days.len()..][..self.days.len()];
        tallies[arrived_on] = tallies[arrived_on].and(became);
        if let Some(today) = today {
            tallies[today as usize] = tallies[today as usize].counting(became, u32::wrapping_sub);
        }
    }

    /// What was counted since this was last asked: by contact type, then by each day that counts.
    pub(super) fn finish(&mut self) -> Vec<Vec<DayTally>> {
        let days = &self.days;
        let of_type = |tallies: &[DayTally]| {
            let counted = tallies.iter().zip(days).filter(|(_, day)| day.counts);
            counted.map(|(tally, _)| *tally).collect()
        };
        let counted = self.tallies.chunks(days.len()).map(of_type).collect();
        self.tallies.fill(DayTally::default());
        self.counts_by.fill(None);
        (self.today, self.intervals) = (None, 0..0);
        counted
    }

    fn day_of(&self, interval: u32) -> usize {
        self.days.partition_point(|day| day.first_interval <= interval) - 1
    }
}
