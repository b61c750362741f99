//! A file as rows of cells, whatever kind of file it is.

use super::Refused;
use super::delimited::read_text;
use super::sheet::Sheet;
use super::workbook::{is_workbook, read_workbook};

/// Reads a text file, or the sheet called `sheet` of a workbook; the only one if there is no name.
pub(super) fn open(bytes: &[u8], sheet: Option<&str>) -> Result<Sheet, Refused> {
    match sheet {
        _ if is_workbook(bytes) => read_workbook(bytes, sheet),
        None => read_text(bytes),
        Some(sheet) => {
            let why = format!("it is text and has no sheet `{sheet}`");
            Err(Refused::new(why, "take `sheet` away, or name a workbook (XLSX or ODS)"))
        }
    }
}
