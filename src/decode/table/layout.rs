//! Where in a sheet the numbers stand, and where the moments they belong to.

use super::Refused;
use super::moment::{Day, parse};
use super::sheet::{Sheet, SheetRow};
use super::words::{Headings, names_a_moment, names_an_end, plain_heading};
use crate::decode::likeness::{listed, nearest};

/// Rows in which the headings are looked for.
const LOOKED_AT: usize = 60;
/// Cells below a heading that are looked at for what its column holds.
const TRIED: usize = 5;

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
    Grid {
        /// The row with the headings.
        header: usize,
        /// The columns of moments, at the left.
        moments: Vec<usize>,
        /// The columns of numbers.
        numbers: Vec<usize>,
    },
}

/// Finds the column that `column` names, or that has one of the usual headings; else a grid.
pub(super) fn find(
    sheet: &Sheet,
    headings: &Headings,
    column: Option<&str>,
    moments: &[String],
) -> Result<Layout, Refused> {
    let mut refused: Option<Refused> = None;
    for (header, row) in sheet.rows.iter().enumerate().take(LOOKED_AT) {
        let cells = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        match number_column(row, headings, column) {
            Some(Ok(number)) if cells > 1 => match moment_columns(sheet, header, number, moments) {
                Ok(moments) => return Ok(Layout::Rows { header, moments, number }),
                Err(why) => refused = refused.or(Some(why)),
            },
            Some(Err(why)) => refused = refused.or(Some(why)),
            _ => {}
        }
    }
    if let Some(refused) = refused {
        return Err(refused);
    }
    let grid = || sheet.rows.iter().enumerate().take(LOOKED_AT).find_map(|(header, row)| grid(sheet, header, row));
    let grid = if column.is_none() { grid() } else { None };
    grid.ok_or_else(|| no_column(sheet, headings, column))
}

/// The column of numbers among the headings of a row. Our own heading goes before the usual ones of others.
fn number_column(row: &SheetRow, headings: &Headings, column: Option<&str>) -> Option<Result<usize, Refused>> {
    let called = |name: &str| row.cells.iter().position(|cell| cell == name);
    if let Some(column) = column {
        let alike = || row.cells.iter().position(|cell| plain_heading(cell) == plain_heading(column));
        return called(column).or_else(alike).map(Ok);
    }
    if let Some(own) = called(headings.own) {
        return Some(Ok(own));
    }
    let usual: Vec<usize> =
        (0..row.cells.len()).filter(|at| headings.contain(&plain_heading(&row.cells[*at]))).collect();
    match usual.as_slice() {
        [] => None,
        [only] => Some(Ok(*only)),
        [first, ..] => {
            let names: Vec<&str> = usual.iter().map(|at| &row.cells[*at]).collect();
            let why = format!("row {}: {} may all be meant", row.line, listed(&names));
            Some(Err(Refused::new(why, format!("say which: column = \"{}\"", &row.cells[*first]))))
        }
    }
}

/// The columns that say when a row begins: the one with date and time, or one of days and one of times.
fn moment_columns(sheet: &Sheet, header: usize, number: usize, named: &[String]) -> Result<Vec<usize>, Refused> {
    let row = &sheet.rows[header];
    if !named.is_empty() {
        let find = |name: &String| {
            let at = row.cells.iter().position(|cell| plain_heading(cell) == plain_heading(name));
            at.ok_or_else(|| no_such_column(row, name, "time_columns"))
        };
        return named.iter().map(find).collect();
    }
    let others = (0..row.cells.len()).filter(|at| *at != number);
    let (by_name, rest): (Vec<usize>, Vec<usize>) =
        others.partition(|at| names_a_moment(&plain_heading(&row.cells[*at])));
    let held = |at: usize| (at, holds(sheet, header, at));
    let named: Vec<(usize, Holds)> = by_name.into_iter().map(held).filter(|(_, holds)| holds.any()).collect();
    if let Some(columns) = chosen(&named) {
        return Ok(columns);
    }
    // A heading in another language: what stands below it decides, if it leaves no choice.
    let by_content: Vec<(usize, Holds)> = rest
        .into_iter()
        .filter(|at| !names_an_end(&plain_heading(&row.cells[*at])))
        .map(held)
        .filter(|(_, holds)| holds.any() && !holds.numbers)
        .collect();
    let candidates: Vec<(usize, Holds)> = named.into_iter().chain(by_content).collect();
    let whole = candidates.iter().filter(|(_, holds)| holds.day && holds.time).count();
    let unclear = whole > 1
        || whole == 0
            && [Holds::is_day, Holds::is_time]
                .iter()
                .any(|part| candidates.iter().filter(|(_, holds)| part(holds)).count() > 1);
    match chosen(&candidates) {
        Some(columns) if !unclear => Ok(columns),
        _ => Err(no_moments(row, &candidates)),
    }
}

/// What the cells of a column say, as far as the first of them go.
#[derive(Clone, Copy, Default)]
struct Holds {
    day: bool,
    time: bool,
    numbers: bool,
    weekdays: bool,
}

impl Holds {
    fn any(&self) -> bool {
        self.day || self.time
    }

    fn is_day(&self) -> bool {
        self.day && !self.time
    }

