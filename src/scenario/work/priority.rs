/// Highest number of a priority: the last to be taken.
pub(crate) const LAST_PRIORITY: u32 = 1000;
