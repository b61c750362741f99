//! Where a variant and the baseline come out equal, against values known beforehand.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use callfloor::experiment::{BreakEven, Inquiry, Lever, break_even};
use callfloor::model::SetIn;
use callfloor::results::{Crossing, EndOfSpan, Measure, Scope};
use callfloor::scenario::{Adjustable, Override, Setting, Span};

/// Open round the clock; more agents than anybody needs, and nobody gives up.
///
/// In the baseline every need takes one contact of 5 minutes. In the variant a contact takes 4 minutes and settles 60%
/// of needs; a share q of the others come back. Then a need takes 1 ÷ (1 − 0.4·q) contacts, and the work is the same
/// where 4 ÷ (1 − 0.4·q) = 5: at q = 50%, whatever the arrivals.
const SHORTER: &str = r#"
title = "Shorter calls"
[calendar]
start = 2026-03-02
days = 1
hours = "00:00-24:00"
interval = "1h"
[contacts.x]
arrivals = { rate = "60/h" }
talk = { mean = "5m", cv = 0.2 }
outcome = { resolved = "100%", returns = { share = "65%", after = { mean = "5m", cv = 1.0 } } }
[teams.a]
takes = ["x"]
agents = 60
[[variants]]
name = "Shorter"
set = { "contacts.x.talk.mean" = "4m", "contacts.x.outcome.resolved" = "60%" }
[run]
replications = 10
warm_up = "4h"
"#;

/// A busy line whose variant sets the talk and the agents for itself, to what they are in the baseline.
const BUSY: &str = r#"
title = "A busy line"
[calendar]
start = 2026-03-02
days = 1
hours = "08:00-18:00"
interval = "30m"
[contacts.x]
arrivals = { rate = "120/h" }
talk = { mean = "4m", cv = 1.0 }
patience = { mean = "2m", shape = "exponential" }
service_level = { within = "20s", target = "80%" }
[teams.a]
takes = ["x"]
agents = 9
[[variants]]
name = "Other"
set = { "contacts.x.talk.mean" = "4m", "teams.a.agents" = 9 }
[[variants]]
name = "More"
set = { "teams.a.agents" = 12 }
[run]
replications = 10
"#;

fn asked(text: &str, variant: usize, vary: &str, measure: Measure, seed: u64) -> BreakEven {
    asked_at(None, text, variant, vary, measure, seed)
}

fn asked_at(at_target: Option<f64>, text: &str, variant: usize, vary: &str, measure: Measure, seed: u64) -> BreakEven {
    let seed = Override { path: "run.seed".into(), value: seed.to_string() };
    let scenario = Adjustable::read_text("centre.toml", text, Path::new("."), &[seed])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    let span: Span = vary.parse().unwrap();
    let set_in = if scenario.is_set_by(variant, &span.path) { SetIn::Variant } else { SetIn::Both };
    let pair = |at: f64| {
        let value = span.written(at);
        scenario.pair(Some(variant), &[Setting { option: "--vary", path: &span.path, value, set_in }])
    };
    let lever = Lever {
        low: span.low,
        high: span.high,
        whole: span.is_whole(),
        points: 5,
        at_target,
        pair: &pair,
        in_short: &|at| span.in_short(at),
    };
    let scope = Scope::AllContacts;
    let inquiry = Inquiry { study: scenario.study(), scope: &scope, measure, threads: None, watch: &() };
    break_even(inquiry, &lever).unwrap_or_else(|_| panic!("{vary} is answered"))
}

/// Both ends of the interval of a crossing; what is open has none.
fn ends(crossing: &Crossing) -> (f64, f64) {
    let [low, high] = [&crossing.low, &crossing.high].map(|end| end.as_ref().expect("a closed interval").position);
    (low, high)
}

