//! Rows of a file laid out over the calendar: counts are spread over the time that a row lasts, levels hold until the next row.

use jiff::civil::Date;

use crate::decode::table::{RowTime, Step};
use crate::decode::{Fault, Reading, clock};
use crate::scenario::data_file::DataFile;
use crate::units::{Instant, describe_duration};

use super::hours::weekday_name;
use super::on_clock::OnClock;
use super::opening::Opening;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// A stretch of one interval in which one number of the file holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// When it begins.
    pub(crate) start: Instant,
    /// When it ends.
    pub(crate) end: Instant,
    /// The interval it lies in.
    pub(crate) interval: u32,
    /// The number: of counts, how many come in an hour.
    pub(crate) number: f64,
}

/// The time over which a row of the file holds, in seconds from the start of the horizon.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: i64,
    until: i64,
    row: u32,
    /// Seconds of open time over which the number of a row is spread; of a row with a date, those that there are.
    spread_over: Option<f64>,
}

/// Expected counts, spread evenly over the time that each row lasts.
pub(crate) fn counts(file: &DataFile, opening: &Opening, reading: &mut Reading) -> Option<Vec<Piece>> {
    let step = step_of_counts(file, opening, reading)?;
    let laid = Laid::new(file, opening, Some(step), reading)?;
    laid.refuse_off_grid(step, reading)?;
    let pieces = laid.cut();
    let mut covered = vec![0.0; laid.spans.len()];
    for (start, end, _, span) in &pieces {
        if let Some(span) = span {
            covered[*span] += end.since(*start).seconds();
        }
    }
    let mut of_row = vec![0.0; file.rows.table.rows.len()];
    for (span, seconds) in laid.spans.iter().zip(&covered).filter(|(span, _)| span.spread_over.is_none()) {
        of_row[span.row as usize] += seconds;
    }
    laid.refuse_unused(&covered, reading);
    laid.refuse_gaps(&pieces, true, reading)?;
    let rate = |span: &Span| {
        let seconds = span.spread_over.unwrap_or(of_row[span.row as usize]);
        laid.number(span) * 3600.0 / seconds
    };
    Some(laid.pieces(&pieces, rate))
}

/// Levels, each of which holds until the next row: at most to the end of its day, or over midnight where the centre stays open.
pub(crate) fn levels(file: &DataFile, opening: &Opening, reading: &mut Reading) -> Option<Vec<Piece>> {
    let laid = Laid::new(file, opening, None, reading)?;
    let pieces = laid.cut();
    let mut covered = vec![0.0; laid.spans.len()];
    for (start, end, _, span) in &pieces {
        if let Some(span) = span {
            covered[*span] += end.since(*start).seconds();
        }
    }
    laid.refuse_unused(&covered, reading);
    laid.refuse_gaps(&pieces, false, reading)?;
    Some(laid.pieces(&pieces, |span| laid.number(span)))
}

/// Minutes that a row of counts lasts, where it does not say so itself.
fn step_of_counts(file: &DataFile, opening: &Opening, reading: &mut Reading) -> Option<u32> {
    let interval = (opening.calendar.interval_length.get() / 60.0) as u32;
    let rows = &file.rows.table.rows;
    let least = rows.iter().map(|row| row.lasts).min().flatten();
    if let Some(stated) = file.step
        && let Some(row) = rows.iter().find(|row| row.lasts.is_some_and(|lasts| lasts != stated))
    {
        let lasts = in_words(row.lasts.unwrap_or_default());
        let why = format!("row {} says itself that it lasts {lasts}, and `step` says {}", row.line, in_words(stated));
        report(file, &why, "take `step` away", reading);
        return None;
    }
    let step = match (file.step.or(least), file.rows.table.step) {
        (Some(stated), _) => stated,
        (None, Step::Minutes(minutes)) => minutes,
        (None, Step::Day) => DAY,
        (None, Step::Unknown) => interval,
        (None, Step::Uneven(one, other, line)) => {
            let (one, other) = (in_words(one), in_words(other));
            let why = format!("its rows are not evenly spaced: {one} in one place, and {other} before row {line}");
            let help = "say how long a row lasts: step = \"30m\"";
            report(file, &why, help, reading);
            return None;
        }
    };
    if file.step.or(least).is_none() && !DAY.is_multiple_of(step) {
        let why = format!("its rows are {} apart, which is no part of a day", in_words(step));
        report(file, &why, "say how long a row lasts: step = \"30m\"", reading);
        return None;
    }
    let fits = |step: u32| {
        if step <= interval { interval.is_multiple_of(step) } else { step.is_multiple_of(interval) || step == DAY }
    };
    let all = rows.iter().map(|row| row.lasts.unwrap_or(step));
    if let Some(misfit) = all.chain([step]).find(|step| !fits(*step)) {
        let why = format!(
            "its rows last {}, and the intervals {}: neither is made of whole ones of the other",
            in_words(misfit),
            in_words(interval)
        );
        let help = "choose another `interval` in [calendar], such as that of the rows";
        report(file, &why, help, reading);
        return None;
    }
    Some(step)
}

