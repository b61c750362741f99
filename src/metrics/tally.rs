use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::stats::SparseHistogram;
use crate::units::Ticks;

macro_rules! tally {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $field:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name {
            $($(#[$meaning])* pub $field: u64,)+
        }

        impl AddAssign<&$name> for $name {
            fn add_assign(&mut self, other: &$name) {
                $(self.$field += other.$field;)+
            }
        }
    };
}

tally! {
    /// Contacts of one type that arrived in one bucket. Lengths of time are in ticks. Only what cannot be derived is
    /// counted; the methods say the rest.
    ContactTally {
        /// First attempts of a need, which is also the number of needs.
        fresh,
        /// Attempts after one that came to nothing.
        retrials,
        /// Handling that the fresh would take.
        fresh_work,
        /// Attempts after an answered one that settled nothing.
        returns,
        /// First attempts of those who ask for an overdue case.
        chasers,
        /// Retrials and returns of such.
        chasers_again,
        /// Contacts passed on to this type.
        transfers,
        /// Handling that retrials and returns would take.
        repeated_work,
        /// Contacts that an agent answered without a wait.
        answered_at_once,
        /// Of them, those that are not done when due.
        at_once_and_late,
        /// Contacts that an agent answered after a wait.
        answered_later,
        /// Talk of the answered.
        talk,
        /// Of those answered after a wait, those within the threshold.
        answered_later_within,
        /// Wrap-up of the answered.
        wrap_up,
        /// Contacts that gave up.
        abandoned,
        /// Of them, those within the threshold.
        abandoned_within,
        /// Contacts that found no line free.
        blocked,
        /// Contacts sent away at closing time.
        turned_away,
        /// Contacts still waiting when everything ended.
        unfinished,
        /// Waits of the answered.
        wait_answered,
        /// Waits of those who gave up.
        wait_abandoned,
        /// Waits of those sent away.
        wait_turned_away,
        /// Answered contacts of customers answered before.
        repeat_answered,
        /// Talk and wrap-up of these.
        repeat_handling,
        /// Needs of this type that were settled by contacts that arrived then.
        settled,
        /// Needs of this type that were given up after such contacts.
        unmet,
        /// Area under the number waiting.
        queue_area,
        /// Answered contacts ended at a handling limit.
        cut_short,
        /// Answered contacts that agents got rid of within seconds.
        dumped,
        /// Those who accepted to be called back.
        callbacks,
        /// How often answered contacts were handed over at the end of a shift.
        handed_over,
        /// How often they were taken over.
        taken_over,
        /// Time on hold between the two.
        on_hold,
    }
}

tally! {
    /// One team in one bucket. Lengths of time are in ticks.
    TeamTally {
        /// Contacts answered, by the bucket in which they arrived.
        handled,
        /// Agent-time on the roster.
        rostered,
        /// Time idle before each of the handled.
        idle_before,
        /// Agent-time on duty.
        on_duty,
        /// Agent-time ready for contacts or finishing one after duty.
        present,
        /// Agent-time handling.
        busy,
        /// Agent-time handling after duty.
        overrun,
        /// Agent-time on cases.
        casework,
        /// Agent-time ready for a case when there was none.
        awaiting_cases,
        /// Agent-time changing between contacts and cases.
        switching,
        /// Agent-time in paid breaks.
        paid_break,
        /// Agent-time in unpaid breaks.
        unpaid_break,
        /// Agent-time in meetings.
        meeting,
        /// Agent-time in training, mentoring and consolidation.
        training,
        /// Agent-time in pauses that clauses grant.
        granted,
    }
}

tally! {
    /// What the people of one team have to be paid for. Lengths of time are in ticks.
    PayTally {
        /// Paid time of the shifts that permanent workers came to, without what they stayed out of.
        shifts,
        /// Paid time of the shifts that agency workers came to.
        agency_shifts,
        /// Time of agency workers past the end of their shifts.
        agency_past_end,
        /// Permanent workers on each day, added up.
        employed_days,
        /// Permanent workers who began.
        recruits,
    }
}

tally! {
    /// The permanent workers of a team who are on one contract. Lengths of time are in ticks.
    ContractTally {
        /// Time past the end of their shifts.
        past_end,
        /// Paid time of shifts that they stayed out of in a dispute.
        stayed_out,
    }
}

tally! {
    /// One clause over the horizon.
    ClauseTally {
        /// Person-days, person-weeks or person-hours that it speaks of.
        cases,
        /// Of them, those in which it is broken.
        broken,
        /// People it is about.
        people,
        /// Of them, those for whom it is ever broken.
        affected,
    }
}

tally! {
    /// One kind of case on one open day.
    CaseTally {
        /// Cases that arrived; those of the opening backlog did so before.
        arrived,
        /// Cases done.
        completed,
        /// Of them, those that were not overdue.
        completed_in_time,
        /// How old they were.
        seconds_to_complete,
        /// Contacts about overdue cases.
        chasers,
        /// Cases open at the end of the day.
        backlog,
        /// Of them, those overdue.
        overdue,
        /// How old they are, all together.
        age_seconds,
        /// How old they are on average.
        mean_age_seconds,
        /// How old the oldest of them is.
        oldest_age_seconds,
        /// 1 if any is open.
        with_cases,
    }
}

/// The longest queue and the longest wait in one bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueTally {
    /// The most waiting at once.
    pub longest_queue: u32,
    /// The longest wait of those who arrived.
    pub longest_wait: Ticks,
}

