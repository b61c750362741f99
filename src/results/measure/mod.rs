//! What is measured. Each scope has a file of its own, with the order and the meaning of its measures.

mod caseloads;
mod cases;
mod clauses;
mod contacts;
mod people;
mod teams;
mod unit;
mod workforces;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

pub use people::{Among, Lived};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use unit::{Direction, Unit};

/// Everything that is measured. It is serialised as its key.
///
/// Contact measures are counted by the interval in which a contact arrived; queue and team measures
/// are taken over the clock, while the centre is open. Measures of caseloads and workforces are those of weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    WaitSecondsP50,
    WaitSecondsP90,
    WaitSecondsP95,
    WaitSecondsP99,
    WaitSecondsMax,
    ServiceLevelDayP05,
    ServiceLevelDayP50,
    AbandonedFractionDayP95,
    WaitSecondsMaxDayP50,
    WaitSecondsMaxDayP95,
    DaysMissedFraction,
    WaitedFraction,
    QueueLength,
    QueueLengthMax,
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
    BreakFraction,
    MeetingFraction,
    TrainingFraction,
    GrantedFraction,
    Cost,
    CostOvertime,
    CostAgency,
    CostPerContact,
    CostPerSettledNeed,
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
    CaseloadP10,
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
    InTraining,
    Proficient,
    FullComplementFraction,
    SickFraction,
    OnLeaveFraction,
    LeaveAsked,
    LeaveRefusedFraction,
    LeaveUntakenDays,
    LeaveUntakenSpreadDays,
    AbsenceMultiplier,
    LeavingMultiplier,
    BrokenFraction,
    AffectedFraction,
    /// What people live through, and which of them.
    OfPeople(Lived, Among),
}

impl Measure {
    /// All measures there are, those of one scope after another; one of two scopes comes twice.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_contacts_and_teams = Self::OF_CONTACTS.into_iter().chain(Self::OF_TEAMS).chain(Self::OF_CREWS);
        let of_cases = Self::OF_CASES.into_iter().chain(Self::OF_CASELOADS);
        let of_people = Self::OF_WORKFORCES.into_iter().chain(Self::OF_CLAUSES).chain(Self::of_people());
        of_contacts_and_teams.chain(of_cases).chain(of_people)
    }

    /// The measure with this key.
    #[must_use]
    pub fn with_key(key: &str) -> Option<Self> {
        static BY_KEY: LazyLock<BTreeMap<&str, Measure>> =
            LazyLock::new(|| Measure::all().map(|measure| (measure.key(), measure)).collect());
        BY_KEY.get(key).copied()
    }

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
            Self::ServiceLevelDayP05 => &contacts::SERVICE_LEVEL_DAY_P05,
            Self::ServiceLevelDayP50 => &contacts::SERVICE_LEVEL_DAY_P50,
            Self::AbandonedFractionDayP95 => &contacts::ABANDONED_FRACTION_DAY_P95,
            Self::WaitSecondsMaxDayP50 => &contacts::WAIT_SECONDS_MAX_DAY_P50,
            Self::WaitSecondsMaxDayP95 => &contacts::WAIT_SECONDS_MAX_DAY_P95,
            Self::DaysMissedFraction => &contacts::DAYS_MISSED_FRACTION,
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
            Self::BreakFraction => &teams::BREAK_FRACTION,
            Self::MeetingFraction => &teams::MEETING_FRACTION,
            Self::TrainingFraction => &teams::TRAINING_FRACTION,
            Self::GrantedFraction => &teams::GRANTED_FRACTION,
            Self::Cost => &teams::COST,
            Self::CostOvertime => &teams::COST_OVERTIME,
            Self::CostAgency => &teams::COST_AGENCY,
            Self::CostPerContact => &teams::COST_PER_CONTACT,
            Self::CostPerSettledNeed => &teams::COST_PER_SETTLED_NEED,
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
            Self::InTraining => &workforces::IN_TRAINING,
            Self::Proficient => &workforces::PROFICIENT,
            Self::FullComplementFraction => &workforces::FULL_COMPLEMENT_FRACTION,
            Self::SickFraction => &workforces::SICK_FRACTION,
            Self::OnLeaveFraction => &workforces::ON_LEAVE_FRACTION,
            Self::LeaveAsked => &workforces::LEAVE_ASKED,
            Self::LeaveRefusedFraction => &workforces::LEAVE_REFUSED_FRACTION,
            Self::LeaveUntakenDays => &workforces::LEAVE_UNTAKEN_DAYS,
            Self::LeaveUntakenSpreadDays => &workforces::LEAVE_UNTAKEN_SPREAD_DAYS,
            Self::AbsenceMultiplier => &workforces::ABSENCE_MULTIPLIER,
            Self::LeavingMultiplier => &workforces::LEAVING_MULTIPLIER,
            Self::BrokenFraction => &clauses::BROKEN_FRACTION,
            Self::AffectedFraction => &clauses::AFFECTED_FRACTION,
            Self::OfPeople(lived, among) => people::facts(lived, among),
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

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::with_key(&key).ok_or_else(|| serde::de::Error::custom(format!("`{key}` is no measure")))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_measure_has_a_key_of_its_own_and_is_read_back_by_it() {
        let measures: BTreeSet<Measure> = Measure::all().collect();
        let keys: BTreeSet<&str> = Measure::all().map(Measure::key).collect();
        assert_eq!(measures.len(), keys.len());
        for measure in measures {
            let written = serde_json::to_string(&measure).unwrap();
            assert_eq!(serde_json::from_str::<Measure>(&written).unwrap(), measure, "{written}");
        }
        for (lived, among) in Lived::ALL.into_iter().flat_map(|lived| Among::ALL.map(|among| (lived, among))) {
            let parts = format!("{}_{}", lived.key(), among.key());
            assert_eq!(Measure::OfPeople(lived, among).key(), parts);
        }
        assert!(serde_json::from_str::<Measure>("\"occupancy_p11\"").is_err());
    }
}
