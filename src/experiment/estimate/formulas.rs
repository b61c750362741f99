use crate::metrics::{ContactTally, QueueTally, TeamTally, WaitTally};
use crate::model::CostToCaller;
use crate::results::{ContactMeasure, TeamMeasure};
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

/// A formula of what was counted, and of the rest of what is known.
pub(super) type Counted = fn(&ContactTally, &ContactView<'_>) -> Option<Sample>;

/// How a measure of contacts comes out of replications.
#[derive(Clone, Copy)]
pub(super) enum ContactFormula {
    /// From what one replication counted; `None` where it has nothing to say, such as a longest wait without waits. A ratio of
    /// nothing to nothing says so itself.
    Counted(Counted),
    /// The wait that this share of the contacts of all replications together did not exceed.
    QuantileOfWaits(f64),
    /// From the open days of all replications together.
    OverDays(FigureOfDays),
    /// From what one replication counted of each contact type, in pounds at the rates of the type.
    CostToCaller(fn(&ContactTally, CostToCaller) -> f64),
    /// From the queue at the beginning of each open day, if it surely grows without end.
    Growth,
}

/// A figure of a day, and the share of days that are no higher.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FigureOfDays {
    ServiceLevel(f64),
    AbandonedFraction(f64),
    WaitSecondsMax(f64),
    /// The share of days whose service level is below the target.
    Missed,
}

impl ContactView<'_> {
    fn count(&self, count: u64) -> Option<Sample> {
        Some(Sample::Value(count as f64 / f64::from(self.intervals)))
    }

    fn over_open_time(&self, area: u64) -> Option<Sample> {
        Some(Sample::Ratio(Ticks(area).seconds(), self.open.seconds()))
    }
}

fn share(part: u64, whole: u64) -> Option<Sample> {
    Some(Sample::Ratio(part as f64, whole as f64))
}

fn mean_time(time: u64, contacts: u64) -> Option<Sample> {
    Some(Sample::Ratio(Ticks(time).seconds(), contacts as f64))
}

fn cost_of_waiting(tally: &ContactTally, cost: CostToCaller) -> f64 {
    Ticks(tally.waits()).seconds() / 3600.0 * cost.per_hour_waiting
}

fn cost_of_lost(tally: &ContactTally, cost: CostToCaller) -> f64 {
    (tally.abandoned + tally.blocked + tally.turned_away) as f64 * cost.lost
}

