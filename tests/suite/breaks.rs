//! How many may be in a break at once.

use std::path::Path;

use callfloor::engine::{Plan, RecordedContact, RecordedCustomers, Replication};
use callfloor::experiment;
use callfloor::model::Study;
use callfloor::random::Key;
use callfloor::results::Measure;
use callfloor::scenario;
use callfloor::units::{Instant, Ticks};

use super::shifts::Diary;

/// People on one shift from 8 to 16, with a break of half an hour at ten.
fn text(posts: u32, most: &str, missed: &str) -> String {
    format!(
        "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-18:00\"\ninterval = \"30m\"\n\
         [contacts.calls]\narrivals = {{ rate = \"30/h\" }}\ntalk = {{ mean = \"4m\" }}\n\
         [teams.desk]\ntakes = [\"calls\"]\n[teams.desk.people]\nposts = {posts}\nhours_per_week = 52.5\nshifts = [\"day\"]\n{most}\n\
         [shifts.day]\nhours = \"08:00-16:00\"\nbreaks = [{{ after = \"2h\", lasts = \"30m\"{missed} }}]\n[run]\nreplications = 50\n"
    )
}

fn study(text: &str) -> Study {
    scenario::read_text("breaks.toml", text, Path::new("."), &[]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What happens to people, with calls that arrive at these minutes after midnight and last so long.
fn day(text: &str, calls: &[(f64, f64)]) -> Vec<(u32, String)> {
    let study = study(text);
    let plan = Plan::new(&study.variants[0].centre);
    let contacts = calls.iter().map(|&(at, talk)| RecordedContact {
        at: Instant::at_seconds(at * 60.0),
        talk: Ticks::from_seconds_f64(talk * 60.0),
        wrap_up: Ticks::ZERO,
        patience: None,
    });
    let mut customers = RecordedCustomers::new(vec![contacts.collect()]);
    let mut diary = Diary::default();
    Replication::new(&plan).run(&mut customers, Key::new(1, 0), &mut diary);
    diary.0.retain(|(_, what)| what.contains("reak"));
    diary.0
}

fn begin(diary: &[(u32, String)]) -> Vec<u32> {
    diary.iter().filter(|(_, what)| what == "UnpaidBreak due 600").map(|(minute, _)| *minute).collect()
}

#[test]
fn breaks_are_put_off_until_another_ends() {
    assert_eq!(begin(&day(&text(3, "", ""), &[])), [600, 600, 600]);
    assert_eq!(begin(&day(&text(3, "most_in_break = 1", ""), &[])), [600, 630, 660]);
    assert_eq!(begin(&day(&text(3, "most_in_break = 2", ""), &[])), [600, 600, 630]);
    // Half of five are two.
    assert_eq!(begin(&day(&text(5, "most_in_break = \"50%\"", ""), &[])), [600, 600, 630, 630, 660]);
    // A tenth of five is one at least.
    assert_eq!(begin(&day(&text(5, "most_in_break = \"10%\"", ""), &[])), [600, 630, 660, 690, 720]);
}

/// Somebody who waits for a break works: a call at 628 that lasts until 640 keeps the second there, and the third goes first.
#[test]
fn whoever_waits_for_a_break_answers_calls() {
    let diary = day(&text(3, "most_in_break = 1", ""), &[(610.0, 2.0), (628.0, 12.0)]);
    assert_eq!(begin(&diary), [600, 630, 660]);
    let all_busy = day(&text(2, "most_in_break = 1", ""), &[(628.0, 12.0)]);
    assert_eq!(begin(&all_busy), [600, 640]);
}

#[test]
fn a_break_that_finds_no_room_in_time_is_missed() {
    let diary = day(&text(3, "most_in_break = 1", ", missed_after = \"40m\""), &[]);
    assert_eq!(begin(&diary), [600, 630]);
    let missed: Vec<u32> =
        diary.iter().filter(|(_, what)| what == "misses a break").map(|(minute, _)| *minute).collect();
    assert_eq!(missed, [640]);
    // Sixteen breaks one after the other are eight hours, and six are left after ten o'clock.
    let diary = day(&text(16, "most_in_break = 1", ""), &[]);
    let missed = diary.iter().filter(|(_, what)| what == "misses a break");
    assert_eq!((begin(&diary).len(), missed.map(|(minute, _)| *minute).collect::<Vec<_>>()), (12, vec![960; 4]));
}

/// Among calls, too, no more than two of eight are away from ten o'clock on, and all have their breaks.
#[test]
fn no_more_are_away_than_may_be() {
    let results = experiment::run(&study(&text(8, "most_in_break = \"25%\"", "")), None, &()).unwrap();
    let intervals = &results.variants[0].teams["desk"].intervals;
    let ready: Vec<f64> = intervals.iter().map(|it| it.measures[&Measure::ReadyAgents].unwrap().mean).collect();
    let away: f64 = ready[4..10].iter().map(|ready| 8.0 - ready).sum();
    assert!(ready[4..16].iter().all(|ready| *ready >= 6.0 - 1e-9), "{ready:?}");
    assert!((away - 8.0).abs() < 0.5, "{ready:?}");
}

#[test]
fn a_limit_without_breaks_changes_nothing_and_says_so() {
    let text = text(3, "most_in_break = 1", "").replace("breaks = [{ after = \"2h\", lasts = \"30m\" }]\n", "");
    let warnings = study(&text).warnings;
    assert!(
        warnings.iter().any(|it| it.starts_with("`most_in_break` of teams.desk.people changes nothing here")),
        "{warnings:?}"
    );
}

#[test]
fn nobody_in_a_break_at_all_is_refused() {
    let refused = |most: &str| match scenario::read_text("breaks.toml", &text(3, most, ""), Path::new("."), &[]) {
        Ok(_) => panic!("{most} is accepted"),
        Err(faults) => faults.render(false),
    };
    assert!(refused("most_in_break = 0").contains("`most_in_break`"), "{}", refused("most_in_break = 0"));
    assert!(refused("most_in_break = \"0%\"").contains("`most_in_break`"), "{}", refused("most_in_break = \"0%\""));
}
