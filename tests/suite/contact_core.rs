//! Transfers, callbacks, chats, messages with a due time, priorities that rise, and customers who come another way.

use callfloor::erlang::{ErlangC, Traffic};
use callfloor::experiment;
use callfloor::results::{Estimate, Measure, Measures, Results};
use callfloor::scenario;
use callfloor::units::{PerHour, Seconds};

fn run(text: &str) -> Results {
    let study = scenario::read_text("core.toml", text, ".".as_ref(), &[]).unwrap_or_else(|faults| panic!("{faults}"));
    experiment::run(&study, Some(2), &()).expect("the run completes")
}

fn total<'a>(results: &'a Results, variant: usize, contact: &str) -> &'a Measures {
    &results.variants[variant].contacts[contact].total
}

fn figure(measures: &Measures, measure: Measure) -> Estimate {
    measures[&measure].unwrap_or_else(|| panic!("{measure} exists"))
}

fn mean(measures: &Measures, measure: Measure) -> f64 {
    figure(measures, measure).mean
}

/// Within four standard errors of twenty replications, whose 95% interval is 2.093 of them on either side.
fn agrees(what: &str, Estimate { mean, half_width }: Estimate, exact: f64) {
    let within = 4.0 / 2.093 * half_width.expect("several replications have an interval");
    assert!((mean - exact).abs() <= within, "{what}: {mean} ± {within}, exactly {exact}");
    assert!(within < 0.06 * exact.abs().max(0.1), "{what} is known too little to tell: ± {within}");
}

fn calls(extra_contact: &str, extra: &str) -> String {
    format!(
        r#"
        [calendar]
        start = 2026-03-02
        days = 5
        hours = "09:00-17:00"

        [contacts.calls]
        arrivals = {{ rate = "100/h" }}
        talk = {{ mean = "5m", cv = 1.0 }}
        {extra_contact}

        [teams.desk]
        takes = ["calls"]
        agents = 9
        {extra}
        "#
    )
}

#[test]
fn a_share_of_the_answered_is_passed_on_and_waits_again_or_not() {
    let second = r#"
        [contacts.second]
        arrivals = { rate = "20/h" }
        talk = { mean = "10m", cv = 1.0 }
        [teams.back]
        takes = ["second"]
        agents = 6
        [[variants]]
        name = "at the head of the line"
        set = { "contacts.calls.transfer.second_wait" = false }
        [run]
        replications = 20
        "#;
    let results = run(&calls("transfer = { share = \"12%\", to = \"second\" }", second));
    let (first, second) = (total(&results, 0, "calls"), total(&results, 0, "second"));
    let expected = 0.12 * mean(first, Measure::Answered);
    let passed_on = figure(second, Measure::Transfers);
    assert!((passed_on.mean - expected).abs() < 4.0 * (expected / 20.0).sqrt(), "{} of {expected}", passed_on.mean);
    assert_eq!(mean(second, Measure::Offered), mean(second, Measure::Fresh) + passed_on.mean);
    // Whoever was passed on is settled there, or was passed on after closing: none is lost between the two.
    let all = &results.variants[0].all_contacts.total;
    assert!((mean(all, Measure::SettledFraction) + mean(all, Measure::UnmetFraction) - 1.0).abs() < 1e-9);
    assert!(mean(all, Measure::UnmetFraction) < 0.01);
    // First come, first served or not, as many wait for as long on the whole; those passed on no longer wait behind others.
    assert!((mean(total(&results, 1, "second"), Measure::Transfers) - passed_on.mean).abs() < 1.0);
}

