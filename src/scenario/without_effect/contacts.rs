//! Keys of `[contacts.NAME]`, of the `takes` of teams, and of `[lines.NAME]`.

use super::judgement::{JudgedFile, when};
use crate::decode::Value;
use crate::model::{AtClose, Centre, Channel, ContactType, Entry, Retrial, Rise, Team};
use crate::units::Fraction;

pub(super) fn judge(centre: &Centre, file: &mut JudgedFile<'_>) {
    let takers = takers(centre);
    let passed_on = passed_on(centre);
    for ((contact_type, takers), passed_on) in centre.contact_types().iter().zip(&takers).zip(&passed_on) {
        let table = format!("contacts.{}", contact_type.name);
        trying_again(contact_type, centre, *passed_on, &table, file);
        limits(contact_type, &table, file);
        let unsettled = takers.iter().any(|(team, entry)| leaves_unsettled(contact_type, team, entry));
        let promises_a_date = contact_type.due.is_some();
        let holds_one = contact_type.concurrency.is_none();
        let answers_all = contact_type.callback.is_none_or(|callback| callback.reached == Fraction::ONE);
        file.judge(
            &table,
            &[
                ("outcome.returns", when(!unsettled, "every need is settled with the first answer (`resolved`)")),
                ("service_level.within", when(promises_a_date, "`due` takes its place")),
                ("slowdown", when(holds_one, "an agent holds one contact at once (`concurrent`)")),
                ("callback.ringing", when(answers_all, "everybody answers when called back (`reached`)")),
                ("priority_rises", contact_type.rises.and_then(|rise| why_no_rise(rise, takers, *passed_on))),
            ],
        );
    }
    for team in centre.teams() {
        entries(team, centre, file);
    }
    lines(file);
}

/// For each contact type, the teams that take it, each with what it says of that.
fn takers(centre: &Centre) -> Vec<Vec<(&Team, &Entry)>> {
    let mut takers = vec![Vec::new(); centre.contact_types().len()];
    for team in centre.teams() {
        for entry in &team.takes {
            takers[entry.contact_type.0 as usize].push((team, entry));
        }
    }
    takers
}

/// For each contact type, whether contacts of another are passed on as such.
fn passed_on(centre: &Centre) -> Vec<bool> {
    let mut passed_on = vec![false; centre.contact_types().len()];
    for transfer in centre.contact_types().iter().filter_map(|contact_type| contact_type.transfer) {
        passed_on[transfer.to.0 as usize] = true;
    }
    passed_on
}

/// Whoever is passed on after closing is turned away, whatever becomes of those who wait then.
fn trying_again(contact_type: &ContactType, centre: &Centre, passed_on: bool, table: &str, file: &mut JudgedFile<'_>) {
    let is_message = contact_type.channel == Channel::Message;
    // Those promised a callback give up when the promise is broken.
    let gives_up =
        contact_type.patience.is_some() || contact_type.balking > Fraction::ZERO || contact_type.callback.is_some();
    let never_blocked = contact_type.lines.is_empty() && contact_type.outages.is_empty();
    let calendar = centre.calendar();
    let why_stays = if gives_up {
        None
    } else if is_message {
        Some("nobody gives up a message")
    } else {
        Some("nobody gives up, because `patience` has no end and there is no `balking`")
    };
    let why_served = if is_message {
        Some("messages are kept until the centre opens again")
    } else if passed_on {
        None
    } else if calendar.never_closes() {
        Some("the centre never closes")
    } else {
        when(
            calendar.at_close == AtClose::ServeOut,
            "those who wait at closing time are served (`at_close` in [calendar])",
        )
    };
    let only_once = |retrial: &Option<Retrial>| {
        let once = retrial.as_ref().is_some_and(|retrial| retrial.attempts == Some(1));
        when(once, "the first of `attempts` is the last")
    };
    let is_lost = gives_up || !never_blocked || why_served.is_none();
    file.judge(
        table,
        &[
            ("retrial", why_stays.or(only_once(&contact_type.after_abandoning))),
            (
                "blocked",
                when(never_blocked, "there are no `lines` that could be full, and there is no outage")
                    .or(only_once(&contact_type.after_blocked)),
            ),
            ("turned_away", why_served.or(only_once(&contact_type.after_turned_away))),
            ("cost_to_caller.lost", when(!is_lost, "nobody gives up, is blocked or is turned away")),
        ],
    );
}

