//! Who does it: teams, their agents or people, and what work may ask of them.

pub(super) mod absences;
pub(super) mod agents;
pub(super) mod clauses;
pub(super) mod contracts;
pub(super) mod leavers;
pub(super) mod pay;
pub(super) mod people;
pub(super) mod recruits;
pub(super) mod rotation;
pub(super) mod shifts;
pub(super) mod staffing;
pub(super) mod stoppage;
pub(super) mod team;
pub(super) mod working_time;
