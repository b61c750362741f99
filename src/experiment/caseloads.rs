use crate::metrics::{CaseloadTally, ReplicationTally, WorkforceTally};
use crate::model::{Caseload, Team};
use crate::results::{CaseloadResults, Comparison, Measure, Measures, Named, Scope, WeekResults, WorkforceResults};

use super::comparisons::comparison;
use super::estimates::{Measured, rounded};
use super::formulas::Sample;

/// Weeks in a year of 365.25 days.
const WEEKS_IN_YEAR: f64 = 365.25 / 7.0;

/// What the weeks of a variant say of each caseload.
pub(super) fn caseload_results(measured: &Measured<'_>) -> Named<CaseloadResults> {
    let caseloads = measured.centre().caseloads().iter().enumerate();
    let of = |(index, it): (usize, &Caseload)| {
        let sample = |measure, tally: &ReplicationTally, week: Option<usize>| {
            caseload_sample(measure, part(&tally.weekly.caseloads[index], week))
        };
        let (total, weeks) = totals_and_weeks(measured, &Measure::OF_CASELOADS, &sample);
        let record = CaseloadResults { title: it.title.clone(), standard: it.standard, cap: it.cap, total, weeks };
        (it.name.clone(), record)
    };
    caseloads.map(of).collect()
}

/// What the weeks of a variant say of the people of each team that has some.
pub(super) fn workforce_results(measured: &Measured<'_>) -> Named<WorkforceResults> {
    let of = |(index, it): (usize, &Team)| {
        let sample = |measure, tally: &ReplicationTally, week: Option<usize>| {
            workforce_sample(measure, part(&tally.weekly.workforces[index], week))
        };
        let (total, weeks) = totals_and_weeks(measured, &Measure::OF_WORKFORCES, &sample);
        (it.name.clone(), WorkforceResults { title: it.title.clone(), total, weeks })
    };
    teams_with_people(measured).enumerate().map(of).collect()
}

/// Every weekly measure that both have, over the horizon: the variant less the baseline.
pub(super) fn compare_weeks(variant: &Measured<'_>, baseline: &Measured<'_>) -> Vec<Comparison> {
    let caseloads = |measured: &Measured<'_>| -> Vec<String> {
        measured.centre().caseloads().iter().map(|it| it.name.clone()).collect()
    };
    let workforces = |measured: &Measured<'_>| -> Vec<String> {
        teams_with_people(measured).map(|team| team.name.clone()).collect()
    };
    let mut comparisons = Vec::new();
    let mut add = |scope: Scope, measure: Measure, samples: [Vec<Option<Sample>>; 2]| {
        let [first, second] = samples;
        let difference = variant.analysis().difference(&first, &second, &super::analysis::Controls::none());
        comparisons.extend(comparison(variant, baseline, scope, measure, difference));
    };
    for (name, mine, theirs) in shared(&caseloads(variant), &caseloads(baseline)) {
        for measure in Measure::OF_CASELOADS {
            let samples = [(variant, mine), (baseline, theirs)].map(|(measured, index)| {
                samples(measured, |tally| caseload_sample(measure, &tally.weekly.caseloads[index]))
            });
            add(Scope::Caseload(name.clone()), measure, samples);
        }
    }
    for (name, mine, theirs) in shared(&workforces(variant), &workforces(baseline)) {
        for measure in Measure::OF_WORKFORCES {
            let samples = [(variant, mine), (baseline, theirs)].map(|(measured, index)| {
                samples(measured, |tally| workforce_sample(measure, &tally.weekly.workforces[index]))
            });
            add(Scope::Workforce(name.clone()), measure, samples);
        }
    }
    comparisons
}

/// What each replication says of a measure of a caseload or of a workforce over the horizon; `None` if there is none of the
/// name.
pub(super) fn weekly_samples(measured: &Measured<'_>, scope: &Scope, measure: Measure) -> Option<Vec<Option<Sample>>> {
    match scope {
        Scope::Caseload(name) => {
            let index = measured.centre().caseloads().iter().position(|it| it.name == *name)?;
            Some(samples(measured, |tally| caseload_sample(measure, &tally.weekly.caseloads[index])))
        }
        Scope::Workforce(name) => {
            let index = teams_with_people(measured).position(|team| team.name == *name)?;
            Some(samples(measured, |tally| workforce_sample(measure, &tally.weekly.workforces[index])))
        }
        _ => None,
    }
}

