/// Where the variance of an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VarianceComponents {
    /// Variance of the true answers from point to point.
    pub between: f64,
    /// Variance of an answer about the true one at its point: chance.
    pub within: f64,
}

/// Splits the variance of answers observed at random points, each with its own chance error, into that of the points and that
/// of chance: the one-way model with random effects.
///
/// Each point is its answer and the square of its standard error. Chance is the mean of these squares, `within`; the answers'
/// sample variance less that is `between`, and not below zero. The chance errors of different points must be independent.
///
/// `None` with fewer than two points.
///
/// # Source
///
/// Searle, Casella and McCulloch (1992), *Variance Components*, §3.6: the analysis-of-variance estimators, here from means and
/// their standard errors.
///
/// # Examples
///
/// ```
/// use callfloor::stats::variance_components;
///
/// let parts = variance_components(&[(1.0, 0.5), (3.0, 0.5)]).ok_or("one point")?;
/// assert_eq!((parts.between, parts.within), (1.5, 0.5));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn variance_components(points: &[(f64, f64)]) -> Option<VarianceComponents> {
    let count = points.len() as f64;
    if points.len() < 2 {
        return None;
    }
    let mean = points.iter().map(|(answer, _)| answer).sum::<f64>() / count;
    let spread: f64 = points.iter().map(|(answer, _)| (answer - mean) * (answer - mean)).sum();
    let within = points.iter().map(|(_, square)| square).sum::<f64>() / count;
    Some(VarianceComponents { between: (spread / (count - 1.0) - within).max(0.0), within })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Key;

    #[test]
    fn both_parts_are_found_again() {
        // 400 points with variance 4, each the mean of chance with variance 1.
        let mut stream = Key::new(1, 0).named("components").stream();
        let points: Vec<(f64, f64)> = (0..400).map(|_| (2.0 * stream.normal() + stream.normal(), 1.0)).collect();
        let parts = variance_components(&points).unwrap();
        // The sample variance of 400 normals of variance 5 has a standard error of 5·√(2/399) = 0.354.
        assert!((parts.between - 4.0).abs() < 4.0 * 0.354, "{parts:?}");
        assert_eq!(parts.within, 1.0);
    }

    #[test]
    fn chance_alone_leaves_nothing_between() {
        assert_eq!(variance_components(&[(1.0, 9.0), (2.0, 9.0)]).map(|parts| parts.between), Some(0.0));
        assert_eq!(variance_components(&[(1.0, 9.0)]), None);
    }
}
