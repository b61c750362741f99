//! Contacts that arrive in bursts, and lines that are busy on the same days, against the exact moments of both.

use std::path::Path;

use callfloor::engine::{Customers, SampledCustomers};
use callfloor::experiment;
use callfloor::model::{Centre, ContactTypeIndex, Study};
use callfloor::random::{Key, Spread};
use callfloor::results::{Measure, Results};
use callfloor::scenario::{self, Override};
use callfloor::stats::student_t;
use callfloor::units::Instant;

/// Standard errors that a test allows for.
const FAR: f64 = 4.0;
const REPLICATIONS: u32 = 4_000;

#[test]
fn geometric_bursts_make_a_compound_poisson_count() {
    let centre = centre("burst = { mean = 3 }");
    let counts: Vec<f64> = (0..REPLICATIONS).map(|number| arrivals(&centre, 0, number).len() as f64).collect();
    // Bursts come at 200 ÷ 3; of a geometric B with mean 3, P(B = k) = (2/3)^(k−1) ÷ 3.
    let power =
        |power: i32| (1..400).map(|k| f64::from(k).powi(power) * (2.0_f64 / 3.0).powi(k - 1) / 3.0).sum::<f64>();
    assert!((power(2) - 15.0).abs() < 1e-9);
    compound_poisson(&counts, 200.0 / 3.0, power);
}

#[test]
fn equal_bursts_make_a_compound_poisson_count() {
    let centre = centre("burst = { size = 50 }");
    let counts: Vec<f64> = (0..REPLICATIONS).map(|number| arrivals(&centre, 0, number).len() as f64).collect();
    compound_poisson(&counts, 4.0, |power| 50.0_f64.powi(power));
}

/// Mean λE[B] and variance λE[B²]; the fourth cumulant λE[B⁴] says how well the variance is known.
#[track_caller]
fn compound_poisson(counts: &[f64], rate: f64, moment: impl Fn(i32) -> f64) {
    let number = counts.len() as f64;
    let mean = counts.iter().sum::<f64>() / number;
    let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / (number - 1.0);
    let (expected_mean, expected) = (rate * moment(1), rate * moment(2));
    let mean_error = (expected / number).sqrt();
    assert!((mean - expected_mean).abs() < FAR * mean_error, "{mean} against {expected_mean} ± {mean_error}");
    let error = ((rate * moment(4) + 2.0 * expected * expected) / number).sqrt();
    assert!((variance - expected).abs() < FAR * error, "{variance} against {expected} ± {error}");
}

/// A burst longer than what is drawn ahead at a time goes on at the same moment, within its interval.
#[test]
fn a_burst_is_whole_and_stays_in_its_interval() {
    for (written, size) in
        [("burst = { size = 2 }", 2), ("burst = { size = 50 }", 50), ("burst = { size = 1000 }", 1000)]
    {
        let centre = centre(written);
        let mut bursts = 0;
        for number in 0..200 {
            for burst in arrivals(&centre, 0, number).chunk_by(|one, other| one == other) {
                assert_eq!(burst.len(), size, "{written}");
                bursts += 1;
            }
        }
        // 200 replications of 200 contacts, give or take.
        let expected = 40_000.0 / size as f64;
        assert!((f64::from(bursts) - expected).abs() < FAR * expected.sqrt(), "{bursts} against {expected}");
    }
}

#[test]
fn the_share_of_bursts_of_each_size_is_geometric() {
    let centre = centre("burst = { mean = 1.6 }");
    let mut sizes = [0_u32; 6];
    for number in 0..1_000 {
        for burst in arrivals(&centre, 0, number).chunk_by(|one, other| one == other) {
            sizes[burst.len().min(6) - 1] += 1;
        }
    }
    let all: f64 = sizes.iter().copied().map(f64::from).sum();
    for (others, &seen) in sizes[..5].iter().enumerate() {
        let share = (1.0 / 1.6) * (0.6_f64 / 1.6).powi(others as i32);
        let error = (share * (1.0 - share) / all).sqrt();
        assert!((f64::from(seen) / all - share).abs() < FAR * error, "{seen} bursts of {}", others + 1);
    }
}

/// M^X/M/1 with geometric batches of mean m has ρm/(1 − ρ) present, of whom ρ are served.
///
/// Gross, Shortle, Thompson and Harris (2008), *Fundamentals of Queueing Theory*, 4th ed., §3.1.
#[test]
fn one_agent_and_bursts_are_the_batch_queue() {
    let study = study("arrivals = { rate = \"36/h\", burst = { mean = 3 } }", "agents = 1", &[]);
    near(&run(&study), Measure::QueueLength, 0.6 * 3.0 / 0.4 - 0.6);
}

