use rust_xlsxwriter::XlsxError;

use crate::documents::headline::the_whole;
use crate::report::tables::sheet::Entry;
use crate::results::{IntervalResults, Results, ScopeKind, VariantResults, View};

use super::charts::lines;
use super::page::{Formats, Page};

/// Main measures by interval, such as the queue length, a column per variant, and a chart of each; `None` without contacts.
pub(super) fn page<'f>(results: &Results, formats: &'f Formats) -> Result<Option<Page<'f>>, XlsxError> {
    let variants: Vec<&VariantResults> =
        results.variants.iter().filter(|variant| !variant.contacts.is_empty()).collect();
    let Some(first) = variants.first() else { return Ok(None) };
    let starts = starts(&variants);
    if starts.is_empty() {
        return Ok(None);
    }
    let mut page = Page::new("By interval", formats)?;
    page.head((0, 0), "Start", false)?;
    for (row, start) in (1..).zip(&starts) {
        let entry =
            if results.averages_days() { Entry::text(results.shown_start(start)) } else { Entry::Moment(start) };
        page.put((row, 0), &entry)?;
    }
    let drawn = ScopeKind::Contacts.shown_in(View::WorkbookByInterval);
    for (block, measure) in drawn.iter().copied().enumerate() {
        for (at, variant) in variants.iter().enumerate() {
            let column = 1 + block * variants.len() + at;
            page.head((0, column), &format!("{}, {}", measure.label(), variant.name), true)?;
            let intervals = &the_whole(variant).intervals;
            for (row, start) in (1..).zip(&starts) {
                let Some(interval) = interval(intervals, start, row) else { continue };
                let [mean, _] = Entry::for_measure(&interval.measures, measure);
                page.put((row, column), &mean)?;
            }
        }
    }
    let last = starts.len() as u32;
    page.sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?.autofilter(
        0,
        0,
        last,
        (drawn.len() * variants.len()) as u16,
    )?;
    page.print_only(1 + drawn.len() * variants.len(), last)?;
    for (block, measure) in drawn.iter().copied().enumerate() {
        let columns = 1 + block * variants.len()..1 + (block + 1) * variants.len();
        let title = format!("{} by interval: {}", measure.label(), the_whole(first).title);
        let chart = lines("By interval", last, columns, &title, measure);
        page.sheet.insert_chart(1 + 22 * block as u32, (2 + drawn.len() * variants.len()) as u16, &chart)?;
    }
    Ok(Some(page))
}

/// When intervals begin, in order, in any variant: a surge may keep one of them open for longer.
fn starts<'a>(variants: &[&'a VariantResults]) -> Vec<&'a str> {
    let intervals = variants.iter().flat_map(|variant| &the_whole(variant).intervals);
    let mut starts: Vec<&str> = intervals.map(|interval| interval.start.as_str()).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The interval that begins at `start`: nearly always the one of this row.
fn interval<'a>(intervals: &'a [IntervalResults], start: &str, row: u32) -> Option<&'a IntervalResults> {
    let begins = |interval: &&IntervalResults| interval.start == start;
    intervals.get(row as usize - 1).filter(begins).or_else(|| intervals.iter().find(begins))
}
