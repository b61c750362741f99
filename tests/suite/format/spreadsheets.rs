//! Files as spreadsheets and telephone systems write them: what they hold is what arrives, or the refusal says what is wrong.

use std::fs;
use std::io::{Cursor, Write};

use callfloor::scenario;
use proptest::prelude::*;

use super::demand::{all_close, by_interval};
use super::{TEAM, study_in};

/// Four hours of a Monday, in whole hours.
const HOURS: &str = "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-12:00\"\ninterval = \"1h\"\n";
/// Two weeks of two hours a day, in halves.
const WEEKS: &str = "[calendar]\nstart = 2026-03-02\nweeks = 2\nhours = { mon-fri = \"08:00-10:00\" }\n";

fn text(calendar: &str, keys: &str) -> String {
    format!("{calendar}[contacts.x]\narrivals = {{ {keys} }}\ntalk = {{ mean = \"4m\", cv = 1.0 }}\n{TEAM}")
}

/// How many arrive by interval, or why the file is refused.
fn read(calendar: &str, file: &str, bytes: &[u8], options: &str) -> Result<Vec<f64>, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), bytes).unwrap();
    let text = text(calendar, &format!("file = \"{file}\"{options}"));
    let study =
        scenario::read_text("format.toml", &text, folder.path(), &[]).map_err(|faults| flat(&faults.render(false)))?;
    Ok(by_interval(&study.variants[0].centre))
}

