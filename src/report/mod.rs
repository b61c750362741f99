//! Renders results as text, Markdown, HTML, CSV or JSON.
//!
//! Every renderer is a small file over the same record and computes nothing; `figure` alone decides
//! how a number looks. Nothing here opens a file: a [`File`] is a name and its bytes.

mod about;
mod assumptions;
mod break_even;
mod caseloads;
mod cases;
mod changed;
mod comparisons;
mod contents;
mod days;
mod document;
mod docx;
#[cfg(test)]
mod example;
#[cfg(test)]
mod example_document;
mod explanation;
mod figure;
mod findings;
mod full_complement;
mod headline;
mod html;
mod intervals;
mod json;
mod luck;
mod luck_sheets;
mod markdown;
mod origin;
mod pack;
mod paper;
mod pdf;
mod people;
mod scopes;
mod sensitivity;
mod sentence;
mod sheet;
mod side_by_side;
mod stress_des;
mod terminal;
mod weeks;
mod workbook;

pub use changed::summary_of_side_by_side;
pub use explanation::sentences as explanation_sentences;
pub use figure::{Figure, count, share};
pub use json::json;
pub use luck::{pack_of_luck, summary_of_luck};
pub use origin::Origin;
pub use pack::{File, RenderError, pack_of_break_even, pack_of_run, pack_of_sensitivity, pack_of_sweep};
pub use sentence::{recovery_sentence, sentence};
pub use side_by_side::pack_of_side_by_side;
pub use terminal::{summary_of_break_even, summary_of_run, summary_of_sensitivity, summary_of_sweep};
