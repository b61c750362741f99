use crate::metrics::CaseTally;
use crate::model::Interval;
use crate::results::{CaseDay, CaseMeasure, CaseResults, Given, Measures, Named};

use super::digits::rounded;
use super::formulas::Sample;
use super::measured::Measured;

/// The cases of a variant: over the horizon, and day by day.
pub(super) fn case_results(measured: &Measured<'_>) -> Named<CaseResults> {
    let kinds = measured.centre().case_kinds().iter().enumerate();
    let of_kind = kinds.map(|(index, kind)| {
        let total = CaseMeasure::ALL.into_iter().map(|measure| {
            let samples = case_samples(measured, index, measure);
            (measure.into(), rounded(measured.analysis().unadjusted(&samples)))
        });
        let results = CaseResults { title: kind.title.clone(), total: total.collect(), days: days(measured, index) };
        (kind.name.clone(), results)
    });
    of_kind.collect()
}

/// What each replication says of a measure of a kind of case over the horizon.
pub(crate) fn case_samples(measured: &Measured<'_>, kind: usize, measure: CaseMeasure) -> Vec<Option<Sample>> {
    let sample = |days: &Vec<CaseTally>| {
        let mut sum = CaseTally::default();
        days.iter().for_each(|day| sum += day);
        let last = days.last().map_or(0, |day| day.backlog);
        case_sample(measure, &sum, days.len() as f64, last)
    };
    measured.tallies().iter().map(|tally| sample(&tally.cases[kind])).collect()
}

fn days(measured: &Measured<'_>, kind: usize) -> Vec<CaseDay> {
    let calendar = measured.centre().calendar();
    let of_day = counted_days(measured, kind).into_iter().enumerate().map(|(day, intervals)| {
        let samples = |measure| -> Vec<Option<Sample>> {
            let of_replication = |days: &Vec<CaseTally>| case_sample(measure, &days[day], 1.0, days[day].backlog);
            measured.tallies().iter().map(|tally| of_replication(&tally.cases[kind])).collect()
        };
        let of_days = CaseMeasure::ALL.into_iter().filter(|measure| measure.row().given == Given::ByPart);
        let measures: Measures = of_days
            .map(|measure| (measure.into(), rounded(measured.analysis().unadjusted(&samples(measure)))))
            .collect();
        let date = calendar.local_time(intervals[0].start);
        CaseDay { date: date.get(..10).unwrap_or(&date).to_owned(), measures }
    });
    of_day.collect()
}

/// The intervals of each open day after the warm-up: those of which cases are counted.
pub(super) fn counted_days<'a>(measured: &Measured<'a>, kind: usize) -> Vec<&'a [Interval]> {
    let counted = measured.tallies().first().map_or(0, |tally| tally.cases[kind].len());
    let by_day: Vec<_> = measured.centre().calendar().intervals.chunk_by(|a, b| a.day == b.day).collect();
    by_day[by_day.len() - counted..].to_vec()
}

/// The formula of every measure of cases over so many days; `last` is the backlog at the end of the last.
fn case_sample(measure: CaseMeasure, t: &CaseTally, days: f64, last: u64) -> Option<Sample> {
    const DAY: f64 = 86_400.0;
    let count = |count: u64| Some(Sample::Value(count as f64));
    let share = |part: u64, whole: u64| Some(Sample::Ratio(part as f64, whole as f64));
    let over_days = |sum: f64| Some(Sample::Value(sum / days));
    let over_days_with_cases = |seconds: u64| Some(Sample::Ratio(seconds as f64 / DAY, t.with_cases as f64));
    match measure {
        CaseMeasure::Arrived => count(t.arrived),
        CaseMeasure::Completed => count(t.completed),
        CaseMeasure::Backlog => over_days(t.backlog as f64),
        CaseMeasure::BacklogAtEnd => count(last),
        CaseMeasure::MeanAgeDays => over_days_with_cases(t.mean_age_seconds),
        CaseMeasure::AgeDays => Some(Sample::Ratio(t.age_seconds as f64 / DAY, t.backlog as f64)),
        CaseMeasure::OldestAgeDays => over_days_with_cases(t.oldest_age_seconds),
        CaseMeasure::OverdueFraction => share(t.overdue, t.backlog),
        CaseMeasure::OnTimeFraction => share(t.completed_in_time, t.completed),
        CaseMeasure::DaysToComplete => Some(Sample::Ratio(t.seconds_to_complete as f64 / DAY, t.completed as f64)),
        CaseMeasure::Chasers => count(t.chasers),
    }
}