#[test]
fn the_work_is_the_same_where_the_algebra_says() {
    let found = asked(SHORTER, 1, "contacts.x.outcome.returns.share=20%..80%", Measure::Load, 1);
    let [crossing] = found.crossings.as_slice() else { panic!("{:?}", found.crossings) };
    let (low, high) = ends(crossing);
    assert!(low < 50.0 && 50.0 < high, "{crossing:?}");
    assert!(low < crossing.value && crossing.value < high && high - low < 15.0, "{crossing:?}");
    let signs: Vec<bool> =
        found.points.iter().map(|point| 0.0 < point.difference.expect("there is work").mean).collect();
    assert!(!signs[0] && signs[signs.len() - 1], "more returns are more work");
    assert!(found.points.windows(2).all(|pair| pair[0].at.position < pair[1].at.position));
}

#[test]
fn the_interval_holds_the_true_value_as_often_as_it_says() {
    let quieter = SHORTER.replace("60/h", "15/h").replace("agents = 60", "agents = 30");
    let held = |seed: u64| {
        let found = asked(&quieter, 1, "contacts.x.outcome.returns.share=0%..100%", Measure::Load, seed);
        found.crossings.iter().any(|crossing| {
            crossing.low.as_ref().is_none_or(|low| low.position <= 50.0)
                && crossing.high.as_ref().is_none_or(|high| 50.0 <= high.position)
        })
    };
    let times = (100..130).filter(|seed| held(*seed)).count();
    // Of 30 intervals at 95%, fewer than 24 hold by chance in 1 of 1,700 experiments.
    assert!(24 <= times, "{times} of 30");
}

#[test]
fn a_lever_of_the_variant_is_equal_where_it_is_as_in_the_baseline() {
    let found = asked(BUSY, 1, "contacts.x.talk.mean=3m..6m", Measure::ServiceLevel, 1);
    let (low, high) = ends(&found.crossings[0]);
    assert!(low <= 240.0 && 240.0 <= high && high - low < 10.0, "{:?}", found.crossings);
    let first = found.points[0].baseline;
    assert!(found.points.iter().all(|point| point.baseline == first), "the baseline stays as it is");

    // The value itself is on the grid: there both are the same to the last digit.
    let found = asked(BUSY, 1, "contacts.x.talk.mean=2m..6m", Measure::ServiceLevel, 1);
    assert_eq!((found.crossings.len(), found.crossings[0].value), (1, 240.0));
    assert_eq!(found.crossings[0].written, "4m");
}

#[test]
fn a_key_of_whole_numbers_is_equal_between_neighbours() {
    let longer = BUSY.replace("set = { \"contacts.x.talk.mean\" = \"4m\"", "set = { \"contacts.x.talk.mean\" = \"5m\"");
    let found = asked(&longer, 1, "teams.a.agents=6..20", Measure::ServiceLevel, 1);
    let [crossing] = found.crossings.as_slice() else { panic!("{:?}", found.crossings) };
    let [below, above] = crossing.between.as_ref().expect("two neighbours");
    assert_eq!(above.position - below.position, 1.0);
    let mean = |position: f64| {
        let point = found.points.iter().find(|point| point.at.position == position).expect("it was simulated");
        point.difference.expect("there is a difference").mean
    };
    assert!(mean(below.position) < 0.0 && 0.0 < mean(above.position), "{crossing:?}");
    assert!(below.position <= crossing.value && crossing.value <= above.position);
    // 120 calls an hour of 5 minutes are 10 erlangs, of 4 minutes 8: two or three agents more than the baseline's 9.
    assert!((10.0..=12.0).contains(&below.position), "{crossing:?}");
    assert!(found.points.iter().all(|point| point.at.position.fract() == 0.0));

    let exact = asked(BUSY, 1, "teams.a.agents=5..13", Measure::ServiceLevel, 1);
    assert_eq!((exact.crossings[0].value, exact.crossings[0].between.clone()), (9.0, None));
}

