use crate::metrics::{ContractTally, CrewTally, TeamTally};
use crate::model::{Contract, Pay, Workforce};
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
    pub(super) fn of_crew(people: &Workforce, crew: &CrewTally) -> Self {
        let past_end: u64 = crew.contracts.iter().map(|contract| contract.past_end).sum();
        let paid = crew.pay.shifts + crew.pay.agency_shifts + past_end + crew.pay.agency_past_end;
        let cost = people.pay.as_ref().map(|pay| Cost::new(people, pay, crew));
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
    /// Permanent workers are paid for their contracts, at work or not, though not for what they stay out of in a dispute; agency workers
    /// for the shifts they come to.
    fn new(people: &Workforce, pay: &Pay, CrewTally { pay: tally, contracts, .. }: &CrewTally) -> Self {
        let rate = |contract: &Contract| contract.pay.unwrap_or(pay.permanent);
        let weekly = people.mean_over_posts(|contract| contract.hours_per_week * rate(contract));
        let of_contracts = |time: fn(&ContractTally) -> u64| -> f64 {
            people.contracts.iter().zip(contracts).map(|(contract, tally)| hours(time(tally)) * rate(contract)).sum()
        };
        let permanent = tally.employed_days as f64 / 7.0 * weekly - of_contracts(|tally| tally.stayed_out);
        let overtime = of_contracts(|tally| tally.past_end) * pay.overtime;
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
