use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::experiment::Watch;

use super::interruption;

/// A bar on standard error, if that is a terminal.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar of which nothing is shown until the first replication is done.
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new(0);
        let shown = io::stderr().is_terminal();
        bar.set_draw_target(if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() });
        let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} replications, {eta} to go");
        Self(bar.with_style(style.expect("the template is well-formed")))
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Watch for Progress {
    fn progress(&self, done: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(done);
    }

    fn stop(&self) -> bool {
        interruption::asked_to_stop()
    }
}
