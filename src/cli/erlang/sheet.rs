//! A table of calls as a spreadsheet leaves it, with headings or pasted without.

use std::borrow::Cow;

use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::decode::table::{Asked, OFFERED, Refused, RowTime, SECONDS, Step, Table};
use crate::units::{Seconds, describe_duration};

use super::rows::Row;

/// What mean handling times are called. `HandleTime` in a report is the sum of all, and is not among them.
const HANDLING_TIMES: [&str; 7] = [
    "aht",
    "average_handling_time",
    "average_handle_time",
    "average_handle",
    "avg_handling_time",
    "avg_handle_time",
    "avg_handle",
];
/// Their units, and the seconds of a bare number; `None` if the heading does not say.
const UNITS: [(&str, Option<f64>); 11] = [
    ("_seconds", Some(1.0)),
    ("_minutes", Some(60.0)),
    ("_s", Some(1.0)),
    ("_sec", Some(1.0)),
    ("_secs", Some(1.0)),
    ("_m", Some(60.0)),
    ("_min", Some(60.0)),
    ("_mins", Some(60.0)),
    ("", None),
    ("_mm_ss", None),
    ("_hh_mm_ss", None),
];
/// A handling time of fewer seconds than this is likely to be in minutes.
const SHORT_AHT: f64 = 20.0;
/// A handling time of more seconds than this is likely to be in seconds already.
const LONG_AHT: f64 = 43_200.0;

/// How a table is to be read, where it leaves something open.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub(super) asked: Asked,
    /// The command line says how long rows last.
    pub(super) has_interval: bool,
}

/// The rows of a file.
#[derive(Clone, Debug)]
pub(super) struct ReadRows {
    pub(super) rows: Vec<Row>,
    /// What was understood of it, in words.
    pub(super) understood: String,
    /// Cells with nothing in them, which count as 0.
    pub(super) blank: usize,
}

/// Reads the rows of a file.
pub(super) fn read_rows(bytes: &[u8], reading: &Reading) -> Result<ReadRows, String> {
    if let Some(rows) = bare_numbers(bytes) {
        return Ok(ReadRows { rows, understood: "one column of calls".into(), blank: 0 });
    }
    let (bytes, added) = with_headings(bytes);
    let sheet = Table::open(&bytes, reading.asked.sheet.as_deref()).map_err(|why| words(&[why]))?;
    let table = sheet.series(&OFFERED, &reading.asked).map_err(|why| words(&why))?;
    let ahts = handling_times(&sheet, &reading.asked, table.rows.len())?;
    let has_times = !matches!(table.step, Step::Day);
    if let (Step::Uneven(one, other, line), false) = (table.step, reading.has_interval) {
        let length = |minutes: u32| describe_duration(f64::from(minutes) * 60.0);
        let (one, other, line) = (length(one), length(other), line - added);
        return Err(format!(
            "line {line}: rows of {one} and of {other}; let all rows last equally long, or say how long with --interval 30m"
        ));
    }
    let mut rows = Vec::with_capacity(table.rows.len());
    for (number, (row, calls)) in table.rows.iter().zip(table.numbers.iter()).enumerate() {
        let (day, minute) = day_and_minute(row.time);
        let aht = ahts.as_ref().and_then(|ahts| ahts[number]);
        let time = has_times.then_some((minute, None));
        rows.push(Row { day, time, calls: *calls, aht, line: row.line - added });
    }
    if let (Step::Minutes(minutes), [only]) = (table.step, rows.as_mut_slice())
        && let Some((start, end)) = &mut only.time
    {
        *end = Some((*start + minutes) % 1440);
    }
    name_days(&mut rows);
    Ok(ReadRows { rows, understood: table.understood, blank: table.blank })
}

