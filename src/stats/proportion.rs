/// Wilson's interval for a share seen in `observations` independent trials, `z` standard errors to either side.
///
/// It never leaves 0 to 1, and says something even of a share that was never seen. Where the observations are
/// not independent, `observations` is the number of independent ones that would know the share as well.
///
/// # Panics
///
/// If there are no observations.
///
/// # Source
///
/// Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", *JASA* 22, 209–212; with an
/// effective number of observations: Dean and Pagano (2015), "Evaluating Confidence Interval Methods for Binomial
/// Proportions in Clustered Surveys", *J. Surv. Stat. Methodol.* 3(4), 484–503.
///
/// # Examples
///
/// ```
/// use callfloor::stats::wilson;
///
/// let (low, high) = wilson(0.1, 50.0, 1.96);
/// assert_eq!(format!("{low:.4} {high:.4}"), "0.0435 0.2136");
/// ```
#[must_use]
pub fn wilson(share: f64, observations: f64, z: f64) -> (f64, f64) {
    assert!(observations > 0.0, "a share of nothing has no interval");
    let weight = z * z / observations;
    let middle = (share + weight / 2.0) / (1.0 + weight);
    let half = z / (1.0 + weight) * (share * (1.0 - share) / observations + weight / (4.0 * observations)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_seen_may_still_happen() {
        let (low, high) = wilson(0.0, 100.0, 1.96);
        assert_eq!(low, 0.0);
        // Its upper end is z²/(n + z²).
        assert!((high - 1.96 * 1.96 / (100.0 + 1.96 * 1.96)).abs() < 1e-12, "{high}");
        let (low, high) = wilson(1.0, 100.0, 1.96);
        assert!((low - 100.0 / (100.0 + 1.96 * 1.96)).abs() < 1e-12 && (high - 1.0).abs() < 1e-12, "{low} {high}");
    }

    #[test]
    fn of_very_many_it_is_the_normal_interval() {
        let (low, high) = wilson(0.3, 1e8, 1.96);
        let half = 1.96 * (0.3_f64 * 0.7 / 1e8).sqrt();
        assert!((low - (0.3 - half)).abs() < 1e-7 && (high - (0.3 + half)).abs() < 1e-7);
    }
}
