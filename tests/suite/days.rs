//! The distribution over open days: every day's sums, what belongs to none, and its quantiles against what is known.

use callfloor::experiment::{self, Partial};
use callfloor::metrics::{DayTally, Layout, ReplicationTally};
use callfloor::model::{Centre, Study};
use callfloor::results::{Measure, Results, Scope};
use callfloor::scenario::{self, Override};

/// Messages that are answered days later, calls that nobody answers, and retrials overnight.
const LATE: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 9
    interval = "30m"
    at_close = "serve_out"
    [calendar.hours]
    mon-fri = "09:00-13:00"
    [contacts.letters]
    channel = "message"
    arrivals = { rate = "30/h" }
    talk = { mean = "9m", cv = 1.0 }
    due = "2 working days"
    [contacts.calls]
    arrivals = { rate = "40/h" }
    talk = { mean = "3m", cv = 1.0 }
    patience = { mean = "4m", shape = "exponential" }
    lines = 5
    retrial = { share = "60%", after = { mean = "14h", cv = 1.0 } }
    service_level = { within = "20s", target = "80%" }
    [teams.all]
    takes = [{ contact = "calls", priority = 1 }, { contact = "letters", priority = 2 }]
    agents = [4, 5, 6, 6, 5, 5, 4, 4]
"#;

/// Never closed: whoever comes with the stroke of midnight is answered on another day.
const ALWAYS_OPEN: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 4
    hours = "00:00-24:00"
    interval = "30m"
    [contacts.calls]
    arrivals = { rate = "60/h" }
    talk = { mean = "5m", cv = 1.0 }
    patience = { mean = "10m", shape = "exponential" }
    service_level = { within = "1m", target = "70%" }
    [teams.all]
    takes = ["calls"]
    agents = 5
"#;

