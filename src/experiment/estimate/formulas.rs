use crate::metrics::{ContactTally, QueueTally, TeamTally, WaitTally};
use crate::results::Measure;
use crate::units::Ticks;

use super::payroll::Payroll;

/// What one replication says of one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sample {
    /// A number of its own: averaged over replications.
    Value(f64),
    /// A numerator and its denominator: summed over replications, then divided.
    Ratio(f64, f64),
}

impl Sample {
    pub(super) fn ratio(self) -> Option<(f64, f64)> {
        match self {
            Self::Ratio(numerator, denominator) => Some((numerator, denominator)),
            Self::Value(_) => None,
        }
    }

    pub(super) fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Ratio(..) => None,
        }
    }
}

/// A contact type, or all together, in one bucket or over the horizon.
#[derive(Clone, Copy, Debug)]
pub(super) struct ContactView<'a> {
    pub(super) tally: &'a ContactTally,
    pub(super) queue: QueueTally,
    /// Over the horizon only.
    pub(super) waits: Option<&'a WaitTally>,
    pub(super) open: Ticks,
    /// Intervals in the bucket; counts are per interval.
    pub(super) intervals: u32,
}

/// A team, or all together, in one bucket or over the horizon.
#[derive(Clone, Copy, Debug)]
pub(super) struct TeamView<'a> {
    pub(super) tally: &'a TeamTally,
    pub(super) open: Ticks,
    pub(super) intervals: u32,
    /// Over the horizon only, where people have shifts.
    pub(super) payroll: Option<&'a Payroll>,
}

/// The formula of every measure of contacts, with its one denominator. `None` where the replication has
/// nothing to say, such as a longest wait without waits; a ratio of nothing to nothing says so itself.
pub(super) fn contact_sample(measure: Measure, view: &ContactView<'_>) -> Option<Sample> {
    let t = view.tally;
    let count = |count: u64| Some(Sample::Value(count as f64 / f64::from(view.intervals)));
    let share = |part: u64, whole: u64| Some(Sample::Ratio(part as f64, whole as f64));
    let mean_time = |time: u64, contacts: u64| Some(Sample::Ratio(Ticks(time).seconds(), contacts as f64));
    let over_open_time = |area: u64| Some(Sample::Ratio(Ticks(area).seconds(), view.open.seconds()));
    let (offered, answered) = (t.offered(), t.answered());
    match measure {
        Measure::Offered => count(offered),
        Measure::Fresh => count(t.fresh),
        Measure::Retrials => count(t.retrials),
        Measure::Returns => count(t.returns),
        Measure::Chasers => count(t.chasers),
        Measure::Transfers => count(t.transfers),
        Measure::Callbacks => count(t.callbacks),
        Measure::Answered => count(answered),
        Measure::Abandoned => count(t.abandoned),
        Measure::Blocked => count(t.blocked),
        Measure::TurnedAway => count(t.turned_away),
        Measure::Unfinished => count(t.unfinished),
        Measure::AnsweredFraction => share(answered, offered),
        Measure::AbandonedFraction => share(t.abandoned, offered),
        Measure::BlockedFraction => share(t.blocked, offered),
        Measure::ChaserFraction => share(t.chasers, offered),
        Measure::ServiceLevel => share(t.answered_within(), offered),
        Measure::ServiceLevelOfAnswered => share(t.answered_within(), answered),
        Measure::ServiceLevelLessShortAbandons => share(t.answered_within(), offered - t.abandoned_within),
        Measure::WaitSeconds => mean_time(t.waits(), offered - t.blocked - t.unfinished),
        Measure::WaitOfQueuedSeconds => mean_time(t.waits(), t.waited() - t.unfinished),
        Measure::AsaSeconds => mean_time(t.wait_answered, answered),
        Measure::WaitAbandonedSeconds => mean_time(t.wait_abandoned, t.abandoned),
        Measure::WaitSecondsMax => {
            (offered > t.blocked + t.unfinished).then_some(Sample::Value(view.queue.longest_wait.seconds()))
        }
        Measure::WaitedFraction => share(t.waited(), offered),
        Measure::QueueLength => over_open_time(t.queue_area),
        Measure::QueueLengthMax => Some(Sample::Value(f64::from(view.queue.longest_queue))),
        Measure::QueueLengthP95 => view.waits?.queue_p95.map(Sample::Value),
        Measure::Load => over_open_time(t.work_offered()),
        Measure::AhtSeconds => mean_time(t.handling(), answered),
        Measure::FirstContactAhtSeconds => mean_time(t.handling() - t.repeat_handling, answered - t.repeat_answered),
        Measure::Needs => count(t.fresh),
        Measure::SettledFraction => share(t.settled, t.fresh),
        Measure::UnmetFraction => share(t.unmet, t.fresh),
        Measure::ContactsPerNeed => share(t.attempts_of_needs(), t.fresh),
        Measure::HandlingSecondsPerNeed => mean_time(t.handling(), t.fresh),
        Measure::CutShortFraction => share(t.cut_short, answered),
        Measure::DumpedFraction => share(t.dumped, answered),
        Measure::CustomerSeconds => mean_time(t.customer_time(), t.fresh),
        // Quantiles are those of all replications together, over contacts or over days.
        Measure::WaitSecondsP50
        | Measure::WaitSecondsP90
        | Measure::WaitSecondsP95
        | Measure::WaitSecondsP99
        | Measure::ServiceLevelDayP05
        | Measure::ServiceLevelDayP50
        | Measure::AbandonedFractionDayP95
        | Measure::WaitSecondsMaxDayP50
        | Measure::WaitSecondsMaxDayP95
        | Measure::DaysMissedFraction => None,
        // Those of teams, cases, caseloads, workforces, people and clauses have formulas of their own.
        Measure::Arrived
        | Measure::Completed
        | Measure::Backlog
        | Measure::BacklogAtEnd
        | Measure::AgeDays
        | Measure::OldestAgeDays
        | Measure::OverdueFraction
        | Measure::OnTimeFraction
        | Measure::DaysToComplete
        | Measure::CaseworkFraction
        | Measure::AwaitingCasesFraction
        | Measure::SwitchingFraction
        | Measure::Agents
        | Measure::ReadyAgents
        | Measure::AgentsForContacts
        | Measure::AbsentFraction
        | Measure::BusyAgents
        | Measure::Occupancy
        | Measure::HandlingFraction
        | Measure::AvailableFraction
        | Measure::IdleSecondsBetweenContacts
        | Measure::Handled
        | Measure::OverrunSeconds
        | Measure::PaidHours
        | Measure::BreakFraction
        | Measure::MeetingFraction
        | Measure::TrainingFraction
        | Measure::GrantedFraction
        | Measure::Cost
        | Measure::CostOvertime
        | Measure::CostAgency
        | Measure::CostPerContact
        | Measure::CostPerSettledNeed
        | Measure::OpenCases
        | Measure::CaseloadPerWorker
        | Measure::CaseloadSpread
        | Measure::CaseloadP10
        | Measure::CaseloadP90
        | Measure::AboveStandardFraction
        | Measure::Unallocated
        | Measure::UnmetHours
        | Measure::UnmetHoursFraction
        | Measure::HoursBehind
        | Measure::Handovers
        | Measure::Opened
        | Measure::Closed
        | Measure::Posts
        | Measure::Filled
        | Measure::VacancyFraction
        | Measure::AgencyFraction
        | Measure::Leavers
        | Measure::Recruits
        | Measure::InTraining
        | Measure::Proficient
        | Measure::FullComplementFraction
        | Measure::SickFraction
        | Measure::OnLeaveFraction
        | Measure::LeaveAsked
        | Measure::LeaveRefusedFraction
        | Measure::LeaveUntakenDays
        | Measure::LeaveUntakenSpreadDays
        | Measure::AbsenceMultiplier
        | Measure::LeavingMultiplier
        | Measure::BrokenFraction
        | Measure::AffectedFraction
        | Measure::OfPeople(..) => None,
    }
}

