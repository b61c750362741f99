//! What a run reports besides its usual figures: who handled what, further thresholds, coarser intervals, costs of callers, and which
//! files it leaves.

use std::path::Path;
use std::process::Command;

use callfloor::experiment;
use callfloor::results::{ContactResults, Measure, Results};
use callfloor::scenario::{self, Override};

const TWO_TEAMS: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 3
    hours = "08:00-18:00"
    [contacts.enquiries]
    arrivals = { rate = "60/h" }
    talk = { mean = "4m", shape = "exponential" }
    patience = { mean = "5m", shape = "exponential" }
    service_level = { within = "20s", target = "80%", also = ["60s", "10s", "20s"] }
    cost_to_caller = { per_hour_waiting = 12.0, lost = 5.0 }
    [contacts.claims]
    arrivals = { rate = "30/h" }
    talk = { mean = "6m", shape = "exponential" }
    patience = { mean = "5m", shape = "exponential" }
    lines = 4
    [teams.front]
    takes = ["enquiries"]
    agents = 3
    [teams.both]
    takes = ["enquiries", "claims"]
    agents = 4
    [run]
    replications = 6
"#;

fn run(text: &str, set: &[(&str, &str)]) -> Results {
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    let study = scenario::read_text("reported.toml", text, ".".as_ref(), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

fn refusal(text: &str) -> String {
    scenario::read_text("reported.toml", text, ".".as_ref(), &[]).unwrap_err().render(false)
}

fn mean(contacts: &ContactResults, measure: Measure) -> f64 {
    contacts.total[&measure].unwrap().mean
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-7 * other.abs().max(1.0)
}

#[test]
fn who_handled_what_adds_up_both_ways() {
    for warm_up in ["0s", "5h"] {
        let results = run(TWO_TEAMS, &[("run.warm_up", &format!("\"{warm_up}\""))]);
        let baseline = &results.variants[0];
        let pair = |contact: &str, team: &str| -> f64 {
            baseline.contacts[contact].handled.get(team).map_or(0.0, |handled| handled.unwrap().mean)
        };
        for contact in ["enquiries", "claims"] {
            let of_teams = pair(contact, "front") + pair(contact, "both");
            assert!(close(of_teams, mean(&baseline.contacts[contact], Measure::Answered)), "{contact}: {of_teams}");
        }
        for team in ["front", "both"] {
            let handled = baseline.teams[team].total[&Measure::Handled].unwrap().mean;
            assert!(close(pair("enquiries", team) + pair("claims", team), handled), "{team}");
        }
        assert!(pair("enquiries", "both") > 0.0);
        assert_eq!(baseline.contacts["claims"].handled.get("front"), None, "it takes none");
    }
}

#[test]
fn one_contact_type_is_shared_by_its_teams() {
    let text = TWO_TEAMS.split("[contacts.claims]").next().unwrap().to_owned()
        + "[teams.front]\ntakes = [\"enquiries\"]\nagents = 3\n[teams.both]\ntakes = [\"enquiries\"]\nagents = 2\n";
    let results = run(&text, &[("run.replications", "4")]);
    let baseline = &results.variants[0];
    for team in ["front", "both"] {
        let handled = baseline.teams[team].total[&Measure::Handled].unwrap();
        assert_eq!(baseline.contacts["enquiries"].handled.get(team).copied().flatten(), Some(handled));
    }
    let alone = run(&text.replace("[teams.both]\ntakes = [\"enquiries\"]\nagents = 2\n", ""), &[]);
    assert!(alone.variants[0].contacts["enquiries"].handled.is_empty(), "one team answers everything");
}

#[test]
fn further_thresholds_are_service_levels() {
    let results = run(TWO_TEAMS, &[]);
    let enquiries = &results.variants[0].contacts["enquiries"];
    let told: Vec<f64> = enquiries.also_within.iter().map(|within| within.within_seconds).collect();
    assert_eq!(told, [10.0, 20.0, 60.0]);
    let levels: Vec<_> = enquiries.also_within.iter().map(|within| within.service_level.unwrap()).collect();
    assert!(levels[0].mean < levels[1].mean && levels[1].mean < levels[2].mean, "{levels:?}");
    // Within the threshold that is promised, it is the service level; within another, that of a promise of it.
    assert_eq!(Some(levels[1]), enquiries.total[&Measure::ServiceLevel]);
    for (at, within) in [(0, "10s"), (2, "60s")] {
        let promised = run(TWO_TEAMS, &[("contacts.enquiries.service_level.within", &format!("\"{within}\""))]);
        let level = promised.variants[0].contacts["enquiries"].total[&Measure::ServiceLevel];
        assert_eq!(Some(levels[at]), level, "{within}");
    }
    assert!(results.variants[0].contacts["claims"].also_within.is_empty());
    let plain = run(&TWO_TEAMS.replace(", also = [\"60s\", \"10s\", \"20s\"]", ""), &[]);
    assert_eq!(plain.variants[0].contacts["enquiries"].total, enquiries.total, "no digit moves");
}

#[test]
fn further_thresholds_are_refused_where_they_mean_nothing() {
    let message = TWO_TEAMS.replace(
        "patience = { mean = \"5m\", shape = \"exponential\" }\n    service_level",
        "channel = \"message\"\n    due = \"1 working day\"\n    service_level",
    );
    let said = refusal(&message);
    assert!(
        said.contains("with a `due`, the promise is about when a message is done, and `also` about waits"),
        "{said}"
    );
    let many: String = (1..=21).map(|second| format!("\"{second}s\", ")).collect();
    let said = refusal(&TWO_TEAMS.replace("\"60s\", \"10s\", \"20s\"", &many));
    assert!(said.contains("there are more than 20 of them"), "{said}");
    let said = refusal(&TWO_TEAMS.replace("[\"60s\", \"10s\", \"20s\"]", "\"60s\""));
    assert!(said.contains("a list of lengths of time"), "{said}");
}

#[test]
fn results_may_be_coarser_than_staffing() {
    let fine = run(TWO_TEAMS, &[("calendar.interval", "\"15m\"")]);
    let coarse = run(TWO_TEAMS, &[("calendar.interval", "\"15m\""), ("calendar.report_interval", "\"1h\"")]);
    let both = [&fine, &coarse].map(|results| &results.variants[0].contacts["enquiries"]);
    assert_eq!((fine.interval_seconds, coarse.interval_seconds), (900.0, 3600.0));
    assert_eq!([both[0].intervals.len(), both[1].intervals.len()], [40, 10]);
    assert_eq!(both[0].total, both[1].total, "the same is simulated");
    let figure =
        |contacts: &ContactResults, at: usize, measure| contacts.intervals[at].measures[&measure].unwrap().mean;
    for hour in 0..10 {
        let quarters = 4 * hour..4 * hour + 4;
        let sum = |measure| quarters.clone().map(|at| figure(both[0], at, measure)).sum::<f64>();
        assert_eq!(both[0].intervals[4 * hour].start, both[1].intervals[hour].start);
        assert!(close(figure(both[1], hour, Measure::Offered), sum(Measure::Offered)), "{hour}");
        assert!(close(figure(both[1], hour, Measure::QueueLength), sum(Measure::QueueLength) / 4.0), "{hour}");
        let longest = quarters.clone().map(|at| figure(both[0], at, Measure::WaitSecondsMax)).fold(0.0, f64::max);
        assert!(longest <= figure(both[1], hour, Measure::WaitSecondsMax) + 1e-9, "{hour}");
        let agents = &coarse.variants[0].teams["front"].intervals[hour].measures[&Measure::Agents];
        assert_eq!(agents.unwrap().mean, 3.0);
    }
    let each = run(
        TWO_TEAMS,
        &[("calendar.interval", "\"15m\""), ("calendar.report_interval", "\"1h\""), ("run.each_day", "true")],
    );
    let days = &each.variants[0].contacts["enquiries"].intervals;
    assert_eq!(days.len(), 30);
    let offered: f64 = days.iter().map(|interval| interval.measures[&Measure::Offered].unwrap().mean).sum();
    assert!(close(offered, mean(both[0], Measure::Offered)), "{offered}");
    let said = refusal(&TWO_TEAMS.replace("days = 3", "days = 3\n    report_interval = \"45m\""));
    assert!(said.contains("`report_interval` of 45 minutes is no multiple of `interval`, 30 minutes"), "{said}");
    assert!(said.contains("write \"60m\""), "{said}");
}

#[test]
fn callers_pay_for_waiting_and_for_what_came_to_nothing() {
    let results = run(TWO_TEAMS, &[]);
    let baseline = &results.variants[0];
    let enquiries = &baseline.contacts["enquiries"];
    let m = |measure| mean(enquiries, measure);
    let hours = m(Measure::WaitSeconds) * (m(Measure::Offered) - m(Measure::Blocked) - m(Measure::Unfinished)) / 3600.0;
    let lost = m(Measure::Abandoned) + m(Measure::Blocked) + m(Measure::TurnedAway);
    assert!(close(m(Measure::CallerCostWaiting), 12.0 * hours), "{hours}");
    assert!(close(m(Measure::CallerCostLost), 5.0 * lost), "{lost}");
    assert!(close(m(Measure::CallerCost), 12.0 * hours + 5.0 * lost));
    // Claims state none: all contacts cost what enquiries do, and no cost of the centre holds any of it.
    assert_eq!(baseline.contacts["claims"].total[&Measure::CallerCost], None);
    assert!(close(mean(&baseline.all_contacts, Measure::CallerCost), m(Measure::CallerCost)));
    let free = run(&TWO_TEAMS.replace("cost_to_caller", "# cost_to_caller"), &[]);
    assert_eq!(free.variants[0].all_teams.total, baseline.all_teams.total);
    assert_eq!(free.variants[0].contacts["enquiries"].total[&Measure::CallerCost], None);
    let summary = callfloor::documents::summary_of_run(&results);
    assert!(!summary.contains("£"), "{summary}");
    let said = refusal(&TWO_TEAMS.replace("per_hour_waiting = 12.0, lost = 5.0", "lost = 0"));
    assert!(said.contains("neither waiting nor a lost contact costs the caller anything"), "{said}");
    let said = refusal(&TWO_TEAMS.replace("per_hour_waiting = 12.0", "per_hour_waiting = -1"));
    assert!(said.contains("per_hour_waiting"), "{said}");
}

/// Pauses and time not available are time on duty, so that time handling is less than occupancy.
#[test]
fn time_handling_is_of_time_on_duty() {
    let results = run(TWO_TEAMS, &[("teams.both.available", "\"80%\"")]);
    let team = &results.variants[0].teams["both"].total;
    let of = |measure| team[&measure].unwrap().mean;
    assert!(close(of(Measure::HandlingFraction), of(Measure::BusyAgents) / of(Measure::Agents)));
    assert!(of(Measure::HandlingFraction) < of(Measure::Occupancy) - 0.05);
    let rest = of(Measure::HandlingFraction) + of(Measure::AvailableFraction);
    assert!((rest - of(Measure::ReadyAgents) / of(Measure::Agents)).abs() < 1e-9, "{rest}");
}

fn left(folder: &Path, arguments: &[&str]) -> (Vec<String>, String) {
    let out = folder.join("out");
    let _ = std::fs::remove_dir_all(&out);
    let mut command = Command::new(env!("CARGO_BIN_EXE_callfloor"));
    let output = command
        .current_dir(folder)
        .args(["run", "two.toml", "--replications", "2", "--out", "out"])
        .args(arguments)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    names.sort();
    (names, printed)
}

#[test]
fn a_batch_leaves_only_the_files_that_it_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("two.toml"), TWO_TEAMS).unwrap();
    let always = ["inputs", "manifest.json", "results.json"];
    for arguments in [&["--files", "json"][..], &["--only", "json"]] {
        let (names, printed) = left(folder.path(), arguments);
        assert_eq!(names, always, "{printed}");
        assert!(printed.contains("Results: out/results.json"), "{printed}");
    }
    let (names, _) = left(folder.path(), &["--files", "csv,md"]);
    assert!(names.contains(&"intervals.csv".to_owned()) && names.contains(&"summary.md".to_owned()), "{names:?}");
    assert!(names.contains(&"handled.csv".to_owned()) && names.contains(&"thresholds.csv".to_owned()), "{names:?}");
    assert!(!names.iter().any(|name| name.ends_with("html") || name == "charts" || name.ends_with("pdf")), "{names:?}");
    let callfloor = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_callfloor"));
        command.current_dir(folder.path()).args(arguments).output().unwrap()
    };
    let verified = callfloor(&["verify", "out"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    let rendered = callfloor(&["report", "out", "--out", "all"]);
    assert!(rendered.status.success() && folder.path().join("all/report.html").exists(), "the report is whole");
    let (names, printed) = left(folder.path(), &["--files", "jsn"]);
    assert!(names.is_empty() && printed.contains("there is no kind of file `jsn`"), "{printed}");
    let (names, printed) = left(folder.path(), &["--only", "jsn"]);
    assert!(names.is_empty() && printed.contains("jsn"), "{printed}");
}
