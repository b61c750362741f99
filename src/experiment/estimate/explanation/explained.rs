use std::collections::BTreeSet;
use std::ops::Range;

use crate::metrics::{ContactTally, QueueTally, ReplicationTally, TeamTally};
use crate::model::{Centre, Channel, ContactType, ServiceLevel};
use crate::random::Distribution;
use crate::results::{BusiestInterval, ByFormula, ContactMeasure, Estimate, NoFormula};
use crate::units::Ticks;

use super::super::analysis::Controls;
use super::super::digits::{rounded, significant};
use super::super::formulas::{ContactView, Sample, contact_sample};
use super::super::measured::{Measured, sum_of_types};
use super::super::subject::Subject;
use super::staffed::{Line, Part, fewest_agents};

/// Talk and wrap-up of a fresh contact, in seconds, before any team's factor.
fn mean_handling(contact_type: &ContactType) -> f64 {
    contact_type.talk.mean() + contact_type.wrap_up.as_ref().map_or(0.0, Distribution::mean)
}

/// Contact types that share teams, directly or through others, and these teams.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) types: BTreeSet<usize>,
    pub(super) teams: BTreeSet<usize>,
}

/// A team counts for a contact type whose route it stands in: without, it never gets one.
pub(super) fn groups(centre: &Centre) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, contact_type) in centre.contact_types().iter().enumerate() {
        let teams = contact_type.route.iter().flat_map(|tier| &tier.teams).map(|team| team.0 as usize);
        let mut group = Group { types: BTreeSet::from([index]), teams: teams.collect() };
        let (joined, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|known| !known.teams.is_disjoint(&group.teams));
        for known in joined {
            group.types.extend(known.types);
            group.teams.extend(known.teams);
        }
        groups = apart;
        groups.push(group);
    }
    groups.sort_by_key(|group| group.types.first().copied());
    groups
}

/// Why no formula covers a contact type; `None` if one does.
pub(super) fn no_formula(contact_type: &ContactType) -> Option<NoFormula> {
    match contact_type.channel {
        Channel::Message => Some(NoFormula::Message),
        Channel::Chat => Some(NoFormula::SeveralAtOnce),
        Channel::Voice | Channel::Counter if contact_type.concurrency.is_some() => Some(NoFormula::SeveralAtOnce),
        Channel::Voice | Channel::Counter => None,
    }
}

/// A group with what was measured of it.
pub(super) struct Explained<'a> {
    pub(super) measured: &'a Measured<'a>,
    /// Fresh contacts to be expected, by contact type, then by bucket.
    pub(super) expected: &'a [Vec<f64>],
    pub(super) group: Group,
    /// The contact types with a formula.
    pub(super) types: Vec<usize>,
    /// Over all replications, by type of `types`, then by bucket.
    pub(super) contacts: Vec<Vec<ContactTally>>,
    /// The teams together, over all replications, by bucket.
    pub(super) work: Vec<TeamTally>,
}

/// Whose arrivals a formula is asked about.
#[derive(Clone, Copy)]
pub(super) enum Arrivals {
    /// Fresh contacts, as the scenario expects them.
    Fresh,
    /// All attempts, as they came out.
    Offered,
}

impl<'a> Explained<'a> {
    pub(super) fn new(measured: &'a Measured<'a>, expected: &'a [Vec<f64>], group: Group) -> Self {
        let buckets = 0..measured.buckets().len();
        let contact_types = measured.centre().contact_types();
        let types: Vec<usize> =
            group.types.iter().copied().filter(|&index| no_formula(&contact_types[index]).is_none()).collect();
        let mut contacts = vec![vec![ContactTally::default(); buckets.len()]; types.len()];
        let mut work = vec![TeamTally::default(); buckets.len()];
        for tally in measured.tallies() {
            for (&of_type, sums) in types.iter().zip(&mut contacts) {
                sums.iter_mut().zip(&tally.contacts[of_type]).for_each(|(sum, tally)| *sum += tally);
            }
            for &team in &group.teams {
                work.iter_mut().zip(&tally.teams[team]).for_each(|(sum, tally)| *sum += tally);
            }
        }
        Self { measured, expected, group, types, contacts, work }
    }

    /// The promise that all contact types with a formula share, and one of those that make it.
    pub(super) fn shared_promise(&self) -> Option<(&'a ContactType, ServiceLevel)> {
        let contact_types = self.measured.centre().contact_types();
        let first = &contact_types[*self.types.first()?];
        let same = |index: &usize| {
            let contact_type = &contact_types[*index];
            contact_type.service_level == first.service_level && contact_type.due == first.due
        };
        self.types.iter().all(same).then_some((first, first.service_level))
    }

