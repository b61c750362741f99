use crate::metrics::{CaseloadTally, ReplicationTally, UntakenLeave, WorkforceWeek};
use crate::model::{Caseload, Team, Workforce};
use crate::results::{
    CaseloadMeasure, CaseloadResults, Comparison, Estimate, Intake, Measure, Measures, Named, Scope, WeekResults,
    WorkforceMeasure, WorkforceResults,
};

use super::difference::comparison;
use super::digits::rounded;
use super::formulas::Sample;
use super::full_complement::{Chance, full_complement};
use super::measured::Measured;

const DAYS_IN_YEAR: f64 = 365.25;

/// What the weeks of a variant say of each caseload.
pub(super) fn caseload_results(measured: &Measured<'_>) -> Named<CaseloadResults> {
    let caseloads = measured.centre().caseloads().iter().enumerate();
    let of = |(index, caseload): (usize, &Caseload)| {
        let sample = |measure, tally: &ReplicationTally, week: Option<usize>| {
            caseload_sample(measure, part(&tally.weekly.caseloads[index], week))
        };
        let (total, weeks) = totals_and_weeks(measured, &CaseloadMeasure::ALL, sample);
        let record = CaseloadResults {
            title: caseload.title.clone(),
            standard: caseload.standard,
            cap: caseload.cap,
            total,
            weeks,
        };
        (caseload.name.clone(), record)
    };
    caseloads.map(of).collect()
}

/// What the weeks of a variant say of the people of each team that has some.
pub(super) fn workforce_results(measured: &Measured<'_>) -> Named<WorkforceResults> {
    let of = |(index, (team, people)): (usize, (&Team, &Workforce))| {
        let sample = |measure, tally: &ReplicationTally, week: Option<usize>| {
            workforce_sample(measure, people, part(&tally.weekly.workforces[index].weeks, week))
        };
        let (total, weeks) = totals_and_weeks(measured, &WorkforceMeasure::ALL, sample);
        let full_complement = full_complement(measured, people, index);
        (
            team.name.clone(),
            WorkforceResults {
                title: team.title.clone(),
                full_complement,
                intakes: intakes(measured, people),
                total,
                weeks,
            },
        )
    };
    teams_with_people(measured).enumerate().map(of).collect()
}

fn intakes(measured: &Measured<'_>, people: &Workforce) -> Vec<Intake> {
    let calendar = measured.centre().calendar();
    let of = |intake: &crate::model::Intake| Intake { date: calendar.date_of_day(intake.day), people: intake.people };
    people.intakes.iter().map(of).collect()
}

/// Every weekly measure that both have, over the horizon: the variant less the baseline.
pub(super) fn compare_weeks(variant: &Measured<'_>, baseline: &Measured<'_>) -> Vec<Comparison> {
    let caseloads = |measured: &Measured<'_>| -> Vec<String> {
        measured.centre().caseloads().iter().map(|caseload| caseload.name.clone()).collect()
    };
    let workforces = |measured: &Measured<'_>| -> Vec<String> {
        teams_with_people(measured).map(|(team, _)| team.name.clone()).collect()
    };
    let mut comparisons = Vec::new();
    let mut add = |scope: Scope, measure: Measure, samples: [Vec<Option<Sample>>; 2]| {
        let [first, second] = samples;
        let difference = variant.analysis().difference(&first, &second, &super::analysis::Controls::none());
        comparisons.extend(comparison(variant, baseline, scope, measure, difference));
    };
    for (name, mine, theirs) in shared(&caseloads(variant), &caseloads(baseline)) {
        for measure in CaseloadMeasure::ALL {
            let samples = [(variant, mine), (baseline, theirs)].map(|(measured, index)| {
                samples(measured, |tally| caseload_sample(measure, &tally.weekly.caseloads[index]))
            });
            add(Scope::Caseload(name.clone()), measure.into(), samples);
        }
    }
    for (name, mine, theirs) in shared(&workforces(variant), &workforces(baseline)) {
        for measure in WorkforceMeasure::ALL {
            let samples = [(variant, mine), (baseline, theirs)]
                .map(|(measured, index)| workforce_samples(measured, index, measure));
            add(Scope::Workforce(name.clone()), measure.into(), samples);
        }
    }
    comparisons
}

