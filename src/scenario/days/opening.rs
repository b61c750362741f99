use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::decode::{Fault, Placed, Reading};
use crate::model::{Calendar, DaySlot, Interval};
use crate::units::{Instant, Seconds, Ticks};

use super::bank_holidays::{YEARS, bank_holidays};
use super::calendar::CalendarKeys;
use super::hours::{DAY_MINUTES, DayHours};

/// A calendar with what its intervals show on the clock, which demand and staffing are laid out by.
pub(crate) struct Opening {
    /// The calendar of the model.
    pub(crate) calendar: Calendar,
    /// For each interval, the seconds after local midnight of its day at which it begins: more than a day's after the midnight that follows.
    pub(crate) clock: Vec<f64>,
    /// For each day of the horizon, its date and its hours.
    pub(crate) days: Vec<(Date, Option<DayHours>)>,
    /// Days of an ordinary week that are open, Monday first.
    pub(crate) open_weekdays: [bool; 7],
    /// The clock on the wall.
    pub(super) timezone: TimeZone,
    /// Seconds from the start of the horizon to the first moment of each of its days, and of the two days after.
    pub(super) midnights: Vec<i64>,
}

/// A stretch of a day during which the clock runs steadily, in seconds.
pub(super) struct Stretch {
    pub(super) elapsed: i64,
    pub(super) clock: i64,
    pub(super) length: i64,
}

impl Opening {
    /// Lays out the calendar, reporting what cannot be.
    pub(crate) fn new(keys: &CalendarKeys, warm_up: Option<Placed<Seconds>>, reading: &mut Reading) -> Option<Self> {
        let days = days(keys, reading)?;
        let midnights = midnights(keys, reading)?;
        let horizon = Instant::at_seconds(elapsed(&midnights, keys.days() as usize) as f64);
        let mut layout = Layout::new(keys);
        for (day, (_, hours)) in days.iter().enumerate() {
            if let Some(hours) = hours {
                layout.open_day(day, *hours, &stretches(&midnights, day));
                layout.open_day(day, *hours, &stretches_after(&midnights, day));
            }
        }
        // The last day is open to its end, and the horizon with it.
        let horizon = layout.intervals.last().map_or(horizon, |last| horizon.max(last.end));
        let closes_last = !opens_at_midnight_after(keys);
        layout.mark_closings(horizon, closes_last);
        // The clock of the warm-up starts with the first opening: before it there is nothing to warm up.
        let first_opening = layout.intervals.first().map_or(Instant::ZERO, |first| first.start);
        let warm_up_ends = warm_up.map_or(Instant::ZERO, |length| first_opening + Ticks::from_seconds(length.value));
        if let Some(length) = warm_up
            && layout.intervals.last().is_some_and(|last| last.end <= warm_up_ends)
        {
            let fault = Fault::new("`warm_up` leaves nothing of the horizon").at(length.place);
            reading.report(fault.help("make it shorter, or the horizon longer with `days`"));
            return None;
        }
        layout.cut_at(warm_up_ends);
        if layout.intervals.is_empty() {
            let fault = Fault::new("the centre is closed throughout the horizon").at(keys.hours.place);
            reading.report(fault.help("open it on a day of the horizon, or choose another `start`"));
            return None;
        }
        let open_weekdays = keys.hours.value.map(|hours| hours.is_some());
        let calendar = Calendar {
            midnight: midnights[0].clone(),
            days: keys.days(),
            interval_length: Seconds::new(f64::from(keys.interval) * 60.0).ok()?,
            report_length: Seconds::new(f64::from(keys.report_interval(reading)?) * 60.0).ok()?,
            day_slots: layout.day_slots(),
            intervals: layout.intervals,
            open_weekdays,
            horizon,
            warm_up: warm_up_ends,
            at_close: keys.at_close,
        };
        let midnights = (0..midnights.len()).map(|day| elapsed(&midnights, day)).collect();
        Some(Self { calendar, clock: layout.clock, days, open_weekdays, timezone: keys.timezone.clone(), midnights })
    }

