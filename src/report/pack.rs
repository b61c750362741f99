use thiserror::Error;

use crate::chart::{self, Chart, ChartError};
use crate::results::{BreakEvenResults, Results, SensitivityResults, SweepResults};

use super::about::About;
use super::cases::cases_csv;
use super::comparisons::comparisons_csv;
use super::document::Document;
use super::docx::docx;
use super::findings::Findings;
use super::full_complement::full_complement_csv;
use super::intervals::intervals_csv;
use super::manifest::Manifest;
use super::pdf::pdf;
use super::people::people_csv;
use super::weeks::{caseloads_csv, workforces_csv};
use super::workbook::workbook;
use super::{Origin, break_even, contents, html, json, markdown, sensitivity};

/// Pixels of a PNG per unit of its SVG.
const PNG_SCALE: f32 = 2.0;

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
        reason: ChartError,
    },
    /// A table could not be written as CSV.
    #[error("a table could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// The document could not be written as PDF.
    #[error("the report could not be written as PDF: {0}")]
    Pdf(String),
    /// The document could not be written as DOCX.
    #[error("the report could not be written as DOCX: {0}")]
    Docx(String),
    /// The results could not be written as XLSX.
    #[error("the results could not be written as XLSX: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A record could not be written as JSON.
    #[error("the results could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// All files that a run leaves behind, the manifest last.
///
/// # Errors
///
/// A [`RenderError`] if a chart or a record refuses its format.
pub fn pack_of_run(results: &Results, charts: &[Chart], origin: &Origin) -> Result<Vec<File>, RenderError> {
    let document = contents::of_run(results, charts, origin);
    pack(json::json(results)?, &document, Parts { results, charts, origin, tables: Vec::new() })
}

/// All files that a sweep leaves behind, the manifest last.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_sweep(sweep: &SweepResults, charts: &[Chart], origin: &Origin) -> Result<Vec<File>, RenderError> {
    let document = contents::of_sweep(sweep, charts, origin);
    let parts = Parts { results: &sweep.results, charts, origin, tables: Vec::new() };
    pack(json::json(sweep)?, &document, parts)
}

/// All files that a break-even leaves behind, the manifest last.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_break_even(
    found: &BreakEvenResults,
    charts: &[Chart],
    origin: &Origin,
) -> Result<Vec<File>, RenderError> {
    let tables = vec![table("points.csv", break_even::points_csv(found)?)];
    let parts = Parts { results: &found.results, charts, origin, tables };
    pack_of_findings(json::json(found)?, &break_even::findings(found), parts)
}

/// All files that a sensitivity leaves behind, the manifest last.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_sensitivity(
    found: &SensitivityResults,
    charts: &[Chart],
    origin: &Origin,
) -> Result<Vec<File>, RenderError> {
    let tables = vec![
        table("tornado.csv", sensitivity::tornado_csv(found)?),
        table("points.csv", sensitivity::points_csv(found)?),
    ];
    let parts = Parts { results: &found.results, charts, origin, tables };
    pack_of_findings(json::json(found)?, &sensitivity::findings(found), parts)
}

fn pack_of_findings(json: String, findings: &Findings, parts: Parts) -> Result<Vec<File>, RenderError> {
    let Parts { results, charts, origin, .. } = parts;
    let document = contents::of_findings(findings, results, charts, origin);
    pack(json, &document, parts)
}

fn table(path: &str, bytes: Vec<u8>) -> File {
    File { path: path.into(), bytes }
}

struct Parts<'a> {
    results: &'a Results,
    charts: &'a [Chart],
    origin: &'a Origin,
    /// Tables besides those of every run.
    tables: Vec<File>,
}

