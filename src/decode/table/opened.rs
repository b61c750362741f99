//! A file that was opened, for whatever is asked of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::units::Seconds;

use super::Refused;
use super::grid::Grid;
use super::layout::{Layout, find, second_table};
use super::moment::DateOrder;
use super::open::open;
use super::series::{Asked, ReadTable, TimedRows, by_grid, finish, read_lengths, timed_rows};
use super::sheet::Sheet;
use super::single::{Arrived, read_single};
use super::words::Headings;

/// A file that was opened, and the moments of its rows once they were read: the columns of a workbook share them.
#[derive(Debug)]
pub(crate) struct Table {
    sheet: Sheet,
    times: Mutex<HashMap<TimesAsked, Arc<TimedRows>>>,
}

impl Table {
    /// Opens a text file, or the sheet called `sheet` of a workbook; the only one if there is no name.
    pub(crate) fn open(bytes: &[u8], sheet: Option<&str>) -> Result<Self, Refused> {
        Ok(Self { sheet: open(bytes, sheet)?, times: Mutex::default() })
    }

    /// The rows of a column that has one of `headings`, or of a grid, with their moments.
    pub(crate) fn series(&self, headings: &Headings, asked: &Asked) -> Result<ReadTable, Vec<Refused>> {
        let layout = find(&self.sheet, headings, asked);
        match layout.map_err(|why| vec![why])? {
            Layout::Rows { header, moments, number } => {
                let read = self.by_rows(header, moments.clone(), number, asked);
                let second = || second_table(&self.sheet, (header, &moments, number), headings);
                read.map_err(|refused| second().map_or(refused, |why| vec![why]))
            }
            Layout::Grid(Grid { header, side, numbers }) => by_grid(&self.sheet, header, side, &numbers, asked),
        }
    }

    /// Lengths of time in a column: numbers of seconds, or durations such as `3m 30s`. With `may_be_blank`, a cell with nothing in it is
    /// `None`; otherwise it is refused.
    pub(crate) fn lengths(
        &self,
        headings: &Headings,
        asked: &Asked,
        may_be_blank: bool,
    ) -> Result<Vec<Option<Seconds>>, Vec<Refused>> {
        read_lengths(&self.sheet, headings, asked, may_be_blank)
    }

    /// The contacts of a file that has a row for each, with their lines.
    pub(crate) fn single(&self) -> Result<Vec<(u64, Arrived)>, Vec<Refused>> {
        read_single(&self.sheet)
    }

    fn by_rows(
        &self,
        header: usize,
        moments: Vec<usize>,
        column: usize,
        asked: &Asked,
    ) -> Result<ReadTable, Vec<Refused>> {
        let sheet = &self.sheet;
        let timed = self.timed(TimesAsked { header, moments, dates: asked.dates, only: asked.only.clone() }, asked)?;
        let mut cells: Vec<(u64, &str)> = Vec::with_capacity(timed.at.len());
        for row in timed.at.iter().map(|at| &sheet.rows[*at]) {
            let Some(cell) = row.cells.get(column) else {
                let why = format!("row {} has {} cells, and its number is missing", row.line, row.cells.len());
                return Err(vec![Refused::new(why, "every row needs as many cells as the headings")]);
            };
            cells.push((row.line, cell));
        }
        let heading = sheet.rows[header].cells.get(column).unwrap_or("");
        finish(sheet, heading, asked, &timed, &cells)
    }

    fn timed(&self, times: TimesAsked, asked: &Asked) -> Result<Arc<TimedRows>, Vec<Refused>> {
        let known = self.times.lock().ok().and_then(|known| known.get(&times).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let timed = Arc::new(timed_rows(&self.sheet, times.header, &times.moments, asked)?);
        if let Ok(mut known) = self.times.lock() {
            known.insert(times, Arc::clone(&timed));
        }
        Ok(timed)
    }
}

/// What moments are asked for: the columns, and how they are read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct TimesAsked {
    header: usize,
    moments: Vec<usize>,
    dates: Option<DateOrder>,
    only: Vec<(String, String)>,
}
