use crate::random::Distribution;
use crate::units::{Fraction, Instant, Seconds};

use super::{CaseLeft, ContactTypeIndex, Demand, Due, HandlingLimit, LineGroupIndex, TeamIndex};

/// How a customer reaches the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A telephone call.
    Voice,
    /// A visit in person.
    Counter,
    /// A typed conversation.
    Chat,
    /// An e-mail, letter or form. It has no patience, and waits through closing time.
    Message,
}

/// A kind of work: what arrives, how long it takes, how long it would wait, where it goes.
#[derive(Clone, Debug)]
pub struct ContactType {
    /// Its name in the scenario file.
    pub name: String,
    /// What it is called in charts and tables.
    pub title: String,
    /// How it reaches the centre.
    pub channel: Channel,
    /// Fresh contacts.
    pub demand: Demand,
    /// Talk (and hold) a customer needs.
    pub talk: Distribution,
    /// Work after the customer has gone, before the agent is free; if `None`, there is none.
    pub wrap_up: Option<Distribution>,
    /// The longest time a contact would wait in the queue; if `None`, it never gives up.
    pub patience: Option<Distribution>,
    /// The share of customers who leave at once if they find nobody free.
    pub balking: Fraction,
    /// The line groups that a contact holds from arrival to the end of talk. It is blocked if any of them is full.
    pub lines: Vec<LineGroupIndex>,
    /// Times during which no new contact gets through: `(from, until]`.
    pub outages: Vec<(Instant, Instant)>,
    /// Who tries again after giving up.
    pub after_abandoning: Option<Retrial>,
    /// Who tries again after finding no line free.
    pub after_blocked: Option<Retrial>,
    /// Who tries again after being sent away at closing time.
    pub after_turned_away: Option<Retrial>,
    /// What becomes of an answered contact.
    pub outcome: Outcome,
    /// What a target for their length does to contacts.
    pub handling_limit: Option<HandlingLimit>,
    /// The mean handling time asked for. It is reported beside the AHT and does nothing in the simulation.
    pub aht_target: Option<Seconds>,
    /// When it becomes more urgent.
    pub rises: Option<Rise>,
    /// Who is passed on after having been answered.
    pub transfer: Option<Transfer>,
    /// Who is called back.
    pub callback: Option<Callback>,
    /// How many of them an agent holds at once; if `None`, one.
    pub concurrency: Option<Concurrency>,
    /// When it should be done; if given, the service level counts contacts done by then.
    pub due: Option<Due>,
    /// Tiers of teams, tried in order.
    pub route: Vec<Tier>,
    /// Which idle agent of a tier answers.
    pub choose: Choose,
    /// What waiting and coming to nothing cost the caller, if that is stated.
    pub cost_to_caller: Option<CostToCaller>,
    /// The promise made for the wait.
    pub service_level: ServiceLevel,
    /// Further waits within which the share answered is told, in order.
    pub also_within: Vec<Seconds>,
}

/// Teams that may answer once a contact has waited `after`.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// The teams, none twice in a route.
    pub teams: Vec<TeamIndex>,
    /// How long a contact must have waited: no shorter than that of the tier before.
    pub after: Seconds,
}

/// Which idle agent of a tier gets a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// The one idle for longest.
    LongestIdle,
    /// Any of them alike.
    Random,
}

/// "`target` of contacts answered `within`".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceLevel {
    /// The threshold.
    pub within: Seconds,
    /// The share promised; if `None`, no share is.
    pub target: Option<Fraction>,
}

/// What a contact costs the caller, in pounds. It is reported beside pay and never added to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostToCaller {
    /// An hour of waiting.
    pub per_hour_waiting: f64,
    /// A contact that gives up, finds no line or is sent away.
    pub lost: f64,
}

/// Trying again after a contact that came to nothing.
#[derive(Clone, Debug)]
pub struct Retrial {
    /// The share who try again.
    pub share: Fraction,
    /// Time until they do.
    pub after: Distribution,
    /// Most attempts one customer makes in a row, the first among them.
    pub attempts: Option<u32>,
    /// Those of them who come as another contact type.
    pub becomes: Option<Becomes>,
}

/// A share of the customers who try again come as another contact type: from the telephone to the counter, say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Becomes {
    /// The other contact type.
    pub contact: ContactTypeIndex,
    /// The share.
    pub share: Fraction,
}

/// A priority that rises with waiting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rise {
    /// How long a contact must have waited.
    pub after: Seconds,
    /// The priority it then has, with every team for which that is more urgent.
    pub to: u32,
}

/// Answered contacts that are passed on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transfer {
    /// The share of answered contacts.
    pub share: Fraction,
    /// The contact type as which they go on.
    pub to: ContactTypeIndex,
    /// Whether they wait behind those already there; otherwise they go to the head of the line.
    pub second_wait: bool,
}

/// The offer to be called back instead of waiting on the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Callback {
    /// The offer is made to customers who have waited this long.
    pub when_wait_over: Seconds,
    /// The share who accept it; they keep their place.
    pub accepted: Fraction,
    /// The time within which they must be called; after it they have given up.
    pub within: Seconds,
    /// The share who answer when called.
    pub reached: Fraction,
    /// Time that an agent spends on a call that nobody answers.
    pub ringing: Seconds,
}

/// Several contacts that one agent holds at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concurrency {
    /// The most of them.
    pub most: u32,
    /// Factor on the time each takes for every further one in hand.
    pub slowdown: f64,
}

/// What becomes of an answered contact.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Share of needs settled by a contact given its full time.
    pub resolved: Fraction,
    /// Who comes back of those whose need was not settled.
    pub returns: Option<Returns>,
    /// Which contacts leave a case behind.
    pub case: Option<CaseLeft>,
}

/// Customers whose need was not settled and who contact the centre again.
#[derive(Clone, Debug)]
pub struct Returns {
    /// The share of the unsettled who come back.
    pub share: Fraction,
    /// Time until they do.
    pub after: Distribution,
    /// If given, a return is the rest of the same need; otherwise it draws a new handling time.
    pub carry: Option<Carry>,
}

/// How much of the work on a need lasts until the customer returns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carry {
    /// Talk spent on taking up the matter again.
    pub set_up: Seconds,
    /// Share of the work done that need not be done again.
    pub carried_over: Fraction,
}
