//! Runs as many replications as an answer of given precision needs.
//!
//! A run is a set of independent tasks, one per variant and replication. What they leave behind is a
//! [`Partial`], which merges exactly and in any order; [`estimate`] turns the whole of it into results.

mod estimate;
mod questions;
mod replications;
mod runner;
mod understood;

pub use estimate::estimate;
pub use questions::{
    Assumed, BreakEven, Inquiry, Lever, LuckQuestion, NoLuck, PairAtPositions, Register, RunMade, Sensitivity,
    Unanswered, break_even, luck, luck_memory, luck_stopped, sensitivity, side_by_side,
};
pub use replications::{
    EstimateError, MissingReplications, NothingDone, Partial, PartialError, VariantPartial, Watch, memory, run_range,
};
pub use runner::{run, run_stopped};
pub use understood::understood;
