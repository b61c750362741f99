/// `x` to so many significant decimal digits, as they would be printed.
///
/// Printed figures are rounded so that the last bits, in which machines may differ, are not shown.
/// Zero has no sign. `None` if `x` is infinite or not a number, or if rounding up makes it so.
///
/// # Examples
///
/// ```
/// use callfloor::stats::round_to_significant;
///
/// assert_eq!(round_to_significant(2.0 / 3.0, 4), Some(0.6667));
/// assert_eq!(round_to_significant(-123_456.0, 2), Some(-120_000.0));
/// assert_eq!(round_to_significant(f64::NAN, 4), None);
/// ```
#[must_use]
pub fn round_to_significant(x: f64, digits: usize) -> Option<f64> {
    let printed = format!("{x:.*e}", digits.saturating_sub(1));
    // Adding zero turns −0 into 0.
    printed.parse().ok().map(|rounded: f64| rounded + 0.0).filter(|rounded| rounded.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_bits_do_not_show() {
        assert_eq!(round_to_significant(0.1 + 0.2, 10), Some(0.3));
        assert_eq!(round_to_significant(9.999_999_999_9, 10), Some(10.0));
        assert_eq!(round_to_significant(1e300, 3), Some(1e300));
    }

    #[test]
    fn zero_has_no_sign_and_the_rest_is_a_number() {
        assert_eq!(round_to_significant(-0.0, 3).map(f64::is_sign_positive), Some(true));
        assert_eq!(round_to_significant(f64::NEG_INFINITY, 3), None);
        assert_eq!(round_to_significant(f64::MAX, 1), None);
    }
}
