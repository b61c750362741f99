use crate::metrics::{CaseTally, ReplicationTally};
use crate::model::Centre;
use crate::results::Estimate;

use super::cases::counted_days;
use super::digits::rounded;
use super::formulas::Sample;
use super::measured::Measured;

/// Fewer open days say nothing of how a backlog goes on.
const LEAST_OPEN_DAYS: usize = 20;

/// Most variants that are named one by one.
const MOST_NAMED: usize = 3;

/// Fewer weeks say nothing of how work behind goes on.
const LEAST_WEEKS: usize = 8;

/// Something that is still to be done and may pile up.
struct Pile<'a> {
    /// What it is called: `the backlog of Letters`.
    name: String,
    /// In what it is counted.
    unit: &'static str,
    /// How long it grows and why, and what that does to the results.
    on: &'static str,
    /// By how much it surely grows in a week; `None` if it does not, or if the variant has none of it.
    growth: &'a dyn Fn(&Measured<'_>) -> Option<Estimate>,
}

/// Sentences about what still piles up when the horizon ends: backlogs of cases, and hours behind on caseloads.
pub(super) fn what_piles_up(measured: &[Measured<'_>]) -> Vec<String> {
    let kinds = titles(measured, |centre| centre.case_kinds().iter().map(|kind| kind.title.clone()).collect());
    let caseloads =
        titles(measured, |centre| centre.caseloads().iter().map(|caseload| caseload.title.clone()).collect());
    let backlogs = kinds.iter().flat_map(|title| growing_backlog(title, measured));
    backlogs.chain(caseloads.iter().flat_map(|title| growing_work_behind(title, measured))).collect()
}

fn growing_backlog(title: &str, measured: &[Measured<'_>]) -> Vec<String> {
    let growth = |variant: &Measured<'_>| {
        let kind = variant.centre().case_kinds().iter().position(|kind| kind.title == title)?;
        backlog_growth(variant, kind)
    };
    let pile = Pile {
        name: format!("the backlog of {title}"),
        unit: "cases",
        on: "and does not settle: more cases arrive than are done, so its age depends on how long is simulated",
        growth: &growth,
    };
    pile.sentences(measured)
}

fn growing_work_behind(title: &str, measured: &[Measured<'_>]) -> Vec<String> {
    let growth = |variant: &Measured<'_>| {
        let caseload = variant.centre().caseloads().iter().position(|caseload| caseload.title == title)?;
        work_behind_growth(variant, caseload)
    };
    let pile = Pile {
        name: format!("the work behind on {title}"),
        unit: "hours",
        on: "to the end of the horizon: opening and handing over fall ever further behind, so it depends on how long is simulated",
        growth: &growth,
    };
    pile.sentences(measured)
}

/// What `of` finds in every variant, each once.
fn titles(measured: &[Measured<'_>], of: impl Fn(&Centre) -> Vec<String>) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for title in measured.iter().flat_map(|variant| of(variant.centre())) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

impl Pile<'_> {
    fn sentences(&self, measured: &[Measured<'_>]) -> Vec<String> {
        let Self { name, unit, on, .. } = self;
        let growth = |variant: &Measured<'_>| Some((variant.variant.name.clone(), (self.growth)(variant)?));
        let growing: Vec<(String, Estimate)> = measured.iter().filter_map(growth).collect();
        if growing.len() <= MOST_NAMED {
            let sentence = |(variant, per_week): &(String, Estimate)| {
                let rate = with_half_width(*per_week);
                format!("In {variant}, {name} grows by {rate} {unit} a week {on}.")
            };
            return growing.iter().map(sentence).collect();
        }
        let least = growing.iter().map(|(_, per_week)| per_week.mean).fold(f64::INFINITY, f64::min);
        let most = growing.iter().map(|(_, per_week)| per_week.mean).fold(0.0, f64::max);
        let (count, all) = (growing.len(), measured.len());
        vec![format!("In {count} of {all} variants, {name} grows by {least:.0} to {most:.0} {unit} a week {on}.")]
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

/// `310 ± 12`: with one decimal where the half-width is below ten.
fn with_half_width(Estimate { mean, half_width }: Estimate) -> String {
    let half_width = half_width.unwrap_or(0.0);
    let decimals = usize::from(half_width < 10.0);
    format!("{mean:.decimals$} ± {half_width:.decimals$}")
}
