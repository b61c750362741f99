//! Rows of a file as moments of the horizon, each with the time over which it holds.

use jiff::civil::Date;

use crate::decode::table::RowTime;
use crate::decode::{Fault, Reading, clock};
use crate::scenario::data_file::DataFile;
use crate::units::describe_duration;

use super::hours::weekday_name;
use super::on_clock::OnClock;
use super::opening::Opening;

/// Minutes of a day.
pub(super) const DAY: u32 = 24 * 60;

/// The time over which a row of the file holds, in seconds from the start of the horizon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) until: i64,
    pub(super) row: u32,
    /// Seconds of open time over which the number of a row is spread; of a row with a date, those that there are.
    pub(super) spread_over: Option<f64>,
}

/// Rows as moments of the horizon.
pub(super) struct Placed<'a> {
    file: &'a DataFile,
    opening: &'a Opening,
    /// Rows with a date: seconds from the start of the horizon, in order.
    dated: Vec<(i64, u32)>,
    /// Rows of every week, for each weekday in order of their minute.
    weekly: [Vec<(u32, u32)>; 7],
    /// The date of the last row, and which day it is.
    last: (Date, Option<usize>),
}

impl<'a> Placed<'a> {
    pub(super) fn new(file: &'a DataFile, opening: &'a Opening, reading: &mut Reading) -> Self {
        let mut placed = Self { file, opening, dated: Vec::new(), weekly: Default::default(), last: (Date::MIN, None) };
        let mut every_day: Vec<(u32, u32)> = Vec::new();
        for (row, number) in file.rows.table.rows.iter().zip(0..) {
            match row.time {
                RowTime::EveryDay(minute) => every_day.push((minute, number)),
                RowTime::Weekly(day, minute) => placed.weekly[day].push((minute, number)),
                RowTime::On(date, minute) if file.weekly => placed.weekly[weekday(date)].push((minute, number)),
                RowTime::At(moment) if file.weekly => {
                    let (date, minute) = opening.local(moment);
                    placed.weekly[weekday(date)].push((minute, number));
                }
                RowTime::On(date, minute) => placed.place(date, minute, number, reading),
                RowTime::At(moment) => placed.dated.push((opening.elapsed_at(moment), number)),
            }
        }
        if file.weekly {
            placed.refuse_more_than_a_week(reading);
        }
        every_day.sort_by_key(|(minute, _)| *minute);
        placed.refuse_twice(&every_day, reading);
        for day in 0..7 {
            placed.weekly[day].sort_by_key(|(minute, _)| *minute);
            placed.refuse_twice(&placed.weekly[day], reading);
            let stated = &placed.weekly[day];
            let others = every_day.iter().filter(|(minute, _)| stated.iter().all(|(own, _)| own != minute));
            let mut all: Vec<(u32, u32)> = stated.iter().chain(others).copied().collect();
            all.sort_by_key(|(minute, _)| *minute);
            placed.weekly[day] = all;
        }
        placed.dated.sort_by_key(|(at, _)| *at);
        let twice = placed.dated.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1, pair[1].1));
        if let Some((one, other)) = twice {
            placed.report_twice(one, other, reading);
        }
        placed
    }

    /// Places a row by the clock on the wall; of an hour that comes twice, the first row belongs to the first.
    fn place(&mut self, date: Date, minute: u32, number: u32, reading: &mut Reading) {
        // Rows come day by day: the day of a date is looked up once.
        if self.last.0 != date {
            self.last = (date, self.opening.day(date));
        }
        let day = self.last.1.or_else(|| self.opening.night_after(date, minute));
        let Some(day) = day else { return };
        match self.opening.on_clock_of(day, date, minute) {
            OnClock::Outside => {}
            OnClock::Once(at) => self.dated.push((at, number)),
            OnClock::Twice(first, second) => {
                let taken = self.dated.iter().any(|(at, _)| *at == first);
                self.dated.push((if taken { second } else { first }, number));
            }
            OnClock::Never if self.file.rows.table.numbers[number as usize] > 0.0 => {
                let row = &self.file.rows.table.rows[number as usize];
                let why = format!(
                    "row {}: the clocks go forward over {} on {date}, so that there is no such time",
                    row.line,
                    clock(minute)
                );
                report(self.file, &why, "put its number into the hour in which it belongs", reading);
            }
            OnClock::Never => {}
        }
    }

    fn refuse_twice(&self, rows: &[(u32, u32)], reading: &mut Reading) {
        if let Some(pair) = rows.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            self.report_twice(pair[0].1, pair[1].1, reading);
        }
    }

    fn report_twice(&self, one: u32, other: u32, reading: &mut Reading) {
        let rows = &self.file.rows.table.rows;
        let (one, other) = (&rows[one.min(other) as usize], &rows[one.max(other) as usize]);
        let at = words(self.opening, one.time);
        let moments = &self.file.rows.table.moments;
        let (why, help) = if one.line == other.line {
            (format!("two columns of row {} are for {at}", one.line), "leave out what adds up others")
        } else {
            (
                format!("rows {} and {} are both for {at}, by {moments}", one.line, other.line),
                "keep one row for each interval; if it holds several queues, choose one: only = { Queue = \"…\" }; if other columns \
                 say when rows begin, name them: time_columns = [\"…\"]",
            )
        };
        report(self.file, &why, help, reading);
    }

    /// What is counted in a row would be lost where another begins before it is over.
    pub(super) fn refuse_overlap(&self, step: Option<u32>, reading: &mut Reading) {
        let rows = &self.file.rows.table.rows;
        let lasts = |row: u32| rows[row as usize].lasts.or(step).filter(|minutes| *minutes != DAY);
        let too_long =
            |from: i64, row: u32, next: i64| lasts(row).is_some_and(|minutes| next < from + i64::from(minutes) * 60);
        let dated = self.dated.windows(2).find(|pair| too_long(pair[0].0, pair[0].1, pair[1].0));
        let dated = dated.map(|pair| (pair[0].1, pair[1].1));
        let weekly = || {
            (0..7).find_map(|day| {
                let moment =
                    |(day, (minute, row)): (usize, &(u32, u32))| (day as i64 * 86_400 + i64::from(*minute) * 60, *row);
                let tomorrow = self.weekly[(day + 1) % 7].first();
                let all = self.weekly[day].iter().map(|row| (0, row)).chain(tomorrow.map(|row| (1, row)));
                let all: Vec<(i64, u32)> = all.map(moment).collect();
                let found = all.windows(2).find(|pair| too_long(pair[0].0, pair[0].1, pair[1].0));
                found.map(|pair| (pair[0].1, pair[1].1))
            })
        };
        let Some((one, other)) = dated.or_else(weekly) else { return };
        let lasts = in_words(lasts(one).unwrap_or_default());
        let (one, other) = (&rows[one as usize], &rows[other as usize]);
        let why = format!(
            "row {} lasts {lasts}, and row {} begins before it is over, at {}",
            one.line,
            other.line,
            words(self.opening, other.time)
        );
        let help = if self.file.step.is_some() {
            "correct `step`, or take it away"
        } else {
            "write rows that follow each other; of shifts that overlap, write how many are there from each time on"
        };
        report(self.file, &why, help, reading);
    }

    /// A week that repeats has one day of each name.
    fn refuse_more_than_a_week(&self, reading: &mut Reading) {
        let date = |time: RowTime| match time {
            RowTime::On(date, _) => Some(date),
            RowTime::At(moment) => Some(self.opening.local(moment).0),
            RowTime::EveryDay(_) | RowTime::Weekly(..) => None,
        };
        let mut of_weekday: [Option<Date>; 7] = [None; 7];
        for row in self.file.rows.table.rows.iter() {
            let Some(date) = date(row.time) else { continue };
            let known = of_weekday[weekday(date)].get_or_insert(date);
            if *known != date {
                let why =
                    format!("row {} is of {date}, and {known} is a {} too", row.line, weekday_name(weekday(date)));
                report(
                    self.file,
                    &why,
                    "a file that repeats weekly holds one week; take the others away, or `repeat`",
                    reading,
                );
                return;
            }
        }
    }

    /// Rows of every week as spans of the days of the horizon. Where the clock goes back, a row holds in both passes.
    fn weekly_spans(&self, length: impl Fn(u32) -> u32) -> Vec<Span> {
        let mut spans = Vec::new();
        for (day, date) in self.opening.dates() {
            let weekday = weekday(date);
            let rows = self.weekly[weekday].iter();
            for (minute, row) in rows.filter(|(minute, _)| self.opening.reaches(day, *minute)) {
                let until = minute + length(*row);
                let spread_over = Some(f64::from(self.opening.open_minutes(day, *minute, until)) * 60.0);
                for (from, until) in self.opening.passes(day, *minute, until) {
                    spans.push(Span { from, until, row: *row, spread_over });
                }
            }
        }
        spans
    }

    /// Every row lasts `step` minutes. A row with a date goes before those of every week.
    pub(super) fn lasting(&self, step: u32) -> Vec<Span> {
        let dated = |(from, row): &(i64, u32)| {
            let minutes = self.lasts(*row).unwrap_or(step);
            let until =
                if minutes == DAY { self.opening.midnight_after(*from) } else { from + i64::from(minutes) * 60 };
            Span { from: *from, until, row: *row, spread_over: None }
        };
        let dated: Vec<Span> = self.dated.iter().map(dated).collect();
        let weekly = self.weekly_spans(|row| self.lasts(row).unwrap_or(step));
        beneath(dated, weekly)
    }

    /// Every row lasts until the next of its day, and the last until the day ends or, where the centre stays open over midnight, until
    /// the first of the next.
    pub(super) fn until_the_next(&self) -> Vec<Span> {
        let mut starts: Vec<(i64, u32)> = self.dated.clone();
        let weekly = self.weekly_spans(|_| 1);
        let known: std::collections::HashSet<i64> = starts.iter().map(|(at, _)| *at).collect();
        starts.extend(weekly.iter().map(|span| (span.from, span.row)).filter(|(at, _)| !known.contains(at)));
        starts.sort_by_key(|(at, _)| *at);
        let mut spans = Vec::with_capacity(starts.len() + 1);
        // Before the first row of a week that repeats, the last of the day before holds.
        if let (Some((first, _)), Some(date)) = (starts.first(), self.opening.days.first().map(|(date, _)| *date))
            && *first > 0
            && self.opening.opens_at_midnight(0)
            && let Some((_, row)) = self.weekly[(weekday(date) + 6) % 7].last()
        {
            spans.push(Span { from: 0, until: *first, row: *row, spread_over: None });
        }
        for (position, (from, row)) in starts.iter().enumerate() {
            let next = starts.get(position + 1).map(|(next, _)| *next);
            let midnight = self.opening.midnight_after(*from);
            let until = match next {
                Some(next) if next <= midnight => next,
                Some(next) if next <= self.opening.midnight_after(midnight) && self.stays_open_over(midnight) => next,
                _ => midnight,
            };
            let until = self.lasts(*row).map_or(until, |minutes| until.min(from + i64::from(minutes) * 60));
            spans.push(Span { from: *from, until, row: *row, spread_over: None });
        }
        spans
    }

    /// Minutes that a row lasts, if it says so.
    fn lasts(&self, row: u32) -> Option<u32> {
        self.file.rows.table.rows[row as usize].lasts
    }

    fn stays_open_over(&self, midnight: i64) -> bool {
        self.opening.day_beginning_at(midnight).is_some_and(|day| self.opening.opens_at_midnight(day))
    }
}

