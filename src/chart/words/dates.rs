//! Dates and times of day as they are written in Britain.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// `2 March 2026`.
pub(crate) fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `2 March 2026`, `2 to 6 March 2026`, `30 March to 3 April 2026`, `28 December 2026 to 3 January 2027`.
pub(crate) fn days(first: Date, last: Date) -> String {
    let from = match last {
        _ if first == last => return date(last),
        last if (first.year(), first.month()) == (last.year(), last.month()) => first.strftime("%-d"),
        last if first.year() == last.year() => first.strftime("%-d %B"),
        _ => first.strftime("%-d %B %Y"),
    };
    format!("{from} to {}", date(last))
}

/// `10:00 to 10:30`, with ` on 2 March 2026` where each day has intervals of its own.
pub(crate) fn interval(start: &str, seconds: f64, each_day: bool) -> String {
    let Some((_, begins)) = moment(start) else { return start.to_owned() };
    let length = jiff::SignedDuration::try_from_secs_f64(seconds).unwrap_or_default();
    let ends = begins.checked_add(length).unwrap_or(begins);
    let time = |moment: DateTime| moment.strftime("%H:%M").to_string();
    let on = if each_day { format!(" on {}", date(begins.date())) } else { String::new() };
    format!("{} to {}{on}", time(begins), time(ends))
}
/// The seconds since the epoch and the local time that `text` names.
pub(crate) fn moment(text: &str) -> Option<(i64, DateTime)> {
    let timestamp: Timestamp = text.parse().ok()?;
    let local: DateTime = text.parse().ok()?;
    Some((timestamp.as_second(), local))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as of;

    use super::*;

    #[test]
    fn dates_are_day_month_year() {
        assert_eq!(days(of(2026, 3, 2), of(2026, 3, 2)), "2 March 2026");
        assert_eq!(days(of(2026, 3, 2), of(2026, 3, 6)), "2 to 6 March 2026");
        assert_eq!(days(of(2026, 3, 30), of(2026, 4, 3)), "30 March to 3 April 2026");
        assert_eq!(days(of(2026, 12, 28), of(2027, 1, 3)), "28 December 2026 to 3 January 2027");
    }

    #[test]
    fn intervals_have_two_ends() {
        assert_eq!(interval("2026-03-02T10:00:00+00:00", 1800.0, false), "10:00 to 10:30");
        assert_eq!(interval("2026-07-02T23:30:00+01:00", 1800.0, true), "23:30 to 00:00 on 2 July 2026");
    }
}