fn study(text: &str, set: &[(&str, &str)]) -> Study {
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    scenario::read_text("days.toml", text, ".".as_ref(), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn tallies(study: &Study, replications: u32) -> Vec<ReplicationTally> {
    let partial: Partial = experiment::run_range(study, 0..replications, Some(1), &());
    partial.variants[0].tallies.values().cloned().collect()
}

/// What the intervals of each day say, added up by day.
fn from_intervals(centre: &Centre, layout: &Layout, tally: &ReplicationTally) -> Vec<Vec<DayTally>> {
    let bucket_of = layout.bucket_of_interval();
    let mut first = 0;
    let mut days = vec![Vec::new(); centre.contact_types().len()];
    for intervals in centre.calendar().intervals.chunk_by(|a, b| a.day == b.day) {
        let buckets = &bucket_of[first..first + intervals.len()];
        first += intervals.len();
        if buckets.iter().any(|&bucket| layout.counted() <= bucket as usize) {
            continue;
        }
        for (of_type, days) in days.iter_mut().enumerate() {
            let mut day = DayTally::default();
            for &bucket in buckets {
                let contacts = &tally.contacts[of_type][bucket as usize];
                day.offered += contacts.offered() as u32;
                day.answered_within += contacts.answered_within() as u32;
                day.abandoned += contacts.abandoned as u32;
                day.without_wait += (contacts.blocked + contacts.unfinished) as u32;
                day.longest_wait = day.longest_wait.max(tally.queues[of_type][bucket as usize].longest_wait);
            }
            days.push(day);
        }
    }
    days
}

#[test]
fn each_day_is_what_its_intervals_add_up_to() {
    for text in [LATE, ALWAYS_OPEN] {
        for warm_up in ["0s", "1d", "30h"] {
            let read = |each_day| study(text, &[("run.warm_up", warm_up), ("run.each_day", each_day)]);
            let (average, each) = (read("false"), read("true"));
            let centre = &each.variants[0].centre;
            let layout = Layout::new(centre.calendar(), true);
            for (average, each) in tallies(&average, 3).iter().zip(&tallies(&each, 3)) {
                let expected = from_intervals(centre, &layout, each);
                assert!(expected.iter().all(|days| !days.is_empty()), "{warm_up}");
                assert_eq!(each.days, expected, "{warm_up}");
                assert_eq!(average.days, expected, "{warm_up}");
            }
        }
    }
}

#[test]
fn letters_answered_days_later_belong_to_the_day_they_came() {
    let study = study(LATE, &[]);
    let late = tallies(&study, 1).remove(0).days.swap_remove(0);
    assert!(late.iter().any(|day| day.longest_wait.seconds() > 86_400.0), "{late:?}");
    assert!(late.iter().any(|day| 0 < day.without_wait), "some still wait at the end");
    assert!(late.iter().all(|day| day.answered_within + day.without_wait <= day.offered));
}

#[test]
fn a_day_cut_by_the_warm_up_counts_only_where_there_is_no_other() {
    let days = |warm_up, days| {
        let study = study(ALWAYS_OPEN, &[("run.warm_up", warm_up), ("calendar.days", days)]);
        tallies(&study, 1).remove(0).days.remove(0)
    };
    assert_eq!(days("30h", "4").len(), 2);
    assert_eq!(days("24h", "4").len(), 3);
    let rest = days("6h", "1");
    assert_eq!(rest.len(), 1);
    // Of 60 an hour over 18 hours: 1,080 ± 5 standard deviations.
    assert!((f64::from(rest[0].offered) - 1080.0).abs() < 5.0 * 1080.0_f64.sqrt(), "{rest:?}");
}

fn run(study: &Study) -> Results {
    experiment::run(study, Some(2), &()).unwrap()
}

#[test]
fn the_figures_of_days_are_those_of_the_days_in_order() {
    let mut study = study(LATE, &[("run.replications", "12")]);
    study.variants.truncate(1);
    let results = run(&study);
    let tallies = tallies(&study, 12);
    let mut levels: Vec<f64> = Vec::new();
    for day in tallies.iter().flat_map(|tally| &tally.days[1]).filter(|day| 0 < day.offered) {
        levels.push(f64::from(day.answered_within) / f64::from(day.offered));
    }
    levels.sort_by(f64::total_cmp);
    // Seven open days in nine, of twelve replications.
    assert_eq!(levels.len(), 84);
    let calls = &results.variants[0].contacts["calls"];
    let near = |figure: f64, expected: f64| (figure - expected).abs() < 1e-9;
    let total = |measure| calls.total[&measure].unwrap();
    // A share of 5% of 84 days is 4.2: the fifth lowest is the first that so many do not exceed.
    assert!(near(total(Measure::ServiceLevelDayP05).mean, levels[4]));
    assert!(near(total(Measure::ServiceLevelDayP50).mean, levels[41]));
    let missed = levels.iter().filter(|level| **level < 0.8).count() as f64 / 84.0;
    assert!(0.0 < missed && near(total(Measure::DaysMissedFraction).mean, missed));
    let days = calls.days.as_ref().unwrap();
    assert_eq!((days.days, days.quantiles.len()), (84, 9));
    let (worst, best) = (days.quantiles[0].service_level.unwrap(), days.quantiles[8].service_level.unwrap());
    assert!(near(worst.mean, levels[0]) && near(best.mean, levels[83]));
    assert_eq!((worst.half_width, best.half_width), (None, None));
    assert_eq!(days.quantiles[1].service_level, Some(total(Measure::ServiceLevelDayP05)));
    // No share of letters is promised, so no day falls short of it; and the two types promise different things.
    assert_eq!(results.variants[0].contacts["letters"].total[&Measure::DaysMissedFraction], None);
    assert_eq!(results.variants[0].all_contacts.total[&Measure::DaysMissedFraction], None);
}

#[test]
fn one_day_in_twenty_is_not_said_of_fewer_than_twenty_days() {
    let p05 = |replications| {
        let results = run(&study(ALWAYS_OPEN, &[("run.replications", replications)]));
        results.variants[0].contacts["calls"].total[&Measure::ServiceLevelDayP05]
    };
    assert_eq!(p05("4"), None);
    assert!(p05("5").is_some());
}

#[test]
fn intervals_of_days_hold_as_often_as_they_say() {
    // One agent, an hour a day, and a contact takes longer than patience lasts: whoever comes first is answered, all
    // others give up. So a day of n contacts has a service level of 1/n, and n is Poisson of 2, given one at least.
    let text = r#"
        [calendar]
        start = 2026-03-02
        days = 5
        interval = "1h"
        hours = "09:00-10:00"
        at_close = "turn_away"
        [contacts.calls]
        arrivals = { rate = "2/h" }
        talk = { mean = "3h", shape = "constant" }
        patience = { mean = "1s", shape = "constant" }
        service_level = { within = "20s", target = "40%" }
        [teams.all]
        takes = ["calls"]
        agents = 1
        [run]
        replications = 40
    "#;
    // P(n ≥ 3 | n ≥ 1): a third or less is below 40%.
    let p = |n: i32| (-2.0_f64).exp() * 2.0_f64.powi(n) / (1..=n).map(f64::from).product::<f64>();
    let missed = 1.0 - (p(1) + p(2)) / (1.0 - (-2.0_f64).exp());
    let mut held = 0;
    for seed in 1..=100 {
        let results = run(&study(text, &[("run.seed", &seed.to_string())]));
        let estimate = results.variants[0].contacts["calls"].total[&Measure::DaysMissedFraction].unwrap();
        held += u32::from((estimate.mean - missed).abs() <= estimate.half_width.unwrap());
    }
    // 95 of 100, give or take three standard errors of 2.2.
    assert!((88..=100).contains(&held), "{held}");
}

#[test]
fn variants_are_compared_day_by_day_too() {
    let text = format!(
        "{ALWAYS_OPEN}\n[[variants]]\nname = \"More\"\nset = {{ \"teams.all.agents\" = 7 }}\n[run]\nreplications = 20\n"
    );
    let results = run(&study(&text, &[]));
    let scope = Scope::Contacts("calls".into());
    for measure in [Measure::ServiceLevelDayP05, Measure::WaitSecondsMaxDayP95, Measure::DaysMissedFraction] {
        let found = results.comparisons.iter().find(|it| it.scope == scope && it.measure == measure);
        let comparison = found.unwrap_or_else(|| panic!("no difference in {measure}"));
        let of = |variant: usize| results.variants[variant].contacts["calls"].total[&measure].unwrap().mean;
        assert!((comparison.difference.mean - (of(1) - of(0))).abs() < 1e-8, "{comparison:?}");
        assert_eq!(comparison.verdict.word(), "better", "{comparison:?}");
    }
}
