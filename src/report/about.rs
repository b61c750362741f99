use crate::chart::{source, source_line};
use crate::results::{LuckResults, Results};

/// Where a document comes from: said at the foot of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct About {
    /// Program, seed, replications, confidence, scenario: as under every chart.
    pub(super) source: String,
}

impl About {
    /// Of a look at luck.
    pub(super) fn of_luck(luck: &LuckResults) -> Self {
        let LuckResults { program, seed, replications, confidence, scenario_sha256, .. } = luck;
        Self { source: source_line(program, *seed, (*replications, *replications), *confidence, scenario_sha256) }
    }

    /// Of a document about `results`.
    pub(super) fn of(results: &Results) -> Self {
        Self { source: source(results) }
    }
}
