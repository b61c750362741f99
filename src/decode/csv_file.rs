//! Files of numbers that a scenario names, read once and kept.

use std::sync::Arc;

use crate::units::Seconds;

use super::fault::Fault;
use super::reading::Reading;
use super::source::Place;
use super::table::{Arrived, Asked, Headings, ReadTable, Refused, SECONDS, Table};

/// A file by intervals, and where the scenario names it.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// Its name in the scenario.
    pub(crate) file: String,
    /// Where the scenario names it.
    pub(crate) place: Place,
    /// What it holds.
    pub(crate) table: ReadTable,
}

/// Reads a column of numbers with their moments, or a grid.
pub(crate) fn rows(
    file: &str,
    place: Place,
    headings: &Headings,
    asked: &Asked,
    reading: &mut Reading,
) -> Option<Rows> {
    let table = table(file, place, asked, reading)?.series(headings, asked);
    let table = table.map_err(|refused| report(file, place, refused, reading)).ok()?;
    Some(Rows { file: file.to_owned(), place, table })
}

/// Reads lengths of time: numbers of seconds, or durations such as `3m 30s`.
pub(crate) fn durations(file: &str, place: Place, reading: &mut Reading) -> Option<Vec<Seconds>> {
    let asked = Asked::default();
    let table = table(file, place, &asked, reading)?;
    let lengths = table.lengths(&SECONDS, &asked, false);
    let lengths = lengths.map_err(|refused| report(file, place, refused, reading)).ok()?;
    Some(lengths.into_iter().flatten().collect())
}

/// Reads contacts one by one, each with its line.
pub(crate) fn single(file: &str, place: Place, reading: &mut Reading) -> Option<Vec<(u64, Arrived)>> {
    let table = table(file, place, &Asked::default(), reading)?;
    table.single().map_err(|refused| report(file, place, refused, reading)).ok()
}

fn table(file: &str, place: Place, asked: &Asked, reading: &mut Reading) -> Option<Arc<Table>> {
    let table = reading.table(file, asked.sheet.as_deref(), place)?;
    table.map_err(|refused| report(file, place, vec![refused], reading)).ok()
}

fn report(file: &str, place: Place, refused: Vec<Refused>, reading: &mut Reading) {
    for Refused { why, help } in refused {
        reading.report(Fault::new(format!("`{file}`: {why}")).at(place).help(help));
    }
}
