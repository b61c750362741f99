//! A typed reader of files that people write, which knows no contact centre.
//!
//! A decoder is a function over a [`Slot`] that both reads a value and describes what it would read, so a format, its
//! messages and its JSON Schema have one source. Every value knows where it was written, in the file, in a variant or
//! on the command line, and so does every fault.

// In this order, each file imports only files above it.
mod fault;
mod picture;
mod shelf;
mod source;

mod british_date;
mod clock;
mod kind;
mod likeness;
mod rate;

mod names;
mod own_value;
mod reading;
pub(crate) mod table;

pub(crate) mod csv_file;
mod fields;
mod keys;
mod node;
pub(crate) mod path;
mod quantity;
mod reference;
mod slot;

pub(crate) use clock::{clock, clock_time};
pub(crate) use fault::Fault;
pub use fault::Faults;
pub(crate) use fields::Fields;
pub(crate) use keys::keys;
pub(crate) use kind::{Kind, not_a_value};
pub(crate) use likeness::nearest;
pub(crate) use names::Names;
pub(crate) use node::{Entry, Node, Value};
pub(crate) use own_value::{Assumed, OwnValue};
pub(crate) use quantity::{
    Placed, boolean, count, cv, date, duration, factor, factor_from_one, factor_or_zero, growth, hourly_rate,
    inner_share, local_time, placed, positive_share, rate, rate_called, share, words,
};
pub(crate) use rate::{Per, Rate};
pub(crate) use reading::Reading;
pub(crate) use reference::{Noun, reference};
pub(crate) use shelf::{Shelf, read_text_file, text_of_scenario};
pub(crate) use slot::{Found, Slot};
pub(crate) use source::Place;
