use serde::{Deserialize, Serialize};

use crate::model::{SetIn, SweepPoint};

use super::{Estimate, Measure, Position, Results, Scope};

/// How far an answer depends on assumptions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SensitivityResults {
    /// The measure.
    pub measure: Measure,
    /// What it is about.
    pub scope: Scope,
    /// The variant, if the answer is its difference from the baseline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub variant: Option<String>,
    /// The answer with the values of the file.
    pub answer: Option<Estimate>,
    /// The assumptions with a range, the one that moves the answer most first.
    pub assumed: Vec<Influence>,
    /// The assumptions without one, which are not varied.
    pub not_varied: Vec<String>,
    /// All of them varied at once.
    pub together: Together,
    /// The results with the values of the file, in the shape of a run.
    #[serde(flatten)]
    pub results: Results,
}

/// What one assumption does to the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Influence {
    /// The key the assumption is about.
    pub assumption: String,
    /// The number varied: the same key, or the mean under it.
    pub path: String,
    /// The centres in which the number is set, if the answer is a difference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub set_in: Option<SetIn>,
    /// Whether at both ends everything happens as with the value of the file, in every replication.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub changes_nothing: bool,
    /// When the number acts, in words that follow its name, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effect: Option<String>,
    /// The answer at the lower end of its range, all else as in the file.
    pub low: EndOfRange,
    /// The answer at the upper end.
    pub high: EndOfRange,
    /// Spearman's rank correlation with the answer where all vary at once: from −1, the answer falls as this rises, to 1.
    pub rank_correlation: Option<f64>,
    /// Both ends of its interval; `None` with fewer than four points.
    pub rank_correlation_interval: Option<[f64; 2]>,
}

/// One end of the range of an assumption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndOfRange {
    /// The end.
    #[serde(flatten)]
    pub at: Position,
    /// The answer there.
    pub answer: Option<Estimate>,
    /// The answer there less the answer with the value of the file, on the same customers.
    pub change: Option<Estimate>,
}

/// All assumptions with a range varied at once, over a Latin hypercube.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Together {
    /// The numbers varied, in the order of the file.
    pub paths: Vec<String>,
    /// The points, each on customers of its own.
    pub points: Vec<PointOfAnswers>,
    /// How the answers are spread; `None` if fewer than two points have one.
    pub spread: Option<SpreadOfAnswers>,
}

/// One point of the hypercube.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointOfAnswers {
    /// Its values, one for each path.
    #[serde(flatten)]
    pub at: SweepPoint,
    /// The answer there.
    pub answer: Option<Estimate>,
}

/// How answers are spread over the hypercube, and why.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpreadOfAnswers {
    /// The least answer.
    pub least: f64,
    /// One answer in twenty is no greater.
    pub p5: f64,
    /// Half of the answers are no greater.
    pub median: f64,
    /// 19 answers in twenty are no greater.
    pub p95: f64,
    /// The greatest answer.
    pub greatest: f64,
    /// Variance of the true answers from point to point.
    pub variance_between: f64,
    /// Variance of an answer of this many replications about the true one.
    pub variance_within: f64,
    /// The share of both that the assumptions account for; `None` where neither varies.
    pub assumptions_fraction: Option<f64>,
    /// The share that chance accounts for.
    pub chance_fraction: Option<f64>,
}
