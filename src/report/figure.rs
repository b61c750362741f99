use std::fmt;

use crate::results::{Estimate, Measure, Unit};
use crate::units::group_thousands;

/// Most decimals shown; the files hold full precision.
const MOST_DECIMALS: usize = 4;

/// An estimate as people read it: rounded to what its interval supports, in a unit of fitting size.
///
/// The half-width decides the decimals of both numbers: it keeps two significant digits if it begins
/// with less than 355, one otherwise. What does not exist is a dash. A share below 100% is never shown
/// as 100.0%, nor one above 0% as 0.0%: it gets more decimals.
///
/// # Source
///
/// Particle Data Group (2024), "Review of Particle Physics", introduction, section 5.3, "Rounding".
#[derive(Clone, Debug, PartialEq)]
pub struct Figure(Option<Shown>);

#[derive(Clone, Debug, PartialEq)]
struct Shown {
    /// As it was, in the stored unit and full precision.
    estimate: Estimate,
    /// With the sign of pounds, if it has one.
    mean: String,
    half_width: String,
    unit: &'static str,
    /// Whether it says how long was simulated, and has no interval.
    still_growing: bool,
}

/// How many of the stored unit make one of the shown unit, and what that is called.
#[derive(Clone, Copy)]
struct Scale {
    divisor: f64,
    unit: &'static str,
    /// What stands before the number.
    before: &'static str,
}

impl Scale {
    const fn new(divisor: f64, unit: &'static str) -> Self {
        Self { divisor, unit, before: "" }
    }

    const POUNDS: Self = Self { divisor: 1.0, unit: "", before: "£" };
}

impl Figure {
    /// A level of `measure`: `82.3 ± 1.2%`, `11,400 ± 31`, `3.20 ± 0.11 min`.
    #[must_use]
    pub fn level(measure: Measure, estimate: Option<Estimate>) -> Self {
        let ends = (measure.unit() == Unit::Share).then_some((0.0, 100.0));
        Self::scaled(estimate, ends, |largest| level_scale(measure.unit(), largest))
    }

    /// A difference of `measure`, with a unit that completes a sentence: `−11.2 ± 0.6 points`.
    #[must_use]
    pub fn difference(measure: Measure, difference: Estimate) -> Self {
        Self::scaled(Some(difference), None, |largest| difference_scale(measure.unit(), largest))
    }

    /// A level that only says how long was simulated: `36.0 h, still growing`.
    #[must_use]
    pub fn still_growing(measure: Measure, estimate: Option<Estimate>) -> Self {
        let level = Self::level(measure, estimate);
        Self(level.0.map(|shown| Shown { still_growing: true, ..shown }))
    }

    /// The estimate behind it, if there is one.
    #[must_use]
    pub fn estimate(&self) -> Option<Estimate> {
        self.0.as_ref().map(|shown| shown.estimate)
    }

    /// The number alone, with its unit if that is short: `82.3%`.
    #[must_use]
    pub fn mean(&self) -> String {
        self.0.as_ref().map_or_else(|| "–".into(), |shown| format!("{}{}", shown.mean, shown.unit))
    }

    /// The half-width alone: `±1.2`; nothing where there is no figure.
    #[must_use]
    pub fn margin(&self) -> String {
        let margin = |shown: &Shown| match shown.still_growing {
            true => "still growing".to_owned(),
            false => format!("±{}", shown.half_width),
        };
        self.0.as_ref().map_or_else(String::new, margin)
    }

    fn scaled(estimate: Option<Estimate>, ends: Option<(f64, f64)>, scale: impl Fn(f64) -> Scale) -> Self {
        let Some(estimate) = estimate.filter(|estimate| estimate.mean.is_finite()) else { return Self(None) };
        let half_width = estimate.half_width.filter(|half_width| half_width.is_finite());
        let Scale { divisor, unit, before } = scale(estimate.mean.abs().max(half_width.unwrap_or(0.0)));
        let (mean, half_width) = (estimate.mean / divisor, half_width.map(|half_width| half_width / divisor));
        let decimals = decimals_between(ends, mean, decimals(mean, half_width));
        let half_width = half_width.map_or_else(|| "–".into(), |half_width| margin(half_width, decimals));
        let mean = match number(mean, decimals).strip_prefix('−') {
            Some(size) => format!("−{before}{size}"),
            None => format!("{}{before}{}", beyond(ends, mean, decimals), nearest(ends, mean, decimals)),
        };
        Self(Some(Shown { estimate, mean, half_width, unit, still_growing: false }))
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => f.write_str("–"),
            Some(Shown { mean, unit, still_growing: true, .. }) => write!(f, "{mean}{unit}, still growing"),
            Some(Shown { mean, half_width, unit, .. }) => write!(f, "{mean} ± {half_width}{unit}"),
        }
    }
}

