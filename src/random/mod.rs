//! One reproducible stream per source of randomness, and the distributions drawn from it.
//!
//! A [`Stream`] is a pure function of its [`Key`]: seed, replication, the name of what draws and
//! the purpose. All draws use one portable set of elementary functions, so the digits are the same
//! on every machine.

mod distribution;
mod gamma;
mod latin_hypercube;
mod memory;
mod moments;
mod residual;
mod shapes;
mod spread;
mod stream;
mod ziggurat;

#[cfg(test)]
mod tests;

pub use distribution::{Distribution, DistributionError, Shape};
pub(crate) use gamma::unit_gamma_quantile;
pub use latin_hypercube::latin_hypercube_dimension;
pub(crate) use memory::{first_of_row, next_of_row};
pub use spread::Spread;
pub use stream::{Key, Stream};
