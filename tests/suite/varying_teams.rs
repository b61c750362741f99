//! Teams whose strength and pace are not the same on every day, against Erlang's loss formula over the mixture of days.

use std::path::Path;

use callfloor::experiment;
use callfloor::results::{Estimate, Measure, Results};
use callfloor::scenario;
use statrs::distribution::{ContinuousCDF, Gamma};

/// Calls that are lost unless an agent is free, 20 an hour of 3 minutes: 1 erlang for each `load`.
fn run(load: u32, team: &str) -> Results {
    let text = format!(
        "title = \"Lost calls\"\n[calendar]\nstart = 2026-03-02\ndays = 7\nhours = \"00:00-24:00\"\ninterval = \"1h\"\n\
         [contacts.x]\narrivals = {{ rate = \"{}/h\" }}\ntalk = {{ mean = \"3m\", shape = \"exponential\" }}\n\
         patience = {{ mean = \"0.001s\", shape = \"constant\" }}\n\
         [teams.a]\ntakes = [\"x\"]\n{team}\n[run]\nreplications = 300\nseed = 3\n",
        20 * load
    );
    let study = scenario::read_text("varying.toml", &text, Path::new("."), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

fn lost(results: &Results) -> Estimate {
    results.variants[0].contacts["x"].total[&Measure::AbandonedFraction].unwrap()
}

fn agents(results: &Results) -> Estimate {
    results.variants[0].teams["a"].total[&Measure::Agents].unwrap()
}

/// Two half-widths of 95% are four standard errors.
#[track_caller]
fn agrees(Estimate { mean, half_width }: Estimate, expected: f64) {
    let error = half_width.unwrap() / 2.0;
    assert!((mean - expected).abs() <= 4.0 * error, "{mean} ± {error} against {expected}");
}

/// Erlang's loss formula.
fn erlang_b(agents: u32, load: f64) -> f64 {
    (1..=agents).fold(1.0, |blocked, agent| load * blocked / (f64::from(agent) + load * blocked))
}

/// The same for a number of agents whose part is there on so many days.
fn erlang_b_of_part(agents: f64, load: f64) -> f64 {
    let (whole, part) = (agents as u32, agents.fract());
    (1.0 - part) * erlang_b(whole, load) + part * erlang_b(whole + 1, load)
}

/// The mean of a function of a gamma factor with mean 1 and this coefficient of variation.
fn over_days(cv: f64, of_factor: impl Fn(f64) -> f64) -> f64 {
    let gamma = Gamma::new(1.0 / (cv * cv), 1.0 / (cv * cv)).unwrap();
    let strata = 2000;
    (0..strata).map(|stratum| of_factor(gamma.inverse_cdf((f64::from(stratum) + 0.5) / f64::from(strata)))).sum::<f64>()
        / f64::from(strata)
}

#[test]
fn a_part_of_an_agent_is_one_more_on_so_many_days() {
    let results = run(1, "agents = 1.8");
    agrees(agents(&results), 1.8);
    agrees(lost(&results), erlang_b_of_part(1.8, 1.0));
    let none_or_one = run(1, "agents = 0.25");
    agrees(agents(&none_or_one), 0.25);
    agrees(lost(&none_or_one), 0.75 + 0.25 * 0.5);
}

#[test]
fn whole_agents_are_the_same_however_they_are_written() {
    assert_eq!(lost(&run(1, "agents = 2.0")), lost(&run(1, "agents = 2")));
}

/// Drawn once a day: on a day on which somebody comes at 1.25, somebody comes at 1.75 too. Were the two hours of a day drawn each
/// for itself, days would differ less.
#[test]
fn a_list_of_parts_has_one_draw_for_the_day() {
    let hours: Vec<&str> = (0..24).map(|hour| if hour < 12 { "1.25" } else { "1.75" }).collect();
    let results = run(1, &format!("agents = [{}]", hours.join(", ")));
    let at = |hour: usize| {
        let intervals = &results.variants[0].teams["a"].intervals;
        intervals[hour].measures[&Measure::Agents].unwrap()
    };
    agrees(at(3), 1.25);
    agrees(at(20), 1.75);
    let by_hand = (erlang_b_of_part(1.25, 1.0) + erlang_b_of_part(1.75, 1.0)) / 2.0;
    agrees(lost(&results), by_hand);
    // Of 7 days, the mean over the day is 1, 1.5 or 2 agents with chances of 1/4, 1/2 and 1/4: its variance is 1/8. Drawn hour by hour it
    // would be 3/16 over 24.
    let expected = 1.96 * (0.125_f64 / 7.0 / 300.0).sqrt();
    let half_width = agents(&results).half_width.unwrap();
    assert!((half_width / expected - 1.0).abs() < 0.15, "{half_width} against {expected}");
}

#[test]
fn strength_varies_from_day_to_day_about_its_mean() {
    let results = run(8, "agents = 10\nstrength_cv = 0.2");
    agrees(agents(&results), 10.0);
    agrees(lost(&results), over_days(0.2, |factor| erlang_b_of_part(10.0 * factor, 8.0)));
    let with_part = run(8, "agents = 9.5\nstrength_cv = 0.1");
    agrees(agents(&with_part), 9.5);
    agrees(lost(&with_part), over_days(0.1, |factor| erlang_b_of_part(9.5 * factor, 8.0)));
}

#[test]
fn pace_varies_from_day_to_day_for_the_whole_team() {
    let results = run(8, "agents = 10\npace_cv = 0.2");
    assert_eq!(agents(&results).mean, 10.0);
    agrees(lost(&results), over_days(0.2, |factor| erlang_b(10, 8.0 * factor)));
}

#[test]
fn a_larger_team_meets_the_same_days() {
    // On a strong day both are strong: the difference of the two varies far less than each does.
    let of = |number: u32| run(8, &format!("agents = {number}\nstrength_cv = 0.2"));
    let (ten, eleven) = (of(10), of(11));
    let difference = agents(&eleven).mean - agents(&ten).mean;
    assert!((difference - 1.0).abs() < 0.03, "{difference}");
    assert!(agents(&ten).half_width.unwrap() > 0.08);
}
