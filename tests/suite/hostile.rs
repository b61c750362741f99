//! What is asked of the program by mistake or in malice is refused in words, or ends when told to.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const SCENARIO: &str = r#"
[calendar]
start = 2026-03-02
days = 1
hours = "08:00-10:00"

[contacts.enquiries]
arrivals = { rate = "120/h" }
talk = { mean = "4m", cv = 1.0 }
patience = { mean = "2m", shape = "exponential" }

[teams.front_line]
takes = ["enquiries"]
agents = 8
"#;

fn place() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("centre.toml"), SCENARIO).unwrap();
    place
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callfloor"));
    command.current_dir(folder).args(["run", "centre.toml"]).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn options_that_cannot_be_meant_are_refused_in_words() {
    let place = place();
    for (arguments, words) in [
        (&["--seed", "-1"][..], "invalid value '-1' for '--seed <N>'"),
        (&["--threads", "0"], "0 is not in 1..=4096"),
        (&["--replications", "-5"], "invalid value '-5' for '--replications <N>'"),
        (&["--replications", "4294967295"], "4294967295 is not in 1..=10000000"),
        (&["--set", "calendar.days=18263"], "at most 18262"),
        (&["--set", "teams.front_line.agents=4294967295"], "at most 1000000"),
        (&["--replications", "10000000", "--set", "calendar.days=300", "--each-day"], "and 8 GB is the most"),
    ] {
        let output = command(place.path(), arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(words), "{arguments:?}: {}", said(&output));
        assert!(!place.path().join("results").exists(), "{arguments:?} leaves nothing behind");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_not_waited_for() {
    let place = place();
    assert!(Command::new("mkfifo").arg(place.path().join("pipe.csv")).status().unwrap().success());
    for file in ["pipe.csv", "/dev/zero"] {
        let set = format!("contacts.enquiries.arrivals={{ file = \"{file}\" }}");
        let output = command(place.path(), &["--set", &set]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("is a pipe or a device, not a file"), "{}", said(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_replication_of_a_hundred_million_contacts_is_left_when_told_to() {
    let place = place();
    let rate = "contacts.enquiries.arrivals.rate=50000000/h";
    let started = Instant::now();
    let program = command(place.path(), &["--set", rate, "--replications", "3"]).spawn().unwrap();
    thread::sleep(Duration::from_secs(1));
    assert!(Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap().success());
    let output = program.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("nothing was written"), "{}", said(&output));
    assert!(started.elapsed() < Duration::from_secs(20), "it took {:?}", started.elapsed());
    assert!(!place.path().join("results").exists(), "nothing is left behind");
}

#[test]
fn a_sweep_cannot_vary_what_holds_for_all_its_points() {
    let place = place();
    let mut command = Command::new(env!("CARGO_BIN_EXE_callfloor"));
    let output =
        command.current_dir(place.path()).args(["sweep", "centre.toml", "--vary", "run.seed=1..3"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("neither a variant nor a sweep can set `run.seed`"), "{}", said(&output));
}
