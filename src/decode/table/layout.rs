//! Where in a sheet the numbers stand, and where the moments they belong to.

use super::Refused;
use super::columns::{column_called, no_such_column, starts_with_digit, twice};
use super::grid::{Grid, grid_of_one_day, wide_grid};
use super::moment::parse;
use super::moment_columns::moment_columns;
use super::series::Asked;
use super::sheet::{Sheet, SheetRow};
use super::words::{Headings, plain_heading};
use crate::decode::likeness::{listed, nearest};

/// Rows in which the headings are looked for.
const LOOKED_AT: usize = 60;
/// What to do about a number under no heading.
const LOOSE_NUMBER: &str =
    "put numbers with thousands into quotation marks, or save the file with semicolons; give every column a heading";

/// How the numbers of a sheet lie.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Layout {
    /// A column of numbers, and one or two columns of moments.
    Rows {
        /// The row with the headings.
        header: usize,
        /// The columns of moments.
        moments: Vec<usize>,
        /// The column of numbers.
        number: usize,
    },
    /// Days across and times down, or the other way round.
    Grid(Grid),
}

/// Finds a grid, or the column that `column` names or that has one of the usual headings.
pub(super) fn find(sheet: &Sheet, headings: &Headings, asked: &Asked) -> Result<Layout, Refused> {
    let mut refused: Option<Refused> = None;
    for (header, row) in sheet.rows.iter().enumerate().take(LOOKED_AT) {
        if let Some(found) = asked.column.is_none().then(|| wide_grid(sheet, header, headings, asked)).flatten() {
            match found {
                Ok(grid) => return Ok(Layout::Grid(grid)),
                Err(why) => refused = refused.or(Some(why)),
            }
            continue;
        }
        let cells = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        match number_column(sheet, header, headings, asked.column.as_deref()) {
            Some(Ok(number)) if cells > 1 => match rows_below(sheet, header, number, asked) {
                Ok(layout) => return Ok(layout),
                Err(why) => refused = refused.or(Some(why)),
            },
            Some(Err(why)) => refused = refused.or(Some(why)),
            _ => {}
        }
    }
    if let Some(refused) = refused {
        return Err(refused);
    }
    let one_day = |header: usize| grid_of_one_day(sheet, header, headings, asked);
    let grid = if asked.column.is_none() { (0..sheet.rows.len().min(LOOKED_AT)).find_map(one_day) } else { None };
    grid.unwrap_or_else(|| Err(no_column(sheet, headings, asked.column.as_deref()))).map(Layout::Grid)
}

/// The column of numbers among the headings of a row. Our own heading goes before the usual ones of others.
fn number_column(
    sheet: &Sheet,
    header: usize,
    headings: &Headings,
    column: Option<&str>,
) -> Option<Result<usize, Refused>> {
    let row = &sheet.rows[header];
    if let Some(column) = column {
        return column_called(sheet, header, column).transpose();
    }
    let usual: Vec<usize> =
        (0..row.cells.len()).filter(|at| headings.contain(&plain_heading(&row.cells[*at]))).collect();
    let own = |at: &&usize| plain_heading(&row.cells[**at]) == headings.own;
    let meant: Vec<usize> = match usual.iter().any(|at| &row.cells[*at] == headings.own) {
        true => usual.iter().filter(own).copied().collect(),
        false => usual,
    };
    match meant.as_slice() {
        [] => None,
        [only] => Some(Ok(*only)),
        [first, others @ ..] => {
            if let Some(twin) = others.iter().find(|at| row.cells[**at] == row.cells[*first]) {
                return Some(Err(twice(sheet, header, *first, *twin)));
            }
            let names: Vec<&str> = meant.iter().map(|at| &row.cells[*at]).collect();
            let why = format!("row {}: {} may all be meant", row.line, listed(&names));
            Some(Err(Refused::new(why, format!("say which: column = \"{}\"", &row.cells[*first]))))
        }
    }
}

