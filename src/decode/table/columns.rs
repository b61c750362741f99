//! Columns by their headings.

use super::Refused;
use super::sheet::{Sheet, SheetRow};
use super::words::plain_heading;
use crate::decode::likeness::{listed, nearest};

/// The column of a heading, if there is one: the one that is written just so, or else the one that is alike.
pub(super) fn column_called(sheet: &Sheet, header: usize, name: &str) -> Result<Option<usize>, Refused> {
    let row = &sheet.rows[header];
    let exactly: Vec<usize> = (0..row.cells.len()).filter(|at| &row.cells[*at] == name).collect();
    let alike = || (0..row.cells.len()).filter(|at| plain_heading(&row.cells[*at]) == plain_heading(name)).collect();
    let found: Vec<usize> = if exactly.is_empty() { alike() } else { exactly };
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        [first, second, ..] => Err(twice(sheet, header, *first, *second)),
    }
}

/// Two columns have one heading. What stands above them may tell them apart.
pub(super) fn twice(sheet: &Sheet, header: usize, first: usize, second: usize) -> Refused {
    let row = &sheet.rows[header];
    let name = &row.cells[first];
    let above = |at: usize| {
        let above = &sheet.rows[header.checked_sub(1)?].cells;
        // What is written once above several columns holds until the next.
        (0..=at.min(above.len().checked_sub(1)?)).rev().map(|at| &above[at]).find(|cell| !cell.is_empty())
    };
    let help = match (above(first), above(second)) {
        (Some(one), Some(other)) if one != other => {
            format!("rename them after the row above, for instance `{one} {name}` and `{other} {name}`")
        }
        _ => "rename one of them, so that every heading stands once".to_owned(),
    };
    Refused::new(format!("row {}: two columns are called `{name}`", row.line), help)
}

pub(super) fn no_such_column(row: &SheetRow, name: &str, key: &str) -> Refused {
    let names: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let near = nearest(name, names.iter().copied());
    let near = near.map_or(String::new(), |near| format!("; is `{near}` meant to be it?"));
    Refused::new(
        format!("there is no column `{name}`, which `{key}` names"),
        format!("row {} has {}{near}", row.line, listed(&names)),
    )
}

/// Whether a cell has a number, whatever stands behind it.
pub(super) fn starts_with_digit(cell: &str) -> bool {
    let is_digit = |text: &str| text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    is_digit(cell) || is_digit(cell.trim_start_matches(['-', '+', '£', '€', '$', '~']))
}
