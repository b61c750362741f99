//! What a handling limit does to contacts, needs and work, against worked values and against itself switched off.

use callfloor::experiment;
use callfloor::results::{Estimate, Measure, Measures, Results};
use callfloor::scenario;
use statrs::function::erf::erfc;

/// Needs of six minutes, answered at once by as many agents as it takes: nothing but the limit acts.
fn ample(replications: u32, returns_share: &str, set_up_and_carried: &str, limit: &str) -> Results {
    let text = format!(
        r#"
        [calendar]
        start = 2026-03-02
        days = 2
        hours = "00:00-24:00"

        [contacts.enquiries]
        arrivals = {{ rate = "6000/h" }}
        talk = {{ mean = "6m", cv = 1.0 }}
        outcome = {{ resolved = "80%", returns = {{ share = "{returns_share}", after = {{ mean = "10m", cv = 0.5 }}, {set_up_and_carried} }} }}

        [teams.all]
        takes = ["enquiries"]
        agents = 1300

        [[variants]]
        name = "limit"
        set = {{ "contacts.enquiries.handling_limit" = {limit} }}

        [run]
        replications = {replications}
        seed = 11
        warm_up = "6h"
        "#
    );
    run(&text)
}

fn run(text: &str) -> Results {
    let study = scenario::read_text("limits.toml", text, ".".as_ref(), &[]).unwrap_or_else(|faults| panic!("{faults}"));
    experiment::run(&study, Some(2), &()).expect("the run completes")
}

fn total(results: &Results, variant: usize) -> &Measures {
    &results.variants[variant].contacts["enquiries"].total
}

fn figure(results: &Results, variant: usize, measure: Measure) -> f64 {
    total(results, variant)[&measure].expect("the measure exists").mean
}

fn change(results: &Results, measure: Measure) -> f64 {
    100.0 * (figure(results, 1, measure) / figure(results, 0, measure) - 1.0)
}

/// The check values of the specification: γ, q and k, then the changes of first-contact AHT, reported AHT, contacts, true
/// work and unmet needs, in per cent, each right to ± 0.5 points, unmet to ± 2. Of the last row, whose unmet needs were
/// given as + 275%, they follow in closed form, needs of up to 4, 5 and more minutes apart: 0.090917 ÷ 0.024390.
const CHECK_VALUES: [(&str, &str, &str, [f64; 5]); 8] = [
    ("0", "65%", "50%", [-23.1, -21.2, 0.0, -21.2, 0.0]),
    ("1", "65%", "50%", [-23.1, -17.7, 6.8, -12.1, 52.0]),
    ("3", "65%", "50%", [-23.1, -16.5, 12.6, -6.0, 96.0]),
    ("\"all_or_nothing\"", "65%", "50%", [-23.1, -16.7, 18.8, -1.1, 144.0]),
    ("1", "90%", "50%", [-23.1, -15.1, 10.4, -6.2, 59.0]),
    ("3", "90%", "50%", [-23.1, -13.0, 20.5, 4.8, 114.0]),
    ("\"all_or_nothing\"", "90%", "50%", [-23.1, -13.9, 30.7, 12.5, 170.0]),
    ("\"all_or_nothing\"", "90%", "0%", [-23.1, -8.7, 49.0, 36.1, 272.8]),
];

#[test]
fn a_limit_saves_returns_and_loses_what_the_model_says() {
    for (gamma, share, carried, expected) in CHECK_VALUES {
        let limit = format!("{{ limit = \"5m\", enforced = \"60%\", gamma = {gamma} }}");
        let results = ample(7, share, &format!("set_up = \"1m\", carried_over = \"{carried}\""), &limit);
        let measures = [
            Measure::FirstContactAhtSeconds,
            Measure::AhtSeconds,
            Measure::ContactsPerNeed,
            Measure::HandlingSecondsPerNeed,
            Measure::UnmetFraction,
        ];
        for (measure, expected) in measures.into_iter().zip(expected) {
            let off = change(&results, measure) - expected;
            let within = if measure == Measure::UnmetFraction { 2.0 } else { 0.5 };
            assert!(
                off.abs() <= within,
                "γ {gamma}, q {share}, k {carried}: {measure} is {off:.2} points off {expected}"
            );
        }
        assert_eq!(figure(&results, 0, Measure::CutShortFraction), 0.0);
        assert!(figure(&results, 1, Measure::CutShortFraction) > 0.2);
    }
}

#[test]
fn without_a_limit_a_need_takes_what_the_model_says() {
    for (share, contacts, minutes, unmet) in [("65%", 1.149, 6.566, 0.0805), ("90%", 1.219, 6.813, 0.0244)] {
        let off = "{ enforced = \"0%\", limit = \"5m\" }";
        let results = ample(7, share, "set_up = \"1m\", carried_over = \"50%\"", off);
        let agrees = |measure: Measure, value: f64, printed: f64| {
            let Estimate { mean, half_width } = total(&results, 0)[&measure].expect("the measure exists");
            let within = 1.5 * half_width.expect("seven replications have an interval") + printed;
            assert!((mean - value).abs() <= within, "{measure} {mean} ± {within}, not {value}");
        };
        agrees(Measure::ContactsPerNeed, contacts, 0.0005);
        agrees(Measure::HandlingSecondsPerNeed, minutes * 60.0, 0.03);
        agrees(Measure::UnmetFraction, unmet, 0.00005);
    }
}

