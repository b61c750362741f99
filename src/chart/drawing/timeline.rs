use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::chart::words::dates;
use crate::results::{DisruptionMark, Estimate, IntervalResults, Results};

use super::axis::{Axis, Tick};
use super::lettering::TICK;
use super::panel::Spot;

const DAY: i64 = 86_400;

/// The open intervals of a run laid end to end, closed time cut out.
#[derive(Debug)]
pub(crate) struct Timeline {
    slots: Vec<Slot>,
    each_day: bool,
    /// Of the average day, the seconds after midnight at which it opens; what is earlier by the clock is of the night after.
    opens: i64,
    cut: f64,
    pixels_per_second: f64,
    end: f64,
}

/// One open interval.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// Seconds since the epoch, or of the average day since midnight: its place in the order.
    key: i64,
    /// Local time at which it begins.
    begins: DateTime,
    seconds: i64,
    closes: bool,
    /// Where it begins on the axis.
    left: f64,
}

/// A span of the axis with a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Span {
    /// Its start on the axis.
    pub(crate) from: f64,
    /// Its end on the axis.
    pub(crate) until: f64,
    /// What it is.
    pub(crate) name: String,
}

impl Timeline {
    /// All intervals of `results` that occur in `intervals`, for a plot `width` pixels wide; `None` if there are none.
    pub(crate) fn over<'a>(
        results: &Results,
        intervals: impl Iterator<Item = &'a IntervalResults>,
        width: f64,
    ) -> Option<Self> {
        let whole =
            if results.interval_seconds.is_finite() { results.interval_seconds.clamp(60.0, 86_400.0) } else { 1800.0 };
        let mut slots = BTreeMap::new();
        let mut opens = None;
        for interval in intervals {
            let opens = *opens.get_or_insert_with(|| opening(&interval.start));
            if let Some((key, begins)) = place_in_order(&interval.start, results.each_day, opens) {
                let slot =
                    slots.entry(key).or_insert(Slot { key, begins, seconds: whole as i64, closes: false, left: 0.0 });
                slot.closes |= interval.closes;
            }
        }
        let mut timeline = Self {
            slots: slots.into_values().collect(),
            each_day: results.each_day,
            opens: opens.unwrap_or(0),
            cut: 0.0,
            pixels_per_second: 0.0,
            end: 0.0,
        };
        timeline.lay_out(width);
        (!timeline.slots.is_empty()).then_some(timeline)
    }

    /// Where the interval that begins at `start` begins and ends on the axis.
    pub(crate) fn ends_of(&self, start: &str) -> Option<(f64, f64)> {
        let (key, _) = place_in_order(start, self.each_day, self.opens)?;
        let index = self.slots.binary_search_by_key(&key, |slot| slot.key).ok()?;
        let slot = self.slots[index];
        Some((slot.left, slot.left + slot.seconds as f64))
    }

    /// `values` by start of interval, each in the middle of its interval; nothing where the doors were closed.
    pub(crate) fn points(&self, values: &[(String, Option<Estimate>)]) -> Vec<Spot> {
        self.spots(values, |from, until| vec![(from + until) / 2.0])
    }

    /// `values` by start of interval, each over the whole of its interval.
    pub(crate) fn steps(&self, values: &[(String, Option<Estimate>)]) -> Vec<Spot> {
        self.spots(values, |from, until| vec![from, until])
    }

    /// The axis, with the times of day named where there is room.
    pub(crate) fn axis(&self) -> Axis {
        Axis::with_ticks(0.0, self.end, self.ticks())
    }

    /// Closed time: the cuts between stretches and the strip after the last close; nothing where they are too
    /// narrow to be seen.
    pub(crate) fn closed(&self) -> Vec<Span> {
        if self.cut * self.pixels_per_second < 2.0 {
            return Vec::new();
        }
        self.closes()
            .map(|slot| {
                let from = slot.left + slot.seconds as f64;
                Span { from, until: from + self.cut, name: format!("closes {}", time_of_day(slot.ends())) }
            })
            .collect()
    }

    /// Intervals at whose end the doors close on some days, but after which others are open.
    pub(crate) fn early_closes(&self) -> Vec<Span> {
        let pairs = self.slots.windows(2).filter(|pair| pair[0].closes && !is_cut(pair[0], pair[1]));
        pairs
            .map(|pair| {
                let at = pair[1].left;
                Span { from: at, until: at, name: format!("closes {}", time_of_day(pair[0].ends())) }
            })
            .collect()
    }

    /// The dates shown, each over its part of the axis; none for the average day.
    pub(crate) fn days(&self) -> Vec<Span> {
        let mut days: Vec<Span> = Vec::new();
        for slot in self.slots.iter().filter(|_| self.each_day) {
            let until = slot.left + slot.seconds as f64;
            let name = slot.begins.strftime("%a %-d %b").to_string();
            match days.last_mut() {
                Some(day) if day.name == name => day.until = until,
                _ => days.push(Span { from: slot.left, until, name }),
            }
        }
        days
    }

    /// Where `mark` lies on the axis: nowhere if all of it falls in closed time or it lasts throughout all days, in up
    /// to two pieces if it passes midnight of the average day.
    pub(crate) fn disrupted(&self, mark: &DisruptionMark) -> Vec<Span> {
        let Some(((from, begins), (until, ends))) = dates::moment(&mark.from).zip(dates::moment(&mark.until)) else {
            return Vec::new();
        };
        let pieces = if self.each_day {
            vec![(from, until)]
        } else if until - from >= DAY {
            vec![(0, 2 * DAY)]
        } else {
            let (from, until) = (seconds_of_day(begins), seconds_of_day(ends));
            let pieces = if from <= until { vec![(from, until)] } else { vec![(from, DAY), (0, until)] };
            // What is shown before midnight or after it lies outside the axis the other time.
            pieces.into_iter().flat_map(|(from, until)| [(from, until), (from + DAY, until + DAY)]).collect()
        };
        let name = if self.each_day { mark.label.clone() } else { format!("{}, {}", mark.label, dates(begins, ends)) };
        pieces
            .into_iter()
            .map(|(from, until)| Span { from: self.place(from), until: self.place(until), name: name.clone() })
            .filter(|span| span.from < span.until && !(self.each_day && self.is_covered_by(span)))
            .collect()
    }

    /// Whether a span has no beginning or end that could be shown: vacancies, say, that last throughout.
    fn is_covered_by(&self, span: &Span) -> bool {
        let end = self.slots.last().map_or(0.0, |last| last.left + last.seconds as f64);
        span.from <= 0.0 && end <= span.until
    }

    /// Whether there are more intervals than can be told apart.
    pub(crate) fn is_crowded(&self) -> bool {
        self.slots.len() > 700
    }

    /// What the reader should know of a crowded drawing.
    pub(crate) fn note(&self) -> Option<String> {
        self.is_crowded().then(|| {
            "There are too many intervals to show their bands, which are in the table beside the drawing".to_owned()
        })
    }

    /// What the time axis is called.
    pub(crate) fn name(&self) -> String {
        match self.slots.first().zip(self.slots.last()).filter(|_| self.each_day) {
            Some((first, last)) => format!("Local time, {}", dates::days(first.begins.date(), last.begins.date())),
            None => "Local time of day, average over the days simulated".to_owned(),
        }
    }

    fn spots(&self, values: &[(String, Option<Estimate>)], places: impl Fn(f64, f64) -> Vec<f64>) -> Vec<Spot> {
        let mut spots = Vec::new();
        let mut ended = None;
        for (start, estimate) in values {
            let Some((from, until)) = self.ends_of(start) else { continue };
            if ended.is_some_and(|ended| ended != from) {
                spots.push((from, None));
            }
            spots.extend(places(from, until).into_iter().map(|place| (place, *estimate)));
            ended = Some(until);
        }
        spots
    }

    /// The intervals after which the axis is cut or ends with a close.
    fn closes(&self) -> impl Iterator<Item = Slot> + '_ {
        let nights = self.slots.windows(2).filter(|pair| is_cut(pair[0], pair[1])).map(|pair| pair[0]);
        nights.chain(self.slots.last().copied().filter(|slot| slot.closes))
    }

    fn lay_out(&mut self, width: f64) {
        for index in 1..self.slots.len() {
            let until_next = self.slots[index].key - self.slots[index - 1].key;
            let slot = &mut self.slots[index - 1];
            slot.seconds = slot.seconds.min(until_next).max(1);
        }
        let open: i64 = self.slots.iter().map(|slot| slot.seconds).sum();
        let cuts = self.closes().count() as f64;
        let cut_pixels = if cuts > 0.0 { (width * 0.25 / cuts).min(14.0) } else { 0.0 };
        self.pixels_per_second = (width - cuts * cut_pixels) / open.max(1) as f64;
        self.cut = cut_pixels / self.pixels_per_second;

        let mut left = 0.0;
        for index in 0..self.slots.len() {
            self.slots[index].left = left;
            left += self.slots[index].seconds as f64;
            let cut_follows = match self.slots.get(index + 1) {
                Some(next) => is_cut(self.slots[index], *next),
                None => self.slots[index].closes,
            };
            left += if cut_follows { self.cut } else { 0.0 };
        }
        self.end = left;
    }

    fn ticks(&self) -> Vec<Tick> {
        let room = TICK.width("00:00") + 16.0;
        let steps = [900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200];
        let fits = |step: &i64| room <= *step as f64 * self.pixels_per_second;
        let Some(step) = steps.into_iter().find(fits) else {
            return Vec::new();
        };
        let mut ticks = Vec::new();
        for (index, slot) in self.slots.iter().enumerate() {
            let begins = seconds_of_day(slot.begins);
            let next = self.slots.get(index + 1);
            let is_last =
                next.is_none_or(|next| is_cut(*slot, *next) && room + 8.0 < self.cut * self.pixels_per_second);
            let first = (begins + step - 1) / step * step;
            let mut time = first;
            while time < begins + slot.seconds || (is_last && time == begins + slot.seconds) {
                let hours = if time == DAY { 24 } else { time / 3600 % 24 };
                let label = format!("{hours:02}:{:02}", time / 60 % 60);
                ticks.push(Tick { value: slot.left + (time - begins) as f64, label });
                time += step;
            }
        }
        ticks
    }

    /// Where a moment lies on the axis; one in closed time lies at the close before it.
    fn place(&self, key: i64) -> f64 {
        let after = self.slots.partition_point(|slot| slot.key <= key);
        match after.checked_sub(1).map(|index| self.slots[index]) {
            Some(slot) => slot.left + (key - slot.key).min(slot.seconds) as f64,
            None => 0.0,
        }
    }
}