#[test]
fn whoever_is_called_back_keeps_the_place_and_no_patience_is_lost() {
    let variants = r#"
        [[variants]]
        name = "called back"
        set = { "contacts.calls.callback" = { when_wait_over = "2m", accepted = "100%", within = "8h" } }
        [[variants]]
        name = "half do not answer"
        set = { "contacts.calls.callback" = { when_wait_over = "2m", accepted = "100%", within = "8h", reached = "50%", ringing = "0s" } }
        [[variants]]
        name = "nobody accepts"
        set = { "contacts.calls.callback" = { when_wait_over = "2m", accepted = "0%", within = "8h" } }
        [run]
        replications = 20
        "#;
    // Nobody would ever give up: being called back changes nothing about who is answered when.
    let patient = run(&calls("patience = \"unlimited\"", variants));
    let same = |variant: usize, measure| {
        assert_eq!(figure(total(&patient, 0, "calls"), measure), figure(total(&patient, variant, "calls"), measure));
    };
    for measure in [Measure::AsaSeconds, Measure::ServiceLevel, Measure::WaitSecondsP95, Measure::Answered] {
        same(1, measure);
        same(3, measure);
    }
    assert!(mean(total(&patient, 1, "calls"), Measure::Callbacks) > 100.0);
    let half = total(&patient, 2, "calls");
    let (called, lost) = (mean(half, Measure::Callbacks), mean(half, Measure::Abandoned));
    assert!((lost / called - 0.5).abs() < 4.0 * (0.25 / (20.0 * called)).sqrt(), "{lost} of {called}");
    // With patience, only who gives up within two minutes is lost.
    let impatient = run(&calls("patience = { mean = \"4m\", shape = \"exponential\" }", variants));
    let longest = |variant| mean(total(&impatient, variant, "calls"), Measure::WaitAbandonedSeconds);
    assert!(longest(1) < 120.0 && longest(0) > longest(1), "{} {}", longest(0), longest(1));
    assert_eq!(total(&impatient, 0, "calls"), total(&impatient, 3, "calls"));
}

fn chats(agents: u32, concurrent: u32, slowdown: f64) -> Results {
    run(&format!(
        r#"
        [calendar]
        start = 2026-03-02
        days = 250
        hours = "00:00-24:00"
        interval = "1h"
        [contacts.chats]
        channel = "chat"
        arrivals = {{ rate = "24/h" }}
        talk = {{ mean = "8m", shape = "exponential" }}
        concurrent = {concurrent}
        slowdown = {slowdown}
        [teams.desk]
        takes = ["chats"]
        agents = {agents}
        [run]
        replications = 20
        warm_up = "1d"
        "#
    ))
}

/// Without slowdown, two agents with three places each are six agents with one.
#[test]
fn chats_without_slowdown_are_answered_as_by_so_many_more_agents() {
    let results = chats(2, 3, 1.0);
    let alone = ErlangC::new(Traffic::new(PerHour::new(24.0).unwrap(), Seconds::new(480.0).unwrap()).unwrap(), 6);
    agrees("waited", figure(total(&results, 0, "chats"), Measure::WaitedFraction), alone.waited().get());
    agrees("queue", figure(total(&results, 0, "chats"), Measure::QueueLength), alone.waited().get() * 3.2 / 2.8);
}

/// One agent with up to four chats, each slowed by the others: a birth-death chain with rates k·μ ÷ s^(k−1).
#[test]
fn chats_slow_each_other_as_the_birth_death_chain_says() {
    let (arrivals, handling, slowdown, most) = (24.0, 60.0 / 8.0, 1.08, 6_i32);
    let rate = |chats: i32| {
        let in_hand = chats.min(most);
        f64::from(in_hand) * handling / f64::powi(slowdown, in_hand - 1)
    };
    let mut weights = vec![1.0];
    for chats in 1..2000 {
        weights.push(weights[chats - 1] * arrivals / rate(chats as i32));
    }
    let sum: f64 = weights.iter().sum();
    let average = |value: &dyn Fn(i32) -> f64| -> f64 {
        weights.iter().zip(0..).map(|(weight, chats)| weight * value(chats)).sum::<f64>() / sum
    };
    let results = chats(1, 6, 1.08);
    let figures = total(&results, 0, "chats");
    agrees("waited", figure(figures, Measure::WaitedFraction), average(&|chats| f64::from(u8::from(chats >= most))));
    agrees("queue", figure(figures, Measure::QueueLength), average(&|chats| f64::from((chats - most).max(0))));
    // Little's law for those in hand: mean in hand ÷ arrivals is the time each takes.
    let in_hand = average(&|chats| f64::from(chats.min(most)));
    agrees("time in hand", figure(figures, Measure::AhtSeconds), in_hand / arrivals * 3600.0);
    let team = &results.variants[0].teams["desk"].total;
    agrees("occupancy", figure(team, Measure::Occupancy), 1.0 - average(&|chats| f64::from(u8::from(chats == 0))));
}