fn pack(json: String, document: &Document, parts: Parts) -> Result<Vec<File>, RenderError> {
    let file = |path: &str, bytes| File { path: path.into(), bytes };
    let drawn = files_of_charts(parts.charts)?;
    let [pdf, docx] = on_paper(document, &About::of(parts.results), &drawn)?;
    let mut files = vec![
        file(File::RESULTS, json.into_bytes()),
        file("summary.md", markdown::markdown(document).into_bytes()),
        file("intervals.csv", intervals_csv(parts.results)?),
        file("comparisons.csv", comparisons_csv(parts.results)?),
        file("report.html", html::html(document).into_bytes()),
        pdf,
        docx,
        file("workbook.xlsx", workbook(parts.results, parts.charts)?),
    ];
    if parts.results.variants.iter().any(|variant| !variant.cases.is_empty()) {
        files.push(file("cases.csv", cases_csv(parts.results)?));
    }
    files.extend(caseloads_csv(parts.results)?.map(|bytes| file("caseloads.csv", bytes)));
    files.extend(workforces_csv(parts.results)?.map(|bytes| file("workforces.csv", bytes)));
    files.extend(people_csv(parts.results)?.map(|bytes| file("people.csv", bytes)));
    files.extend(full_complement_csv(parts.results)?.map(|bytes| file("full_complement.csv", bytes)));
    files.extend(parts.tables);
    files.extend(drawn);
    let manifest = Manifest::new(parts.results, parts.origin, &files);
    files.push(file(Manifest::FILE_NAME, json::json(&manifest)?.into_bytes()));
    Ok(files)
}

/// The document to print and the document to edit; its pictures are those that were `drawn`.
pub(super) fn on_paper(document: &Document, about: &About, drawn: &[File]) -> Result<[File; 2], RenderError> {
    let file = |path: &str, bytes| File { path: path.into(), bytes };
    let picture = |chart: &Chart| {
        let path = format!("charts/{}.png", chart.name);
        drawn.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice())
    };
    Ok([file("report.pdf", pdf(document, about)?), file("report.docx", docx(document, about, &picture)?)])
}

/// Every chart as SVG and PNG, and its numbers.
pub(super) fn files_of_charts(charts: &[Chart]) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::with_capacity(3 * charts.len());
    for chart in charts {
        files.extend(files_of_chart(chart)?);
    }
    Ok(files)
}

fn files_of_chart(chart: &Chart) -> Result<[File; 3], RenderError> {
    let png =
        chart::png(&chart.svg, PNG_SCALE).map_err(|reason| RenderError::Chart { name: chart.name.clone(), reason })?;
    let file = |ending: &str, bytes| File { path: format!("charts/{}.{ending}", chart.name), bytes };
    Ok([file("svg", chart.svg.clone().into_bytes()), file("png", png), file("csv", chart.csv.clone().into_bytes())])
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    #[test]
    fn the_manifest_comes_last_and_lists_all_others() {
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        let files = pack_of_run(&example::results(), &[], &origin).unwrap();
        let manifest: Manifest = serde_json::from_slice(&files.last().unwrap().bytes).unwrap();
        let listed: Vec<_> = manifest.files.iter().map(|file| file.path.as_str()).collect();
        let others: Vec<_> = files[..files.len() - 1].iter().map(|file| file.path.as_str()).collect();
        assert_eq!(listed, others);
        assert_eq!(manifest.replications.get("baseline"), Some(&100));
        assert_eq!(manifest.command, "callfloor run centre.toml");
    }

    #[test]
    fn cases_have_a_file_of_their_own_where_there_are_any() {
        let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
        let has_cases = |results| {
            let files = pack_of_run(&results, &[], &origin).unwrap();
            files.iter().any(|file| file.path == "cases.csv")
        };
        assert!(has_cases(example::results_with_cases()));
        assert!(!has_cases(example::results()));
    }

    #[test]
    fn the_json_is_the_record_and_ends_in_a_newline() {
        let text = json(&example::results()).unwrap();
        assert!(text.ends_with("}\n"));
        let read: Results = serde_json::from_str(&text).unwrap();
        assert_eq!(json(&read).unwrap(), text);
    }
}
