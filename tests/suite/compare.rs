//! Two runs beside each other: paired where they can be, and told where they cannot.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use callfloor::results::{Comparison, Measure, Results, Scope, SideBySideResults, VariantsBeside, Verdict};
use tempfile::TempDir;

const SCENARIO: &str = r#"
title = "Before"

[calendar]
start    = 2026-03-02
days     = 1
hours    = "08:00-10:00"
interval = "30m"
at_close = "serve_out"

[contacts.enquiries]
arrivals = { rate = "120/h" }
talk     = { mean = "4m", cv = 1.0 }
patience = { mean = "2m", shape = "exponential" }
service_level = { within = "20s", target = "80%" }

[contacts.claims]
arrivals = { rate = "30/h" }
talk     = { mean = "6m", cv = 1.0 }
patience = { mean = "3m", shape = "exponential" }
service_level = { within = "20s", target = "80%" }

[teams.front_line]
takes  = ["enquiries", "claims"]
agents = 10

[[variants]]
name = "Two more agents"
set  = { "teams.front_line.agents" = 12 }

[[variants]]
name = "Only before"
set  = { "teams.front_line.agents" = 9 }

[run]
replications = 20
seed         = 1
"#;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::write(place.path("before.toml"), SCENARIO).unwrap();
        let after =
            SCENARIO.replace("Before", "After").replace("agents = 10", "agents = 11").replace("Only before", "New");
        fs::write(place.path("after.toml"), after).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn callfloor(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_callfloor")).current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.callfloor(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&self, scenario: &str, out: &str, more: &[&str]) {
        self.done(&[&["run", scenario, "--no-charts", "--out", out], more].concat());
    }

    #[track_caller]
    fn compared(&self, first: &str, second: &str) -> SideBySideResults {
        serde_json::from_str(&self.done(&["compare", first, second, "--json", "-"])).unwrap()
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str], why: &str) {
        let output = self.callfloor(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains(why), "{}", told(&output));
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn level(comparisons: impl IntoIterator<Item = Comparison>) -> Comparison {
    let mut all = comparisons.into_iter();
    all.find(|it| it.measure == Measure::ServiceLevel && it.scope == Scope::AllContacts).expect("a service level")
}

fn level_of(pair: &VariantsBeside) -> Comparison {
    level(pair.differences.iter().map(|it| it.comparison.clone()))
}

#[test]
fn two_runs_on_the_same_customers_are_paired_as_variants_are() {
    let place = Place::new();
    place.run("before.toml", "before", &[]);
    place.run("after.toml", "after", &["--pack", "after.zip"]);
    let found = place.compared("before", "after.zip");
    let names: Vec<_> = found.pairs.iter().map(|pair| (pair.second.as_str(), pair.is_paired())).collect();
    assert_eq!(names, [("baseline", true), ("Two more agents", true)]);
    assert_eq!((found.only_in_first, found.only_in_second), (vec!["Only before".into()], vec!["New".into()]));

    // The same difference as a variant of one scenario, of which it is known that it is paired.
    fs::write(place.path("both.toml"), SCENARIO.replace("agents\" = 12", "agents\" = 11")).unwrap();
    place.run("both.toml", "both", &[]);
    let both: Results = serde_json::from_slice(&fs::read(place.path("both/results.json")).unwrap()).unwrap();
    let expected = level(both.comparisons.into_iter().filter(|it| it.variant == "Two more agents"));
    let paired = level_of(&found.pairs[0]);
    assert_eq!((paired.difference, paired.verdict), (expected.difference, expected.verdict));
    assert_eq!(paired.pairing_gain, expected.pairing_gain);
}

#[test]
fn the_same_variant_in_both_is_no_difference() {
    let place = Place::new();
    place.run("before.toml", "before", &[]);
    let said = place.done(&["compare", "before", "before", "--out", "out"]);
    assert!(said.starts_with("before against before\nNothing differs.\n"), "{said}");
    let told = fs::read_to_string(place.path("out/summary.md")).unwrap();
    assert!(told.contains("baseline: paired, on the same customers in each of 20 replications."), "{told}");
    assert!(told.contains("baseline: Service level: no difference."), "{told}");
    let mut files: Vec<_> = fs::read_dir(place.path("out")).unwrap().map(|it| it.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["comparisons.csv", "report.html", "results.json", "summary.md"]);
}

#[test]
fn what_does_not_match_is_told_and_not_paired() {
    let place = Place::new();
    place.run("before.toml", "before", &[]);
    place.run("after.toml", "after", &["--seed", "2", "--replications", "30"]);
    let said = place.done(&["compare", "before", "after"]);
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let why = "baseline: not paired, because the seeds differ (2 and 1), and the replications differ (30 and 20).";
    assert!(flat.contains(why), "{said}");
    assert!(said.contains("results/after-against-before/report.html"), "{said}");
    let found = place.compared("before", "after");
    let pair = &found.pairs[0];
    let of = |level: &Comparison| pair.differences.iter().find(|it| it.comparison == *level).unwrap().clone();
    let unpaired = of(&level_of(pair));
    let (mine, theirs) = (unpaired.second.half_width.unwrap(), unpaired.first.half_width.unwrap());
    let half_width = unpaired.comparison.difference.half_width.unwrap();
    // With 19 to 48 degrees of freedom it is a little less than the two half-widths at right angles.
    let together = mine.hypot(theirs);
    assert!((0.93..1.0).contains(&(half_width / together)), "{half_width} of {together}");
    assert!(unpaired.degrees.is_some_and(|degrees| (19.0..=48.0).contains(&degrees)), "{:?}", unpaired.degrees);

    let days = place.path("days.toml");
    fs::write(&days, SCENARIO.replace("days     = 1", "days     = 2")).unwrap();
    place.run("days.toml", "days", &[]);
    let said = place.done(&["compare", "before", "days"]);
    assert!(said.contains("not paired, because their days, opening hours or intervals differ"), "{said}");
    assert!(said.contains("  calendar.days: 1 → 2\n"), "{said}");
    assert!(said.contains("These are different centres or periods: the figures stand beside each other"), "{said}");
    assert_eq!(sides(&place.compared("before", "days")), (0, 0));
}

/// How many differences are called better or worse, of the baseline and of all.
fn sides(found: &SideBySideResults) -> (usize, usize) {
    let sided = |pair: &VariantsBeside| {
        let verdicts = pair.differences.iter().map(|it| it.comparison.verdict);
        verdicts.filter(|it| matches!(it, Verdict::Better | Verdict::Worse)).count()
    };
    (sided(&found.pairs[0]), found.pairs.iter().map(sided).sum())
}

#[test]
fn luck_is_not_called_better() {
    let place = Place::new();
    place.run("before.toml", "before", &[]);
    place.run("before.toml", "again", &["--seed", "2"]);
    let said = place.done(&["compare", "before", "again"]);
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Both runs are of the same scenario: every difference is luck; "), "{said}");
    assert!(flat.contains(" intervals do not hold zero; about 5% or fewer would by chance alone."), "{said}");
    let found = place.compared("before", "again");
    assert!(found.same_scenario && found.inputs.is_empty());
    assert_eq!(sides(&found), (0, 0));
    let (without, all) = found.intervals_without_zero();
    // They hang together, so that 5% is far from sure; half of them would be no luck.
    assert!(0 < without && without < all / 2, "{without} of {all}");
}

#[test]
fn what_was_changed_comes_first_and_fits_a_screen() {
    let place = Place::new();
    place.run("before.toml", "before", &[]);
    place.run("before.toml", "more", &["--set", "teams.front_line.agents=14", "--set", "contacts.claims.talk.cv=1.2"]);
    let said = place.done(&["compare", "before", "more"]);
    let keys = "What differs in the files, from before to more\n  contacts.claims.talk.cv: 1 → 1.2\n  teams.front_line.agents: 10 → 14\n";
    assert!(said.contains(keys), "{said}");
    assert!(said.contains("better."), "{said}");
    assert!(said.lines().count() <= 25, "{said}");
    let told = fs::read_to_string(place.path("results/more-against-before/summary.md")).unwrap();
    assert!(told.find("What differs in the files").unwrap() < told.find("What is different in").unwrap(), "{told}");
}

#[test]
fn a_service_level_is_not_better_for_another_promise() {
    let place = Place::new();
    place.run("before.toml", "before", &[]);
    place.run("before.toml", "lax", &["--set", "contacts.claims.service_level.within=5m"]);
    let found = place.compared("before", "lax");
    assert_eq!(found.pairs[0].other_promises, ["claims"]);
    assert_eq!(level_of(&found.pairs[0]).verdict, Verdict::Higher);
    let said = place.done(&["compare", "before", "lax"]);
    assert!(said.contains("baseline: the promise differs (claims); service levels"), "{said}");
}

#[test]
fn only_two_sound_runs_are_compared_and_none_is_overwritten() {
    let place = Place::new();
    place.run("before.toml", "before", &[]);
    place.done(&["luck", "before.toml", "--no-charts", "--out", "luck"]);
    place.refused(&["compare", "before", "luck"], "was made by `luck`; only what `run` made can be compared");
    place.refused(&["compare", "before", "nowhere"], "nowhere: there is no such folder or file");
    place.refused(&["compare", "before", "before", "--out", "before"], "holds the results of a run");
    let results = fs::read_to_string(place.path("before/results.json")).unwrap();
    fs::write(place.path("before/results.json"), results.replace('1', "2")).unwrap();
    let output = place.callfloor(&["compare", "before", "before", "--out", "x"]);
    assert_eq!(output.status.code(), Some(4), "{}", told(&output));
    assert!(told(&output).contains("altered: results.json"), "{}", told(&output));
    assert!(!place.path("x").exists());
}
