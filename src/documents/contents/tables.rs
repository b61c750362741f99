use crate::documents::document::{Block, Cell, Column, Table};
use crate::documents::variants;
use crate::results::Results;

use super::assumptions;

/// Most contact types or teams whose tables are shown one by one.
pub(super) const MOST_ONE_BY_ONE: usize = 6;

impl From<&variants::Table<'_>> for Table {
    fn from(table: &variants::Table<'_>) -> Self {
        let measures = table.columns.iter();
        let column = |label: &str, meaning| Column { label: label.to_owned(), meaning: Some(meaning) };
        let columns = measures.map(|measure| column(measure.label(), measure.meaning()));
        let row = |row: &variants::Row<'_>| {
            let figures = row.figures.iter().cloned().map(Cell::Figure);
            std::iter::once(Cell::Text(row.variant.to_owned())).chain(figures).collect()
        };
        Table::new(
            table.title,
            std::iter::once(Column::plain("Variant")).chain(columns).collect(),
            table.rows.iter().map(row).collect(),
        )
    }
}

/// Tables, each with what of the part that it is about is assumed.
pub(super) fn tables<'a>(results: &Results, tables: &[variants::Table<'_>]) -> Vec<Block<'a>> {
    let table = |table: &variants::Table<'_>| {
        let assumed = table.part.as_ref().and_then(|part| assumptions::assumed_of(part, &results.assumptions));
        let notes: Vec<String> = table.promise.clone().into_iter().chain(assumed).collect();
        Block::Table(Table::from(table).with_note((!notes.is_empty()).then(|| notes.join(". "))))
    };
    tables.iter().map(table).collect()
}

/// As [`tables`]; if there are more than a few, for a closer look.
pub(super) fn tables_one_by_one<'a>(
    results: &Results,
    summary: &str,
    of_parts: &[variants::Table<'_>],
) -> Vec<Block<'a>> {
    let blocks = tables(results, of_parts);
    if of_parts.len() <= MOST_ONE_BY_ONE {
        return blocks;
    }
    let summary = format!("{summary}, one by one ({})", of_parts.len());
    vec![Block::Closer { summary, blocks }]
}
