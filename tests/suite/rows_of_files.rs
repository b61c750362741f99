//! Rows of small files against what a reader of the sheet would add up, and refusals where a row could be meant otherwise.

use std::fs;

use callfloor::experiment::understood;
use callfloor::scenario;

/// What a file brings over the horizon and in its busiest interval, or the refusal.
fn read(days: u32, hours: &str, interval: &str, keys: &str, rows: &str) -> Result<(f64, f64), String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rows.csv"), rows).unwrap();
    let text = format!(
        "[calendar]\nstart = 2026-03-02\ndays = {days}\nhours = \"{hours}\"\ninterval = \"{interval}\"\n\
         [contacts.calls]\narrivals = {{ file = \"rows.csv\"{keys} }}\ntalk = {{ mean = \"4m\" }}\n\
         [teams.front]\ntakes = [\"calls\"]\nagents = 50\n"
    );
    let study = scenario::read_text("rows.toml", &text, folder.path(), &[]).map_err(|faults| faults.render(false))?;
    let calls = understood(&study).contacts.remove(0);
    Ok((calls.expected, calls.busiest.map_or(0.0, |busiest| busiest.contacts)))
}

#[track_caller]
fn reads(days: u32, hours: &str, interval: &str, keys: &str, rows: &str, expected: (f64, f64)) {
    let found = read(days, hours, interval, keys, rows).unwrap_or_else(|why| panic!("{rows}\n{why}"));
    assert_eq!(found, expected, "{rows}");
}

#[track_caller]
fn refuses(days: u32, hours: &str, interval: &str, keys: &str, rows: &str, words: &str) {
    let why = read(days, hours, interval, keys, rows).expect_err(rows);
    let flat = why.replace("\n  │ ", " ").replace("\n        ", " ");
    assert!(flat.contains(words), "`{words}` is not in\n{why}");
}

#[test]
fn serial_numbers_without_a_part_are_midnight_and_dates_without_a_time_are_refused() {
    let week: String = (0..168).map(|hour| format!("{},10\n", f64::from(hour) / 24.0 + 46_083.0)).collect();
    reads(28, "00:00-24:00", "1h", ", repeat = \"weekly\"", &format!("Start,Calls\n{week}"), (6720.0, 10.0));
    let bare = "Start,Calls\n2026-03-02,10\n2026-03-02 01:00,10\n2026-03-02 02:00,10\n";
    refuses(1, "00:00-03:00", "1h", "", bare, "row 2");
    let weekday = "Start,Calls\nMon 08:00,10\nMon 09:00,10\nTue,300\n";
    refuses(2, "08:00-10:00", "1h", "", weekday, "row 4");
}

#[test]
fn daily_totals_may_bear_their_midnight() {
    let rows = "Date,Calls\n2026-03-02 00:00,100\n2026-03-03 00:00,50\n";
    reads(2, "08:00-18:00", "1h", "", rows, (150.0, 10.0));
    reads(2, "08:00-18:00", "1h", "", &rows.replace(" 00:00", ""), (150.0, 10.0));
}

#[test]
fn a_row_that_another_cuts_short_is_refused() {
    let half_hours: String = (16..36).map(|half| format!("{:02}:{:02},10\n", half / 2, half % 2 * 30)).collect();
    let rows = format!("Time,Calls\n{half_hours}");
    reads(1, "08:00-18:00", "30m", "", &rows, (200.0, 10.0));
    refuses(1, "08:00-18:00", "30m", ", step = \"1h\"", &rows, "row 2 lasts 1h, and row 3 begins before it is over");
    let rolling = "Time,Calls\n08:00-09:00,10\n08:30-09:30,10\n09:00-10:00,10\n";
    refuses(1, "08:00-10:00", "30m", "", rolling, "row 2 lasts 1h, and row 3 begins before it is over");
    let weekly = "Time,Calls\nMon 08:00-09:00,10\nMon 08:30-09:30,10\n";
    refuses(1, "08:00-10:00", "30m", "", weekly, "begins before it is over");
    let far = "Time,Calls\n2026-03-02 00:00,100\n2026-03-02 20:00,100\n";
    refuses(1, "00:00-24:00", "1h", "", far, "its rows are 20h apart");
}

#[test]
fn a_row_lasts_until_the_end_that_it_states() {
    let rows = "Start,End,Calls\n08:00,09:00,10\n10:00,11:00,20\n";
    reads(1, "08:00-11:00", "30m", "", rows, (30.0, 10.0));
    let inclusive = "Interval Start,Interval End,Offered\n08:00,08:29,10\n09:00,09:29,20\n09:30,09:59,20\n";
    reads(1, "08:00-10:00", "30m", "", inclusive, (50.0, 20.0));
    let mixed = "Start,End,Calls\n08:00,10:00,40\n10:00,10:30,30\n10:30,11:00,20\n";
    reads(1, "08:00-11:00", "30m", "", mixed, (90.0, 30.0));
    let dated = "Start,End,Calls\n2026-03-02 08:00,2026-03-02 09:00,10\n2026-03-02 09:00,2026-03-02 10:00,20\n";
    reads(1, "08:00-10:00", "30m", "", dated, (30.0, 10.0));
    let step = ", step = \"30m\"";
    refuses(1, "08:00-11:00", "30m", step, rows, "row 2 says itself that it lasts 1h, and `step` says 30m");
}

#[test]
fn what_stands_once_for_several_rows_holds_for_each() {
    let rows = "Date,Queue,Time,Calls\n2026-03-02,B,08:00,10\n,B,08:30,10\n2026-03-03,A,08:00,1\n,A,08:30,1\n\
                ,B,08:00,30\n,B,08:30,30\n";
    reads(2, "08:00-09:00", "30m", ", only = { Queue = \"B\" }", rows, (80.0, 30.0));
    let merged = "Queue,Time,Calls\nSales,08:00,10\n,08:30,20\nHelp,08:00,1\n,08:30,2\n";
    reads(1, "08:00-09:00", "30m", ", only = { Queue = \"Sales\" }", merged, (30.0, 20.0));
    reads(1, "08:00-09:00", "30m", ", only = { Queue = \"Help\" }", merged, (3.0, 2.0));
}

#[test]
fn sub_totals_of_days_are_left_out_wherever_their_word_stands() {
    let rows = "Date,Time,Calls\n2026-03-02,08:00,10\n2026-03-02,08:30,20\n2026-03-02,Total,30\n2026-03-03,08:00,10\n\
                2026-03-03,08:30,20\n2026-03-03,Subtotal,30\nTotal,,60\n";
    reads(2, "08:00-09:00", "30m", "", rows, (60.0, 20.0));
}

#[test]
fn two_rows_for_one_time_name_the_columns_that_say_so() {
    let rows = "Date,Calls\n2026-03-02 08:00,10\n2026-03-02 08:00,20\n";
    refuses(1, "08:00-09:00", "30m", "", rows, "rows 2 and 3 are both for 08:00 on 2026-03-02, by `Date`");
}
