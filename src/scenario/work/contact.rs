use crate::decode::{
    Fault, Fields, OwnValue, Place, Placed, Slot, Value, boolean, count, duration, factor_from_one, keys, placed,
    positive_share, share, words,
};
use crate::model::{
    Becomes, Callback, Carry, Channel, Choose, Concurrency, CostToCaller, HandlingLimit, Outcome, Retrial, Returns,
    Rise, ServiceLevel, TeamIndex, Tier, Transfer, Worth,
};
use crate::random::Distribution;
use crate::units::{Fraction, Seconds, describe_duration};

use super::arrivals::{ArrivalKeys, arrivals};
use super::busyness::{Busyness, busyness};
use super::cases::{DueKeys, case_left, due};
use super::demand::DemandOf;
use super::distribution::{distribution, patience};
use super::handling_limit::handling_limit;
use super::priority::LAST_PRIORITY;
use crate::scenario::reference::{contact_reference, team_reference};

const MOST_LINES: u32 = 100_000_000;
const MOST_ATTEMPTS: u32 = 1_000_000;
/// Most contacts one agent holds at once.
const MOST_AT_ONCE: u32 = 20;

keys! {
    /// A table `[contacts.NAME]`.
    pub(crate) struct ContactKeys(name: String, place: Place) {
        title: Option<String> = words => optional "What it is called in charts and tables";
        channel: Channel = channel => or("voice") "How it reaches the centre";
        priority: u32 = count(1, LAST_PRIORITY) => or("1") "1 is taken before 2";
        arrivals: ArrivalKeys = arrivals => required "How many arrive, for instance { rate = \"1140/h\" }";
        busyness: Busyness = busyness => or("{}") "How much busier some days are than others";
        talk: Distribution = distribution
            => required "Talk time a customer needs, for instance { mean = \"4m\", cv = 1.0 }";
        wrap_up: Option<Distribution> = distribution => optional "Work after the customer has gone";
        patience: Option<Distribution> = patience => or("unlimited") "Longest time a contact waits";
        service_level: PromiseKeys = service_level => or("{}") "The promise made for the wait";
        cost_to_caller: Option<CostToCaller> = cost_to_caller
            => optional "What waiting and coming to nothing cost the caller, in pounds, reported beside pay and never added to it";
        balking: Fraction = share => or("0%") "Share who leave at once if nobody is free";
        lines: Option<u32> = count(1, MOST_LINES) => optional "Most contacts of this type present at once";
        retrial: Option<Retrial> = retrial => optional "Who tries again after giving up";
        blocked: Option<Retrial> = retrial => optional "Who tries again after finding no line free";
        turned_away: Option<Retrial> = retrial => optional "Who tries again after being sent away at closing";
        outcome: Outcome = outcome => or("{}") "What becomes of an answered contact";
        handling_limit: Option<HandlingLimit> = |slot| handling_limit(&name, slot)
            => optional "What a target for the length of contacts makes of them";
        aht_target: Option<Seconds> = duration
            => optional "The mean handling time asked for: reported beside the AHT, and not enforced";
        priority_rises: Option<Rise> = rises => optional "When waiting makes it more urgent";
        transfer: Option<Transfer> = transfer => optional "Who is passed on after having been answered";
        callback: Option<Callback> = |slot| callback(&name, slot)
            => optional "Who is called back instead of waiting on the line";
        concurrent: u32 = count(1, MOST_AT_ONCE) => or("1") "Contacts one agent holds at once";
        slowdown: f64 = factor_from_one => or("1") "Factor on the time each takes for every further one in hand";
        due: Option<DueKeys> = due => optional "When a message should be done, for instance \"5 working days\"";
        route: Option<Placed<Vec<Tier>>> = placed(route)
            => optional "Tiers of teams, tried in order; all teams that take it, as one tier, if left out";
        choose: Choose = choice => or("longest_idle") "Which idle agent of a tier answers";
    }
}

