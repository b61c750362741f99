//! Numbers with the moments they belong to, out of a sheet.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Refused;
use super::length::{length, refuse_open, refuse_two_units};
use super::moment::{DateOrder, Day};
use super::moments::{Cell, Stated, read_column};
use super::number::{DecimalSign, decimal_sign, is_nothing, number, plain_number};
use super::sheet::{Sheet, SheetRow};
use super::words::{Headings, begins_a_total, names_an_end, plain_heading, unlike_days};
use crate::units::Seconds;

/// Rows named in one message; more are counted.
const MOST_NAMED: usize = 3;

/// What a cell of a column of numbers has.
const NUMBER: &str = "a number from 0 to 1e9";

/// When a row applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum RowTime {
    /// On every open day, at this many minutes after midnight.
    EveryDay(u32),
    /// On a day of every week, Monday being 0, at this many minutes after midnight.
    Weekly(usize, u32),
    /// On one day, at this many minutes after midnight by the clock on the wall.
    On(Date, u32),
    /// At a moment that is the same everywhere.
    At(Timestamp),
}

/// The moment of a row, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// When it begins.
    pub(crate) time: RowTime,
    /// Line or row of the file, from 1.
    pub(crate) line: u64,
    /// Minutes that it lasts, if it says when it ends.
    pub(crate) lasts: Option<u32>,
}

/// How long rows last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many minutes, as their moments show.
    Minutes(u32),
    /// A whole day: they name no time.
    Day,
    /// No day has more than one row, so nothing shows it.
    Unknown,
    /// They are not evenly spaced: two neighbouring distances, and the line of the second.
    Uneven(u32, u32, u64),
}

/// A file as it was read: rows with a number each, and what was understood of it.
#[derive(Clone, Debug)]
pub(crate) struct ReadTable {
    /// The moments of the rows, in the order of the file.
    pub(crate) rows: Arc<[Row]>,
    /// The number of each row.
    pub(crate) numbers: Arc<[f64]>,
    /// How long rows last.
    pub(crate) step: Step,
    /// What the column of the numbers is called.
    pub(crate) column: String,
    /// What the columns of the moments are called.
    pub(crate) moments: String,
    /// What was understood, in words.
    pub(crate) understood: String,
    /// Cells without anything in them, which count as 0.
    pub(crate) blank: usize,
}

/// What is asked of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    /// The sheet of a workbook.
    pub(crate) sheet: Option<String>,
    /// The column of the numbers.
    pub(crate) column: Option<String>,
    /// The columns that say when a row begins.
    pub(crate) time_columns: Vec<String>,
    /// The order of day and month.
    pub(crate) dates: Option<DateOrder>,
    /// The sign before decimals.
    pub(crate) decimal: Option<DecimalSign>,
    /// Columns and what rows must have in them to count.
    pub(crate) only: Vec<(String, String)>,
}

/// Lengths of time in a column: numbers of seconds, or durations such as `3m 30s` or `0:03:30`.
pub(super) fn read_lengths(
    sheet: &Sheet,
    headings: &Headings,
    asked: &Asked,
    may_be_blank: bool,
) -> Result<Vec<Option<Seconds>>, Vec<Refused>> {
    let wanted = asked.column.as_deref().unwrap_or(headings.own);
    let heading = |row: &SheetRow| row.cells.iter().position(|cell| plain_heading(cell) == plain_heading(wanted));
    let found = sheet.rows.iter().enumerate().take(60).find_map(|(header, row)| Some((header, heading(row)?)));
    let Some((header, column)) = found else {
        let names =
            sheet.rows.first().map_or_else(String::new, |row| row.cells.iter().collect::<Vec<_>>().join("`, `"));
        let why = format!("there is no column `{wanted}`");
        return Err(vec![Refused::new(why, format!("its first row has `{names}`; name one: column = \"…\""))]);
    };
    let (rows, mut refused) = selected(sheet, header, asked);
    let rows: Vec<&SheetRow> = rows
        .into_iter()
        .map(|at| &sheet.rows[at])
        .filter(|row| !row.cells.iter().take(2).any(begins_a_total))
        .collect();
    let cells: Vec<(u64, &str)> = rows.iter().map(|row| (row.line, row.cells.get(column).unwrap_or(""))).collect();
    let sign = settled_sign(&cells, sheet, wanted, asked).map_err(|why| vec![why])?;
    refuse_open(&cells, wanted).and_then(|()| refuse_two_units(&cells, sign, wanted)).map_err(|why| vec![why])?;
    let length_or_blank = |cell: &str| match length(cell, sign) {
        None if may_be_blank && is_nothing(cell) => Some(None),
        length => length.map(Some),
    };
    let lengths: Vec<Option<Option<Seconds>>> = cells.iter().map(|(_, cell)| length_or_blank(cell)).collect();
    refused.extend(unreadable(
        &cells,
        &lengths,
        wanted,
        "a number of seconds, or a duration such as 3m 30s or 0:03:30",
    ));
    if lengths.is_empty() && refused.is_empty() {
        refused.push(Refused::new("it has no rows", "write one row for each length"));
    }
    if refused.is_empty() { Ok(lengths.into_iter().flatten().collect()) } else { Err(refused) }
}