/// `above`, and of `below` what they leave free.
fn beneath(above: Vec<Span>, below: Vec<Span>) -> Vec<Span> {
    if above.is_empty() {
        return below;
    }
    let mut all = above.clone();
    let mut first = 0;
    for span in below {
        while first < above.len() && above[first].until <= span.from {
            first += 1;
        }
        let mut from = span.from;
        for over in above[first..].iter().take_while(|over| over.from < span.until) {
            if from < over.from {
                all.push(Span { from, until: over.from, ..span });
            }
            from = from.max(over.until);
        }
        if from < span.until {
            all.push(Span { from, ..span });
        }
    }
    all
}

/// Spans in order; where two overlap, the earlier ends where the later begins.
pub(super) fn without_overlap(mut spans: Vec<Span>) -> Vec<Span> {
    if !spans.is_sorted_by_key(|span| span.from) {
        spans.sort_by_key(|span| span.from);
    }
    for position in 1..spans.len() {
        let from = spans[position].from;
        let before = &mut spans[position - 1];
        before.until = before.until.min(from);
    }
    spans
}

fn weekday(date: Date) -> usize {
    usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())
}

pub(super) fn words(opening: &Opening, time: RowTime) -> String {
    match time {
        RowTime::EveryDay(minute) => clock(minute),
        RowTime::Weekly(day, minute) => format!("{} on {}", clock(minute), weekday_name(day)),
        RowTime::On(date, minute) => format!("{} on {date}", clock(minute)),
        RowTime::At(moment) => {
            let (date, minute) = opening.local(moment);
            format!("{} on {date}", clock(minute))
        }
    }
}

pub(super) fn in_words(minutes: u32) -> String {
    describe_duration(f64::from(minutes) * 60.0)
}

pub(super) fn report(file: &DataFile, why: &str, help: &str, reading: &mut Reading) {
    reading.report(Fault::new(format!("`{}`: {why}", file.rows.file)).at(file.rows.place).help(help));
}
