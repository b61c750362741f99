use serde::{Deserialize, Serialize};

use crate::units::describe_duration;

/// "`target` of contacts answered within `within_seconds`".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceTarget {
    /// The threshold in seconds.
    pub within_seconds: f64,
    /// The time within which a message should be done, in words; the threshold is then about as long in seconds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<String>,
    /// The share promised; `None` if none is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<f64>,
}

impl ServiceTarget {
    /// What is promised, in the unit in which it is: `answered within 20s`, `done within 5 working days`.
    #[must_use]
    pub fn in_words(&self) -> String {
        match &self.due {
            Some(due) => format!("done within {due}"),
            None => format!("answered within {}", describe_duration(self.within_seconds)),
        }
    }
}
