//! Columns of moments: what a single cell leaves open, the column as a whole may settle.

use jiff::Timestamp;

use super::Refused;
use super::moment::{DateOrder, Day, Moment, compact_date, parse, part_of_day, serial};
use super::number::EXACT;

/// A cell of a column of moments.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// There is nothing in it.
    Blank,
    /// It says something else than a moment.
    Unreadable,
    /// What it says.
    Says(Stated),
}

/// What a cell says once its column is settled.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stated {
    /// The day.
    pub(super) day: Option<Day>,
    /// Minutes after midnight.
    pub(super) minute: Option<u32>,
    /// Minutes after midnight of the end.
    pub(super) until: Option<u32>,
    /// Seconds by which its clock is ahead of universal time.
    pub(super) offset: Option<i32>,
    /// The moment itself, if it is known.
    pub(super) absolute: Option<Timestamp>,
}

/// How the plain numbers of a column are to be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Numbers {
    Serial,
    PartOfDay,
    Hours,
    HoursAndMinutes,
    CompactDate,
    Unknown,
}

/// Reads the cells of a column, with their lines. `order` is what the scenario says of its dates.
pub(super) fn read_column(cells: &[(u64, &str)], order: Option<DateOrder>) -> Result<Vec<Cell>, Refused> {
    let numbers = kind_of_numbers(cells);
    let parsed: Vec<Option<Moment>> = cells.iter().map(|(_, cell)| parsed(cell, numbers)).collect();
    refuse_doubts(cells, &parsed)?;
    let order = match order {
        Some(order) => Some(order),
        None => settled_order(cells, &parsed)?,
    };
    let settle = |((_, cell), moment): (&(u64, &str), Option<Moment>)| match moment {
        _ if cell.is_empty() => Cell::Blank,
        None => Cell::Unreadable,
        Some(moment) => stated(&moment, order).map_or(Cell::Unreadable, Cell::Says),
    };
    Ok(cells.iter().zip(parsed).map(settle).collect())
}

/// Refuses the first cell that leaves open what no other settles.
fn refuse_doubts(cells: &[(u64, &str)], parsed: &[Option<Moment>]) -> Result<(), Refused> {
    let doubt = |moment: &Option<Moment>| moment.as_ref().and_then(|moment| moment.doubt);
    let found = cells.iter().zip(parsed).find_map(|(cell, moment)| Some((cell, doubt(moment)?)));
    let Some(((line, cell), doubt)) = found else { return Ok(()) };
    let (why, help) = doubt.words();
    Err(Refused::new(format!("row {line}: \"{cell}\" {why}"), help))
}

fn stated(moment: &Moment, order: Option<DateOrder>) -> Option<Stated> {
    let day = match moment.day {
        None => None,
        Some(day) => Some(day.resolved(order)?),
    };
    let Moment { minute, until, offset, absolute, .. } = *moment;
    Some(Stated { day, minute, until, offset, absolute })
}

fn parsed(cell: &str, numbers: Numbers) -> Option<Moment> {
    match plain_number(cell) {
        Some(number) => from_number(number, numbers).or_else(|| parse(cell)),
        None => parse(cell),
    }
}

fn plain_number(cell: &str) -> Option<f64> {
    let cell = cell.strip_suffix(EXACT).unwrap_or(cell);
    let shaped = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    // Serial numbers of a spreadsheet in another language have a decimal comma.
    if shaped { cell.replacen(',', ".", 1).parse().ok() } else { None }
}

fn from_number(number: f64, kind: Numbers) -> Option<Moment> {
    let timed = |minute: u32| Moment { minute: Some(minute), ..Moment::default() };
    match kind {
        Numbers::Serial => {
            let (date, minute) = serial(number)?;
            let minute = (number.fract() != 0.0).then_some(minute);
            Some(Moment { day: Some(Day::Date(date)), minute, ..Moment::default() })
        }
        Numbers::PartOfDay => part_of_day(number).map(timed),
        Numbers::Hours => Some(timed(number as u32 * 60)),
        Numbers::HoursAndMinutes => Some(timed(number as u32 / 100 * 60 + number as u32 % 100)),
        Numbers::CompactDate => Some(Moment { day: Some(compact_date(number as u32)?), ..Moment::default() }),
        Numbers::Unknown => None,
    }
}

/// Whether a number, as a cell has it, may be meant in one way.
type Fits<'f> = &'f dyn Fn(&str, f64) -> bool;

