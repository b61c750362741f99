//! Workbooks: XLSX, XLSB, XLS and ODS.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Reader, Sheets, open_workbook_auto_from_rs};
use csv::StringRecord;

use super::Refused;
use super::number::EXACT;
use super::sheet::{Separator, Sheet, SheetRow};

/// Most bytes that a workbook may come to when it is unpacked: 512 MiB.
const MOST_UNPACKED: u64 = 512 << 20;
/// Most cells that a sheet may span, those that are empty among them.
const MOST_CELLS: u64 = 20_000_000;

/// Whether this is a workbook: a zip archive, or the older container of Microsoft.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// The cells of the sheet called `name`, or of the only sheet there is.
pub(super) fn read_workbook(bytes: &[u8], name: Option<&str>) -> Result<Sheet, Refused> {
    refuse_enormous(bytes)?;
    let unreadable = |why: String| Refused::new(why, "save it again as XLSX, ODS or CSV");
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| unreadable(format!("it is no workbook that can be read ({error})")))?;
    let name = chosen(&book.sheet_names(), name)?;
    let range =
        cells(&mut book, &name).map_err(|error| unreadable(format!("its sheet `{name}` cannot be read: {error}")))?;
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    let numbered = (1 + first..).zip(range.rows());
    let timed = columns_with_times(&range);
    let row = |(line, cells): (u64, &[Data])| {
        let texts = cells.iter().zip(&timed).map(|(cell, timed)| text(cell, *timed));
        SheetRow { line, cells: texts.collect::<StringRecord>() }
    };
    let rows = numbered.map(row).filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
    Ok(Sheet { rows, separator: Separator::Cells, written: format!("the sheet `{name}` of a workbook") })
}

/// The sheet that is meant.
fn chosen(names: &[String], name: Option<&str>) -> Result<String, Refused> {
    let listed = || names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (name, names) {
        (Some(name), _) => {
            names.iter().find(|known| *known == name).cloned().ok_or_else(|| {
                Refused::new(format!("it has no sheet `{name}`"), format!("its sheets are {}", listed()))
            })
        }
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err(Refused::new("it has no sheets", "name another file")),
        (None, [first, ..]) => {
            let why = format!("it has {} sheets: {}", names.len(), listed());
            Err(Refused::new(why, format!("say which: sheet = \"{first}\"")))
        }
    }
}

fn cells(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<calamine::Range<Data>, String> {
    if let Sheets::Xlsx(book) = book {
        return xlsx_cells(book, name);
    }
    book.worksheet_range(name).map_err(|error| error.to_string())
}

/// The cells one by one, so that two cells far apart do not ask for all the room between them.
fn xlsx_cells(book: &mut calamine::Xlsx<Cursor<&[u8]>>, name: &str) -> Result<calamine::Range<Data>, String> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
    let mut cells = Vec::new();
    let (mut rows, mut columns) = (0, 0);
    while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
        let value: Data = cell.get_value().clone().into();
        if value.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        (rows, columns) = (rows.max(u64::from(row) + 1), columns.max(u64::from(column) + 1));
        if rows.saturating_mul(columns) > MOST_CELLS {
            return Err(format!("it spans more than {MOST_CELLS} cells; take away what stands far from the table"));
        }
        cells.push(calamine::Cell::new((row, column), value));
    }
    Ok(calamine::Range::from_sparse(cells))
}

/// Refuses an archive that unpacks to more than any planner's workbook holds. Sizes are counted, not believed.
fn refuse_enormous(bytes: &[u8]) -> Result<(), Refused> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let mut left = MOST_UNPACKED;
    for number in 0..archive.len() {
        let Ok(file) = archive.by_index(number) else { continue };
        let unpacked = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(unpacked).ok_or_else(|| {
            Refused::new("it unpacks to more than 512 MiB", "keep the table alone in a workbook of its own")
        })?;
    }
    Ok(())
}

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// For each column, whether one of its dates has a time. Those that have none are then at midnight.
fn columns_with_times(range: &calamine::Range<Data>) -> Vec<bool> {
    let mut timed = vec![false; range.width()];
    for cells in range.rows() {
        for (timed, cell) in timed.iter_mut().zip(cells) {
            *timed |= match cell {
                Data::DateTime(moment) if moment.is_datetime() => moment.as_f64() >= 1.0 && seconds(moment) != 0,
                Data::DateTimeIso(text) => text.split_once('T').is_some_and(|(_, time)| !is_midnight(time)),
                _ => false,
            };
        }
    }
    timed
}

