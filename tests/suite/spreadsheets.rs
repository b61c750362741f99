//! What callers meet where a file was once read as something else. Values are those of simulations written apart from this engine.

use std::fs;

use callfloor::experiment;
use callfloor::results::{Measure, Results};
use callfloor::scenario;

fn run(text: &str, file: &str, rows: &str) -> Results {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), rows).unwrap();
    let study = scenario::read_text("case.toml", text, folder.path(), &[]);
    let study = study.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

/// The value lies within `tolerance`, and so does what is known of it.
#[track_caller]
fn agrees(results: &Results, measure: Measure, expected: f64, tolerance: f64) {
    let estimate = results.variants[0].all_contacts.total[&measure].unwrap();
    assert!((estimate.mean - expected).abs() <= tolerance, "{estimate:?} against {expected}");
    assert!(estimate.half_width.unwrap() <= tolerance, "{estimate:?} is too wide");
}

#[test]
fn calls_of_an_hour_are_spread_over_the_hour() {
    let text = r#"
        title = "Hourly volumes"
        [calendar]
        start = 2026-03-02
        days = 5
        hours = "08:00-12:00"
        [contacts.calls]
        arrivals = { file = "hourly.csv" }
        talk = { mean = "4m" }
        patience = { mean = "2m", shape = "exponential" }
        [teams.front]
        takes = ["calls"]
        agents = 10
        [run]
        replications = 200
    "#;
    let results = run(text, "hourly.csv", "interval_start,offered\n08:00,100\n09:00,120\n10:00,110\n11:00,80\n");
    agrees(&results, Measure::ServiceLevel, 0.894_17, 0.008);
    agrees(&results, Measure::AbandonedFraction, 0.039_47, 0.004);
}

#[test]
fn an_export_in_universal_time_is_met_in_summer_time() {
    let text = r#"
        title = "An export stamped in universal time"
        [calendar]
        start = 2026-06-01
        days = 1
        hours = "07:00-13:00"
        interval = "1h"
        timezone = "Europe/London"
        [contacts.calls]
        arrivals = { file = "offered.csv" }
        talk = { mean = "4m" }
        patience = { mean = "2m", shape = "exponential" }
        [teams.front]
        takes = ["calls"]
        agents = [4, 4, 8, 12, 6, 6]
        [run]
        replications = 400
    "#;
    let rows = "interval_start,offered\n2026-06-01T07:00+00:00,40\n2026-06-01T08:00+00:00,100\n\
                2026-06-01T09:00+00:00,160\n2026-06-01T10:00+00:00,70\n";
    let results = run(text, "offered.csv", rows);
    agrees(&results, Measure::ServiceLevel, 0.780_12, 0.01);
}
