//! What happens when: the event list, and the calendar that turns its pages.

pub(super) mod arrival_stream;
pub(super) mod calendar;
pub(super) mod doors;
pub(super) mod event_list;
pub(super) mod slot_tree;