impl Slot {
    fn ends(self) -> DateTime {
        self.begins.checked_add(jiff::SignedDuration::from_secs(self.seconds)).unwrap_or(self.begins)
    }
}

fn is_cut(slot: Slot, next: Slot) -> bool {
    slot.key + slot.seconds < next.key
}

fn place_in_order(start: &str, each_day: bool, opens: i64) -> Option<(i64, DateTime)> {
    let (key, begins) = dates::moment(start)?;
    let second = seconds_of_day(begins);
    let of_average_day = if second < opens { second + DAY } else { second };
    Some((if each_day { key } else { of_average_day }, begins))
}

/// The time of day at which an interval begins.
fn opening(start: &str) -> i64 {
    dates::moment(start).map_or(0, |(_, begins)| seconds_of_day(begins))
}

fn seconds_of_day(local: DateTime) -> i64 {
    i64::from(local.hour()) * 3600 + i64::from(local.minute()) * 60 + i64::from(local.second())
}

fn time_of_day(local: DateTime) -> String {
    local.strftime("%H:%M").to_string()
}

fn dates(from: DateTime, until: DateTime) -> String {
    let begins = from.strftime("%a %-d %b %H:%M");
    if from.date() == until.date() {
        format!("{begins}–{}", until.strftime("%H:%M"))
    } else {
        format!("{begins} to {}", until.strftime("%a %-d %b %H:%M"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fabricated;

    fn timeline(results: &Results) -> Timeline {
        let intervals = results.variants.iter().flat_map(|variant| &variant.all_contacts.intervals);
        Timeline::over(results, intervals, 800.0).unwrap()
    }

    #[test]
    fn closed_time_is_cut_out() {
        let days = timeline(&fabricated::three_days());
        assert_eq!(days.days().len(), 3);
        assert_eq!(days.closed().len(), 3);
        let names: Vec<_> = days.days().into_iter().map(|day| day.name).collect();
        assert_eq!(names, ["Tue 3 Mar", "Wed 4 Mar", "Thu 5 Mar"]);
        let (_, evening) = days.ends_of("2026-03-03T17:30:00+00:00").unwrap();
        let (morning, _) = days.ends_of("2026-03-04T08:00:00+00:00").unwrap();
        assert!((morning - evening) * days.pixels_per_second < 15.0);
    }

    #[test]
    fn a_strike_overnight_is_marked_where_the_doors_are_open() {
        let days = timeline(&fabricated::three_days());
        let mark =
            |from: &str, until: &str| DisruptionMark { label: "Strike".into(), from: from.into(), until: until.into() };
        let overnight = days.disrupted(&mark("2026-03-03T20:00:00+00:00", "2026-03-04T07:00:00+00:00"));
        assert_eq!(overnight, []);
        let morning = days.disrupted(&mark("2026-03-03T20:00:00+00:00", "2026-03-04T09:00:00+00:00"));
        assert_eq!(morning.len(), 1);
    }

    #[test]
    fn an_early_close_on_some_days_is_marked_within_the_average_day() {
        let mut results = fabricated::day();
        results.variants[0].all_contacts.intervals[9].closes = true;
        let average = timeline(&results);
        assert_eq!(
            average.early_closes().iter().map(|close| close.name.as_str()).collect::<Vec<_>>(),
            ["closes 13:00"]
        );
        assert_eq!(average.closed().iter().map(|close| close.name.as_str()).collect::<Vec<_>>(), ["closes 18:00"]);
    }

    #[test]
    fn a_night_of_the_average_day_is_marked_at_both_its_ends() {
        let average = timeline(&fabricated::day());
        let night = DisruptionMark {
            label: "Outage".into(),
            from: "2026-03-02T17:00:00+00:00".into(),
            until: "2026-03-03T09:00:00+00:00".into(),
        };
        let spans = average.disrupted(&night);
        assert_eq!(spans.len(), 2);
        assert_eq!(spans[0].name, "Outage, Mon 2 Mar 17:00 to Tue 3 Mar 09:00");
        assert_eq!((spans[1].from, spans[1].until), (0.0, 3600.0));
    }

    #[test]
    fn an_evening_over_midnight_is_one_stretch() {
        let mut results = fabricated::day();
        results.variants.truncate(1);
        let intervals = &mut results.variants[0].all_contacts.intervals;
        let starts = ["02T22:00", "02T23:00", "03T00:00", "03T01:00"];
        intervals.truncate(starts.len());
        for (interval, start) in intervals.iter_mut().zip(starts) {
            (interval.start, interval.closes) = (format!("2026-03-{start}:00+00:00"), start == "03T01:00");
        }
        results.interval_seconds = 3600.0;
        let evening = timeline(&results);
        let ends = |start: &str| evening.ends_of(&format!("2026-03-{start}:00+00:00"));
        assert_eq!((ends("02T22:00"), ends("03T01:00")), (Some((0.0, 3600.0)), Some((10_800.0, 14_400.0))));
        assert_eq!(evening.closed().iter().map(|close| close.name.as_str()).collect::<Vec<_>>(), ["closes 02:00"]);
        let outage = DisruptionMark {
            label: "Outage".into(),
            from: "2026-03-02T23:30:00+00:00".into(),
            until: "2026-03-03T00:30:00+00:00".into(),
        };
        let spans = evening.disrupted(&outage);
        assert_eq!(
            spans.iter().map(|span| (span.from, span.until)).collect::<Vec<_>>(),
            [(5400.0, 7200.0), (7200.0, 9000.0)]
        );
    }

    #[test]
    fn an_unreadable_start_is_left_out() {
        let mut results = fabricated::one_interval();
        results.variants[0].all_contacts.intervals[0].start = "yesterday".into();
        let intervals = results.variants[0].all_contacts.intervals.iter();
        assert!(Timeline::over(&results, intervals, 800.0).is_none());
    }
}
