//! What is measured of contacts of a type.

use super::Direction::{HigherIsBetter as Up, LowerIsBetter as Down, Neutral};
use super::Unit::{Contacts, Erlangs, Needs, Ratio, Seconds, Share, Waiting};
use super::{Facts, Measure};

impl Measure {
    /// All measures of a contact type, in the order in which they are shown.
    pub const OF_CONTACTS: [Self; 49] = [
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
        Self::ServiceLevelDayP05,
        Self::ServiceLevelDayP50,
        Self::AbandonedFractionDayP95,
        Self::WaitSecondsMaxDayP50,
        Self::WaitSecondsMaxDayP95,
        Self::DaysMissedFraction,
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
}

pub(super) const OFFERED: Facts = Facts::new(
    "offered",
    "Offered",
    "Attempts that arrived: fresh, retrials, returns, chasers and transfers.",
    Contacts,
    Neutral,
);
pub(super) const FRESH: Facts = Facts::new("fresh", "Fresh", "First attempts of a need.", Contacts, Neutral);
pub(super) const RETRIALS: Facts = Facts::new(
    "retrials",
    "Retrials",
    "Attempts by those who gave up, were blocked or were turned away before.",
    Contacts,
    Down,
);
pub(super) const RETURNS: Facts = Facts::new(
    "returns",
    "Returns",
    "Attempts by those who were answered before without being settled.",
    Contacts,
    Down,
);
pub(super) const CHASERS: Facts =
    Facts::new("chasers", "Chasers", "Contacts by people whose case is overdue.", Contacts, Down);
pub(super) const TRANSFERS: Facts =
    Facts::new("transfers", "Transfers", "Contacts passed on by an agent who had answered them.", Contacts, Neutral);
pub(super) const CALLBACKS: Facts = Facts::new(
    "callbacks",
    "Called back",
    "Contacts whose customers accepted to be called back instead of waiting on the line.",
    Contacts,
    Neutral,
);
pub(super) const ANSWERED: Facts = Facts::new("answered", "Answered", "Contacts that reached an agent.", Contacts, Up);
pub(super) const ABANDONED: Facts =
    Facts::new("abandoned", "Abandoned", "Contacts that gave up waiting.", Contacts, Down);
pub(super) const BLOCKED: Facts = Facts::new("blocked", "Blocked", "Contacts that found no line free.", Contacts, Down);
pub(super) const TURNED_AWAY: Facts =
    Facts::new("turned_away", "Turned away", "Contacts sent away at closing time.", Contacts, Down);
pub(super) const UNFINISHED: Facts =
    Facts::new("unfinished", "Unfinished", "Contacts still waiting when the horizon ended.", Contacts, Down);
pub(super) const ANSWERED_FRACTION: Facts =
    Facts::new("answered_fraction", "Answered", "Answered, as a share of offered.", Share, Up);
pub(super) const ABANDONED_FRACTION: Facts =
    Facts::new("abandoned_fraction", "Abandonment rate", "Abandoned, as a share of offered.", Share, Down);
pub(super) const BLOCKED_FRACTION: Facts =
    Facts::new("blocked_fraction", "Blocking rate", "Blocked, as a share of offered.", Share, Down);
pub(super) const CHASER_FRACTION: Facts =
    Facts::new("chaser_fraction", "Share of chasers", "Chasers, as a share of offered.", Share, Down);
pub(super) const SERVICE_LEVEL: Facts =
    Facts::new("service_level", "Service level", "Answered within the threshold, as a share of offered.", Share, Up);
pub(super) const SERVICE_LEVEL_OF_ANSWERED: Facts = Facts::new(
    "service_level_of_answered",
    "Service level of answered",
    "Answered within the threshold, as a share of answered.",
    Share,
    Up,
);
pub(super) const SERVICE_LEVEL_LESS_SHORT_ABANDONS: Facts = Facts::new(
    "service_level_less_short_abandons",
    "Service level less short abandons",
    "Answered within the threshold, as a share of offered less those who gave up within it.",
    Share,
    Up,
);
pub(super) const WAIT_SECONDS: Facts = Facts::new(
    "wait_seconds",
    "Mean wait",
    "Mean time in the queue of all who were not blocked, until answered or gone; answered at once counts as zero.",
    Seconds,
    Down,
);
pub(super) const WAIT_OF_QUEUED_SECONDS: Facts = Facts::new(
    "wait_of_queued_seconds",
    "Mean wait of those who waited",
    "Mean time in the queue of those who could not be answered at once.",
    Seconds,
    Down,
);
pub(super) const ASA_SECONDS: Facts =
    Facts::new("asa_seconds", "ASA", "Average speed of answer: mean wait of the answered.", Seconds, Down);
pub(super) const WAIT_ABANDONED_SECONDS: Facts = Facts::new(
    "wait_abandoned_seconds",
    "Mean wait of those who gave up",
    "Mean time in the queue of those who abandoned.",
    Seconds,
    Neutral,
);
pub(super) const WAIT_SECONDS_P50: Facts = Facts::new(
    "wait_seconds_p50",
    "Median wait",
    "Half of all who were not blocked waited no longer than this.",
    Seconds,
    Down,
);
pub(super) const WAIT_SECONDS_P90: Facts = Facts::new(
    "wait_seconds_p90",
    "90% waited at most",
    "Nine in ten of all who were not blocked waited no longer than this.",
    Seconds,
    Down,
);
pub(super) const WAIT_SECONDS_P95: Facts = Facts::new(
    "wait_seconds_p95",
    "95% waited at most",
    "95% of all who were not blocked waited no longer than this.",
    Seconds,
    Down,
);
pub(super) const WAIT_SECONDS_P99: Facts = Facts::new(
    "wait_seconds_p99",
    "99% waited at most",
    "99% of all who were not blocked waited no longer than this.",
    Seconds,
    Down,
);
pub(super) const WAIT_SECONDS_MAX: Facts = Facts::new(
    "wait_seconds_max",
    "Longest wait",
    "The longest wait of a replication, averaged over replications.",
    Seconds,
    Down,
);
pub(super) const SERVICE_LEVEL_DAY_P05: Facts = Facts::new(
    "service_level_day_p05",
    "Service level on the worst day in 20",
    "On 1 open day in 20 the service level of the day was no higher than this; said from 20 days on, over all replications.",
    Share,
    Up,
);
pub(super) const SERVICE_LEVEL_DAY_P50: Facts = Facts::new(
    "service_level_day_p50",
    "Service level on the median day",
    "On half of the open days the service level of the day was no higher than this.",
    Share,
    Up,
);
pub(super) const ABANDONED_FRACTION_DAY_P95: Facts = Facts::new(
    "abandoned_fraction_day_p95",
    "Abandonment rate on the worst day in 20",
    "On 19 open days in 20 no greater share of the day's contacts gave up; said from 20 days on, over all replications.",
    Share,
    Down,
);
pub(super) const WAIT_SECONDS_MAX_DAY_P50: Facts = Facts::new(
    "wait_seconds_max_day_p50",
    "Longest wait on the median day",
    "On half of the open days nobody waited longer than this.",
    Seconds,
    Down,
);
pub(super) const WAIT_SECONDS_MAX_DAY_P95: Facts = Facts::new(
    "wait_seconds_max_day_p95",
    "Longest wait on the worst day in 20",
    "On 19 open days in 20 nobody waited longer than this; said from 20 days on, over all replications.",
    Seconds,
    Down,
);
pub(super) const DAYS_MISSED_FRACTION: Facts = Facts::new(
    "days_missed_fraction",
    "Days below target",
    "Open days whose service level was below the target, as a share of open days with a contact.",
    Share,
    Down,
);
pub(super) const WAITED_FRACTION: Facts = Facts::new(
    "waited_fraction",
    "Had to wait",
    "Not blocked and not answered at once, as a share of offered.",
    Share,
    Down,
);
pub(super) const QUEUE_LENGTH: Facts =
    Facts::new("queue_length", "Queue length", "Number waiting, averaged over open time.", Waiting, Down);
pub(super) const QUEUE_LENGTH_MAX: Facts = Facts::new(
    "queue_length_max",
    "Longest queue",
    "The most waiting at once in a replication, averaged over replications.",
    Waiting,
    Down,
);
pub(super) const QUEUE_LENGTH_P95: Facts = Facts::new(
    "queue_length_p95",
    "Queue 95% of the time at most",
    "The queue was no longer than this for 95% of open time.",
    Waiting,
    Down,
);
pub(super) const LOAD: Facts = Facts::new(
    "load",
    "Offered load",
    "Agents that the offered contacts would keep busy if nobody waited or gave up.",
    Erlangs,
    Neutral,
);
pub(super) const AHT_SECONDS: Facts =
    Facts::new("aht_seconds", "AHT", "Average handling time: talk and wrap-up per answered contact.", Seconds, Neutral);
pub(super) const FIRST_CONTACT_AHT_SECONDS: Facts = Facts::new(
    "first_contact_aht_seconds",
    "AHT of first contacts",
    "Talk and wrap-up per answered contact that is not a return.",
    Seconds,
    Neutral,
);
pub(super) const NEEDS: Facts = Facts::new("needs", "Needs", "Customers with a fresh need.", Needs, Neutral);
pub(super) const SETTLED_FRACTION: Facts = Facts::new(
    "settled_fraction",
    "Needs settled",
    "Needs that contacts settled, as a share of fresh needs.",
    Share,
    Up,
);
pub(super) const UNMET_FRACTION: Facts = Facts::new(
    "unmet_fraction",
    "Needs unmet",
    "Needs given up without being settled, as a share of fresh needs.",
    Share,
    Down,
);
pub(super) const CONTACTS_PER_NEED: Facts =
    Facts::new("contacts_per_need", "Contacts per need", "Attempts of all kinds, per fresh need.", Ratio, Down);
pub(super) const HANDLING_SECONDS_PER_NEED: Facts = Facts::new(
    "handling_seconds_per_need",
    "Work per need",
    "Talk and wrap-up of all answered contacts, per fresh need.",
    Seconds,
    Neutral,
);
pub(super) const CUSTOMER_SECONDS: Facts = Facts::new(
    "customer_seconds",
    "Customer's time",
    "Waiting and talking over all attempts, per fresh need.",
    Seconds,
    Down,
);
pub(super) const CUT_SHORT_FRACTION: Facts =
    Facts::new("cut_short_fraction", "Cut short", "Ended at a handling limit, as a share of answered.", Share, Down);
pub(super) const DUMPED_FRACTION: Facts = Facts::new(
    "dumped_fraction",
    "Got rid of",
    "Ended by the agent within seconds to hold an average, as a share of answered.",
    Share,
    Down,
);
