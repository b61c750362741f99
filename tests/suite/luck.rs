//! How far identical agents' own AHT lies apart by chance, held against the standard error that theory gives.

use std::path::Path;

use callfloor::experiment::{self, LuckQuestion};
use callfloor::model::{ContactTypeIndex, Study, TeamIndex};
use callfloor::results::{Bounded, LuckResults, Made, PeriodLuck};
use callfloor::scenario::{self, Override};
use callfloor::units::Fraction;

/// 20 agents at four tenths of their time, whose handling time has a mean of 5 minutes and a cv of 0.5: 96 contacts each
/// a day, and hardly a queue.
const CENTRE: &str = r#"
    title = "Luck"
    [calendar]
    start = 2026-03-02
    days = 1
    hours = { mon-fri = "00:00-20:00" }
    interval = "1h"
    [contacts.calls]
    arrivals = { rate = "96/h" }
    talk = { mean = "5m", shape = "gamma", cv = 0.5 }
    [teams.desk]
    takes = ["calls"]
    agents = 20
    [run]
    replications = 400
    seed = 11
"#;

const MEAN: f64 = 300.0;
const SIGMA: f64 = 150.0;

/// Standard errors that a test allows for.
const FAR: f64 = 4.0;

#[test]
fn the_spread_of_a_day_is_the_standard_error() {
    let luck = luck(&study(CENTRE, &[]), question(None, None));
    let day = &luck.teams["desk"].periods[0];
    assert_eq!((day.made, day.open_days, day.agent_periods), (Made::Successive, 1, 8_000));
    // Var(own AHT) = σ²·E[1/n], and E[1/n] is about (1 + cv(n)²)/E[n]. Who takes long answers fewer: that moves the
    // variance by terms of σ²·0.4/n², below the error. A standard deviation of 8,000 near-normal values is known to 1/√16,000.
    let contacts = day.contacts.mean;
    let [few, many] = [0, 1].map(|which| day.contacts_quantiles[which].at.value);
    let cv = (many - few) / (2.0 * 1.645) / contacts;
    let expected = SIGMA * ((1.0 + cv * cv) / contacts).sqrt();
    let error = expected / (2.0 * 8_000.0_f64).sqrt();
    assert!((day.sd_seconds.mean - expected).abs() < FAR * error, "{:?} against {expected}", day.sd_seconds);
    // σ itself, from 768,000 contacts: √((kurtosis − 1)/4N), and a gamma of cv 0.5 has kurtosis 4.5.
    let sigma = luck.teams["desk"].handling_sd_seconds.mean;
    let error = SIGMA * (3.5_f64 / (4.0 * 8_000.0 * contacts)).sqrt();
    assert!((sigma - SIGMA).abs() < FAR * error, "{sigma}");
    assert!((day.standard_error_seconds.mean - sigma / contacts.sqrt()).abs() < 1e-6, "σ/√n");
}

#[test]
fn five_and_two_in_a_thousand_lie_outside_the_limits_of_a_quarter() {
    let luck = luck(&study(CENTRE, &[]), question(None, None));
    let quarter = &luck.teams["desk"].periods[2];
    assert_eq!((quarter.made, quarter.open_days, quarter.agent_periods), (Made::Drawn, 65, 20_000));
    let contacts = 65.0 * luck.teams["desk"].periods[0].contacts.mean;
    assert!((quarter.contacts.mean / contacts - 1.0).abs() < 2e-3, "{:?} against {contacts}", quarter.contacts);
    // The spread of days is known to 0.8%, and 1% more spread puts 0.23 points more outside the 95% limits.
    near(quarter.outside_95_fraction, 0.05, 0.0018);
    near(quarter.outside_99_8_fraction, 0.002, 0.0002);
}