#[test]
fn a_limit_switched_off_leaves_every_digit() {
    for off in [
        "{ limit = \"5m\", enforced = \"0%\" }",
        "{ enforced = \"60%\", gamma = 1 }",
        "{ limit = \"40h\" }",
        "{ dumped = \"0%\" }",
    ] {
        let results = ample(1, "65%", "set_up = \"1m\", carried_over = \"50%\"", off);
        assert_eq!(total(&results, 0), total(&results, 1), "{off}");
    }
}

/// With unlimited patience all are answered, and each answered contact brings `q(1 − r̄)` more: a fluid limit that no
/// queue changes. Ding, Koole and van der Mei (2015) give it as fresh ÷ (1 − q(1 − r̄)) for redials and reconnects.
#[test]
fn the_effective_rate_is_that_of_the_fluid_limit() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        days = 40
        hours = "00:00-24:00"
        interval = "1h"

        [contacts.enquiries]
        arrivals = { rate = "300/h" }
        talk = { mean = "4m", cv = 1.0 }
        outcome = { resolved = "70%", returns = { share = "80%", after = { mean = "2h", cv = 1.0 } } }

        [teams.all]
        takes = ["enquiries"]
        agents = 29

        [[variants]]
        name = "limit"
        set = { "contacts.enquiries.handling_limit" = { limit = "3m", enforced = "100%", gamma = "all_or_nothing" } }

        [run]
        replications = 10
        seed = 3
        warm_up = "5d"
        "#;
    let results = run(text);
    // Lognormal with cv 1: P(talk ≤ 3 min) = Φ((ln 3 − μ) ÷ σ), σ² = ln 2, μ = ln 4 − σ² ÷ 2.
    let sigma = 2.0_f64.ln().sqrt();
    let z = (3.0_f64.ln() - 4.0_f64.ln() + sigma * sigma / 2.0) / sigma;
    let within_limit = 0.5 * erfc(-z / std::f64::consts::SQRT_2);
    for (variant, resolved) in [(0, 0.7), (1, 0.7 * within_limit)] {
        let expected = 1.0 / (1.0 - 0.8 * (1.0 - resolved));
        let Estimate { mean, half_width } = total(&results, variant)[&Measure::ContactsPerNeed].expect("it exists");
        let standard_error = half_width.expect("ten replications have an interval") / 2.262;
        assert!((mean - expected).abs() < 4.0 * standard_error, "{mean} is not {expected} (SE {standard_error})");
        assert!(standard_error < 0.01 * expected);
    }
}

#[test]
fn whoever_is_got_rid_of_comes_back_with_all_of_the_need() {
    let limit = r#"{ dumped = "6.4%", dumped_returns = { share = "62%", after = { uniform = ["0s", "1h"] } } }"#;
    let results = ample(3, "65%", "set_up = \"1m\", carried_over = \"50%\"", limit);
    let dumped = figure(&results, 1, Measure::DumpedFraction);
    assert!((dumped - 0.064).abs() < 0.001, "{dumped}");
    // Each answered contact is dumped with d; the rest settle with r. A need ends settled with s = (1 − d)r + dpS + (1 − d)(1 − r)qS.
    let (d, r, p, q) = (0.064, 0.8, 0.62, 0.65);
    let goes_on = d * p + (1.0 - d) * (1.0 - r) * q;
    let settled = (1.0 - d) * r / (1.0 - goes_on);
    // Needs still open at the end are in neither share.
    let ended = figure(&results, 1, Measure::SettledFraction) + figure(&results, 1, Measure::UnmetFraction);
    assert!((figure(&results, 1, Measure::SettledFraction) / ended - settled).abs() < 0.001);
    assert!((figure(&results, 1, Measure::ContactsPerNeed) - 1.0 / (1.0 - goes_on)).abs() < 0.003);
    // A dumped contact of mean 5 seconds brings the AHT down, while the work per need stays nearly what it was.
    assert!(change(&results, Measure::AhtSeconds) < -5.0);
}

#[test]
fn whatever_grows_without_end_is_said_with_the_results() {
    let text = |contact: &str| {
        format!(
            r#"
            [calendar]
            start = 2026-03-02
            days = 1
            hours = "09:00-10:00"
            [contacts.enquiries]
            arrivals = {{ rate = "10/h" }}
            talk = {{ mean = "5m" }}
            {contact}
            [teams.all]
            takes = ["enquiries"]
            agents = 5
            [run]
            replications = 2
            "#
        )
    };
    let warned =
        |contact: &str| run(&text(contact)).warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let returns = r#"returns = { share = "100%", after = { mean = "1d" }, carried_over = "0%" }"#;
    assert!(warned(&format!("outcome = {{ resolved = \"0%\", {returns} }}")).contains("brings 1 more"));
    let limit = r#"handling_limit = { limit = "4m", enforced = "100%", gamma = "all_or_nothing" }"#;
    let longer = warned(&format!("outcome = {{ resolved = \"80%\", {returns} }}\n{limit}"));
    assert!(longer.contains("longer than the limit never settle"), "{longer}");
    let patience = r#"patience = { mean = "2m" }"#;
    let retrial = format!("{patience}\nretrial = {{ share = \"100%\", after = {{ mean = \"20m\" }} }}");
    assert!(warned(&retrial).contains("tries again, without a last attempt"));
    let nine = retrial.replace("\"20m\" } }", "\"20m\" }, attempts = 9 }");
    assert_ne!(nine, retrial);
    assert_eq!(warned(&nine), "");
}