/// The waits at which the share that waited longer is reported, in seconds.
pub const LONGER_THAN_SECONDS: [u32; 26] = [
    0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600, 900, 1200, 1800, 3600, 7200, 14_400,
    28_800,
];

/// The waits of one replication.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WaitTally {
    /// How many entered the queue and left it again.
    pub count: u64,
    /// How many of them waited longer than each of [`LONGER_THAN_SECONDS`].
    pub longer: Vec<u64>,
    /// All of their waits, in ticks.
    pub waits: SparseHistogram,
    /// The queue length not exceeded for 95% of open time; `None` without open time.
    pub queue_p95: Option<f64>,
}

impl TeamTally {
    /// Agent-time there for contacts, with one or free.
    #[must_use]
    pub fn for_contacts(&self) -> u64 {
        self.present - self.casework - self.awaiting_cases - self.switching
    }
}

impl ContactTally {
    /// Attempts that arrived.
    #[must_use]
    pub fn offered(&self) -> u64 {
        self.fresh + self.retrials + self.returns + self.chasers + self.transfers
    }

    /// Attempts by customers with a need of their own.
    #[must_use]
    pub fn attempts_of_needs(&self) -> u64 {
        self.fresh + self.retrials + self.returns - self.chasers_again
    }

    /// Contacts that reached an agent.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.answered_at_once + self.answered_later
    }

    /// Of them, those within the threshold, or done when due.
    #[must_use]
    pub fn answered_within(&self) -> u64 {
        self.answered_at_once - self.at_once_and_late + self.answered_later_within
    }

    /// Contacts neither blocked nor answered at once.
    #[must_use]
    pub fn waited(&self) -> u64 {
        self.answered_later + self.abandoned + self.turned_away + self.unfinished
    }

    /// Waits of all whose wait has ended.
    #[must_use]
    pub fn waits(&self) -> u64 {
        self.wait_answered + self.wait_abandoned + self.wait_turned_away
    }

    /// Handling that the offered would take.
    #[must_use]
    pub fn work_offered(&self) -> u64 {
        self.fresh_work + self.repeated_work
    }

    /// Talk and wrap-up of the answered.
    #[must_use]
    pub fn handling(&self) -> u64 {
        self.talk + self.wrap_up
    }

    /// Waiting, on hold as well, and talking.
    #[must_use]
    pub fn customer_time(&self) -> u64 {
        self.waits() + self.on_hold + self.talk
    }

    /// Panics unless every contact that was offered has had exactly one end.
    ///
    /// # Panics
    ///
    /// If a contact was lost or counted twice, which is a fault of the program.
    pub fn assert_conserved(&self) {
        let ended = self.answered() + self.abandoned + self.blocked + self.turned_away + self.unfinished;
        assert_eq!(self.offered(), ended, "every contact offered has exactly one end");
    }
}