/// A whole number with its thousands marked: `17,412,345`.
#[must_use]
pub fn count(number: u64) -> String {
    group_thousands(&number.to_string())
}

/// A share without an interval, say a target: `80%`. Only all is 100%, and only nothing 0%.
#[must_use]
pub fn share(share: f64) -> String {
    let (ends, percent) = (Some((0.0, 100.0)), share * 100.0);
    let decimals = decimals_between(ends, percent, 2);
    let digits = nearest(ends, percent, decimals);
    format!("{}{}%", beyond(ends, percent, decimals), digits.trim_end_matches('0').trim_end_matches('.'))
}

fn level_scale(unit: Unit, largest: f64) -> Scale {
    match unit {
        Unit::Share => Scale::new(0.01, "%"),
        Unit::Seconds => time_scale(largest),
        Unit::Hours => Scale::new(1.0, " h"),
        Unit::Days => Scale::new(1.0, " d"),
        Unit::Contacts
        | Unit::Needs
        | Unit::Waiting
        | Unit::Agents
        | Unit::Erlangs
        | Unit::Ratio
        | Unit::Cases
        | Unit::Workers => Scale::new(1.0, ""),
        Unit::Pounds => Scale::POUNDS,
    }
}

fn difference_scale(unit: Unit, largest: f64) -> Scale {
    let plain = |unit| Scale::new(1.0, unit);
    match unit {
        Unit::Share => Scale::new(0.01, " points"),
        Unit::Seconds => time_scale(largest),
        Unit::Hours => plain(" hours"),
        Unit::Contacts | Unit::Waiting => plain(" contacts"),
        Unit::Needs => plain(" needs"),
        Unit::Agents => plain(" agents"),
        Unit::Erlangs => plain(" erlangs"),
        Unit::Cases => plain(" cases"),
        Unit::Days => plain(" days"),
        Unit::Workers => plain(" workers"),
        Unit::Pounds => Scale::POUNDS,
        Unit::Ratio => plain(""),
    }
}

fn time_scale(largest_seconds: f64) -> Scale {
    if largest_seconds < 120.0 {
        Scale::new(1.0, " s")
    } else if largest_seconds < 7200.0 {
        Scale::new(60.0, " min")
    } else {
        Scale::new(3600.0, " h")
    }
}

fn decimals(mean: f64, half_width: Option<f64>) -> usize {
    match half_width {
        Some(half_width) if 0.0 < half_width => {
            let leading = half_width / 10_f64.powf(half_width.log10().floor());
            decimals_for(half_width, if leading < 3.55 { 2.0 } else { 1.0 })
        }
        _ if mean.fract() == 0.0 => 0,
        _ => decimals_for(mean.abs(), 3.0),
    }
}

/// So many decimals, or more, that what lies between the ends is not shown at one of them.
fn decimals_between(ends: Option<(f64, f64)>, mean: f64, decimals: usize) -> usize {
    let hides = |decimals: &usize| end_shown(ends, mean, *decimals).is_none();
    (decimals..=MOST_DECIMALS).find(hides).unwrap_or(MOST_DECIMALS.max(decimals))
}

/// The end that so many decimals would show, though `mean` lies between the ends.
fn end_shown(ends: Option<(f64, f64)>, mean: f64, decimals: usize) -> Option<f64> {
    let (low, high) = ends.filter(|(low, high)| *low < mean && mean < *high)?;
    [low, high].into_iter().find(|end| number(*end, decimals) == number(mean, decimals))
}

/// What stands before a number that no decimals tell from an end.
fn beyond(ends: Option<(f64, f64)>, mean: f64, decimals: usize) -> &'static str {
    end_shown(ends, mean, decimals).map_or("", |end| if mean < end { ">" } else { "<" })
}

/// The number, or the nearest to it that is not shown as an end.
fn nearest(ends: Option<(f64, f64)>, mean: f64, decimals: usize) -> String {
    let step = 0.1_f64.powi(decimals as i32);
    let away = |end: f64| if mean < end { end - step } else { end + step };
    number(end_shown(ends, mean, decimals).map_or(mean, away), decimals)
}