/// What the table reader says, with the options of this command.
fn words(refused: &[Refused]) -> String {
    let each = refused
        .iter()
        .map(|Refused { why, help }| if help.is_empty() { why.clone() } else { format!("{why}; {help}") });
    let text = each.collect::<Vec<_>>().join("\n");
    // Keys whose values have brackets in a scenario file, and none here.
    let text = text
        .replace("time_columns = [\"…\"]", "--time-column \"…\"")
        .replace("time_columns = [", "--time-column ")
        .replace("\"]", "\"")
        .replace("only = { Queue = \"…\" }", "--only Queue=…")
        .replace("`only`", "`--only`");
    [("column", "column"), ("dates", "dates"), ("decimal", "decimal"), ("sheet", "sheet"), ("step", "interval")]
        .iter()
        .fold(text, |text, (key, option)| text.replace(&format!("{key} = "), &format!("--{option} ")))
}

fn day_and_minute(time: RowTime) -> (String, u32) {
    const DAYS: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    match time {
        RowTime::EveryDay(minute) => (String::new(), minute),
        RowTime::Weekly(day, minute) => (format!("{:?}", DAYS[day % 7]).chars().take(3).collect(), minute),
        RowTime::On(date, minute) => (date.to_string(), minute),
        RowTime::At(moment) => {
            let clock = moment.to_zoned(TimeZone::UTC);
            let minute = clock.hour().unsigned_abs() as u32 * 60 + clock.minute().unsigned_abs() as u32;
            (format!("{} UTC", clock.date()), minute)
        }
    }
}

/// The handling time of each row, if a column has it; a row without calls may have none.
fn handling_times(sheet: &Table, asked: &Asked, rows: usize) -> Result<Option<Vec<Option<Seconds>>>, String> {
    let headings =
        HANDLING_TIMES.iter().flat_map(|name| UNITS.iter().map(move |(mark, unit)| (format!("{name}{mark}"), *unit)));
    for (heading, unit) in headings {
        let (decimal, only) = (asked.decimal, asked.only.clone());
        let asked = Asked { column: Some(heading.clone()), decimal, only, ..Asked::default() };
        let lengths = match sheet.lengths(&SECONDS, &asked, true) {
            Ok(lengths) => lengths,
            Err(why) if why.iter().all(|why| why.why.starts_with("there is no column")) => continue,
            Err(why) => return Err(words(&why)),
        };
        if lengths.len() != rows {
            return Err(format!(
                "the column {heading} has {} handling times, and there are {rows} rows of calls; give one for each row",
                lengths.len()
            ));
        }
        let length = |length: Option<Seconds>| length.map(|length| in_seconds(length, &heading, unit)).transpose();
        return lengths.into_iter().map(length).collect::<Result<_, _>>().map(Some);
    }
    Ok(None)
}

fn in_seconds(length: Seconds, heading: &str, unit: Option<f64>) -> Result<Seconds, String> {
    let number = length.get();
    if unit.is_none() && 0.0 < number && number < SHORT_AHT {
        return Err(format!(
            "a handling time of `{number}` under `{heading}` may be in seconds or minutes; call the column aht_seconds or aht_minutes"
        ));
    }
    let seconds = number * unit.unwrap_or(1.0);
    if LONG_AHT < seconds {
        return Err(format!(
            "a handling time of {} is not possible; see the unit of `{heading}`",
            describe_duration(seconds)
        ));
    }
    Seconds::new(seconds).map_err(|error| error.to_string())
}

/// A single column of numbers, as it is pasted.
fn bare_numbers(bytes: &[u8]) -> Option<Vec<Row>> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let row = |(line, text): (u64, &str)| {
        let calls = text.trim().parse::<f64>().ok().filter(|calls| calls.is_finite() && 0.0 <= *calls)?;
        Some(Row { day: String::new(), time: None, calls, aht: None, line })
    };
    lines.map(row).collect::<Option<Vec<Row>>>().filter(|rows| !rows.is_empty())
}

