//! What is wrong with parts of a scenario by themselves, where others are at fault already: all faults are reported at once.

use crate::decode::Reading;

use super::centre::span;
use super::days::opening::Opening;
use super::description::Description;
use super::limits;
use super::staff::staffing::staffing;
use super::work::demand::{DaysOf, demand};

/// Reports what does not fit the calendar: agents, arrivals and disruptions. How parts hang together is left for later,
/// because those at fault are missing.
pub(super) fn check_apart(description: &Description, reading: &mut Reading) {
    if limits::check_intervals(description, reading).is_none() {
        return;
    }
    let Some(opening) = Opening::new(&description.calendar, description.run.warm_up, reading) else { return };
    for disruption in &description.disruptions {
        span(disruption, &opening, reading);
    }
    for agents in description.teams.value.iter().filter_map(|team| team.agents.as_ref()) {
        staffing(agents, &opening, &[], reading);
    }
    for contact in description.contacts() {
        demand(contact.demand(), DaysOf::default(), &opening, &[], reading);
    }
    for cases in description.cases.iter().filter_map(|cases| cases.demand()) {
        demand(cases, DaysOf::default(), &opening, &[], reading);
    }
}
