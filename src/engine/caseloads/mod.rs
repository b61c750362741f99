//! Cases that people own and work on by the week, apart from contacts.

pub(super) mod casebook;
pub(super) mod weeks;
