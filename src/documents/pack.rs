use std::borrow::Cow;

use crate::chart::Chart;
use crate::report::assumptions::assumptions_csv;
use crate::report::cases::cases_csv;
use crate::report::comparisons::comparisons_csv;
use crate::report::days::days_csv;
use crate::report::full_complement::full_complement_csv;
use crate::report::intervals::intervals_csv;
use crate::report::luck_sheets::{funnel_csv, luck_csv};
use crate::report::weeks::{caseloads_csv, workforces_csv};
use crate::report::{File, Origin, RenderError, json};
use crate::results::{BreakEvenResults, LuckResults, Results, SensitivityResults, SweepResults};

use super::about::About;
use super::document::Document;
use super::findings::Findings;
use super::people::people_csv;
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
    pack(json(results)?, &document, Parts { results, charts, origin, tables: Vec::new() })
}

/// All files that come out of a sweep.
///
/// # Errors
///
/// As [`pack_of_run`].
pub fn pack_of_sweep(sweep: &SweepResults, charts: &[Chart], origin: &Origin) -> Result<Vec<File>, RenderError> {
    let document = contents::of_sweep(sweep, charts, origin);
    let parts = Parts { results: &sweep.results, charts, origin, tables: Vec::new() };
    pack(json(sweep)?, &document, parts)
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
    let tables = vec![table("points.csv", break_even::points_csv(found)?)];
    let parts = Parts { results: &found.results, charts, origin, tables };
    pack_of_findings(json(found)?, &break_even::findings(found), parts)
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
    let tables = vec![
        table("tornado.csv", sensitivity::tornado_csv(found)?),
        table("points.csv", sensitivity::points_csv(found)?),
    ];
    let parts = Parts { results: &found.results, charts, origin, tables };
    pack_of_findings(json(found)?, &sensitivity::findings(found), parts)
}

/// All files that come out of a look at luck.
///
/// # Errors
///
/// A [`RenderError`] if a chart or a record refuses its format.
pub fn pack_of_luck(luck: &LuckResults, charts: &[Chart], origin: &Origin) -> Result<Vec<File>, RenderError> {
    let file = |path: &str, bytes| File { path: path.into(), bytes };
    let document = contents::of_luck(luck, charts, origin);
    let mut files = vec![
        file(File::RESULTS, json(luck)?.into_bytes()),
        file("luck.csv", luck_csv(luck)?),
        file("funnel.csv", funnel_csv(luck)?),
    ];
    files.extend(report(&document, &About::of_luck(luck), charts)?);
    Ok(files)
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
    let mut files = vec![
        file(File::RESULTS, json.into_bytes()),
        file("intervals.csv", intervals_csv(parts.results)?),
        file("comparisons.csv", comparisons_csv(parts.results)?),
    ];
    files.extend(report(document, &About::of_run(parts.results), parts.charts)?);
    files.push(file("workbook.xlsx", workbook(parts.results, parts.charts)?));
    files.extend(days_csv(parts.results)?.map(|bytes| file("days.csv", bytes)));
    if parts.results.variants.iter().any(|variant| !variant.cases.is_empty()) {
        files.push(file("cases.csv", cases_csv(parts.results)?));
    }
    files.extend(caseloads_csv(parts.results)?.map(|bytes| file("caseloads.csv", bytes)));
    files.extend(workforces_csv(parts.results)?.map(|bytes| file("workforces.csv", bytes)));
    files.extend(people_csv(parts.results)?.map(|bytes| file("people.csv", bytes)));
    files.extend(full_complement_csv(parts.results)?.map(|bytes| file("full_complement.csv", bytes)));
    files.extend(assumptions_csv(parts.results)?.map(|bytes| file("assumptions.csv", bytes)));
    files.extend(stress_des(parts.results, parts.origin).map(|text| file("stress_des.md", text.into_bytes())));
    files.extend(parts.tables);
    Ok(files)
}

/// A document in every format, and its charts.
fn report(document: &Document, about: &About, charts: &[Chart]) -> Result<Vec<File>, RenderError> {
    let drawn = charts.iter().map(files_of_chart).collect::<Result<Vec<_>, _>>()?;
    let png = |chart: &Chart| match charts.iter().position(|other| other.name == chart.name) {
        Some(index) => Ok(Cow::Borrowed(drawn[index][1].bytes.as_slice())),
        None => png_of(chart).map(Cow::Owned),
    };
    let file = |path: &str, bytes| File { path: path.into(), bytes };
    let mut files = vec![
        file("summary.md", markdown::markdown(document).into_bytes()),
        file("report.html", html::html(document).into_bytes()),
        file("report.pdf", pdf::pdf(document, about)?),
        file("report.docx", docx::docx(document, about, &png)?),
    ];
    files.extend(drawn.into_iter().flatten());
    Ok(files)
}

fn png_of(chart: &Chart) -> Result<Vec<u8>, RenderError> {
    chart.png().map_err(|reason| RenderError::Chart { name: chart.name.clone(), reason })
}

fn files_of_chart(chart: &Chart) -> Result<[File; 3], RenderError> {
    let png = png_of(chart)?;
    let file = |ending: &str, bytes| File { path: format!("charts/{}.{ending}", chart.name), bytes };
    Ok([file("svg", chart.svg.clone().into_bytes()), file("png", png), file("csv", chart.csv.clone().into_bytes())])
}

#[cfg(test)]
mod tests {
    use crate::report::example;

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
