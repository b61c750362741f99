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
    /// Some have a time, so that those without are at midnight.
    SerialWithTime,
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
    refuse_counts(cells, numbers)?;
    refuse_doubts(cells, &parsed)?;
    refuse_half_days(cells, &parsed)?;
    refuse_days_among_times(cells, &parsed)?;
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

/// Refuses whole numbers that count from 1, or in ones where hours and minutes would go in fives at least: they number intervals,
/// hours or days.
fn refuse_counts(cells: &[(u64, &str)], numbers: Numbers) -> Result<(), Refused> {
    if !matches!(numbers, Numbers::Hours | Numbers::HoursAndMinutes) {
        return Ok(());
    }
    let written = cells.iter().filter_map(|cell| Some((cell, plain_number(cell.1)? as u32)));
    let mut known: Vec<u32> = written.clone().map(|(_, number)| number).collect();
    known.sort_unstable();
    known.dedup();
    let from_one =
        known.first() == Some(&1) && known.len() > 1 && known.last() == u32::try_from(known.len()).ok().as_ref();
    let in_ones = numbers == Numbers::HoursAndMinutes && known.windows(2).any(|pair| pair[1] - pair[0] == 1);
    let ends_of_hours = numbers == Numbers::Hours && known.last() == Some(&24) && known.first() != Some(&0);
    let Some(((line, cell), _)) = written.into_iter().next().filter(|_| from_one || in_ones || ends_of_hours) else {
        return Ok(());
    };
    let why = if ends_of_hours {
        format!(
            "row {line}: \"{cell}\" may be the hour that begins or the one that ends, as another row has 24 and none has 0"
        )
    } else {
        format!(
            "row {line}: \"{cell}\" and the numbers after it count intervals, hours or days, and do not say when they begin"
        )
    };
    Err(Refused::new(why, "give the rows a column of times such as 08:00, or of hours from 0 to 23"))
}

/// Refuses a day that goes from noon to one o'clock as `12:00`, `1:00`: a clock of twelve hours without its marks.
fn refuse_half_days(cells: &[(u64, &str)], parsed: &[Option<Moment>]) -> Result<(), Refused> {
    const HOUR: u32 = 60;
    const NOON: u32 = 12 * HOUR;
    let timed = || {
        let moments = cells.iter().zip(parsed);
        moments.filter_map(|(cell, moment)| moment.as_ref().and_then(|moment| Some((cell, moment.day, moment.minute?))))
    };
    let minutes = || timed().map(|(.., minute)| minute);
    let within = minutes().all(|minute| (HOUR..NOON + HOUR).contains(&minute));
    if !within || minutes().next() == minutes().min() {
        return Ok(());
    }
    let falls = timed().zip(timed().skip(1)).find(|(one, next)| one.1 == next.1 && one.2 > next.2 + NOON / 2);
    let Some(((before, ..), ((line, cell), ..))) = falls else { return Ok(()) };
    let why = format!("row {line}: \"{cell}\" comes after \"{}\" and may be in the afternoon", before.1);
    Err(Refused::new(why, "write am and pm, or hours from 0 to 24"))
}

