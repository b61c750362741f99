use crate::units::Erlangs;

/// The wait a contact with endless patience would meet, given that it must wait, when the others'
/// patience is exponential.
///
/// Time `y` is counted in mean patiences. With `r = λ/θ` arrivals and `s = nμ/θ` completions per
/// mean patience, the density is proportional to `exp(r·(1 − e⁻ʸ) − s·y)`, which is log-concave with
/// its peak at `y* = max(0, ln(r/s))`. Written from the peak, `y = y* + u`, it is
/// `exp(−c·(e⁻ᵘ − 1 + u) − d·u)` with `c = min(r, s)` and `d = max(0, s − r)`: no large numbers
/// cancel, however long the queue.
///
/// # Source
///
/// Zeltyn and Mandelbaum (2005), "Call centers with impatient customers: many-server asymptotics of
/// the M/M/n+G queue", *Queueing Systems* 51, 361–402, §2; the expansion about the peak is ours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct VirtualWait {
    peak: f64,
    curvature: f64,
    slope: f64,
    log_height: f64,
}

/// Beyond `e⁻⁴⁰` of the peak nothing reaches the twelfth digit.
const NEGLIGIBLE: f64 = -40.0;
/// Where the density rises towards its peak it bends on the scale of one mean patience.
const LONGEST_RISING_PANEL: f64 = 0.5;

impl VirtualWait {
    /// `patience_in_handlings` is the mean patience divided by the AHT; `agents` is above zero.
    pub(super) fn new(load: Erlangs, agents: u32, patience_in_handlings: f64) -> Self {
        let (load, agents) = (load.get(), f64::from(agents));
        let completions = agents * patience_in_handlings;
        if load <= agents {
            let slope = (agents - load) * patience_in_handlings;
            return Self { peak: 0.0, curvature: load * patience_in_handlings, slope, log_height: 0.0 };
        }
        let overload = (load - agents) / agents;
        let peak = libm::log1p(overload);
        Self { peak, curvature: completions, slope: 0.0, log_height: completions * (overload - peak) }
    }

    /// The logarithm of how far the peak stands above the density at no wait.
    pub(super) fn log_height(self) -> f64 {
        self.log_height
    }

    /// `∫₀ᵗ f(y) · exp(density relative to the peak) dy`, with `t` in mean patiences.
    pub(super) fn integrate(self, until: f64, f: impl Fn(f64) -> f64) -> f64 {
        let scaled = |u: f64| f(self.peak + u) * libm::exp(self.log_density(u));
        self.rising_side(until - self.peak, &scaled) + self.falling_side(until - self.peak, &scaled)
    }

    /// From the peak down to no wait, `u` in `[−y*, min(0, until)]`.
    fn rising_side(self, until: f64, scaled: &impl Fn(f64) -> f64) -> f64 {
        let (mut sum, mut high) = (0.0, 0.0_f64);
        while -self.peak < high && NEGLIGIBLE < self.log_density(high) {
            let low = (high - (-high).max(self.scale()).min(LONGEST_RISING_PANEL)).max(-self.peak);
            sum += panel(low, high.min(until), scaled);
            high = low;
        }
        sum
    }

    /// From the peak upwards, `u` in `[0, until]`, in panels that double with the distance.
    fn falling_side(self, until: f64, scaled: &impl Fn(f64) -> f64) -> f64 {
        let (mut sum, mut low) = (0.0, 0.0_f64);
        while low < until && NEGLIGIBLE < self.log_density(low) {
            let high = low + low.max(self.scale());
            sum += panel(low, high.min(until), scaled);
            low = high;
        }
        sum
    }

    /// How far from the peak the density first bends.
    fn scale(self) -> f64 {
        (1.0 / libm::sqrt(self.curvature)).min(1.0 / self.slope).min(1.0)
    }

    /// The logarithm of the density relative to the peak, at `u` mean patiences from it.
    fn log_density(self, u: f64) -> f64 {
        -self.curvature * bend(u) - self.slope * u
    }
}

/// `e⁻ᵘ − 1 + u`, without cancellation near zero.
fn bend(u: f64) -> f64 {
    if u.abs() < 0.1 { exponential_tail(-u) } else { libm::expm1(-u) + u }
}

/// Share of an Erlang-2 distribution of rate one below `y`: `1 − e⁻ʸ·(1 + y)`, without cancellation.
pub(super) fn two_stage_share(y: f64) -> f64 {
    if y < 0.1 { libm::exp(-y) * exponential_tail(y) } else { 1.0 - libm::exp(-y) * (1.0 + y) }
}

