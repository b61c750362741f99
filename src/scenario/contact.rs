use crate::model::{Carry, Channel, Choose, Outcome, Retrial, Returns, ServiceLevel, TeamIndex, Tier};
use crate::random::Distribution;
use crate::units::{Fraction, Seconds};

use super::Fault;
use super::arrivals::{ArrivalKeys, arrivals};
use super::distribution::{distribution, patience};
use super::fields::Fields;
use super::node::Value;
use super::quantity::{Placed, count, cv, duration, placed, positive_share, share, words};
use super::reference::team_reference;
use super::slot::Slot;
use super::source::Place;

/// Highest number of a priority.
pub(super) const LAST_PRIORITY: u32 = 1000;
const MOST_LINES: u32 = 100_000_000;
const MOST_ATTEMPTS: u32 = 1_000_000;
/// Keys of the format that belong to later versions.
const LATER: [&str; 5] = ["handling_limit", "transfer", "callback", "concurrent", "slowdown"];

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
    pub(super) route: Option<Placed<Vec<Tier>>>,
    pub(super) choose: Choose,
}

/// `[contacts.NAME]`.
pub(super) fn contact(name: &str, slot: Slot<'_>) -> Option<ContactKeys> {
    let place = slot.place();
    slot.table("a contact type", "{ arrivals = …, talk = … }", |f| contact_keys(name, place, f))
}

fn contact_keys(name: &str, place: Option<Place>, f: &mut Fields<'_>) -> Option<ContactKeys> {
    f.not_yet(&LATER);
    let channels = [
        ("voice", Channel::Voice),
        ("counter", Channel::Counter),
        ("chat", Channel::Chat),
        ("message", Channel::Message),
    ];
    let title = f.optional("title", "What it is called in charts and tables", words);
    let channel = f.optional("channel", "How it reaches the centre; voice if left out", |slot| slot.word(&channels));
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
        outcome: outcome.unwrap_or(Outcome { resolved: Fraction::ONE, returns: None }),
        route,
        choose: choose.unwrap_or(Choose::LongestIdle),
    })
}

fn twenty_seconds() -> ServiceLevel {
    ServiceLevel { within: Seconds::new(20.0).expect("20 is finite and not negative"), target: None }
}

fn busyness(slot: Slot<'_>) -> Option<(f64, f64)> {
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
        Some(Retrial { share: share?, after: after?, attempts })
    })
}

fn outcome(slot: Slot<'_>) -> Option<Outcome> {
    slot.table("`outcome`", "{ resolved = \"80%\" }", |f| {
        f.not_yet(&["case"]);
        let resolved = f.optional("resolved", "Share settled when given the full time; 100% if left out", share);
        let returns = f.optional("returns", "Those not settled who come back", returns);
        Some(Outcome { resolved: resolved.unwrap_or(Fraction::ONE), returns })
    })
}

fn returns(slot: Slot<'_>) -> Option<Returns> {
    slot.table("`returns`", "{ share = \"65%\", after = { mean = \"2d\", cv = 1.0 } }", |f| {
        let share = f.required("share", "Share of the unsettled who come back", share);
        let after = f.required("after", "Time until they do, a distribution", distribution);
        let set_up = f.optional("set_up", "Talk spent on taking up the matter again", duration);
        let carried_over =
            f.optional("carried_over", "Share of the work done that need not be done again", super::quantity::share);
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
