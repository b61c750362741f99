//! What is drawn of which results, and what is said of it.

use crate::results::{
    BreakEvenResults, Estimate, LuckResults, Results, SensitivityResults, ServiceTarget, SweepResults, Verdict,
};

use super::{Chart, fabricated};
use crate::chart::drawing::style::Style;

mod set;

use set::{check_document, check_layout, text_and_area};

fn charts_of_run(results: &Results) -> Vec<Chart> {
    super::charts_of_run(results, &Style::default())
}

fn charts_of_sweep(sweep: &SweepResults) -> Vec<Chart> {
    super::charts_of_sweep(sweep, &Style::default())
}

fn charts_of_break_even(found: &BreakEvenResults) -> Vec<Chart> {
    super::charts_of_break_even(found, &Style::default())
}

fn charts_of_sensitivity(found: &SensitivityResults) -> Vec<Chart> {
    super::charts_of_sensitivity(found, &Style::default())
}

fn charts_of_luck(luck: &LuckResults) -> Vec<Chart> {
    super::charts_of_luck(luck, &Style::default())
}

fn names(charts: &[Chart]) -> Vec<&str> {
    charts.iter().map(|chart| chart.name.as_str()).collect()
}

#[test]
fn a_run_has_a_chart_for_everything_it_says() {
    let charts = charts_of_run(&fabricated::day());
    let expected = [
        "queue_length_all_contacts",
        "queue_length_enquiries",
        "queue_length_claims",
        "service_level_all_contacts",
        "service_level_enquiries",
        "service_level_claims",
        "agents_and_load",
        "waits_all_contacts",
        "waits_enquiries",
        "waits_claims",
        "differences_all_contacts",
        "differences_enquiries",
        "differences_claims",
    ];
    assert_eq!(names(&charts), expected);
}

#[test]
fn caseloads_are_drawn_week_by_week() {
    let charts = charts_of_run(&fabricated::caseloads(4));
    let expected = [
        "caseload_children",
        "unmet_hours_children",
        "unmet_hours_disrupted_children",
        "hours_behind_children",
        "hours_behind_disrupted_children",
        "unallocated_children",
        "handovers_children",
        "workforce_workers",
        "headcount_workers",
    ];
    assert_eq!(names(&charts), expected);
    assert!(charts[0].alt.contains("baseline 17.5 ± 0.1 cases"), "{}", charts[0].alt);
    assert!(charts[0].csv.contains("baseline,2026-01-05,mean,17,0.1"), "{}", charts[0].csv);
    let disrupted = &charts[2].csv;
    assert!(disrupted.contains("Strike of 48 hours") && !disrupted.contains("No agency workers"), "{disrupted}");
    // Where everybody or nobody has a disruption, one chart says it all.
    assert_eq!(charts_of_run(&fabricated::caseloads(2)).len(), 7);
}

#[test]
fn what_people_live_through_is_drawn_with_its_distribution() {
    let charts = charts_of_run(&fabricated::people(4));
    let of_people: Vec<&str> = names(&charts).into_iter().filter(|name| name.ends_with("_front_line")).collect();
    let expected = [
        "longest_run_front_line",
        "contacts_a_week_front_line",
        "occupancy_of_people_front_line",
        "hours_with_pause_front_line",
        "day_front_line",
    ];
    assert_eq!(of_people, expected);
    let chart = |name: &str| charts.iter().find(|chart| chart.name == name).unwrap();
    let run = chart("longest_run_front_line");
    assert!(run.alt.contains("baseline 22.0 ± 0.4, from 18.7 ± 0.2 to 24.6 ± 0.2"), "{}", run.alt);
    assert!(run.csv.starts_with("variant,longest_run_mean,longest_run_mean_half_width,"), "{}", run.csv);
    let occupancy = chart("occupancy_of_people_front_line");
    assert!(occupancy.csv.contains("occupancy_p50_percent"), "{}", occupancy.csv);
    let day = chart("day_front_line");
    assert!(day.svg.contains("place 100") && day.svg.contains("training") && !day.svg.contains("pause by a clause"));
    assert!(day.csv.contains("\n1,contact,29400,29760\n"), "{}", day.csv);
    assert_eq!(charts.iter().filter(|chart| chart.name.starts_with("day_front_line")).count(), 3);
}

