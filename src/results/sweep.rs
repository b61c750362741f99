use serde::{Deserialize, Serialize};

use crate::model::SweepPoint;

use super::Results;

/// A scenario run at several values of one or more keys.
///
/// The record is an ordinary [`Results`] with one variant per point; this says where each lies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SweepResults {
    /// The keys varied, as written: `teams.front_line.agents`.
    pub paths: Vec<String>,
    /// What each key counts or measures in the chart's axis label: `"agents"`, `"seconds"`, `"%"`.
    pub units: Vec<String>,
    /// One point per variant of `results`, in the same order.
    pub points: Vec<SweepPoint>,
    /// What came out, in the shape of a run.
    #[serde(flatten)]
    pub results: Results,
}