    fn is_time(&self) -> bool {
        self.time && !self.day
    }
}

fn holds(sheet: &Sheet, header: usize, column: usize) -> Holds {
    let below = sheet.rows[header + 1..].iter().filter_map(|row| row.cells.get(column));
    let mut holds = Holds::default();
    for cell in below.filter(|cell| !cell.is_empty()).take(TRIED) {
        let number = cell.replacen(',', ".", 1).parse::<f64>().ok();
        let moment = parse(cell);
        match (number, moment) {
            (Some(number), None) => {
                holds.numbers = true;
                holds.day |= number >= 20_000.0;
                holds.time |= number <= 2400.0 || (number < 80_000.0 && number.fract() != 0.0);
            }
            (number, Some(moment)) => {
                holds.numbers |= number.is_some();
                holds.day |= moment.day.is_some() || moment.absolute.is_some();
                holds.weekdays |= moment.day.is_some_and(is_weekday);
                holds.time |= moment.minute.is_some() || moment.absolute.is_some();
            }
            (None, None) => {}
        }
    }
    holds
}

/// One column with both, or one of each, dates before days of the week; a column of times alone will do, one of days alone too.
fn chosen(candidates: &[(usize, Holds)]) -> Option<Vec<usize>> {
    let first = |fits: &dyn Fn(&Holds) -> bool| candidates.iter().find(|(_, holds)| fits(holds)).map(|(at, _)| *at);
    if let Some(whole) = first(&|holds| holds.day && holds.time) {
        return Some(vec![whole]);
    }
    let day = first(&|holds| holds.is_day() && !holds.weekdays).or_else(|| first(&Holds::is_day));
    let columns: Vec<usize> = day.into_iter().chain(first(&Holds::is_time)).collect();
    (!columns.is_empty()).then_some(columns)
}

/// A row whose cells are two days or more, or two times or more, and what stands at their left; or one day and nothing else.
fn grid(sheet: &Sheet, header: usize, row: &SheetRow) -> Option<Layout> {
    let heads: Vec<(usize, bool)> =
        row.cells.iter().enumerate().filter_map(|(at, cell)| Some((at, head(cell)?))).collect();
    let days = heads.iter().filter(|(_, day)| *day).count();
    let day_heads = days * 2 > heads.len();
    let numbers: Vec<usize> = heads.iter().filter(|(_, day)| *day == day_heads).map(|(at, _)| *at).collect();
    let first = *numbers.first()?;
    let one_day = day_heads && row.cells.iter().filter(|cell| !cell.is_empty()).count() == 2;
    if first == 0 || numbers.len() < 2 && !one_day {
        return None;
    }
    let wanted = |holds: &Holds| if day_heads { holds.is_time() } else { holds.is_day() };
    let side = (0..first).find(|column| wanted(&holds(sheet, header, *column)))?;
    Some(Layout::Grid { header, moments: vec![side], numbers })
}

/// Whether a heading of a grid is a day, or else a time.
fn head(cell: &str) -> Option<bool> {
    let moment = parse(cell)?;
    match (moment.day, moment.minute) {
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        _ => None,
    }
}

/// Whether a day comes every week.
fn is_weekday(day: Day) -> bool {
    matches!(day, Day::Weekdays(..))
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
            let near = nearest(headings.own, names.iter().copied());
            let mend = near.map_or_else(
                || "name the column of the numbers: column = \"…\"".to_owned(),
                |near| format!("is `{near}` meant to be it? Then write column = \"{near}\""),
            );
            let why = format!("there is no column `{}`, nor one with another usual name", headings.own);
            Refused::new(why, format!("row {} has {}; {mend}", row.line, listed(&names)))
        }
    }
}

fn no_such_column(row: &SheetRow, name: &str, key: &str) -> Refused {
    let names: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let near = nearest(name, names.iter().copied());
    let near = near.map_or(String::new(), |near| format!("; is `{near}` meant to be it?"));
    Refused::new(
        format!("there is no column `{name}`, which `{key}` names"),
        format!("row {} has {}{near}", row.line, listed(&names)),
    )
}

fn no_moments(row: &SheetRow, candidates: &[(usize, Holds)]) -> Refused {
    let names = |columns: &mut dyn Iterator<Item = usize>| columns.map(|at| &row.cells[at]).collect::<Vec<_>>();
    match candidates {
        [] => {
            let all = names(&mut (0..row.cells.len()));
            let why = format!("no column says when a row begins; row {} has {}", row.line, listed(&all));
            Refused::new(
                why,
                "give it a column `interval_start` with times such as 08:00 or 2026-03-02T08:00, or name one: time_columns = [\"…\"]",
            )
        }
        _ => {
            let several = names(&mut candidates.iter().map(|(at, _)| *at));
            let why = format!("row {}: {} may all say when a row begins", row.line, listed(&several));
            Refused::new(why, format!("say which: time_columns = [\"{}\"]", several[0]))
        }
    }
}

/// Cells that are neither numbers nor moments, as headings are.
fn words(row: &SheetRow) -> usize {
    let is_word = |cell: &&str| !cell.is_empty() && cell.parse::<f64>().is_err() && parse(cell).is_none();
    row.cells.iter().filter(is_word).count()
}
