use serde::{Deserialize, Serialize};

use crate::model::Doing;

use super::Measures;

/// What the people of one team live through: distributions over them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeopleResults {
    /// What the team is called in charts and tables.
    pub title: String,
    /// Over the horizon after the warm-up.
    pub total: Measures,
    /// One day of a few of them in one replication, the first: a picture, and no estimate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub day: Option<LivedDay>,
}

/// One day of a few people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LivedDay {
    /// The date: `2026-03-02`.
    pub date: String,
    /// In order of their places.
    pub people: Vec<PersonsDay>,
}

/// One day of one person. Moments are whole seconds since midnight.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonsDay {
    /// The place in the team, from 1.
    pub place: u32,
    /// When the shift should have begun and ended.
    pub due: (u32, u32),
    /// What was done from when until when.
    pub spans: Vec<(Doing, u32, u32)>,
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
