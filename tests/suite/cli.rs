//! The command line: what it prints, what it leaves behind and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SCENARIO: &str = r#"
title = "One line, one team"

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

[teams.front_line]
takes  = ["enquiries"]
agents = 8

[[variants]]
name = "Two more agents"
set  = { "teams.front_line.agents" = 10 }

[run]
replications = 10
seed         = 1
warm_up      = "0s"
confidence   = "95%"
"#;

/// A folder with the scenario in it, from which the program is called.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::write(place.path("centre.toml"), SCENARIO).unwrap();
        place
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn callfloor(&self, arguments: &[&str]) -> Output {
        callfloor(self.0.path(), arguments)
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn callfloor(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_callfloor")).current_dir(folder).args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it said, with the breaks of its lines taken out.
fn unwrapped(output: &Output) -> String {
    said(output).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn every_command_has_help_with_examples() {
    let place = Place::new();
    for command in [
        "run",
        "sweep",
        "luck",
        "breakeven",
        "sensitivity",
        "verify",
        "report",
        "compare",
        "check",
        "new",
        "erlang",
        "completions",
        "man",
    ] {
        let output = place.callfloor(&[command, "--help"]);
        assert_eq!(code(&output), 0);
        assert!(said(&output).contains(&format!("Examples:\n  callfloor {command}")), "{}", said(&output));
    }
    assert!(said(&place.callfloor(&["--help"])).contains("Exit codes:"));
}

#[test]
fn help_offers_only_what_the_command_takes_and_names_its_own_folder() {
    let place = Place::new();
    for (command, folder, precision) in [
        ("run", "results/<scenario name>]", true),
        ("sweep", "results/<scenario name>-sweep]", true),
        ("luck", "results/<scenario name>-luck]", false),
        ("breakeven", "results/<scenario name>-breakeven]", false),
        ("sensitivity", "results/<scenario name>-sensitivity]", false),
    ] {
        let help = unwrapped(&place.callfloor(&[command, "--help"]));
        assert!(help.contains(folder), "{help}");
        assert_eq!(help.contains("--precision"), precision, "{help}");
    }
    assert!(!unwrapped(&place.callfloor(&["luck", "--help"])).contains("--each-day"));
    let scopes = unwrapped(&place.callfloor(&["sensitivity", "--help"]));
    assert!(scopes.contains("caseloads.NAME, workforces.NAME"), "{scopes}");
}

#[test]
fn a_range_that_does_not_hold_the_value_is_warned_of() {
    let place = Place::new();
    let stated = |patience: &str, agents: &str| {
        let range =
            |path: &str, range: &str| format!("[assumptions.\"{path}\"]\nbasis = \"assumed\"\nrange = {range}\n");
        let ranges = range("contacts.enquiries.patience", patience) + &range("teams.front_line.agents", agents);
        fs::write(place.path("stated.toml"), SCENARIO.to_owned() + &ranges).unwrap();
        said(&place.callfloor(&["check", "stated.toml"]))
    };
    let warned = stated("[\"3m\", \"5m\"]", "[8, 10]");
    let warning = "! The range of contacts.enquiries.patience, 3m to 5m, does not hold the file's own value, 2m.\n";
    assert!(warned.contains(warning) && warned.matches('!').count() == 1, "{warned}");
    assert!(!stated("[\"90s\", \"2m\"]", "[7, 8]").contains('!'));
}

#[test]
fn a_wrong_command_line_ends_with_2_and_says_what_is_wrong() {
    let place = Place::new();
    for (arguments, wrong) in [
        (&["runn"][..], "runn"),
        (&["run"], "<SCENARIO>"),
        (&["run", "centre.toml", "--replications", "0"], "0"),
        (&["run", "centre.toml", "--threads", "0"], "0"),
        (&["run", "centre.toml", "--precision", "0"], "precision of 0"),
        (&["sweep", "centre.toml"], "--vary"),
        (&["luck", "centre.toml", "--team", "frontline"], "the nearest is `front_line`"),
        (&["luck", "centre.toml", "--contact", "claims"], "no contact type `claims`; the nearest is `enquiries`"),
        (&["luck", "centre.toml", "--variant", "two more agent"], "the nearest is `Two more agents`"),
        (&["luck", "centre.toml", "--flag-above", "0"], "for instance 10%"),
        (&["luck", "centre.toml", "--flag-above", "-10%"], "-10%"),
        (&["luck", "centre.toml", "--precision", "1%"], "--precision says nothing to `luck`"),
        (&["check"], "<SCENARIO>"),
        (&["erlang", "--arrivals", "1140", "--aht", "5m"], "is not a rate"),
        (&["erlang", "--arrivals", "1140/h", "--aht", "0s"], "longer than 0s"),
        (&["completions", "cobol"], "cobol"),
        (&["man", "nothing"], "no command `nothing`"),
    ] {
        let output = place.callfloor(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert_eq!(said(&output), "", "{arguments:?}");
        assert!(complained(&output).contains(wrong), "{arguments:?}: {}", complained(&output));
    }
}

#[test]
fn new_lists_and_writes_templates_and_never_overwrites() {
    let place = Place::new();
    assert!(said(&place.callfloor(&["new"])).contains("minimal"));
    assert_eq!(code(&place.callfloor(&["new", "minimal"])), 0);
    let written = fs::read(place.path("minimal.toml")).unwrap();
    assert_eq!(said(&place.callfloor(&["new", "minimal", "--out", "-"])).as_bytes(), written);

    let again = place.callfloor(&["new", "minimal"]);
    assert_eq!(code(&again), 2);
    assert!(complained(&again).contains("minimal.toml exists already"));
    let unknown = place.callfloor(&["new", "minimall"]);
    assert_eq!(code(&unknown), 2);
    assert!(complained(&unknown).contains("the nearest is `minimal`"));
}

#[test]
fn shells_and_manuals_are_served() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(said(&place.callfloor(&["completions", shell])).contains("replications"), "{shell}");
    }
    assert!(said(&place.callfloor(&["man"])).starts_with(".ie"));
    assert!(said(&place.callfloor(&["man", "run"])).contains("callfloor\\-run"));
}

#[test]
fn the_schema_is_json() {
    let output = Place::new().callfloor(&["check", "--schema"]);
    assert_eq!(code(&output), 0);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap().is_object());
}

#[test]
fn erlang_answers_at_once() {
    let place = Place::new();
    let answer = |more: &[&str]| {
        let output = place.callfloor(&[&["erlang", "--arrivals", "1140/h", "--aht", "5m"], more].concat());
        assert_eq!(code(&output), 0, "{}", complained(&output));
        said(&output)
    };
    assert!(answer(&[]).contains("Offered load: 95 erlangs"));
    assert!(answer(&["--agents", "95"]).contains("grows for ever"));
    assert!(answer(&["--agents", "95", "--patience", "2m"]).contains("Erlang A"));
    assert!(answer(&["--lines", "105"]).contains("Blocked"));
    assert_eq!(answer(&["--table", "99..103"]).lines().count(), 2 + 1 + 5);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_heard_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_callfloor"))
        .args(["erlang", "--arrivals", "1140/h", "--aht", "5m", "--table", "1..10000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), complained(&output)), (0, String::new()));
}

#[test]
fn a_missing_scenario_is_named() {
    for command in [&["run", "nowhere.toml"][..], &["check", "nowhere.toml"]] {
        let output = Place::new().callfloor(command);
        assert_eq!(code(&output), 2);
        assert!(complained(&output).contains("nowhere.toml"));
    }
}

#[test]
fn a_run_leaves_its_files_and_says_where() {
    let place = Place::new();
    let output = place.callfloor(&["run", "centre.toml"]);
    assert_eq!(code(&output), 0, "{}", complained(&output));
    assert!(said(&output).contains("Two more agents against baseline"), "{}", said(&output));
    assert!(said(&output).contains("report.html"));
    let tables = ["charts", "comparisons.csv", "days.csv", "inputs", "intervals.csv", "manifest.json"];
    let reports = ["report.docx", "report.html", "report.pdf", "results.json", "stress_des.md", "summary.md"];
    assert_eq!(place.names("results/centre"), [&tables[..], &reports, &["workbook.xlsx"]].concat());
}

#[test]
fn a_run_with_cases_leaves_their_table_and_their_charts() {
    let place = Place::new();
    let cases = "[cases.letters]\nwork = { mean = \"10m\" }\nbacklog = 40\ndue = \"1h\"\n\
                 chasers = { per_overdue_case = \"100/week\", contact = \"enquiries\" }\n\n[teams.front_line]\n\
                 cases = [\"letters\"]\nrotation = { policy = \"none\", on_cases = \"25%\" }";
    fs::write(place.path("casework.toml"), SCENARIO.replace("[teams.front_line]", cases)).unwrap();
    let output = place.callfloor(&["run", "casework.toml"]);
    assert_eq!(code(&output), 0, "{}", complained(&output));
    assert!(said(&output).contains("\nCases\n\nletters\n"), "{}", said(&output));
    let table = fs::read_to_string(place.path("results/casework/cases.csv")).unwrap();
    assert!(table.starts_with("variant,kind,date,arrived,arrived_half_width,"), "{table}");
    assert_eq!(table.lines().count(), 1 + 2, "a row for each variant's one day");
    for chart in ["backlog_letters.svg", "overdue_letters.png", "chasers.csv"] {
        assert!(place.names("results/casework/charts").iter().any(|name| name == chart), "{chart}");
    }
    let vary = "teams.front_line.rotation.on_cases=10%..40%:15%";
    let output = place.callfloor(&["sweep", "casework.toml", "--vary", vary, "--replications", "3"]);
    assert_eq!(code(&output), 0, "{}", complained(&output));
    assert!(place.path("results/casework-sweep/charts/casework_letters.svg").exists());
}

#[test]
fn the_same_run_leaves_the_same_bytes_on_any_number_of_threads() {
    let place = Place::new();
    for (out, threads) in [("one", "1"), ("two", "3")] {
        let output = place.callfloor(&["run", "centre.toml", "--out", out, "--threads", threads]);
        assert_eq!(code(&output), 0, "{}", complained(&output));
    }
    for name in place.names("one").iter().filter(|name| !["charts", "inputs"].contains(&name.as_str())) {
        let read = |folder: &str| fs::read(place.path(folder).join(name)).unwrap();
        assert!(read("one") == read("two"), "{name} differs");
    }
}

#[test]
fn json_on_standard_output_stands_alone() {
    let place = Place::new();
    let output = place.callfloor(&["run", "centre.toml", "--json", "-", "--no-charts", "--replications", "3"]);
    assert_eq!(code(&output), 0, "{}", complained(&output));
    let results: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results["variants"][0]["replications"], 3);
    assert_eq!(fs::read(place.path("results/centre/results.json")).unwrap(), output.stdout);
}

#[test]
fn only_the_named_variants_are_run() {
    let place = Place::new();
    let unknown = place.callfloor(&["run", "centre.toml", "--only", "two more agent"]);
    assert_eq!(code(&unknown), 2);
    assert!(complained(&unknown).contains("the nearest is `Two more agents`"));
    assert!(!place.path("results").exists());
}

#[test]
fn a_precision_out_of_reach_ends_with_3_and_leaves_its_files() {
    let place = Place::new();
    let arguments = ["run", "centre.toml", "--precision", "0.0001%", "--replications", "4", "--no-charts"];
    let output = place.callfloor(&arguments);
    assert_eq!(code(&output), 3, "{}", complained(&output));
    assert!(complained(&output).contains("precision was not reached"));
    assert!(place.path("results/centre/manifest.json").exists());
}

#[test]
fn an_output_folder_that_is_a_file_is_refused_before_the_run() {
    let place = Place::new();
    fs::write(place.path("taken"), "mine").unwrap();
    let output = place.callfloor(&["run", "centre.toml", "--out", "taken"]);
    assert_eq!(code(&output), 2);
    assert!(complained(&output).contains("taken is not a folder"));
    assert_eq!(fs::read(place.path("taken")).unwrap(), b"mine");
}

#[test]
fn two_runs_into_one_folder_leave_the_files_of_one() {
    let place = Place::new();
    let start = |seed: &str| {
        Command::new(env!("CARGO_BIN_EXE_callfloor"))
            .current_dir(place.0.path())
            .args(["run", "centre.toml", "--no-charts", "--seed", seed])
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    for mut child in [start("1"), start("2")] {
        assert!(child.wait().unwrap().success());
    }
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&fs::read(place.path("results/centre").join(name)).unwrap()).unwrap()
    };
    assert_eq!(read("manifest.json")["seed"], read("results.json")["seed"]);
}

#[test]
fn a_sweep_has_a_folder_of_its_own() {
    let place = Place::new();
    let vary = "teams.front_line.agents=8..10";
    let output = place.callfloor(&["sweep", "centre.toml", "--vary", vary, "--replications", "3"]);
    assert_eq!(code(&output), 0, "{}", complained(&output));
    assert!(place.path("results/centre-sweep/results.json").exists());
}

#[test]
fn luck_leaves_its_tables_and_funnels() {
    let place = Place::new();
    let output = place.callfloor(&["luck", "centre.toml", "--flag-above", "20%"]);
    assert_eq!(code(&output), 0, "{}", complained(&output));
    assert!(said(&output).contains("Of 8 identical agents, "), "{}", said(&output));
    assert!(said(&output).lines().all(|line| line.chars().count() <= 100), "{}", said(&output));
    let tables = ["charts", "funnel.csv", "inputs", "luck.csv", "manifest.json"];
    let reports = ["report.docx", "report.html", "report.pdf", "results.json", "summary.md"];
    assert_eq!(place.names("results/centre-luck"), [&tables[..], &reports].concat());
    assert!(place.names("results/centre-luck/charts").contains(&"funnel_front_line_quarter.svg".to_owned()));
    let read = |name: &str| fs::read_to_string(place.path("results/centre-luck").join(name)).unwrap();
    assert_eq!(read("luck.csv").lines().count(), 1 + 3);
    assert!(read("manifest.json").contains("callfloor luck centre.toml --flag-above 20%"));
    let results: callfloor::results::LuckResults = serde_json::from_str(&read("results.json")).unwrap();
    let quarter = &results.teams["front_line"].periods[2];
    let dots = read("funnel.csv").lines().filter(|line| line.starts_with("front_line,quarter,agent,")).count();
    assert_eq!(dots, quarter.dots.len());
}
