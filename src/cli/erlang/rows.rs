//! Rows of a table by intervals, and how long each lasts.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::{Date, Weekday};

use crate::decode::clock;
use crate::report::count;
use crate::units::{Seconds, describe_duration};

/// Calls of one interval, as a table has them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The day, as written; empty if the table names none.
    pub(super) day: String,
    /// When the interval begins, in minutes after midnight, and when it ends, if the table says so.
    pub(super) time: Option<(u32, Option<u32>)>,
    pub(super) calls: f64,
    /// Average handling time, if the table has it.
    pub(super) aht: Option<Seconds>,
    /// Line of the file, from 1.
    pub(super) line: u64,
}

impl Row {
    /// What the row is called: `Mon 08:00`.
    pub(super) fn label(&self) -> String {
        let time = self.time.map(|(start, _)| clock(start));
        match (self.day.as_str(), time) {
            ("", None) => format!("row {}", self.line),
            ("", Some(time)) => time,
            (day, None) => day.to_owned(),
            (day, Some(time)) => format!("{day} {time}"),
        }
    }
}

/// How long a row lasts, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) length: Seconds,
    /// It was read from the times of the rows.
    pub(super) inferred: bool,
    /// Places within a day where rows are missing.
    pub(super) gaps: usize,
}

/// The step of `rows`, which is `asked`, or what their times say.
pub(super) fn step(rows: &[Row], asked: Option<Seconds>) -> Result<Step, String> {
    let between = minutes_between(rows)?;
    if are_days(rows) && asked.is_none_or(|length| length.get() < 86_400.0) {
        return Err(
            "the rows are whole days, and the formula needs intervals of a day; give a table with a row for each \
                    half-hour, or write a scenario, which spreads a day over its hours"
                .into(),
        );
    }
    let length = match asked {
        Some(length) => length,
        None => minutes(commonest(&between).ok_or("the rows do not say how long each lasts: add --interval 30m")?),
    };
    let mut gaps = 0;
    for (minutes_apart, line) in &between {
        let steps = f64::from(*minutes_apart) * 60.0 / length.get();
        if (steps - steps.round()).abs() > 1e-9 || steps.round() < 1.0 {
            let (apart, length) = (minutes(*minutes_apart).get(), length.get());
            return Err(format!(
                "line {line}: {} from one row to the next does not fit rows of {}; {}",
                describe_duration(apart),
                describe_duration(length),
                "let all rows last equally long, or say how long with --interval 30m"
            ));
        }
        gaps += usize::from(1.0 < steps.round());
    }
    Ok(Step { length, inferred: asked.is_none(), gaps })
}

/// Whether each row is a day of its own: it names the day and no time, or midnight alone.
fn are_days(rows: &[Row]) -> bool {
    let without_time = rows.iter().any(|row| row.time.is_none() && !row.day.is_empty());
    let at_midnight = |row: &Row| !row.day.is_empty() && matches!(row.time, Some((0, None)));
    let mut days = HashSet::new();
    without_time || 1 < rows.len() && rows.iter().all(|row| at_midnight(row) && days.insert(row.day.as_str()))
}

fn minutes(number: u32) -> Seconds {
    Seconds::new(f64::from(number) * 60.0).expect("minutes are a length of time")
}

/// How far rows of one day that follow each other are apart, or how long a row says it lasts; with the line.
fn minutes_between(rows: &[Row]) -> Result<Vec<(u32, u64)>, String> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut days: Vec<Vec<(u32, &Row)>> = Vec::new();
    let mut between = Vec::new();
    for row in rows {
        let Some((start, end)) = row.time else { continue };
        let day = *at.entry(&row.day).or_insert_with(|| {
            days.push(Vec::new());
            days.len() - 1
        });
        days[day].push((start, row));
        between.extend(end.map(|end| (if end <= start { end + 1440 - start } else { end - start }, row.line)));
    }
    for mut day in days {
        if let Some(again) = hour_again(&day) {
            // By a clock that is not put back, all that follows is an hour later.
            day.iter_mut().skip(again).for_each(|(start, _)| *start += 60);
        }
        day.sort_by_key(|(start, _)| *start);
        for pair in day.windows(2) {
            let [(start, first), (next, second)] = pair else { continue };
            if start == next {
                let (label, first, second) = (second.label(), first.line, second.line);
                return Err(format!(
                    "lines {first} and {second} are both of {label}; add their calls up, or give each its own table"
                ));
            }
            between.push((next - start, second.line));
        }
    }
    Ok(between)
}

