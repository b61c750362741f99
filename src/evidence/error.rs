use thiserror::Error;

use crate::request::RequestError;

/// Why what lies there is no evidence.
#[derive(Debug, Error)]
pub enum EvidenceError {
    /// It is neither a results folder nor a pack, or something in it is dangerous.
    #[error("{0}")]
    Refused(String),
    /// Files are not those that their manifest lists.
    #[error("{0}")]
    Altered(String),
    /// What was asked cannot be asked again.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// It was made by this command, and only a run has variants that another run can be held against.
    #[error("made by `{0}`; only what `run` made can be compared")]
    NotARun(&'static str),
    /// It was stopped before everything was run again.
    #[error("interrupted before everything was run again")]
    Stopped,
}
