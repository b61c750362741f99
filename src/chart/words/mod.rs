//! Figures, dates and sentences as people read them.

pub(super) mod dates;
pub(super) mod figure;
pub(super) mod reading;
