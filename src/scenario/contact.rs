use crate::decode::{
    Fault, Fields, OwnValue, Place, Placed, Slot, Value, count, cv, duration, factor_from_one, placed, positive_share,
    share, words,
};
use crate::model::{
    Becomes, Callback, Carry, Channel, Choose, Concurrency, HandlingLimit, Outcome, Retrial, Returns, Rise,
    ServiceLevel, TeamIndex, Tier, Transfer, Worth,
};
use crate::random::Distribution;
use crate::units::{Fraction, Seconds, describe_duration};

use super::arrivals::{ArrivalKeys, arrivals};
use super::cases::{DueKeys, case_left, due};
use super::demand::DemandOf;
use super::distribution::{distribution, patience};
use super::handling_limit::handling_limit;
use super::reference::{contact_reference, team_reference};

/// Highest number of a priority.
pub(super) const LAST_PRIORITY: u32 = 1000;
const MOST_LINES: u32 = 100_000_000;
const MOST_ATTEMPTS: u32 = 1_000_000;
/// Most contacts one agent holds at once.
const MOST_AT_ONCE: u32 = 20;

/// A table `[contacts.NAME]`.
pub(super) struct ContactKeys {
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) title: String,
    pub(super) channel: Channel,
    pub(super) priority: u32,
    pub(super) arrivals: ArrivalKeys,
    pub(super) busyness_cv: f64,
    pub(super) interval_busyness_cv: f64,
    pub(super) talk: Distribution,
    pub(super) wrap_up: Option<Distribution>,
    pub(super) patience: Option<Distribution>,
    pub(super) service_level: ServiceLevel,
    pub(super) balking: Fraction,
    pub(super) lines: Option<u32>,
    pub(super) after_abandoning: Option<Retrial>,
    pub(super) after_blocked: Option<Retrial>,
    pub(super) after_turned_away: Option<Retrial>,
    pub(super) outcome: Outcome,
    pub(super) handling_limit: Option<HandlingLimit>,
    pub(super) aht_target: Option<Seconds>,
    pub(super) rises: Option<Rise>,
    pub(super) transfer: Option<Transfer>,
    pub(super) callback: Option<Callback>,
    pub(super) concurrency: Option<Concurrency>,
    pub(super) due: Option<DueKeys>,
    pub(super) route: Option<Placed<Vec<Tier>>>,
    pub(super) choose: Choose,
}

impl ContactKeys {
    /// How many arrive.
    pub(super) fn demand(&self) -> DemandOf<'_> {
        DemandOf {
            name: &self.name,
            place: self.place,
            arrivals: &self.arrivals,
            busyness_cv: self.busyness_cv,
            interval_busyness_cv: self.interval_busyness_cv,
        }
    }
}

/// What channels are called elsewhere, and which of ours works alike.
const OTHER_CHANNELS: [(&str, &str); 12] = [
    ("email", "message"),
    ("e-mail", "message"),
    ("mail", "message"),
    ("letter", "message"),
    ("post", "message"),
    ("text", "message"),
    ("sms", "message"),
    ("phone", "voice"),
    ("telephone", "voice"),
    ("call", "voice"),
    ("webchat", "chat"),
    ("visit", "counter"),
];

/// `[contacts.NAME]`.
pub(super) fn contact(name: &str, slot: Slot<'_>) -> Option<ContactKeys> {
    let place = slot.place();
    slot.table("a contact type", "{ arrivals = …, talk = … }", |f| contact_keys(name, place, f))
}

