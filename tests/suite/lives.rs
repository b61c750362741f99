//! What people with shifts live through, against counting by hand.

use callfloor::engine::{Plan, RecordedContact, RecordedCustomers, Replication};
use callfloor::experiment;
use callfloor::metrics::{Layout, Listener, ReplicationTally};
use callfloor::model::{
    Absences, AtShiftEnd, Break, Centre, CentreParts, Clause, Contract, Pay, Rule, Shift, ShiftPattern, Study,
    TeamIndex, Training, Workforce,
};
use callfloor::random::Key;
use callfloor::results::{Measure, OverPeople, PersonMeasure, Results, VariantResults, Verdict};
use callfloor::scenario;
use callfloor::units::{Fraction, Instant, Seconds, Ticks};

const CENTRE: &str = r#"
    [calendar]
    start = 2026-03-02
    days = 14
    hours = { mon-fri = "08:00-18:00", sat = "closed", sun = "closed" }
    interval = "1h"

    [contacts.calls]
    arrivals = { rate = "60/h" }
    talk = { mean = "5m", shape = "exponential" }
    patience = { mean = "3m", shape = "exponential" }

    [teams.desk]
    takes = ["calls"]
    agents = 1

    [run]
    replications = 12
"#;

fn study() -> Study {
    scenario::read_text("lives.toml", CENTRE, ".".as_ref(), &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

fn seconds(hours: f64) -> Seconds {
    Seconds::new(hours * 3600.0).unwrap()
}

/// From 8 to 16 on workdays, with a paid break after two hours and half an hour of one's own after four.
fn early() -> Shift {
    let rest = |after, lasts, paid| Break {
        after: seconds(after),
        lasts: seconds(lasts),
        paid,
        missed_after: (!paid).then(|| seconds(1.0 / 3.0)),
    };
    Shift {
        name: "early".into(),
        from: 480,
        until: 960,
        days: [true, true, true, true, true, false, false],
        breaks: vec![rest(2.0, 0.25, true), rest(4.0, 0.5, false)],
        flexible: Seconds::ZERO,
    }
}

fn people(posts: u32) -> Workforce {
    Workforce {
        posts,
        filled: posts,
        agency: 0,
        contracts: vec![Contract {
            share: Fraction::ONE,
            hours_per_week: 37.5,
            shifts: vec![early()],
            shift_shares: Vec::new(),
            pay: None,
        }],
        shift_pattern: ShiftPattern::Fixed,
        most_in_break: None,
        at_shift_end: AtShiftEnd::Finish,
        absences: Absences::default(),
        leaving: Vec::new(),
        hiring: None,
        intakes: Vec::new(),
        training: Training::default(),
        learning: None,
        agency_hiring: None,
        newly_qualified: Fraction::ZERO,
        load: None,
        pay: Some(Pay { permanent: 20.0, agency: 30.0, overtime: 1.5, recruitment: 4000.0, training: 1000.0 }),
        full_complement: Fraction::ONE,
        stoppages: Vec::new(),
    }
}

fn clause(name: &str, rule: Rule) -> Clause {
    Clause { name: name.into(), rule, enforced: false, teams: vec![TeamIndex(0)] }
}

/// The centre with these people at the desk, and these clauses.
fn staffed(centre: &Centre, people: Workforce, clauses: Vec<Clause>) -> Centre {
    let mut teams = centre.teams().to_vec();
    teams[0].people = Some(people);
    teams[0].staffing = Vec::new();
    Centre::new(CentreParts {
        title: centre.title().into(),
        calendar: centre.calendar().clone(),
        contact_types: centre.contact_types().to_vec(),
        groups: Vec::new(),
        case_kinds: Vec::new(),
        teams,
        line_groups: Vec::new(),
        shared_busyness_cv: 0.0,
        disruptions: Vec::new(),
        caseloads: Vec::new(),
        clauses,
    })
    .unwrap()
}

fn run(posts: &[u32], clauses: &[Clause]) -> Results {
    run_each(&posts.iter().map(|&posts| (posts, clauses)).collect::<Vec<_>>())
}

/// A variant of so many people under such clauses each.
fn run_each(variants: &[(u32, &[Clause])]) -> Results {
    let mut study = study();
    let baseline = study.variants.remove(0);
    for &(posts, clauses) in variants {
        let name = if study.variants.is_empty() { "baseline".to_owned() } else { format!("{posts} people") };
        let centre = staffed(&baseline.centre, people(posts), clauses.to_vec());
        study.variants.push(callfloor::model::Variant { name, about: None, sets: Vec::new(), centre });
    }
    experiment::run(&study, Some(2), &()).expect("the run completes")
}

fn mean(variant: &VariantResults, lived: PersonMeasure, among: OverPeople) -> f64 {
    variant.people["desk"].total[&Measure::People(lived, among)].expect("somebody lived").mean
}

/// What one person lives through with these calls, by arrival and talk in minutes after the midnight on which the Monday begins.
fn lived_by_one(calls: &[(f64, f64)], clauses: Vec<Clause>) -> ReplicationTally {
    let study = study();
    let centre = staffed(&study.variants[0].centre, people(1), clauses);
    let contacts = calls.iter().map(|&(at, talk)| RecordedContact {
        at: Instant::at_seconds(at * 60.0),
        talk: Ticks::from_seconds_f64(talk * 60.0),
        wrap_up: Ticks::ZERO,
        patience: Some(Ticks::from_seconds_f64(3600.0)),
    });
    let mut customers = RecordedCustomers::new(vec![contacts.collect()]);
    let (plan, layout) = (Plan::new(&centre), Layout::new(centre.calendar(), false));
    let mut listener = Listener::new(&centre, &layout);
    Replication::new(&plan).run(&mut customers, Key::new(1, 0), &mut listener);
    listener.finish()
}

/// Monday: a call moves the first break, one makes the second be missed, and one is finished after the shift. Nine days
/// without a call follow.
#[test]
fn a_fortnight_is_measured_as_counted_by_hand() {
    let calls = [(595.0, 10.0), (610.0, 1.0), (715.0, 40.0), (950.0, 30.0)];
    let tally = lived_by_one(&calls, Vec::new());
    let lives = &tally.crews[0].lives;
    let only = |among: Option<callfloor::metrics::AmongPeople>| {
        let among = among.expect("one person worked");
        assert_eq!((among.spread, among.p10, among.max), (0.0, among.mean, among.mean));
        among.mean
    };
    assert_eq!((only(lives.shifts), only(lives.contacts), only(lives.contacts_a_day)), (10.0, 4.0, 0.4));
    assert_eq!(
        (only(lives.contacts_a_day_max), only(lives.contacts_a_week), only(lives.contacts_a_week_max)),
        (4.0, 2.0, 4.0)
    );
    // Monday: 81 minutes of calls, breaks at 10:05–10:20 only, the rest until 16:00 waiting; nine days of 7.25 h waiting.
    let waiting = (950.0 - 480.0 - 51.0 - 15.0) + 9.0 * 435.0;
    assert!((only(lives.occupancy) - 81.0 / (81.0 + waiting)).abs() < 1e-9);
    assert_eq!(only(lives.seconds_between_contacts), (115.0 + 0.0 + 94.0 + 195.0) * 60.0 / 4.0);
    assert_eq!((only(lives.longest_run), only(lives.run_a_day)), (1.0, 0.1));
    assert_eq!(only(lives.hours_with_pause_fraction), 1.0, "no call fills an hour");
    assert_eq!(only(lives.breaks_a_day), 1.9);
    assert!((only(lives.breaks_moved_fraction) - 1.0 / 19.0).abs() < 1e-9, "one of nineteen");
    assert_eq!(only(lives.breaks_missed_fraction), 1.0 / 20.0);
    assert_eq!((only(lives.late_seconds), only(lives.past_end_seconds)), (0.0, 120.0));
    let (pay, past_end) = (tally.crews[0].pay, tally.crews[0].contracts[0].past_end);
    let hours = |ticks: u64| Ticks(ticks).seconds() / 3600.0;
    assert_eq!((hours(pay.shifts), pay.employed_days, hours(past_end)), (75.0, 14, 1.0 / 3.0));
}

#[test]
fn clauses_are_broken_in_the_units_they_speak_of() {
    let two_minutes = Seconds::new(120.0).unwrap();
    let clauses = vec![
        clause("a day", Rule::ContactsPerDay(2)),
        clause("a week", Rule::ContactsPerWeek(3)),
        clause("in a row", Rule::ContactsInARow { most: 2, pause: two_minutes }),
        clause("an hour", Rule::PausePerHour(Seconds::new(600.0).unwrap())),
        clause("home in time", Rule::PastTheEnd(Seconds::new(60.0).unwrap())),
    ];
    // Monday: three calls a minute apart, the last of them over an hour. Tuesday: two. The next Monday: one until 16:05.
    let (tuesday, next) = (1440.0, 7.0 * 1440.0);
    let calls = [
        (485.0, 10.0),
        (496.0, 10.0),
        (507.0, 70.0),
        (tuesday + 500.0, 5.0),
        (tuesday + 520.0, 5.0),
        (next + 955.0, 10.0),
    ];
    let tally = lived_by_one(&calls, clauses);
    let broken: Vec<(u64, u64)> = tally.clauses.iter().map(|clause| (clause.broken, clause.cases)).collect();
    assert_eq!(broken, [(1, 10), (1, 2), (1, 10), (1, 80), (1, 10)], "8:00–9:00 has seven minutes without a call");
    assert!(tally.clauses.iter().all(|clause| (clause.affected, clause.people) == (1, 1)));
}

#[test]
fn what_people_answer_adds_up_to_what_the_team_does() {
    let results = run(&[7], &[]);
    let variant = &results.variants[0];
    let handled = variant.teams["desk"].total[&Measure::Handled].unwrap().mean;
    let contacts = mean(variant, PersonMeasure::Contacts, OverPeople::Mean);
    assert!((contacts * 7.0 - handled).abs() < 1e-6 * handled, "{contacts} × 7 instead of {handled}");
    let occupancy = mean(variant, PersonMeasure::Occupancy, OverPeople::Mean);
    let of_team = variant.teams["desk"].total[&Measure::Occupancy].unwrap().mean;
    // People have wholly alike shifts, so the mean of shares is nearly the share of the whole; the team's ends at 16:00.
    assert!((occupancy - of_team).abs() < 0.01, "{occupancy} and {of_team}");
    let total = &variant.people["desk"].total;
    for lived in PersonMeasure::ALL {
        let at = |among| total[&Measure::People(lived, among)].map(|estimate| estimate.mean);
        let order =
            [OverPeople::P10, OverPeople::P25, OverPeople::P50, OverPeople::P75, OverPeople::P90, OverPeople::Max]
                .map(at);
        assert!(order.is_sorted(), "{lived:?}: {order:?}");
    }
}

#[test]
fn breaks_and_pay_are_those_of_the_shifts() {
    let results = run(&[7], &[]);
    let team = &results.variants[0].teams["desk"].total;
    let mean = |measure| team[&measure].expect("the team is there").mean;
    // 45 minutes of 8 hours; breaks that a call moves are no shorter, and those missed are few.
    let breaks = mean(Measure::BreakFraction);
    assert!((breaks - 0.75 / 8.0).abs() < 0.005, "{breaks}");
    assert_eq!((mean(Measure::MeetingFraction), mean(Measure::GrantedFraction)), (0.0, 0.0));
    let overtime_hours = mean(Measure::PaidHours) - 7.0 * 10.0 * 7.5;
    assert!(overtime_hours > 0.0, "{overtime_hours}");
    assert!((mean(Measure::CostOvertime) - overtime_hours * 30.0).abs() < 1e-6);
    // Two weeks of contract, at work or not.
    assert!((mean(Measure::Cost) - 7.0 * 2.0 * 37.5 * 20.0 - mean(Measure::CostOvertime)).abs() < 1e-4);
    assert_eq!(mean(Measure::CostAgency), 0.0);
    let per_contact = mean(Measure::Cost) / mean(Measure::Handled);
    assert!((mean(Measure::CostPerContact) - per_contact).abs() < 1e-6, "{per_contact}");
    assert_eq!(results.variants[0].all_teams.total[&Measure::CostPerContact], team[&Measure::CostPerContact]);
    assert!(results.variants[0].all_teams.total[&Measure::CostPerSettledNeed].is_some());
}

#[test]
fn more_people_are_told_apart_from_fewer() {
    let clauses = [clause("Thirty a day", Rule::ContactsPerDay(60))];
    let results = run(&[6, 9], &clauses);
    let verdict = |scope: &str, measure: Measure| {
        let of = |it: &&callfloor::results::Comparison| it.scope.to_string() == scope && it.measure == measure;
        results.comparisons.iter().find(of).expect("both have it").verdict
    };
    assert_eq!(verdict("people.desk", Measure::People(PersonMeasure::Occupancy, OverPeople::P50)), Verdict::Lower);
    assert_eq!(verdict("people.desk", Measure::People(PersonMeasure::LongestRun, OverPeople::P90)), Verdict::Better);
    assert_eq!(
        verdict("people.desk", Measure::People(PersonMeasure::HoursWithPauseFraction, OverPeople::P50)),
        Verdict::Better
    );
    assert_eq!(verdict("clauses.Thirty a day", Measure::BrokenFraction), Verdict::Better);
    let clause = &results.variants[0].clauses["Thirty a day"];
    assert_eq!((clause.rule.as_str(), clause.counted.as_str()), ("at most 60 contacts in a day", "person-days"));
    let written = serde_json::to_string(&results).unwrap();
    let read: Results = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
}

#[test]
fn clauses_with_another_rule_are_not_compared() {
    let clauses = |most| [clause("Kept", Rule::ContactsPerDay(60)), clause("Moved", Rule::ContactsPerWeek(most))];
    let results = run_each(&[(6, &clauses(250)), (9, &clauses(200))]);
    assert!(results.variants.iter().all(|variant| variant.clauses.len() == 2), "both are told of both");
    let scopes: Vec<String> = results.comparisons.iter().map(|it| it.scope.to_string()).collect();
    assert!(scopes.iter().any(|scope| scope == "clauses.Kept") && !scopes.iter().any(|scope| scope == "clauses.Moved"));
}
