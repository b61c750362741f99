//! What a scenario comes to: the model it describes.

use std::path::Path;

use crate::model::{Centre, Study};

use super::{Library, Override, Vary, read_sweep, read_text, schema};

const HEAD: &str = "title = \"T\"\n[calendar]\nstart = 2026-03-02\n";
const TEAM: &str = "[teams.a]\ntakes = [\"x\"]\nagents = 10\n";

fn study(text: &str) -> Study {
    read_text("t.toml", text, Path::new("."), &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

/// A scenario that reads a file of another folder.
#[test]
fn what_was_read_is_handed_out_and_can_be_read_again_from_memory() {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("here")).unwrap();
    std::fs::write(place.path().join("offered.csv"), "interval_start,offered\n08:00,12\n").unwrap();
    let text = format!(
        "[calendar]\nstart = 2026-03-02\ndays = 1\nhours = \"08:00-08:30\"\ninterval = \"30m\"\n[contacts.x]\n\
         arrivals = {{ file = \"../offered.csv\" }}\ntalk = {{ mean = \"4m\", cv = 1.0 }}\n{TEAM}"
    );
    let path = place.path().join("here/t.toml");
    std::fs::write(&path, &text).unwrap();
    let study = Library::Disk(path).read(&[]).unwrap();
    let inputs: Vec<_> = study.inputs.iter().map(|input| (input.name.as_str(), input.bytes.len())).collect();
    assert_eq!(inputs, [("t.toml", text.len()), ("../offered.csv", 32)]);

    drop(place);
    let again = Library::Memory(study.inputs.clone()).read(&[]).unwrap();
    assert_eq!((&again.scenario_sha256, &again.title), (&study.scenario_sha256, &study.title));
    assert_eq!(format!("{:?}", again.variants), format!("{:?}", study.variants));
    let alone = Library::Memory(study.inputs[..1].to_vec()).read(&[]).unwrap_err().to_string();
    assert!(alone.contains("there is no file `../offered.csv` (it was not kept with the scenario)"), "{alone}");
    assert!(Library::Memory(Vec::new()).read(&[]).is_err());
}

fn centre(calendar: &str, arrivals: &str, rest: &str) -> Centre {
    let contact = format!("[contacts.x]\narrivals = {arrivals}\ntalk = {{ mean = \"4m\", cv = 1.0 }}\n");
    study(&format!("{HEAD}{calendar}\n{contact}{TEAM}{rest}")).variants.remove(0).centre
}

fn seconds(centre: &Centre) -> Vec<(f64, f64, u32, bool)> {
    let of = |i: &crate::model::Interval| (i.start.seconds() / 3600.0, i.end.seconds() / 3600.0, i.slot, i.closes);
    centre.calendar().intervals.iter().map(of).collect()
}

#[test]
fn a_shorter_day_uses_the_slots_of_the_same_clock_time() {
    let hours = "days = 2\nhours = { mon = \"08:00-10:00\", tue = \"08:15-09:30\" }\ninterval = \"30m\"";
    let centre = centre(hours, "{ rate = \"60/h\" }", "");
    let tuesday: Vec<_> = seconds(&centre).into_iter().filter(|i| i.0 > 24.0).collect();
    let expected = vec![(32.25, 32.5, 0, false), (32.5, 33.0, 1, false), (33.0, 33.5, 2, true)];
    assert_eq!(tuesday, expected);
    assert_eq!(centre.calendar().day_slots.len(), 4);
}

#[test]
fn a_centre_that_never_closes_does_not_close_at_midnight_or_at_the_horizon() {
    let round_the_clock = centre("days = 2\nhours = \"00:00-24:00\"\ninterval = \"1h\"", "{ rate = \"2400/day\" }", "");
    assert!(round_the_clock.calendar().never_closes());
    assert!((round_the_clock.contact_types()[0].demand.expected() - 4800.0).abs() < 1e-6);
    let until_midnight = centre("days = 1\nhours = \"12:00-24:00\"", "{ rate = \"60/h\" }", "");
    assert!(until_midnight.calendar().intervals.last().unwrap().closes);
}

#[test]
fn days_on_which_clocks_change_have_23_and_25_hours() {
    let zone = "days = 1\nhours = \"00:00-24:00\"\ninterval = \"1h\"\ntimezone = \"Europe/London\"";
    for (date, hours) in [("2026-03-29", 23), ("2026-10-25", 25)] {
        let text = format!(
            "[calendar]\nstart = {date}\n{zone}\n[contacts.x]\narrivals = {{ rate = \"60/h\" }}\n\
             talk = {{ mean = \"4m\", cv = 1.0 }}\n{TEAM}"
        );
        let study = study(&text);
        let calendar = study.variants[0].centre.calendar();
        assert_eq!((calendar.intervals.len(), calendar.horizon.seconds()), (hours, hours as f64 * 3600.0), "{date}");
    }
}

#[test]
fn the_warm_up_cuts_an_interval_in_two() {
    let hours = "days = 1\nhours = \"00:00-02:00\"\ninterval = \"1h\"";
    let centre = centre(hours, "{ rate = \"60/h\" }", "[run]\nwarm_up = \"90m\"\n");
    assert_eq!(seconds(&centre), vec![(0.0, 1.0, 0, false), (1.0, 1.5, 1, false), (1.5, 2.0, 1, true)]);
}

#[test]
fn closed_dates_and_bank_holidays_are_not_open() {
    let calendar = "weeks = 6\nhours = \"08:00-10:00\"\nclosed = [2026-03-03]\nbank_holidays = \"england-and-wales\"";
    let centre = centre(calendar, "{ volume = \"100/day\" }", "");
    // 42 days without 3 March, Good Friday (3 April) and Easter Monday (6 April).
    let mut days: Vec<u32> = centre.calendar().intervals.iter().map(|interval| interval.day).collect();
    days.dedup();
    assert_eq!(days.len(), 39);
    assert!((centre.contact_types()[0].demand.expected() - 3900.0).abs() < 1e-6);
}

#[test]
fn volumes_are_spread_by_weights_and_keep_their_sum() {
    let calendar = "weeks = 1\nhours = { mon-fri = \"08:00-10:00\" }";
    let arrivals = "{ volume = \"1000/week\", by_time = [1, 3], by_weekday = { mon = 2 } }";
    let centre = centre(calendar, arrivals, "");
    let demand = &centre.contact_types()[0].demand;
    assert!((demand.expected() - 1000.0).abs() < 1e-6);
    // Monday weighs 2 of 6, its first hour a quarter of it.
    assert!((demand.segments[0].rate.get() - 1000.0 / 3.0 / 4.0).abs() < 1e-9);
    let year = self::centre(calendar, "{ volume = \"365250/year\" }", "");
    assert!((year.contact_types()[0].demand.expected() - 7000.0).abs() < 1e-6);
}

#[test]
fn rates_hold_in_equal_parts_of_the_opening_hours() {
    let centre = centre("days = 1\nhours = \"08:00-10:00\"", "{ rates = [\"60/h\", \"120/h\", \"30/h\"] }", "");
    let segments = &centre.contact_types()[0].demand.segments;
    let ends: Vec<f64> = segments.iter().map(|segment| (segment.end.seconds() / 60.0).round()).collect();
    assert_eq!(ends, [510.0, 520.0, 540.0, 560.0, 570.0, 600.0]);
    assert!((centre.contact_types()[0].demand.expected() - 140.0).abs() < 1e-6);
}

#[test]
fn disruptions_move_agents_arrivals_pace_and_lines() {
    let disruption = |kind: &str, from: &str, more: &str| {
        format!("[[disruptions]]\nkind = \"{kind}\"\nfrom = 2026-03-02T{from}\nlasts = \"1h\"\n{more}\n")
    };
    let rest = [
        disruption("strike", "08:15:00", "share = \"50%\""),
        disruption("absence", "08:45:00", "share = 0.2\nteams = [\"a\"]"),
        disruption("surge", "08:15:00", "factor = 2"),
        disruption("work_to_rule", "09:00:00", "factor = 1.5"),
        disruption("outage", "09:00:00", "title = \"Lines down\""),
    ];
    let centre = centre("days = 1\nhours = \"08:00-10:00\"", "{ rate = \"60/h\" }", &rest.concat());
    let minute = |at: crate::units::Instant| at.seconds() / 60.0 - 480.0;
    let team = &centre.teams()[0];
    let steps: Vec<_> =
        team.staffing.iter().map(|s| (minute(s.at), s.rostered, (s.out.get() * 100.0).round())).collect();
    assert_eq!(steps, [(0.0, 10, 0.0), (15.0, 10, 50.0), (45.0, 10, 60.0), (75.0, 10, 20.0), (105.0, 10, 0.0)]);
    assert!((centre.contact_types()[0].demand.expected() - 180.0).abs() < 1e-6);
    let pace: Vec<_> = team.pace.iter().map(|step| (minute(step.at), step.factor)).collect();
    assert_eq!(pace, [(60.0, 1.5), (120.0, 1.0)]);
    assert_eq!(centre.contact_types()[0].outages.len(), 1);
    let labels: Vec<_> = centre.disruptions().iter().map(|d| d.label.as_str()).collect();
    assert_eq!(labels, ["strike, 50%", "absence, 20%: a", "surge, × 2", "work to rule, × 1.5", "Lines down"]);
}

#[test]
fn variants_differ_by_what_they_set_and_overrides_come_first() {
    let text = format!(
        "{HEAD}days = 1\nhours = \"08:00-09:00\"\n[contacts.x]\narrivals = {{ rate = \"60/h\" }}\n\
         talk = {{ mean = \"4m\", cv = 1.0 }}\n{TEAM}[[variants]]\nname = \"More\"\n\
         set = {{ \"teams.a.available\" = \"50%\", \"teams.b\" = {{ takes = [\"x\"], agents = 3 }}, \
         \"contacts.x.outcome.resolved\" = 0.5 }}\n"
    );
    let overrides: Vec<Override> = ["teams.a.agents=12", "contacts.x.talk.mean=5m"].map(|o| o.parse().unwrap()).into();
    let study = read_text("t.toml", &text, Path::new("."), &overrides).unwrap();
    let plain = read_text("t.toml", &text, Path::new("."), &[]).unwrap();
    assert_ne!(study.scenario_sha256, plain.scenario_sha256);
    let (base, more) = (&study.variants[0].centre, &study.variants[1].centre);
    assert_eq!(base.teams()[0].staffing[0].rostered, 12);
    assert!((base.contact_types()[0].talk.mean() - 300.0).abs() < 1e-9);
    assert_eq!((base.teams().len(), more.teams().len()), (1, 2));
    assert_eq!(more.teams()[0].available.get(), 0.5);
    assert_eq!(more.contact_types()[0].outcome.resolved.get(), 0.5);
    assert_eq!(more.contact_types()[0].route[0].teams.len(), 2);
}

#[test]
fn a_sweep_has_one_variant_for_each_point_of_the_grid() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    let contact = "[contacts.x]\narrivals = { rate = \"60/h\" }\ntalk = { mean = \"4m\", cv = 1.0 }\n";
    std::fs::write(&path, format!("{HEAD}days = 1\nhours = \"08:00-09:00\"\n{contact}{TEAM}")).unwrap();
    let vary: Vec<Vary> =
        ["teams.a.agents=8..10:2", "contacts.x.talk.mean=3m..4m:30s"].map(|v| v.parse().unwrap()).into();
    let sweep = read_sweep(&path, &[], &vary).unwrap();
    let names: Vec<&str> = sweep.study.variants.iter().map(|variant| variant.name.as_str()).collect();
    assert_eq!(names.len(), 6);
    assert_eq!(names[1], "agents = 8, mean = 3m 30s");
    assert_eq!(sweep.units, ["agents", "seconds"]);
    assert_eq!(sweep.points[5].position, [10.0, 240.0]);
    assert_eq!("teams.a.agents=90..110".parse::<Vary>().map(|v| v.written().len()), Ok(22));
    assert!("teams.a.agents=9..3m".parse::<Vary>().is_err() && "a=1..1000:1".parse::<Vary>().is_err());
}

#[test]
fn the_schema_knows_every_key_and_refuses_others() {
    let schema = schema();
    let contact = &schema["properties"]["contacts"]["additionalProperties"];
    assert_eq!(contact["additionalProperties"], false);
    assert_eq!(contact["required"], serde_json::json!(["arrivals", "talk"]));
    let shapes = &contact["properties"]["talk"]["properties"]["shape"]["enum"];
    assert_eq!(shapes[0], "lognormal");
    assert!(schema["properties"]["teams"]["additionalProperties"]["properties"]["agents"]["anyOf"].is_array());
}

#[test]
fn files_that_are_no_text_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |path: &Path| super::read(path, &[]).unwrap_err().to_string();
    assert!(refused(&folder.path().join("none.toml")).contains("there is no file"));
    assert!(refused(folder.path()).contains("is a folder"));
    let binary = folder.path().join("binary.toml");
    std::fs::write(&binary, b"title = \"x\"\n\xff\xfe").unwrap();
    assert!(refused(&binary).contains("line 2 is not UTF-8"));
    let empty = folder.path().join("empty.toml");
    std::fs::write(&empty, " \n").unwrap();
    assert!(refused(&empty).contains("is empty"));
}
