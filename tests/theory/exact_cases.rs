//! The simulation against models whose answers are known: Erlang B, C and A, finite rooms, general
//! handling and patience, priorities, skills, reserves, redials, returns, and days that change by the hour.
//!
//! Every tolerance is computed from the standard error of the run; the seed is fixed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use callfloor::experiment;
use callfloor::model::Study;
use callfloor::results::{Estimate, Measure, Measures, Results};
use callfloor::scenario::{self, Override};
use callfloor::stats::student_t;

struct Row {
    case: String,
    scope: String,
    interval: Option<usize>,
    measure: String,
    value: f64,
    error: f64,
}

struct Score {
    row: Row,
    estimate: Estimate,
    /// Standard errors between the estimate and the exact value.
    off: f64,
    covered: bool,
}

#[test]
fn every_exact_case_is_met() {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in exact_rows() {
        rows.entry(row.case.clone()).or_default().push(row);
    }
    assert_eq!(rows.len(), 75);
    let cases = (1..).zip(rows);
    let scores: Vec<Score> = cases.flat_map(|(seed, (case, rows))| score(&case, seed, rows)).collect();
    assert!(scores.len() > 900, "only {} rows were scored", scores.len());
    for score in scores.iter().filter(|score| score.off.abs() > 3.5) {
        eprintln!("{}", describe(score));
    }
    let furthest = scores.iter().max_by(|a, b| a.off.abs().total_cmp(&b.off.abs())).unwrap();
    assert!(furthest.off.abs() < 4.5, "{}", describe(furthest));

    // Rows of one case move together: one row of each is counted. 75 cases at 95% miss four on average.
    let mut first_rows: BTreeMap<&str, &Score> = BTreeMap::new();
    for score in &scores {
        first_rows.entry(&score.row.case).or_insert(score);
    }
    let covered = first_rows.values().filter(|score| score.covered).count() as f64;
    assert!(covered >= 0.93 * first_rows.len() as f64, "{covered} of {} cases are covered", first_rows.len());
    let all_covered = scores.iter().filter(|score| score.covered).count() as f64;
    assert!(all_covered >= 0.93 * scores.len() as f64, "{all_covered} of {} rows are covered", scores.len());

    // The errors lean to neither side: the mean of independent standard errors is within 3/√n of zero.
    eprintln!("{covered} of {} cases and {all_covered} of {} rows are covered", first_rows.len(), scores.len());
    let lean = first_rows.values().map(|score| score.off).sum::<f64>() / first_rows.len() as f64;
    assert!(lean.abs() < 3.0 / (first_rows.len() as f64).sqrt(), "the errors lean by {lean}");
}

fn exact_rows() -> impl Iterator<Item = Row> {
    let mut reader = csv::Reader::from_path(reference("exact.csv")).unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    records.into_iter().map(|record| Row {
        case: record[0].to_owned(),
        scope: record[1].to_owned(),
        interval: record[2].parse().ok(),
        measure: record[3].to_owned(),
        value: record[4].parse().unwrap(),
        error: record[5].parse().unwrap(),
    })
}

/// The case `… redrawn` is the file whose returns draw a new handling time.
///
/// Every case has a seed of its own: with one seed all would meet the same customers, and err together.
fn study_of(case: &str, seed: u32) -> Study {
    let (file, mut overrides) = match case.strip_suffix(" redrawn") {
        Some(file) => {
            let after = r#"{ share = 1.0, after = { mean = "1800s", shape = "exponential" } }"#;
            let path = "contacts.T1.outcome.returns".to_owned();
            (file, vec![Override { path, value: after.replace("1800s", returns_after(file)) }])
        }
        None => (case, Vec::new()),
    };
    overrides.push(Override { path: "run.seed".to_owned(), value: seed.to_string() });
    let path = reference("models").join(format!("{file}.toml"));
    scenario::read(&path, &overrides).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn returns_after(file: &str) -> &'static str {
    match file {
        "feedback_unresolved-01" => "1800s",
        "feedback_unresolved-02" => "7200s",
        other => panic!("{other} has no returns"),
    }
}

fn score(case: &str, seed: u32, rows: Vec<Row>) -> Vec<Score> {
    let study = study_of(case, seed);
    let results = experiment::run(&study, None, &()).expect("a run that nobody stops has results");
    let t = student_t(study.settings.confidence, u64::from(study.settings.replications) - 1);
    let hours = counted_hours(&study);
    let mut scores = Vec::new();
    for row in rows {
        // Rarer events than one in a thousand say little in a run of this length.
        if row.value < 1e-3 {
            continue;
        }
        let estimate = estimate_of(&results, &row, hours);
        // Values that were themselves simulated bring their own half-width at 95%.
        let own = if row.error > 1e-6 { row.error / 1.96 } else { row.error * row.value.abs().max(1.0) };
        let half_width = estimate.half_width.expect("many replications have a half-width");
        let standard_error = (half_width / t).hypot(own).max(1e-12);
        let off = (estimate.mean - row.value) / standard_error;
        let covered = off.abs() <= t;
        scores.push(Score { row, estimate, off, covered });
    }
    scores
}

fn estimate_of(results: &Results, row: &Row, hours: f64) -> Estimate {
    let variant = &results.variants[0];
    let (total, intervals) = match row.scope.split_once('.') {
        None if row.scope == "all_contacts" => (&variant.all_contacts.total, &variant.all_contacts.intervals),
        None => (&variant.all_teams.total, &variant.all_teams.intervals),
        Some(("contacts", name)) => (&variant.contacts[name].total, &variant.contacts[name].intervals),
        Some((_, name)) => (&variant.teams[name].total, &variant.teams[name].intervals),
    };
    let measures: &Measures = row.interval.map_or(total, |interval| &intervals[interval].measures);
    let (key, per) = match row.measure.strip_suffix("_per_hour") {
        Some(key) => (key, hours),
        None => (row.measure.as_str(), 1.0),
    };
    let measure: Measure = serde_json::from_value(key.into()).unwrap();
    let Estimate { mean, half_width } = measures[&measure].unwrap_or_else(|| panic!("{} has no {key}", row.case));
    Estimate { mean: mean / per, half_width: half_width.map(|half_width| half_width / per) }
}

fn counted_hours(study: &Study) -> f64 {
    let calendar = study.variants[0].centre.calendar();
    let counted = calendar.intervals.iter().filter(|interval| interval.start >= calendar.warm_up);
    counted.map(|interval| interval.end.since(interval.start).seconds()).sum::<f64>() / 3600.0
}

fn describe(Score { row, estimate, off, .. }: &Score) -> String {
    let Row { case, scope, interval, measure, value, .. } = row;
    format!("{case}, {scope} {interval:?} {measure}: {estimate:?} against {value}, {off:.2} standard errors")
}

fn reference(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name)
}
