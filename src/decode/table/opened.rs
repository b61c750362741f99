//! A file that was opened, for whatever is asked of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::units::Seconds;

use super::Refused;
use super::layout::{Layout, find};
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
        let layout = find(&self.sheet, headings, asked.column.as_deref(), &asked.time_columns);
        match layout.map_err(|why| vec![why])? {
            Layout::Rows { header, moments, number } => self.by_rows(header, moments, number, asked),
            Layout::Grid { header, moments, numbers } => by_grid(&self.sheet, header, moments[0], &numbers, asked),
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
