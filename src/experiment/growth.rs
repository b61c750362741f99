use crate::results::Estimate;

use super::cases::counted_days;
use super::estimates::{Measured, rounded};
use super::formulas::Sample;

/// Fewer open days say nothing of how a backlog goes on.
const LEAST_OPEN_DAYS: usize = 20;

/// Most variants that are named one by one.
const MOST_NAMED: usize = 3;

/// Sentences about backlogs that still grow when the horizon ends.
pub(super) fn growing_backlogs(measured: &[Measured<'_>]) -> Vec<String> {
    let mut titles: Vec<&str> = Vec::new();
    for kind in measured.iter().flat_map(|variant| variant.centre().case_kinds()) {
        if !titles.contains(&kind.title.as_str()) {
            titles.push(&kind.title);
        }
    }
    titles.into_iter().flat_map(|title| sentences(title, measured)).collect()
}

fn sentences(title: &str, measured: &[Measured<'_>]) -> Vec<String> {
    let growth = |variant: &Measured<'_>| {
        let kind = variant.centre().case_kinds().iter().position(|kind| kind.title == title)?;
        Some((variant.variant.name.clone(), growth(variant, kind)?))
    };
    let growing: Vec<(String, Estimate)> = measured.iter().filter_map(growth).collect();
    let why = "more cases arrive than are done, so its age depends on how long is simulated";
    if growing.len() <= MOST_NAMED {
        let sentence = |(variant, per_week): &(String, Estimate)| {
            let rate = with_half_width(*per_week);
            format!("In {variant}, the backlog of {title} grows by {rate} cases a week and does not settle: {why}.")
        };
        return growing.iter().map(sentence).collect();
    }
    let least = growing.iter().map(|(_, per_week)| per_week.mean).fold(f64::INFINITY, f64::min);
    let most = growing.iter().map(|(_, per_week)| per_week.mean).fold(0.0, f64::max);
    let (count, all) = (growing.len(), measured.len());
    vec![format!(
        "In {count} of {all} variants, the backlog of {title} grows by {least:.0} to {most:.0} cases a week and does not \
         settle: {why}."
    )]
}

/// By how many cases a week a backlog grows in the second half of the horizon; `None` unless it surely grows from the
/// first week to the last, in the second half and still in the last quarter.
///
/// Every case that arrived is open or done: what a backlog has grown by is what arrived less what was completed. Days
/// are compared whole weeks apart, so that no day of the week is held against another.
fn growth(measured: &Measured<'_>, kind: usize) -> Option<Estimate> {
    let days: Vec<u32> = counted_days(measured, kind).into_iter().filter_map(|day| Some(day.first()?.day)).collect();
    if days.len() < LEAST_OPEN_DAYS {
        return None;
    }
    let weeks = (days.last()? - days.first()?) / 7;
    let over_the_last = |weeks: u32| {
        let weeks = weeks.max(1);
        let from = days.partition_point(|day| *day <= days[days.len() - 1] - 7 * weeks).checked_sub(1)?;
        let samples = grown(measured, kind, from, f64::from(weeks));
        let grown = rounded(measured.analysis().unadjusted(&samples))?;
        grown.half_width.filter(|half_width| *half_width < grown.mean).map(|_| grown)
    };
    over_the_last(weeks)?;
    over_the_last(weeks / 4)?;
    over_the_last(weeks.div_ceil(2))
}

/// What each replication's backlog has grown by since the end of the open day `from`, a week.
fn grown(measured: &Measured<'_>, kind: usize, from: usize, weeks: f64) -> Vec<Option<Sample>> {
    let of_replication = |days: &Vec<_>| {
        let backlog = |day: &crate::metrics::CaseTally| day.backlog as f64;
        Some(Sample::Value((backlog(days.last()?) - backlog(&days[from])) / weeks))
    };
    measured.tallies().iter().map(|tally| of_replication(&tally.cases[kind])).collect()
}

/// `310 ± 12`: with one decimal where the half-width is below ten.
fn with_half_width(Estimate { mean, half_width }: Estimate) -> String {
    let half_width = half_width.unwrap_or(0.0);
    let decimals = usize::from(half_width < 10.0);
    format!("{mean:.decimals$} ± {half_width:.decimals$}")
}
