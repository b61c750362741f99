//! Scenario files: a TOML text becomes a [`Study`](crate::model::Study), or all its faults at once.
//!
//! A decoder is a function over a slot that both reads a value and describes what it would read,
//! so the format, its messages and its JSON Schema have one source. Every value knows where it was
//! written, in the file, in a variant or on the command line, and so does every fault.

mod apart;
mod centre;
mod counts;
mod data_file;
mod days;
mod description;
mod disruption;
mod library;
mod limits;
mod oddities;
mod questions;
mod read;
mod reference;
mod schema;
mod staff;
mod without_effect;
mod work;

pub use crate::decode::Faults;
pub use library::{Library, read, read_sweep};
pub use questions::adjustable::{Adjustable, AssumedRange, Setting};
pub use questions::differences::differences;
pub(crate) use questions::effects::effect_of;
pub use questions::run::refusal_of_replications;
pub use questions::span::Span;
pub use questions::sweep::Vary;
pub use read::{Override, read_text};
pub use schema::schema;

#[cfg(test)]
mod tests;
