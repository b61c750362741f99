//! Cases beside contacts, against exact models and against counting by hand.

use callfloor::erlang::{ErlangC, Traffic};
use callfloor::experiment;
use callfloor::results::{Estimate, Measure, Measures, Results};
use callfloor::scenario;
use callfloor::units::{PerHour, Seconds};

fn run(text: &str) -> Results {
    let study =
        scenario::read_text("casework.toml", text, ".".as_ref(), &[]).unwrap_or_else(|faults| panic!("{faults}"));
    experiment::run(&study, Some(2), &()).expect("the run completes")
}

fn calls(results: &Results, variant: usize) -> &Measures {
    &results.variants[variant].contacts["calls"].total
}

fn cases(results: &Results, variant: usize) -> &Measures {
    &results.variants[variant].cases["letters"].total
}

fn team(results: &Results, variant: usize) -> &Measures {
    &results.variants[variant].teams["desk"].total
}

fn figure(measures: &Measures, measure: Measure) -> Estimate {
    measures[&measure].unwrap_or_else(|| panic!("{measure} exists"))
}

/// Four standard errors of twenty replications, whose 95% interval is 2.093 of them on either side.
fn agrees(what: &str, Estimate { mean, half_width }: Estimate, exact: f64) {
    let within = 4.0 / 2.093 * half_width.expect("several replications have an interval");
    assert!((mean - exact).abs() <= within, "{what}: {mean} ± {within}, exactly {exact}");
    assert!(within < 0.05 * exact.abs().max(0.2), "{what} is known too little to tell: ± {within}");
}

/// Calls, and letters without end, at one desk.
fn endless(calls_an_hour: &str, talk: &str, work: &str, agents: u32, rotation: &str) -> Results {
    run(&format!(
        r#"
        [calendar]
        start = 2026-03-02
        days = 41
        hours = "00:00-24:00"
        interval = "1h"

        [contacts.calls]
        arrivals = {{ rate = "{calls_an_hour}/h" }}
        talk = {{ mean = "{talk}", shape = "exponential" }}

        [cases.letters]
        work = {{ mean = "{work}", shape = "exponential" }}
        backlog = 130000

        [teams.desk]
        takes = ["calls"]
        cases = ["letters"]
        agents = {agents}
        rotation = {{ {rotation}, resolution_bonus = 0 }}

        [run]
        replications = 20
        seed = 5
        warm_up = "1d"
        "#
    ))
}

/// Exact values of the reference cases blending-01 and blending-02: a chain on calls, jobs and those waiting.
#[test]
fn cases_between_calls_are_those_of_the_exact_chain() {
    struct Exact {
        waited: f64,
        queue: f64,
        wait: f64,
        busy_calls: f64,
        busy_jobs: f64,
        jobs_an_hour: f64,
        within_20s: f64,
    }
    let first = Exact {
        waited: 0.2631578947,
        queue: 0.2631578947,
        wait: 9.473684211,
        busy_calls: 5.0,
        busy_jobs: 3.789473684,
        jobs_an_hour: 75.78947368,
        within_20s: 0.8490122577,
    };
    let second = Exact {
        waited: 0.2727026506,
        queue: 0.421836233,
        wait: 13.80554944,
        busy_calls: 6.111111111,
        busy_jobs: 4.294801833,
        jobs_an_hour: 36.81258714,
        within_20s: 0.8145899965,
    };
    for (rate, talk, work, agents, reserve, exact) in
        [("100", "180s", "180s", 10, 2, first), ("110", "200s", "420s", 12, 3, second)]
    {
        let results = endless(rate, talk, work, agents, &format!("policy = \"between_calls\", reserve = {reserve}"));
        let (calls, cases, team) = (calls(&results, 0), cases(&results, 0), team(&results, 0));
        agrees("waited", figure(calls, Measure::WaitedFraction), exact.waited);
        agrees("queue", figure(calls, Measure::QueueLength), exact.queue);
        agrees("wait", figure(calls, Measure::WaitSeconds), exact.wait);
        agrees("service level", figure(calls, Measure::ServiceLevel), exact.within_20s);
        agrees("busy with calls", figure(team, Measure::BusyAgents), exact.busy_calls);
        agrees("on cases", figure(team, Measure::CaseworkFraction), exact.busy_jobs / f64::from(agents));
        agrees("cases done", figure(cases, Measure::Completed), exact.jobs_an_hour * 40.0 * 24.0);
    }
}

