//! Shapes of handling times, against figures from outside.

use std::path::Path;

use callfloor::experiment;
use callfloor::results::{Estimate, Measure, Results};
use callfloor::scenario;

fn run(text: &str) -> Results {
    let study = scenario::read_text("shapes.toml", text, Path::new("."), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

/// An estimate within the tolerance of a figure that is itself an estimate.
#[track_caller]
fn agrees(Estimate { mean, half_width }: Estimate, expected: f64, tolerance: f64) {
    assert!((mean - expected).abs() <= tolerance, "{mean} ± {half_width:?} against {expected} ± {tolerance}");
}

/// The public teaching model of an urgent care line. Its figures come from 3,000 days of an event simulation of its own.
#[test]
fn triangular_calls_wait_as_another_simulation_says() {
    let results = run(r#"
        title = "Urgent care line with nurse call-backs"
        [calendar]
        start = 2026-03-02
        days = 1
        hours = "00:00-24:00"
        [contacts.line]
        arrivals = { rate = "100/h" }
        talk = { shape = "triangular", low = "5m", mode = "7m", high = "10m" }
        transfer = { share = "40%", to = "nurse" }
        [contacts.nurse]
        arrivals = { rate = "0/h" }
        talk = { uniform = ["10m", "20m"] }
        [teams.operators]
        takes = ["line"]
        agents = 13
        [teams.nurses]
        takes = ["nurse"]
        agents = 10
        [run]
        replications = 400
    "#);
    let variant = &results.variants[0];
    agrees(variant.contacts["line"].total[&Measure::WaitSeconds].unwrap(), 209.1, 9.0);
    agrees(variant.teams["operators"].total[&Measure::Occupancy].unwrap(), 0.936, 0.004);
}

/// Pollaczek and Khinchine: one agent, 8 calls an hour of 5 minutes, so 2/3 of the time busy, waits (1 + cv²) / 2 × 10 minutes.
#[test]
fn one_agent_keeps_callers_waiting_as_the_spread_says() {
    let laws = [
        ("{ shape = \"erlang\", mean = \"5m\", k = 4 }", 0.25),
        ("{ shape = \"normal\", mean = \"5m\", sd = \"75s\" }", 0.0625),
        // Lines from 2 to 8 minutes: (6 min)² / 12 over (5 min)².
        ("{ quantiles = { \"25%\" = \"3m 30s\", \"75%\" = \"6m 30s\" } }", 0.12),
    ];
    for (law, cv_squared) in laws {
        let results = run(&format!(
            "title = \"One agent\"\n[calendar]\nstart = 2026-03-02\nweeks = 20\nhours = \"00:00-24:00\"\n\
             interval = \"1h\"\n[contacts.x]\narrivals = {{ rate = \"8/h\" }}\ntalk = {law}\n\
             [teams.a]\ntakes = [\"x\"]\nagents = 1\n[run]\nreplications = 60\nwarm_up = \"1d\"\n"
        ));
        let waited = results.variants[0].contacts["x"].total[&Measure::WaitSeconds].unwrap();
        // Two half-widths of 95% are four standard errors.
        agrees(waited, 600.0 * (1.0 + cv_squared) / 2.0, 2.0 * waited.half_width.unwrap());
        assert!(waited.half_width.unwrap() < 10.0, "{law}: {waited:?}");
    }
}
