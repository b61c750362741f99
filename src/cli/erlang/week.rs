//! The agents for each row of a table.

use std::collections::HashMap;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use serde::Serialize;

use crate::erlang::Traffic;
use crate::units::{PerHour, Seconds};

use super::answer::{Row, hours, needed};
use super::question::{Wanted, Week};
use super::rows::{self, Step, step};
use super::sheet::{ReadRows, read_rows};

/// Most bytes of a table.
const LARGEST: u64 = 50_000_000;

/// The answer for a table, row by row and in all.
#[derive(Clone, Debug)]
pub(super) struct WeekAnswer {
    pub(super) read: Vec<rows::Row>,
    /// What kind of table it is, in words.
    pub(super) understood: String,
    /// Cells with nothing in them, which count as 0.
    pub(super) blank: usize,
    pub(super) rows: Vec<Row>,
    pub(super) step: Step,
    pub(super) total: Total,
}

/// What the rows come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Total {
    pub(super) interval_seconds: f64,
    pub(super) offered: f64,
    /// Hours at work.
    pub(super) agent_hours: f64,
    /// Hours to be paid, shrinkage counted.
    pub(super) paid_hours: Option<f64>,
    pub(super) most_agents: f64,
    /// The first row that needs so many.
    pub(super) busiest_interval: String,
    /// Share of all offered that is answered in time.
    pub(super) service_level: Option<f64>,
}

pub(super) fn week_answer(week: &Week, wanted: &Wanted) -> Result<WeekAnswer, String> {
    let (name, bytes) = match &week.file {
        Some(path) => (path.display().to_string(), file(path)?),
        None => ("standard input".into(), standard_input()?),
    };
    let named = |why: String| format!("{name}: {why}");
    let ReadRows { rows: read, understood, blank } = read_rows(&bytes, &week.reading).map_err(named)?;
    let step = step(&read, week.interval).map_err(named)?;
    let mut known = HashMap::new();
    let mut rows = Vec::with_capacity(read.len());
    for row in &read {
        let answer = match known.get(&key(row)) {
            Some(answer) => Row::clone(answer),
            None => answered(row, step, week.aht, wanted).map_err(named)?,
        };
        known.entry(key(row)).or_insert_with(|| answer.clone());
        rows.push(Row { interval_start: Some(row.label()), ..answer });
    }
    let total = total(&rows, step, wanted);
    Ok(WeekAnswer { read, understood, blank, rows, step, total })
}

/// What makes two rows ask the same.
fn key(row: &rows::Row) -> (u64, Option<u64>) {
    (row.calls.to_bits(), row.aht.map(|aht| aht.get().to_bits()))
}

fn answered(row: &rows::Row, step: Step, aht: Option<Seconds>, wanted: &Wanted) -> Result<Row, String> {
    let line = |why: String| format!("line {}: {why}", row.line);
    let missing = "the handling time is missing: add --aht, for instance --aht 5m, or a column aht_seconds";
    let without_calls = (row.calls == 0.0).then_some(Seconds::ZERO);
    let aht = row.aht.or(aht).or(without_calls).ok_or(missing)?;
    let answer = if row.calls == 0.0 && aht == Seconds::ZERO {
        // An hour without calls has no handling time to speak of.
        Row { agents: Some(0.0), ..Row::default() }
    } else {
        let rate = PerHour::new(row.calls * 3600.0 / step.length.get()).map_err(|error| line(error.to_string()))?;
        let traffic = Traffic::new(rate, aht).map_err(|error| line(error.to_string()))?;
        needed(traffic, wanted).map_err(line)?.0
    };
    Ok(Row { offered: Some(row.calls), ..answer })
}

fn total(rows: &[Row], step: Step, wanted: &Wanted) -> Total {
    let agents = |row: &Row| row.agents.unwrap_or(0.0);
    let offered = |row: &Row| row.offered.unwrap_or(0.0);
    let agent_hours = hours(rows.iter().map(agents).sum(), step.length);
    let all: f64 = rows.iter().map(offered).sum();
    let soon: f64 = rows.iter().map(|row| offered(row) * row.service_level.unwrap_or(0.0)).sum();
    let busiest = rows.iter().reduce(|most, next| if agents(most) < agents(next) { next } else { most });
    Total {
        interval_seconds: step.length.get(),
        offered: all,
        agent_hours,
        paid_hours: wanted.shrinkage.map(|lost| agent_hours / lost.complement().get()),
        most_agents: busiest.map_or(0.0, agents),
        busiest_interval: busiest.and_then(|row| row.interval_start.clone()).unwrap_or_default(),
        service_level: (0.0 < all).then(|| soon / all),
    }
}

fn file(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: io::Error| format!("cannot read {}: {error}", path.display());
    let length = fs::metadata(path).map_err(cannot)?.len();
    if LARGEST < length {
        return Err(format!("{} is too large for a table; at most 50 MB", path.display()));
    }
    fs::read(path).map_err(cannot)
}

fn standard_input() -> Result<Vec<u8>, String> {
    let mut input = io::stdin();
    if input.is_terminal() {
        return Err("what is asked is missing: give --arrivals and --aht, for instance --arrivals 1140/h --aht 5m, \
                    or a table with --table week.csv; `callfloor erlang --help` has examples"
            .into());
    }
    let mut bytes = Vec::new();
    let read = input.by_ref().take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot read standard input: {error}"))?;
    if LARGEST < bytes.len() as u64 {
        return Err("standard input is too large for a table; at most 50 MB".into());
    }
    if bytes.is_empty() {
        return Err("neither --arrivals nor a table was given; write --arrivals 1140/h --aht 5m, --table week.csv, \
                    or pipe a table into standard input"
            .into());
    }
    Ok(bytes)
}
