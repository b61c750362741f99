//! The cells of a file, row by row, before anybody knows what they mean.

use csv::StringRecord;

/// The rows of a file that have anything in them.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The rows, in order.
    pub(super) rows: Vec<SheetRow>,
    /// What parts the cells of a row.
    pub(super) separator: Separator,
    /// How the file is written, in words: `semicolons, windows-1252`.
    pub(super) written: String,
}

/// A row with its number in the file.
#[derive(Debug)]
pub(super) struct SheetRow {
    /// Line of a text file, or row of a sheet; from 1.
    pub(super) line: u64,
    /// Its cells, trimmed.
    pub(super) cells: StringRecord,
}

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Semicolon,
    Tab,
    Pipe,
    /// A workbook has cells of its own, whose numbers need no reading.
    Cells,
}

impl Separator {
    pub(super) const IN_TEXT: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
            Self::Comma | Self::Cells => b',',
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
            Self::Pipe => "bars",
            Self::Cells => "cells",
        }
    }
}
