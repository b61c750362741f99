//! What is gone of people's hours is gone, whether they work by shifts or not.

use callfloor::documents::pack_of_run;
use callfloor::experiment;
use callfloor::report::Origin;
use callfloor::results::{Measure, Results};
use callfloor::scenario;

fn run(shrinkage: &str) -> Results {
    let text = format!(
        r#"
        [calendar]
        start = 2026-03-02
        weeks = 4
        [calendar.hours]
        mon-fri = "09:00-17:00"
        [contacts.calls]
        arrivals = {{ rate = "60/h" }}
        talk = {{ mean = "6m", shape = "exponential" }}
        patience = {{ mean = "3m", shape = "exponential" }}
        service_level = {{ within = "20s", target = "80%" }}
        [teams.front]
        takes = ["calls"]
        [teams.front.people]
        posts = 10
        hours_per_week = 40
        shifts = ["day"]
        {shrinkage}
        [shifts.day]
        hours = "09:00-17:00"
        [run]
        replications = 100
        "#
    );
    let study = scenario::read_text("hours.toml", &text, ".".as_ref(), &[]).unwrap_or_else(|faults| panic!("{faults}"));
    experiment::run(&study, None, &()).expect("a run that nobody stops has results")
}

fn ready(results: &Results) -> f64 {
    results.variants[0].teams["front"].total[&Measure::ReadyAgents].unwrap().mean
}

fn level(results: &Results) -> f64 {
    results.variants[0].contacts["calls"].total[&Measure::ServiceLevel].unwrap().mean
}

/// Ten people of whom each is there with a chance of 0.7 are 7.0 on average. On 2,000 days their mean has a standard error of 0.03.
/// Erlang A, weighted by the binomial distribution of how many are there, has a service level of 0.687.
#[test]
fn a_share_of_the_hours_takes_people_with_shifts_away() {
    let results = run("shrinkage = \"30%\"");
    assert!((ready(&results) - 7.0).abs() < 0.13, "{}", ready(&results));
    assert!((level(&results) - 0.687).abs() < 0.015, "{}", level(&results));
    let by_reason = run("shrinkage = { other = \"30%\" }");
    assert_eq!((ready(&by_reason), level(&by_reason)), (ready(&results), level(&results)));
    assert!((ready(&run("")) - 10.0).abs() < 0.01);
}

/// Whoever is sick is not away for another reason as well: 0.9 × 0.8 of ten are there. Spells of five days make the standard error of
/// 7.2 about 0.05.
#[test]
fn nobody_is_away_twice() {
    let there = ready(&run("shrinkage = { sickness = \"10%\", other = \"20%\" }"));
    assert!((there - 7.2).abs() < 0.2, "{there}");
}

/// Time for training is a share of all paid hours, so it is made up for on the days on which somebody is there.
#[test]
fn training_keeps_its_share_beside_days_away() {
    let results = run("shrinkage = { training = \"10%\", other = \"20%\" }");
    assert!((ready(&results) - 7.0).abs() < 0.15, "{}", ready(&results));
}

#[test]
fn the_checklist_says_how_hours_go() {
    let results = run("shrinkage = \"30%\"");
    let origin = Origin { command: "run", scenario: "hours.toml".into(), options: Vec::new() };
    let files = pack_of_run(&results, &[], &origin).unwrap();
    let text = files.into_iter().find(|file| file.path == "stress_des.md").unwrap().bytes;
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("away for other reasons on 30% of the working days that leave and sickness leave"), "{text}");
}