fn limits(contact_type: &ContactType, table: &str, file: &mut JudgedFile<'_>) {
    let Some(limit) = &contact_type.handling_limit else { return };
    let no_limit = "there is no `limit`, and agents get rid of nobody (`dumped`)";
    let without = when(limit.cut.is_none() && limit.dumping.is_some(), "there is no `limit`");
    file.judge(
        table,
        &[
            ("handling_limit", when(limit.cut.is_none() && limit.dumping.is_none(), no_limit)),
            ("handling_limit.enforced", without),
            ("handling_limit.tolerance", without),
            ("handling_limit.gamma", without),
            (
                "handling_limit.dumped_returns",
                when(limit.cut.is_some() && limit.dumping.is_none(), "agents get rid of nobody (`dumped`)"),
            ),
        ],
    );
}

/// Whether some contacts that the team answers settle no need.
fn leaves_unsettled(contact_type: &ContactType, team: &Team, entry: &Entry) -> bool {
    contact_type.outcome.resolved.get() * entry.resolves < 1.0 || settles_less_at_times(contact_type, team)
}

/// Whether a limit, or people who still learn, make fewer needs settled than usual.
fn settles_less_at_times(contact_type: &ContactType, team: &Team) -> bool {
    let is_limited = contact_type.handling_limit.as_ref().is_some_and(|limit| limit.cut.is_some());
    let learning = team.people.as_ref().and_then(|people| people.learning.as_ref());
    is_limited || learning.is_some_and(|learning| learning.resolution_loss > Fraction::ZERO)
}

/// Whether each need that the team answers is settled, whatever were added to the chance of that.
pub(super) fn settles_all(centre: &Centre, team: &Team) -> bool {
    team.takes.iter().all(|entry| !leaves_unsettled(centre.contact_type(entry.contact_type), team, entry))
}

fn why_no_rise(rise: Rise, takers: &[(&Team, &Entry)], passed_on: bool) -> Option<&'static str> {
    if takers.iter().all(|(_, entry)| entry.priority <= rise.to) {
        return Some("its `to` is no more urgent than the `priority` before");
    }
    // Those passed on may stand at the head of the line.
    let alone = takers.iter().all(|(team, _)| team.takes.len() == 1);
    when(alone && !passed_on, "no team that takes them takes any other contacts")
}

/// The `takes` of a team.
fn entries(team: &Team, centre: &Centre, file: &mut JudgedFile<'_>) {
    for (position, entry) in team.takes.iter().enumerate() {
        let contact_type = centre.contact_type(entry.contact_type);
        let settled = contact_type.outcome.resolved == Fraction::ONE && !settles_less_at_times(contact_type, team);
        let why = when(settled && entry.resolves > 1.0, "every need is settled already (`resolved`)");
        file.judge(&format!("teams.{}.takes.{position}", team.name), &[("resolves", why)]);
    }
}

/// Lines that nobody shares.
fn lines(file: &mut JudgedFile<'_>) {
    let Some(table) = file.written("lines").and_then(|lines| lines.table()) else { return };
    let is_empty = |value: &Value| matches!(value, Value::Array(contacts) if contacts.is_empty());
    let of_nobody = |name: &str| {
        let contacts = table.get(name).and_then(|entry| entry.node.table()?.get("contacts"));
        contacts.is_some_and(|contacts| is_empty(&contacts.node.value))
    };
    let judged: Vec<(String, bool)> = table.keys().map(|name| (format!("lines.{name}"), of_nobody(name))).collect();
    for (path, of_nobody) in judged {
        file.judge("", &[(&path, when(of_nobody, "it names no contact type"))]);
    }
}