/// How all plain numbers of a column can be taken. `9.30` with two digits is a time and stays to [`parse`].
fn kind_of_numbers(cells: &[(u64, &str)]) -> Numbers {
    let written: Vec<(&str, f64)> = cells.iter().filter_map(|(_, cell)| Some((*cell, plain_number(cell)?))).collect();
    let all = |fits: &dyn Fn(&str, f64) -> bool| written.iter().all(|(cell, number)| fits(cell, *number));
    let whole = |_: &str, number: f64| number.fract() == 0.0;
    let clock = |cell: &str, _: f64| cell.contains('.') && parse(cell).is_some();
    let fits: [(Numbers, Fits<'_>); 5] = [
        (Numbers::Serial, &|_, number| (20_000.0..80_000.0).contains(&number)),
        (Numbers::CompactDate, &|_, number| {
            number.fract() == 0.0 && number >= 1_000_000.0 && compact_date(number as u32).is_some()
        }),
        (Numbers::PartOfDay, &|_, number| (0.0..=1.0).contains(&number)),
        (Numbers::Hours, &|cell, number| whole(cell, number) && number <= 24.0),
        (Numbers::HoursAndMinutes, &|cell, number| whole(cell, number) && number <= 2400.0 && number % 100.0 < 60.0),
    ];
    if written.is_empty() || all(&clock) {
        return Numbers::Unknown;
    }
    let only_whole = all(&whole);
    let found = fits.iter().filter(|(kind, _)| *kind != Numbers::PartOfDay || !only_whole).find(|(_, fits)| all(fits));
    found.map_or(Numbers::Unknown, |(kind, _)| *kind)
}

/// The order of day and month, from what only one order can mean. Days with points are written day first everywhere.
fn settled_order(cells: &[(u64, &str)], parsed: &[Option<Moment>]) -> Result<Option<DateOrder>, Refused> {
    let (mut day_first, mut month_first, mut open) = (None, None, None);
    for ((line, cell), moment) in cells.iter().zip(parsed) {
        let Some(Day::Open { first, second, dotted, .. }) = moment.as_ref().and_then(|moment| moment.day) else {
            continue;
        };
        let found = match (first > 12, second > 12) {
            (true, _) => &mut day_first,
            (_, true) => &mut month_first,
            _ if dotted => &mut day_first,
            _ => &mut open,
        };
        found.get_or_insert((line, cell));
    }
    match (day_first, month_first, open) {
        (Some((one, day)), Some((other, month)), _) => {
            let why = format!("row {one} has the day first (\"{day}\") and row {other} the month first (\"{month}\")");
            Err(Refused::new(why, "write all dates alike, best as 2026-03-02"))
        }
        (Some(_), ..) => Ok(Some(DateOrder::Dmy)),
        (_, Some(_), _) => Ok(Some(DateOrder::Mdy)),
        (_, _, Some((line, cell))) => {
            let why =
                format!("row {line}: \"{cell}\" may have the day or the month first, and no other row settles it");
            Err(Refused::new(why, "say which: dates = \"dmy\" for the day first, dates = \"mdy\" for the month first"))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    type DayAndMinute = (Option<Date>, Option<u32>);

    fn read(cells: &[&str]) -> Result<Vec<DayAndMinute>, Refused> {
        let cells: Vec<(u64, &str)> = (1..).zip(cells.iter().copied()).collect();
        let stated = |cell: Cell| match cell {
            Cell::Says(Stated { day, minute, .. }) => {
                (day.map(|day| if let Day::Date(date) = day { date } else { panic!("a date") }), minute)
            }
            _ => (None, None),
        };
        Ok(read_column(&cells, None)?.into_iter().map(stated).collect())
    }

    #[test]
    fn one_clear_date_settles_the_order_of_a_column() {
        assert_eq!(read(&["02/03/2026", "13/03/2026"]).unwrap()[0].0, Some(date(2026, 3, 2)));
        assert_eq!(read(&["02/03/2026", "03/13/2026"]).unwrap()[0].0, Some(date(2026, 2, 3)));
        assert_eq!(read(&["02.03.2026"]).unwrap()[0].0, Some(date(2026, 3, 2)));
        assert!(read(&["02/03/2026", "03/03/2026"]).unwrap_err().help.contains("dates = \"dmy\""));
        assert!(read(&["13/03/2026", "03/13/2026"]).unwrap_err().why.contains("row 2"));
        let dotted = read(&["02.03.2026", "03.25.2026"]);
        assert!(dotted.is_err());
    }

    #[test]
    fn plain_numbers_are_what_all_of_them_can_be() {
        let minutes = |cells: &[&str]| read(cells).unwrap().into_iter().map(|(_, minute)| minute).collect::<Vec<_>>();
        assert_eq!(minutes(&["0", "30", "100", "930"]), [Some(0), Some(30), Some(60), Some(570)]);
        assert_eq!(minutes(&["7", "8", "23"]), [Some(420), Some(480), Some(1380)]);
        assert_eq!(minutes(&["0.375", "0.395833333"]), [Some(540), Some(570)]);
        assert_eq!(minutes(&["9.00", "9.30", "10.00"]), [Some(540), Some(570), Some(600)]);
        assert_eq!(read(&["46083.3333333333", "46083,375"]).unwrap()[1], (Some(date(2026, 3, 2)), Some(540)));
        assert_eq!(read(&["20260302"]).unwrap()[0].0, Some(date(2026, 3, 2)));
        assert_eq!(minutes(&["5000", "7"]), [None, None]);
    }
}
