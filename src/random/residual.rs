//! How much is left of something that is under way when one comes upon it.

use super::distribution::{Distribution, Law, gamma, shares};
use super::moments::pieces;
use super::{Stream, ziggurat};

impl Distribution {
    /// A draw, in seconds, of what is left of a length that is under way at a moment picked at random.
    ///
    /// Long ones are more likely to be under way, each in proportion to its length, and the moment lies anywhere within:
    /// the excess life of a stationary renewal process.
    ///
    /// # Source
    ///
    /// Cox (1962), *Renewal Theory*, §5.4.
    pub fn sample_residual(&self, stream: &mut Stream) -> f64 {
        let whole = self.sample_by_length(stream);
        stream.uniform() * whole
    }

    /// A draw, in seconds, of a length that is under way at a moment picked at random, from its beginning to its end.
    pub fn sample_by_length(&self, stream: &mut Stream) -> f64 {
        self.0.sample_by_length(stream)
    }
}

impl Law {
    /// A draw in which each length counts in proportion to itself.
    fn sample_by_length(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Constant(seconds) => *seconds,
            Self::Exponential { mean } => mean * (ziggurat::exponential(stream) + ziggurat::exponential(stream)),
            Self::Lognormal { mu, sigma } => libm::exp(mu + sigma * sigma + sigma * stream.normal()),
            Self::Gamma { shape, scale } => scale * gamma(shape + 1.0, stream),
            Self::Weibull { shape, scale } => scale * libm::pow(gamma(1.0 + 1.0 / shape, stream), 1.0 / shape),
            Self::Uniform { low, width } => uniform_by_length(*low, low + width, stream),
            Self::Mixture(parts) => {
                let weights = shares(parts).map(|(share, part)| share * part.mean());
                let chosen = in_proportion(weights, stream);
                parts[chosen].1.0.sample_by_length(stream)
            }
            Self::Samples(values) => values[in_proportion(values.iter().copied(), stream)],
            Self::Triangular { high, .. } => loop {
                let draw = self.sample_rarer(stream);
                if stream.uniform() * high < draw {
                    break draw;
                }
            },
            Self::Normal { mean, sd } => normal_by_length(*mean, *sd, stream),
            Self::Erlang { phases, mean } => mean / phases * gamma(phases + 1.0, stream),
            Self::Quantiles(points) => {
                let weights = pieces(points).map(|(share, low, high)| share * (low + high));
                let chosen = in_proportion(weights, stream);
                uniform_by_length(points[chosen].1, points[chosen + 1].1, stream)
            }
        }
    }
}

fn uniform_by_length(low: f64, high: f64, stream: &mut Stream) -> f64 {
    (low * low + stream.uniform() * (high * high - low * low)).sqrt()
}

/// A draw `x > 0` with a density in proportion to `x φ((x − mean) / sd)`.
///
/// Under `mean + sd |z|` instead of `x = mean + sd z` lies a mixture of a normal `z` and of one whose size is that of two normals
/// together; what is too much is drawn again.
fn normal_by_length(mean: f64, sd: f64, stream: &mut Stream) -> f64 {
    let plain = mean / (mean + sd * (2.0 / std::f64::consts::PI).sqrt());
    loop {
        let z = if stream.uniform() < plain {
            stream.normal()
        } else {
            let size = (2.0 * ziggurat::exponential(stream)).sqrt();
            if stream.uniform() < 0.5 { -size } else { size }
        };
        let draw = mean + sd * z;
        if stream.uniform() * (mean + sd * z.abs()) < draw {
            return draw;
        }
    }
}

/// The position of a weight, each drawn in proportion to it.
fn in_proportion(weights: impl Iterator<Item = f64> + Clone, stream: &mut Stream) -> usize {
    let mut left = stream.uniform() * weights.clone().sum::<f64>();
    let mut last = 0;
    for (position, weight) in weights.enumerate().filter(|(_, weight)| *weight > 0.0) {
        last = position;
        left -= weight;
        if left < 0.0 {
            break;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::super::{Key, Shape};
    use super::*;
    use crate::units::{Fraction, Seconds};

    /// The residual has the mean `E[X²] / 2E[X]`, which is `mean × (1 + cv²) / 2`.
    #[test]
    fn what_is_left_has_the_mean_of_renewal_theory() {
        let seconds = |value: f64| Seconds::new(value).unwrap();
        let of = |shape, cv| (Distribution::new(shape, seconds(240.0), cv).unwrap(), 120.0 * (1.0 + cv * cv));
        let uniform = Distribution::uniform(seconds(180.0), seconds(420.0)).unwrap();
        let samples = Distribution::samples(&[seconds(0.0), seconds(60.0), seconds(180.0)]).unwrap();
        let triangular = Distribution::triangular(seconds(300.0), seconds(420.0), seconds(600.0));
        let normal = Distribution::new(Shape::Normal, seconds(240.0), 0.4).unwrap();
        let share = |share: f64| Fraction::new(share).unwrap();
        let points = [(0.1, 60.0), (0.5, 180.0), (0.9, 480.0)];
        let quantiles =
            Distribution::quantiles(points.iter().map(|&(part, length)| (share(part), seconds(length))).collect());
        let cases = [
            of(Shape::Constant, 0.0),
            of(Shape::Exponential, 1.0),
            of(Shape::Lognormal, 0.6),
            of(Shape::Gamma, 0.5),
            of(Shape::Gamma, 1.6),
            of(Shape::Weibull, 0.6),
            of(Shape::Weibull, 1.5),
            of(Shape::Hyperexponential, 2.0),
            // E[X²] = 300² + 240²/12 = 94,800.
            (uniform, 94_800.0 / 600.0),
            // (60² + 180²) / (2 × 240).
            (samples, 75.0),
            // E[X²] = 440² + 3,800.
            (triangular.unwrap(), 197_400.0 / 880.0),
            // Of the normal as it is cut: the moments of the test beside the shapes.
            (normal, 241.693_231 / 2.0 * (1.0 + 0.388_278_67_f64.powi(2))),
            (Distribution::erlang(seconds(300.0), 3).unwrap(), 150.0 * (1.0 + 1.0 / 3.0)),
            (quantiles.unwrap(), 79_837.5 / 472.5),
        ];
        for (which, (distribution, expected)) in cases.into_iter().enumerate() {
            let mut stream = Key::new(1933, which as u32).stream();
            let n = 400_000;
            let draws: Vec<f64> = (0..n).map(|_| distribution.sample_residual(&mut stream)).collect();
            let mean = draws.iter().sum::<f64>() / f64::from(n);
            let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
            let error = (variance / f64::from(n)).sqrt();
            assert!((mean - expected).abs() < 4.0 * error, "{which}: {mean} against {expected}");
        }
    }
}
