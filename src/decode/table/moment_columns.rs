//! The columns that say when a row begins, by what they are called and by what stands in them.

use super::Refused;
use super::columns::{column_called, no_such_column, twice};
use super::moment::{Day, Moment, parse};
use super::sheet::{Sheet, SheetRow};
use super::words::{names_a_day, names_a_length, names_a_moment, names_an_end, plain_heading};
use crate::decode::likeness::listed;

/// Cells below a heading that are looked at for what its column holds.
const TRIED: usize = 5;

/// Cells below a heading that are compared with each other.
const COMPARED: usize = 200;

/// The columns that say when a row begins: the one with date and time, or one of days and one of times.
pub(super) fn moment_columns(
    sheet: &Sheet,
    header: usize,
    number: usize,
    named: &[String],
) -> Result<Vec<usize>, Refused> {
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
pub(super) struct Holds {
    day: bool,
    time: bool,
    /// Some of the times are not midnight, which programs write behind a date alone.
    hours: bool,
    pub(super) numbers: bool,
    pub(super) weekdays: bool,
}

impl Holds {
    fn any(&self) -> bool {
        self.day || self.time
    }

    pub(super) fn is_day(&self) -> bool {
        self.day && !self.hours
    }

    pub(super) fn is_time(&self) -> bool {
        self.time && !self.day
    }

    fn is_whole(&self) -> bool {
        self.day && self.hours
    }
}

pub(super) fn holds(sheet: &Sheet, header: usize, column: usize) -> Holds {
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

/// Whether a day comes every week.
pub(super) fn is_weekday(day: Day) -> bool {
    matches!(day, Day::Weekdays(..))
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
