//! Variants, the command line's `--set` and `--vary`, assumptions and `[run]`.

use std::path::Path;

use callfloor::model::{AtClose, Basis, Study, Sweep};
use callfloor::scenario::{Override, Vary, read_sweep, read_text};

use super::{CALENDAR, CONTACT, TEAM, close, study_in};

fn base() -> String {
    format!("title = \"T\"\n{CALENDAR}{CONTACT}{TEAM}")
}

#[track_caller]
fn study(rest: &str) -> Study {
    study_in(Path::new("."), &(base() + rest))
}

/// The study with these `--set` options.
#[track_caller]
fn with(options: &[&str]) -> Study {
    let overrides: Vec<Override> = options.iter().map(|option| option.parse().unwrap()).collect();
    read_text("format.toml", &base(), Path::new("."), &overrides).unwrap_or_else(|f| panic!("{}", f.render(false)))
}

#[track_caller]
fn swept(vary: &[&str]) -> Sweep {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("format.toml");
    std::fs::write(&path, base()).unwrap();
    let vary: Vec<Vary> = vary.iter().map(|one| one.parse().unwrap()).collect();
    read_sweep(&path, &[], &vary).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn written(sweep: &Sweep) -> Vec<&str> {
    sweep.points.iter().map(|point| point.written[0].as_str()).collect()
}

#[test]
fn the_file_is_the_baseline_and_variants_follow_in_order() {
    let variants = "[[variants]]\nname = \"More\"\nabout = \"Ten more\"\nset = { \"teams.a.agents\" = 20 }\n\
         [[variants]]\nname = \"Same\"\nset = {}\n";
    let plain = study(variants);
    let names: Vec<&str> = plain.variants.iter().map(|variant| variant.name.as_str()).collect();
    assert_eq!(names, ["baseline", "More", "Same"]);
    assert_eq!(plain.variants[1].about.as_deref(), Some("Ten more"));
    let agents: Vec<u32> = plain.variants.iter().map(|v| v.centre.teams()[0].staffing[0].rostered).collect();
    assert_eq!(agents, [10, 20, 10]);
    let named = study(&format!("[run]\nbaseline_name = \"As it is\"\n{variants}"));
    assert_eq!(named.variants[0].name, "As it is");
}

#[test]
fn a_variant_sets_keys_that_the_file_leaves_out() {
    let set = "\"contacts.x.balking\" = \"5%\", \"contacts.x.outcome.resolved\" = 0.8, \"calendar.at_close\" = \"turn_away\", \
         \"demand.shared_busyness_cv\" = 0.1, \"contacts.x.patience.mean\" = \"2m\"";
    let variant = &study(&format!("[[variants]]\nname = \"V\"\nset = {{ {set} }}\n")).variants[1].centre;
    let contact = &variant.contact_types()[0];
    assert_eq!((contact.balking.get(), contact.outcome.resolved.get()), (0.05, 0.8));
    assert_eq!((variant.shared_busyness_cv(), variant.calendar().at_close), (0.1, AtClose::TurnAway));
    close(contact.patience.as_ref().unwrap().mean(), 120.0);
}

#[test]
fn a_variant_sets_one_element_of_a_list() {
    let text = format!(
        "title = \"T\"\n{CALENDAR}[contacts.x]\narrivals = {{ rates = [\"60/h\", \"90/h\"] }}\ntalk = {{ mean = \"4m\" }}\n\
         [teams.a]\ntakes = [\"x\"]\nagents = [1, 2, 3, 4]\n[[disruptions]]\nkind = \"strike\"\nshare = 0.2\n\
         from = 2026-03-02T08:00:00\nlasts = \"1h\"\n[[variants]]\nname = \"V\"\nset = {{ \"teams.a.agents.2\" = 9, \
         \"contacts.x.arrivals.rates.0\" = \"30/h\", \"disruptions.0.share\" = \"70%\", \"teams.a.takes.0\" = {{ contact = \"x\", reserve = 1 }} }}\n"
    );
    let study = study_in(Path::new("."), &text);
    let [baseline, variant] = &study.variants[..] else { panic!("a baseline and a variant") };
    let most = |centre: &callfloor::model::Centre| centre.teams()[0].staffing.iter().map(|s| s.rostered).max();
    assert_eq!((most(&baseline.centre), most(&variant.centre)), (Some(4), Some(9)));
    close(baseline.centre.contact_types()[0].demand.expected(), 150.0);
    close(variant.centre.contact_types()[0].demand.expected(), 120.0);
    close(variant.centre.teams()[0].staffing[0].out.get(), 0.7);
    assert_eq!(variant.centre.teams()[0].takes[0].reserve, 1);
}

#[test]
fn a_variant_adds_whole_entries() {
    let set = "\"contacts.y\" = { arrivals = { rate = \"30/h\" }, talk = { mean = \"2m\" } }, \
         \"teams.b\" = { takes = [\"x\", \"y\"], agents = 3 }, \"lines.trunk\" = { capacity = 40, contacts = [\"x\", \"y\"] }, \
         \"disruptions\" = [{ kind = \"closure\", teams = [\"b\"], from = 2026-03-02T08:00:00, lasts = \"1h\" }]";
    let study = study(&format!("[[variants]]\nname = \"V\"\nset = {{ {set} }}\n"));
    let [baseline, variant] = &study.variants[..] else { panic!("a baseline and a variant") };
    let counts = |centre: &callfloor::model::Centre| {
        [centre.contact_types().len(), centre.teams().len(), centre.line_groups().len(), centre.disruptions().len()]
    };
    assert_eq!(counts(&baseline.centre), [1, 1, 0, 0]);
    assert_eq!(counts(&variant.centre), [2, 2, 1, 1]);
    assert_eq!(variant.centre.contact_types()[0].route[0].teams.len(), 2);
}

#[test]
fn the_command_line_sets_numbers_text_durations_and_tables() {
    let study = with(&[
        "teams.a.agents=12",
        "teams.a.available=90%",
        "contacts.x.talk.mean=5m",
        "contacts.x.arrivals={ rates = [\"60/h\", \"30/h\"] }",
        "contacts.x.patience={ mean = \"2m\", shape = \"exponential\" }",
        "contacts.x.channel=chat",
        "contacts.x.title=\"Benefit enquiries\"",
        "calendar.start=2026-03-09",
        "run.each_day=true",
        "run.precision = 0.5%",
    ]);
    let centre = &study.variants[0].centre;
    let contact = &centre.contact_types()[0];
    assert_eq!((centre.teams()[0].staffing[0].rostered, centre.teams()[0].available.get()), (12, 0.9));
    close(contact.talk.mean(), 300.0);
    close(contact.demand.expected(), 90.0);
    close(contact.patience.as_ref().unwrap().mean(), 120.0);
    assert_eq!((contact.channel, contact.title.as_str()), (callfloor::model::Channel::Chat, "Benefit enquiries"));
    assert_eq!(centre.calendar().midnight.date().to_string(), "2026-03-09");
    assert!(study.settings.each_day);
    close(study.settings.precision.unwrap().get(), 0.005);
}

#[test]
fn the_command_line_changes_the_baseline_and_every_variant_that_does_not_set_the_same_key() {
    let text = base()
        + "[[variants]]\nname = \"More\"\nset = { \"teams.a.agents\" = 20 }\n\
           [[variants]]\nname = \"Longer\"\nset = { \"contacts.x.talk.mean\" = \"6m\" }\n";
    let overrides: Vec<Override> = vec!["teams.a.agents=12".parse().unwrap()];
    let study = read_text("format.toml", &text, Path::new("."), &overrides).unwrap();
    let agents: Vec<u32> = study.variants.iter().map(|v| v.centre.teams()[0].staffing[0].rostered).collect();
    assert_eq!(agents, [12, 20, 12]);
}

#[test]
fn a_sweep_goes_through_whole_numbers_shares_durations_rates_and_factors() {
    let agents = swept(&["teams.a.agents=8..12:2"]);
    assert_eq!(written(&agents), ["8", "10", "12"]);
    assert_eq!(agents.units, ["agents"]);
    let rostered: Vec<u32> = agents.study.variants.iter().map(|v| v.centre.teams()[0].staffing[0].rostered).collect();
    assert_eq!(rostered, [8, 10, 12]);
    let shares = swept(&["contacts.x.balking=0%..10%:5%"]);
    assert_eq!((written(&shares), shares.units[0].as_str()), (vec!["0%", "5%", "10%"], "%"));
    let durations = swept(&["contacts.x.talk.mean=3m..4m:30s"]);
    assert_eq!((written(&durations), durations.units[0].as_str()), (vec!["3m", "3m 30s", "4m"], "seconds"));
    let means: Vec<f64> =
        durations.study.variants.iter().map(|v| v.centre.contact_types()[0].talk.mean().round()).collect();
    assert_eq!(means, [180.0, 210.0, 240.0]);
    let rates = swept(&["contacts.x.arrivals.rate=60/h..120/h:60/h"]);
    assert_eq!((written(&rates), rates.points[1].position[0]), (vec!["60/h", "120/h"], 120.0));
    let factors = swept(&["contacts.x.talk.cv=0.5..1.5:0.5"]);
    assert_eq!(written(&factors), ["0.5", "1", "1.5"]);
}

#[test]
fn a_sweep_without_a_step_has_eleven_points_and_no_agents_twice() {
    assert_eq!(written(&swept(&["contacts.x.talk.mean=100s..200s"])).len(), 11);
    assert_eq!(written(&swept(&["teams.a.agents=8..10"])), ["8", "9", "10"]);
    let both = swept(&["teams.a.agents=8..9:1", "contacts.x.talk.mean=3m..4m:1m"]);
    let positions: Vec<Vec<f64>> = both.points.iter().map(|point| point.position.clone()).collect();
    assert_eq!(positions, [[8.0, 180.0], [8.0, 240.0], [9.0, 180.0], [9.0, 240.0]]);
}

#[test]
fn assumptions_say_where_a_number_comes_from() {
    let study = study(
        "[assumptions.\"contacts.x.talk\"]\nbasis = \"published\"\nsource = \"A report\"\nrange = [\"3m\", \"6m\"]\n\
         [assumptions.\"teams.a.agents\"]\nbasis = \"claimed\"\n\
         [assumptions.\"contacts.x.patience\"]\nbasis = \"assumed\"\n\
         [assumptions.\"contacts.x.arrivals.rate\"]\nbasis = \"measured\"\n",
    );
    let mut known: Vec<(&str, Basis)> = study.assumptions.iter().map(|a| (a.path.as_str(), a.basis)).collect();
    known.sort_by_key(|(path, _)| *path);
    let expected = [
        ("contacts.x.arrivals.rate", Basis::Measured),
        ("contacts.x.patience", Basis::Assumed),
        ("contacts.x.talk", Basis::Published),
        ("teams.a.agents", Basis::Claimed),
    ];
    assert_eq!(known, expected);
    let talk = study.assumptions.iter().find(|a| a.path == "contacts.x.talk").unwrap();
    assert_eq!((talk.source.as_deref(), &talk.range), (Some("A report"), &Some(["3m".to_owned(), "6m".to_owned()])));
}

#[test]
fn a_run_has_settings_and_each_its_default() {
    let usual = study("").settings;
    assert_eq!((usual.replications, usual.precision, usual.seed, usual.each_day), (100, None, 1, false));
    assert_eq!(usual.confidence.get(), 0.95);
    let study = study(
        "[run]\nreplications = 200\nprecision = \"1%\"\nseed = 7\nwarm_up = \"30m\"\nconfidence = 0.9\neach_day = true\n",
    );
    let given = study.settings;
    assert_eq!((given.replications, given.precision.unwrap().get(), given.seed), (200, 0.01, 7));
    assert_eq!((given.confidence.get(), given.each_day), (0.9, true));
    assert_eq!(study.variants[0].centre.calendar().warm_up.seconds(), 30_600.0);
    assert_eq!(study.title, "T");
}
