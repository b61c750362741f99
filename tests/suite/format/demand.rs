//! Expected numbers of contacts, by every way of giving them.

use std::path::Path;

use callfloor::model::{Burst, Centre};

use super::{CALENDAR, CONTACT, TEAM, close, study_in};

const WEEK: &str = "[calendar]\nstart = 2026-03-02\nweeks = 1\nhours = { mon-fri = \"08:00-10:00\" }\n";

fn text(calendar: &str, arrivals: &str) -> String {
    format!("{calendar}[contacts.x]\narrivals = {arrivals}\ntalk = {{ mean = \"4m\", cv = 1.0 }}\n{TEAM}")
}

#[track_caller]
fn arriving(calendar: &str, arrivals: &str) -> Centre {
    super::centre(&text(calendar, arrivals))
}

/// The centre whose arrivals are `rows` of a file, and nobody where it has no row.
#[track_caller]
fn counted(calendar: &str, rows: &str) -> Centre {
    counted_with(calendar, rows, "gaps = \"zero\"")
}

/// The centre whose arrivals are `rows` of a file, read with `options`.
#[track_caller]
fn counted_with(calendar: &str, rows: &str, options: &str) -> Centre {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("offered.csv"), rows).unwrap();
    let arrivals = format!("{{ file = \"offered.csv\", {options} }}");
    study_in(folder.path(), &text(calendar, &arrivals)).variants.remove(0).centre
}

fn expected(centre: &Centre) -> f64 {
    centre.contact_types()[0].demand.expected()
}

/// Expected fresh contacts of each day of the horizon.
fn by_day(centre: &Centre) -> Vec<f64> {
    let calendar = centre.calendar();
    let mut days = vec![0.0; calendar.days as usize];
    for segment in &centre.contact_types()[0].demand.segments {
        let day = calendar.intervals[segment.interval as usize].day as usize;
        days[day] += segment.rate.get() * segment.end.since(segment.start).seconds() / 3600.0;
    }
    days
}

/// Expected fresh contacts of each interval.
pub(super) fn by_interval(centre: &Centre) -> Vec<f64> {
    let mut intervals = vec![0.0; centre.calendar().intervals.len()];
    for segment in &centre.contact_types()[0].demand.segments {
        intervals[segment.interval as usize] +=
            segment.rate.get() * segment.end.since(segment.start).seconds() / 3600.0;
    }
    intervals
}

#[track_caller]
pub(super) fn all_close(actual: &[f64], expected: &[f64]) {
    assert_eq!(actual.len(), expected.len(), "{actual:?}");
    actual.iter().zip(expected).for_each(|(a, e)| close(*a, *e));
}

#[test]
fn a_rate_holds_whenever_the_centre_is_open() {
    let hours =
        "[calendar]\nstart = 2026-03-02\ndays = 7\nhours = { mon-fri = \"08:00-18:00\", sat = \"09:00-13:00\" }\n";
    // 5 × 10 + 4 hours.
    close(expected(&arriving(hours, "{ rate = \"60/h\" }")), 3240.0);
    close(expected(&arriving(hours, "{ rate = \"2/min\" }")), 6480.0);
    close(expected(&arriving(hours, "{ rate = \"0.5/s\" }")), 97_200.0);
    let clocks_forward =
        "[calendar]\nstart = 2026-03-29\ndays = 1\nhours = \"00:00-24:00\"\ntimezone = \"Europe/London\"\n";
    close(expected(&arriving(clocks_forward, "{ rate = \"60/h\" }")), 1380.0);
}

#[test]
fn rates_are_for_equal_parts_of_each_days_own_hours() {
    let hours = "[calendar]\nstart = 2026-03-02\ndays = 2\nhours = { mon = \"08:00-10:00\", tue = \"08:00-09:00\" }\n";
    let centre = arriving(hours, "{ rates = [\"90/h\", \"120/h\", \"60/h\"] }");
    // Parts of 40 minutes on Monday and of 20 on Tuesday.
    all_close(&by_day(&centre), &[180.0, 90.0]);
    // Monday's half-hours: 45; 10 minutes at 90 and 20 at 120; 20 at 120 and 10 at 60; 30.
    all_close(&by_interval(&centre)[..4], &[45.0, 55.0, 50.0, 30.0]);
}

#[test]
fn a_volume_is_per_open_day_per_week_or_per_year() {
    all_close(&by_day(&arriving(WEEK, "{ volume = \"100/day\" }")), &[100.0, 100.0, 100.0, 100.0, 100.0, 0.0, 0.0]);
    close(expected(&arriving(WEEK, "{ volume = \"1000/week\" }")), 1000.0);
    // A year is 365.25 days.
    close(expected(&arriving(WEEK, "{ volume = \"365250/year\" }")), 7000.0);
    // A day on which it stays closed brings nobody, and its contacts are not moved to others.
    let holiday = WEEK.replace("weeks = 1", "weeks = 1\nclosed = [2026-03-04]");
    all_close(&by_day(&arriving(&holiday, "{ volume = \"1000/week\" }")), &[200.0, 200.0, 0.0, 200.0, 200.0, 0.0, 0.0]);
}

