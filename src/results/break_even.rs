use serde::{Deserialize, Serialize};

use crate::model::SetIn;

use super::{Estimate, Measure, Results, Scope, Verdict};

/// At which values of a key a variant and the baseline come out equal in a measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BreakEvenResults {
    /// The measure in which they are to be equal.
    pub measure: Measure,
    /// What it is about.
    pub scope: Scope,
    /// If both have as many agents as the baseline needs, the service level it needs them for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub at_target: Option<f64>,
    /// The variant.
    pub variant: String,
    /// What it is held against.
    pub against: String,
    /// The key varied, as written: `contacts.enquiries.outcome.resolved`.
    pub path: String,
    /// In what it is counted, for the label of an axis: `"seconds"`, `"%"`.
    pub unit: String,
    /// In which of the two centres it is set.
    pub set_in: SetIn,
    /// The least value looked at.
    pub low: Position,
    /// The greatest value looked at.
    pub high: Position,
    /// Every value at which both were simulated, from the least to the greatest.
    pub points: Vec<BreakEvenPoint>,
    /// Where they are equal, from the least to the greatest; empty if nowhere between the two ends.
    pub crossings: Vec<Crossing>,
    /// What comes out as the file has it, in the shape of a run.
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
    /// The value, rounded for reading as it is written.
    #[serde(flatten)]
    pub at: Position,
    /// How many times the agents of the file both have here, if they are as many as the baseline needs for its target.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub staffing: Option<f64>,
    /// The variant less the baseline, on the same customers.
    pub difference: Option<Estimate>,
    /// What the difference says.
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

/// A value at which the difference goes through zero or has come to it, with the values it cannot be told from.
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
    /// Where the difference goes through nothing: the end of the range up to which there is none at all.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub equal_up_to: Option<EndOfSpan>,
}
