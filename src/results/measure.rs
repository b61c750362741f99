use std::fmt;

use serde::{Deserialize, Serialize};

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
}

/// In what a measure is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Contacts.
    Contacts,
    /// Needs of customers.
    Needs,
    /// A proportion, shown as per cent.
    Share,
    /// Seconds.
    Seconds,
    /// Contacts waiting.
    Waiting,
    /// Agents.
    Agents,
    /// Erlangs.
    Erlangs,
    /// A bare ratio.
    Ratio,
    /// Hours.
    Hours,
    /// Cases.
    Cases,
    /// Days.
    Days,
    /// People.
    Workers,
}

/// On which side a measure is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    HigherIsBetter,
    /// Less is better.
    LowerIsBetter,
    /// Neither.
    Neutral,
}

struct Facts {
    key: &'static str,
    label: &'static str,
    meaning: &'static str,
    unit: Unit,
    direction: Direction,
}

impl Measure {
    /// All measures of a contact type, in the order in which they are shown.
    pub const OF_CONTACTS: [Self; 43] = [
        Self::Offered,
        Self::Fresh,
        Self::Retrials,
        Self::Returns,
        Self::Chasers,
        Self::Transfers,
        Self::Callbacks,
        Self::Answered,
        Self::Abandoned,
        Self::Blocked,
        Self::TurnedAway,
        Self::Unfinished,
        Self::AnsweredFraction,
        Self::AbandonedFraction,
        Self::BlockedFraction,
        Self::ChaserFraction,
        Self::ServiceLevel,
        Self::ServiceLevelOfAnswered,
        Self::ServiceLevelLessShortAbandons,
        Self::WaitSeconds,
        Self::WaitOfQueuedSeconds,
        Self::AsaSeconds,
        Self::WaitAbandonedSeconds,
        Self::WaitSecondsP50,
        Self::WaitSecondsP90,
        Self::WaitSecondsP95,
        Self::WaitSecondsP99,
        Self::WaitSecondsMax,
        Self::WaitedFraction,
        Self::QueueLength,
        Self::QueueLengthMax,
        Self::QueueLengthP95,
        Self::Load,
        Self::AhtSeconds,
        Self::FirstContactAhtSeconds,
        Self::Needs,
        Self::SettledFraction,
        Self::UnmetFraction,
        Self::ContactsPerNeed,
        Self::HandlingSecondsPerNeed,
        Self::CustomerSeconds,
        Self::CutShortFraction,
        Self::DumpedFraction,
    ];

    /// All measures of a team, in the order in which they are shown.
    pub const OF_TEAMS: [Self; 14] = [
        Self::Agents,
        Self::ReadyAgents,
        Self::AgentsForContacts,
        Self::BusyAgents,
        Self::Occupancy,
        Self::HandlingFraction,
        Self::AvailableFraction,
        Self::CaseworkFraction,
        Self::SwitchingFraction,
        Self::AbsentFraction,
        Self::IdleSecondsBetweenContacts,
        Self::Handled,
        Self::OverrunSeconds,
        Self::PaidHours,
    ];

    /// All measures of a kind of case, in the order in which they are shown.
    pub const OF_CASES: [Self; 10] = [
        Self::Arrived,
        Self::Completed,
        Self::Backlog,
        Self::BacklogAtEnd,
        Self::AgeDays,
        Self::OldestAgeDays,
        Self::OverdueFraction,
        Self::OnTimeFraction,
        Self::DaysToComplete,
        Self::Chasers,
    ];

    /// All measures of a caseload, in the order in which they are shown.
    pub const OF_CASELOADS: [Self; 13] = [
        Self::OpenCases,
        Self::CaseloadPerWorker,
        Self::CaseloadSpread,
        Self::CaseloadP10,
        Self::CaseloadP90,
        Self::AboveStandardFraction,
        Self::Unallocated,
        Self::UnmetHours,
        Self::UnmetHoursFraction,
        Self::HoursBehind,
        Self::Handovers,
        Self::Opened,
        Self::Closed,
    ];

    /// All measures of the people of a team, in the order in which they are shown.
    pub const OF_WORKFORCES: [Self; 17] = [
        Self::Posts,
        Self::Filled,
        Self::VacancyFraction,
        Self::AgencyFraction,
        Self::Leavers,
        Self::Recruits,
        Self::InTraining,
        Self::Proficient,
        Self::FullComplementFraction,
        Self::SickFraction,
        Self::OnLeaveFraction,
        Self::LeaveAsked,
        Self::LeaveRefusedFraction,
        Self::LeaveUntakenDays,
        Self::LeaveUntakenSpreadDays,
        Self::AbsenceMultiplier,
        Self::LeavingMultiplier,
    ];

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

