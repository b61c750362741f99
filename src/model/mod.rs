//! A contact centre that is valid by construction.
//!
//! [`Centre::new`] checks every reference and every order the engine relies on, so nothing
//! behind it checks again. Names become typed indices here and names again in the results.

mod calendar;
mod caseload;
mod casework;
mod centre;
mod clause;
mod contact_group;
mod contact_type;
mod contract;
mod dealing;
mod demand;
mod doing;
mod due;
mod handling_limit;
mod index;
mod learning;
mod pair;
mod shift;
mod study;
mod team;
mod twins;
mod workforce;

pub use calendar::{AtClose, Calendar, DaySlot, Interval, week_number, weekday};
pub use caseload::{CaseHours, Caseload};
pub use casework::{CaseEntry, CaseKind, CaseLeft, CaseOrder, Chasers, Policy, Rotation};
pub use centre::{Centre, CentreParts, Disruption, LineGroup, ModelError};
pub use clause::{Clause, Rule};
pub use contact_group::{ContactGroup, are_alike, group_by_channel};
pub use contact_type::{
    Becomes, Callback, Carry, Channel, Choose, Concurrency, ContactType, CostToCaller, Outcome, Retrial, Returns, Rise,
    ServiceLevel, Tier, Transfer,
};
pub use contract::{Contract, DealtPlace, ShiftPattern};
pub use dealing::{apportion, deal};
pub use demand::{Burst, Demand, DemandSegment, Regime, SharedFactor};
pub use doing::Doing;
pub use due::{Closings, Due, Moment};
pub use handling_limit::{Cut, Dumping, HandlingLimit, Worth};
pub use index::{CaseKindIndex, CaseloadIndex, ContactTypeIndex, LineGroupIndex, TeamIndex};
pub use learning::{CaseworkCurve, Learning};
pub use pair::{Pair, SetIn};
pub use shift::{Break, Shift};
pub use study::{
    Assumption, Basis, DayFactors, Detail, Input, KeyDifference, RunSettings, SetKey, Study, Sweep, SweepPoint, Variant,
};
pub use team::{Entry, PaceStep, StaffStep, Team, WhenAgentsFall, factor_of_day};
pub use twins::Twin;
pub use workforce::{
    Absences, AgencyHiring, AtShiftEnd, Concerns, Hiring, Intake, Keeps, Leave, Leaving, LoadFeedback, MostInBreak,
    Pay, Sickness, Stoppage, Training, Workforce,
};
