//! Grids: days across and times down, or the other way round.

use super::Refused;
use super::columns::{column_called, no_such_column, starts_with_digit};
use super::moment::{Day, parse};
use super::moment_columns::{Holds, holds, is_weekday};
use super::number::{DecimalSign, is_nothing, number};
use super::series::Asked;
use super::sheet::{Sheet, SheetRow};
use super::words::{AGENTS, Headings, OFFERED, adds_up, names_a_label, names_a_moment, plain_heading, unlike_days};
use crate::decode::likeness::listed;

/// Where the numbers of a grid stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Grid {
    /// The row with the headings.
    pub(super) header: usize,
    /// The column of days or times at the left.
    pub(super) side: usize,
    /// The columns of numbers.
    pub(super) numbers: Vec<usize>,
}

/// The heads of a grid in a row, with whether they are days.
fn heads(row: &SheetRow) -> Vec<(usize, bool)> {
    row.cells.iter().enumerate().filter_map(|(at, cell)| Some((at, head(cell)?))).collect()
}

/// A grid below this row, whose cells are two days or more, or two times or more; `None` if it has no such heads, or another row
/// of headings follows at once.
pub(super) fn wide_grid(
    sheet: &Sheet,
    header: usize,
    headings: &Headings,
    asked: &Asked,
) -> Option<Result<Grid, Refused>> {
    let heads = heads(&sheet.rows[header]);
    let days = heads.iter().filter(|(_, day)| *day).count();
    let across = days * 2 > heads.len();
    // A row with plain numbers is one of data.
    let is_number = |cell: &str| parse(cell).is_none() && cell.parse::<f64>().is_ok();
    if heads.iter().filter(|(_, day)| *day == across).count() < 2 || sheet.rows[header].cells.iter().any(is_number) {
        return None;
    }
    grid(sheet, header, &heads, across, headings, asked)
}

/// A grid of one day, and nothing else in its row than what it is called.
pub(super) fn grid_of_one_day(
    sheet: &Sheet,
    header: usize,
    headings: &Headings,
    asked: &Asked,
) -> Option<Result<Grid, Refused>> {
    let row = &sheet.rows[header];
    let heads = heads(row);
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let one_day = matches!(heads.as_slice(), [(_, true)]) && filled == 2;
    one_day.then(|| grid(sheet, header, &heads, true, headings, asked)).flatten()
}

fn grid(
    sheet: &Sheet,
    header: usize,
    heads: &[(usize, bool)],
    days: bool,
    headings: &Headings,
    asked: &Asked,
) -> Option<Result<Grid, Refused>> {
    let numbers: Vec<usize> = heads.iter().filter(|(_, day)| *day == days).map(|(at, _)| *at).collect();
    let first = *numbers.first()?;
    let wanted = |holds: &Holds| if days { holds.is_time() } else { holds.is_day() };
    let beside: Vec<(usize, Holds)> = (0..first).map(|column| (column, holds(sheet, header, column))).collect();
    let fitting = || beside.iter().filter(|(_, holds)| wanted(holds));
    // Dates go before days of the week, and times before numbers that may be times.
    let best = fitting().find(|(_, holds)| !holds.numbers && !holds.weekdays);
    let side = best.or_else(|| fitting().find(|(_, holds)| !holds.weekdays)).or_else(|| fitting().next())?.0;
    let at_side =
        |row: &SheetRow| row.cells.get(side).is_some_and(|cell| parse(cell).is_some() || starts_with_digit(cell));
    let before = sheet.rows[header + 1..].iter().take_while(|row| !at_side(row)).count();
    // What stands above the last row of headings is a title.
    let again = |at: &usize| {
        let row = &sheet.rows[*at];
        let days_again = self::heads(row).len() > 1;
        let column = (0..row.cells.len()).any(|at| headings.contain(&plain_heading(&row.cells[at])));
        days_again || column && (0..row.cells.len()).any(|at| names_a_moment(&row.cells[at]))
    };
    let title = (header + 1..=header + before).any(|at| again(&at));
    (!title).then(|| sound_grid(sheet, header, side, numbers, days, asked))
}

