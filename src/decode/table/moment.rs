//! Dates and times as people and programs write them in cells.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::clock::{DAY, Ends, clock, whole};
use super::doubt::Doubt;
use super::words::{month_number, weekday_number};

/// Dates that stand for none.
const NO_DATES: [&str; 14] = [
    "1899/12/30",
    "1899/12/31",
    "1900/01/00",
    "1900/01/01",
    "30/12/1899",
    "12/30/1899",
    "31/12/1899",
    "12/31/1899",
    "00/01/1900",
    "01/00/1900",
    "0/1/1900",
    "1/0/1900",
    "01/01/1900",
    "1/1/1900",
];

/// What one cell says of a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moment {
    /// The day, if it names one.
    pub(super) day: Option<Day>,
    /// Minutes after midnight, if it names a time.
    pub(super) minute: Option<u32>,
    /// Minutes after midnight of the end, if it names a stretch of time.
    pub(super) until: Option<u32>,
    /// Seconds by which its clock is ahead of universal time, if it says so.
    pub(super) offset: Option<i32>,
    /// The moment itself, if it was written with the name of a time zone.
    pub(super) absolute: Option<Timestamp>,
    /// Why it cannot be taken as it stands, though it is a moment.
    pub(super) doubt: Option<Doubt>,
}

/// A day, as far as its cell alone can tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Day {
    /// A date.
    Date(Date),
    /// The first two numbers are a day and a month in an order that the cell leaves open.
    /// `short` says that the year has two digits, so that the first number may be the year instead.
    Open { first: u8, second: u8, year: i16, dotted: bool, short: bool },
    /// Days of every week, from one to another; Monday is 0.
    Weekdays(usize, usize),
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DateOrder {
    /// 31/12/2026.
    Dmy,
    /// 12/31/2026.
    Mdy,
    /// 2026-12-31, or 26-12-31.
    Ymd,
}

impl Day {
    /// The day in a column whose dates are written in `order`.
    pub(super) fn resolved(self, order: Option<DateOrder>) -> Option<Self> {
        let Self::Open { first, second, year, short, .. } = self else { return Some(self) };
        let (year, month, day) = match order? {
            DateOrder::Dmy => (year, second, first),
            DateOrder::Mdy => (year, first, second),
            DateOrder::Ymd if short => (2000 + i16::from(first), second, u8::try_from(year % 100).ok()?),
            DateOrder::Ymd => return None,
        };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Self::Date)
    }
}

/// What a cell that is more than a number says of a moment.
pub(super) fn parse(cell: &str) -> Option<Moment> {
    if let Some(plain) = plain(cell) {
        return Some(plain);
    }
    if cell.contains('[') {
        let zoned: Zoned = cell.replacen(' ', "T", 1).parse().ok()?;
        return Some(Moment { absolute: Some(zoned.timestamp()), ..Moment::default() });
    }
    let cell = cell.replace(['–', '—'], "-").replace(" - ", "-").replace(" to ", "-");
    let (cell, joined) = parted(&cell);
    let mut words: Vec<&str> = cell.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    words.retain(|word| !word.is_empty());
    let mut moment = Moment::default();
    let mut rest = words.as_slice();
    if let Some((days, after)) = weekdays(rest) {
        (moment.day, rest) = (Some(days), after);
    }
    let mut dated = false;
    if let Some((date, after)) = date(rest) {
        (moment.day, rest, dated) = (Some(date), after, true);
    } else if let Some((date, after)) = without_year(rest) {
        (moment.day, moment.doubt, rest) = (Some(date), Some(Doubt::NoYear), after);
    } else if let Some(after) = no_date(rest) {
        (moment.day, rest) = (None, after);
    }
    if rest.is_empty() {
        return moment.day.is_some().then_some(moment);
    }
    let written = clock(rest, dated.then_some(Ends { joined }))?;
    moment.doubt = moment.doubt.or(written.doubt);
    Some(Moment { minute: Some(written.minute), until: written.until, offset: written.offset, ..moment })
}

/// The commonest form by far, `2026-03-02T08:00`, read without a detour.
fn plain(cell: &str) -> Option<Moment> {
    let bytes = cell.as_bytes();
    let digits = |from: usize, to: usize| {
        bytes[from..to]
            .iter()
            .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let shaped = bytes.len() == 16
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && matches!(bytes[10], b'T' | b' ')
        && bytes[13] == b':'
        && !cell.starts_with("1900")
        && !cell.starts_with("1899");
    if !shaped {
        return None;
    }
    let (year, month, day) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
    let date = Date::new(year as i16, month as i8, day as i8).ok()?;
    let minute = whole(digits(11, 13)?, digits(14, 16)?)?;
    Some(Moment { day: Some(Day::Date(date)), minute: Some(minute), ..Moment::default() })
}

/// The cell with a space for the `T` between a date and a time, and whether there was one. `20260302T080000` is parted too.
fn parted(cell: &str) -> (String, bool) {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = cell.as_bytes();
    let Some(at) = cell.find('T').filter(|at| *at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1))) else {
        return (cell.to_owned(), false);
    };
    let (date, time) = (&cell[..at], &cell[at + 1..]);
    let leading = time.bytes().take_while(u8::is_ascii_digit).count();
    let compact = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) && matches!(leading, 4 | 6);
    if !compact {
        return (format!("{date} {time}"), true);
    }
    let seconds = if leading == 6 { format!(":{}", &time[4..6]) } else { String::new() };
    let date = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
    (format!("{date} {}:{}{seconds}{}", &time[..2], &time[2..4], &time[leading..]), true)
}

