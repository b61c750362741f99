use serde::{Deserialize, Serialize};

use super::Measures;

/// What the people of one team live through: distributions over them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeopleResults {
    /// What the team is called in charts and tables.
    pub title: String,
    /// Over the horizon after the warm-up.
    pub total: Measures,
}

/// One clause, held against what people live through.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClauseResults {
    /// What it says, in words: `at most 30 contacts in a week`.
    pub rule: String,
    /// Whether work is arranged so that it holds; otherwise it is only checked.
    pub enforced: bool,
    /// Of what `broken_fraction` is a share: `person-weeks`.
    pub counted: String,
    /// The names of the teams it is about.
    pub teams: Vec<String>,
    /// Over the horizon after the warm-up.
    pub total: Measures,
}
