use std::borrow::Cow;

use serde::Serialize;

use crate::chart::Chart;
use crate::report::{File, Origin, RenderError, tables, tables_of_luck};
use crate::results::{BreakEvenResults, LuckResults, Results, SensitivityResults, SweepResults};

use super::about::About;
use super::document::Document;
use super::stress_des::stress_des;
use super::workbook::workbook;
use super::{break_even, contents, docx, html, markdown, pdf, sensitivity};

/// All files that come out of a run.
///
/// # Errors
///
/// A [`RenderError`] if a chart or a record refuses its format.
pub fn pack_of_run(results: &Results, charts: &[Chart], origin: &Origin) -> Result<Vec<File>, RenderError> {
    let document = contents::of_run(results, charts, origin);
    pack(results, &document, Parts { results, charts, origin })
}

/// All files that come out of a sweep.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_sweep(sweep: &SweepResults, charts: &[Chart], origin: &Origin) -> Result<Vec<File>, RenderError> {
    let document = contents::of_sweep(sweep, charts, origin);
    pack(sweep, &document, Parts { results: &sweep.results, charts, origin })
}

/// All files that come out of a break-even.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_break_even(
    found: &BreakEvenResults,
    charts: &[Chart],
    origin: &Origin,
) -> Result<Vec<File>, RenderError> {
    let document = contents::of_findings(&break_even::findings(found), &found.results, charts, origin);
    let mut files = pack(found, &document, Parts { results: &found.results, charts, origin })?;
    files.extend(tables::of_break_even(found)?);
    Ok(files)
}

/// All files that come out of a sensitivity.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_sensitivity(
    found: &SensitivityResults,
    charts: &[Chart],
    origin: &Origin,
) -> Result<Vec<File>, RenderError> {
    let document = contents::of_findings(&sensitivity::findings(found), &found.results, charts, origin);
    let mut files = pack(found, &document, Parts { results: &found.results, charts, origin })?;
    files.extend(tables::of_sensitivity(found)?);
    Ok(files)
}

/// All files that come out of a look at luck.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_luck(luck: &LuckResults, charts: &[Chart], origin: &Origin) -> Result<Vec<File>, RenderError> {
    let document = contents::of_luck(luck, charts, origin);
    let mut files = tables_of_luck(luck)?;
    files.extend(report(&document, &About::of_luck(luck), charts)?);
    Ok(files)
}

struct Parts<'a> {
    results: &'a Results,
    charts: &'a [Chart],
    origin: &'a Origin,
}

/// The record of what was `found`, its documents and the tables of every run. Manifests and packs list files in this order.
fn pack(found: &impl Serialize, document: &Document, parts: Parts) -> Result<Vec<File>, RenderError> {
    let Parts { results, charts, origin } = parts;
    let mut files = Vec::from(tables::of_every_run(found, results)?);
    files.extend(report(document, &About::of_run(results), charts)?);
    files.push(File::new("workbook.xlsx", workbook(results, charts)?));
    files.extend(tables::of_some_runs(results)?);
    files.extend(stress_des(results, origin).map(|text| File::new("stress_des.md", text.into_bytes())));
    Ok(files)
}

/// A document in every format, and its charts.
fn report(document: &Document, about: &About, charts: &[Chart]) -> Result<Vec<File>, RenderError> {
    let drawn = charts.iter().map(files_of_chart).collect::<Result<Vec<_>, _>>()?;
    let png = |chart: &Chart| match charts.iter().position(|other| other.name == chart.name) {
        Some(index) => Ok(Cow::Borrowed(drawn[index][1].bytes.as_slice())),
        None => png_of(chart).map(Cow::Owned),
    };
    let mut files = vec![
        File::new("summary.md", markdown::markdown(document).into_bytes()),
        File::new("report.html", html::html(document).into_bytes()),
        File::new("report.pdf", pdf::pdf(document, about)?),
        File::new("report.docx", docx::docx(document, about, &png)?),
    ];
    files.extend(drawn.into_iter().flatten());
    Ok(files)
}

fn png_of(chart: &Chart) -> Result<Vec<u8>, RenderError> {
    chart.png().map_err(|reason| RenderError::Chart { name: chart.name.clone(), reason: reason.to_string() })
}

fn files_of_chart(chart: &Chart) -> Result<[File; 3], RenderError> {
    let png = png_of(chart)?;
    let file = |ending: &str, bytes| File::new(format!("charts/{}.{ending}", chart.name), bytes);
    Ok([file("svg", chart.svg.clone().into_bytes()), file("png", png), file("csv", chart.csv.clone().into_bytes())])
}

#[cfg(test)]
mod tests {
    use crate::report::example;
    use crate::report::json;

    use super::*;

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