#[test]
fn days_are_drawn_from_the_worst_to_the_best() {
    let charts = charts_of_run(&fabricated::with_days());
    let of_days: Vec<&str> = names(&charts).into_iter().filter(|name| name.starts_with("days_")).collect();
    assert_eq!(of_days, ["days_all_contacts", "days_enquiries", "days_claims"]);
    let chart = charts.iter().find(|chart| chart.name == "days_enquiries").unwrap();
    assert!(chart.svg.contains("1 day in 20") && chart.svg.contains("target 80%"), "{}", chart.svg);
    let figures =
        "baseline 81.8 ± 1.0% on the median day, 60.0 ± 3.0% on the worst in 20, 42.0 ± 2.0% of days below target";
    assert!(chart.alt.contains(figures), "{}", chart.alt);
    assert!(chart.csv.contains("\nbaseline,0,50,\n") && chart.csv.contains("\nbaseline,25,72.5,2.5"), "{}", chart.csv);
    assert_eq!(chart.csv.lines().count(), 1 + 3 * 9);
    // A single point is no distribution.
    let mut few = fabricated::with_days();
    for variant in &mut few.variants {
        variant.all_contacts.days.as_mut().unwrap().quantiles.truncate(1);
    }
    assert!(!names(&charts_of_run(&few)).contains(&"days_all_contacts"));
}

#[test]
fn cases_have_charts_of_their_own() {
    let charts = charts_of_run(&fabricated::with_cases(4));
    let of_cases: Vec<&str> = names(&charts).into_iter().skip(13).collect();
    assert_eq!(of_cases, ["backlog_letters", "backlog_claims", "overdue_letters", "overdue_claims", "chasers"]);
    let chart = |name: &str| charts.iter().find(|chart| chart.name == name).unwrap();
    let backlog = chart("backlog_letters");
    assert!(backlog.svg.contains("Walkout (Five-minute limit)") && backlog.svg.contains("9 Mar"), "{}", backlog.svg);
    assert!(
        backlog.alt.contains("Backlog at the end: baseline 900.0 ± 110.0; Five-minute limit 1,600.0"),
        "{}",
        backlog.alt
    );
    let lines: Vec<&str> = backlog.csv.lines().collect();
    assert_eq!(
        lines[0],
        "variant,date,backlog_cases,backlog_cases_half_width,oldest_age_days,oldest_age_days_half_width"
    );
    assert_eq!((lines[1], lines.len()), ("baseline,2026-03-02,900,20,24,2", 1 + 3 * 4 * 5));
    assert!(chart("overdue_letters").csv.starts_with("variant,date,overdue_fraction_percent,"));
    let chasers = chart("chasers");
    assert!(chasers.csv.contains("Ten more agents,contacts.claims,10,0.6"), "{}", chasers.csv);
    assert!(chasers.alt.contains("all contacts: baseline 2.0 ± 0.6%"), "{}", chasers.alt);
}

#[test]
fn cases_that_are_never_overdue_have_no_chart_of_it() {
    let charts = charts_of_run(&fabricated::all_zero());
    let names = names(&charts);
    assert!(names.contains(&"backlog_letters") && !names.contains(&"overdue_letters") && !names.contains(&"chasers"));
}

#[test]
fn a_sweep_of_rotations_shows_callers_cases_and_needs() {
    let charts = charts_of_sweep(&fabricated::rotations());
    charts.iter().for_each(check_layout);
    assert_eq!(names(&charts), ["trade_off_enquiries", "casework_letters"]);
    let chart = &charts[1];
    for written in ["5d", "55d", "Mean age of the backlog of Letters", "target 80%", "teams.desk.rotation.every"] {
        assert!(chart.svg.contains(written), "{written} is missing from {}", chart.svg);
    }
    assert!(chart.alt.contains("Needs settled 85.00 ± 0.08% at 5d to 84.00 ± 0.08% at 55d"), "{}", chart.alt);
    assert!(
        chart.csv.starts_with("line,measure,teams.desk.rotation.every,value,half_width\n,service_level_percent,5d,")
    );
    assert_eq!(chart.csv.lines().count(), 1 + 3 * 11);
    let mut two_keys = fabricated::sweep(&["4m", "5m"]);
    let rotations = fabricated::rotations();
    let cases = &rotations.results.variants[0].cases;
    two_keys.results.variants.iter_mut().for_each(|variant| variant.cases = cases.clone());
    let charts = charts_of_sweep(&two_keys);
    charts.iter().for_each(check_layout);
    assert!(charts[3].svg.contains("contacts.enquiries.talk.mean = 5m"), "{}", charts[3].svg);
}

