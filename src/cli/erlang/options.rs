//! Values of the command line: rates, targets, shares, teams and tables.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::decode::table::{DateOrder, DecimalSign};
use crate::decode::{Per, Rate};
use crate::report::count;
use crate::units::{Fraction, PerHour, Seconds};

/// Most rows of a table of teams.
const MOST_ROWS: u32 = 10_000;
/// Most agents that may be named.
const MOST_AGENTS: f64 = 1e9;
const DAY: f64 = 86_400.0;

/// A rate as the scenario file has it, or per any length of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arrivals {
    pub(super) rate: PerHour,
    /// Whether it is per day or longer, and so spread over all hours of the day.
    pub(super) round_the_clock: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) share: Fraction,
    pub(super) within: Seconds,
}

/// What a table has its rows of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Table {
    /// Teams of these sizes.
    Teams(RangeInclusive<u32>),
    /// The rows of a file.
    File(PathBuf),
}

pub(super) fn rate(text: &str) -> Result<Arrivals, String> {
    let (per_hour, round_the_clock) = match Rate::parse(text) {
        Some(rate) => match rate.per {
            Per::Second | Per::Minute | Per::Hour => (rate.hourly().unwrap_or_default(), false),
            Per::Day | Per::Week | Per::Year => (rate.per_week() / 168.0, true),
        },
        None => rate_per_length(text)?,
    };
    let rate = PerHour::new(per_hour).map_err(|error| error.to_string())?;
    Ok(Arrivals { rate, round_the_clock })
}

fn rate_per_length(text: &str) -> Result<(f64, bool), String> {
    let expected = || {
        format!("`{text}` is not a rate such as \"1140/h\", \"570/30m\", \"19/min\", \"9000/day\" or \"45000/week\"")
    };
    let (number, every) = text.split_once('/').ok_or_else(expected)?;
    let number: f64 = number.trim().parse().map_err(|_| expected())?;
    let every: Seconds = every.parse().map_err(|_| expected())?;
    if every == Seconds::ZERO {
        return Err(expected());
    }
    Ok((number * 3600.0 / every.get(), DAY <= every.get()))
}

/// `80%/20s`, or `80/20` as planners say it.
pub(super) fn target(text: &str) -> Result<Target, String> {
    let (share, within) =
        text.split_once('/').ok_or_else(|| format!("`{text}` is not a target such as \"80%/20s\" or \"80/20\""))?;
    let bare = |text: &str| text.trim().parse::<f64>().ok();
    let share = match bare(share) {
        Some(percent) if 1.0 < percent => Fraction::new(percent / 100.0),
        _ => share.parse(),
    };
    let share = share.map_err(|error| error.to_string())?;
    let within = bare(within).map_or_else(|| within.parse(), Seconds::new).map_err(|error| error.to_string())?;
    if share == Fraction::ONE {
        return Err("no number of agents answers 100% in time; ask for less, such as 99%".into());
    }
    if share == Fraction::ZERO {
        return Err("0% in time asks for nothing; ask for more, such as 80%/20s".into());
    }
    Ok(Target { share, within })
}

/// The longest mean wait of the answered.
pub(super) fn asa(text: &str) -> Result<Seconds, String> {
    let longest: Seconds = text.parse().map_err(|error| format!("{error}"))?;
    if longest == Seconds::ZERO {
        return Err("no number of agents answers everybody at once; ask for a longer wait, such as 5s".into());
    }
    Ok(longest)
}

pub(super) fn abandoned(text: &str) -> Result<Fraction, String> {
    let most = share(text)?;
    if most == Fraction::ZERO {
        return Err("no number of agents keeps everybody from giving up; ask for more, such as 1%".into());
    }
    Ok(most)
}

pub(super) fn occupancy(text: &str) -> Result<Fraction, String> {
    let most = share(text)?;
    if most == Fraction::ZERO {
        return Err("agents who are never busy answer nobody; ask for more, such as 85%".into());
    }
    Ok(most)
}

pub(super) fn blocking(text: &str) -> Result<Fraction, String> {
    let most = share(text)?;
    if most == Fraction::ZERO {
        return Err("no number of lines blocks nobody at all; ask for a small share, such as 0.1%".into());
    }
    if most == Fraction::ONE {
        return Err("all are blocked where there are no lines; ask for less, such as 1%".into());
    }
    Ok(most)
}

pub(super) fn shrinkage(text: &str) -> Result<Fraction, String> {
    let lost = share(text)?;
    if lost == Fraction::ONE {
        return Err("with a shrinkage of 100% nobody is ever at work; it lies below, for instance at 30%".into());
    }
    Ok(lost)
}

fn share(text: &str) -> Result<Fraction, String> {
    text.parse::<Fraction>().map_err(|error| match text.trim().parse::<f64>() {
        Ok(percent) if 1.0 < percent && percent <= 100.0 => format!("{error}; did you mean `{}%`?", text.trim()),
        _ => error.to_string(),
    })
}

/// A number of agents, which need not be whole.
pub(super) fn agents(text: &str) -> Result<f64, String> {
    let number: f64 =
        text.trim().parse().map_err(|_| format!("`{text}` is not a number of agents such as 13 or 13.4"))?;
    if !(1.0..=MOST_AGENTS).contains(&number) {
        return Err(format!("{text} agents are not possible here; there is at least 1, and at most {MOST_AGENTS:.0}"));
    }
    Ok(number)
}

