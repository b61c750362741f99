use std::sync::Arc;

use thiserror::Error;

use crate::units::{Seconds, Ticks};

use super::{Stream, ziggurat};

/// The largest share of a normal that may lie below zero.
const MOST_CUT: f64 = 0.01;

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
    /// A normal of which whatever lies below zero is drawn again. Mean and coefficient of variation are those before it is
    /// cut.
    Normal,
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
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    /// The normal before it is cut at zero.
    Normal {
        mean: f64,
        sd: f64,
    },
    Erlang {
        phases: f64,
        mean: f64,
    },
    /// Shares from 0 to 1 with the length that each does not exceed; straight lines between them.
    Quantiles(Arc<[(f64, f64)]>),
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
    /// More of a normal than 1% lies below zero: so large a share of it.
    #[error("of a normal with this spread {:.1}% lies below zero, and no more than 1% may be cut off", .0 * 100.0)]
    NormalCut(f64),
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
    /// Low, mode and high of a triangular are not in this order, or all the same.
    #[error("`low`, `mode` and `high` must not fall, and `low` must be below `high`")]
    Triangle,
    /// An Erlang has a whole number of phases.
    #[error("an Erlang has from 1 to 1000 phases, not {0}")]
    Phases(u32),
    /// Quantiles must rise with their shares.
    #[error("a larger share must not have a shorter length, and two of the lengths must differ")]
    FallingQuantiles,
    /// Quantiles of two shares are needed, all from 0 to 1 and no two the same.
    #[error("quantiles of two shares from 0% to 100% are needed, no share twice")]
    QuantileShares,
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
            Shape::Normal => {
                let cut = below_zero(cv);
                if cut > MOST_CUT {
                    return Err(DistributionError::NormalCut(cut));
                }
                Law::Normal { mean, sd: cv * mean }
            }
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
    pub(super) fn sample_rarer(&self, stream: &mut Stream) -> f64 {
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
            Self::Triangular { low, mode, high } => triangular_quantile(*low, *mode, *high, stream.uniform()),
            Self::Normal { mean, sd } => loop {
                let draw = mean + sd * stream.normal();
                if draw >= 0.0 {
                    break draw;
                }
            },
            Self::Erlang { phases, mean } => mean / phases * gamma(*phases, stream),
            Self::Quantiles(points) => {
                let u = stream.uniform();
                let next = points.partition_point(|(share, _)| *share <= u).min(points.len() - 1);
                let ((from, low), (until, high)) = (points[next - 1], points[next]);
                low + (high - low) * (u - from) / (until - from)
            }
            Self::Constant(_) | Self::Exponential { .. } | Self::Lognormal { .. } => {
                unreachable!("drawn before it came to this")
            }
        }
    }
}

/// The length that a share `u` of a triangular does not exceed.
fn triangular_quantile(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let rising = (mode - low) / (high - low);
    if u < rising {
        low + (u * (high - low) * (mode - low)).sqrt()
    } else {
        high - ((1.0 - u) * (high - low) * (high - mode)).sqrt()
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

/// The share of a normal with this coefficient of variation that lies below zero.
fn below_zero(cv: f64) -> f64 {
    0.5 * libm::erfc(1.0 / (cv * std::f64::consts::SQRT_2))
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
