//! Teams, routes, lines and what becomes of a contact.

use callfloor::model::{Centre, Channel, Choose, Entry, Team, Tier};
use callfloor::random::{Distribution, Shape};
use callfloor::units::{Fraction, Seconds};

use super::{CALENDAR, CONTACT, centre, close, contact, study_in, team};

fn seconds(seconds: f64) -> Seconds {
    Seconds::new(seconds).unwrap()
}

/// Hours after the first midnight with the number rostered from then on.
fn steps(team: &Team) -> Vec<(f64, u32)> {
    team.staffing.iter().map(|step| (step.at.seconds() / 3600.0, step.rostered)).collect()
}

/// The teams of every tier by name, and after how many seconds it opens.
fn tiers(centre: &Centre, contact_type: usize) -> Vec<(Vec<&str>, f64)> {
    let names = |tier: &Tier| tier.teams.iter().map(|team| centre.team(*team).name.as_str()).collect();
    centre.contact_types()[contact_type].route.iter().map(|tier| (names(tier), tier.after.get())).collect()
}

#[test]
fn agents_are_a_number_a_list_or_a_file() {
    assert_eq!(steps(&team("agents = 10")), [(8.0, 10)]);
    assert_eq!(steps(&team("agents = 0")), []);
    assert_eq!(steps(&team("agents = [80, 90, 90, 0]")), [(8.0, 80), (8.5, 90), (9.5, 0)]);
    let folder = tempfile::tempdir().unwrap();
    let rows = "interval_start,agents\n08:00,4\n09:00,6\n2026-03-03T09:00,7\n";
    std::fs::write(folder.path().join("agents.csv"), rows).unwrap();
    let two_days = CALENDAR.replace("days = 1", "days = 2");
    let text = format!("{two_days}{CONTACT}[teams.a]\ntakes = [\"x\"]\nagents = {{ file = \"agents.csv\" }}\n");
    let study = study_in(folder.path(), &text);
    // A number holds until the next row of its day; a date says more than a time of day.
    let hours = [(8.0, 4), (9.0, 6), (32.0, 4), (33.0, 7)];
    assert_eq!(steps(&study.variants[0].centre.teams()[0]), hours);
}

#[test]
fn agents_may_be_given_by_day_of_the_week() {
    let hours =
        "[calendar]\nstart = 2026-03-02\ndays = 7\nhours = { sun-thu = \"08:00-10:00\", sat = \"09:00-10:00\" }\n";
    let with = |agents: &str| {
        let text = format!("{hours}{CONTACT}[teams.a]\ntakes = [\"x\"]\nagents = {agents}\n");
        let read = callfloor::scenario::read_text("format.toml", &text, std::path::Path::new("."), &[]);
        read.map(|study| steps(&study.variants[0].centre.teams()[0])).map_err(|faults| faults.render(false))
    };
    let days = with("{ sun-thu = [1, 2, 2, 1], mon = 5, sat = [3, 4] }").unwrap();
    assert_eq!(days[..4], [(8.0, 5), (32.0, 1), (32.5, 2), (33.5, 1)]);
    assert_eq!(days[days.len() - 5..], [(129.0, 3), (129.5, 4), (152.0, 1), (152.5, 2), (153.5, 1)]);
    let missing = with("{ sun-thu = 4 }").unwrap_err();
    assert!(missing.contains("`agents` says nothing of Saturday") && missing.contains("sat = 0"), "{missing}");
    let short = with("{ sun-thu = [1, 2], sat = 1 }").unwrap_err();
    assert!(short.contains("2 numbers for 4 intervals of Monday") && short.matches("×").count() == 1, "{short}");
}

#[test]
fn a_list_of_agents_goes_by_the_clock_on_a_shorter_day() {
    let hours = "[calendar]\nstart = 2026-03-02\ndays = 2\nhours = { mon = \"08:00-10:00\", tue = \"09:00-10:00\" }\n";
    let centre = centre(&format!("{hours}{CONTACT}[teams.a]\ntakes = [\"x\"]\nagents = [1, 2, 3, 4]\n"));
    assert_eq!(steps(&centre.teams()[0]), [(8.0, 1), (8.5, 2), (9.0, 3), (9.5, 4), (33.0, 3), (33.5, 4)]);
}

