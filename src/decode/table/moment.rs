//! Dates and times as people and programs write them in cells.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::words::{month_number, weekday_number};

/// Minutes of a day.
const DAY: u32 = 24 * 60;

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
}

/// A day, as far as its cell alone can tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Day {
    /// A date.
    Date(Date),
    /// The first two numbers are a day and a month in an order that the cell leaves open.
    Open { first: u8, second: u8, year: i16, dotted: bool },
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
    /// 2026-12-31 alone.
    Ymd,
}

impl Day {
    /// The day in a column whose dates are written in `order`.
    pub(super) fn resolved(self, order: Option<DateOrder>) -> Option<Self> {
        let Self::Open { first, second, year, .. } = self else { return Some(self) };
        let (day, month) = match order? {
            DateOrder::Dmy => (first, second),
            DateOrder::Mdy => (second, first),
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
    let (cell, offset) = without_offset(cell);
    let cell = parted(cell);
    let mut words: Vec<&str> = cell.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    words.retain(|word| !word.is_empty());
    let mut moment = Moment { offset, ..Moment::default() };
    let mut rest = words.as_slice();
    if let Some((days, after)) = weekdays(rest) {
        (moment.day, rest) = (Some(days), after);
    }
    if let Some((date, after)) = date(rest) {
        (moment.day, rest) = (Some(date), after);
    }
    if let Some((minute, until, after)) = stretch(rest) {
        (moment.minute, moment.until, rest) = (Some(minute), until, after);
    }
    let sound = rest.is_empty() && (moment.day.is_some() || moment.minute.is_some());
    let dated = moment.minute.is_some() && matches!(moment.day, Some(Day::Date(_) | Day::Open { .. }));
    (sound && (offset.is_none() || dated)).then_some(moment)
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
        && bytes[13] == b':';
    if !shaped {
        return None;
    }
    let (year, month, day) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
    let date = Date::new(year as i16, month as i8, day as i8).ok()?;
    let minute = minutes(digits(11, 13)?, digits(14, 16)?)?;
    Some(Moment { day: Some(Day::Date(date)), minute: Some(minute), ..Moment::default() })
}

/// Takes an offset from universal time off the end of a cell that has a time: `Z`, `+01:00`, `UTC`.
fn without_offset(cell: &str) -> (&str, Option<i32>) {
    let timed = |rest: &str| rest.ends_with(|letter: char| letter.is_ascii_digit()) && rest.contains(':');
    for mark in ["Z", "z", " UTC", " GMT", "UTC", "GMT"] {
        if let Some(rest) = cell.strip_suffix(mark).filter(|rest| timed(rest)) {
            return (rest, Some(0));
        }
    }
    let signed = || {
        let at = cell.rfind(['+', '-'])?;
        let (rest, written) = (cell[..at].trim_end(), &cell[at + 1..]);
        // A date has to stand before it: `08:00-09:00` is a stretch of time.
        let dated = timed(rest) && rest.contains(['T', ' ']) && rest.split(['T', ' ']).next()?.contains('-');
        let digits: String = written.chars().filter(|letter| *letter != ':').collect();
        let shaped = dated && matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !shaped || written.len() - digits.len() > 1 {
            return None;
        }
        let hours: i32 = digits[..2].parse().ok()?;
        let minutes: i32 = digits.get(2..).filter(|rest| !rest.is_empty()).map_or(Ok(0), str::parse).ok()?;
        let seconds = hours * 3600 + minutes * 60;
        (hours <= 15 && minutes < 60).then_some((rest, if cell.as_bytes()[at] == b'-' { -seconds } else { seconds }))
    };
    signed().map_or((cell, None), |(rest, offset)| (rest, Some(offset)))
}

/// The cell with a space for the `T` between a date and a time, and none around the dash of a stretch.
fn parted(cell: &str) -> String {
    let mut text = cell.replace(['–', '—'], "-").replace(" - ", "-").replace(" to ", "-");
    if let Some(at) = text.find('T') {
        let between = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        if at > 0 && between(text.as_bytes().get(at - 1)) && between(text.as_bytes().get(at + 1)) {
            text.replace_range(at..=at, " ");
        }
    }
    text
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
    Some(Day::Open { first, second, year: year(parts[2])?, dotted: separator == '.' })
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
        4 => Some(number),
        2 if number < 70 => Some(2000 + number),
        2 => Some(1900 + number),
        _ => None,
    }
}

/// A time, or a stretch of time, at the front: `08:00`, `9.30`, `9 am`, `08:00-08:30`.
fn stretch<'w, 'c>(words: &'w [&'c str]) -> Option<(u32, Option<u32>, &'w [&'c str])> {
    let (first, rest) = words.split_first()?;
    let half = rest.first().and_then(|word| half_of_day(word));
    let (half, rest) = if half.is_some() { (half, &rest[1..]) } else { (None, rest) };
    match first.split_once('-') {
        None => Some((time(first, half)?, None, rest)),
        Some((from, until)) => Some((time(from, None).or_else(|| time(from, half))?, Some(time(until, half)?), rest)),
    }
}

