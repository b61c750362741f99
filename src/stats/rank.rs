use crate::units::Fraction;

use super::confidence::student_t;

/// How far two observations of the same points go up and down together: Spearman's rank correlation, from −1 to 1.
///
/// Values that are equal share the mean of their ranks. `None` with fewer than two points, or where all of one are equal.
///
/// # Panics
///
/// If the two do not have the same number of points.
///
/// # Source
///
/// Kendall and Gibbons (1990), *Rank Correlation Methods*, 5th ed., §1.8 and §3.8.
///
/// # Examples
///
/// ```
/// use callfloor::stats::rank_correlation;
///
/// assert_eq!(rank_correlation(&[1.0, 2.0, 3.0, 4.0], &[10.0, 20.0, 400.0, 300.0]), Some(0.8));
/// assert_eq!(rank_correlation(&[1.0, 2.0], &[5.0, 5.0]), None);
/// ```
#[must_use]
pub fn rank_correlation(first: &[f64], second: &[f64]) -> Option<f64> {
    assert_eq!(first.len(), second.len(), "both are observed at the same points");
    let (first, second) = (ranks(first), ranks(second));
    let middle = (first.len() as f64 + 1.0) / 2.0;
    let product = |one: &[f64], two: &[f64]| -> f64 {
        one.iter().zip(two).map(|(one, two)| (one - middle) * (two - middle)).sum()
    };
    let spread = product(&first, &first) * product(&second, &second);
    (spread > 0.0).then(|| (product(&first, &second) / spread.sqrt()).clamp(-1.0, 1.0))
}

/// The interval of a rank correlation seen at so many points.
///
/// `tanh(atanh r ± z·√((1 + r²/2) ÷ (n − 3)))`: Fisher's transform with the variance that it has of ranks. `None` with fewer
/// than four points. Of a correlation of exactly −1 or 1, both ends are the same: no other order was seen.
///
/// # Source
///
/// Bonett and Wright (2000), "Sample Size Requirements for Estimating Pearson, Kendall and Spearman Correlations",
/// *Psychometrika* 65(1), 23–28.
///
/// # Examples
///
/// ```
/// use callfloor::stats::rank_correlation_interval;
/// use callfloor::units::Fraction;
///
/// let (low, high) = rank_correlation_interval(0.5, 40, Fraction::new(0.95)?).unwrap();
/// assert_eq!(format!("{low:.4} {high:.4}"), "0.2046 0.7119");
/// # Ok::<(), callfloor::units::UnitError>(())
/// ```
#[must_use]
pub fn rank_correlation_interval(correlation: f64, points: usize, confidence: Fraction) -> Option<(f64, f64)> {
    let free = points.checked_sub(3).filter(|free| 0 < *free)? as f64;
    let z = student_t(confidence, u64::MAX);
    let half = z * ((1.0 + correlation * correlation / 2.0) / free).sqrt();
    let middle = libm::atanh(correlation);
    Some((libm::tanh(middle - half), libm::tanh(middle + half)))
}

/// The place of each value in their order, from 1; equal values share the mean of their places.
fn ranks(values: &[f64]) -> Vec<f64> {
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count() as f64;
        let equal = values.iter().filter(|other| *other == value).count() as f64;
        below + (equal + 1.0) / 2.0
    };
    values.iter().map(rank).collect()
}

/// The value below which a share `p` of `values` lies, interpolated between neighbours; `None` without values.
///
/// # Source
///
/// Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages", *The American Statistician* 50(4), definition 7.
///
/// # Examples
///
/// ```
/// use callfloor::stats::sample_quantile;
///
/// assert_eq!(sample_quantile(&[4.0, 1.0, 2.0, 3.0], 0.5), Some(2.5));
/// ```
#[must_use]
pub fn sample_quantile(values: &[f64], p: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = p.clamp(0.0, 1.0) * sorted.len().checked_sub(1)? as f64;
    let below = place as usize;
    let above = (below + 1).min(sorted.len() - 1);
    Some(sorted[below] + (sorted[above] - sorted[below]) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_places() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        // By hand: ranks (1, 2.5, 2.5, 4) and (1, 2, 3, 4); 4.5 ÷ √(4.5 × 5) = 0.9487.
        let known = rank_correlation(&[1.0, 2.0, 2.0, 5.0], &[1.0, 2.0, 3.0, 4.0]).unwrap();
        assert!((known - 0.948_683_298_05).abs() < 1e-10, "{known}");
    }

    #[test]
    fn only_the_order_counts() {
        let rising = [1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(rank_correlation(&rising, &rising.map(|x: f64| x.exp())), Some(1.0));
        assert_eq!(rank_correlation(&rising, &rising.map(|x| -x * x)), Some(-1.0));
        assert_eq!(rank_correlation(&[], &[]), None);
    }

    #[test]
    fn an_interval_holds_the_correlation_and_narrows_with_points() {
        let confidence = Fraction::new(0.95).unwrap();
        assert_eq!(rank_correlation_interval(0.3, 3, confidence), None);
        let (low, high) = rank_correlation_interval(0.0, 103, confidence).unwrap();
        // By hand: tanh(1.959964 ÷ √100) = 0.193525.
        assert!((high - 0.193_525).abs() < 1e-6 && (low + high).abs() < 1e-12, "{low} {high}");
        assert_eq!(rank_correlation_interval(-1.0, 40, confidence), Some((-1.0, -1.0)));
    }

    #[test]
    fn quantiles_run_from_the_least_to_the_greatest() {
        let values = [9.0, 0.0, 3.0];
        assert_eq!([0.0, 0.25, 1.0].map(|p| sample_quantile(&values, p)), [Some(0.0), Some(1.5), Some(9.0)]);
        assert_eq!(sample_quantile(&[], 0.5), None);
    }
}
