//! Runs as many replications as an answer of given precision needs.

use crate::model::Study;
use crate::results::Results;

/// How a run came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All replications were run, or the stated precision was reached.
    Complete,
    /// All replications were run without reaching the stated precision.
    PrecisionNotReached,
    /// It was asked to stop; the results hold the replications that were done by all variants.
    Interrupted,
}

/// Follows a run from outside.
pub trait Watch: Sync {
    /// `done` of `of` replications, over all variants, are finished.
    fn progress(&self, done: u64, of: u64);
    /// Whether to stop at the next opportunity.
    fn stop(&self) -> bool;
}

/// Runs `study` on `threads` threads, or as many as the machine has, and says what came out.
///
/// The results are the same bytes whatever the number of threads. `None` if it was stopped before
/// every variant had finished a replication.
pub fn run(_study: &Study, _threads: Option<usize>, _watch: &dyn Watch) -> (Option<Results>, Ended) {
    (None, Ended::Interrupted)
}
