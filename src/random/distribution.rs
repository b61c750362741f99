use std::sync::Arc;

use thiserror::Error;

use crate::units::{Seconds, Ticks};

use super::{Stream, ziggurat};

/// The family of a distribution given by its mean and coefficient of variation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The exponential of a normal: what handling times look like.
    Lognormal,
    /// Memoryless; its coefficient of variation is 1.
    Exponential,
    /// A gamma.
    Gamma,
    /// A Weibull.
    Weibull,
    /// Always the mean; its coefficient of variation is 0.
    Constant,
    /// One of two exponentials with balanced means; its coefficient of variation is above 1.
    Hyperexponential,
}

/// A length of time that varies, in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution(pub(super) Law);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Law {
    Constant(f64),
    Exponential {
        mean: f64,
    },
    Lognormal {
        mu: f64,
        sigma: f64,
    },
    Gamma {
        shape: f64,
        scale: f64,
    },
    Weibull {
        shape: f64,
        scale: f64,
    },
    Uniform {
        low: f64,
        width: f64,
    },
    /// Parts with the cumulated share up to and including each; the last is 1.
    Mixture(Arc<[(f64, Distribution)]>),
    Samples(Arc<[f64]>),
}

/// Why a mean, a spread and a shape do not make a distribution.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum DistributionError {
    /// The mean must be above zero.
    #[error("the mean must be above zero")]
    NoMean,
    /// The coefficient of variation must be finite and not negative.
    #[error("the cv must be a number, not negative and at most 100, not {0}")]
    BadSpread(f64),
    /// An exponential has one spread only.
    #[error("an exponential distribution has cv 1, not {0}")]
    ExponentialSpread(f64),
    /// A constant has no spread.
    #[error("a constant has cv 0, not {0}")]
    ConstantSpread(f64),
    /// A hyperexponential is more variable than an exponential.
    #[error("a hyperexponential distribution has a cv above 1, not {0}")]
    HyperexponentialSpread(f64),
    /// A spread that this shape cannot be fitted to.
    #[error("a Weibull distribution is fitted for a cv from 0.02 to 20, not {0}")]
    WeibullSpread(f64),
    /// Only a constant has no spread.
    #[error("with cv 0 every value is the same: write shape = \"constant\"")]
    NoSpread,
    /// The lower end lies above the upper.
    #[error("the first of the two must be shorter than the second")]
    UpsideDown,
    /// Shares must sum to 1.
    #[error("the shares must sum to 100%, not {0}%")]
    Shares(f64),
    /// Nothing to draw from.
    #[error("there is no value to draw from")]
    Empty,
    /// A shape or scale parameter is not above zero.
    #[error("scale and k must be above zero")]
    BadParameter,
}

impl Distribution {
    /// The distribution of the given family with this mean and coefficient of variation.
    ///
    /// # Errors
    ///
    /// A [`DistributionError`] if the family has none.
    pub fn new(shape: Shape, mean: Seconds, cv: f64) -> Result<Self, DistributionError> {
        let mean = mean.get();
        if mean <= 0.0 {
            return Err(DistributionError::NoMean);
        }
        if !(0.0..=100.0).contains(&cv) {
            return Err(DistributionError::BadSpread(cv));
        }
        let spread_wanted = !matches!(shape, Shape::Constant | Shape::Exponential | Shape::Hyperexponential);
        if spread_wanted && cv == 0.0 {
            return Err(DistributionError::NoSpread);
        }
        Ok(Self(match shape {
            Shape::Constant if cv == 0.0 => Law::Constant(mean),
            Shape::Constant => return Err(DistributionError::ConstantSpread(cv)),
            Shape::Exponential if cv == 1.0 => Law::Exponential { mean },
            Shape::Exponential => return Err(DistributionError::ExponentialSpread(cv)),
            Shape::Lognormal => {
                let variance = libm::log(1.0 + cv * cv);
                Law::Lognormal { mu: libm::log(mean) - variance / 2.0, sigma: variance.sqrt() }
            }
            Shape::Gamma => Law::Gamma { shape: 1.0 / (cv * cv), scale: mean * cv * cv },
            Shape::Weibull => {
                let shape = weibull_shape(cv).ok_or(DistributionError::WeibullSpread(cv))?;
                Law::Weibull { shape, scale: mean / libm::tgamma(1.0 + 1.0 / shape) }
            }
            Shape::Hyperexponential => return hyperexponential(mean, cv),
        }))
    }