impl ContactKeys {
    /// How many arrive.
    pub(crate) fn demand(&self) -> DemandOf<'_> {
        DemandOf { name: &self.name, place: self.place, arrivals: &self.arrivals, busyness: self.busyness }
    }

    /// What it is called in charts and tables.
    pub(crate) fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| self.name.replace('_', " "))
    }

    /// Contacts that one agent holds at once, if they are several.
    pub(crate) fn concurrency(&self) -> Option<Concurrency> {
        (1 < self.concurrent).then_some(Concurrency { most: self.concurrent, slowdown: self.slowdown })
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
pub(crate) fn contact(name: &str, slot: Slot<'_>) -> Option<ContactKeys> {
    slot.table("a contact type", "{ arrivals = …, talk = … }", |fields| {
        let keys = ContactKeys::read(fields, name.to_owned(), fields.place());
        fields.only_beside("slowdown", "concurrent");
        let keys = keys?;
        check_message(&keys, fields);
        check_limit(&keys, fields);
        warn_of_endless_returns(&keys, fields);
        Some(keys)
    })
}

fn channel(slot: Slot<'_>) -> Option<Channel> {
    let channels = [
        ("voice", Channel::Voice),
        ("counter", Channel::Counter),
        ("chat", Channel::Chat),
        ("message", Channel::Message),
    ];
    slot.word_for(&channels, &OTHER_CHANNELS)
}

fn choice(slot: Slot<'_>) -> Option<Choose> {
    slot.word(&[("longest_idle", Choose::LongestIdle), ("random", Choose::Random)])
}

/// Nobody waits for a message on the line: some keys belong to messages alone, and some to all others.
fn check_message(keys: &ContactKeys, fields: &mut Fields<'_>) {
    let is_message = keys.channel == Channel::Message;
    if is_message && keys.patience.is_some() {
        let message = "a message has no patience: it waits until it is dealt with".to_owned();
        fields.refuse(Some("patience"), message, "take `patience` away, or choose another `channel`");
    }
    if !is_message && keys.due.is_some() {
        let message = "only a message has a due time: customers wait for the others".to_owned();
        fields.refuse(Some("due"), message, "take `due` away, or choose `channel = \"message\"`");
    }
    if keys.due.is_some() && !keys.service_level.also.is_empty() {
        let message = "with a `due`, the promise is about when a message is done, and `also` about waits".to_owned();
        fields.refuse(Some("service_level"), message, "take `also` away, or `due`");
    }
    if is_message && keys.callback.is_some() {
        fields.refuse(Some("callback"), "nobody waits for a message on the line".to_owned(), "take `callback` away");
    }
}

/// Refuses a limit that no contact could keep.
fn check_limit(keys: &ContactKeys, f: &mut Fields<'_>) {
    let ContactKeys { talk, outcome, .. } = keys;
    let Some(cut) = keys.handling_limit.as_ref().and_then(|limit| limit.cut) else { return };
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

/// Warns of what brings ever more contacts.
fn warn_of_endless_returns(keys: &ContactKeys, f: &mut Fields<'_>) {
    let ContactKeys { name, outcome, .. } = keys;
    let brings = |returns: &Returns| returns.share.get() * outcome.resolved.complement().get();
    if let Some(brings) = outcome.returns.as_ref().map(brings).filter(|brings| *brings >= 1.0) {
        f.warn(format!(
            "No contact of `{name}` settles anything and everybody returns: each answered contact brings {brings} more, and their \
             number grows without end."
        ));
    }
    let endless = |retrial: &Retrial| retrial.share == Fraction::ONE && retrial.attempts.is_none();
    if [&keys.retrial, &keys.blocked, &keys.turned_away].into_iter().flatten().any(endless) {
        f.warn(format!(
            "Everybody who does not get through to `{name}` tries again, without a last attempt: each attempt that comes to \
             nothing brings 1 more, and where fewer can be answered than arrive, their number grows without end."
        ));
    }
    if keys.handling_limit.as_ref().is_some_and(|limit| never_settles(limit, outcome)) {
        f.warn(format!(
            "Contacts of `{name}` longer than the limit never settle a need, and everybody returns with all of it: each \
             brings 1 more, without end."
        ));
    }
}

keys! {
    /// A table `service_level`.
    pub(crate) struct PromiseKeys {
        within: Seconds = duration => or("20s") "Longest wait that counts as in time";
        target: Option<Fraction> = positive_share => optional "The share promised";
        also: Vec<Seconds> = thresholds
            => or("[]") "Further waits within which the share answered is told, a list such as [\"10s\", \"60s\"]";
    }
}

impl PromiseKeys {
    pub(crate) fn service_level(&self) -> ServiceLevel {
        ServiceLevel { within: self.within, target: self.target }
    }

    /// In order of time, none twice.
    pub(crate) fn also_within(&self) -> Vec<Seconds> {
        let mut also = self.also.clone();
        also.sort_by(|one, other| one.get().total_cmp(&other.get()));
        also.dedup();
        also
    }
}

fn service_level(slot: Slot<'_>) -> Option<PromiseKeys> {
    slot.table("`service_level`", "{ within = \"20s\", target = \"80%\" }", PromiseKeys::read)
}

/// Most pounds for an hour of waiting, and for a lost contact.
const MOST_POUNDS: f64 = 1e6;

fn cost_to_caller(slot: Slot<'_>) -> Option<CostToCaller> {
    keys! {
        fn keys() -> CostToCaller {
            per_hour_waiting = pounds => or("0") "Pounds that an hour of waiting costs the caller";
            lost = pounds => or("0") "Pounds that a contact costs the caller which gives up, finds no line or is sent away";
        }
    }
    slot.table("`cost_to_caller`", "{ per_hour_waiting = 12.0, lost = 5.0 }", |fields| {
        let cost = keys(fields)?;
        if cost.per_hour_waiting == 0.0 && cost.lost == 0.0 {
            let message = "neither waiting nor a lost contact costs the caller anything".to_owned();
            fields.refuse(None, message, "state `per_hour_waiting` or `lost`, or take `cost_to_caller` away");
            return None;
        }
        Some(cost)
    })
}

fn pounds(slot: Slot<'_>) -> Option<f64> {
    slot.number("pounds", 0.0, MOST_POUNDS)
}

/// Most further thresholds.
const MOST_THRESHOLDS: usize = 20;

fn thresholds(mut slot: Slot<'_>) -> Option<Vec<Seconds>> {
    let thresholds = slot.lend().list("a list of lengths of time such as [\"10s\", \"60s\"]", duration)?;
    match &mut slot {
        Slot::Reading(found) if MOST_THRESHOLDS < thresholds.len() => {
            found.refuse(format!("there are more than {MOST_THRESHOLDS} of them"), "leave some out");
            None
        }
        _ => Some(thresholds),
    }
}

fn retrial(slot: Slot<'_>) -> Option<Retrial> {
    keys! {
        fn keys() -> Retrial {
            share = share => required "The share who try again";
            after = distribution => required "Time until they do, a distribution";
            attempts = count(1, MOST_ATTEMPTS)
                => optional "Most attempts of one customer, the first among them; unlimited if left out";
            becomes = becomes => optional "Those of them who come another way";
        }
    }
    slot.table("trying again", "{ share = \"49%\", after = { mean = \"18m\", shape = \"exponential\" } }", keys)
}

fn becomes(slot: Slot<'_>) -> Option<Becomes> {
    keys! {
        fn keys() -> Becomes {
            contact = contact_reference => required "As what they come";
            share = share => required "The share who do";
        }
    }
    slot.table("`becomes`", "{ contact = \"counter\", share = \"30%\" }", keys)
}

fn rises(slot: Slot<'_>) -> Option<Rise> {
    keys! {
        fn keys() -> Rise {
            after = duration => required "How long it must have waited";
            to = count(1, LAST_PRIORITY) => required "The priority it then has";
        }
    }
    slot.table("`priority_rises`", "{ after = \"5m\", to = 1 }", keys)
}

fn transfer(slot: Slot<'_>) -> Option<Transfer> {
    keys! {
        fn keys() -> Transfer {
            share = share => required "The share of answered contacts passed on";
            to = contact_reference => required "As which contact type they go on";
            second_wait = boolean
                => or("true") "Whether they wait behind those already there; false: at the head of the line";
        }
    }
    slot.table("`transfer`", "{ share = \"10%\", to = \"second_line\" }", keys)
}

const RINGING: OwnValue = OwnValue { key: "ringing", written: "30s", range: ["10s", "1m"] };

fn callback(name: &str, slot: Slot<'_>) -> Option<Callback> {
    keys! {
        fn keys() -> Callback {
            when_wait_over = duration => required "It is offered to those who have waited so long";
            accepted = share => required "The share who accept; they keep their place";
            within = duration => required "Time within which they must be called";
            reached = share => or("100%") "The share who answer when called";
            ringing = duration => or(RINGING.written) "Time an agent spends on a call that nobody answers";
        }
    }
    let example = "{ when_wait_over = \"5m\", accepted = \"40%\", within = \"2h\", reached = \"85%\" }";
    slot.table("`callback`", example, |fields| {
        let callback = keys(fields)?;
        // Where everybody answers, how long it rings bears on nothing.
        if callback.reached < Fraction::ONE {
            fields.assume_if_left_out(&RINGING, &format!("contacts.{name}.callback"));
        }
        Some(callback)
    })
}

fn outcome(slot: Slot<'_>) -> Option<Outcome> {
    keys! {
        fn keys() -> Outcome {
            resolved = share => or("100%") "Share settled when given the full time";
            returns = returns => optional "Those not settled who come back";
            case = case_left => optional "Cases left behind";
        }
    }
    slot.table("`outcome`", "{ resolved = \"80%\" }", keys)
}

keys! {
    /// Those who come back.
    struct ReturnKeys {
        share: Fraction = share => required "Share of the unsettled who come back";
        after: Distribution = distribution => required "Time until they do, a distribution";
        set_up: Option<Seconds> = duration => optional "Talk spent on taking up the matter again";
        carried_over: Option<Fraction> = share => optional "Share of the work done that need not be done again";
    }
}

fn returns(slot: Slot<'_>) -> Option<Returns> {
    slot.table("`returns`", "{ share = \"65%\", after = { mean = \"2d\", cv = 1.0 } }", |fields| {
        let ReturnKeys { share, after, set_up, carried_over } = ReturnKeys::read(fields)?;
        let carry = (set_up.is_some() || carried_over.is_some()).then(|| Carry {
            set_up: set_up.unwrap_or(Seconds::ZERO),
            carried_over: carried_over.unwrap_or(Fraction::ZERO),
        });
        Some(Returns { share, after, carry })
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

keys! {
    /// A tier that opens later.
    struct TierKeys {
        team: Option<TeamIndex> = team_reference => optional "The team";
        teams: Option<Vec<TeamIndex>> = team_references => optional "The teams";
        after: Seconds = duration => or("0s") "How long a contact must have waited";
    }
}

fn delayed_tier(slot: Slot<'_>) -> Option<Tier> {
    slot.table("a tier", "{ team = \"overflow\", after = \"60s\" }", |fields| {
        let keys = TierKeys::read(fields);
        fields.exactly_one(&["team", "teams"], "write team = \"overflow\", or teams = [\"north\", \"south\"]")?;
        let TierKeys { team, teams, after } = keys?;
        Some(Tier { teams: team.map(|team| vec![team]).or(teams)?, after })
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