/// A message without the frame that folds its lines.
fn flat(message: &str) -> String {
    message.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn gives(bytes: &[u8], options: &str, expected: &[f64]) {
    match read(HOURS, "calls.csv", bytes, options) {
        Ok(numbers) => all_close(&numbers, expected),
        Err(message) => panic!("{message}"),
    }
}

#[track_caller]
fn refuses(calendar: &str, bytes: &[u8], options: &str, words: &[&str]) {
    let message = read(calendar, "calls.csv", bytes, options).expect_err("the file is refused");
    for word in words {
        assert!(message.contains(word), "{word} is not in: {message}");
    }
}

fn utf_16(text: &str) -> Vec<u8> {
    let mark = [0xff, 0xfe];
    mark.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn a_german_file_is_read_as_it_is() {
    let file = "\u{feff}Intervall-Beginn;Angeboten;AHT\n02.03.2026 08:00;100,5;240\n02.03.2026 09:00;120;240\n\
                02.03.2026 10:00;;\n02.03.2026 11:00;1.080,5;240\nSumme;1.301;240\n";
    gives(file.as_bytes(), "", &[100.5, 120.0, 0.0, 1080.5]);
}

#[test]
fn titles_and_totals_are_no_rows_and_the_order_of_dates_is_asked_for() {
    let file = b"Calls offered,,\nWeek of 2 March 2026,,\nDate,Interval Start,Calls Offered\n02/03/2026,08:00,100\n\
                 02/03/2026,09:00,\"1,120\"\n02/03/2026,10:00,0\n02/03/2026,11:00,80\nTotal,,\"1,300\"\n";
    gives(file, ", dates = \"dmy\"", &[100.0, 1120.0, 0.0, 80.0]);
    refuses(HOURS, file, "", &["row 4", "02/03/2026", "dates = \"dmy\"", "dates = \"mdy\""]);
    refuses(HOURS, file, ", dates = \"mdy\"", &["no row within the horizon"]);
}

#[test]
fn serial_numbers_tabs_and_utf_16_are_read() {
    let serials =
        b"interval_start,offered\n46083.3333333333,100\n46083.375,120\n46083.4166666667,0\n46083.4583333333,80\n";
    gives(serials, "", &[100.0, 120.0, 0.0, 80.0]);
    let tabs = "interval_start\toffered\r\n2026-03-02T08:00\t100\r\n2026-03-02T09:00\t120\r\n2026-03-02T11:00\t80\r\n";
    gives(&utf_16(tabs), "", &[100.0, 120.0, 0.0, 80.0]);
    gives(tabs.replace('\t', "|").as_bytes(), "", &[100.0, 120.0, 0.0, 80.0]);
}

#[test]
fn times_are_read_as_people_write_them() {
    for rows in [
        "Time,Calls\n08:00-09:00,1\n09:00-10:00,2\n10:00-11:00,3\n11:00-12:00,4\n",
        "Hour,Calls\n8,1\n9,2\n10,3\n11,4\n",
        "STARTTIME|CALLSOFFERED\n800|1\n900|2\n1000|3\n1100|4\n",
        "Time;Volume\n8.00;1\n9.00;2\n10.00;3\n11.00;4\n",
        "Time,Calls\n8 am,1\n9 am,2\n10 am,3\n11:00 AM,4\n",
        "Interval Start,Calls\nMon 08:00,1\nMon 09:00,2\nMon 10:00,3\nMon 11:00,4\n",
        "Interval Start,Interval End,Offer\n3/2/26 8:00 AM,3/2/26 9:00 AM,1\n3/2/26 9:00 AM,3/2/26 10:00 AM,2\n\
         3/2/26 10:00 AM,3/2/26 11:00 AM,3\n3/2/26 11:00 AM,3/2/26 12:00 PM,4\n3/13/26 8:00 AM,3/13/26 9:00 AM,9\n",
        "day,from,contacts\n2 March 2026,08:00,1\n,09:00,2\n,10:00,3\n,11:00,4\n",
        "Interval,Calls\n2026-03-02 08:00-09:00,1\n2026-03-02 09:00-10:00,2\n2026-03-02 10:00-11:00,3\n2026-03-02 11:00-12:00,4\n",
        "Interval,Calls\n8:00 AM - 9:00 AM,1\n9 am to 10 am,2\n10:00-11:00 AM,3\n11:00-12:00 PM,4\n",
        "Interval,Calls\n08:00-08:59,1\n09:00-09:59,2\n10:00-10:59,3\n11:00-11:59,4\n",
        "Interval,Calls\n8-9,1\n9-10,2\n10-11,3\n11-12,4\n",
        "Interval,Calls\n0800-0900,1\n0900-1000,2\n1000-1100,3\n1100-1200,4\n",
        "Uhrzeit;Anrufe\n08:00 Uhr;1\n9h00;2\n10:00hrs;3\n11:00a;4\n",
        "Date,Time,Calls\n2026-03-02,1899-12-30 08:00,1\n2026-03-02,1899-12-30 09:00,2\n2026-03-02,1899-12-30 10:00,3\n2026-03-02,1899-12-30 11:00,4\n",
        "date,time,forecast\n20260302,0.3333333333,1\n20260302,0.375,2\n20260302,0.4166666667,3\n20260302,0.4583333333,4\n",
    ] {
        gives(rows.as_bytes(), "", &[1.0, 2.0, 3.0, 4.0]);
    }
}

#[test]
fn a_grid_of_days_and_times_is_read_either_way() {
    let across = b"Calls,,\nTime,Mon,Tue\n08:00,10,1\n08:30,20,2\n09:00,30,3\n09:30,40,4\nTotal,100,10\n";
    let down = b"Date,08:00,08:30,09:00,09:30,Total\n2026-03-02,10,20,30,40,100\n2026-03-03,1,2,3,4,10\n";
    let days = WEEKS.replace("weeks = 2", "days = 2");
    for file in [across.as_slice(), down] {
        let numbers = read(&days, "calls.csv", file, "").unwrap();
        all_close(&numbers, &[10.0, 20.0, 30.0, 40.0, 1.0, 2.0, 3.0, 4.0]);
    }
}

/// Two days of two half-hours each.
fn two_days() -> String {
    WEEKS.replace("weeks = 2", "days = 2").replace("10:00", "09:00")
}

#[track_caller]
fn gives_two_days(rows: &str, options: &str) {
    match read(&two_days(), "calls.csv", rows.as_bytes(), options) {
        Ok(numbers) => all_close(&numbers, &[1.0, 4.0, 2.0, 5.0]),
        Err(message) => panic!("{rows}: {message}"),
    }
}

#[test]
fn a_grid_goes_before_the_column_of_its_sums() {
    for rows in [
        "Time,Mon,Tue,Offered\n08:00,1,2,3\n08:30,4,5,9\n",
        "Date,08:00,08:30,Volume\n2026-03-02,1,4,5\n2026-03-03,2,5,7\n",
        "Time;Mon;Tue;Calls\n08:00;1;2;3,0\n08:30;4;5;9\n",
        "Time,Mon,Tue,\n08:00,1,2,3\n08:30,4,5,9\nTotal,5,7,12\n",
        "Time,Mon,Tue,Average,Mon-Tue\n08:00,1,2,1.5,3\n08:30,4,5,4.5,9\n",
        "Time,Mon,Tue,Week\n08:00,1,2,3\n08:30,4,5,9\n",
        "Time,Mon,,Tue,Notes\n08:00,1,,2,\n08:30,4,,5,quiet\n",
        "Calls,Mon,Tue\n08:00,1,2\n08:30,4,5\n",
        "Calls offered,Mon,Tue\n08:00-08:30,1,2\n08:30-09:00,4,5\n",
        "Week commencing,02/03/2026,\nTime,Mon,Tue\n08:00,1,2\n08:30,4,5\n",
        "From,2026-03-02,To,2026-03-03\nTime,Mon,Tue,\n08:00,1,2,\n08:30,4,5,\n",
        "Time,Mo,Tu\n08:00,1,2\n08:30,4,5\n",
        "Zeit;Mo;Di\n08:00;1;2\n08:30;4;5\n",
        "Day,Date,08:00,08:30\nMon,2026-03-02,1,4\nTue,2026-03-03,2,5\n",
        "No,Time,Mon,Tue\n1,08:00,1,2\n2,08:30,4,5\n",
        "Date,Week,08:00,08:30\n2026-03-02,10,1,4\n2026-03-03,10,2,5\n",
    ] {
        gives_two_days(rows, "");
    }
    let agents = b"Time,Mon,Tue,Agents\n08:00,1,2,3\n08:30,4,5,9\n";
    all_close(&read(&two_days(), "calls.csv", agents, "").unwrap(), &[1.0, 4.0, 2.0, 5.0]);
    for heads in ["Mon,Tue,Offered", "Mon,Tue,", "Mon,Tue,Mon-Tue"] {
        let rows = format!("Time,{heads}\n08:00,1,2,3\n08:30,4,5,8\n");
        refuses(&two_days(), rows.as_bytes(), "", &["not the sum of the others", "`Total`"]);
    }
}

#[test]
fn no_head_of_a_grid_is_dropped_and_no_day_read_in_another_language() {
    let row =
        |time: &str, days: usize| format!("{time}{}\n", (1..=days).map(|day| format!(",{day}")).collect::<String>());
    for (heads, words) in [
        ("Time,Monday,Tuesday,Wendesday,Thursday", vec!["head `Wendesday` is no day", "Wed"]),
        ("Time,Mon,Tue,Wen,Fri", vec!["head `Wen` is no day"]),
        ("Time,Mo,Di,Wed,Thu", vec!["`Wed` and `Di` are days in two languages"]),
        ("Heure,Lu,Ma,Me,Je,Ve,Sa,Di", vec!["heads `Lu`, `Ma`, `Me`, `Je` and `Ve` are no days"]),
        ("Hora,Lu,Ma,Mi,Ju,Vi,Sa,Do", vec!["`Lu`", "`Vi`"]),
        ("Tijd,ma,di,wo,do,vr,za,zo", vec!["`ma`", "`wo`"]),
        ("Heure,Sa,Di", vec!["`Di` is another day in another language"]),
        ("Time,Mon,Tue,12:00,Wed", vec!["head `12:00` is no day"]),
        ("Time,Mon,Tue,Mon", vec!["`Mon` stands twice"]),
    ] {
        let days = heads.matches(',').count();
        let rows = format!("{heads}\n{}{}", row("08:00", days), row("08:30", days));
        refuses(&two_days(), rows.as_bytes(), "", &words);
    }
    let typed = b"Day,08:00,09:00,1O:00\nMon,1,2,3\nTue,1,2,3\n";
    refuses(&two_days(), typed, "", &["head `1O:00` is no time", "08:00"]);
    let both = b",2026-03-02,2026-03-03\nTime,Mon,Tue\n08:00,1,2\n08:30,4,5\n";
    refuses(&two_days(), both, "", &["rows 1 and 2 both say the days"]);
    let mixed = b"Day,Time,Calls\nMon,08:00,1\nDi,08:00,2\n";
    refuses(&two_days(), mixed, "", &["two languages"]);
}

#[test]
fn a_column_of_times_is_found_beside_a_date_whatever_it_is_called() {
    for heading in ["Time Slot", "Slot", "Period Start", "Hours", "Time (GMT)", "Heure"] {
        let rows = "2026-03-02,08:00,1\n2026-03-02,08:30,4\n2026-03-03,08:00,2\n2026-03-03,08:30,5\n";
        gives_two_days(&format!("Date,{heading},Calls\n{rows}"), "");
    }
    let stamped = "Timestamp,Date,Time,Calls\n2026-03-09 10:00,2026-03-02,08:00,1\n2026-03-09 10:01,2026-03-02,08:30,4\n\
                   2026-03-09 10:02,2026-03-03,08:00,2\n2026-03-09 10:03,2026-03-03,08:30,5\n";
    gives_two_days(stamped, "");
    gives_two_days(stamped, ", time_columns = [\"Time\", \"Date\"]");
    refuses(&two_days(), stamped.replace("Timestamp", "Start").as_bytes(), "", &["other times", "time_columns"]);
    gives_two_days(&stamped.replace("Time,", "Slot,"), "");
    let two_stamps: String = stamped.replace("Date,Time", "Interval Start").replace(",08:", " 08:");
    gives_two_days(&two_stamps, "");
    let either = two_stamps.replace("Timestamp", "DateTime");
    refuses(&two_days(), either.as_bytes(), "", &["`DateTime` says other times than `Interval Start`"]);
    let both = "DateTime,Date,Time,Calls\n2026-03-02 08:00,2026-03-02,08:00,1\n2026-03-02 08:30,2026-03-02,08:30,4\n\
                2026-03-03 08:00,2026-03-03,08:00,2\n2026-03-03 08:30,2026-03-03,08:30,5\n";
    gives_two_days(both, "");
    let busiest = b"Date,Queue,Calls,Busiest\n2026-03-02,a,4,11:00\n2026-03-02,b,6,10:30\n";
    refuses(&two_days(), busiest, "", &["`Busiest` may say"]);
    let midnight = "Date,Time,Calls\n2026-03-02 00:00:00,08:00:00,1\n2026-03-02 00:00:00,08:30:00,4\n\
                    2026-03-03 00:00:00,08:00:00,2\n2026-03-03 00:00:00,08:30:00,5\n";
    gives_two_days(midnight, "");
    let daily = read(&two_days(), "calls.csv", b"Date,Calls,AHT\n2026-03-02,4,04:30\n2026-03-03,6,04:30\n", "");
    all_close(&daily.unwrap(), &[2.0, 2.0, 3.0, 3.0]);
    let worked = read(&two_days(), "calls.csv", b"Date,Calls,Hours\n2026-03-02,4,8\n2026-03-03,6,8\n", "");
    all_close(&worked.unwrap(), &[2.0, 2.0, 3.0, 3.0]);
    let two = b"Date,Slot,Booked,Calls\n2026-03-02,08:00,07:00,1\n2026-03-02,08:30,07:00,1\n";
    refuses(&two_days(), two, "", &["`Slot` and `Booked` may all say", "time_columns = [\"Date\", \"Slot\"]"]);
    let once = b"Date,Opened,Calls\n2026-03-02,08:00,1\n2026-03-03,08:00,1\n";
    refuses(&two_days(), once, "", &["`Opened` may say", "time_columns = [\"Date\"]"]);
    for (columns, words) in
        [("\"Date\", \"Slot\", \"Booked\"", "names 3 columns"), ("\"Slot\", \"Booked\"", "both hold times")]
    {
        refuses(&two_days(), two, &format!(", time_columns = [{columns}]"), &[words]);
    }
}

#[test]
fn a_heading_that_stands_twice_is_asked_about_and_no_number_lies_beside_the_columns() {
    let groups = b",Sales,,Support,\nTime,Calls,AHT,Calls,AHT\n08:00,10,200,50,300\n08:30,20,200,60,300\n";
    for options in ["", ", column = \"Calls\""] {
        refuses(HOURS, groups, options, &["two columns are called `Calls`", "`Sales Calls` and `Support Calls`"]);
    }
    for (rows, options, words) in [
        ("Time,offered,Offered\n08:00,1,2\n", "", vec!["`offered` and `Offered` may all be meant"]),
        ("Queue,Queue,Time,Calls\na,b,08:00,1\n", ", only = { Queue = \"a\" }", vec!["two columns are called `Queue`"]),
        ("Time,Time,Calls\n08:00,09:00,1\n", "", vec!["two columns are called `Time`"]),
        ("Slot,Slot,Calls\n08:00,09:00,1\n", ", time_columns = [\"Slot\"]", vec!["two columns are called `Slot`"]),
        (
            "time,calls,,\n08:00,950,,\n08:30,1,120,\n",
            "",
            vec!["row 3: \"120\" stands under no heading", "quotation marks"],
        ),
        ("Time,Offered %\n08:00,40\n", "", vec!["no column", "column = \"…\""]),
        ("Time,Offered,Calls\n08:00,1,2\n", "", vec!["`Offered` and `Calls` may all be meant"]),
        ("Day,Time,Calls\n1,08:00,1\n2,08:00,2\n", "", vec!["the numbers under `Day` are no days"]),
        ("Time,Calls\n08:00,1\n\nTime,AHT\n08:00,200\n", "", vec!["row 4 has the headings of a second table"]),
        ("Time,Foo\n08:00,1\n\nTime,Calls\n08:00,200\n", "", vec!["row 2 is one of a table above"]),
        ("Date,Time,Calls\n2026-03-02,08:00,1\n#N/A,09:00,500\n", "", vec!["row 3", "#N/A"]),
    ] {
        let message = read(HOURS, "calls.csv", rows.as_bytes(), options).expect_err(rows);
        for word in words {
            assert!(message.contains(word), "{word} is not in: {message}");
        }
    }
    gives(
        b"#,Time,Calls,Calls (%)\n1,08:00,1,10\n2,09:00,2,20\n3,10:00,3,30\n4,11:00,4,40\n",
        "",
        &[1.0, 2.0, 3.0, 4.0],
    );
    gives(b"Queue,Time,NCO\n#1 Sales,08:00,1\n#1 Sales,09:00,2\n#1 Sales,10:00,3\n#1 Sales,11:00,4\nAverage per interval,,2.5\nPeak,,4\n", "", &[1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn rows_last_as_long_as_they_are_apart() {
    let halves = HOURS.replace("1h", "30m");
    let hourly = b"interval_start,offered\n08:00,100\n09:00,120\n10:00,110\n11:00,80\n";
    let numbers = read(&halves, "calls.csv", hourly, "").unwrap();
    all_close(&numbers, &[50.0, 50.0, 60.0, 60.0, 55.0, 55.0, 40.0, 40.0]);
    let quarters = b"interval_start,offered\n08:00,1\n08:15,2\n08:30,3\n08:45,4\n09:00,5\n09:15,6\n09:30,7\n09:45,8\n10:00,0\n10:15,0\n10:30,9\n10:45,0\n11:00,0\n11:15,0\n11:30,0\n11:45,0\n";
    all_close(&read(&halves, "calls.csv", quarters, "").unwrap(), &[3.0, 7.0, 11.0, 15.0, 0.0, 9.0, 0.0, 0.0]);
    let daily = b"date,calls\n2026-03-02,80\n";
    all_close(&read(&halves, "calls.csv", daily, "").unwrap(), &[10.0; 8]);
    refuses(&halves, b"interval_start,offered\n08:00,1\n08:45,1\n09:30,1\n", "", &["45m", "30m", "interval"]);
    refuses(
        &halves,
        b"interval_start,offered\n08:00,1\n08:30,1\n09:15,1\n",
        "",
        &["not evenly spaced", "row 4", "step"],
    );
    refuses(
        &halves,
        b"interval_start,offered\n08:10,1\n08:40,1\n09:10,1\n",
        "",
        &["08:10", "no interval begins there"],
    );
}

#[test]
fn a_week_repeats_if_it_says_so_and_a_hole_is_a_fault() {
    let rows: String = (2..7).map(|day| format!("2026-03-0{day}T08:00,{day}\n2026-03-0{day}T09:00,{day}\n")).collect();
    let week = format!("interval_start,offered\n{rows}");
    let numbers = read(WEEKS, "calls.csv", week.as_bytes(), ", repeat = \"weekly\"").unwrap();
    let expected: Vec<f64> = (0..2).flat_map(|_| (2..7).flat_map(|day| [f64::from(day) / 2.0; 4])).collect();
    all_close(&numbers, &expected);
    refuses(WEEKS, week.as_bytes(), "", &["Monday 2026-03-09 at 08:00", "repeat = \"weekly\"", "gaps = \"zero\""]);
    let without_wednesday = week.replace("2026-03-04T08:00,4\n2026-03-04T09:00,4\n", "");
    refuses(WEEKS, without_wednesday.as_bytes(), ", repeat = \"weekly\"", &["Wednesday 2026-03-04 at 08:00"]);
    let weekdays = b"weekday,time,calls\nMon-Fri,08:00,10\nMon-Fri,09:00,20\n";
    all_close(&read(WEEKS, "calls.csv", weekdays, "").unwrap()[36..], &[5.0, 5.0, 10.0, 10.0]);
    refuses(HOURS, b"interval_start,offered\n08:00,12\n", ", step = \"1h\"", &["Monday 2026-03-02 at 09:00"]);
    let two_weeks = week.clone() + "2026-03-09T08:00,1\n";
    refuses(WEEKS, two_weeks.as_bytes(), ", repeat = \"weekly\"", &["2026-03-09", "2026-03-02", "one week"]);
}

#[test]
fn agents_hold_until_the_next_row_and_a_missing_day_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let with = |rows: &str| {
        fs::write(folder.path().join("agents.csv"), rows).unwrap();
        let agents = "[teams.a]\ntakes = [\"x\"]\nagents = { file = \"agents.csv\" }\n";
        let text = text(WEEKS, "rate = \"60/h\"").replace(TEAM, agents);
        let study = scenario::read_text("format.toml", &text, folder.path(), &[])
            .map_err(|faults| flat(&faults.render(false)))?;
        let steps = study.variants[0].centre.teams()[0].staffing.clone();
        Ok::<_, String>(steps.into_iter().map(|step| (step.at.seconds() / 3600.0, step.rostered)).collect::<Vec<_>>())
    };
    let steps = with("day,time,staff\nmon-fri,08:00,4\nmon-fri,09:00,6\n").unwrap();
    assert_eq!(steps[..4], [(8.0, 4), (9.0, 6), (32.0, 4), (33.0, 6)]);
    let missing = with("day,time,staff\nmon-tue,08:00,4\nthu-fri,08:00,4\n").unwrap_err();
    assert!(missing.contains("Wednesday 2026-03-04 at 08:00"), "{missing}");
    let late = with("day,time,staff\nmon-fri,08:30,4\n").unwrap_err();
    assert!(late.contains("Monday 2026-03-02 at 08:00"), "{late}");
}

#[test]
fn offsets_move_rows_to_the_clock_on_the_wall() {
    let london = "[calendar]\nstart = 2026-06-01\ndays = 1\nhours = \"07:00-13:00\"\ninterval = \"1h\"\ntimezone = \"Europe/London\"\n";
    for (mark, separator) in [("+00:00", "T"), ("Z", "T"), ("+0000", " "), (" UTC", " "), ("+00:00[UTC]", "T")] {
        let rows: String = [(7, 40), (8, 100), (9, 160), (10, 70)]
            .map(|(hour, calls)| format!("2026-06-01{separator}{hour:02}:00{mark},{calls}\n"))
            .concat();
        let numbers = read(london, "calls.csv", format!("interval_start,offered\n{rows}").as_bytes(), "").unwrap();
        all_close(&numbers, &[0.0, 40.0, 100.0, 160.0, 70.0, 0.0]);
    }
}

#[test]
fn the_hour_that_comes_twice_has_two_rows_and_the_one_that_is_missing_none() {
    let day = |date: &str| {
        format!(
            "[calendar]\nstart = {date}\ndays = 1\nhours = \"00:00-04:00\"\ninterval = \"1h\"\ntimezone = \"Europe/London\"\n"
        )
    };
    let autumn = day("2026-10-25");
    let by_order = "interval_start,offered\n2026-10-25T00:00,1\n2026-10-25T01:00,2\n2026-10-25T01:00,3\n2026-10-25T02:00,4\n2026-10-25T03:00,5\n";
    let by_offset = "interval_start,offered\n2026-10-25T00:00+01:00,1\n2026-10-25T01:00+00:00,3\n2026-10-25T01:00+01:00,2\n2026-10-25T02:00Z,4\n2026-10-25T03:00Z,5\n";
    for rows in [by_order, by_offset] {
        all_close(&read(&autumn, "calls.csv", rows.as_bytes(), "").unwrap(), &[1.0, 2.0, 3.0, 4.0, 5.0]);
    }
    let one_row = by_order.replacen("2026-10-25T01:00,3\n", "", 1);
    refuses(&autumn, one_row.as_bytes(), "", &["Sunday 2026-10-25 at 01:00"]);
    let spring = day("2026-03-29");
    let skipped = "interval_start,offered\n2026-03-29T00:00,1\n2026-03-29T02:00,3\n2026-03-29T03:00,4\n";
    all_close(&read(&spring, "calls.csv", skipped.as_bytes(), "").unwrap(), &[1.0, 3.0, 4.0]);
    refuses(&spring, (skipped.to_owned() + "2026-03-29T01:00,2\n").as_bytes(), "", &["row 5", "no such time"]);
}

#[test]
fn what_cannot_be_read_is_refused_once_with_its_row_and_the_mend() {
    for (rows, options, words) in [
        ("a,b\n1,2\n", "", vec!["no column `offered`", "`a` and `b`", "column ="]),
        ("interval_start,ofered\n08:00,1\n", "", vec!["`ofered`", "column = \"ofered\""]),
        ("interval_start,Calls,Contacts\n08:00,1,2\n", "", vec!["`Calls` and `Contacts`", "column = \"Calls\""]),
        (
            "interval_start,offered\n08:00,many\n09:00,few\n10:00,x\n11:00,y\n",
            "",
            vec!["row 2 (\"many\")", "and 1 more"],
        ),
        ("interval_start;offered\n08:00;1.120\n09:00;1.080\n", "", vec!["\"1.120\"", "decimal = \"comma\""]),
        (
            "interval_start;offered\n08:00;1,5\n09:00;2.5\n",
            "",
            vec!["decimal comma in row 2", "decimal point in row 3"],
        ),
        ("interval_start,offered\n13/03/2026 08:00,1\n03/14/2026 08:00,1\n", "", vec!["row 2", "row 3", "alike"]),
        (
            "interval_start,offered\n08:00,1\n08:00,2\n",
            "",
            vec!["rows 2 and 3 are both for 08:00, by `interval_start`", "only = {"],
        ),
        ("interval_start,offered\n08:00,1,5\n09:00,1\n", "", vec!["row 2 has 3 cells under 2 headings", "semicolons"]),
        ("interval_start,offered\n07:00,5\n08:00,1\n09:00,1\n10:00,1\n11:00,1\n", "", vec!["row 2", "closed at 07:00"]),
        (
            "Interval,Calls\n2026-03-02 08:00-05:00,1\n2026-03-02 09:00-05:00,2\n",
            "",
            vec!["row 2", "offset", "2026-03-02T08:00-05:00"],
        ),
        ("Interval,Calls\n16/06/2026 08:00 BST,1\n", "", vec!["16/06/2026 08:00 BST", "write an offset"]),
        ("Time,2-Mar,3-Mar\n08:00,1,2\n09:00,1,2\n", "", vec!["\"2-Mar\"", "without its year"]),
        ("Date,Calls\n26-03-02 08:00,1\n26-03-02 09:00,2\n", "", vec!["dates = \"ymd\"", "dates = \"dmy\""]),
        ("Period,Calls\n1,10\n2,10\n3,10\n4,10\n", "", vec!["`Period`", "row 2", "count intervals"]),
        ("Hour,Calls\n9,10\n24,10\n", "", vec!["`Hour`", "the hour that begins or the one that ends"]),
        ("Time,Calls\n11:00,1\n12:00,2\n1:00,3\n2:00,4\n", "", vec!["row 4", "afternoon", "am and pm"]),
        ("Start,Calls\n2026-03-02,1\n2026-03-02 01:00,2\n", "", vec!["row 2", "has no time", "2026-03-02 00:00"]),
        (
            "Time,Calls\n08:00,950\n09:00,1.120\n10:00,990\n11:00,980\n",
            "",
            vec!["row 3", "\"1.120\"", "decimal = \"comma\""],
        ),
        ("offered\n5\n", "", vec!["no column"]),
        ("offered,queue\n5,a\n", "", vec!["no column says when", "time_columns"]),
        ("Queue,Time,Calls\na,08:00,1\nb,08:00,2\n", ", only = { Queue = \"c\" }", vec!["no row has"]),
        ("Queue,Time,Calls\na,08:00,1\n", ", only = { Skill = \"c\" }", vec!["no column `Skill`", "Queue"]),
        ("interval_start,offered\n08:00,1\n", ", sheet = \"March\"", vec!["no sheet `March`"]),
        ("interval_start,offered\n08:00,1\n", ", column = \"calls\"", vec!["no column `calls`"]),
        ("", "", vec!["no rows"]),
    ] {
        let message = read(HOURS, "calls.csv", rows.as_bytes(), options).expect_err(rows);
        for word in words {
            assert!(message.contains(word), "{word} is not in: {message}");
        }
        assert!(message.ends_with("1 fault"), "{message}");
    }
    refuses(HOURS, b"%PDF-1.7", "", &["PDF"]);
    refuses(HOURS, b"\x00\x01\x02", "", &["not text"]);
    refuses(HOURS, b"PK\x03\x04 and nothing else", "", &["no workbook"]);
}

#[test]
fn rows_of_one_queue_are_chosen() {
    let rows = b"Queue,Time,Calls\nSales,08:00,1\nClaims,08:00,5\nSales,09:00,2\nClaims,09:00,6\nSales,10:00,3\nSales,11:00,4\n";
    gives(rows, ", only = { Queue = \"Sales\" }", &[1.0, 2.0, 3.0, 4.0]);
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, factor) in [("Sales", 1.0), ("Claims", 10.0)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "Calls by hour").unwrap();
        for (column, heading) in ["Date", "Start", "Calls offered", "Chats"].iter().enumerate() {
            sheet.write(2, column as u16, *heading).unwrap();
        }
        let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        let clock = rust_xlsxwriter::Format::new().set_num_format("hh:mm");
        for hour in 0..4_u16 {
            let row = u32::from(hour) + 3;
            sheet.write_with_format(row, 0, 46083, &day).unwrap();
            sheet.write_with_format(row, 1, f64::from(8 + hour) / 24.0, &clock).unwrap();
            sheet.write(row, 2, factor * (f64::from(hour) + 0.5)).unwrap();
            sheet.write(row, 3, 7).unwrap();
        }
        sheet.write(7, 0, "Total").unwrap();
        sheet.write(7, 2, factor * 8.0).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn one_workbook_serves_several_skills() {
    let book = workbook();
    for (options, expected) in [
        (", sheet = \"Sales\"", [0.5, 1.5, 2.5, 3.5]),
        (", sheet = \"Claims\"", [5.0, 15.0, 25.0, 35.0]),
        (", sheet = \"Claims\", column = \"Chats\"", [7.0; 4]),
    ] {
        all_close(&read(HOURS, "week.xlsx", &book, options).unwrap(), &expected);
    }
    let message = read(HOURS, "week.xlsx", &book, "").unwrap_err();
    assert!(message.contains("`Sales`, `Claims`") && message.contains("sheet = \"Sales\""), "{message}");
    let message = read(HOURS, "week.xlsx", &book, ", sheet = \"March\"").unwrap_err();
    assert!(message.contains("no sheet `March`"), "{message}");
}

#[test]
fn a_workbook_keeps_its_numbers_and_its_midnights() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let moment = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy hh:mm");
    sheet.write(0, 0, "Start").unwrap();
    sheet.write(0, 1, "Calls").unwrap();
    for hour in 0..3_u16 {
        sheet.write_with_format(u32::from(hour) + 1, 0, 46083.0 + f64::from(hour) / 24.0, &moment).unwrap();
    }
    sheet.write(1, 1, 12.125).unwrap();
    sheet.write(2, 1, "0,5").unwrap();
    sheet.write(3, 1, 9).unwrap();
    let night = HOURS.replace("08:00-12:00", "00:00-03:00");
    let bytes = book.save_to_buffer().unwrap();
    for options in ["", ", decimal = \"comma\""] {
        all_close(&read(&night, "calls.xlsx", &bytes, options).unwrap(), &[12.125, 0.5, 9.0]);
    }
    let message = read(&night, "calls.xlsx", &bytes, ", decimal = \"point\"").unwrap_err();
    assert!(message.contains("0,5"), "{message}");
}

#[test]
fn durations_of_a_workbook_are_times() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let lasting = rust_xlsxwriter::Format::new().set_num_format("[h]:mm");
    sheet.write(0, 0, "Time").unwrap();
    sheet.write(0, 1, "Calls").unwrap();
    for hour in 0..4_u16 {
        sheet.write_with_format(u32::from(hour) + 1, 0, f64::from(8 + hour) / 24.0, &lasting).unwrap();
        sheet.write(u32::from(hour) + 1, 1, hour).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    all_close(&read(HOURS, "calls.xlsx", &bytes, "").unwrap(), &[0.0, 1.0, 2.0, 3.0]);
}

#[test]
fn an_open_document_is_read() {
    let cell = |kind: &str| format!("<table:table-cell {kind}/>");
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let whole =
        |hour| cell(&format!("office:value-type=\"date\" office:date-value=\"2026-03-02T{:02}:00:00\"", 8 + hour));
    let alone = |hour| cell(&format!("office:value-type=\"time\" office:time-value=\"PT{:02}H00M00S\"", 8 + hour));
    let rows = |date: &dyn Fn(u32) -> String| -> String {
        (0..4)
            .map(|hour| {
                let date = date(hour);
                let number = cell(&format!("office:value-type=\"float\" office:value=\"{}.5\"", hour));
                format!("<table:table-row>{date}{number}</table:table-row>")
            })
            .collect()
    };
    for rows in [rows(&whole), rows(&alone)] {
        let content = format!(
            "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Calls\"><table:table-row>{}{}</table:table-row>{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>",
            text("interval_start"),
            text("offered")
        );
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
        let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
        for (name, text) in
            [("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", content.as_str())]
        {
            archive.start_file(name, options).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        all_close(&read(HOURS, "calls.ods", &bytes, "").unwrap(), &[0.5, 1.5, 2.5, 3.5]);
    }
}

/// A way in which somebody may have written the same sixteen numbers.
#[derive(Clone, Debug)]
struct Style {
    separator: char,
    decimal: char,
    thousands: Option<char>,
    date: usize,
    titles: usize,
    total: bool,
    headings: usize,
    apart: bool,
    utf_16: bool,
    ending: &'static str,
}

fn style() -> impl Strategy<Value = Style> {
    let signs = prop_oneof![
        Just(('.', None)),
        Just((',', None)),
        Just(('.', Some(','))),
        Just((',', Some('.'))),
        Just((',', Some('\u{a0}')))
    ];
    let separators = prop_oneof![Just(','), Just(';'), Just('\t'), Just('|')];
    let endings = prop_oneof![Just("\n"), Just("\r\n")];
    (separators, signs, 0..5_usize, 0..4_usize, any::<bool>(), 0..4_usize, any::<bool>(), any::<bool>(), endings)
        .prop_map(|(separator, (decimal, thousands), date, titles, total, headings, apart, utf_16, ending)| Style {
            separator,
            decimal,
            thousands,
            date,
            titles,
            total,
            headings,
            apart,
            utf_16,
            ending,
        })
}

fn written(style: &Style, numbers: &[f64]) -> Vec<u8> {
    let quoted = |cell: String| if cell.contains(style.separator) { format!("\"{cell}\"") } else { cell };
    let number = |number: f64| {
        let text = format!("{number:.1}");
        let (whole, decimals) = text.split_once('.').unwrap();
        let mut grouped = String::new();
        for (position, digit) in whole.chars().enumerate() {
            let left = whole.len() - position;
            if let Some(mark) = style.thousands.filter(|_| position > 0 && left % 3 == 0) {
                grouped.push(mark);
            }
            grouped.push(digit);
        }
        quoted(format!("{grouped}{}{decimals}", style.decimal))
    };
    let date = ["2026-03-19", "19/03/2026", "03/19/2026", "19.03.2026", "19 Mar 2026"][style.date];
    let time = |slot: usize| format!("{:02}:{:02}", 8 + slot / 4, slot % 4 * 15);
    let heading = ["offered", "Calls Offered", "CALLSOFFERED", "Anrufe"][style.headings];
    let mut lines: Vec<String> =
        ["Report of the week", "", "made by hand"].iter().take(style.titles).map(|title| (*title).to_owned()).collect();
    let row = |cells: &[&str]| cells.join(&style.separator.to_string());
    lines.push(if style.apart { row(&["Date", "Time", heading]) } else { row(&["interval_start", heading]) });
    for (slot, value) in numbers.iter().enumerate() {
        let number = number(*value);
        let whole = format!("{date} {}", time(slot));
        lines.push(if style.apart { row(&[date, &time(slot), &number]) } else { row(&[&whole, &number]) });
    }
    if style.total {
        let sum = number(numbers.iter().sum());
        lines.push(if style.apart { row(&["Total", "", &sum]) } else { row(&["Total", &sum]) });
    }
    let text = lines.join(style.ending) + style.ending;
    if style.utf_16 { utf_16(&text) } else { text.into_bytes() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_layout_is_read_back_to_the_same_numbers(style in style(), tenths in prop::collection::vec(0_u32..400_000, 16)) {
        let numbers: Vec<f64> = tenths.iter().map(|tenths| f64::from(*tenths) / 10.0).collect();
        let calendar = "[calendar]\nstart = 2026-03-19\ndays = 1\nhours = \"08:00-12:00\"\ninterval = \"15m\"\n";
        let read = read(calendar, "calls.csv", &written(&style, &numbers), "");
        let read = read.map_err(TestCaseError::fail)?;
        for (read, meant) in read.iter().zip(&numbers) {
            prop_assert!((read - meant).abs() < 1e-6 * meant.max(1.0), "{read} instead of {meant}");
        }
    }
}

#[test]
fn the_folder_is_that_of_the_scenario() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("calls.csv"), "interval_start,offered\n08:00,4\n09:00,4\n10:00,4\n11:00,4\n").unwrap();
    let study = study_in(folder.path(), &text(HOURS, "file = \"calls.csv\""));
    assert_eq!(study.inputs.len(), 2);
}
