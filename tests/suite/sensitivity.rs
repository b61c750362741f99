//! How far an answer hangs on assumptions, against what is known of arrivals.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use callfloor::experiment::{Assumed, Inquiry, Register, Sensitivity, sensitivity};
use callfloor::model::SetIn;
use callfloor::results::{Influence, Measure, Position, Scope};
use callfloor::scenario::{Adjustable, Setting};

/// Ten hours of Poisson arrivals at an assumed rate; nobody gives up, so `fresh` is their number and nothing else.
const LINE: &str = r#"
title = "A line"
[calendar]
start = 2026-03-02
days = 1
hours = "08:00-18:00"
interval = "1h"
[contacts.x]
arrivals = { rate = "90/h" }
talk = { mean = "2m", cv = 0.5 }
[teams.a]
takes = ["x"]
agents = 8
[[variants]]
name = "Fewer"
set = { "teams.a.agents" = 6 }
[assumptions."contacts.x.arrivals.rate"]
basis = "assumed"
range = ["86.7/h", "93.3/h"]
[assumptions."contacts.x.talk"]
basis = "assumed"
range = ["1m", "3m"]
[assumptions."teams.a.agents"]
basis = "assumed"
range = [7, 9]
[assumptions."calendar.hours"]
basis = "published"
[run]
replications = 10
"#;

fn scenario(text: &str) -> Adjustable {
    Adjustable::read_text("centre.toml", text, Path::new("."), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn asked(text: &str, variant: Option<usize>, measure: Measure, points: u32) -> Sensitivity {
    let scenario = scenario(text);
    let ranges = scenario.ranges().unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    let end = |index: usize, at: f64| Position { position: at, written: ranges[index].span.written(at) };
    let assumed: Vec<Assumed> = (0..ranges.len())
        .map(|index| Assumed {
            assumption: ranges[index].assumption.clone(),
            path: ranges[index].span.path.clone(),
            low: end(index, ranges[index].span.low),
            high: end(index, ranges[index].span.high),
            whole: ranges[index].span.is_whole(),
            set_in: None,
            effect: None,
        })
        .collect();
    let pair = |positions: &[Option<f64>]| {
        let settings = ranges.iter().zip(positions).filter_map(|(range, position)| {
            let (path, value) = (range.span.path.as_str(), range.span.written((*position)?));
            let own = variant.is_some_and(|variant| scenario.is_set_by(variant, path));
            let set_in = if own { SetIn::Baseline } else { SetIn::Both };
            Some(Setting { option: "range", path, value, set_in })
        });
        scenario.pair(variant, &settings.collect::<Vec<_>>())
    };
    let written = |index: usize, at: f64| ranges[index].span.written(at);
    let register = Register { assumed: &assumed, points, pair: &pair, written: &written };
    let scope = Scope::AllContacts;
    let inquiry = Inquiry { study: scenario.study(), scope: &scope, measure, threads: None, watch: &() };
    sensitivity(inquiry, &register).unwrap_or_else(|_| panic!("it is answered"))
}

fn of<'a>(found: &'a Sensitivity, path: &str) -> &'a Influence {
    found.assumed.iter().find(|influence| influence.path == path).expect("it has a range")
}

#[test]
fn the_ends_of_a_range_say_what_the_rate_says() {
    let found = asked(LINE, None, Measure::Fresh, 10);
    let rate = of(&found, "contacts.x.arrivals.rate");
    for (end, expected) in [(&rate.low, 867.0_f64), (&rate.high, 933.0)] {
        let answer = end.answer.expect("contacts came").mean;
        // The mean of ten Poisson numbers has the standard error √(number ÷ 10).
        assert!((answer - expected).abs() < 4.0 * (expected / 10.0).sqrt(), "{answer} instead of {expected}");
        let change = end.change.expect("contacts came").mean;
        assert!((change - (answer - found.answer.expect("contacts came").mean)).abs() < 1e-6, "{change}");
    }
    assert_eq!(found.assumed[0].path, "contacts.x.arrivals.rate", "what moves it most comes first");
    assert!(!rate.changes_nothing);
    // The same customers come, however long they talk.
    let talk = of(&found, "contacts.x.talk.mean");
    assert_eq!(talk.assumption, "contacts.x.talk");
    assert_eq!(talk.high.change.map(|change| (change.mean, change.half_width)), Some((0.0, Some(0.0))));
}

