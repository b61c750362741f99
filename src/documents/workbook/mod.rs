//! `workbook.xlsx`: every figure as a number, to compute with.
//!
//! Sheets of many rows are those of the CSV files (`sheet`); what people look at first has a layout of its own (`about`,
//! `headline`, `by_interval`, `differences`). `page` knows how cells look, `charts` draws beside the numbers.

mod about;
mod by_interval;
mod charts;
mod differences;
mod headline;
mod measures;
mod occurring;
mod page;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::chart::Chart;
use crate::report::RenderError;
use crate::report::tables::cases::cases;
use crate::report::tables::days::days;
use crate::report::tables::full_complement::full_complement;
use crate::report::tables::handled::{handled, thresholds};
use crate::report::tables::intervals;
use crate::report::tables::people::people;
use crate::report::tables::weeks::{caseloads, workforces};
use crate::results::{Results, Scope};

use super::about::About;

use page::{Formats, Page, cut};

/// The results as XLSX: the same bytes each time.
///
/// # Errors
///
/// [`RenderError::Workbook`] if the format refuses the workbook.
pub(super) fn workbook(results: &Results, charts: &[Chart]) -> Result<Vec<u8>, RenderError> {
    written(results, charts).map_err(|reason| RenderError::Workbook(reason.to_string()))
}

fn written(results: &Results, charts: &[Chart]) -> Result<Vec<u8>, XlsxError> {
    let about = About::of_run(results);
    let formats = Formats::new();
    let mut pages = vec![
        headline::page(results, &formats)?,
        differences::page(results, &formats)?,
        Some(measures::page(results, &formats)?),
        by_interval::page(results, &formats)?,
        Some(whole_intervals(results, &formats)?).filter(|_| has_contacts(results)),
    ];
    let has_cases = results.variants.iter().any(|variant| !variant.cases.is_empty());
    for (name, csv, sheet) in [
        ("Days", "days.csv", days(results)),
        ("Who handled what", "handled.csv", handled(results)),
        ("Thresholds", "thresholds.csv", thresholds(results)),
        ("Cases", "cases.csv", has_cases.then(|| cases(results))),
        ("Caseloads", "caseloads.csv", caseloads(results)),
        ("Workforces", "workforces.csv", workforces(results)),
        ("Full complement", "full_complement.csv", full_complement(results)),
        ("People", "people.csv", people(results)),
    ] {
        pages.push(sheet.map(|sheet| Page::of_sheet(name, csv, sheet, &formats)).transpose()?);
    }
    pages.push(about::assumptions(results, &formats)?);
    pages.push(about::charts(charts, &formats)?);
    let mut pages: Vec<Page> = pages.into_iter().flatten().collect();
    pages.insert(0, about::page(results, &pages, &formats)?);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(results, &about)?);
    for page in pages {
        workbook.push_worksheet(page.finish(&about)?);
    }
    workbook.save_to_buffer()
}

/// All contact types and teams first, so that a table cut short has lost single teams.
fn whole_intervals<'f>(results: &Results, formats: &'f Formats) -> Result<Page<'f>, XlsxError> {
    let mut sorted = intervals::all(results);
    sorted.sort_by_key(|of| match of.scope {
        Scope::AllContacts => 0,
        Scope::Contacts(_) | Scope::Group(_) => 1,
        Scope::AllTeams => 2,
        _ => 3,
    });
    Page::of_sheet("Intervals", "intervals.csv", intervals::intervals(results, sorted), formats)
}

fn has_contacts(results: &Results) -> bool {
    results.variants.iter().any(|variant| !variant.contacts.is_empty())
}

/// Nothing in the file says when it was made.
fn properties(results: &Results, about: &About) -> Result<DocProperties, XlsxError> {
    let no_time = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(cut(&results.title, MOST_LETTERS_OF_A_TITLE))
        .set_author("Callfloor")
        .set_comment(cut(&about.source, MOST_LETTERS_OF_A_TITLE))
        .set_creation_datetime(&no_time))
}

