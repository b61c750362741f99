//! From the clock on the wall to the seconds of the horizon, and back.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::AmbiguousOffset;

use super::opening::{Opening, Stretch};

/// Seconds of an ordinary day.
const DAY: i64 = 86_400;

/// A time of the clock on a date, in seconds from the start of the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnClock {
    /// The date is not in the horizon.
    Outside,
    /// An ordinary time.
    Once(i64),
    /// The clocks go back, and the time comes twice.
    Twice(i64, i64),
    /// The clocks go forward over it.
    Never,
}

impl Opening {
    /// When the clock shows `minute` minutes after midnight on `date`.
    pub(crate) fn on_clock(&self, date: Date, minute: u32) -> OnClock {
        let day = self.day(date).or_else(|| self.night_after(date, minute));
        day.map_or(OnClock::Outside, |day| self.on_clock_of(day, date, minute))
    }

    /// The same for a day of the horizon that is known, with its date.
    pub(crate) fn on_clock_of(&self, day: usize, date: Date, minute: u32) -> OnClock {
        if self.is_ordinary(day) || minute == 0 {
            return OnClock::Once(self.midnights[day] + i64::from(minute) * 60);
        }
        if minute >= 24 * 60 {
            return OnClock::Once(self.midnights[day + 1]);
        }
        let time = date.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        let at = |offset: jiff::tz::Offset| offset.to_timestamp(time).map_or(0, |moment| self.elapsed_at(moment));
        match self.timezone.to_ambiguous_timestamp(time).offset() {
            AmbiguousOffset::Unambiguous { offset } => OnClock::Once(at(offset)),
            AmbiguousOffset::Fold { before, after } => OnClock::Twice(at(before), at(after)),
            AmbiguousOffset::Gap { .. } => OnClock::Never,
        }
    }

    /// Seconds from the start of the horizon to a moment; negative before it.
    pub(crate) fn elapsed_at(&self, moment: Timestamp) -> i64 {
        moment.as_second() - self.calendar.midnight.timestamp().as_second()
    }

    /// The date and the minute after midnight that the clock shows at a moment.
    pub(crate) fn local(&self, moment: Timestamp) -> (Date, u32) {
        let local = moment.to_zoned(self.timezone.clone());
        (local.date(), u32::from(local.hour().unsigned_abs()) * 60 + u32::from(local.minute().unsigned_abs()))
    }

    /// Whether what the clock shows at this many seconds from the start of the horizon was shown an hour ago already.
    pub(crate) fn comes_again(&self, elapsed: f64) -> bool {
        let moment = self.calendar.midnight.timestamp().as_second() + elapsed as i64;
        let Ok(moment) = Timestamp::from_second(moment) else { return false };
        let local = moment.to_zoned(self.timezone.clone());
        let offset = self.timezone.to_ambiguous_timestamp(local.datetime()).offset();
        matches!(offset, AmbiguousOffset::Fold { after, .. } if local.offset() == after)
    }

    /// When the clock of a day of the horizon runs from one minute to another, which may lie in the day after: once, or twice where the
    /// clocks go back.
    pub(crate) fn passes(&self, day: usize, from: u32, until: u32) -> Vec<(i64, i64)> {
        if self.is_ordinary(day) {
            return vec![(self.midnights[day] + i64::from(from) * 60, self.midnights[day] + i64::from(until) * 60)];
        }
        let (from, until) = (i64::from(from) * 60, i64::from(until) * 60);
        let stretches = self.stretches(day);
        let last = stretches.len().saturating_sub(1);
        let pass = |(position, stretch): (usize, &Stretch)| {
            // After midnight the last stretch runs on.
            let ends = if position == last { i64::MAX } else { stretch.clock + stretch.length };
            let (from, until) = (from.max(stretch.clock), until.min(ends));
            let at = |clock: i64| stretch.elapsed + clock - stretch.clock;
            (from < until).then(|| (at(from), at(until)))
        };
        stretches.iter().enumerate().filter_map(pass).collect()
    }

    /// Minutes between two minutes of a day's clock in which the centre is open. Both may lie in the day after.
    pub(crate) fn open_minutes(&self, day: usize, from: u32, until: u32) -> u32 {
        const LENGTH: u32 = 24 * 60;
        let overlap = |hours: Option<(u32, u32)>| {
            hours.map_or(0, |(open, close)| until.min(close).saturating_sub(from.max(open)))
        };
        let hours = |day: Option<usize>| {
            let hours = self.days.get(day?)?.1?;
            Some((hours.open, hours.close))
        };
        let before =
            hours(day.checked_sub(1)).filter(|(_, close)| *close > LENGTH).map(|(_, close)| (0, close - LENGTH));
        let after = hours(Some(day + 1)).map(|(open, close)| (open + LENGTH, close + LENGTH));
        overlap(before) + overlap(hours(Some(day))) + overlap(after)
    }

    /// The next midnight after a moment of the horizon.
    pub(crate) fn midnight_after(&self, elapsed: i64) -> i64 {
        let next = self.midnights.partition_point(|midnight| *midnight <= elapsed);
        self.midnights.get(next).copied().unwrap_or_else(|| self.midnights.last().copied().unwrap_or(0) + DAY)
    }

    /// The days on which the centre is open, each with its date; if the last evening goes on after midnight, the day after is one of them.
    pub(crate) fn dates(&self) -> impl Iterator<Item = (usize, Date)> + '_ {
        let days = self.days.iter().map(|(date, _)| *date);
        let after = self.days.last().and_then(|(date, _)| date.tomorrow().ok());
        days.chain(after.filter(|_| self.opens_at_midnight(self.days.len()))).enumerate()
    }

    /// Whether a minute of a day of [`Opening::dates`] lies in the horizon: on the day after the last one, only what the evening before reaches.
    pub(crate) fn reaches(&self, day: usize, minute: u32) -> bool {
        day < self.days.len() || self.open_minutes(day, minute, minute + 1) > 0
    }

    /// The day after the last one, if the last evening reaches a minute of it.
    pub(crate) fn night_after(&self, date: Date, minute: u32) -> Option<usize> {
        let day = self.days.len();
        let is_after = self.days.last().and_then(|(last, _)| last.tomorrow().ok()) == Some(date);
        (is_after && self.reaches(day, minute)).then_some(day)
    }

    /// The day of the horizon that begins at a midnight; the day after counts if the last evening goes on into it.
    pub(crate) fn day_beginning_at(&self, midnight: i64) -> Option<usize> {
        self.midnights
            .binary_search(&midnight)
            .ok()
            .filter(|day| *day < self.days.len() || self.opens_at_midnight(*day))
    }

    /// Whether the centre is open in the first minute of a day.
    pub(crate) fn opens_at_midnight(&self, day: usize) -> bool {
        self.open_minutes(day, 0, 1) > 0
    }

    /// Which day of the horizon a date is.
    pub(crate) fn day(&self, date: Date) -> Option<usize> {
        let first = self.days.first()?.0;
        let days = date.since(first).ok()?.get_days();
        usize::try_from(days).ok().filter(|day| *day < self.days.len())
    }

    fn is_ordinary(&self, day: usize) -> bool {
        self.midnights[day + 1] - self.midnights[day] == DAY
    }
}
