//! Each behaviour on its own, against what follows from its definition. Sampled figures are held against
//! their expectation by the interval of the run itself, at four standard errors.

use std::path::Path;

use callfloor::experiment;
use callfloor::results::{Ended, Estimate, Measure, Results};
use callfloor::scenario;

const CALENDAR: &str = r#"
    title = "Behaviour"
    [calendar]
    start = 2026-03-02
    days = 1
    hours = "08:00-18:00"
    interval = "30m"
    [run]
    replications = 200
    seed = 7
"#;

fn run(scenario: &str) -> Results {
    let text = if scenario.contains("[calendar]") { scenario.to_owned() } else { format!("{CALENDAR}{scenario}") };
    let study = scenario::read_text("behaviour.toml", &text, Path::new("."), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

fn contacts(results: &Results, measure: Measure) -> Estimate {
    results.variants[0].all_contacts.total[&measure].unwrap()
}

fn teams(results: &Results, measure: Measure) -> Estimate {
    results.variants[0].all_teams.total[&measure].unwrap()
}

fn in_interval(results: &Results, interval: usize, measure: Measure) -> Option<Estimate> {
    let variant = &results.variants[0];
    let contacts = variant.all_contacts.intervals[interval].measures.get(&measure);
    *contacts.unwrap_or_else(|| &variant.all_teams.intervals[interval].measures[&measure])
}

/// At 95% and many replications a half-width is about two standard errors.
#[track_caller]
fn agrees(estimate: Estimate, expected: f64) {
    let half_width = estimate.half_width.unwrap();
    assert!((estimate.mean - expected).abs() <= 2.0 * half_width + 1e-9, "{estimate:?} against {expected}");
}

#[test]
fn a_surge_multiplies_arrivals_while_it_lasts() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "100/h" }
        talk = { mean = "3m" , cv = 1.0 }
        [teams.all]
        takes = ["calls"]
        agents = 20
        [[disruptions]]
        kind = "surge"
        from = 2026-03-02T10:00:00
        lasts = "1h"
        factor = 3
    "#);
    agrees(in_interval(&results, 3, Measure::Offered).unwrap(), 50.0);
    agrees(in_interval(&results, 4, Measure::Offered).unwrap(), 150.0);
    agrees(in_interval(&results, 5, Measure::Offered).unwrap(), 150.0);
    agrees(in_interval(&results, 6, Measure::Offered).unwrap(), 50.0);
}

#[test]
fn an_outage_blocks_everybody_who_tries() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "100/h" }
        talk = { mean = "3m" , cv = 1.0 }
        [teams.all]
        takes = ["calls"]
        agents = 20
        [[disruptions]]
        kind = "outage"
        from = 2026-03-02T10:00:00
        lasts = "30m"
    "#);
    let blocked = |interval| in_interval(&results, interval, Measure::BlockedFraction).unwrap().mean;
    assert_eq!((blocked(3), blocked(4), blocked(5)), (0.0, 1.0, 0.0));
}

#[test]
fn a_strike_takes_its_share_of_the_agents_out() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "10/h" }
        talk = { mean = "3m" , cv = 1.0 }
        [teams.all]
        takes = ["calls"]
        agents = 20
        available = "80%"
        [[disruptions]]
        kind = "walkout"
        from = 2026-03-02T15:00:00
        lasts = "1h"
        share = "70%"
        teams = ["all"]
    "#);
    let mean = |measure, interval| in_interval(&results, interval, measure).unwrap().mean;
    // 14 of 20 out leaves 6, of whom 4.8 ≈ 5 are ready; otherwise 20 × 0.8 = 16 are.
    assert_eq!([13, 14, 15, 16].map(|interval| mean(Measure::Agents, interval)), [20.0, 6.0, 6.0, 20.0]);
    assert_eq!([13, 14, 15, 16].map(|interval| mean(Measure::ReadyAgents, interval)), [16.0, 5.0, 5.0, 16.0]);
    assert_eq!(mean(Measure::AbsentFraction, 14), 0.7);
}

#[test]
fn each_agent_is_away_on_a_day_with_the_stated_probability() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "10/h" }
        talk = { mean = "3m" , cv = 1.0 }
        [teams.all]
        takes = ["calls"]
        agents = 40
        absence = "10%"
    "#);
    agrees(teams(&results, Measure::Agents), 36.0);
}