/// The rows below the headings that are asked for.
fn selected(sheet: &Sheet, header: usize, asked: &Asked) -> (Vec<usize>, Vec<Refused>) {
    let heading = &sheet.rows[header].cells;
    let mut refused = Vec::new();
    let mut wanted = Vec::new();
    for (name, value) in &asked.only {
        match heading.iter().position(|cell| plain_heading(cell) == plain_heading(name)) {
            Some(column) => wanted.push((column, value.trim())),
            None => {
                let names = heading.iter().collect::<Vec<_>>().join("`, `");
                refused.push(Refused::new(
                    format!("there is no column `{name}`, which `only` names"),
                    format!("its columns are `{names}`"),
                ));
            }
        }
    }
    // A text that stands once for several rows holds until the next, as in merged cells.
    let mut holds: Vec<&str> = vec![""; wanted.len()];
    let mut fits = |at: &usize| {
        let cells = &sheet.rows[*at].cells;
        for ((column, _), holds) in wanted.iter().zip(&mut holds) {
            *holds = cells.get(*column).filter(|cell| !cell.is_empty()).unwrap_or(holds);
        }
        let total = || first_cell(&sheet.rows[*at]).is_some_and(begins_a_total);
        cells != heading
            && wanted.iter().zip(&holds).all(|((_, value), holds)| value == holds)
            && (wanted.is_empty() || !total())
    };
    let rows: Vec<usize> = (header + 1..sheet.rows.len()).filter(|at| fits(at)).collect();
    if rows.is_empty() && refused.is_empty() && !wanted.is_empty() {
        refused.push(Refused::new("no row has what `only` asks for", "check the spelling of its values"));
    }
    let too_long = |row: &&SheetRow| row.cells.iter().skip(heading.len()).any(|cell| !cell.is_empty());
    if let Some(row) = rows.iter().map(|at| &sheet.rows[*at]).find(too_long) {
        let why = format!("row {} has {} cells under {} headings", row.line, row.cells.len(), heading.len());
        let help =
            "put numbers with a decimal comma or thousands into quotation marks, or save the file with semicolons";
        refused.push(Refused::new(why, help));
    }
    (rows, refused)
}

/// Rows with their moments, whatever column of numbers is asked for.
#[derive(Debug)]
pub(super) struct TimedRows {
    rows: Arc<[Row]>,
    /// What the columns of the moments are called.
    moments: String,
    /// For each row, where it stands in the sheet.
    pub(super) at: Vec<usize>,
    step: Step,
    left_out: usize,
    /// What is wrong with other rows.
    refused: Option<Refused>,
}

