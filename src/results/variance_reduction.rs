use serde::{Deserialize, Serialize};

use crate::model::DayFactors;

use super::{Measure, Scope};

/// How a run made its intervals narrower, and by how much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VarianceReduction {
    /// Whether estimates are adjusted by how many customers, and how much work, were to be expected.
    pub control_variates: bool,
    /// How busy days are drawn.
    pub day_factors: DayFactors,
    /// What it gains, for the main measures over the horizon.
    pub gains: Vec<PrecisionGain>,
}

/// How many times more replications the same half-width would take without.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrecisionGain {
    /// The variant.
    pub variant: String,
    /// What the measure is about.
    pub scope: Scope,
    /// The measure.
    pub measure: Measure,
    /// The squared half-width without, over that with.
    pub precision_gain: f64,
}
