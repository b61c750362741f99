use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Measure;

/// Estimates by measure; `None`, in JSON `null`, where the measure does not exist.
pub type Measures = BTreeMap<Measure, Option<Estimate>>;

/// A mean over replications and the half-width of its confidence interval.
///
/// There is no half-width from a single replication. A measure that does not exist, say the mean wait
/// of the answered where nobody was answered, is no `Estimate` at all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The point estimate.
    pub mean: f64,
    /// Half the length of the interval at the stated confidence.
    pub half_width: Option<f64>,
}

impl Estimate {
    /// The lower end of the interval, or the mean where there is none.
    #[must_use]
    pub fn low(self) -> f64 {
        self.mean - self.half_width.unwrap_or(0.0)
    }

    /// The upper end of the interval, or the mean where there is none.
    #[must_use]
    pub fn high(self) -> f64 {
        self.mean + self.half_width.unwrap_or(0.0)
    }
}
