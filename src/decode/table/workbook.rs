//! Workbooks: XLSX, XLSB, XLS and ODS.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Reader, Sheets, open_workbook_auto_from_rs};
use csv::StringRecord;

use super::Refused;
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
    let row =
        |(line, cells): (u64, &[Data])| SheetRow { line, cells: cells.iter().map(text).collect::<StringRecord>() };
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

/// A cell as a text file would have it: numbers with a decimal point, dates year first.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.trim().to_owned(),
        Data::DateTime(moment) if moment.is_datetime() => moment_text(moment),
        Data::Error(error) => error.to_string(),
        Data::Bool(value) => value.to_string(),
        _ => cell.as_f64().map_or_else(String::new, |number| number.to_string()),
    }
}

/// A date with its time, year first; or the time of day that a part of a day is.
fn moment_text(moment: &calamine::ExcelDateTime) -> String {
    let number = moment.as_f64();
    let (year, month, day, hour, minute, second, thousandths) = moment.to_ymd_hms_milli();
    let later = u32::from(thousandths >= 500);
    let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second) + later;
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    match number {
        number if number < 1.0 => clock,
        1.0 => "24:00:00".to_owned(),
        _ if seconds == 0 => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}
