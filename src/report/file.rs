use thiserror::Error;

/// One file of the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path within the folder, with `/` on every machine.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    /// The file that holds everything.
    pub const RESULTS: &'static str = "results.json";

    /// A file at `path` that holds `bytes`.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), bytes }
    }
}

/// Why results could not be rendered.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A chart could not be turned into a PNG.
    #[error("the chart `{name}` could not be drawn as PNG: {reason}")]
    Chart {
        /// The chart.
        name: String,
        /// What the drawing code says.
        reason: String,
    },
    /// A table could not be written as CSV.
    #[error("a table could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// A pack could not be written as zip.
    #[error("the pack could not be written as zip: {0}")]
    Archive(String),
    /// The document could not be written as PDF.
    #[error("the report could not be written as PDF: {0}")]
    Pdf(String),
    /// The document could not be written as DOCX.
    #[error("the report could not be written as DOCX: {0}")]
    Docx(String),
    /// The results could not be written as XLSX.
    #[error("the results could not be written as XLSX: {0}")]
    Workbook(String),
    /// A record could not be written as JSON.
    #[error("the results could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