/// If every call interrupts a case where nobody is idle, calls find the desk as if there were no cases: Erlang C.
#[test]
fn calls_that_interrupt_cases_see_a_desk_without_cases() {
    let results =
        endless("100", "180s", "20m", 7, "policy = \"between_calls\", interruptible = true, interruption = \"1m\"");
    let traffic = Traffic::new(PerHour::new(100.0).unwrap(), Seconds::new(180.0).unwrap()).unwrap();
    let alone = ErlangC::new(traffic, 7);
    agrees("waited", figure(calls(&results, 0), Measure::WaitedFraction), alone.waited().get());
    let mean_wait = alone.waited().get() * 180.0 / (7.0 - 5.0);
    agrees("wait", figure(calls(&results, 0), Measure::WaitSeconds), mean_wait);
    // Whoever is not with a call is with a case, and nobody is ever idle.
    agrees("on cases", figure(team(&results, 0), Measure::CaseworkFraction), 1.0 - 5.0 / 7.0);
}

/// One agent on calls, one on cases who is called back when two wait and returns when none does: every state of the chain
/// written down, and solved by letting it run.
#[test]
fn a_threshold_is_that_of_the_chain_written_out() {
    let (arrivals, handling) = (18.0, 20.0);
    // States: 0..=2 calls with nobody called back; 3: only the one called back has a call; 4 + k: both have, k wait.
    let most = 120;
    let states = 4 + most + 1;
    let step = 0.2 / (arrivals + 2.0 * handling);
    let mut share = vec![0.0; states];
    share[0] = 1.0;
    for _ in 0..60_000 {
        let mut next = share.clone();
        let mut flow = |from: usize, to: usize, rate: f64| {
            let moved = share[from] * rate * step;
            next[from] -= moved;
            next[to] += moved;
        };
        flow(0, 1, arrivals);
        flow(1, 2, arrivals);
        flow(1, 0, handling);
        // The third call finds two in the way: two wait, and the second agent comes for one of them.
        flow(2, 4 + 1, arrivals);
        flow(2, 1, handling);
        flow(3, 4, arrivals);
        flow(3, 0, handling);
        flow(4, 5, arrivals);
        flow(4, 3, handling);
        flow(4, 1, handling);
        for waiting in 1..most {
            flow(4 + waiting, 5 + waiting, arrivals);
            flow(4 + waiting, 3 + waiting, 2.0 * handling);
        }
        flow(4 + most, 3 + most, 2.0 * handling);
        share = next;
    }
    let waiting: f64 = share[2] + (1..=most).map(|waiting| waiting as f64 * share[4 + waiting]).sum::<f64>();
    let called_back: f64 = share[3..].iter().sum();
    let rotation = "policy = \"threshold\", on_cases = \"50%\", recall_when = { waiting = 2 }, interruption = \"0s\"";
    let results = endless("18", "180s", "10m", 2, rotation);
    agrees("queue", figure(calls(&results, 0), Measure::QueueLength), waiting);
    agrees("on cases", figure(team(&results, 0), Measure::CaseworkFraction), (1.0 - called_back) / 2.0);
}

