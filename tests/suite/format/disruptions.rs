//! What goes wrong, on a Monday from 08:00 to 10:00 with two contact types and two teams.

use callfloor::model::{Centre, Team};

use super::{CALENDAR, CONTACT, centre, close};

#[track_caller]
fn disrupted(entries: &[&str]) -> Centre {
    let contacts = format!("{CONTACT}{}", CONTACT.replace("contacts.x", "contacts.y"));
    let teams = "[teams.a]\ntakes = [\"x\", \"y\"]\nagents = 10\n[teams.b]\ntakes = [\"x\"]\nagents = 20\n";
    let disruptions: String = entries.iter().map(|entry| format!("[[disruptions]]\n{entry}\n")).collect();
    centre(&format!("{CALENDAR}{contacts}{teams}{disruptions}"))
}

fn at(from: &str, lasts: &str, what: &str) -> String {
    format!("from = 2026-03-02T{from}\nlasts = \"{lasts}\"\n{what}")
}

/// Per cent of the team that is out, so many hours after midnight.
fn out(team: &Team, hours: f64) -> f64 {
    let in_force = team.staffing.iter().take_while(|step| step.at.seconds() <= hours * 3600.0).last();
    in_force.map_or(0.0, |step| (step.out.get() * 1e6).round() / 1e4)
}

/// The handling factor in force, so many hours after midnight.
fn pace(team: &Team, hours: f64) -> f64 {
    let in_force = team.pace.iter().take_while(|step| step.at.seconds() <= hours * 3600.0).last();
    in_force.map_or(1.0, |step| step.factor)
}

fn offered(centre: &Centre, contact_type: usize) -> f64 {
    centre.contact_types()[contact_type].demand.expected()
}

#[test]
fn strikes_walkouts_and_absences_take_a_share_of_the_teams_named() {
    for kind in ["strike", "walkout", "absence"] {
        let entry = at("08:40:00", "30m", &format!("kind = \"{kind}\"\nshare = \"70%\"\nteams = [\"b\"]"));
        let centre = disrupted(&[&entry]);
        let [a, b] = centre.teams() else { panic!("two teams") };
        assert_eq!([out(b, 8.6), out(b, 8.7), out(b, 9.16), out(b, 9.17)], [0.0, 70.0, 70.0, 0.0], "{kind}");
        assert_eq!(out(a, 8.7), 0.0, "{kind}");
        // 14 of 20 are out.
        let step = b.staffing.iter().find(|step| step.out.get() > 0.0).unwrap();
        assert_eq!((step.rostered, b.on_duty(step, 0)), (20, 6), "{kind}");
    }
}

#[test]
fn all_teams_and_all_contacts_are_meant_if_none_is_named() {
    let strike = at("08:00:00", "1h", "kind = \"strike\"\nshare = 0.5");
    let surge = at("08:00:00", "1h", "kind = \"surge\"\nfactor = 1.5");
    let outage = at("08:00:00", "1h", "kind = \"outage\"");
    let centre = disrupted(&[&strike, &surge, &outage]);
    assert!(centre.teams().iter().all(|team| out(team, 8.5) == 50.0 && out(team, 9.5) == 0.0));
    // An hour at 90 and one at 60.
    close(offered(&centre, 0), 150.0);
    close(offered(&centre, 1), 150.0);
    let hours = |contact_type: usize| -> Vec<(f64, f64)> {
        let outages = centre.contact_types()[contact_type].outages.iter();
        outages.map(|(from, until)| (from.seconds() / 3600.0, until.seconds() / 3600.0)).collect()
    };
    assert_eq!((hours(0), hours(1)), (vec![(8.0, 9.0)], vec![(8.0, 9.0)]));
}

#[test]
fn surges_and_outages_keep_to_the_contacts_named() {
    let surge = at("08:10:00", "30m", "kind = \"surge\"\nfactor = 3\ncontacts = [\"y\"]");
    let outage = at("09:00:00", "30m", "kind = \"outage\"\ncontacts = [\"x\"]");
    let centre = disrupted(&[&surge, &outage]);
    close(offered(&centre, 0), 120.0);
    // Half an hour at 180 and an hour and a half at 60.
    close(offered(&centre, 1), 180.0);
    let outages: Vec<usize> = centre.contact_types().iter().map(|contact| contact.outages.len()).collect();
    assert_eq!(outages, [1, 0]);
}

