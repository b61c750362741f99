//! Rows of a file laid out over the calendar: counts are spread over the time that a row lasts, levels hold until the next row.

use crate::decode::table::{RowTime, Step};
use crate::decode::{Reading, clock};
use crate::scenario::data_file::DataFile;
use crate::units::Instant;

use super::hours::weekday_name;
use super::opening::Opening;
use super::placed_rows::{DAY, Placed, Span, in_words, report, without_overlap, words};

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