#[test]
fn a_message_is_in_time_if_it_is_done_when_due() {
    let messages = |due: &str| {
        run(&format!(
            r#"
            [calendar]
            start = 2026-03-02
            weeks = 4
            interval = "1h"
            [calendar.hours]
            mon-fri = "09:00-17:00"
            [contacts.letters]
            channel = "message"
            arrivals = {{ rate = "40/h" }}
            talk = {{ mean = "1s", shape = "constant" }}
            due = "{due}"
            [teams.desk]
            takes = ["letters"]
            agents = [1, 0, 0, 0, 0, 0, 0, 0]
            [run]
            replications = 20
            "#
        ))
    };
    // Somebody is there from 9 to 10. What arrives later is done in the first minutes of the next open day.
    let level = |due: &str| figure(total(&messages(due), 0, "letters"), Measure::ServiceLevel);
    // Due the next open day: all but what the last day leaves (seven of 160 hours).
    agrees("next day", level("1 working day"), 1.0 - 7.0 / 160.0);
    // Due within 20 hours, and done at five past nine or so: what came from 13:05 on, four nights of five. At weekends
    // nothing is.
    let hours = 1.0 + 4.0 - 280.0 / 3600.0;
    let of_days = [hours * 16.0, 1.0 * 4.0].iter().sum::<f64>();
    let share = level("20h").mean;
    assert!((share - of_days / 160.0).abs() < 0.01, "{share} against {}", of_days / 160.0);
}

#[test]
fn a_priority_that_rises_at_once_is_the_higher_one_and_one_that_never_does_is_none() {
    let text = |second: &str| {
        format!(
            r#"
            [calendar]
            start = 2026-03-02
            days = 3
            hours = "09:00-17:00"
            [contacts.urgent]
            arrivals = {{ rate = "50/h" }}
            talk = {{ mean = "5m" }}
            [contacts.other]
            arrivals = {{ rate = "50/h" }}
            talk = {{ mean = "5m" }}
            {second}
            [teams.desk]
            takes = ["urgent", "other"]
            agents = 9
            [run]
            replications = 5
            "#
        )
    };
    let same = |one: &str, other: &str| {
        let (one, other) = (run(&text(one)), run(&text(other)));
        for contact in ["urgent", "other"] {
            assert_eq!(total(&one, 0, contact), total(&other, 0, contact));
        }
        mean(total(&one, 0, "other"), Measure::AsaSeconds)
    };
    let equal = same("priority = 1", "priority = 2\npriority_rises = { after = \"0s\", to = 1 }");
    let behind = same("priority = 2", "priority = 2\npriority_rises = { after = \"40h\", to = 1 }");
    let between = mean(
        total(&run(&text("priority = 2\npriority_rises = { after = \"2m\", to = 1 }")), 0, "other"),
        Measure::AsaSeconds,
    );
    assert!(equal < between && between < behind, "{equal} {between} {behind}");
}

#[test]
fn whoever_gives_up_on_the_phone_may_come_to_the_counter() {
    let counter = r#"
        [contacts.counter]
        channel = "counter"
        arrivals = { rate = "1/h" }
        talk = { mean = "5m" }
        [teams.counter]
        takes = ["counter"]
        agents = 20
        [run]
        replications = 20
        "#;
    let retrial = "patience = { mean = \"1m\" }\nretrial = { share = \"80%\", after = { mean = \"30m\" }, becomes = { contact = \"counter\", share = \"25%\" } }";
    let results = run(&calls(retrial, counter));
    let (calls, counter) = (total(&results, 0, "calls"), total(&results, 0, "counter"));
    let (on_phone, at_counter) = (mean(calls, Measure::Retrials), mean(counter, Measure::Retrials));
    let share = at_counter / (on_phone + at_counter);
    assert!((share - 0.25).abs() < 4.0 * (0.25 * 0.75 / (20.0 * (on_phone + at_counter))).sqrt(), "{share}");
    // They bring their need along: settled at the counter, it remains one of those that arose on the phone.
    assert!((mean(counter, Measure::SettledFraction) - 1.0).abs() < 0.1);
    assert!((mean(calls, Measure::SettledFraction) + mean(calls, Measure::UnmetFraction) - 1.0).abs() < 0.01);
}

