//! Numbers as people read them.

use crate::results::{Estimate, Measure, Unit};
use crate::units::group_thousands;

/// Beyond this no axis reaches: such values are drawn at its end.
const FARTHEST: f64 = 1e250;

/// What of an estimate can be drawn: its mean if finite, its half-width if that is too.
pub(crate) fn drawable(estimate: Option<Estimate>) -> Option<Estimate> {
    let Estimate { mean, half_width } = estimate?;
    let mean = mean.is_finite().then(|| mean.clamp(-FARTHEST, FARTHEST))?;
    let half_width = half_width.filter(|width| width.is_finite()).map(|width| width.clamp(0.0, FARTHEST));
    Some(Estimate { mean, half_width })
}

/// An estimate of `measure` in the unit in which it is shown: shares in per cent.
pub(crate) fn shown(measure: Measure, estimate: Option<Estimate>) -> Option<Estimate> {
    let factor = if measure.unit() == Unit::Share { 100.0 } else { 1.0 };
    drawable(estimate).map(|Estimate { mean, half_width }| Estimate {
        mean: mean * factor,
        half_width: half_width.map(|width| width * factor),
    })
}

/// The name of `measure` as a column, with the unit in which it is shown.
pub(crate) fn column(measure: Measure) -> String {
    let key = measure.key();
    match measure.unit() {
        Unit::Share => format!("{key}_percent"),
        Unit::Waiting => format!("{key}_contacts"),
        Unit::Erlangs => format!("{key}_erlangs"),
        Unit::Cases if !key.contains("case") => format!("{key}_cases"),
        Unit::Workers => format!("{key}_workers"),
        Unit::Pounds => format!("{key}_pounds"),
        Unit::Hours if !key.ends_with("_hours") => format!("{key}_hours"),
        Unit::Contacts
        | Unit::Needs
        | Unit::Seconds
        | Unit::Agents
        | Unit::Ratio
        | Unit::Hours
        | Unit::Cases
        | Unit::Days => key.to_owned(),
    }
}

/// `value` with `decimals`, thousands separated, with a true minus sign and no negative zero.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    if value.abs() >= 1e15 {
        return format!("{value:.1e}").replace('-', "−");
    }
    let digits = format!("{:.decimals$}", value.abs());
    let sign = if value < 0.0 && digits.contains(|digit| ('1'..='9').contains(&digit)) { "−" } else { "" };
    format!("{sign}{}", group_thousands(&digits))
}

/// `12.3 ± 0.5`, to the digits that the half-width supports.
pub(crate) fn estimate(estimate: Estimate) -> String {
    let decimals = decimals(estimate);
    let mean = number(estimate.mean, decimals);
    match estimate.half_width {
        Some(half_width) => format!("{mean} ± {}", number(half_width, decimals)),
        None => mean,
    }
}

/// As [`estimate`], with the sign written out: `+12.3 ± 0.5`.
pub(crate) fn difference(difference: Estimate) -> String {
    let written = estimate(difference);
    if 0.0 < difference.mean { format!("+{written}") } else { written }
}

/// A length of time in the largest unit that leaves it readable: `20 s`, `5 min`, `1 h`, `3 min 20 s`.
pub(crate) fn duration(seconds: f64) -> String {
    let (length, unit) = match seconds.abs() {
        length if length >= 86_400.0 => (86_400.0, "d"),
        length if length >= 3600.0 => (3600.0, "h"),
        length if length >= 60.0 => (60.0, "min"),
        _ => (1.0, "s"),
    };
    let in_halves = (seconds / length * 2.0).fract() == 0.0;
    if length == 60.0 && !in_halves && seconds.fract() == 0.0 {
        return format!("{} min {} s", number((seconds / 60.0).trunc(), 0), seconds.abs() % 60.0);
    }
    format!("{} {unit}", trimmed(seconds / length))
}

/// `value` with the decimals it needs, at most three.
pub(crate) fn trimmed(value: f64) -> String {
    let text = number(value, 3);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Decimals down to the first digit of the half-width, or to three digits of the mean.
fn decimals(estimate: Estimate) -> usize {
    let (guide, digits) = match estimate.half_width {
        Some(half_width) if half_width > 0.0 => (half_width, 1),
        _ => (estimate.mean.abs(), 3),
    };
    if guide == 0.0 {
        return 0;
    }
    let first_digit = guide.log10().floor() as i32;
    (digits - 1 - first_digit).clamp(if digits == 1 { 1 } else { 0 }, 3) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(number(1_234_567.0, 0), "1,234,567");
        assert_eq!(number(-1234.56, 1), "−1,234.6");
        assert_eq!((number(-0.0, 1), number(-0.04, 1)), ("0.0".into(), "0.0".into()));
        assert_eq!(number(1e300, 0), "1.0e300");
    }

    #[test]
    fn estimates_show_the_digits_they_support() {
        let of = |mean, half_width| estimate(Estimate { mean, half_width });
        assert_eq!(of(78.912, Some(0.62)), "78.9 ± 0.6");
        assert_eq!(of(1234.0, Some(56.0)), "1,234.0 ± 56.0");
        assert_eq!(of(0.01234, Some(0.0012)), "0.012 ± 0.001");
        assert_eq!((of(0.0, None), of(4.0, Some(0.0))), ("0".into(), "4.00 ± 0.00".into()));
        assert_eq!(difference(Estimate { mean: 3.26, half_width: Some(0.4) }), "+3.3 ± 0.4");
    }

    #[test]
    fn durations_are_in_their_natural_unit() {
        assert_eq!([20.0, 90.0, 300.0, 3600.0, 172_800.0].map(duration), ["20 s", "1.5 min", "5 min", "1 h", "2 d"]);
        assert_eq!([200.0, 61.5, -100.0].map(duration), ["3 min 20 s", "1.025 min", "−1 min 40 s"]);
    }

    #[test]
    fn what_is_not_finite_is_not_drawn() {
        let of = |mean, half_width| drawable(Some(Estimate { mean, half_width }));
        assert_eq!(of(f64::NAN, None), None);
        assert_eq!(of(1.0, Some(f64::INFINITY)), Some(Estimate { mean: 1.0, half_width: None }));
    }
}
