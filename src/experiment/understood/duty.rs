//! Who is on duty, interval by interval, before leave, sickness and breaks.

use std::collections::BTreeSet;

use crate::model::{Calendar, Centre, Contract, Shift, Team, WhenAgentsFall, Workforce, weekday};

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Agents on duty by team and interval.
pub(super) struct Duty<'a> {
    pub(super) teams: &'a [Team],
    /// For each contact type, the teams that may answer it.
    takers: Vec<BTreeSet<usize>>,
    agents: Vec<Vec<f64>>,
    hours: Vec<Vec<f64>>,
}

impl<'a> Duty<'a> {
    pub(super) fn new(centre: &'a Centre) -> Self {
        let teams = centre.teams();
        let takers = centre.contact_types().iter().map(|contact_type| {
            contact_type.route.iter().flat_map(|tier| tier.teams.iter().map(|team| team.0 as usize)).collect()
        });
        let calendar = centre.calendar();
        let agents: Vec<Vec<f64>> = teams.iter().map(|team| on_duty(team, calendar)).collect();
        let hours = teams.iter().zip(&agents).map(|(team, agents)| match &team.people {
            Some(people) => vec![contracted_hours(people) / 7.0; calendar.days as usize],
            None => hours(agents, calendar),
        });
        Self { teams, takers: takers.collect(), hours: hours.collect(), agents }
    }

    /// The teams that may answer any of these contact types.
    pub(super) fn takers(&self, types: &[usize]) -> Vec<usize> {
        let all: BTreeSet<usize> = types.iter().flat_map(|position| &self.takers[*position]).copied().collect();
        all.into_iter().collect()
    }

    /// Agents of a team on duty in an interval.
    pub(super) fn agents(&self, team: usize, interval: usize) -> f64 {
        self.agents[team][interval]
    }

    /// Hours of a team on each day of the horizon: on duty, or the seventh part of those that contracts have in a week.
    pub(super) fn hours_by_day(&self, team: usize) -> &[f64] {
        &self.hours[team]
    }

    /// Who leaves when the number of agents of a team falls.
    pub(super) fn when_agents_fall(&self, team: usize) -> String {
        let team = &self.teams[team];
        let words = match (&team.people, team.when_agents_fall) {
            (Some(_), _) => "each person goes home at the end of the own shift, after the contact in hand",
            (None, Some(WhenAgentsFall::Named)) => {
                "whoever is free goes first, then fixed agents after the contact in hand"
            }
            (None, _) => "whoever is free goes first, then whoever finishes a contact first",
        };
        words.to_owned()
    }
}

fn on_duty(team: &Team, calendar: &Calendar) -> Vec<f64> {
    match &team.people {
        Some(people) if people.has_shifts() => people_on_duty(people, calendar),
        Some(_) => vec![0.0; calendar.intervals.len()],
        None => agents_on_duty(team, calendar),
    }
}

/// Agents by number: the mean over each interval of those on the roster and not out.
fn agents_on_duty(team: &Team, calendar: &Calendar) -> Vec<f64> {
    let steps = &team.staffing;
    let mut first = 0;
    let mean = |interval: &crate::model::Interval| {
        while first + 1 < steps.len() && steps[first + 1].at <= interval.start {
            first += 1;
        }
        let mut agents = 0.0;
        for (position, step) in steps.iter().enumerate().skip(first).take_while(|(_, step)| step.at < interval.end) {
            let until = steps.get(position + 1).map_or(interval.end, |next| next.at.min(interval.end));
            let from = step.at.max(interval.start);
            agents += f64::from(team.on_duty(step, 0)) * until.since(from).seconds();
        }
        agents / interval.end.since(interval.start).seconds()
    };
    calendar.intervals.iter().map(mean).collect()
}

/// People with shifts: how many are to be expected, if everybody works the days of the contract in turn.
fn people_on_duty(people: &Workforce, calendar: &Calendar) -> Vec<f64> {
    let slots = calendar.intervals.iter().map(|interval| {
        let moment = calendar.moment(interval.start);
        let minute = u32::from(moment.hour().unsigned_abs()) * 60 + u32::from(moment.minute().unsigned_abs());
        let length = (interval.end.since(interval.start).seconds() / 60.0) as u32;
        (weekday(calendar.date_number(interval.day)), minute + length / 2)
    });
    let heads = people.filled + people.agency;
    let contracts = people.contracts.iter().zip(shared_out(people, heads));
    let worked: Vec<(&Shift, f64)> = contracts.flat_map(|(contract, heads)| shifts(contract, heads)).collect();
    let expected = |(day, minute): (usize, u32)| {
        let there = |(shift, heads): &(&Shift, f64)| {
            let begun_today = shift.days[day] && (shift.from..shift.until).contains(&minute);
            let begun_yesterday = shift.days[(day + 6) % 7] && (shift.from..shift.until).contains(&(minute + DAY));
            if begun_today || begun_yesterday { *heads } else { 0.0 }
        };
        worked.iter().map(there).sum::<f64>()
    };
    slots.map(expected).collect()
}

/// People by contract.
fn shared_out(people: &Workforce, heads: u32) -> Vec<f64> {
    people.contracts.iter().map(|contract| contract.share.get() * f64::from(heads)).collect()
}

/// The shifts of a contract, each with the people to be expected on one of its days.
fn shifts(contract: &Contract, heads: f64) -> Vec<(&Shift, f64)> {
    let equal = 1.0 / contract.shifts.len().max(1) as f64;
    let shares = contract.shift_shares.iter().map(|share| share.get()).chain(std::iter::repeat(equal));
    let on_a_day = |(shift, share): (&'_ Shift, f64)| {
        let days = f64::from(shift.days_per_week());
        let turns = contract.hours_per_week / shift.paid_hours();
        heads * share * (turns / days).min(1.0)
    };
    let shares: Vec<f64> = shares.take(contract.shifts.len()).collect();
    contract.shifts.iter().zip(shares).map(|(shift, share)| (shift, on_a_day((shift, share)))).collect()
}

fn contracted_hours(people: &Workforce) -> f64 {
    let heads = people.filled + people.agency;
    let by_contract = people.contracts.iter().zip(shared_out(people, heads));
    by_contract.map(|(contract, heads)| contract.hours_per_week * heads).sum()
}

fn hours(agents: &[f64], calendar: &Calendar) -> Vec<f64> {
    let mut days = vec![0.0; calendar.days as usize];
    for (agents, interval) in agents.iter().zip(&calendar.intervals) {
        days[interval.day as usize] += agents * interval.end.since(interval.start).seconds() / 3600.0;
    }
    days
}
