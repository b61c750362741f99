//! Opening hours, closed days, bank holidays and days of 23 and 25 hours.

use callfloor::model::{AtClose, Centre};

use super::open;

/// Start, end (hours after the first midnight) and slot of every interval.
fn intervals(centre: &Centre) -> Vec<(f64, f64, u32)> {
    let hours = |instant: callfloor::units::Instant| instant.seconds() / 3600.0;
    centre.calendar().intervals.iter().map(|i| (hours(i.start), hours(i.end), i.slot)).collect()
}

fn open_days(centre: &Centre) -> Vec<u32> {
    let mut days: Vec<u32> = centre.calendar().intervals.iter().map(|interval| interval.day).collect();
    days.dedup();
    days
}

#[test]
fn a_table_of_hours_says_each_day_and_a_day_it_leaves_out_is_closed() {
    let text =
        "mon-fri = \"08:00-18:00\"\nsat = \"09:00-13:00\"\nsun = \"closed\"\n[calendar]\nstart = 2026-03-02\ndays = 7";
    let hours = |table: &str| open(&format!("hours = {table}\nstart = 2026-03-02\ndays = 7"));
    let written_first = super::centre(&format!("[calendar.hours]\n{text}\n{}{}", super::CONTACT, super::TEAM));
    let left_out = hours("{ mon-fri = \"08:00-18:00\", sat = \"09:00-13:00\" }");
    // Five days of twenty half-hours and a Saturday of eight.
    assert_eq!(intervals(&written_first).len(), 108);
    assert_eq!(intervals(&written_first), intervals(&left_out));
    assert_eq!(open_days(&left_out), [0, 1, 2, 3, 4, 5]);
    // Saturday is the sixth day; 09:00 is the third half-hour after 08:00.
    assert_eq!(intervals(&left_out)[100], (129.0, 129.5, 2));
    assert_eq!(left_out.calendar().day_slots.len(), 20);
    assert_eq!(left_out.calendar().day_slots[2].minute, 540);
}

#[test]
fn the_doors_close_at_the_end_of_every_day_that_is_followed_by_closed_time() {
    let centre = open("start = 2026-03-02\ndays = 2\nhours = \"08:00-10:00\"");
    let closing: Vec<f64> =
        centre.calendar().intervals.iter().filter(|i| i.closes).map(|i| i.end.seconds() / 3600.0).collect();
    assert_eq!(closing, [10.0, 34.0]);
}

#[test]
fn the_last_interval_of_a_day_may_be_shorter() {
    let centre = open("start = 2026-03-02\ndays = 1\nhours = \"08:00-09:45\"\ninterval = \"30m\"");
    assert_eq!(intervals(&centre), [(8.0, 8.5, 0), (8.5, 9.0, 1), (9.0, 9.5, 2), (9.5, 9.75, 3)]);
    assert_eq!(centre.calendar().interval_length.get(), 1800.0);
}

#[test]
fn an_interval_is_thirty_minutes_and_closing_serves_out_unless_said_otherwise() {
    let usual = open("start = 2026-03-02\ndays = 1\nhours = \"08:00-10:00\"");
    assert_eq!(usual.calendar().interval_length.get(), 1800.0);
    assert_eq!(usual.calendar().at_close, AtClose::ServeOut);
    let other =
        open("start = 2026-03-02\ndays = 1\nhours = \"08:00-10:00\"\ninterval = \"15m\"\nat_close = \"turn_away\"");
    assert_eq!(other.calendar().at_close, AtClose::TurnAway);
    assert_eq!(intervals(&other).len(), 8);
}

#[test]
fn weeks_are_seven_days() {
    let centre = open("start = 2026-03-02\nweeks = 104\nhours = \"08:00-09:00\"\ninterval = \"1h\"");
    assert_eq!((centre.calendar().days, intervals(&centre).len()), (728, 728));
    assert_eq!(centre.calendar().horizon.seconds(), 728.0 * 86_400.0);
}

#[test]
fn closed_dates_and_bank_holidays_add_up() {
    let centre = open(
        "start = 2026-03-30\nweeks = 2\nhours = { mon-fri = \"08:00-10:00\" }\n\
         closed = [2026-04-01, 2026-04-06]\nbank_holidays = \"england-and-wales\"",
    );
    // Not Wednesday 1 April, Good Friday 3 April, Easter Monday 6 April, nor the weekends.
    assert_eq!(open_days(&centre), [0, 1, 3, 8, 9, 10, 11]);
}