#[test]
fn weights_by_time_share_out_a_day() {
    let centre = arriving(CALENDAR, "{ volume = \"120/day\", by_time = [1, 3, 6, 2] }");
    all_close(&by_interval(&centre), &[10.0, 30.0, 60.0, 20.0]);
    // Two parts of an hour over four half-hours.
    let halves = arriving(CALENDAR, "{ volume = \"120/day\", by_time = [1, 3] }");
    all_close(&by_interval(&halves), &[15.0, 15.0, 45.0, 45.0]);
}

#[test]
fn weights_by_weekday_are_1_unless_given_and_keep_the_mean_day() {
    let monday = arriving(WEEK, "{ volume = \"100/day\", by_weekday = { mon = 3, fri = 0 } }");
    // Weights 3, 1, 1, 1, 0 have the mean 1.2.
    let day = 100.0 / 1.2;
    all_close(&by_day(&monday), &[3.0 * day, day, day, day, 0.0, 0.0, 0.0]);
    let range = arriving(WEEK, "{ volume = \"600/week\", by_weekday = { mon-tue = 2, wed = 0.5, fri = 0.5 } }");
    all_close(&by_day(&range), &[200.0, 200.0, 50.0, 100.0, 50.0, 0.0, 0.0]);
}

#[test]
fn weights_by_month_keep_the_mean_month() {
    let two_days = "[calendar]\nstart = 2026-01-31\ndays = 2\nhours = \"08:00-10:00\"\n";
    let centre = arriving(two_days, "{ volume = \"100/day\", by_month = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }");
    // The mean month weighs 13 ÷ 12.
    all_close(&by_day(&centre), &[100.0 * 24.0 / 13.0, 100.0 * 12.0 / 13.0]);
}

#[test]
fn growth_compounds_from_the_start() {
    let calendar = "[calendar]\nstart = 2026-03-02\ndays = 1462\nhours = \"00:00-24:00\"\ninterval = \"1h\"\n";
    let centre = arriving(calendar, "{ volume = \"2400/day\", growth = \"10%/year\" }");
    let days = by_day(&centre);
    // Day 730 is 730 to 731 days after the start: its middle is two years of 365.25 days.
    assert!((days[730] / 2400.0 - 1.21).abs() < 1e-5, "{}", days[730]);
    assert!((days[0] / 2400.0 - 1.0).abs() < 2e-4, "{}", days[0]);
    let shrinking = arriving(calendar, "{ volume = \"2400/day\", growth = \"-50%/year\" }");
    assert!((by_day(&shrinking)[730] / 2400.0 - 0.25).abs() < 1e-5);
}

#[test]
fn all_weights_multiply() {
    let calendar = "[calendar]\nstart = 2026-02-27\ndays = 4\nhours = { mon-fri = \"08:00-10:00\" }\n";
    let weights = "by_time = [1, 3], by_weekday = { mon = 2 }, by_month = [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
    let centre = arriving(calendar, &format!("{{ volume = \"130/day\", {weights} }}"));
    // Friday in February: 130 ÷ 1.2 × 24 ÷ 13 = 200; Monday in March: 130 × 2 ÷ 1.2 × 12 ÷ 13 = 200.
    all_close(&by_interval(&centre), &[25.0, 25.0, 75.0, 75.0, 25.0, 25.0, 75.0, 75.0]);
}

#[test]
fn a_file_gives_the_expected_number_of_each_interval() {
    let two_days = CALENDAR.replace("days = 1", "days = 2");
    let dated = "interval_start,offered\n2026-03-02T08:00,10\n2026-03-02 08:30,20.5\n2026-03-03T09:30:00,7\n";
    all_close(&by_interval(&counted(&two_days, dated)), &[10.0, 20.5, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0]);
    let every_day = "offered,note,interval_start\n10,a,08:00\n20,b,09:30\n";
    let halves = counted_with(&two_days, every_day, "step = \"30m\", gaps = \"zero\"");
    all_close(&by_interval(&halves), &[10.0, 0.0, 0.0, 20.0, 10.0, 0.0, 0.0, 20.0]);
    // A date says more than a time of day.
    let both = "# exported\ninterval_start,offered\n08:00,10\n2026-03-03T08:00,99\n";
    all_close(&by_interval(&counted(&two_days, both)), &[10.0, 0.0, 0.0, 0.0, 99.0, 0.0, 0.0, 0.0]);
}

