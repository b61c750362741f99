//! `callfloor erlang`: the figures that a planner asks for, in words, JSON and CSV, and what is refused.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use callfloor::erlang::{ErlangA, ErlangC, Traffic};
use callfloor::units::{PerHour, Seconds};
use serde_json::Value;

const WEEK: &str = include_str!("../reference/erlang_week.csv");

/// Agents for 80% in 20 s with 6.3 minutes each, by row of the week: Erlang C, and nobody where nobody calls.
const NEEDED: [u32; 168] = [
    2, 2, 2, 2, 0, 2, 2, 4, 11, 23, 32, 35, 31, 29, 32, 31, 28, 24, 19, 15, 11, 7, 5, 4, //
    2, 2, 2, 2, 0, 2, 2, 4, 10, 21, 30, 32, 28, 27, 30, 28, 26, 22, 18, 14, 10, 7, 5, 3, //
    2, 2, 2, 2, 0, 2, 2, 4, 10, 20, 28, 31, 27, 26, 28, 27, 25, 21, 17, 13, 10, 7, 4, 3, //
    2, 2, 2, 2, 0, 2, 2, 4, 10, 20, 28, 31, 27, 26, 28, 27, 25, 21, 17, 13, 10, 7, 4, 3, //
    2, 2, 2, 2, 0, 2, 2, 4, 9, 19, 27, 29, 26, 25, 27, 26, 24, 21, 16, 13, 9, 6, 4, 3, //
    2, 2, 1, 1, 0, 1, 2, 3, 6, 11, 16, 17, 15, 14, 16, 15, 14, 12, 10, 8, 6, 4, 3, 2, //
    2, 1, 1, 1, 0, 1, 2, 2, 4, 8, 10, 11, 10, 10, 10, 10, 9, 8, 7, 5, 4, 3, 2, 2,
];

