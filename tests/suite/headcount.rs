//! People by the day, without anything they do, held against counting by hand.

use std::path::Path;

use callfloor::documents;
use callfloor::experiment;
use callfloor::model::{
    Centre, CentreParts, Detail, Hiring, Intake, Learning, Leave, Leaving, Sickness, Study, Training, Workforce,
};
use callfloor::report;
use callfloor::results::{DateEstimate, Measure, Results, VariantResults, WorkforceResults};
use callfloor::scenario;
use callfloor::units::Fraction;

/// A study of twelve posts, of which ten are filled, over so many days from Monday, 5 January 2026, without contacts.
fn study(days: u32, change: impl Fn(&mut Workforce)) -> Study {
    let text = "[calendar]\nstart = 2026-01-05\nweeks = 1\nhours = { mon-fri = \"09:00-17:00\" }\n\
         [caseloads.x]\nopened = { rate = \"1/week\" }\nopen = { mean = \"1w\", cv = 1.0 }\nhours = { per_week = 1 }\n\
         standard = 10\ncarried_by = [\"a\"]\n[teams.a.people]\nposts = 12\nfilled = 10\n[run]\nreplications = 40\n"
        .to_string();
    let text = text.replace("weeks = 1", &format!("weeks = {}", days.div_ceil(7)));
    let study = scenario::read_text("people.toml", &text, Path::new("."), &[]);
    let mut study = study.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    study.settings.detail = Detail::Headcount;
    let variant = study.variants.remove(0);
    let read = &variant.centre;
    let mut calendar = read.calendar().clone();
    calendar.days = days;
    calendar.intervals.retain(|interval| interval.day < days);
    let mut teams = read.teams().to_vec();
    change(teams[0].people.as_mut().expect("people"));
    let parts = CentreParts {
        title: read.title().to_owned(),
        calendar,
        contact_types: Vec::new(),
        groups: Vec::new(),
        case_kinds: Vec::new(),
        teams,
        line_groups: Vec::new(),
        shared_busyness_cv: 0.0,
        disruptions: Vec::new(),
        caseloads: read.caseloads().to_vec(),
        clauses: Vec::new(),
    };
    let centre = Centre::new(parts).expect("a centre");
    let variant = callfloor::model::Variant { centre, ..variant };
    study.variants.push(variant.with_people_alone());
    study
}

fn run(study: &Study) -> Results {
    experiment::run(study, None, &()).expect("a run that nobody stops has results")
}

fn people(variant: &VariantResults) -> &WorkforceResults {
    &variant.workforces["a"]
}

fn mean(of: &WorkforceResults, measure: Measure) -> f64 {
    of.total[&measure].unwrap_or_else(|| panic!("{measure} exists")).mean
}

fn share(value: f64) -> Fraction {
    Fraction::new(value).unwrap()
}

/// Two begin together on day 14 and train for five weeks.
fn an_intake(people: &mut Workforce) {
    people.intakes = vec![Intake { day: 14, people: 2 }];
    people.training = Training { lasts_days: 35, ..Training::default() };
    people.learning = Some(Learning {
        handling_excess: 0.5,
        resolution_loss: share(0.15),
        time_constant_days: 42.0,
        casework: None,
        protected: Fraction::ZERO,
        protected_days: 0,
        proficient_within: share(0.05),
    });
}

/// Two weeks, five weeks of training, and 97 days until 0.5·e^(−t÷42) is down to 0.05: day 146, 31 May 2026.
#[test]
fn the_date_of_a_full_complement_is_that_counted_by_hand() {
    let results = run(&study(200, an_intake));
    let of = &people(&results.variants[0]).full_complement;
    assert_eq!(of.heads, 12);
    assert_eq!(of.reached.map(|reached| reached.mean), Some(1.0));
    let date = || Some("2026-05-31".to_owned());
    let known = Some(DateEstimate { date: "2026-05-31".into(), earliest: date(), latest: date() });
    assert_eq!((&of.p50, &of.p10.as_ref().map(|it| it.date.clone())), (&known, &date()));
    let weeks = &people(&results.variants[0]).weeks;
    let chance = |week: usize| weeks[week].measures[&Measure::FullComplementFraction].unwrap().mean;
    // Day 146 is the last but one of the 21st week.
    assert_eq!((chance(19), chance(20)), (0.0, 1.0));
    assert!(mean(people(&results.variants[0]), Measure::Proficient) > 10.0);
}

