use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Centre;

/// The centre as it is and, where a question is about a difference, the alternative to it.
///
/// Two pairs that share a centre hold the same one: it need be simulated once only.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The centre as it is.
    pub baseline: Arc<Centre>,
    /// The alternative.
    pub variant: Option<Arc<Centre>>,
}

/// Where a number is set anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetIn {
    /// In the baseline and in the variant.
    Both,
    /// In the baseline alone: the variant sets it for itself.
    Baseline,
    /// In the variant alone: it is a lever of the variant.
    Variant,
}
