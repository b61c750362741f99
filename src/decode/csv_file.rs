//! CSV files that a scenario refers to.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::units::Seconds;

use super::clock::clock_time;
use super::fault::Fault;
use super::likeness::{listed, nearest};
use super::reading::Reading;
use super::source::Place;

/// When a row of a file by intervals applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RowTime {
    /// On every open day, at this many minutes after midnight.
    EveryDay(u32),
    /// On one day, at this many minutes after midnight.
    On(Date, u32),
}

/// A number for the interval that begins at some time.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// When the interval begins.
    pub(crate) time: RowTime,
    /// The time as written.
    pub(crate) written: String,
    /// The number.
    pub(crate) number: f64,
    /// Line of the file, from 1.
    pub(crate) line: u64,
}

/// The rows of a file by intervals.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// Its name in the scenario.
    pub(crate) file: String,
    /// Where the scenario names it.
    pub(crate) place: Place,
    /// Its rows.
    pub(crate) rows: Arc<[Row]>,
}

/// Reads the columns `interval_start` and `column`.
pub(crate) fn rows(file: &str, place: Place, column: &str, reading: &mut Reading) -> Option<Rows> {
    let text = reading.file(file, place)?;
    let mut table = CsvTable::open(file, place, &text);
    let faults_before = reading.fault_count();
    let columns = table.columns(&["interval_start", column], reading)?;
    let mut rows = Vec::new();
    while let Some((record, line)) = table.next(reading) {
        let time = table.cell(&record, line, columns[0], reading, row_time);
        let number = table.cell(&record, line, columns[1], reading, plain_number);
        if let Some((time, number)) = time.zip(number) {
            let written = record[columns[0].position].trim().to_owned();
            rows.push(Row { time, written, number, line });
        }
    }
    if rows.is_empty() && faults_before == reading.fault_count() {
        table.refuse("it has no rows", "write one row for each interval", reading);
    }
    let sound = !rows.is_empty() && faults_before == reading.fault_count();
    sound.then(|| Rows { file: file.to_owned(), place, rows: rows.into() })
}

/// Reads the column `seconds`: numbers, or durations such as `3m 30s`.
pub(crate) fn durations(file: &str, place: Place, reading: &mut Reading) -> Option<Vec<Seconds>> {
    let text = reading.file(file, place)?;
    let mut table = CsvTable::open(file, place, &text);
    let faults_before = reading.fault_count();
    let columns = table.columns(&["seconds"], reading)?;
    let mut lengths = Vec::new();
    while let Some((record, line)) = table.next(reading) {
        lengths.extend(table.cell(&record, line, columns[0], reading, length));
    }
    (faults_before == reading.fault_count()).then_some(lengths)
}

/// A CSV file as it is read row by row.
struct CsvTable<'a> {
    file: &'a str,
    place: Place,
    reader: csv::Reader<&'a [u8]>,
}

/// A column by name, and where it stands.
#[derive(Clone, Copy)]
struct Column<'a> {
    name: &'a str,
    position: usize,
}

impl<'a> CsvTable<'a> {
    fn open(file: &'a str, place: Place, text: &'a str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let reader = csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
        Self { file, place, reader }
    }

    fn refuse(&self, why: &str, help: &str, reading: &mut Reading) {
        reading.report(Fault::new(format!("`{}`: {why}", self.file)).at(self.place).help(help));
    }

    fn columns<'c>(&mut self, names: &[&'c str], reading: &mut Reading) -> Option<Vec<Column<'c>>> {
        let headers: Vec<String> = match self.reader.headers() {
            Ok(headers) => headers.iter().map(str::to_owned).collect(),
            Err(error) => {
                self.refuse(&error.to_string(), "write comma-separated values", reading);
                return None;
            }
        };
        let known: Vec<&str> = headers.iter().map(String::as_str).collect();
        let find = |name: &'c str| {
            let position = known.iter().position(|header| *header == name);
            position.map(|position| Column { name, position }).ok_or(name)
        };
        let found: Result<Vec<_>, &str> = names.iter().map(|name| find(name)).collect();
        found
            .map_err(|missing| {
                let near = nearest(missing, known.iter().copied());
                let near = near.map_or(String::new(), |near| format!("; is `{near}` meant to be it?"));
                let help = format!("its first line names its columns, here {}{near}", listed(&known));
                self.refuse(&format!("there is no column `{missing}`"), &help, reading);
            })
            .ok()
    }

    fn next(&mut self, reading: &mut Reading) -> Option<(csv::StringRecord, u64)> {
        let mut record = csv::StringRecord::new();
        loop {
            match self.reader.read_record(&mut record) {
                Ok(false) => return None,
                Ok(true) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    return Some((record, line));
                }
                Err(error) => self.refuse(&row_error(&error), "every row needs as many cells as the first", reading),
            }
        }
    }

    fn cell<T>(
        &self,
        record: &csv::StringRecord,
        line: u64,
        column: Column<'_>,
        reading: &mut Reading,
        read: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let cell = record.get(column.position).unwrap_or("");
        read(cell)
            .map_err(|expected| {
                let why = format!("row {line}, column `{}`: \"{}\" is not {expected}", column.name, shortened(cell));
                self.refuse(&why, "mend the file", reading);
            })
            .ok()
    }
}

fn row_error(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!("row {line} has {len} cells instead of {expected_len}")
        }
        _ => error.to_string(),
    }
}

fn row_time(cell: &str) -> Result<RowTime, &'static str> {
    let expected = "a time such as 2026-03-02T08:00, or 08:00 for every open day";
    if let Some(minute) = clock_time(cell) {
        return Ok(RowTime::EveryDay(minute));
    }
    let spaced = cell.replacen(' ', "T", 1);
    let moment: DateTime = spaced.parse().map_err(|_| expected)?;
    if !spaced.contains('T') || moment.second() != 0 || spaced.ends_with('Z') {
        return Err(expected);
    }
    let minute = u32::from(moment.hour().unsigned_abs()) * 60 + u32::from(moment.minute().unsigned_abs());
    Ok(RowTime::On(moment.date(), minute))
}

fn plain_number(cell: &str) -> Result<f64, &'static str> {
    match cell.parse::<f64>() {
        Ok(number) if (0.0..=1e9).contains(&number) => Ok(number),
        _ => Err("a number from 0 to 1e9"),
    }
}

fn length(cell: &str) -> Result<Seconds, &'static str> {
    let seconds = cell.parse::<f64>().ok().and_then(|number| Seconds::new(number).ok());
    let length = seconds.or_else(|| cell.parse().ok()).filter(|length| length.get() <= 1e9);
    length.ok_or("a number of seconds, or a duration such as 3m 30s")
}

fn shortened(cell: &str) -> String {
    let mut short: String = cell.chars().take(40).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    short
}