/// Where the hour that comes twice in autumn begins again: on a Sunday, rows in order, and one hour of them two times.
fn hour_again(day: &[(u32, &Row)]) -> Option<usize> {
    let date: Date = day.first()?.1.day.parse().ok()?;
    let may_change = date.weekday() == Weekday::Sunday && matches!(date.month(), 2..=4 | 9..=11);
    let again = (1..day.len()).find(|&at| day[at].0 <= day[at - 1].0).filter(|_| may_change)?;
    let (before, after) = day.split_at(again);
    let rising = |part: &[(u32, &Row)]| part.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let from = after.first()?.0;
    let hour = |part: &[(u32, &Row)]| {
        part.iter().map(|(start, _)| *start).filter(|start| (from..from + 60).contains(start)).collect::<Vec<_>>()
    };
    let last = before.last()?.0;
    (rising(before) && rising(after) && last < from + 60 && hour(before) == hour(after)).then_some(again)
}

/// The distance that most rows have; the shorter of two that are equally common.
fn commonest(between: &[(u32, u64)]) -> Option<u32> {
    let mut counts = BTreeMap::new();
    for (apart, _) in between {
        *counts.entry(*apart).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(apart, _)| apart)
}

/// How the step is said back: `168 rows of 1h, as their times say`.
pub(super) fn describe_step(number: usize, step: Step) -> String {
    let rows = if number == 1 { "row" } else { "rows" };
    let source = if step.inferred { ", as their times say" } else { "" };
    let gaps = match step.gaps {
        0 => String::new(),
        1 => "; in 1 place of a day rows are missing, and nobody is asked for there".into(),
        many => format!("; in {many} places of a day rows are missing, and nobody is asked for there"),
    };
    format!("{} {rows} of {}{source}{gaps}", count(number as u64), describe_duration(step.length.get()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(day: &str, start: u32, line: u64) -> Row {
        Row { day: day.into(), time: Some((start, None)), calls: 10.0, aht: None, line }
    }

    #[test]
    fn the_step_is_what_most_rows_are_apart() {
        let rows = [row("Mon", 480, 2), row("Mon", 510, 3), row("Mon", 540, 4), row("Mon", 660, 5), row("Tue", 480, 6)];
        let found = step(&rows, None).unwrap();
        assert_eq!((found.length.get(), found.gaps), (1800.0, 1));
        assert_eq!(step(&rows, Seconds::new(900.0).ok()).unwrap().gaps, 3);
        let words =
            "5 rows of 30m, as their times say; in 1 place of a day rows are missing, and nobody is asked for there";
        assert_eq!(describe_step(5, found), words);
    }

    #[test]
    fn rows_that_do_not_fit_are_refused() {
        let mixed = [row("Mon", 480, 2), row("Mon", 540, 3), row("Mon", 600, 4), row("Mon", 630, 5)];
        assert!(step(&mixed, None).unwrap_err().starts_with("line 5: 30m from one row to the next does not fit"));
        let twice = [row("Mon", 480, 2), row("Mon", 480, 3)];
        assert!(step(&twice, None).unwrap_err().starts_with("lines 2 and 3 are both of Mon 08:00"));
        assert!(step(&mixed[..1], None).unwrap_err().contains("add --interval"));
        assert!(step(&mixed[..2], Seconds::new(7200.0).ok()).unwrap_err().contains("does not fit rows of 2h"));
    }

    #[test]
    fn the_hour_that_comes_twice_in_autumn_has_two_rows() {
        let rows = |day: &str, starts: &[u32]| -> Vec<Row> {
            (2..).zip(starts).map(|(line, start)| row(day, *start, line)).collect()
        };
        let starts = [0, 30, 60, 90, 60, 90, 120, 150];
        let found = step(&rows("2026-10-25", &starts), None).unwrap();
        assert_eq!((found.length.get(), found.gaps), (1800.0, 0));
        assert_eq!(step(&rows("2026-10-25", &[0, 60, 60, 120]), None).unwrap().length.get(), 3600.0);
        for (day, starts) in [
            ("2026-10-26", starts.as_slice()),
            ("2026-06-07", &starts),
            ("Sun", &starts),
            ("2026-10-25", &[0, 60, 120, 0, 60, 120]),
            ("2026-10-25", &[0, 30, 60, 60, 90, 90, 120]),
        ] {
            assert!(step(&rows(day, starts), None).unwrap_err().contains("are both of"), "{day} {starts:?}");
        }
    }

    #[test]
    fn whole_days_are_no_intervals() {
        let day = |day: &str, time| Row { time, ..row(day, 0, 2) };
        for rows in [[day("Mon", None), day("Tue", None)], [day("Mon", Some((0, None))), day("Tue", Some((0, None)))]] {
            for length in [None, Seconds::new(1800.0).ok()] {
                assert!(step(&rows, length).unwrap_err().starts_with("the rows are whole days"));
            }
            assert!(step(&rows, Seconds::new(86_400.0).ok()).is_ok());
        }
    }

    #[test]
    fn a_row_that_says_its_end_needs_no_neighbour() {
        let alone = [Row { time: Some((1410, Some(0))), ..row("Mon", 0, 2) }];
        assert_eq!(step(&alone, None).unwrap().length.get(), 1800.0);
    }
}