/// Exit code, standard output and standard error of `callfloor erlang`, with `input` piped into it.
fn erlang_with(arguments: &str, input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_callfloor"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference"))
        .arg("erlang")
        .args(arguments.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end without reading.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn answer_to(arguments: &str, input: &str) -> String {
    let (code, answer, complaint) = erlang_with(arguments, input);
    assert_eq!((code, complaint.as_str()), (0, ""), "{arguments}");
    answer
}

fn answer(arguments: &str) -> String {
    answer_to(arguments, "")
}

fn json(arguments: &str) -> Value {
    serde_json::from_str(&answer(&format!("{arguments} --json"))).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is a number"))
}

fn traffic(rate: f64, aht: f64) -> Traffic {
    Traffic::new(PerHour::new(rate).unwrap(), Seconds::new(aht).unwrap()).unwrap()
}

#[test]
fn a_cap_on_occupancy_and_shrinkage_are_answered() {
    let asked = "--arrivals 2000/h --aht 180s --target 80%/20s";
    let level = json(asked);
    assert_eq!(level["agents"], 107);
    assert!((number(&level["occupancy"]) - 0.9346).abs() < 1e-4);
    assert_eq!((&level["decided_by"], &level["rostered"]), (&Value::from("service_level"), &Value::Null));
    let both = json(&format!("{asked} --occupancy 85% --shrinkage 30%"));
    assert_eq!((&both["agents"], &both["rostered"]), (&118.into(), &169.into()));
    assert_eq!(both["decided_by"], "occupancy");
    let words = answer(&format!("{asked} --occupancy 85% --shrinkage 30%"));
    let needed = "Needed for 80% answered within 20s and agents busy at most 85% of the time: 118 agents at work";
    assert!(words.contains(needed), "{words}");
    assert!(words.contains("Why: with 117 agents, each would be busy 85.5% of the time."), "{words}");
    assert!(words.contains("169 with 30% shrinkage"), "{words}");
    // 70 ÷ 0.7 is 100, whatever the last bit says.
    assert_eq!(json("--arrivals 1/h --aht 1m --agents 70 --shrinkage 30%")["rostered"], 100);
}

#[test]
fn agents_need_not_be_whole() {
    let asked = "--arrivals 200/h --aht 3m --target 80%/20s";
    let between = json(&format!("{asked} --agents 13.4"));
    assert!((number(&between["service_level"]) - 0.8327).abs() < 5e-4);
    assert_eq!((&between["agents"], &between["meets_goals"]), (&13.4.into(), &true.into()));
    let words = answer(&format!("{asked} --agents 13.4"));
    assert!(words.contains("on the straight line between 13 and 14") && words.contains("83.3%"), "{words}");
    let needed = json(asked);
    assert_eq!(needed["agents"], 14);
    assert!((number(&needed["just_enough"]) - 13.047).abs() < 1e-3);
    assert!(answer(asked).contains("Just enough: 13.047 agents"), "{}", answer(asked));
    // Half a crew too few: the queue of ten agents grows for ever, so no mean wait exists.
    let crowded = json("--arrivals 200/h --aht 3m --agents 10.5");
    assert_eq!(crowded["asa_seconds"], Value::Null);
    assert!(0.0 < number(&crowded["service_level"]));
}

#[test]
fn a_week_is_answered_row_by_row() {
    let csv = answer("--table erlang_week.csv --aht 6.3m --target 80%/20s --csv");
    let mut lines = csv.lines();
    let headings: Vec<&str> = lines.next().unwrap().split(',').collect();
    let agents = headings.iter().position(|&heading| heading == "agents").unwrap();
    let found: Vec<u32> = lines.map(|line| line.split(',').nth(agents).unwrap().parse().unwrap()).collect();
    assert_eq!(found, NEEDED);

    let week = json("--table erlang_week.csv --aht 6.3m --target 80/20 --shrinkage 20%");
    assert_eq!(
        (week["total"]["agent_hours"].clone(), week["total"]["paid_hours"].clone()),
        (1910.0.into(), 2387.5.into())
    );
    assert_eq!(week["rows"][4]["agents"], 0);
    assert_eq!(week["rows"][11]["interval_start"], "Mon 11:00");
    assert_eq!(week["total"]["busiest_interval"], "Mon 11:00");

    let words = answer("--table erlang_week.csv --aht 6.3m");
    assert!(words.starts_with("168 rows of 1h, as their times say: 13,"), "{words}");
    assert!(words.contains("\n         Mon    Tue    Wed    Thu    Fri    Sat    Sun\n"), "{words}");
    assert!(words.contains("\n11:00     35     32     31     31     29     17     11\n"), "{words}");
    assert!(words.contains("In all: 1,910 agent-hours at work.\nThe most at once: 35, Mon 11:00.\n"), "{words}");
}

#[test]
fn a_table_is_read_however_a_spreadsheet_leaves_it() {
    let named = answer("--table erlang_week.csv --aht 6.3m --csv");
    let tabs = WEEK.replace(',', "\t");
    let semicolons =
        format!("\u{feff}{}", WEEK.replace(',', ";").replace("weekday;hour;calls", "Day;Time;Calls offered"));
    let bare = WEEK.split_once('\n').unwrap().1;
    let two_columns: String = bare.lines().map(|line| line.replacen(',', " ", 1).replace(',', "\t") + "\r\n").collect();
    let titled = format!("Calls of an ordinary week\n\n{}Total,,13303\n", WEEK);
    for text in [WEEK, &tabs, &semicolons, bare, &two_columns, &titled] {
        assert_eq!(answer_to("--aht 6.3m --csv", text), named);
        assert_eq!(answer_to("--table - --aht 6.3m --csv", text), named);
    }
    // Half as many calls in rows of half the length ask for the same team.
    let halves = "time,calls,aht_seconds\n08:00,86,378\n08:30,86,378\n09:00,0,378\n";
    let half_hours = answer_to("--json", halves);
    let half_hours: Value = serde_json::from_str(&half_hours).unwrap();
    assert_eq!(half_hours["total"]["interval_seconds"], 1800.0);
    let agents: Vec<&Value> = (0..3).map(|row| &half_hours["rows"][row]["agents"]).collect();
    assert_eq!(agents, [&23, &23, &0], "172 an hour need 23, as on Monday at nine");
    assert_eq!(half_hours["total"]["agent_hours"], 23.0);
}

#[test]
fn a_table_without_times_takes_its_step_from_the_command_line() {
    let (code, _, complaint) = erlang_with("--aht 6.3m", "172\n0\n");
    assert_eq!(code, 2);
    assert!(
        complaint.contains("standard input: the rows do not say how long each lasts: add --interval"),
        "{complaint}"
    );
    let answer: Value = serde_json::from_str(&answer_to("--aht 6.3m --interval 1h --json", "172\n0\n")).unwrap();
    assert_eq!((&answer["rows"][0]["agents"], &answer["rows"][1]["agents"]), (&23.into(), &0.into()));
}

#[test]
fn empty_cells_and_gaps_are_spoken_of() {
    let table = "time,calls\n08:00,5\n08:30,\n09:00,6\n10:00,7\n";
    let empty = "1 cell of calls is empty and counts as 0.";
    let words = answer_to("--aht 5m", table);
    assert!(
        words.contains(&format!("Note: {empty}")) && words.contains("in 1 place of a day rows are missing"),
        "{words}"
    );
    for form in ["--json", "--csv"] {
        let (code, answer, notes) = erlang_with(&format!("--aht 5m {form}"), table);
        assert!(code == 0 && !answer.contains("empty"), "{answer}");
        assert!(notes.contains(empty) && notes.contains("rows are missing"), "{notes}");
    }
}

#[test]
fn the_hour_that_comes_twice_in_autumn_is_answered_twice() {
    let table = "date,time,calls\n2026-10-25,00:00,5\n2026-10-25,01:00,6\n2026-10-25,01:00,7\n2026-10-25,02:00,8\n\
                 2026-10-26,00:00,5\n";
    let answer: Value = serde_json::from_str(&answer_to("--aht 5m --json", table)).unwrap();
    let offered: Vec<&Value> = (0..5).map(|row| &answer["rows"][row]["offered"]).collect();
    assert_eq!(offered, [&5.0, &6.0, &7.0, &8.0, &5.0]);
    let words = answer_to("--aht 5m", table);
    assert_eq!(words.matches("2026-10-25 01:00").count(), 2, "{words}");
}

#[test]
fn every_goal_binds_in_turn_and_all_hold() {
    let asked = "--arrivals 1140/h --aht 5m";
    for (goals, binding) in [
        ("--asa 15s", "asa_seconds"),
        ("--abandoned 3% --patience 2m", "abandoned_fraction"),
        ("--target 80/20 --asa 2s", "asa_seconds"),
        ("--target 95/10 --asa 60s --abandoned 5% --patience 2m", "service_level"),
        ("--occupancy 80%", "occupancy"),
        ("--lines 130 --target 50/20 --blocking 0.5%", "blocked_fraction"),
    ] {
        let found = json(&format!("{asked} {goals}"));
        assert_eq!(found["decided_by"], binding, "{goals}");
        assert_eq!(found["meets_goals"], true, "{goals}");
        let fewer = found["agents"].as_u64().unwrap() - 1;
        let missed = json(&format!("{asked} {goals} --agents {fewer}"));
        assert_eq!(missed["meets_goals"], false, "{goals}");
    }
    let usual = answer("--arrivals 1140/h --aht 5m --occupancy 85%");
    assert!(
        usual.contains("80% answered within 20s and agents busy at most 85% of the time (the usual target"),
        "{usual}"
    );
    assert!(!answer("--arrivals 1140/h --aht 5m --asa 15s").contains("80%"), "a goal that is named stands alone");
}

#[test]
fn agents_and_lines_stand_together() {
    let found = json("--arrivals 1140/h --aht 5m --agents 98 --lines 110");
    // The chain of 95 erlangs, 98 agents and 110 lines, summed state by state.
    let mut weights = vec![1.0];
    for present in 1..=110_u32 {
        weights.push(weights[weights.len() - 1] * 95.0 / f64::from(present.min(98)));
    }
    let blocked = weights[110] / weights.iter().sum::<f64>();
    assert!((number(&found["blocked_fraction"]) - blocked).abs() < 1e-12);
    let lines = json("--arrivals 1140/h --aht 5m --agents 98 --blocking 1%");
    assert!(number(&lines["blocked_fraction"]) <= 0.01);
    let lines = lines["lines"].as_u64().unwrap() - 1;
    let fewer = json(&format!("--arrivals 1140/h --aht 5m --agents 98 --lines {lines}"));
    assert!(0.01 < number(&fewer["blocked_fraction"]));
    let both = json("--arrivals 1140/h --aht 5m --target 80/20 --blocking 1%");
    assert!(0.8 <= number(&both["service_level"]) && number(&both["blocked_fraction"]) <= 0.01, "{both}");
    assert!(
        answer("--arrivals 1140/h --aht 5m --agents 98 --lines 110").contains("98 agents (110 lines, nobody gives up)")
    );
    assert!(answer("--arrivals 1140/h --aht 5m --lines 105").contains("Erlang B"));
    assert!(answer("--arrivals 1140/h --aht 5m --blocked 1%").contains("112 lines"));
}

#[test]
fn every_digit_of_a_formula_is_in_the_json() {
    let within = Seconds::new(20.0).unwrap();
    let exact = ErlangA::new(traffic(1140.0, 300.0), Seconds::new(120.0).unwrap(), 100).unwrap();
    let found = json("--arrivals 1140/h --aht 5m --patience 2m --agents 100");
    for (key, value) in [
        ("load", 95.0),
        ("service_level", exact.service_level(within).get()),
        ("asa_seconds", exact.asa().get()),
        ("wait_seconds", exact.wait().get()),
        ("waited_fraction", exact.waited().get()),
        ("abandoned_fraction", exact.abandoned().get()),
        ("blocked_fraction", 0.0),
        ("queue_length", exact.queue_length()),
        ("occupancy", exact.occupancy().get()),
    ] {
        assert_eq!(number(&found[key]), value, "{key}");
    }
    assert_ne!(found["wait_seconds"], found["asa_seconds"], "those who give up wait too");
    assert_eq!(found["asked"]["patience_seconds"], 120.0);
    assert!(answer("--arrivals 1140/h --aht 5m --patience 2m --agents 100").contains("Mean wait of all"));
    let endless = ErlangC::new(traffic(1140.0, 300.0), 97);
    let rows = json("--arrivals 1140/h --aht 5m --table 95..99");
    assert_eq!(number(&rows["rows"][2]["asa_seconds"]), endless.asa().unwrap().get());
    assert_eq!(rows["rows"][0]["asa_seconds"], Value::Null);
    assert_eq!(answer("--arrivals 1140/h --aht 5m --table 95..99 --csv").lines().count(), 1 + 5);
}

#[test]
fn rates_and_targets_have_the_spellings_of_a_scenario() {
    let hourly = answer("--arrivals 1140/h --aht 5m --target 80%/20s");
    for rate in ["570/30m", "19/min", "19/minute", "1140/hour"] {
        assert_eq!(answer(&format!("--arrivals {rate} --aht 5m --target 80/20")), hourly, "{rate}");
    }
    let daily = answer("--arrivals 27360/day --aht 5m --target 80/20");
    assert!(daily.starts_with("Offered load: 95 erlangs (1,140 contacts an hour, spread evenly over 24 hours a day,"));
    assert_eq!(json("--arrivals 191520/week --aht 5m")["load"], 95.0);
}

#[test]
fn what_is_nearly_all_is_not_shown_as_all() {
    let words = answer("--arrivals 1140/h --aht 5m --agents 125");
    assert!(words.contains("99.97%") && !words.contains("100.0%"), "{words}");
    let far = answer("--arrivals 1140/h --aht 5m --agents 400");
    assert!(far.contains(">99.9999%") && far.contains("<0.0001%"), "{far}");
    let nobody = answer("--arrivals 0/h --aht 5m");
    assert!(nobody.contains("Needed: 0 agents, because nobody calls."), "{nobody}");
}

#[test]
fn what_cannot_be_answered_is_refused_in_words() {
    let one = "--arrivals 1140/h --aht 5m";
    for (arguments, input, why) in [
        (
            format!("{one} --blocking 0%"),
            "",
            "no number of lines blocks nobody at all; ask for a small share, such as 0.1%",
        ),
        (format!("{one} --blocked 0"), "", "such as 0.1%"),
        (format!("{one} --asa 0s"), "", "no number of agents answers everybody at once"),
        (format!("{one} --target 100/20"), "", "ask for less, such as 99%"),
        (format!("{one} --occupancy 0%"), "", "never busy"),
        (format!("{one} --occupancy 85"), "", "did you mean `85%`?"),
        (format!("{one} --shrinkage 100%"), "", "nobody is ever at work"),
        (format!("{one} --abandoned 0% --patience 2m"), "", "ask for more, such as 1%"),
        (format!("{one} --abandoned 3%"), "", "--patience"),
        (format!("{one} --agents 0.5"), "", "at least 1"),
        (format!("{one} --agents 13,4"), "", "is not a number of agents such as 13 or 13.4"),
        (format!("{one} --agents 98 --lines 90"), "", "98 agents need as many lines, and there are 90"),
        (format!("{one} --lines 100 --blocking 1%"), "", "on 100 lines no team reaches at most 1% blocked"),
        (format!("{one} --lines 105 --patience 2m --target 90/20 --blocking 1%"), "", "add lines"),
        (
            format!("{one} --lines 105 --patience 2m --target 95/20 --blocking 2%"),
            "",
            "no team reaches at most 2% blocked",
        ),
        (format!("{one} --agents 80 --blocking 1%"), "", "the agents cannot keep up"),
        (format!("{one} --lines 100 --patience 2m"), "", "there is no queue"),
        (format!("{one} --table erlang_week.csv"), "", "cannot both be"),
        (format!("{one} --interval 30m"), "", "--interval is about the rows of a table"),
        ("--arrivals 1140/h".into(), "", "add --aht"),
        ("--aht 5m".into(), "", "neither --arrivals nor a table was given"),
        ("--aht 5m --table nowhere.csv".into(), "", "cannot read nowhere.csv"),
        ("".into(), "time,calls\n08:00,5\n09:00,6\n", "the handling time is missing"),
        ("--aht 5m".into(), "time,calls\n08:00,5\n09:00,6\n09:30,6\n10:30,5\n", "line 4: 30m from one row to the next"),
        ("--aht 5m".into(), "time,calls\n08:00,5\n08:00,6\n", "lines 2 and 3 are both of 08:00"),
        ("--aht 5m".into(), "day,calls\nMon,500\nTue,600\n", "the rows are whole days"),
        ("--aht 5m --interval 30m".into(), "day,calls\nMon,500\nTue,600\n", "needs intervals of a day"),
        ("--aht 5m --agents 10".into(), "time,calls\n08:00,5\n", "needs --arrivals"),
        ("--aht 5m --json --csv".into(), "", "cannot be used with"),
    ] {
        let (code, answer, complaint) = erlang_with(&arguments, input);
        assert_eq!((code, answer.as_str()), (2, ""), "{arguments}");
        assert!(complaint.contains(why), "{arguments}: {complaint}");
    }
}
