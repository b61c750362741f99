//! Runs replications on threads, and keeps what they measured until it is estimated from.

mod memory;
mod partial;
mod range;
mod until_stopped;
mod watch;

pub use memory::memory;
pub use partial::{EstimateError, MissingReplications, Partial, PartialError, VariantPartial};
pub use range::run_range;
pub(super) use range::{STRETCH, spread};
pub(super) use until_stopped::UntilStopped;
pub use watch::{NothingDone, Watch};
pub(super) use watch::{Onward, Stopped};
