use thiserror::Error;

use crate::report::RenderError;
use crate::scenario::Faults;

/// Why a request was not answered.
#[derive(Debug, Error)]
pub enum RequestError {
    /// The scenario is at fault, or a value that was set in it.
    #[error("{}", .0.render(false))]
    Scenario(Faults),
    /// The request is at fault, in words for the person who made it.
    #[error("{0}")]
    Refused(String),
    /// It was stopped before there was an answer: says before what.
    #[error("interrupted before {0}")]
    Stopped(String),
    /// The program failed to render the answer.
    #[error("{0}; please report this")]
    Render(#[from] RenderError),
}

impl From<Faults> for RequestError {
    fn from(faults: Faults) -> Self {
        Self::Scenario(faults)
    }
}