#[test]
fn the_flagged_share_is_the_tail_of_the_normal_law() {
    // 2% above the mean of a quarter with σ/√n = 150/√6,240 = 1.90 s: 3.16 standard errors; 1%, 1.58.
    for flag_above in [0.005, 0.01] {
        let question = LuckQuestion { flag_above: Fraction::new(flag_above).unwrap(), ..question(None, None) };
        let luck = luck(&study(CENTRE, &[]), question);
        let quarter = &luck.teams["desk"].periods[2];
        let z = flag_above * MEAN / (SIGMA / quarter.contacts.mean.sqrt());
        let tail = 0.5 * libm::erfc(z / std::f64::consts::SQRT_2);
        // 0.8% more spread moves z by as much, and the share by z·φ(z)·0.8%.
        let slope = z * libm::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        near(quarter.flagged_fraction, tail, 0.008 * slope);
        let agents = quarter.flagged_agents.value;
        assert!((agents - 20.0 * quarter.flagged_fraction.value).abs() < 1e-6, "{agents} of 20");
    }
}

#[test]
fn successive_days_make_the_same_weeks_as_drawn_ones() {
    let three_weeks = [("calendar.days", "21"), ("run.replications", "60")];
    let cut = luck(&study(CENTRE, &three_weeks), question(None, None));
    let drawn = luck(&study(CENTRE, &[]), question(None, None));
    let (cut, drawn) = (&cut.teams["desk"].periods[1], &drawn.teams["desk"].periods[1]);
    assert_eq!((cut.made, cut.open_days, cut.agent_periods), (Made::Successive, 5, 60 * 20 * 3));
    assert_eq!((drawn.made, drawn.open_days), (Made::Drawn, 5));
    // 3,600 weeks, and days that would make 1,600.
    let error = cut.sd_seconds.mean * (0.5_f64 / 3_600.0 + 0.5 / 1_600.0).sqrt();
    assert!((cut.sd_seconds.mean - drawn.sd_seconds.mean).abs() < FAR * error, "{cut:?} {drawn:?}");
    assert!((cut.contacts.mean / drawn.contacts.mean - 1.0).abs() < 0.01);
}

#[test]
fn intervals_hold_what_more_replications_find() {
    let truth = luck(&study(CENTRE, &[]), question(None, None));
    let truth = &truth.teams["desk"].periods[0];
    let mut held = 0;
    let mut narrowest = f64::INFINITY;
    for seed in 100..160 {
        let seed = seed.to_string();
        let few = luck(&study(CENTRE, &[("run.seed", &seed), ("run.replications", "40")]), question(None, None));
        let day = &few.teams["desk"].periods[0];
        let (low, high) = ends(day.outside_95_fraction);
        held += u32::from((low..=high).contains(&truth.outside_95_fraction.value));
        narrowest = narrowest.min(high - low);
    }
    // 95% of 60 is 57, less four times √(60 × 0.95 × 0.05) and some for the truth's own error.
    assert!((49..=60).contains(&held), "{held} of 60");
    // Of 800 agent-days at 5%, an interval of 3 points; not a tenth of it, and not the whole axis.
    assert!((0.01..0.06).contains(&narrowest), "{narrowest}");
}