/// Decimals that show so many significant digits of a number above zero.
fn decimals_for(number: f64, significant: f64) -> usize {
    let wanted = significant - 1.0 - number.log10().floor();
    wanted.clamp(0.0, MOST_DECIMALS as f64) as usize
}

fn margin(half_width: f64, decimals: usize) -> String {
    let shown = number(half_width, decimals);
    let vanished = 0.0 < half_width && !shown.contains(|digit: char| ('1'..='9').contains(&digit));
    if vanished { format!("<{}", number(0.1_f64.powi(decimals as i32), decimals)) } else { shown }
}

fn number(number: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", number.abs());
    let is_zero = !digits.contains(|digit: char| ('1'..='9').contains(&digit));
    let sign = if number < 0.0 && !is_zero { "−" } else { "" };
    format!("{sign}{}", group_thousands(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(mean: f64, half_width: f64) -> Estimate {
        Estimate { mean, half_width: Some(half_width) }
    }

    fn level(measure: Measure, mean: f64, half_width: f64) -> String {
        Figure::level(measure, Some(estimate(mean, half_width))).to_string()
    }

    #[test]
    fn the_half_width_decides_the_decimals() {
        assert_eq!(level(Measure::ServiceLevel, 0.82346, 0.01187), "82.3 ± 1.2%");
        assert_eq!(level(Measure::Offered, 17_412_345.4, 4321.0), "17,412,345 ± 4,321");
        assert_eq!(level(Measure::Offered, 1140.02, 3.12), "1,140.0 ± 3.1");
        assert_eq!(level(Measure::QueueLength, 0.1234, 0.0056), "0.123 ± 0.006");
        assert_eq!(level(Measure::Agents, 100.0, 0.0), "100 ± 0");
        assert_eq!(level(Measure::Occupancy, 0.5, 1e-9), "50.0000 ± <0.0001%");
    }

    #[test]
    fn times_are_shown_in_a_unit_of_fitting_size() {
        assert_eq!(level(Measure::AsaSeconds, 3.21, 0.31), "3.21 ± 0.31 s");
        assert_eq!(level(Measure::AsaSeconds, 600.0, 30.0), "10.0 ± 0.5 min");
        assert_eq!(level(Measure::OverrunSeconds, 72_000.0, 3600.0), "20.0 ± 1.0 h");
    }

    #[test]
    fn only_all_is_100_percent_and_only_nothing_0() {
        let exact = |mean: f64| Figure::level(Measure::ServiceLevel, Some(Estimate { mean, half_width: None })).mean();
        assert_eq!([0.9996, 0.999_96].map(exact), ["99.96%", "99.996%"]);
        assert_eq!([0.999_999_999, 1e-9, 0.000_004].map(exact), [">99.9999%", "<0.0001%", "0.0004%"]);
        assert_eq!(level(Measure::ServiceLevel, 0.9997, 0.005), "99.97 ± 0.50%");
        assert_eq!(level(Measure::ServiceLevel, 1.0, 0.005), "100.0 ± 0.5%");
        assert_eq!((exact(1.0), exact(0.0)), ("100%".into(), "0%".into()));
        assert_eq!((share(0.99999), share(0.00001), share(1.0)), ("99.999%".into(), "0.001%".into(), "100%".into()));
    }

    #[test]
    fn what_does_not_exist_is_a_dash() {
        assert_eq!(Figure::level(Measure::AsaSeconds, None).to_string(), "–");
        assert_eq!(level(Measure::AsaSeconds, f64::NAN, 1.0), "–");
        let single = Figure::level(Measure::Offered, Some(Estimate { mean: 12.0, half_width: None }));
        assert_eq!((single.to_string(), single.margin()), ("12 ± –".into(), "±–".into()));
    }

    #[test]
    fn differences_of_shares_are_points() {
        let difference =
            |mean, half_width| Figure::difference(Measure::ServiceLevel, estimate(mean, half_width)).to_string();
        assert_eq!(difference(-0.112, 0.0061), "−11.2 ± 0.6 points");
        assert_eq!(difference(-0.000_000_1, 0.02), "0.0 ± 2.0 points");
        let cost = |mean, half_width| Figure::difference(Measure::Cost, estimate(mean, half_width)).to_string();
        assert_eq!(cost(-12_345.6, 480.0), "−£12,346 ± 480");
    }

    #[test]
    fn counts_and_targets_are_plain() {
        assert_eq!((count(999), count(1_000), count(1_234_567)), ("999".into(), "1,000".into(), "1,234,567".into()));
        assert_eq!((share(0.8), share(0.975)), ("80%".into(), "97.5%".into()));
    }
}