    /// Always the same length; unlike other distributions it may be zero.
    #[must_use]
    pub fn constant(seconds: Seconds) -> Self {
        Self(Law::Constant(seconds.get()))
    }

    /// An exponential.
    ///
    /// # Errors
    ///
    /// [`DistributionError::NoMean`] if the mean is zero.
    pub fn exponential(mean: Seconds) -> Result<Self, DistributionError> {
        Self::new(Shape::Exponential, mean, 1.0)
    }

    /// A Weibull by scale and shape `k`.
    ///
    /// # Errors
    ///
    /// [`DistributionError::BadParameter`] if one of them is not above zero.
    pub fn weibull(scale: Seconds, k: f64) -> Result<Self, DistributionError> {
        if scale.get() > 0.0 && (0.05..=1000.0).contains(&k) {
            Ok(Self(Law::Weibull { shape: k, scale: scale.get() }))
        } else {
            Err(DistributionError::BadParameter)
        }
    }

    /// Any length between `low` and `high` alike.
    ///
    /// # Errors
    ///
    /// [`DistributionError::UpsideDown`] unless `low < high`.
    pub fn uniform(low: Seconds, high: Seconds) -> Result<Self, DistributionError> {
        if low < high {
            Ok(Self(Law::Uniform { low: low.get(), width: high.get() - low.get() }))
        } else {
            Err(DistributionError::UpsideDown)
        }
    }

    /// Each part with its share.
    ///
    /// # Errors
    ///
    /// [`DistributionError::Shares`] unless the shares are positive and sum to 1 within 1e-6;
    /// [`DistributionError::Empty`] without parts.
    pub fn mixture(parts: Vec<(f64, Self)>) -> Result<Self, DistributionError> {
        let sum: f64 = parts.iter().map(|(share, _)| share).sum();
        if parts.is_empty() {
            return Err(DistributionError::Empty);
        }
        if (sum - 1.0).abs() > 1e-6 || parts.iter().any(|&(share, _)| share.is_nan() || share < 0.0) {
            return Err(DistributionError::Shares(sum * 100.0));
        }
        let mut cumulated = 0.0;
        let mut parts: Vec<_> = parts
            .into_iter()
            .map(|(share, part)| {
                cumulated += share;
                (cumulated, part)
            })
            .collect();
        if let Some(last) = parts.last_mut() {
            last.0 = 1.0;
        }
        Ok(Self(Law::Mixture(parts.into())))
    }

    /// Drawn with replacement from observed values.
    ///
    /// # Errors
    ///
    /// [`DistributionError::Empty`] without values, [`DistributionError::NoMean`] if all are zero.
    pub fn samples(values: &[Seconds]) -> Result<Self, DistributionError> {
        if values.is_empty() {
            return Err(DistributionError::Empty);
        }
        if values.iter().all(|value| value.get() == 0.0) {
            return Err(DistributionError::NoMean);
        }
        Ok(Self(Law::Samples(values.iter().map(|value| value.get()).collect())))
    }

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
            Law::Exponential { .. } | Law::Lognormal { .. } | Law::Gamma { .. } | Law::Weibull { .. } => 0.0,
        }
    }

    /// A draw, in seconds, never negative.
    #[inline]
    pub fn sample(&self, stream: &mut Stream) -> f64 {
        match &self.0 {
            Law::Constant(seconds) => *seconds,
            Law::Exponential { mean } => mean * stream.exponential(),
            Law::Lognormal { mu, sigma } => libm::exp(mu + sigma * stream.normal()),
            law => law.sample_rarer(stream),
        }
    }

    /// As many draws as there are places, one after another, each to the nearest tick.
    pub fn fill(&self, stream: &mut Stream, places: &mut [Ticks]) {
        match self.0 {
            Law::Exponential { mean } => {
                ziggurat::exponentials(stream, places, |draw| Ticks::from_seconds_f64(mean * draw))
            }
            Law::Lognormal { mu, sigma } => {
                ziggurat::normals(stream, places, |draw| Ticks::from_seconds_f64(libm::exp(mu + sigma * draw)));
            }
            _ => places.iter_mut().for_each(|place| *place = Ticks::from_seconds_f64(self.sample(stream))),
        }
    }
}

