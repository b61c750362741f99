//! Queues that grow without end: what they come to, the warning, and what must not be taken for one.

use callfloor::documents;
use callfloor::experiment;
use callfloor::results::{Measure, Results};
use callfloor::scenario::{self, Override};

/// Six agents for 6.7 erlangs of callers who never give up.
const OVERLOADED: &str = r#"
    title = "More work than people"
    [calendar]
    start = 2026-03-02
    days = 30
    hours = "00:00-24:00"
    [contacts.calls]
    arrivals = { rate = "100/h" }
    talk = { mean = "4m", shape = "exponential" }
    [teams.front]
    takes = ["calls"]
    agents = 6
    [run]
    replications = 10
"#;

fn run(text: &str, set: &[(&str, &str)]) -> Results {
    let set: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).into(), value: (*value).into() }).collect();
    let study = scenario::read_text("growing.toml", text, ".".as_ref(), &set)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

fn warnings(results: &Results) -> Vec<String> {
    let about_queues = |warning: &String| warning.contains("the queue of");
    results.warnings.iter().map(ToString::to_string).filter(about_queues).collect()
}

#[test]
fn more_work_than_people_is_said_with_its_pace() {
    let months = [run(OVERLOADED, &[]), run(OVERLOADED, &[("calendar.days", "60")])];
    let total = |results: &Results, measure| results.variants[0].contacts["calls"].total[&measure].unwrap();
    // (100 − 90) an hour over 720 hours; half of it on average; twice as much in twice the time.
    let unfinished = total(&months[0], Measure::Unfinished);
    assert!((unfinished.mean - 7200.0).abs() < 150.0, "{unfinished:?}");
    let queues = [0, 1].map(|month| total(&months[month], Measure::QueueLength));
    assert!((queues[0].mean - 3600.0).abs() < 90.0, "{queues:?}");
    assert!((queues[1].mean / queues[0].mean - 2.0).abs() < 0.08, "{queues:?}");
    for results in &months {
        let pace = total(results, Measure::QueueGrowthPerDay);
        assert!((pace.mean - 240.0).abs() < 4.0 * pace.half_width.unwrap() / 1.96, "{pace:?}");
        let said = warnings(results);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("In baseline, the queue of calls grows by 2"), "{said:?}");
        assert!(said[0].contains("contacts a day and still grows when the horizon ends"), "{said:?}");
        let contacts = &results.variants[0].contacts["calls"];
        assert!(contacts.still_growing && results.variants[0].all_contacts.still_growing);
        for row in Measure::table().filter(|row| row.grows_with_queue) {
            let total = contacts.total[&row.measure];
            assert!(total.is_none_or(|total| total.half_width.is_none()), "{}", row.key);
            let of_part = |estimate: &callfloor::results::Estimate| estimate.half_width.is_none();
            let parts =
                contacts.intervals.iter().filter_map(|interval| interval.measures.get(&row.measure).copied()?);
            assert!(parts.into_iter().all(|part| of_part(&part)), "{}", row.key);
        }
        assert!(total(results, Measure::Answered).half_width.is_some());
        let printed = documents::summary_of_run(results);
        assert!(printed.contains("still") && printed.contains("growing"), "{printed}");
    }
}

#[test]
fn messages_pile_up_too_and_weekends_are_no_recovery() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        days = 28
        [calendar.hours]
        mon-fri = "09:00-17:00"
        [contacts.letters]
        channel = "message"
        arrivals = { rate = "33/h" }
        talk = { mean = "6m", shape = "exponential" }
        due = "2 working days"
        [contacts.calls]
        arrivals = { rate = "20/h" }
        talk = { mean = "3m", shape = "exponential" }
        patience = { mean = "3m", shape = "exponential" }
        [teams.desk]
        takes = ["letters"]
        agents = 3
        [teams.phones]
        takes = ["calls"]
        agents = 1
        [[variants]]
        name = "Four"
        set = { "teams.desk.agents" = 4 }
        [run]
        replications = 10
    "#;
    let results = run(text, &[]);
    let said = warnings(&results);
    assert_eq!(said.len(), 1, "calls give up, and four can do it: {said:?}");
    assert!(said[0].starts_with("In baseline, the queue of letters grows by "), "{said:?}");
    // 33 come and 30 are done an hour, 40 hours a week.
    let pace = results.variants[0].contacts["letters"].total[&Measure::QueueGrowthPerDay].unwrap();
    assert!((pace.mean - 3.0 * 40.0 / 7.0).abs() < 4.0 * pace.half_width.unwrap() / 1.96, "{pace:?}");
    let of_letters = |measure| {
        let about = |one: &&callfloor::results::Comparison| one.scope.to_string() == "contacts.letters";
        results.comparisons.iter().filter(about).any(|one| one.measure == measure)
    };
    assert!(of_letters(Measure::ServiceLevel) && !of_letters(Measure::AsaSeconds) && !of_letters(Measure::QueueLength));
}

/// 5.7 erlangs for six agents: the queue is long at times, begins empty, and does not grow.
#[test]
fn a_busy_centre_that_settles_is_not_warned_of() {
    for (days, seed) in [("5", "1"), ("10", "2"), ("30", "3"), ("30", "4")] {
        let results =
            run(OVERLOADED, &[("contacts.calls.arrivals.rate", "85.5/h"), ("calendar.days", days), ("run.seed", seed)]);
        assert_eq!(warnings(&results), [""; 0], "{days} days");
        let contacts = &results.variants[0].contacts["calls"];
        assert_eq!((contacts.total[&Measure::QueueGrowthPerDay], contacts.still_growing), (None, false));
        assert!(contacts.total[&Measure::QueueLength].unwrap().half_width.is_some());
    }
}

/// Too few agents all day, but whoever still waits in the evening is sent away.
#[test]
fn a_queue_that_closing_time_empties_does_not_grow() {
    let results = run(OVERLOADED, &[("calendar.hours", "\"08:00-18:00\""), ("calendar.at_close", "\"turn_away\"")]);
    assert!(results.variants[0].contacts["calls"].total[&Measure::TurnedAway].unwrap().mean > 100.0);
    assert_eq!(warnings(&results), [""; 0]);
}