#[test]
fn contacts_of_one_length_leave_no_room_for_luck() {
    let constant =
        [("contacts.calls.talk", r#"{ mean = "5m", shape = "constant", cv = 0 }"#), ("run.replications", "3")];
    let luck = luck(&study(CENTRE, &constant), question(None, None));
    for period in &luck.teams["desk"].periods {
        assert_eq!((period.sd_seconds.mean, period.flagged_fraction.value), (0.0, 0.0));
        assert!(period.aht_quantiles.iter().all(|quantile| quantile.at.value == MEAN), "{:?}", period.aht_quantiles);
        assert_eq!(period.outside_95_fraction.value, 0.0);
    }
}

/// Two kinds of work of 5 and 20 minutes: their mix is the greater part of an agent's luck.
#[test]
fn a_mix_of_work_adds_to_luck_and_one_kind_is_free_of_it() {
    let second = "
        [contacts.claims]
        arrivals = { rate = \"20/h\" }
        talk = { mean = \"20m\", shape = \"gamma\", cv = 0.5 }
    ";
    let text =
        CENTRE.replace("takes = [\"calls\"]", "takes = [\"calls\", \"claims\"]").replace("agents = 20", "agents = 40");
    let study = study(&format!("{text}{second}"), &[("run.replications", "40")]);
    let mixed = luck(&study, question(None, None));
    let calls = luck(&study, question(None, Some(ContactTypeIndex(0))));
    assert_eq!(calls.contact.as_deref(), Some("calls"));
    let relative = |luck: &LuckResults| {
        let team = &luck.teams["desk"];
        (team.handling_sd_seconds.mean / team.aht_seconds.mean, team.periods[0].contacts.mean)
    };
    let ((all, all_contacts), (one, contacts)) = (relative(&mixed), relative(&calls));
    assert!((one - 0.5).abs() < 0.01 && all > 0.9, "{one} {all}");
    // 96 of 116 contacts an hour are calls.
    assert!((contacts / all_contacts - 96.0 / 116.0).abs() < 0.01, "{contacts} of {all_contacts}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let study = study(CENTRE, &[("run.replications", "30")]);
    let json = |threads| {
        let luck = experiment::luck(&study, &question(None, None), Some(threads), &());
        serde_json::to_string(&luck.unwrap()).unwrap()
    };
    assert_eq!(json(1), json(2));
}

#[test]
fn a_single_replication_has_no_interval_and_nobody_no_luck() {
    let one = luck(&study(CENTRE, &[("run.replications", "1")]), question(Some(TeamIndex(0)), None));
    let day: &PeriodLuck = &one.teams["desk"].periods[0];
    assert_eq!((one.groups, day.sd_seconds.half_width, day.flagged_fraction.low), (1, None, None));
    let silent = study(CENTRE, &[("contacts.calls.arrivals", r#"{ rate = "0/h" }"#), ("run.replications", "2")]);
    assert!(experiment::luck(&silent, &question(None, None), None, &()).is_err());
}

/// Within four of the standard errors made of the share's own and `known`, that of what it is compared with.
#[track_caller]
fn near(figure: Bounded, expected: f64, known: f64) {
    let error = (expected * (1.0 - expected) / 20_000.0).sqrt().hypot(known);
    assert!((figure.value - expected).abs() < FAR * error, "{figure:?} against {expected} ± {error}");
    let (low, high) = ends(figure);
    assert!(low <= figure.value && figure.value <= high, "{figure:?}");
}

fn ends(figure: Bounded) -> (f64, f64) {
    figure.low.zip(figure.high).expect("several groups of replications have an interval")
}

fn luck(study: &Study, question: LuckQuestion) -> LuckResults {
    experiment::luck(study, &question, None, &()).expect("somebody answers")
}

fn question(team: Option<TeamIndex>, contact_type: Option<ContactTypeIndex>) -> LuckQuestion {
    LuckQuestion { variant: 0, team, contact_type, flag_above: Fraction::new(0.1).unwrap() }
}

fn study(text: &str, set: &[(&str, &str)]) -> Study {
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    scenario::read_text("luck.toml", text, Path::new("."), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

#[test]
fn being_slower_for_want_of_practice_is_no_luck() {
    let people = "[teams.desk.people]\nposts = 40\nfilled = 20\nagency = \"20%\"\nshifts = [\"day\"]\n\
        agency_hiring = { delay = \"3w\", stays = \"26w\" }\nintakes = [{ date = 2026-03-02, people = 10 }]\nLEARNING\n\
        [shifts.day]\nhours = \"00:00-20:00\"\ndays = \"mon-fri\"\n[run]";
    let of = |learning: &str| {
        let text = CENTRE.replace("agents = 20", "").replace("[run]", &people.replace("LEARNING", learning));
        let luck = luck(&study(&text, &[("run.replications", "40")]), question(None, None));
        let summary = callfloor::documents::summary_of_luck(&luck);
        (luck.teams["desk"].clone(), summary)
    };
    let (alike, summary) = of("");
    let (learnt, said) = of("learning = { handling_excess = 2 }");
    assert_eq!((learnt.aht_seconds, learnt.handling_sd_seconds), (alike.aht_seconds, alike.handling_sd_seconds));
    assert_eq!((alike.learning_left_out, learnt.learning_left_out), (false, true));
    assert!(said.contains("Recruits are as quick here") && !summary.contains("Recruits are as quick here"), "{said}");
    assert_eq!((learnt.agency_seats, learnt.agents), (40, 90));
    assert!(summary.contains("40 of the 90 agents are places for agency workers"), "{summary}");
}
