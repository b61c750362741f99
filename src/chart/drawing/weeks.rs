use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::chart::words::dates;
use crate::results::{DisruptionMark, Estimate, WeekResults};

use super::axis::{Axis, Tick};
use super::lettering::TICK;
use super::panel::Spot;
use super::timeline::Span;

/// The weeks of a run one after another, in days from the first.
#[derive(Debug)]
pub(crate) struct Weeks {
    first: Date,
    days: f64,
    width: f64,
}

const SECONDS_IN_DAY: f64 = 86_400.0;

impl Weeks {
    /// All of `weeks`, for a plot `width` pixels wide; `None` if there are none.
    pub(crate) fn over<'a>(weeks: impl Iterator<Item = &'a WeekResults>, width: f64) -> Option<Self> {
        let starts: Vec<Date> = weeks.filter_map(|week| week.start.parse().ok()).collect();
        let (first, last) = (*starts.iter().min()?, *starts.iter().max()?);
        Some(Self { first, days: days_between(first, last) + 7.0, width })
    }

    /// The axis, with months named where there is room.
    pub(crate) fn axis(&self) -> Axis {
        Axis::with_ticks(0.0, self.days, self.ticks())
    }

    /// What the axis is called.
    pub(crate) fn name(&self) -> String {
        let last = self.first.checked_add((self.days as i64 - 1).days()).unwrap_or(self.first);
        format!("Week, {}", dates::days(self.first, last))
    }

    /// `values` by start of week, each in the middle of its week.
    pub(crate) fn points(&self, values: &[(String, Option<Estimate>)]) -> Vec<Spot> {
        let point = |(start, estimate): &(String, Option<Estimate>)| {
            Some((days_between(self.first, start.parse().ok()?) + 3.5, *estimate))
        };
        values.iter().filter_map(point).collect()
    }

    /// Where a date lies on the axis, if it does.
    pub(crate) fn day(&self, date: Date) -> Option<f64> {
        let days = days_between(self.first, date);
        (0.0..=self.days).contains(&days).then_some(days)
    }

    /// Where `mark` lies on the axis: nowhere if outside, or if it lasts throughout.
    pub(crate) fn disrupted(&self, mark: &DisruptionMark) -> Vec<Span> {
        let place = |text: &str| {
            let moment: DateTime = text.parse().ok()?;
            let into_day = moment.time().duration_since(jiff::civil::Time::midnight());
            Some(days_between(self.first, moment.date()) + into_day.as_secs() as f64 / SECONDS_IN_DAY)
        };
        let Some((from, until)) = place(&mark.from).zip(place(&mark.until)) else { return Vec::new() };
        let throughout = from <= 0.0 && self.days <= until;
        let span = Span { from: from.max(0.0), until: until.min(self.days), name: mark.label.clone() };
        if throughout || span.until <= span.from { Vec::new() } else { vec![span] }
    }

    fn ticks(&self) -> Vec<Tick> {
        let pixels_per_day = self.width / self.days;
        if self.days <= MOST_DAYS_IN_WEEKS {
            let room = TICK.width("30 Mar") + 14.0;
            let every = (room / (7.0 * pixels_per_day)).ceil().max(1.0) as usize;
            let weeks = (0..(self.days / 7.0) as i64).step_by(every);
            let begins = weeks.filter_map(|week| Some((week, self.first.checked_add((7 * week).days()).ok()?)));
            let named = |(week, date): (i64, Date)| Tick { value: 7.0 * week as f64, label: name(date, "%-d %b") };
            return begins.map(named).collect();
        }
        // The first and every January have their year.
        let room = (TICK.width("Mar 2026") + TICK.width("Mar")) / 2.0 + 10.0;
        let steps = [1, 2, 3, 6, 12, 24, 60, 120];
        let step = steps.into_iter().find(|step| room <= f64::from(*step) * pixels_per_day * 30.44).unwrap_or(240);
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        let mut month = (months(self.first) + step - 1) / step * step;
        let mut ticks: Vec<Tick> = Vec::new();
        while let Ok(date) = Date::new((month / 12) as i16, (month % 12 + 1) as i8, 1) {
            let value = days_between(self.first, date);
            if self.days <= value {
                break;
            }
            if 0.0 <= value {
                let form = if ticks.is_empty() || date.month() == 1 { "%b %Y" } else { "%b" };
                ticks.push(Tick { value, label: name(date, form) });
            }
            month += step;
        }
        ticks
    }
}

/// Up to so many days, weeks are named by the day they begin; beyond, months.
const MOST_DAYS_IN_WEEKS: f64 = 100.0;

fn name(date: Date, form: &str) -> String {
    date.strftime(form).to_string()
}

fn days_between(from: Date, until: Date) -> f64 {
    from.duration_until(until).as_secs() as f64 / SECONDS_IN_DAY
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Measures;

    fn year() -> Weeks {
        let starts = (0..52).map(|week| jiff::civil::date(2017, 1, 2) + jiff::Span::new().days(7 * week));
        let weeks: Vec<_> =
            starts.map(|start| WeekResults { start: start.to_string(), measures: Measures::new() }).collect();
        Weeks::over(weeks.iter(), 800.0).unwrap()
    }

    #[test]
    fn months_are_named_where_they_begin() {
        let ticks = year().ticks();
        let named: Vec<_> = ticks.iter().map(|tick| (tick.value, tick.label.as_str())).collect();
        assert_eq!(named[..3], [(30.0, "Feb 2017"), (58.0, "Mar"), (89.0, "Apr")]);
        assert_eq!(year().name(), "Week, 2 January to 31 December 2017");
        let month = Weeks { first: jiff::civil::date(2017, 1, 30), days: 28.0, width: 300.0 };
        let named: Vec<_> = month.ticks().into_iter().map(|tick| tick.label).collect();
        assert_eq!(named, ["30 Jan", "6 Feb", "13 Feb", "20 Feb"]);
    }

    #[test]
    fn a_stoppage_lies_where_it_lay() {
        let mark = |from: &str, until: &str| DisruptionMark {
            label: "Strike".into(),
            from: format!("{from}+01:00"),
            until: format!("{until}+01:00"),
        };
        let spans = year().disrupted(&mark("2017-01-03T12:00:00", "2017-01-05T00:00:00"));
        assert_eq!(spans, [Span { from: 1.5, until: 3.0, name: "Strike".into() }]);
        assert_eq!(year().disrupted(&mark("2017-01-01T00:00:00", "2018-01-01T00:00:00")), []);
    }
}
