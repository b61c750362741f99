//! Contacts one by one, a row for each.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::Refused;
use super::series::unreadable;
use super::sheet::{Sheet, SheetRow};
use super::words::plain_heading;

/// What the column is called.
const HEADING: &str = "arrived";
/// Rows in which the heading is looked for.
const LOOKED_AT: usize = 60;

/// When a contact arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrived {
    /// By the clock on the wall.
    OnClock(DateTime),
    /// At a moment that is the same everywhere.
    At(Timestamp),
}

/// The rows of the column `arrived`, each with its line.
pub(super) fn read_single(sheet: &Sheet) -> Result<Vec<(u64, Arrived)>, Vec<Refused>> {
    let heading = |row: &SheetRow| row.cells.iter().position(|cell| plain_heading(cell) == HEADING);
    let found = sheet.rows.iter().enumerate().take(LOOKED_AT).find_map(|(header, row)| Some((header, heading(row)?)));
    let Some((header, column)) = found else {
        let why = format!("there is no column `{HEADING}`");
        return Err(vec![Refused::new(why, "write a row for each contact, with the moment at which it arrived")]);
    };
    let rows = sheet.rows[header + 1..].iter();
    let cells: Vec<(u64, &str)> = rows.map(|row| (row.line, row.cells.get(column).unwrap_or(""))).collect();
    let read: Vec<Option<Arrived>> = cells.iter().map(|(_, cell)| arrived(cell)).collect();
    if let Some(refused) = unreadable(&cells, &read, HEADING, "a moment such as 2026-03-02T08:00:12") {
        return Err(vec![refused]);
    }
    if read.is_empty() {
        return Err(vec![Refused::new("it has no rows", "write one row for each contact")]);
    }
    Ok(cells.iter().zip(read).filter_map(|((line, _), read)| Some((*line, read?))).collect())
}

/// `2026-03-02T08:00:12`, or with an offset.
fn arrived(cell: &str) -> Option<Arrived> {
    let cell = cell.trim();
    if !cell.contains(':') {
        return None;
    }
    if let Ok(moment) = cell.parse::<Timestamp>() {
        return Some(Arrived::At(moment));
    }
    cell.parse().ok().map(Arrived::OnClock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_a_date_a_time_and_perhaps_an_offset() {
        let clock = |text: &str| Some(Arrived::OnClock(text.parse().unwrap()));
        assert_eq!(arrived("2026-03-02T08:00:12"), clock("2026-03-02T08:00:12"));
        assert_eq!(arrived("2026-03-02 08:00"), clock("2026-03-02T08:00:00"));
        assert_eq!(arrived("2026-03-02T08:00:12.5"), clock("2026-03-02T08:00:12.5"));
        let at = |text: &str| Some(Arrived::At(text.parse().unwrap()));
        assert_eq!(arrived("2026-03-02T08:00:12+01:00"), at("2026-03-02T07:00:12Z"));
        assert_eq!(arrived("2026-03-02T08:00:12Z"), at("2026-03-02T08:00:12Z"));
        for unclear in ["", "08:00", "2026-03-02", "02/03/2026 08:00", "monday 8:00"] {
            assert_eq!(arrived(unclear), None, "{unclear}");
        }
    }
}
