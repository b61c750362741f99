//! Backlogs that grow without bound say so, and others do not.

use callfloor::experiment;
use callfloor::scenario::{self, Override};

/// What is said of [`scenario`] under `seed`.
fn warnings(a_day: u32, agents: u32, backlog: u32, seed: u32) -> Vec<String> {
    let seed = Override { path: "run.seed".into(), value: seed.to_string() };
    said(&scenario(a_day, agents, backlog), &[seed])
}

fn said(text: &str, overrides: &[Override]) -> Vec<String> {
    let study = scenario::read_text("backlog.toml", text, ".".as_ref(), overrides);
    let study = study.unwrap_or_else(|faults| panic!("{faults}"));
    let results = experiment::run(&study, Some(2), &()).expect("the run completes");
    results.warnings.iter().map(ToString::to_string).collect()
}

/// Twelve weeks of letters, of which each of the `agents` can do 16 a day, from `backlog` at the start.
fn scenario(a_day: u32, agents: u32, backlog: u32) -> String {
    format!(
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
    )
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

#[test]
fn of_many_variants_with_growing_backlogs_the_count_and_the_range_are_said() {
    let fewer = |agents: u32| {
        format!("[[variants]]\nname = \"{agents} agents\"\nset = {{ \"teams.desk.agents\" = {agents} }}\n")
    };
    let text = scenario(140, 10, 0) + &(5..=8).map(fewer).collect::<String>();
    let warnings = said(&text, &[]);
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(warning.starts_with("In 4 of 5 variants, the backlog of Letters grows by "), "{warning}");
    let range = warning.split_once("grows by ").unwrap().1.split_once(" cases a week").unwrap().0;
    let (least, most) = range.split_once(" to ").unwrap();
    // 700 a week arrive; 8 agents do 640 of them and 5 do 400. Days vary by a fifth, so over six weeks of five days in
    // twenty replications the standard error is about √5 × 28 ÷ √(6 × 20) = 6 a week; three of them, and rounding.
    let near = |said: &str, exact: f64| (said.parse::<f64>().unwrap() - exact).abs() < 20.0;
    assert!(near(least, 60.0) && near(most, 300.0), "{warning}");
}
