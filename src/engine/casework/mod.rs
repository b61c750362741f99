//! Cases, and agents who are at them.

pub(super) mod cases;
pub(super) mod desks;
pub(super) mod handling;
pub(super) mod rotation;
