use serde::{Deserialize, Serialize};

use super::Measures;

/// One kind of case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaseResults {
    /// What it is called in charts and tables.
    pub title: String,
    /// Over the horizon after the warm-up.
    pub total: Measures,
    /// By open day.
    pub days: Vec<CaseDay>,
}

/// Cases on one open day, and as they stand at its end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaseDay {
    /// The date: `2026-03-02`.
    pub date: String,
    /// Its figures.
    #[serde(flatten)]
    pub measures: Measures,
}
