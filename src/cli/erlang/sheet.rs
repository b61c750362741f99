//! A table of calls as a spreadsheet leaves it: separated by commas, semicolons or tabs, with or without headings.

use crate::decode::clock_time;
use crate::units::Seconds;

use super::rows::Row;

const CALLS: [&str; 12] = [
    "calls",
    "offered",
    "calls offered",
    "offered calls",
    "volume",
    "call volume",
    "contacts",
    "contacts offered",
    "arrivals",
    "forecast",
    "anrufe",
    "n",
];
const DAYS: [&str; 6] = ["weekday", "day", "date", "day of week", "dow", "week day"];
const TIMES: [&str; 12] = [
    "time",
    "hour",
    "interval start",
    "interval",
    "start",
    "start time",
    "from",
    "period",
    "half hour",
    "slot",
    "time of day",
    "interval time",
];
const AHTS: [&str; 6] =
    ["aht", "average handling time", "average handle time", "handling time", "handle time", "avg handle time"];
const NAMES: &str = "name the columns, for instance `weekday,time,calls`, or `interval_start,calls,aht_seconds`";
/// A handling time of fewer seconds than this is likely to be in minutes.
const SHORT_AHT: f64 = 20.0;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Column {
    Day,
    Time,
    /// A whole number is an hour of the day.
    Hour,
    Calls,
    /// Handling times: a bare number is so many seconds, or `None` if the heading does not say.
    Aht(Option<f64>),
    /// Nothing that is asked for.
    Other,
}

/// The rows of `text`; `column` is the heading of the column of calls, if it is to be another than the usual ones.
pub(super) fn read_rows(text: &str, column: Option<&str>) -> Result<Vec<Row>, String> {
    let records = records(text)?;
    let Some((_, first)) = records.first() else {
        return Err("there are no rows; paste or pipe a table with one row for each interval".into());
    };
    let named = headings(first, column)?;
    let columns = match &named {
        Some(columns) => columns.clone(),
        None => unnamed(first)?,
    };
    let mut rows = Vec::new();
    for (line, record) in &records[usize::from(named.is_some())..] {
        rows.push(row(record, &columns, *line).map_err(|why| format!("line {line}: {why}"))?);
    }
    if rows.is_empty() {
        return Err("there are headings and no rows; write one row for each interval".into());
    }
    name_days(&mut rows);
    Ok(rows)
}

fn records(text: &str) -> Result<Vec<(u64, Vec<String>)>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let separator = ['\t', ';', ',', '|'].into_iter().find(|&mark| first.contains(mark)).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .trim(csv::Trim::All)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            records.push((line, cells));
        }
    }
    Ok(records)
}

/// The columns by their headings; `None` if the first row has numbers and so no headings.
fn headings(first: &[String], column: Option<&str>) -> Result<Option<Vec<Column>>, String> {
    let names: Vec<String> = first.iter().map(|cell| plain(cell)).collect();
    let is_calls = |name: &String| match column {
        Some(wanted) => *name == plain(wanted),
        None => CALLS.contains(&name.as_str()),
    };
    let calls: Vec<&str> =
        first.iter().zip(&names).filter(|(_, name)| is_calls(name)).map(|(cell, _)| &**cell).collect();
    match calls.as_slice() {
        [_] => (),
        [first, second, ..] => {
            return Err(format!(
                "two columns may hold the calls, `{first}` and `{second}`; choose one, for instance with --column {second}"
            ));
        }
        [] if column.is_some() => {
            let wanted = column.unwrap_or_default();
            return Err(format!("no column is called `{wanted}`; there are {}", listed(first)));
        }
        [] if first.iter().any(|cell| number(cell).is_ok() || moment(cell).is_some()) => return Ok(None),
        [] => return Err(format!("no column of calls among {}; {NAMES}, or choose one with --column", listed(first))),
    }
    let kind = |name: &String| match name {
        name if is_calls(name) => Column::Calls,
        name if name == "hour" => Column::Hour,
        name if DAYS.contains(&name.as_str()) => Column::Day,
        name if TIMES.contains(&name.as_str()) => Column::Time,
        name => aht_column(name),
    };
    Ok(Some(names.iter().map(kind).collect()))
}

fn aht_column(name: &str) -> Column {
    for (endings, seconds) in [(&["seconds", "secs", "sec", "s"][..], 1.0), (&["minutes", "mins", "min", "m"], 60.0)] {
        for ending in endings {
            let stem = name.strip_suffix(ending).map(str::trim_end).filter(|stem| AHTS.contains(stem));
            if stem.is_some() {
                return Column::Aht(Some(seconds));
            }
        }
    }
    if AHTS.contains(&name) { Column::Aht(None) } else { Column::Other }
}