    /// The stretches of a day of the horizon during which its clock runs steadily.
    pub(super) fn stretches(&self, day: usize) -> Vec<Stretch> {
        let midnight = |day: usize| self.calendar.moment(Instant::at_seconds(self.midnights[day] as f64));
        let around = [midnight(day), midnight(day + 1)];
        let mut stretches = stretches(&around, 0);
        stretches.iter_mut().for_each(|stretch| stretch.elapsed += self.midnights[day]);
        stretches
    }

    /// Days on which an ordinary week is open.
    pub(crate) fn days_in_a_week(&self) -> u32 {
        self.open_weekdays.iter().filter(|open| **open).count() as u32
    }

    /// Seconds from the start of the horizon to a time on the clock; negative before it.
    pub(crate) fn seconds_until(&self, time: jiff::civil::DateTime) -> Option<f64> {
        let moment = time.to_zoned(self.timezone.clone()).ok()?;
        Some(moment.timestamp().as_second() as f64 - self.calendar.midnight.timestamp().as_second() as f64)
    }
}

/// The intervals as they are laid out day by day.
struct Layout {
    interval: i64,
    first_opening: i64,
    last_closing: i64,
    intervals: Vec<Interval>,
    clock: Vec<f64>,
}

impl Layout {
    fn new(keys: &CalendarKeys) -> Self {
        let hours = || keys.hours.value.iter().flatten();
        let minutes = |minutes: Option<u32>| i64::from(minutes.unwrap_or(0)) * 60;
        Self {
            interval: i64::from(keys.interval) * 60,
            first_opening: minutes(hours().map(|hours| hours.open).min()),
            last_closing: minutes(hours().map(|hours| hours.close).max()),
            intervals: Vec::new(),
            clock: Vec::new(),
        }
    }

    fn open_day(&mut self, day: usize, hours: DayHours, stretches: &[Stretch]) {
        for stretch in stretches {
            let from = stretch.clock.max(i64::from(hours.open) * 60);
            let until = (stretch.clock + stretch.length).min(i64::from(hours.close) * 60);
            let mut start = from;
            while start < until {
                let slot = (start - self.first_opening) / self.interval;
                let end = until.min(self.first_opening + (slot + 1) * self.interval);
                let at = |clock: i64| Instant::at_seconds((stretch.elapsed + clock - stretch.clock) as f64);
                let (start_at, end_at) = (at(start), at(end));
                let interval = Interval {
                    start: start_at,
                    end: end_at,
                    day: day as u32,
                    slot: slot as u32,
                    rest: false,
                    closes: false,
                };
                self.intervals.push(interval);
                self.clock.push(start as f64);
                start = end;
            }
        }
    }

    fn mark_closings(&mut self, horizon: Instant, closes_last: bool) {
        let starts: Vec<Instant> = self.intervals.iter().skip(1).map(|interval| interval.start).collect();
        for (position, interval) in self.intervals.iter_mut().enumerate() {
            interval.closes = match starts.get(position) {
                Some(next) => *next != interval.end,
                None => interval.end != horizon || closes_last,
            };
        }
    }

    /// Cuts the interval in which `moment` lies in two.
    fn cut_at(&mut self, moment: Instant) {
        let inside = self.intervals.iter().position(|interval| interval.start < moment && moment < interval.end);
        if let Some(position) = inside {
            let whole = self.intervals[position];
            self.intervals[position] = Interval { end: moment, closes: false, ..whole };
            self.intervals.insert(position + 1, Interval { start: moment, rest: true, ..whole });
            let clock = self.clock[position] + moment.since(whole.start).seconds();
            self.clock.insert(position + 1, clock);
        }
    }

    fn day_slots(&self) -> Vec<DaySlot> {
        let starts = (self.first_opening..self.last_closing).step_by(self.interval as usize);
        starts.map(|start| DaySlot { minute: (start / 60) as u32 }).collect()
    }
}

