//! Numbers with the moments they belong to, out of a sheet.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Refused;
use super::layout::{Layout, find};
use super::moment::{DateOrder, Day};
use super::moments::{Cell, Stated, read_column};
use super::number::{DecimalSign, decimal_sign, is_nothing, number};
use super::sheet::{Sheet, SheetRow};
use super::words::{Headings, begins_a_total, plain_heading};
use crate::units::Seconds;

/// Rows named in one message; more are counted.
const MOST_NAMED: usize = 3;

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

/// The rows of a column, or of a grid, with their moments.
pub(crate) fn read_series(sheet: &Sheet, headings: &Headings, asked: &Asked) -> Result<ReadTable, Vec<Refused>> {
    let layout = find(sheet, headings, asked.column.as_deref(), &asked.time_columns).map_err(|why| vec![why])?;
    match &layout {
        Layout::Rows { header, moments, number } => by_rows(sheet, *header, moments, *number, asked),
        Layout::Grid { header, moments, numbers } => by_grid(sheet, *header, moments[0], numbers, asked),
    }
}

/// Lengths of time in a column: numbers of seconds, or durations such as `3m 30s`.
pub(crate) fn read_lengths(sheet: &Sheet, headings: &Headings, asked: &Asked) -> Result<Vec<Seconds>, Vec<Refused>> {
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
    let rows: Vec<&SheetRow> = rows.into_iter().filter(|row| !first_cell(row).is_some_and(begins_a_total)).collect();
    let cells: Vec<(u64, &str)> = rows.iter().map(|row| (row.line, row.cells.get(column).unwrap_or(""))).collect();
    let sign = settled_sign(&cells, sheet, wanted, asked).map_err(|why| vec![why])?;
    let length = |cell: &str| {
        let by_number = number(cell, sign).filter(|_| !is_nothing(cell)).and_then(|number| Seconds::new(number).ok());
        by_number.or_else(|| cell.parse().ok()).filter(|length| length.get() <= 1e9)
    };
    let lengths: Vec<Option<Seconds>> = cells.iter().map(|(_, cell)| length(cell)).collect();
    refused.extend(unreadable(&cells, &lengths, wanted, "a number of seconds, or a duration such as 3m 30s"));
    if lengths.is_empty() && refused.is_empty() {
        refused.push(Refused::new("it has no rows", "write one row for each length"));
    }
    if refused.is_empty() { Ok(lengths.into_iter().flatten().collect()) } else { Err(refused) }
}

/// The rows below the headings that are asked for.
fn selected<'s>(sheet: &'s Sheet, header: usize, asked: &Asked) -> (Vec<&'s SheetRow>, Vec<Refused>) {
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
    let rows = sheet.rows[header + 1..].iter().filter(|row| row.cells != *heading);
    let fits = |row: &&SheetRow| wanted.iter().all(|(column, value)| row.cells.get(*column) == Some(value));
    let rows: Vec<&SheetRow> = rows.filter(fits).collect();
    if rows.is_empty() && refused.is_empty() && !wanted.is_empty() {
        refused.push(Refused::new("no row has what `only` asks for", "check the spelling of its values"));
    }
    let too_long = |row: &&&SheetRow| row.cells.iter().skip(heading.len()).any(|cell| !cell.is_empty());
    if let Some(row) = rows.iter().find(too_long) {
        let why = format!("row {} has {} cells under {} headings", row.line, row.cells.len(), heading.len());
        let help =
            "put numbers with a decimal comma or thousands into quotation marks, or save the file with semicolons";
        refused.push(Refused::new(why, help));
    }
    (rows, refused)
}