    fn facts(self) -> Facts {
        use Direction::{HigherIsBetter as Up, LowerIsBetter as Down, Neutral};
        use Unit::{Agents, Cases, Contacts, Days, Erlangs, Hours, Needs, Ratio, Seconds, Share, Waiting, Workers};
        let facts = |key, label, meaning, unit, direction| Facts { key, label, meaning, unit, direction };
        match self {
            Self::Offered => facts(
                "offered",
                "Offered",
                "Attempts that arrived: fresh, retrials, returns, chasers and transfers.",
                Contacts,
                Neutral,
            ),
            Self::Fresh => facts("fresh", "Fresh", "First attempts of a need.", Contacts, Neutral),
            Self::Retrials => facts(
                "retrials",
                "Retrials",
                "Attempts by those who gave up, were blocked or were turned away before.",
                Contacts,
                Down,
            ),
            Self::Returns => facts(
                "returns",
                "Returns",
                "Attempts by those who were answered before without being settled.",
                Contacts,
                Down,
            ),
            Self::Answered => facts("answered", "Answered", "Contacts that reached an agent.", Contacts, Up),
            Self::Abandoned => facts("abandoned", "Abandoned", "Contacts that gave up waiting.", Contacts, Down),
            Self::Blocked => facts("blocked", "Blocked", "Contacts that found no line free.", Contacts, Down),
            Self::TurnedAway => {
                facts("turned_away", "Turned away", "Contacts sent away at closing time.", Contacts, Down)
            }
            Self::Unfinished => {
                facts("unfinished", "Unfinished", "Contacts still waiting when the horizon ended.", Contacts, Down)
            }
            Self::AnsweredFraction => {
                facts("answered_fraction", "Answered", "Answered, as a share of offered.", Share, Up)
            }
            Self::AbandonedFraction => {
                facts("abandoned_fraction", "Abandonment rate", "Abandoned, as a share of offered.", Share, Down)
            }
            Self::BlockedFraction => {
                facts("blocked_fraction", "Blocking rate", "Blocked, as a share of offered.", Share, Down)
            }
            Self::ChaserFraction => {
                facts("chaser_fraction", "Share of chasers", "Chasers, as a share of offered.", Share, Down)
            }
            Self::ServiceLevel => facts(
                "service_level",
                "Service level",
                "Answered within the threshold, as a share of offered.",
                Share,
                Up,
            ),
            Self::ServiceLevelOfAnswered => facts(
                "service_level_of_answered",
                "Service level of answered",
                "Answered within the threshold, as a share of answered.",
                Share,
                Up,
            ),
            Self::ServiceLevelLessShortAbandons => facts(
                "service_level_less_short_abandons",
                "Service level less short abandons",
                "Answered within the threshold, as a share of offered less those who gave up within it.",
                Share,
                Up,
            ),
            Self::WaitSeconds => facts(
                "wait_seconds",
                "Mean wait",
                "Mean time in the queue of all who were not blocked, until answered or gone; answered at once counts as zero.",
                Seconds,
                Down,
            ),
            Self::WaitOfQueuedSeconds => facts(
                "wait_of_queued_seconds",
                "Mean wait of those who waited",
                "Mean time in the queue of those who could not be answered at once.",
                Seconds,
                Down,
            ),
            Self::AsaSeconds => {
                facts("asa_seconds", "ASA", "Average speed of answer: mean wait of the answered.", Seconds, Down)
            }
            Self::WaitAbandonedSeconds => facts(
                "wait_abandoned_seconds",
                "Mean wait of those who gave up",
                "Mean time in the queue of those who abandoned.",
                Seconds,
                Neutral,
            ),
            Self::WaitSecondsP50 => facts(
                "wait_seconds_p50",
                "Median wait",
                "Half of all who were not blocked waited no longer than this.",
                Seconds,
                Down,
            ),
            Self::WaitSecondsP90 => facts(
                "wait_seconds_p90",
                "90% waited at most",
                "Nine in ten of all who were not blocked waited no longer than this.",
                Seconds,
                Down,
            ),
            Self::WaitSecondsP95 => facts(
                "wait_seconds_p95",
                "95% waited at most",
                "95% of all who were not blocked waited no longer than this.",
                Seconds,
                Down,
            ),
            Self::WaitSecondsP99 => facts(
                "wait_seconds_p99",
                "99% waited at most",
                "99% of all who were not blocked waited no longer than this.",
                Seconds,
                Down,
            ),
            Self::WaitSecondsMax => facts(
                "wait_seconds_max",
                "Longest wait",
                "The longest wait of a replication, averaged over replications.",
                Seconds,
                Down,
            ),
            Self::WaitedFraction => facts(
                "waited_fraction",
                "Had to wait",
                "Not blocked and not answered at once, as a share of offered.",
                Share,
                Down,
            ),
            Self::QueueLength => {
                facts("queue_length", "Queue length", "Number waiting, averaged over open time.", Waiting, Down)
            }
            Self::QueueLengthMax => facts(
                "queue_length_max",
                "Longest queue",
                "The most waiting at once in a replication, averaged over replications.",
                Waiting,
                Down,
            ),
            Self::QueueLengthP95 => facts(
                "queue_length_p95",
                "Queue 95% of the time at most",
                "The queue was no longer than this for 95% of open time.",
                Waiting,
                Down,
            ),
            Self::Load => facts(
                "load",
                "Offered load",
                "Agents that the offered contacts would keep busy if nobody waited or gave up.",
                Erlangs,
                Neutral,
            ),
            Self::AhtSeconds => facts(
                "aht_seconds",
                "AHT",
                "Average handling time: talk and wrap-up per answered contact.",
                Seconds,
                Neutral,
            ),
            Self::FirstContactAhtSeconds => facts(
                "first_contact_aht_seconds",
                "AHT of first contacts",
                "Talk and wrap-up per answered contact that is not a return.",
                Seconds,
                Neutral,
            ),
            Self::Needs => facts("needs", "Needs", "Customers with a fresh need.", Needs, Neutral),
            Self::SettledFraction => facts(
                "settled_fraction",
                "Needs settled",
                "Needs that contacts settled, as a share of fresh needs.",
                Share,
                Up,
            ),
            Self::UnmetFraction => facts(
                "unmet_fraction",
                "Needs unmet",
                "Needs given up without being settled, as a share of fresh needs.",
                Share,
                Down,
            ),
            Self::ContactsPerNeed => {
                facts("contacts_per_need", "Contacts per need", "Attempts of all kinds, per fresh need.", Ratio, Down)
            }
            Self::CustomerSeconds => facts(
                "customer_seconds",
                "Customer's time",
                "Waiting and talking over all attempts, per fresh need.",
                Seconds,
                Down,
            ),
            Self::Chasers => facts("chasers", "Chasers", "Contacts by people whose case is overdue.", Contacts, Down),
            Self::Transfers => facts(
                "transfers",
                "Transfers",
                "Contacts passed on by an agent who had answered them.",
                Contacts,
                Neutral,
            ),
            Self::Callbacks => facts(
                "callbacks",
                "Called back",
                "Contacts whose customers accepted to be called back instead of waiting on the line.",
                Contacts,
                Neutral,
            ),
            Self::CaseworkFraction => facts(
                "casework_fraction",
                "Time on cases",
                "Time working on cases, as a share of time ready for work.",
                Share,
                Neutral,
            ),
            Self::SwitchingFraction => facts(
                "switching_fraction",
                "Time switching",
                "Time changing between contacts and cases, as a share of time ready for work.",
                Share,
                Down,
            ),
            Self::Arrived => {
                facts("arrived", "Arrived", "Cases that arrived, besides those open at the start.", Cases, Neutral)
            }
            Self::Completed => facts("completed", "Completed", "Cases done.", Cases, Up),
            Self::Backlog => {
                facts("backlog", "Backlog", "Cases open at the end of a day, averaged over open days.", Cases, Down)
            }
            Self::BacklogAtEnd => {
                facts("backlog_at_end", "Backlog at the end", "Cases open at the end of the last day.", Cases, Down)
            }
            Self::AgeDays => facts(
                "age_days",
                "Age",
                "Mean age of the cases open at the end of a day, in calendar days.",
                Days,
                Down,
            ),
            Self::OldestAgeDays => facts(
                "oldest_age_days",
                "Oldest case",
                "Age of the oldest case at the end of a day, in calendar days, averaged over open days.",
                Days,
                Down,
            ),
            Self::OverdueFraction => facts(
                "overdue_fraction",
                "Overdue",
                "Cases past their due date, as a share of those open at the end of a day.",
                Share,
                Down,
            ),
            Self::OnTimeFraction => facts(
                "on_time_fraction",
                "Done in time",
                "Cases done by their due date, as a share of those done.",
                Share,
                Up,
            ),
            Self::DaysToComplete => facts(
                "days_to_complete",
                "Days to complete",
                "Mean time from a case's arrival until it is done, in calendar days.",
                Days,
                Down,
            ),
            Self::HandlingSecondsPerNeed => facts(
                "handling_seconds_per_need",
                "Work per need",
                "Talk and wrap-up of all answered contacts, per fresh need.",
                Seconds,
                Neutral,
            ),
            Self::CutShortFraction => facts(
                "cut_short_fraction",
                "Cut short",
                "Ended at a handling limit, as a share of answered.",
                Share,
                Down,
            ),
            Self::DumpedFraction => facts(
                "dumped_fraction",
                "Got rid of",
                "Ended by the agent within seconds to hold an average, as a share of answered.",
                Share,
                Down,
            ),
            Self::Agents => facts("agents", "Agents", "Agents on duty, averaged over open time.", Agents, Neutral),
            Self::ReadyAgents => facts(
                "ready_agents",
                "Agents ready",
                "Agents ready for contacts or handling one, averaged over open time.",
                Agents,
                Neutral,
            ),
            Self::AgentsForContacts => facts(
                "agents_for_contacts",
                "Agents for contacts",
                "Agents ready, less those on cases or changing between the two, averaged over open time.",
                Agents,
                Neutral,
            ),
            Self::AbsentFraction => facts(
                "absent_fraction",
                "Time absent",
                "Time away or out, as a share of time on the roster.",
                Share,
                Neutral,
            ),
            Self::BusyAgents => facts(
                "busy_agents",
                "Busy agents",
                "Agents handling a contact, averaged over open time.",
                Agents,
                Neutral,
            ),
            Self::Occupancy => facts(
                "occupancy",
                "Occupancy",
                "Handling time, as a share of handling and available time, while open; time on cases is in neither.",
                Share,
                Neutral,
            ),
            Self::HandlingFraction => facts(
                "handling_fraction",
                "Time handling",
                "Time in talk and wrap-up, as a share of time ready for work.",
                Share,
                Neutral,
            ),
            Self::AvailableFraction => facts(
                "available_fraction",
                "Time available",
                "Time waiting for a contact or a case, as a share of time ready for work.",
                Share,
                Neutral,
            ),
            Self::IdleSecondsBetweenContacts => facts(
                "idle_seconds_between_contacts",
                "Pause between contacts",
                "Mean time an agent was idle before a contact; zero when the next one was waiting.",
                Seconds,
                Neutral,
            ),
            Self::Handled => facts("handled", "Handled", "Contacts answered by the team.", Contacts, Neutral),
            Self::OverrunSeconds => facts(
                "overrun_seconds",
                "Overrun",
                "Agent-seconds worked after the end of duty, to finish a contact.",
                Seconds,
                Down,
            ),
            Self::PaidHours => {
                facts("paid_hours", "Hours on duty", "Agent-hours on duty and in overrun.", Hours, Neutral)
            }
            Self::OpenCases => facts("open_cases", "Open cases", "Cases open at the end of the week.", Cases, Neutral),
            Self::CaseloadPerWorker => facts(
                "caseload_per_worker",
                "Caseload",
                "Cases held, per full-time contract of all who carry them, at the end of the week.",
                Cases,
                Down,
            ),
            Self::CaseloadSpread => facts(
                "caseload_spread",
                "Spread of caseloads",
                "Standard deviation of the caseload between workers, at the end of the week.",
                Cases,
                Down,
            ),
            Self::CaseloadP10 => facts(
                "caseload_p10",
                "One in ten carries at most",
                "One worker in ten carries no more, per full-time contract, at the end of the week.",
                Cases,
                Neutral,
            ),
            Self::CaseloadP90 => facts(
                "caseload_p90",
                "Nine in ten carry at most",
                "Nine workers in ten carry no more, per full-time contract, at the end of the week.",
                Cases,
                Down,
            ),
            Self::AboveStandardFraction => facts(
                "above_standard_fraction",
                "Share above the standard",
                "Workers who carry more than the standard, as a share of all who carry cases.",
                Share,
                Down,
            ),
            Self::Unallocated => facts(
                "unallocated",
                "Unallocated",
                "Open cases that nobody holds, at the end of the week.",
                Cases,
                Down,
            ),
            Self::UnmetHours => facts(
                "unmet_hours",
                "Unmet work a week",
                "Hours a week that cases needed and will never get.",
                Hours,
                Down,
            ),
            Self::UnmetHoursFraction => facts(
                "unmet_hours_fraction",
                "Share of work unmet",
                "Hours that cases will never get, as a share of those they needed.",
                Share,
                Down,
            ),
            Self::HoursBehind => facts(
                "hours_behind",
                "Work behind",
                "Hours of opening and handing over that are still to be done, at the end of the week.",
                Hours,
                Down,
            ),
            Self::Handovers => facts(
                "handovers",
                "Handovers a week",
                "Cases a week that pass from one worker to another.",
                Cases,
                Down,
            ),
            Self::Opened => facts("opened", "Opened", "Cases opened in a week.", Cases, Neutral),
            Self::Closed => facts("closed", "Closed", "Cases closed in a week.", Cases, Neutral),
            Self::Posts => facts("posts", "Posts", "Posts for permanent workers.", Workers, Neutral),
            Self::Filled => facts(
                "filled",
                "Posts filled",
                "Posts held by a permanent worker, at the end of the week.",
                Workers,
                Up,
            ),
            Self::VacancyFraction => facts(
                "vacancy_fraction",
                "Vacancy rate",
                "Posts that nobody holds, as a share of posts, at the end of the week.",
                Share,
                Down,
            ),
            Self::AgencyFraction => facts(
                "agency_fraction",
                "Agency share",
                "Agency workers, as a share of all workers, at the end of the week.",
                Share,
                Neutral,
            ),
            Self::Leavers => {
                facts("leavers", "Leavers a year", "Permanent workers who leave, at the rate of a year.", Workers, Down)
            }
            Self::Recruits => facts(
                "recruits",
                "Recruits a year",
                "Permanent workers who begin, at the rate of a year.",
                Workers,
                Neutral,
            ),
            Self::InTraining => facts(
                "in_training",
                "In training",
                "Permanent workers who are trained before they come to the floor, at the end of the week.",
                Workers,
                Neutral,
            ),
            Self::Proficient => facts(
                "proficient",
                "Up to speed",
                "Permanent workers who are up to speed, at the end of the week.",
                Workers,
                Up,
            ),
            Self::FullComplementFraction => facts(
                "full_complement_fraction",
                "Full complement",
                "Chance that by the end of the week, or of the horizon, enough have been up to speed for a full complement.",
                Share,
                Up,
            ),
            Self::SickFraction => facts(
                "sick_fraction",
                "Sickness",
                "Working days lost to sickness, as a share of those of all on the floor.",
                Share,
                Down,
            ),
            Self::OnLeaveFraction => facts(
                "on_leave_fraction",
                "On leave",
                "Working days on annual leave, as a share of those of all on the floor.",
                Share,
                Neutral,
            ),
            Self::LeaveAsked => facts(
                "leave_asked",
                "Leave requests a year",
                "Requests for leave decided in a year, for each permanent worker, those made again after a refusal among them.",
                Ratio,
                Neutral,
            ),
            Self::LeaveRefusedFraction => facts(
                "leave_refused_fraction",
                "Leave refused",
                "Requests for leave that are refused, as a share of those decided.",
                Share,
                Down,
            ),
            Self::LeaveUntakenDays => facts(
                "leave_untaken_days",
                "Leave untaken",
                "Days of leave that a colleague has not taken when the leave year, or the horizon, ends.",
                Days,
                Down,
            ),
            Self::LeaveUntakenSpreadDays => facts(
                "leave_untaken_spread_days",
                "Leave untaken, spread",
                "Standard deviation between colleagues of the days of leave not taken.",
                Days,
                Down,
            ),
            Self::AbsenceMultiplier => facts(
                "absence_multiplier",
                "Absence multiplied by",
                "What load multiplies the hazard of falling ill by, on average over days.",
                Ratio,
                Down,
            ),
            Self::LeavingMultiplier => facts(
                "leaving_multiplier",
                "Leaving multiplied by",
                "What load multiplies the hazard of leaving by, on average over days.",
                Ratio,
                Down,
            ),
        }
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
