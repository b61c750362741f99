//! Tables of numbers as spreadsheets and reports hold them: a column by its heading beside the moments of its rows, or a grid of
//! days and times. What a table leaves open is asked about and never guessed.

mod clock;
mod columns;
mod delimited;
mod doubt;
mod grid;
mod layout;
mod length;
mod moment;
mod moment_columns;
mod moments;
mod number;
mod open;
mod opened;
mod series;
mod sheet;
mod single;
mod text;
mod words;
mod workbook;

pub(crate) use moment::DateOrder;
pub(crate) use number::DecimalSign;
pub(crate) use opened::Table;
pub(crate) use series::{Asked, ReadTable, RowTime, Step};
pub(crate) use single::Arrived;
pub(crate) use words::{AGENTS, Headings, OFFERED, SECONDS};

/// Why a table cannot be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// What is wrong, with its row where there is one.
    pub(crate) why: String,
    /// How to mend it.
    pub(crate) help: String,
}

impl Refused {
    fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { why: why.into(), help: help.into() }
    }
}
