//! What a scenario was understood to say, before anything is simulated.

mod duty;
mod oddities;
mod work;

use crate::model::{Basis, Calendar, Demand, Study, Workforce, weekday};
use crate::results::{
    Understood, UnderstoodAssumptions, UnderstoodCalendar, UnderstoodCases, UnderstoodContacts, UnderstoodLoad,
    UnderstoodTeam,
};

use crate::experiment::estimate::significant;

use duty::Duty;
use work::Work;

/// Days of a week.
const WEEK: u32 = 7;

/// Adds up the baseline of `study` as a planner would.
#[must_use]
pub fn understood(study: &Study) -> Understood {
    let centre = &study.variants[0].centre;
    let calendar = centre.calendar();
    let work = Work::new(centre);
    let duty = Duty::new(centre);
    let a_week = |by_day: Vec<f64>| of_a_week(calendar, by_day);
    let assumed = study.assumptions.iter().filter(|assumption| assumption.basis == Basis::Assumed).count();
    let by_day = |demand: &Demand| arrivals_by_day(calendar, demand);
    let contacts = centre.contact_types().iter().enumerate().map(|(position, contact_type)| {
        let takers = duty.takers(&[position]);
        let busiest =
            work.busiest(&[position]).map(|interval| load(calendar, &work, &duty, &[position], &takers, interval));
        let expected = contact_type.demand.expected();
        UnderstoodContacts {
            name: contact_type.name.clone(),
            title: contact_type.title.clone(),
            expected: significant(expected),
            expected_a_week: a_week(by_day(&contact_type.demand)),
            aht_seconds: significant(work.aht_seconds[position]),
            busiest,
        }
    });
    let cases = centre.case_kinds().iter().map(|kind| UnderstoodCases {
        name: kind.name.clone(),
        title: kind.title.clone(),
        expected: significant(kind.demand.expected()),
        expected_a_week: a_week(by_day(&kind.demand)),
        work_hours: significant(kind.work.mean() / 3600.0),
    });
    let all: Vec<usize> = (0..centre.contact_types().len()).collect();
    let takers = duty.takers(&all);
    Understood {
        title: study.title.clone(),
        calendar: days(calendar),
        contacts: contacts.collect(),
        cases: cases.collect(),
        busiest: work.busiest_load(&all).map(|interval| load(calendar, &work, &duty, &all, &takers, interval)),
        teams: (0..centre.teams().len()).map(|team| staff(calendar, &duty, team)).collect(),
        files: study.understood.clone(),
        variants: study.variants.iter().skip(1).map(|variant| variant.name.clone()).collect(),
        replications: study.settings.replications,
        seed: study.settings.seed,
        assumptions: UnderstoodAssumptions { stated: study.assumptions.len() as u32, assumed: assumed as u32 },
        oddities: oddities::oddities(centre, &work, &duty),
        warnings: study.warnings.clone(),
    }
}

fn days(calendar: &Calendar) -> UnderstoodCalendar {
    let mut hours = vec![0.0; calendar.days as usize];
    for interval in &calendar.intervals {
        hours[interval.day as usize] += interval.end.since(interval.start).seconds() / 3600.0;
    }
    UnderstoodCalendar {
        first_day: calendar.date_of_day(0),
        days: calendar.days,
        open_days: hours.iter().filter(|hours| **hours > 0.0).count() as u32,
        open_hours: significant(hours.iter().sum()),
        interval_seconds: calendar.interval_length.get(),
        hours_by_weekday: by_weekday(calendar, hours.into_iter().map(Some)),
    }
}

/// What arrives on each day of the horizon.
fn arrivals_by_day(calendar: &Calendar, demand: &Demand) -> Vec<f64> {
    let mut days = vec![0.0; calendar.days as usize];
    for segment in &demand.segments {
        let hours = segment.end.since(segment.start).seconds() / 3600.0;
        days[calendar.intervals[segment.interval as usize].day as usize] += segment.rate.get() * hours;
    }
    days
}

/// The sum of a week whose days are the averages of those of their names; nothing if the horizon is shorter.
fn of_a_week(calendar: &Calendar, by_day: Vec<f64>) -> Option<f64> {
    let means = by_weekday(calendar, by_day.into_iter().map(Some));
    (calendar.days >= WEEK).then(|| significant(means.into_iter().flatten().sum()))
}

/// The mean over the days of each name that have a number.
fn by_weekday(calendar: &Calendar, numbers: impl Iterator<Item = Option<f64>>) -> [Option<f64>; 7] {
    let mut sums = [(0.0, 0_u32); 7];
    for (day, number) in numbers.enumerate() {
        let Some(number) = number else { continue };
        let (sum, count) = &mut sums[weekday(calendar.date_number(day as u32))];
        (*sum, *count) = (*sum + number, *count + 1);
    }
    sums.map(|(sum, count)| (count > 0).then(|| significant(sum / f64::from(count))))
}

fn load(
    calendar: &Calendar,
    work: &Work,
    duty: &Duty<'_>,
    types: &[usize],
    takers: &[usize],
    interval: usize,
) -> UnderstoodLoad {
    let begins = calendar.intervals[interval].start;
    let moment = calendar.moment(begins);
    UnderstoodLoad {
        at: moment.strftime("%Y-%m-%dT%H:%M").to_string(),
        weekday: usize::from(moment.weekday().to_monday_zero_offset().unsigned_abs()),
        contacts: significant(work.contacts(types, interval)),
        load_erlangs: significant(work.erlangs(types, interval)),
        agents_on_duty: significant(takers.iter().map(|team| duty.agents(*team, interval)).sum()),
    }
}

fn staff(calendar: &Calendar, duty: &Duty<'_>, team: usize) -> UnderstoodTeam {
    let agents = &duty.teams[team];
    let mut most: Vec<Option<f64>> = vec![None; calendar.days as usize];
    // People without shifts are nowhere by the clock.
    let by_the_clock = agents.people.as_ref().is_none_or(Workforce::has_shifts);
    for (number, interval) in calendar.intervals.iter().enumerate().filter(|_| by_the_clock) {
        let most = most[interval.day as usize].get_or_insert(0.0);
        *most = most.max(duty.agents(team, number));
    }
    UnderstoodTeam {
        name: agents.name.clone(),
        title: agents.title.clone(),
        people: agents.people.as_ref().map(|people| people.filled + people.agency),
        on_duty_by_weekday: by_weekday(calendar, most.into_iter()),
        paid_hours: significant(duty.hours_by_day(team).iter().sum()),
        paid_hours_a_week: of_a_week(calendar, duty.hours_by_day(team).to_vec()),
        when_agents_fall: duty.when_agents_fall(team),
    }
}
