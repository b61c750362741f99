//! Factors that are not independent of those before them.

use super::Stream;
use super::distribution::gamma;

/// The first gamma factor of a row, with mean 1 and this coefficient of variation.
pub(crate) fn first_of_row(cv: f64, stream: &mut Stream) -> f64 {
    let shape = 1.0 / (cv * cv);
    gamma(shape, stream) / shape
}

/// The gamma factor that follows on `before`, with mean 1, the same coefficient of variation, and a correlation with it as given.
///
/// A beta share of the factor before is kept and a gamma added, so that both laws are exact. The correlation over several steps is the product
/// of theirs.
///
/// # Source
///
/// Lewis, McKenzie and Hugus (1989), "Gamma Processes", *Communications in Statistics: Stochastic Models* 5(1).
pub(crate) fn next_of_row(before: f64, cv: f64, correlation: f64, stream: &mut Stream) -> f64 {
    let shape = 1.0 / (cv * cv);
    let (kept, other) =
        (gamma_or_none(shape * correlation, stream), gamma_or_none(shape * (1.0 - correlation), stream));
    let share = if kept > 0.0 { kept / (kept + other) } else { 0.0 };
    share * before + gamma_or_none(shape * (1.0 - correlation), stream) / shape
}

fn gamma_or_none(shape: f64, stream: &mut Stream) -> f64 {
    if shape > 0.0 { gamma(shape, stream) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::Key;
    use super::*;

    /// Mean, variance, skewness and autocorrelation of long rows, by the standard error over rows.
    #[test]
    fn rows_have_the_law_and_the_correlation_that_is_asked_for() {
        for (which, (cv, correlation)) in [(0.3, 0.9), (0.8, 0.5), (1.5, 0.2)].into_iter().enumerate() {
            let rows: Vec<[f64; 5]> = (0..400).map(|row| moments_of_row(cv, correlation, which as u32, row)).collect();
            let expected = [1.0, cv * cv, 2.0 * cv.powi(4), correlation * cv * cv, correlation * correlation * cv * cv];
            for (moment, expected) in expected.into_iter().enumerate() {
                let mean = rows.iter().map(|row| row[moment]).sum::<f64>() / rows.len() as f64;
                let variance = rows.iter().map(|row| (row[moment] - mean).powi(2)).sum::<f64>() / rows.len() as f64;
                let error = (variance / rows.len() as f64).sqrt();
                assert!(
                    (mean - expected).abs() < 4.0 * error,
                    "{cv} {correlation} {moment}: {mean} against {expected}"
                );
            }
        }
    }

    /// Central moments about the known mean of 1, and the covariance over one and two steps.
    fn moments_of_row(cv: f64, correlation: f64, which: u32, row: u64) -> [f64; 5] {
        let mut stream = Key::new(1989, which).with(row).stream();
        let mut factors = vec![first_of_row(cv, &mut stream)];
        for _ in 1..500 {
            factors.push(next_of_row(factors[factors.len() - 1], cv, correlation, &mut stream));
        }
        let mean = |values: &mut dyn Iterator<Item = f64>, count: usize| values.sum::<f64>() / count as f64;
        let apart = |step: usize| {
            let pairs = factors.windows(step + 1);
            mean(&mut pairs.map(|pair| (pair[0] - 1.0) * (pair[step] - 1.0)), factors.len() - step)
        };
        let power = |power: i32| mean(&mut factors.iter().map(|factor| (factor - 1.0).powi(power)), factors.len());
        [mean(&mut factors.iter().copied(), factors.len()), power(2), power(3), apart(1), apart(2)]
    }
}
