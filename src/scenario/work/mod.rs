//! What there is to do: contacts, cases, caseloads, and how many of them come.

pub(super) mod arrivals;
pub(super) mod busyness;
pub(super) mod caseload;
pub(super) mod cases;
pub(super) mod contact;
mod contact_list;
pub(super) mod demand;
pub(super) mod distribution;
pub(super) mod handling_limit;
pub(super) mod priority;
pub(super) mod regimes;
mod shapes;
