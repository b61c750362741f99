use jiff::{SignedDuration, Zoned};

use crate::units::{Instant, Seconds};

/// What happens at closing time to those still waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtClose {
    /// The agents of the last interval answer them, or they give up.
    ServeOut,
    /// They are turned away.
    TurnAway,
}

/// One planning slot of open time, `(start, end]`: what happens at exactly `end` still belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// When it begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// Day of the horizon, from 0.
    pub day: u32,
    /// Which slot of the average day it belongs to: an index into [`Calendar::day_slots`].
    pub slot: u32,
    /// Whether it is what the warm-up leaves of an interval.
    pub rest: bool,
    /// Whether the doors close at its end. They do not at the end of the horizon if the centre would be open a moment later.
    pub closes: bool,
}

/// A slot of the average day, by the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySlot {
    /// Minutes after midnight at which it begins.
    pub minute: u32,
}

/// When the centre is open, cut into intervals.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Midnight of the first day, local time: the moment of tick 0.
    pub midnight: Zoned,
    /// Days in the horizon.
    pub days: u32,
    /// Length of a whole interval.
    pub interval_length: Seconds,
    /// Length of the intervals of results: so many whole intervals.
    pub report_length: Seconds,
    /// All open intervals in order of time, without overlap. One is cut in two where the warm-up ends inside it.
    pub intervals: Vec<Interval>,
    /// The slots of the average day, in order.
    pub day_slots: Vec<DaySlot>,
    /// Days of an ordinary week that are open, Monday first.
    pub open_weekdays: [bool; 7],
    /// The end of the last day.
    pub horizon: Instant,
    /// The end of the warm-up. What begins earlier is simulated and left out of every result.
    pub warm_up: Instant,
    /// What happens at closing time.
    pub at_close: AtClose,
}

impl Calendar {
    /// Seconds since 1970 at which an interval begins. They name the interval in every variant, whatever its position.
    #[must_use]
    pub fn timestamp(&self, interval: &Interval) -> i64 {
        self.midnight.timestamp().as_second() + interval.start.seconds() as i64
    }

    /// Days since 1970 of a day of the horizon, by the local calendar.
    #[must_use]
    pub fn date_number(&self, day: u32) -> i64 {
        let epoch = jiff::civil::date(1970, 1, 1);
        let first = self.midnight.date().since(epoch).map_or(0, |span| i64::from(span.get_days()));
        first + i64::from(day)
    }

    /// Local time of `instant` with its offset, as `2026-03-02T08:00:00+00:00`.
    #[must_use]
    pub fn local_time(&self, instant: Instant) -> String {
        let moment = self.moment(instant);
        moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The moment on the wall clock.
    ///
    /// # Panics
    ///
    /// If `instant` lies beyond the year 9999, which no calendar built from a scenario reaches.
    #[must_use]
    pub fn moment(&self, instant: Instant) -> Zoned {
        let seconds = instant.seconds().round() as i64;
        self.midnight.checked_add(SignedDuration::from_secs(seconds)).expect("a horizon ends before the year 9999")
    }

    /// Whole weeks of seven days in the horizon, counted from its first day.
    #[must_use]
    pub fn weeks(&self) -> u32 {
        self.days / 7
    }

    /// Weeks counted from the first day of the horizon; the last may have fewer than seven days.
    #[must_use]
    pub fn weeks_begun(&self) -> u32 {
        self.days.div_ceil(7)
    }

    /// The first week that begins after the warm-up: when as much time has passed since the start as the warm-up takes.
    #[must_use]
    pub fn first_week_counted(&self) -> u32 {
        let opening = self.intervals.first().map_or(Instant::ZERO, |first| first.start);
        let warm_up = if self.warm_up == Instant::ZERO { 0.0 } else { self.warm_up.since(opening).seconds() };
        (warm_up / (7.0 * 86_400.0)).ceil() as u32
    }

    /// The moment at which the clock on the wall shows `minute` minutes after midnight on day `day` of the horizon. If the clock is put
    /// forward over that time, the moment is as much later.
    ///
    /// # Panics
    ///
    /// Beyond the year 9999, which no calendar built from a scenario reaches.
    #[must_use]
    pub fn at_clock(&self, day: u32, minute: u32) -> Instant {
        let date = self.midnight.date().checked_add(jiff::Span::new().days(i64::from(day)));
        let date = date.expect("a horizon ends before the year 9999");
        let (hour, minute, next) = (minute / 60 % 24, minute % 60, minute / (24 * 60));
        let wall = date.at(hour as i8, minute as i8, 0, 0).checked_add(jiff::Span::new().days(i64::from(next)));
        let wall = wall.expect("a horizon ends before the year 9999");
        let moment = wall.to_zoned(self.midnight.time_zone().clone()).expect("a horizon ends before the year 9999");
        Instant::at_seconds((moment.timestamp().as_second() - self.midnight.timestamp().as_second()).max(0) as f64)
    }

    /// The date on which a week begins: `2026-03-02`.
    #[must_use]
    pub fn date_of_week(&self, week: u32) -> String {
        self.date_of_day(week * 7)
    }

    /// The date of a day of the horizon: `2026-03-02`.
    ///
    /// # Panics
    ///
    /// Beyond the year 9999, which no calendar built from a scenario reaches.
    #[must_use]
    pub fn date_of_day(&self, day: u32) -> String {
        let days = jiff::Span::new().days(i64::from(day));
        let date = self.midnight.date().checked_add(days).expect("a horizon ends before the year 9999");
        date.to_string()
    }

    /// Whether the doors never close within the horizon.
    #[must_use]
    pub fn never_closes(&self) -> bool {
        self.intervals.iter().all(|interval| !interval.closes)
    }
}

/// From the Monday before the first of January 1970, a Thursday, to that day.
const DAYS_SINCE_MONDAY: i64 = 3;

/// The number of the week, from Monday to Sunday, in which a day of [`Calendar::date_number`] lies; that of 1 January 1970 is 0.
#[must_use]
pub fn week_number(date: i64) -> i64 {
    (date + DAYS_SINCE_MONDAY).div_euclid(7)
}

/// The day of the week of a day of [`Calendar::date_number`]; Monday is 0.
#[must_use]
pub fn weekday(date: i64) -> usize {
    (date + DAYS_SINCE_MONDAY).rem_euclid(7) as usize
}
