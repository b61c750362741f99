//! Control variates and spread days make intervals shorter, and the intervals still cover.
//!
//! The model is known exactly: lines that block, with a busy factor for the day, so that the share blocked is a mean of
//! Erlang B over the factor.

use std::path::Path;

use callfloor::erlang::{ErlangB, Traffic};
use callfloor::experiment;
use callfloor::model::Study;
use callfloor::results::{Measure, Results, Scope};
use callfloor::scenario::{self, Override};
use callfloor::units::{PerHour, Seconds};
use statrs::distribution::{ContinuousCDF, Gamma};

const SCENARIO: &str = r#"
title = "Lines that block on busy days and quiet ones"

[calendar]
start    = 2026-03-02
days     = 1
hours    = "00:00-02:00"
interval = "30m"

[contacts.calls]
arrivals = { rate = "600/h" }
busyness = { cv = 0.1 }
talk     = { mean = "30s", shape = "exponential" }
patience = "unlimited"
lines    = 6
service_level = { within = "20s" }

[teams.agents]
takes  = ["calls"]
agents = 8

[[variants]]
name = "Two more lines"
set  = { "contacts.calls.lines" = 8 }

[run]
replications = 60
warm_up      = "5m"
"#;

const LOAD_PER_HOUR: f64 = 600.0;
const CV: f64 = 0.1;
const EXPERIMENTS: u64 = 200;
/// 190 of 200 are to be expected, with a standard error of 3.1; the delta method covers a little less.
const LEAST_HELD: u32 = 180;

/// Share blocked by so many lines: `E[F · B(a F)]`, where weighing by `F` turns a gamma of shape `k` into one of `k + 1`.
fn exact(lines: u32) -> f64 {
    let shape = 1.0 / (CV * CV);
    let factor = Gamma::new(shape + 1.0, shape).unwrap();
    let points = 4_000;
    let blocked = |point: u32| {
        let factor = factor.inverse_cdf((f64::from(point) + 0.5) / f64::from(points));
        let arrivals = PerHour::new(LOAD_PER_HOUR * factor).unwrap();
        ErlangB::new(Traffic::new(arrivals, Seconds::new(30.0).unwrap()).unwrap(), lines).blocked().get()
    };
    (0..points).map(blocked).sum::<f64>() / f64::from(points)
}

/// How often intervals held the exact value, and the mean square of their half-widths.
struct Held {
    level: u32,
    difference: u32,
    squared: f64,
    squared_difference: f64,
}

fn held(settings: &[(&str, &str)]) -> Held {
    let (few, more) = (exact(6), exact(8));
    let mut held = Held { level: 0, difference: 0, squared: 0.0, squared_difference: 0.0 };
    let mut study = study(settings);
    for seed in 1..=EXPERIMENTS {
        study.settings.seed = seed;
        let results = experiment::run(&study, None, &()).unwrap();
        let level = results.variants[0].contacts["calls"].total[&Measure::BlockedFraction].unwrap();
        let difference = difference(&results);
        let (half_width, half_width_of_difference) = (level.half_width.unwrap(), difference.half_width.unwrap());
        held.level += u32::from((level.mean - few).abs() <= half_width);
        held.difference += u32::from((difference.mean - (more - few)).abs() <= half_width_of_difference);
        held.squared += half_width * half_width / EXPERIMENTS as f64;
        held.squared_difference += half_width_of_difference * half_width_of_difference / EXPERIMENTS as f64;
    }
    held
}

fn difference(results: &Results) -> callfloor::results::Estimate {
    let scope = Scope::Contacts("calls".into());
    let told = results.comparisons.iter().find(|it| it.scope == scope && it.measure == Measure::BlockedFraction);
    told.unwrap().difference
}

fn study(settings: &[(&str, &str)]) -> Study {
    let set = settings.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() });
    let set: Vec<Override> = set.collect();
    scenario::read_text("lines.toml", SCENARIO, Path::new("."), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

#[test]
fn intervals_still_cover_and_are_shorter() {
    let plain = held(&[]);
    assert!(plain.level >= LEAST_HELD && plain.difference >= LEAST_HELD, "{} {}", plain.level, plain.difference);
    let controls = ("run.control_variates", "true");
    for (settings, least_gain) in [
        (vec![controls], 6.0),
        (vec![("run.day_factors", "antithetic")], 2.5),
        (vec![("run.day_factors", "stratified")], 2.0),
        (vec![("run.day_factors", "antithetic"), controls], 5.0),
    ] {
        let held = held(&settings);
        let (level, difference) = (held.level, held.difference);
        assert!(level >= LEAST_HELD && difference >= LEAST_HELD, "{settings:?}: {level} {difference}");
        assert!(plain.squared / held.squared > least_gain, "{settings:?}: {}", plain.squared / held.squared);
        assert!(plain.squared_difference / held.squared_difference > 0.9, "{settings:?}");
    }
}
