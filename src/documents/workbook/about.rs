use rust_xlsxwriter::XlsxError;

use crate::chart::Chart;
use crate::report::tables::assumptions::basis;
use crate::report::tables::comparisons::unit;
use crate::report::tables::sheet::Entry;
use crate::results::{Direction, Results, Unit};

use super::occurring::measures_occurring;
use super::page::{Formats, Page};

/// What was run, what to beware of, what is on which sheet, and what each measure means.
pub(super) fn page<'f>(results: &Results, others: &[Page], formats: &'f Formats) -> Result<Page<'f>, XlsxError> {
    let mut writing = Writing { page: Page::new("About", formats)?, row: 0 };
    writing.page.words((0, 0), &results.title, &formats.title)?;
    writing.row = 2;
    writing.facts(results)?;
    writing.notices(results, others)?;
    writing.variants(results)?;
    writing.meanings(results)?;
    let mut page = writing.page;
    for (column, digits) in [40, 44, 14, 18, 100].into_iter().enumerate() {
        page.set_width(column, digits);
    }
    Ok(page)
}

struct Writing<'f> {
    page: Page<'f>,
    row: u32,
}

impl Writing<'_> {
    fn facts(&mut self, results: &Results) -> Result<(), XlsxError> {
        let formats = self.page.formats;
        for (label, value) in [
            ("Program", results.program.as_str()),
            ("SHA-256 of the scenario", &results.scenario_sha256),
            ("Cut short", &results.ended.reason().unwrap_or_else(|| "no".into())),
        ] {
            self.page.words((self.row, 0), label, &formats.bold)?;
            self.page.words((self.row, 1), value, &formats.text)?;
            self.row += 1;
        }
        self.page.words((self.row, 0), "Seed", &formats.bold)?;
        self.page.whole((self.row, 1), results.seed)?;
        self.page.words((self.row + 1, 0), "Confidence of every ±", &formats.bold)?;
        let confidence = Entry::Number(Some(results.confidence), Unit::Share);
        self.page.put((self.row + 1, 1), &confidence)?;
        self.row += 3;
        Ok(())
    }

    fn notices(&mut self, results: &Results, others: &[Page]) -> Result<(), XlsxError> {
        let formats = self.page.formats;
        let left_out = others.iter().filter_map(|page| page.left_out.as_ref());
        let warnings = results.warnings.iter().map(ToString::to_string);
        let notices: Vec<String> = warnings.chain(left_out.cloned()).collect();
        if !notices.is_empty() {
            self.title("To know first")?;
            for notice in &notices {
                self.page.words((self.row, 0), notice, &formats.text)?;
                self.row += 1;
            }
            self.row += 1;
        }
        self.title("Sheets")?;
        for page in others {
            self.page.words((self.row, 0), page.name, &formats.bold)?;
            self.page.words((self.row, 1), holds(page.name), &formats.text)?;
            self.row += 1;
        }
        for note in [
            "A mean and its ± stand in columns of their own; a cell is empty where a measure does not exist.",
            "Shares are fractions of one, shown as per cent; a difference of shares is in points: 0.05 is 5 points.",
        ] {
            self.page.words((self.row, 0), note, &formats.note)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn variants(&mut self, results: &Results) -> Result<(), XlsxError> {
        self.title("Variants")?;
        for (column, label) in ["Variant", "What it stands for", "Replications"].into_iter().enumerate() {
            self.page.head((self.row, column), label, column == 2)?;
        }
        self.row += 1;
        for variant in &results.variants {
            self.page.long_words((self.row, 0), &variant.name)?;
            self.page.long_words((self.row, 1), variant.about.as_deref().unwrap_or_default())?;
            self.page.whole((self.row, 2), variant.replications.into())?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn meanings(&mut self, results: &Results) -> Result<(), XlsxError> {
        self.title("What the measures mean")?;
        for (column, label) in ["Measure", "Key", "Unit", "Good side", "Meaning"].into_iter().enumerate() {
            self.page.head((self.row, column), label, false)?;
        }
        self.row += 1;
        for measure in measures_occurring(results) {
            let good = match measure.direction() {
                Direction::HigherIsBetter => "higher is better",
                Direction::LowerIsBetter => "lower is better",
                Direction::Neutral => "neither",
            };
            let words = [measure.label(), measure.key(), unit(measure.unit()), good, measure.meaning()];
            for (column, words) in words.into_iter().enumerate() {
                self.page.long_words((self.row, column), words)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        let formats = self.page.formats;
        self.page.words((self.row, 0), text, &formats.title)?;
        self.row += 1;
        Ok(())
    }
}

/// What a sheet holds.
fn holds(name: &str) -> &'static str {
    match name {
        "Headline" => "The main figures, variant beside variant",
        "Differences" => "Every variant against the baseline on the same customers, with its verdict, and charts",
        "Measures" => "Every measure of every contact type, team, kind of case, caseload, workforce and clause",
        "By interval" => "Service level and queue length through the day, variant beside variant, and charts",
        "Intervals" => "Every measure by interval",
        "Days" => "How bad a bad day is: distributions over open days",
        "Who handled what" => "Contacts answered by contact type and team",
        "Thresholds" => "The service level at further thresholds",
        "Cases" => "Cases by open day",
        "Caseloads" => "Caseloads by week",
        "Workforces" => "The people of teams by week",
        "Full complement" => "When enough people are up to speed",
        "People" => "What each person lives through: distributions over people",
        "Assumptions" => "Where the numbers of the scenario come from",
        "Charts" => "What the charts of the report show, in words",
        _ => "",
    }
}

/// Where the numbers come from, if that is said.
pub(super) fn assumptions<'f>(results: &Results, formats: &'f Formats) -> Result<Option<Page<'f>>, XlsxError> {
    if results.assumptions.is_empty() {
        return Ok(None);
    }
    let mut page = Page::new("Assumptions", formats)?;
    for (column, label) in ["Number", "Basis", "Source", "From", "To"].into_iter().enumerate() {
        page.head((0, column), label, false)?;
    }
    for (row, assumption) in (1..).zip(&results.assumptions) {
        page.words((row, 0), &assumption.path, &formats.text)?;
        page.words((row, 1), basis(assumption.basis), &formats.text)?;
        page.long_words((row, 2), assumption.source.as_deref().unwrap_or_default())?;
        for (column, end) in (3..).zip(assumption.range.iter().flatten()) {
            page.words((row, column), end, &formats.text)?;
        }
    }
    page.set_width(2, 80);
    page.sheet.autofilter(0, 0, results.assumptions.len() as u32, 4)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    Ok(Some(page))
}

/// What each chart shows, in words, and which file has its numbers.
pub(super) fn charts<'f>(charts: &[Chart], formats: &'f Formats) -> Result<Option<Page<'f>>, XlsxError> {
    if charts.is_empty() {
        return Ok(None);
    }
    let mut page = Page::new("Charts", formats)?;
    for (column, label) in ["Figure", "Title", "What it shows", "Its numbers"].into_iter().enumerate() {
        page.head((0, column), label, false)?;
    }
    for (number, chart) in (1..).zip(charts) {
        page.whole((number, 0), number.into())?;
        page.long_words((number, 1), &chart.title)?;
        page.long_words((number, 2), &chart.alt)?;
        page.words((number, 3), &format!("charts/{}.csv", chart.name), &formats.text)?;
    }
    page.set_width(2, 90);
    page.sheet.autofilter(0, 0, charts.len() as u32, 3)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    Ok(Some(page))
}
