//! A unit that does cases and has no telephones.

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use callfloor::experiment;
use callfloor::results::{Estimate, Measure};
use callfloor::scenario;

const APPEALS: &str = r#"
title = "Appeals, each a day and a half of work"
[calendar]
start = 2026-03-02
weeks = 200
interval = "1h"
[calendar.hours]
mon-fri = "09:00-17:00"
[cases.appeals]
arrivals = { rate = "0.1/h" }
work = { mean = "12h", shape = "exponential" }
due = "20 working days"
[teams.workers]
cases = ["appeals"]
agents = 2
[run]
replications = 100
warm_up = "20w"
"#;

#[track_caller]
fn agrees(Estimate { mean, half_width }: Estimate, expected: f64, tolerance: f64) {
    assert!((mean - expected).abs() <= tolerance, "{mean} ± {half_width:?} against {expected} ± {tolerance}");
}

/// An M/M/2 in open time: 0.1 cases an hour, each 12 hours of work and 6.75 of waiting. The days to complete are those of an event
/// simulation of its own, in calendar days.
#[test]
fn a_backlog_without_telephones_is_that_of_the_formula() {
    let study = scenario::read_text("appeals.toml", APPEALS, Path::new("."), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    let results = experiment::run(&study, None, &()).unwrap();
    let variant = &results.variants[0];
    let of_cases = |measure: Measure| variant.cases["appeals"].total[&measure].unwrap();
    agrees(of_cases(Measure::Backlog), 1.875, 0.06);
    agrees(of_cases(Measure::DaysToComplete), 3.289, 0.08);
    agrees(variant.teams["workers"].total[&Measure::CaseworkFraction].unwrap(), 0.6, 0.01);
    // Means over the same days, those with a case: no longer a mean age above that of the oldest.
    let (age, oldest) = (of_cases(Measure::MeanAgeDays), of_cases(Measure::OldestAgeDays));
    assert!(age.mean < oldest.mean, "{age:?} {oldest:?}");
    agrees(oldest, 3.12, 4.0 * oldest.half_width.unwrap() / 2.0 + 0.005);
}

/// What the program says of a short unit with two kinds of case, by this command.
fn callfloor(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("callfloor").unwrap().current_dir(folder).args(arguments).output().unwrap()
}

/// A short one, with something to compare.
fn short_unit() -> String {
    let fewer = APPEALS.replace("weeks = 200", "weeks = 12").replace("replications = 100", "replications = 8");
    format!(
        "{}[[variants]]\nname = \"Three\"\nset = {{ \"teams.workers.agents\" = 3 }}\n\
         [assumptions.\"cases.appeals.work.mean\"]\nbasis = \"assumed\"\nrange = [\"8h\", \"16h\"]\n",
        fewer.replace("warm_up = \"20w\"", "warm_up = \"2w\"")
    )
}

#[test]
fn every_command_answers_of_cases_alone_or_says_that_it_needs_contacts() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("unit.toml"), short_unit()).unwrap();
    let agents = "teams.workers.agents=2..4";
    let by_one = "teams.workers.agents=2..4:1";
    let answered: [&[&str]; 9] = [
        &["check", "unit.toml"],
        &["run", "unit.toml", "--out", "run", "--pack", "run.zip"],
        &["verify", "run"],
        &["run", "unit.toml", "--each-day", "--out", "each"],
        &["sweep", "unit.toml", "--vary", by_one, "--out", "sweep"],
        &["breakeven", "unit.toml", "--vary", agents, "--equal", "backlog", "--out", "even"],
        &["sensitivity", "unit.toml", "--measure", "backlog", "--points", "10", "--out", "sensitivity"],
        &["compare", "run", "each", "--out", "compared"],
        &["report", "run", "--out", "reported"],
    ];
    for arguments in answered {
        let output = callfloor(folder, arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {text}");
        assert!(!text.contains("NaN") && !text.contains("panicked"), "{arguments:?}: {text}");
    }
    let refused: [&[&str]; 4] = [
        &["sensitivity", "unit.toml", "--measure", "offered", "--points", "10"],
        &["luck", "unit.toml"],
        &["run", "unit.toml", "--precision", "2%"],
        &["breakeven", "unit.toml", "--vary", agents, "--equal", "offered"],
    ];
    for arguments in refused {
        let output = callfloor(folder, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("contact"), "{arguments:?}: {said}");
    }
    let report = std::fs::read_to_string(folder.join("run/summary.md")).unwrap();
    for absent in ["NaN", "service level", "Service level", "answered", "callers"] {
        assert!(!report.contains(absent), "{absent}: {report}");
    }
    assert!(report.contains("Backlog"), "{report}");
}
