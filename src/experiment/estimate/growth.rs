use crate::metrics::{CaseTally, ReplicationTally};
use crate::model::Centre;
use crate::results::{ContactMeasure, Estimate, Pile, Warning};

use super::cases::counted_days;
use super::digits::rounded;
use super::formulas::Sample;
use super::measured::Measured;
use super::subject::Subject;

/// Fewer open days say nothing of how a backlog goes on.
const LEAST_OPEN_DAYS: usize = 20;

/// Most variants that are named one by one.
const MOST_NAMED: usize = 3;

/// Fewer weeks say nothing of how work behind goes on.
const LEAST_WEEKS: usize = 8;

/// What still piles up when the horizon ends: queues, backlogs of cases, and hours behind on caseloads.
pub(super) fn growing_piles(measured: &[Measured<'_>]) -> Vec<Warning> {
    let kinds = titles(measured, |centre| centre.case_kinds().iter().map(|kind| kind.title.clone()).collect());
    let caseloads =
        titles(measured, |centre| centre.caseloads().iter().map(|caseload| caseload.title.clone()).collect());
    let backlogs = kinds.into_iter().map(Pile::Backlog);
    let types = titles(measured, |centre| centre.contact_types().iter().map(|of_type| of_type.title.clone()).collect());
    let piles = types.into_iter().map(Pile::Queue).chain(backlogs).chain(caseloads.into_iter().map(Pile::WorkBehind));
    piles.flat_map(|pile| warnings(&pile, measured)).collect()
}

/// What `titles_in` finds in every variant, each once.
fn titles(measured: &[Measured<'_>], titles_in: impl Fn(&Centre) -> Vec<String>) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for title in measured.iter().flat_map(|variant| titles_in(variant.centre())) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

fn warnings(pile: &Pile, measured: &[Measured<'_>]) -> Vec<Warning> {
    let growth = |variant: &Measured<'_>| Some((variant.variant.name.clone(), growth(pile, variant)?));
    let growing: Vec<(String, Estimate)> = measured.iter().filter_map(growth).collect();
    if growing.len() <= MOST_NAMED {
        let warning = |(variant, pace)| Warning::Growth { variant, pile: pile.clone(), pace };
        return growing.into_iter().map(warning).collect();
    }
    let means = || growing.iter().map(|(_, pace)| pace.mean);
    vec![Warning::GrowthInMany {
        variants: growing.len(),
        of: measured.len(),
        pile: pile.clone(),
        least: means().fold(f64::INFINITY, f64::min),
        most: means().fold(0.0, f64::max),
    }]
}

/// By how much a pile surely grows in a week, a queue in a day; `None` if it does not, or if the variant has none of it.
fn growth(pile: &Pile, variant: &Measured<'_>) -> Option<Estimate> {
    let centre = variant.centre();
    match pile {
        Pile::Queue(title) => {
            let of_type = centre.contact_types().iter().position(|of_type| of_type.title == *title)?;
            variant.contact_estimate(Subject::OfType(of_type), ContactMeasure::QueueGrowthPerDay)
        }
        Pile::Backlog(title) => {
            backlog_growth(variant, centre.case_kinds().iter().position(|kind| kind.title == *title)?)
        }
        Pile::WorkBehind(title) => {
            work_behind_growth(variant, centre.caseloads().iter().position(|caseload| caseload.title == *title)?)
        }
    }
}

/// By how many cases a week a backlog grows in the second half of the horizon, if it surely does.
///
/// Every case that arrived is open or done: what a backlog has grown by is what arrived less what was completed. Days
/// are compared whole weeks apart, so that no day of the week is held against another.
fn backlog_growth(measured: &Measured<'_>, kind: usize) -> Option<Estimate> {
    let days: Vec<u32> = counted_days(measured, kind).into_iter().filter_map(|day| Some(day.first()?.day)).collect();
    if days.len() < LEAST_OPEN_DAYS {
        return None;
    }
    let last = *days.last()?;
    sure_growth(
        (last - days.first()?) / 7,
        |weeks| {
            let from = days.partition_point(|day| *day <= last - 7 * weeks).checked_sub(1)?;
            let backlog = |day: &CaseTally| day.backlog as f64;
            let grown = |tally: &&ReplicationTally| {
                let days = &tally.cases[kind];
                Some(Sample::Value((backlog(days.last()?) - backlog(&days[from])) / f64::from(weeks)))
            };
            Some(measured.tallies().iter().map(grown).collect())
        },
        measured,
    )
}

/// By how many hours a week the opening and handing over still to be done grows, by the same rule.
fn work_behind_growth(measured: &Measured<'_>, caseload: usize) -> Option<Estimate> {
    let counted = measured.tallies().first()?.weekly.caseloads[caseload].len();
    if counted < LEAST_WEEKS {
        return None;
    }
    let last = counted - 1;
    sure_growth(
        last as u32,
        |weeks| {
            let grown = |tally: &&ReplicationTally| {
                let behind = &tally.weekly.caseloads[caseload];
                let more = behind[last].hours_behind - behind[last - weeks as usize].hours_behind;
                Some(Sample::Value(more / f64::from(weeks)))
            };
            Some(measured.tallies().iter().map(grown).collect())
        },
        measured,
    )
}

/// The growth a week in the second half of so many weeks; `None` unless there surely is some over all of them, in the second
/// half and still in the last quarter. `grown` is that of each replication over the last weeks.
fn sure_growth(
    weeks: u32,
    grown: impl Fn(u32) -> Option<Vec<Option<Sample>>>,
    measured: &Measured<'_>,
) -> Option<Estimate> {
    let over_the_last = |weeks: u32| {
        let grown = rounded(measured.analysis().unadjusted(&grown(weeks.max(1))?))?;
        grown.half_width.filter(|half_width| *half_width < grown.mean).map(|_| grown)
    };
    over_the_last(weeks)?;
    over_the_last(weeks / 4)?;
    over_the_last(weeks.div_ceil(2))
}
