use rust_xlsxwriter::XlsxError;

use crate::documents::headline;
use crate::documents::variants::Table;
use crate::documents::{caseloads, people};
use crate::report::tables::sheet::{Entry, with_unit};
use crate::results::Results;

use super::page::{Formats, Page};

/// The main tables of the report, one below the other; mean and ± in columns of their own.
pub(super) fn page<'f>(results: &Results, formats: &'f Formats) -> Result<Option<Page<'f>>, XlsxError> {
    let tables = tables(results);
    if tables.is_empty() {
        return Ok(None);
    }
    let mut page = Page::new("Headline", formats)?;
    let mut row = 0;
    for table in &tables {
        row = write(&mut page, table, row)? + 1;
    }
    page.sheet.set_freeze_panes(0, 1)?;
    Ok(Some(page))
}

fn tables(results: &Results) -> Vec<Table<'_>> {
    let mut tables: Vec<Table> = headline::overall(results).into_iter().collect();
    tables.extend(headline::by_contact_type(results));
    tables.extend(headline::by_group(results));
    tables.extend(headline::by_need(results));
    tables.extend(headline::by_kind_of_case(results));
    if !tables.is_empty() {
        tables.extend(headline::by_team(results));
    }
    tables.extend(people::tables(results));
    tables.extend(caseloads::tables(results));
    tables.extend(people::costs(results));
    tables
}

/// Gives the row after the table.
fn write(page: &mut Page, table: &Table, top: u32) -> Result<u32, XlsxError> {
    let formats = page.formats;
    // Titles may reach over the columns beside them.
    page.sheet.write_string_with_format(top, 0, super::page::cut(table.title, 200), &formats.bold)?;
    let mut row = top + 1;
    if let Some(promise) = &table.promise {
        page.sheet.write_string_with_format(row, 0, super::page::cut(promise, 200), &formats.note)?;
        row += 1;
    }
    page.head((row, 0), "Variant", false)?;
    for (at, measure) in table.columns.iter().enumerate() {
        let label = with_unit(measure.label(), measure.unit());
        page.head((row, 1 + 2 * at), &label, true)?;
        page.head((row, 2 + 2 * at), "±", true)?;
    }
    for of in &table.rows {
        row += 1;
        page.words((row, 0), of.variant, &formats.text)?;
        for (at, (figure, measure)) in of.figures.iter().zip(&table.columns).enumerate() {
            let estimate = figure.estimate();
            let number = |number| Entry::Number(number, measure.unit());
            page.put((row, 1 + 2 * at), &number(estimate.map(|estimate| estimate.mean)))?;
            page.put((row, 2 + 2 * at), &number(estimate.and_then(|estimate| estimate.half_width)))?;
        }
    }
    Ok(row + 1)
}
