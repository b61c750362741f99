//! Contracts and shifts are dealt in whole people.

use std::path::Path;

use callfloor::experiment;
use callfloor::results::{Measure, Results};
use callfloor::scenario;

fn text(people: &str) -> String {
    format!(
        r#"
        [calendar]
        start = 2026-03-02
        days = 5
        hours = {{ mon-fri = "09:00-17:00" }}
        interval = "1h"
        [contacts.calls]
        arrivals = {{ rate = "20/h" }}
        talk = {{ mean = "12m" }}
        [teams.desk]
        takes = ["calls"]
        [teams.desk.people]
        {people}
        [shifts.am]
        hours = "09:00-13:00"
        [shifts.pm]
        hours = "13:00-17:00"
        [run]
        replications = 400
        "#
    )
}

fn run(people: &str) -> Results {
    let study = scenario::read_text("contracts.toml", &text(people), Path::new("."), &[]);
    experiment::run(&study.unwrap_or_else(|faults| panic!("{faults}")), None, &()).expect("a run")
}

fn shares(posts: u32, am: &str, pm: &str) -> String {
    format!(
        "posts = {posts}\ncontracts = [{{ {am}, hours_per_week = 20, shifts = [\"am\"] }}, \
         {{ {pm}, hours_per_week = 20, shifts = [\"pm\"] }}]"
    )
}

/// Agents on duty from 9 and from 13.
fn on_duty(results: &Results) -> [f64; 2] {
    let intervals = &results.variants[0].teams["desk"].intervals;
    [0, 4].map(|interval: usize| intervals[interval].measures[&Measure::Agents].unwrap().mean)
}

#[track_caller]
fn is_dealt(people: &str, expected: [f64; 2]) {
    let found = on_duty(&run(people));
    assert!(found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-9), "{found:?}");
}

#[test]
fn shares_of_posts_are_whole_people() {
    is_dealt(&shares(20, "share = \"75%\"", "share = \"25%\""), [15.0, 5.0]);
    is_dealt(&shares(8, "share = \"50%\"", "share = \"50%\""), [4.0, 4.0]);
    is_dealt(&shares(4, "share = \"75%\"", "share = \"25%\""), [3.0, 1.0]);
    is_dealt(&shares(20, "people = 13", "people = 7"), [13.0, 7.0]);
}

#[test]
fn a_shift_says_how_many_work_it() {
    let shifts = |am: &str, pm: &str| {
        format!("posts = 20\nhours_per_week = 20\nshifts = [{{ shift = \"am\", {am} }}, {{ shift = \"pm\", {pm} }}]")
    };
    is_dealt(&shifts("people = 12", "people = 8"), [12.0, 8.0]);
    is_dealt(&shifts("share = \"80%\"", "share = \"20%\""), [16.0, 4.0]);
    is_dealt("posts = 20\nhours_per_week = 20\nshifts = [\"am\", \"pm\"]", [10.0, 10.0]);
}

/// By an event simulation of its own, of 6,000 days, 0.552 of the calls of the afternoon are answered within 20 seconds, to within 0.005.
#[test]
fn five_of_twenty_answer_in_the_afternoon() {
    let results = run(&shares(20, "share = \"75%\"", "share = \"25%\""));
    let intervals = &results.variants[0].contacts["calls"].intervals[4..8];
    let mean = |interval: usize, measure| intervals[interval].measures[&measure].unwrap().mean;
    let calls: f64 = (0..4).map(|interval| mean(interval, Measure::Offered)).sum();
    let level = |interval| mean(interval, Measure::ServiceLevel) * mean(interval, Measure::Offered);
    let level = (0..4).map(level).sum::<f64>() / calls;
    assert!((level - 0.552).abs() < 0.015, "{level}");
}

#[test]
fn the_description_says_who_was_dealt_what() {
    let results = run(&shares(20, "share = \"75%\"", "share = \"25%\""));
    let said = results.description.unwrap().teams.join("\n");
    let contracts = "75% (15 posts) with 20 hours a week by the shifts am (15); 25% (5 posts) with 20 hours a week by the shifts pm (5)";
    assert!(said.contains(contracts), "{said}");
}

/// Of the posts filled at the start, as of all, no contract is off by a whole person.
#[test]
fn the_posts_filled_have_the_contracts_in_proportion() {
    is_dealt(&format!("filled = 8\n{}", shares(20, "share = \"75%\"", "share = \"25%\"")), [6.0, 2.0]);
}

#[test]
fn numbers_of_people_that_do_not_add_up_are_refused() {
    let refused = |people: &str| match scenario::read_text("contracts.toml", &text(people), Path::new("."), &[]) {
        Ok(_) => panic!("{people} is accepted"),
        Err(faults) => faults.render(false),
    };
    let shifts = |rest: &str| format!("posts = 20\nhours_per_week = 20\n{rest}");
    for (people, said) in [
        (shares(20, "people = 12", "people = 7"), "the contracts are those of 19 people, and there are 20 posts"),
        (
            shares(20, "people = 12", "share = \"40%\""),
            "some of the contracts have a `share`, and others have a number",
        ),
        (
            shares(20, "share = \"60%\", people = 12", "share = \"40%\""),
            "a contract has `share` and `people`, which exclude each other",
        ),
        (
            shifts("shifts = [{ shift = \"am\", people = 12 }, { shift = \"pm\", people = 7 }]"),
            "19 people work the shifts of a contract that 20 of 20 posts have",
        ),
        (
            shifts("shifts = [{ shift = \"am\", people = 12 }, \"pm\"]"),
            "some of the shifts say how many work them, and others do not",
        ),
        (
            shifts(
                "shift_pattern = \"rotating\"\nshifts = [{ shift = \"am\", people = 12 }, { shift = \"pm\", people = 8 }]",
            ),
            "whoever moves to the next shift every week works them all",
        ),
        (
            "posts = 20\nshifts = [{ shift = \"am\", people = 12 }, { shift = \"pm\", people = 8 }]\n\
             contracts = [{ share = \"50%\", hours_per_week = 20 }, { share = \"50%\", hours_per_week = 10 }]"
                .to_owned(),
            "these people work shifts in numbers, and 2 contracts have the shifts in common",
        ),
    ] {
        let message = refused(&people);
        assert!(message.contains(said), "{message}");
    }
}

/// Half of the agents are always on cases: two of the four in the morning, and two of the four in the afternoon.
#[test]
fn each_contract_has_its_part_of_those_on_cases() {
    let cases = "[cases.files]\narrivals = { rate = \"60/h\" }\nwork = { mean = \"20m\" }\nbacklog = 1000\n\
                 [teams.desk.rotation]\npolicy = \"none\"\non_cases = \"50%\"\n[shifts.am]";
    let people = shares(8, "share = \"50%\"", "share = \"50%\"");
    let text = text(&people)
        .replace("[shifts.am]", cases)
        .replace("takes = [\"calls\"]", "takes = [\"calls\"]\ncases = [\"files\"]");
    let text = text.replace("replications = 400", "replications = 20");
    let study =
        scenario::read_text("cases.toml", &text, Path::new("."), &[]).unwrap_or_else(|faults| panic!("{faults}"));
    let results = experiment::run(&study, None, &()).expect("a run");
    let intervals = &results.variants[0].teams["desk"].intervals;
    let there =
        [0, 1, 6, 7].map(|interval: usize| intervals[interval].measures[&Measure::AgentsForContacts].unwrap().mean);
    assert!(there.iter().all(|there| (there - 2.0).abs() < 0.05), "{there:?}");
}
