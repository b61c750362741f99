//! What is measured. Each scope has a file of its own, with the order and the meaning of its measures.

mod caseloads;
mod cases;
mod contacts;
mod teams;
mod unit;
mod workforces;

use std::fmt;

use serde::{Deserialize, Serialize};
pub use unit::{Direction, Unit};

/// Everything that is measured. The serialised name is the key in JSON and the column in CSV.
///
/// Contact measures are counted by the interval in which a contact arrived; queue and team measures
/// are taken over the clock, while the centre is open. Measures of caseloads and workforces are those of weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is described by `Measure::meaning`")]
pub enum Measure {
    Offered,
    Fresh,
    Retrials,
    Returns,
    Chasers,
    Transfers,
    Callbacks,
    Answered,
    Abandoned,
    Blocked,
    TurnedAway,
    Unfinished,
    AnsweredFraction,
    AbandonedFraction,
    BlockedFraction,
    ChaserFraction,
    ServiceLevel,
    ServiceLevelOfAnswered,
    ServiceLevelLessShortAbandons,
    WaitSeconds,
    WaitOfQueuedSeconds,
    AsaSeconds,
    WaitAbandonedSeconds,
    #[serde(rename = "wait_seconds_p50")]
    WaitSecondsP50,
    #[serde(rename = "wait_seconds_p90")]
    WaitSecondsP90,
    #[serde(rename = "wait_seconds_p95")]
    WaitSecondsP95,
    #[serde(rename = "wait_seconds_p99")]
    WaitSecondsP99,
    WaitSecondsMax,
    WaitedFraction,
    QueueLength,
    QueueLengthMax,
    #[serde(rename = "queue_length_p95")]
    QueueLengthP95,
    Load,
    AhtSeconds,
    FirstContactAhtSeconds,
    Needs,
    SettledFraction,
    UnmetFraction,
    ContactsPerNeed,
    HandlingSecondsPerNeed,
    CustomerSeconds,
    CutShortFraction,
    DumpedFraction,
    Agents,
    ReadyAgents,
    AgentsForContacts,
    BusyAgents,
    Occupancy,
    HandlingFraction,
    AvailableFraction,
    CaseworkFraction,
    AwaitingCasesFraction,
    SwitchingFraction,
    AbsentFraction,
    IdleSecondsBetweenContacts,
    Handled,
    OverrunSeconds,
    PaidHours,
    Arrived,
    Completed,
    Backlog,
    BacklogAtEnd,
    AgeDays,
    OldestAgeDays,
    OverdueFraction,
    OnTimeFraction,
    DaysToComplete,
    OpenCases,
    CaseloadPerWorker,
    CaseloadSpread,
    #[serde(rename = "caseload_p10")]
    CaseloadP10,
    #[serde(rename = "caseload_p90")]
    CaseloadP90,
    AboveStandardFraction,
    Unallocated,
    UnmetHours,
    UnmetHoursFraction,
    HoursBehind,
    Handovers,
    Opened,
    Closed,
    Posts,
    Filled,
    VacancyFraction,
    AgencyFraction,
    Leavers,
    Recruits,
}

