//! Agents: who is there, and the days of those who are people with shifts.
//!
//! [`floor`] has all agents by number, [`chats`] those who hold several contacts, [`attendance`] the people with shifts and what is
//! due for them by their [`timetable`]. What happens: [`mornings`] lay out days, by [`day_draws`], for the people of a [`crew`];
//! through the day they come, pause and go by [`shifts`].

pub(super) mod attendance;
pub(super) mod chats;
pub(super) mod crew;
pub(super) mod day_draws;
pub(super) mod floor;
pub(super) mod mornings;
pub(super) mod shifts;
pub(super) mod timetable;