/// The length of a row of a table.
pub(super) fn interval(text: &str) -> Result<Seconds, String> {
    let length: Seconds = text.parse().map_err(|error| format!("{error}"))?;
    if length.get() < 60.0 || DAY < length.get() {
        return Err(format!("a row of {text} is not possible; it lasts from 1m to 24h"));
    }
    Ok(length)
}

/// `dmy`, `mdy` or `ymd`.
pub(super) fn dates(text: &str) -> Result<DateOrder, String> {
    match text {
        "dmy" => Ok(DateOrder::Dmy),
        "mdy" => Ok(DateOrder::Mdy),
        "ymd" => Ok(DateOrder::Ymd),
        _ => Err("it is dmy (31/12/2026), mdy (12/31/2026) or ymd (2026-12-31)".into()),
    }
}

/// `Queue=Sales`.
pub(super) fn only(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(heading, value)| (heading.trim(), value.trim()));
    match parts.filter(|(heading, _)| !heading.is_empty()) {
        Some((heading, value)) => Ok((heading.to_owned(), value.to_owned())),
        None => Err("it is a heading and a text with = between them, for instance Queue=Sales".into()),
    }
}

/// `point` or `comma`.
pub(super) fn decimal(text: &str) -> Result<DecimalSign, String> {
    match text {
        "point" => Ok(DecimalSign::Point),
        "comma" => Ok(DecimalSign::Comma),
        _ => Err("it is point (1,234.5) or comma (1.234,5)".into()),
    }
}

/// `95..110`, or the name of a file.
pub(super) fn table(text: &str) -> Result<Table, String> {
    let numbers = text.split_once("..").filter(|(from, to)| {
        let digits = |text: &str| text.trim().bytes().all(|byte| byte.is_ascii_digit());
        digits(from) && digits(to)
    });
    if numbers.is_some() { teams(text).map(Table::Teams) } else { Ok(Table::File(text.into())) }
}

fn teams(text: &str) -> Result<RangeInclusive<u32>, String> {
    let expected = || format!("`{text}` is not a range of agents such as \"95..110\"");
    let (from, to) = text.split_once("..").ok_or_else(expected)?;
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| 0 < *number).ok_or_else(expected);
    let (from, to) = (number(from)?, number(to)?);
    if to < from {
        return Err(expected());
    }
    if MOST_ROWS <= to - from {
        return Err(format!("a table has at most {} rows", count(MOST_ROWS.into())));
    }
    Ok(from..=to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_as_in_a_scenario_and_per_any_duration() {
        let hourly = |text: &str| rate(text).map(|arrivals| (arrivals.rate.get(), arrivals.round_the_clock));
        assert_eq!(hourly("1140/h"), Ok((1140.0, false)));
        for same in ["570/30m", "19/minute", "1140/hour", "19/m", "19/min"] {
            assert_eq!(hourly(same), hourly("1140/h"), "{same}");
        }
        assert_eq!(hourly("2/s"), Ok((7200.0, false)));
        for daily in ["240/day", "240/d", "1680/week", "1680/w", "240/24h", "87660/year"] {
            let (rate, round_the_clock) = hourly(daily).unwrap();
            assert!((rate - 10.0).abs() < 1e-12 && round_the_clock, "{daily}: {rate}");
        }
        for wrong in ["1140", "1140/", "x/h", "1/0s", "-1/h", "1/fortnight"] {
            assert!(rate(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn targets_are_read_in_four_spellings() {
        let wanted = Target { share: Fraction::new(0.8).unwrap(), within: Seconds::new(20.0).unwrap() };
        for text in ["80%/20s", "80/20", "0.8/20s", "80/20s", "80% / 20"] {
            assert_eq!(target(text), Ok(wanted), "{text}");
        }
        for (wrong, why) in [("100%/20s", "ask for less"), ("100/20", "ask for less"), ("0/20", "asks for nothing")] {
            assert!(target(wrong).unwrap_err().contains(why), "{wrong}");
        }
        assert!(target("800/20").is_err() && target("80/-20").is_err() && target("80").is_err());
    }

    #[test]
    fn what_no_team_can_do_is_refused() {
        assert!(asa("0s").unwrap_err().contains("longer wait"));
        assert!(abandoned("0%").unwrap_err().contains("such as 1%"));
        assert!(occupancy("0%").unwrap_err().contains("never busy"));
        assert!(blocking("0%").unwrap_err().contains("such as 0.1%"));
        assert!(blocking("100%").unwrap_err().contains("no lines"));
        assert!(shrinkage("100%").unwrap_err().contains("nobody is ever at work"));
        assert!(occupancy("85").unwrap_err().contains("did you mean `85%`?"));
        assert!(agents("0").is_err() && agents("0.5").is_err() && agents("-3").is_err() && agents("NaN").is_err());
        assert_eq!(agents("13.4"), Ok(13.4));
        assert!(interval("30s").is_err() && interval("2d").is_err() && interval("30m").is_ok());
    }

    #[test]
    fn a_table_is_of_teams_or_of_a_file() {
        assert_eq!(table("95..110"), Ok(Table::Teams(95..=110)));
        assert_eq!(table("week.csv"), Ok(Table::File("week.csv".into())));
        assert_eq!(table("../week.csv"), Ok(Table::File("../week.csv".into())));
        assert!(table("110..95").is_err() && table("0..3").is_err() && table("1..4000000000").is_err());
    }
}
