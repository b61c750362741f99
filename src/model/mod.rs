//! A contact centre that is valid by construction.
//!
//! [`Centre::new`] checks every reference and every order the engine relies on, so nothing
//! behind it checks again. Names become typed indices here and names again in the results.

mod calendar;
mod centre;
mod contact_type;
mod demand;
mod pair;
mod study;
mod team;

pub use calendar::{AtClose, Calendar, DaySlot, Interval};
pub use centre::{Centre, CentreParts, Disruption, LineGroup, LineGroupIndex, ModelError};
pub use contact_type::{
    Carry, Channel, Choose, ContactType, ContactTypeIndex, Outcome, Retrial, Returns, ServiceLevel, Tier,
};
pub use demand::{Demand, DemandSegment};
pub use pair::{Pair, SetIn};
pub use study::{Assumption, Basis, DayFactors, RunSettings, Study, Sweep, SweepPoint, Variant};
pub use team::{Entry, PaceStep, StaffStep, Team, TeamIndex};
