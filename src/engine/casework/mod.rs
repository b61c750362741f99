//! Cases, and agents who are at them.
//!
//! [`cases`] has all cases, [`desks`] the agents away from contacts, [`rotation`] what a day asks of each. What happens: cases are
//! [`arriving`], people are [`chasing`] them, agents are [`turning`] to them and [`working`] on them.

pub(super) mod arriving;
pub(super) mod cases;
pub(super) mod chasing;
pub(super) mod desks;
pub(super) mod rotation;
pub(super) mod turning;
pub(super) mod working;
