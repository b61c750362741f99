use statrs::distribution::{Continuous, ContinuousCDF, StudentsT};

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
    match StudentsT::new(0.0, 1.0, degrees as f64) {
        Ok(law) if tail > 0.0 => polished(&law, tail, -law.inverse_cdf(tail)),
        _ => f64::INFINITY,
    }
}

/// Newton steps from a first value that many degrees of freedom leave with few digits.
fn polished(law: &StudentsT, tail: f64, first: f64) -> f64 {
    (0..3).fold(first, |t, _| {
        let next = t + (law.sf(t) - tail) / law.pdf(t);
        if next.is_finite() && next > 0.0 { next } else { t }
    })
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
    fn the_ends_are_not_nan() {
        assert_eq!(student_t(Fraction::ONE, 5), f64::INFINITY);
        assert_eq!(student_t(Fraction::ZERO, 5), 0.0);
        assert_eq!(student_t(Fraction::new(0.95).unwrap(), 0), f64::INFINITY);
    }
}
