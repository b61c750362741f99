use crate::random::Distribution;
use crate::units::{Fraction, Instant, Seconds};

use super::{CaseLeft, Demand, Due, HandlingLimit, LineGroupIndex, TeamIndex};

/// Position of a contact type in [`super::Centre::contact_types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactTypeIndex(pub u32);

/// How a customer reaches the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A telephone call.
    Voice,
    /// A visit in person.
    Counter,
    /// A typed conversation.
    Chat,
    /// Something left to be dealt with: it has no patience, and waits through closing time.
    Message,
}

/// The kind of work: what arrives, how long it takes, how long it would wait, where it goes.
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
    /// Work after the customer has gone, before the agent is free.
    pub wrap_up: Option<Distribution>,
    /// Longest time a contact would wait in the queue; without, as long as it takes.
    pub patience: Option<Distribution>,
    /// Of those who find nobody free, the share who leave at once.
    pub balking: Fraction,
    /// Line groups a contact holds from arrival to the end of talk; blocked if any is full.
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
    /// What a target for the length of its contacts makes of them.
    pub handling_limit: Option<HandlingLimit>,
    /// The mean handling time asked for: reported beside the AHT, and nothing in the simulation.
    pub aht_target: Option<Seconds>,
    /// When it becomes more urgent.
    pub rises: Option<Rise>,
    /// Who is passed on after having been answered.
    pub transfer: Option<Transfer>,
    /// Who is called back.
    pub callback: Option<Callback>,
    /// How many an agent holds at once; one, if left out.
    pub concurrency: Option<Concurrency>,
    /// When it should be done: if given, the service level counts those done by then.
    pub due: Option<Due>,
    /// Tiers of teams, tried in order.
    pub route: Vec<Tier>,
    /// Which idle agent of a tier answers.
    pub choose: Choose,
    /// The promise made for the wait.
    pub service_level: ServiceLevel,
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
    /// The share promised, if one is.
    pub target: Option<Fraction>,
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
    /// Those of them who come another way.
    pub becomes: Option<Becomes>,
}

/// A share of those who try again come as another contact type: having given up on the phone, to the counter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Becomes {
    /// As what.
    pub contact: ContactTypeIndex,
    /// The share.
    pub share: Fraction,
}

/// A priority that rises with waiting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rise {
    /// How long a contact must have waited.
    pub after: Seconds,
    /// The priority it then has, for every team for which that is more urgent.
    pub to: u32,
}

/// Answered contacts that are passed on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transfer {
    /// The share of answered contacts.
    pub share: Fraction,
    /// As what they go on.
    pub to: ContactTypeIndex,
    /// Whether they wait behind those already there; otherwise they go to the head of the line.
    pub second_wait: bool,
}

/// The offer to be called back instead of waiting on the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Callback {
    /// It is made to those who have waited so long.
    pub when_wait_over: Seconds,
    /// The share who accept it; they keep their place.
    pub accepted: Fraction,
    /// The time within which they must be called, or have given up.
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
    /// Those not settled who come back.
    pub returns: Option<Returns>,
    /// Cases left behind.
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