#[test]
fn what_to_see_is_said_as_far_as_it_is_known() {
    let reading = |results: &Results, name: &str| {
        let charts = charts_of_run(results);
        charts.into_iter().find(|chart| chart.name == name).unwrap().reading
    };
    let day = fabricated::day();
    let assert_reads = |name: &str, sentence: &str| assert_eq!(reading(&day, name), sentence);
    assert_reads(
        "queue_length_enquiries",
        "The queue is longest around 12:30 to 13:00 under “Ten more agents” (23.1 ± 1.3 contacts waiting); under baseline it \
         averages at most 15.0 ± 1.3 contacts waiting.",
    );
    assert_reads(
        "service_level_enquiries",
        "The target of 80% is met by the whole interval in 13 of 20 periods of 30 min under baseline, and in the fewest, 10, under “Ten more \
         agents”.",
    );
    assert_reads(
        "differences_claims",
        "Service level is worse under both variants, up to −17.9 ± 0.6 percentage points under “Ten more agents”.",
    );
    let mut untold = fabricated::day();
    for comparison in &mut untold.comparisons {
        comparison.verdict = Verdict::CannotTell;
    }
    assert_eq!(
        reading(&untold, "differences_claims"),
        "Cannot tell of any variant whether it changes service level: every interval holds zero."
    );
    let days = reading(&fabricated::three_days(), "queue_length_claims");
    assert!(days.starts_with("The queue is longest around 12:00 to 12:30 on 3 March 2026 under “Strike”"), "{days}");
    assert_eq!(reading(&fabricated::all_zero(), "queue_length_enquiries"), "Nobody waits in any interval.");
    let once = reading(&fabricated::one_interval(), "queue_length_enquiries");
    assert!(once.ends_with("without intervals, chance cannot be told from change."), "{once}");
    let people = reading(&fabricated::people(4), "longest_run_front_line");
    assert!(people.ends_with("one person in ten has 24.6 ± 0.2 or more under baseline."), "{people}");
}

#[test]
fn where_no_figure_exists_nothing_is_drawn() {
    let mut results = fabricated::all_missing();
    results.comparisons.clear();
    assert_eq!(names(&charts_of_run(&results)), [""; 0]);
    results.variants.clear();
    assert_eq!(names(&charts_of_run(&results)), [""; 0]);
}

#[test]
fn no_number_makes_it_panic() {
    let extremes = [0.0, -0.0, 1e-300, 1e300, f64::MAX, f64::MIN, f64::NAN, f64::INFINITY, -5.0];
    for mean in extremes {
        for half_width in [None, Some(0.0), Some(1e-300), Some(f64::MAX), Some(f64::NAN)] {
            let results = fabricated::with_every_figure(Some(Estimate { mean, half_width }));
            let mut of_weeks = fabricated::caseloads(3);
            fabricated::change(&mut of_weeks, |figure| *figure = Some(Estimate { mean, half_width }));
            let mut of_days = fabricated::with_days();
            fabricated::change(&mut of_days, |figure| *figure = Some(Estimate { mean, half_width }));
            let charts = [&results, &of_weeks, &of_days].map(charts_of_run);
            for chart in charts.into_iter().flatten() {
                assert!(
                    !chart.svg.contains("NaN") && !chart.svg.contains("inf"),
                    "{} of {mean} ± {half_width:?}",
                    chart.name
                );
            }
        }
    }
}

#[test]
fn luck_has_a_funnel_for_every_period() {
    for flag_above in [0.0001, 0.1, 0.9] {
        let charts = charts_of_luck(&fabricated::luck(flag_above));
        assert_eq!(names(&charts), ["funnel_front_line_day", "funnel_front_line_week", "funnel_front_line_quarter"]);
        charts.iter().for_each(check_layout);
        assert!(
            charts[0].alt.contains("By chance alone, 10.00% (9.00 to 11.00%) of identical agents"),
            "{}",
            charts[0].alt
        );
        assert_eq!(charts[0].csv.lines().count(), 1 + 60 + 7 * 6);
    }
}

#[test]
fn a_sweep_says_where_the_target_is_first_met() {
    let charts = charts_of_sweep(&fabricated::sweep(&[]));
    charts.iter().for_each(check_layout);
    assert_eq!(names(&charts), ["trade_off_enquiries"]);
    assert!(charts[0].svg.contains("80% first met at 105"), "{}", charts[0].alt);
    assert!(charts[0].alt.contains("80% first met at 105 agents"), "{}", charts[0].alt);
}

