use crate::documents::document::{Block, Cell, Column, Section, Table};
use crate::report::tables::assumptions::basis;
use crate::results::{Assumption, Basis};

/// Where the numbers come from, those that are assumed first among equals; nothing without any.
pub(super) fn section<'a>(assumptions: &[Assumption], sentence: Option<&str>) -> Option<Section<'a>> {
    if assumptions.is_empty() {
        return None;
    }
    let row = |assumption: &Assumption| {
        let range = assumption.range.as_ref().map_or_else(|| "–".into(), describe_range);
        vec![
            Cell::Key(assumption.path.clone()),
            Cell::Text(basis(assumption.basis).to_owned()),
            Cell::Text(assumption.source.clone().unwrap_or_else(|| "–".into())),
            Cell::Text(range),
        ]
    };
    let table = Table::new(
        "Every number with a stated basis",
        ["Number", "Basis", "Source", "Range"].map(Column::plain).into(),
        assumptions.iter().map(row).collect(),
    );
    let sentence = sentence.map(|sentence| Block::paragraph(format!("{sentence}.")));
    Section::unless_empty("Where the numbers come from", sentence.into_iter().chain([Block::Table(table)]).collect())
}

/// What of a part of the scenario is assumed: `Assumed here: patience, redial.chance`; `None` if nothing is.
pub(super) fn assumed_of(part: &str, assumptions: &[Assumption]) -> Option<String> {
    let of_part = |assumption: &&Assumption| assumption.basis == Basis::Assumed;
    let key = |assumption: &Assumption| assumption.path.strip_prefix(part)?.strip_prefix('.').map(str::to_owned);
    let keys: Vec<String> = assumptions.iter().filter(of_part).filter_map(key).collect();
    (!keys.is_empty()).then(|| format!("Assumed here: {}", keys.join(", ")))
}

/// A range in words: `10m to 60m`.
pub(in crate::documents) fn describe_range([low, high]: &[String; 2]) -> String {
    format!("{low} to {high}")
}