#[test]
fn the_variance_is_split_as_it_was_made() {
    let found = asked(LINE, None, Measure::Fresh, 200);
    let spread = found.together.spread.expect("answers");
    // Uniform over 66 contacts: 66² ÷ 12 = 363 between points; ten replications of a Poisson number of 900: 90 within.
    // The sample variance errs by √((2·90² + 4·363·90) ÷ 200) = 27, the mean of 200 squared standard errors by
    // 90·√(2 ÷ 9 ÷ 200) = 3.
    assert!((spread.variance_between - 363.0).abs() < 4.0 * 27.2, "{spread:?}");
    assert!((spread.variance_within - 90.0).abs() < 4.0 * 3.0, "{spread:?}");
    let (assumptions, chance) = (spread.assumptions_fraction.unwrap(), spread.chance_fraction.unwrap());
    assert!((assumptions - 0.8).abs() < 0.08 && (assumptions + chance - 1.0).abs() < 1e-3, "{spread:?}");
    assert!(spread.least < spread.p5 && spread.p5 < spread.median && spread.p95 < spread.greatest);
    // The rate accounts for 80% of the variance; talk and agents for none: their correlations err by 1 ÷ √199 = 0.071.
    assert!(of(&found, "contacts.x.arrivals.rate").rank_correlation.unwrap() > 0.8);
    let [low, high] = of(&found, "contacts.x.arrivals.rate").rank_correlation_interval.unwrap();
    assert!(0.5 < low && low < high && high < 1.0, "{low} to {high}");
    for path in ["contacts.x.talk.mean", "teams.a.agents"] {
        assert!(of(&found, path).rank_correlation.unwrap().abs() < 4.0 * 0.071, "{path}");
    }
}

#[test]
fn every_range_is_covered_evenly() {
    let found = asked(LINE, None, Measure::Fresh, 30);
    let column =
        |index: usize| -> Vec<f64> { found.together.points.iter().map(|point| point.at.position[index]).collect() };
    let mut strata: Vec<usize> = column(1).iter().map(|at| ((at - 60.0) / 120.0 * 30.0) as usize).collect();
    strata.sort_unstable();
    assert_eq!(strata, (0..30).collect::<Vec<_>>(), "one of each thirtieth");
    for agents in [7.0, 8.0, 9.0] {
        assert_eq!(column(2).iter().filter(|at| **at == agents).count(), 10, "{agents} agents");
    }
}

#[test]
fn a_difference_is_asked_on_the_same_customers() {
    let found = asked(LINE, Some(1), Measure::Fresh, 10);
    assert_eq!(found.answer.map(|answer| (answer.mean, answer.half_width)), Some((0.0, Some(0.0))));
    assert!(found.assumed.iter().all(|influence| influence.low.change.is_some_and(|change| change.mean == 0.0)));

    // What the variant sets for itself is varied in the baseline alone: with 7 agents it is nearer to the variant's 6.
    let waits = asked(LINE, Some(1), Measure::WaitSeconds, 10);
    let agents = of(&waits, "teams.a.agents");
    let file = waits.answer.expect("they wait").mean;
    let low = agents.low.answer.expect("they wait").mean;
    assert!(0.0 < low && low < file, "{low} and {file}");
    let change = agents.low.change.expect("they wait");
    assert!((change.mean - (low - file)).abs() < 1e-6 * file, "{change:?}");
}