#[test]
fn a_day_on_which_clocks_go_forward_has_23_hours_and_lacks_two_half_hours() {
    let centre = open("start = 2026-03-29\ndays = 1\nhours = \"00:00-24:00\"\ntimezone = \"Europe/London\"");
    let intervals = intervals(&centre);
    assert_eq!((intervals.len(), centre.calendar().horizon.seconds()), (46, 82_800.0));
    // 01:00 GMT is 02:00 BST: the slots of 01:00 and 01:30 are not there.
    assert_eq!(intervals[1..3], [(0.5, 1.0, 1), (1.0, 1.5, 4)]);
    assert_eq!(centre.calendar().local_time(centre.calendar().intervals[2].start), "2026-03-29T02:00:00+01:00");
}

#[test]
fn a_day_on_which_clocks_go_back_has_25_hours_and_two_half_hours_twice() {
    let centre = open("start = 2026-10-25\ndays = 1\nhours = \"00:00-24:00\"\ntimezone = \"Europe/London\"");
    let slots: Vec<u32> = intervals(&centre).iter().map(|interval| interval.2).collect();
    assert_eq!((slots.len(), centre.calendar().horizon.seconds()), (50, 90_000.0));
    assert_eq!(slots[..7], [0, 1, 2, 3, 2, 3, 4]);
    let calendar = centre.calendar();
    let starts: Vec<String> = (2..6).map(|n| calendar.local_time(calendar.intervals[n].start)).collect();
    let expected =
        ["01:00:00+01:00", "01:30:00+01:00", "01:00:00+00:00", "01:30:00+00:00"].map(|t| format!("2026-10-25T{t}"));
    assert_eq!(starts, expected);
    assert!(calendar.never_closes());
}

#[test]
fn an_office_day_keeps_its_hours_by_the_clock_after_the_clocks_change() {
    let centre = open("start = 2026-03-28\ndays = 2\nhours = \"08:00-18:00\"\ntimezone = \"Europe/London\"");
    // The second day is an hour shorter before opening, so it opens 31 hours after the first midnight.
    assert_eq!(intervals(&centre)[20], (31.0, 31.5, 0));
    assert_eq!(intervals(&centre).len(), 40);
}

/// The dates of a year on which a centre that is open every day stays closed.
fn closed_in(nation: &str, year: i16) -> String {
    let days = if year % 4 == 0 { 366 } else { 365 };
    let centre = open(&format!(
        "start = {year}-01-01\ndays = {days}\nhours = \"12:00-13:00\"\ninterval = \"1h\"\nbank_holidays = \"{nation}\""
    ));
    let open = open_days(&centre);
    let first = centre.calendar().midnight.date();
    let date = |day: u32| first.checked_add(jiff::Span::new().days(day)).unwrap().strftime("%m-%d").to_string();
    (0..days).filter(|day| !open.contains(day)).map(date).collect::<Vec<_>>().join(" ")
}

#[test]
fn england_and_wales_keep_their_bank_holidays() {
    let years = [
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        // Boxing Day is a Saturday, so the Monday after.
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        // Christmas is a weekend, so the Monday and the Tuesday after.
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ];
    for (year, days) in years {
        assert_eq!(closed_in("england-and-wales", year), days, "{year}");
    }
}

#[test]
fn england_and_wales_keep_the_days_proclaimed_once() {
    let years = [
        // 29 April: a royal wedding.
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        // 4 June instead of 28 May, and 5 June: the diamond jubilee.
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        // 8 May instead of 4 May: 75 years after the war in Europe.
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        // 2 June instead of 30 May, and 3 June: the platinum jubilee. 19 September: the state funeral.
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        // 8 May: the coronation.
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    ];
    for (year, days) in years {
        assert_eq!(closed_in("england-and-wales", year), days, "{year}");
    }
}

#[test]
fn scotland_keeps_its_bank_holidays() {
    let years = [
        // St Andrew's Day is a Saturday in 2024 and a Sunday in 2025, so the Monday after.
        (2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26"),
        (2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26"),
        // 15 June: the men's World Cup, proclaimed once on 3 February 2026.
        (2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
    ];
    for (year, days) in years {
        assert_eq!(closed_in("scotland", year), days, "{year}");
    }
}

#[test]
fn northern_ireland_keeps_its_bank_holidays() {
    let years = [
        // St Patrick's Day is a Sunday.
        (2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"),
        // 12 July is a Saturday in 2025 and a Sunday in 2026.
        (2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"),
        (2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"),
    ];
    for (year, days) in years {
        assert_eq!(closed_in("northern-ireland", year), days, "{year}");
    }
}
