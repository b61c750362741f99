use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use crate::chart::words::dates;
use crate::results::{DisruptionMark, Estimate};

use super::axis::{Axis, Tick};
use super::panel::Spot;
use super::style::Style;
use super::timeline::Span;

/// Up to so many days, each is named.
const MOST_DAYS_NAMED: i64 = 16;
/// Up to so many days, weeks are named; beyond, months.
const MOST_DAYS_IN_WEEKS: i64 = 190;
/// Most names of weeks or months.
const MOST_NAMES: usize = 14;
/// Most names of days with their day of the week.
const MOST_FULL_NAMES: usize = 12;
/// More days than can be told apart.
const CROWD: i64 = 1000;

/// The calendar days of a run, one unit of the axis each, with a day's figures in its middle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Horizon {
    first: Date,
    days: i64,
}

impl Horizon {
    /// From the earliest to the latest of `dates`; `None` without a readable one.
    pub(crate) fn over<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let dates: Vec<Date> = dates.filter_map(|date| date.parse().ok()).collect();
        let (first, last) = (dates.iter().min()?, dates.iter().max()?);
        Some(Self { first: *first, days: days_between(*first, *last) + 1 })
    }

    /// `values` by date, each in the middle of its day.
    pub(crate) fn points(&self, values: &[(String, Option<Estimate>)]) -> Vec<Spot> {
        let place = |date: &str| Some(days_between(self.first, date.parse().ok()?) as f64 + 0.5);
        values.iter().filter_map(|(date, estimate)| Some((place(date)?, *estimate))).collect()
    }

    /// What the axis is called.
    pub(crate) fn name(&self) -> String {
        let last = self.first.checked_add((self.days - 1).days()).unwrap_or(self.first);
        format!("Date, {}", dates::days(self.first, last))
    }

    /// The axis, with days, weeks or months named, as there is room.
    pub(crate) fn axis(&self, style: &Style) -> Axis {
        let most = style.most(MOST_NAMES);
        let ticks = match self.days {
            days if days <= MOST_DAYS_NAMED => self.days_named(style.most(MOST_FULL_NAMES)),
            days if days <= MOST_DAYS_IN_WEEKS => self.weeks_named(most),
            _ => self.months_named(most),
        };
        Axis::with_ticks(0.0, self.days as f64, ticks)
    }

    /// Where `mark` lies on the axis: nowhere if all of it lies outside, or if it lasts throughout.
    pub(crate) fn disrupted(&self, mark: &DisruptionMark) -> Vec<Span> {
        let Some(((_, begins), (_, ends))) = dates::moment(&mark.from).zip(dates::moment(&mark.until)) else {
            return Vec::new();
        };
        let (from, until) = (self.place(begins).max(0.0), self.place(ends).min(self.days as f64));
        let throughout = from <= 0.0 && self.days as f64 <= until;
        if throughout || until <= from {
            return Vec::new();
        }
        vec![Span { from, until, name: mark.label.clone() }]
    }

    /// Whether there are more days than can be told apart.
    pub(crate) fn is_crowded(&self) -> bool {
        CROWD < self.days
    }

    fn days_named(&self, most: usize) -> Vec<Tick> {
        let every = (self.days as usize).div_ceil(most).max(1);
        self.all()
            .step_by(every)
            .map(|(day, date)| Tick { value: day as f64 + 0.5, label: named(date, "%a %-d %b") })
            .collect()
    }

    /// Mondays, at their beginning.
    fn weeks_named(&self, most: usize) -> Vec<Tick> {
        let mondays: Vec<(i64, Date)> = self.all().filter(|(_, date)| date.weekday() == Weekday::Monday).collect();
        let every = mondays.len().div_ceil(most).max(1);
        let tick = |(day, date): &(i64, Date)| Tick { value: *day as f64, label: named(*date, "%-d %b") };
        mondays.iter().step_by(every).map(tick).collect()
    }

    /// First days of months, at their beginning; the first of them and every January with its year.
    fn months_named(&self, most: usize) -> Vec<Tick> {
        let first_days: Vec<(i64, Date)> = self.all().filter(|(_, date)| date.day() == 1).collect();
        let every = [1, 2, 3, 6].into_iter().find(|every| first_days.len().div_ceil(*every) <= most).unwrap_or(12);
        let shown = first_days.iter().filter(|(_, date)| (date.month() as usize - 1).is_multiple_of(every));
        let tick = |(index, (day, date)): (usize, &(i64, Date))| {
            let form = if index == 0 || date.month() == 1 { "%b %Y" } else { "%b" };
            Tick { value: *day as f64, label: named(*date, form) }
        };
        shown.enumerate().map(tick).collect()
    }

    fn all(&self) -> impl Iterator<Item = (i64, Date)> + '_ {
        (0..self.days).filter_map(|day| Some((day, self.first.checked_add(day.days()).ok()?)))
    }

    fn place(&self, moment: DateTime) -> f64 {
        let seconds = i64::from(moment.hour()) * 3600 + i64::from(moment.minute()) * 60 + i64::from(moment.second());
        days_between(self.first, moment.date()) as f64 + seconds as f64 / 86_400.0
    }
}

fn days_between(first: Date, last: Date) -> i64 {
    first.until(last).map_or(0, |span| i64::from(span.get_days()))
}

fn named(date: Date, form: &str) -> String {
    date.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: &str, last: &str) -> Vec<String> {
        let horizon = Horizon::over([first, last].into_iter()).unwrap();
        horizon.axis(&Style::default()).ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_days_weeks_or_months_as_the_horizon_is_long() {
        assert_eq!(labels("2026-03-02", "2026-03-04"), ["Mon 2 Mar", "Tue 3 Mar", "Wed 4 Mar"]);
        assert_eq!(labels("2026-03-04", "2026-03-27"), ["9 Mar", "16 Mar", "23 Mar"]);
        let year = labels("2026-04-01", "2027-03-31");
        assert_eq!((year.len(), year[0].as_str(), year[1].as_str()), (12, "Apr 2026", "May"));
        assert_eq!(year[9], "Jan 2027");
        assert!(labels("2020-01-01", "2029-12-31").len() <= 14);
    }

    #[test]
    fn a_day_stands_in_its_middle_and_a_disruption_from_hour_to_hour() {
        let horizon = Horizon::over(["2026-03-02", "2026-03-13"].into_iter()).unwrap();
        assert_eq!(horizon.points(&[("2026-03-05".into(), None)]), [(3.5, None)]);
        let mark =
            |from: &str, until: &str| DisruptionMark { label: "Strike".into(), from: from.into(), until: until.into() };
        let spans = horizon.disrupted(&mark("2026-03-04T12:00:00+00:00", "2026-03-06T00:00:00+00:00"));
        assert_eq!(spans, [Span { from: 2.5, until: 4.0, name: "Strike".into() }]);
        assert_eq!(horizon.disrupted(&mark("2026-03-01T00:00:00+00:00", "2026-03-14T00:00:00+00:00")), []);
        assert_eq!(horizon.disrupted(&mark("2026-04-01T00:00:00+00:00", "2026-04-02T00:00:00+00:00")), []);
    }
}
