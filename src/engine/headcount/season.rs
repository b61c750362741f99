//! Leave years, and how much each day of them is asked for.

use crate::model::{Calendar, Leave};

/// The leave years that the horizon touches.
#[derive(Debug)]
pub(super) struct Season {
    /// The day of the horizon on which each begins, the first at or before day 0; and the day on which the last ends.
    years: Vec<i32>,
    /// What is asked for up to each day from the beginning of the first.
    up_to: Vec<f64>,
    horizon: u32,
}

impl Season {
    pub(super) fn new(leave: &Leave, calendar: &Calendar) -> Self {
        let first = calendar.midnight.date();
        let beginnings = (first.year() - 1..).map(|year| begins(year, leave.year_begins));
        let days = |date: jiff::civil::Date| date.since(first).map_or(0, |span| span.get_days());
        let mut years: Vec<i32> = Vec::new();
        for begins in beginnings.map(days) {
            years.retain(|earlier| 0 < *earlier || 0 < begins);
            years.push(begins);
            if calendar.days as i32 <= begins {
                break;
            }
        }
        let mut up_to = vec![0.0];
        let mut date = first.saturating_add(jiff::Span::new().days(years[0]));
        for day in years[0]..years[years.len() - 1] {
            let before = up_to[(day - years[0]) as usize];
            up_to.push(before + leave.by_month[date.month() as usize - 1]);
            date = date.saturating_add(jiff::Span::new().days(1));
        }
        Self { years, up_to, horizon: calendar.days }
    }

    /// Whether a leave year begins on a day.
    pub(super) fn year_begins(&self, day: u32) -> bool {
        self.years.contains(&(day as i32))
    }

    /// The number of the leave year of a day, from 0.
    pub(super) fn year(&self, day: u32) -> u32 {
        self.years.iter().filter(|begins| **begins <= day as i32).count() as u32 - 1
    }

    /// The day on which the leave year of `day`, or the horizon, is over.
    pub(super) fn year_until(&self, day: u32) -> u32 {
        (self.years[self.year(day) as usize + 1] as u32).min(self.horizon)
    }

    /// Of a year's entitlement, the part that somebody takes from `day` on in its leave year and within the horizon who joined and came
    /// to the floor on these days: in proportion to the time employed in the year, and of that the part of the season that lies within
    /// the horizon.
    pub(super) fn share_within(&self, day: u32, joined: i32, floor_from: u32) -> f64 {
        let year = self.year(day) as usize;
        let (begins, ends) = (self.years[year], self.years[year + 1]);
        let employed = f64::from(ends - joined.max(begins)) / f64::from(ends - begins);
        let may_take_from = if joined < 0 { begins } else { begins.max(floor_from as i32) };
        let in_year = self.asked_between(may_take_from, ends);
        if in_year <= 0.0 {
            return 0.0;
        }
        let within = self.asked_between(may_take_from.max(day as i32), ends.min(self.horizon as i32));
        employed.clamp(0.0, 1.0) * within.max(0.0) / in_year
    }

    /// The day wished for, of those from `from` until so many days before the end of the leave year of `day` or of the horizon: the one
    /// up to which a share of them all is asked for. None if nothing is asked for in this time.
    pub(super) fn wished(&self, (day, from): (u32, u32), before_end: u32, share: f64) -> Option<u32> {
        let end = self.year_until(day);
        let until = end.saturating_sub(before_end).max(from + 1);
        let all = if until <= end { self.asked_between(from as i32, until as i32) } else { 0.0 };
        if all <= 0.0 {
            return None;
        }
        let aim = self.up_to(from as i32) + share * all;
        let offset = self.up_to.partition_point(|up_to| *up_to <= aim) as i32 - 1;
        Some(((offset + self.years[0]).max(0) as u32).clamp(from, until - 1))
    }

    fn asked_between(&self, from: i32, until: i32) -> f64 {
        if from < until { self.up_to(until) - self.up_to(from) } else { 0.0 }
    }

    fn up_to(&self, day: i32) -> f64 {
        self.up_to[(day - self.years[0]) as usize]
    }
}

/// The date on which the leave year of a calendar year begins; of a day that the month does not have that year, its last.
fn begins(year: i16, (month, day): (u8, u8)) -> jiff::civil::Date {
    let first = jiff::civil::date(year, month as i8, 1);
    first.with().day((day as i8).min(first.days_in_month())).build().unwrap_or(first)
}
