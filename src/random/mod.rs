//! One reproducible stream per source of randomness, and the distributions drawn from it.
//!
//! A [`Stream`] is a pure function of its [`Key`]: seed, replication, the name of what draws and
//! the purpose. All draws use one portable set of elementary functions, so the digits are the same
//! on every machine.

mod distribution;
mod gamma;
mod latin_hypercube;
mod residual;
mod spread;
mod stream;
mod ziggurat;

pub use distribution::{Distribution, DistributionError, Shape};
pub(crate) use gamma::unit_gamma_quantile;
pub use latin_hypercube::latin_hypercube_dimension;
pub use spread::Spread;
pub use stream::{Key, Stream};
