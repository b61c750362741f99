//! Quantiles of the gamma distribution, with the same digits on every machine.

/// The value that a gamma with mean 1 and this coefficient of variation does not exceed with probability `p`.
///
/// Newton's method on the distribution function, kept between two bounds that close in on the value. Below a coefficient of
/// 0.003 Wilson and Hilferty's cube is as good.
///
/// # Source
///
/// The distribution function by its series and its continued fraction: Abramowitz and Stegun (1964), *Handbook of
/// Mathematical Functions*, 6.5.29 and 6.5.31. The first guess: Wilson and Hilferty (1931), "The Distribution of
/// Chi-Square", *PNAS* 17(12).
pub(crate) fn unit_gamma_quantile(cv: f64, p: f64) -> f64 {
    if cv < 0.003 {
        let ninth = cv * cv / 9.0;
        let root = 1.0 - ninth + normal_quantile(p) * ninth.sqrt();
        return root * root * root;
    }
    gamma_quantile(1.0 / (cv * cv), p) * (cv * cv)
}

/// As [`unit_gamma_quantile`], by shape, with scale 1.
fn gamma_quantile(shape: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut x = first_guess(shape, p);
    for _ in 0..200 {
        let (below, density) = gamma_law(shape, x);
        if below < p {
            low = x
        } else {
            high = x
        }
        let newton = x - (below - p) / density;
        let next = if low < newton && newton < high {
            newton
        } else if high.is_finite() {
            0.5 * (low + high)
        } else {
            2.0 * x + 1.0
        };
        if (next - x).abs() <= 1e-14 * x {
            return next;
        }
        x = next;
    }
    x
}

fn first_guess(shape: f64, p: f64) -> f64 {
    let small = libm::exp((libm::log(p) + libm::lgamma(shape + 1.0)) / shape);
    if shape < 1.0 {
        return small.max(f64::MIN_POSITIVE);
    }
    let ninth = 1.0 / (9.0 * shape);
    let root = 1.0 - ninth + normal_quantile(p) * ninth.sqrt();
    if root > 0.1 { shape * root * root * root } else { small.max(f64::MIN_POSITIVE) }
}

/// A guess to three digits (Abramowitz and Stegun, 26.2.22), made good by Newton's method.
fn normal_quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p).max(f64::MIN_POSITIVE);
    let t = (-2.0 * libm::log(tail)).sqrt();
    let mut z = t - (2.30753 + 0.27061 * t) / (1.0 + (0.99229 + 0.04481 * t) * t);
    for _ in 0..3 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
        z += (0.5 * libm::erfc(z / std::f64::consts::SQRT_2) - tail) / density;
    }
    if p < 0.5 { -z } else { z }
}

/// The distribution function and the density at `x`.
fn gamma_law(shape: f64, x: f64) -> (f64, f64) {
    let density = libm::exp((shape - 1.0) * libm::log(x) - x - libm::lgamma(shape));
    let below = if x < shape + 1.0 { density * x * series(shape, x) } else { 1.0 - density * x * fraction(shape, x) };
    (below, density)
}

/// `Σ xⁿ / (a (a + 1) … (a + n))`.
fn series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut divisor) = (1.0 / shape, 1.0 / shape, shape);
    while term > 1e-17 * sum {
        divisor += 1.0;
        term *= x / divisor;
        sum += term;
    }
    sum
}

/// `1 / (x + 1 − a − 1(1 − a) / (x + 3 − a − 2(2 − a) / (x + 5 − a − …)))`, from the front by Lentz's method.
fn fraction(shape: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - shape;
    let (mut c, mut d) = (f64::INFINITY, 1.0 / b);
    let mut value = d;
    for n in 1..100_000 {
        let n = f64::from(n);
        let a = -n * (n - shape);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = if c.is_finite() { b + a / c } else { b };
        let step = c * d;
        value *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{ContinuousCDF, Gamma};

    use super::*;

    #[test]
    fn the_distribution_function_of_the_quantile_is_the_probability() {
        for shape in [0.04, 0.5, 1.0, 2.5, 11.1, 100.0, 400.0, 1e4, 1.1e5] {
            let law = Gamma::new(shape, 1.0).unwrap();
            for p in [1e-6, 0.01, 0.3, 0.5, 0.77, 0.99, 1.0 - 1e-9] {
                let x = gamma_quantile(shape, p);
                let back = law.cdf(x);
                assert!((back - p).abs() < 2e-9 * (1.0 + shape.sqrt() / 100.0), "{shape} {p}: {x} {back}");
            }
        }
    }

    #[test]
    fn small_spreads_are_nearly_normal() {
        for cv in [0.0, 1e-160, 1e-9, 1e-6, 0.0029, 0.003, 0.0031] {
            assert!(
                (unit_gamma_quantile(cv, 0.975) - (1.0 + 1.959_964 * cv)).abs() <= cv * cv + 1e-7 * cv + 1e-15,
                "{cv}"
            );
        }
        assert!((normal_quantile(0.025) + 1.959_963_984_540_054).abs() < 1e-14);
    }

    #[test]
    fn known_quantiles() {
        // Exponential, and chi-square with 10 degrees of freedom at 95%, halved.
        assert!((gamma_quantile(1.0, 0.5) - std::f64::consts::LN_2).abs() < 1e-14);
        assert!((gamma_quantile(5.0, 0.95) - 18.307_038_053_275_143 / 2.0).abs() < 1e-12);
        assert_eq!(gamma_quantile(3.0, 0.0), 0.0);
    }
}
