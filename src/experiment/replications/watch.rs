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
