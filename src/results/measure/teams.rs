//! What is measured of a team.

use super::Direction::{LowerIsBetter as Down, Neutral};
use super::Unit::{Agents, Contacts, Hours, Pounds, Seconds, Share};
use super::{Facts, Measure};

impl Measure {
    /// All measures of a team, in the order in which they are shown.
    pub const OF_TEAMS: [Self; 15] = [
        Self::Agents,
        Self::ReadyAgents,
        Self::AgentsForContacts,
        Self::BusyAgents,
        Self::Occupancy,
        Self::HandlingFraction,
        Self::AvailableFraction,
        Self::CaseworkFraction,
        Self::AwaitingCasesFraction,
        Self::SwitchingFraction,
        Self::AbsentFraction,
        Self::IdleSecondsBetweenContacts,
        Self::Handled,
        Self::OverrunSeconds,
        Self::PaidHours,
    ];

    /// Measures that only teams have whose people work by shifts, in the order in which they are shown.
    pub const OF_CREWS: [Self; 9] = [
        Self::BreakFraction,
        Self::MeetingFraction,
        Self::TrainingFraction,
        Self::GrantedFraction,
        Self::Cost,
        Self::CostOvertime,
        Self::CostAgency,
        Self::CostPerContact,
        Self::CostPerSettledNeed,
    ];

    /// Whether it has a meaning only over the whole horizon: money is not told by interval.
    #[must_use]
    pub fn is_cost(self) -> bool {
        self.unit() == Pounds
    }
}

pub(super) const AGENTS: Facts =
    Facts::new("agents", "Agents", "Agents on duty, averaged over open time.", Agents, Neutral);
pub(super) const READY_AGENTS: Facts = Facts::new(
    "ready_agents",
    "Agents ready",
    "Agents ready for contacts or handling one, averaged over open time.",
    Agents,
    Neutral,
);
pub(super) const AGENTS_FOR_CONTACTS: Facts = Facts::new(
    "agents_for_contacts",
    "Agents for contacts",
    "Agents ready, less those on cases or changing between the two, averaged over open time.",
    Agents,
    Neutral,
);
pub(super) const BUSY_AGENTS: Facts =
    Facts::new("busy_agents", "Busy agents", "Agents handling a contact, averaged over open time.", Agents, Neutral);
pub(super) const OCCUPANCY: Facts = Facts::new(
    "occupancy",
    "Occupancy",
    "Handling time, as a share of handling and available time, while open; time on cases is in neither.",
    Share,
    Neutral,
);
pub(super) const HANDLING_FRACTION: Facts = Facts::new(
    "handling_fraction",
    "Time handling",
    "Time in talk and wrap-up, as a share of time ready for work.",
    Share,
    Neutral,
);
pub(super) const AVAILABLE_FRACTION: Facts = Facts::new(
    "available_fraction",
    "Time available",
    "Time waiting for a contact or a case, as a share of time ready for work.",
    Share,
    Neutral,
);
pub(super) const CASEWORK_FRACTION: Facts = Facts::new(
    "casework_fraction",
    "Time on cases",
    "Time working on cases, as a share of time ready for work.",
    Share,
    Neutral,
);
pub(super) const AWAITING_CASES_FRACTION: Facts = Facts::new(
    "awaiting_cases_fraction",
    "Without a case",
    "Time ready for a case when there was none, as a share of time ready for work.",
    Share,
    Neutral,
);
pub(super) const SWITCHING_FRACTION: Facts = Facts::new(
    "switching_fraction",
    "Time switching",
    "Time changing between contacts and cases, as a share of time ready for work.",
    Share,
    Down,
);
pub(super) const ABSENT_FRACTION: Facts =
    Facts::new("absent_fraction", "Time absent", "Time away or out, as a share of time on the roster.", Share, Neutral);
pub(super) const IDLE_SECONDS_BETWEEN_CONTACTS: Facts = Facts::new(
    "idle_seconds_between_contacts",
    "Pause between contacts",
    "Mean time an agent was idle before a contact; zero when the next one was waiting.",
    Seconds,
    Neutral,
);
pub(super) const HANDLED: Facts = Facts::new("handled", "Handled", "Contacts answered by the team.", Contacts, Neutral);
pub(super) const OVERRUN_SECONDS: Facts = Facts::new(
    "overrun_seconds",
    "Overrun",
    "Agent-seconds worked after the end of duty, to finish a contact.",
    Seconds,
    Down,
);
pub(super) const PAID_HOURS: Facts =
    Facts::new("paid_hours", "Hours on duty", "Agent-hours on duty and in overrun.", Hours, Neutral);
pub(super) const BREAK_FRACTION: Facts =
    Facts::new("break_fraction", "Time in breaks", "Time in breaks, as a share of time on duty.", Share, Neutral);
pub(super) const MEETING_FRACTION: Facts =
    Facts::new("meeting_fraction", "Time in meetings", "Time in meetings, as a share of time on duty.", Share, Neutral);
pub(super) const TRAINING_FRACTION: Facts = Facts::new(
    "training_fraction",
    "Time in training",
    "Time in training, mentoring and consolidation, as a share of time on duty.",
    Share,
    Neutral,
);
pub(super) const GRANTED_FRACTION: Facts = Facts::new(
    "granted_fraction",
    "Time granted",
    "Time in pauses that clauses grant, as a share of time on duty.",
    Share,
    Neutral,
);
pub(super) const COST: Facts = Facts::new(
    "cost",
    "Cost",
    "Contract hours of all employed, paid hours of agency workers, overtime, recruitment and training of recruits.",
    Pounds,
    Down,
);
pub(super) const COST_OVERTIME: Facts =
    Facts::new("cost_overtime", "Cost of overtime", "Of the cost, work past the end of shifts.", Pounds, Down);
pub(super) const COST_AGENCY: Facts = Facts::new(
    "cost_agency",
    "Cost of agency workers",
    "Of the cost, the paid hours of agency workers, their overtime included.",
    Pounds,
    Down,
);
pub(super) const COST_PER_CONTACT: Facts =
    Facts::new("cost_per_contact", "Cost per contact", "Cost per contact answered by the team.", Pounds, Down);
pub(super) const COST_PER_SETTLED_NEED: Facts = Facts::new(
    "cost_per_settled_need",
    "Cost per need settled",
    "Cost of all teams per need settled; the time of customers is not in it.",
    Pounds,
    Down,
);