fn contact_keys(name: &str, place: Option<Place>, f: &mut Fields<'_>) -> Option<ContactKeys> {
    let channels = [
        ("voice", Channel::Voice),
        ("counter", Channel::Counter),
        ("chat", Channel::Chat),
        ("message", Channel::Message),
    ];
    let title = f.optional("title", "What it is called in charts and tables", words);
    let channel = f.optional("channel", "How it reaches the centre; voice if left out", |slot| {
        slot.word_for(&channels, &OTHER_CHANNELS)
    });
    let priority = f.optional("priority", "1 is taken before 2; 1 if left out", count(1, LAST_PRIORITY));
    let arrivals = f.required("arrivals", "How many arrive, for instance { rate = \"1140/h\" }", arrivals);
    let busyness = f.optional("busyness", "How much busier some days are than others", busyness);
    let talk = f.required("talk", "Talk time a customer needs, for instance { mean = \"4m\", cv = 1.0 }", distribution);
    let wrap_up = f.optional("wrap_up", "Work after the customer has gone", distribution);
    let patience = f.optional("patience", "Longest time a contact waits; unlimited if left out", patience).flatten();
    let service_level = f.optional("service_level", "The promise made for the wait", service_level);
    let balking = f.optional("balking", "Share who leave at once if nobody is free", share);
    let lines = f.optional("lines", "Most contacts of this type present at once", count(1, MOST_LINES));
    let after_abandoning = f.optional("retrial", "Who tries again after giving up", retrial);
    let after_blocked = f.optional("blocked", "Who tries again after finding no line free", retrial);
    let after_turned_away = f.optional("turned_away", "Who tries again after being sent away at closing", retrial);
    let outcome = f.optional("outcome", "What becomes of an answered contact", outcome);
    let meaning = "What a target for the length of contacts makes of them";
    let limit = f.optional("handling_limit", meaning, |slot| handling_limit(name, slot));
    let meaning = "The mean handling time asked for: reported beside the AHT, and not enforced";
    let aht_target = f.optional("aht_target", meaning, duration);
    let rises = f.optional("priority_rises", "When waiting makes it more urgent", rises);
    let transfer = f.optional("transfer", "Who is passed on after having been answered", transfer);
    let callback =
        f.optional("callback", "Who is called back instead of waiting on the line", |slot| callback(name, slot));
    let meaning = "Contacts one agent holds at once; 1 if left out";
    let most = f.optional("concurrent", meaning, count(1, MOST_AT_ONCE));
    let meaning = "Factor on the time each takes for every further one in hand; 1 if left out";
    let slowdown = f.optional("slowdown", meaning, factor_from_one);
    f.only_beside("slowdown", "concurrent");
    let due = f.optional("due", "When a message should be done, for instance \"5 working days\"", due);
    let meaning = "Tiers of teams, tried in order; all teams that take it, as one tier, if left out";
    let route = f.optional("route", meaning, placed(route));
    let choices = [("longest_idle", Choose::LongestIdle), ("random", Choose::Random)];
    let meaning = "Which idle agent of a tier answers; longest_idle if left out";
    let choose = f.optional("choose", meaning, |slot| slot.word(&choices));
    let channel = channel.unwrap_or(Channel::Voice);
    if channel == Channel::Message && patience.is_some() {
        let message = "a message has no patience: it waits until it is dealt with".to_owned();
        f.refuse(Some("patience"), message, "take `patience` away, or choose another `channel`");
    }
    let outcome = outcome.unwrap_or(Outcome { resolved: Fraction::ONE, returns: None, case: None });
    if let (Some(limit), Some(talk)) = (&limit, &talk) {
        check_limit(limit, talk, &outcome, f);
    }
    check_returns(name, &outcome, f);
    let retrials = [&after_abandoning, &after_blocked, &after_turned_away];
    let endless = |retrial: &Retrial| retrial.share == Fraction::ONE && retrial.attempts.is_none();
    if retrials.into_iter().flatten().any(endless) {
        f.warn(format!(
            "Everybody who does not get through to `{name}` tries again, without a last attempt: each attempt that comes to \
             nothing brings 1 more, and where fewer can be answered than arrive, their number grows without end."
        ));
    }
    if limit.as_ref().is_some_and(|limit| never_settles(limit, &outcome)) {
        f.warn(format!(
            "Contacts of `{name}` longer than the limit never settle a need, and everybody returns with all of it: each \
             brings 1 more, without end."
        ));
    }
    if channel != Channel::Message && due.is_some() {
        let message = "only a message has a due time: customers wait for the others".to_owned();
        f.refuse(Some("due"), message, "take `due` away, or choose `channel = \"message\"`");
    }
    if channel == Channel::Message && callback.is_some() {
        f.refuse(Some("callback"), "nobody waits for a message on the line".to_owned(), "take `callback` away");
    }
    let (busyness_cv, interval_busyness_cv) = busyness.unwrap_or((0.0, 0.0));
    Some(ContactKeys {
        name: name.to_owned(),
        place: place?,
        title: title.unwrap_or_else(|| name.replace('_', " ")),
        channel,
        priority: priority.unwrap_or(1),
        arrivals: arrivals?,
        busyness_cv,
        interval_busyness_cv,
        talk: talk?,
        wrap_up,
        patience,
        service_level: service_level.unwrap_or(twenty_seconds()),
        balking: balking.unwrap_or(Fraction::ZERO),
        lines,
        after_abandoning,
        after_blocked,
        after_turned_away,
        outcome,
        handling_limit: limit,
        aht_target,
        rises,
        transfer,
        callback,
        concurrency: most.filter(|most| *most > 1).map(|most| Concurrency { most, slowdown: slowdown.unwrap_or(1.0) }),
        due,
        route,
        choose: choose.unwrap_or(Choose::LongestIdle),
    })
}

