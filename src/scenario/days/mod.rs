//! When it is done: the calendar, its opening hours and bank holidays.

pub(super) mod bank_holidays;
pub(super) mod calendar;
pub(super) mod hours;
pub(super) mod on_clock;
pub(super) mod opening;
mod placed_rows;
pub(super) mod rows;