#[test]
fn a_target_barely_met_missed_or_lost_is_said_to_be_so() {
    let alt_with = |target: f64| {
        let mut sweep = fabricated::sweep(&[]);
        for variant in &mut sweep.results.variants {
            let promise = &mut variant.contacts.0[0].1.service_level;
            *promise = promise.take().map(|promise| ServiceTarget { target: Some(target), ..promise });
        }
        charts_of_sweep(&sweep).remove(0).alt
    };
    assert!(
        alt_with(0.85).contains("85% first met at 105 agents, though the interval reaches below"),
        "{}",
        alt_with(0.85)
    );
    assert!(alt_with(0.999).contains("99.9% is not met in this range"), "{}", alt_with(0.999));
    let mut falling = fabricated::sweep(&[]);
    for point in &mut falling.points {
        point.position[0] = -point.position[0];
    }
    assert!(
        charts_of_sweep(&falling)[0].alt.contains("80% last met at 105 agents"),
        "{}",
        charts_of_sweep(&falling)[0].alt
    );
}

#[test]
fn a_break_even_is_marked_with_its_interval() {
    let charts = charts_of_break_even(&fabricated::break_even());
    charts.iter().for_each(check_layout);
    check_document(&charts[0], &fabricated::break_even().results);
    assert_eq!(names(&charts), ["break_even"]);
    assert!(charts[0].svg.contains("equal at 62% (58% to 66%)"), "{}", charts[0].alt);
    assert!(charts[0].svg.contains("equal at 91% (88% or more)"), "{}", charts[0].alt);
    assert!(charts[0].csv.contains("\nequal,62,62%,0,,58,66\n"), "{}", charts[0].csv);

    let mut none = fabricated::break_even();
    none.crossings.clear();
    assert!(charts_of_break_even(&none)[0].alt.contains("equal nowhere in this range"));
    none.points.iter_mut().for_each(|point| point.difference = None);
    assert_eq!(names(&charts_of_break_even(&none)), [""; 0]);
}

#[test]
fn assumptions_are_drawn_alone_and_together() {
    let found = fabricated::sensitivity();
    let charts = charts_of_sensitivity(&found);
    for chart in &charts {
        check_layout(chart);
        check_document(chart, &found.results);
    }
    assert_eq!(names(&charts), ["tornado", "answers"]);
    let [tornado, answers] = charts.as_slice() else { panic!("two charts") };
    assert!(
        tornado.alt.contains("contacts.enquiries.talk.mean: +20.0 ± 1.5 at 4m, −15.0 ± 1.5 at 7m"),
        "{}",
        tornado.alt
    );
    let words: Vec<String> = answers.svg.split("<text ").skip(1).map(|element| text_and_area(element).0).collect();
    assert!(words.join(" ").contains("80% comes from the assumptions and 20% from chance"), "{words:?}");
    assert_eq!(answers.csv.lines().count(), 1 + found.together.points.len() + 1);
}

#[test]
fn more_intervals_than_can_be_seen_are_said_to_be_too_many() {
    let chart = &charts_of_run(&fabricated::year())[0];
    assert!(chart.svg.contains("too many intervals to show their bands"));
    assert!(chart.svg.len() < 600_000, "{}", chart.svg.len());
    assert_eq!(chart.csv.lines().count(), 1 + 2 * 365 * 20);
}

#[test]
fn a_second_key_gets_a_line_for_each_of_its_values() {
    let charts = charts_of_sweep(&fabricated::sweep(&["4m", "4m 30s", "5m"]));
    charts.iter().for_each(check_layout);
    let expected = [
        "trade_off_service_level_enquiries",
        "trade_off_abandoned_fraction_enquiries",
        "trade_off_occupancy_all_teams",
    ];
    assert_eq!(names(&charts), expected);
    assert!(charts[0].svg.contains("contacts.enquiries.talk.mean = 4m 30s (80% first met at 108"), "{}", charts[0].svg);
}

#[test]
fn the_numbers_drawn_stand_beside_the_drawing() {
    let charts = charts_of_run(&fabricated::one_interval());
    let queue = charts.iter().find(|chart| chart.name == "queue_length_enquiries").unwrap();
    let lines: Vec<&str> = queue.csv.lines().collect();
    assert_eq!(lines[0], "variant,interval_start,queue_length_contacts,queue_length_contacts_half_width");
    assert!(lines[1].starts_with("baseline,2026-03-02T08:00:00+00:00,1.3"), "{}", lines[1]);
    assert!(lines[1].ends_with(','), "{}", lines[1]);
    assert_eq!(lines.len(), 3);
}

#[test]
fn charts_become_images() {
    let chart = &charts_of_run(&fabricated::day())[0];
    let image = chart.png().unwrap();
    assert_eq!(&image[1..4], b"PNG");
}
