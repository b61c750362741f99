use crate::units::{Fraction, Seconds};

use super::{Distribution, DistributionError, Key, Shape};

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
    let normal_04 = Distribution::new(Shape::Normal, seconds(240.0), 0.4).unwrap();
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
        // The public figures of a triangular: mean (a + b + c) / 3, variance (a² + b² + c² − ab − ac − bc) / 18.
        (triangular(300.0, 420.0, 600.0), 440.0, (68_400.0_f64 / 18.0).sqrt() / 440.0),
        (triangular(60.0, 60.0, 240.0), 120.0, (32_400.0_f64 / 18.0).sqrt() / 120.0),
        // Hardly anything is cut: 3 × 10⁻⁷ of it.
        (Distribution::new(Shape::Normal, seconds(240.0), 0.2).unwrap(), 240.000_071_4, 0.199_999_197),
        // At a cv of 0.4 the hazard at zero is 0.0175283 / 0.9937903 = 0.0176378, and the variance 1 − 2.5 λ − λ² of that before.
        (normal_04, 241.693_231, 0.388_278_67),
        (Distribution::erlang(seconds(300.0), 3).unwrap(), 300.0, 1.0 / 3.0_f64.sqrt()),
        (Distribution::erlang(seconds(300.0), 1).unwrap(), 300.0, 1.0),
        // Lines from 30 s over 60, 180 and 480 s to 555 s, with 10, 40, 40 and 10% of the draws: E[X²] = 79,837.5.
        (quantiles(&[(0.1, 60.0), (0.5, 180.0), (0.9, 480.0)]), 236.25, 0.656_063_321),
    ]
}

fn triangular(low: f64, mode: f64, high: f64) -> Distribution {
    Distribution::triangular(seconds(low), seconds(mode), seconds(high)).unwrap()
}

fn quantiles(points: &[(f64, f64)]) -> Distribution {
    let point = |&(share, length): &(f64, f64)| (Fraction::new(share).unwrap(), seconds(length));
    Distribution::quantiles(points.iter().map(point).collect()).unwrap()
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

#[test]
fn further_shapes_follow_their_distribution_functions() {
    // Kolmogorov–Smirnov at n = 200,000 and the 0.001 level: 1.95/√n.
    let n = 200_000;
    let normal_below = |z: f64| 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
    let cut = normal_below(-2.5);
    // Of three phases with a mean of 100 s each, 1 − e^−y (1 + y + y²/2) are over within 100 y seconds.
    let erlang = |x: f64| {
        let y = x / 100.0;
        1.0 - libm::exp(-y) * (1.0 + y + y * y / 2.0)
    };
    let triangle = |x: f64| match x {
        x if x < 420.0 => (x - 300.0).powi(2) / (300.0 * 120.0),
        x => 1.0 - (600.0 - x).powi(2) / (300.0 * 180.0),
    };
    let lines = |x: f64| match x {
        x if x < 60.0 => (x - 30.0) / 300.0,
        x if x < 180.0 => 0.1 + 0.4 * (x - 60.0) / 120.0,
        x if x < 480.0 => 0.5 + 0.4 * (x - 180.0) / 300.0,
        x => 0.9 + 0.1 * (x - 480.0) / 75.0,
    };
    type Law<'a> = (Distribution, &'a dyn Fn(f64) -> f64);
    let laws: [Law<'_>; 4] = [
        (triangular(300.0, 420.0, 600.0), &triangle),
        (Distribution::new(Shape::Normal, seconds(240.0), 0.4).unwrap(), &|x| {
            (normal_below((x - 240.0) / 96.0) - cut) / (1.0 - cut)
        }),
        (Distribution::erlang(seconds(300.0), 3).unwrap(), &erlang),
        (quantiles(&[(0.9, 480.0), (0.1, 60.0), (0.5, 180.0)]), &lines),
    ];
    for (which, (law, below)) in laws.into_iter().enumerate() {
        let mut stream = Key::new(14, which as u32).stream();
        let mut draws: Vec<f64> = (0..n).map(|_| law.sample(&mut stream)).collect();
        draws.sort_by(f64::total_cmp);
        assert!(draws[0] >= law.least() && draws[n - 1] <= law.greatest(), "{which}");
        let distance = |(i, x): (usize, &f64)| ((i + 1) as f64 / n as f64 - below(*x)).abs();
        let distance = draws.iter().enumerate().map(distance).fold(0.0, f64::max);
        assert!(distance < 1.95 / (n as f64).sqrt(), "{which}: {distance}");
    }
}

#[test]
fn quantiles_end_where_their_lines_do() {
    let ends = |points: &[(f64, f64)]| (quantiles(points).least(), quantiles(points).greatest());
    let near = |(least, greatest): (f64, f64), low: f64, high: f64| {
        assert!((least - low).abs() < 1e-9 && (greatest - high).abs() < 1e-9, "{least} to {greatest}");
    };
    near(ends(&[(0.1, 60.0), (0.5, 180.0), (0.9, 480.0)]), 30.0, 555.0);
    // Never below zero, and as stated where they are stated.
    near(ends(&[(0.4, 60.0), (0.5, 180.0), (1.0, 480.0)]), 0.0, 480.0);
    near(ends(&[(0.0, 60.0), (0.5, 60.0), (1.0, 480.0)]), 60.0, 480.0);
}

#[test]
fn numbers_that_make_no_distribution_are_refused() {
    let share = |share| Fraction::new(share).unwrap();
    assert!(matches!(Distribution::new(Shape::Normal, seconds(60.0), 0.43), Err(DistributionError::NormalCut(_))));
    assert!(Distribution::new(Shape::Normal, seconds(60.0), 0.42).is_ok());
    let triangular = |low, mode, high| Distribution::triangular(seconds(low), seconds(mode), seconds(high));
    assert_eq!(triangular(5.0, 4.0, 9.0), Err(DistributionError::Triangle));
    assert_eq!(triangular(5.0, 10.0, 9.0), Err(DistributionError::Triangle));
    assert_eq!(triangular(5.0, 5.0, 5.0), Err(DistributionError::Triangle));
    assert_eq!(Distribution::erlang(seconds(60.0), 0), Err(DistributionError::Phases(0)));
    let quantiles = |points: &[(f64, f64)]| {
        Distribution::quantiles(points.iter().map(|&(part, length)| (share(part), seconds(length))).collect())
    };
    assert_eq!(quantiles(&[(0.5, 60.0)]), Err(DistributionError::QuantileShares));
    assert_eq!(quantiles(&[(0.5, 60.0), (0.5, 70.0)]), Err(DistributionError::QuantileShares));
    assert_eq!(quantiles(&[(0.5, 60.0), (0.9, 50.0)]), Err(DistributionError::FallingQuantiles));
    assert_eq!(quantiles(&[(0.5, 60.0), (0.9, 60.0)]), Err(DistributionError::FallingQuantiles));
}