#[test]
fn those_available_are_a_rounded_share_of_those_on_duty() {
    let plain = team("agents = 10");
    assert_eq!((plain.available.get(), plain.absence.get(), plain.site), (1.0, 0.0, None));
    let team = team("agents = 10\navailable = \"82%\"\nabsence = \"10%\"\nsite = \"Halifax\"\ntitle = \"Dean Clough\"");
    // 8.2 of 10, 7.38 of 9.
    let ready = |away| team.ready(team.on_duty(&team.staffing[0], away));
    assert_eq!((ready(0), ready(1), team.on_duty(&team.staffing[0], 1)), (8, 7, 9));
    close(team.absence.get(), 0.1);
    assert_eq!((team.title.as_str(), team.site.as_deref()), ("Dean Clough", Some("Halifax")));
}

const THREE_TEAMS: &str = "[teams.specialists]\ntakes = [\"x\"]\nagents = 1\n[teams.north]\ntakes = [\"x\"]\nagents = 1\n\
     [teams.overflow]\ntakes = [\"x\"]\nagents = 1\n[teams.south]\ntakes = [\"x\"]\nagents = 1\n";

#[test]
fn a_route_is_tiers_of_teams_some_of_them_opening_later() {
    let route = "route = [\"specialists\", [\"north\", \"south\"], { team = \"overflow\", after = \"60s\" }]\n";
    let routed = centre(&format!("{CALENDAR}{CONTACT}{route}choose = \"random\"\n{THREE_TEAMS}"));
    let expected = [(vec!["specialists"], 0.0), (vec!["north", "south"], 0.0), (vec!["overflow"], 60.0)];
    assert_eq!(tiers(&routed, 0), expected);
    assert_eq!(routed.contact_types()[0].choose, Choose::Random);
    let later = "route = [\"north\", { teams = [\"south\", \"overflow\"], after = \"2m\" }]\n";
    let later = centre(&format!("{CALENDAR}{CONTACT}{later}{THREE_TEAMS}"));
    assert_eq!(tiers(&later, 0), [(vec!["north"], 0.0), (vec!["south", "overflow"], 120.0)]);
}

#[test]
fn without_a_route_all_teams_that_take_it_are_one_tier() {
    let other = CONTACT.replace("contacts.x", "contacts.y");
    let teams = "[teams.a]\ntakes = [\"x\", \"y\"]\nagents = 1\n[teams.b]\ntakes = [\"x\"]\nagents = 1\n";
    let centre = centre(&format!("{CALENDAR}{CONTACT}{other}{teams}"));
    assert_eq!(tiers(&centre, 0), [(vec!["a", "b"], 0.0)]);
    assert_eq!(tiers(&centre, 1), [(vec!["a"], 0.0)]);
    assert_eq!(centre.contact_types()[0].choose, Choose::LongestIdle);
}

#[test]
fn an_entry_has_the_contacts_priority_unless_it_says_its_own() {
    let contacts = format!("{CONTACT}priority = 3\n{}", CONTACT.replace("contacts.x", "contacts.y"));
    let full = "{ contact = \"y\", priority = 2, handling = 1.2, resolves = 0.95, reserve = 2 }";
    let teams = format!(
        "[teams.a]\ntakes = [\"x\", {full}]\nagents = 5\n[teams.b]\ntakes = [{{ contact = \"x\" }}, \"y\"]\nagents = 5\n"
    );
    let centre = centre(&format!("{CALENDAR}{contacts}{teams}"));
    let entry = |team: usize, number: usize| {
        let Entry { contact_type, priority, handling, resolves, reserve } = centre.teams()[team].takes[number];
        (contact_type.0, priority, handling, resolves, reserve)
    };
    assert_eq!((entry(0, 0), entry(0, 1)), ((0, 3, 1.0, 1.0, 0), (1, 2, 1.2, 0.95, 2)));
    assert_eq!((entry(1, 0), entry(1, 1)), ((0, 3, 1.0, 1.0, 0), (1, 1, 1.0, 1.0, 0)));
}

#[test]
fn lines_are_a_contacts_own_or_shared_or_both() {
    let contacts = format!(
        "{CONTACT}lines = 300\n{}{}",
        CONTACT.replace("contacts.x", "contacts.y"),
        CONTACT.replace("contacts.x", "contacts.z")
    );
    let lines = "[lines.switchboard]\ncapacity = 480\ncontacts = [\"x\", \"y\"]\n";
    let team = "[teams.a]\ntakes = [\"x\", \"y\", \"z\"]\nagents = 5\n";
    let centre = centre(&format!("{CALENDAR}{contacts}{lines}{team}"));
    let held = |number: usize| -> Vec<u32> {
        let lines = &centre.contact_types()[number].lines;
        let mut held: Vec<u32> = lines.iter().map(|l| centre.line_groups()[l.0 as usize].capacity).collect();
        held.sort_unstable();
        held
    };
    assert_eq!((held(0), held(1), held(2)), (vec![300, 480], vec![480], vec![]));
    let shared = centre.line_groups().iter().find(|group| group.capacity == 480).unwrap();
    assert_eq!(shared.name, "switchboard");
}

