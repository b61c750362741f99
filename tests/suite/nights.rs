//! Shifts over midnight belong to one person, and to the day on which they begin.

use std::path::Path;

use callfloor::engine::{Plan, RecordedContact, RecordedCustomers, Replication};
use callfloor::experiment;
use callfloor::model::Study;
use callfloor::random::Key;
use callfloor::results::{Measure, OverPeople, PersonMeasure, Results};
use callfloor::scenario;
use callfloor::units::{Instant, Ticks};

use super::shifts::Diary;

fn study(text: &str) -> Study {
    scenario::read_text("nights.toml", text, Path::new("."), &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

fn run(text: &str) -> Results {
    experiment::run(&study(text), None, &()).expect("a run that nobody stops has results")
}

fn dispatch(people: &str, rest: &str) -> String {
    format!(
        r#"
        [calendar]
        start = 2026-03-02
        weeks = 4
        hours = "00:00-24:00"
        [contacts.calls]
        arrivals = {{ rate = "30/h" }}
        talk = {{ mean = "3m" }}
        patience = {{ mean = "2m", shape = "exponential" }}
        [teams.dispatch]
        takes = ["calls"]
        [teams.dispatch.people]
        posts = 16
        hours_per_week = 42
        {people}
        shifts = ["day", "night"]
        [shifts.day]
        hours = "07:00-19:00"
        [shifts.night]
        hours = "19:00-07:00"
        {rest}
        [run]
        replications = 100
        "#
    )
}

/// Eight people by day and eight by night, each on every other day: four at any hour, and fourteen shifts of each in four weeks. The first
/// night is the rest of one that began before.
#[test]
fn four_are_on_duty_at_any_hour() {
    let results = run(&dispatch("", ""));
    let variant = &results.variants[0];
    for interval in &variant.teams["dispatch"].intervals {
        let agents = interval.measures[&Measure::Agents].unwrap().mean;
        assert!((agents - 4.0).abs() < 0.1, "{agents} at {}", interval.start);
    }
    let shifts = variant.people["dispatch"].total[&Measure::People(PersonMeasure::Shifts, OverPeople::Mean)];
    let shifts = shifts.unwrap().mean;
    assert!((shifts - 14.0).abs() < 0.6, "{shifts}");
    let paid = variant.teams["dispatch"].total[&Measure::PaidHours].unwrap().mean;
    assert!((paid - 16.0 * 42.0 * 4.0).abs() < 24.0 + 16.0, "{paid}");
}

/// Whoever moves to the next shift every week works both of them; nobody is lost at the turn of a week.
#[test]
fn people_move_between_days_and_nights() {
    let results = run(&dispatch("shift_pattern = \"rotating\"", ""));
    let intervals = &results.variants[0].teams["dispatch"].intervals;
    let agents: Vec<f64> = intervals.iter().map(|it| it.measures[&Measure::Agents].unwrap().mean).collect();
    assert!(agents.iter().all(|agents| (agents - 4.0).abs() < 0.2), "{agents:?}");
}

/// What is gone of their hours is gone at night as by day.
#[test]
fn sickness_and_leave_take_nights_as_days() {
    let shrinkage = "shrinkage = { sickness = \"10%\", other = \"20%\" }";
    let results = run(&dispatch(shrinkage, ""));
    let intervals = &results.variants[0].teams["dispatch"].intervals;
    let agents: Vec<f64> = intervals.iter().map(|it| it.measures[&Measure::Agents].unwrap().mean).collect();
    // Four times 0.9 × 0.8, with a standard error of about 0.05 in an interval of 2,800 days.
    assert!(agents.iter().all(|agents| (agents - 2.88).abs() < 0.2), "{agents:?}");
}

/// One person on nights of eight hours from Monday to Friday, beside one who is there at other times.
fn nights(calendar: &str, rest: &str) -> String {
    format!(
        "[calendar]\n{calendar}\nhours = \"00:00-24:00\"\n\
         [contacts.calls]\narrivals = {{ rate = \"0/h\" }}\ntalk = {{ mean = \"5m\" }}\n\
         [teams.desk]\ntakes = [\"calls\"]\npeople = {{ posts = 1, hours_per_week = 56, shifts = [\"night\"] }}\n\
         [shifts.night]\nhours = \"22:00-06:00\"\nbreaks = [{{ after = \"3h\", lasts = \"30m\", paid = true }}]\n\
         [run]\nreplications = 1\n{rest}"
    )
}

/// What happens from the first evening until noon of the day after, in minutes after the first midnight.
fn night(text: &str, calls: &[(f64, f64)], from: u32) -> Vec<(u32, String)> {
    let study = study(text);
    let plan = Plan::new(&study.variants[0].centre);
    let contacts = calls.iter().map(|&(at, talk)| RecordedContact {
        at: Instant::at_seconds(at * 60.0),
        talk: Ticks::from_seconds_f64(talk * 60.0),
        wrap_up: Ticks::ZERO,
        patience: Some(Ticks::from_seconds_f64(600.0)),
    });
    let mut customers = RecordedCustomers::new(vec![contacts.collect()]);
    let mut diary = Diary::default();
    Replication::new(&plan).run(&mut customers, Key::new(1, 0), &mut diary);
    diary.0.retain(|(minute, _)| (from..from + 24 * 60).contains(minute));
    diary.0
}

const WEEK: &str = "start = 2026-03-02\ndays = 7";
const NOON: u32 = 12 * 60;

#[track_caller]
fn happens(diary: Vec<(u32, String)>, expected: &[(u32, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(minute, what)| (*minute, (*what).to_owned())).collect();
    assert_eq!(diary, expected);
}

#[test]
fn a_night_goes_on_after_midnight() {
    // Calls at 23:50 for twenty minutes, and at 05:55 for ten.
    let diary = night(&nights(WEEK, ""), &[(1430.0, 20.0), (1795.0, 10.0)], NOON);
    happens(
        diary,
        &[
            (1320, "comes"),
            (1430, "answers"),
            (1450, "is done"),
            (1500, "PaidBreak due 1500"),
            (1530, "PaidBreak ends"),
            (1795, "answers"),
            (1805, "is done"),
            (1805, "goes home"),
        ],
    );
}

/// In the night to 29 March the clocks go from 01:00 to 02:00, in that to 25 October from 02:00 to 01:00.
#[test]
fn a_night_in_which_the_clocks_change_is_an_hour_shorter_or_longer() {
    let comes_and_goes = |start: &str, from: u32| {
        let calendar = format!("start = {start}\ndays = 3\ntimezone = \"Europe/London\"");
        let mut diary = night(&nights(&calendar, ""), &[], from);
        diary.retain(|(_, what)| what == "comes" || what == "goes home");
        diary
    };
    happens(comes_and_goes("2026-03-28", NOON), &[(1320, "comes"), (1740, "goes home")]);
    happens(comes_and_goes("2026-10-24", NOON), &[(1320, "comes"), (1860, "goes home")]);
    // On the Saturday the paid hours of the night are seven and nine; those of the next two nights eight each.
    let paid = |start: &str| {
        let calendar = format!("start = {start}\ndays = 3\ntimezone = \"Europe/London\"");
        run(&nights(&calendar, "")).variants[0].teams["desk"].total[&Measure::PaidHours].unwrap().mean
    };
    assert_eq!((paid("2026-03-28"), paid("2026-10-24"), paid("2026-05-02")), (23.0, 25.0, 24.0));
}

#[test]
fn a_clause_counts_a_night_as_one_day() {
    let clause = "[[clauses]]\nname = \"Two a day\"\ncontacts_per_day = 2\nmode = \"enforce\"";
    let diary = night(&nights(WEEK, clause), &[(1400.0, 5.0), (1410.0, 5.0), (1460.0, 5.0)], NOON);
    let answers = diary.iter().filter(|(_, what)| what == "answers").count();
    assert_eq!(answers, 2, "{diary:?}");
}

#[test]
fn a_walkout_after_midnight_takes_from_the_shift_under_way() {
    let walkout = "[[disruptions]]\nkind = \"walkout\"\nfrom = 2026-03-03T03:00:00\nlasts = \"1h\"\nshare = \"100%\"\n";
    let diary = night(&nights(WEEK, walkout), &[], NOON);
    happens(
        diary,
        &[
            (1320, "comes"),
            (1500, "PaidBreak due 1500"),
            (1530, "PaidBreak ends"),
            (1620, "Stoppage due 1620"),
            (1680, "Stoppage ends"),
            (1800, "goes home"),
        ],
    );
    let paid = run(&nights(WEEK, walkout)).variants[0].teams["desk"].total[&Measure::PaidHours].unwrap().mean;
    assert_eq!(paid, 7.0 * 8.0 - 1.0);
}

#[test]
fn nights_that_cannot_be_right_are_refused() {
    let refused = |text: &str| match scenario::read_text("nights.toml", text, Path::new("."), &[]) {
        Ok(_) => panic!("{text} is accepted"),
        Err(faults) => faults.render(false).replace('│', "").split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let week = nights(WEEK, "");
    let blocks = "[cases.files]\narrivals = { rate = \"1/h\" }\nwork = { mean = \"20m\" }\n[shifts.night]";
    let turns = "takes = [\"calls\"]\ncases = [\"files\"]\nrotation = { policy = \"blocks\", on_cases = \"50%\", every = \"4d\" }\n";
    for (text, said) in [
        (week.replace("22:00-06:00", "22:00-22:00"), "\"22:00-22:00\" is no time, or all day"),
        (
            week.replace("hours = \"00:00-24:00\"", "hours = { mon-fri = \"00:00-24:00\" }"),
            "on Friday the centre is open from 00:00 to 24:00, and on Saturday closed",
        ),
        (
            week.replace("hours = \"22:00-06:00\"", "flexible = \"12h\"\nhours = \"18:00-07:00\""),
            "somebody who begins later would end when the next day's shift begins, or later",
        ),
        (
            dispatch("shift_pattern = \"rotating\"", "").replace("07:00-19:00", "06:00-18:00"),
            "whoever moves from the shift `night` to `day` begins it before the other is over",
        ),
        (
            week.replace("[shifts.night]", blocks).replace("takes = [\"calls\"]\n", turns),
            "these people turn to cases day by day, in blocks, and work a shift over midnight",
        ),
    ] {
        let message = refused(&text);
        assert!(message.contains(said), "{message}");
    }
}

/// Two evenings that go on until two in the morning.
#[test]
fn hours_over_midnight_belong_to_the_day_on_which_they_begin() {
    let text = |start: &str, hours: &str| {
        format!(
            "[calendar]\nstart = {start}\ndays = 2\ninterval = \"1h\"\ntimezone = \"Europe/London\"\nhours = {hours}\n\
             [contacts.calls]\narrivals = {{ rate = \"60/h\" }}\ntalk = {{ mean = \"3m\" }}\n\
             [teams.desk]\ntakes = [\"calls\"]\nagents = [6, 6, 6, 6, 6, 6, 4, 3]\n[run]\nreplications = 20\n"
        )
    };
    let evening = "\"18:00-02:00\"";
    let study = study(&text("2026-03-02", evening));
    let calendar = study.variants[0].centre.calendar();
    let hour = |instant: Instant| instant.seconds() / 3600.0;
    let begin: Vec<(u32, f64)> = calendar.intervals.iter().map(|it| (it.day, hour(it.start))).collect();
    let expected: Vec<(u32, f64)> = (0..16).map(|it| (it / 8, f64::from(18 + it % 8 + it / 8 * 24))).collect();
    assert_eq!(begin, expected);
    assert_eq!(hour(calendar.horizon), 50.0);
    let closings: Vec<usize> = (0..16).filter(|it| calendar.intervals[*it].closes).collect();
    assert_eq!(closings, [7, 15]);

    let results = run(&text("2026-03-02", evening));
    let variant = &results.variants[0];
    let mean = |it: usize, measure| variant.contacts["calls"].intervals[it].measures[&measure].unwrap().mean;
    assert_eq!(variant.teams["desk"].intervals.len(), 8);
    assert!(
        variant.teams["desk"].intervals[7].start.contains("T01:00:00"),
        "{}",
        variant.teams["desk"].intervals[7].start
    );
    // Sixty an hour, forty times: the mean has a standard error of 1.2.
    assert!((0..8).all(|it| (mean(it, Measure::Offered) - 60.0).abs() < 5.0));
    let agents = |it: usize| variant.teams["desk"].intervals[it].measures[&Measure::Agents].unwrap().mean;
    assert_eq!([0, 5, 6, 7].map(agents), [6.0, 6.0, 4.0, 3.0]);

    // On the night to 29 March an hour is missing, and on that to 25 October one comes twice.
    let length = |start: &str| study_of(&text(start, evening)).len();
    assert_eq!((length("2026-03-28"), length("2026-10-24")), (15, 17));
}

fn study_of(text: &str) -> Vec<callfloor::model::Interval> {
    study(text).variants[0].centre.calendar().intervals.clone()
}

/// A Tuesday on which the centre is closed leaves Monday's evening whole, and people work it until it is over.
#[test]
fn an_evening_goes_on_into_a_closed_day() {
    let text = nights("start = 2026-03-02\ndays = 2\nclosed = [2026-03-03]", "")
        .replace("hours = \"00:00-24:00\"", "hours = \"18:00-08:00\"");
    let diary = night(&text, &[(1500.0, 5.0)], NOON);
    happens(
        diary,
        &[
            (1320, "comes"),
            (1500, "answers"),
            (1505, "is done"),
            (1505, "PaidBreak due 1500"),
            (1535, "PaidBreak ends"),
            (1800, "goes home"),
        ],
    );
}

/// Rows after midnight count by the clock: those of the day after the last one, too, as far as its evening goes on.
#[test]
fn files_go_on_through_the_evening() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("agents.csv"), "interval_start,agents\n18:00,6\n00:00,4\n01:00,3\n").unwrap();
    let hours = (18..26).map(|hour| (hour / 24, hour % 24));
    let rows = (2..4).flat_map(|day| hours.clone().map(move |(after, hour)| (day + after, hour)));
    let rows: Vec<String> =
        rows.map(|(day, hour)| format!("2026-03-{day:02}T{hour:02}:00,{}", if hour < 18 { 30 } else { 60 })).collect();
    std::fs::write(folder.path().join("calls.csv"), format!("interval_start,offered\n{}\n", rows.join("\n"))).unwrap();
    let text = "[calendar]\nstart = 2026-03-02\ndays = 2\ninterval = \"1h\"\nhours = \"18:00-02:00\"\n\
                [contacts.calls]\narrivals = { file = \"calls.csv\" }\ntalk = { mean = \"3m\" }\n\
                [teams.desk]\ntakes = [\"calls\"]\nagents = { file = \"agents.csv\" }\n[run]\nreplications = 50\n";
    let study = scenario::read_text("evening.toml", text, folder.path(), &[]);
    let study = study.unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    let results = experiment::run(&study, None, &()).unwrap();
    let variant = &results.variants[0];
    let agents = |it: usize| variant.teams["desk"].intervals[it].measures[&Measure::Agents].unwrap().mean;
    assert_eq!([0, 5, 6, 7].map(agents), [6.0, 6.0, 4.0, 3.0]);
    let offered = |it: usize| variant.contacts["calls"].intervals[it].measures[&Measure::Offered].unwrap().mean;
    // Of a hundred evenings, with standard errors of 0.8 and 0.5.
    assert!((0..6).all(|it| (offered(it) - 60.0).abs() < 3.5), "{:?}", (0..8).map(offered).collect::<Vec<_>>());
    assert!((6..8).all(|it| (offered(it) - 30.0).abs() < 2.5), "{:?}", (0..8).map(offered).collect::<Vec<_>>());
}
