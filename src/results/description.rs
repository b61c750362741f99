use serde::{Deserialize, Serialize};

/// What the model holds, in plain words, of the baseline: enough to fill a checklist of how simulations are reported.
///
/// Each list has a sentence for each thing there is, in order of the file; it is empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Description {
    /// The variants, with what they stand for.
    pub variants: Vec<String>,
    /// What moves through the model: contact types, kinds of case, caseloads.
    pub entities: Vec<String>,
    /// How each of them arrives.
    pub arrivals: Vec<String>,
    /// How long each of them takes.
    pub handling: Vec<String>,
    /// How long contacts wait, and what becomes of those who give up or are not settled.
    pub patience: Vec<String>,
    /// Where contacts go, and in what order.
    pub routing: Vec<String>,
    /// Teams and people.
    pub teams: Vec<String>,
    /// Lines, as far as they are limited.
    pub lines: Vec<String>,
    /// Rules about work that are checked or enforced.
    pub clauses: Vec<String>,
    /// What goes wrong.
    pub disruptions: Vec<String>,
    /// When the centre is open, and over what time.
    pub calendar: Vec<String>,
    /// How the model begins.
    pub start: Vec<String>,
    /// Generator, streams, and what variants share.
    pub randomness: Vec<String>,
    /// Replications, and how estimates are made.
    pub estimation: Vec<String>,
}
