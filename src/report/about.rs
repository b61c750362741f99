use crate::chart::source;
use crate::results::Results;

/// Where a document comes from: said at the foot of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct About {
    /// Program, seed, replications, confidence, scenario: as under every chart.
    pub(super) source: String,
}

impl About {
    /// Of a document about `results`.
    pub(super) fn of(results: &Results) -> Self {
        Self { source: source(results) }
    }
}
