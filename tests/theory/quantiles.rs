//! Intervals of quantiles hold the quantile as often as they say.

use std::path::Path;

use callfloor::experiment;
use callfloor::results::{Estimate, Measure};
use callfloor::scenario;

/// A small day, whose quantiles no single replication knows: 400 intervals at 95%, as often right as they say.
#[test]
fn intervals_of_quantiles_cover_the_quantile() {
    let truth = p90_of_wait(1_000_000, 40_000).mean;
    let holds = |seed: &u32| {
        let estimate = p90_of_wait(*seed, 50);
        (estimate.mean - truth).abs() <= estimate.half_width.unwrap()
    };
    let covered = (0..400).filter(holds).count();
    // 95% less 4 × √(400 × 0.95 × 0.05) = 17, and three points for the small sample.
    assert!(covered >= 351, "{covered} of 400");
}

fn p90_of_wait(seed: u32, replications: u32) -> Estimate {
    let text = format!(
        r#"
        title = "Quantiles"
        [calendar]
        start = 2026-03-02
        days = 1
        hours = "08:00-18:00"
        interval = "30m"
        [contacts.calls]
        arrivals = {{ rate = "4/h" }}
        talk = {{ mean = "10m", shape = "exponential" }}
        [teams.all]
        takes = ["calls"]
        agents = 1
        [run]
        replications = {replications}
        seed = {seed}
        "#
    );
    let study = scenario::read_text("quantiles.toml", &text, Path::new("."), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    let results = experiment::run(&study, None, &()).expect("a run that nobody stops has results");
    results.variants[0].all_contacts.total[&Measure::WaitSecondsP90].unwrap()
}