/// The rows of a file over the horizon.
struct Laid<'a> {
    file: &'a DataFile,
    opening: &'a Opening,
    /// In order of time, without overlap.
    spans: Vec<Span>,
}

/// A stretch of an interval and the span that covers it.
type Covered = (Instant, Instant, u32, Option<usize>);

impl<'a> Laid<'a> {
    /// Places all rows; with a `step`, a row lasts that long, without it until the next.
    fn new(file: &'a DataFile, opening: &'a Opening, step: Option<u32>, reading: &mut Reading) -> Option<Self> {
        let faults_before = reading.fault_count();
        let placed = Placed::new(file, opening, reading);
        if faults_before != reading.fault_count() {
            return None;
        }
        placed.refuse_overlap(step, reading);
        if faults_before != reading.fault_count() {
            return None;
        }
        let spans = match step {
            Some(step) => placed.lasting(step),
            None => placed.until_the_next(),
        };
        Some(Self { file, opening, spans: without_overlap(spans) })
    }

    fn number(&self, span: &Span) -> f64 {
        self.file.rows.table.numbers[span.row as usize]
    }

    /// Cuts every interval where spans begin and end.
    fn cut(&self) -> Vec<Covered> {
        let intervals = &self.opening.calendar.intervals;
        let mut pieces = Vec::with_capacity(intervals.len());
        let mut next = 0;
        for (number, interval) in (0..).zip(intervals) {
            let mut at = interval.start;
            while next < self.spans.len() && Instant::at_seconds(self.spans[next].until as f64) <= at {
                next += 1;
            }
            let mut span = next;
            while at < interval.end {
                let Some(found) =
                    self.spans.get(span).filter(|span| Instant::at_seconds(span.from as f64) < interval.end)
                else {
                    pieces.push((at, interval.end, number, None));
                    break;
                };
                let (from, until) = (Instant::at_seconds(found.from as f64), Instant::at_seconds(found.until as f64));
                if at < from {
                    pieces.push((at, from, number, None));
                    at = from;
                }
                let end = until.min(interval.end);
                pieces.push((at, end, number, Some(span)));
                at = end;
                span += 1;
            }
        }
        pieces
    }

    fn pieces(&self, covered: &[Covered], number: impl Fn(&Span) -> f64) -> Vec<Piece> {
        let piece = |(start, end, interval, span): &Covered| Piece {
            start: *start,
            end: *end,
            interval: *interval,
            number: span.map_or(0.0, |span| number(&self.spans[span])),
        };
        covered.iter().map(piece).collect()
    }

    /// Refuses rows of counts that begin elsewhere than where intervals begin or divide evenly.
    fn refuse_off_grid(&self, step: u32, reading: &mut Reading) -> Option<()> {
        if step == DAY {
            return Some(());
        }
        let interval = (self.opening.calendar.interval_length.get() / 60.0) as u32;
        let origin = self.opening.calendar.day_slots.first().map_or(0, |slot| slot.minute);
        let least = self.file.rows.table.rows.iter().filter_map(|row| row.lasts).min().unwrap_or(step);
        let grid = i64::from(least.min(step).min(interval));
        let off = |minute: u32| (i64::from(minute) - i64::from(origin)) % grid != 0;
        let rows = self.file.rows.table.rows.iter();
        let minute = |time: RowTime| match time {
            RowTime::EveryDay(minute) | RowTime::Weekly(_, minute) | RowTime::On(_, minute) => minute,
            RowTime::At(moment) => self.opening.local(moment).1,
        };
        let Some(row) = rows.clone().find(|row| off(minute(row.time))) else { return Some(()) };
        let slots = (self.opening.calendar.day_slots.iter().take(2))
            .map(|slot| clock(slot.minute))
            .collect::<Vec<_>>()
            .join(", ");
        let why = format!(
            "row {} begins at {}, and no interval begins there: they begin at {slots}, …",
            row.line,
            clock(minute(row.time))
        );
        let help = "change the file, or `interval` and `hours` in [calendar]";
        report(self.file, &why, help, reading);
        None
    }

