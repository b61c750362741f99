//! What reports say of none, one and many: words that would be wrong or too strong there.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use callfloor::results::{Measure, SideBySideResults};
use tempfile::TempDir;

const CALENDAR: &str = r#"
[calendar]
start    = 2026-03-02
days     = 1
hours    = "08:00-09:00"
interval = "30m"
at_close = "serve_out"
"#;

const CALLS: &str = r#"
[contacts.calls]
arrivals = { rate = "RATE/h" }
talk     = { mean = "4m", cv = 1.0 }
patience = { mean = "2m", shape = "exponential" }
service_level = { within = "20s", target = "80%" }

[teams.front_line]
takes  = ["calls"]
agents = 8

[[variants]]
name = "One more agent"
set  = { "teams.front_line.agents" = 9 }
"#;

struct Place(TempDir);

impl Place {
    fn new(scenario: &str) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::write(place.path("centre.toml"), format!("{CALENDAR}{scenario}")).unwrap();
        place
    }

    fn calls(rate: &str) -> Self {
        Self::new(&CALLS.replace("RATE", rate))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_callfloor"));
        let output = command.current_dir(self.0.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the scenario and returns a file of what it leaves.
    fn run(&self, more: &[&str], file: &str) -> String {
        self.done(&[&["run", "centre.toml", "--out", "out"], more].concat());
        self.file(file)
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.path("out").join(name)).unwrap()
    }
}

#[test]
fn one_replication_is_one_and_has_no_intervals() {
    let place = Place::calls("120");
    let summary = place.run(&["--replications", "1"], "summary.md");
    assert!(summary.contains("through the whole horizon, once. One replication has no spread"), "{summary}");
    assert!(summary.contains("Too few were seen to tell the worst in twenty"), "{summary}");
    assert!(place.file("stress_des.md").contains("The same results, 1 replication of each variant"));
    let page = place.file("report.html");
    assert!(page.contains("changes service level: one replication shows no interval."));
    assert!(!page.contains("the interval holds zero"));
    assert!(place.done(&["verify", "out"]).ends_with(" 1 replication\n"));
}

#[test]
fn twenty_days_have_a_worst_in_twenty() {
    let summary = Place::calls("120").run(&["--replications", "20", "--no-charts"], "summary.md");
    assert!(summary.contains("one in twenty is as bad as the columns of the worst day in 20 say"), "{summary}");
}

#[test]
fn where_nobody_calls_nothing_is_said_of_waits_or_handling() {
    let summary = Place::calls("0").run(&["--replications", "3", "--no-charts"], "summary.md");
    assert!(summary.contains("Under “baseline”, no contact came, so nothing can be said"), "{summary}");
    assert!(!summary.contains("the target of 80%;"), "{summary}");
    assert!(!summary.contains("Handling time is not exponential"), "{summary}");
}

#[test]
fn many_contact_types_are_not_all_named_in_a_title() {
    let one = |number: usize| {
        format!(
            "[contacts.c{number}]\ntitle = \"Type {number}\"\narrivals = {{ rate = \"5/h\" }}\ntalk = {{ mean = \"4m\", cv = 1.0 \
             }}\nservice_level = {{ within = \"20s\", target = \"80%\" }}\n"
        )
    };
    let types: String = (0..40).map(one).collect();
    let names: Vec<String> = (0..40).map(|number| format!("\"c{number}\"")).collect();
    let team = format!("[teams.front_line]\ntakes = [{}]\nagents = 18\n", names.join(", "));
    let summary = Place::new(&(types + &team)).run(&["--replications", "2", "--no-charts"], "summary.md");
    assert!(summary.contains("by simulation — Type 0, Type 1, Type 2, Type 3, Type 4 and 35 more**"), "{summary}");
    // As spread as an exponential, and none.
    assert!(summary.contains("Handling time is not exponential, though its spread is as large"), "{summary}");
}

#[test]
fn a_difference_is_not_said_to_be_surer_than_it_is() {
    let summary = Place::calls("120").run(&["--replications", "3", "--no-charts"], "summary.md");
    assert!(!summary.contains("known much better"), "{summary}");
    assert!(summary.contains("mostly known better than from two runs with luck of their own"), "{summary}");
}

#[test]
fn runs_of_different_confidence_stand_beside_each_other_at_one() {
    let place = Place::calls("120");
    let ninety = format!("{CALENDAR}{}\n[run]\nconfidence = \"90%\"\n", CALLS.replace("RATE", "120"));
    fs::write(place.path("ninety.toml"), ninety).unwrap();
    for scenario in ["centre", "ninety"] {
        let file = format!("{scenario}.toml");
        place.done(&["run", &file, "--no-charts", "--replications", "10", "--out", scenario]);
    }
    let found = place.done(&["compare", "centre", "ninety", "--json", "-"]);
    let found: SideBySideResults = serde_json::from_str(&found).unwrap();
    let level = found.pairs[0].differences.iter().find(|it| it.comparison.measure == Measure::ServiceLevel).unwrap();
    // The same replications of the same centre: the same interval, once it is told with the same confidence.
    let (one, other) = (level.first.half_width.unwrap(), level.second.half_width.unwrap());
    assert!((one / other - 1.0).abs() < 1e-8, "{one} and {other}");
}
