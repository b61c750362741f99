use serde::{Deserialize, Serialize};

use crate::model::Assumption;

use super::{Ended, Estimate, Named};

/// How far the own mean handling times of identical agents lie apart by chance alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LuckResults {
    /// Version of this shape.
    pub format: u32,
    /// Program and version: `callfloor 0.1.0`.
    pub program: String,
    /// What the scenario is called.
    pub title: String,
    /// SHA-256 of the scenario: its file, the files it reads, and what the command line set.
    pub scenario_sha256: String,
    /// The seed.
    pub seed: u64,
    /// The confidence of every interval: 0.95.
    pub confidence: f64,
    /// The variant looked at.
    pub variant: String,
    /// The contact type looked at, as it is called in tables; without, all contacts that come to an agent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contact: Option<String>,
    /// Replications behind every figure.
    pub replications: u32,
    /// Groups of replications between which the intervals are told.
    pub groups: u32,
    /// The rule: an agent is flagged whose own AHT lies more than this share above the team's mean.
    pub flag_above: f64,
    /// By team, in order of the file; those that answered anything.
    pub teams: Named<TeamLuck>,
    /// The basis of each number that has one.
    pub assumptions: Vec<Assumption>,
    /// How the run ended. `cut_short` says why it stopped before its replications, if it did.
    #[serde(rename = "cut_short", skip_serializing_if = "Ended::is_complete", default)]
    pub ended: Ended,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// The luck of one team's agents.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TeamLuck {
    /// What it is called in charts and tables.
    pub title: String,
    /// Most of its agents ready at once.
    pub agents: u32,
    /// How many of them are places for agency workers.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub agency_seats: u32,
    /// Whether recruits of this team learn in a run, and are as quick as all here.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub learning_left_out: bool,
    /// Handling ÷ contacts of all agents together: the mean that all of them share.
    pub aht_seconds: Estimate,
    /// Standard deviation of the handling time of one contact.
    pub handling_sd_seconds: Estimate,
    /// A day, a week, a quarter.
    pub periods: Vec<PeriodLuck>,
}

/// What a team's agents look like over periods of one length.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeriodLuck {
    /// How long.
    pub period: Period,
    /// Open days in it.
    pub open_days: u32,
    /// How the periods came about.
    pub made: Made,
    /// How many there are: agents times periods.
    pub agent_periods: u64,
    /// Contacts an agent answered, on average.
    pub contacts: Estimate,
    /// Contacts that 5% and 95% of agents did not exceed.
    pub contacts_quantiles: Vec<Quantile>,
    /// Own AHT that a share of agents did not exceed, in seconds.
    pub aht_quantiles: Vec<Quantile>,
    /// Standard deviation of own AHT between agents.
    pub sd_seconds: Estimate,
    /// What the standard deviation should be by formula: that of one contact ÷ √ the mean contacts.
    pub standard_error_seconds: Estimate,
    /// Agents outside the 95% limits at their own number of contacts.
    pub outside_95_fraction: Bounded,
    /// Agents outside the 99.8% limits.
    pub outside_99_8_fraction: Bounded,
    /// Agents flagged by the rule.
    pub flagged_fraction: Bounded,
    /// The same of the team's agents, by number.
    pub flagged_agents: Bounded,
    /// The limits of the funnel, by number of contacts.
    pub limits: Vec<FunnelLimit>,
    /// Some of the agents, spread evenly over all.
    pub dots: Vec<FunnelDot>,
}

/// How long an agent is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// An open day.
    Day,
    /// The open days of an ordinary week.
    Week,
    /// Thirteen weeks.
    Quarter,
}

impl Period {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Quarter];

    /// `day`, `week` or `quarter`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Quarter => "quarter",
        }
    }
}

/// How periods longer than a day came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// Of an agent's days as they follow each other.
    Successive,
    /// Of days drawn at random, one after another, from those of all agents and replications.
    Drawn,
}

/// A figure with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounded {
    /// The figure.
    pub value: f64,
    /// The lower end of its interval; none from a single group of replications.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// A value that `share` of all do not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantile {
    /// The share.
    pub share: f64,
    /// The value.
    #[serde(flatten)]
    pub at: Bounded,
}

/// Where the limits of a funnel lie at a number of contacts, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelLimit {
    /// Contacts answered.
    pub contacts: f64,
    /// The lower and the upper 95% limit.
    pub limits_95: [f64; 2],
    /// The lower and the upper 99.8% limit.
    pub limits_99_8: [f64; 2],
}

/// One agent over one period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelDot {
    /// Contacts answered.
    pub contacts: u64,
    /// Own AHT.
    pub aht_seconds: f64,
}