/// The formula of every measure of contacts, with its one denominator.
pub(super) fn contact_formula(measure: ContactMeasure) -> ContactFormula {
    use ContactFormula::{Counted, Growth, OverDays, QuantileOfWaits};
    match measure {
        ContactMeasure::Offered => Counted(|t, of| of.count(t.offered())),
        ContactMeasure::Fresh => Counted(|t, of| of.count(t.fresh)),
        ContactMeasure::Retrials => Counted(|t, of| of.count(t.retrials)),
        ContactMeasure::Returns => Counted(|t, of| of.count(t.returns)),
        ContactMeasure::Chasers => Counted(|t, of| of.count(t.chasers)),
        ContactMeasure::Transfers => Counted(|t, of| of.count(t.transfers)),
        ContactMeasure::Callbacks => Counted(|t, of| of.count(t.callbacks)),
        ContactMeasure::HandedOver => Counted(|t, of| of.count(t.handed_over)),
        ContactMeasure::HoldSeconds => Counted(|t, _| mean_time(t.on_hold, t.taken_over)),
        ContactMeasure::Answered => Counted(|t, of| of.count(t.answered())),
        ContactMeasure::Abandoned => Counted(|t, of| of.count(t.abandoned)),
        ContactMeasure::Blocked => Counted(|t, of| of.count(t.blocked)),
        ContactMeasure::TurnedAway => Counted(|t, of| of.count(t.turned_away)),
        ContactMeasure::Unfinished => Counted(|t, of| of.count(t.unfinished)),
        ContactMeasure::AnsweredFraction => Counted(|t, _| share(t.answered(), t.offered())),
        ContactMeasure::AbandonedFraction => Counted(|t, _| share(t.abandoned, t.offered())),
        ContactMeasure::BlockedFraction => Counted(|t, _| share(t.blocked, t.offered())),
        ContactMeasure::ChaserFraction => Counted(|t, _| share(t.chasers, t.offered())),
        ContactMeasure::ServiceLevel => Counted(|t, _| share(t.answered_within(), t.offered())),
        ContactMeasure::ServiceLevelOfAnswered => Counted(|t, _| share(t.answered_within(), t.answered())),
        ContactMeasure::ServiceLevelLessShortAbandons => {
            Counted(|t, _| share(t.answered_within(), t.offered() - t.abandoned_within))
        }
        ContactMeasure::WaitSeconds => Counted(|t, _| mean_time(t.waits(), t.offered() - t.blocked - t.unfinished)),
        ContactMeasure::WaitOfQueuedSeconds => Counted(|t, _| mean_time(t.waits(), t.waited() - t.unfinished)),
        ContactMeasure::AsaSeconds => Counted(|t, _| mean_time(t.wait_answered, t.answered())),
        ContactMeasure::NotAnsweredFraction => Counted(|t, _| share(t.offered() - t.answered(), t.offered())),
        ContactMeasure::WaitAbandonedSeconds => Counted(|t, _| mean_time(t.wait_abandoned, t.abandoned)),
        ContactMeasure::WaitSecondsMax => Counted(|t, of| {
            let waited_or_answered = t.offered() > t.blocked + t.unfinished;
            waited_or_answered.then_some(Sample::Value(of.queue.longest_wait.seconds()))
        }),
        ContactMeasure::WaitedFraction => Counted(|t, _| share(t.waited(), t.offered())),
        ContactMeasure::QueueLength => Counted(|t, of| of.over_open_time(t.queue_area)),
        ContactMeasure::QueueLengthMax => Counted(|_, of| Some(Sample::Value(f64::from(of.queue.longest_queue)))),
        ContactMeasure::QueueLengthP95 => Counted(|_, of| of.waits?.queue_p95.map(Sample::Value)),
        ContactMeasure::CallerCost => {
            ContactFormula::CostToCaller(|t, cost| cost_of_waiting(t, cost) + cost_of_lost(t, cost))
        }
        ContactMeasure::CallerCostWaiting => ContactFormula::CostToCaller(cost_of_waiting),
        ContactMeasure::CallerCostLost => ContactFormula::CostToCaller(cost_of_lost),
        ContactMeasure::QueueGrowthPerDay => Growth,
        ContactMeasure::Load => Counted(|t, of| of.over_open_time(t.work_offered())),
        ContactMeasure::AhtSeconds => Counted(|t, _| mean_time(t.handling(), t.answered())),
        ContactMeasure::FirstContactAhtSeconds => {
            Counted(|t, _| mean_time(t.handling() - t.repeat_handling, t.answered() - t.repeat_answered))
        }
        ContactMeasure::Needs => Counted(|t, of| of.count(t.fresh)),
        ContactMeasure::SettledFraction => Counted(|t, _| share(t.settled, t.fresh)),
        ContactMeasure::UnmetFraction => Counted(|t, _| share(t.unmet, t.fresh)),
        ContactMeasure::ContactsPerNeed => Counted(|t, _| share(t.attempts_of_needs(), t.fresh)),
        ContactMeasure::HandlingSecondsPerNeed => Counted(|t, _| mean_time(t.handling(), t.fresh)),
        ContactMeasure::CutShortFraction => Counted(|t, _| share(t.cut_short, t.answered())),
        ContactMeasure::DumpedFraction => Counted(|t, _| share(t.dumped, t.answered())),
        ContactMeasure::CustomerSeconds => Counted(|t, _| mean_time(t.customer_time(), t.fresh)),
        ContactMeasure::WaitSecondsP50 => QuantileOfWaits(0.5),
        ContactMeasure::WaitSecondsP90 => QuantileOfWaits(0.9),
        ContactMeasure::WaitSecondsP95 => QuantileOfWaits(0.95),
        ContactMeasure::WaitSecondsP99 => QuantileOfWaits(0.99),
        ContactMeasure::ServiceLevelDayP05 => OverDays(FigureOfDays::ServiceLevel(0.05)),
        ContactMeasure::ServiceLevelDayP50 => OverDays(FigureOfDays::ServiceLevel(0.50)),
        ContactMeasure::AbandonedFractionDayP95 => OverDays(FigureOfDays::AbandonedFraction(0.95)),
        ContactMeasure::WaitSecondsMaxDayP50 => OverDays(FigureOfDays::WaitSecondsMax(0.50)),
        ContactMeasure::WaitSecondsMaxDayP95 => OverDays(FigureOfDays::WaitSecondsMax(0.95)),
        ContactMeasure::DaysMissedFraction => OverDays(FigureOfDays::Missed),
    }
}