#[test]
fn overdue_cases_are_asked_for_at_the_stated_rate() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        weeks = 8
        [calendar.hours]
        mon-fri = "09:00-17:00"

        [contacts.calls]
        arrivals = { rate = "1/h" }
        talk = { mean = "1m" }

        [cases.letters]
        work = { mean = "30m" }
        backlog = 1000
        backlog_age = { mean = "100d", shape = "constant" }
        due = "25 working days"
        chasers = { per_overdue_case = "0.1/week", contact = "calls" }

        [teams.desk]
        takes = ["calls"]
        agents = 40

        [teams.nobody]
        cases = ["letters"]
        agents = 0

        [run]
        replications = 20
        seed = 1
        "#;
    let results = run(text);
    // 1,000 cases for 8 weeks at 0.1 a week. After the last closing, 2 days and 7 hours of the 56 days, nobody can call.
    let expected = 1000.0 * 0.1 * 8.0 * (1.0 - 55.0 / (56.0 * 24.0));
    agrees("chasers", figure(calls(&results, 0), Measure::Chasers), expected);
    let letters = cases(&results, 0);
    assert_eq!(figure(letters, Measure::OverdueFraction).mean, 1.0);
    assert_eq!(figure(letters, Measure::BacklogAtEnd).mean, 1000.0);
    // The last of 40 open days closes on 24 April at 17:00: 53.7 days after the start.
    let oldest = results.variants[0].cases["letters"].days.last().unwrap().measures[&Measure::OldestAgeDays].unwrap();
    assert!((oldest.mean - (100.0 + 53.0 + 17.0 / 24.0)).abs() < 1e-3, "{oldest:?}");
    // A chaser has no need of its own: what is settled is settled of the fresh.
    assert!((figure(calls(&results, 0), Measure::SettledFraction).mean - 1.0).abs() < 1e-9);
}

#[test]
fn cases_that_contacts_leave_behind_arrive_and_none_is_lost() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        weeks = 12
        closed = [2026-04-03, 2026-04-06]
        [calendar.hours]
        mon-fri = "09:00-17:00"

        [contacts.calls]
        arrivals = { volume = "300/day" }
        talk = { mean = "5m" }
        outcome = { resolved = "80%", returns = { share = "50%", after = { mean = "4h" } }, case = { kind = "letters", share = "20%" } }

        [cases.letters]
        arrivals = { volume = "40/day" }
        work = { mean = "20m", cv = 0.8 }
        backlog = 200
        due = "5 working days"
        chasers = { per_overdue_case = "1/week", contact = "calls" }

        [teams.desk]
        takes = ["calls"]
        cases = ["letters"]
        agents = 11
        rotation = { policy = "blocks", on_cases = "2d", every = "5d", switch = "5m" }

        [run]
        replications = 10
        seed = 2
        "#;
    let results = run(text);
    let letters = cases(&results, 0);
    let mean = |measure| figure(letters, measure).mean;
    assert!((200.0 + mean(Measure::Arrived) - mean(Measure::Completed) - mean(Measure::BacklogAtEnd)).abs() < 1e-6);
    let (fresh, arrived) = (figure(calls(&results, 0), Measure::Fresh).mean, mean(Measure::Arrived));
    // 58 open days of 40 letters, and a fifth of the needs.
    let expected = 58.0 * 40.0 + 0.2 * fresh;
    assert!((arrived - expected).abs() < 4.0 * (expected / 10.0).sqrt(), "{arrived} of {expected}");
    let shares = [
        Measure::HandlingFraction,
        Measure::AvailableFraction,
        Measure::CaseworkFraction,
        Measure::AwaitingCasesFraction,
        Measure::SwitchingFraction,
    ];
    let sum: f64 = shares.iter().map(|&measure| figure(team(&results, 0), measure).mean).sum();
    let of = |measure| figure(team(&results, 0), measure).mean;
    assert!((sum - of(Measure::ReadyAgents) / of(Measure::Agents)).abs() < 1e-9, "{sum}");
    assert!(figure(team(&results, 0), Measure::SwitchingFraction).mean > 0.0);
}

