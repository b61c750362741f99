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

/// Something that the simulation has and the formulas have not, and how much of it there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Reason {
    /// Contacts give up: Erlang C knows of none.
    Abandonment {
        /// Those who do, over offered.
        #[serde(rename = "size")]
        share: f64,
    },
    /// Contacts come again.
    Repeats {
        /// Attempts besides fresh ones, over the fresh.
        #[serde(rename = "size")]
        added: f64,
    },
    /// Some days are busier than others.
    DaysDiffer {
        /// The coefficient of variation of the contacts of a day; `None` where there is one day only.
        #[serde(rename = "size", skip_serializing_if = "Option::is_none", default)]
        cv: Option<f64>,
    },
    /// Single intervals are busier than expected, or quieter.
    IntervalsDiffer {
        /// The coefficient of variation of an interval's factor.
        #[serde(rename = "size")]
        cv: f64,
    },
    /// As many contacts arrive as the file says, which the formulas leave to chance.
    ExactNumbers,
    /// Contacts arrive several at once.
    Bursts {
        /// How many, on average.
        #[serde(rename = "size")]
        mean: f64,
    },
    /// Queues go over from one interval into the next; a formula takes each as if it had always been so.
    CarriedOver,
    /// Contact types have teams, priorities or routes of their own; the formula knows one line and one team.
    Skills {
        /// These types, by title.
        #[serde(rename = "about", skip_serializing_if = "Vec::is_empty", default)]
        contacts: Vec<String>,
    },
    /// The same teams answer contacts without a formula.
    OtherContacts {
        /// Those, over all contacts they answer.
        #[serde(rename = "size")]
        share: f64,
        /// Their types, by title.
        #[serde(rename = "about", skip_serializing_if = "Vec::is_empty", default)]
        contacts: Vec<String>,
    },
    /// Contacts find no line free.
    Blocked {
        /// Those, over offered.
        #[serde(rename = "size")]
        share: f64,
    },
    /// Contacts are sent away at closing.
    TurnedAway {
        /// Those, over offered.
        #[serde(rename = "size")]
        share: f64,
    },
    /// Callers who find nobody free leave at once.
    Balking {
        /// Those who do, over those who find nobody free.
        #[serde(rename = "size")]
        share: f64,
    },
    /// Contacts are called back.
    Callbacks {
        /// Those, over offered.
        #[serde(rename = "size")]
        share: f64,
    },
    /// Contacts are passed on.
    Transfers {
        /// Those, over offered.
        #[serde(rename = "size")]
        share: f64,
    },
    /// The handling time is not exponential.
    HandlingNotExponential {
        /// Its coefficient of variation; 1 is that of an exponential.
        #[serde(rename = "size")]
        cv: f64,
    },
    /// Patience is not exponential.
    PatienceNotExponential,
    /// Contacts are ended at a limit or got rid of.
    Limits {
        /// Those, over answered.
        #[serde(rename = "size")]
        share: f64,
    },
    /// Agents work on cases too.
    Cases {
        /// Their time ready that goes there.
        #[serde(rename = "size")]
        share: f64,
    },
    /// There are breaks, meetings, training and pauses granted.
    Breaks {
        /// The time on duty that is spent in them.
        #[serde(rename = "size")]
        share: f64,
    },
    /// Agents are away or out.
    Absence {
        /// Those, over rostered.
        #[serde(rename = "size")]
        share: f64,
    },
    /// More agents are rostered on some days than on others, by chance.
    AgentsDiffer {
        /// These teams, by title.
        #[serde(rename = "about", skip_serializing_if = "Vec::is_empty", default)]
        teams: Vec<String>,
    },
    /// Agents of different teams, or at different times, take differently long.
    Pace {
        /// These teams, by title.
        #[serde(rename = "about", skip_serializing_if = "Vec::is_empty", default)]
        teams: Vec<String>,
    },
    /// Something goes wrong for a while.
    Disruptions {
        /// What, as labelled.
        #[serde(rename = "about", skip_serializing_if = "Vec::is_empty", default)]
        labels: Vec<String>,
    },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_written_with_its_cause_its_size_and_what_it_is_about() {
        let letters = vec!["Letters".to_owned()];
        for (reason, json) in [
            (Reason::Abandonment { share: 0.25 }, r#"{"cause":"abandonment","size":0.25}"#),
            (Reason::DaysDiffer { cv: None }, r#"{"cause":"days_differ"}"#),
            (Reason::CarriedOver, r#"{"cause":"carried_over"}"#),
            (Reason::Bursts { mean: 3.0 }, r#"{"cause":"bursts","size":3.0}"#),
            (
                Reason::OtherContacts { share: 0.5, contacts: letters.clone() },
                r#"{"cause":"other_contacts","size":0.5,"about":["Letters"]}"#,
            ),
            (Reason::Pace { teams: letters }, r#"{"cause":"pace","about":["Letters"]}"#),
        ] {
            assert_eq!(serde_json::to_string(&reason).unwrap(), json);
            assert_eq!(serde_json::from_str::<Reason>(json).unwrap(), reason);
        }
    }
}
