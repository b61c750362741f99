//! Runs as many replications as an answer of given precision needs.
//!
//! A run is a set of independent tasks, one per variant and replication. What they leave behind is a
//! [`Partial`], which merges exactly and in any order; [`estimate`] turns the whole of it into results.

mod analysis;
mod cases;
mod comparisons;
mod estimates;
mod formulas;
mod growth;
mod memory;
mod partial;
mod recovery;
mod runner;

pub use estimates::estimate;
pub use memory::memory;
pub use partial::{Partial, PartialError, VariantPartial};
pub use runner::{Ended, Watch, run, run_range};
