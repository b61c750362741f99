use crate::metrics::{PayTally, TeamTally};
use crate::model::{Pay, Workforce};
use crate::units::Ticks;

/// What the people of a team, or of all, were paid in one replication.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Payroll {
    pub(super) hours: f64,
    /// `None` where pay is not stated for all of them.
    pub(super) cost: Option<Cost>,
    /// Needs settled, if nobody else settled any.
    pub(super) settled: Option<u64>,
}

/// Pounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cost {
    pub(super) total: f64,
    /// Of this, work past the end of shifts.
    pub(super) overtime: f64,
    /// Of this, agency workers.
    pub(super) agency: f64,
}

impl Payroll {
    /// People with shifts.
    pub(super) fn of_crew(people: &Workforce, tally: &PayTally) -> Self {
        let paid = tally.shifts + tally.agency_shifts + tally.past_end + tally.agency_past_end;
        let cost = people.pay.as_ref().map(|pay| Cost::new(people, pay, tally));
        Self { hours: hours(paid), cost, settled: None }
    }

    /// A team known by its roster.
    pub(super) fn of_roster(work: &TeamTally) -> Self {
        Self { hours: hours(work.on_duty + work.overrun), cost: None, settled: None }
    }

    /// All of these teams.
    pub(super) fn together(teams: &[Self], settled: u64) -> Self {
        let cost = teams.iter().map(|team| team.cost).sum::<Option<Cost>>();
        Self { hours: teams.iter().map(|team| team.hours).sum(), cost, settled: Some(settled) }
    }
}

impl Cost {
    /// Permanent workers are paid for their contracts, at work or not, and agency workers for the shifts they come to.
    fn new(people: &Workforce, pay: &Pay, tally: &PayTally) -> Self {
        let contract_hours = people.hours_per_week();
        let rate = |pay_of: Option<f64>| pay_of.unwrap_or(pay.permanent);
        let weekly: f64 = people.contracts.iter().map(|it| it.share.get() * it.hours_per_week * rate(it.pay)).sum();
        let permanent = tally.employed_days as f64 / 7.0 * weekly;
        let hourly = if contract_hours > 0.0 { weekly / contract_hours } else { pay.permanent };
        let overtime = hours(tally.past_end) * hourly * pay.overtime;
        let agency_overtime = hours(tally.agency_past_end) * pay.agency * pay.overtime;
        let agency = hours(tally.agency_shifts) * pay.agency + agency_overtime;
        let recruits = tally.recruits as f64 * (pay.recruitment + pay.training);
        Self { total: permanent + overtime + agency + recruits, overtime: overtime + agency_overtime, agency }
    }
}

impl std::iter::Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        let add = |sum: Self, more: Self| Self {
            total: sum.total + more.total,
            overtime: sum.overtime + more.overtime,
            agency: sum.agency + more.agency,
        };
        costs.fold(Self::default(), add)
    }
}

fn hours(ticks: u64) -> f64 {
    Ticks(ticks).seconds() / 3600.0
}
