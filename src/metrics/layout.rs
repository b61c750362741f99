use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Calendar, Interval};
use crate::units::{Instant, Ticks};

/// Which results the intervals of the calendar go into: one bucket for each slot of the average day, or
/// one for each interval of each day. The rest of an interval that the warm-up cut counts in totals only; what
/// begins before the end of the warm-up counts nowhere.
#[derive(Clone, Debug)]
pub struct Layout {
    buckets: Vec<Bucket>,
    bucket_of_interval: Vec<u32>,
    open: Ticks,
    warm_up_ends: Instant,
}

/// Intervals counted together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// When the first of them begins.
    pub start: Instant,
    /// How many there are.
    pub intervals: u32,
    /// Open time in all of them.
    pub open: Ticks,
    /// Whether the doors close at the end of any of them.
    pub closes: bool,
}

/// Intervals that are reported together: those of a day, or of the average day, that begin within the same stretch of the clock.
struct Coarser<'a> {
    calendar: &'a Calendar,
    minutes: u32,
    each_day: bool,
}

impl<'a> Coarser<'a> {
    /// `None` where each interval is reported by itself.
    fn new(calendar: &'a Calendar, each_day: bool) -> Option<Self> {
        let minutes = (calendar.report_length.get() / 60.0).round() as u32;
        let is_coarser = calendar.interval_length < calendar.report_length;
        is_coarser.then_some(Self { calendar, minutes, each_day })
    }

    /// The day, if each is reported, and the stretch of it.
    fn part(&self, interval: &Interval) -> (u32, u32) {
        let day = if self.each_day { interval.day } else { 0 };
        (day, self.calendar.day_slots[interval.slot as usize].minute / self.minutes)
    }
}

impl Layout {
    /// The buckets of a calendar.
    #[must_use]
    pub fn new(calendar: &Calendar, each_day: bool) -> Self {
        let mut buckets: Vec<Bucket> = Vec::new();
        let mut bucket_of_slot = vec![None; calendar.day_slots.len()];
        let coarser = Coarser::new(calendar, each_day);
        let mut of_coarser = BTreeMap::new();
        let mut days_counted = BTreeSet::new();
        let mut bucket_of_interval = vec![None; calendar.intervals.len()];
        let mut open = Ticks::ZERO;
        // The average day in the order of its slots, however its first day begins.
        let mut order: Vec<usize> = (0..calendar.intervals.len()).collect();
        if !each_day {
            order.sort_by_key(|&index| calendar.intervals[index].slot);
        }
        for index in order {
            let interval = &calendar.intervals[index];
            if interval.start < calendar.warm_up {
                continue;
            }
            open = open + interval.end.since(interval.start);
            if interval.rest {
                bucket_of_interval[index] = Some(u32::MAX);
                continue;
            }
            let known = match &coarser {
                Some(coarser) => of_coarser.get(&coarser.part(interval)).copied(),
                None if each_day => None,
                None => bucket_of_slot[interval.slot as usize],
            };
            let bucket = known.unwrap_or(buckets.len());
            if bucket == buckets.len() {
                buckets.push(Bucket { start: interval.start, intervals: 0, open: Ticks::ZERO, closes: false });
            }
            bucket_of_slot[interval.slot as usize] = Some(bucket);
            bucket_of_interval[index] = Some(bucket as u32);
            if let Some(coarser) = &coarser {
                of_coarser.insert(coarser.part(interval), bucket);
            }
            // Several intervals of one day that are reported as one count once.
            let counts = coarser.is_none() || days_counted.insert((bucket, interval.day));
            buckets[bucket].intervals += u32::from(counts);
            buckets[bucket].open = buckets[bucket].open + interval.end.since(interval.start);
            buckets[bucket].closes |= interval.closes;
        }
        let unlisted = buckets.len() as u32;
        let bucket_of_interval = bucket_of_interval.into_iter().map(|bucket: Option<u32>| match bucket {
            Some(bucket) => bucket.min(unlisted),
            None => unlisted + 2,
        });
        let bucket_of_interval = bucket_of_interval.collect();
        Self { buckets, bucket_of_interval, open, warm_up_ends: calendar.warm_up }
    }

    /// The buckets, in order of time of day or of time.
    #[must_use]
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets
    }

    /// Open time that counts, in all buckets and outside them.
    #[must_use]
    pub fn open(&self) -> Ticks {
        self.open
    }

    /// Buckets that totals are made of: those of the layout, what stands outside them, and closed time.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.buckets.len() + 2
    }

    /// The bucket of each interval of the calendar: one of those that are [`Layout::counted`], or, during the warm-up, one
    /// beyond them.
    #[must_use]
    pub fn bucket_of_interval(&self) -> &[u32] {
        &self.bucket_of_interval
    }

    /// Where things go that happen while the centre is closed.
    pub(super) fn closed(&self) -> usize {
        self.buckets.len() + 1
    }

    /// Where things go that happen while the centre is closed, after closing at `now`.
    pub(super) fn after_closing(&self, now: Instant) -> usize {
        if now <= self.warm_up_ends && Instant::ZERO < self.warm_up_ends { self.warm_up() } else { self.closed() }
    }

    /// Where things go that no result counts.
    pub(super) fn warm_up(&self) -> usize {
        self.buckets.len() + 2
    }
}