/// The words after a date that stands for none: spreadsheets and databases write such a one before a time alone.
fn no_date<'w, 'c>(words: &'w [&'c str]) -> Option<&'w [&'c str]> {
    let (first, rest) = words.split_first()?;
    let none = NO_DATES.contains(&first.replace(['.', '-'], "/").as_str());
    (none && !rest.is_empty()).then_some(rest)
}

/// `Mon`, `Monday` or `Mon-Fri` at the front.
fn weekdays<'w, 'c>(words: &'w [&'c str]) -> Option<(Day, &'w [&'c str])> {
    let (first, rest) = words.split_first()?;
    let (from, to) = first.split_once('-').unwrap_or((first, first));
    Some((Day::Weekdays(weekday_number(from)?, weekday_number(to)?), rest))
}

/// A date at the front: in numbers, or with the name of a month.
fn date<'w, 'c>(words: &'w [&'c str]) -> Option<(Day, &'w [&'c str])> {
    let (first, rest) = words.split_first()?;
    if no_date(words).is_some() {
        return None;
    }
    let by_numbers = in_numbers(first).map(|day| (day, rest));
    let joined = || {
        let parts: Vec<&str> = first.split('-').collect();
        let [one, two, three] = parts.as_slice() else { return None };
        with_month_name(one, two, three).map(|day| (day, rest))
    };
    let apart = || {
        let [one, two, three, rest @ ..] = words else { return None };
        with_month_name(one, two, three).map(|day| (day, rest))
    };
    by_numbers.or_else(joined).or_else(apart)
}

/// `2026-03-02`, `02/03/2026`, `2.3.26`.
fn in_numbers(word: &str) -> Option<Day> {
    let separator = ['/', '.', '-'].into_iter().find(|separator| word.matches(*separator).count() == 2)?;
    let parts: Vec<&str> = word.split(separator).collect();
    let digits = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(digits) {
        return None;
    }
    if parts[0].len() == 4 {
        let date = Date::new(parts[0].parse().ok()?, parts[1].parse().ok()?, parts[2].parse().ok()?);
        return date.ok().map(Day::Date);
    }
    let (first, second) = (parts[0].parse().ok()?, parts[1].parse().ok()?);
    let short = parts.iter().all(|part| part.len() == 2);
    Some(Day::Open { first, second, year: year(parts[2])?, dotted: separator == '.', short })
}

/// `2 March`, `2-Mar`, `Mar 2`: a day, but of no year.
fn without_year<'w, 'c>(words: &'w [&'c str]) -> Option<(Day, &'w [&'c str])> {
    let (first, rest) = words.split_first()?;
    let named = |one: &str, two: &str| with_month_name(one, two, "2024");
    let joined = || first.split_once('-').and_then(|(one, two)| Some((named(one, two)?, rest)));
    let apart = || {
        let [one, two, rest @ ..] = words else { return None };
        Some((named(one, two)?, rest))
    };
    joined().or_else(apart)
}

/// `2 March 2026` or `March 2 2026`.
fn with_month_name(one: &str, two: &str, three: &str) -> Option<Day> {
    let day_and_month = |day: &str, month: &str| {
        let digits = day.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let marks = day.len() - digits.len();
        let day = digits.parse().ok().filter(|_| marks <= 2)?;
        Date::new(year(three)?, month_number(month)?, day).ok().map(Day::Date)
    };
    day_and_month(one, two).or_else(|| day_and_month(two, one))
}

/// A year of four digits, or of two: 26 is 2026, and 70 to 99 lie in the last century.
fn year(text: &str) -> Option<i16> {
    let number: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(number).filter(|year| (1800..2200).contains(year)),
        2 if number < 70 => Some(2000 + number),
        2 => Some(1900 + number),
        _ => None,
    }
}

