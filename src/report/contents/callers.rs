use crate::report::document::{Block, Section};
use crate::report::headline::{self, Row, Table, figures};
use crate::results::{Measure, Results};

use super::tables;

/// What those who call live through, whatever the promise is about.
const OF_CALLERS: [Measure; 6] = [
    Measure::UnmetFraction,
    Measure::ContactsPerNeed,
    Measure::CustomerSeconds,
    Measure::WaitSecondsP50,
    Measure::WaitSecondsP95,
    Measure::WaitSecondsMax,
];

/// What the callers live through: unmet needs, their time, and what becomes of needs under a target for the length of contacts.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let mut blocks = tables(results, &of_each_type(results, &OF_CALLERS));
    let of_needs = headline::by_need(results);
    if !of_needs.is_empty() {
        blocks.push(Block::Heading("What becomes of needs".into()));
        blocks.extend(tables(results, &of_needs));
    }
    Section::of("What the callers live through", blocks)
}

fn of_each_type<'a>(results: &'a Results, columns: &[Measure]) -> Vec<Table<'a>> {
    let mut of_types = Vec::new();
    for (name, contacts) in results.variants.first().into_iter().flat_map(|baseline| baseline.contacts.iter()) {
        let mut rows = Vec::new();
        for variant in &results.variants {
            let Some(contacts) = variant.contacts.get(name) else { continue };
            rows.push(Row { variant: &variant.name, figures: figures(&contacts.total, columns) });
        }
        let part = Some(format!("contacts.{name}"));
        of_types.push(Table { title: &contacts.title, part, promise: None, columns: columns.to_vec(), rows });
    }
    of_types
}
