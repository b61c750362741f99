//! Listens to the engine and measures.
//!
//! Everything here is counted in whole contacts and whole ticks, so that tallies add up exactly, in
//! any order. Ratios are formed where replications are compared, in `experiment`.

mod agent_days;
mod caseloads;
mod cases;
mod layout;
mod level;
mod listener;
mod tally;
mod workforces;

pub use agent_days::{AgentDay, AgentDaysListener, AgentDaysScope, TeamAgentDays};
pub use caseloads::{CaseloadTally, Spread, WeekListener, WeeklyTallies};
pub use layout::{Bucket, Layout};
pub use listener::Listener;
pub use tally::{CaseTally, ContactTally, LONGER_THAN_SECONDS, QueueTally, ReplicationTally, TeamTally, WaitTally};
pub use workforces::{HeadcountListener, UntakenLeave, WorkforceTally, WorkforceWeek};
