//! Agents: who is there, what each does, and the days of those who are people with shifts.

pub(super) mod attendance;
pub(super) mod chats;
pub(super) mod floor;
pub(super) mod mornings;
pub(super) mod shifts;
pub(super) mod timetable;