/// Whether `am` or `pm` stands there: the minutes to add.
fn half_of_day(word: &str) -> Option<Half> {
    match word.to_ascii_lowercase().replace('.', "").as_str() {
        "am" => Some(Half::Morning),
        "pm" => Some(Half::Afternoon),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

/// `8:00`, `08:00:00`, `08:00:00.000`, `9.30`, `9am`.
fn time(word: &str, half: Option<Half>) -> Option<u32> {
    let lowered = word.to_ascii_lowercase();
    let (digits, half) = match (lowered.strip_suffix("am"), lowered.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(Half::Morning)),
        (_, Some(digits)) => (digits, Some(Half::Afternoon)),
        _ => (lowered.as_str(), half),
    };
    let parts: Vec<&str> = if digits.contains(':') { digits.split(':').collect() } else { digits.split('.').collect() };
    let number = |part: &str| (part.len() <= 2 && !part.is_empty()).then(|| part.parse::<u32>().ok()).flatten();
    let (hour, minute) = match parts.as_slice() {
        [hour] if half.is_some() => (number(hour)?, 0),
        [hour, minute] if minute.len() == 2 => (number(hour)?, number(minute)?),
        [hour, minute, seconds] if minute.len() == 2 && no_seconds(seconds) => (number(hour)?, number(minute)?),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
    };
    minutes(hour, minute)
}

/// Whether these are no seconds at all: rows begin on whole minutes.
fn no_seconds(text: &str) -> bool {
    text.starts_with("00") && text[2..].trim_start_matches('.').bytes().all(|byte| byte == b'0')
}

fn minutes(hour: u32, minute: u32) -> Option<u32> {
    let time = hour * 60 + minute;
    (minute < 60 && time <= DAY).then_some(time)
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
    open.then_some(Day::Open { first: first as u8, second: second as u8, year: year as i16, dotted: false })
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
        let open = |first, second, dotted| Some(Day::Open { first, second, year: 2026, dotted });
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
        ] {
            let moment = parse(cell).unwrap();
            assert_eq!((moment.offset, moment.minute), (Some(offset), Some(420)), "{cell}");
        }
        assert_eq!(parse("08:00-09:00").unwrap().offset, None);
        let zoned = parse("2026-06-01T07:00+01:00[Europe/London]").unwrap();
        assert_eq!(zoned.absolute, Some("2026-06-01T06:00Z".parse().unwrap()));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for cell in
            ["", "Total", "half past nine", "25:00", "08:61", "2026-13-02", "13pm", "08:00:30", "07:00Z", "9.3", "x-y"]
        {
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
        assert_eq!(compact_date(3_022_026), Some(Day::Open { first: 3, second: 2, year: 2026, dotted: false }));
    }
}