/// What each replication says of a measure of a caseload or of a workforce over the horizon; `None` if there is none of the
/// name.
pub(crate) fn weekly_samples(measured: &Measured<'_>, scope: &Scope, measure: Measure) -> Option<Vec<Option<Sample>>> {
    match scope {
        Scope::Caseload(name) => {
            let index = measured.centre().caseloads().iter().position(|caseload| caseload.name == *name)?;
            let measure = CaseloadMeasure::from_measure(measure)?;
            Some(samples(measured, |tally| caseload_sample(measure, &tally.weekly.caseloads[index])))
        }
        Scope::Workforce(name) => {
            let index = teams_with_people(measured).position(|(team, _)| team.name == *name)?;
            Some(workforce_samples(measured, index, WorkforceMeasure::from_measure(measure)?))
        }
        _ => None,
    }
}

pub(super) fn teams_with_people<'a>(measured: &Measured<'a>) -> impl Iterator<Item = (&'a Team, &'a Workforce)> {
    measured.centre().teams().iter().filter_map(|team| Some((team, team.people.as_ref()?)))
}

/// What each replication says of a measure of the people at this position over the horizon.
fn workforce_samples(measured: &Measured<'_>, index: usize, measure: WorkforceMeasure) -> Vec<Option<Sample>> {
    let Some((_, people)) = teams_with_people(measured).nth(index) else { return Vec::new() };
    samples(measured, |tally| workforce_sample(measure, people, &tally.weekly.workforces[index].weeks))
}

/// Names that stand in both lists, with their position in each.
fn shared(mine: &[String], theirs: &[String]) -> Vec<(String, usize, usize)> {
    let position = |name: &String| theirs.iter().position(|other| other == name);
    mine.iter().enumerate().filter_map(|(index, name)| Some((name.clone(), index, position(name)?))).collect()
}

/// All weeks, or one.
fn part<T>(weeks: &[T], week: Option<usize>) -> &[T] {
    week.map_or(weeks, |week| &weeks[week..week + 1])
}

fn samples(measured: &Measured<'_>, sample: impl Fn(&ReplicationTally) -> Option<Sample>) -> Vec<Option<Sample>> {
    measured.tallies().iter().map(|tally| sample(tally)).collect()
}

/// `sample` is what a replication says of a measure in one week, or over all of them.
fn totals_and_weeks<M: Copy + Into<Measure>>(
    measured: &Measured<'_>,
    measures: &[M],
    sample: impl Fn(M, &ReplicationTally, Option<usize>) -> Option<Sample>,
) -> (Measures, Vec<WeekResults>) {
    let estimates = |week: Option<usize>| -> Measures {
        let estimate = |&measure: &M| {
            let samples = samples(measured, |tally| sample(measure, tally, week));
            let measure: Measure = measure.into();
            let estimate = match measure {
                Measure::FullComplementFraction => chance(&samples, measured),
                _ => rounded(measured.analysis().unadjusted(&samples)),
            };
            (measure, estimate)
        };
        measures.iter().map(estimate).collect()
    };
    let calendar = measured.centre().calendar();
    let weeks = (calendar.first_week_counted()..calendar.weeks_begun()).enumerate();
    let weeks =
        weeks.map(|(index, week)| WeekResults { start: calendar.date_of_week(week), measures: estimates(Some(index)) });
    (estimates(None), weeks.collect())
}

/// Of what is true of a replication or not, how likely it is.
fn chance(samples: &[Option<Sample>], measured: &Measured<'_>) -> Option<Estimate> {
    let true_of = samples.iter().flatten().filter_map(|sample| sample.value()).map(|value| value > 0.5);
    Chance::from_outcomes(true_of, measured.analysis().confidence).map(Chance::estimate)
}

/// The formula of every measure of a caseload, with its one denominator, over some weeks.
fn caseload_sample(measure: CaseloadMeasure, weeks: &[CaseloadTally]) -> Option<Sample> {
    let sum = |of: fn(&CaseloadTally) -> u64| weeks.iter().map(of).sum::<u64>() as f64;
    let hours = |of: fn(&CaseloadTally) -> f64| weeks.iter().map(of).sum::<f64>();
    let a_week = |total: f64| Some(Sample::Value(total / weeks.len() as f64));
    let between_workers = |of: fn(&crate::metrics::Spread) -> f64| {
        let spreads = weeks.iter().filter_map(|week| week.spread.as_ref());
        let (count, total) = spreads.fold((0, 0.0), |(count, total), spread| (count + 1, total + of(spread)));
        (count > 0).then(|| Sample::Value(total / f64::from(count)))
    };
    match measure {
        CaseloadMeasure::OpenCases => a_week(sum(|week| week.open)),
        CaseloadMeasure::CaseloadPerWorker => {
            Some(Sample::Ratio(sum(|week| week.open - week.unallocated), hours(|week| week.full_time)))
        }
        CaseloadMeasure::CaseloadSpread => between_workers(|spread| spread.deviation),
        CaseloadMeasure::CaseloadP10 => between_workers(|spread| spread.p10),
        CaseloadMeasure::CaseloadP90 => between_workers(|spread| spread.p90),
        CaseloadMeasure::AboveStandardFraction => {
            Some(Sample::Ratio(sum(|week| week.above_standard), sum(|week| week.workers)))
        }
        CaseloadMeasure::Unallocated => a_week(sum(|week| week.unallocated)),
        CaseloadMeasure::UnmetHours => a_week(hours(|week| week.hours_unmet)),
        CaseloadMeasure::UnmetHoursFraction => {
            Some(Sample::Ratio(hours(|week| week.hours_unmet), hours(|week| week.hours_needed)))
        }
        CaseloadMeasure::HoursBehind => a_week(hours(|week| week.hours_behind)),
        CaseloadMeasure::Handovers => a_week(sum(|week| week.handovers)),
        CaseloadMeasure::Opened => a_week(sum(|week| week.opened)),
        CaseloadMeasure::Closed => a_week(sum(|week| week.closed)),
    }
}

