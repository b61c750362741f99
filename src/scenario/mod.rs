//! Scenario files: a TOML text becomes a [`Study`](crate::model::Study), or all its faults at once.
//!
//! A decoder is a function over a slot that both reads a value and describes what it would read,
//! so the format, its messages and its JSON Schema have one source. Every value knows where it was
//! written, in the file, in a variant or on the command line, and so does every fault.

mod absences;
mod adjustable;
mod agents;
mod arrivals;
mod bank_holidays;
mod busyness;
mod calendar;
mod caseload;
mod cases;
mod centre;
mod clauses;
mod contact;
mod contracts;
mod counts;
mod demand;
mod description;
mod differences;
mod disruption;
mod distribution;
mod handling_limit;
mod hours;
mod leavers;
mod library;
mod limits;
mod opening;
mod pay;
mod people;
mod priority;
mod range_of_value;
mod read;
mod recruits;
mod reference;
mod rotation;
mod run;
mod schema;
mod shifts;
mod span;
mod staffing;
mod stoppage;
mod sweep;
mod team;
mod variant;
mod working_time;

pub use crate::decode::Faults;
pub use adjustable::{Adjustable, AssumedRange, Setting};
pub use differences::differences;
pub use library::{Library, read, read_sweep};
pub use read::{Override, read_text};
pub use run::refusal_of_replications;
pub use schema::schema;
pub use span::Span;
pub use sweep::Vary;

#[cfg(test)]
mod tests;
