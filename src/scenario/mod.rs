//! Scenario files: a TOML text becomes a [`Study`](crate::model::Study), or all its faults at once.
//!
//! A decoder is a function over a slot that both reads a value and describes what it would read,
//! so the format, its messages and its JSON Schema have one source. Every value knows where it was
//! written, in the file, in a variant or on the command line, and so does every fault.

mod absences;
mod adjustable;
mod arrivals;
mod bank_holidays;
mod calendar;
mod caseload;
mod cases;
mod centre;
mod clauses;
mod contact;
mod contracts;
mod csv_file;
mod demand;
mod description;
mod differences;
mod disruption;
mod distribution;
mod fault;
mod fields;
mod handling_limit;
mod hours;
mod kind;
mod leavers;
mod library;
mod limits;
mod node;
mod opening;
mod own_value;
mod path;
mod pay;
mod people;
mod quantity;
mod range_of_value;
mod read;
mod reading;
mod recruits;
mod reference;
mod rotation;
mod run;
mod schema;
mod shifts;
mod slot;
mod source;
mod span;
mod staffing;
mod stoppage;
mod sweep;
mod team;
mod variant;
mod working_time;

pub use adjustable::{Adjustable, AssumedRange, Setting};
pub use differences::differences;
pub use fault::Faults;
pub use library::Library;
pub use read::{Override, read, read_sweep, read_text};
pub use run::refusal_of_replications;
pub use schema::schema;
pub use span::Span;
pub use sweep::Vary;

use fault::Fault;

#[cfg(test)]
mod tests;