/// A date and a time of day from the serial number by which spreadsheets count: days since 30 December 1899.
pub(super) fn serial(number: f64) -> Option<(Date, u32)> {
    let minutes = (number * f64::from(DAY)).round();
    let away = (number * 86_400.0 - minutes * 60.0).abs();
    let (days, minute) = ((minutes / f64::from(DAY)).floor(), minutes % f64::from(DAY));
    let first = jiff::civil::date(1899, 12, 30);
    let date = first.checked_add(jiff::Span::new().try_days(days as i64).ok()?).ok()?;
    (away < 2.0).then_some((date, minute as u32))
}

/// The moment of a serial number of the years 2000 to 2099, to the thousandth of a second.
pub(super) fn exact_serial(number: f64) -> Option<jiff::civil::DateTime> {
    let within = (36_526.0..73_051.0).contains(&number);
    let thousandths = jiff::Span::new().try_milliseconds((number * 86_400_000.0).round() as i64).ok()?;
    jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0).checked_add(thousandths).ok().filter(|_| within)
}

/// Minutes after midnight of a part of a day, as spreadsheets keep a time.
pub(super) fn part_of_day(number: f64) -> Option<u32> {
    let minutes = (number * f64::from(DAY)).round();
    let sound = (number * 86_400.0 - minutes * 60.0).abs() < 2.0 && (0.0..=f64::from(DAY)).contains(&minutes);
    sound.then_some(minutes as u32)
}

