//! A file of numbers by intervals, as the scenario names it.

use crate::decode::table::{Asked, DateOrder, DecimalSign, Headings, Step};
use crate::decode::{Fields, Placed, Reading, Slot, csv_file, csv_file::Rows, duration, keys, placed, words};
use crate::units::describe_duration;

/// A file of numbers, and what is said about its rows.
pub(crate) struct DataFile {
    /// Its rows.
    pub(crate) rows: Rows,
    /// Whether its days stand for those of every week.
    pub(crate) weekly: bool,
    /// Minutes that a row lasts, if they are stated.
    pub(crate) step: Option<u32>,
    /// Whether there is nothing where it has no row.
    pub(crate) gaps_are_zero: bool,
}

keys! {
    /// How a file of numbers is to be read.
    struct FileKeys {
        file: Option<Placed<String>> = placed(words)
            => optional "CSV, XLSX or ODS file: a row for each interval, or a grid of days and times";
        sheet: Option<String> = words => optional "Sheet of a workbook; needed where it has several";
        column: Option<String> = words
            => optional "Heading of the column with the numbers; offered, agents and the usual names of reports are known";
        time_columns: Option<Vec<String>> = names
            => optional "Headings of the columns that say when a row begins, where they are not known by name";
        only: Vec<(String, String)> = only => or("{}") "Rows that count, by what stands in other columns: { Queue = \"Sales\" }";
        dates: Option<DateOrder> = date_order => optional "Order of day, month and year, where the file leaves it open";
        decimal: Option<DecimalSign> = decimal_sign => optional "The sign before decimals, where the file leaves it open";
        step: Option<u32> = step => optional "How long a row lasts, where the distance of the rows does not show it";
        repeat: Option<()> = weekly => optional "\"weekly\": the days of the file stand for those of every week";
        gaps: Option<()> = zero => optional "\"zero\": there is nothing where the file has no row";
    }
}

/// What may stand beside `file`.
pub(crate) const BESIDE_FILE: [&str; 9] =
    ["sheet", "column", "time_columns", "only", "dates", "decimal", "step", "repeat", "gaps"];

/// Reads the file that a table names, if it names one; the column has one of `headings`.
pub(crate) fn data_file(fields: &mut Fields<'_>, headings: &Headings) -> Option<Option<DataFile>> {
    let keys = FileKeys::read(fields);
    for key in BESIDE_FILE {
        fields.only_beside(key, "file");
    }
    let keys = keys?;
    let Some(file) = keys.file else { return if fields.has("file") { None } else { Some(None) } };
    let asked = Asked {
        sheet: keys.sheet,
        column: keys.column,
        time_columns: keys.time_columns.unwrap_or_default(),
        dates: keys.dates,
        decimal: keys.decimal,
        only: keys.only,
    };
    let reading = fields.reading_under_way()?;
    let rows = csv_file::rows(&file.value, file.place, headings, &asked, reading)?;
    reading.note(understood(&rows, keys.step));
    warn_of_blanks(&rows, reading);
    Some(Some(DataFile { rows, weekly: keys.repeat.is_some(), step: keys.step, gaps_are_zero: keys.gaps.is_some() }))
}

/// What the file is and how long its rows last.
fn understood(rows: &Rows, stated: Option<u32>) -> String {
    let minutes = match (stated, rows.table.step) {
        (Some(minutes), _) | (None, Step::Minutes(minutes)) => Some(minutes),
        (None, Step::Day) => Some(24 * 60),
        (None, Step::Unknown | Step::Uneven(..)) => None,
    };
    let step =
        minutes.map_or(String::new(), |minutes| format!(", each {}", describe_duration(f64::from(minutes) * 60.0)));
    format!("{}: {}{step}", rows.file, rows.table.understood)
}

/// Cells with nothing in them are zeros in reports, and may be forgotten in a table made by hand.
fn warn_of_blanks(rows: &Rows, reading: &mut Reading) {
    let (file, column) = (&rows.file, &rows.table.column);
    match rows.table.blank {
        0 => {}
        1 => reading.warn(format!("`{file}`: 1 cell of `{column}` is empty and counts as 0.")),
        blank => reading.warn(format!("`{file}`: {blank} cells of `{column}` are empty and count as 0.")),
    }
}

fn names(slot: Slot<'_>) -> Option<Vec<String>> {
    slot.list("a list of one or two headings such as [\"Date\", \"Start\"]", words)
}

/// `{ Queue = "Sales" }`.
fn only(slot: Slot<'_>) -> Option<Vec<(String, String)>> {
    slot.texts("a table of headings and texts such as { Queue = \"Sales\" }")
}

fn date_order(slot: Slot<'_>) -> Option<DateOrder> {
    slot.word(&[("dmy", DateOrder::Dmy), ("mdy", DateOrder::Mdy), ("ymd", DateOrder::Ymd)])
}

fn decimal_sign(slot: Slot<'_>) -> Option<DecimalSign> {
    slot.word(&[("point", DecimalSign::Point), ("comma", DecimalSign::Comma)])
}

fn weekly(slot: Slot<'_>) -> Option<()> {
    slot.word(&[("weekly", ())])
}

fn zero(slot: Slot<'_>) -> Option<()> {
    slot.word(&[("zero", ())])
}

/// Whole minutes, at most a day.
fn step(mut slot: Slot<'_>) -> Option<u32> {
    let minutes = duration(slot.lend())?.get() / 60.0;
    if minutes.fract() == 0.0 && (1.0..=1440.0).contains(&minutes) {
        return Some(minutes as u32);
    }
    if let Slot::Reading(found) = &mut slot {
        found.refuse("rows last whole minutes, at most a day", "write for instance \"30m\" or \"1h\"");
    }
    None
}
