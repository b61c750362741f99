//! Closed-form queueing formulas, each with its source.
//!
//! [`ErlangB`] loses whoever finds no agent free, [`ErlangC`] lets everyone wait for ever, and
//! [`ErlangA`] lets them give up; a [`Queue`] is either of the last two. All speak of one line and
//! one team in the long run, with Poisson arrivals. [`required_agents`] turns them round and says
//! which goal decides the number.

mod blocking;
mod patience;
mod queue;
mod staffing;
mod traffic;
mod virtual_wait;
mod waiting;

pub use blocking::{ErlangB, lines_for};
pub use patience::ErlangA;
pub use queue::Queue;
pub use staffing::{Goal, Reason, Requirement, required_agents};
pub use traffic::{ErlangError, Traffic};
pub use waiting::ErlangC;
