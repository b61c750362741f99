use serde::{Deserialize, Serialize};

use super::Estimate;

/// How the open days of all replications differ, for one contact type or all together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayResults {
    /// Days with a contact, over all replications.
    pub days: u64,
    /// From the lowest figure to the highest.
    pub quantiles: Vec<DayQuantile>,
}

/// On a share of days each of these is no higher than it is here.
///
/// The lowest and the highest are those of the days seen, and have no interval. Between them there is none where fewer days
/// were seen than it takes for one to be so rare.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayQuantile {
    /// The share of days: 0.05.
    pub share: f64,
    /// Service level.
    pub service_level: Option<Estimate>,
    /// Abandoned, as a share of offered.
    pub abandoned_fraction: Option<Estimate>,
    /// The longest wait of the day.
    pub wait_seconds_max: Option<Estimate>,
}
