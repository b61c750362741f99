//! The same file, seed and version give the same bytes, on any number of threads and in any order of work.

use std::path::Path;

use std::sync::atomic::{AtomicU64, Ordering};

use callfloor::experiment::{self, EstimateError, NothingDone, Partial, Watch};
use callfloor::model::Study;
use callfloor::results::Ended;
use callfloor::results::Results;
use callfloor::scenario::{self, Override};

/// Blocks of two that the ranges and stretches of work cut through, and controls.
const NARROWED: [(&str, &str); 2] = [("run.day_factors", "antithetic"), ("run.control_variates", "true")];

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for study in [study(&[]), study(&NARROWED)] {
        let one = json(&experiment::run(&study, Some(1), &()).unwrap());
        for threads in [2, 3, 8] {
            assert_eq!(json(&experiment::run(&study, Some(threads), &()).unwrap()), one, "{threads} threads");
        }
    }
}

#[test]
fn partial_runs_merge_in_any_order_to_the_same_bytes() {
    partial_runs_merge(&study(&[]));
    partial_runs_merge(&study(&NARROWED));
}

fn partial_runs_merge(study: &Study) {
    let whole = json(&experiment::run(study, Some(1), &()).unwrap());
    let parts = [(7..12), (0..3), (3..7)].map(|range| experiment::run_range(study, range, Some(2), &()));
    let mut merged = Partial::new(study);
    for part in parts {
        let written = serde_json::to_string(&part).unwrap();
        let read: Partial = serde_json::from_str(&written).unwrap();
        assert_eq!(read, part);
        merged.merge(read).unwrap();
    }
    assert_eq!(json(&experiment::estimate(study, &merged, Ended::Complete).unwrap()), whole);
}

#[test]
fn replications_with_a_hole_are_refused_by_their_numbers() {
    let study = study(&[]);
    let mut partial = experiment::run_range(&study, 0..3, Some(1), &());
    partial.merge(experiment::run_range(&study, 5..7, Some(2), &())).unwrap();
    let refused = experiment::estimate(&study, &partial, Ended::Complete).unwrap_err();
    let of_each = partial.variants.iter().map(|variant| format!("3..5 of `{}`", variant.name));
    let expected = of_each.collect::<Vec<_>>().join(", ");
    assert_eq!(refused.to_string(), format!("replications are missing: {expected}"));
    partial.merge(experiment::run_range(&study, 3..5, Some(1), &())).unwrap();
    assert!(experiment::estimate(&study, &partial, Ended::Complete).is_ok());
    let nothing = experiment::estimate(&study, &Partial::new(&study), Ended::Complete);
    assert_eq!(nothing.unwrap_err(), EstimateError::Nothing);
}

/// Stops after some replications, wherever its threads are then.
struct StopsAfter(u64, AtomicU64);

impl Watch for StopsAfter {
    fn progress(&self, _done: u64, _of: u64) {
        self.1.fetch_add(1, Ordering::Relaxed);
    }

    fn stop(&self) -> bool {
        self.0 <= self.1.load(Ordering::Relaxed)
    }
}

#[test]
fn a_run_that_is_stopped_says_so_and_comes_out_again() {
    let study = study(&[("run.replications", "400")]);
    let after = |replications| StopsAfter(replications, AtomicU64::new(0));
    let stopped = experiment::run(&study, Some(2), &after(100)).unwrap();
    let done = stopped.variants[0].replications;
    assert_eq!(stopped.ended, Ended::Interrupted { done, of: 400 });
    assert!(0 < done && done < 400, "{done}");
    assert_eq!(json(&experiment::run_stopped(&study, done, Some(1), &()).unwrap()), json(&stopped));
    assert!(json(&stopped).contains(&format!("\"cut_short\": \"interrupted after {done} of 400 replications\"")));
    assert_eq!(experiment::run(&study, Some(2), &after(0)).unwrap_err(), NothingDone);
}

#[test]
fn partial_runs_that_do_not_belong_together_are_refused() {
    let here = study(&[]);
    let mut first = experiment::run_range(&here, 0..2, Some(1), &());
    assert!(first.merge(experiment::run_range(&here, 1..3, Some(1), &())).is_err());
    let elsewhere = study(&[("run.seed", "2")]);
    assert!(first.merge(experiment::run_range(&elsewhere, 5..6, Some(1), &())).is_err());
}

#[test]
fn variants_meet_the_same_customers() {
    let study = study(&[]);
    let results = experiment::run(&study, None, &()).unwrap();
    let fresh = |variant: usize| {
        let fresh = callfloor::results::Measure::Fresh;
        results.variants[variant].contacts["enquiries"].total[&fresh].unwrap()
    };
    assert_eq!(fresh(0), fresh(1));
    let gains: Vec<f64> = results.comparisons.iter().filter_map(|comparison| comparison.pairing_gain).collect();
    assert!(gains.iter().any(|&gain| gain > 2.0), "pairing narrows some difference: {gains:?}");
}

#[test]
fn a_behaviour_that_is_off_changes_no_digit() {
    let plain = experiment::run(&study(&[]), None, &()).unwrap();
    let off = study(&[
        ("contacts.enquiries.balking", "0%"),
        ("contacts.enquiries.lines", "100000"),
        ("teams.front_line.available", "100%"),
        ("teams.front_line.absence", "0%"),
        (
            "contacts.enquiries.outcome",
            "{ resolved = 1.0, returns = { share = 0.5, after = { mean = \"1h\", cv = 1.0 } } }",
        ),
        ("demand.shared_busyness_cv", "0"),
        ("run.control_variates", "false"),
        ("run.day_factors", "independent"),
    ]);
    let off = experiment::run(&off, None, &()).unwrap();
    let variants = |results: &Results| serde_json::to_string(&results.variants).unwrap();
    assert_eq!(variants(&plain), variants(&off));
}

fn study(set: &[(&str, &str)]) -> Study {
    let text = r#"
        title = "Replay"
        [calendar]
        start = 2026-03-02
        days = 2
        hours = "08:00-18:00"
        interval = "30m"
        [contacts.enquiries]
        arrivals = { rate = "100/h" }
        busyness = { cv = 0.1 }
        talk = { mean = "4m", cv = 1.0 }
        wrap_up = { mean = "1m", cv = 0.5 }
        patience = { mean = "2m", shape = "exponential" }
        retrial = { share = "40%", after = { mean = "18m", shape = "exponential" }, attempts = 4 }
        [teams.front_line]
        takes = ["enquiries"]
        agents = 9
        [[variants]]
        name = "One more"
        set = { "teams.front_line.agents" = 10 }
        [run]
        replications = 12
        seed = 1
    "#;
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    scenario::read_text("replay.toml", text, Path::new("."), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn json(results: &Results) -> String {
    serde_json::to_string_pretty(results).unwrap()
}