fn is_midnight(time: &str) -> bool {
    time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'))
}

/// A cell as a text file would have it: numbers with a decimal point and marked as exact, dates year first. `timed` says that a date
/// without a time is at midnight.
fn text(cell: &Data, timed: bool) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.trim().to_owned(),
        Data::DateTimeIso(text) => iso_text(text.trim(), timed),
        Data::DurationIso(text) => duration_text(text.trim()).unwrap_or_else(|| text.trim().to_owned()),
        Data::DateTime(moment) if moment.as_f64() < 0.0 => moment.as_f64().to_string(),
        Data::DateTime(moment) if moment.is_duration() => clock_text((moment.as_f64() * DAY).round() as u64),
        Data::DateTime(moment) => moment_text(moment, timed),
        Data::Float(number) if number.fract() != 0.0 => format!("{number}{EXACT}"),
        Data::Error(error) => error.to_string(),
        Data::Bool(value) => value.to_string(),
        _ => cell.as_f64().map_or_else(String::new, |number| number.to_string()),
    }
}

fn clock_text(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A date as open documents keep it.
fn iso_text(text: &str, timed: bool) -> String {
    match text.split_once('T') {
        None if timed => format!("{text} 00:00:00"),
        Some((date, time)) if !timed && is_midnight(time) => date.to_owned(),
        _ => text.to_owned(),
    }
}

/// A time as open documents keep it: `PT08H30M00S`.
fn duration_text(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds: f64 = rest.strip_suffix('S')?.replacen(',', ".", 1).parse().ok()?;
    let (hours, minutes): (u64, u64) = (hours.parse().ok()?, minutes.parse().ok()?);
    let sound = (0.0..=60.0).contains(&seconds) && minutes < 60 && hours < 1_000_000;
    sound.then(|| clock_text(hours * 3600 + minutes * 60 + seconds.round() as u64))
}

/// Seconds after midnight, rounded.
fn seconds(moment: &calamine::ExcelDateTime) -> u64 {
    let (_, _, _, hour, minute, second, thousandths) = moment.to_ymd_hms_milli();
    u64::from(hour) * 3600 + u64::from(minute) * 60 + u64::from(second) + u64::from(thousandths >= 500)
}

/// A date with its time, year first; or the time of day that a part of a day is.
fn moment_text(moment: &calamine::ExcelDateTime, timed: bool) -> String {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let seconds = seconds(moment);
    let clock = clock_text(seconds);
    match moment.as_f64() {
        number if number < 1.0 => clock,
        1.0 => "24:00:00".to_owned(),
        _ if seconds == 0 && !timed => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    #[test]
    fn cells_are_written_as_a_text_file_would_have_them() {
        let moment = |value: f64, kind| Data::DateTime(ExcelDateTime::new(value, kind, false));
        let at = |value: f64| moment(value, ExcelDateTimeType::DateTime);
        let lasting = |value: f64| moment(value, ExcelDateTimeType::TimeDelta);
        for (cell, timed, expected) in [
            (Data::Float(12.125), false, "12.125e0"),
            (Data::Float(12.0), false, "12"),
            (Data::String(" 1.120 ".into()), false, "1.120"),
            (at(46083.0), false, "2026-03-02"),
            (at(46083.0), true, "2026-03-02 00:00:00"),
            (at(46083.5), true, "2026-03-02 12:00:00"),
            (at(1.0 / 3.0), false, "08:00:00"),
            (lasting(1.0 / 3.0), false, "08:00:00"),
            (lasting(1.5), false, "36:00:00"),
            (Data::DurationIso("PT08H30M00S".into()), false, "08:30:00"),
            (Data::DurationIso("PT00H04M29.6S".into()), false, "00:04:30"),
            (Data::DateTimeIso("2026-03-02T08:00:00".into()), true, "2026-03-02T08:00:00"),
            (Data::DateTimeIso("2026-03-02T00:00:00".into()), false, "2026-03-02"),
            (Data::DateTimeIso("2026-03-02".into()), true, "2026-03-02 00:00:00"),
        ] {
            assert_eq!(text(&cell, timed), expected);
        }
    }
}
