//! Renders results as text, Markdown, HTML, PDF, DOCX and XLSX, with their charts.
//!
//! What a report says is written once, as a `Document`; a renderer is a small file that decides how it looks.
//! Nothing here opens a file: a [`File`](crate::report::File) is a name and its bytes.

mod about;
mod break_even;
mod caseloads;
mod changed;
mod contents;
mod document;
mod docx;
#[cfg(test)]
mod example_document;
mod findings;
mod handled;
mod headline;
mod html;
mod luck;
mod markdown;
mod pack;
mod paper;
mod pdf;
mod people;
mod phrases;
mod screen;
mod sensitivity;
mod side_by_side;
mod side_by_side_summary;
mod stress_des;
mod terminal;
mod variants;
mod workbook;

pub use luck::summary_of_luck;
pub use pack::{pack_of_break_even, pack_of_luck, pack_of_run, pack_of_sensitivity, pack_of_sweep};
pub use screen::printable;
pub use side_by_side::pack_of_side_by_side;
pub use side_by_side_summary::summary_of_side_by_side;
pub use terminal::{summary_of_break_even, summary_of_run, summary_of_sensitivity, summary_of_sweep};
