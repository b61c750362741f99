/// Something per unit of time, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate {
    /// How many.
    pub(crate) count: f64,
    /// In which time.
    pub(crate) per: Per,
}

/// A unit of time that rates are given per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Per {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Year,
}

impl Rate {
    /// Reads `"120/h"`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.split_once('/')?;
        let count: f64 = count.trim().parse().ok()?;
        let per = match unit.trim() {
            "s" | "second" => Per::Second,
            "m" | "min" | "minute" => Per::Minute,
            "h" | "hour" => Per::Hour,
            "d" | "day" => Per::Day,
            "w" | "week" => Per::Week,
            "y" | "year" => Per::Year,
            _ => return None,
        };
        count.is_finite().then_some(Self { count, per })
    }

    /// How many an hour, if the unit is no longer than that.
    pub(crate) fn hourly(self) -> Option<f64> {
        match self.per {
            Per::Second => Some(self.count * 3600.0),
            Per::Minute => Some(self.count * 60.0),
            Per::Hour => Some(self.count),
            Per::Day | Per::Week | Per::Year => None,
        }
    }

    /// How many a week of seven days; a year has 365.25.
    pub(crate) fn per_week(self) -> f64 {
        let weeks = match self.per {
            Per::Second => 1.0 / 604_800.0,
            Per::Minute => 1.0 / 10_080.0,
            Per::Hour => 1.0 / 168.0,
            Per::Day => 1.0 / 7.0,
            Per::Week => 1.0,
            Per::Year => 365.25 / 7.0,
        };
        self.count / weeks
    }
}
