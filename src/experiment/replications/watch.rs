use thiserror::Error;

/// Follows a run from outside.
pub trait Watch: Sync {
    /// `done` of `of` replications, over all variants, are finished.
    fn progress(&self, done: u64, of: u64);
    /// Whether to stop at the next opportunity.
    fn stop(&self) -> bool;
}

/// Nobody watches: nothing is said and nothing is stopped.
impl Watch for () {
    fn progress(&self, _done: u64, _of: u64) {}

    fn stop(&self) -> bool {
        false
    }
}

/// It was stopped before there was anything to say: not all variants had a block of replications done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("stopped before any replication of all variants was done")]
pub struct NothingDone;

/// It was asked to stop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopped;

/// Tells of one stretch of many as if it were all one run.
pub(crate) struct Onward<'a> {
    pub(crate) watch: &'a dyn Watch,
    /// What the stretch counts as done when it begins.
    pub(crate) begins: u64,
    /// What was done before it.
    pub(crate) before: u64,
    pub(crate) expected: u64,
}

impl Watch for Onward<'_> {
    fn progress(&self, done: u64, _of: u64) {
        self.watch.progress(self.before + done - self.begins, self.expected);
    }

    fn stop(&self) -> bool {
        self.watch.stop()
    }
}
