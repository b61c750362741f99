//! What is asked: variants, sweeps, assumptions and how carefully to simulate.

pub(super) mod adjustable;
pub(super) mod differences;
pub(super) mod effects;
pub(super) mod range_of_value;
pub(super) mod run;
pub(super) mod span;
pub(super) mod sweep;
pub(super) mod variant;