/// The rows below the headings with the moments in some of their columns.
pub(super) fn timed_rows(
    sheet: &Sheet,
    header: usize,
    moments: &[usize],
    asked: &Asked,
) -> Result<TimedRows, Vec<Refused>> {
    let (rows, refused) = selected(sheet, header, asked);
    if !refused.is_empty() {
        return Err(refused);
    }
    let heading = |column: usize| sheet.rows[header].cells.get(column).unwrap_or("").to_owned();
    let read = |column: usize, rows: &[usize]| {
        read_column(&cells_of(sheet, column, rows), asked.dates).map_err(|why| vec![in_column(why, &heading(column))])
    };
    for column in moments {
        let days = sheet.rows[header + 1..].iter().filter_map(|row| row.cells.get(*column));
        // Most cells of a long column are dates in numbers.
        if let Some(why) = unlike_days(days.filter(|cell| cell.starts_with(char::is_alphabetic))) {
            return Err(vec![why]);
        }
    }
    let Some(time_column) = moments.last() else { return Ok(Gathered::default().timed(String::new())) };
    let times = read(*time_column, &rows)?;
    let days =
        if moments.len() > 1 { days_of_rows(&rows, sheet, header, |all| read(moments[0], all))? } else { Vec::new() };
    let ends = ends(sheet, header, moments, &rows, asked);
    let mut gathered = Gathered::default();
    let mut unreadable = Vec::new();
    for (number, (at, time)) in rows.iter().zip(times).enumerate() {
        let row = &sheet.rows[*at];
        match join(days.get(number), &time) {
            Some(stated) => gathered.push(row.line, *at, &stated.ending(ends.get(number).copied().flatten())),
            None if is_no_data(row, moments) => gathered.left_out += 1,
            None => {
                let column = if matches!(time, Cell::Says(_)) { moments[0] } else { *moments.last().unwrap_or(&0) };
                unreadable.push((row.line, row.cells.get(column).unwrap_or("").to_owned()));
            }
        }
    }
    if !unreadable.is_empty() {
        let columns = moments.iter().map(|column| heading(*column)).collect::<Vec<_>>().join(" and ");
        let expected = "a time such as 2026-03-02T08:00, or 08:00 for every open day";
        gathered.refused = Some(not_readable(&unreadable, &columns, expected));
    }
    let columns: Vec<String> = moments.iter().map(|column| format!("`{}`", heading(*column))).collect();
    Ok(gathered.timed(columns.join(" and ")))
}

/// The cells of a column in some rows, with their lines.
fn cells_of<'s>(sheet: &'s Sheet, column: usize, rows: &[usize]) -> Vec<(u64, &'s str)> {
    let rows = rows.iter().map(|at| &sheet.rows[*at]);
    rows.map(|row| (row.line, row.cells.get(column).unwrap_or(""))).collect()
}

/// The day of each row. One that is left out is that of the row before, as in tables that write it once: of all rows before, asked for or not.
fn days_of_rows(
    rows: &[usize],
    sheet: &Sheet,
    header: usize,
    read: impl FnOnce(&[usize]) -> Result<Vec<Cell>, Vec<Refused>>,
) -> Result<Vec<Option<Day>>, Vec<Refused>> {
    let all: Vec<usize> = (header + 1..sheet.rows.len()).collect();
    let mut before = None;
    let mut days = vec![None; sheet.rows.len()];
    for (at, cell) in all.iter().zip(read(&all)?) {
        days[*at] = match cell {
            Cell::Says(Stated { day: Some(day), .. }) => Some(day),
            Cell::Blank => before,
            _ => None,
        };
        before = days[*at].or(before);
    }
    Ok(rows.iter().map(|at| days[*at]).collect())
}

/// The minute at which each row ends, where a column beside the moments says so.
fn ends(sheet: &Sheet, header: usize, moments: &[usize], rows: &[usize], asked: &Asked) -> Vec<Option<u32>> {
    let headings = sheet.rows[header].cells.iter().enumerate();
    let mut columns = headings
        .filter(|(column, heading)| !moments.contains(column) && names_an_end(&plain_heading(heading)))
        .map(|(column, _)| column);
    let minutes = |column: usize| {
        let cells = cells_of(sheet, column, rows);
        // Only the time counts, so any order of the dates will do by which they can be read.
        let orders = [asked.dates, Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd)];
        let read = orders.iter().filter_map(|order| read_column(&cells, *order).ok());
        let minute = |cell: &Cell| if let Cell::Says(stated) = cell { stated.minute } else { None };
        let read = read.map(|cells| cells.iter().map(minute).collect::<Vec<_>>());
        read.max_by_key(|minutes| minutes.iter().flatten().count())
            .filter(|minutes| minutes.iter().any(Option::is_some))
    };
    columns.find_map(minutes).unwrap_or_default()
}

