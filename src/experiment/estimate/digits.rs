use crate::results::Estimate;
use crate::stats::{ConfidenceInterval, round_to_significant};

/// Digits of every figure: enough for any use, too few to show in which last bit two machines differ.
pub(crate) const DIGITS: usize = 10;

/// A figure as it is written.
pub(crate) fn significant(figure: f64) -> f64 {
    round_to_significant(figure, DIGITS).unwrap_or(figure)
}

/// An interval as it is written, if it can be.
pub(crate) fn rounded(interval: Option<ConfidenceInterval>) -> Option<Estimate> {
    let ConfidenceInterval { mean, half_width } = interval?;
    let half_width = half_width.and_then(|half_width| round_to_significant(half_width, DIGITS));
    Some(Estimate { mean: round_to_significant(mean, DIGITS)?, half_width })
}
