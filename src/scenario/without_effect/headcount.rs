//! What does nothing where people are counted by the day alone: all that is said of their work.

use super::judgement::{JudgedFile, when};
use super::rotation::why_no_leaving;
use crate::decode::Node;
use crate::model::{Centre, Rotation, Team};

/// Tables of the file that are about work.
const ABOUT_WORK: [&str; 7] = ["contacts", "cases", "caseloads", "lines", "groups", "demand", "clauses"];

const COUNTED: Option<&str> =
    Some("people are counted by the day alone (`detail` in [run]), and nothing of what they do");

pub(super) fn judge(centre: &Centre, file: &mut JudgedFile<'_>) {
    // One warning for the whole table: its keys have none of their own.
    file.judge("", &ABOUT_WORK.map(|table| (table, COUNTED)));
    for team in centre.teams() {
        of_team(team, file);
    }
    let shifts: Vec<String> =
        file.written("shifts").and_then(Node::table).into_iter().flat_map(|table| table.keys().cloned()).collect();
    for name in shifts {
        file.judge(&format!("shifts.{name}"), &[("breaks", COUNTED), ("flexible", COUNTED)]);
    }
    file.judge("calendar", &[("at_close", COUNTED)]);
    file.judge("run", &["precision", "each_day", "control_variates", "day_factors"].map(|key| (key, COUNTED)));
}

fn of_team(team: &Team, file: &mut JudgedFile<'_>) {
    let why_no_agents = when(
        team.people.is_none(),
        "people are counted by the day alone (`detail` in [run]), and these have no `people`",
    );
    file.judge("teams", &[(&team.name, why_no_agents)]);
    if team.people.is_none() {
        return;
    }
    file.judge(&format!("teams.{}", team.name), &[("pace_cv", COUNTED)]);
    // Whether people take turns at cases still bears on who leaves.
    let Some(rotation) = &team.rotation else { return };
    let turns = Rotation::takes_turns(rotation);
    let of_days = ["switch", "interruption", "first_day_loss", "skill_half_life", "resolution_bonus"];
    let of_others = ["recall_when", "release_when", "reserve", "interruptible"];
    let rules = of_days.into_iter().chain(of_others).map(|key| (key, COUNTED));
    let table = format!("teams.{}.rotation", team.name);
    file.judge(&table, &rules.collect::<Vec<_>>());
    file.judge(&table, &[("leaving", why_no_leaving(team, turns))]);
}
