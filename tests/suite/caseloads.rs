//! People who come and go, and the cases each of them owns, against what is known of them.
//!
//! Tolerances are computed from the standard error of the run; seeds are fixed.

use std::path::Path;

use callfloor::engine::{CaseloadWeek, HeadcountDay, Load, WeekObserver, Weeks};
use callfloor::experiment;
use callfloor::metrics::WeekListener;
use callfloor::model::{CaseloadIndex, Concerns, Study, TeamIndex};
use callfloor::random::Key;
use callfloor::results::{Estimate, Measure, Measures, Pile, Results, VariantResults, Verdict, Warning};
use callfloor::scenario::{self, Override};
use proptest::prelude::*;

/// A team of ten who stay, each with 37 hours, all of them for cases.
const STAYING: &str = r#"
    [calendar]
    start = 2026-01-05
    weeks = 52
    hours = { mon-fri = "09:00-17:00" }

    [caseloads.x]
    opened = { rate = "5/week" }
    open = { mean = "20w", cv = 0.6 }
    hours = { per_week = 1 }
    standard = 10
    carried_by = ["a"]

    [teams.a.people]
    posts = 10

    [run]
    replications = 100
"#;

fn study(text: &str, set: &[(&str, &str)]) -> Study {
    let set: Vec<_> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    scenario::read_text("weeks.toml", text, Path::new("."), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn run(text: &str, set: &[(&str, &str)]) -> Results {
    experiment::run(&study(text, set), None, &()).expect("a run that nobody stops has results")
}

fn caseload(variant: &VariantResults) -> &Measures {
    &variant.caseloads.first().expect("a caseload").1.total
}

fn workforce(variant: &VariantResults) -> &Measures {
    &variant.workforces.first().expect("a team with people").1.total
}

fn estimate(measures: &Measures, measure: Measure) -> Estimate {
    measures[&measure].unwrap_or_else(|| panic!("{measure} exists"))
}

/// Four standard errors of 100 replications: an interval at 95% is 1.98 of them either way.
#[track_caller]
fn assert_near(estimate: Estimate, expected: f64) {
    let error = estimate.half_width.unwrap() / 1.98;
    assert!((estimate.mean - expected).abs() <= 4.0 * error + 1e-9, "{estimate:?} instead of {expected}");
}

/// Little's law: the rate times the mean, whatever the spread, from the first week to the last. The number of an
/// infinite-server queue is Poisson, so its variance is its mean.
#[test]
fn open_cases_are_those_of_an_infinite_server_queue() {
    let laws = [
        r#"{ mean = "20w", shape = "exponential" }"#,
        r#"{ mean = "20w", cv = 0.6 }"#,
        r#"{ mean = "20w", shape = "constant" }"#,
        r#"{ uniform = ["4w", "36w"] }"#,
        r#"{ mean = "20w", cv = 2.0, shape = "hyperexponential" }"#,
    ];
    for law in laws {
        let results = run(STAYING, &[("caseloads.x.open", law), ("run.replications", "400")]);
        let of = &results.variants[0].caseloads["x"];
        assert_near(estimate(&of.total, Measure::OpenCases), 100.0);
        for week in [0, 10, 51] {
            let open = estimate(&of.weeks[week].measures, Measure::OpenCases);
            assert_near(open, 100.0);
            // The half-width is 1.966 × √(variance ÷ 400). A variance from 400 has a standard error of √(2 ÷ 399) of itself.
            let variance = (open.half_width.unwrap() / 1.966).powi(2) * 400.0;
            assert!((variance / 100.0 - 1.0).abs() < 4.0 * (2.0_f64 / 399.0).sqrt(), "{law}, week {week}: {variance}");
        }
        assert_near(estimate(&of.total, Measure::Opened), 5.0);
    }
}

/// The work of a week is that of the cases open in it, and nobody here is short of time: 100 cases at an hour each, and five a
/// week at three hours to open.
#[test]
fn the_work_is_that_of_the_cases() {
    let hours = [("caseloads.x.hours.to_open", "3"), ("caseloads.x.hours.per_week", "1.0")];
    let results = run(STAYING, &hours);
    assert_eq!(estimate(caseload(&results.variants[0]), Measure::UnmetHours).mean, 0.0);
    let needed = told(&study(STAYING, &hours), 60, |week, _| week.hours_needed);
    assert_near_mean(&needed, 100.0 + 15.0);
}

/// Ten workers of 37 hours for 100 cases of five hours: 370 of 500 hours are worked.
#[test]
fn what_workers_have_no_time_for_is_unmet() {
    let results = run(STAYING, &[("caseloads.x.hours.per_week", "5"), ("caseloads.x.at_start", "{ caseload = 10 }")]);
    let of = caseload(&results.variants[0]);
    // No worker is ever below 7.4 cases for long: less than one hour in a hundred goes unused.
    let unmet = estimate(of, Measure::UnmetHours);
    assert!((unmet.mean - 130.0).abs() < 0.04 * 500.0, "{unmet:?}");
    let fraction = estimate(of, Measure::UnmetHoursFraction);
    assert!((fraction.mean - 0.26).abs() < 0.03, "{fraction:?}");
}

/// Dealt out to whoever has fewest, caseloads of equal contracts differ by one at most while no case closes; closings spread
/// them, though far less than dealing them out blindly would: then each would be Poisson, with a deviation of √10.
#[test]
fn cases_are_shared_evenly() {
    let endless =
        [("caseloads.x.open", r#"{ mean = "5000w", shape = "constant" }"#), ("caseloads.x.at_start.caseload", "0")];
    told(&study(STAYING, &endless), 5, |_, loads| {
        let cases = || loads.iter().map(|load| load.cases);
        assert!(cases().max().unwrap() - cases().min().unwrap() <= 1, "{loads:?}");
        0.0
    });
    let spread = estimate(caseload(&run(STAYING, &[]).variants[0]), Measure::CaseloadSpread);
    assert!(0.2 < spread.mean && spread.mean < 0.5 * 10.0_f64.sqrt(), "{spread:?}");
}

/// Half a contract carries half as many cases.
#[test]
fn caseloads_follow_contracts() {
    let part_time = r#"{ people = { posts = 10, hours_per_week = 18.5 } }"#;
    let both =
        [("teams.b", part_time), ("caseloads.x.carried_by", r#"["a", "b"]"#), ("caseloads.x.opened.rate", "30/week")];
    let results = run(STAYING, &both);
    // 600 cases for 15 full-time contracts.
    assert_near(estimate(caseload(&results.variants[0]), Measure::CaseloadPerWorker), 40.0);
    let shares = told(&study(STAYING, &both), 30, |_, loads| {
        let of = |full_time: f64| {
            loads.iter().filter(|load| load.full_time == full_time).map(|load| f64::from(load.cases)).sum::<f64>()
        };
        of(0.5) / of(1.0)
    });
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    assert!((mean - 0.5).abs() < 0.02, "{mean}");
}

/// Nobody gets a case at the cap; what nobody holds is unallocated, and its hours are unmet.
#[test]
fn a_cap_keeps_cases_waiting() {
    let results = run(STAYING, &[("caseloads.x.standard", "8"), ("caseloads.x.cap", "8"), ("run.warm_up", "30w")]);
    let of = caseload(&results.variants[0]);
    assert_near(estimate(of, Measure::OpenCases), 100.0);
    let held = estimate(of, Measure::CaseloadPerWorker).mean * 10.0;
    assert!((70.0..=80.0).contains(&held), "{held}");
    let (unallocated, unmet) = (estimate(of, Measure::Unallocated), estimate(of, Measure::UnmetHours));
    assert!((unallocated.mean + held - estimate(of, Measure::OpenCases).mean).abs() < 1e-6);
    // An hour a week each; the number is taken at the week's end, the hours over the week.
    assert!((unmet.mean / unallocated.mean - 1.0).abs() < 0.15, "{unmet:?} for {unallocated:?}");
    let above = estimate(of, Measure::AboveStandardFraction).mean;
    assert!(above == 0.0, "{above}");
}

/// A vacancy lasts `delay ÷ filled` on average, a stay one over the daily chance of leaving, so in the long run
/// vacancies are to posts filled as the one is to the other.
#[test]
fn vacancies_balance_leavers_and_recruits() {
    let text = STAYING
        .replace("posts = 10", "posts = 100\nleavers = \"40%/year\"\nhiring = { delay = \"10w\", filled = \"50%\" }");
    let results = run(&text, &[("calendar.weeks", "208"), ("run.warm_up", "104w")]);
    let leaving = 1.0 - (-0.4_f64 / 365.25).exp();
    let ratio = leaving * 70.0 / 0.5;
    let of = workforce(&results.variants[0]);
    assert_near(estimate(of, Measure::VacancyFraction), ratio / (1.0 + ratio));
    let filled = 100.0 / (1.0 + ratio);
    assert_near(estimate(of, Measure::Leavers), filled * leaving * 365.25);
    let (leavers, recruits) = (estimate(of, Measure::Leavers), estimate(of, Measure::Recruits));
    assert!(
        (leavers.mean - recruits.mean).abs()
            < 4.0 * leavers.half_width.unwrap().hypot(recruits.half_width.unwrap()) / 1.98
    );
}

/// Each case of a worker who leaves goes to somebody else: with 12% leaving of ten with ten cases each, 12 cases a year.
#[test]
fn cases_of_those_who_leave_are_handed_over() {
    let text = STAYING.replace("posts = 10", "posts = 10\nleavers = \"200%/year\"\nhiring = { delay = \"1w\" }");
    let results = run(&text, &[("run.replications", "200"), ("caseloads.x.hours.handover", "2")]);
    let variant = &results.variants[0];
    let handovers = estimate(caseload(variant), Measure::Handovers);
    let carried = estimate(caseload(variant), Measure::CaseloadPerWorker).mean;
    let leavers = estimate(workforce(variant), Measure::Leavers).mean * 7.0 / 365.25;
    // Who has just come carries less than the mean for a while, and at this rate many have.
    let per_leaver = handovers.mean / leavers;
    assert!(0.7 * carried < per_leaver && per_leaver < 1.02 * carried, "{per_leaver} of {carried}");
}

/// England in 2023, by the Department for Education: of the posts 18.9% were vacant, of all workers 17.8% came from agencies, 15.9%
/// of permanent workers left in a year, and each carried 16.0 cases.
///
/// Is that near a steady state? With P posts, F filled and V vacant, each holder leaves in a week with probability
/// `p = 1 − exp(−0.159 × 7 ÷ 365.25)`, and each vacancy is filled after `delay ÷ h` weeks on average if a share h of advertisements
/// succeeds. Joiners equal leavers if `F·p = V·h ÷ delay`, so `h = p × delay × 0.811 ÷ 0.189`, 18.3% for 14 weeks. Agency workers
/// cover A of V at the start and go on doing so. Cases: `rate × mean open = 16 × (F + A)`.
fn england(hiring_success: f64) -> Results {
    let (posts, filled) = (500_u32, 406_u32); // 18.8% vacant
    let agency = (0.178 / 0.822 * f64::from(filled)).round();
    let rate = 16.0 * (f64::from(filled) + agency) / 26.0;
    let p = 1.0 - (-0.159_f64 * 7.0 / 365.25).exp();
    let success = hiring_success * p * 14.0 * 0.811 / 0.189;
    let text = format!(
        r#"
        [calendar]
        start = 2023-01-02
        weeks = 156
        hours = {{ mon-fri = "09:00-17:00" }}

        [caseloads.children]
        opened = {{ rate = "{rate}/week" }}
        open = {{ mean = "26w", cv = 0.6 }}
        hours = {{ per_week = 1.3, to_open = 6, handover = 3 }}
        standard = 16
        carried_by = ["workers"]
        at_start = {{ caseload = 16 }}

        [teams.workers.people]
        posts = {posts}
        filled = {filled}
        agency = "17.8%"
        shrinkage = "25%"
        leavers = "15.9%/year"
        hiring = {{ delay = "14w", filled = {success} }}
        agency_hiring = {{ delay = "3w", stays = "26w" }}
        newly_qualified = "30%"

        [run]
        replications = 30
        "#
    );
    run(&text, &[])
}

/// How far vacancy (points), agency share (points) and caseload (cases) of the last of three years lie from where they began, and
/// the half-width of each.
fn drift(results: &Results) -> [(f64, f64); 3] {
    let last_year = |weeks: &[callfloor::results::WeekResults], measure: Measure, began: f64, factor: f64| {
        let of = weeks[104..].iter().map(|week| estimate(&week.measures, measure));
        let (mean, half) =
            of.fold((0.0, 0.0), |(mean, half), it| (mean + it.mean / 52.0, half + it.half_width.unwrap() / 52.0));
        ((mean - began) * factor, half * factor)
    };
    let people = &results.variants[0].workforces["workers"].weeks;
    let cases = &results.variants[0].caseloads["children"].weeks;
    [
        last_year(people, Measure::VacancyFraction, 0.189, 100.0),
        last_year(people, Measure::AgencyFraction, 0.178, 100.0),
        last_year(cases, Measure::CaseloadPerWorker, 16.0, 1.0),
    ]
}

#[test]
fn england_in_2023_is_near_a_steady_state() {
    for ((off, half_width), tolerance) in drift(&england(1.0)).into_iter().zip([2.0, 2.0, 1.0]) {
        // The whole interval lies within the tolerance.
        assert!(off.abs() + half_width < tolerance, "{off} ± {half_width} is beyond {tolerance}");
    }
    // With half the hiring it is none: the whole interval of the vacancy rate lies beyond.
    let (off, half_width) = drift(&england(0.5))[0];
    assert!(off - half_width > 2.0, "{off} ± {half_width}");
}

/// On a quiet team of 40, a two-day strike of everybody takes 2 of 5 days from the week: 40 × 37 × 0.4 hours.
#[test]
fn a_strike_takes_its_share_of_the_week() {
    let text = STAYING.replace(
        "posts = 10",
        "posts = 40\nfilled = 30\nagency = \"25%\"\nagency_hiring = { delay = \"3w\", stays = \"26w\" }",
    );
    let strike = |kind: &str, share: &str| {
        format!(r#"[{{ kind = "{kind}", from = 2026-03-04T00:00:00, lasts = "48h", share = "{share}" }}]"#)
    };
    // 400 cases, ten for each of 40 workers, at five hours: all hours are worked, so what is taken goes unmet.
    let full = [("caseloads.x.opened.rate", "20/week"), ("caseloads.x.hours.per_week", "5")];
    let unmet = |disruptions: &str| {
        let set: Vec<_> = full.iter().copied().chain([("disruptions", disruptions)]).collect();
        let results = run(&text, &set);
        let weeks = &results.variants[0].caseloads["x"].weeks;
        let of = |week: usize| estimate(&weeks[week].measures, Measure::UnmetHours).mean;
        // The week of the strike is the ninth; the mean of its neighbours stands for what it would have been.
        assert_eq!(weeks[8].start, "2026-03-02");
        of(8) - (of(7) + of(9)) / 2.0
    };
    let hours = |workers: f64| workers * 37.0 * 0.4;
    // Agency workers do not strike, but are absent like anybody else. A third of 30 are ten.
    for (kind, share, workers) in [("strike", "100%", 30.0), ("walkout", "33%", 10.0), ("absence", "100%", 40.0)] {
        let taken = unmet(&strike(kind, share));
        // Slack of a few workers with few cases takes up a little.
        assert!(
            (0.9 * hours(workers)..=1.02 * hours(workers)).contains(&taken),
            "{kind}: {taken} of {}",
            hours(workers)
        );
    }
    let concerns = |kind: &str| {
        study(&text, &[("disruptions", &strike(kind, "50%"))]).variants[0].centre.teams()[0]
            .people
            .clone()
            .unwrap()
            .stoppages
            .remove(0)
    };
    assert_eq!(concerns("strike").concerns, Concerns::Permanent);
    assert_eq!(concerns("closure").concerns, Concerns::Everybody);
    assert_eq!(concerns("strike").weeks, [(8, callfloor::units::Fraction::new(0.4).unwrap())]);
}

/// A worker twice five cases above the standard is 1 + 2λ times as likely to leave.
#[test]
fn load_drives_people_out() {
    let text = STAYING.replace("posts = 10", "posts = 50\nleavers = \"30%/year\"\nhiring = { delay = \"1w\" }");
    let loaded = [
        ("caseloads.x.opened.rate", "50/week"),
        ("caseloads.x.standard", "10"),
        ("caseloads.x.at_start.caseload", "20"),
    ];
    let leavers = |load: &str| {
        let set: Vec<_> = loaded.iter().copied().chain([("caseloads.x.leaving_load", load)]).collect();
        estimate(workforce(&run(&text, &set).variants[0]), Measure::Leavers)
    };
    let (without, with) = (leavers("0"), leavers("0.5"));
    let ratio = with.mean / without.mean;
    // Those who have just come carry less than 20, so the mean factor lies a little below two.
    assert!((1.7..=2.05).contains(&ratio), "{ratio}");
}

/// The same people leave and the same cases come where a change does not touch them.
#[test]
fn variants_meet_the_same_cases_and_the_same_leavers() {
    let text = format!(
        "{}\n{}",
        STAYING.replace(
            "posts = 10",
            "posts = 20\nfilled = 16\nleavers = \"20%/year\"\nhiring = { delay = \"8w\", filled = \"50%\" }"
        ),
        r#"
        [[variants]]
        name = "Cap"
        set = { "caseloads.x.cap" = 12 }
        [[variants]]
        name = "More cases"
        set = { "caseloads.x.opened.rate" = "6/week" }
        [[variants]]
        name = "Agency"
        set = { "teams.b" = { people = { posts = 5 } } }
        "#
    );
    let results = run(&text, &[]);
    let of = |scope: &str, measure: Measure, variant: &str| {
        let wanted = |it: &&callfloor::results::Comparison| {
            it.scope.to_string() == scope && it.measure == measure && it.variant == variant
        };
        results.comparisons.iter().find(wanted).unwrap_or_else(|| panic!("{variant}: {scope} {measure}"))
    };
    let nothing = Estimate { mean: 0.0, half_width: Some(0.0) };
    for variant in ["Cap", "More cases", "Agency"] {
        assert_eq!(of("workforces.a", Measure::Leavers, variant).difference, nothing, "{variant}");
        assert_eq!(of("workforces.a", Measure::VacancyFraction, variant).difference, nothing, "{variant}");
    }
    for variant in ["Cap", "Agency"] {
        assert_eq!(of("caseloads.x", Measure::OpenCases, variant).difference, nothing, "{variant}");
    }
    let more = of("caseloads.x", Measure::OpenCases, "More cases");
    assert!(more.difference.mean > 0.0 && more.verdict == Verdict::Higher, "{more:?}");
    // Twenty more by Little's law.
    assert_near(more.difference, 20.0);
}

#[test]
fn contacts_do_not_feel_caseloads() {
    let contacts = "
        [contacts.calls]
        arrivals = { rate = \"30/h\" }
        talk = { mean = \"5m\", cv = 1.0 }
        patience = { mean = \"5m\", shape = \"exponential\" }
        [teams.desk]
        takes = [\"calls\"]
        agents = 3
        absence = \"10%\"
    ";
    let calendar = "
        [calendar]
        start = 2026-01-05
        weeks = 2
        hours = { mon-fri = \"09:00-17:00\" }
    ";
    let beside = STAYING.replace("weeks = 52", "weeks = 2");
    let alone = run(&format!("{calendar}{contacts}\n[run]\nreplications = 10"), &[]);
    let together = run(&format!("{beside}{contacts}"), &[("run.replications", "10")]);
    let text = |results: &Results| {
        let variant = &results.variants[0];
        serde_json::to_string(&(&variant.contacts, &variant.teams, &variant.all_contacts)).unwrap()
    };
    assert_eq!(text(&alone), text(&together));
    assert!(!serde_json::to_string(&alone).unwrap().contains("caseloads"));
    assert!(together.variants[0].teams.get("a").is_none(), "people who carry cases are no agents");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let text = STAYING.replace("posts = 10", "posts = 10\nleavers = \"30%/year\"\nhiring = { delay = \"8w\" }");
    let study = study(&text, &[("run.replications", "23")]);
    let bytes = |threads| serde_json::to_string(&experiment::run(&study, Some(threads), &()).unwrap()).unwrap();
    let one = bytes(1);
    assert_eq!(one, bytes(2));
    assert_eq!(one, bytes(5));
    let read: Results = serde_json::from_str(&one).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), one);
}

/// Weeks in the warm-up are lived through and not reported.
#[test]
fn the_warm_up_is_left_out() {
    let weeks = |warm_up: &str| {
        run(STAYING, &[("run.warm_up", warm_up), ("run.replications", "3")]).variants[0].caseloads["x"].weeks.clone()
    };
    let (all, later) = (weeks("0s"), weeks("9d"));
    assert_eq!((all.len(), later.len()), (52, 50));
    assert_eq!(later[0].start, "2026-01-19");
    assert_eq!(serde_json::to_string(&all[2..]).unwrap(), serde_json::to_string(&later).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Nobody and no case is lost or doubled, whatever the numbers: the listener asserts it at the end of every week.
    #[test]
    fn people_and_cases_add_up(
        posts in 1_u32..40,
        filled in 0.0..=1.0_f64,
        agency in 0.0..=1.0_f64,
        (rate, weeks_open, cv) in (0.0..30.0_f64, 0.1..60.0_f64, 0.1..3.0_f64),
        (per_week, to_open, handover) in (0.0..30.0_f64, 0.0..30.0_f64, 0.0..30.0_f64),
        cap in prop::option::of(0.0..30.0_f64),
        leavers in 0_u32..900,
        (delay, success, stays) in (1_u32..20, 1_u32..100, 1_u32..40),
        seed in any::<u32>(),
    ) {
        let filled = (f64::from(posts) * filled) as u32;
        let workers = f64::from(filled) + (agency * f64::from(posts - filled)).floor();
        let share = if workers > 0.0 { (workers - f64::from(filled)) / workers } else { 0.0 };
        let share = if filled == 0 { 0.0 } else { share };
        let cap = cap.map_or(String::new(), |cap| format!("cap = {cap}"));
        let text = format!(
            r#"
            [calendar]
            start = 2026-01-05
            weeks = 40
            hours = {{ mon-fri = "09:00-17:00" }}
            [caseloads.x]
            opened = {{ rate = "{rate}/week" }}
            open = {{ mean = "{}s", cv = {cv} }}
            hours = {{ per_week = {per_week}, to_open = {to_open}, handover = {handover} }}
            standard = 0
            {cap}
            leaving_load = 0.3
            carried_by = ["a"]
            [teams.a.people]
            posts = {posts}
            filled = {filled}
            agency = {share}
            leavers = "{leavers}%/year"
            hiring = {{ delay = "{delay}w", filled = "{success}%" }}
            agency_hiring = {{ delay = "{delay}w", stays = "{stays}w" }}
            newly_qualified = "50%"
            [[disruptions]]
            kind = "absence"
            from = 2026-02-04T00:00:00
            lasts = "3w"
            share = "60%"
            "#,
            weeks_open * 604_800.0
        );
        let study = study(&text, &[]);
        let centre = &study.variants[0].centre;
        let (mut weeks, mut listener) = (Weeks::new(centre), WeekListener::new(centre));
        weeks.run(Key::new(seed.into(), 0), &mut listener);
        let tallies = listener.finish();
        prop_assert_eq!(tallies.caseloads[0].len(), 40);
        prop_assert!(tallies.workforces[0].weeks.iter().all(|week| week.filled <= week.posts && week.agency <= week.posts));
    }
}

/// Once as many cases have been open as will be, the weeks allocate nothing.
#[test]
fn weeks_run_without_allocating() {
    let text = STAYING.replace(
        "posts = 10",
        "posts = 60\nfilled = 50\nagency = \"15%\"\nagency_hiring = { delay = \"3w\", stays = \"26w\" }\nleavers = \"30%/year\"\nhiring = { delay = \"8w\" }",
    );
    let strike = r#"[{ kind = "strike", from = 2026-03-04T00:00:00, lasts = "48h", share = "50%" }]"#;
    let study = study(&text, &[("caseloads.x.opened.rate", "40/week"), ("disruptions", strike)]);
    let mut weeks = Weeks::new(&study.variants[0].centre);
    let mut ear = Ear { hear: |_: &CaseloadWeek, _: &[Load]| 0.0, heard: Vec::with_capacity(10_000) };
    (0..20).for_each(|replication| weeks.run(Key::new(1, replication), &mut ear));
    let allocated = allocation_counter::measure(|| weeks.run(Key::new(1, 0), &mut ear));
    assert_eq!(allocated.count_total, 0, "{allocated:?}");
}

/// What the weeks of some replications say of the first caseload.
struct Ear<F> {
    hear: F,
    heard: Vec<f64>,
}

impl<F: FnMut(&CaseloadWeek, &[Load]) -> f64> WeekObserver for Ear<F> {
    fn headcount(&mut self, _: TeamIndex, _: u32, _: &HeadcountDay) {}

    fn caseload(&mut self, _: CaseloadIndex, _: u32, told: &CaseloadWeek, loads: &[Load]) {
        self.heard.push((self.hear)(told, loads));
    }
}

/// The mean over the weeks of each replication.
fn told(study: &Study, replications: u32, hear: impl FnMut(&CaseloadWeek, &[Load]) -> f64) -> Vec<f64> {
    let mut weeks = Weeks::new(&study.variants[0].centre);
    let mut ear = Ear { hear, heard: Vec::new() };
    let mut mean = |ear: &mut Ear<_>, replication| {
        ear.heard.clear();
        weeks.run(Key::new(study.settings.seed, replication), ear);
        ear.heard.iter().sum::<f64>() / ear.heard.len() as f64
    };
    (0..replications).map(|replication| mean(&mut ear, replication)).collect()
}

#[track_caller]
fn assert_near_mean(values: &[f64], expected: f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    assert!((mean - expected).abs() < 4.0 * (variance / n).sqrt(), "{mean} instead of {expected}");
}

/// Opening takes the ten workers 5 × 200 hours a week, of which they have 370: some 630 more are behind every week, as no case
/// of the horizon closes within it.
#[test]
fn work_behind_that_grows_is_said_to_grow_and_by_how_much() {
    let open = ("caseloads.x.open", r#"{ mean = "200w", shape = "constant" }"#);
    let hours = |to_open| [open, ("caseloads.x.hours.per_week", "0"), ("caseloads.x.hours.to_open", to_open)];
    let warnings = run(STAYING, &hours("200")).warnings;
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    let Warning::Growth { variant, pile, pace } = warning else { panic!("{warning}") };
    assert_eq!((variant.as_str(), pile), ("baseline", &Pile::WorkBehind("x".into())));
    let half_width = pace.half_width.unwrap();
    assert!((pace.mean - 630.0).abs() < 4.0 / 1.98 * half_width && half_width < 30.0, "{warning}");
    let sentence = warning.to_string();
    let begins = format!("In baseline, the work behind on x grows by {:.0} ± ", pace.mean);
    assert!(sentence.starts_with(&begins) || half_width < 10.0, "{sentence}");
    assert!(sentence.contains(" hours a week to the end"), "{sentence}");
    assert_eq!(run(STAYING, &hours("40")).warnings, [], "200 hours of opening a week are within 370");
}

/// Ten workers of 37 hours for five times as much work: with two of five days closed they have three fifths of the hours, as with one of
/// them sick or on leave, and with all of them closed none.
#[test]
fn a_closed_day_takes_its_part_of_the_week() {
    let text = STAYING.replace("weeks = 52", "weeks = 2\nclosed = CLOSED");
    let worked = |closed: &str| {
        let study = study(&text.replace("CLOSED", closed), &[("caseloads.x.hours.per_week", "20")]);
        told(&study, 1, |week, _| week.hours_worked)[0] * 2.0
    };
    assert!((worked("[]") - 740.0).abs() < 1e-6, "{}", worked("[]"));
    assert!((worked("[2026-01-06, 2026-01-09]") - 370.0 * 1.6).abs() < 1e-6);
    let week = "[2026-01-12, 2026-01-13, 2026-01-14, 2026-01-15, 2026-01-16]";
    assert!((worked(week) - 370.0).abs() < 1e-6);
}

/// What people who carry cases cost is not counted, and a `pay` of theirs is not passed over in silence.
#[test]
fn pay_that_is_not_counted_is_said_not_to_be() {
    let said = |pay: &str| study(&STAYING.replace("posts = 10", &format!("posts = 10\n{pay}")), &[]).warnings;
    assert_eq!(said(""), [""; 0]);
    let [warning] = &said("pay = { permanent = 20 }")[..] else { panic!("one warning") };
    assert!(warning.contains("people of a cost is not shown"), "{warning}");
    let [warning] = &said("filled = 9\nagency = \"1%\"\nagency_hiring = { delay = \"3w\", stays = \"26w\" }")[..]
    else {
        panic!("one warning")
    };
    assert!(warning.contains("teams.a.people.agency, is no whole agency worker beside 9"), "{warning}");
}