/// With an agent for everybody nobody waits, and the mean number busy is the load, however contacts come.
#[test]
fn ample_agents_are_as_busy_as_the_load() {
    let study = study("arrivals = { rate = \"360/h\", burst = { size = 40 } }", "agents = 500", &[]);
    let results = run(&study);
    assert_eq!(estimate(&results, Measure::WaitedFraction), (0.0, 0.0));
    near(&results, Measure::Load, 6.0);
    let busy = results.variants[0].all_teams.total[&Measure::BusyAgents].unwrap();
    let error = busy.half_width.unwrap() / student_t(study.settings.confidence, 39);
    assert!((busy.mean - 6.0).abs() < FAR * error, "{busy:?}");
}

/// What is adjusted by the number of customers expected must expect the right number: the adjusted number is it.
#[test]
fn control_variates_expect_as_many_as_come() {
    let controlled = [("run.control_variates", "true")];
    for burst in ["", ", burst = { mean = 3 }", ", burst = { size = 40 }"] {
        let arrivals = format!("arrivals = {{ rate = \"3600/h\"{burst} }}");
        let (mean, half_width) = estimate(&run(&study(&arrivals, "agents = 200", &controlled)), Measure::Fresh);
        let expected = 3600.0 * 24.0 * 4.0;
        assert!((mean / expected - 1.0).abs() < 1e-5 && half_width < 1e-3 * expected, "{burst}: {mean} ± {half_width}");
    }
}

#[test]
fn bursts_of_one_change_no_digit() {
    let results = |burst: &str| {
        let arrivals = format!("arrivals = {{ rate = \"36/h\"{burst} }}");
        serde_json::to_string(&run(&study(&arrivals, "agents = 1", &[])).variants).unwrap()
    };
    let plain = results("");
    assert!(results(", burst = { mean = 1 }") == plain && results(", burst = { size = 1 }") == plain);
    assert!(results(", burst = { mean = 1.1 }") != plain);
}

/// Of Poisson numbers with rates a and b that share a factor of cv c, the covariance is abc² and the variances a + a²c².
#[test]
fn lines_busy_together_are_correlated_as_said() {
    let centre = three_lines("[demand.together.desk]\ncontacts = [\"a\", \"b\"]\ncv = 0.1");
    let counts = |contact_type| daily_counts(&centre, contact_type, |_| Spread::Independent);
    let [a, b, c] = [0, 1, 2].map(counts);
    let (of_a, of_b, square) = (400.0_f64, 900.0_f64, 0.01);
    let expected = of_a * of_b * square / ((of_a + of_a * of_a * square) * (of_b + of_b * of_b * square)).sqrt();
    assert!((expected - 0.848_528).abs() < 1e-6);
    correlated(&a, &b, expected);
    correlated(&a, &c, 0.0);
    correlated(&b, &c, 0.0);
}

/// Two groups and the factor of all multiply: (1 + c²)-wise for each that two types share.
#[test]
fn shared_factors_multiply() {
    let groups = "
        shared_busyness_cv = 0.05
        [demand.together.desk]
        contacts = [\"a\", \"b\"]
        cv = 0.1
        [demand.together.post]
        contacts = [\"c\", \"b\"]
        cv = 0.2
    ";
    let centre = three_lines(&format!("[demand]\n{groups}"));
    let [a, b, c] = [0, 1, 2].map(|contact_type| daily_counts(&centre, contact_type, |_| Spread::Independent));
    let square = |cvs: &[f64]| cvs.iter().map(|cv| 1.0 + cv * cv).product::<f64>() - 1.0;
    let spread = |rate: f64, cvs: &[f64]| (rate + rate * rate * square(cvs)).sqrt();
    let (of_a, of_b, of_c) =
        (spread(400.0, &[0.05, 0.1]), spread(900.0, &[0.05, 0.1, 0.2]), spread(600.0, &[0.05, 0.2]));
    correlated(&a, &b, 400.0 * 900.0 * square(&[0.05, 0.1]) / of_a / of_b);
    correlated(&b, &c, 900.0 * 600.0 * square(&[0.05, 0.2]) / of_b / of_c);
    correlated(&a, &c, 400.0 * 600.0 * square(&[0.05]) / of_a / of_c);
}

/// Drawn by name for a block, the group's factor is mirrored in the other replication of a pair.
#[test]
fn a_shared_factor_takes_part_in_antithetic_days() {
    let centre = three_lines("[demand.together.desk]\ncontacts = [\"a\", \"b\"]\ncv = 0.3");
    let antithetic =
        |number: u32| Spread::Antithetic { block: Key::new(9, number / 2).named("block"), mirrored: number % 2 == 1 };
    let counts = daily_counts(&centre, 1, antithetic);
    let (first, second): (Vec<f64>, Vec<f64>) = counts.chunks(2).map(|pair| (pair[0], pair[1])).unzip();
    assert!(correlation(&first, &second) < -0.9, "{}", correlation(&first, &second));
    let mean = counts.iter().sum::<f64>() / counts.len() as f64;
    assert!((mean / 900.0 - 1.0).abs() < FAR * 0.3 / f64::from(REPLICATIONS).sqrt(), "{mean}");
}

#[track_caller]
fn correlated(one: &[f64], other: &[f64], expected: f64) {
    // Of a correlation r of near-normal pairs, the standard error is (1 − r²)/√n; gamma factors widen it a little.
    let error = 1.2 * (1.0 - expected * expected) / f64::from(REPLICATIONS).sqrt();
    let seen = correlation(one, other);
    assert!((seen - expected).abs() < FAR * error, "{seen} against {expected} ± {error}");
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (of_one, of_other) = (mean(one), mean(other));
    let product = |a: &[f64], b: &[f64], of_a: f64, of_b: f64| -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - of_a) * (b - of_b)).sum()
    };
    product(one, other, of_one, of_other)
        / (product(one, one, of_one, of_one) * product(other, other, of_other, of_other)).sqrt()
}