#[test]
fn there_may_be_none() {
    let found = asked(BUSY, 2, "contacts.x.talk.mean=3m..5m", Measure::ServiceLevel, 1);
    assert_eq!((found.crossings.len(), found.points.len()), (0, 5));
    assert!(found.points.iter().all(|point| 0.0 < point.difference.expect("there is one").mean));
    // Talk is the same from 4 minutes down to the end of the range, which is no crossing.
    let at_the_end = asked(BUSY, 1, "contacts.x.talk.mean=4m..6m", Measure::ServiceLevel, 1);
    let [crossing] = at_the_end.crossings.as_slice() else { panic!("{:?}", at_the_end.crossings) };
    assert_eq!((crossing.value, crossing.equal_up_to), (240.0, Some(EndOfSpan::Low)));
    // Where nothing differs, nothing breaks even.
    let nothing = asked(BUSY, 1, "contacts.x.patience.mean=1m..5m", Measure::ServiceLevel, 1);
    assert!(nothing.crossings.is_empty());
    assert!(nothing.points.iter().all(|point| point.difference.expect("there is one").mean == 0.0));
}

#[test]
fn an_interval_that_reaches_the_end_of_the_range_is_open_there() {
    let wide = asked(SHORTER, 1, "contacts.x.outcome.returns.share=20%..80%", Measure::Load, 1);
    let (low, high) = ends(&wide.crossings[0]);
    let value = wide.crossings[0].value;
    // The same curve, looked at more narrowly than its interval on one side, and on both.
    let narrow = |low: f64, high: f64| {
        let vary = format!("contacts.x.outcome.returns.share={low}%..{high}%");
        let found = asked(SHORTER, 1, &vary, Measure::Load, 1);
        let crossing = found.crossings.first().unwrap_or_else(|| panic!("{:?}", found.points)).clone();
        (crossing.low.is_some(), crossing.high.is_some())
    };
    let (inside_low, inside_high) = ((low + value) / 2.0, (value + high) / 2.0);
    assert_eq!(narrow(inside_low, 80.0), (false, true));
    assert_eq!(narrow(inside_low, inside_high), (false, false));
}

#[test]
fn as_many_agents_are_needed_where_nothing_differs() {
    // Both have 20 agents in the file, far more than the promised level needs.
    let ample =
        BUSY.replace("agents = 9\n", "agents = 20\n").replace("\"teams.a.agents\" = 9", "\"teams.a.agents\" = 20");
    let found = asked_at(Some(0.8), &ample, 1, "contacts.x.talk.mean=3m..6m", Measure::ServiceLevel, 1);
    let (low, high) = ends(&found.crossings[0]);
    assert!(low <= 240.0 && 240.0 <= high && high - low < 10.0, "{:?}", found.crossings);
    for point in &found.points {
        let agents = 20.0 * point.staffing.expect("both are staffed");
        let level = point.baseline.expect("there are calls").mean;
        // One agent of ten is worth no more than 20 points here.
        assert!((7.0..13.0).contains(&agents) && (0.8..1.0).contains(&level), "{agents} agents for {level}");
    }
}

fn callfloor(folder: &Path, arguments: &[&str]) -> Output {
    let command = [&["breakeven", "centre.toml"], arguments].concat();
    Command::new(env!("CARGO_BIN_EXE_callfloor")).current_dir(folder).args(command).output().unwrap()
}