/// What one replication says of a measure of contacts; `None` of those that are about all replications together.
pub(super) fn contact_sample(measure: ContactMeasure, view: &ContactView<'_>) -> Option<Sample> {
    match contact_formula(measure) {
        ContactFormula::Counted(formula) => formula(view.tally, view),
        ContactFormula::QuantileOfWaits(_)
        | ContactFormula::OverDays(_)
        | ContactFormula::CostToCaller(_)
        | ContactFormula::Growth => None,
    }
}

/// The formula of every measure of teams, with its one denominator. `None` of costs where no pay is stated.
pub(super) fn team_sample(measure: TeamMeasure, view: &TeamView<'_>) -> Option<Sample> {
    let t = view.tally;
    let per_interval = |number: f64| Some(Sample::Value(number / f64::from(view.intervals)));
    let over_open_time = |area: u64| Some(Sample::Ratio(Ticks(area).seconds(), view.open.seconds()));
    let of_time_on_duty = |part: u64| Some(Sample::Ratio(Ticks(part).seconds(), Ticks(t.on_duty).seconds()));
    let cost = || view.payroll.and_then(|payroll| payroll.cost);
    match measure {
        TeamMeasure::Agents => over_open_time(t.on_duty),
        TeamMeasure::ReadyAgents => over_open_time(t.present),
        TeamMeasure::AgentsForContacts => over_open_time(t.for_contacts()),
        TeamMeasure::BusyAgents => over_open_time(t.busy),
        TeamMeasure::Occupancy => Some(Sample::Ratio(Ticks(t.busy).seconds(), Ticks(t.for_contacts()).seconds())),
        TeamMeasure::HandlingFraction => of_time_on_duty(t.busy),
        TeamMeasure::CaseworkFraction => of_time_on_duty(t.casework),
        TeamMeasure::AwaitingCasesFraction => of_time_on_duty(t.awaiting_cases),
        TeamMeasure::SwitchingFraction => of_time_on_duty(t.switching),
        TeamMeasure::AbsentFraction => {
            Some(Sample::Ratio(Ticks(t.rostered - t.on_duty).seconds(), Ticks(t.rostered).seconds()))
        }
        TeamMeasure::AvailableFraction => of_time_on_duty(t.for_contacts() - t.busy),
        TeamMeasure::IdleSecondsBetweenContacts => {
            Some(Sample::Ratio(Ticks(t.idle_before).seconds(), t.handled as f64))
        }
        TeamMeasure::Handled => per_interval(t.handled as f64),
        TeamMeasure::OverrunSeconds => per_interval(Ticks(t.overrun).seconds()),
        TeamMeasure::PaidHours => per_interval(view.payroll.map_or_else(
            || (Ticks(t.on_duty - t.unpaid_break).seconds() + Ticks(t.overrun).seconds()) / 3600.0,
            |payroll| payroll.hours,
        )),
        TeamMeasure::BreakFraction => of_time_on_duty(t.paid_break + t.unpaid_break),
        TeamMeasure::MeetingFraction => of_time_on_duty(t.meeting),
        TeamMeasure::TrainingFraction => of_time_on_duty(t.training),
        TeamMeasure::GrantedFraction => of_time_on_duty(t.granted),
        TeamMeasure::Cost => cost().map(|cost| Sample::Value(cost.total)),
        TeamMeasure::CostOvertime => cost().map(|cost| Sample::Value(cost.overtime)),
        TeamMeasure::CostAgency => cost().map(|cost| Sample::Value(cost.agency)),
        TeamMeasure::CostPerContact => cost().map(|cost| Sample::Ratio(cost.total, t.handled as f64)),
        TeamMeasure::CostPerSettledNeed => {
            let (cost, settled) = cost().zip(view.payroll?.settled)?;
            Some(Sample::Ratio(cost.total, settled as f64))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::results::Given;

    use super::*;

    #[test]
    fn the_table_says_what_is_given_by_interval_as_the_formulas_have_it() {
        for measure in ContactMeasure::ALL {
            let given = measure.row().given;
            let agrees = match contact_formula(measure) {
                ContactFormula::Counted(_) => given == Given::ByPart || given == Given::NullByPart,
                ContactFormula::QuantileOfWaits(_) => given == Given::NullByPart,
                ContactFormula::OverDays(_) => given == Given::OverDays,
                ContactFormula::CostToCaller(_) | ContactFormula::Growth => given == Given::InTotal,
            };
            assert!(agrees, "{measure:?} is given {given:?}");
        }
    }
}
