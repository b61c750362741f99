use std::str::FromStr;

use super::{Fraction, Seconds, UnitError};

impl FromStr for Seconds {
    type Err = UnitError;

    /// Reads `"20s"`, `"3m 30s"`, `"2h"`, `"5d"`, `"6w"` or any sequence of them.
    fn from_str(text: &str) -> Result<Self, UnitError> {
        let mut seconds = 0.0;
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(unreadable(text));
        }
        while !rest.is_empty() {
            let (number, after) = leading_number(rest).ok_or_else(|| unreadable(text))?;
            let after = after.trim_start();
            let unit_length = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
            let unit = match &after[..unit_length] {
                "s" => 1.0,
                "m" => 60.0,
                "h" => 3600.0,
                "d" => 86_400.0,
                "w" => 604_800.0,
                _ => return Err(unreadable(text)),
            };
            seconds += number * unit;
            rest = after[unit_length..].trim_start();
        }
        Self::new(seconds)
    }
}

impl FromStr for Fraction {
    type Err = UnitError;

    /// Reads `"12%"` or `"0.12"`.
    fn from_str(text: &str) -> Result<Self, UnitError> {
        let text = text.trim();
        let (number, scale) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), 100.0),
            None => (text, 1.0),
        };
        let number: f64 =
            number.parse().map_err(|_| UnitError::Unreadable(format!("`{text}` is not a share such as \"12%\"")))?;
        Self::new(number / scale)
    }
}

/// A date as it is written in Britain: `"2 March 2026"` for `"2026-03-02"`, with or without a time behind it; what is no date stays
/// as it is.
#[must_use]
pub fn describe_date(text: &str) -> String {
    let date = text.get(..10).and_then(|date| date.parse::<jiff::civil::Date>().ok());
    date.map_or_else(|| text.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

/// A duration in words a planner would write, to the millisecond: `"3m 30s"`, `"2h"`, `"4m 22.5s"`.
#[must_use]
pub fn describe_duration(seconds: f64) -> String {
    let mut left = (seconds * 1000.0).round() as u64;
    let mut words = Vec::new();
    for (unit, length) in [("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000)] {
        if left >= length {
            words.push(format!("{}{unit}", left / length));
            left %= length;
        }
    }
    if left > 0 || words.is_empty() {
        words.push(format!("{}s", left as f64 / 1000.0));
    }
    words.join(" ")
}

/// The digits of a number with its thousands marked: `"17,412,345"`; what follows a point stays as it is.
#[must_use]
pub fn group_thousands(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::with_capacity(digits.len() + whole.len() / 3);
    for (position, digit) in whole.chars().enumerate() {
        if 0 < position && (whole.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

fn leading_number(text: &str) -> Option<(f64, &str)> {
    let length = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let number: f64 = text[..length].parse().ok()?;
    Some((number, &text[length..]))
}

fn unreadable(text: &str) -> UnitError {
    UnitError::Unreadable(format!("`{text}` is not a duration such as \"20s\", \"3m 30s\", \"2h\", \"5d\" or \"6w\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_with_their_units() {
        let seconds = |text: &str| text.parse::<Seconds>().map(Seconds::get);
        assert_eq!(seconds("20s"), Ok(20.0));
        assert_eq!(seconds("3m 30s"), Ok(210.0));
        assert_eq!(seconds("1.5h"), Ok(5400.0));
        assert_eq!(seconds("6w"), Ok(3_628_800.0));
        for wrong in ["", "20", "-20s", "20 parsecs", "s", "1e3s", "3m30"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn shares_are_read_as_percent_or_number() {
        assert_eq!("12%".parse::<Fraction>().map(Fraction::get), Ok(0.12));
        assert_eq!("0.5".parse::<Fraction>().map(Fraction::get), Ok(0.5));
        assert!("112%".parse::<Fraction>().is_err() && "half".parse::<Fraction>().is_err());
    }

    #[test]
    fn large_numbers_are_written_in_groups() {
        let grouped = ["7", "999", "1000", "26298720", "1234567.8912", "0.8375"].map(group_thousands);
        assert_eq!(grouped, ["7", "999", "1,000", "26,298,720", "1,234,567.8912", "0.8375"]);
    }

    #[test]
    fn dates_are_british() {
        assert_eq!(describe_date("2026-03-02T08:00:00+00:00"), "2 March 2026");
        assert_eq!((describe_date("soon"), describe_date("")), ("soon".into(), String::new()));
    }

    #[test]
    fn durations_are_written_as_they_are_read() {
        assert_eq!(describe_duration(210.0), "3m 30s");
        assert_eq!(describe_duration(20.0), "20s");
        assert_eq!(describe_duration(86_400.0), "1d");
        assert_eq!(describe_duration(262.5), "4m 22.5s");
        assert_eq!([0.0, 0.25, 59.9999].map(describe_duration), ["0s", "0.25s", "1m"]);
    }
}
