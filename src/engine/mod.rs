//! Moves one replication through time and tells an observer what happens.
//!
//! The engine counts nothing, prints nothing and looks nothing up by name. [`Plan`] is the centre
//! made ready for it, [`Customers`] brings the contacts, an [`Observer`] listens, and
//! [`Replication::run`] is the loop. Beside it, [`Weeks::run`] follows people by the day and the cases they own by the week.

mod attendance;
mod calendar;
mod callback;
mod casebook;
mod cases;
mod casework;
mod chats;
mod chatting;
mod comeback;
mod contact;
mod contacts;
mod customers;
mod desks;
mod ending;
mod event_list;
mod floor;
mod headcount;
mod mornings;
mod observer;
mod orbit;
mod plan;
mod replication;
mod rotation;
mod shifts;
mod slot_tree;
mod timetable;
mod transfer;
mod waiting_room;
mod weeks;

pub use casebook::{CaseloadWeek, Load};
pub use cases::Case;
pub use contact::{Contact, Origin};
pub use customers::{Customers, Need, RecordedContact, RecordedCustomers, SampledCustomers};
pub use ending::Ending;
pub use headcount::{HeadcountDay, LeaveDay, LeaveYear, LoadFactors, Moves};
pub use observer::{Absence, Answer, Away, Duty, Observer, Pause, ShiftBegins};
pub use plan::Plan;
pub use replication::Replication;
pub use weeks::{WeekObserver, Weeks};