/// Every day of the horizon with its hours.
fn days(keys: &CalendarKeys, reading: &mut Reading) -> Option<Vec<(Date, Option<DayHours>)>> {
    let last = keys.start.value.checked_add(i64::from(keys.days()).days()).ok();
    let within = last.is_some_and(|last| last.year() < 9999) && keys.start.value.year() >= 1900;
    if !within {
        let fault = Fault::new("the horizon must lie between the years 1900 and 9999").at(keys.start.place);
        reading.report(fault.help("check the year"));
        return None;
    }
    let covered = last.is_some_and(|last| YEARS.contains(&last.year())) && YEARS.contains(&keys.start.value.year());
    if let Some(nation) = &keys.bank_holidays
        && !covered
    {
        let fault = Fault::new("bank holidays are known for the years 2000 to 2100 only").at(nation.place);
        reading.report(fault.help("list them as dates in `closed` instead"));
        return None;
    }
    let closed = closed_dates(keys);
    let first = keys.start.value;
    let date = |day: u32| first.checked_add(i64::from(day).days()).ok();
    (0..keys.days()).map(|day| date(day).map(|date| (date, hours_on(keys, &closed, date)))).collect()
}

fn closed_dates(keys: &CalendarKeys) -> HashSet<Date> {
    let mut closed: HashSet<Date> = keys.closed.iter().copied().collect();
    if let Some(nation) = &keys.bank_holidays {
        let first = keys.start.value.year();
        let years = i16::try_from(keys.days() / 365 + 2).unwrap_or(i16::MAX);
        closed.extend((first..=first.saturating_add(years)).flat_map(|year| bank_holidays(nation.value, year)));
    }
    closed
}

fn hours_on(keys: &CalendarKeys, closed: &HashSet<Date>, date: Date) -> Option<DayHours> {
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    if closed.contains(&date) { None } else { keys.hours.value[weekday] }
}

/// Whether the day after the horizon would open at its first moment, or when the last day closes.
fn opens_at_midnight_after(keys: &CalendarKeys) -> bool {
    let after = keys.start.value.checked_add(i64::from(keys.days()).days());
    let hours = after.as_ref().ok().and_then(|date| hours_on(keys, &closed_dates(keys), *date));
    let last_day = after.ok().and_then(|date| hours_on(keys, &closed_dates(keys), date.yesterday().ok()?));
    let closes = last_day.map_or(0, |hours| hours.close.saturating_sub(DAY_MINUTES));
    hours.is_some_and(|hours| hours.open == closes)
}

/// The first moment of every day of the horizon and of the two days after.
fn midnights(keys: &CalendarKeys, reading: &mut Reading) -> Option<Vec<Zoned>> {
    let first = keys.start.value;
    let midnight = |day: u32| {
        let date = first.checked_add(i64::from(day).days()).ok()?;
        date.to_zoned(keys.timezone.clone()).ok()?.start_of_day().ok()
    };
    let midnights: Option<Vec<Zoned>> = (0..=keys.days() + 1).map(midnight).collect();
    if midnights.is_none() {
        reading.report(Fault::new("the horizon lies outside the years a clock can show").at(keys.start.place));
    }
    midnights
}

fn elapsed(midnights: &[Zoned], day: usize) -> i64 {
    midnights[day].timestamp().as_second() - midnights[0].timestamp().as_second()
}

/// The stretches of the day after one, by the clock of that one: 01:00 is 25:00.
fn stretches_after(midnights: &[Zoned], day: usize) -> Vec<Stretch> {
    let by_clock_of_day = |stretch: Stretch| Stretch { clock: stretch.clock + i64::from(DAY_MINUTES) * 60, ..stretch };
    stretches(midnights, day + 1).into_iter().map(by_clock_of_day).collect()
}

/// The stretches of a day: one, or more if its clocks change.
fn stretches(midnights: &[Zoned], day: usize) -> Vec<Stretch> {
    let (start, end) = (&midnights[day], &midnights[day + 1]);
    let zone = start.time_zone();
    let mut stretches = Vec::with_capacity(1);
    let mut from = start.clone();
    while from.timestamp() < end.timestamp() {
        let change = zone.following(from.timestamp()).next().map(|change| change.timestamp());
        let until = change.filter(|change| *change < end.timestamp() && start.offset() != end.offset());
        let until = until.unwrap_or(end.timestamp());
        let clock = i64::from(from.hour()) * 3600 + i64::from(from.minute()) * 60 + i64::from(from.second());
        stretches.push(Stretch {
            elapsed: from.timestamp().as_second() - midnights[0].timestamp().as_second(),
            clock,
            length: until.as_second() - from.timestamp().as_second(),
        });
        from = until.to_zoned(zone.clone());
    }
    stretches
}