/// The formula of every measure of a workforce, as [`caseload_sample`] for caseloads.
fn workforce_sample(measure: WorkforceMeasure, people: &Workforce, weeks: &[WorkforceWeek]) -> Option<Sample> {
    let sum = |of: fn(&WorkforceWeek) -> u64| weeks.iter().map(of).sum::<u64>() as f64;
    let at_end = |of: fn(&WorkforceWeek) -> u64| Some(Sample::Ratio(sum(of), weeks.len() as f64));
    let days = sum(|week| week.days);
    let years = weeks.iter().filter_map(|week| week.leave_year.as_ref());
    let over_years = |of: fn(&UntakenLeave) -> f64| years.clone().map(of).sum::<f64>();
    let takes_leave = people.absences.leave.is_some();
    let factor = |of: fn(&WorkforceWeek) -> f64| people.load.map(|_| Sample::Ratio(weeks.iter().map(of).sum(), days));
    match measure {
        WorkforceMeasure::Posts => at_end(|week| week.posts),
        WorkforceMeasure::Filled => at_end(|week| week.filled),
        WorkforceMeasure::VacancyFraction => Some(Sample::Ratio(sum(|week| week.vacant), sum(|week| week.posts))),
        WorkforceMeasure::AgencyFraction => {
            Some(Sample::Ratio(sum(|week| week.agency), sum(|week| week.agency + week.filled)))
        }
        WorkforceMeasure::Leavers => Some(Sample::Ratio(sum(|week| week.leavers) * DAYS_IN_YEAR, days)),
        WorkforceMeasure::Recruits => Some(Sample::Ratio(sum(|week| week.recruits) * DAYS_IN_YEAR, days)),
        WorkforceMeasure::LeaversOverHorizon => Some(Sample::Value(sum(|week| week.leavers))),
        WorkforceMeasure::RecruitsOverHorizon => Some(Sample::Value(sum(|week| week.recruits))),
        WorkforceMeasure::InTraining => at_end(|week| week.in_training),
        WorkforceMeasure::Proficient => at_end(|week| week.proficient),
        WorkforceMeasure::FullComplementFraction => {
            weeks.last().map(|week| Sample::Value(f64::from(u8::from(week.was_full))))
        }
        WorkforceMeasure::SickFraction => {
            people.absences.sickness.map(|_| Sample::Ratio(sum(|week| week.sick), sum(|week| week.working_days)))
        }
        WorkforceMeasure::OnLeaveFraction => {
            takes_leave.then(|| Sample::Ratio(sum(|week| week.on_leave), sum(|week| week.working_days)))
        }
        WorkforceMeasure::LeaveAsked => takes_leave
            .then(|| Sample::Ratio(sum(|week| week.leave_asked) * DAYS_IN_YEAR, sum(|week| week.filled_days))),
        WorkforceMeasure::LeaveRefusedFraction => {
            takes_leave.then(|| Sample::Ratio(sum(|week| week.leave_refused), sum(|week| week.leave_asked)))
        }
        WorkforceMeasure::LeaveUntakenDays => {
            takes_leave.then(|| Sample::Ratio(over_years(|year| year.days), over_years(|year| year.people as f64)))
        }
        WorkforceMeasure::LeaveUntakenSpreadDays => {
            takes_leave.then(|| Sample::Ratio(over_years(|year| year.deviation), years.clone().count() as f64))
        }
        WorkforceMeasure::AbsenceMultiplier => factor(|week| week.absence_factors),
        WorkforceMeasure::LeavingMultiplier => factor(|week| week.leaving_factors),
    }
}