#[test]
fn working_to_rule_lengthens_handling() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "60/h" }
        talk = { mean = "3m" , shape = "constant" }
        wrap_up = { mean = "1m" , shape = "constant" }
        [teams.all]
        takes = [{ contact = "calls", handling = 0.5 }]
        agents = 40
        [[disruptions]]
        kind = "work_to_rule"
        from = 2026-03-02T12:00:00
        lasts = "2h"
        factor = 1.5
    "#);
    let aht = |interval| in_interval(&results, interval, Measure::AhtSeconds).unwrap().mean;
    assert_eq!((aht(7), aht(9), aht(12)), (120.0, 180.0, 120.0));
}

#[test]
fn an_overflow_tier_opens_when_a_contact_has_waited_long_enough() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "60/h" }
        talk = { mean = "3m" , cv = 1.0 }
        route = ["first", { team = "overflow", after = "45s" }]
        [teams.first]
        takes = ["calls"]
        agents = 0
        [teams.overflow]
        takes = ["calls"]
        agents = 100
    "#);
    let asa = contacts(&results, Measure::AsaSeconds);
    assert_eq!((asa.mean, asa.half_width), (45.0, Some(0.0)));
    assert_eq!(contacts(&results, Measure::WaitedFraction).mean, 1.0);
}

#[test]
fn lines_are_held_while_waiting_and_talking_but_not_in_wrap_up() {
    // One line: the next caller gets through as soon as the talk is over, but waits for the wrap-up.
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "600/h" }
        talk = { mean = "1m" , shape = "constant" }
        wrap_up = { mean = "2m" , shape = "constant" }
        lines = 1
        [teams.all]
        takes = ["calls"]
        agents = 1
    "#);
    // A caller arrives some 6 s after the line is free, and waits out what is left of the wrap-up: a cycle of 3 minutes,
    // and one who is served after closing time.
    agrees(contacts(&results, Measure::Answered), 201.0);
    agrees(contacts(&results, Measure::AsaSeconds), 200.0 / 201.0 * (120.0 - 6.0));
}

#[test]
fn a_need_that_is_not_settled_costs_what_the_model_says() {
    // Talk 6 min, 80% settled, 65% or 90% of the others return, half carried over, 1 min to take it up again:
    // contacts, work and unmet needs per need in closed form (geometric series).
    for (returns, per_need, minutes, unmet) in [(0.65, 1.149, 6.566, 0.0805), (0.90, 1.219, 6.813, 0.0244)] {
        let results = run(&format!(
            r#"
            title = "Needs"
            [calendar]
            start = 2026-03-02
            days = 31
            hours = "00:00-24:00"
            interval = "1h"
            [contacts.calls]
            arrivals = {{ rate = "100/h" }}
            talk = {{ mean = "6m", cv = 1.0 }}
            [contacts.calls.outcome]
            resolved = "80%"
            returns = {{ share = {returns}, after = {{ mean = "1m", shape = "constant" }}, set_up = "1m", carried_over = "50%" }}
            [teams.all]
            takes = ["calls"]
            agents = 100
            [run]
            replications = 20
            warm_up = "1d"
            "#
        ));
        // The figures are rounded to three or four digits; some twenty needs of 72,000 are open when the month ends.
        let close = |measure, expected: f64, rounding: f64| {
            let Estimate { mean, half_width } = contacts(&results, measure);
            let tolerance = 2.0 * half_width.unwrap() + rounding;
            assert!((mean - expected).abs() <= tolerance, "{measure}: {mean} ± {half_width:?} against {expected}");
        };
        close(Measure::ContactsPerNeed, per_need, 0.001);
        close(Measure::CustomerSeconds, minutes * 60.0, 0.06);
        close(Measure::UnmetFraction, unmet, 0.0005);
        close(Measure::SettledFraction, 1.0 - unmet, 0.0005);
    }
}

