//! Says results in words, figures and tables, and writes them as CSV and JSON.
//!
//! Nothing here computes a figure or opens a file; `figure` alone decides how a number looks.

#[cfg(test)]
pub(crate) mod example;
pub(crate) mod explanation;
pub(crate) mod figure;
mod file;
mod json;
mod origin;
pub(crate) mod scopes;
mod sentence;
pub(crate) mod tables;
mod understood;

pub use explanation::sentences as explanation_sentences;
pub use figure::{Figure, count, share};
pub use file::{File, RenderError};
pub use json::json;
pub use origin::Origin;
pub use sentence::{describe_verdict, recovery_sentence, sentence, sentence_beside, variance_reduction_sentence};
pub use tables::{
    tables_of_break_even, tables_of_luck, tables_of_run, tables_of_sensitivity, tables_of_side_by_side, tables_of_sweep,
};
pub use understood::{understood_in_brief, understood_lines};
