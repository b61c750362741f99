//! Exponential and normal draws by rejection from 256 layers of equal area.
//!
//! # Source
//!
//! Marsaglia and Tsang (2000), "The Ziggurat Method for Generating Random Variables", *Journal of
//! Statistical Software* 5(8). The layer index and the position within the layer use different bits
//! of the word, as Doornik (2005) asks.

use std::sync::LazyLock;

use crate::units::Ticks;

use super::Stream;

const LAYERS: usize = 256;
/// Where the tail begins, so that 256 layers have equal area.
const EXPONENTIAL_TAIL: f64 = 7.697_117_470_131_05;
const NORMAL_TAIL: f64 = 3.654_152_885_361_009;

/// Right edges of the layers, widest first, and the density at each.
struct Layers {
    edge: [f64; LAYERS + 1],
    density: [f64; LAYERS + 1],
}

static EXPONENTIAL: LazyLock<Layers> = LazyLock::new(|| {
    let area = (EXPONENTIAL_TAIL + 1.0) * libm::exp(-EXPONENTIAL_TAIL);
    Layers::new(EXPONENTIAL_TAIL, area, |x| libm::exp(-x), |y| -libm::log(y))
});

static NORMAL: LazyLock<Layers> = LazyLock::new(|| {
    let density = |x: f64| libm::exp(-0.5 * x * x);
    let beyond = (std::f64::consts::PI / 2.0).sqrt() * libm::erfc(NORMAL_TAIL / std::f64::consts::SQRT_2);
    let area = NORMAL_TAIL * density(NORMAL_TAIL) + beyond;
    Layers::new(NORMAL_TAIL, area, density, |y| (-2.0 * libm::log(y)).sqrt())
});

impl Layers {
    fn new(tail: f64, area: f64, density: impl Fn(f64) -> f64, inverse: impl Fn(f64) -> f64) -> Self {
        let mut edge = [0.0; LAYERS + 1];
        edge[0] = area / density(tail);
        edge[1] = tail;
        for layer in 2..LAYERS {
            edge[layer] = inverse(density(edge[layer - 1]) + area / edge[layer - 1]);
        }
        Self { edge, density: edge.map(density) }
    }
}

#[inline]
pub(super) fn exponential(stream: &mut Stream) -> f64 {
    exponential_from(&EXPONENTIAL, stream)
}

/// Fills `places` with what `length` makes of a draw for each: faster than one by one, and the same draws.
#[inline]
pub(super) fn exponentials(stream: &mut Stream, places: &mut [Ticks], length: impl Fn(f64) -> Ticks) {
    let (layers, mut here) = (&*EXPONENTIAL, stream.clone());
    places.iter_mut().for_each(|place| *place = length(exponential_from(layers, &mut here)));
    *stream = here;
}

/// As [`exponentials`], for normal draws.
#[inline]
pub(super) fn normals(stream: &mut Stream, places: &mut [Ticks], length: impl Fn(f64) -> Ticks) {
    let (layers, mut here) = (&*NORMAL, stream.clone());
    places.iter_mut().for_each(|place| *place = length(normal_from(layers, &mut here)));
    *stream = here;
}

#[inline]
fn exponential_from(layers: &Layers, stream: &mut Stream) -> f64 {
    loop {
        let bits = stream.bits();
        let layer = (bits & 0xFF) as usize;
        let x = (bits >> 11) as f64 * (1.0 / (1_u64 << 53) as f64) * layers.edge[layer];
        if x < layers.edge[layer + 1] {
            return x;
        }
        let (accepted, after) = exponential_at_the_edge(stream.clone(), layers, layer, x);
        *stream = after;
        if let Some(x) = accepted {
            return x;
        }
    }
}

/// Takes the stream and gives it back, so that the loop that draws may keep it in registers.
#[cold]
fn exponential_at_the_edge(mut stream: Stream, layers: &Layers, layer: usize, x: f64) -> (Option<f64>, Stream) {
    if layer == 0 {
        // The tail of an exponential is an exponential.
        return (Some(EXPONENTIAL_TAIL - libm::log(1.0 - stream.uniform())), stream);
    }
    let height = layers.density[layer] + (layers.density[layer + 1] - layers.density[layer]) * stream.uniform();
    ((height < libm::exp(-x)).then_some(x), stream)
}

#[inline]
pub(super) fn normal(stream: &mut Stream) -> f64 {
    normal_from(&NORMAL, stream)
}

#[inline]
fn normal_from(layers: &Layers, stream: &mut Stream) -> f64 {
    loop {
        let bits = stream.bits();
        let layer = (bits & 0xFF) as usize;
        // Uniform on [-1, 1): the word read as a signed number.
        let u = (bits as i64 >> 11) as f64 * (1.0 / (1_u64 << 52) as f64);
        let x = u * layers.edge[layer];
        if x.abs() < layers.edge[layer + 1] {
            return x;
        }
        let (accepted, after) = normal_at_the_edge(stream.clone(), layers, layer, x);
        *stream = after;
        if let Some(x) = accepted {
            return x;
        }
    }
}

#[cold]
fn normal_at_the_edge(mut stream: Stream, layers: &Layers, layer: usize, x: f64) -> (Option<f64>, Stream) {
    if layer == 0 {
        return (Some(normal_tail(&mut stream).copysign(x)), stream);
    }
    let height = layers.density[layer] + (layers.density[layer + 1] - layers.density[layer]) * stream.uniform();
    ((height < libm::exp(-0.5 * x * x)).then_some(x), stream)
}

/// Marsaglia's method for the tail of a normal.
fn normal_tail(stream: &mut Stream) -> f64 {
    loop {
        let beyond = -libm::log(1.0 - stream.uniform()) / NORMAL_TAIL;
        let height = -libm::log(1.0 - stream.uniform());
        if beyond * beyond < 2.0 * height {
            return NORMAL_TAIL + beyond;
        }
    }
}