fn teams_with_people<'a>(measured: &Measured<'a>) -> impl Iterator<Item = &'a Team> {
    measured.centre().teams().iter().filter(|team| team.people.is_some())
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

/// What a replication says of a measure in one week, or over all of them.
type SampleOfWeeks<'a> = dyn Fn(Measure, &ReplicationTally, Option<usize>) -> Option<Sample> + 'a;

fn totals_and_weeks(
    measured: &Measured<'_>,
    measures: &[Measure],
    sample: &SampleOfWeeks<'_>,
) -> (Measures, Vec<WeekResults>) {
    let estimates = |week: Option<usize>| -> Measures {
        let estimate = |&measure: &Measure| {
            let samples = samples(measured, |tally| sample(measure, tally, week));
            (measure, rounded(measured.analysis().unadjusted(&samples)))
        };
        measures.iter().map(estimate).collect()
    };
    let calendar = measured.centre().calendar();
    let weeks = (calendar.first_week_counted()..calendar.weeks()).enumerate();
    let weeks =
        weeks.map(|(index, week)| WeekResults { start: calendar.date_of_week(week), measures: estimates(Some(index)) });
    (estimates(None), weeks.collect())
}

/// The formula of every measure of a caseload, with its one denominator, over some weeks.
fn caseload_sample(measure: Measure, weeks: &[CaseloadTally]) -> Option<Sample> {
    let sum = |of: fn(&CaseloadTally) -> u64| weeks.iter().map(of).sum::<u64>() as f64;
    let hours = |of: fn(&CaseloadTally) -> f64| weeks.iter().map(of).sum::<f64>();
    let a_week = |total: f64| Some(Sample::Value(total / weeks.len() as f64));
    let between_workers = |of: fn(&crate::metrics::Spread) -> f64| {
        let spreads = weeks.iter().filter_map(|week| week.spread.as_ref());
        let (count, total) = spreads.fold((0, 0.0), |(count, total), spread| (count + 1, total + of(spread)));
        (count > 0).then(|| Sample::Value(total / f64::from(count)))
    };
    match measure {
        Measure::OpenCases => a_week(sum(|week| week.open)),
        Measure::CaseloadPerWorker => {
            Some(Sample::Ratio(sum(|week| week.open - week.unallocated), hours(|week| week.full_time)))
        }
        Measure::CaseloadSpread => between_workers(|spread| spread.deviation),
        Measure::CaseloadP10 => between_workers(|spread| spread.p10),
        Measure::CaseloadP90 => between_workers(|spread| spread.p90),
        Measure::AboveStandardFraction => {
            Some(Sample::Ratio(sum(|week| week.above_standard), sum(|week| week.workers)))
        }
        Measure::Unallocated => a_week(sum(|week| week.unallocated)),
        Measure::UnmetHours => a_week(hours(|week| week.hours_unmet)),
        Measure::UnmetHoursFraction => {
            Some(Sample::Ratio(hours(|week| week.hours_unmet), hours(|week| week.hours_needed)))
        }
        Measure::HoursBehind => a_week(hours(|week| week.hours_behind)),
        Measure::Handovers => a_week(sum(|week| week.handovers)),
        Measure::Opened => a_week(sum(|week| week.opened)),
        Measure::Closed => a_week(sum(|week| week.closed)),
        _ => None,
    }
}

/// The formula of every measure of a workforce, as [`caseload_sample`] for caseloads.
fn workforce_sample(measure: Measure, weeks: &[WorkforceTally]) -> Option<Sample> {
    let sum = |of: fn(&WorkforceTally) -> u64| weeks.iter().map(of).sum::<u64>() as f64;
    let a_week = |total: f64| Some(Sample::Value(total / weeks.len() as f64));
    match measure {
        Measure::Posts => a_week(sum(|week| week.posts)),
        Measure::Filled => a_week(sum(|week| week.filled)),
        Measure::VacancyFraction => Some(Sample::Ratio(sum(|week| week.posts - week.filled), sum(|week| week.posts))),
        Measure::AgencyFraction => Some(Sample::Ratio(sum(|week| week.agency), sum(|week| week.agency + week.filled))),
        Measure::Leavers => a_week(sum(|week| week.leavers) * WEEKS_IN_YEAR),
        Measure::Recruits => a_week(sum(|week| week.recruits) * WEEKS_IN_YEAR),
        _ => None,
    }
}
