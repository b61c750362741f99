use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

/// Whose bank holidays are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nation {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

/// The years the rules are written for.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// The bank holidays of a year, in order, substitute days included.
///
/// # Source
///
/// Banking and Financial Dealings Act 1971, Schedule 1, and the royal proclamations that moved or
/// added days since 2000 (golden, diamond and platinum jubilees, the weddings, the funeral of 2022,
/// the coronation of 2023, VE Day in 2020).
pub(crate) fn bank_holidays(nation: Nation, year: i16) -> Vec<Date> {
    let mut days = christmas(year);
    days.extend(new_year(nation, year));
    days.extend(easter_days(nation, year));
    days.extend(may_and_summer(nation, year));
    days.extend(saints_days(nation, year));
    days.extend(once_only(nation, year));
    days.sort_unstable();
    days.dedup();
    days
}

fn christmas(year: i16) -> Vec<Date> {
    let (christmas, boxing) = (date(year, 12, 25), date(year, 12, 26));
    match christmas.weekday() {
        Weekday::Friday => vec![christmas, date(year, 12, 28)],
        Weekday::Saturday => vec![date(year, 12, 27), date(year, 12, 28)],
        Weekday::Sunday => vec![boxing, date(year, 12, 27)],
        _ => vec![christmas, boxing],
    }
}

fn new_year(nation: Nation, year: i16) -> Vec<Date> {
    let first = date(year, 1, 1);
    let single = match first.weekday() {
        Weekday::Saturday => vec![date(year, 1, 3)],
        Weekday::Sunday => vec![date(year, 1, 2)],
        _ => vec![first],
    };
    if nation != Nation::Scotland {
        return single;
    }
    // Scotland keeps 2 January too.
    match first.weekday() {
        Weekday::Friday => vec![first, date(year, 1, 4)],
        Weekday::Saturday => vec![date(year, 1, 3), date(year, 1, 4)],
        Weekday::Sunday => vec![date(year, 1, 2), date(year, 1, 3)],
        _ => vec![first, date(year, 1, 2)],
    }
}

fn easter_days(nation: Nation, year: i16) -> Vec<Date> {
    let easter = easter_sunday(year);
    let good_friday = shifted(easter, (-2).days());
    match nation {
        Nation::Scotland => vec![good_friday],
        Nation::EnglandAndWales | Nation::NorthernIreland => vec![good_friday, shifted(easter, 1.days())],
    }
}

fn may_and_summer(nation: Nation, year: i16) -> Vec<Date> {
    let early_may = if year == 2020 { date(2020, 5, 8) } else { first_monday(year, 5) };
    let spring = match year {
        2002 => date(2002, 6, 4),
        2012 => date(2012, 6, 4),
        2022 => date(2022, 6, 2),
        _ => last_monday(year, 5),
    };
    let summer = match nation {
        Nation::Scotland => first_monday(year, 8),
        Nation::EnglandAndWales | Nation::NorthernIreland => last_monday(year, 8),
    };
    vec![early_may, spring, summer]
}

fn saints_days(nation: Nation, year: i16) -> Vec<Date> {
    match nation {
        Nation::EnglandAndWales => Vec::new(),
        Nation::NorthernIreland => vec![or_monday(date(year, 3, 17)), or_monday(date(year, 7, 12))],
        // St Andrew's Day is a bank holiday since 2007.
        Nation::Scotland if year >= 2007 => vec![or_monday(date(year, 11, 30))],
        Nation::Scotland => Vec::new(),
    }
}

fn once_only(nation: Nation, year: i16) -> Vec<Date> {
    let mut days = match year {
        2002 => vec![date(2002, 6, 3)],
        2011 => vec![date(2011, 4, 29)],
        2012 => vec![date(2012, 6, 5)],
        2022 => vec![date(2022, 6, 3), date(2022, 9, 19)],
        2023 => vec![date(2023, 5, 8)],
        _ => Vec::new(),
    };
    // The day after Scotland's opening match of the World Cup.
    if nation == Nation::Scotland && year == 2026 {
        days.push(date(2026, 6, 15));
    }
    days
}

/// Easter Sunday of the Gregorian calendar.
///
/// # Source
///
/// The anonymous algorithm of *Nature* (20 April 1876), as in J. Meeus, *Astronomical Algorithms*
/// (1991), chapter 8.
fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days_after_march = h + l - 7 * m + 114;
    date(year, (days_after_march / 31) as i8, (days_after_march % 31 + 1) as i8)
}

fn first_monday(year: i16, month: i8) -> Date {
    let first = date(year, month, 1);
    shifted(first, i64::from((7 - first.weekday().to_monday_zero_offset()) % 7).days())
}

fn last_monday(year: i16, month: i8) -> Date {
    let last = date(year, month, 1).last_of_month();
    shifted(last, (-i64::from(last.weekday().to_monday_zero_offset())).days())
}

/// The day itself, or the Monday after if it falls on a weekend.
fn or_monday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => shifted(day, 2.days()),
        Weekday::Sunday => shifted(day, 1.days()),
        _ => day,
    }
}

fn shifted(day: Date, by: Span) -> Date {
    day.checked_add(by).expect("a few days around a day of this century exist")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(nation: Nation, year: i16) -> String {
        bank_holidays(nation, year).iter().map(|day| day.strftime("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn easter_falls_where_the_church_says() {
        let easters = [(2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2026, 4, 5), (2038, 4, 25)];
        for (year, month, day) in easters {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

    #[test]
    fn england_and_wales_keep_the_published_days() {
        let written = |year| written(Nation::EnglandAndWales, year);
        assert_eq!(written(2026), "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28");
        assert_eq!(written(2022), "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27");
        assert_eq!(written(2020), "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28");
        assert_eq!(written(2012), "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26");
        assert_eq!(written(2011), "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27");
        assert_eq!(written(2023), "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26");
    }

    #[test]
    fn scotland_and_northern_ireland_keep_their_own() {
        assert_eq!(written(Nation::Scotland, 2025), "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26");
        assert_eq!(
            written(Nation::Scotland, 2022),
            "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"
        );
        let northern = "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26";
        assert_eq!(written(Nation::NorthernIreland, 2025), northern);
    }
}
