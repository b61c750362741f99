use crate::model::Calendar;
use crate::units::{Instant, Ticks};

/// Which results the intervals of the calendar go into: one bucket for each slot of the average day, or
/// one for each interval of each day. What begins before the end of the warm-up goes into none.
#[derive(Clone, Debug)]
pub struct Layout {
    buckets: Vec<Bucket>,
    bucket_of_interval: Vec<u32>,
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

impl Layout {
    /// The buckets of a calendar.
    #[must_use]
    pub fn new(calendar: &Calendar, each_day: bool) -> Self {
        let mut buckets: Vec<Bucket> = Vec::new();
        let mut bucket_of_slot = vec![None; calendar.day_slots.len()];
        let mut bucket_of_interval = vec![None; calendar.intervals.len()];
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
            let known = if each_day { None } else { bucket_of_slot[interval.slot as usize] };
            let bucket = known.unwrap_or(buckets.len());
            if bucket == buckets.len() {
                buckets.push(Bucket { start: interval.start, intervals: 0, open: Ticks::ZERO, closes: false });
            }
            bucket_of_slot[interval.slot as usize] = Some(bucket);
            bucket_of_interval[index] = Some(bucket as u32);
            buckets[bucket].intervals += 1;
            buckets[bucket].open = buckets[bucket].open + interval.end.since(interval.start);
            buckets[bucket].closes |= interval.closes;
        }
        let warm_up = buckets.len() as u32 + 1;
        let bucket_of_interval = bucket_of_interval.into_iter().map(|bucket| bucket.unwrap_or(warm_up)).collect();
        Self { buckets, bucket_of_interval }
    }

    /// The buckets, in order of time of day or of time.
    #[must_use]
    pub fn buckets(&self) -> &[Bucket] {
        &self.buckets
    }

    /// Open time in all buckets together.
    #[must_use]
    pub fn open(&self) -> Ticks {
        self.buckets.iter().fold(Ticks::ZERO, |sum, bucket| sum + bucket.open)
    }

    #[inline]
    pub(super) fn of_interval(&self, interval: u32) -> usize {
        self.bucket_of_interval[interval as usize] as usize
    }

    /// Where things go that happen while the centre is closed.
    pub(super) fn closed(&self) -> usize {
        self.buckets.len()
    }

    /// Where things go that no result counts.
    pub(super) fn warm_up(&self) -> usize {
        self.buckets.len() + 1
    }
}