#[test]
fn those_waiting_at_closing_time_are_sent_away_or_served_out() {
    let scenario = |at_close: &str| {
        format!(
            r#"
            title = "Closing"
            [calendar]
            start = 2026-03-02
            days = 1
            hours = "08:00-18:00"
            interval = "30m"
            at_close = "{at_close}"
            [contacts.calls]
            arrivals = {{ rate = "100/h" }}
            talk = {{ mean = "3m", cv = 1.0 }}
            [contacts.letters]
            channel = "message"
            arrivals = {{ rate = "20/h" }}
            talk = {{ mean = "3m", cv = 1.0 }}
            priority = 2
            [teams.all]
            takes = ["calls", "letters"]
            agents = 4
            "#
        )
    };
    let out = run(&scenario("serve_out"));
    let away = run(&scenario("turn_away"));
    let calls = |results: &Results, measure| results.variants[0].contacts["calls"].total[&measure].unwrap().mean;
    let letters = |results: &Results, measure| results.variants[0].contacts["letters"].total[&measure].unwrap().mean;
    assert_eq!(calls(&out, Measure::TurnedAway), 0.0);
    assert_eq!(calls(&out, Measure::Answered), calls(&out, Measure::Offered));
    assert!(calls(&away, Measure::TurnedAway) > 50.0);
    assert!(letters(&out, Measure::Unfinished) > 50.0 && letters(&away, Measure::TurnedAway) == 0.0);
    assert!(teams(&out, Measure::OverrunSeconds).mean > teams(&away, Measure::OverrunSeconds).mean);
}

#[test]
fn balking_is_a_share_of_those_who_find_nobody_free() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "100/h" }
        talk = { mean = "3m" , cv = 1.0 }
        balking = "30%"
        [teams.all]
        takes = ["calls"]
        agents = 5
    "#);
    let waited = contacts(&results, Measure::WaitedFraction).mean;
    agrees(contacts(&results, Measure::AbandonedFraction), 0.3 * waited);
    assert_eq!(contacts(&results, Measure::WaitAbandonedSeconds).mean, 0.0);
}

