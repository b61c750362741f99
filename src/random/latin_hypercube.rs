use super::Key;

/// Numbers above 0 and below 1, one in each of so many strata of equal length, in random order: one dimension of a Latin
/// hypercube.
///
/// The dimensions of a hypercube are drawn from different keys; then every value of each number is met, whatever the others.
///
/// # Source
///
/// McKay, Beckman and Conover (1979), "A Comparison of Three Methods for Selecting Values of Input Variables in the Analysis
/// of Output from a Computer Code", *Technometrics* 21(2), 239–245.
///
/// # Examples
///
/// ```
/// use callfloor::random::{Key, latin_hypercube_dimension};
///
/// let mut drawn = latin_hypercube_dimension(Key::new(1, 0).named("patience"), 4);
/// drawn.sort_by(f64::total_cmp);
/// assert!(drawn[0] < 0.25 && 0.25 < drawn[1] && 0.75 < drawn[3]);
/// ```
#[must_use]
pub fn latin_hypercube_dimension(key: Key, points: usize) -> Vec<f64> {
    let mut stream = key.stream();
    let mut strata: Vec<usize> = (0..points).collect();
    // Fisher and Yates: every order is as likely as any other.
    for last in (1..points).rev() {
        strata.swap(last, stream.below(last + 1));
    }
    strata.into_iter().map(|stratum| (stratum as f64 + stream.open_uniform()) / points as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stratum_is_met_once_and_dimensions_are_their_own() {
        let key = Key::new(7, 0);
        let one = latin_hypercube_dimension(key.named("one"), 50);
        let mut strata: Vec<usize> = one.iter().map(|drawn| (drawn * 50.0) as usize).collect();
        strata.sort_unstable();
        assert_eq!(strata, (0..50).collect::<Vec<_>>());
        assert_eq!(one, latin_hypercube_dimension(key.named("one"), 50));
        assert_ne!(one, latin_hypercube_dimension(key.named("two"), 50));
    }

    #[test]
    fn dimensions_do_not_go_along_with_each_other() {
        // Over 400 pairs of independent uniforms the correlation has a standard error of 1/√400 = 0.05.
        let [one, two] = ["one", "two"].map(|name| latin_hypercube_dimension(Key::new(3, 0).named(name), 400));
        let along: f64 = one.iter().zip(&two).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>() / 400.0 * 12.0;
        assert!(along.abs() < 0.2, "{along}");
    }
}