/// The layout with a row for each number, once nothing beside the columns is lost.
fn rows_below(sheet: &Sheet, header: usize, number: usize, asked: &Asked) -> Result<Layout, Refused> {
    let moments = moment_columns(sheet, header, number, &asked.time_columns)?;
    for (name, _) in &asked.only {
        column_called(sheet, header, name)?;
    }
    let row = &sheet.rows[header];
    let cell = |row: &'_ SheetRow, at: usize| row.cells.get(at).unwrap_or("").to_owned();
    let dated = |row: &SheetRow| moments.iter().any(|at| parse(&cell(row, *at)).is_some());
    let is_row = |row: &SheetRow| dated(row) && starts_with_digit(&cell(row, number));
    if let Some(before) = sheet.rows[..header].iter().find(|row| is_row(row)) {
        let why = format!("row {} is one of a table above the headings in row {}", before.line, row.line);
        return Err(Refused::new(why, "put each table into a file or sheet of its own"));
    }
    let nameless: Vec<usize> = (number + 1..row.cells.len()).filter(|at| row.cells[*at].is_empty()).collect();
    if !nameless.is_empty() {
        for below in &sheet.rows[header + 1..] {
            let loose = |at: &&usize| below.cells.get(**at).is_some_and(starts_with_digit);
            if let Some(at) = nameless.iter().find(loose).filter(|_| is_row(below)) {
                let why = format!("row {}: \"{}\" stands under no heading", below.line, &below.cells[*at]);
                return Err(Refused::new(why, LOOSE_NUMBER));
            }
        }
    }
    Ok(Layout::Rows { header, moments, number })
}

/// The headings of a second table below the first, if there are some: they are why rows cannot be read.
pub(super) fn second_table(
    sheet: &Sheet,
    (header, moments, number): (usize, &[usize], usize),
    headings: &Headings,
) -> Option<Refused> {
    let row = &sheet.rows[header];
    let cell = |row: &'_ SheetRow, at: usize| row.cells.get(at).unwrap_or("").to_owned();
    let dated = |row: &SheetRow| moments.iter().any(|at| parse(&cell(row, *at)).is_some());
    let is_second = |below: &&SheetRow| {
        let own = cell(below, number);
        if own.is_empty() || starts_with_digit(&own) || plain_heading(&own) == plain_heading(&row.cells[number]) {
            return false;
        }
        let repeats = |at: &usize| cell(below, *at) == row.cells[*at] && !row.cells[*at].is_empty();
        (moments.iter().all(repeats) || headings.contain(&plain_heading(&own))) && !dated(below)
    };
    let second = sheet.rows[header + 1..].iter().find(is_second)?;
    let why = format!("row {} has the headings of a second table", second.line);
    Some(Refused::new(why, "put each table into a file or sheet of its own"))
}

fn no_column(sheet: &Sheet, headings: &Headings, column: Option<&str>) -> Refused {
    let Some(first) = sheet.rows.first() else {
        return Refused::new("it has no rows", "write one row for each interval");
    };
    let row = sheet.rows.iter().take(LOOKED_AT).find(|row| words(row) > 1).unwrap_or(first);
    match column {
        Some(column) => no_such_column(row, column, "column"),
        None => {
            let names: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
            let likely = names.iter().copied().filter(|name| !plain_heading(name).contains("percent"));
            let near = nearest(headings.own, likely);
            let mend = near.map_or_else(
                || "name the column of the numbers: column = \"…\"".to_owned(),
                |near| format!("is `{near}` meant to be it? Then write column = \"{near}\""),
            );
            let why = format!("there is no column `{}`, nor one with another usual name", headings.own);
            Refused::new(why, format!("row {} has {}; {mend}", row.line, listed(&names)))
        }
    }
}

/// Cells that are neither numbers nor moments, as headings are.
fn words(row: &SheetRow) -> usize {
    let is_word = |cell: &&str| !cell.is_empty() && cell.parse::<f64>().is_err() && parse(cell).is_none();
    row.cells.iter().filter(is_word).count()
}
