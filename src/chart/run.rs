use crate::results::Results;

use super::caseloads::caseloads_and_workforces;
use super::differences::{WithTeams, against_baseline};
use super::intervals::{queue_length, service_level};
use super::page::Chart;
use super::staffing::agents_and_load;
use super::subject::subjects;
use super::waits::distribution;

/// Draws everything that a run says: queues and service levels through the day, agents against load, waits, and
/// what each variant changes; then people and the cases they own, week by week.
///
/// There is a set for all contacts and one for each of the first 12 contact types; a single contact type stands
/// for all. A chart that would show nothing is left out.
#[must_use]
pub fn charts_of_run(results: &Results) -> Vec<Chart> {
    let subjects = subjects(results);
    let queues = subjects.iter().filter_map(|subject| queue_length(results, subject));
    let levels = subjects.iter().filter_map(|subject| service_level(results, subject));
    let waits = subjects.iter().filter_map(|subject| distribution(results, subject));
    let differences = subjects.iter().enumerate().filter_map(|(index, subject)| {
        let with_teams = if index == 0 { WithTeams::Shown } else { WithTeams::LeftOut };
        against_baseline(results, subject, with_teams)
    });
    let of_contacts = queues.chain(levels).chain(agents_and_load(results)).chain(waits).chain(differences);
    of_contacts.chain(caseloads_and_workforces(results)).collect()
}
