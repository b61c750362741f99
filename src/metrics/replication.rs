use serde::{Deserialize, Serialize};

use super::{
    CaseTally, ClauseTally, ContactTally, ContractTally, DayTally, LivedDay, Lives, PayTally, QueueTally, TeamTally,
    WaitTally, WeeklyTallies,
};

/// What one replication measured. Lists by contact type have one more entry at the end: all together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReplicationTally {
    /// By contact type, then by bucket: those of the layout, then intervals that stand for none of them, then
    /// closed time.
    pub contacts: Vec<Vec<ContactTally>>,
    /// By contact type and all together, then by bucket.
    pub queues: Vec<Vec<QueueTally>>,
    /// By contact type and all together.
    pub waits: Vec<WaitTally>,
    /// By team, then by bucket.
    pub teams: Vec<Vec<TeamTally>>,
    /// By contact type, then by open day that results count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Vec<DayTally>>,
    /// By contact type: how many waited when each open day began, and when the horizon ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub queues_at_openings: Vec<Vec<u32>>,
    /// By contact type with further thresholds: how many were answered within each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered_within: Vec<Vec<u64>>,
    /// Where several teams answer several contact types: by contact type, then by team, how many were answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handled: Vec<Vec<u64>>,
    /// By kind of case, then by open day.
    #[serde(default)]
    pub cases: Vec<Vec<CaseTally>>,
    /// By week: people, and the cases they own.
    #[serde(default, skip_serializing_if = "WeeklyTallies::is_empty")]
    pub weekly: WeeklyTallies,
    /// By team whose people have shifts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crews: Vec<CrewTally>,
    /// By clause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseTally>,
}

/// What one replication measured of the people of one team.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CrewTally {
    /// What they lived through.
    pub lives: Lives,
    /// What they have to be paid for.
    pub pay: PayTally,
    /// By contract.
    pub contracts: Vec<ContractTally>,
    /// One day of a few of them, where it was to be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<LivedDay>,
}
