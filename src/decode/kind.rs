use crate::units::{Fraction, Seconds, describe_duration};

use super::rate::{Per, Rate};

/// In what the values of a key are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Whole,
    Number,
    Share,
    Duration,
    /// Durations written in days alone: to some keys, days are open days.
    Days,
    /// Durations written in weeks alone.
    Weeks,
    PerHour,
    PerDay,
    PerWeek,
    PerYear,
    /// A share a year, such as `3%/year`.
    Growth,
    /// A time in a week, such as `1h/week`.
    TimePerWeek,
}

impl Kind {
    /// The kind and the position of a value: agents, numbers, seconds, per cent, per hour.
    pub(crate) fn read(text: &str) -> Option<(Self, f64)> {
        let text = text.trim();
        if let Ok(number) = text.parse::<f64>() {
            let kind = if text.parse::<i64>().is_ok() { Self::Whole } else { Self::Number };
            return number.is_finite().then_some((kind, number));
        }
        if text.ends_with('%') {
            return text.parse::<Fraction>().ok().map(|share| (Self::Share, share.get() * 100.0));
        }
        if let Some(rate) = Rate::parse(text) {
            return Some(match rate.per {
                Per::Second | Per::Minute | Per::Hour => (Self::PerHour, rate.hourly()?),
                Per::Day => (Self::PerDay, rate.count),
                Per::Week => (Self::PerWeek, rate.count),
                Per::Year => (Self::PerYear, rate.count),
            });
        }
        if let Some((percent, "year")) = text.split_once("%/") {
            return percent
                .trim()
                .parse()
                .ok()
                .filter(|percent: &f64| percent.is_finite())
                .map(|percent| (Self::Growth, percent));
        }
        if let Some((length, "week")) = text.split_once('/') {
            return length.parse::<Seconds>().ok().map(|length| (Self::TimePerWeek, length.get()));
        }
        let length = text.parse::<Seconds>().ok()?.get();
        let alone = |unit: char| text.strip_suffix(unit).is_some_and(|number| number.trim().parse::<f64>().is_ok());
        let kind = if alone('d') {
            Self::Days
        } else if alone('w') {
            Self::Weeks
        } else {
            Self::Duration
        };
        Some((kind, length))
    }

    /// The kind of two values together.
    pub(crate) fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (one, two) if one == two => Some(one),
            (Self::Whole, Self::Number) | (Self::Number, Self::Whole) => Some(Self::Number),
            (one, two) if one.is_length() && two.is_length() => Some(Self::Duration),
            _ => None,
        }
    }

    fn is_length(self) -> bool {
        matches!(self, Self::Duration | Self::Days | Self::Weeks)
    }

    /// How much of the number line one of what is written takes.
    pub(crate) fn written_in(self) -> f64 {
        match self {
            Self::Days => 86_400.0,
            Self::Weeks => 604_800.0,
            _ => 1.0,
        }
    }

    /// The value at a position, as it would be written in the file.
    pub(crate) fn written(self, position: f64) -> String {
        let rounded = (position / self.written_in() * 1e9).round() / 1e9;
        match self {
            Self::Whole | Self::Number => format!("{rounded}"),
            Self::Share => format!("{rounded}%"),
            Self::Duration => describe_duration(rounded),
            Self::Days => format!("{rounded}d"),
            Self::Weeks => format!("{rounded}w"),
            Self::PerHour => format!("{rounded}/h"),
            Self::PerDay => format!("{rounded}/day"),
            Self::PerWeek => format!("{rounded}/week"),
            Self::PerYear => format!("{rounded}/year"),
            Self::Growth => format!("{rounded}%/year"),
            Self::TimePerWeek => format!("{}/week", describe_duration(rounded)),
        }
    }

    /// In what the key at `path` is counted, for the label of an axis.
    pub(crate) fn unit(self, path: &str) -> &'static str {
        match self {
            Self::Whole if path.ends_with(".agents") => "agents",
            Self::Whole if path.ends_with(".posts") => "posts",
            Self::Whole if path.ends_with(".people") => "people",
            Self::Whole | Self::Number => "",
            Self::Share => "%",
            Self::Duration | Self::Days | Self::Weeks => "seconds",
            Self::PerHour => "per hour",
            Self::PerDay => "per day",
            Self::PerWeek => "per week",
            Self::PerYear => "per year",
            Self::Growth => "% a year",
            Self::TimePerWeek => "seconds a week",
        }
    }
}

/// Why a text is no value that can be varied.
pub(crate) fn not_a_value(text: &str) -> String {
    format!("`{text}` is neither a number, a share (5%), a duration (3m) nor a rate (900/h)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_written_as_it_is_read() {
        for text in [
            "110",
            "0.5",
            "12.5%",
            "3m 30s",
            "10d",
            "8w",
            "900/h",
            "9200/day",
            "30/week",
            "8000000/year",
            "-2%/year",
            "1h 30m/week",
        ] {
            let (kind, position) = Kind::read(text).unwrap();
            assert_eq!(kind.written(position), text);
        }
        assert_eq!(Kind::read("15/m"), Some((Kind::PerHour, 900.0)));
        assert_eq!(Kind::read("15/minute"), Kind::read("900/hour"));
        for wrong in ["", "many", "%", "3%/day", "inf", "5 parsecs"] {
            assert_eq!(Kind::read(wrong), None, "{wrong}");
        }
    }
}
