//! Contacts one by one, a row for each.

use jiff::civil::DateTime;
use jiff::{Span, Timestamp};

use super::Refused;
use super::clock::DAY;
use super::moment::{Day, exact_serial};
use super::moments::{Cell, Stated, read_column};
use super::number::EXACT;
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
    let mut read: Vec<Option<Arrived>> = cells.iter().map(|(_, cell)| arrived(cell)).collect();
    if read.iter().any(Option::is_none) {
        read = as_people_write(&cells).map_err(|refused| vec![refused])?;
    }
    if let Some(refused) = unreadable(&cells, &read, HEADING, "a moment such as 2026-03-02T08:00:12") {
        return Err(vec![refused]);
    }
    if read.is_empty() {
        return Err(vec![Refused::new("it has no rows", "write one row for each contact")]);
    }
    Ok(cells.iter().zip(read).filter_map(|((line, _), read)| Some((*line, read?))).collect())
}

/// The moments of a column whose cells are not all written as ours: with the order of dates, the names of months, am and pm and offsets
/// of tables, or as the serial numbers of a spreadsheet.
fn as_people_write(cells: &[(u64, &str)]) -> Result<Vec<Option<Arrived>>, Refused> {
    let serials: Option<Vec<DateTime>> =
        cells.iter().map(|(_, cell)| exact_serial(cell.strip_suffix(EXACT).unwrap_or(cell).parse().ok()?)).collect();
    if let Some(serials) = serials {
        return Ok(serials.into_iter().map(|moment| Some(Arrived::OnClock(moment))).collect());
    }
    let parted: Vec<(String, f64)> = cells.iter().map(|(_, cell)| without_seconds(cell)).collect();
    let whole: Vec<(u64, &str)> =
        cells.iter().zip(&parted).map(|((line, _), (cell, _))| (*line, cell.as_str())).collect();
    let column = read_column(&whole, None).map_err(|refused| {
        let why = format!("column `{HEADING}`, {}", refused.why);
        let order = refused.help.contains("dates =");
        Refused::new(why, if order { "write the year first: 2026-03-02".to_owned() } else { refused.help })
    })?;
    let moment = |(cell, (_, seconds)): (Cell, &(String, f64))| match cell {
        Cell::Says(stated) => at(&stated, *seconds),
        _ => None,
    };
    Ok(column.into_iter().zip(&parted).map(moment).collect())
}

/// Takes the seconds out of a cell: `13/03/2026 8:01:08 AM` becomes `13/03/2026 8:01 AM`, and 8.
fn without_seconds(cell: &str) -> (String, f64) {
    let unchanged = || (cell.to_owned(), 0.0);
    // Two digits part the first colon from the second; those of an offset stand farther off.
    let second = cell.find(':').map(|first| first + 3).filter(|second| cell.as_bytes().get(*second) == Some(&b':'));
    let Some(second) = second else { return unchanged() };
    let rest = &cell[second + 1..];
    let length = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    let (digits, after) = rest.split_at(length);
    match digits.parse::<f64>() {
        Ok(seconds) if seconds < 60.0 && digits.find('.').unwrap_or(digits.len()) == 2 => {
            (format!("{}{after}", &cell[..second]), seconds)
        }
        _ => unchanged(),
    }
}

/// The moment of a cell that names a day and a time.
fn at(stated: &Stated, seconds: f64) -> Option<Arrived> {
    let within = Span::new().try_nanoseconds((seconds * 1e9).round() as i64).ok()?;
    if let Some(moment) = stated.absolute {
        return moment.checked_add(within).ok().map(Arrived::At);
    }
    let (Some(Day::Date(date)), Some(minute), None) = (stated.day, stated.minute, stated.until) else { return None };
    let minutes = Span::new().try_minutes(i64::from(minute)).ok().filter(|_| minute < DAY)?;
    let clock = date.to_datetime(jiff::civil::Time::midnight()).checked_add(minutes).ok()?.checked_add(within).ok()?;
    match stated.offset {
        None => Some(Arrived::OnClock(clock)),
        Some(offset) => {
            let offset = jiff::tz::Offset::from_seconds(offset).ok()?;
            offset.to_timestamp(clock).ok().map(Arrived::At)
        }
    }
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

    #[test]
    fn moments_are_read_as_people_write_them() {
        let read = |cells: &[&str]| {
            let cells: Vec<(u64, &str)> = (2..).zip(cells.iter().copied()).collect();
            as_people_write(&cells)
        };
        let clock = |text: &str| Some(Arrived::OnClock(text.parse().unwrap()));
        let at = |text: &str| Some(Arrived::At(text.parse().unwrap()));
        for (cells, expected) in [
            (["13/03/2026 08:00:12", "02/03/2026 9:00"], [clock("2026-03-13T08:00:12"), clock("2026-03-02T09:00")]),
            (
                ["3/13/2026 8:01:08 AM", "3/2/2026 1:00:08.5 PM"],
                [clock("2026-03-13T08:01:08"), clock("2026-03-02T13:00:08.5")],
            ),
            (["46083.3341", "46083.5e0"], [clock("2026-03-02T08:01:06.240"), clock("2026-03-02T12:00")]),
            (
                ["13/03/2026 08:00:12+01:00", "14.03.2026 08:00+05:30"],
                [at("2026-03-13T07:00:12Z"), at("2026-03-14T02:30:00Z")],
            ),
            (["2026-03-02 08:00:12", "Total: 2"], [clock("2026-03-02T08:00:12"), None]),
            (["2026-03-02 08:00-09:00", "08:00:12"], [None, None]),
            (["€:€€:€", "1:€:"], [None, None]),
        ] {
            assert_eq!(read(&cells).unwrap(), expected, "{cells:?}");
        }
        let open = read(&["02/03/2026 08:00:12", "02/03/2026 08:00:13"]).unwrap_err();
        assert!(open.why.contains("02/03/2026") && open.help.contains("2026-03-02"), "{open:?}");
    }
}
