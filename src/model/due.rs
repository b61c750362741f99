use crate::units::{Instant, Seconds, Ticks};

use super::Calendar;

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// This long after it arrived.
    After(Seconds),
    /// By closing time of the n-th open day after that on which it arrived.
    WorkingDays {
        /// The number n.
        days: u32,
        /// Open days of an ordinary week. They turn ages in days into ages in open days.
        in_a_week: u32,
    },
}

impl Due {
    /// When something should be done that arrived at `arrived`, on the open day with this number.
    #[must_use]
    pub fn moment(self, arrived: Instant, open_day: u32, closings: &Closings) -> Moment {
        match self {
            Self::After(length) => (arrived + Ticks::from_seconds(length)).0 as Moment,
            Self::WorkingDays { days, in_a_week } => {
                closings.close_of(i64::from(open_day) + i64::from(days), in_a_week)
            }
        }
    }

    /// When something should be done that has waited for `age` at the start. Open days before the start are counted at the pace of an
    /// ordinary week.
    #[must_use]
    pub fn moment_for_backlog(self, age: Ticks, closings: &Closings) -> Moment {
        match self {
            Self::After(length) => Ticks::from_seconds(length).0 as Moment - age.0 as Moment,
            Self::WorkingDays { days, in_a_week } => {
                let passed = age.seconds() / 86_400.0 * f64::from(in_a_week.max(1)) / 7.0;
                closings.close_of(i64::from(days) - 1 - passed.floor() as i64, in_a_week)
            }
        }
    }
}

/// A moment in ticks that may lie before the start.
pub type Moment = i64;

/// When the open days of a calendar end.
#[derive(Clone, Debug)]
pub struct Closings {
    by_open_day: Vec<Instant>,
    horizon: Instant,
}

impl Closings {
    /// The closings of a calendar.
    #[must_use]
    pub fn new(calendar: &Calendar) -> Self {
        let by_day = calendar.intervals.chunk_by(|a, b| a.day == b.day);
        let by_open_day = by_day.filter_map(|intervals| Some(intervals.last()?.end)).collect();
        Self { by_open_day, horizon: calendar.horizon }
    }

    /// When each open day of the horizon ends.
    #[must_use]
    pub fn by_open_day(&self) -> &[Instant] {
        &self.by_open_day
    }

    /// When the open day with this number ends, counted from 0. Days before the start and beyond the horizon follow at the pace of an
    /// ordinary week.
    fn close_of(&self, open_day: i64, days_in_a_week: u32) -> Moment {
        let calendar_days = |open_days: i64| {
            let ticks = open_days as f64 * 7.0 / f64::from(days_in_a_week.max(1)) * 86_400.0 * Ticks::PER_SECOND as f64;
            ticks.ceil() as Moment
        };
        match usize::try_from(open_day) {
            Err(_) => calendar_days(open_day + 1),
            Ok(day) => match self.by_open_day.get(day) {
                Some(close) => close.0 as Moment,
                None => self.horizon.0 as Moment + calendar_days((day + 1 - self.by_open_day.len()) as i64),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400 * Ticks::PER_SECOND as i64;

    /// Two days that close at 17:00, in a horizon of three.
    fn closings() -> Closings {
        let close = |day: u64| Instant((day * 24 + 17) * 3600 * Ticks::PER_SECOND);
        Closings { by_open_day: vec![close(0), close(1)], horizon: Instant(3 * DAY as u64) }
    }

    #[test]
    fn working_days_are_counted_from_the_day_of_arrival() {
        let due = Due::WorkingDays { days: 1, in_a_week: 5 };
        assert_eq!(due.moment(Instant(1), 0, &closings()), closings().by_open_day()[1].0 as i64);
        // Beyond the horizon, an open day is 1.4 days long.
        assert_eq!(due.moment(Instant(1), 1, &closings()), 3 * DAY + (1.4 * DAY as f64).ceil() as i64);
    }

    #[test]
    fn a_backlog_older_than_it_may_be_is_overdue_from_the_start() {
        let due = Due::WorkingDays { days: 5, in_a_week: 5 };
        let aged = |days: u64| due.moment_for_backlog(Ticks(days * DAY as u64), &closings());
        // A week ago: five open days have passed, and the fifth was the last of them.
        assert_eq!(aged(7), 0);
        assert_eq!(aged(14), -7 * DAY);
        assert_eq!(aged(5), closings().by_open_day()[1].0 as i64);
        let after = Due::After(Seconds::new(86_400.0).unwrap());
        assert_eq!(after.moment_for_backlog(Ticks(3 * DAY as u64), &closings()), -2 * DAY);
    }
}