#[test]
fn cases_of_others_leave_the_calls_as_they_are() {
    let scenario = |cases: &str| {
        format!(
            r#"
            [calendar]
            start = 2026-03-02
            days = 5
            hours = "09:00-17:00"

            [contacts.calls]
            arrivals = {{ volume = "900/day" }}
            talk = {{ mean = "5m" }}
            patience = {{ mean = "3m" }}
            outcome = {{ resolved = "80%", returns = {{ share = "50%", after = {{ mean = "4h" }} }} }}

            [teams.desk]
            takes = ["calls"]
            agents = 10

            {cases}

            [run]
            replications = 3
            "#
        )
    };
    let with =
        "[cases.letters]\nwork = { mean = \"9m\" }\nbacklog = 500\n[teams.back]\ncases = [\"letters\"]\nagents = 4";
    let (without, with) = (run(&scenario("")), run(&scenario(with)));
    assert_eq!(calls(&without, 0), calls(&with, 0));
    assert_eq!(
        without.variants[0].contacts["calls"].intervals.len(),
        with.variants[0].contacts["calls"].intervals.len()
    );
}

#[test]
fn knowledge_of_casework_settles_more_and_the_first_days_back_cost_time() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        weeks = 20
        [calendar.hours]
        mon-fri = "09:00-17:00"

        [contacts.calls]
        arrivals = { volume = "400/day" }
        talk = { mean = "5m", cv = 0.5 }
        outcome = { resolved = "80%" }

        [cases.letters]
        arrivals = { volume = "10/day" }
        work = { mean = "10m" }

        [teams.desk]
        takes = ["calls"]
        cases = ["letters"]
        agents = 20
        rotation = { policy = "blocks", on_cases = "50%", every = "4d", first_day_loss = "20%", skill_half_life = "never" }

        [[variants]]
        name = "never rotate"
        set = { "teams.desk.rotation.policy" = "none" }

        [[variants]]
        name = "skill lost within the day"
        set = { "teams.desk.rotation.policy" = "none", "teams.desk.rotation.skill_half_life" = "60s" }

        [run]
        replications = 20
        seed = 9
        "#;
    let results = run(text);
    let settled = |variant| figure(calls(&results, variant), Measure::SettledFraction);
    agrees("settled with knowledge", settled(0), 0.85);
    agrees("settled with knowledge kept", settled(1), 0.85);
    // All is known on the first of 100 days and forgotten on the others.
    agrees("settled without", settled(2), 0.80 + 0.05 / 100.0);
    // Two days back at the calls: 1 ÷ 0.8, then 1 ÷ (1 − 0.2 × 2^(−1/2)); on the first day of all nobody has just come.
    let aht = |variant| figure(calls(&results, variant), Measure::AhtSeconds).mean;
    let slower = (1.0 / 0.8 + 1.0 / (1.0 - 0.2 / 2.0_f64.sqrt())) / 2.0;
    assert!((aht(0) / aht(1) - slower).abs() < 0.01, "{} against {slower}", aht(0) / aht(1));
}

