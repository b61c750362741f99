use crate::metrics::{Bucket, ReplicationTally};
use crate::model::Disruption;
use crate::results::Recovery;

use super::digits::rounded;
use super::formulas::Sample;
use super::measured::Measured;

/// Recovery from every disruption that the baseline is spared. It needs intervals of each day: in an average
/// day, no moment lies after the disruption.
pub(super) fn recoveries(variant: &Measured<'_>, baseline: &Measured<'_>) -> Vec<Recovery> {
    let calendar = variant.centre().calendar();
    let each_day = variant.buckets().iter().all(|bucket| bucket.intervals == 1);
    let same_time = variant.buckets() == baseline.buckets();
    if !(each_day && same_time) {
        return Vec::new();
    }
    let spared = |disruption: &&Disruption| !baseline.centre().disruptions().contains(disruption);
    let followed = |disruption: &&Disruption| disruption.until < calendar.horizon;
    let disruptions = variant.centre().disruptions().iter().filter(spared).filter(followed);
    disruptions.map(|disruption| recovery(variant, baseline, disruption)).collect()
}

fn recovery(variant: &Measured<'_>, baseline: &Measured<'_>, disruption: &Disruption) -> Recovery {
    let after = variant.buckets().partition_point(|bucket| bucket.start < disruption.until);
    let pairs = variant.tallies().iter().zip(baseline.tallies());
    let times: Vec<Option<f64>> =
        pairs.map(|(mine, theirs)| open_time_to_recover(mine, theirs, &variant.buckets()[after..], after)).collect();
    let recovered = times.iter().flatten().count();
    let samples: Vec<_> = times.iter().map(|time| time.map(Sample::Value)).collect();
    Recovery {
        variant: variant.variant.name.clone(),
        against: baseline.variant.name.clone(),
        disruption: disruption.label.clone(),
        open_seconds: rounded(variant.analysis().unadjusted(&samples)),
        recovered_fraction: recovered as f64 / times.len() as f64,
    }
}

/// Open seconds until the first of the `buckets`, counted from bucket `first`, in which no more wait than in
/// the baseline.
fn open_time_to_recover(
    mine: &ReplicationTally,
    theirs: &ReplicationTally,
    buckets: &[Bucket],
    first: usize,
) -> Option<f64> {
    let queue = |tally: &ReplicationTally, bucket: usize| -> u64 {
        tally.contacts.iter().map(|of_type| of_type[bucket].queue_area).sum()
    };
    let recovers = (0..buckets.len()).find(|&index| queue(mine, first + index) <= queue(theirs, first + index))?;
    Some(buckets[..recovers].iter().map(|bucket| bucket.open.seconds()).sum())
}
