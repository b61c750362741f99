//! Lengths of time in cells: numbers of seconds, durations in words, and hours, minutes and seconds with colons.

use super::Refused;
use super::number::{DecimalSign, is_nothing, number};
use crate::units::Seconds;

/// Longest length in a cell, in seconds.
const LONGEST: f64 = 1e9;
const HOUR: f64 = 3600.0;

/// The length in a cell: `240`, `3m 30s`, `4 min`, `0:04:30`.
pub(super) fn length(cell: &str, sign: DecimalSign) -> Option<Seconds> {
    let by_number = || number(cell, sign).filter(|_| !is_nothing(cell)).and_then(|number| Seconds::new(number).ok());
    let by_clock = || clock(cell).and_then(|seconds| Seconds::new(seconds).ok());
    let length = by_number().or_else(|| cell.parse().ok()).or_else(by_clock).or_else(|| in_words(cell));
    length.filter(|length| length.get() <= LONGEST)
}

/// Refuses the first length that may be hours and minutes, or minutes and seconds.
pub(super) fn refuse_open(cells: &[(u64, &str)], column: &str) -> Result<(), Refused> {
    let help = "write 0:04:30 for four minutes and a half, or 4m 30s, or seconds";
    if let Some((line, cell)) = cells.iter().find(|(_, cell)| has_two_parts(cell)) {
        let why = format!("row {line}, column `{column}`: \"{cell}\" may be minutes and seconds, or hours and minutes");
        return Err(Refused::new(why, help));
    }
    // Spreadsheets take 4:30, meant as minutes and seconds, for hours and minutes, and keep it as 04:30:00.
    let clocks: Vec<(u64, &str, f64)> = cells
        .iter()
        .filter_map(|(line, cell)| Some((*line, *cell, clock(cell)?)))
        .filter(|clock| clock.2 > 0.0)
        .collect();
    let likely_minutes = |seconds: f64| seconds >= HOUR && seconds % 60.0 == 0.0;
    match clocks.as_slice() {
        [(line, cell, _), ..] if clocks.iter().all(|(_, _, seconds)| likely_minutes(*seconds)) => {
            let why = format!(
                "column `{column}` has hours and minutes in every row, as \"{cell}\" in row {line}; they may be meant as minutes and seconds"
            );
            Err(Refused::new(why, format!("{help}; write hours as 2h")))
        }
        _ => Ok(()),
    }
}

/// Refuses a length with a unit of its own under a heading that says minutes: whoever asked for the column takes it for a number of them.
pub(super) fn refuse_two_units(cells: &[(u64, &str)], sign: DecimalSign, column: &str) -> Result<(), Refused> {
    let mut words = column.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let unit = words.next_back().map(str::to_lowercase).unwrap_or_default();
    if !matches!(unit.as_str(), "m" | "min" | "mins" | "minutes") {
        return Ok(());
    }
    let has_unit = |cell: &str| number(cell, sign).is_none() && length(cell, sign).is_some();
    let Some((line, cell)) = cells.iter().find(|(_, cell)| has_unit(cell)) else { return Ok(()) };
    let why = format!("row {line}: \"{cell}\" has a unit of its own, and its column `{column}` says minutes");
    Err(Refused::new(why, "take the unit out of the heading, or write plain numbers"))
}

/// Seconds of `0:04:30`, which may have decimals.
fn clock(cell: &str) -> Option<f64> {
    let parts: Vec<&str> = cell.split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else { return None };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
    let shaped =
        digits(hours) && hours.len() <= 4 && [*minutes, whole].iter().all(|part| digits(part) && part.len() == 2);
    if !shaped || !digits(decimals) {
        return None;
    }
    let (hours, minutes): (f64, f64) = (hours.parse().ok()?, minutes.parse().ok()?);
    let seconds: f64 = format!("{whole}.{decimals}").parse().ok()?;
    (minutes < 60.0 && seconds < 60.0).then_some(hours * HOUR + minutes * 60.0 + seconds)
}

/// `4:30`, `04:30`.
fn has_two_parts(cell: &str) -> bool {
    let digits = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.split_once(':').is_some_and(|(first, second)| digits(first) && digits(second))
}

/// `4 min`, `1 hour 5 minutes`, with units as people write them.
fn in_words(cell: &str) -> Option<Seconds> {
    const UNITS: [(&str, &[&str]); 3] = [
        ("s", &["s", "sec", "secs", "second", "seconds", "sek", "sekunden"]),
        ("m", &["m", "min", "mins", "minute", "minutes", "minuten"]),
        ("h", &["h", "hr", "hrs", "hour", "hours", "std", "stunden"]),
    ];
    let mut short = String::new();
    let mut rest = cell.trim();
    while !rest.is_empty() {
        let letters = rest.find(char::is_alphabetic)?;
        let (digits, after) = rest.split_at(letters);
        let end = after.find(|letter: char| !letter.is_alphabetic()).unwrap_or(after.len());
        let unit = after[..end].to_lowercase();
        let (known, _) = UNITS.iter().find(|(_, names)| names.contains(&unit.as_str()))?;
        short.push_str(digits.trim());
        short.push_str(known);
        rest = after[end..].trim_start_matches(['.', ' ', '\u{a0}']);
    }
    short.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_and_programs_write_them() {
        for (cell, expected) in [
            ("240", Some(240.0)),
            ("3m 30s", Some(210.0)),
            ("4 min", Some(240.0)),
            ("4 mins 30 secs", Some(270.0)),
            ("1 hour 5 Minutes", Some(3900.0)),
            ("240 sec.", Some(240.0)),
            ("00:04:00", Some(240.0)),
            ("0:04:30.5", Some(270.5)),
            ("1:00:00", Some(3600.0)),
            ("36:00:00", Some(129_600.0)),
            ("4:30", None),
            ("00:64:00", None),
            ("0:4:0", None),
            ("4 bits", None),
            ("min", None),
            ("-00:04:00", None),
            ("", None),
        ] {
            assert_eq!(length(cell, DecimalSign::Point).map(Seconds::get), expected, "{cell}");
        }
    }

    #[test]
    fn minutes_that_may_be_hours_are_asked_about() {
        let refused = |cells: &[&str]| {
            let cells: Vec<(u64, &str)> = (2..).zip(cells.iter().copied()).collect();
            refuse_open(&cells, "AHT").err().map(|refused| refused.why)
        };
        assert!(refused(&["240", "4:30"]).unwrap().starts_with("row 3"));
        assert!(refused(&["04:30:00", "00:00:00", "05:00:00"]).unwrap().contains("\"04:30:00\" in row 2"));
        let two_units = |cells: &[(u64, &str)], column| refuse_two_units(cells, DecimalSign::Point, column);
        assert!(two_units(&[(2, "4"), (3, "0:04:00")], "AHT (min)").unwrap_err().why.starts_with("row 3"));
        assert_eq!(two_units(&[(2, "4"), (3, "")], "aht_min"), Ok(()));
        assert_eq!(two_units(&[(2, "0:04:00")], "aht"), Ok(()));
        assert_eq!(refused(&["04:30:00", "00:05:00"]), None);
        assert_eq!(refused(&["00:04:00", "00:05:30", "240", "2h"]), None);
    }
}