#[test]
fn a_case_put_down_is_taken_by_whoever_is_ready_for_one() {
    // Whoever goes home at noon leaves two hours of each letter; the one who stays has none in hand.
    let going_home = run(r#"
        [calendar]
        start = 2026-03-02
        days = 1
        hours = "08:00-20:00"
        interval = "4h"

        [cases.letters]
        work = { mean = "6h", shape = "constant" }
        backlog = 2

        [contacts.calls]
        arrivals = { rate = "1/h" }
        talk = { mean = "1m" }

        [teams.phones]
        takes = ["calls"]
        agents = 1

        [teams.early]
        cases = ["letters"]
        agents = [2, 0, 0]

        [teams.late]
        cases = ["letters"]
        agents = [1, 1, 1]

        [run]
        replications = 1
        "#);
    assert_eq!(figure(cases(&going_home, 0), Measure::Completed).mean, 2.0);

    // Whoever puts the letter down for a call leaves it to a colleague: it is done after its own six hours.
    for rotation in [
        "policy = \"between_calls\", interruptible = true",
        "policy = \"threshold\", on_cases = \"100%\", recall_when = { waiting = 1 }",
    ] {
        let called_away = run(&format!(
            r#"
            [calendar]
            start = 2026-03-02
            days = 1
            hours = "08:00-20:00"

            [contacts.calls]
            arrivals = {{ rate = "6/h" }}
            talk = {{ mean = "6h", shape = "constant" }}

            [cases.letters]
            work = {{ mean = "6h", shape = "constant" }}
            backlog = 1

            [teams.desk]
            takes = ["calls"]
            cases = ["letters"]
            agents = 1
            rotation = {{ {rotation}, interruption = "0s" }}

            [teams.late]
            cases = ["letters"]
            agents = 1

            [run]
            replications = 5
            "#
        ));
        let letters = cases(&called_away, 0);
        assert_eq!(figure(letters, Measure::Completed).mean, 1.0, "{rotation}");
        let days = figure(letters, Measure::DaysToComplete).mean;
        assert!((days - 14.0 / 24.0).abs() < 1e-6 || (days - 6.0 / 24.0).abs() < 1e-6, "{rotation}: {days} days");
    }
}

#[test]
fn nobody_is_called_back_for_contacts_that_may_not_be_taken_yet() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 10
        hours = "08:00-18:00"

        [contacts.calls]
        arrivals = { rate = "2/h" }
        talk = { mean = "5m", shape = "constant" }
        route = [{ team = "desk", after = "10m" }]

        [contacts.kept_back]
        arrivals = { rate = "2/h" }
        talk = { mean = "5m" }

        [cases.letters]
        work = { mean = "1h" }
        backlog = 1000

        [teams.desk]
        takes = ["calls", { contact = "kept_back", reserve = 1 }]
        cases = ["letters"]
        agents = 2
        rotation = { policy = "threshold", on_cases = "100%", recall_when = { waiting = 1 } }

        [run]
        replications = 5
        "#);
    // There is always a letter, and a call only for whoever may take it: nobody ever has nothing to do.
    assert!(figure(team(&results, 0), Measure::AvailableFraction).mean < 1e-9);
    let calls = calls(&results, 0);
    assert!(figure(calls, Measure::AnsweredFraction).mean > 0.9);
    let first_wait = figure(calls, Measure::WaitSecondsP50).mean;
    assert!((first_wait - 600.0).abs() < 0.02 * 600.0, "{first_wait}");
}

#[test]
fn a_need_that_is_passed_on_leaves_one_case_where_it_ends() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 5
        hours = "08:00-18:00"

        [contacts.calls]
        arrivals = { rate = "20/h" }
        talk = { mean = "1m" }
        transfer = { share = "50%", to = "second" }
        outcome = { case = { kind = "letters" } }

        [contacts.second]
        arrivals = { rate = "1/h" }
        talk = { mean = "1m" }
        outcome = { case = { kind = "letters" } }

        [cases.letters]
        work = { mean = "1m" }

        [teams.phones]
        takes = ["calls", "second"]
        agents = 40

        [teams.desk]
        cases = ["letters"]
        agents = 1

        [run]
        replications = 5
        "#);
    let all = &results.variants[0].all_contacts.total;
    let settled = figure(all, Measure::SettledFraction).mean * figure(all, Measure::Needs).mean;
    let arrived = figure(cases(&results, 0), Measure::Arrived).mean;
    assert!(settled > 900.0 && (arrived - settled).abs() < 1e-3, "{arrived} cases of {settled} needs");
}

