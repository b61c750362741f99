use crate::chart::{source, source_of_luck};
use crate::results::{LuckResults, Results};

/// Where a document comes from: said at the foot of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct About {
    /// Program, seed, replications, confidence, scenario: as under every chart.
    pub(super) source: String,
}

impl About {
    /// Of a document about `results`.
    pub(super) fn of_run(results: &Results) -> Self {
        Self { source: source(results) }
    }

    /// Of a document about a look at luck.
    pub(super) fn of_luck(luck: &LuckResults) -> Self {
        Self { source: source_of_luck(luck) }
    }
}