/// A table that is pasted without headings gets them: one column of numbers, and before it those that say when. With how many lines
/// were added.
fn with_headings(bytes: &[u8]) -> (Cow<'_, [u8]>, u64) {
    let unchanged = (Cow::Borrowed(bytes), 0);
    let Ok(text) = std::str::from_utf8(bytes) else { return unchanged };
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let Some(separator) = ['\t', ';', ',', '|'].into_iter().find(|&mark| first.contains(mark)) else {
        return unchanged;
    };
    let cells: Vec<&str> = first.split(separator).map(str::trim).collect();
    let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
    let is_time = |cell: &&str| cell.contains(':') && cell.contains(|letter: char| letter.is_ascii_digit());
    let numbers = cells.iter().filter(|cell| is_number(cell)).count();
    if numbers != 1 || !cells.last().is_some_and(is_number) || !cells.iter().any(is_time) {
        return unchanged;
    }
    let heading = |cell: &&str| match cell {
        cell if is_number(cell) => "calls",
        cell if is_time(cell) => "time",
        _ => "day",
    };
    let headings: Vec<&str> = cells.iter().map(heading).collect();
    let whole = format!("{}\n{text}", headings.join(&separator.to_string()));
    (Cow::Owned(whole.into_bytes()), 1)
}

/// Where the table names no days, a time that falls begins a new one.
fn name_days(rows: &mut [Row]) {
    if rows.iter().any(|row| !row.day.is_empty()) {
        return;
    }
    let falls = |pair: &[Row]| pair[1].time.zip(pair[0].time).is_some_and(|(next, last)| next.0 < last.0);
    if !rows.windows(2).any(falls) {
        return;
    }
    let (mut day, mut last) = (1, 0);
    for row in rows {
        let start = row.time.map_or(last, |(start, _)| start);
        day += u32::from(start < last);
        last = start;
        row.day = format!("day {day}");
    }
}

#[cfg(test)]
mod tests {
    use crate::decode::table::DateOrder;

    use super::*;

    fn read(text: &str) -> Vec<(String, f64)> {
        let ReadRows { rows, .. } =
            read_rows(text.as_bytes(), &Reading::default()).unwrap_or_else(|why| panic!("{text}: {why}"));
        rows.into_iter().map(|row| (row.label(), row.calls)).collect()
    }

    fn asked(asked: Asked) -> Reading {
        Reading { asked, ..Reading::default() }
    }

    fn refusal(text: &str) -> String {
        read_rows(text.as_bytes(), &Reading::default()).unwrap_err()
    }