/// Refuses a day without a time among those that have one: it may be midnight, or the whole day.
fn refuse_days_among_times(cells: &[(u64, &str)], parsed: &[Option<Moment>]) -> Result<(), Refused> {
    let dated = |timed: bool| {
        let is_so = |moment: &Moment| moment.day.is_some() && moment.minute.is_some() == timed;
        cells.iter().zip(parsed).find(|(_, moment)| moment.as_ref().is_some_and(is_so)).map(|(cell, _)| cell)
    };
    let (Some((other, timed)), Some((line, cell))) = (dated(true), dated(false)) else { return Ok(()) };
    let why = format!("row {line}: \"{cell}\" has no time, and row {other} has one (\"{timed}\")");
    Err(Refused::new(why, "write the time in every row, at midnight too: 2026-03-02 00:00"))
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
        Numbers::Serial | Numbers::SerialWithTime => {
            let (date, minute) = serial(number)?;
            let minute = (kind == Numbers::SerialWithTime).then_some(minute);
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
        // From the year 2000 to 2099: a date such as 030226 is none.
        (Numbers::Serial, &|cell, number| (36_526.0..73_051.0).contains(&number) && !cell.starts_with('0')),
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
    match found {
        Some((Numbers::Serial, _)) if !only_whole => Numbers::SerialWithTime,
        found => found.map_or(Numbers::Unknown, |(kind, _)| *kind),
    }
}

/// Refuses dates such as `26-03-02`, whose first number may be the year as well as the last.
fn refuse_open_years(cells: &[(u64, &str)], parsed: &[Option<Moment>]) -> Result<(), Refused> {
    let short = |moment: &Option<Moment>| match moment.as_ref()?.day? {
        Day::Open { first, second, year, short: true, .. } => Some((first, second, year)),
        _ => None,
    };
    let mut before = None;
    for ((line, cell), moment) in cells.iter().zip(parsed) {
        let Some((first, second, year)) = short(moment) else { continue };
        let last_is_no_year = first >= 15 && (2000..2015).contains(&year);
        let last_is_day = before.is_some_and(|(one, two, other)| (one, two) == (first, second) && other != year);
        if last_is_no_year || last_is_day {
            let why = format!("row {line}: \"{cell}\" may have the year or the day first");
            return Err(Refused::new(
                why,
                "say which: dates = \"ymd\" for the year first, dates = \"dmy\" for the day first",
            ));
        }
        before = Some((first, second, year));
    }
    Ok(())
}

/// The order of day and month, from what only one order can mean. Days with points are written day first everywhere.
fn settled_order(cells: &[(u64, &str)], parsed: &[Option<Moment>]) -> Result<Option<DateOrder>, Refused> {
    refuse_open_years(cells, parsed)?;
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

    #[test]
    fn years_of_two_digits_at_the_front_are_asked_about() {
        for cells in [["26-03-02", "26-03-03"], ["26/03/16", "26/03/17"], ["26-03-30", "26-04-02"]] {
            assert!(read(&cells).unwrap_err().help.contains("dates = \"ymd\""), "{cells:?}");
            let cells: Vec<(u64, &str)> = (1..).zip(cells).collect();
            let Cell::Says(stated) = read_column(&cells, Some(DateOrder::Ymd)).unwrap().remove(0) else {
                panic!("a date")
            };
            assert_eq!(stated.day.map(|day| matches!(day, Day::Date(date) if date.year() == 2026)), Some(true));
        }
        assert_eq!(read(&["16/06/26", "17/06/26"]).unwrap()[0].0, Some(date(2026, 6, 16)));
        assert_eq!(read(&["02.03.26", "03.03.26"]).unwrap()[1].0, Some(date(2026, 3, 3)));
    }

    #[test]
    fn numbers_are_no_serials_of_years_long_past_or_far_off() {
        assert_eq!(read(&["030226", "040226"]).unwrap(), [(None, None); 2]);
        assert_eq!(read(&["050226"]).unwrap(), [(None, None)]);
        assert_eq!(read(&["36526"]).unwrap()[0].0, Some(date(2000, 1, 1)));
        assert_eq!(read(&["46083.375e0"]).unwrap()[0], (Some(date(2026, 3, 2)), Some(540)));
        assert_eq!(read(&["73051"]).unwrap(), [(None, None)]);
    }

    #[test]
    fn midnight_among_times_is_a_time_or_asked_about() {
        assert_eq!(read(&["46083", "46083.5"]).unwrap()[0], (Some(date(2026, 3, 2)), Some(0)));
        assert_eq!(read(&["46083", "46084"]).unwrap()[0], (Some(date(2026, 3, 2)), None));
        assert!(read(&["2026-03-02", "2026-03-02 01:00"]).unwrap_err().why.contains("row 1"));
    }

    #[test]
    fn counts_are_no_times() {
        let texts =
            |numbers: std::ops::RangeInclusive<u32>| numbers.map(|number| number.to_string()).collect::<Vec<_>>();
        for numbers in [1..=20, 1..=24, 1..=48, 0..=47, 8..=24, 1..=2] {
            let texts = texts(numbers.clone());
            let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
            assert!(read(&cells).unwrap_err().help.contains("times"), "{numbers:?}");
        }
        for numbers in [0..=23, 8..=20, 1..=1, 0..=24] {
            let texts = texts(numbers.clone());
            let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
            assert!(read(&cells).unwrap()[0].1.is_some(), "{numbers:?}");
        }
    }

    #[test]
    fn a_clock_of_twelve_hours_needs_its_marks() {
        for cells in [
            ["11:00", "12:00", "1:00", "2:00"],
            ["11:00-12:00", "12:00-1:00", "1:00-2:00", "2:00-3:00"],
            ["11", "12", "1", "2"],
            ["2026-03-02 11:00", "2026-03-02 12:00", "2026-03-02 01:00", "2026-03-02 02:00"],
        ] {
            assert!(read(&cells).unwrap_err().help.contains("am and pm"), "{cells:?}");
        }
        for cells in [
            ["11:00 AM", "12:00 PM", "1:00 PM", "2:00 PM"],
            ["08:00", "12:00", "08:00", "12:00"],
            ["01:00", "12:00", "01:00", "12:00"],
            ["22:00", "23:00", "00:00", "01:00"],
            ["11:00-12:00 PM", "12:00-1:00 PM", "1:00-2:00 PM", "2:00-3:00 PM"],
        ] {
            assert!(read(&cells).is_ok(), "{cells:?}");
        }
    }
}
