//! Who goes home when the number of agents falls.

use std::path::Path;

use callfloor::engine::{Plan, RecordedContact, RecordedCustomers, Replication};
use callfloor::experiment;
use callfloor::model::Study;
use callfloor::random::Key;
use callfloor::results::Measure;
use callfloor::scenario;
use callfloor::units::{Instant, Ticks};

use super::shifts::Diary;

fn text(agents: &str, rest: &str) -> String {
    format!(
        "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-11:00\"\ninterval = \"1h\"\n\
         [contacts.calls]\narrivals = {{ rate = \"20/h\" }}\ntalk = {{ mean = \"40m\", shape = \"exponential\" }}\n\
         patience = {{ mean = \"30m\", shape = \"exponential\" }}\n\
         [teams.desk]\ntakes = [\"calls\"]\nagents = {agents}\n{rest}\n[run]\nreplications = 200\n"
    )
}

fn study(text: &str) -> Study {
    scenario::read_text("staff.toml", text, Path::new("."), &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// When calls are answered, in minutes after opening; of each, when it arrives and how long it takes.
fn answered(agents: &str, rule: &str, calls: &[(f64, f64)]) -> Vec<u32> {
    let study = study(&text(agents, rule));
    let plan = Plan::new(&study.variants[0].centre);
    let opening = 8.0 * 60.0;
    let contacts = calls.iter().map(|&(at, talk)| RecordedContact {
        at: Instant::at_seconds((opening + at) * 60.0),
        talk: Ticks::from_seconds_f64(talk * 60.0),
        wrap_up: Ticks::ZERO,
        patience: None,
    });
    let mut customers = RecordedCustomers::new(vec![contacts.collect()]);
    let mut diary = Diary::default();
    Replication::new(&plan).run(&mut customers, Key::new(1, 0), &mut diary);
    diary.0.retain(|(_, what)| what == "answers");
    diary.0.iter().map(|(minute, _)| minute - 480).collect()
}

const NAMED: &str = "when_agents_fall = \"named\"";

/// Three agents until nine, one from then on. They take calls at 1, 2 and 3 minutes: the first until 90, the second until 70, the third
/// until 61. A fourth caller comes at 55.
#[test]
fn whoever_is_free_first_goes_or_those_who_are_named() {
    let calls = [(1.0, 89.0), (2.0, 68.0), (3.0, 58.0), (55.0, 5.0)];
    // Two go as they finish, and the last one answers.
    assert_eq!(answered("[3, 1, 1]", "", &calls), [1, 2, 3, 90]);
    assert_eq!(answered("[3, 1, 1]", "when_agents_fall = \"first_free\"", &calls), [1, 2, 3, 90]);
    // The first two are named; the third is free first, and stays.
    assert_eq!(answered("[3, 1, 1]", NAMED, &calls), [1, 2, 3, 61]);
}

#[test]
fn idle_agents_go_before_anybody_is_named() {
    // The second and the third are idle at nine and go; the first stays, and answers again.
    let calls = [(1.0, 89.0), (70.0, 5.0)];
    assert_eq!(answered("[3, 1, 1]", NAMED, &calls), [1, 90]);
    // Two of three are with a caller, one too many: the first is named.
    let calls = [(1.0, 89.0), (2.0, 68.0), (75.0, 5.0)];
    assert_eq!(answered("[3, 1, 1]", NAMED, &calls), [1, 2, 75]);
}

#[test]
fn whoever_is_named_stays_if_the_number_rises_again_before() {
    // Named at nine, wanted again at ten: all three answer again as they are free.
    let calls = [(1.0, 139.0), (2.0, 128.0), (3.0, 122.0), (55.0, 30.0), (56.0, 30.0), (57.0, 30.0)];
    assert_eq!(answered("[3, 1, 3]", NAMED, &calls), [1, 2, 3, 125, 130, 140]);
}

/// Of those still talking at nine, the ones who finish first are no longer there for others by the usual rule: named agents answer more.
#[test]
fn named_agents_leave_more_who_answer() {
    let level = |rule: &str| {
        let results = experiment::run(&study(&text("[20, 8, 8]", rule)), None, &()).unwrap();
        let total = &results.variants[0].contacts["calls"].total;
        (total[&Measure::Answered].unwrap(), total[&Measure::Abandoned].unwrap().mean)
    };
    let (first_free, lost) = level("");
    let (named, lost_named) = level(NAMED);
    let standard_error = first_free.half_width.unwrap().hypot(named.half_width.unwrap()) / 1.96;
    assert!(named.mean - first_free.mean > 3.0 * standard_error, "{named:?} {first_free:?}");
    assert!(lost_named < lost);
}

#[test]
fn a_large_fall_among_long_contacts_is_spoken_of() {
    let warned = |agents: &str, rule: &str, talk: &str| {
        let text = text(agents, rule).replace("40m", talk);
        study(&text).warnings.iter().any(|it| {
            it.starts_with("Agents of `desk` fall from 20 to 8 at 09:00 on Monday, and its contacts take 40m")
        })
    };
    assert!(warned("[20, 8, 8]", "", "40m"));
    assert!(!warned("[20, 8, 8]", NAMED, "40m"));
    assert!(!warned("[20, 8, 8]", "when_agents_fall = \"first_free\"", "40m"));
    assert!(!warned("[20, 8, 8]", "", "30m"));
    assert!(!warned("[20, 18, 18]", "", "40m"));
    let nothing = study(&text("20", NAMED)).warnings;
    assert!(
        nothing.iter().any(|it| it.starts_with("`when_agents_fall` of teams.desk changes nothing here")),
        "{nothing:?}"
    );
}

#[test]
fn the_rule_stands_neither_beside_people_nor_beside_cases() {
    let refused = |text: &str| match scenario::read_text("staff.toml", text, Path::new("."), &[]) {
        Ok(_) => panic!("{text} is accepted"),
        Err(faults) => faults.render(false),
    };
    let cases = text("[3, 1, 1]", NAMED).replace("takes = [\"calls\"]", "takes = [\"calls\"]\ncases = [\"files\"]");
    let cases = format!("{cases}[cases.files]\narrivals = {{ rate = \"1/h\" }}\nwork = {{ mean = \"20m\" }}\n");
    assert!(refused(&cases).contains("agents at cases go first when the number falls"), "{}", refused(&cases));
    let people = text("3", NAMED).replace("agents = 3", "people = { posts = 3, shifts = [\"day\"] }");
    let people = format!("{people}[shifts.day]\nhours = \"08:00-11:00\"\n");
    assert!(refused(&people).contains("`when_agents_fall` does not stand beside `people`"), "{}", refused(&people));
}
