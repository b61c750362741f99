//! What formulas say beside the simulation: the same where all they assume holds, and else the reasons why not.

use callfloor::experiment;
use callfloor::report::explanation_sentences;
use callfloor::results::{Explanation, NoFormula, Reason, Results};
use callfloor::scenario::{self, Override};

fn run(text: &str, set: &[(&str, &str)]) -> Results {
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    let study = scenario::read_text("explained.toml", text, ".".as_ref(), &set);
    let study = study.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, Some(2), &()).unwrap()
}

fn explained(text: &str) -> Vec<Explanation> {
    run(text, &[]).variants.swap_remove(0).explanations
}

/// What each reason is called in a record.
fn causes(explanation: &Explanation) -> Vec<String> {
    let cause = |reason: &Reason| serde_json::to_value(reason).unwrap()["cause"].as_str().unwrap().to_owned();
    explanation.reasons.iter().map(cause).collect()
}

/// What a record says of the size of a reason.
fn size(explanation: &Explanation, cause: &str) -> f64 {
    let reasons = explanation.reasons.iter().map(|reason| serde_json::to_value(reason).unwrap());
    reasons.into_iter().find(|reason| reason["cause"] == cause).unwrap()["size"].as_f64().unwrap()
}

/// 200 calls an hour of three minutes, for 13 agents around the clock.
const ERLANG_A: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 2
    hours = "00:00-24:00"
    interval = "30m"
    [contacts.calls]
    arrivals = { rate = "200/h" }
    talk = { mean = "3m", shape = "exponential" }
    patience = { mean = "5m", shape = "exponential" }
    service_level = { within = "20s", target = "80%" }
    [teams.all]
    takes = ["calls"]
    agents = 13
    [run]
    replications = 100
    warm_up = "6h"
"#;

#[test]
fn where_every_assumption_of_a_formula_holds_it_says_what_the_simulation_says() {
    let [explanation] = &explained(ERLANG_A)[..] else { panic!("one group") };
    let fresh = explanation.fresh.unwrap();
    assert_eq!((fresh.contacts_per_hour, fresh.aht_seconds, fresh.load, fresh.agents), (200.0, 180.0, 10.0, 13.0));
    // As in the documentation of Erlang A.
    assert!((fresh.erlang_a.unwrap() - 0.858_177_7).abs() < 1e-6, "{fresh:?}");
    assert!(fresh.erlang_c.unwrap() < fresh.erlang_a.unwrap());
    let simulated = explanation.simulated.unwrap();
    let standard_error = simulated.half_width.unwrap() / 1.98;
    assert!((simulated.mean - fresh.erlang_a.unwrap()).abs() < 4.0 * standard_error, "{simulated:?}");
    assert_eq!(causes(explanation), ["abandonment"]);
    let abandoned = size(explanation, "abandonment");
    assert!((abandoned - 0.024_963).abs() < 0.002, "{abandoned}");
    // Thirteen fall just short by Erlang C; those who give up make room for others.
    let busiest = explanation.busiest.as_ref().unwrap();
    let (c, a) = (busiest.erlang_c.unwrap(), busiest.erlang_a.unwrap());
    assert!(c.one_fewer.unwrap() < 0.8 && 0.8 <= c.service_level && c.service_level < c.one_more);
    assert!(a.one_fewer.unwrap() < 0.8 && 0.8 <= a.service_level && a.agents <= c.agents);
    assert!(f64::from(c.agents) - 1.0 < c.exactly.unwrap() && c.exactly.unwrap() <= f64::from(c.agents));
}

