use serde::{Deserialize, Serialize};

use super::{Estimate, ServiceTarget};

/// What the formulas say of contact types that share teams, what the simulation says, and why the two differ.
///
/// Only calls and visits have a formula. They are taken as one line with one team: all contacts alike, each interval for itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The contact types with a formula, in order of the file: their names.
    pub contacts: Vec<String>,
    /// What they are called.
    pub titles: Vec<String>,
    /// What the teams that answer them are called.
    pub teams: Vec<String>,
    /// Contact types that the same teams take and no formula covers.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub without_formula: Vec<WithoutFormula>,
    /// The promise, if they share it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub promise: Option<ServiceTarget>,
    /// The formulas for fresh contacts, as the scenario expects them.
    pub fresh: Option<ByFormula>,
    /// The formulas for all attempts, as they came out.
    pub offered: Option<ByFormula>,
    /// The simulated service level.
    pub simulated: Option<Estimate>,
    /// Why the simulation differs from the formulas.
    pub reasons: Vec<Reason>,
    /// How many agents the formulas ask for where the load is highest.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub busiest: Option<BusiestInterval>,
}

/// A contact type that no formula covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithoutFormula {
    /// Its name.
    pub contact: String,
    /// What it is called.
    pub title: String,
    /// Why.
    pub because: NoFormula,
}

/// Why a contact type has no formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoFormula {
    /// Messages wait overnight and have no patience.
    Message,
    /// An agent holds several at once.
    SeveralAtOnce,
}

/// What the formulas say of a service level, interval by interval, weighted by arrivals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByFormula {
    /// Contacts an hour over open time.
    pub contacts_per_hour: f64,
    /// Their mean handling time.
    pub aht_seconds: f64,
    /// Offered load in erlangs over open time.
    pub load: f64,
    /// Agents there for them, over open time.
    pub agents: f64,
    /// If nobody ever gave up.
    pub erlang_c: Option<f64>,
    /// If patience were exponential; `None` where nobody gives up.
    pub erlang_a: Option<f64>,
}

/// Something that the simulation has and the formulas have not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What it is.
    pub cause: Cause,
    /// How much of it there is, in the measure that belongs to the cause; `None` if that is not known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size: Option<f64>,
    /// What else it is about, by title.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub about: Vec<String>,
}

/// Why a simulation differs from a formula. The comment says what its size is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The share of contacts that give up: Erlang C knows of none.
    Abandonment,
    /// Attempts besides fresh ones, over the fresh.
    Repeats,
    /// The coefficient of variation of the contacts of a day.
    DaysDiffer,
    /// The coefficient of variation of an interval's factor.
    IntervalsDiffer,
    /// Contacts that arrive at one moment, on average.
    Bursts,
    /// Queues go over from one interval into the next; a formula takes each as if it had always been so.
    CarriedOver,
    /// Contact types with teams, priorities or routes of their own; the formula knows one line and one team.
    Skills,
    /// Contacts without a formula that the same teams answer, over all contacts they answer.
    OtherContacts,
    /// The share of contacts that find no line free.
    Blocked,
    /// The share of contacts sent away at closing.
    TurnedAway,
    /// Of those who find nobody free, the share who leave at once.
    Balking,
    /// Those called back, over offered.
    Callbacks,
    /// Those passed on, over offered.
    Transfers,
    /// Coefficient of variation of the handling time; 1 is that of an exponential.
    HandlingNotExponential,
    /// Patience is not exponential.
    PatienceNotExponential,
    /// The share of answered contacts ended at a limit or got rid of.
    Limits,
    /// The share of agents' time ready that goes to cases.
    Cases,
    /// The share of time on duty that is spent in breaks, meetings, training and pauses granted.
    Breaks,
    /// The share of agents rostered who are away or out.
    Absence,
    /// Agents of different teams, or at different times, take differently long.
    Pace,
    /// Something goes wrong for a while.
    Disruptions,
}

/// The interval in which the most load is expected, and what the formulas ask for there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BusiestInterval {
    /// Local time at which it begins, with its offset.
    pub start: String,
    /// Contacts an hour.
    pub contacts_per_hour: f64,
    /// Their mean handling time.
    pub aht_seconds: f64,
    /// Offered load in erlangs.
    pub load: f64,
    /// Mean patience; `None` if it has no end.
    pub patience_seconds: Option<f64>,
    /// Agents there for them.
    pub agents: f64,
    /// The simulated service level of those who arrive then.
    pub simulated: Option<Estimate>,
    /// The fewest agents that meet the target if nobody ever gave up.
    pub erlang_c: Option<FewestAgents>,
    /// The fewest agents that meet the target if patience were exponential; `None` where nobody gives up.
    pub erlang_a: Option<FewestAgents>,
}

/// The fewest agents that meet a target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FewestAgents {
    /// How many.
    pub agents: u32,
    /// The number that would just do, on the straight line between one fewer and them: what is rounded up, as agents come
    /// whole. `None` if one fewer would leave nobody.
    pub exactly: Option<f64>,
    /// The service level with one fewer; `None` if that would leave nobody.
    pub one_fewer: Option<f64>,
    /// The service level with them.
    pub service_level: f64,
    /// The service level with one more.
    pub one_more: f64,
}
