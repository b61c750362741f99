/// The value that a share `p` of observations, in order of size, does not exceed; halfway between two observations,
/// halfway between their values. `None` without observations.
///
/// # Source
///
/// Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages", *The American Statistician* 50(4), definition 7.
///
/// # Examples
///
/// ```
/// use callfloor::stats::quantile_of_sorted;
///
/// assert_eq!(quantile_of_sorted(&[14.0, 16.0, 17.0], 0.5), Some(16.0));
/// assert_eq!(quantile_of_sorted(&[10.0, 20.0], 0.9), Some(19.0));
/// ```
#[must_use]
pub fn quantile_of_sorted(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = p.clamp(0.0, 1.0) * last as f64;
    let (below, part) = (position.floor() as usize, position.fract());
    let above = sorted[(below + 1).min(last)];
    Some(sorted[below] + part * (above - sorted[below]))
}
