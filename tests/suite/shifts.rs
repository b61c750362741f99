//! People who come, pause and go home by their shifts, against counting by hand.

use callfloor::engine::{
    Answer, Contact, Duty, HandOver, Observer, Pause, Plan, RecordedContact, RecordedCustomers, Replication,
    ShiftBegins,
};
use callfloor::experiment;
use callfloor::model::{Study, TeamIndex};
use callfloor::random::Key;
use callfloor::results::{Measure, Results};
use callfloor::scenario;
use callfloor::units::{Instant, Ticks};

fn study(text: &str) -> Study {
    scenario::read_text("shifts.toml", text, ".".as_ref(), &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

fn run(text: &str) -> Results {
    experiment::run(&study(text), Some(2), &()).expect("the run completes")
}

/// A centre open from 8 to 18 with so many people on one shift.
fn centre(people: &str, shift: &str, run: &str) -> String {
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
        {people}

        [shifts.day]
        {shift}

        [run]
        {run}
        "#
    )
}

/// What happens to people, in words and minutes after midnight.
#[derive(Default)]
pub(super) struct Diary(pub(super) Vec<(u32, String)>);

impl Diary {
    fn note(&mut self, now: Instant, what: impl Into<String>) {
        self.0.push(((now.seconds() / 60.0).round() as u32, what.into()));
    }

    fn of(&self, word: &str) -> Vec<u32> {
        self.0.iter().filter(|(_, what)| what == word).map(|(minute, _)| *minute).collect()
    }
}

impl Observer for Diary {
    fn interval_begins(&mut self, _: Instant, _: u32) {}
    fn doors_close(&mut self, _: Instant) {}
    fn staffed(&mut self, _: Instant, _: TeamIndex, _: Duty, _: u32) {}
    fn offered(&mut self, _: Instant, _: &Contact) {}
    fn blocked(&mut self, _: Instant, _: &Contact) {}
    fn queued(&mut self, _: Instant, _: &Contact, _: u32) {}
    fn dequeued(&mut self, _: Instant, _: callfloor::model::ContactTypeIndex, _: u32) {}
    fn answered(&mut self, now: Instant, _: &Contact, _: &Answer) {
        self.note(now, "answers");
    }
    fn released(&mut self, now: Instant, _: TeamIndex) {
        self.note(now, "is done");
    }
    fn abandoned(&mut self, now: Instant, _: &Contact) {
        self.note(now, "loses a caller");
    }
    fn turned_away(&mut self, _: Instant, _: &Contact) {}
    fn unfinished(&mut self, _: Instant, _: &Contact) {}
    fn settled(&mut self, _: Instant, _: &Contact) {}
    fn unmet(&mut self, _: Instant, _: &Contact) {}
    fn handed_over(&mut self, now: Instant, _: &Contact, _: &HandOver) {
        self.note(now, "hands over");
    }
    fn taken_over(&mut self, now: Instant, _: &Contact, _: &Answer, _: bool) {
        self.note(now, "takes over");
    }
    fn shift_begins(&mut self, now: Instant, _: &ShiftBegins) {
        self.note(now, "comes");
    }
    fn shift_ends(&mut self, now: Instant, _: u32, _: TeamIndex, _: Instant) {
        self.note(now, "goes home");
    }
    fn pause_begins(&mut self, now: Instant, _: u32, _: TeamIndex, pause: Pause, due: Instant) {
        self.note(now, format!("{pause:?} due {}", (due.seconds() / 60.0).round()));
    }
    fn pause_ends(&mut self, now: Instant, _: u32, _: TeamIndex, pause: Pause) {
        self.note(now, format!("{pause:?} ends"));
    }
    fn break_missed(&mut self, now: Instant, _: u32, _: TeamIndex) {
        self.note(now, "misses a break");
    }
}

/// One person's Monday with calls of which the arrival and the talk are given in minutes.
fn monday(people: &str, shift: &str, calls: &[(f64, f64)]) -> Diary {
    let study = study(&centre(people, shift, "replications = 1"));
    let plan = Plan::new(&study.variants[0].centre);
    let contacts = calls.iter().map(|&(at, talk)| RecordedContact {
        at: Instant::at_seconds(at * 60.0),
        talk: Ticks::from_seconds_f64(talk * 60.0),
        wrap_up: Ticks::ZERO,
        patience: Some(Ticks::from_seconds_f64(3600.0)),
    });
    let mut customers = RecordedCustomers::new(vec![contacts.collect()]);
    let mut diary = Diary::default();
    Replication::new(&plan).run(&mut customers, Key::new(1, 0), &mut diary);
    diary.0.retain(|(minute, _)| *minute < 24 * 60);
    diary
}

const ONE: &str = "people = { posts = 1, shifts = [\"day\"], hours_per_week = 37.5 }";
const EARLY: &str = r#"hours = "08:00-16:00"
        days = "mon-fri"
        breaks = [{ after = "2h", lasts = "15m", paid = true }, { after = "4h", lasts = "30m", missed_after = "20m" }]"#;

#[test]
fn a_day_without_calls_goes_by_the_timetable() {
    let diary = monday(ONE, EARLY, &[]);
    let expected = [
        (480, "comes"),
        (600, "PaidBreak due 600"),
        (615, "PaidBreak ends"),
        (720, "UnpaidBreak due 720"),
        (750, "UnpaidBreak ends"),
        (960, "goes home"),
    ];
    assert_eq!(diary.0, expected.map(|(minute, what)| (minute, what.to_owned())));
}

#[test]
fn a_call_moves_a_break_makes_another_be_missed_and_is_finished_after_the_shift() {
    let calls = [(595.0, 10.0), (610.0, 1.0), (715.0, 40.0), (950.0, 30.0), (955.0, 1.0)];
    let diary = monday(ONE, EARLY, &calls);
    assert_eq!(diary.of("PaidBreak due 600"), [605], "the break waits for the call's end");
    assert_eq!(diary.of("PaidBreak ends"), [620]);
    assert_eq!(diary.of("answers"), [595, 620, 715, 950], "whoever waited is answered after the break");
    assert_eq!(diary.of("misses a break"), [755], "35 minutes late is more than 20");
    assert_eq!(diary.of("goes home"), [980], "20 minutes after the end");
    assert_eq!(diary.of("loses a caller"), [1015], "nobody is left for the last");
}

#[test]
fn whoever_waits_at_closing_is_served_by_those_still_there() {
    let late = "hours = \"10:00-18:00\"\ndays = \"mon-fri\"";
    let people = "people = { posts = 1, shifts = [\"day\"], hours_per_week = 40 }";
    let diary = monday(people, late, &[(1070.0, 20.0), (1075.0, 5.0)]);
    assert_eq!(diary.of("answers"), [1070, 1090]);
    assert_eq!(diary.of("goes home"), [1095]);
}

#[test]
fn a_walkout_takes_people_out_of_the_middle_of_the_day_and_they_return() {
    let strike =
        "\n[[disruptions]]\nkind = \"walkout\"\nfrom = 2026-03-02T13:00:00\nlasts = \"1h\"\nshare = \"100%\"\n";
    let study = study(&(centre(ONE, EARLY, "replications = 1") + strike));
    let plan = Plan::new(&study.variants[0].centre);
    let mut diary = Diary::default();
    Replication::new(&plan).run(&mut RecordedCustomers::new(vec![Vec::new()]), Key::new(1, 0), &mut diary);
    assert_eq!(diary.of("Stoppage due 780"), [780]);
    assert_eq!(diary.of("Stoppage ends")[0], 840);
}

/// People who all work whenever the centre is open are agents by number: digit for digit.
#[test]
fn people_who_are_always_there_are_agents_by_number() {
    let shift = "hours = \"08:00-18:00\"\ndays = \"mon-fri\"";
    let run_keys = "replications = 20";
    let people = "people = { posts = 3, shifts = [\"day\"], hours_per_week = 50 }";
    let with_people = run(&centre(people, shift, run_keys));
    let by_number = centre("agents = 3", shift, run_keys);
    let by_number = run(&by_number[..by_number.find("[shifts.day]").unwrap()].to_owned().add_run(run_keys));
    let calls = |results: &Results| results.variants[0].contacts["calls"].total.clone();
    assert_eq!(calls(&with_people), calls(&by_number));
    let occupancy = |results: &Results| results.variants[0].teams["desk"].total[&Measure::Occupancy];
    assert_eq!(occupancy(&with_people), occupancy(&by_number));
}

trait AddRun {
    fn add_run(self, keys: &str) -> String;
}

impl AddRun for String {
    fn add_run(self, keys: &str) -> String {
        self + "[run]\n" + keys
    }
}

/// A week of a busy desk of 20 people, under these further tables of the file.
fn busy(people: &str, more: &str) -> Results {
    run(&format!(
        r#"
        [calendar]
        start = 2026-03-02
        weeks = 1
        interval = "1h"
        hours.mon-fri = "08:00-18:00"
        hours.sat = "closed"
        hours.sun = "closed"

        [contacts.calls]
        arrivals = {{ rate = "210/h" }}
        talk = {{ mean = "5m", shape = "exponential" }}
        patience = {{ mean = "3m", shape = "exponential" }}

        [teams.desk]
        takes = ["calls"]
        people = {{ posts = 20, shifts = ["day"], hours_per_week = 50{people} }}

        [shifts.day]
        hours = "08:00-18:00"
        {more}

        [run]
        replications = 10
        "#
    ))
}

fn broken(results: &Results, variant: &str) -> f64 {
    let variant = results.variants.iter().find(|it| it.name == variant).expect("the variant was run");
    variant.clauses.iter().next().expect("there is a clause").1.total[&Measure::BrokenFraction]
        .expect("people were at work")
        .mean
}

/// An enforced clause holds, and callers pay for it.
#[test]
fn enforced_clauses_hold_and_cost_service() {
    let never = ["contacts_per_day = 60", "contacts_per_week = 300", "contacts_in_a_row = 8\npause = \"2m\""];
    for rule in never {
        let more = format!(
            "[[clauses]]\nname = \"Rule\"\n{rule}\nmode = \"check\"\n[[variants]]\nname = \"Kept\"\nset = {{ \"clauses.0.mode\" = \"enforce\" }}"
        );
        let results = busy("", &more);
        assert!(broken(&results, "baseline") > 0.05, "{rule} is broken: {}", broken(&results, "baseline"));
        assert_eq!(broken(&results, "Kept"), 0.0, "{rule}");
        let level =
            |variant: usize| results.variants[variant].contacts["calls"].total[&Measure::ServiceLevel].unwrap().mean;
        assert!(level(1) < level(0), "{rule} costs something: {} against {}", level(1), level(0));
    }
    let more = "[[clauses]]\nname = \"Rule\"\npause_per_hour = \"5m\"\nmode = \"check\"\n[[variants]]\nname = \"Kept\"\nset = { \"clauses.0.mode\" = \"enforce\" }";
    let results = busy("", more);
    // Only a call that outlasts the second half of an hour breaks it.
    assert!(broken(&results, "Kept") < 0.1 * broken(&results, "baseline"), "{}", broken(&results, "Kept"));
}

/// A recruit who takes half as long again, and never learns within the week, is the only one there.
#[test]
fn recruits_take_longer_and_settle_less() {
    let learning = ", filled = 0, intakes = [{ date = 2026-03-02, people = 20 }], \
                    learning = { handling_excess = 0.5, time_constant = \"5000w\", resolution_loss = \"20%\" }";
    let results = busy(learning, "");
    let calls = &results.variants[0].contacts["calls"].total;
    let aht = calls[&Measure::AhtSeconds].expect("calls were answered");
    let within = 4.0 / 2.262 * aht.half_width.expect("ten replications");
    assert!((aht.mean - 450.0).abs() < within && within < 20.0, "{} ± {within}", aht.mean);
    let (settled, answered) =
        (calls[&Measure::SettledFraction].unwrap().mean, calls[&Measure::AnsweredFraction].unwrap().mean);
    assert!((settled / answered - 0.8).abs() < 0.01, "{}", settled / answered);
}

/// Meetings and training take the stated shares of paid time, of those present and of those who make up for absence.
#[test]
fn meetings_and_training_take_what_is_stated() {
    let text = centre(
        "people = { posts = 50, shifts = [\"day\"], hours_per_week = 50, shrinkage = { training = \"4%\", meetings = \"1h/week\" } }",
        "hours = \"08:00-18:00\"\ndays = \"mon-fri\"",
        "replications = 10",
    )
    .replace("days = 5\n", "weeks = 8\n");
    let results = run(&text);
    let team = &results.variants[0].teams["desk"].total;
    for (measure, stated) in [(Measure::TrainingFraction, 0.04), (Measure::MeetingFraction, 0.02)] {
        let found = team[&measure].expect("people were at work");
        let within = 4.0 / 2.262 * found.half_width.expect("ten replications") + 0.0005;
        assert!((found.mean - stated).abs() < within && within < 0.004, "{measure}: {} ± {within}", found.mean);
    }
}

/// Above the threshold load multiplies absence; below it, or without it, nothing changes.
#[test]
fn load_makes_people_ill_only_above_the_threshold() {
    let text = |load: &str| {
        centre(
            &format!(
                "people = {{ posts = 2, shifts = [\"day\"], hours_per_week = 50, \
                 shrinkage = {{ sickness = {{ share = \"5%\", spell = \"2d\" }} }}{load} }}"
            ),
            "hours = \"08:00-18:00\"\ndays = \"mon-fri\"",
            "replications = 10",
        )
        .replace("days = 5\n", "weeks = 26\n")
    };
    let figure = |load: &str, measure: Measure| {
        run(&text(load)).variants[0].workforces["desk"].total[&measure].map(|it| it.mean)
    };
    let high = ", load = { above = \"99%\" }";
    let low = ", load = { above = \"10%\", absence = 0.2 }";
    assert_eq!(figure("", Measure::SickFraction), figure(high, Measure::SickFraction));
    assert_eq!(figure(high, Measure::AbsenceMultiplier), Some(1.0));
    let multiplier = figure(low, Measure::AbsenceMultiplier).expect("load feedback is on");
    // Occupancy is near 80%: seven tenths above, each a fifth more, from the second four weeks on.
    assert!((1.8..2.5).contains(&multiplier), "{multiplier}");
    assert!(figure(low, Measure::SickFraction) > figure("", Measure::SickFraction));
}

/// Ten tenths above the threshold are more than the multiplier may be: the results say so.
#[test]
fn a_load_that_spirals_is_said_to() {
    let text = |most: &str| {
        centre(
            &format!(
                "people = {{ posts = 2, shifts = [\"day\"], hours_per_week = 50, shrinkage = {{ sickness = \"5%\" }}, \
                 load = {{ above = \"10%\", absence = 1.0, most = {most} }} }}"
            ),
            "hours = \"08:00-18:00\"\ndays = \"mon-fri\"",
            "replications = 3",
        )
        .replace("days = 5\n", "weeks = 12\n")
    };
    let said =
        |most: &str| run(&text(most)).warnings.iter().any(|warning| warning.to_string().contains("spirals in 3 of 3"));
    assert!(said("2.5") && !said("50"));
    assert!(!said("1"), "what may not rise feeds on nothing");
}

/// Two on a contract of 30 pounds an hour and two on one of 10, if shares are dealt as they should be; nobody calls but when said.
fn paid(rate: &str, rest: &str) -> Results {
    let people = "[teams.desk.people]\nposts = 4\nshifts = [\"day\"]\npay = { permanent = 20, overtime = 2 }\n\
                  contracts = [{ share = \"50%\", hours_per_week = 40, pay = 30 }, { share = \"50%\", hours_per_week = 40, pay = 10 }]";
    let shift = "hours = \"08:00-16:30\"\nbreaks = [{ after = \"4h\", lasts = \"30m\" }]\ndays = \"mon-fri\"";
    let text = centre(people, shift, &format!("replications = 20\n{rest}")).replace("days = 5\n", "days = 7\n");
    let hours = "hours = { mon-fri = \"08:00-18:00\" }";
    run(&text.replace("20/h", rate).replacen("hours = \"08:00-18:00\"", hours, 1))
}

fn cost(results: &Results, measure: Measure) -> f64 {
    results.variants[0].teams["desk"].total[&measure].expect("there is pay").mean
}

/// A week of four contracts of 40 hours is £3,200. A strike of all for two days costs them 8 of 40 hours each day, £1,280 together; a
/// walkout from 11:30 to 14:00 with half an hour's break in it, two hours, £160. Strikers are paid for nothing else, and an absence is paid.
#[test]
fn nobody_is_paid_for_a_strike() {
    let disruption = |kind: &str, from: &str, lasts: &str| {
        format!("[[disruptions]]\nkind = \"{kind}\"\nfrom = 2026-03-{from}\nlasts = \"{lasts}\"\nshare = \"100%\"\n")
    };
    let total = |rest: &str| {
        let results = paid("0/h", rest);
        (cost(&results, Measure::Cost), cost(&results, Measure::PaidHours))
    };
    let close = |(cost, hours): (f64, f64), (pounds, paid): (f64, f64)| {
        assert!((cost - pounds).abs() < 1e-6 && (hours - paid).abs() < 1e-6, "{cost} {hours}");
    };
    close(total(""), (3200.0, 160.0));
    close(total(&disruption("strike", "03T00:00:00", "48h")), (1920.0, 96.0));
    close(total(&disruption("walkout", "04T11:30:00", "150m")), (3040.0, 152.0));
    close(total(&disruption("absence", "03T00:00:00", "48h")), (3200.0, 96.0));
    close(total(&disruption("strike", "07T00:00:00", "24h")), (3200.0, 160.0));
}

/// Overtime is paid by the contract of whoever works it: those on the higher pay have a day off in all of this week, so each hour of it
/// costs twice ten pounds.
#[test]
fn overtime_is_paid_by_contract() {
    let people = "[teams.desk.people]\nposts = 4\npay = { permanent = 20, overtime = 2 }\n\
                  contracts = [{ share = \"50%\", hours_per_week = 40, pay = 30, shifts = [\"weekend\"] }, \
                               { share = \"50%\", hours_per_week = 40, pay = 10, shifts = [\"day\"] }]";
    let weekend = "replications = 20\n[shifts.weekend]\nhours = \"10:00-18:00\"\ndays = \"sat\"";
    let text = centre(people, "hours = \"10:00-18:00\"\ndays = \"mon-fri\"", weekend);
    // The Saturday before is the first day of the horizon, and of the warm-up.
    let results = run(&text.replace("2026-03-02", "2026-02-28").replace("days = 5\n", "days = 7\n").replacen(
        "replications",
        "warm_up = \"48h\"\nreplications",
        1,
    ));
    let past_end = cost(&results, Measure::PaidHours) - 5.0 * 2.0 * 8.0;
    let overtime = cost(&results, Measure::CostOvertime);
    assert!(past_end > 0.0 && (overtime - 20.0 * past_end).abs() < 1e-6, "{overtime} for {past_end} hours");
    let contracts = 4.0 * 40.0 * 20.0 * 5.0 / 7.0;
    assert!((cost(&results, Measure::Cost) - contracts - overtime).abs() < 1e-6);
}

/// Thirty recruits on the floor take 15% of a person each from ten: 45% of their shifts of eight hours, 11.25% of all forty's, though that is
/// more than two hours a day. What is owed at the start and at the end is up to an hour or so of 160.
#[test]
fn mentors_give_all_the_time_that_recruits_take() {
    let people = "[teams.desk.people]\nposts = 40\nfilled = 10\nshifts = [\"day\"]\nlearning = { time_constant = \"1000d\" }\n\
                  intakes = [{ date = 2026-03-02, people = 30 }]\n\
                  hiring = { fills_vacancies = false, training = \"0d\", mentor_load = \"15%\", mentored = \"8w\" }";
    let text = centre(people, "hours = \"08:00-16:00\"\ndays = \"mon-fri\"", "replications = 20");
    let results = run(&text.replace("days = 5\n", "weeks = 4\n").replace("20/h", "1/h"));
    let training = results.variants[0].teams["desk"].total[&Measure::TrainingFraction].unwrap().mean;
    assert!((training - 0.1125).abs() < 0.1125 * 2.0 / 72.0, "{training}");
}