fn by_rows(
    sheet: &Sheet,
    header: usize,
    moments: &[usize],
    column: usize,
    asked: &Asked,
) -> Result<ReadTable, Vec<Refused>> {
    let (rows, mut refused) = selected(sheet, header, asked);
    if !refused.is_empty() {
        return Err(refused);
    }
    let heading = |column: usize| sheet.rows[header].cells.get(column).unwrap_or("").to_owned();
    let mut stated = vec![Cell::Blank; rows.len()];
    let mut days = vec![Cell::Blank; rows.len()];
    for at in moments {
        let cells: Vec<(u64, &str)> = rows.iter().map(|row| (row.line, row.cells.get(*at).unwrap_or(""))).collect();
        let read = read_column(&cells, asked.dates).map_err(|why| vec![in_column(why, &heading(*at))])?;
        let of_days = moments.len() > 1 && *at == moments[0];
        *(if of_days { &mut days } else { &mut stated }) = read;
    }
    let mut read = Rows::default();
    let mut day_before: Option<Day> = None;
    for ((row, cell), day) in rows.iter().zip(stated).zip(days) {
        let whole = join(&day, &cell, moments.len() > 1, &mut day_before);
        match whole {
            Some(stated) => read.push(row.line, &stated, row.cells.get(column), &mut refused),
            None if is_no_data(row, moments, column) => read.left_out += 1,
            None => {
                let at = if matches!(cell, Cell::Says(_)) { moments[0] } else { *moments.last().unwrap_or(&0) };
                read.unreadable.push((row.line, row.cells.get(at).unwrap_or("").to_owned()));
            }
        }
    }
    if !read.unreadable.is_empty() {
        let at = moments.iter().map(|at| heading(*at)).collect::<Vec<_>>().join(" and ");
        let expected = "a time such as 2026-03-02T08:00, or 08:00 for every open day";
        refused.push(not_readable(&read.unreadable, &at, expected));
    }
    read.finish(sheet, &heading(column), asked, refused)
}

/// Puts a day and a time together. A day that is left out is that of the row before, as in tables that write it once.
fn join(day: &Cell, time: &Cell, apart: bool, before: &mut Option<Day>) -> Option<Stated> {
    let Cell::Says(stated) = time else { return None };
    if !apart {
        return Some(*stated);
    }
    let day = match day {
        Cell::Says(Stated { day: Some(day), .. }) => *day,
        Cell::Blank => (*before)?,
        _ => return None,
    };
    *before = Some(day);
    Some(Stated { day: Some(day), ..*stated })
}

/// Whether a row without a moment may be left out: it adds up others, or has nothing but words.
fn is_no_data(row: &SheetRow, moments: &[usize], column: usize) -> bool {
    let total = first_cell(row).is_some_and(begins_a_total);
    let blank = moments.iter().all(|at| row.cells.get(*at).is_none_or(str::is_empty));
    let note = moments.first() == Some(&0)
        && row.cells.get(column).is_none_or(str::is_empty)
        && row.cells.iter().skip(1).all(str::is_empty);
    total || note || (blank && row.cells.get(column).is_none_or(str::is_empty))
}

fn first_cell(row: &SheetRow) -> Option<&str> {
    row.cells.iter().find(|cell| !cell.is_empty())
}

fn by_grid(
    sheet: &Sheet,
    header: usize,
    side: usize,
    numbers: &[usize],
    asked: &Asked,
) -> Result<ReadTable, Vec<Refused>> {
    let (rows, mut refused) = selected(sheet, header, asked);
    let line = sheet.rows[header].line;
    let heads: Vec<(u64, &str)> = numbers.iter().map(|at| (line, &sheet.rows[header].cells[*at])).collect();
    let heads = read_column(&heads, asked.dates).map_err(|why| vec![why])?;
    let cells: Vec<(u64, &str)> = rows.iter().map(|row| (row.line, row.cells.get(side).unwrap_or(""))).collect();
    let sides = read_column(&cells, asked.dates).map_err(|why| vec![why])?;
    let mut read = Rows::default();
    for (row, at_side) in rows.iter().zip(&sides) {
        let Cell::Says(at_side) = at_side else {
            if first_cell(row).is_some_and(begins_a_total)
                || numbers.iter().all(|at| row.cells.get(*at).is_none_or(str::is_empty))
            {
                read.left_out += 1;
            } else {
                read.unreadable.push((row.line, row.cells.get(side).unwrap_or("").to_owned()));
            }
            continue;
        };
        for (head, at) in heads.iter().zip(numbers) {
            let Cell::Says(head) = head else { continue };
            let day = head.day.or(at_side.day);
            let (minute, until) =
                if head.minute.is_some() { (head.minute, head.until) } else { (at_side.minute, at_side.until) };
            read.push(row.line, &Stated { day, minute, until, ..Stated::default() }, row.cells.get(*at), &mut refused);
        }
    }
    if !read.unreadable.is_empty() {
        refused.push(not_readable(&read.unreadable, &sheet.rows[header].cells[side], "a day or a time"));
    }
    read.finish(sheet, "the grid", asked, refused)
}