#[test]
fn a_reason_is_given_only_where_the_scenario_has_it() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        days = 5
        interval = "30m"
        hours = "09:00-13:00"
        at_close = "turn_away"
        [contacts.calls]
        title = "Calls"
        arrivals = { volume = "400/day", by_time = [1, 2, 3, 4, 4, 3, 2, 1] }
        busyness = { cv = 0.1, per_interval_cv = 0.05 }
        talk = { mean = "3m", cv = 0.6 }
        wrap_up = { mean = "1m", cv = 0.5 }
        patience = { mean = "4m", cv = 1.0 }
        retrial = { share = "60%", after = { mean = "20m", cv = 1.0 } }
        service_level = { within = "20s", target = "80%" }
        [contacts.letters]
        title = "Letters"
        channel = "message"
        arrivals = { rate = "10/h" }
        talk = { mean = "5m", cv = 1.0 }
        [contacts.counter]
        title = "Counter"
        channel = "counter"
        arrivals = { rate = "20/h" }
        talk = { mean = "6m", shape = "exponential" }
        [teams.all]
        takes = [{ contact = "calls", priority = 1 }, { contact = "letters", priority = 2 }]
        agents = 8
        absence = "10%"
        [teams.desk]
        title = "Desk"
        takes = ["counter"]
        agents = 4
        [run]
        replications = 20
    "#;
    let [phones, desk] = &explained(text)[..] else { panic!("two groups") };
    assert_eq!((&phones.titles[..], &desk.titles[..]), (&["Calls".to_owned()][..], &["Counter".to_owned()][..]));
    assert_eq!(desk.teams, ["Desk"]);
    assert_eq!(phones.without_formula[0].because, NoFormula::Message);
    let expected = [
        "abandonment",
        "repeats",
        "turned_away",
        "days_differ",
        "intervals_differ",
        "carried_over",
        "handling_not_exponential",
        "patience_not_exponential",
        "other_contacts",
        "absence",
    ];
    assert_eq!(causes(phones), expected);
    // Talk of 180 s ± 108 s and wrap-up of 60 s ± 30 s.
    assert!((size(phones, "handling_not_exponential") - (108.0_f64.powi(2) + 900.0).sqrt() / 240.0).abs() < 1e-6);
    // Days of 400 with a factor of 10% and Poisson noise of 5%, and more for retrials.
    assert!((0.08..0.3).contains(&size(phones, "days_differ")), "{}", size(phones, "days_differ"));
    let (fresh, offered) = (phones.fresh.unwrap(), phones.offered.unwrap());
    assert!((fresh.contacts_per_hour - 100.0).abs() < 1e-6 && (fresh.aht_seconds - 240.0).abs() < 1e-6, "{fresh:?}");
    assert!(fresh.load < offered.load);
    assert!((offered.contacts_per_hour / fresh.contacts_per_hour - 1.0 - size(phones, "repeats")).abs() < 0.02);
    // The busiest half-hour: 4 of 20 parts of 400 calls, 160 an hour of four minutes.
    let busiest = phones.busiest.as_ref().unwrap();
    assert!((busiest.load - 160.0 * 240.0 / 3600.0).abs() < 1e-6 && &busiest.start[11..16] == "10:30", "{busiest:?}");
    // The counter's customers wait for ever, or until closing time.
    assert_eq!(causes(desk), ["turned_away"]);
    assert_eq!(desk.fresh.unwrap().erlang_a, None);
    assert!(desk.busiest.is_none() || desk.busiest.as_ref().unwrap().erlang_c.is_none(), "no share is promised");
    assert!(explanation_sentences(phones).iter().any(|said| said.starts_with("Letters: no formula")));
}

#[test]
fn a_team_that_no_route_names_joins_nothing() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        days = 1
        interval = "30m"
        hours = "09:00-13:00"
        [contacts.calls]
        arrivals = { rate = "20/h" }
        talk = { mean = "3m", shape = "exponential" }
        route = ["one"]
        [contacts.claims]
        arrivals = { rate = "20/h" }
        talk = { mean = "3m", shape = "exponential" }
        [teams.one]
        takes = ["calls"]
        agents = 2
        [teams.two]
        takes = ["calls", "claims"]
        agents = 2
        [run]
        replications = 2
    "#;
    assert_eq!(explained(text).len(), 2);
    let joined = run(text, &[("contacts.calls.route", "[\"one\", \"two\"]")]);
    let [both] = &joined.variants[0].explanations[..] else { panic!("one group") };
    assert_eq!(both.contacts, ["calls", "claims"]);
    assert!(causes(both).contains(&"skills".to_owned()));
}