impl Measure {
    /// The key in JSON and the column in CSV: `service_level`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.facts().key
    }

    /// What it is called in tables and charts: `"Service level"`.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.facts().label
    }

    /// What it means and what it is divided by, in one sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.facts().meaning
    }

    /// In what it is counted.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.facts().unit
    }

    /// On which side it is good.
    #[must_use]
    pub fn direction(self) -> Direction {
        self.facts().direction
    }

    fn facts(self) -> &'static Facts {
        match self {
            Self::Offered => &contacts::OFFERED,
            Self::Fresh => &contacts::FRESH,
            Self::Retrials => &contacts::RETRIALS,
            Self::Returns => &contacts::RETURNS,
            Self::Chasers => &contacts::CHASERS,
            Self::Transfers => &contacts::TRANSFERS,
            Self::Callbacks => &contacts::CALLBACKS,
            Self::Answered => &contacts::ANSWERED,
            Self::Abandoned => &contacts::ABANDONED,
            Self::Blocked => &contacts::BLOCKED,
            Self::TurnedAway => &contacts::TURNED_AWAY,
            Self::Unfinished => &contacts::UNFINISHED,
            Self::AnsweredFraction => &contacts::ANSWERED_FRACTION,
            Self::AbandonedFraction => &contacts::ABANDONED_FRACTION,
            Self::BlockedFraction => &contacts::BLOCKED_FRACTION,
            Self::ChaserFraction => &contacts::CHASER_FRACTION,
            Self::ServiceLevel => &contacts::SERVICE_LEVEL,
            Self::ServiceLevelOfAnswered => &contacts::SERVICE_LEVEL_OF_ANSWERED,
            Self::ServiceLevelLessShortAbandons => &contacts::SERVICE_LEVEL_LESS_SHORT_ABANDONS,
            Self::WaitSeconds => &contacts::WAIT_SECONDS,
            Self::WaitOfQueuedSeconds => &contacts::WAIT_OF_QUEUED_SECONDS,
            Self::AsaSeconds => &contacts::ASA_SECONDS,
            Self::WaitAbandonedSeconds => &contacts::WAIT_ABANDONED_SECONDS,
            Self::WaitSecondsP50 => &contacts::WAIT_SECONDS_P50,
            Self::WaitSecondsP90 => &contacts::WAIT_SECONDS_P90,
            Self::WaitSecondsP95 => &contacts::WAIT_SECONDS_P95,
            Self::WaitSecondsP99 => &contacts::WAIT_SECONDS_P99,
            Self::WaitSecondsMax => &contacts::WAIT_SECONDS_MAX,
            Self::WaitedFraction => &contacts::WAITED_FRACTION,
            Self::QueueLength => &contacts::QUEUE_LENGTH,
            Self::QueueLengthMax => &contacts::QUEUE_LENGTH_MAX,
            Self::QueueLengthP95 => &contacts::QUEUE_LENGTH_P95,
            Self::Load => &contacts::LOAD,
            Self::AhtSeconds => &contacts::AHT_SECONDS,
            Self::FirstContactAhtSeconds => &contacts::FIRST_CONTACT_AHT_SECONDS,
            Self::Needs => &contacts::NEEDS,
            Self::SettledFraction => &contacts::SETTLED_FRACTION,
            Self::UnmetFraction => &contacts::UNMET_FRACTION,
            Self::ContactsPerNeed => &contacts::CONTACTS_PER_NEED,
            Self::HandlingSecondsPerNeed => &contacts::HANDLING_SECONDS_PER_NEED,
            Self::CustomerSeconds => &contacts::CUSTOMER_SECONDS,
            Self::CutShortFraction => &contacts::CUT_SHORT_FRACTION,
            Self::DumpedFraction => &contacts::DUMPED_FRACTION,
            Self::Agents => &teams::AGENTS,
            Self::ReadyAgents => &teams::READY_AGENTS,
            Self::AgentsForContacts => &teams::AGENTS_FOR_CONTACTS,
            Self::BusyAgents => &teams::BUSY_AGENTS,
            Self::Occupancy => &teams::OCCUPANCY,
            Self::HandlingFraction => &teams::HANDLING_FRACTION,
            Self::AvailableFraction => &teams::AVAILABLE_FRACTION,
            Self::CaseworkFraction => &teams::CASEWORK_FRACTION,
            Self::AwaitingCasesFraction => &teams::AWAITING_CASES_FRACTION,
            Self::SwitchingFraction => &teams::SWITCHING_FRACTION,
            Self::AbsentFraction => &teams::ABSENT_FRACTION,
            Self::IdleSecondsBetweenContacts => &teams::IDLE_SECONDS_BETWEEN_CONTACTS,
            Self::Handled => &teams::HANDLED,
            Self::OverrunSeconds => &teams::OVERRUN_SECONDS,
            Self::PaidHours => &teams::PAID_HOURS,
            Self::Arrived => &cases::ARRIVED,
            Self::Completed => &cases::COMPLETED,
            Self::Backlog => &cases::BACKLOG,
            Self::BacklogAtEnd => &cases::BACKLOG_AT_END,
            Self::AgeDays => &cases::AGE_DAYS,
            Self::OldestAgeDays => &cases::OLDEST_AGE_DAYS,
            Self::OverdueFraction => &cases::OVERDUE_FRACTION,
            Self::OnTimeFraction => &cases::ON_TIME_FRACTION,
            Self::DaysToComplete => &cases::DAYS_TO_COMPLETE,
            Self::OpenCases => &caseloads::OPEN_CASES,
            Self::CaseloadPerWorker => &caseloads::CASELOAD_PER_WORKER,
            Self::CaseloadSpread => &caseloads::CASELOAD_SPREAD,
            Self::CaseloadP10 => &caseloads::CASELOAD_P10,
            Self::CaseloadP90 => &caseloads::CASELOAD_P90,
            Self::AboveStandardFraction => &caseloads::ABOVE_STANDARD_FRACTION,
            Self::Unallocated => &caseloads::UNALLOCATED,
            Self::UnmetHours => &caseloads::UNMET_HOURS,
            Self::UnmetHoursFraction => &caseloads::UNMET_HOURS_FRACTION,
            Self::HoursBehind => &caseloads::HOURS_BEHIND,
            Self::Handovers => &caseloads::HANDOVERS,
            Self::Opened => &caseloads::OPENED,
            Self::Closed => &caseloads::CLOSED,
            Self::Posts => &workforces::POSTS,
            Self::Filled => &workforces::FILLED,
            Self::VacancyFraction => &workforces::VACANCY_FRACTION,
            Self::AgencyFraction => &workforces::AGENCY_FRACTION,
            Self::Leavers => &workforces::LEAVERS,
            Self::Recruits => &workforces::RECRUITS,
        }
    }
}

struct Facts {
    key: &'static str,
    label: &'static str,
    meaning: &'static str,
    unit: Unit,
    direction: Direction,
}

impl Facts {
    const fn new(
        key: &'static str,
        label: &'static str,
        meaning: &'static str,
        unit: Unit,
        direction: Direction,
    ) -> Self {
        Self { key, label, meaning, unit, direction }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_serialised_name() {
        let of_work = Measure::OF_CASES.into_iter().chain(Measure::OF_CASELOADS).chain(Measure::OF_WORKFORCES);
        for measure in Measure::OF_CONTACTS.into_iter().chain(Measure::OF_TEAMS).chain(of_work) {
            assert_eq!(serde_json::to_value(measure).unwrap(), measure.key());
        }
    }
}
