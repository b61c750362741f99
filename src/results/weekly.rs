use serde::{Deserialize, Serialize};

use super::Measures;

/// One caseload: cases that each belong to one worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaseloadResults {
    /// What it is called in charts and tables.
    pub title: String,
    /// Cases that a full-time worker should carry at most.
    pub standard: f64,
    /// Cases per full-time contract at which a worker gets no other, if there is such a cap.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cap: Option<f64>,
    /// Over the weeks after the warm-up.
    pub total: Measures,
    /// Week by week.
    pub weeks: Vec<WeekResults>,
}

/// The people of one team.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkforceResults {
    /// What it is called in charts and tables.
    pub title: String,
    /// Over the weeks after the warm-up.
    pub total: Measures,
    /// Week by week.
    pub weeks: Vec<WeekResults>,
}

/// One week.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WeekResults {
    /// The date on which it begins: `2026-03-02`.
    pub start: String,
    /// Its figures.
    #[serde(flatten)]
    pub measures: Measures,
}
