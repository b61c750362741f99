//! Distributions by numbers of their own instead of a mean and a spread.

use crate::units::{Fraction, Seconds};

use super::distribution::{Distribution, DistributionError, Law};

impl Distribution {
    /// From `low` to `high`, likeliest at `mode`, and less likely in proportion to the way from there.
    ///
    /// # Errors
    ///
    /// [`DistributionError::Triangle`] unless `low <= mode <= high` and `low < high`.
    pub fn triangular(low: Seconds, mode: Seconds, high: Seconds) -> Result<Self, DistributionError> {
        if low <= mode && mode <= high && low < high {
            Ok(Self(Law::Triangular { low: low.get(), mode: mode.get(), high: high.get() }))
        } else {
            Err(DistributionError::Triangle)
        }
    }

    /// The sum of so many exponentials, all alike; of one, the exponential itself.
    ///
    /// # Errors
    ///
    /// [`DistributionError::NoMean`] if the mean is zero, [`DistributionError::Phases`] unless there are from 1 to 1000.
    pub fn erlang(mean: Seconds, phases: u32) -> Result<Self, DistributionError> {
        match phases {
            _ if mean.get() <= 0.0 => Err(DistributionError::NoMean),
            1 => Self::exponential(mean),
            2..=1000 => Ok(Self(Law::Erlang { phases: f64::from(phases), mean: mean.get() })),
            _ => Err(DistributionError::Phases(phases)),
        }
    }

    /// By the lengths that given shares do not exceed, with straight lines between them.
    ///
    /// Where 0 or 1 is not among the shares, the first or last line goes on to there, though never below a length of zero.
    ///
    /// # Errors
    ///
    /// [`DistributionError::QuantileShares`] without two shares from 0 to 1 that differ, and
    /// [`DistributionError::FallingQuantiles`] unless lengths rise with their shares.
    pub fn quantiles(mut given: Vec<(Fraction, Seconds)>) -> Result<Self, DistributionError> {
        given.sort_by(|one, other| one.0.get().total_cmp(&other.0.get()));
        let points: Vec<(f64, f64)> = given.iter().map(|(share, length)| (share.get(), length.get())).collect();
        if points.len() < 2 || points.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(DistributionError::QuantileShares);
        }
        if points.windows(2).any(|pair| pair[0].1 > pair[1].1) || points[0].1 == points[points.len() - 1].1 {
            return Err(DistributionError::FallingQuantiles);
        }
        Ok(Self(Law::Quantiles(with_ends(points).into())))
    }
}

/// The points with those of 0 and 1, to which the first and last line go on.
fn with_ends(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let on = |[one, other]: [(f64, f64); 2], share: f64| {
        let slope = (other.1 - one.1) / (other.0 - one.0);
        (share, (one.1 + slope * (share - one.0)).max(0.0))
    };
    let last = points.len() - 1;
    let (first, end) = (on([points[0], points[1]], 0.0), on([points[last - 1], points[last]], 1.0));
    if points[last].0 < 1.0 {
        points.push(end);
    }
    if points[0].0 > 0.0 {
        points.insert(0, first);
    }
    points
}