#[test]
fn a_closure_takes_everybody_unless_it_says_what_share() {
    let all = at("08:00:00", "1h", "kind = \"closure\"\nteams = [\"a\"]");
    let half = at("09:00:00", "1h", "kind = \"closure\"\nteams = [\"a\"]\nshare = \"50%\"");
    let centre = disrupted(&[&all, &half]);
    assert_eq!([out(&centre.teams()[0], 8.5), out(&centre.teams()[0], 9.5)], [100.0, 50.0]);
}

#[test]
fn working_to_rule_takes_longer() {
    let slow = at("08:30:00", "1h", "kind = \"work_to_rule\"\nfactor = 1.4\nteams = [\"a\"]");
    let centre = disrupted(&[&slow]);
    let [a, b] = centre.teams() else { panic!("two teams") };
    assert_eq!([pace(a, 8.4), pace(a, 8.5), pace(a, 9.4), pace(a, 9.5)], [1.0, 1.4, 1.4, 1.0]);
    assert_eq!(pace(b, 9.0), 1.0);
}

#[test]
fn where_disruptions_overlap_each_takes_its_share_of_what_the_others_leave() {
    let strike = at("08:00:00", "1h", "kind = \"strike\"\nshare = 0.5");
    let absence = at("08:30:00", "1h", "kind = \"absence\"\nshare = 0.2");
    let first = at("08:00:00", "1h", "kind = \"surge\"\nfactor = 2");
    let second = at("08:30:00", "1h", "kind = \"surge\"\nfactor = 3");
    let slow = at("08:00:00", "1h", "kind = \"work_to_rule\"\nfactor = 1.5");
    let slower = at("08:30:00", "1h", "kind = \"work_to_rule\"\nfactor = 1.2");
    let centre = disrupted(&[&strike, &absence, &first, &second, &slow, &slower]);
    let team = &centre.teams()[0];
    assert_eq!([8.25, 8.75, 9.25, 9.75].map(|hours| out(team, hours)), [50.0, 60.0, 20.0, 0.0]);
    // Half-hours of 60, 180, 90 and 30.
    close(offered(&centre, 0), 360.0);
    let factors = [8.25, 8.75, 9.25, 9.75].map(|hours| pace(team, hours));
    factors.iter().zip([1.5, 1.8, 1.2, 1.0]).for_each(|(factor, expected)| close(*factor, expected));
}

#[test]
fn what_begins_before_the_horizon_or_outlasts_it_counts_while_it_is_inside() {
    let early = "kind = \"strike\"\nshare = 0.4\nfrom = 2026-03-01T20:00:00\nlasts = \"12h 30m\"";
    let late = at("09:30:00", "3d", "kind = \"surge\"\nfactor = 2");
    let slow = "kind = \"work_to_rule\"\nfactor = 1.5\nfrom = 2026-02-01T00:00:00\nlasts = \"52w\"";
    let centre = disrupted(&[early, &late, slow]);
    let team = &centre.teams()[0];
    assert_eq!([8.0, 8.4, 8.5].map(|hours| out(team, hours)), [40.0, 40.0, 0.0]);
    assert_eq!([8.0, 9.9].map(|hours| pace(team, hours)), [1.5, 1.5]);
    close(offered(&centre, 0), 150.0);
    let hours: Vec<(f64, f64)> =
        centre.disruptions().iter().map(|d| (d.from.seconds() / 3600.0, d.until.seconds() / 3600.0)).collect();
    assert_eq!(hours, [(0.0, 8.5), (9.5, 24.0), (0.0, 24.0)]);
}

#[test]
fn the_time_is_that_on_the_wall_and_the_length_is_elapsed() {
    let text = "[calendar]\nstart = 2026-03-28\ndays = 2\nhours = \"00:00-24:00\"\ntimezone = \"Europe/London\"\n\
         [[disruptions]]\nkind = \"strike\"\nshare = 1\nfrom = 2026-03-28T22:00:00\nlasts = \"12h\"\n\
         [[disruptions]]\nkind = \"outage\"\nfrom = 2026-03-29T08:00:00\nlasts = \"1h\"\n";
    let centre = centre(&format!("{text}{CONTACT}{}", super::TEAM));
    let ends: Vec<String> = centre.disruptions().iter().map(|d| centre.calendar().local_time(d.until)).collect();
    // Twelve hours later the clock shows thirteen hours more.
    assert_eq!(ends, ["2026-03-29T11:00:00+01:00", "2026-03-29T09:00:00+01:00"]);
}
