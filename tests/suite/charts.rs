//! Which charts a command draws, and how they look.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SCENARIO: &str = r#"
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

[assumptions."contacts.enquiries.patience"]
basis = "assumed"
range = ["1m", "3m"]

[run]
replications = 4
seed         = 3
"#;

fn place() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("centre.toml"), SCENARIO).unwrap();
    place
}

fn callfloor(place: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_callfloor")).current_dir(place).args(arguments).output().unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const LOOK: [&str; 8] = [
    "--width",
    "600",
    "--dpi",
    "144",
    "--theme",
    "dark",
    "--caption",
    "Arrivals as the Department's own figures have them",
];

#[test]
fn every_command_draws_the_charts_asked_for_as_they_were_asked_for() {
    let place = place();
    let vary = ["--vary", "teams.front_line.agents=8..10"];
    let commands: [(&str, &[&str], &str); 5] = [
        ("run", &["--charts", "queue_length,differences_enquiries"], "queue_length_enquiries"),
        ("sweep", &vary, "trade_off_enquiries"),
        ("breakeven", &["--vary", "contacts.enquiries.talk.mean=3m..5m", "--equal", "service_level"], "break_even"),
        ("sensitivity", &["--measure", "service_level", "--points", "10", "--charts", "tornado"], "tornado"),
        ("luck", &["--charts", "funnel_front_line_day"], "funnel_front_line_day"),
    ];
    for (command, options, chart) in commands {
        let arguments = [&[command, "centre.toml", "--out", command], options, &LOOK].concat();
        let output = callfloor(&place, &arguments);
        assert!(output.status.success(), "{command}: {}", complained(&output));
        let charts = place.path().join(command).join("charts");
        let svg = fs::read_to_string(charts.join(format!("{chart}.svg"))).unwrap();
        assert!(svg.contains("width=\"600\"") && svg.contains("Arrivals as the Department"), "{command}");
        assert!(!svg.to_lowercase().contains("#ffffff"), "{command} draws on white");
        let png = fs::read(charts.join(format!("{chart}.png"))).unwrap();
        assert_eq!(png[16..20], 900_u32.to_be_bytes(), "600 pixels at one and a half times 96 dots");
    }
    let of_run = ["differences_enquiries", "queue_length_enquiries"];
    let expected: Vec<String> =
        of_run.iter().flat_map(|name| ["csv", "png", "svg"].map(|ending| format!("{name}.{ending}"))).collect();
    assert_eq!(names(&place.path().join("run/charts")), expected);
    assert_eq!(names(&place.path().join("luck/charts")).len(), 3);
    let page = fs::read_to_string(place.path().join("run/report.html")).unwrap();
    assert_eq!(page.matches("<figure>").count(), 2);
    assert!(page.contains("--width 600 --dpi 144 --theme dark --caption"), "the command line says how it looked");

    let again = callfloor(&place, &["verify", "run"]);
    assert!(again.status.success(), "{}", complained(&again));
}

#[test]
fn charts_that_there_are_not_are_refused_and_nothing_is_written() {
    let place = place();
    let refused = |arguments: &[&str]| {
        let output = callfloor(&place, &[&["run", "centre.toml", "--out", "out"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!place.path().join("out").exists(), "{arguments:?}");
        complained(&output)
    };
    let typo = refused(&["--charts", "queue_lenth"]);
    assert!(typo.contains("the nearest are `queue_length`") && typo.contains("agents_and_load"), "{typo}");
    let absent = refused(&["--charts", "waits,queue_length_claims"]);
    assert!(absent.contains("`queue_length_claims`") && absent.contains("queue_length_enquiries"), "{absent}");
    assert!(refused(&["--charts", "none,waits"]).contains("leave out `none`"));
    assert!(refused(&["--width", "300"]).contains("take 480 or more"));
    assert!(refused(&["--dpi", "6000"]).contains("take 600 or less"));
    assert!(refused(&["--theme", "blue"]).contains("light, dark"));
    assert!(refused(&["--charts", "waits", "--no-charts"]).contains("--no-charts"));

    let none = callfloor(&place, &["run", "centre.toml", "--out", "out", "--charts", "none"]);
    assert!(none.status.success(), "{}", complained(&none));
    assert!(!place.path().join("out/charts").exists());
}