    #[test]
    fn usual_headings_and_separators_are_known() {
        let wanted = vec![("Mon 08:00".to_owned(), 69.0), ("Mon 09:00".to_owned(), 172.5)];
        for text in [
            "weekday,hour,calls\nMon,08:00,69\nMon,09:00,172.5\n",
            "Day;Time;Offered\r\nMonday;8:00;69\r\nMonday;09:00:00;172,5\r\n",
            "A week of calls\n\nDay\tTime\tCalls Offered\nMon\t08:00\t69\nMon\t9:00 AM\t172.5\nTotal\t\t241.5\n",
            "interval_start,volume\nMon 08:00,69\nMon 09:00,172.5\n",
            "Mon 08:00\t69\nMon 09:00\t172.5\n",
            "Mon;08:00-09:00;69\n\nMon;09:00-10:00;172.5\n",
            "time,Mon\n08:00,69\n09:00,172.5\n",
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
        assert_eq!(read("interval_start,calls\n2026-03-02T08:30:00,4\n"), [("2026-03-02 08:30".to_owned(), 4.0)]);
        assert_eq!(read("08:00\t1\n20:00\t2\n08:00\t3\n")[2].0, "day 2 08:00");
        assert_eq!(read("5\n7\n"), [("row 1".to_owned(), 5.0), ("row 2".to_owned(), 7.0)]);
        assert_eq!(read("interval_start,calls\n2026-03-02T08:30:00+01:00,4\n")[0].0, "2026-03-02 UTC 07:30");
    }

    #[test]
    fn what_a_table_leaves_open_is_asked_with_the_options_of_the_command() {
        let dates = "date;time;calls\n02/03/2026;08:00;5\n03/03/2026;08:00;6\n";
        assert!(refusal(dates).contains("--dates"), "{}", refusal(dates));
        let day_first = asked(Asked { dates: Some(DateOrder::Dmy), ..Asked::default() });
        assert_eq!(read_rows(dates.as_bytes(), &day_first).unwrap().rows[0].label(), "2026-03-02 08:00");
        let column = asked(Asked { column: Some("service".into()), ..Asked::default() });
        let text = "time,sales,service\n08:00,5,7\n09:00,5,7\n";
        assert!(refusal(text).contains("--column"), "{}", refusal(text));
        assert_eq!(read_rows(text.as_bytes(), &column).unwrap().rows[0].calls, 7.0);
    }

    #[test]
    fn rows_of_one_queue_are_chosen_and_their_own_columns_of_time() {
        let text = "Booked,Queue,Slot,calls,aht_seconds\n07:00,Sales,08:00,5,300\n07:00,Help,08:00,7,\n\
                    07:00,Sales,08:30,0,-\n07:00,Help,08:30,9,60\n";
        assert!(refusal(text).contains("--time-column"), "{}", refusal(text));
        let only = |value: &str| vec![("Queue".to_owned(), value.to_owned())];
        let reading =
            |value: &str| asked(Asked { time_columns: vec!["Slot".into()], only: only(value), ..Asked::default() });
        let ReadRows { rows, .. } = read_rows(text.as_bytes(), &reading("Sales")).unwrap();
        let known: Vec<_> = rows.iter().map(|row| (row.label(), row.calls, row.aht.map(Seconds::get))).collect();
        assert_eq!(known, [("08:00".to_owned(), 5.0, Some(300.0)), ("08:30".to_owned(), 0.0, None)]);
        let why = read_rows(text.as_bytes(), &reading("Service")).unwrap_err();
        assert!(why.contains("no row has what `--only` asks for"), "{why}");
        let twice = "Queue,time,calls\nSales,08:00,5\nHelp,08:00,7\n";
        assert_eq!(read(twice).len(), 2);
    }

    #[test]
    fn the_sum_of_all_handling_in_a_report_is_no_aht() {
        for heading in ["HandleTime", "Handle Time", "Handling Time"] {
            let text = format!("time,calls,{heading}\n08:00,14,2765\n08:30,11,2445\n");
            let ReadRows { rows, .. } = read_rows(text.as_bytes(), &Reading::default()).unwrap();
            assert!(rows.iter().all(|row| row.aht.is_none()), "{heading}");
        }
    }

    #[test]
    fn handling_times_have_a_unit() {
        let aht = |heading: &str, cell: &str| {
            let text = format!("time,calls,{heading}\n08:00,5,{cell}\n08:30,5,{cell}\n");
            read_rows(text.as_bytes(), &Reading::default()).map(|read| read.rows[0].aht.unwrap().get())
        };
        for (heading, cell) in [
            ("aht", "378"),
            ("AHT", "6m 18s"),
            ("aht_seconds", "378"),
            ("AHT (min)", "6.3"),
            ("Avg Handling Time (sec)", "378"),
            ("AHT (mm:ss)", "6m 18s"),
            ("Avg Handle", "378"),
        ] {
            assert!((aht(heading, cell).unwrap() - 378.0).abs() < 1e-9, "{heading}");
        }
        assert!(aht("aht", "6.3").unwrap_err().contains("may be in seconds or minutes"));
        assert!(aht("aht_minutes", "378000").unwrap_err().contains("see the unit"));
        assert!(aht("aht", "long").is_err());
    }

    #[test]
    fn what_is_no_table_of_calls_is_refused() {
        for text in [
            "",
            "time,calls\n",
            "time,calls\n08:00,x\n",
            "time,calls\n08:00,-1\n",
            "08:00,5,7\n",
            "weekday,taken\nMon,5\n",
        ] {
            assert!(!refusal(text).is_empty(), "{text}");
        }
        assert!(refusal("time,calls\n08:00-09:00,5\n09:00-09:30,5\n").contains("rows of 1h and of 30m"));
    }
}