/// Refuses a limit that no contact could keep.
fn check_limit(limit: &HandlingLimit, talk: &Distribution, outcome: &Outcome, f: &mut Fields<'_>) {
    let Some(cut) = limit.cut else { return };
    let longest = cut.longest.get();
    if longest < talk.least() {
        let least = describe_duration(talk.least());
        let message = format!("the limit is shorter than the shortest contact, {least}: every contact would run over");
        return f.refuse(Some("handling_limit"), message, "a longer `limit`, or a `talk` with shorter contacts");
    }
    let set_up = outcome.returns.as_ref().and_then(|returns| returns.carry).map_or(0.0, |carry| carry.set_up.get());
    if longest <= set_up {
        let set_up = describe_duration(set_up);
        let message =
            format!("the limit is no longer than the set-up of a return, {set_up}: no return could get anything done");
        f.refuse(Some("handling_limit"), message, "a longer `limit`, or a shorter `set_up` in `returns`");
    }
}

/// Whether a need that takes longer than the limit comes back for ever.
fn never_settles(limit: &HandlingLimit, outcome: &Outcome) -> bool {
    let nothing_done = limit.cut.is_some_and(|cut| cut.enforced == Fraction::ONE && cut.worth == Worth::AllOrNothing);
    let all_return = |returns: &Returns| {
        returns.share == Fraction::ONE && returns.carry.is_some_and(|carry| carry.carried_over == Fraction::ZERO)
    };
    nothing_done && outcome.returns.as_ref().is_some_and(all_return)
}

/// Warns of returns that never die out.
fn check_returns(name: &str, outcome: &Outcome, f: &mut Fields<'_>) {
    let Some(returns) = &outcome.returns else { return };
    let brings = returns.share.get() * outcome.resolved.complement().get();
    if brings >= 1.0 {
        f.warn(format!(
            "No contact of `{name}` settles anything and everybody returns: each answered contact brings {brings} more, and their \
             number grows without end."
        ));
    }
}

fn twenty_seconds() -> ServiceLevel {
    ServiceLevel { within: Seconds::new(20.0).expect("20 is finite and not negative"), target: None }
}

/// `busyness`: the spread of the day's factor and of each interval's.
pub(super) fn busyness(slot: Slot<'_>) -> Option<(f64, f64)> {
    slot.table("`busyness`", "{ cv = 0.08 }", |f| {
        let day = f.optional("cv", "Coefficient of variation of the day's factor", cv);
        let interval = f.optional("per_interval_cv", "Coefficient of variation of each interval's factor", cv);
        Some((day.unwrap_or(0.0), interval.unwrap_or(0.0)))
    })
}