#[test]
fn a_contact_is_a_patient_call_without_limits_unless_it_says_otherwise() {
    let plain = contact("");
    assert_eq!((plain.channel, plain.balking, plain.title.as_str()), (Channel::Voice, Fraction::ZERO, "x"));
    assert!(plain.patience.is_none() && plain.wrap_up.is_none() && plain.lines.is_empty());
    assert!(plain.after_abandoning.is_none() && plain.after_blocked.is_none() && plain.after_turned_away.is_none());
    assert_eq!((plain.service_level.within.get(), plain.service_level.target), (20.0, None));
    assert_eq!((plain.outcome.resolved, plain.outcome.returns.is_none()), (Fraction::ONE, true));
    assert!(contact("patience = \"unlimited\"").patience.is_none());
    let promised =
        contact("service_level = { within = \"1m\", target = \"80%\" }\nwrap_up = { mean = \"1m\", cv = 0.5 }");
    assert_eq!((promised.service_level.within.get(), promised.service_level.target.unwrap().get()), (60.0, 0.8));
    close(promised.wrap_up.unwrap().mean(), 60.0);
}

#[test]
fn every_channel_has_its_word() {
    let channels = [
        ("voice", Channel::Voice),
        ("counter", Channel::Counter),
        ("chat", Channel::Chat),
        ("message", Channel::Message),
    ];
    for (written, channel) in channels {
        assert_eq!(contact(&format!("channel = \"{written}\"")).channel, channel);
    }
}

#[test]
fn each_way_of_coming_to_nothing_has_its_own_retrials() {
    let contact = contact(
        "retrial = { share = \"49%\", after = { mean = \"18m\", shape = \"exponential\" }, attempts = 5 }\n\
         blocked = { share = 0.9, after = { mean = \"1m\", shape = \"constant\" } }\n\
         turned_away = { share = 1, after = { mean = \"1d\" }, attempts = 2 }",
    );
    let abandoned = contact.after_abandoning.unwrap();
    assert_eq!((abandoned.share.get(), abandoned.attempts), (0.49, Some(5)));
    assert_eq!(abandoned.after, Distribution::exponential(seconds(1080.0)).unwrap());
    let blocked = contact.after_blocked.unwrap();
    assert_eq!((blocked.share.get(), blocked.attempts), (0.9, None));
    assert_eq!(blocked.after, Distribution::constant(seconds(60.0)));
    let turned_away = contact.after_turned_away.unwrap();
    assert_eq!((turned_away.share.get(), turned_away.attempts), (1.0, Some(2)));
    assert_eq!(turned_away.after, Distribution::new(Shape::Lognormal, seconds(86_400.0), 1.0).unwrap());
}

#[test]
fn a_return_draws_anew_unless_something_is_carried_over() {
    let anew = contact(
        "[contacts.x.outcome]\nresolved = \"80%\"\n\
         returns = { share = \"65%\", after = { mean = \"2d\", shape = \"exponential\" } }",
    );
    let returns = anew.outcome.returns.unwrap();
    assert_eq!((anew.outcome.resolved.get(), returns.share.get(), returns.carry), (0.8, 0.65, None));
    assert_eq!(returns.after, Distribution::exponential(seconds(172_800.0)).unwrap());
    let carried = |keys: &str| {
        let written =
            format!("outcome = {{ resolved = 0.8, returns = {{ share = 1, after = {{ mean = \"2d\" }}, {keys} }} }}");
        let carry = contact(&written).outcome.returns.unwrap().carry.unwrap();
        (carry.set_up.get(), carry.carried_over.get())
    };
    assert_eq!(carried("set_up = \"1m\", carried_over = \"50%\""), (60.0, 0.5));
    assert_eq!(carried("carried_over = 1"), (0.0, 1.0));
    assert_eq!(carried("set_up = \"90s\""), (90.0, 0.0));
}

#[test]
fn names_may_hold_letters_digits_hyphens_and_underscores() {
    let named = centre(&format!("{CALENDAR}{CONTACT}[teams.\"Büro_2-a\"]\ntakes = [\"x\"]\nagents = 1\n"));
    assert_eq!((named.teams()[0].name.as_str(), named.teams()[0].title.as_str()), ("Büro_2-a", "Büro 2-a"));
}