/// The formula of every measure of teams, as [`contact_sample`] for contacts.
pub(super) fn team_sample(measure: Measure, view: &TeamView<'_>) -> Option<Sample> {
    let t = view.tally;
    let per_interval = |number: f64| Some(Sample::Value(number / f64::from(view.intervals)));
    let over_open_time = |area: u64| Some(Sample::Ratio(Ticks(area).seconds(), view.open.seconds()));
    let of_time_on_duty = |part: u64| Some(Sample::Ratio(Ticks(part).seconds(), Ticks(t.on_duty).seconds()));
    let cost = || view.payroll.and_then(|payroll| payroll.cost);
    let of_time_there = |part: u64| Some(Sample::Ratio(Ticks(part).seconds(), Ticks(t.present).seconds()));
    match measure {
        Measure::Agents => over_open_time(t.on_duty),
        Measure::ReadyAgents => over_open_time(t.present),
        Measure::AgentsForContacts => over_open_time(t.for_contacts()),
        Measure::BusyAgents => over_open_time(t.busy),
        Measure::Occupancy => Some(Sample::Ratio(Ticks(t.busy).seconds(), Ticks(t.for_contacts()).seconds())),
        Measure::HandlingFraction => of_time_there(t.busy),
        Measure::CaseworkFraction => of_time_there(t.casework),
        Measure::AwaitingCasesFraction => of_time_there(t.awaiting_cases),
        Measure::SwitchingFraction => of_time_there(t.switching),
        Measure::AbsentFraction => {
            Some(Sample::Ratio(Ticks(t.rostered - t.on_duty).seconds(), Ticks(t.rostered).seconds()))
        }
        Measure::AvailableFraction => of_time_there(t.for_contacts() - t.busy),
        Measure::IdleSecondsBetweenContacts => Some(Sample::Ratio(Ticks(t.idle_before).seconds(), t.handled as f64)),
        Measure::Handled => per_interval(t.handled as f64),
        Measure::OverrunSeconds => per_interval(Ticks(t.overrun).seconds()),
        Measure::PaidHours => per_interval(view.payroll.map_or_else(
            || (Ticks(t.on_duty - t.unpaid_break).seconds() + Ticks(t.overrun).seconds()) / 3600.0,
            |payroll| payroll.hours,
        )),
        Measure::BreakFraction => of_time_on_duty(t.paid_break + t.unpaid_break),
        Measure::MeetingFraction => of_time_on_duty(t.meeting),
        Measure::TrainingFraction => of_time_on_duty(t.training),
        Measure::GrantedFraction => of_time_on_duty(t.granted),
        Measure::Cost => cost().map(|cost| Sample::Value(cost.total)),
        Measure::CostOvertime => cost().map(|cost| Sample::Value(cost.overtime)),
        Measure::CostAgency => cost().map(|cost| Sample::Value(cost.agency)),
        Measure::CostPerContact => cost().map(|cost| Sample::Ratio(cost.total, t.handled as f64)),
        Measure::CostPerSettledNeed => {
            let (cost, settled) = cost().zip(view.payroll?.settled)?;
            Some(Sample::Ratio(cost.total, settled as f64))
        }
        _ => None,
    }
}
