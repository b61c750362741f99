use serde::{Deserialize, Serialize};

use super::{Estimate, Measures};

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
    /// When enough people are up to speed.
    pub full_complement: FullComplement,
    /// People who begin together, in order of time.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub intakes: Vec<Intake>,
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

/// When, over replications, enough people of a team are up to speed for the first time within the horizon.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FullComplement {
    /// The number of proficient people that makes the complement full.
    pub heads: u32,
    /// Chance that it is reached within the horizon.
    pub reached: Option<Estimate>,
    /// Both ends of the interval of that chance, which is not symmetric; `None` from a single replication.
    #[serde(default)]
    pub reached_interval: Option<[f64; 2]>,
    /// The date by which it is reached with a chance of 10%; `None` if that date is beyond the horizon.
    pub p10: Option<DateEstimate>,
    /// The same for 50%.
    pub p50: Option<DateEstimate>,
    /// The same for 90%.
    pub p90: Option<DateEstimate>,
}

/// A date and its confidence interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateEstimate {
    /// The date: `2026-03-02`.
    pub date: String,
    /// The lower end; `None` where the replications are too few to say.
    pub earliest: Option<String>,
    /// The upper end; `None` where it does not end within the horizon, or the replications are too few to say.
    pub latest: Option<String>,
}

/// People who begin together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// The date: `2026-03-02`.
    pub date: String,
    /// The number of people.
    pub people: u32,
}
