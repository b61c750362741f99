//! What is known of a distribution without drawing from it.

use super::distribution::{Distribution, Law, shares};

impl Distribution {
    /// The mean in seconds.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match &self.0 {
            Law::Constant(seconds) => *seconds,
            Law::Exponential { mean } => *mean,
            Law::Lognormal { mu, sigma } => libm::exp(mu + sigma * sigma / 2.0),
            Law::Gamma { shape, scale } => shape * scale,
            Law::Weibull { shape, scale } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Law::Uniform { low, width } => low + width / 2.0,
            Law::Mixture(parts) => shares(parts).map(|(share, part)| share * part.mean()).sum(),
            Law::Samples(values) => values.iter().sum::<f64>() / values.len() as f64,
            Law::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Law::Normal { mean, sd } => mean + sd * hazard_at_zero(*mean, *sd),
            Law::Erlang { mean, .. } => *mean,
            Law::Quantiles(points) => pieces(points).map(|(share, low, high)| share * (low + high) / 2.0).sum(),
        }
    }

    /// The coefficient of variation: standard deviation over mean; 0 where the mean is.
    #[must_use]
    pub fn cv(&self) -> f64 {
        let mean = self.mean();
        if mean == 0.0 { 0.0 } else { (self.mean_square() / (mean * mean) - 1.0).max(0.0).sqrt() }
    }

    fn mean_square(&self) -> f64 {
        match &self.0 {
            Law::Constant(seconds) => seconds * seconds,
            Law::Exponential { mean } => 2.0 * mean * mean,
            Law::Lognormal { mu, sigma } => libm::exp(2.0 * (mu + sigma * sigma)),
            Law::Gamma { shape, scale } => shape * (shape + 1.0) * scale * scale,
            Law::Weibull { shape, scale } => scale * scale * libm::tgamma(1.0 + 2.0 / shape),
            Law::Uniform { low, width } => low * low + low * width + width * width / 3.0,
            Law::Mixture(parts) => shares(parts).map(|(share, part)| share * part.mean_square()).sum(),
            Law::Samples(values) => values.iter().map(|value| value * value).sum::<f64>() / values.len() as f64,
            Law::Triangular { low, mode, high } => {
                (low * low + mode * mode + high * high + low * mode + low * high + mode * high) / 6.0
            }
            Law::Normal { mean, sd } => mean * mean + sd * sd + mean * sd * hazard_at_zero(*mean, *sd),
            Law::Erlang { phases, mean } => mean * mean * (1.0 + 1.0 / phases),
            Law::Quantiles(points) => {
                pieces(points).map(|(share, low, high)| share * (low * low + low * high + high * high) / 3.0).sum()
            }
        }
    }

    /// What the family is called: `"lognormal"`.
    #[must_use]
    pub fn family(&self) -> &'static str {
        match &self.0 {
            Law::Constant(_) => "constant",
            Law::Exponential { .. } => "exponential",
            Law::Lognormal { .. } => "lognormal",
            Law::Gamma { .. } => "gamma",
            Law::Weibull { .. } => "Weibull",
            Law::Uniform { .. } => "uniform",
            Law::Mixture(_) => "mixture",
            Law::Samples(_) => "observed values",
            Law::Triangular { .. } => "triangular",
            Law::Normal { .. } => "normal",
            Law::Erlang { .. } => "Erlang",
            Law::Quantiles(_) => "quantiles",
        }
    }

    /// Whether it has no memory.
    #[must_use]
    pub fn is_exponential(&self) -> bool {
        matches!(self.0, Law::Exponential { .. })
    }

    /// The shortest length there can be, in seconds.
    #[must_use]
    pub fn least(&self) -> f64 {
        match &self.0 {
            Law::Constant(seconds) => *seconds,
            Law::Uniform { low, .. } => *low,
            Law::Mixture(parts) => parts.iter().map(|(_, part)| part.least()).fold(f64::INFINITY, f64::min),
            Law::Samples(values) => values.iter().copied().fold(f64::INFINITY, f64::min),
            Law::Triangular { low, .. } => *low,
            Law::Quantiles(points) => points[0].1,
            Law::Exponential { .. }
            | Law::Lognormal { .. }
            | Law::Gamma { .. }
            | Law::Weibull { .. }
            | Law::Normal { .. }
            | Law::Erlang { .. } => 0.0,
        }
    }

    /// The longest length there can be, in seconds; infinite if none is the longest.
    #[must_use]
    pub fn greatest(&self) -> f64 {
        match &self.0 {
            Law::Constant(seconds) => *seconds,
            Law::Uniform { low, width } => low + width,
            Law::Mixture(parts) => parts.iter().map(|(_, part)| part.greatest()).fold(0.0, f64::max),
            Law::Samples(values) => values.iter().copied().fold(0.0, f64::max),
            Law::Triangular { high, .. } => *high,
            Law::Quantiles(points) => points[points.len() - 1].1,
            Law::Exponential { .. }
            | Law::Lognormal { .. }
            | Law::Gamma { .. }
            | Law::Weibull { .. }
            | Law::Normal { .. }
            | Law::Erlang { .. } => f64::INFINITY,
        }
    }
}

/// The density of a normal at zero over the share of it above, times its standard deviation.
fn hazard_at_zero(mean: f64, sd: f64) -> f64 {
    let z = mean / sd;
    let density = libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
    density / (0.5 * libm::erfc(-z / std::f64::consts::SQRT_2))
}

/// The lines between quantiles: the share that each holds, its shortest and its longest length.
pub(super) fn pieces(points: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64, f64)> + Clone {
    points.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[0].1, pair[1].1))
}
