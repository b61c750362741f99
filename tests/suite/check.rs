//! What `check` says back before anything is simulated, and what it marks as odd.

use std::fs;
use std::process::Command;

use callfloor::experiment::understood;
use callfloor::report::understood_lines;
use callfloor::results::Understood;
use callfloor::scenario;
use serde_json::Value;

/// Two weeks of short days, half an hour of calls that nobody may answer.
const SCENARIO: &str = r#"
    title = "Two weeks"
    [calendar]
    start = 2026-03-02
    weeks = 2
    hours = { mon-fri = "08:00-10:00", sat = "09:00-10:00" }
    [contacts.calls]
    title = "Calls"
    arrivals = { rates = ["60/h", "120/h"] }
    talk = { mean = "4m" }
    wrap_up = { mean = "1m" }
    [teams.front]
    title = "Front"
    takes = ["calls"]
    agents = [8, 12, 12, 10]
    [[variants]]
    name = "More"
    set = { "teams.front.agents" = 14 }
    [run]
    replications = 20
"#;

fn said(text: &str, files: &[(&str, &str)]) -> (Understood, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, rows)| fs::write(folder.path().join(name), rows).unwrap());
    let study = scenario::read_text("check.toml", text, folder.path(), &[]);
    let understood = understood(&study.unwrap_or_else(|faults| panic!("{}", faults.render(false))));
    let lines = understood_lines(&understood);
    (understood, lines)
}

#[test]
fn a_planner_recognises_the_week() {
    let (understood, lines) = said(SCENARIO, &[]);
    // Ten weekdays of 60 and 120, two Saturdays of half an hour each of 60 and 120 an hour: 5 × 180 + 90 a week.
    assert_eq!(understood.contacts[0].expected, 1980.0);
    assert_eq!(understood.contacts[0].expected_a_week, Some(990.0));
    assert_eq!(understood.contacts[0].aht_seconds, 300.0);
    // The first interval of 120 an hour: 60 contacts of 5 minutes in half an hour are 10 erlangs.
    let busiest = understood.busiest.as_ref().unwrap();
    assert_eq!(
        (busiest.at.as_str(), busiest.contacts, busiest.load_erlangs, busiest.agents_on_duty),
        ("2026-03-02T09:00", 60.0, 10.0, 12.0)
    );
    // Half-hours: 8 + 12 + 12 + 10 on a weekday, 12 + 10 on a Saturday, halved into hours.
    assert_eq!(understood.teams[0].paid_hours_a_week, Some(5.0 * 21.0 + 11.0));
    assert_eq!(understood.teams[0].on_duty_by_weekday[5], Some(12.0));
    assert_eq!(
        understood.calendar.hours_by_weekday,
        [Some(2.0), Some(2.0), Some(2.0), Some(2.0), Some(2.0), Some(1.0), Some(0.0)]
    );
    assert!(understood.oddities.is_empty(), "{:?}", understood.oddities);
    for line in [
        "14 days from 2026-03-02, 12 of them open, for 22 hours (Mon 2, Tue 2, Wed 2, Thu 2, Fri 2, Sat 1), in intervals of 30m.",
        "Calls: 990 contacts a week, 5m each on average; most on Mon 2026-03-02 at 09:00: 60 contacts, 10 erlangs for 12 agents on duty.",
        "Front: at most 12 on duty on every open day; 116 hours on duty a week.",
        "When the number of agents falls, whoever is free goes first, then whoever finishes a contact first.",
    ] {
        assert!(lines.iter().any(|said| said == line), "{line}\nis not in\n{}", lines.join("\n"));
    }
}

#[test]
fn people_are_counted_by_their_contracts() {
    let people = r#"[teams.front.people]
    posts = 16
    hours_per_week = 42
    shifts = ["day"]
    [shifts.day]
    hours = "08:00-10:00"
    "#;
    let text = SCENARIO
        .replace("agents = [8, 12, 12, 10]\n", people)
        .replace("\"teams.front.agents\" = 14", "\"teams.front.people.posts\" = 17");
    let (understood, _) = said(&text.replace("sat = \"09:00", "sat = \"08:00"), &[]);
    assert_eq!((understood.teams[0].people, understood.teams[0].paid_hours_a_week), (Some(16), Some(672.0)));
    // 21 shifts of two hours a week are more than there are days: all are there.
    assert_eq!(understood.teams[0].on_duty_by_weekday[0], Some(16.0));
    assert!(
        understood.oddities.iter().any(|oddity| oddity
            == "Front: a contract of 42 hours a week has shifts of 12 paid hours a week at most, so the rest is worked in no shift"),
        "{:?}",
        understood.oddities
    );
}