/// `Σₖ₌₂ xᵏ/k!` for `|x| < 0.1`.
fn exponential_tail(x: f64) -> f64 {
    (3..=11).rev().fold(1.0, |sum, k| 1.0 + sum * x / f64::from(k)) * x * x / 2.0
}

/// Gauss–Legendre with sixteen points; nothing if the panel is empty.
fn panel(low: f64, high: f64, f: &impl Fn(f64) -> f64) -> f64 {
    if high <= low {
        return 0.0;
    }
    let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
    half * NODES.iter().map(|(node, weight)| weight * (f(middle - half * node) + f(middle + half * node))).sum::<f64>()
}

/// The positive nodes of the sixteen-point rule on `[−1, 1]` and their weights.
const NODES: [(f64, f64); 8] = [
    (0.09501250983763744, 0.1894506104550685),
    (0.2816035507792589, 0.18260341504492358),
    (0.45801677765722737, 0.16915651939500254),
    (0.6178762444026438, 0.14959598881657674),
    (0.755404408355003, 0.12462897125553388),
    (0.8656312023878318, 0.09515851168249279),
    (0.9445750230732326, 0.062253523938647894),
    (0.9894009349916499, 0.027152459411754096),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(load: f64, agents: u32, patience: f64) -> VirtualWait {
        VirtualWait::new(Erlangs::new(load).unwrap(), agents, patience)
    }

    #[test]
    fn the_rule_integrates_polynomials_exactly() {
        let power = |k: i32| panel(0.0, 2.0, &|x: f64| x.powi(k));
        for k in 0..=31 {
            let exact = 2.0_f64.powi(k + 1) / f64::from(k + 1);
            assert!((power(k) - exact).abs() < 1e-13 * exact, "{k}");
        }
    }

    /// With `s` a whole number, `∫ exp(r(1−e⁻ʸ) − s·y) dy = eʳ·r⁻ˢ·(s−1)!·P(Poisson(r) ≥ s)`.
    #[test]
    fn whole_completions_have_a_closed_form() {
        for (r, s) in [(0.5, 1_u32), (3.0, 1), (40.0, 4), (4.0, 40), (25.0, 25), (600.0, 60)] {
            let density = wait(r, s, 1.0);
            let integral = libm::log(density.integrate(f64::INFINITY, |_| 1.0)) + density.log_height();
            let at_least_s: f64 = (s..s + 2_000).map(|k| libm::exp(log_poisson(r, k) - log_poisson(r, s - 1))).sum();
            let exact = libm::log(at_least_s / r);
            assert!((integral - exact).abs() < 1e-12 * exact.abs().max(1.0), "r {r}, s {s}: {integral} and {exact}");
        }
    }

    #[test]
    fn a_part_is_what_a_fine_staircase_gives() {
        for (load, agents, patience) in [(5.0, 10, 0.5), (1e5, 10_000, 2.0), (20.0, 1, 0.1), (100.0, 99, 1e3)] {
            let density = wait(load, agents, patience);
            let whole = density.integrate(f64::INFINITY, |_| 1.0);
            for until in [density.peak * 0.9 + 1e-3, density.peak * 1.1 + 1e-3, density.peak + 3.0] {
                let steps = 200_000_u32;
                let width = until / f64::from(steps);
                let stairs: f64 = (0..steps)
                    .map(|step| libm::exp(density.log_density((f64::from(step) + 0.5) * width - density.peak)))
                    .sum();
                let part = density.integrate(until, |_| 1.0);
                assert!((part - stairs * width).abs() < 1e-6 * whole, "{load} {agents} {patience} {until}: {part}");
            }
        }
    }

    #[test]
    fn small_arguments_keep_their_digits() {
        assert!((bend(1e-9) / 0.5e-18 - 1.0).abs() < 1e-9);
        assert!((two_stage_share(1e-9) / 0.5e-18 - 1.0).abs() < 1e-8);
        for y in [0.0999999, 0.1000001, -0.0999999, -0.1000001] {
            assert!((bend(y) / (libm::expm1(-y) + y) - 1.0).abs() < 1e-13);
        }
    }

    fn log_poisson(r: f64, k: u32) -> f64 {
        f64::from(k) * libm::log(r) - libm::lgamma(f64::from(k) + 1.0)
    }
}
