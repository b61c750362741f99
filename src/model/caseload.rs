use crate::random::Distribution;

use super::TeamIndex;

/// Cases that each belong to one worker for as long as they are open.
#[derive(Clone, Debug)]
pub struct Caseload {
    /// Its name in the scenario file.
    pub name: String,
    /// What it is called in charts and tables.
    pub title: String,
    /// Expected number of cases opened in a week.
    pub opened_per_week: f64,
    /// How long a case stays open.
    pub open: Distribution,
    /// The work that a case makes.
    pub hours: CaseHours,
    /// Cases that a full-time worker should carry at most.
    pub standard: f64,
    /// A worker with this many cases per full-time contract gets no other; if `None`, there is no cap.
    pub cap: Option<f64>,
    /// Hours a week of a full-time contract.
    pub full_time_hours: f64,
    /// The teams whose people carry it, none twice and none of another caseload.
    pub carried_by: Vec<TeamIndex>,
    /// Open cases per full-time worker at the start; if `None`, as many as in the long run.
    pub cases_at_start: Option<f64>,
    /// How much likelier leaving becomes for every five cases above the standard.
    pub leaving_load: f64,
}

/// The work that a case makes, in hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseHours {
    /// In each week it is open; what is not done in its week is never done.
    pub per_week: f64,
    /// Once, when a worker takes it up for the first time.
    pub to_open: f64,
    /// Each time another worker takes it over.
    pub handover: f64,
}

impl Caseload {
    /// Seconds in a week.
    pub const WEEK_SECONDS: f64 = 7.0 * 86_400.0;

    /// Mean time a case stays open, in weeks.
    #[must_use]
    pub fn mean_weeks_open(&self) -> f64 {
        self.open.mean() / Self::WEEK_SECONDS
    }

    /// The factor on the hazard of leaving of a worker with `caseload` cases per full-time contract.
    #[must_use]
    pub fn leaving_factor(&self, caseload: f64) -> f64 {
        1.0 + self.leaving_load * (caseload - self.standard).max(0.0) / 5.0
    }
}
