use serde::{Deserialize, Serialize};

use super::Estimate;

/// How long the queue takes to recover from a disruption that the baseline does not have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recovery {
    /// The variant.
    pub variant: String,
    /// The baseline that it is compared with.
    pub against: String,
    /// The disruption, in words.
    pub disruption: String,
    /// Opening time from the disruption's end until the first interval in which, on the same customers,
    /// no more wait than in the baseline: over the replications in which that comes before the
    /// horizon ends. `None` if it never does.
    pub open_seconds: Option<Estimate>,
    /// Share of replications in which it comes before the horizon ends.
    pub recovered_fraction: f64,
}