#[test]
fn the_same_question_leaves_the_same_bytes_on_any_number_of_threads() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("centre.toml"), BUSY).unwrap();
    let asked = [
        "--variant",
        "Other",
        "--vary",
        "contacts.x.talk.mean=3m..6m",
        "--equal",
        "service_level",
        "--replications",
        "4",
    ];
    for (out, threads) in [("one", "1"), ("two", "2")] {
        let output = callfloor(place.path(), &[&asked[..], &["--out", out, "--threads", threads]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let files = [
        "results.json",
        "summary.md",
        "points.csv",
        "report.html",
        "report.pdf",
        "report.docx",
        "workbook.xlsx",
        "manifest.json",
        "charts/break_even.svg",
        "charts/break_even.png",
    ];
    for name in files {
        let read = |folder: &str| fs::read(place.path().join(folder).join(name)).unwrap();
        assert!(read("one") == read("two"), "{name} differs");
    }
    let results: serde_json::Value =
        serde_json::from_slice(&fs::read(place.path().join("one/results.json")).unwrap()).unwrap();
    assert_eq!((results["set_in"].as_str(), results["measure"].as_str()), (Some("variant"), Some("service_level")));
    assert_eq!(results["variants"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_wrong_question_is_answered_with_what_is_wrong() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("centre.toml"), BUSY).unwrap();
    let talk = "contacts.x.talk.mean=3m..5m";
    let other = ["--variant", "Other"];
    for (arguments, wrong) in [
        (&["--vary", talk, "--equal", "service_level"][..], "say which with --variant\n  there are `Other`, `More`"),
        (&["--vary", talk, "--equal", "service_level", "--variant", "othr"], "the nearest is `Other`"),
        (&[&other[..], &["--vary", talk, "--equal", "servicelevel"]].concat(), "the nearest is `service_level`"),
        (&[&other[..], &["--vary", talk, "--equal", "load", "--scope", "teams.a"]].concat(), "no such scope"),
        (&[&other[..], &["--vary", "contacts.x.talk.mean=5m..3m", "--equal", "load"]].concat(), "the lower end first"),
        (&[&other[..], &["--vary", "contacts.x.talk.mean=3m..5", "--equal", "load"]].concat(), "not of one kind"),
        (&[&other[..], &["--vary", "contacts.x.tlk.mean=3m..5m", "--equal", "load"]].concat(), "did you mean `talk`?"),
        (&[&other[..], &["--vary", "contacts.x.balking=50%..150%", "--equal", "load"]].concat(), "150%"),
        (&[&other[..], &["--vary", "run.seed=1..5", "--equal", "load"]].concat(), "run.seed"),
        (&[&other[..], &["--vary", "contacts.x.lines=8..9.5", "--equal", "load"]].concat(), "is not a whole number"),
        (&[&other[..], &["--vary", talk, "--equal", "load", "--replications", "1"]].concat(), "take 2 replications"),
        (&[&other[..], &["--vary", talk, "--equal", "load", "--precision", "1%"]].concat(), "--replications instead"),
    ] {
        let output = callfloor(place.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(complained.contains(wrong), "{arguments:?}: {complained}");
    }
    assert!(!place.path().join("results").exists());
}

/// Ten people, of whom a rule takes one in ten away: an hour of pauses for the ten hours of a shift. Eleven do what ten did.
const RULE: &str = r#"
title = "A rule on pauses"
[calendar]
start = 2026-03-02
days = 5
hours = "08:00-18:00"
interval = "1h"
[contacts.x]
arrivals = { rate = "100/h" }
talk = { mean = "5m", cv = 0.5 }
patience = { mean = "2m", shape = "exponential" }
service_level = { within = "20s", target = "80%" }
[teams.a]
takes = ["x"]
people = { posts = 10, shifts = ["day"], hours_per_week = 70 }
[shifts.day]
hours = "08:00-18:00"
[[clauses]]
name = "Six minutes an hour"
pause_per_hour = "6m"
[[variants]]
name = "Kept"
set = { "clauses.0.mode" = "enforce" }
[run]
replications = 20
"#;

#[test]
fn a_rule_has_a_price_in_posts() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rule.toml"), RULE).unwrap();
    let ask = |options: &[&str]| {
        let mut command = vec!["breakeven", "rule.toml", "--vary", "teams.a.people.posts=9..14", "--no-charts"];
        command.extend(options);
        let output = Command::new(env!("CARGO_BIN_EXE_callfloor")).args(command).current_dir(folder.path()).output();
        let output = output.expect("the program runs");
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    let in_variant = ask(&["--in-variant", "--equal", "service_level"]);
    assert!(
        in_variant.contains("set in Kept alone") && in_variant.contains("Equal between 10 and 11;"),
        "{in_variant}"
    );
    let in_both = ask(&["--equal", "service_level"]);
    assert!(in_both.contains("set in both") && in_both.contains("None between 9 and 14"), "{in_both}");
    let agents = ask(&["--equal", "agents"]);
    assert!(agents.contains("--in-variant --equal service_level"), "{agents}");
}