    /// Refuses numbers above 0 for which the centre is never open; days outside the horizon may be there for other runs.
    fn refuse_unused(&self, covered: &[f64], reading: &mut Reading) {
        let table = &self.file.rows.table;
        let mut used = vec![false; table.rows.len()];
        let mut placed = vec![false; table.rows.len()];
        for (span, seconds) in self.spans.iter().zip(covered) {
            used[span.row as usize] |= *seconds > 0.0;
            placed[span.row as usize] = true;
        }
        if !used.contains(&true) && !placed.contains(&true) {
            let why = "it has no row within the horizon";
            report(self.file, why, "check the dates in it against `start`", reading);
            return;
        }
        let unused = |row: &usize| placed[*row] && !used[*row] && table.numbers[*row] > 0.0;
        let rows: Vec<usize> = (0..table.rows.len()).filter(unused).collect();
        if let Some(first) = rows.first() {
            let others = if rows.len() > 1 { format!(", and of {} more rows", rows.len() - 1) } else { String::new() };
            let row = &table.rows[*first];
            let why = format!(
                "row {}: the centre is closed at {}, the time of this row{others} above 0",
                row.line,
                words(self.opening, row.time)
            );
            let help = "change the file, or `hours` and `closed` in [calendar]; rows of 0 may stay";
            report(self.file, &why, help, reading);
        }
    }

    /// Refuses open time without a row. Reports leave intervals without contacts out: of counts, up to half of a day may have no row.
    fn refuse_gaps(&self, pieces: &[Covered], counts: bool, reading: &mut Reading) -> Option<()> {
        if self.file.gaps_are_zero {
            return Some(());
        }
        let missing = |piece: &&Covered| piece.3.is_none();
        let length = |piece: &Covered| piece.1.since(piece.0).seconds();
        let mut left_out: Vec<Instant> = Vec::new();
        for day in pieces.chunk_by(|one, other| self.day(one) == self.day(other)) {
            let Some(first) = day.iter().find(missing) else { continue };
            let lost: f64 = day.iter().filter(missing).map(length).sum();
            let all: f64 = day.iter().map(length).sum();
            // An hour that comes twice has two rows, or nobody knows whose the one is.
            let again = day.iter().filter(missing).find(|piece| self.opening.comes_again(piece.0.seconds()));
            if let Some(gap) = again.or((!counts || lost * 2.0 > all).then_some(first)) {
                self.report_gap(gap.0, reading);
                return None;
            }
            left_out.extend(day.iter().filter(missing).map(|piece| piece.0));
        }
        if let Some(first) = left_out.first() {
            let (number, have) = (left_out.len(), if left_out.len() == 1 { "interval has" } else { "intervals have" });
            let at = self.moment_in_words(*first);
            let file = &self.file.rows.file;
            reading.warn(format!("`{file}`: {number} open {have} no row and so no contacts, first {at}."));
        }
        Some(())
    }

    fn day(&self, piece: &Covered) -> u32 {
        self.opening.calendar.intervals[piece.2 as usize].day
    }

    fn report_gap(&self, at: Instant, reading: &mut Reading) {
        let why = format!("it has no row for {}, when the centre is open", self.moment_in_words(at));
        let dated = self.file.rows.table.rows.iter().any(|row| matches!(row.time, RowTime::On(..) | RowTime::At(_)));
        let repeat = if dated && !self.file.weekly {
            "; write repeat = \"weekly\" if its week stands for every week"
        } else {
            ""
        };
        let help = format!("add the row{repeat}; write gaps = \"zero\" if there is nothing where rows are missing");
        report(self.file, &why, &help, reading);
    }

    fn moment_in_words(&self, at: Instant) -> String {
        let moment = self.opening.calendar.moment(at);
        let weekday = weekday_name(usize::from(moment.weekday().to_monday_zero_offset().unsigned_abs()));
        format!("{weekday} {} at {:02}:{:02}", moment.date(), moment.hour(), moment.minute())
    }
}

fn words(opening: &Opening, time: RowTime) -> String {
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

/// Rows as moments of the horizon.
struct Placed<'a> {
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
    fn new(file: &'a DataFile, opening: &'a Opening, reading: &mut Reading) -> Self {
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
    fn refuse_overlap(&self, step: Option<u32>, reading: &mut Reading) {
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
    fn lasting(&self, step: u32) -> Vec<Span> {
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
    fn until_the_next(&self) -> Vec<Span> {
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
fn without_overlap(mut spans: Vec<Span>) -> Vec<Span> {
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

fn in_words(minutes: u32) -> String {
    describe_duration(f64::from(minutes) * 60.0)
}

fn report(file: &DataFile, why: &str, help: &str, reading: &mut Reading) {
    reading.report(Fault::new(format!("`{}`: {why}", file.rows.file)).at(file.rows.place).help(help));
}
