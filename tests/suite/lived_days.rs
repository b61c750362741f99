//! Days of people at the edges: breaks that do not come off, pauses beside breaks, shifts that end at midnight, cases between
//! contacts. All against counting by hand.

use callfloor::engine::{
    Answer, Contact, Duty, Observer, Pause, Plan, RecordedCase, RecordedContact, RecordedCustomers, Replication,
    SampledCustomers, ShiftBegins,
};
use callfloor::experiment;
use callfloor::metrics::{AmongPeople, Layout, Listener, ReplicationTally};
use callfloor::model::{Centre, ContactTypeIndex, Study, TeamIndex};
use callfloor::random::Key;
use callfloor::scenario;
use callfloor::units::{Instant, Ticks};

fn study(text: &str) -> Study {
    scenario::read_text("days.toml", text, ".".as_ref(), &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A week from a Monday with one person at the desk, who works from 8 to 16.
fn one_person(desk: &str, more: &str) -> String {
    format!(
        r#"
        [calendar]
        start = 2026-03-02
        days = 5
        hours = "08:00-18:00"
        interval = "1h"

        [contacts.calls]
        arrivals = {{ rate = "20/h" }}
        talk = {{ mean = "5m", shape = "exponential" }}
        patience = {{ mean = "3m", shape = "exponential" }}

        [teams.desk]
        takes = ["calls"]
        {desk}
        [teams.desk.people]
        posts = 1
        shifts = ["day"]
        hours_per_week = 50

        [shifts.day]
        hours = "08:00-16:00"
        days = "mon-fri"
        breaks = [{{ after = "2h", lasts = "15m", paid = true }}, {{ after = "7h", lasts = "15m" }}]
        {more}
        "#
    )
}

/// Calls, or cases, of which the arrival and the work are given in minutes after the midnight on which the horizon begins.
fn record(contacts: &[(f64, f64)]) -> Vec<RecordedContact> {
    let contact = |&(at, talk): &(f64, f64)| RecordedContact {
        at: Instant::at_seconds(at * 60.0),
        talk: Ticks::from_seconds_f64(talk * 60.0),
        wrap_up: Ticks::ZERO,
        patience: Some(Ticks::from_seconds_f64(7200.0)),
    };
    contacts.iter().map(contact).collect()
}

/// The streams of the contact types, then those of the kinds of case.
fn recorded(centre: &Centre, streams: &[&[(f64, f64)]]) -> RecordedCustomers {
    let (contacts, cases) = streams.split_at(centre.contact_types().len());
    let case = |contact: RecordedContact| RecordedCase { at: contact.at, work: contact.talk };
    let cases = cases.iter().map(|cases| record(cases).into_iter().map(case).collect()).collect();
    RecordedCustomers::new(contacts.iter().map(|contacts| record(contacts)).collect()).with_cases(cases)
}

/// What is measured of these streams of contacts and cases.
fn measured(text: &str, streams: &[&[(f64, f64)]]) -> ReplicationTally {
    let study = study(text);
    let centre = &study.variants[0].centre;
    let mut customers = recorded(centre, streams);
    let (plan, layout) = (Plan::new(centre), Layout::new(centre.calendar(), false));
    let mut listener = Listener::new(centre, &layout);
    listener.keep_day(centre);
    Replication::new(&plan).run(&mut customers, Key::new(1, 0), &mut listener);
    listener.finish()
}

fn mean(among: Option<AmongPeople>) -> f64 {
    among.expect("somebody worked").mean
}

/// What the first person did on the day that is kept: what, and from which minute until which.
fn spans(tally: &ReplicationTally) -> Vec<(String, f64, f64)> {
    let day = tally.crews[0].day.as_ref().expect("a day is kept");
    let minute = |ticks: u64| Ticks(ticks).seconds() / 60.0;
    let said = |doing| serde_json::to_value(doing).unwrap().as_str().unwrap().to_owned();
    day.people[0].spans.iter().map(|&(doing, from, until)| (said(doing), minute(from), minute(until))).collect()
}

/// What people do, as told by the engine: team, what, and minute.
#[derive(Default)]
struct Diary {
    notes: Vec<(u32, String, f64)>,
    /// By agent, whether a shift is under way.
    at_work: Vec<bool>,
    shifts: Vec<ShiftBegins>,
}

impl Diary {
    fn of(&self, team: u32, word: &str) -> Vec<f64> {
        self.notes.iter().filter(|note| note.0 == team && note.1 == word).map(|note| note.2).collect()
    }

    fn note(&mut self, now: Instant, team: TeamIndex, what: String) {
        self.notes.push((team.0, what, now.seconds() / 60.0));
    }

    fn set_at_work(&mut self, agent: u32, at_work: bool) {
        let agent = agent as usize;
        self.at_work.resize(self.at_work.len().max(agent + 1), false);
        assert_ne!(self.at_work[agent], at_work, "a shift is over before the next begins");
        self.at_work[agent] = at_work;
    }
}

impl Observer for Diary {
    fn interval_begins(&mut self, _: Instant, _: u32) {}
    fn doors_close(&mut self, _: Instant) {}
    fn staffed(&mut self, _: Instant, _: TeamIndex, _: Duty, _: u32) {}
    fn offered(&mut self, _: Instant, _: &Contact) {}
    fn blocked(&mut self, _: Instant, _: &Contact) {}
    fn queued(&mut self, _: Instant, _: &Contact, _: u32) {}
    fn dequeued(&mut self, _: Instant, _: ContactTypeIndex, _: u32) {}
    fn answered(&mut self, now: Instant, _: &Contact, answer: &Answer) {
        assert!(self.at_work[answer.agent as usize], "nobody answers who is not at a shift");
        self.note(now, answer.team, "answers".into());
    }
    fn released(&mut self, _: Instant, _: TeamIndex) {}
    fn abandoned(&mut self, _: Instant, _: &Contact) {}
    fn turned_away(&mut self, _: Instant, _: &Contact) {}
    fn unfinished(&mut self, _: Instant, _: &Contact) {}
    fn settled(&mut self, _: Instant, _: &Contact) {}
    fn unmet(&mut self, _: Instant, _: &Contact) {}
    fn shift_begins(&mut self, _: Instant, shift: &ShiftBegins) {
        self.set_at_work(shift.agent, true);
        self.shifts.push(*shift);
    }
    fn shift_ends(&mut self, now: Instant, agent: u32, team: TeamIndex, _: Instant) {
        self.set_at_work(agent, false);
        self.note(now, team, "goes home".into());
    }
    fn pause_begins(&mut self, now: Instant, _: u32, team: TeamIndex, pause: Pause, _: Instant) {
        self.note(now, team, format!("{pause:?}"));
    }
    fn pause_ends(&mut self, now: Instant, _: u32, team: TeamIndex, pause: Pause) {
        self.note(now, team, format!("{pause:?} ends"));
    }
}

/// The Monday of the people of all teams with these calls.
fn monday(text: &str, streams: &[&[(f64, f64)]]) -> Diary {
    let study = study(text);
    let centre = &study.variants[0].centre;
    let plan = Plan::new(centre);
    let mut customers = recorded(centre, streams);
    let mut diary = Diary::default();
    Replication::new(&plan).run(&mut customers, Key::new(1, 0), &mut diary);
    diary.notes.retain(|(_, _, minute)| *minute < 24.0 * 60.0);
    diary
}

/// A call from ten to three until ten past four takes the second break with it.
#[test]
fn a_break_still_owed_when_the_shift_ends_is_missed() {
    let tally = measured(&one_person("", ""), &[&[(890.0, 80.0)]]);
    let lives = &tally.crews[0].lives;
    assert_eq!(mean(lives.breaks_a_day), 9.0 / 5.0);
    assert_eq!(mean(lives.breaks_missed_fraction), 1.0 / 10.0);
    assert_eq!(mean(lives.past_end_seconds), 600.0 / 5.0);
}

/// The meeting stands from eight to four, and both breaks are put off until it is over.
#[test]
fn a_break_for_which_a_meeting_leaves_no_time_is_missed() {
    let text =
        one_person("", "").replace("hours_per_week = 50", "hours_per_week = 16\nshrinkage.meetings = \"8h/week\"");
    let lives = &measured(&text, &[&[]]).crews[0].lives;
    let (shifts, taken, missed) = (mean(lives.shifts), mean(lives.breaks_a_day), mean(lives.breaks_missed_fraction));
    assert!(taken < 2.0, "there was a meeting: {taken}");
    assert!((missed - (2.0 - taken) / 2.0).abs() < 1e-9, "{missed} of breaks on {shifts} days");
}

#[test]
fn whoever_has_had_enough_contacts_still_has_breaks() {
    let clause = "[[clauses]]\nname = \"One\"\ncontacts_per_day = 1\nmode = \"enforce\"";
    let text = one_person("", clause);
    let calls: &[(f64, f64)] = &[(485.0, 5.0), (500.0, 5.0)];
    let diary = monday(&text, &[calls]);
    assert_eq!((diary.of(0, "answers"), diary.of(0, "Clause")), (vec![485.0], vec![490.0, 615.0, 915.0]));
    assert_eq!((diary.of(0, "PaidBreak"), diary.of(0, "UnpaidBreak")), (vec![600.0], vec![900.0]));
    assert_eq!(diary.of(0, "goes home"), [960.0]);
    assert_eq!(mean(measured(&text, &[calls]).crews[0].lives.breaks_a_day), 2.0);
}

/// Two minutes are left until the break: it begins in time, and with them makes more than the five that are due.
#[test]
fn a_pause_that_a_clause_grants_runs_into_the_break() {
    let clause = "[[clauses]]\nname = \"Two\"\ncontacts_in_a_row = 2\npause = \"5m\"\nmode = \"enforce\"";
    let calls: &[(f64, f64)] = &[(580.0, 9.0), (585.0, 9.0), (586.0, 3.0), (587.0, 3.0), (588.0, 3.0)];
    let diary = monday(&one_person("", clause), &[calls]);
    assert_eq!(diary.of(0, "Clause"), [598.0, 621.0]);
    assert_eq!(
        (diary.of(0, "PaidBreak"), diary.of(0, "answers")),
        (vec![600.0], vec![580.0, 589.0, 615.0, 618.0, 626.0])
    );
}

/// From 8:00 to 8:28 there is a call. At half past, two minutes without one are had, and three are given: the call that comes
/// at 8:32 and outlasts the hour waits for one of them.
#[test]
fn a_pause_in_the_hour_is_given_to_whoever_waits_at_the_half_of_it() {
    let clause = "[[clauses]]\nname = \"Five\"\npause_per_hour = \"5m\"\nmode = \"enforce\"";
    let calls: &[(f64, f64)] = &[(480.5, 27.5), (512.0, 40.0)];
    let text = one_person("", clause);
    let diary = monday(&text, &[calls]);
    assert_eq!((diary.of(0, "Clause"), diary.of(0, "Clause ends")), (vec![510.0], vec![512.5]));
    assert_eq!(diary.of(0, "answers"), [480.5, 512.5]);
    assert_eq!(measured(&text, &[calls]).clauses[0].broken, 0);
}

const CASES: &str = r#"
        cases = ["forms"]
        rotation = { policy = "between_calls", reserve = 0 }"#;
const FORMS: &str = r#"
        [cases.forms]
        arrivals = { rate = "1/h" }
        work = { mean = "30m", shape = "exponential" }"#;

/// A call, fifty minutes of waiting, half an hour on a case, and waiting again.
#[test]
fn waiting_that_ends_with_a_case_is_waiting() {
    let tally = measured(&one_person(CASES, FORMS), &[&[(485.0, 5.0)], &[(540.0, 30.0)]]);
    let expected = [
        ("waiting", 480.0, 485.0),
        ("contact", 485.0, 490.0),
        ("waiting", 490.0, 540.0),
        ("casework", 540.0, 570.0),
        ("waiting", 570.0, 600.0),
        ("break", 600.0, 615.0),
        ("waiting", 615.0, 900.0),
        ("break", 900.0, 915.0),
        ("waiting", 915.0, 960.0),
    ];
    assert_eq!(spans(&tally), expected.map(|(doing, from, until)| (doing.to_owned(), from, until)));
    let waiting = 5.0 + 50.0 + 30.0 + 285.0 + 45.0 + 4.0 * 450.0;
    assert!((mean(tally.crews[0].lives.occupancy) - 5.0 / (5.0 + waiting)).abs() < 1e-9);
    assert_eq!(mean(tally.crews[0].lives.seconds_between_contacts), 300.0, "only what ended with a contact");
}

/// Half an hour on a case is half an hour without a contact: no clause need grant more.
#[test]
fn time_on_cases_is_time_without_a_contact() {
    let clauses = format!(
        "{FORMS}\n[[clauses]]\nname = \"Five\"\npause_per_hour = \"5m\"\nmode = \"enforce\"
         [[clauses]]\nname = \"Two\"\ncontacts_in_a_row = 2\npause = \"5m\"\nmode = \"enforce\""
    );
    let streams: [&[(f64, f64)]; 2] = [&[(480.5, 2.0), (512.0, 4.0)], &[(480.6, 30.0)]];
    let diary = monday(&one_person(CASES, &clauses), &streams);
    assert_eq!((diary.of(0, "answers"), diary.of(0, "Clause")), (vec![480.5, 512.5], Vec::new()));
}

/// One team's last call is over while the other's customers still wait: there is nobody to stay for.
#[test]
fn whoever_has_nobody_to_serve_after_closing_goes_home() {
    let text = one_person("", "").replace("08:00-16:00", "10:00-18:00") + TWO_TEAMS;
    let diary = monday(&text, &[&[(1075.0, 10.0)], &[(1070.0, 30.0), (1072.0, 5.0)]]);
    assert_eq!((diary.of(1, "answers"), diary.of(1, "goes home")), (vec![1070.0, 1100.0], vec![1105.0]));
    assert_eq!(diary.of(0, "goes home"), [1085.0]);
}

const TWO_TEAMS: &str = r#"
        [contacts.letters]
        arrivals = { rate = "20/h" }
        talk = { mean = "5m", shape = "exponential" }
        patience = { mean = "3m", shape = "exponential" }
        [teams.office]
        takes = ["letters"]
        people = { posts = 1, shifts = ["day"], hours_per_week = 50 }"#;

fn round_the_clock(people: &str) -> String {
    format!(
        r#"
        [calendar]
        start = 2026-03-02
        days = 28
        hours = "00:00-24:00"
        interval = "1h"
        [contacts.calls]
        arrivals = {{ rate = "9/h" }}
        talk = {{ mean = "30m", shape = "exponential" }}
        patience = {{ mean = "30m", shape = "exponential" }}
        [teams.desk]
        takes = ["calls"]
        people = {{ {people}, hours_per_week = 40 }}
        [shifts.late]
        hours = "16:00-24:00"
        "#
    )
}

/// Ten to midnight until twenty past.
#[test]
fn a_call_that_outlasts_a_shift_until_midnight_is_past_its_end() {
    let text = round_the_clock("posts = 7, shifts = [\"late\"]");
    let tally = measured(&text, &[&[(1430.0, 30.0)]]);
    // One of seven people, in one of four weeks.
    let a_week = tally.crews[0].lives.past_end_seconds_a_week.expect("people worked");
    assert!((a_week.max - 300.0).abs() < 1e-6 && (a_week.mean - 300.0 / 7.0).abs() < 1e-6, "{a_week:?}");
    assert_eq!(Ticks(tally.crews[0].contracts[0].past_end).seconds(), 1200.0, "and paid");
}

/// Many are sick the day after a call over midnight.
#[test]
fn nobody_answers_who_is_not_at_work() {
    let text = round_the_clock(
        "posts = 8, shifts = [\"late\"], shrinkage = { sickness = { share = \"40%\", spell = \"1d\" } }",
    );
    let study = study(&text);
    let centre = &study.variants[0].centre;
    let plan = Plan::new(centre);
    let mut replication = Replication::new(&plan);
    for number in 0..10 {
        let (key, mut diary) = (Key::new(7, number), Diary::default());
        replication.run(&mut SampledCustomers::new(centre, key), key, &mut diary);
        assert!(diary.of(0, "goes home").iter().any(|minute| minute % 1440.0 > 0.1 && minute % 1440.0 < 60.0));
    }
}

#[test]
fn flexible_hours_are_no_more_than_stated_and_half_of_it_on_average() {
    for (stated, seconds) in [("5m", 300.0), ("10m", 600.0), ("1h", 3600.0)] {
        let text = one_person("", &format!("flexible = \"{stated}\"")).replace("days = 5\n", "days = 700\n");
        let study = study(&text);
        let plan = Plan::new(&study.variants[0].centre);
        let mut diary = Diary::default();
        Replication::new(&plan).run(&mut RecordedCustomers::new(vec![Vec::new()]), Key::new(1, 0), &mut diary);
        let later: Vec<f64> = diary.shifts.iter().map(|it| it.due.seconds() % 86_400.0 - 28_800.0).collect();
        assert!(later.iter().all(|later| (0.0..=seconds).contains(later)), "{stated}: {later:?}");
        let mean = later.iter().sum::<f64>() / later.len() as f64;
        // No spread on [0, s] is more than s / 2.
        let within = 4.0 * seconds / 2.0 / (later.len() as f64).sqrt();
        assert!((mean - seconds / 2.0).abs() < within, "{stated}: {mean} ± {within}");
    }
}

/// Whoever still had a call at one is out for fifty minutes of the hour.
#[test]
fn a_walkout_is_over_by_the_clock() {
    let walkout = "[[disruptions]]\nkind = \"walkout\"\nfrom = 2026-03-02T13:00:00\nlasts = \"1h\"\nshare = \"100%\"";
    let diary = monday(&one_person("", walkout), &[&[(770.0, 20.0)]]);
    assert_eq!((diary.of(0, "Stoppage"), diary.of(0, "Stoppage ends")), (vec![790.0], vec![840.0]));
}

/// Everybody whose working day it is has a row, the sick and those on leave among them.
#[test]
fn those_absent_have_a_row_in_the_day() {
    let text = one_person("", "")
        .replace("posts = 1\n", "posts = 10\nshrinkage.sickness = \"50%\"\nshrinkage.annual_leave = \"150d\"\n")
        + "[run]\nreplications = 1\nseed = 3";
    let results = experiment::run(&study(&text), Some(1), &()).expect("the run completes");
    let results = serde_json::to_value(results).unwrap();
    let day = &results["variants"][0]["people"]["desk"]["day"]["people"];
    let people = day.as_array().unwrap();
    assert_eq!(people.len(), 10);
    let whole_day =
        |doing: &str| people.iter().filter(|it| it["spans"] == serde_json::json!([[doing, 28_800, 57_600]])).count();
    assert!(whole_day("sick") > 0 && whole_day("on_leave") > 0, "{day}");
}