/// Rows as they are gathered.
#[derive(Default)]
struct Rows<'s> {
    rows: Vec<Row>,
    cells: Vec<(u64, &'s str)>,
    length: Option<u32>,
    uneven: Option<(u32, u32, u64)>,
    whole_days: bool,
    left_out: usize,
    unreadable: Vec<(u64, String)>,
}

impl<'s> Rows<'s> {
    /// Adds a row, for each day that it names.
    fn push(&mut self, line: u64, stated: &Stated, cell: Option<&'s str>, refused: &mut Vec<Refused>) {
        let Some(cell) = cell else {
            refused.push(Refused::new(
                format!("row {line} has too few cells"),
                "every row needs as many cells as the headings",
            ));
            return;
        };
        if let (Some(from), Some(until)) = (stated.minute, stated.until) {
            let length = if until > from { until - from } else { until + 24 * 60 - from };
            match self.length {
                Some(known) if known != length => self.uneven = self.uneven.or(Some((known, length, line))),
                _ => self.length = Some(length),
            }
        }
        self.whole_days |= stated.minute.is_none() && stated.absolute.is_none();
        for time in times(stated) {
            self.rows.push(Row { time, line });
            self.cells.push((line, cell));
        }
    }

    fn finish(
        self,
        sheet: &Sheet,
        column: &str,
        asked: &Asked,
        mut refused: Vec<Refused>,
    ) -> Result<ReadTable, Vec<Refused>> {
        let sign = settled_sign(&self.cells, sheet, column, asked).map_err(|why| vec![why])?;
        let read = |cell: &str| if is_nothing(cell) { Some(0.0) } else { number(cell, sign) };
        let numbers: Vec<Option<f64>> = self.cells.iter().map(|(_, cell)| read(cell)).collect();
        refused.extend(unreadable(&self.cells, &numbers, column, "a number from 0 to 1e9"));
        if self.rows.is_empty() && refused.is_empty() {
            refused.push(Refused::new("it has no rows", "write one row for each interval"));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let step = match (self.whole_days, self.uneven, self.length) {
            (true, ..) => Step::Day,
            (_, Some((one, other, line)), _) => Step::Uneven(one, other, line),
            (_, _, Some(length)) => Step::Minutes(length),
            _ => step(&self.rows),
        };
        let left_out = match self.left_out {
            0 => String::new(),
            1 => "; 1 row of totals or notes left out".to_owned(),
            rows => format!("; {rows} rows of totals or notes left out"),
        };
        let signs = if sign == DecimalSign::Comma { ", decimal comma" } else { "" };
        Ok(ReadTable {
            blank: self.cells.iter().filter(|(_, cell)| is_nothing(cell)).count(),
            understood: format!(
                "{}{signs}; the numbers of `{column}` in {} rows{left_out}",
                sheet.written,
                self.rows.len()
            ),
            rows: self.rows.into(),
            numbers: numbers.into_iter().flatten().collect(),
            step,
            column: column.to_owned(),
        })
    }
}

/// When a row begins: once, or on each of the days that it names.
fn times(stated: &Stated) -> Vec<RowTime> {
    let minute = stated.minute.unwrap_or(0);
    if let Some(absolute) = stated.absolute {
        return vec![RowTime::At(absolute)];
    }
    match (stated.day, stated.offset) {
        (Some(Day::Date(date)), Some(offset)) => {
            let universal = date.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map(|midnight| midnight.timestamp());
            let moment = universal.ok().and_then(|midnight| {
                Timestamp::from_second(midnight.as_second() + i64::from(minute) * 60 - i64::from(offset)).ok()
            });
            moment.map(RowTime::At).into_iter().collect()
        }
        (Some(Day::Date(date)), None) => vec![RowTime::On(date, minute)],
        (Some(Day::Weekdays(from, to)), _) => {
            let days = if to >= from { to - from } else { to + 7 - from };
            (0..=days).map(|day| RowTime::Weekly((from + day) % 7, minute)).collect()
        }
        (Some(Day::Open { .. }), _) => Vec::new(),
        (None, _) => vec![RowTime::EveryDay(minute)],
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
    let Some(smallest) = gaps().map(|(gap, _)| gap).min() else { return Step::Unknown };
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
    Refused::new(why, "mend the file")
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
