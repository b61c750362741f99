use std::cell::OnceCell;
use std::ops::{AddAssign, Range};

use crate::experiment::replications::VariantPartial;
use crate::metrics::{Bucket, ContactTally, Layout, QueueTally, ReplicationTally, TeamTally, WaitTally};
use crate::model::{Centre, ContactType, CostToCaller, Study, Team, Variant};
use crate::random::Distribution;
use crate::results::{ContactMeasure, Estimate, PrecisionGain, Scope, TeamMeasure};
use crate::stats::{Histogram, ratio_of, round_to_significant};
use crate::units::{Fraction, Ticks};

use super::analysis::{Analysis, Controls};
use super::days::DaysOfType;
use super::digits::rounded;
use super::formulas::{ContactFormula, ContactView, Counted, Sample, TeamView, contact_formula, team_sample};
use super::payroll::Payroll;
use super::promise::common_target;
use super::queues_at_openings::QueuesAtOpenings;
use super::subject::{Subject, Subjects, waits_of_group};

/// What the replications of one variant measured, summed as estimates need it.
#[derive(Debug)]
pub(crate) struct Measured<'a> {
    pub(super) variant: &'a Variant,
    analysis: Analysis,
    layout: Layout,
    /// Fresh contacts and their work in seconds, by contact type and bucket, as they are to be expected.
    expected: Vec<Vec<Expected>>,
    /// By bucket, if estimates are adjusted: all contact types together.
    everybody: Vec<Surplus>,
    tallies: Vec<&'a ReplicationTally>,
    /// Which contacts figures are about; lists by subject are in the order of their positions.
    subjects: Subjects,
    /// The waits of all these replications, by subject.
    waits: Vec<Histogram>,
    /// By group, then by replication.
    waits_of_groups: Vec<Vec<WaitTally>>,
    /// Over the horizon, by subject, then by replication.
    contact_totals: Vec<Vec<(ContactTally, QueueTally)>>,
    /// By subject, once they are asked for.
    days: Vec<OnceCell<DaysOfType>>,
    /// By contact type, once it is asked for: whether its queue grows without end.
    still_growing: Vec<OnceCell<bool>>,
    /// Over the horizon, by team and all together, then by replication.
    team_totals: Vec<Vec<TeamTally>>,
    /// As these, where anybody has shifts.
    payrolls: Option<Vec<Vec<Payroll>>>,
}

impl<'a> Measured<'a> {
    pub(crate) fn new(study: &Study, variant: &'a Variant, part: &'a VariantPartial, replications: u32) -> Self {
        let tallies: Vec<_> = part.tallies.range(..replications).map(|(_, tally)| tally).collect();
        let (types, teams) = (variant.centre.contact_types().len(), variant.centre.teams().len());
        let subjects = Subjects::new(&variant.centre);
        let all_subjects: Vec<Subject> = subjects.all().collect();
        let mut measured = Self {
            variant,
            analysis: Analysis::from_settings(&study.settings),
            expected: Vec::new(),
            everybody: Vec::new(),
            layout: Layout::new(variant.centre.calendar(), study.settings.each_day),
            tallies,
            waits: Vec::with_capacity(all_subjects.len()),
            waits_of_groups: Vec::new(),
            contact_totals: Vec::with_capacity(all_subjects.len()),
            days: all_subjects.iter().map(|_| OnceCell::new()).collect(),
            subjects,
            still_growing: (0..types).map(|_| OnceCell::new()).collect(),
            team_totals: Vec::with_capacity(teams + 1),
            payrolls: None,
        };
        let buckets = measured.layout.counted();
        if study.settings.control_variates {
            measured.expected = expected(&variant.centre, &measured.layout);
            let together = |bucket: usize| {
                let of_types = (0..types).map(|of_type| measured.surplus(of_type, bucket..bucket + 1));
                of_types.reduce(sum_of_surplus).unwrap_or_default()
            };
            measured.everybody = (0..buckets).map(together).collect();
        }
        measured.waits_of_groups = measured.waits_of_all_groups();
        for subject in all_subjects {
            let total = |tally: &&ReplicationTally| {
                let queue = (0..buckets).map(|bucket| measured.queue(tally, subject, bucket));
                (sum_of_types(tally, measured.subjects.members(subject), 0..buckets), longest(queue))
            };
            let totals = measured.tallies.iter().map(total).collect();
            let mut waits = Histogram::new();
            measured.wait_tallies(subject).for_each(|tally| waits.merge_sparse(&tally.waits));
            measured.contact_totals.push(totals);
            measured.waits.push(waits);
        }
        for team in 0..=teams {
            let total = |tally: &&ReplicationTally| sum_of_team(tally, team, 0..buckets);
            measured.team_totals.push(measured.tallies.iter().map(total).collect());
        }
        measured.payrolls = measured.has_shifts(None).then(|| measured.pay());
        measured
    }