#[test]
fn only_as_many_agents_as_are_too_many_take_no_more_chats() {
    let chats = |rates: &str, agents: &str| {
        run(&format!(
            r#"
            [calendar]
            start = 2026-03-02
            days = 1
            hours = "08:00-11:00"
            interval = "1h"
            at_close = "turn_away"
            [contacts.chats]
            channel = "chat"
            arrivals = {{ rates = {rates} }}
            talk = {{ mean = "12h", shape = "constant" }}
            concurrent = 20
            [teams.desk]
            takes = ["chats"]
            agents = {agents}
            [run]
            replications = 20
            "#
        ))
    };
    // One of three is to go home, and the others have room for far more than come.
    let falls = chats(r#"["9/h", "5/h", "5/h"]"#, "[3, 2, 2]");
    assert_eq!(mean(total(&falls, 0, "chats"), Measure::WaitedFraction), 0.0);
    // One of two is to go home, the other is full; then both are wanted again, and hold 20 each.
    let rises = chats(r#"["15/h", "120/h", "0/h"]"#, "[2, 1, 2]");
    assert_eq!(mean(total(&rises, 0, "chats"), Measure::Answered), 40.0);
}

#[test]
fn whoever_is_called_back_beside_chats_may_not_answer_either() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 5
        hours = "09:00-17:00"
        at_close = "turn_away"
        [contacts.chats]
        channel = "chat"
        arrivals = { rate = "100/h" }
        talk = { mean = "5m" }
        concurrent = 3
        callback = { when_wait_over = "1s", accepted = "100%", within = "30h", reached = "50%" }
        [teams.desk]
        takes = ["chats"]
        agents = 3
        [run]
        replications = 20
        "#);
    let chats = total(&results, 0, "chats");
    let [called, lost, away] =
        [Measure::Callbacks, Measure::Abandoned, Measure::TurnedAway].map(|measure| mean(chats, measure));
    let reached_for = called - away;
    let error = (0.25 / (20.0 * reached_for)).sqrt();
    assert!(called > 500.0 && (lost / reached_for - 0.5).abs() < 4.0 * error, "{lost} of {reached_for}");
}

#[test]
fn a_message_may_be_left_after_closing() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 2
        hours = "09:00-12:00"
        [contacts.calls]
        arrivals = { rate = "10/h" }
        talk = { mean = "3h", shape = "constant" }
        transfer = { share = "100%", to = "letters" }
        [contacts.letters]
        channel = "message"
        arrivals = { rate = "0.001/h" }
        talk = { mean = "1m" }
        [teams.desk]
        takes = ["calls"]
        agents = 100
        [teams.back]
        takes = ["letters"]
        agents = 2
        [run]
        replications = 5
        "#);
    // Every call ends after closing. Those of the first day are answered on the second, the others are left.
    let letters = total(&results, 0, "letters");
    assert_eq!(mean(letters, Measure::TurnedAway), 0.0);
    assert!(mean(letters, Measure::Answered) > 10.0 && mean(letters, Measure::Unfinished) > 10.0);
}

#[test]
fn whoever_is_passed_on_waits_while_the_agent_wraps_up() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 1
        hours = "09:00-12:00"
        [contacts.calls]
        arrivals = { rate = "100/h" }
        talk = { mean = "1m", shape = "constant" }
        wrap_up = { mean = "6h", shape = "constant" }
        transfer = { share = "50%", to = "second" }
        [contacts.second]
        arrivals = { rate = "1/h" }
        talk = { mean = "1m" }
        [teams.back]
        takes = ["second"]
        agents = 100
        [teams.desk]
        takes = ["calls"]
        agents = 1000
        [run]
        replications = 20
        "#);
    let (first, second) = (total(&results, 0, "calls"), total(&results, 0, "second"));
    // The wrap-up ends long after closing. Only whoever comes in the last minute finds nobody to be passed on to.
    let (passed_on, too_late) = (mean(second, Measure::Transfers), mean(second, Measure::TurnedAway));
    assert!(passed_on > 100.0 && too_late / passed_on < 0.02, "{too_late} of {passed_on}");
    // The wrap-up is the first agent's all the same.
    assert!((mean(first, Measure::AhtSeconds) - 6.0 * 3600.0 - 60.0).abs() < 1e-6);
    assert!((mean(first, Measure::SettledFraction) + mean(first, Measure::UnmetFraction) - 1.0).abs() < 1e-9);
}

#[test]
fn a_message_answered_at_once_is_late_if_it_is_done_late() {
    let service_level = |agents: u32| {
        let results = run(&format!(
            r#"
            [calendar]
            start = 2026-03-02
            days = 5
            hours = "09:00-17:00"
            [contacts.letters]
            channel = "message"
            arrivals = {{ rate = "10/h" }}
            talk = {{ mixture = [{{ share = 0.4, mean = "10m", shape = "constant" }}, {{ share = 0.6, mean = "2h", shape = "constant" }}] }}
            due = "1h"
            [teams.desk]
            takes = ["letters"]
            agents = {agents}
            [run]
            replications = 20
            "#
        ));
        figure(total(&results, 0, "letters"), Measure::ServiceLevel)
    };
    // With an agent for everybody, those in time are those that take no longer.
    agrees("done in time", service_level(100), 0.4);
}
