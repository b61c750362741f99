//! Quantities that cannot be mixed up.
//!
//! Time inside the simulator is whole ticks ([`Instant`], [`Ticks`]); everywhere else it is
//! [`Seconds`]. Rates are [`PerHour`], offered load is [`Erlangs`], and every proportion is a
//! [`Fraction`].

mod clock;
mod quantity;
mod text;

pub use clock::{Instant, Ticks};
pub use quantity::{Erlangs, Fraction, PerHour, Seconds, UnitError};
pub use text::{describe_date, describe_duration, group_thousands};
