//! Closed-form queueing formulas, each with its source.
//!
//! [`ErlangB`] loses whoever finds no agent free, [`ErlangC`] lets everyone wait for ever,
//! [`ErlangA`] lets them give up, and a [`LimitedQueue`] has only so many lines; a [`Queue`] is any of
//! the last three. All speak of one line and one team in the long run, with Poisson arrivals.
//! [`required_agents`] turns them round and says which goal decides the number; a [`Service`] is what
//! a number of agents achieves that need not be whole.

mod blocking;
mod limited;
mod patience;
mod queue;
mod service;
mod staffing;
mod traffic;
mod virtual_wait;
mod waiting;

pub use blocking::{ErlangB, lines_for};
pub use limited::{LimitedQueue, lines_with_queue};
pub use patience::ErlangA;
pub use queue::{Queue, Setting};
pub use service::Service;
pub use staffing::{Goal, Reason, Requirement, required_agents, required_in};
pub use traffic::{ErlangError, Traffic};
pub use waiting::ErlangC;