#[test]
fn whoever_is_due_while_the_centre_is_closed_comes_when_it_next_opens() {
    let results = run(r#"
        title = "Next day"
        [calendar]
        start = 2026-03-02
        days = 2
        hours = "08:00-18:00"
        interval = "30m"
        [contacts.calls]
        arrivals = { rate = "100/h" }
        talk = { mean = "1m" , cv = 1.0 }
        [contacts.calls.outcome]
        resolved = "0%"
        returns = { share = "100%", after = { mean = "17h", shape = "constant" } }
        [teams.all]
        takes = ["calls"]
        agents = 20
        [run]
        each_day = true
        replications = 100
    "#);
    // Everybody of the first day is due between 01:00 and 11:00; those of the second day beyond the horizon.
    agrees(contacts(&results, Measure::Returns), 1000.0);
    let second_day = |interval: usize| in_interval(&results, 20 + interval, Measure::Returns).unwrap();
    // Due before 08:00: 700 of them, from halfway through the night, so from 13:00 on. The others come when due, from
    // 08:00 to 11:00.
    agrees(second_day(0), 50.0);
    assert_eq!(second_day(7).mean, 0.0);
    agrees(second_day(15), 70.0);
}

#[test]
fn a_queue_recovers_from_a_walkout_in_opening_time() {
    // One contact a minute, five minutes each, ten agents: half of them are busy. After an hour without anybody, sixty wait.
    let results = run(r#"
        title = "Recovery"
        [calendar]
        start = 2026-03-02
        days = 2
        hours = "08:00-18:00"
        interval = "30m"
        [contacts.calls]
        arrivals = { rate = "60/h" }
        talk = { mean = "5m", shape = "constant" }
        patience = "unlimited"
        [teams.all]
        takes = ["calls"]
        agents = 10
        [[variants]]
        name = "Walkout"
        set = { disruptions = [{ kind = "walkout", from = 2026-03-02T10:00:00, lasts = "1h", share = "100%" }] }
        [run]
        replications = 50
        each_day = true
    "#);
    let [recovery] = &results.recoveries[..] else { panic!("one recovery, not {:?}", results.recoveries) };
    assert_eq!(recovery.recovered_fraction, 1.0);
    // Sixty who wait are worked off at two a minute less one that arrives: an hour, to the interval.
    let open = recovery.open_seconds.unwrap();
    assert!((3600.0..3600.0 + 3600.0).contains(&open.mean), "{open:?}");
    let late = |results: &Results, interval: usize| {
        results.variants[1].all_contacts.intervals[interval].measures[&Measure::QueueLength].unwrap().mean
    };
    assert!(late(&results, 5) > 30.0 && late(&results, 12) < 1.0);
}

#[test]
fn a_surge_shifts_the_customers_of_no_other_interval() {
    let results = run(r#"
        title = "Surge"
        [calendar]
        start = 2026-03-02
        days = 2
        hours = "08:00-18:00"
        interval = "30m"
        [contacts.calls]
        arrivals = { rate = "40/h" }
        busyness = { cv = 0.2, per_interval_cv = 0.3 }
        talk = { mean = "3m", cv = 1.0 }
        [teams.all]
        takes = ["calls"]
        agents = 20
        [[variants]]
        name = "Surge"
        set = { disruptions = [{ kind = "surge", from = 2026-03-02T10:00:00, lasts = "30m", factor = 2 }] }
        [run]
        replications = 5
        each_day = true
    "#);
    let offered = |variant: usize, interval: usize| {
        let measures = &results.variants[variant].all_contacts.intervals[interval].measures;
        (measures[&Measure::Offered].unwrap(), measures[&Measure::Load].unwrap())
    };
    for interval in (0..40).filter(|interval| *interval != 4) {
        assert_eq!(offered(0, interval), offered(1, interval), "interval {interval}");
    }
    assert!(offered(1, 4).0.mean > offered(0, 4).0.mean);
}

#[test]
fn a_first_contact_is_one_of_a_customer_who_was_not_answered_before() {
    let results = run(r#"
        [contacts.calls]
        arrivals = { rate = "30/h" }
        talk = { mean = "10m", shape = "constant" }
        patience = { mean = "30s", shape = "exponential" }
        retrial = { share = "100%", after = { mean = "5m", shape = "exponential" } }
        [contacts.calls.outcome]
        resolved = "50%"
        returns = { share = "100%", after = { mean = "5m", shape = "constant" }, set_up = "1m", carried_over = "100%" }
        [teams.all]
        takes = ["calls"]
        agents = 6
    "#);
    assert_eq!(contacts(&results, Measure::FirstContactAhtSeconds).mean, 600.0);
    assert!(contacts(&results, Measure::AhtSeconds).mean < 500.0);
}

#[test]
fn what_belongs_to_the_warm_up_counts_nowhere() {
    let scenario = |days: u32, warm_up: &str| {
        run(&format!(
            r#"
            title = "Warm-up"
            [calendar]
            start = 2026-03-02
            days = {days}
            hours = "08:00-18:00"
            interval = "30m"
            [contacts.calls]
            arrivals = {{ rate = "60/h" }}
            talk = {{ mean = "5m", shape = "constant" }}
            [teams.all]
            takes = ["calls"]
            agents = 10
            [run]
            replications = 100
            warm_up = "{warm_up}"
            "#
        ))
    };
    // Two days less the first are one day; overrun after the first closing is not counted either.
    let (both, second) = (scenario(2, "0s"), scenario(2, "24h"));
    agrees(contacts(&second, Measure::Offered), 600.0);
    let ratio = teams(&second, Measure::OverrunSeconds).mean / teams(&both, Measure::OverrunSeconds).mean;
    assert!((0.4..0.6).contains(&ratio), "{ratio}");
    // The clock of the warm-up starts with the first opening. Here it cuts an interval: half an hour counts in the
    // total only.
    let late = scenario(1, "45m");
    agrees(contacts(&late, Measure::Offered), 60.0 * 9.25);
    let first = &late.variants[0].all_contacts.intervals[0];
    assert_eq!(first.start, "2026-03-02T09:00:00+00:00");
    agrees(first.measures[&Measure::Offered].unwrap(), 30.0);
}

#[test]
fn a_precision_is_not_reached_while_a_contact_type_is_unknown() {
    let scenario = |rare: &str| {
        let text = format!(
            r#"
            title = "Precision"
            [calendar]
            start = 2026-03-02
            days = 1
            hours = "08:00-18:00"
            interval = "30m"
            [contacts.common]
            arrivals = {{ rate = "100/h" }}
            talk = {{ mean = "3m", cv = 1.0 }}
            [contacts.rare]
            arrivals = {{ rate = "{rare}" }}
            talk = {{ mean = "3m", cv = 1.0 }}
            [teams.all]
            takes = ["common", "rare"]
            agents = 6
            [run]
            replications = 60
            precision = "10%"
            "#
        );
        let study = scenario::read_text("precision.toml", &text, Path::new("."), &[]).unwrap();
        let results = experiment::run(&study, None, &()).unwrap();
        (results.variants[0].replications, results.ended)
    };
    let (replications, ended) = scenario("20/h");
    assert!(replications < 60 && ended == Ended::Complete, "{replications} {ended:?}");
    // Nobody is ever seen of the second type, though somebody is expected.
    assert_eq!(scenario("0.0001/h"), (60, Ended::PrecisionNotReached));
}
