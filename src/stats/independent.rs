use crate::units::Fraction;

use super::{ConfidenceInterval, student_t};

/// An estimate whose observations are no longer at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reported {
    /// Its interval.
    pub interval: ConfidenceInterval,
    /// Of which confidence.
    pub confidence: Fraction,
    /// The independent observations behind it.
    pub observations: u64,
}

/// The difference of two estimates from observations of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndependentDifference {
    /// First less second.
    pub interval: ConfidenceInterval,
    /// Degrees of freedom of its Student interval; `None` without one, or where neither varies.
    pub degrees: Option<f64>,
}

impl Reported {
    /// The variance of the mean, read back from the half-width; `None` where there is none.
    fn variance(&self) -> Option<f64> {
        let half_width = self.interval.half_width?;
        let t = student_t(self.confidence, self.observations.saturating_sub(1));
        let error = if half_width == 0.0 { 0.0 } else { half_width / t };
        Some(error * error).filter(|variance| variance.is_finite() && (half_width == 0.0 || 0.0 < *variance))
    }

    /// The half-width that it would have at another confidence.
    #[must_use]
    pub fn half_width_at(&self, confidence: Fraction) -> Option<f64> {
        if confidence == self.confidence {
            return self.interval.half_width;
        }
        Some(self.variance()?.sqrt() * student_t(confidence, self.observations.saturating_sub(1)))
    }
}

/// Welch's interval for `first − second`, from two means whose variances need not be alike.
///
/// `None` if the difference is not finite; no half-width where either mean has none.
///
/// # Source
///
/// Welch (1947), "The Generalization of 'Student's' Problem when Several Different Population Variances are Involved",
/// *Biometrika* 34, 28–35; the degrees of freedom after Satterthwaite (1946), *Biometrics Bulletin* 2, 110–114.
#[must_use]
pub fn independent_difference(
    first: &Reported,
    second: &Reported,
    confidence: Fraction,
) -> Option<IndependentDifference> {
    let mean = first.interval.mean - second.interval.mean;
    let degrees_of = |of: &Reported| of.observations.saturating_sub(1) as f64;
    let (half_width, degrees) = match first.variance().zip(second.variance()) {
        None => (None, None),
        Some((0.0, 0.0)) => (Some(0.0), None),
        Some((mine, theirs)) => {
            let sum = mine + theirs;
            let part = |variance: f64, degrees: f64| {
                if variance == 0.0 { 0.0 } else { (variance / sum).powi(2) / degrees }
            };
            let degrees = 1.0 / (part(mine, degrees_of(first)) + part(theirs, degrees_of(second)));
            // Whole degrees, and rather fewer: the interval is then rather wider.
            let t = student_t(confidence, (degrees + 1e-9) as u64);
            (Some(t * sum.sqrt()).filter(|half_width| half_width.is_finite()), Some(degrees))
        }
    };
    mean.is_finite().then_some(IndependentDifference { interval: ConfidenceInterval { mean, half_width }, degrees })
}

#[cfg(test)]
mod tests {
    use crate::random::Key;
    use crate::stats::mean_of;

    use super::*;

    fn confidence() -> Fraction {
        Fraction::new(0.95).unwrap()
    }

    fn reported(samples: &[f64]) -> Reported {
        let interval = mean_of(samples, confidence()).unwrap();
        Reported { interval, confidence: confidence(), observations: samples.len() as u64 }
    }

    /// By hand: means 3 and 4, variances of the mean 0.5 and 3.
    #[test]
    fn a_worked_example() {
        let (first, second) = (reported(&[1.0, 2.0, 3.0, 4.0, 5.0]), reported(&[0.0, 1.0, 3.0, 7.0, 9.0]));
        let variance = |of: &Reported| of.variance().unwrap();
        assert!((variance(&first) - 0.5).abs() < 1e-9 && (variance(&second) - 3.0).abs() < 1e-9);
        let difference = independent_difference(&first, &second, confidence()).unwrap();
        let degrees = 12.25 / (0.25 / 4.0 + 9.0 / 4.0);
        assert!((difference.degrees.unwrap() - degrees).abs() < 1e-6);
        assert!((difference.interval.mean + 1.0).abs() < 1e-12);
        let expected = student_t(confidence(), 5) * 3.5_f64.sqrt();
        assert!((difference.interval.half_width.unwrap() - expected).abs() < 1e-6);
    }

    #[test]
    fn what_is_not_known_has_no_width() {
        let (many, one) = (reported(&[1.0, 2.0, 3.0]), reported(&[1.0]));
        let difference = independent_difference(&many, &one, confidence()).unwrap();
        assert_eq!((difference.interval.half_width, difference.degrees), (None, None));
        let never = independent_difference(&reported(&[2.0, 2.0]), &reported(&[1.0, 1.0]), confidence()).unwrap();
        assert_eq!((never.interval.mean, never.interval.half_width, never.degrees), (1.0, Some(0.0), None));
    }

    /// Of a thousand intervals, between 93% and 97% hold the true difference: three standard errors around 95%.
    #[test]
    fn intervals_cover_as_often_as_they_say() {
        let mut stream = Key::new(5, 0).stream();
        let mut normal = |sd: f64| sd * stream.normal();
        let mut held = 0;
        for _ in 0..1000 {
            let first: Vec<f64> = (0..8).map(|_| 2.0 + normal(1.0)).collect();
            let second: Vec<f64> = (0..20).map(|_| 1.0 + normal(3.0)).collect();
            let difference = independent_difference(&reported(&first), &reported(&second), confidence()).unwrap();
            let interval = difference.interval;
            held += u32::from((interval.mean - 1.0).abs() <= interval.half_width.unwrap());
        }
        assert!((930..=970).contains(&held), "{held}");
    }
}
