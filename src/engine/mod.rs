//! Moves one replication through time and tells an observer what happens.
//!
//! The engine counts nothing, prints nothing and looks nothing up by name. [`Plan`] is the centre
//! made ready for it, [`Customers`] brings the contacts, an [`Observer`] listens, and
//! [`Replication::run`] is the loop. Beside it, [`Weeks::run`] follows people by the day and the cases they own by the week.

mod caseloads;
mod casework;
mod clock;
mod contacts;
mod customers;
mod headcount;
mod line;
mod numbers;
mod observer;
mod parts;
mod plan;
mod replication;
mod staff;

pub use caseloads::casebook::{CaseloadWeek, Load};
pub use caseloads::weeks::{WeekObserver, Weeks};
pub use casework::cases::Case;
pub use contacts::contact::{Contact, Origin};
pub use contacts::ending::Ending;
pub use customers::{CaseNeed, Customers, Need, RecordedCase, RecordedContact, RecordedCustomers, SampledCustomers};
pub use headcount::{HeadcountDay, LeaveDay, LeaveYear, LoadFactors, Moves};
pub use numbers::{CaseNumber, CustomerNumber};
pub use observer::{Absence, Answer, Away, Duty, HandOver, Observer, Pause, ShiftBegins};
pub use plan::Plan;
pub use replication::Replication;
