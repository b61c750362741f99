//! What is measured of contacts of a type.

use super::row::measures;

measures! {
    /// What is measured of contacts of a type. Contacts are counted by the interval in which they arrived; queues are taken over the clock, while the centre is open.
    ContactMeasure is Contact of Contacts;

    Offered = "offered" {
        label: "Offered",
        words: "contacts that came in",
        meaning: "Attempts that arrived: fresh, retrials, returns, chasers and transfers.",
        unit: Contacts,
        good: Neutral,
        shown: [Headline 1, SideBySide],
    }
    Fresh = "fresh" {
        label: "Fresh",
        words: "contacts about something new",
        meaning: "First attempts of a need.",
        unit: Contacts,
        good: Neutral,
    }
    Retrials = "retrials" {
        label: "Retrials",
        words: "contacts by people who tried before and did not get through",
        meaning: "Attempts by those who gave up, were blocked or were turned away before.",
        unit: Contacts,
        good: LowerIsBetter,
    }
    Returns = "returns" {
        label: "Returns",
        words: "contacts by people who were answered before and still need help",
        meaning: "Attempts by those who were answered before without being settled.",
        unit: Contacts,
        good: LowerIsBetter,
    }
    Chasers = "chasers" {
        label: "Chasers",
        words: "contacts by people who ask where their late case is",
        meaning: "Contacts by people whose case is overdue.",
        unit: Contacts,
        good: LowerIsBetter,
    }
    Transfers = "transfers" {
        label: "Transfers",
        words: "contacts passed from one agent to another",
        meaning: "Contacts passed on by an agent who had answered them.",
        unit: Contacts,
        good: Neutral,
        note: "They count as contacts of the type that they are passed on as.",
    }
    Callbacks = "callbacks" {
        label: "Called back",
        words: "people who agreed to be called back",
        meaning: "Contacts whose customers accepted to be called back instead of waiting on the line.",
        unit: Contacts,
        good: Neutral,
    }
    HandedOver = "handed_over" {
        label: "Handed over",
        words: "contacts handed over to a colleague at the end of a shift",
        meaning: "How often answered contacts were handed over because the shift of their agent was over.",
        unit: Contacts,
        good: LowerIsBetter,
        note: "It is counted by when the contact arrived. It is answered once, and its handling is the parts of all who had it in hand.",
    }
    HoldSeconds = "hold_seconds" {
        label: "Time on hold",
        words: "average time between one agent and the next, when a shift ended",
        meaning: "Mean time on hold of contacts that were handed over, until a colleague took over.",
        unit: Seconds,
        good: LowerIsBetter,
        note: "It is no wait, and no handling.",
    }
    Answered = "answered" {
        label: "Answered",
        words: "contacts that were answered",
        meaning: "Contacts that reached an agent.",
        unit: Contacts,
        good: HigherIsBetter,
        shown: [Headline 2, SideBySide],
    }
    Abandoned = "abandoned" {
        label: "Abandoned",
        words: "people who gave up waiting",
        meaning: "Contacts that gave up waiting.",
        unit: Contacts,
        good: LowerIsBetter,
        note: "Those who left at once because nobody was free are among them.",
        shown: [Headline 3],
    }
    Blocked = "blocked" {
        label: "Blocked",
        words: "people who found no free line",
        meaning: "Contacts that found no line free.",
        unit: Contacts,
        good: LowerIsBetter,
        note: "Contacts that meet an outage are among them.",
    }
    TurnedAway = "turned_away" {
        label: "Turned away",
        words: "people sent away at closing time",
        meaning: "Contacts sent away at closing time.",
        unit: Contacts,
        good: LowerIsBetter,
        shown: [IfTheyDiffer 5],
    }
    Unfinished = "unfinished" {
        label: "Unfinished",
        words: "people still waiting at the end",
        meaning: "Contacts still waiting when the horizon ended.",
        unit: Contacts,
        good: LowerIsBetter,
        grows_with_queue: true,
        shown: [IfTheyDiffer 6],
    }
    AnsweredFraction = "answered_fraction" {
        label: "Answered",
        words: "share of contacts that were answered",
        meaning: "Answered, as a share of offered.",
        unit: Share,
        good: HigherIsBetter,
    }
    AbandonedFraction = "abandoned_fraction" {
        label: "Abandonment rate",
        words: "share of people who gave up waiting",
        meaning: "Abandoned, as a share of offered.",
        unit: Share,
        good: LowerIsBetter,
        shown: [Main 2, SideBySide, WorkbookDifferences 2],
    }
    BlockedFraction = "blocked_fraction" {
        label: "Blocking rate",
        words: "share of people who found no free line",
        meaning: "Blocked, as a share of offered.",
        unit: Share,
        good: LowerIsBetter,
        shown: [IfTheyDiffer 4],
    }
    ChaserFraction = "chaser_fraction" {
        label: "Share of chasers",
        words: "share of contacts that ask where a late case is",
        meaning: "Chasers, as a share of offered.",
        unit: Share,
        good: LowerIsBetter,
    }
    ServiceLevel = "service_level" {
        label: "Service level",
        words: "share of people answered in time",
        meaning: "Answered within the threshold, as a share of offered.",
        unit: Share,
        good: HigherIsBetter,
        note: "Of messages with a `due`, here and below: done when due, wrap-up included.",
        shown: [Headline 4, Main 1, SideBySide, ServiceLevels 1, WorkbookByInterval 1, WorkbookDifferences 1],
    }
    ServiceLevelOfAnswered = "service_level_of_answered" {
        label: "Service level of answered",
        words: "of the people who were answered, the share answered in time",
        meaning: "Answered within the threshold, as a share of answered.",
        unit: Share,
        good: HigherIsBetter,
        beside: NotAnsweredFraction,
        shown: [ServiceLevels 2],
    }
    ServiceLevelLessShortAbandons = "service_level_less_short_abandons" {
        label: "Service level less short abandons",
        words: "share of people answered in time, not counting those who gave up within that time",
        meaning: "Answered within the threshold, as a share of offered less those who gave up within it.",
        unit: Share,
        good: HigherIsBetter,
        shown: [ServiceLevels 3],
    }
    WaitSeconds = "wait_seconds" {
        label: "Mean wait",
        words: "average time people waited, whether they were answered or not",
        meaning: "Mean time in the queue of all who were not blocked, until answered or gone; answered at once counts as zero.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
    }
    WaitOfQueuedSeconds = "wait_of_queued_seconds" {
        label: "Mean wait of those who waited",
        words: "average wait of the people who had to wait",
        meaning: "Mean time in the queue of those who could not be answered at once.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
    }
    AsaSeconds = "asa_seconds" {
        label: "ASA",
        words: "average wait until somebody answered",
        meaning: "Average speed of answer: mean wait of the answered.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        beside: NotAnsweredFraction,
        shown: [Headline 5, Main 3, SideBySide, WorkbookDifferences 4],
    }
    NotAnsweredFraction = "not_answered_fraction" {
        label: "Never answered",
        words: "share of contacts that nobody answered",
        meaning: "Contacts that no agent had answered when the horizon ended, as a share of offered.",
        unit: Share,
        good: LowerIsBetter,
        note: "It stands beside every mean of the answered, which says nothing of these.",
        shown: [Headline 5, Main 3, SideBySide, ServiceLevels 2, WorkbookDifferences 4],
    }
    WaitAbandonedSeconds = "wait_abandoned_seconds" {
        label: "Mean wait of those who gave up",
        words: "average wait of the people who gave up",
        meaning: "Mean time in the queue of those who abandoned.",
        unit: Seconds,
        good: Neutral,
        only_of_alike: true,
    }
    WaitSecondsP50 = "wait_seconds_p50" {
        label: "Median wait",
        words: "wait that half of the people did not exceed",
        meaning: "Half of all who were not blocked waited no longer than this.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        given: NullByPart,
        shown: [Callers 4],
    }
    WaitSecondsP90 = "wait_seconds_p90" {
        label: "90% waited at most",
        words: "wait that nine people in ten did not exceed",
        meaning: "Nine in ten of all who were not blocked waited no longer than this.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        given: NullByPart,
    }
    WaitSecondsP95 = "wait_seconds_p95" {
        label: "95% waited at most",
        words: "wait that nineteen people in twenty did not exceed",
        meaning: "95% of all who were not blocked waited no longer than this.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        given: NullByPart,
        shown: [Callers 5],
    }
    WaitSecondsP99 = "wait_seconds_p99" {
        label: "99% waited at most",
        words: "wait that all but one person in a hundred did not exceed",
        meaning: "99% of all who were not blocked waited no longer than this.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        given: NullByPart,
    }
    WaitSecondsMax = "wait_seconds_max" {
        label: "Longest wait",
        words: "longest wait of anybody",
        meaning: "The longest wait of a replication, averaged over replications.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        shown: [Callers 6],
    }
    ServiceLevelDayP05 = "service_level_day_p05" {
        label: "Service level on the worst day in 20",
        words: "share of people answered in time on the worst day in twenty",
        meaning: "On 1 open day in 20 the service level of the day was no higher than this; said from 20 days on, over all replications.",
        unit: Share,
        good: HigherIsBetter,
        given: OverDays,
        shown: [BadDays 3],
    }
    ServiceLevelDayP50 = "service_level_day_p50" {
        label: "Service level on the median day",
        words: "share of people answered in time on an ordinary day",
        meaning: "On half of the open days the service level of the day was no higher than this.",
        unit: Share,
        good: HigherIsBetter,
        given: OverDays,
        shown: [BadDays 2],
    }
    AbandonedFractionDayP95 = "abandoned_fraction_day_p95" {
        label: "Abandonment rate on the worst day in 20",
        words: "share of people who gave up on the worst day in twenty",
        meaning: "On 19 open days in 20 no greater share of the day's contacts gave up; said from 20 days on, over all replications.",
        unit: Share,
        good: LowerIsBetter,
        given: OverDays,
        shown: [BadDays 4],
    }
    WaitSecondsMaxDayP50 = "wait_seconds_max_day_p50" {
        label: "Longest wait on the median day",
        words: "longest wait on an ordinary day",
        meaning: "On half of the open days nobody waited longer than this.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        given: OverDays,
        shown: [BadDays 5],
    }
    WaitSecondsMaxDayP95 = "wait_seconds_max_day_p95" {
        label: "Longest wait on the worst day in 20",
        words: "longest wait on the worst day in twenty",
        meaning: "On 19 open days in 20 nobody waited longer than this; said from 20 days on, over all replications.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        given: OverDays,
        shown: [BadDays 6],
    }
    DaysMissedFraction = "days_missed_fraction" {
        label: "Days below target",
        words: "share of days on which the promise was broken",
        meaning: "Open days whose service level was below the target, as a share of open days with a contact.",
        unit: Share,
        good: LowerIsBetter,
        given: OverDays,
        note: "It is left out without a target.",
        shown: [BadDays 1],
    }
    WaitedFraction = "waited_fraction" {
        label: "Had to wait",
        words: "share of people who had to wait",
        meaning: "Not blocked and not answered at once, as a share of offered.",
        unit: Share,
        good: LowerIsBetter,
    }
    QueueLength = "queue_length" {
        label: "Queue length",
        words: "people waiting, on average",
        meaning: "Number waiting, averaged over open time.",
        unit: Waiting,
        good: LowerIsBetter,
        grows_with_queue: true,
        shown: [Headline 6, Main 4, SideBySide, WorkbookByInterval 2],
    }
    QueueLengthMax = "queue_length_max" {
        label: "Longest queue",
        words: "most people waiting at the same time",
        meaning: "The most waiting at once in a replication, averaged over replications.",
        unit: Waiting,
        good: LowerIsBetter,
        grows_with_queue: true,
    }
    QueueLengthP95 = "queue_length_p95" {
        label: "Queue 95% of the time at most",
        words: "number of people waiting that is exceeded only one minute in twenty",
        meaning: "The queue was no longer than this for 95% of open time.",
        unit: Waiting,
        good: LowerIsBetter,
        grows_with_queue: true,
        given: NullByPart,
    }
    QueueGrowthPerDay = "queue_growth_per_day" {
        label: "Queue growth a day",
        words: "by how many more people wait at the end of each day",
        meaning: "By how many contacts a day the queue grew over the second half of the horizon, if it surely still grew when the horizon ended.",
        unit: Waiting,
        good: LowerIsBetter,
        given: InTotal,
        note: "Days are those of the calendar. Where a queue grows, waits, queues and unfinished contacts only say how long was simulated, and have no interval.",
        shown: [IfTheyDiffer 10],
    }
    Load = "load" {
        label: "Offered load",
        words: "agents that the work alone would keep busy",
        meaning: "Agents that the offered contacts would keep busy if nobody waited or gave up.",
        unit: Erlangs,
        good: Neutral,
    }
    AhtSeconds = "aht_seconds" {
        label: "AHT",
        words: "average time spent on a contact",
        meaning: "Average handling time: talk and wrap-up per answered contact.",
        unit: Seconds,
        good: Neutral,
        shown: [Needs 1, IfTheyDiffer 1],
    }
    FirstContactAhtSeconds = "first_contact_aht_seconds" {
        label: "AHT of first contacts",
        words: "average time spent on a contact that is not a return",
        meaning: "Talk and wrap-up per answered contact that is not a return.",
        unit: Seconds,
        good: Neutral,
    }
    Needs = "needs" {
        label: "Needs",
        words: "people with something new to settle",
        meaning: "Customers with a fresh need.",
        unit: Needs,
        good: Neutral,
        note: "There are as many as fresh contacts.",
    }
    SettledFraction = "settled_fraction" {
        label: "Needs settled",
        words: "share of people who got what they needed",
        meaning: "Needs that contacts settled, as a share of fresh needs.",
        unit: Share,
        good: HigherIsBetter,
        given: NullByPart,
        shown: [Needs 5],
    }
    UnmetFraction = "unmet_fraction" {
        label: "Needs unmet",
        words: "share of people who gave up without what they needed",
        meaning: "Needs given up without being settled, as a share of fresh needs.",
        unit: Share,
        good: LowerIsBetter,
        given: NullByPart,
        shown: [Needs 6, IfTheyDiffer 9, SideBySide, Costs 7, Callers 1, WorkbookDifferences 3],
    }
    ContactsPerNeed = "contacts_per_need" {
        label: "Contacts per need",
        words: "contacts it takes for each thing that people need",
        meaning: "Attempts of all kinds, per fresh need.",
        unit: Ratio,
        good: LowerIsBetter,
        beside: UnmetFraction,
        given: NullByPart,
        note: "Transfers, chasers and all their further attempts are left out.",
        shown: [Needs 3, IfTheyDiffer 7, Callers 2],
    }
    HandlingSecondsPerNeed = "handling_seconds_per_need" {
        label: "Work per need",
        words: "work it takes for each thing that people need",
        meaning: "Talk and wrap-up of all answered contacts, per fresh need.",
        unit: Seconds,
        good: Neutral,
        beside: UnmetFraction,
        given: NullByPart,
        note: "It is the true work.",
        shown: [Needs 4, IfTheyDiffer 8],
    }
    CustomerSeconds = "customer_seconds" {
        label: "Customer's time",
        words: "time people spend, waiting and talking, for each thing they need",
        meaning: "Waiting and talking over all attempts, per fresh need.",
        unit: Seconds,
        good: LowerIsBetter,
        only_of_alike: true,
        grows_with_queue: true,
        beside: UnmetFraction,
        given: NullByPart,
        shown: [Costs 7, Callers 3],
    }
    CallerCost = "caller_cost" {
        label: "Cost to callers",
        words: "what waiting and coming to nothing cost the people who call, in pounds",
        meaning: "What waiting and lost contacts cost callers, where `cost_to_caller` states it: never part of any other cost.",
        unit: Pounds,
        good: LowerIsBetter,
        grows_with_queue: true,
        given: InTotal,
        note: "Contacts still waiting at the end are not in it.",
        shown: [Costs 8, Callers 7],
    }
    CallerCostWaiting = "caller_cost_waiting" {
        label: "Cost of waiting",
        words: "what waiting costs the people who call, in pounds",
        meaning: "Hours that contacts waited until answered or gone, at the `per_hour_waiting` of their type.",
        unit: Pounds,
        good: LowerIsBetter,
        grows_with_queue: true,
        given: InTotal,
        shown: [Callers 8],
    }
    CallerCostLost = "caller_cost_lost" {
        label: "Cost of lost contacts",
        words: "what contacts that came to nothing cost the people who call, in pounds",
        meaning: "Contacts that gave up, found no line or were sent away, at the `lost` of their type.",
        unit: Pounds,
        good: LowerIsBetter,
        given: InTotal,
        note: "Each attempt of a caller who tries again counts.",
        shown: [Callers 9],
    }
    CutShortFraction = "cut_short_fraction" {
        label: "Cut short",
        words: "share of answered contacts that were ended at a limit",
        meaning: "Ended at a handling limit, as a share of answered.",
        unit: Share,
        good: LowerIsBetter,
        shown: [Needs 2, IfTheyDiffer 2],
    }
    DumpedFraction = "dumped_fraction" {
        label: "Got rid of",
        words: "share of answered contacts that agents got rid of to hold an average",
        meaning: "Ended by the agent within seconds to hold an average, as a share of answered.",
        unit: Share,
        good: LowerIsBetter,
        shown: [IfTheyDiffer 3],
    }
}
