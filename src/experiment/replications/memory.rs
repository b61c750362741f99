use std::mem::size_of;

use crate::metrics::{CaseloadTally, ContactTally, DayTally, Layout, QueueTally, TeamTally, WorkforceWeek};
use crate::model::{Study, Variant};

/// Bytes that one contact type or team in one interval comes to in results, tables and JSON: 1,500 in a run of
/// 128,000 of them, and some in reserve.
const RENDERED: u64 = 2048;

/// About how many bytes of memory the measures of a run take: those of every replication, and what is
/// rendered from them.
#[must_use]
pub fn memory(study: &Study) -> u64 {
    study.variants.iter().map(|variant| memory_of(variant, study)).fold(0, u64::saturating_add)
}

fn memory_of(variant: &Variant, study: &Study) -> u64 {
    let centre = &variant.centre;
    let buckets = Layout::new(centre.calendar(), study.settings.each_day).buckets().len() as u64;
    let (types, teams) = (centre.contact_types().len() as u64, centre.teams().len() as u64);
    let of_types = types * size_of::<ContactTally>() as u64 + (types + 1) * size_of::<QueueTally>() as u64;
    let weeks = u64::from(centre.calendar().weeks_begun());
    let workforces = centre.teams().iter().filter(|team| team.people.is_some()).count() as u64;
    let caseloads = centre.caseloads().len() as u64;
    let of_week = caseloads * size_of::<CaseloadTally>() as u64 + workforces * size_of::<WorkforceWeek>() as u64;
    let open_days = centre.calendar().intervals.chunk_by(|a, b| a.day == b.day).count() as u64;
    // Beside each tally, three figures of it twice: by replication, and in order.
    let of_day = types * size_of::<DayTally>() as u64 + (types + 1) * 6 * size_of::<f64>() as u64;
    let of_replication =
        buckets * (of_types + teams * size_of::<TeamTally>() as u64) + open_days * of_day + weeks * of_week;
    let of_replications = of_replication.saturating_mul(u64::from(study.settings.replications));
    let rendered = buckets * (types + teams + 1) + weeks * (caseloads + workforces);
    of_replications.saturating_add(rendered * RENDERED)
}