    pub(crate) fn centre(&self) -> &'a Centre {
        &self.variant.centre
    }

    /// The teams that take contacts, with their positions; the others have people who carry cases.
    pub(super) fn teams_that_answer(&self) -> impl Iterator<Item = (usize, &'a Team)> {
        self.centre().teams().iter().enumerate().filter(|(_, team)| team.people.is_none() || team.has_shifts())
    }

    /// Whether the people of a team, or of any, have shifts.
    pub(super) fn has_shifts(&self, team: Option<usize>) -> bool {
        let teams = self.centre().teams();
        team.map_or_else(|| teams.iter().any(Team::has_shifts), |team| teams[team].has_shifts())
    }

    /// What each team that answers and all together were paid, by team, then by replication.
    fn pay(&self) -> Vec<Vec<Payroll>> {
        let teams = self.centre().teams();
        let mut payrolls = vec![Vec::with_capacity(self.tallies.len()); teams.len() + 1];
        let types = self.centre().contact_types().len();
        for (replication, tally) in self.tallies.iter().enumerate() {
            let mut crews = tally.crews.iter();
            for (index, team) in teams.iter().enumerate() {
                let people = team.people.as_ref().filter(|people| people.has_shifts());
                let crew = people.and_then(|people| Some((people, crews.next()?)));
                payrolls[index].push(match crew {
                    Some((people, tally)) => Payroll::of_crew(people, tally),
                    None => Payroll::of_roster(&self.team_totals[index][replication]),
                });
            }
            let of_teams: Vec<_> = self.teams_that_answer().map(|(index, _)| payrolls[index][replication]).collect();
            let together = Payroll::together(&of_teams, self.contact_totals[types][replication].0.settled);
            payrolls[teams.len()].push(together);
        }
        payrolls
    }

    pub(super) fn analysis(&self) -> Analysis {
        self.analysis
    }

    /// What is known of the customers over the horizon: of one contact type, or all together.
    pub(crate) fn controls(&self, subject: Subject) -> Controls {
        self.controls_in(subject, 0..self.layout.counted())
    }

    /// Work before arrivals, and one type's before that of all: the more it explains, the earlier.
    pub(super) fn controls_in(&self, subject: Subject, buckets: Range<usize>) -> Controls {
        let several = self.centre().contact_types().len() > 1 && subject != Subject::All;
        self.analysis.controls(|| {
            let of_types = self.subjects.members(subject).iter().filter(|_| several);
            let own = of_types.map(|&of_type| self.surplus(of_type, buckets.clone())).reduce(sum_of_surplus);
            let everybody = self.everybody[buckets].iter().cloned().reduce(sum_of_surplus).unwrap_or_default();
            own.into_iter().chain([everybody]).flatten().collect()
        })
    }

    /// By replication, the work and the fresh contacts of a type beyond what was to be expected.
    fn surplus(&self, of_type: usize, buckets: Range<usize>) -> Surplus {
        let mut expected = Expected::default();
        self.expected[of_type][buckets.clone()].iter().for_each(|more| expected += *more);
        let beyond = |tally: &&ReplicationTally| {
            let sums = tally.contacts[of_type][buckets.clone()].iter();
            let (work, fresh) = sums.fold((0, 0), |(work, fresh), sum| (work + sum.fresh_work, fresh + sum.fresh));
            (Ticks(work).seconds() - expected.work, fresh as f64 - expected.fresh)
        };
        let (work, fresh) = self.tallies.iter().map(beyond).unzip();
        [work, fresh]
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    pub(super) fn buckets(&self) -> &[Bucket] {
        self.layout.buckets()
    }

    pub(crate) fn tallies(&self) -> &[&'a ReplicationTally] {
        &self.tallies
    }

    /// Whether a measure says something of these contacts: a wait does only of contact types that are alike, and the longest queue
    /// of a group is not followed.
    pub(super) fn means_something(&self, subject: Subject, measure: ContactMeasure) -> bool {
        let followed = match (subject, measure) {
            (Subject::OfGroup(_), ContactMeasure::QueueLengthMax | ContactMeasure::QueueLengthP95) => {
                self.subjects.members(subject).len() == 1
            }
            _ => true,
        };
        followed && (self.is_alike(subject) || !measure.row().only_of_alike)
    }

    /// Whether the contact types have one channel and one promise.
    pub(super) fn is_alike(&self, subject: Subject) -> bool {
        self.subjects.is_alike(subject)
    }

    /// The contact types that it is about.
    pub(super) fn members(&self, subject: Subject) -> &[usize] {
        self.subjects.members(subject)
    }

    /// What each replication says of a measure over the horizon.
    pub(crate) fn contact_samples(&self, subject: Subject, measure: ContactMeasure) -> Vec<Option<Sample>> {
        if !self.means_something(subject, measure) {
            return vec![None; self.tallies.len()];
        }
        match contact_formula(measure) {
            ContactFormula::Counted(formula) => self.counted_samples(subject, formula),
            ContactFormula::QuantileOfWaits(share) => self.quantile_samples(subject, share),
            ContactFormula::OverDays(figure) => {
                self.days(subject).samples(figure, self.target(subject), self.analysis.confidence)
            }
            ContactFormula::CostToCaller(formula) => self.costs_to_callers(subject, formula),
            ContactFormula::Growth => self.queue_growth(subject),
        }
    }

    /// What each replication cost the callers; `None` where no contact type states what that is.
    fn costs_to_callers(
        &self,
        subject: Subject,
        formula: fn(&ContactTally, CostToCaller) -> f64,
    ) -> Vec<Option<Sample>> {
        let types = self.members(subject).iter();
        let stated: Vec<(usize, CostToCaller)> = types
            .filter_map(|&of_type| Some((of_type, self.centre().contact_types()[of_type].cost_to_caller?)))
            .collect();
        if stated.is_empty() {
            return vec![None; self.tallies.len()];
        }
        let of_replication = |replication: usize| {
            let of_type = |&(of_type, cost): &(usize, CostToCaller)| {
                let position = self.subjects.position(Subject::OfType(of_type));
                formula(&self.contact_totals[position][replication].0, cost)
            };
            Some(Sample::Value(stated.iter().map(of_type).sum()))
        };
        (0..self.tallies.len()).map(of_replication).collect()
    }

    /// By how much the queue grew a day in each replication; `None` unless that of one of these contact types surely grows.
    fn queue_growth(&self, subject: Subject) -> Vec<Option<Sample>> {
        if !self.still_grows(subject) {
            return vec![None; self.tallies.len()];
        }
        QueuesAtOpenings::new(self.centre().calendar(), &self.tallies, self.members(subject)).growth_per_day()
    }

    /// Whether the queue of one of these contact types surely grows until the horizon ends, and does not settle.
    pub(super) fn still_grows(&self, subject: Subject) -> bool {
        self.members(subject).iter().any(|&of_type| {
            *self.still_growing[of_type].get_or_init(|| {
                QueuesAtOpenings::new(self.centre().calendar(), &self.tallies, &[of_type]).surely_grow(self.analysis)
            })
        })
    }

    fn counted_samples(&self, subject: Subject, formula: Counted) -> Vec<Option<Sample>> {
        let open = self.layout.open();
        let totals = self.contact_totals[self.subjects.position(subject)].iter().zip(self.wait_tallies(subject));
        let sample = |((tally, queue), waits): (&(ContactTally, QueueTally), &WaitTally)| {
            formula(tally, &ContactView { tally, queue: *queue, waits: Some(waits), open, intervals: 1 })
        };
        totals.map(sample).collect()
    }

    /// The waits of each replication.
    pub(super) fn wait_tallies(&self, subject: Subject) -> Box<dyn Iterator<Item = &WaitTally> + '_> {
        match subject {
            Subject::OfGroup(group) => Box::new(self.waits_of_groups[group].iter()),
            Subject::OfType(_) | Subject::All => {
                let position = self.subjects.position(subject);
                Box::new(self.tallies.iter().map(move |tally| &tally.waits[position]))
            }
        }
    }

    fn waits_of_all_groups(&self) -> Vec<Vec<WaitTally>> {
        let of_group = |group: usize| {
            let members = self.subjects.members(Subject::OfGroup(group));
            self.tallies.iter().map(|tally| waits_of_group(tally, members)).collect()
        };
        (0..self.centre().groups().len()).map(of_group).collect()
    }

    /// The longest queue and wait in one bucket of a replication. Of a group, the longest queue of any of its types.
    pub(super) fn queue(&self, tally: &ReplicationTally, subject: Subject, bucket: usize) -> QueueTally {
        match subject {
            Subject::OfGroup(_) => longest(self.members(subject).iter().map(|&index| tally.queues[index][bucket])),
            Subject::OfType(_) | Subject::All => tally.queues[self.subjects.position(subject)][bucket],
        }
    }

    /// What each replication says of a measure over the horizon: of one team, or all together.
    pub(crate) fn team_samples(&self, team: Option<usize>, measure: TeamMeasure) -> Vec<Option<Sample>> {
        let team = team.unwrap_or(self.centre().teams().len());
        let open = self.layout.open();
        let sample = |(replication, tally)| {
            let payroll = self.payrolls.as_ref().map(|payrolls| &payrolls[team][replication]);
            team_sample(measure, &TeamView { tally, open, intervals: 1, payroll })
        };
        self.team_totals[team].iter().enumerate().map(sample).collect()
    }

    /// The open days of these contacts.
    pub(super) fn days(&self, subject: Subject) -> &DaysOfType {
        let position = self.subjects.position(subject);
        self.days[position].get_or_init(|| DaysOfType::new(&self.tallies, self.members(subject)))
    }

    /// The share promised for a contact type, or for all together if they share the promise.
    fn target(&self, subject: Subject) -> Option<f64> {
        match subject {
            Subject::OfType(of_type) => self.centre().contact_types()[of_type].service_level.target.map(Fraction::get),
            Subject::OfGroup(_) | Subject::All => common_target(self.centre(), self.members(subject))?.target,
        }
    }

    /// The estimate of a contact measure over the horizon.
    pub(super) fn contact_estimate(&self, subject: Subject, measure: ContactMeasure) -> Option<Estimate> {
        rounded(self.analysis.estimate(&self.contact_samples(subject, measure), &self.controls(subject)))
    }

    /// The quantile of all replications together, and what each contributes to its error, as one value per
    /// replication: their mean is the quantile, and their spread is that of the share of waits it covers,
    /// turned into seconds by the slope of the distribution function around it.
    ///
    /// # Source
    ///
    /// The inversion of an interval for the distribution function: Woodruff (1952), "Confidence Intervals for
    /// Medians and Other Position Measures", *JASA* 47, 635–646.
    fn quantile_samples(&self, subject: Subject, p: f64) -> Vec<Option<Sample>> {
        let pooled = &self.waits[self.subjects.position(subject)];
        let quantile_at = |p: f64| Fraction::new(p.clamp(0.0, 1.0)).ok().and_then(|p| pooled.quantile(p));
        let Some(quantile) = quantile_at(p) else { return vec![None; self.tallies.len()] };
        let pair = |waits: &WaitTally| (waits.waits.count_up_to(quantile as u64) as f64, waits.count as f64);
        let pairs: Vec<(f64, f64)> = self.wait_tallies(subject).map(pair).collect();
        let covered = ratio_of(&pairs, self.analysis.confidence);
        let (share, half_width) = covered.map_or((p, 0.0), |covered| (covered.mean, covered.half_width.unwrap_or(0.0)));
        let at = |p: f64| quantile_at(p).unwrap_or(quantile);
        let width = at(p + half_width) - at(p - half_width);
        let ticks_per_share = if half_width > 0.0 { width / (2.0 * half_width) } else { 0.0 };
        let mean_count = pooled.count() as f64 / pairs.len() as f64;
        let value = |&(up_to, count): &(f64, f64)| {
            let ticks = quantile - (up_to - share * count) / mean_count * ticks_per_share;
            Some(Sample::Value(ticks / Ticks::PER_SECOND as f64))
        };
        pairs.iter().map(value).collect()
    }

    /// Attempts of a contact type over the horizon, in all replications.
    pub(super) fn offered(&self, of_type: usize) -> u64 {
        self.contact_totals[of_type].iter().map(|(tally, _)| tally.offered()).sum()
    }

    /// What blocks and controls gain for the main measures of each contact type.
    pub(super) fn precision_gains(&self) -> Vec<PrecisionGain> {
        let mut gains = Vec::new();
        for (index, contact_type) in self.centre().contact_types().iter().enumerate() {
            let subject = Subject::OfType(index);
            let controls = self.controls(subject);
            for measure in
                [ContactMeasure::ServiceLevel, ContactMeasure::AbandonedFraction, ContactMeasure::WaitSeconds]
            {
                let samples = self.contact_samples(subject, measure);
                let gain = self.analysis.precision_gain(&samples, &controls);
                gains.extend(gain.and_then(|gain| round_to_significant(gain, 4)).map(|precision_gain| PrecisionGain {
                    variant: self.variant.name.clone(),
                    scope: Scope::Contacts(contact_type.name.clone()),
                    measure: measure.into(),
                    precision_gain,
                }));
            }
        }
        gains
    }
}