/// A heading without capitals, underscores and brackets: `AHT (s)` is `aht s`.
fn plain(heading: &str) -> String {
    let spaced: String =
        heading.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn listed(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("`{cell}`")).collect::<Vec<_>>().join(", ")
}

/// The columns of a table without headings: one of numbers, and before it those that say when.
fn unnamed(first: &[String]) -> Result<Vec<Column>, String> {
    let kind = |cell: &String| match cell {
        cell if number(cell).is_ok() => Column::Calls,
        cell if moment(cell).is_some() => Column::Time,
        _ => Column::Day,
    };
    let columns: Vec<Column> = first.iter().map(kind).collect();
    let times = columns.iter().filter(|&&column| column == Column::Time).count();
    if columns.iter().filter(|&&column| column == Column::Calls).count() == 1 && times <= 1 {
        return Ok(columns);
    }
    Err(format!("without headings it is unclear which column holds the calls in {}; {NAMES}", listed(first)))
}

fn row(record: &[String], columns: &[Column], line: u64) -> Result<Row, String> {
    let mut row = Row { day: String::new(), time: None, calls: f64::NAN, aht: None, line };
    let mut has_time = false;
    for (column, cell) in columns.iter().zip(record) {
        match column {
            Column::Day => add_day(&mut row.day, cell),
            Column::Time | Column::Hour => {
                has_time = true;
                let whole = if *column == Column::Hour { hour(cell) } else { None };
                let (day, start, end) = whole.or_else(|| moment(cell)).ok_or_else(|| {
                    format!("`{cell}` is not a time such as 08:00 or 2026-03-02 08:00; leave out rows of totals")
                })?;
                add_day(&mut row.day, &day);
                row.time = Some((start, end));
            }
            Column::Calls => row.calls = number(cell)?,
            Column::Aht(unit) => row.aht = Some(aht(cell, *unit)?),
            Column::Other => (),
        }
    }
    if row.calls.is_nan() {
        return Err("it has no number of calls; write 0 where nobody calls".into());
    }
    if !has_time && let Some((day, start, end)) = moment(&row.day) {
        row.day = day;
        row.time = Some((start, end));
    }
    Ok(row)
}

fn add_day(day: &mut String, more: &str) {
    if !day.is_empty() && !more.is_empty() {
        day.push(' ');
    }
    day.push_str(more);
}

fn number(cell: &str) -> Result<f64, String> {
    match cell.parse::<f64>() {
        Ok(number) if number.is_finite() && 0.0 <= number => Ok(number),
        Ok(_) => Err(format!("`{cell}` is not a number of calls; it is 0 or more")),
        Err(_) if cell.is_empty() => Err("it has no number of calls; write 0 where nobody calls".into()),
        Err(_) if cell.contains([',', ' ']) => {
            Err(format!("`{cell}` is not a plain number; write 1250.5 without marks between thousands"))
        }
        Err(_) => Err(format!("`{cell}` is not a number of calls")),
    }
}

fn aht(cell: &str, unit: Option<f64>) -> Result<Seconds, String> {
    let length = match cell.parse::<f64>() {
        Ok(number) if unit.is_none() && number < SHORT_AHT && number != 0.0 => {
            return Err(format!(
                "a handling time of `{cell}` may be in seconds or minutes; call the column aht_seconds or aht_minutes"
            ));
        }
        Ok(number) => Seconds::new(number * unit.unwrap_or(1.0)).ok(),
        Err(_) => cell.parse::<Seconds>().ok(),
    };
    length.ok_or_else(|| format!("`{cell}` is not a handling time such as 378, \"378s\" or \"6m 18s\""))
}

/// A whole hour of the day, under a heading that says so.
fn hour(cell: &str) -> Option<(String, u32, Option<u32>)> {
    cell.parse::<u32>().ok().filter(|&hour| hour < 24).map(|hour| (String::new(), hour * 60, None))
}

/// The day, the start and the end of `Mon 08:00`, `2026-03-02T08:00:00`, `08:00-09:00` or `08:00`.
fn moment(cell: &str) -> Option<(String, u32, Option<u32>)> {
    let cell = cell.trim();
    if let Some((start, end)) = cell.rsplit_once(['-', '–'])
        && let (Some((day, start, None)), Some(end)) = (moment(start), time(end).or_else(|| clock_time(end)))
    {
        return Some((day, start, Some(end % 1440)));
    }
    let (day, clock) = match cell.rsplit_once([' ', 'T']) {
        Some((_, half)) if is_half(half) => {
            let before = &cell[..cell.len() - half.len()].trim_end();
            let at = before.rfind(' ').map_or(0, |space| space + 1);
            (&before[..at], &cell[at..])
        }
        Some((day, clock)) => (day, clock),
        None => ("", cell),
    };
    Some((day.trim().to_owned(), time(clock)?, None))
}