/// What came about in all of 40 replications, or in none, may still be otherwise: the other end of Wilson's interval is 40 ÷ (40 + t²), or
/// t² ÷ (40 + t²), with t = 2.0227 of 39 degrees of freedom. It is never ±0.
#[test]
fn a_chance_of_none_or_of_all_has_an_interval() {
    let t = 2.022_690_9_f64;
    let end = t * t / (40.0 + t * t);
    for (days, reached, expected) in [(200, 1.0, [1.0 - end, 1.0]), (140, 0.0, [0.0, end])] {
        let results = run(&study(days, an_intake));
        let people = people(&results.variants[0]);
        let of = &people.full_complement;
        let [low, high] = of.reached_interval.expect("40 replications have an interval");
        assert!((low - expected[0]).abs() < 1e-6 && (high - expected[1]).abs() < 1e-6, "{low} {high}");
        for estimate in [of.reached, people.total[&Measure::FullComplementFraction]].map(Option::unwrap) {
            assert_eq!(estimate.mean, reached);
            assert!((estimate.half_width.unwrap() - end).abs() < 1e-6, "{estimate:?}");
        }
    }
}

/// Of fourteen posts' worth of people wanted, twelve are never there; eleven are, as soon as one is up to speed.
#[test]
fn a_date_beyond_the_horizon_is_none() {
    let results = run(&study(140, an_intake));
    let of = &people(&results.variants[0]).full_complement;
    assert_eq!((of.reached.map(|reached| reached.mean), &of.p10, &of.p50, &of.p90), (Some(0.0), &None, &None, &None));
    let origin = report::Origin { command: "run", scenario: "people.toml".into(), options: Vec::new() };
    let files = documents::pack_of_run(&results, &[], &origin).unwrap();
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is written"));
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    assert!(text("summary.md").contains("not within the horizon"), "{}", text("summary.md"));
    assert!(text("report.html").contains("not within the horizon"));
    assert!(
        text("full_complement.csv").contains("baseline,a,12,0,0.09279110726,0,0.09279110726,,"),
        "{}",
        text("full_complement.csv")
    );
    let few = run(&study(140, |people| {
        an_intake(people);
        people.full_complement = share(0.8);
    }));
    let of = &people(&few.variants[0]).full_complement;
    assert_eq!((of.heads, of.p90.as_ref().map(|it| it.date.as_str())), (10, Some("2026-01-05")));
}

/// With a chance of leaving, the dates are a distribution: those of nine replications in ten come after those of one in ten, and where
/// fewer reach it, there is no date.
#[test]
fn dates_are_a_distribution_where_people_leave() {
    let results = run(&study(400, |people| {
        an_intake(people);
        people.leaving = vec![Leaving { until_days: None, per_year: 0.1 }];
        people.hiring = Some(Hiring { delay_days: 60, filled: Fraction::ONE });
    }));
    let of = &people(&results.variants[0]).full_complement;
    let reached = of.reached.unwrap();
    assert!(0.1 < reached.mean && reached.mean < 1.0 && reached.half_width.unwrap() > 0.0, "{reached:?}");
    let (p10, p90) = (of.p10.as_ref().unwrap(), of.p90.as_ref().unwrap());
    assert!(p10.date < p90.date, "{of:?}");
    assert!(p90.earliest.as_ref().is_some_and(|earliest| *earliest < p90.date), "{of:?}");
    assert_eq!(p90.latest, None, "with 40 replications the upper end may lie beyond the horizon");
    assert_eq!(of.p90.is_some(), reached.mean >= 0.9);
}

#[test]
fn nothing_but_people_is_simulated() {
    let results = run(&study(10, |_| ()));
    let variant = &results.variants[0];
    assert!(variant.contacts.is_empty() && variant.teams.is_empty() && variant.caseloads.is_empty());
    let starts: Vec<&str> = people(variant).weeks.iter().map(|week| week.start.as_str()).collect();
    assert_eq!(starts, ["2026-01-05", "2026-01-12"], "the last week has three days");
    assert_eq!(mean(people(variant), Measure::Filled), 10.0);
    for measure in [Measure::SickFraction, Measure::OnLeaveFraction, Measure::AbsenceMultiplier] {
        assert_eq!(people(variant).total[&measure], None, "{measure} does not exist where there is none");
    }
}

