use std::f64::consts::SQRT_2;

use statrs::distribution::{Continuous, ContinuousCDF, StudentsT};
use statrs::function::erf::erfc_inv;

use crate::units::Fraction;

/// A point estimate and, from two observations on, half the length of its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConfidenceInterval {
    /// The point estimate.
    pub mean: f64,
    /// Half the length of the interval; `None` from a single observation.
    pub half_width: Option<f64>,
}

impl ConfidenceInterval {
    /// The interval about `mean` from the variance of that mean; `None` if `mean` is not finite.
    pub(super) fn about(mean: f64, variance: Option<f64>, observations: usize, confidence: Fraction) -> Option<Self> {
        let half_width = variance.and_then(|variance| {
            let t = student_t(confidence, observations.saturating_sub(1) as u64);
            Some(t * variance.sqrt()).filter(|half_width| half_width.is_finite())
        });
        mean.is_finite().then_some(Self { mean, half_width })
    }
}

/// Half the length, in standard errors, of a two-sided interval with Student's t.
///
/// The quantile `t` with `P(|T| ≤ t) = confidence` at that many degrees of freedom. Infinite for a
/// confidence of 1 and without degrees of freedom, zero for a confidence of 0.
///
/// # Source
///
/// Law (2015), *Simulation Modeling and Analysis*, 5th ed., §4.5.
///
/// # Examples
///
/// ```
/// use callfloor::stats::student_t;
/// use callfloor::units::Fraction;
///
/// assert_eq!(format!("{:.9}", student_t(Fraction::new(0.95)?, 9)), "2.262157163");
/// # Ok::<(), callfloor::units::UnitError>(())
/// ```
#[must_use]
pub fn student_t(confidence: Fraction, degrees: u64) -> f64 {
    if confidence == Fraction::ZERO {
        return 0.0;
    }
    let tail = 0.5 * confidence.complement().get();
    if tail == 0.0 || degrees == 0 {
        return f64::INFINITY;
    }
    let near = near_normal(SQRT_2 * erfc_inv(2.0 * tail), degrees as f64);
    match StudentsT::new(0.0, 1.0, degrees as f64) {
        Ok(law) if degrees < NEARLY_NORMAL => polished(&law, tail, near),
        _ => near,
    }
}

/// From here on the expansion about the normal is good to eleven digits by itself.
const NEARLY_NORMAL: u64 = 1_000;

/// Student's quantile from the normal's `z`, in powers of 1/degrees.
///
/// Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*, 26.7.5.
fn near_normal(z: f64, degrees: f64) -> f64 {
    let square = z * z;
    let first = (square + 1.0) / 4.0;
    let second = ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    let third = (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
    let fourth = ((((79.0 * square + 776.0) * square + 1482.0) * square - 1920.0) * square - 945.0) / 92_160.0;
    z * (1.0 + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees)
}

/// Newton's steps. The tail is convex, so after the first they approach from below.
fn polished(law: &StudentsT, tail: f64, first: f64) -> f64 {
    let mut t = first;
    for _ in 0..100 {
        let step = (law.sf(t) - tail) / law.pdf(t);
        t = if t + step > 0.0 { t + step } else { t / 2.0 };
        if step.abs() <= 1e-13 * t {
            break;
        }
    }
    t
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        let t = |confidence: f64, degrees| student_t(Fraction::new(confidence).unwrap(), degrees);
        for (confidence, degrees, known) in [
            (0.95, 1, 12.706_204_736),
            (0.95, 2, 4.302_652_730),
            (0.95, 99, 1.984_216_952),
            (0.99, 29, 2.756_385_904),
            (0.90, 4, 2.131_846_786),
            (0.50, 1, 1.0),
        ] {
            assert!((t(confidence, degrees) / known - 1.0).abs() < 1e-9, "{confidence} {degrees}");
        }
        // With many degrees of freedom it nears the normal's 1.959963985 by z(z² + 1) / 4n.
        for degrees in [100_000, 1_000_000, 1 << 40] {
            let normal = 1.959_963_984_540;
            let near = normal * (1.0 + (normal * normal + 1.0) / (4.0 * degrees as f64));
            assert!((t(0.95, degrees) - near).abs() < 1e-8, "{degrees}: {}", t(0.95, degrees));
        }
    }

    #[test]
    fn the_tail_beyond_is_what_was_asked_for() {
        for degrees in [1, 2, 3, 5, 10, 30, 100, 999, 1_000, 5_000] {
            let law = StudentsT::new(0.0, 1.0, degrees as f64).unwrap();
            for confidence in [0.01, 0.5, 0.8, 0.95, 0.99, 0.9999] {
                let beyond = 2.0 * law.sf(student_t(Fraction::new(confidence).unwrap(), degrees));
                assert!((beyond / (1.0 - confidence) - 1.0).abs() < 1e-9, "{confidence} {degrees}: {beyond}");
            }
        }
    }

    #[test]
    fn the_ends_are_not_nan() {
        assert_eq!(student_t(Fraction::ONE, 5), f64::INFINITY);
        assert_eq!(student_t(Fraction::ZERO, 5), 0.0);
        assert_eq!(student_t(Fraction::new(0.95).unwrap(), 0), f64::INFINITY);
    }
}
