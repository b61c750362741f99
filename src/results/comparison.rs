use serde::{Deserialize, Serialize};

use super::{Estimate, Measure, Scope};

/// What the interval of a paired difference allows one to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval lies on the measure's good side.
    Better,
    /// The whole interval lies on the measure's bad side.
    Worse,
    /// The interval holds zero.
    CannotTell,
    /// Higher, of a measure that has no good side.
    Higher,
    /// Lower, of a measure that has no good side.
    Lower,
}

impl Verdict {
    /// Its words in charts and tables: `cannot tell`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::CannotTell => "cannot tell",
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }

    /// The verdict on a difference that must not be called good or bad: higher or lower.
    #[must_use]
    pub fn neutral(self, difference: Estimate) -> Self {
        match self {
            Self::Better | Self::Worse if difference.mean > 0.0 => Self::Higher,
            Self::Better | Self::Worse => Self::Lower,
            Self::CannotTell | Self::Higher | Self::Lower => self,
        }
    }
}

/// A paired difference between a variant and the baseline: variant less baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The variant.
    pub variant: String,
    /// The baseline that it is compared with.
    pub against: String,
    /// What the measure is about.
    pub scope: Scope,
    /// The measure.
    pub measure: Measure,
    /// The difference on the same customers.
    pub difference: Estimate,
    /// What its interval allows one to say.
    pub verdict: Verdict,
    /// Variance of the difference had the two been simulated on different customers, over that on
    /// the same customers: how many times fewer replications the pairing needs, without control variates.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pairing_gain: Option<f64>,
}