#[test]
fn oddities_are_marked_and_not_refused() {
    let odd = |find: &str, put: &str| {
        assert!(SCENARIO.contains(find));
        said(&SCENARIO.replace(find, put), &[]).0.oddities.join("\n")
    };
    let nobody = odd("[8, 12, 12, 10]", "[0, 12, 12, 10]");
    assert!(
        nobody.contains(
            "Calls: 300 contacts arrive in 10 intervals with nobody on duty to answer, first Monday 2026-03-02 at 08:00"
        ),
        "{nobody}"
    );
    let idle = odd("rates = [\"60/h\", \"120/h\"]", "rates = [\"0/h\", \"120/h\"]");
    assert!(idle.contains("Front: agents are on duty and nothing arrives for them in 22 intervals"), "{idle}");
    let flooded = odd("agents = [8, 12, 12, 10]", "agents = 6");
    assert!(flooded.contains("165 hours of work arrive for 132 hours on duty: not all of it can be done"), "{flooded}");
}

#[test]
fn a_day_unlike_the_others_of_its_name_is_marked() {
    let mut rows = "interval_start,offered\n".to_owned();
    for day in 0..28 {
        let date = 2 + day;
        let calls = if date == 17 { 20 } else { 60 };
        rows += &format!("2026-03-{date:02}T08:00,{calls}\n2026-03-{date:02}T09:00,{calls}\n");
    }
    let text = SCENARIO
        .replace("rates = [\"60/h\", \"120/h\"]", "file = \"calls.csv\"")
        .replace("weeks = 2", "weeks = 4")
        .replace("hours = { mon-fri = \"08:00-10:00\", sat = \"09:00-10:00\" }", "hours = \"08:00-10:00\"");
    let (understood, lines) = said(&text, &[("calls.csv", &rows)]);
    let [oddity] = understood.oddities.as_slice() else { panic!("{:?}", understood.oddities) };
    assert_eq!(oddity, "Tuesday 2026-03-17: 40 contacts expected, where 120 are usual");
    assert!(
        lines.contains(&"Read from calls.csv: text with commas, UTF-8; `offered` in 56 rows, each 1h.".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn the_command_says_it_in_words_and_in_json() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("check.toml"), SCENARIO).unwrap();
    let check = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_callfloor")).current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let words = check(&["check", "check.toml"]);
    assert!(words.starts_with("check.toml is valid. It says:\n\n14 days from 2026-03-02"), "{words}");
    assert!(words.contains("1 variant beside the baseline, 20 replications, seed 1.\n"), "{words}");
    let json: Value = serde_json::from_str(&check(&["check", "check.toml", "--json"])).unwrap();
    assert_eq!(json["contacts"][0]["expected_a_week"], 990.0);
    assert_eq!(json["busiest"]["load_erlangs"], 10.0);
    assert_eq!(json["variants"][0], "More");
}

#[test]
fn people_without_shifts_are_not_counted_by_the_clock() {
    let text = r#"
        [calendar]
        start = 2026-03-02
        weeks = 2
        hours = { mon-fri = "09:00-17:00" }
        [caseloads.children]
        opened = { rate = "10/week" }
        open = { mean = "26w" }
        hours = { per_week = 1.2, to_open = 6, handover = 3 }
        standard = 17
        carried_by = ["workers"]
        [teams.workers]
        title = "Workers"
        [teams.workers.people]
        posts = 20
        filled = 15
        agency = "25%"
        agency_hiring = { delay = "3w", stays = "26w" }
        hours_per_week = 36
        [run]
        replications = 2
    "#;
    // Five posts are vacant, and agency workers hold them; all 20 work 36 hours.
    let (understood, lines) = said(text, &[]);
    assert_eq!((understood.teams[0].people, understood.teams[0].on_duty_by_weekday), (Some(20), [None; 7]));
    assert!(
        lines.iter().any(|line| line == "Workers: 20 people; 720 contracted hours a week."),
        "{}",
        lines.join("\n")
    );
}
