//! The formulas against exact values and against numbers that others printed.

use callfloor::erlang::{ErlangA, ErlangB, ErlangC, Goal, Reason, Traffic, required_agents};
use callfloor::units::{Fraction, PerHour, Seconds};

/// Reference values carry ten significant digits.
const TOLERANCE: f64 = 2e-9;

#[test]
fn every_exact_value_is_met() {
    let rows = table(include_str!("../reference/erlang_exact.csv"));
    for row in &rows {
        assert_close(row, measured(row, &row[6]), number(&row[7]));
    }
    assert_eq!(rows.len(), 493);
}

#[test]
fn every_printed_value_is_met_to_its_last_digit() {
    for row in table(include_str!("../reference/erlang_published.csv")) {
        let ours = measured(&row, &row[6]);
        assert_close(&row, ours, number(&row[8]));
        let digits_after_point = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if !row[7].contains('e') && !printed_loosely(&row) {
            let unit = 10_f64.powi(-(digits_after_point(&row[7]) as i32));
            assert!((ours - number(&row[7])).abs() < unit, "{row:?}: {ours}");
        }
    }
}

#[test]
fn staff_for_a_service_level_is_the_fewest() {
    for row in table(include_str!("../reference/erlang_staffing.csv")) {
        let within = seconds(&row[5]);
        let goal = Goal::ServiceLevel { target: Fraction::new(number(&row[4])).unwrap(), within };
        let needed = required_agents(traffic(&row[1], &row[2]), patience(&row[3]), &[goal]).unwrap();
        assert_eq!(needed.agents.to_string(), row[6], "{row:?}");
        assert_close(&row, needed.achieved.service_level(within).get(), number(&row[7]));
        if let Some(one_fewer) = needed.one_fewer {
            assert_close(&row, one_fewer.service_level(within).get(), number(&row[8]));
            assert_eq!(needed.reason == Reason::Load, number(&row[8]) == 0.0, "{row:?}");
        }
    }
}

/// 80% within 20 s, agents busy at most 85% of the time, 30% shrinkage, patience endless or 8 minutes.
#[test]
fn a_published_day_is_staffed_as_printed() {
    let goals = [
        Goal::ServiceLevel { target: Fraction::new(0.8).unwrap(), within: seconds("20") },
        Goal::Occupancy(Fraction::new(0.85).unwrap()),
    ];
    for row in table(include_str!("../reference/erlang_day.csv")) {
        for (patience, printed) in [(None, &row[2]), (Some(seconds("480")), &row[3])] {
            let needed = required_agents(traffic(&row[1], "240"), patience, &goals).unwrap();
            let scheduled = (f64::from(needed.agents) / 0.7).ceil();
            assert_eq!(&scheduled.to_string(), printed, "hour {}", row[0]);
        }
    }
}

/// What the formula of `row` says of `metric`, whose parameter stands in brackets.
fn measured(row: &[String], metric: &str) -> f64 {
    let (name, parameter) = metric.trim_end_matches(']').split_once('[').unwrap_or((metric, ""));
    let (traffic, agents) = (traffic(&row[2], &row[3]), row[5].parse().unwrap());
    match row[1].as_str() {
        "A" => impatient(ErlangA::new(traffic, seconds(&row[4]), agents).unwrap(), name, parameter),
        "B" => lossy(ErlangB::new(traffic, agents), traffic, name),
        "C" => endless(ErlangC::new(traffic, agents), traffic, name, parameter),
        other => panic!("no formula {other}"),
    }
}

fn lossy(queue: ErlangB, traffic: Traffic, name: &str) -> f64 {
    match name {
        "offered_load_erlang" => traffic.load().get(),
        "blocked_fraction" => queue.blocked().get(),
        "busy_agents" => queue.busy_agents(),
        "occupancy" => queue.occupancy().unwrap().get(),
        "answered_per_hour" => traffic.arrivals().get() * queue.blocked().complement().get(),
        other => panic!("Erlang B has no {other}"),
    }
}

fn endless(queue: ErlangC, traffic: Traffic, name: &str, parameter: &str) -> f64 {
    match name {
        "offered_load_erlang" | "busy_agents" => queue.load().get(),
        "waited_fraction" => queue.waited().get(),
        "service_level" => queue.service_level(seconds(parameter)).get(),
        "wait_all_seconds" => queue.asa().unwrap().get(),
        "wait_of_queued_seconds" => queue.wait_of_queued().unwrap().get(),
        "wait_all_seconds_sd" => queue.wait_standard_deviation().unwrap().get(),
        "wait_all_seconds_quantile" => queue.wait_quantile(Fraction::new(number(parameter)).unwrap()).unwrap().get(),
        "queue_length" => queue.queue_length().unwrap(),
        "occupancy" => queue.occupancy().unwrap().get(),
        "time_in_system_hours" => (queue.asa().unwrap().get() + traffic.aht().get()) / 3600.0,
        other => panic!("Erlang C has no {other}"),
    }
}

fn impatient(queue: ErlangA, name: &str, parameter: &str) -> f64 {
    let level = || queue.service_level(seconds(parameter)).get();
    match name {
        "offered_load_erlang" => queue.load().get(),
        "waited_fraction" => queue.waited().get(),
        "abandoned_fraction" => queue.abandoned().get(),
        "wait_all_seconds" => queue.wait().get(),
        "wait_of_queued_seconds" => queue.wait_of_queued().unwrap().get(),
        "asa_seconds" => queue.asa().get(),
        "wait_abandoned_seconds" => queue.wait_of_abandoned().unwrap().get(),
        "queue_length" => queue.queue_length(),
        "busy_agents" => queue.busy_agents(),
        "occupancy" => queue.occupancy().get(),
        "service_level" => level(),
        "service_level_of_answered" => level() / queue.answered().get(),
        "waited_at_most_fraction" => queue.waited_at_most(seconds(parameter)).get(),
        "service_level_less_short_abandons" => {
            level() / (1.0 - queue.waited_at_most(seconds(parameter)).get() + level())
        }
        other => panic!("Erlang A has no {other}"),
    }
}

/// These figures were computed by their authors from rounded intermediate ones.
fn printed_loosely(row: &[String]) -> bool {
    row[0] == "pub-pw-erlang-a" && row[6] == "wait_all_seconds"
}

fn assert_close(row: &[String], ours: f64, reference: f64) {
    let slack = TOLERANCE * reference.abs() + 1e-11;
    assert!((ours - reference).abs() <= slack, "{row:?}: {ours} is not {reference}");
}

fn traffic(arrivals: &str, aht: &str) -> Traffic {
    Traffic::new(PerHour::new(number(arrivals)).unwrap(), seconds(aht)).unwrap()
}

fn patience(text: &str) -> Option<Seconds> {
    (!text.is_empty()).then(|| seconds(text))
}

fn seconds(text: &str) -> Seconds {
    Seconds::new(number(text)).unwrap()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is a number"))
}

/// The rows of a table, its heading left out.
fn table(text: &str) -> Vec<Vec<String>> {
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}
