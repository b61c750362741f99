//! Turns observations into estimates with stated confidence.

mod histogram;

pub use histogram::Histogram;
