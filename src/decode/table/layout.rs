//! Where in a sheet the numbers stand, and where the moments they belong to.

use super::Refused;
use super::moment::{Day, Moment, parse};
use super::number::{DecimalSign, is_nothing, number};
use super::series::Asked;
use super::sheet::{Sheet, SheetRow};
use super::words::{
    AGENTS, Headings, OFFERED, adds_up, names_a_day, names_a_label, names_a_length, names_a_moment, names_an_end,
    plain_heading, unlike_days,
};
use crate::decode::likeness::{listed, nearest};

/// Rows in which the headings are looked for.
const LOOKED_AT: usize = 60;
/// Cells below a heading that are looked at for what its column holds.
const TRIED: usize = 5;
/// Cells below a heading that are compared with each other.
const COMPARED: usize = 200;
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
    Grid {
        /// The row with the headings.
        header: usize,
        /// The columns of moments, at the left.
        moments: Vec<usize>,
        /// The columns of numbers.
        numbers: Vec<usize>,
    },
}

/// Finds a grid, or the column that `column` names or that has one of the usual headings.
pub(super) fn find(sheet: &Sheet, headings: &Headings, asked: &Asked) -> Result<Layout, Refused> {
    let mut refused: Option<Refused> = None;
    for (header, row) in sheet.rows.iter().enumerate().take(LOOKED_AT) {
        if let Some(found) = asked.column.is_none().then(|| wide_grid(sheet, header, headings, asked)).flatten() {
            match found {
                Ok(grid) => return Ok(grid),
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
    grid.unwrap_or_else(|| Err(no_column(sheet, headings, asked.column.as_deref())))
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

/// The column of a heading, if there is one: the one that is written just so, or else the one that is alike.
fn column_called(sheet: &Sheet, header: usize, name: &str) -> Result<Option<usize>, Refused> {
    let row = &sheet.rows[header];
    let exactly: Vec<usize> = (0..row.cells.len()).filter(|at| &row.cells[*at] == name).collect();
    let alike = || (0..row.cells.len()).filter(|at| plain_heading(&row.cells[*at]) == plain_heading(name)).collect();
    let found: Vec<usize> = if exactly.is_empty() { alike() } else { exactly };
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        [first, second, ..] => Err(twice(sheet, header, *first, *second)),
    }
}

/// Two columns have one heading. What stands above them may tell them apart.
fn twice(sheet: &Sheet, header: usize, first: usize, second: usize) -> Refused {
    let row = &sheet.rows[header];
    let name = &row.cells[first];
    let above = |at: usize| {
        let above = &sheet.rows[header.checked_sub(1)?].cells;
        // What is written once above several columns holds until the next.
        (0..=at.min(above.len().checked_sub(1)?)).rev().map(|at| &above[at]).find(|cell| !cell.is_empty())
    };
    let help = match (above(first), above(second)) {
        (Some(one), Some(other)) if one != other => {
            format!("rename them after the row above, for instance `{one} {name}` and `{other} {name}`")
        }
        _ => "rename one of them, so that every heading stands once".to_owned(),
    };
    Refused::new(format!("row {}: two columns are called `{name}`", row.line), help)
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

/// The columns that say when a row begins: the one with date and time, or one of days and one of times.
fn moment_columns(sheet: &Sheet, header: usize, number: usize, named: &[String]) -> Result<Vec<usize>, Refused> {
    let row = &sheet.rows[header];
    if !named.is_empty() {
        return named_columns(sheet, header, named);
    }
    let others = (0..row.cells.len()).filter(|at| *at != number);
    let (by_name, rest): (Vec<usize>, Vec<usize>) = others.partition(|at| names_a_moment(&row.cells[*at]));
    let held = |at: usize| (at, holds(sheet, header, at));
    let named: Vec<(usize, Holds)> = by_name.into_iter().map(held).filter(|(_, holds)| holds.any()).collect();
    for (at, (one, _)) in named.iter().enumerate() {
        let twin = |(other, _): &&(usize, Holds)| plain_heading(&row.cells[*other]) == plain_heading(&row.cells[*one]);
        if let Some((other, _)) =
            named[at + 1..].iter().find(twin).filter(|(other, _)| differ(sheet, header, *one, *other))
        {
            return Err(twice(sheet, header, *one, *other));
        }
    }
    // A heading in another language: what stands below it decides, if it leaves no choice.
    let by_content: Vec<(usize, Holds)> = rest
        .into_iter()
        .filter(|at| !names_an_end(&plain_heading(&row.cells[*at])))
        .map(held)
        .filter(|(_, holds)| holds.any() && !holds.numbers)
        .collect();
    if let Some(columns) = chosen(sheet, header, &named)? {
        let no_days = |(at, holds): &&(usize, Holds)| {
            holds.numbers && !holds.day && !columns.contains(at) && names_a_day(&plain_heading(&row.cells[*at]))
        };
        let dated = named.iter().any(|(at, holds)| holds.day && columns.contains(at));
        if let Some((at, _)) = named.iter().find(no_days).filter(|_| !dated) {
            let why = format!("row {}: the numbers under `{}` are no days", row.line, &row.cells[*at]);
            return Err(Refused::new(why, "write days as Mon, Tue, Wed, Thu, Fri, Sat, Sun or as dates"));
        }
        return with_times(sheet, header, columns, number, &named, &by_content);
    }
    let candidates: Vec<(usize, Holds)> = named.into_iter().chain(by_content).collect();
    let whole = candidates.iter().filter(|(_, holds)| holds.is_whole()).count();
    let unclear = whole > 1
        || whole == 0
            && [Holds::is_day, Holds::is_time]
                .iter()
                .any(|part| candidates.iter().filter(|(_, holds)| part(holds)).count() > 1);
    match chosen(sheet, header, &candidates)? {
        Some(columns) if !unclear => Ok(columns),
        _ => Err(no_moments(row, &candidates)),
    }
}

/// The columns that the scenario names, days before times.
fn named_columns(sheet: &Sheet, header: usize, named: &[String]) -> Result<Vec<usize>, Refused> {
    const HELP: &str = "name one column with date and time, or one with the days and one with the times";
    let row = &sheet.rows[header];
    if named.len() > 2 {
        return Err(Refused::new(format!("`time_columns` names {} columns", named.len()), HELP));
    }
    let mut columns = Vec::new();
    for name in named {
        let at = column_called(sheet, header, name)?.ok_or_else(|| no_such_column(row, name, "time_columns"))?;
        if columns.contains(&at) {
            return Err(Refused::new(format!("`time_columns` names `{name}` twice"), HELP));
        }
        columns.push(at);
    }
    if let [one, other] = columns.as_slice() {
        let (first, second) = (holds(sheet, header, *one), holds(sheet, header, *other));
        let both = |why: &str| {
            let why = format!("row {}: `{}` and `{}` {why}", row.line, &row.cells[*one], &row.cells[*other]);
            Err(Refused::new(why, HELP))
        };
        match (&first, &second) {
            (first, second) if first.is_time() && second.is_time() && !second.numbers => {
                return both("both hold times");
            }
            (first, second) if first.is_whole() && second.is_whole() => return both("both hold date and time"),
            (first, second) if first.is_day() && second.is_day() && !second.numbers => return both("both hold days"),
            (first, second) if !first.is_day() && second.is_day() => columns.reverse(),
            _ => {}
        }
    }
    Ok(columns)
}

/// Days alone are not taken for whole days while a column of times stands beside them, whatever it is called.
fn with_times(
    sheet: &Sheet,
    header: usize,
    days: Vec<usize>,
    number: usize,
    named: &[(usize, Holds)],
    others: &[(usize, Holds)],
) -> Result<Vec<usize>, Refused> {
    let [day] = days.as_slice() else { return Ok(days) };
    let only_days = named.iter().any(|(at, holds)| at == day && holds.is_day());
    let row = &sheet.rows[header];
    let fits = |(at, holds): &&(usize, Holds)| {
        holds.time && !names_a_length(&plain_heading(&row.cells[*at])) && are_starts(sheet, header, *at)
    };
    let times: Vec<usize> = others.iter().filter(fits).map(|(at, _)| *at).collect();
    match times.as_slice() {
        [] => Ok(days),
        [time] if only_days && *time < number && days_return(sheet, header, *day, *time) => Ok(vec![*day, *time]),
        _ if !only_days => Ok(days),
        [first, ..] => {
            let (day, time) = (&row.cells[*day], &row.cells[*first]);
            let names: Vec<&str> = times.iter().map(|at| &row.cells[*at]).collect();
            let why = match times.len() {
                1 => format!("row {}: `{time}` may say when a row begins", row.line),
                _ => format!("row {}: {} may all say when a row begins", row.line, listed(&names)),
            };
            let whole = format!("or time_columns = [\"{day}\"] for whole days");
            Err(Refused::new(why, format!("say which: time_columns = [\"{day}\", \"{time}\"], {whole}")))
        }
    }
}

/// Whether the times below a heading can be those at which rows begin: all are, and none has odd minutes, as durations have.
fn are_starts(sheet: &Sheet, header: usize, column: usize) -> bool {
    let below = sheet.rows[header + 1..].iter().filter_map(|row| row.cells.get(column));
    let (mut read, mut all) = (0, 0);
    for cell in below.filter(|cell| !cell.is_empty()).take(COMPARED) {
        all += 1;
        let Some(minute) = parse(cell).and_then(|moment| moment.minute) else { continue };
        if minute % 5 != 0 {
            return false;
        }
        read += 1;
    }
    all <= read + read / 3
}

/// Whether a day stands for several rows, or the times are stretches: else a time may be anything that a day has one of.
fn days_return(sheet: &Sheet, header: usize, day: usize, time: usize) -> bool {
    let below = || sheet.rows[header + 1..].iter().take(COMPARED);
    let mut seen = std::collections::HashSet::new();
    let again = |cell: &str| cell.is_empty() || !seen.insert(cell.to_owned());
    let stretch = |cell: &str| parse(cell).is_some_and(|moment| moment.until.is_some());
    let timed = below().filter(|row| row.cells.get(time).is_some_and(|cell| !cell.is_empty()));
    timed.clone().count() == 1
        || timed.clone().any(|row| row.cells.get(time).is_some_and(stretch))
        || timed.filter_map(|row| row.cells.get(day)).any(again)
}

/// Whether two columns have something else in any row.
fn differ(sheet: &Sheet, header: usize, one: usize, other: usize) -> bool {
    sheet.rows[header + 1..].iter().any(|row| row.cells.get(one) != row.cells.get(other))
}

/// What the cells of a column say, as far as the first of them go.
#[derive(Clone, Copy, Default)]
struct Holds {
    day: bool,
    time: bool,
    /// Some of the times are not midnight, which programs write behind a date alone.
    hours: bool,
    numbers: bool,
    weekdays: bool,
}

impl Holds {
    fn any(&self) -> bool {
        self.day || self.time
    }

    fn is_day(&self) -> bool {
        self.day && !self.hours
    }

    fn is_time(&self) -> bool {
        self.time && !self.day
    }

    fn is_whole(&self) -> bool {
        self.day && self.hours
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
                let serial = number >= 20_000.0;
                holds.numbers = true;
                holds.day |= serial;
                holds.time |= number <= 2400.0 || (number < 80_000.0 && number.fract() != 0.0);
                holds.hours |= number <= 2400.0 || (number < 80_000.0 && number.fract() != 0.0);
            }
            (number, Some(moment)) => {
                holds.numbers |= number.is_some();
                holds.day |= moment.day.is_some_and(|day| !is_first_day(day)) || moment.absolute.is_some();
                holds.weekdays |= moment.day.is_some_and(is_weekday);
                holds.time |= moment.minute.is_some() || moment.absolute.is_some();
                holds.hours |= moment.minute.is_some_and(|minute| minute != 0) || moment.absolute.is_some();
            }
            (None, None) => {}
        }
    }
    holds
}

/// One column with both, or one of each, dates before days of the week; a column of times alone will do, one of days alone too.
fn chosen(sheet: &Sheet, header: usize, candidates: &[(usize, Holds)]) -> Result<Option<Vec<usize>>, Refused> {
    let first = |fits: &dyn Fn(&Holds) -> bool| candidates.iter().find(|(_, holds)| fits(holds)).map(|(at, _)| *at);
    let day = first(&|holds| holds.is_day() && !holds.weekdays).or_else(|| first(&Holds::is_day));
    let time = first(&|holds| holds.is_time() && !holds.numbers).or_else(|| first(&Holds::is_time));
    let row = &sheet.rows[header];
    let is_stamp = |at: &usize| plain_heading(&row.cells[*at]) == "timestamp";
    let wholes: Vec<usize> = candidates.iter().filter(|(_, holds)| holds.is_whole()).map(|(at, _)| *at).collect();
    // A timestamp may be the moment at which a report was made.
    let others: Vec<usize> = wholes.iter().copied().filter(|at| !is_stamp(at)).collect();
    let wholes = if others.is_empty() { wholes } else { others };
    let Some(whole) = wholes.first().copied() else {
        let columns: Vec<usize> = day.into_iter().chain(time).collect();
        return Ok((!columns.is_empty()).then_some(columns));
    };
    let apart: Vec<usize> = day.into_iter().chain(time).collect();
    let beside = if apart.len() < 2 { day.or_else(|| wholes.get(1).copied()) } else { time };
    match beside {
        Some(beside)
            if !agree(sheet, header, whole, beside) || day.is_some_and(|day| !agree(sheet, header, whole, day)) =>
        {
            if is_stamp(&whole) && day.is_some() {
                return Ok(Some(apart));
            }
            let whole = &row.cells[whole];
            let others: Vec<&str> =
                if day.is_some() { &apart } else { &wholes[1..] }.iter().map(|at| &row.cells[*at]).collect();
            let why = format!("row {}: `{whole}` says other times than {}", row.line, listed(&others));
            let others = others.join("\", \"");
            let help = format!("say which: time_columns = [\"{whole}\"], or time_columns = [\"{others}\"]");
            Err(Refused::new(why, help))
        }
        _ => Ok(Some(vec![whole])),
    }
}

/// Whether two columns say the same moments, as far as both speak of days or of times.
fn agree(sheet: &Sheet, header: usize, one: usize, other: usize) -> bool {
    sheet.rows[header + 1..].iter().take(COMPARED).all(|row| {
        let moment = |at: usize| row.cells.get(at).and_then(parse);
        let Some((one, other)) = moment(one).zip(moment(other)) else { return true };
        let same_time = one.minute == other.minute || one.minute.is_none() || is_midnight(&other);
        let same_day = match (one.day, other.day) {
            (Some(one), Some(other)) => one == other || is_weekday(one) != is_weekday(other) || is_first_day(other),
            _ => true,
        };
        same_time && same_day
    })
}

/// Whether a day has no time, or only the midnight that programs write behind it.
fn is_midnight(moment: &Moment) -> bool {
    moment.day.is_some() && moment.minute.is_none_or(|minute| minute == 0)
}

/// Whether this is the day from which spreadsheets count, which programs write before a time alone.
fn is_first_day(day: Day) -> bool {
    match day {
        Day::Date(date) => matches!(date.year(), 1899 | 1900),
        Day::Open { year, .. } => matches!(year, 1899 | 1900),
        Day::Weekdays(..) => false,
    }
}

/// The heads of a grid in a row, with whether they are days.
fn heads(row: &SheetRow) -> Vec<(usize, bool)> {
    row.cells.iter().enumerate().filter_map(|(at, cell)| Some((at, head(cell)?))).collect()
}

/// A grid below this row, whose cells are two days or more, or two times or more; `None` if it has no such heads, or another row
/// of headings follows at once.
fn wide_grid(sheet: &Sheet, header: usize, headings: &Headings, asked: &Asked) -> Option<Result<Layout, Refused>> {
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
fn grid_of_one_day(
    sheet: &Sheet,
    header: usize,
    headings: &Headings,
    asked: &Asked,
) -> Option<Result<Layout, Refused>> {
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
) -> Option<Result<Layout, Refused>> {
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
) -> Result<Layout, Refused> {
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
    Ok(Layout::Grid { header, moments: vec![side], numbers })
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

/// Whether a cell has a number, whatever stands behind it.
fn starts_with_digit(cell: &str) -> bool {
    let is_digit = |text: &str| text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    is_digit(cell) || is_digit(cell.trim_start_matches(['-', '+', '£', '€', '$', '~']))
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