/// The stated shares, over a year: 5% of working days that are not leave, and 26 of 261 working days.
#[test]
fn absences_are_as_stated() {
    let results = run(&study(365, |people| {
        people.absences.sickness = Some(Sickness { share: share(0.05), spell_days: 5.0, spell_cv: 1.0, wave_cv: 0.0 });
        people.absences.leave =
            Some(Leave { days: 26.0, keeps: None, by_month: [1.0; 12], notice_days: 30.0, year_begins: (1, 5) });
    }));
    let of = people(&results.variants[0]);
    let near = |measure: Measure, expected: f64| {
        let estimate = of.total[&measure].unwrap();
        let error = estimate.half_width.unwrap() / 2.02;
        assert!((estimate.mean - expected).abs() < 4.0 * error + 0.002 * expected, "{measure}: {estimate:?}");
    };
    let on_leave = 26.0 / 261.0;
    near(Measure::OnLeaveFraction, on_leave);
    near(Measure::SickFraction, 0.05 * (1.0 - on_leave));
    assert_eq!(mean(of, Measure::LeaveRefusedFraction), 0.0);
    assert!(mean(of, Measure::LeaveUntakenDays) < 0.1);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let study = study(100, |people| {
        an_intake(people);
        people.leaving = vec![Leaving { until_days: None, per_year: 0.5 }];
        people.hiring = Some(Hiring { delay_days: 20, filled: share(0.5) });
    });
    let json = |threads| report::json(&experiment::run(&study, Some(threads), &()).unwrap()).unwrap();
    assert_eq!(json(1), json(3));
}

/// A file of people alone, over ten days, and what else it says.
fn people_alone(people: &str, rest: &str) -> Result<Study, String> {
    let text = format!(
        "[calendar]\nstart = 2026-01-05\ndays = 10\nhours = {{ mon-fri = \"08:00-18:00\" }}\n\
         [teams.a.people]\nposts = 12\n{people}\n[run]\nreplications = 5\ndetail = \"headcount\"\n{rest}"
    );
    scenario::read_text("people.toml", &text, Path::new("."), &[]).map_err(|faults| faults.render(false))
}

/// People need neither contacts nor cases to be counted by the day, nor whole weeks, nor anything to do in their shifts.
#[test]
fn people_alone_are_a_file() {
    let week = "[shifts.day]\nhours = \"08:00-16:00\"\ndays = \"mon-thu\"\n";
    for (people, rest) in [("filled = 10", ""), ("filled = 10\nshifts = [\"day\"]", week)] {
        let study = people_alone(people, rest).unwrap_or_else(|faults| panic!("{faults}"));
        let results = run(&study);
        assert_eq!(mean(self::people(&results.variants[0]), Measure::Filled), 10.0);
        assert_eq!(self::people(&results.variants[0]).weeks.len(), 2);
    }
    let in_full = people_alone("", "").unwrap().settings.detail;
    assert_eq!(in_full, Detail::Headcount);
    let text = "[calendar]\nstart = 2026-01-05\nweeks = 2\nhours = \"08:00-18:00\"\n[teams.a.people]\nposts = 12\n";
    let refused = scenario::read_text("people.toml", text, Path::new("."), &[]).unwrap_err().render(false);
    assert!(refused.contains("needs `contacts`"), "{refused}");
}

/// Taking turns at cases makes people stay longer, whether or not the cases are simulated: at a factor of 0 nobody leaves, and those
/// who take no turns leave by the hundred.
#[test]
fn who_takes_turns_stays_longer_in_a_headcount_too() {
    let leavers = |rotation: &str| {
        let text = format!(
            "[calendar]\nstart = 2026-01-05\nweeks = 20\nhours = {{ mon-fri = \"08:00-18:00\" }}\n\
             [contacts.x]\narrivals = {{ rate = \"1/h\" }}\ntalk = {{ mean = \"5m\" }}\npatience = \"unlimited\"\n\
             [cases.y]\nwork = {{ mean = \"30m\" }}\nbacklog = 5\n\
             [teams.a]\ntakes = [\"x\"]\ncases = [\"y\"]\nrotation = {{ {rotation} }}\n\
             [teams.a.people]\nposts = 40\nshifts = [\"day\"]\nleavers = \"200%/year\"\nhiring = {{ delay = \"1w\" }}\n\
             [shifts.day]\nhours = \"08:00-16:00\"\n[run]\nreplications = 5\ndetail = \"headcount\"\n"
        );
        let study = scenario::read_text("people.toml", &text, Path::new("."), &[]);
        let results = run(&study.unwrap_or_else(|faults| panic!("{}", faults.render(false))));
        mean(people(&results.variants[0]), Measure::Leavers)
    };
    assert_eq!(leavers("policy = \"blocks\", on_cases = \"1d\", every = \"5d\", leaving = 0"), 0.0);
    assert!(leavers("policy = \"none\", on_cases = \"20%\", leaving = 0") > 50.0);
}