fn service_level(slot: Slot<'_>) -> Option<ServiceLevel> {
    slot.table("`service_level`", "{ within = \"20s\", target = \"80%\" }", |f| {
        let within = f.optional("within", "Longest wait that counts as in time; 20s if left out", duration);
        let target = f.optional("target", "The share promised", positive_share);
        Some(ServiceLevel { within: within.unwrap_or(twenty_seconds().within), target })
    })
}

fn retrial(slot: Slot<'_>) -> Option<Retrial> {
    let example = "{ share = \"49%\", after = { mean = \"18m\", shape = \"exponential\" } }";
    slot.table("trying again", example, |f| {
        let share = f.required("share", "The share who try again", share);
        let after = f.required("after", "Time until they do, a distribution", distribution);
        let meaning = "Most attempts of one customer, the first among them; unlimited if left out";
        let attempts = f.optional("attempts", meaning, count(1, MOST_ATTEMPTS));
        let becomes = f.optional("becomes", "Those of them who come another way", becomes);
        Some(Retrial { share: share?, after: after?, attempts, becomes })
    })
}

fn becomes(slot: Slot<'_>) -> Option<Becomes> {
    slot.table("`becomes`", "{ contact = \"counter\", share = \"30%\" }", |f| {
        let contact = f.required("contact", "As what they come", contact_reference);
        let share = f.required("share", "The share who do", share);
        Some(Becomes { contact: contact?, share: share? })
    })
}

fn rises(slot: Slot<'_>) -> Option<Rise> {
    slot.table("`priority_rises`", "{ after = \"5m\", to = 1 }", |f| {
        let after = f.required("after", "How long it must have waited", duration);
        let to = f.required("to", "The priority it then has", count(1, LAST_PRIORITY));
        Some(Rise { after: after?, to: to? })
    })
}

fn transfer(slot: Slot<'_>) -> Option<Transfer> {
    slot.table("`transfer`", "{ share = \"10%\", to = \"second_line\" }", |f| {
        let share = f.required("share", "The share of answered contacts passed on", share);
        let to = f.required("to", "As which contact type they go on", contact_reference);
        let meaning = "Whether they wait behind those already there; true if left out, false: the head of the line";
        let second_wait = f.optional("second_wait", meaning, |slot| slot.boolean());
        Some(Transfer { share: share?, to: to?, second_wait: second_wait.unwrap_or(true) })
    })
}

const RINGING: OwnValue = OwnValue { key: "ringing", written: "30s", range: ["10s", "1m"] };

fn callback(name: &str, slot: Slot<'_>) -> Option<Callback> {
    let example = "{ when_wait_over = \"5m\", accepted = \"40%\", within = \"2h\", reached = \"85%\" }";
    slot.table("`callback`", example, |f| {
        let when_wait_over = f.required("when_wait_over", "It is offered to those who have waited so long", duration);
        let accepted = f.required("accepted", "The share who accept; they keep their place", share);
        let within = f.required("within", "Time within which they must be called", duration);
        let reached = f.optional("reached", "The share who answer when called; 100% if left out", share);
        let meaning = "Time an agent spends on a call that nobody answers; 30s if left out";
        let ringing = f.optional("ringing", meaning, duration);
        let reached = reached.unwrap_or(Fraction::ONE);
        if ringing.is_none() && reached < Fraction::ONE {
            f.assume(RINGING.in_table(&format!("contacts.{name}.callback")));
        }
        let ringing = ringing.unwrap_or(Seconds::new(30.0).expect("30 is finite and not negative"));
        Some(Callback { when_wait_over: when_wait_over?, accepted: accepted?, within: within?, reached, ringing })
    })
}

fn outcome(slot: Slot<'_>) -> Option<Outcome> {
    slot.table("`outcome`", "{ resolved = \"80%\" }", |f| {
        let resolved = f.optional("resolved", "Share settled when given the full time; 100% if left out", share);
        let returns = f.optional("returns", "Those not settled who come back", returns);
        let case = f.optional("case", "Cases left behind", case_left);
        Some(Outcome { resolved: resolved.unwrap_or(Fraction::ONE), returns, case })
    })
}

