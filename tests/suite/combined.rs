//! Everything at once: random centres in which limits, transfers, callbacks, chats, messages, cases, rotations and what goes
//! wrong act on each other. Whatever they do, the books balance.

use callfloor::experiment;
use callfloor::random::{Key, Stream};
use callfloor::report;
use callfloor::results::{ContactMeasure, Measure, Measures, Results, TeamMeasure, VariantResults};
use callfloor::scenario;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// As many random scenarios, the same in every run of the test.
const SCENARIOS: u32 = 120;
/// What rounding to ten digits may move.
const ROUNDING: f64 = 1e-6;

fn for_any_seed(check: impl Fn(u64) -> Result<(), TestCaseError>) {
    let config = ProptestConfig { cases: SCENARIOS, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner.run(&any::<u64>(), check).unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn whatever_acts_together_the_books_balance() {
    for_any_seed(|seed| {
        let scenario = Scenario::random(seed, true);
        let one = run(&scenario.text, 1);
        for variant in &one.variants {
            contacts_balance(variant, &scenario)?;
            teams_balance(variant, &scenario)?;
            cases_balance(variant, &scenario)?;
        }
        let json = written(&one);
        prop_assert_eq!(&json, &written(&run(&scenario.text, 2)), "threads change the results of\n{}", scenario.text);
        let read: Results = serde_json::from_str(&json).expect("what was written can be read");
        prop_assert_eq!(&json, &written(&read), "reading changes the results of\n{}", scenario.text);
        Ok(())
    });
}

#[test]
fn behaviours_that_are_off_change_nothing() {
    for_any_seed(|seed| {
        let [with, without] = [true, false].map(|blocks| Scenario::switched_off(seed, blocks));
        let [off, plain] = [&with, &without].map(|scenario| run(&scenario.text, 1));
        for (off, plain) in off.variants.iter().zip(&plain.variants) {
            let [off, plain] =
                [off, plain].map(|it| report::json(&(&it.contacts, &it.teams)).expect("figures are numbers"));
            prop_assert_eq!(off, plain, "{}", with.text);
        }
        Ok(())
    });
}

fn run(text: &str, threads: usize) -> Results {
    let study = scenario::read_text("combined.toml", text, ".".as_ref(), &[])
        .unwrap_or_else(|faults| panic!("{text}\n{faults}"));
    let attempt = std::panic::AssertUnwindSafe(|| experiment::run(&study, Some(threads), &()));
    let results = std::panic::catch_unwind(attempt).unwrap_or_else(|_| panic!("the run broke on\n{text}"));
    results.expect("the run completes")
}

fn written(results: &Results) -> String {
    report::json(results).expect("results can be written")
}

fn mean(measures: &Measures, measure: Measure) -> Option<f64> {
    measures.get(&measure).copied().flatten().map(|estimate| estimate.mean)
}

fn count(measures: &Measures, measure: Measure) -> f64 {
    mean(measures, measure).unwrap_or_else(|| panic!("{measure} is a count"))
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING * (1.0 + a.abs())
}

fn contacts_balance(variant: &VariantResults, scenario: &Scenario) -> Result<(), TestCaseError> {
    use ContactMeasure::{
        Abandoned, Answered, Blocked, Chasers, Fresh, Offered, Retrials, Returns, Transfers, TurnedAway, Unfinished,
    };
    for (name, contact) in variant.contacts.iter() {
        let sum = |parts: &[ContactMeasure]| parts.iter().map(|&part| count(&contact.total, part.into())).sum::<f64>();
        let offered = count(&contact.total, Offered.into());
        let ended = sum(&[Answered, Abandoned, Blocked, TurnedAway, Unfinished]);
        prop_assert!(close(offered, ended), "{offered} of {name} are offered and {ended} end in\n{}", scenario.text);
        let came = sum(&[Fresh, Retrials, Returns, Chasers, Transfers]);
        prop_assert!(close(offered, came), "{offered} of {name} are offered and {came} come in\n{}", scenario.text);
    }
    Ok(())
}

fn teams_balance(variant: &VariantResults, scenario: &Scenario) -> Result<(), TestCaseError> {
    use TeamMeasure::{
        Agents, AvailableFraction, AwaitingCasesFraction, CaseworkFraction, HandlingFraction, Occupancy, ReadyAgents,
        SwitchingFraction,
    };
    for (name, team) in variant.teams.iter() {
        for measures in std::iter::once(&team.total).chain(team.intervals.iter().map(|interval| &interval.measures)) {
            let shares =
                [HandlingFraction, AvailableFraction, CaseworkFraction, AwaitingCasesFraction, SwitchingFraction];
            let shares: Vec<f64> = shares.iter().filter_map(|&share| mean(measures, share.into())).collect();
            let sum: f64 = shares.iter().sum();
            // What is left of time on duty is spent in pauses or not available; contacts are finished after it.
            let of = |measure: TeamMeasure| mean(measures, measure.into()).unwrap_or(0.0);
            let ready = of(ReadyAgents) / of(Agents);
            prop_assert!(
                shares.is_empty() || close(sum, ready),
                "{name} spends {shares:?} of {ready} in\n{}",
                scenario.text
            );
            let most = ready.max(1.0);
            let all = shares.into_iter().chain(mean(measures, Occupancy.into()));
            for share in all {
                prop_assert!((-ROUNDING..=most + ROUNDING).contains(&share), "{share} of {name} in\n{}", scenario.text);
            }
        }
    }
    Ok(())
}

fn cases_balance(variant: &VariantResults, scenario: &Scenario) -> Result<(), TestCaseError> {
    for (name, cases) in variant.cases.iter() {
        let [arrived, completed, at_end] =
            [Measure::Arrived, Measure::Completed, Measure::BacklogAtEnd].map(|measure| count(&cases.total, measure));
        let opening = if scenario.warm_up { continue } else { scenario.backlog };
        let open = opening + arrived - completed;
        prop_assert!(close(open, at_end), "{open} of {name} are open and {at_end} are counted in\n{}", scenario.text);
    }
    Ok(())
}

/// A scenario and what of it the checks need to know.
struct Scenario {
    text: String,
    backlog: f64,
    warm_up: bool,
}

/// Keys that make one contact type or the whole centre more than a plain queue, each with its chance.
const OF_CONTACTS: [(f64, &str); 14] = [
    (0.4, "wrap_up = { mean = \"1m\", cv = 0.5 }\n"),
    (0.3, "lines = 5\n"),
    (0.2, "balking = \"20%\"\n"),
    (0.2, "busyness = { cv = 0.1, per_interval_cv = 0.1 }\n"),
    (0.2, "choose = \"random\"\n"),
    (0.3, "blocked = { share = \"70%\", after = { mean = \"4m\" } }\n"),
    (0.3, "turned_away = { share = \"70%\", after = { mean = \"1h\" }, attempts = 3 }\n"),
    (0.3, "priority_rises = { after = \"4m\", to = 1 }\n"),
    (0.4, "concurrent = 3\nslowdown = 1.2\n"),
    (0.3, "handling_limit = { limit = \"4m\", enforced = \"60%\", gamma = 2 }\n"),
    (0.2, "handling_limit = { limit = \"5m\", enforced = 1, gamma = \"all_or_nothing\", dumped = \"20%\" }\n"),
    (
        0.4,
        "retrial = { share = \"60%\", after = { mean = \"8m\" }, attempts = 4, becomes = { contact = \"c0\", share = \"50%\" } }\n",
    ),
    (
        0.3,
        "outcome = { resolved = \"70%\", returns = { share = \"60%\", after = { mean = \"2h\" } }, case = { kind = \"k0\", share = \"30%\" } }\n",
    ),
    (
        0.3,
        "outcome = { resolved = \"70%\", returns = { share = \"60%\", after = { mean = \"2h\" }, set_up = \"1m\", carried_over = \"50%\" } }\n",
    ),
];

const POLICIES: [&str; 5] = [
    "policy = \"none\", on_cases = \"40%\"",
    "policy = \"blocks\", on_cases = \"1d\", every = \"3d\", switch = \"10m\"",
    "policy = \"threshold\", on_cases = \"60%\", recall_when = { waiting = 2 }, switch = \"3m\"",
    "policy = \"threshold\", on_cases = \"60%\", recall_when = { waiting = 1 }",
    "policy = \"between_calls\", reserve = 1, interruptible = true",
];

const WHAT_GOES_WRONG: [(f64, &str); 4] = [
    (0.2, "[[disruptions]]\nkind = \"strike\"\nfrom = 2026-03-28T09:10:00\nlasts = \"1h\"\nshare = \"60%\"\n"),
    (0.2, "[[disruptions]]\nkind = \"surge\"\nfrom = 2026-03-28T10:00:00\nlasts = \"45m\"\nfactor = 2.5\n"),
    (0.2, "[[disruptions]]\nkind = \"outage\"\nfrom = 2026-03-28T11:00:00\nlasts = \"20m\"\n"),
    (0.2, "[[disruptions]]\nkind = \"work_to_rule\"\nfrom = 2026-03-28T08:30:00\nlasts = \"2h\"\nfactor = 1.5\n"),
];

impl Scenario {
    /// A small centre over a week-end on which the clocks change: three contact types, two kinds of case, three teams.
    fn random(seed: u64, acts: bool) -> Self {
        let stream = &mut Key::new(seed, 0).stream();
        let pick = |stream: &mut Stream, from: &[&str]| from[stream.below(from.len())].to_owned();
        let chosen = |stream: &mut Stream, of: &[(f64, &str)]| {
            let mut keys: Vec<String> = Vec::new();
            for &(chance, key) in of {
                let name = key.split(' ').next().unwrap_or_default();
                let known = keys.iter().any(|known| known.starts_with(name) && !name.starts_with('['));
                if stream.chance(chance) && !known {
                    keys.push(key.to_owned());
                }
            }
            keys.concat()
        };
        let all_night = stream.chance(0.4);
        let hours = if all_night { "00:00-24:00" } else { "08:00-12:00" };
        let close = pick(stream, &["serve_out", "turn_away"]);
        let days = 1 + stream.below(4);
        let warm_up = acts && stream.chance(0.3);
        let backlog = [0, 7, 60][stream.below(3)];
        let mut text = format!(
            "title = \"random\"\n[calendar]\nstart = 2026-03-28\ndays = {days}\nhours = \"{hours}\"\n\
             timezone = \"Europe/London\"\nat_close = \"{close}\"\n[run]\nreplications = 2\nseed = {}\n",
            seed % 1000
        );
        if warm_up {
            text += "warm_up = \"90m\"\n";
        }
        if stream.chance(0.3) {
            text += "each_day = true\n";
        }
        for of_type in 0..3 {
            let rate = 10 + stream.below(40);
            let burst = pick(stream, &["", "", ", burst = { size = 6 }", ", burst = { mean = 3 }"]);
            text += &format!(
                "[contacts.c{of_type}]\npriority = {}\narrivals = {{ rate = \"{rate}/h\"{burst} }}\n",
                of_type + 1
            );
            text += &pick(stream, &["talk = { mean = \"4m\", cv = 1.0 }\n", "talk = { uniform = [\"1m\", \"7m\"] }\n"]);
            let message = of_type == 2 && stream.chance(0.4);
            text += &match message {
                true => pick(
                    stream,
                    &["channel = \"message\"\ndue = \"2h\"\n", "channel = \"message\"\ndue = \"1 working day\"\n"],
                ),
                false => pick(stream, &["", "patience = { mean = \"3m\", shape = \"exponential\" }\n"]),
            };
            if acts {
                text += &chosen(stream, &OF_CONTACTS);
            }
            if acts && !message && stream.chance(0.5) {
                text += "callback = { when_wait_over = \"1m\", accepted = \"60%\", within = \"1h\", reached = \"60%\", ringing = \"2m\" }\n";
            }
            if acts && of_type < 2 && stream.chance(0.5) {
                let second_wait = stream.chance(0.5);
                text += &format!(
                    "transfer = {{ share = \"30%\", to = \"c{}\", second_wait = {second_wait} }}\n",
                    of_type + 1
                );
            }
            text += &pick(stream, &["", "route = [\"t0\", { teams = [\"t1\", \"t2\"], after = \"45s\" }]\n"]);
        }
        for kind in 0..if acts { 2 } else { 0 } {
            text += &format!("[cases.k{kind}]\nwork = {{ mean = \"6m\", cv = 0.8 }}\nbacklog = {backlog}\n");
            if backlog > 0 {
                text += &pick(stream, &["", "backlog_age = { mean = \"2d\" }\n"]);
            }
            text += &pick(stream, &["", "arrivals = { rate = \"9/h\" }\n"]);
            let due = pick(stream, &["", "due = \"2h\"\n", "due = \"1 working day\"\n"]);
            text += &due;
            if !due.is_empty() {
                text += &pick(stream, &["", "chasers = { per_overdue_case = \"60/week\", contact = \"c1\" }\n"]);
            }
            text += &pick(stream, &["", "order = \"age\"\n"]);
        }
        for team in 0..3 {
            let takes: Vec<String> = (0..3)
                .map(|of_type| {
                    let keys = ["", ", handling = 1.3", ", reserve = 1", ", resolves = 0.8"];
                    format!("{{ contact = \"c{of_type}\"{} }}", pick(stream, &keys))
                })
                .collect();
            let agents = match all_night {
                true => stream.below(7).to_string(),
                false => format!("{:?}", (0..8).map(|_| stream.below(7)).collect::<Vec<_>>()),
            };
            text += &format!("[teams.t{team}]\ntakes = [{}]\nagents = {agents}\n", takes.join(", "));
            text += &pick(stream, &["", "", "", "absence = \"20%\"\n", "absence = 1\n", "available = \"50%\"\n"]);
            if acts && (team == 0 || stream.chance(0.8)) {
                let kinds = ["\"k0\", \"k1\"", "\"k1\", \"k0\"", "{ case = \"k1\", priority = 2, work = 1.5 }, \"k0\""];
                let kinds = pick(stream, &kinds);
                text += &format!("cases = [{kinds}]\nrotation = {{ {} }}\n", pick(stream, &POLICIES));
            }
        }
        text += &chosen(stream, &WHAT_GOES_WRONG);
        Self { text, backlog: f64::from(backlog), warm_up }
    }

    /// A plain centre, if asked for with every block in it and each of them off.
    fn switched_off(seed: u64, blocks: bool) -> Self {
        let plain = Self::random(seed, false);
        if !blocks {
            return plain;
        }
        let mut text = String::new();
        for line in plain.text.lines() {
            text += line;
            text.push('\n');
            if line.starts_with("talk") {
                text += "handling_limit = { enforced = \"60%\", dumped = 0 }\nconcurrent = 1\n\
                         priority_rises = { after = \"1m\", to = 9 }\noutcome = { case = { kind = \"k0\", share = 0 } }\n\
                         retrial = { share = 0, after = { mean = \"1m\" }, becomes = { contact = \"c0\", share = 0 } }\n";
            }
            if line.starts_with("patience") {
                text += "callback = { when_wait_over = \"1m\", accepted = 0, within = \"1h\" }\n";
            }
            if line.starts_with("takes") {
                text += "cases = [\"k0\"]\nrotation = { policy = \"none\", resolution_bonus = 0 }\n";
            }
        }
        text = text.replace("[contacts.c0]\n", "[contacts.c0]\ntransfer = { share = 0, to = \"c1\" }\n");
        text += "[cases.k0]\nwork = { mean = \"5m\" }\n";
        Self { text, ..plain }
    }
}

fn total(text: &str, of: impl Fn(&VariantResults) -> &Measures, measure: Measure) -> f64 {
    count(of(&run(text, 1).variants[0]), measure)
}

#[test]
fn agents_of_a_centre_that_never_closes_take_turns_at_cases_all_the_same() {
    let hours = |hours: &str| {
        format!(
            "[calendar]\nstart = 2026-03-02\ndays = 20\nhours = \"{hours}\"\n[contacts.calls]\narrivals = {{ rate = \"3/h\" }}\n\
             talk = {{ mean = \"3m\" }}\n[cases.letters]\nwork = {{ mean = \"30m\" }}\nbacklog = 9000\n[teams.desk]\n\
             takes = [\"calls\"]\ncases = [\"letters\"]\nagents = 10\n\
             rotation = {{ policy = \"blocks\", on_cases = \"1d\", every = \"5d\", switch = \"30m\" }}\n[run]\nreplications = 2\n"
        )
    };
    // Two of ten go to cases each day and two come back: four switches of half an hour, after the first day.
    for (hours, open) in [(hours("00:00-24:00"), 24.0), (hours("08:00-16:00"), 8.0)] {
        let switching = total(&hours, |it| &it.teams["desk"].total, Measure::SwitchingFraction);
        let exact = 0.5 * 4.0 * 19.0 / (20.0 * open * 10.0);
        assert!((switching / exact - 1.0).abs() < 0.02, "{switching}, exactly {exact}");
    }
}

#[test]
fn a_case_asked_for_is_the_one_that_was_late() {
    let text = "[calendar]\nstart = 2026-03-02\ndays = 10\nhours = \"00:00-24:00\"\n[contacts.calls]\narrivals = { rate = \"1/h\" }\n\
        talk = { mean = \"1m\" }\n[cases.prompt]\narrivals = { rate = \"2/h\" }\nwork = { mean = \"1m\" }\ndue = \"1d\"\n\
        chasers = { per_overdue_case = \"100/week\", contact = \"calls\" }\n[cases.left]\narrivals = { rate = \"2/h\" }\n\
        work = { mean = \"1m\" }\n[teams.desk]\ntakes = [\"calls\"]\nagents = 1\n[teams.prompt]\ncases = [\"prompt\"]\nagents = 2\n\
        [teams.left]\ncases = [\"left\"]\nagents = 0\n[run]\nreplications = 20\n";
    assert_eq!(total(text, |it| &it.cases["prompt"].total, Measure::Chasers), 0.0, "all are done in time");
    assert_eq!(total(text, |it| &it.cases["left"].total, Measure::Chasers), 0.0, "nobody asks for these");
}

#[test]
fn whoever_is_called_in_vain_gives_up_when_called() {
    let text = "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"00:00-24:00\"\n[contacts.calls]\narrivals = { rate = \"60/h\" }\n\
        talk = { mean = \"3m\" }\n[contacts.calls.callback]\nwhen_wait_over = \"10s\"\naccepted = 1\nwithin = \"2h\"\nreached = 0.1\n\
        ringing = \"5m\"\n[teams.desk]\ntakes = [\"calls\"]\nagents = 3\n[run]\nreplications = 20\n";
    // At the horizon some calls still ring: those called have given up, and Little's law holds without them.
    let results = run(text, 1);
    let calls = &results.variants[0].contacts["calls"].total;
    let ended = [Measure::Answered, Measure::Abandoned, Measure::Unfinished].map(|measure| count(calls, measure));
    assert!(close(ended.iter().sum(), count(calls, Measure::Offered)));
}

/// Two agents who end contacts at random do so independently: a customer who is passed on meets both.
#[test]
fn what_a_second_agent_does_is_not_what_the_first_did() {
    let text = "[calendar]\nstart = 2026-03-02\ndays = 5\nhours = \"08:00-18:00\"\n[contacts.first]\narrivals = { rate = \"100/h\" }\n\
        talk = { mean = \"3m\" }\ntransfer = { share = 1, to = \"second\" }\nhandling_limit = { dumped = \"30%\" }\n\
        [contacts.second]\narrivals = { volume = \"0/day\" }\ntalk = { mean = \"3m\" }\nhandling_limit = { dumped = \"30%\" }\n\
        [teams.desk]\ntakes = [\"first\", \"second\"]\nagents = 40\n[run]\nreplications = 10\n";
    let dumped = total(text, |it| &it.contacts["second"].total, Measure::DumpedFraction);
    // About 35,000 are passed on: four standard errors of a share of 30% are below 1%.
    assert!((dumped - 0.3).abs() < 0.01, "{dumped} of those passed on are got rid of");
}