fn daily_counts(centre: &Centre, contact_type: usize, spread: impl Fn(u32) -> Spread) -> Vec<f64> {
    let count = |number: u32| {
        let customers = SampledCustomers::with_spread(centre, Key::new(9, number), spread(number));
        drain(customers, contact_type).len() as f64
    };
    (0..REPLICATIONS).map(count).collect()
}

fn arrivals(centre: &Centre, contact_type: usize, number: u32) -> Vec<Instant> {
    drain(SampledCustomers::new(centre, Key::new(7, number)), contact_type)
}

fn drain(mut customers: SampledCustomers<'_>, contact_type: usize) -> Vec<Instant> {
    let contact_type = ContactTypeIndex(contact_type as u32);
    let mut arrivals = Vec::new();
    while let Some(at) = customers.next_contact(contact_type) {
        customers.need(contact_type);
        arrivals.push(at);
    }
    arrivals
}

/// Two hours in four intervals, 200 contacts.
fn centre(burst: &str) -> Centre {
    parsed(
        &format!(
            "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-10:00\"\n\
             [contacts.x]\narrivals = {{ rate = \"100/h\", {burst} }}\ntalk = {{ mean = \"4m\", cv = 1.0 }}\n\
             [teams.a]\ntakes = [\"x\"]\nagents = 10\n"
        ),
        &[],
    )
    .variants
    .remove(0)
    .centre
}

/// Ten hours, 400, 900 and 600 contacts.
fn three_lines(demand: &str) -> Centre {
    let contact = |(name, rate): (&str, u32)| {
        format!("[contacts.{name}]\narrivals = {{ rate = \"{rate}/h\" }}\ntalk = {{ mean = \"4m\", cv = 1.0 }}\n")
    };
    let contacts: String = [("a", 40), ("b", 90), ("c", 60)].into_iter().map(contact).collect();
    let calendar = "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-18:00\"\n";
    let team = "[teams.desk]\ntakes = [\"a\", \"b\", \"c\"]\nagents = 20\n";
    parsed(&format!("{calendar}{contacts}{team}{demand}\n"), &[]).variants.remove(0).centre
}

/// Five days round the clock, the first of them to warm up; a minute of exponential talk.
fn study(arrivals: &str, agents: &str, set: &[(&str, &str)]) -> Study {
    let text = format!(
        "[calendar]\nstart = 2026-03-02\ndays = 5\nhours = \"00:00-24:00\"\ninterval = \"1h\"\n\
         [contacts.x]\n{arrivals}\ntalk = {{ mean = \"1m\", shape = \"exponential\" }}\n\
         [teams.a]\ntakes = [\"x\"]\n{agents}\n\
         [run]\nreplications = 40\nseed = 5\nwarm_up = \"1d\"\n"
    );
    parsed(&text, set)
}

fn parsed(text: &str, set: &[(&str, &str)]) -> Study {
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    scenario::read_text("bursts.toml", text, Path::new("."), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn run(study: &Study) -> Results {
    experiment::run(study, None, &()).expect("a run that nobody stops has results")
}

fn estimate(results: &Results, measure: Measure) -> (f64, f64) {
    let estimate = results.variants[0].all_contacts.total[&measure].unwrap();
    (estimate.mean, estimate.half_width.expect("many replications have a half-width"))
}

#[track_caller]
fn near(results: &Results, measure: Measure, expected: f64) {
    let (mean, half_width) = estimate(results, measure);
    let error = half_width / student_t(callfloor::units::Fraction::new(0.95).unwrap(), 39);
    assert!((mean - expected).abs() < FAR * error, "{measure}: {mean} against {expected} ± {error}");
}