/// The grid, once no column beside its days or times is lost.
fn sound_grid(
    sheet: &Sheet,
    header: usize,
    side: usize,
    mut numbers: Vec<usize>,
    days: bool,
    asked: &Asked,
) -> Result<Grid, Refused> {
    let row = &sheet.rows[header];
    for (name, _) in &asked.only {
        column_called(sheet, header, name)?;
    }
    let side = match asked.time_columns.as_slice() {
        [] => side,
        [name] => column_called(sheet, header, name)?.ok_or_else(|| no_such_column(row, name, "time_columns"))?,
        names => {
            return Err(Refused::new(
                format!("a grid has one column of times or days at its side, and `time_columns` names {}", names.len()),
                "name that one alone",
            ));
        }
    };
    let dates = |row: &SheetRow, at: usize| {
        let day = row.cells.get(at).and_then(parse).and_then(|moment| moment.day);
        day.is_some_and(|day| !is_weekday(day))
    };
    let dated = |above: &&SheetRow| numbers.iter().all(|at| dates(above, *at) && !dates(row, *at));
    if let Some(above) = sheet.rows[..header].iter().find(dated).filter(|_| days) {
        let why = format!("rows {} and {} both say the days of the columns", above.line, row.line);
        return Err(Refused::new(why, "leave one of them, best the one with dates"));
    }
    let spans = spanning(row, &numbers);
    numbers.retain(|at| !spans.contains(at));
    let first = numbers.first().copied().unwrap_or(side);
    let widest = sheet.rows[header..].iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let beside = (side + 1..widest).filter(|at| !numbers.contains(at));
    let mut strange = Vec::new();
    for at in beside {
        let name = row.cells.get(at).unwrap_or("");
        let label = at < first && names_a_label(&plain_heading(name));
        let may_add_up = name.is_empty()
            || spans.contains(&at)
            || [OFFERED, AGENTS].iter().any(|known| known.contain(&plain_heading(name)));
        if label
            || adds_up(name) && !spans.contains(&at)
            || !has_numbers(sheet, header, side, at)
            || may_add_up && is_sum(sheet, header, side, &numbers, at)
        {
            continue;
        }
        strange.push((at, name, may_add_up));
    }
    if !strange.is_empty() {
        return Err(strange_heads(row, &strange, days));
    }
    if let Some(why) = unlike_days(numbers.iter().map(|at| &row.cells[*at]).filter(|_| days)) {
        return Err(Refused { why: format!("row {}: {}", row.line, why.why), ..why });
    }
    let twin =
        |at: &usize| numbers.iter().any(|other| other < at && parse(&row.cells[*other]) == parse(&row.cells[*at]));
    if let Some(twin) = numbers.iter().find(|at| twin(at)) {
        let why = format!("row {}: `{}` stands twice", row.line, &row.cells[*twin]);
        return Err(Refused::new(why, "put each table into a file or sheet of its own, or write dates"));
    }
    Ok(Grid { header, side, numbers })
}

/// Heads that name several days of which others name each, as `Mon-Fri` behind five days does.
fn spanning(row: &SheetRow, numbers: &[usize]) -> Vec<usize> {
    let days = |at: &usize| match parse(&row.cells[*at]).and_then(|moment| moment.day) {
        Some(Day::Weekdays(from, to)) if from != to => {
            (0..7).filter(|day| (day + 7 - from) % 7 <= (to + 7 - from) % 7).collect()
        }
        Some(Day::Weekdays(from, _)) => vec![from],
        _ => Vec::new(),
    };
    let overlaps = |at: &&usize| {
        let own = days(at);
        own.len() > 1 && numbers.iter().any(|other| other != *at && days(other).iter().any(|day| own.contains(day)))
    };
    numbers.iter().filter(overlaps).copied().collect()
}

/// Whether any row of a grid has a number in this column.
fn has_numbers(sheet: &Sheet, header: usize, side: usize, column: usize) -> bool {
    let below = sheet.rows[header + 1..].iter().filter(|row| row.cells.get(side).is_some_and(|cell| !cell.is_empty()));
    below.filter_map(|row| row.cells.get(column)).any(starts_with_digit)
}

/// Whether a column has the sum of others in every row of a grid.
fn is_sum(sheet: &Sheet, header: usize, side: usize, numbers: &[usize], column: usize) -> bool {
    let rows = || {
        sheet.rows[header + 1..]
            .iter()
            .filter(|row| row.cells.get(side).is_some_and(|cell| parse(cell).is_some() || starts_with_digit(cell)))
    };
    let sums = |sign: DecimalSign| {
        let value = |row: &SheetRow, at: usize| match row.cells.get(at).unwrap_or("") {
            cell if is_nothing(cell) => Some(0.0),
            cell => number(cell, sign),
        };
        let is_sum = |row: &SheetRow| {
            let sum: Option<f64> = numbers.iter().map(|at| value(row, *at)).sum();
            sum.zip(value(row, column)).is_some_and(|(sum, value)| (sum - value).abs() <= 0.01 + sum * 1e-9)
        };
        rows().all(is_sum)
    };
    rows().next().is_some() && (sums(DecimalSign::Point) || sums(DecimalSign::Comma))
}

fn strange_heads(row: &SheetRow, strange: &[(usize, &str, bool)], days: bool) -> Refused {
    let kind = if days { "day" } else { "time" };
    let examples = if days {
        "write days as Mon, Tue, Wed, Thu, Fri, Sat, Sun or as dates"
    } else {
        "write times as 08:00 or 08:00-08:30"
    };
    let total = "call a column that adds up others `Total`";
    let (_, name, _) = strange[0];
    let why = match strange {
        [(at, "", _)] => {
            format!("row {}: column {} has numbers and no heading, and is not the sum of the others", row.line, at + 1)
        }
        [(_, _, true)] => {
            format!("row {}: `{name}` is no {kind}, and its column is not the sum of the others", row.line)
        }
        [_] => format!("row {}: head `{name}` is no {kind}", row.line),
        _ => {
            let names: Vec<&str> = strange.iter().map(|(_, name, _)| *name).collect();
            format!("row {}: heads {} are no {kind}s", row.line, listed(&names))
        }
    };
    Refused::new(why, format!("{examples}; {total}"))
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