/// `20260302`; with an order, `03022026`.
pub(super) fn compact_date(number: u32) -> Option<Day> {
    let (high, middle, low) = (number / 10_000, number / 100 % 100, number % 100);
    if (1900..2200).contains(&high) {
        return Date::new(high as i16, middle as i8, low as i8).ok().map(Day::Date);
    }
    let (first, second, year) = (number / 1_000_000, high % 100, number % 10_000);
    let open = (1..=31).contains(&first) && (1..=31).contains(&second) && (1900..2200).contains(&year);
    open.then_some(Day::Open {
        first: first as u8,
        second: second as u8,
        year: year as i16,
        dotted: false,
        short: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn on(year: i16, month: i8, day: i8) -> Option<Day> {
        Some(Day::Date(date(year, month, day)))
    }

    #[test]
    fn moments_are_read_as_people_write_them() {
        let open = |first, second, dotted| Some(Day::Open { first, second, year: 2026, dotted, short: false });
        for (cell, day, minute, until) in [
            ("2026-03-02T08:00", on(2026, 3, 2), Some(480), None),
            ("2026-03-02 08:00:00.000", on(2026, 3, 2), Some(480), None),
            ("2026-03-02", on(2026, 3, 2), None, None),
            ("2026-03-02T24:00", on(2026, 3, 2), Some(1440), None),
            ("02/03/2026 8:00", open(2, 3, false), Some(480), None),
            ("02.03.2026", open(2, 3, true), None, None),
            ("3/2/26 9:00 AM", open(3, 2, false), Some(540), None),
            ("3/2/26 12:30 pm", open(3, 2, false), Some(750), None),
            ("Thu, 27 Oct 2016 14:51:00", on(2016, 10, 27), Some(891), None),
            ("2nd March 2026", on(2026, 3, 2), None, None),
            ("March 2, 2026", on(2026, 3, 2), None, None),
            ("02-Mar-26 09:30", on(2026, 3, 2), Some(570), None),
            ("Mon 08:00", Some(Day::Weekdays(0, 0)), Some(480), None),
            ("Mon-Fri", Some(Day::Weekdays(0, 4)), None, None),
            ("sunday", Some(Day::Weekdays(6, 6)), None, None),
            ("08:00-09:00", None, Some(480), Some(540)),
            ("8:00 – 8:30", None, Some(480), Some(510)),
            ("9.30", None, Some(570), None),
            ("9am", None, Some(540), None),
            ("12:00 am", None, Some(0), None),
            ("11am-12pm", None, Some(660), Some(720)),
            ("1:00-2:00 PM", None, Some(780), Some(840)),
            ("11:00-1:00 PM", None, Some(660), Some(780)),
            ("11:00 AM-1:00 PM", None, Some(660), Some(780)),
            ("11:00 AM-1:00", None, Some(660), Some(780)),
            ("11-12pm", None, Some(660), Some(720)),
            ("11:30-12:00 AM", None, Some(1410), Some(0)),
            ("12:30-1:00 AM", None, Some(30), Some(60)),
            ("8:00 AM - 8:30 AM", None, Some(480), Some(510)),
            ("8 am to 9 am", None, Some(480), Some(540)),
            ("8:00 am-9:00 am", None, Some(480), Some(540)),
            ("8:00 a.m.", None, Some(480), None),
            ("8-9", None, Some(480), Some(540)),
            ("08-09", None, Some(480), Some(540)),
            ("23-24", None, Some(1380), Some(1440)),
            ("0800-0830", None, Some(480), Some(510)),
            ("0800-0829", None, Some(480), Some(510)),
            ("08:00 Uhr", None, Some(480), None),
            ("8 Uhr - 9 Uhr", None, Some(480), Some(540)),
            ("8h00", None, Some(480), None),
            ("8h", None, Some(480), None),
            ("08:00hrs", None, Some(480), None),
            ("8:00a", None, Some(480), None),
            ("12:30p", None, Some(750), None),
            ("08:00-08:29", None, Some(480), Some(510)),
            ("08:00:00-08:29:59", None, Some(480), Some(510)),
            ("23:30-23:59", None, Some(1410), Some(1440)),
            ("2026-03-02 08:00-09:00", on(2026, 3, 2), Some(480), Some(540)),
            ("2026-03-02 9:30-10:00", on(2026, 3, 2), Some(570), Some(600)),
            ("2026-03-02 23:30-00:00", on(2026, 3, 2), Some(1410), Some(0)),
            ("02/03/2026 8:00 AM - 9:00 AM", open(2, 3, false), Some(480), Some(540)),
            ("1899-12-30 08:00", None, Some(480), None),
            ("1900-01-00 08:00:00", None, Some(480), None),
            ("01/01/1900 08:00", None, Some(480), None),
        ] {
            let expected = Moment { day, minute, until, ..Moment::default() };
            assert_eq!(parse(cell), Some(expected), "{cell}");
        }
    }

    #[test]
    fn offsets_are_kept_and_not_taken_for_stretches() {
        for (cell, offset) in [
            ("2026-06-01T07:00+00:00", 0),
            ("2026-06-01T07:00Z", 0),
            ("2026-06-01 07:00:00+0530", 19_800),
            ("2026-06-01T07:00-05", -18_000),
            ("2026-06-01 07:00 UTC", 0),
            ("2026-06-01 07:00:00 +0000 UTC", 0),
            ("2026-06-01 07:00:00-05:00", -18_000),
            ("2026-06-01 07:00:00 -05:00", -18_000),
            ("2026-06-01 07:00-0500", -18_000),
            ("2026-06-01T07:00-05:00", -18_000),
            ("2026-06-01T07:00-09:00", -32_400),
            ("01/06/2026 07:00+01:00", 3600),
            ("1 June 2026 07:00 GMT+1", 3600),
            ("20260601T070000Z", 0),
            ("20260601T0700+0100", 3600),
        ] {
            let moment = parse(cell).unwrap();
            assert_eq!((moment.offset, moment.minute), (Some(offset), Some(420)), "{cell}");
        }
        assert_eq!(parse("08:00-09:00").unwrap().offset, None);
        let zoned = parse("2026-06-01T07:00+01:00[Europe/London]").unwrap();
        assert_eq!(zoned.absolute, Some("2026-06-01T06:00Z".parse().unwrap()));
    }

    #[test]
    fn what_a_cell_leaves_open_is_asked_about() {
        for (cell, doubt) in [
            ("2026-03-02 08:00-05:00", Doubt::OffsetOrEnd),
            ("16/06/2026 08:00-05:00", Doubt::OffsetOrEnd),
            ("2026-03-02 08:00 BST", Doubt::NamedClock),
            ("16/06/2026 8:00 AM EST", Doubt::NamedClock),
            ("2-Mar", Doubt::NoYear),
            ("Mon 2 Mar", Doubt::NoYear),
            ("Mar 2 08:00", Doubt::NoYear),
            ("12-1", Doubt::HalfOfDay),
        ] {
            assert_eq!(parse(cell).and_then(|moment| moment.doubt), Some(doubt), "{cell}");
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for cell in [
            "",
            "Total",
            "half past nine",
            "25:00",
            "08:61",
            "2026-13-02",
            "13pm",
            "08:00:30",
            "07:00Z",
            "9.3",
            "x-y",
            "8",
            "0800",
            "2026-03",
            "2026-2027",
            "8 30",
            "a",
            "2026-03-02T08:00-16:30",
            "2026-03-02T08:00-€a",
            "2026-03-02 08:00+€a",
            "–",
            "T",
            "1T€",
            "€:€",
            "-€",
            "€ - €am",
            "1900-01-01T08:00Z",
        ] {
            assert_eq!(parse(cell), None, "{cell}");
        }
    }

    #[test]
    fn serial_numbers_are_those_of_spreadsheets() {
        assert_eq!(serial(46083.3333333333), Some((date(2026, 3, 2), 480)));
        assert_eq!(serial(46083.0), Some((date(2026, 3, 2), 0)));
        assert_eq!(serial(46083.33), None);
        assert_eq!(part_of_day(0.375), Some(540));
        assert_eq!(compact_date(20_260_302), on(2026, 3, 2));
        assert_eq!(
            compact_date(3_022_026),
            Some(Day::Open { first: 3, second: 2, year: 2026, dotted: false, short: false })
        );
    }
}