const MOST_LETTERS_OF_A_TITLE: usize = 250;

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use resvg::usvg::roxmltree::{Document, Node};
    use zip::ZipArchive;

    use crate::report::example::{results, results_with_cases};
    use crate::report::scopes::scopes;
    use crate::report::tables::sheet::{Entry, Sheet, SheetColumn};
    use crate::results::Unit;

    use super::*;

    /// The rows of a sheet as they are read back: words, and numbers to the last digit.
    fn read(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let (book, strings) = (part("xl/workbook.xml"), part("xl/sharedStrings.xml"));
        let book = Document::parse(&book).unwrap();
        let names = book.descendants().filter(|node| node.tag_name().name() == "sheet");
        let place =
            names.map(|node| node.attribute("name").unwrap().to_owned()).position(|name| name == sheet).unwrap();
        let strings = Document::parse(&strings).unwrap();
        let strings: Vec<String> =
            strings.descendants().filter(|node| node.tag_name().name() == "si").map(text_of).collect();
        let cells = part(&format!("xl/worksheets/sheet{}.xml", place + 1));
        let cells = Document::parse(&cells).unwrap();
        let mut rows = Vec::new();
        for row in cells.descendants().filter(|node| node.tag_name().name() == "row") {
            let mut values = Vec::new();
            for cell in row.children().filter(|node| node.tag_name().name() == "c") {
                let letters: String = cell.attribute("r").unwrap().chars().filter(char::is_ascii_uppercase).collect();
                let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A' + 1)) - 1;
                let value: String = text_of(cell);
                values.resize(column, String::new());
                let is_word = cell.attribute("t") == Some("s");
                values.push(if is_word { strings[value.parse::<usize>().unwrap()].clone() } else { value });
            }
            rows.push(values);
        }
        rows
    }

    fn text_of(node: Node) -> String {
        node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
    }

    #[test]
    fn every_measure_of_every_scope_and_variant_is_read_back_to_the_last_digit() {
        let results = results_with_cases();
        let rows = read(&workbook(&results, &[]).unwrap(), "Measures");
        assert_eq!(rows[0], ["Variant", "About", "Measure", "Mean", "±", "Unit", "Scope", "Key"]);
        let mut shown = 0;
        for variant in &results.variants {
            for scoped in scopes(variant) {
                for (measure, estimate) in scoped.total {
                    let (scope, key) = (scoped.scope.to_string(), measure.key());
                    let row =
                        rows.iter().find(|row| row[0] == variant.name && row[6] == scope && row[7] == key).unwrap();
                    let number = |cell: &String| cell.parse::<f64>().ok();
                    assert_eq!(number(&row[3]), estimate.map(|estimate| estimate.mean), "{scope} {key}");
                    assert_eq!(number(&row[4]), estimate.and_then(|estimate| estimate.half_width), "{scope} {key}");
                    shown += 1;
                }
            }
        }
        assert_eq!(rows.len(), 1 + shown);
    }

    #[test]
    fn dates_are_dates_and_differences_of_one_measure_stand_together() {
        let bytes = workbook(&results_with_cases(), &[]).unwrap();
        let cases = read(&bytes, "Cases");
        // Days since the end of 1899: 2 March 2026.
        assert_eq!(cases[1][..4], ["baseline", "Claims | made", "claims_made", "46083"]);
        let intervals = read(&bytes, "Intervals");
        assert_eq!(intervals[1][1..3], ["All contacts", "all_contacts"]);
        assert_eq!(intervals[2][3], "46083.729166666664", "half past five");
        let by_interval = read(&bytes, "By interval");
        assert_eq!(
            by_interval[0],
            [
                "Start",
                "Service level, baseline",
                "Service level, Limit, \"5m\"",
                "Queue length, baseline",
                "Queue length, Limit, \"5m\""
            ]
        );
        assert_eq!(by_interval[1][1..3], ["0.823", "0.711"]);
        let differences = read(&bytes, "Differences");
        assert_eq!(
            differences[1][2..10],
            ["All contacts", "Service level", "all_contacts", "service_level", "fraction", "-0.112", "0.0061", "worse"]
        );
    }

    #[test]
    fn the_headline_has_numbers() {
        let rows = read(&workbook(&results(), &[]).unwrap(), "Headline");
        assert_eq!(rows[0], ["All contacts"]);
        assert_eq!(rows[2][..3], ["Variant", "Offered", "±"].map(str::to_owned));
        assert_eq!(rows[3][..3], ["baseline", "1368000", "3120"]);
    }

    #[test]
    fn the_same_results_give_the_same_bytes() {
        let results = results_with_cases();
        assert_eq!(workbook(&results, &[]).unwrap(), workbook(&results, &[]).unwrap());
    }

    #[test]
    fn no_name_is_too_long_or_too_odd() {
        let mut results = results();
        let odd = "=1+1 \u{0}\u{1b}<w> & \u{202E}\u{5e9} \u{1F9D1}";
        for (variant, name) in results.variants.iter_mut().zip([odd.to_owned(), "x".repeat(100_000)]) {
            variant.about = Some(name.clone());
            variant.name = name;
        }
        results.title = "x".repeat(100_000);
        results.comparisons[0].variant = odd.into();
        let rows = read(&workbook(&results, &[]).unwrap(), "Measures");
        assert_eq!(rows[1][0], "=1+1   <w> & \u{5e9} \u{1F9D1}", "words, and no formula");
        assert!(rows.last().unwrap()[0].ends_with("x…"));
    }

    #[test]
    fn a_long_table_is_cut_and_says_so() {
        let row = |row: u32| vec![Entry::text("a"), Entry::Number(Some(row.into()), Unit::Contacts)];
        let columns = vec![SheetColumn::of_workbook("Name"), SheetColumn::of_workbook("Number")];
        let formats = Formats::new();
        let page =
            Page::of_sheet("Long", "long.csv", Sheet { columns, rows: Box::new((0..160_000).map(row)) }, &formats);
        let note = page.unwrap().left_out.unwrap();
        assert!(note.starts_with("150,000 of 160,000 rows") && note.contains("long.csv"), "{note}");
    }
}