#[test]
fn a_file_of_a_shorter_last_interval_gives_its_number_all_the_same() {
    let odd = "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-08:45\"\n";
    let centre = counted(odd, "interval_start,offered\n08:00,10\n08:30,10\n");
    all_close(&by_interval(&centre), &[10.0, 10.0]);
}

#[test]
fn the_hour_that_comes_twice_brings_its_number_twice_whatever_the_interval() {
    let clocks_back =
        "[calendar]\nstart = 2026-10-25\ndays = 1\nhours = \"00:00-24:00\"\ntimezone = \"Europe/London\"\n";
    let halves = counted(clocks_back, "interval_start,offered\n00:00,5\n01:00,30\n01:30,30\n");
    let hours = counted(&format!("{clocks_back}interval = \"1h\"\n"), "interval_start,offered\n00:00,5\n01:00,60\n");
    all_close(&by_interval(&halves)[..7], &[5.0, 0.0, 30.0, 30.0, 30.0, 30.0, 0.0]);
    all_close(&by_interval(&hours)[..4], &[5.0, 60.0, 60.0, 0.0]);
}

#[test]
fn a_volume_follows_the_clock_on_days_the_clocks_change() {
    let day = |start: &str| {
        format!("[calendar]\nstart = {start}\ndays = 1\nhours = \"00:00-24:00\"\ntimezone = \"Europe/London\"\n")
    };
    // A hundred an hour by the clock, on days of 23 and 25 hours.
    close(expected(&arriving(&day("2026-03-29"), "{ volume = \"2400/day\" }")), 2300.0);
    close(expected(&arriving(&day("2026-10-25"), "{ volume = \"2400/day\" }")), 2500.0);
    let office = day("2026-10-25").replace("00:00-24:00", "08:00-18:00");
    close(expected(&arriving(&office, "{ volume = \"2400/day\" }")), 2400.0);
}

#[test]
fn a_warm_up_inside_an_interval_leaves_its_number_whole() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("offered.csv"), "interval_start,offered\n08:00,12\n08:30,20\n").unwrap();
    let text = text(CALENDAR, "{ file = \"offered.csv\", gaps = \"zero\" }") + "[run]\nwarm_up = \"10m\"\n";
    let centre = study_in(folder.path(), &text).variants.remove(0).centre;
    // 08:10 parts the first half-hour at a third.
    all_close(&by_interval(&centre), &[4.0, 8.0, 20.0, 0.0, 0.0]);
}

#[test]
fn busyness_is_kept_by_contact_type_by_interval_and_for_all() {
    let text = format!(
        "{CALENDAR}{}busyness = {{ cv = 0.08, per_interval_cv = 0.05 }}\n{TEAM}[demand]\nshared_busyness_cv = 0.03\n",
        CONTACT
    );
    let busy = study_in(Path::new("."), &text).variants.remove(0).centre;
    let demand = &busy.contact_types()[0].demand;
    assert_eq!((demand.busyness_cv, demand.interval_busyness_cv, busy.shared_busyness_cv()), (0.08, 0.05, 0.03));
    let steady = arriving(CALENDAR, "{ rate = \"60/h\" }");
    let demand = &steady.contact_types()[0].demand;
    assert_eq!((demand.busyness_cv, demand.interval_busyness_cv, steady.shared_busyness_cv()), (0.0, 0.0, 0.0));
}

#[test]
fn bursts_and_groups_are_what_the_file_says() {
    let bursts = |written: &str| {
        let contact = CONTACT.replace("\"60/h\"", &format!("\"60/h\", {written}"));
        super::centre(&format!("{CALENDAR}{contact}{TEAM}")).contact_types()[0].demand.clone()
    };
    assert_eq!(bursts("burst = { mean = 2.5 }").burst, Burst::Geometric { mean: 2.5 });
    assert_eq!(bursts("burst = { size = 40 }").burst, Burst::Always(40));
    // Bursts take nothing from the number: 60 an hour for two hours.
    close(bursts("burst = { size = 40 }").expected(), 120.0);

    let second = CONTACT.replace("[contacts.x]", "[contacts.y]");
    let team = TEAM.replace("[\"x\"]", "[\"x\", \"y\"]");
    let groups = "[demand.together.both]\ncontacts = [\"x\", \"y\"]\ncv = 0.1\n[demand.together.one]\ncontacts = [\"y\"]\ncv = 0.2\n";
    let centre = super::centre(&format!("{CALENDAR}{CONTACT}{second}{team}{groups}"));
    let shared = |index: usize| {
        let together = centre.contact_types()[index].demand.together.clone();
        together.into_iter().map(|factor| (factor.name, factor.cv)).collect::<Vec<_>>()
    };
    assert_eq!(shared(0), [("both".to_owned(), 0.1)]);
    assert_eq!(shared(1), [("both".to_owned(), 0.1), ("one".to_owned(), 0.2)]);
}
