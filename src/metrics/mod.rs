//! Listens to the engine and measures.
//!
//! Everything here is counted in whole contacts and whole ticks, so that tallies add up exactly, in
//! any order. Ratios are formed where replications are compared, in `experiment`.

mod agent_days;
mod caseloads;
mod cases;
mod clauses;
mod days;
mod layout;
mod level;
mod listener;
mod lived_day;
mod lives;
mod person;
mod persons;
mod replication;
mod tally;
mod workforces;

pub use agent_days::{AgentDay, AgentDaysListener, AgentDaysScope, TeamAgentDays};
pub use caseloads::{CaseloadTally, Spread, WeekListener, WeeklyTallies};
pub use days::DayTally;
pub use layout::{Bucket, Layout};
pub use listener::Listener;
pub use lived_day::{LivedDay, PersonsDay};
pub use lives::{AmongPeople, FEWEST_SHIFTS, Lives};
pub use person::{MOVED_AFTER, PAUSE_IN_HOUR, WITHOUT_PAUSE};
pub use replication::{CrewTally, ReplicationTally};
pub use tally::{
    CaseTally, ClauseTally, ContactTally, ContractTally, LONGER_THAN_SECONDS, PayTally, QueueTally, TeamTally,
    WaitTally,
};
pub use workforces::{HeadcountListener, UntakenLeave, WorkforceTally, WorkforceWeek};