#[test]
fn what_chasers_do_is_no_part_of_a_need() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        weeks = 4
        hours = "00:00-24:00"

        [contacts.calls]
        arrivals = { rate = "2/h" }
        talk = { mean = "1m" }
        outcome = { resolved = "20%", returns = { share = "50%", after = { mean = "1h" } } }

        [cases.letters]
        work = { mean = "30m" }
        backlog = 1000
        due = "1d"
        chasers = { per_overdue_case = "0.5/week", contact = "calls" }

        [teams.desk]
        takes = ["calls"]
        agents = 80

        [teams.nobody]
        cases = ["letters"]
        agents = 0

        [[variants]]
        name = "nobody asks"
        set = { "cases.letters.due" = "52w" }

        [run]
        replications = 5
        "#);
    let per_need = |variant| figure(calls(&results, variant), Measure::ContactsPerNeed).mean;
    assert!(figure(calls(&results, 0), Measure::Chasers).mean > 500.0);
    assert_eq!(figure(calls(&results, 1), Measure::Chasers).mean, 0.0);
    assert_eq!(per_need(0), per_need(1));
}

#[test]
fn knowledge_fades_where_nobody_goes_home() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 40
        hours = "00:00-24:00"

        [contacts.calls]
        arrivals = { rate = "20/h" }
        talk = { mean = "5m" }
        outcome = { resolved = "80%" }

        [cases.letters]
        work = { mean = "10m" }

        [teams.desk]
        takes = ["calls"]
        cases = ["letters"]
        agents = 20
        rotation = { policy = "none", skill_half_life = "60s", resolution_bonus = "20%" }

        [run]
        replications = 20
        "#);
    // All is known on the first of 40 days and forgotten on the others.
    agrees("settled", figure(calls(&results, 0), Measure::SettledFraction), 0.80 + 0.20 / 40.0);
}

#[test]
fn whoever_comes_twice_a_day_changes_over_once() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 11
        hours = "08:00-17:00"
        interval = "3h"

        [contacts.calls]
        arrivals = { rate = "0.001/h" }
        talk = { mean = "1m" }

        [cases.letters]
        work = { mean = "10m" }

        [teams.desk]
        takes = ["calls"]
        cases = ["letters"]
        agents = [4, 0, 4]
        rotation = { policy = "blocks", on_cases = "1d", every = "2d", switch = "10m" }

        [run]
        replications = 2
        "#);
    // Four agents change over on each of the ten days after the first: of 6 hours a day, 10 minutes.
    let switching = figure(team(&results, 0), Measure::SwitchingFraction).mean;
    let expected = 10.0 * 10.0 / (11.0 * 360.0);
    assert!((switching - expected).abs() < 1e-6, "{switching}, not {expected}");
}

#[test]
fn whoever_waits_for_a_case_is_not_there_for_contacts() {
    let results = run(r#"
        [calendar]
        start = 2026-03-02
        days = 10
        hours = "08:00-18:00"

        [contacts.calls]
        arrivals = { rate = "20/h" }
        talk = { mean = "5m", shape = "exponential" }

        [cases.letters]
        arrivals = { volume = "5/day" }
        work = { mean = "30m" }

        [teams.desk]
        takes = ["calls"]
        cases = ["letters"]
        agents = 10
        rotation = { policy = "none", on_cases = "50%" }

        [[variants]]
        name = "those on the phones alone"
        set = { "teams.desk" = { takes = ["calls"], agents = 5 }, "teams.back" = { cases = ["letters"], agents = 5 } }

        [run]
        replications = 5
        "#);
    let of = |variant, measure| figure(team(&results, variant), measure).mean;
    assert!((of(0, Measure::Occupancy) - of(1, Measure::Occupancy)).abs() < 1e-9);
    assert!((of(0, Measure::AgentsForContacts) - 5.0).abs() < 1e-9, "{}", of(0, Measure::AgentsForContacts));
    assert!((of(0, Measure::AvailableFraction) - of(1, Measure::AvailableFraction) / 2.0).abs() < 1e-9);
}