/// What is measured of teams, with or without people who have shifts.
pub(super) fn measures_of_teams(has_shifts: bool) -> impl Iterator<Item = TeamMeasure> {
    TeamMeasure::ALL.into_iter().filter(move |measure| has_shifts || !measure.row().only_with_shifts)
}

/// By replication, work and fresh contacts beyond what was to be expected.
type Surplus = [Vec<f64>; 2];

fn sum_of_surplus(mut sum: Surplus, more: Surplus) -> Surplus {
    sum.iter_mut().flatten().zip(more.iter().flatten()).for_each(|(sum, more)| *sum += more);
    sum
}

/// Fresh contacts and their work in seconds.
#[derive(Clone, Copy, Debug, Default)]
struct Expected {
    fresh: f64,
    work: f64,
}

impl AddAssign for Expected {
    fn add_assign(&mut self, more: Self) {
        self.fresh += more.fresh;
        self.work += more.work;
    }
}

/// What is to be expected of each contact type in each bucket. Within a segment a burst, or a single contact, arrives in
/// any tick with probability `1 − exp(−λ)`, which is a little less than `λ`.
fn expected(centre: &Centre, layout: &Layout) -> Vec<Vec<Expected>> {
    let bucket_of = layout.bucket_of_interval();
    let of_type = |contact_type: &ContactType| {
        let aht = contact_type.talk.mean() + contact_type.wrap_up.as_ref().map_or(0.0, Distribution::mean);
        let mut buckets = vec![Expected::default(); layout.counted()];
        for segment in &contact_type.demand.segments {
            let rate = segment.rate.get() / (3600.0 * Ticks::PER_SECOND as f64);
            let burst = contact_type.demand.burst.mean();
            let fresh = burst * -libm::expm1(-rate / burst) * segment.end.since(segment.start).0 as f64;
            if let Some(bucket) = buckets.get_mut(bucket_of[segment.interval as usize] as usize) {
                *bucket += Expected { fresh, work: fresh * aht };
            }
        }
        buckets
    };
    centre.contact_types().iter().map(of_type).collect()
}

/// Sums some contact types over some buckets.
pub(super) fn sum_of_types(tally: &ReplicationTally, types: &[usize], buckets: Range<usize>) -> ContactTally {
    let mut sum = ContactTally::default();
    let of_types = types.iter().map(|&of_type| &tally.contacts[of_type]);
    of_types.flat_map(|of_type| &of_type[buckets.clone()]).for_each(|tally| sum += tally);
    sum
}

/// Sums a team, or from the last index on all together, over some buckets.
pub(super) fn sum_of_team(tally: &ReplicationTally, team: usize, buckets: Range<usize>) -> TeamTally {
    let mut sum = TeamTally::default();
    let teams = if team < tally.teams.len() { team..team + 1 } else { 0..tally.teams.len() };
    tally.teams[teams].iter().flat_map(|team| &team[buckets.clone()]).for_each(|tally| sum += tally);
    sum
}

fn longest(queues: impl Iterator<Item = QueueTally>) -> QueueTally {
    queues.fold(QueueTally::default(), |longest, queue| QueueTally {
        longest_queue: longest.longest_queue.max(queue.longest_queue),
        longest_wait: longest.longest_wait.max(queue.longest_wait),
    })
}