#[test]
fn ranges_that_cannot_be_applied_are_refused_together() {
    let range = |path: &str, range: &str| format!("[assumptions.\"{path}\"]\nbasis = \"assumed\"\nrange = {range}\n");
    let text = LINE.replace(
        "[run]",
        &[
            range("contacts.x.outcome", "[\"70%\", \"95%\"]"),
            range("contacts.x.balking", "[\"5%\", \"5%\"]"),
            range("contacts.x.patience", "[\"1m\", \"50%\"]"),
            range("contacts.x.lines", "[0, 20]"),
            range("contacts.x.talk.mean", "[\"2m\", \"3m\"]"),
            "[run]".to_owned(),
        ]
        .concat(),
    );
    let text = text.replace("agents = 8\n", "agents = 8\n[contacts.x.outcome]\nresolved = \"80%\"\nreturns = { share = \"50%\", after = { mean = \"1h\", cv = 1.0 } }\n");
    let faults = scenario(&text).ranges().expect_err("five faults");
    let said = faults.to_string();
    for wrong in [
        "`contacts.x.outcome` cannot be applied: that is a table",
        "such as `contacts.x.outcome.resolved`",
        "the range of `contacts.x.balking` cannot be applied: `5%` is not below `5%`",
        "the range of `contacts.x.patience` cannot be applied: `1m` and `50%` are not of one kind",
        "[assumptions] range:1:18",
        "`contacts.x.talk` and `contacts.x.talk.mean` are about the same number",
    ] {
        assert!(said.contains(wrong), "`{wrong}` is missing from {said}");
    }
    assert_eq!(faults.len(), 5, "{said}");
}

#[test]
fn every_bundled_scenario_can_be_asked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let scenario = Adjustable::read(&file, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
        // What the model assumes for itself, in a variant perhaps, is no number of the file.
        let of_file = |source: &Option<String>| !source.as_deref().is_some_and(|it| it.starts_with("The model's own"));
        let with_range =
            scenario.study().assumptions.iter().filter(|it| it.range.is_some() && of_file(&it.source)).count();
        let ranges = scenario.ranges().unwrap_or_else(|faults| panic!("{}", faults.render(false)));
        assert!(0 < with_range && ranges.len() == with_range, "{}", file.display());
    }
}

fn callfloor(folder: &Path, arguments: &[&str]) -> Output {
    let command = [&["sensitivity", "centre.toml"], arguments].concat();
    Command::new(env!("CARGO_BIN_EXE_callfloor")).current_dir(folder).args(command).output().unwrap()
}

#[test]
fn the_same_question_leaves_the_same_bytes_on_any_number_of_threads() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("centre.toml"), LINE).unwrap();
    let asked = ["--measure", "wait_seconds", "--points", "10", "--replications", "3", "--variant", "Fewer"];
    for (out, threads) in [("one", "1"), ("two", "2")] {
        let output = callfloor(place.path(), &[&asked[..], &["--out", out, "--threads", threads]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let files = [
        "results.json",
        "summary.md",
        "tornado.csv",
        "points.csv",
        "report.html",
        "report.pdf",
        "report.docx",
        "workbook.xlsx",
        "manifest.json",
        "charts/tornado.svg",
        "charts/answers.png",
    ];
    for name in files {
        let read = |folder: &str| fs::read(place.path().join(folder).join(name)).unwrap();
        assert!(read("one") == read("two"), "{name} differs");
    }
    let summary = fs::read_to_string(place.path().join("one/summary.md")).unwrap();
    assert!(
        summary.contains("Varied in the baseline alone, as Fewer sets it for itself: teams.a.agents."),
        "{summary}"
    );
    assert!(summary.contains("Not varied, as they have no range: calendar.hours."), "{summary}");
}

#[test]
fn a_wrong_question_is_answered_with_what_is_wrong() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("centre.toml"), LINE).unwrap();
    for (arguments, wrong) in [
        (&["--measure", "servicelevel"][..], "the nearest is `service_level`"),
        (&["--measure", "load", "--variant", "few"], "the nearest is `Fewer`"),
        (&["--measure", "occupancy", "--scope", "contacts.x"], "no such scope"),
        (&["--measure", "load", "--points", "1"], "1"),
        (&["--measure", "load", "--set", "contacts.x.talk={ uniform = [\"1m\", \"3m\"] }"], "that is a table"),
    ] {
        let output = callfloor(place.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(complained.contains(wrong), "{arguments:?}: {complained}");
    }
    let none = LINE.lines().filter(|line| !line.starts_with("range")).collect::<Vec<_>>().join("\n");
    fs::write(place.path().join("centre.toml"), none).unwrap();
    let output = callfloor(place.path(), &["--measure", "load"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no assumption of the scenario has a range"));
}
