use serde::{Deserialize, Serialize};

use crate::model::SetIn;

use super::{Estimate, Measure, Results, Scope, Verdict};

/// The values of a key at which a variant and the baseline are equal in a measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BreakEvenResults {
    /// The measure in which they are to be equal.
    pub measure: Measure,
    /// What it is about.
    pub scope: Scope,
    /// The service level that the baseline is staffed for, a share; only where agents needed were asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub at_target: Option<f64>,
    /// The variant.
    pub variant: String,
    /// The baseline that it is compared with.
    pub against: String,
    /// The key varied, as written: `contacts.enquiries.outcome.resolved`.
    pub path: String,
    /// The unit of positions, for the label of an axis: `"seconds"`, `"%"`.
    pub unit: String,
    /// The centres in which the key is set.
    pub set_in: SetIn,
    /// The lower end of the range.
    pub low: Position,
    /// The upper end of the range.
    pub high: Position,
    /// Every value at which both were simulated, from the least to the greatest.
    pub points: Vec<BreakEvenPoint>,
    /// Where they are equal, from the least to the greatest; empty if nowhere between the two ends.
    pub crossings: Vec<Crossing>,
    /// Whether at every value everything happens as at the least, in every replication.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub changes_nothing: bool,
    /// When the key acts, in words that follow its name, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effect: Option<String>,
    /// The results with the values of the file, in the shape of a run.
    #[serde(flatten)]
    pub results: Results,
}

/// A value of the key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// On a number line: agents, seconds, per cent.
    pub position: f64,
    /// As it would be written in the file.
    pub written: String,
}

/// One value of the key, and what came out there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakEvenPoint {
    /// The value; as it is written, it is rounded for reading.
    #[serde(flatten)]
    pub at: Position,
    /// The factor on the agents of the file with which the baseline meets its target; only where agents needed were asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub staffing: Option<f64>,
    /// The variant less the baseline, on the same customers.
    pub difference: Option<Estimate>,
    /// What the interval of the difference allows one to say.
    pub verdict: Option<Verdict>,
    /// The measure in the baseline.
    pub baseline: Option<Estimate>,
    /// The measure in the variant.
    pub variant: Option<Estimate>,
}

/// An end of the range looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndOfSpan {
    /// The least value.
    Low,
    /// The greatest value.
    High,
}

/// A value at which the difference goes through zero or comes to it, and the values that cannot be told from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crossing {
    /// The value, estimated between those simulated.
    pub value: f64,
    /// As it would be written in the file, rounded.
    pub written: String,
    /// The least value around it whose difference holds zero; `None` if it lies beyond the range.
    pub low: Option<Position>,
    /// The greatest value around it whose difference holds zero; `None` if it lies beyond the range.
    pub high: Option<Position>,
    /// Of a key that takes whole numbers: the two neighbours between which the difference changes its sign.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub between: Option<[Position; 2]>,
    /// The end of the range up to which there is no difference at all, if the difference does not change its sign.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub equal_up_to: Option<EndOfSpan>,
}
