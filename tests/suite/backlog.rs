//! Backlogs that grow without bound say so, and others do not.

use callfloor::experiment;
use callfloor::scenario::{self, Override};

use crate::quiet::Quiet;

/// Twelve weeks of letters, of which `agents` can do 8 an hour each, from `backlog` at the start.
fn warnings(a_day: u32, agents: u32, backlog: u32, seed: u32) -> Vec<String> {
    let text = format!(
        r#"
        [calendar]
        start = 2026-03-02
        weeks = 12
        [calendar.hours]
        mon-fri = "09:00-17:00"

        [contacts.calls]
        arrivals = {{ rate = "1/h" }}
        talk = {{ mean = "1m" }}

        [cases.letters]
        title = "Letters"
        arrivals = {{ volume = "{a_day}/day" }}
        busyness = {{ cv = 0.2 }}
        work = {{ mean = "30m", cv = 1.0 }}
        backlog = {backlog}

        [teams.phones]
        takes = ["calls"]
        agents = 1

        [teams.desk]
        cases = ["letters"]
        agents = {agents}

        [run]
        replications = 20
        "#
    );
    let seed = Override { path: "run.seed".into(), value: seed.to_string() };
    let study =
        scenario::read_text("backlog.toml", &text, ".".as_ref(), &[seed]).unwrap_or_else(|faults| panic!("{faults}"));
    experiment::run(&study, Some(2), &Quiet).0.expect("the run completes").warnings
}

#[test]
fn a_backlog_that_grows_is_said_to_grow_and_by_how_much() {
    // 16 letters a day each: 160 done of 170 that arrive, so 50 more a week.
    let warnings = warnings(170, 10, 0, 1);
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(warning.starts_with("In baseline, the backlog of Letters grows by "), "{warning}");
    let (mean, half_width) = rate(warning);
    // Four standard errors of twenty replications, whose 95% interval is 2.093 of them on either side.
    assert!((mean - 50.0).abs() < 4.0 / 2.093 * half_width && half_width < 20.0, "{warning}");
}

/// The two numbers of `grows by 50.1 ± 2.0 cases a week`.
fn rate(warning: &str) -> (f64, f64) {
    let said = warning.split_once("grows by ").unwrap().1.split_once(" cases a week").unwrap().0;
    let (mean, half_width) = said.split_once(" ± ").unwrap();
    (mean.parse().unwrap(), half_width.parse().unwrap())
}

#[test]
fn a_backlog_that_settles_or_shrinks_is_not_said_to_grow() {
    let quiet = |what: &str, warnings: Vec<String>| assert_eq!(warnings, [""; 0], "{what}");
    // From nothing to its level within days, ten times over: one false alarm in forty would be expected at most.
    for seed in 1..=10 {
        quiet("settles", warnings(140, 10, 0, seed));
    }
    quiet("shrinks", warnings(140, 10, 2000, 1));
}
