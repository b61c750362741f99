use crate::chart::drawing::page::Chart;
use crate::chart::drawing::style::Style;
use crate::results::{Measure, Measures, Results};

use super::backlog::{backlog, overdue};
use super::case_kinds::kinds_of_case;
use super::caseloads::caseloads_and_workforces;
use super::chasers::share_of_chasers;
use super::days::service_level_by_day;
use super::differences::{Aspect, against_baseline};
use super::intervals::{queue_length, service_level};
use super::lived_day::lived_days;
use super::people::between_colleagues;
use super::staffing::agents_and_load;
use super::subject::{Subject, subjects};
use super::waits::distribution;

/// Draws everything that a run says: queues and service levels through the day, agents against load, waits, how days differ, and
/// what each variant changes; what people with shifts live through; of cases, backlogs, what of them is overdue, and who asks for it; then people and the cases
/// they own, week by week.
///
/// There is a set for all contacts and one for each of the first 12 contact types; a single contact type stands
/// for all. A chart that would show nothing is left out.
#[must_use]
pub fn charts_of_run(results: &Results, style: &Style) -> Vec<Chart> {
    let subjects = subjects(results);
    let queues = subjects.iter().filter_map(|subject| queue_length(results, style, subject));
    let levels = subjects.iter().filter_map(|subject| service_level(results, style, subject));
    let waits = subjects.iter().filter_map(|subject| distribution(results, style, subject));
    let days = subjects.iter().filter_map(|subject| service_level_by_day(results, style, subject));
    let differences = subjects.iter().enumerate().filter_map(|(index, subject)| {
        let aspect = if index == 0 { Aspect::WaitsAndOccupancy } else { Aspect::Waits };
        against_baseline(results, style, subject, aspect)
    });
    let hurried = subjects.iter().filter(|subject| is_hurried(results, subject));
    let needs = hurried.filter_map(|subject| against_baseline(results, style, subject, Aspect::Needs));
    let through_the_day = queues.chain(levels).chain(agents_and_load(results, style));
    let contacts = through_the_day.chain(waits).chain(days).chain(differences).chain(needs);
    let kinds = kinds_of_case(results);
    let backlogs = kinds.iter().filter_map(|kind| backlog(results, style, kind));
    let overdue = kinds.iter().filter_map(|kind| overdue(results, style, kind));
    let cases = backlogs.chain(overdue).chain(share_of_chasers(results, style));
    let people = between_colleagues(results, style).into_iter().chain(lived_days(results, style));
    contacts.chain(people).chain(cases).chain(caseloads_and_workforces(results, style)).collect()
}

/// Whether contacts are cut short in any variant.
fn is_hurried(results: &Results, subject: &Subject) -> bool {
    let happens =
        |total: &Measures, measure| total.get(&measure).copied().flatten().is_some_and(|total| total.mean > 0.0);
    results.variants.iter().filter_map(|variant| subject.contacts_of(variant)).any(|contacts| {
        happens(&contacts.total, Measure::CutShortFraction) || happens(&contacts.total, Measure::DumpedFraction)
    })
}
