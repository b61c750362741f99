//! How long it takes to read what a planner feeds: a year of five-minute rows for 50 contact types, from a text file.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use callfloor::scenario;
use divan::Bencher;
use jiff::ToSpan;
use jiff::civil::date;
use tempfile::TempDir;

const TYPES: usize = 50;
const DAYS: i64 = 365;
/// Rows of five minutes in a day.
const ROWS: i64 = 288;

fn main() {
    divan::main();
}

/// The scenario in a folder of its own: each type has a column of one file.
fn year(folder: &TempDir, agents_from_file: bool) -> PathBuf {
    let mut rows = String::from("start");
    (0..TYPES).for_each(|number| write!(rows, ",t{number}").expect("a text takes all"));
    rows.push_str(",agents\n");
    let first = date(2026, 1, 1).at(0, 0, 0, 0);
    for row in 0..DAYS * ROWS {
        let start = first.checked_add((row * 5).minutes()).expect("a year later is a date");
        write!(rows, "{}", start.strftime("%Y-%m-%dT%H:%M")).expect("a text takes all");
        // Any numbers will do, if they differ.
        (0..TYPES as i64)
            .for_each(|number| write!(rows, ",{}", (row * 7 + number * 13) % 31).expect("a text takes all"));
        rows.push_str(",400\n");
    }
    fs::write(folder.path().join("year.csv"), rows).expect("the folder can be written to");
    let agents = if agents_from_file { "{ file = \"year.csv\" }" } else { "400" };
    let mut text = String::from(
        "[calendar]\nstart = 2026-01-01\ndays = 365\nhours = \"00:00-24:00\"\ninterval = \"5m\"\n[run]\nseed = 1\n",
    );
    let mut takes = Vec::new();
    for number in 0..TYPES {
        takes.push(format!("\"c{number}\""));
        write!(
            text,
            "[contacts.c{number}]\narrivals = {{ file = \"year.csv\", column = \"t{number}\" }}\n\
             talk = {{ mean = \"1m\" }}\npatience = {{ mean = \"3m\" }}\n"
        )
        .expect("a text takes all");
    }
    write!(text, "[teams.all]\nagents = {agents}\ntakes = [{}]\n", takes.join(", ")).expect("a text takes all");
    let path = folder.path().join("year.toml");
    fs::write(&path, text).expect("the folder can be written to");
    path
}

#[divan::bench(args = [false, true], sample_count = 10, sample_size = 1)]
fn a_year_of_five_minutes_for_50_types(bencher: Bencher<'_, '_>, agents_from_file: bool) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = year(&folder, agents_from_file);
    bencher.bench_local(|| match scenario::read(&path, &[]) {
        Ok(study) => study,
        Err(faults) => panic!("{}", faults.render(false)),
    });
}
