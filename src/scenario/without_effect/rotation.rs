//! Keys of `[teams.NAME.rotation]` that belong to another policy.

use super::contacts::settles_all;
use super::judgement::{JudgedFile, when};
use super::people::might_leave;
use crate::decode::Value;
use crate::model::{Centre, Policy, Rotation, Team};

pub(super) fn judge(centre: &Centre, file: &mut JudgedFile<'_>) {
    for team in centre.teams() {
        if let Some(rotation) = &team.rotation {
            team_rotates(team, rotation, centre, file);
        }
    }
}

fn team_rotates(team: &Team, rotation: &Rotation, centre: &Centre, file: &mut JudgedFile<'_>) {
    let table = format!("teams.{}.rotation", team.name);
    let by_days = file.written(&format!("{table}.on_cases")).is_some_and(|on_cases| is_in_days(&on_cases.value));
    let turns = rotation.takes_turns();
    let threshold = matches!(rotation.policy, Policy::Threshold { .. });
    let between_calls = matches!(rotation.policy, Policy::BetweenCalls { .. });
    let interrupts = threshold || matches!(rotation.policy, Policy::BetweenCalls { interruptible: true, .. });
    let blocks = matches!(rotation.policy, Policy::Blocks { .. });
    let no_turns = "under this policy nobody takes turns at cases";
    file.judge(
        &table,
        &[
            ("on_cases", when(between_calls, "under this policy everybody takes cases between calls")),
            ("every", when(!blocks && (between_calls || !by_days), no_turns)),
            ("recall_when", when(!threshold, "under this policy nobody is called back")),
            ("release_when", when(!threshold, "under this policy nobody is called back")),
            ("reserve", when(!between_calls, "under this policy nobody takes cases between calls")),
            ("interruptible", when(!between_calls, "under this policy nobody takes cases between calls")),
            ("switch", when(!turns && !threshold, "under this policy nobody changes between contacts and cases")),
            ("interruption", when(!interrupts, "under this policy no case is interrupted")),
            ("first_day_loss", when(!turns, no_turns)),
            ("skill_half_life", when(between_calls, "under this policy everybody stays in practice")),
            ("resolution_bonus", when(settles_all(centre, team), "every need is settled already (`resolved`)")),
            ("leaving", why_no_leaving(team, turns)),
        ],
    );
}

/// Why it changes nothing that people who rotate are more, or less, likely to leave.
pub(super) fn why_no_leaving(team: &Team, turns: bool) -> Option<&'static str> {
    match &team.people {
        None => Some("agents by number do not leave"),
        Some(people) if !might_leave(people) => Some("nobody leaves (`leavers`)"),
        Some(_) => when(!turns, "under this policy nobody takes turns at cases"),
    }
}

/// Whether it is a number of days or weeks, and not a share.
fn is_in_days(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.trim_end().ends_with(['d', 'w']))
}