impl Law {
    fn sample_rarer(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Gamma { shape, scale } => scale * gamma(*shape, stream),
            Self::Weibull { shape, scale } => scale * libm::pow(stream.exponential(), 1.0 / shape),
            Self::Uniform { low, width } => low + width * stream.uniform(),
            Self::Mixture(parts) => {
                let u = stream.uniform();
                let part = parts.iter().find(|(cumulated, _)| u < *cumulated).unwrap_or(&parts[parts.len() - 1]);
                part.1.sample(stream)
            }
            Self::Samples(values) => values[stream.below(values.len())],
            Self::Constant(_) | Self::Exponential { .. } | Self::Lognormal { .. } => {
                unreachable!("drawn before it came to this")
            }
        }
    }
}

/// Gamma with mean `shape` and scale 1.
///
/// # Source
///
/// Marsaglia and Tsang (2000), "A Simple Method for Generating Gamma Variables", *ACM TOMS* 26(3);
/// below shape 1 by the power of a uniform, as given there.
pub(super) fn gamma(shape: f64, stream: &mut Stream) -> f64 {
    if shape < 1.0 {
        let boost = libm::pow(1.0 - stream.uniform(), 1.0 / shape);
        return boost * gamma(shape + 1.0, stream);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = stream.normal();
        let v = 1.0 + c * x;
        if v > 0.0 {
            let v = v * v * v;
            let u = 1.0 - stream.uniform();
            if libm::log(u) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }
}

fn hyperexponential(mean: f64, cv: f64) -> Result<Distribution, DistributionError> {
    if cv <= 1.0 {
        return Err(DistributionError::HyperexponentialSpread(cv));
    }
    let excess = ((cv * cv - 1.0) / (cv * cv + 1.0)).sqrt();
    let share = (1.0 + excess) / 2.0;
    let part = |share: f64| Distribution(Law::Exponential { mean: mean / (2.0 * share) });
    Distribution::mixture(vec![(share, part(share)), (1.0 - share, part(1.0 - share))])
}

/// The Weibull shape with this coefficient of variation, by bisection.
fn weibull_shape(cv: f64) -> Option<f64> {
    if !(0.02..=20.0).contains(&cv) {
        return None;
    }
    let spread = |k: f64| (libm::exp(libm::lgamma(1.0 + 2.0 / k) - 2.0 * libm::lgamma(1.0 + 1.0 / k)) - 1.0).sqrt();
    let (mut low, mut high) = (0.1, 100.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if spread(middle) > cv { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

pub(super) fn shares(parts: &[(f64, Distribution)]) -> impl Iterator<Item = (f64, &Distribution)> + Clone {
    let mut before = 0.0;
    parts.iter().map(move |(cumulated, part)| {
        let share = cumulated - before;
        before = *cumulated;
        (share, part)
    })
}

impl rand_distr::Distribution<f64> for Distribution {
    /// A draw from any generator: it seeds a [`Stream`] with one word of it.
    fn sample<R: rand::Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        Self::sample(self, &mut super::Key::new(rng.next_u64(), 0).stream())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Key;
    use super::*;

    fn seconds(value: f64) -> Seconds {
        Seconds::new(value).unwrap()
    }

    fn every_shape() -> Vec<(Distribution, f64, f64)> {
        let of = |shape, cv| (Distribution::new(shape, seconds(240.0), cv).unwrap(), 240.0, cv);
        let uniform = Distribution::uniform(seconds(180.0), seconds(420.0)).unwrap();
        let mixed = Distribution::mixture(vec![
            (0.7, Distribution::exponential(seconds(30.0)).unwrap()),
            (0.3, Distribution::exponential(seconds(300.0)).unwrap()),
        ]);
        // Mixture: E = 111, E[X²] = 2(0.7·30² + 0.3·300²) = 55,260.
        let mixed_cv = (55_260.0_f64 - 111.0 * 111.0).sqrt() / 111.0;
        vec![
            of(Shape::Lognormal, 1.2),
            of(Shape::Exponential, 1.0),
            of(Shape::Gamma, 0.5),
            of(Shape::Gamma, 1.6),
            of(Shape::Weibull, 0.6),
            of(Shape::Weibull, 1.5),
            of(Shape::Hyperexponential, 2.0),
            (uniform, 300.0, 240.0 / 12.0_f64.sqrt() / 300.0),
            (mixed.unwrap(), 111.0, mixed_cv),
        ]
    }

    #[test]
    fn draws_have_the_stated_mean_and_spread() {
        for (which, (distribution, mean, cv)) in every_shape().into_iter().enumerate() {
            let mut stream = Key::new(20_261_123, which as u32).stream();
            let n = 400_000;
            let draws: Vec<f64> = (0..n).map(|_| distribution.sample(&mut stream)).collect();
            let average = draws.iter().sum::<f64>() / f64::from(n);
            let central = |power| draws.iter().map(|x| (x - average).powi(power)).sum::<f64>() / f64::from(n);
            let variance = central(2);
            let variance_error = ((central(4) - variance * variance) / f64::from(n)).sqrt();
            let mean_error = (variance / f64::from(n)).sqrt();
            assert!((average - mean).abs() < 4.0 * mean_error, "{which}: mean {average} against {mean}");
            let expected = (cv * mean) * (cv * mean);
            assert!((variance - expected).abs() < 4.0 * variance_error, "{which}: {variance} against {expected}");
            assert!((distribution.mean() - mean).abs() < 1e-6 * mean, "{which}: {}", distribution.mean());
            assert!((distribution.cv() - cv).abs() < 1e-6 * cv, "{which}: {}", distribution.cv());
        }
    }

    #[test]
    fn draws_follow_the_exact_distribution_function() {
        // Kolmogorov–Smirnov at n = 200,000 and the 0.001 level: 1.95/√n.
        let n = 200_000;
        let limit = 1.95 / f64::from(n).sqrt();
        let distance = |mut draws: Vec<f64>, cdf: &dyn Fn(f64) -> f64| {
            draws.sort_by(f64::total_cmp);
            let above = |(i, x): (usize, &f64)| ((i + 1) as f64 / f64::from(n) - cdf(*x)).abs();
            draws.iter().enumerate().map(above).fold(0.0, f64::max)
        };
        let mut stream = Key::new(5, 0).stream();
        let exponentials = (0..n).map(|_| stream.exponential()).collect();
        assert!(distance(exponentials, &|x| 1.0 - libm::exp(-x)) < limit);
        let normals = (0..n).map(|_| stream.normal()).collect();
        assert!(distance(normals, &|x| 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)) < limit);
        let uniforms = (0..n).map(|_| stream.uniform()).collect();
        assert!(distance(uniforms, &|x| x) < limit);
    }

    #[test]
    fn tails_are_as_heavy_as_they_should_be() {
        let mut stream = Key::new(6, 0).stream();
        let n = 20_000_000_u32;
        let beyond = (0..n).filter(|_| stream.exponential() > 8.0).count() as f64;
        let expected = f64::from(n) * libm::exp(-8.0);
        assert!((beyond - expected).abs() < 4.0 * expected.sqrt(), "{beyond} against {expected}");
        let beyond = (0..n).filter(|_| stream.normal().abs() > 3.8).count() as f64;
        let expected = f64::from(n) * libm::erfc(3.8 / std::f64::consts::SQRT_2);
        assert!((beyond - expected).abs() < 4.0 * expected.sqrt(), "{beyond} against {expected}");
    }

    #[test]
    fn impossible_spreads_are_refused() {
        let refused = |shape, cv| Distribution::new(shape, seconds(60.0), cv).is_err();
        assert!(refused(Shape::Exponential, 0.5) && refused(Shape::Constant, 0.1));
        assert!(refused(Shape::Hyperexponential, 1.0) && refused(Shape::Lognormal, -1.0));
        assert!(refused(Shape::Lognormal, 0.0) && refused(Shape::Weibull, 1000.0));
        assert!(Distribution::new(Shape::Lognormal, seconds(0.0), 1.0).is_err());
    }
}