/// Puts a day and a time together, where they are apart.
fn join(day: Option<&Option<Day>>, time: &Cell) -> Option<Stated> {
    let Cell::Says(stated) = time else { return None };
    match day {
        None => Some(*stated),
        Some(day) => Some(Stated { day: Some((*day)?), ..*stated }),
    }
}

/// Whether a row without a moment may be left out: it adds up others, or has no number.
fn is_no_data(row: &SheetRow, moments: &[usize]) -> bool {
    let word = |column: &usize| row.cells.get(*column).is_some_and(begins_a_total);
    let total = first_cell(row).is_some_and(begins_a_total) || moments.iter().any(word);
    let others = row.cells.iter().enumerate().filter(|(column, _)| !moments.contains(column));
    let is_number = |cell: &str| cell.starts_with(|letter: char| letter.is_ascii_digit());
    let blank = moments.iter().any(|column| row.cells.get(*column).is_none_or(str::is_empty));
    let note = moments.first() == Some(&0) || blank;
    total || note && others.into_iter().all(|(_, cell)| !is_number(cell)) && filled(row) == 1
}

fn filled(row: &SheetRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn first_cell(row: &SheetRow) -> Option<&str> {
    row.cells.iter().find(|cell| !cell.is_empty())
}

/// The numbers of a grid, row by row.
pub(super) fn by_grid(
    sheet: &Sheet,
    header: usize,
    side: usize,
    numbers: &[usize],
    asked: &Asked,
) -> Result<ReadTable, Vec<Refused>> {
    let (rows, mut refused) = selected(sheet, header, asked);
    let line = sheet.rows[header].line;
    let heads: Vec<(u64, &str)> = numbers.iter().map(|column| (line, &sheet.rows[header].cells[*column])).collect();
    let heads = read_column(&heads, asked.dates).map_err(|why| vec![why])?;
    let cell = |at: usize, column: usize| sheet.rows[at].cells.get(column).unwrap_or("");
    let sides: Vec<(u64, &str)> = rows.iter().map(|at| (sheet.rows[*at].line, cell(*at, side))).collect();
    let sides = read_column(&sides, asked.dates).map_err(|why| vec![why])?;
    let mut gathered = Gathered::default();
    let mut cells = Vec::new();
    let mut unreadable = Vec::new();
    for (at, at_side) in rows.iter().zip(&sides) {
        let row = &sheet.rows[*at];
        let Cell::Says(at_side) = at_side else {
            let empty = numbers.iter().all(|column| cell(*at, *column).is_empty());
            if empty || first_cell(row).is_some_and(begins_a_total) {
                gathered.left_out += 1;
            } else {
                unreadable.push((row.line, cell(*at, side).to_owned()));
            }
            continue;
        };
        for (head, column) in heads.iter().zip(numbers) {
            let Cell::Says(head) = head else { continue };
            let timed = if head.minute.is_some() { head } else { at_side };
            let day = head.day.or(at_side.day);
            let stated = Stated { day, minute: timed.minute, until: timed.until, ..Stated::default() };
            let before = gathered.rows.len();
            gathered.push(row.line, *at, &stated);
            cells.extend((before..gathered.rows.len()).map(|_| (row.line, cell(*at, *column))));
        }
    }
    if !unreadable.is_empty() {
        refused.push(not_readable(&unreadable, &sheet.rows[header].cells[side], "a day or a time"));
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    let timed = gathered.timed("the grid".into());
    finish(sheet, "the grid", asked, &timed, &cells)
}

/// Rows as they are gathered.
#[derive(Default)]
struct Gathered {
    rows: Vec<Row>,
    at: Vec<usize>,
    length: Option<u32>,
    uneven: Option<(u32, u32, u64)>,
    whole_days: bool,
    left_out: usize,
    refused: Option<Refused>,
}

impl Gathered {
    /// Adds a row, for each day that it names.
    fn push(&mut self, line: u64, at: usize, stated: &Stated) {
        let lasts = stated.minute.zip(stated.until).map(|(from, until)| minutes_between(from, until));
        if let Some(length) = lasts {
            match self.length {
                Some(known) if known != length => self.uneven = self.uneven.or(Some((known, length, line))),
                _ => self.length = Some(length),
            }
        }
        // A column has days with times or without: a mixture was refused when it was read.
        self.whole_days |= stated.minute.is_none() && stated.absolute.is_none();
        each_time(stated, |time| {
            self.rows.push(Row { time, line, lasts });
            self.at.push(at);
        });
    }

    fn timed(self, moments: String) -> TimedRows {
        let step = match (self.whole_days, self.uneven, self.length) {
            (true, ..) => Step::Day,
            (_, Some((one, other, line)), _) => Step::Uneven(one, other, line),
            (_, _, Some(length)) => Step::Minutes(length),
            _ => step(&self.rows),
        };
        let Self { rows, at, left_out, refused, .. } = self;
        TimedRows { rows: rows.into(), moments, at, step, left_out, refused }
    }
}

impl Stated {
    /// With the minute at which it ends, from another column.
    fn ending(self, until: Option<u32>) -> Self {
        Self { until: self.until.or(until).filter(|_| self.minute.is_some()), ..self }
    }
}

/// Minutes from one time to the next. Reports write the last minute too: 08:00 to 08:29 is half an hour.
fn minutes_between(from: u32, until: u32) -> u32 {
    let length = if until > from { until - from } else { until + 24 * 60 - from };
    if length % 5 == 4 { length + 1 } else { length }
}

/// Reads the numbers of rows whose moments are known.
pub(super) fn finish(
    sheet: &Sheet,
    column: &str,
    asked: &Asked,
    timed: &TimedRows,
    cells: &[(u64, &str)],
) -> Result<ReadTable, Vec<Refused>> {
    let (numbers, sign, blank) = read_numbers(cells, sheet, column, asked).map_err(|why| vec![why])?;
    let refused = timed.refused.clone().into_iter();
    let refused: Vec<Refused> = refused.chain(unreadable(cells, &numbers, column, NUMBER)).collect();
    if !refused.is_empty() {
        return Err(refused);
    }
    if timed.rows.is_empty() {
        return Err(vec![Refused::new("it has no rows", "write one row for each interval")]);
    }
    let left_out = match timed.left_out {
        0 => String::new(),
        1 => "; 1 row of totals or notes left out".to_owned(),
        rows => format!("; {rows} rows of totals or notes left out"),
    };
    let signs = if sign == DecimalSign::Comma { ", decimal comma" } else { "" };
    Ok(ReadTable {
        blank,
        understood: format!("{}{signs}; `{column}` in {} rows{left_out}", sheet.written, timed.rows.len()),
        rows: Arc::clone(&timed.rows),
        numbers: numbers.into_iter().flatten().collect(),
        step: timed.step,
        column: column.to_owned(),
        moments: timed.moments.clone(),
    })
}

/// The numbers of a column, the sign of their decimals, and how many cells have nothing.
///
/// Columns are long and rows lie far apart, so each cell is looked at once. Only what is not a plain number waits for the sign.
fn read_numbers(
    cells: &[(u64, &str)],
    sheet: &Sheet,
    column: &str,
    asked: &Asked,
) -> Result<(Vec<Option<f64>>, DecimalSign, usize), Refused> {
    let (mut open, mut open_at, mut blank) = (Vec::new(), Vec::new(), 0);
    let mut numbers: Vec<Option<f64>> = Vec::with_capacity(cells.len());
    for (at, (line, cell)) in cells.iter().enumerate() {
        let nothing = is_nothing(cell);
        let number = if nothing { Some(0.0) } else { plain_number(cell) };
        if number.is_none() {
            open.push((*line, *cell));
            open_at.push(at);
        }
        blank += usize::from(nothing);
        numbers.push(number);
    }
    // What stands beside an open number may settle it.
    let sign = settled_sign(if open.is_empty() { &open } else { cells }, sheet, column, asked)?;
    for (at, (_, cell)) in open_at.into_iter().zip(open) {
        numbers[at] = number(cell, sign);
    }
    Ok((numbers, sign, blank))
}

/// Hands out when a row begins: once, or on each of the days that it names.
fn each_time(stated: &Stated, mut take: impl FnMut(RowTime)) {
    let minute = stated.minute.unwrap_or(0);
    if let Some(absolute) = stated.absolute {
        return take(RowTime::At(absolute));
    }
    match (stated.day, stated.offset) {
        (Some(Day::Date(date)), Some(offset)) => {
            let seconds = days_since_1970(date) * 86_400 + i64::from(minute) * 60 - i64::from(offset);
            if let Ok(moment) = Timestamp::from_second(seconds) {
                take(RowTime::At(moment));
            }
        }
        (Some(Day::Date(date)), None) => take(RowTime::On(date, minute)),
        (Some(Day::Weekdays(from, to)), _) => {
            let days = if to >= from { to - from } else { to + 7 - from };
            (0..=days).for_each(|day| take(RowTime::Weekly((from + day) % 7, minute)));
        }
        (Some(Day::Open { .. }), _) => {}
        (None, _) => take(RowTime::EveryDay(minute)),
    }
}

/// The distance between rows of one day: the smallest, of which all others are multiples.
fn step(rows: &[Row]) -> Step {
    let key = |row: &Row| match row.time {
        RowTime::EveryDay(minute) => (0, i64::from(minute)),
        RowTime::Weekly(day, minute) => (day as i64, i64::from(minute)),
        RowTime::On(date, minute) => (days_since_1970(date), i64::from(minute)),
        RowTime::At(moment) => (moment.as_second().div_euclid(86_400), moment.as_second().rem_euclid(86_400) / 60),
    };
    let mut keys: Vec<((i64, i64), u64)> = rows.iter().map(|row| (key(row), row.line)).collect();
    if !keys.is_sorted() {
        keys.sort_unstable();
    }
    let gaps = || {
        let pairs = keys.windows(2).filter(|pair| pair[0].0.0 == pair[1].0.0);
        pairs.map(|pair| ((pair[1].0.1 - pair[0].0.1) as u32, pair[1].1)).filter(|(gap, _)| *gap > 0)
    };
    let Some(smallest) = gaps().map(|(gap, _)| gap).min() else {
        // Daily totals often bear the midnight with which their day begins.
        let at_midnight = |row: &Row| matches!(row.time, RowTime::On(_, 0) | RowTime::Weekly(_, 0));
        return if rows.len() > 1 && rows.iter().all(at_midnight) { Step::Day } else { Step::Unknown };
    };
    match gaps().find(|(gap, _)| gap % smallest != 0) {
        None => Step::Minutes(smallest),
        Some((gap, line)) => Step::Uneven(smallest, gap, line),
    }
}

/// Days since 1 January 1970.
fn days_since_1970(date: Date) -> i64 {
    date.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| i64::from(span.get_days()))
}

fn settled_sign(cells: &[(u64, &str)], sheet: &Sheet, column: &str, asked: &Asked) -> Result<DecimalSign, Refused> {
    match asked.decimal {
        Some(sign) => Ok(sign),
        None => decimal_sign(cells.iter().copied(), sheet.separator, column),
    }
}

/// One message for all cells of a column that cannot be read.
pub(super) fn unreadable<T>(
    cells: &[(u64, &str)],
    read: &[Option<T>],
    column: &str,
    expected: &str,
) -> Option<Refused> {
    let faulty = cells.iter().zip(read).filter(|(_, read)| read.is_none());
    let faulty: Vec<(u64, String)> = faulty.map(|((line, cell), _)| (*line, (*cell).to_owned())).collect();
    (!faulty.is_empty()).then(|| not_readable(&faulty, column, expected))
}

fn not_readable(cells: &[(u64, String)], column: &str, expected: &str) -> Refused {
    let quoted = |(line, cell): &(u64, String)| format!("row {line} (\"{}\")", shortened(cell));
    let why = match cells {
        [(line, cell)] => format!("row {line}, column `{column}`: \"{}\" is not {expected}", shortened(cell)),
        _ => {
            let named = cells.iter().take(MOST_NAMED).map(quoted).collect::<Vec<_>>().join(", ");
            let more = cells.len().saturating_sub(MOST_NAMED);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!("column `{column}` needs {expected} in every row, and has none in {named}{more}")
        }
    };
    let help = match expected {
        NUMBER => "write the number alone, without a unit or a note; an empty cell is 0",
        _ => "correct these cells, or take their rows out",
    };
    Refused::new(why, help)
}

fn in_column(why: Refused, column: &str) -> Refused {
    Refused { why: format!("column `{column}`, {}", why.why), ..why }
}

fn shortened(cell: &str) -> String {
    let mut short: String = cell.chars().take(40).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    short
}
