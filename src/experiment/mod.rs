//! Runs as many replications as an answer of given precision needs.
//!
//! A run is a set of independent tasks, one per variant and replication. What they leave behind is a
//! [`Partial`], which merges exactly and in any order; [`estimate`] turns the whole of it into results.

mod analysis;
mod break_even;
mod caseloads;
mod cases;
mod comparisons;
mod days;
mod description;
mod difference;
mod digits;
mod estimates;
mod explanation;
mod formulas;
mod full_complement;
mod growth;
mod inquiry;
mod luck;
mod luck_periods;
mod luck_question;
mod measured;
mod memory;
mod partial;
mod payroll;
mod people;
mod promise;
mod recovery;
mod runner;
mod sensitivity;
mod side_by_side;
mod spiral;
mod variant_results;
mod watch;

pub use break_even::{BreakEven, Lever, break_even};
pub use estimates::estimate;
pub use inquiry::{Inquiry, Unanswered};
pub use luck::{luck, luck_memory};
pub use luck_question::LuckQuestion;
pub use memory::memory;
pub use partial::{Partial, PartialError, VariantPartial};
pub use runner::{run, run_range, run_stopped};
pub use sensitivity::{Assumed, PairAtPositions, Register, Sensitivity, sensitivity};
pub use side_by_side::{RunMade, side_by_side};
pub use watch::{Ended, Watch};
