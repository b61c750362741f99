//! Says results in words, figures and tables, and writes them as CSV and JSON.
//!
//! Nothing here computes a figure or opens a file; `figure` alone decides how a number looks.

pub(crate) mod assumptions;
pub(crate) mod cases;
pub(crate) mod comparisons;
pub(crate) mod days;
#[cfg(test)]
pub(crate) mod example;
pub(crate) mod explanation;
pub(crate) mod figure;
mod file;
pub(crate) mod full_complement;
pub(crate) mod intervals;
mod json;
pub(crate) mod luck_sheets;
mod origin;
pub(crate) mod scopes;
pub(crate) mod sentence;
pub(crate) mod sheet;
pub(crate) mod weeks;

pub use explanation::sentences as explanation_sentences;
pub use figure::{Figure, count, share};
pub use file::{File, RenderError};
pub use json::json;
pub use origin::Origin;
pub use sentence::{recovery_sentence, sentence};
