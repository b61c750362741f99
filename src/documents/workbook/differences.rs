use rust_xlsxwriter::XlsxError;

use crate::report::scopes::titles;
use crate::report::tables::comparisons::comparisons;
use crate::results::{Comparison, Measure, Results, Scope, View};

use super::charts::bars;
use super::page::{Formats, Page};

const MOST_CHARTS: usize = 3;

/// Columns of the table, and those that are drawn.
const COLUMNS: u16 = 11;
const VARIANT: u16 = 0;
const DIFFERENCE: u16 = 7;
const HALF_WIDTH: u16 = 8;

/// Every difference, those of one measure of one scope together, and charts of the main ones; `None` without variants.
pub(super) fn page<'f>(results: &Results, formats: &'f Formats) -> Result<Option<Page<'f>>, XlsxError> {
    if results.comparisons.is_empty() {
        return Ok(None);
    }
    let sorted = by_measure(&results.comparisons);
    let (groups, titles) = (groups(&sorted), titles(results));
    let mut page = Page::of_sheet("Differences", "comparisons.csv", comparisons(results, sorted), formats)?;
    page.print_only(COLUMNS.into(), results.comparisons.len() as u32)?;
    let measures = Measure::shown_in(View::WorkbookDifferences).into_iter();
    let drawn = measures.filter_map(|measure| groups.iter().find(|group| group.measure == measure));
    for (at, group) in drawn.take(MOST_CHARTS).enumerate() {
        let about = titles.get(&group.scope).copied().unwrap_or_default();
        let title = format!("{about}: {}, difference from {}", group.measure.label(), group.against);
        let chart =
            bars("Differences", (group.first, group.last), [VARIANT, DIFFERENCE, HALF_WIDTH], &title, group.measure);
        page.sheet.insert_chart(1 + 20 * at as u32, COLUMNS + 1, &chart)?;
    }
    Ok(Some(page))
}

/// Rows about one measure of one scope.
struct Group {
    scope: Scope,
    measure: Measure,
    against: String,
    first: u32,
    last: u32,
}

fn groups(comparisons: &[&Comparison]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut row = 1;
    for run in comparisons.chunk_by(|one, next| one.measure == next.measure && one.scope == next.scope) {
        let last = row + run.len() as u32 - 1;
        groups.push(Group {
            scope: run[0].scope.clone(),
            measure: run[0].measure,
            against: run[0].against.clone(),
            first: row,
            last,
        });
        row = last + 1;
    }
    groups
}

/// In order of their first occurrence: scope by scope, measure by measure, variant by variant.
fn by_measure(comparisons: &[Comparison]) -> Vec<&Comparison> {
    let mut order: Vec<(&Scope, Measure)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for comparison in comparisons {
        let kind = (&comparison.scope, comparison.measure);
        places.entry(kind).or_insert_with(|| {
            order.push(kind);
            order.len()
        });
    }
    let mut comparisons: Vec<&Comparison> = comparisons.iter().collect();
    comparisons.sort_by_key(|comparison| places[&(&comparison.scope, comparison.measure)]);
    comparisons
}