fn returns(slot: Slot<'_>) -> Option<Returns> {
    slot.table("`returns`", "{ share = \"65%\", after = { mean = \"2d\", cv = 1.0 } }", |f| {
        let share = f.required("share", "Share of the unsettled who come back", share);
        let after = f.required("after", "Time until they do, a distribution", distribution);
        let set_up = f.optional("set_up", "Talk spent on taking up the matter again", duration);
        let carried_over =
            f.optional("carried_over", "Share of the work done that need not be done again", crate::decode::share);
        let carry = (set_up.is_some() || carried_over.is_some()).then(|| Carry {
            set_up: set_up.unwrap_or(Seconds::ZERO),
            carried_over: carried_over.unwrap_or(Fraction::ZERO),
        });
        Some(Returns { share: share?, after: after?, carry })
    })
}

/// `["specialists", ["north", "south"], { team = "overflow", after = "60s" }]`.
fn route(mut slot: Slot<'_>) -> Option<Vec<Tier>> {
    let expected = "a list of tiers such as [\"specialists\", [\"north\", \"south\"]]";
    let tiers = slot.lend().list(expected, tier)?;
    let Slot::Reading(found) = &mut slot else {
        return None;
    };
    if tiers.is_empty() {
        found.refuse("it names no team", "name a team, or leave `route` out: all teams that take it, as one tier");
        return None;
    }
    let mut seen = std::collections::HashSet::new();
    let twice = tiers.iter().flat_map(|tier| &tier.teams).any(|team| !seen.insert(*team));
    if twice {
        found.refuse("a team stands in it twice", "name each team once");
        return None;
    }
    let in_order = tiers.windows(2).all(|pair| pair[0].after <= pair[1].after);
    if !in_order {
        found.refuse("a tier opens earlier than the one before it", "put the tiers in order of `after`");
        return None;
    }
    Some(tiers)
}

fn tier(slot: Slot<'_>) -> Option<Tier> {
    let at_once = |teams| Tier { teams, after: Seconds::ZERO };
    let mut one = |slot: Slot<'_>| team_reference(slot).map(|team| at_once(vec![team]));
    let mut several = |slot: Slot<'_>| team_references(slot).map(at_once);
    let mut delayed = delayed_tier;
    let choose = |value: &Value| match value {
        Value::Text(_) => Some(0),
        Value::Array(_) => Some(1),
        Value::Table(_) => Some(2),
        _ => None,
    };
    let expected = "a team, a list of teams, or { team = \"overflow\", after = \"60s\" }";
    slot.either(expected, choose, &mut [&mut one, &mut several, &mut delayed])
}

fn delayed_tier(slot: Slot<'_>) -> Option<Tier> {
    slot.table("a tier", "{ team = \"overflow\", after = \"60s\" }", |f| {
        let team = f.optional("team", "The team", team_reference);
        let teams = f.optional("teams", "The teams", team_references);
        let after = f.optional("after", "How long a contact must have waited", duration);
        f.exactly_one(&["team", "teams"], "write team = \"overflow\", or teams = [\"north\", \"south\"]")?;
        let teams = team.map(|team| vec![team]).or(teams)?;
        Some(Tier { teams, after: after.unwrap_or(Seconds::ZERO) })
    })
}

/// A list of teams that is not empty.
fn team_references(mut slot: Slot<'_>) -> Option<Vec<TeamIndex>> {
    let place = slot.place();
    let teams = slot.lend().list("a list of teams", team_reference)?;
    if let (true, Slot::Reading(found), Some(place)) = (teams.is_empty(), &mut slot, place) {
        // An unknown team was reported already; an empty list was not.
        if matches!(&found.node.value, Value::Array(items) if items.is_empty()) {
            found
                .reading
                .report(Fault::new("a tier names no team").at(place).help("name a team, or take the tier away"));
        }
        return None;
    }
    Some(teams)
}