fn is_half(word: &str) -> bool {
    ["am", "pm"].contains(&word.to_ascii_lowercase().as_str())
}

/// `08:00`, `8:00:00` or `8:00 PM`.
fn time(text: &str) -> Option<u32> {
    let lower = text.trim().to_ascii_lowercase();
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(720)),
        _ => (lower.as_str(), None),
    };
    let minutes = clock_time(clock.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(clock))?;
    match half {
        None => Some(minutes).filter(|&minutes| minutes < 1440),
        Some(half) => (60..780).contains(&minutes).then(|| minutes % 720 + half),
    }
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
    use super::*;

    fn read(text: &str) -> Vec<(String, f64)> {
        read_rows(text, None).unwrap().into_iter().map(|row| (row.label(), row.calls)).collect()
    }

    fn refusal(text: &str) -> String {
        read_rows(text, None).unwrap_err()
    }

    #[test]
    fn usual_headings_and_separators_are_known() {
        let wanted = vec![("Mon 08:00".to_owned(), 69.0), ("Mon 09:00".to_owned(), 172.5)];
        for text in [
            "weekday,hour,calls\nMon,08:00,69\nMon,09:00,172.5\n",
            "weekday,hour,calls\nMon,8,69\nMon,9,172.5\n",
            "Day;Time;Offered\r\nMon;8:00;69\r\nMon;09:00:00;172.5\r\n",
            "\u{feff}Day\tTime\tCalls Offered\tAnswered\nMon\t08:00\t69\t60\nMon\t9:00 AM\t172.5\t1\n",
            "interval_start,volume\nMon 08:00,69\nMon 09:00,172.5\n",
            "Mon 08:00\t69\nMon 09:00\t172.5\n",
            "Mon;08:00-09:00;69\n\nMon;09:00-10:00;172.5\n",
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
        assert_eq!(read("interval_start,calls\n2026-03-02T08:30:00,4\n"), [("2026-03-02 08:30".to_owned(), 4.0)]);
        assert_eq!(read("08:00\t1\n20:00\t2\n08:00\t3\n")[2].0, "day 2 08:00");
        assert_eq!(read("12:30 pm,1\n")[0].0, "12:30");
        assert_eq!(read("5\n7\n"), [("row 1".to_owned(), 5.0), ("row 2".to_owned(), 7.0)]);
    }

    #[test]
    fn a_column_may_be_chosen() {
        let text = "time,sales,service\n08:00,5,7\n";
        assert!(refusal(text).contains("no column of calls among `time`, `sales`, `service`"));
        assert_eq!(read_rows(text, Some("Service")).unwrap()[0].calls, 7.0);
        assert!(read_rows(text, Some("help")).unwrap_err().contains("no column is called `help`"));
        assert!(refusal("time,calls,offered\n08:00,5,7\n").contains("--column offered"));
    }

    #[test]
    fn handling_times_have_a_unit() {
        let aht = |heading: &str, cell: &str| {
            let rows = read_rows(&format!("time,calls,{heading}\n08:00,5,{cell}\n"), None);
            rows.map(|rows| rows[0].aht.unwrap().get())
        };
        for (heading, cell) in [("aht", "378"), ("AHT", "6m 18s"), ("aht_seconds", "378"), ("AHT (min)", "6.3")] {
            assert!((aht(heading, cell).unwrap() - 378.0).abs() < 1e-9, "{heading}");
        }
        assert!(aht("aht", "6.3").unwrap_err().contains("may be in seconds or minutes"));
        assert!(aht("aht", "06:18").unwrap_err().contains("is not a handling time"));
    }

    #[test]
    fn what_is_no_table_of_calls_is_refused() {
        for (text, why) in [
            ("", "there are no rows"),
            ("time,calls\n", "headings and no rows"),
            ("time,calls\n08:00,1,200\n08:30,x\n", "line 3: `x` is not a number of calls"),
            ("time;calls\n08:00;1,200\n", "line 2: `1,200` is not a plain number"),
            ("time,calls\n08:00,-1\n", "0 or more"),
            ("time,calls\n08:00\n", "write 0 where nobody calls"),
            ("time,calls\n08:00,5\nTotal,5\n", "line 3: `Total` is not a time"),
            ("08:00,5,7\n", "without headings it is unclear"),
            ("weekday,calls_taken\nMon,5\n", "no column of calls"),
        ] {
            assert!(refusal(text).contains(why), "{text}: {}", refusal(text));
        }
    }
}