    pub(super) fn by_formula(&self, arrivals: Arrivals) -> Option<ByFormula> {
        let buckets = self.measured.buckets();
        let lines: Vec<Line> = (0..buckets.len()).map(|bucket| self.line(bucket, arrivals)).collect();
        let hours: f64 = buckets.iter().map(|bucket| bucket.open.seconds() / 3600.0).sum();
        let over_time = |of: fn(&Line) -> f64| {
            lines.iter().zip(buckets).map(|(line, bucket)| of(line) * bucket.open.seconds() / 3600.0).sum::<f64>()
        };
        let contacts = over_time(|line| line.per_hour());
        if contacts <= 0.0 {
            return None;
        }
        let load_hours = over_time(|line| line.load());
        let weighted = |level: &dyn Fn(&Line) -> Option<f64>| {
            let mut within = 0.0;
            for (line, bucket) in lines.iter().zip(buckets).filter(|(line, _)| 0.0 < line.per_hour()) {
                within += level(line)? * line.per_hour() * bucket.open.seconds() / 3600.0;
            }
            Some(significant(within / contacts))
        };
        let gives_up = lines.iter().any(|line| line.patience().is_some());
        Some(ByFormula {
            contacts_per_hour: significant(contacts / hours),
            aht_seconds: significant(load_hours / contacts * 3600.0),
            load: significant(load_hours / hours),
            agents: significant(over_time(|line| line.agents) / hours),
            erlang_c: weighted(&Line::erlang_c),
            erlang_a: if gives_up { weighted(&Line::erlang_a) } else { None },
        })
    }

    /// One line and one team: what arrives in one bucket, and who is there for it.
    pub(super) fn line(&self, bucket: usize, arrivals: Arrivals) -> Line {
        let measured = self.measured;
        let hours = measured.buckets()[bucket].open.seconds() / 3600.0;
        let replications = measured.tallies().len() as f64;
        let parts = self.types.iter().zip(&self.contacts).map(|(&index, contacts)| {
            let (count, work) = match arrivals {
                Arrivals::Fresh => {
                    let fresh = self.expected[index][bucket];
                    (fresh, fresh * mean_handling(&measured.centre().contact_types()[index]))
                }
                Arrivals::Offered => {
                    let tally = &contacts[bucket];
                    (tally.offered() as f64 / replications, Ticks(tally.work_offered()).seconds() / replications)
                }
            };
            Part::new(&measured.centre().contact_types()[index], count / hours, work / hours / 3600.0)
        });
        let agents = Ticks(self.work[bucket].for_contacts()).seconds() / 3600.0 / hours / replications;
        Line { parts: parts.collect(), agents }
    }

    /// The service level of all of them, over the horizon.
    pub(super) fn simulated(&self) -> Option<Estimate> {
        match self.types[..] {
            [] => None,
            [only] => self.measured.contact_estimate(Subject::OfType(only), ContactMeasure::ServiceLevel),
            _ => {
                let buckets = self.measured.layout().counted();
                let controls = self.measured.controls(Subject::All);
                rounded(self.measured.analysis().estimate(&self.levels(0..buckets), &controls))
            }
        }
    }

    /// The service level of those who arrive in some buckets, replication by replication.
    fn levels(&self, buckets: Range<usize>) -> Vec<Option<Sample>> {
        let of_replication = |tally: &&ReplicationTally| {
            let sum = sum_of_types(tally, &self.types, buckets.clone());
            let view =
                ContactView { tally: &sum, queue: QueueTally::default(), waits: None, open: Ticks::ZERO, intervals: 1 };
            contact_sample(ContactMeasure::ServiceLevel, &view)
        };
        self.measured.tallies().iter().map(of_replication).collect()
    }

    pub(super) fn busiest(&self) -> Option<BusiestInterval> {
        let (_, promise) = self.shared_promise()?;
        let mut busiest: Option<(usize, Line)> = None;
        for bucket in 0..self.measured.buckets().len() {
            let line = self.line(bucket, Arrivals::Fresh);
            if busiest.as_ref().is_none_or(|(_, most)| most.load() < line.load()) {
                busiest = Some((bucket, line));
            }
        }
        let (bucket, line) = busiest.filter(|(_, line)| 0.0 < line.load())?;
        let start = self.measured.buckets()[bucket].start;
        let fewest = |patience| {
            let target = promise.target?;
            fewest_agents(&line, patience, promise.within, target)
        };
        let simulated = self.measured.analysis().estimate(&self.levels(bucket..bucket + 1), &Controls::none());
        Some(BusiestInterval {
            start: self.measured.centre().calendar().local_time(start),
            contacts_per_hour: significant(line.per_hour()),
            aht_seconds: significant(line.load() / line.per_hour() * 3600.0),
            load: significant(line.load()),
            patience_seconds: line.patience().map(|patience| significant(patience.get())),
            agents: significant(line.agents),
            simulated: rounded(simulated),
            erlang_c: fewest(None),
            erlang_a: line.patience().and_then(|patience| fewest(Some(patience))),
        })
    }
}

/// Fresh contacts as the scenario expects them, by contact type, then by bucket.
pub(super) fn expected_of_types(measured: &Measured<'_>) -> Vec<Vec<f64>> {
    let (bucket_of, counted) = (measured.layout().bucket_of_interval(), measured.buckets().len());
    let of_type = |contact_type: &ContactType| {
        let mut buckets = vec![0.0; counted];
        for segment in &contact_type.demand.segments {
            if let Some(bucket) = buckets.get_mut(bucket_of[segment.interval as usize] as usize) {
                *bucket += segment.rate.get() / 3600.0 * segment.end.since(segment.start).seconds();
            }
        }
        buckets
    };
    measured.centre().contact_types().iter().map(of_type).collect()
}
