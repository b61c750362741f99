use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::experiment::estimate::{
    Analysis, Controls, Measured, Sample, Subject, case_samples, people_samples, rounded, weekly_samples,
};
use crate::experiment::replications::{Onward, Stopped, VariantPartial, Watch, run_range};
use crate::metrics::ReplicationTally;
use crate::model::{Centre, Pair, RunSettings, Study, Variant};
use crate::results::{CaseMeasure, ContactMeasure, Estimate, Measure, Scope, TeamMeasure};

/// A measure that is asked of one centre after another, and with what means.
#[derive(Clone, Copy)]
pub struct Inquiry<'a> {
    /// The study whose settings hold, and whose customers come.
    pub study: &'a Study,
    /// What the measure is about.
    pub scope: &'a Scope,
    /// The measure.
    pub measure: Measure,
    /// Threads to use, or as many as the machine has.
    pub threads: Option<usize>,
    /// Follows from outside.
    pub watch: &'a dyn Watch,
}

/// Why an inquiry came to nothing.
#[derive(Debug)]
pub enum Unanswered<E> {
    /// A value was refused.
    Refused(E),
    /// At this position, no number of agents looked at meets the target.
    OutOfReach(f64),
    /// It was asked to stop.
    Stopped,
}

impl<E> From<Stopped> for Unanswered<E> {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// What the replications of one centre say of the measure.
#[derive(Debug)]
pub(super) struct Answer {
    samples: Vec<Option<Sample>>,
    controls: Controls,
    /// As in which of the centres that were asked first everything happened.
    same_as_first: Vec<bool>,
    /// The measure, if it exists.
    pub(super) estimate: Option<Estimate>,
}

/// The answers of a pair.
#[derive(Clone, Debug)]
pub(super) struct PairOfAnswers {
    pub(super) baseline: Rc<Answer>,
    pub(super) variant: Option<Rc<Answer>>,
}

impl PairOfAnswers {
    /// Whether everything happened in both centres as in the pair that was asked first.
    pub(super) fn is_same_as_first(&self) -> bool {
        let is_same = |answer: &Answer, at: usize| answer.same_as_first.get(at).copied().unwrap_or(false);
        is_same(&self.baseline, 0) && self.variant.as_ref().is_none_or(|variant| is_same(variant, 1))
    }
}

/// A centre with as many agents as a target needs.
#[derive(Clone, Debug)]
pub(super) struct Staffed {
    /// How many times the agents it had.
    pub(super) factor: f64,
    pub(super) centre: Arc<Centre>,
}

/// Most and fewest times the agents of the file that are looked at.
const MOST_AGENTS: f64 = 4.0;
const FEWEST_AGENTS: f64 = 0.125;

/// Simulates centres as they come up, each of them once.
pub(super) struct Answers<'a> {
    inquiry: Inquiry<'a>,
    settings: RunSettings,
    analysis: Analysis,
    /// What was simulated on the first replications.
    known: Vec<(Arc<Centre>, Rc<Answer>)>,
    /// What was measured of the centres that were asked first, one after the other.
    first: Vec<BTreeMap<u32, ReplicationTally>>,
    /// For which target each baseline was staffed, and how.
    staffed: Vec<(Arc<Centre>, Staffed)>,
    /// Replications done and to be expected, over all centres.
    done: u64,
    expected: u64,
}

impl<'a> Answers<'a> {
    pub(super) fn new(inquiry: Inquiry<'a>) -> Self {
        let settings = RunSettings { precision: None, each_day: false, ..inquiry.study.settings };
        Self {
            inquiry,
            settings,
            analysis: Analysis::from_settings(&settings),
            known: Vec::new(),
            first: Vec::new(),
            staffed: Vec::new(),
            done: 0,
            expected: 0,
        }
    }

    /// Replications of each centre.
    pub(super) fn replications(&self) -> u32 {
        self.settings.replications
    }

    /// Blocks of replications: as many observations has each estimate.
    pub(super) fn blocks(&self) -> u32 {
        self.settings.replications / self.settings.day_factors.block()
    }

    /// Expects so many more centres, for the sake of who watches.
    pub(super) fn expect(&mut self, centres: usize) {
        self.expected += centres as u64 * u64::from(self.replications());
    }

    /// What both centres of `pair` say on the first replications: the customers that all pairs meet.
    pub(super) fn ask(&mut self, pair: &Pair) -> Result<PairOfAnswers, Stopped> {
        let centres: Vec<&Arc<Centre>> = std::iter::once(&pair.baseline).chain(&pair.variant).collect();
        let new: Vec<&Arc<Centre>> = centres.into_iter().filter(|centre| self.known(centre).is_none()).collect();
        let answers = self.simulate(&new, 0..self.replications())?;
        self.known.extend(new.into_iter().cloned().zip(answers));
        let known = |centre| self.known(centre).expect("it was simulated just now");
        Ok(PairOfAnswers { baseline: known(&pair.baseline), variant: pair.variant.as_ref().map(known) })
    }

    /// What both centres of `pair` say on customers of their own: the `number`-th replications, counted from 0.
    pub(super) fn apart(&mut self, pair: &Pair, number: u32) -> Result<PairOfAnswers, Stopped> {
        let first = number * self.replications();
        let centres: Vec<&Arc<Centre>> = std::iter::once(&pair.baseline).chain(&pair.variant).collect();
        let mut answers = self.simulate(&centres, first..first + self.replications())?.into_iter();
        let baseline = answers.next().expect("the baseline was simulated");
        Ok(PairOfAnswers { baseline, variant: answers.next() })
    }

    /// `centre` with the fewest agents, to about one, with which the measure is no less than `target`; `None` if even four
    /// times the agents do not suffice.
    pub(super) fn staffed(&mut self, centre: &Arc<Centre>, target: f64) -> Result<Option<Staffed>, Stopped> {
        if let Some((_, staffed)) = self.staffed.iter().find(|(known, _)| Arc::ptr_eq(known, centre)) {
            return Ok(Some(staffed.clone()));
        }
        let mut enough = self.with_agents(centre, 1.0);
        let mut too_few = None;
        while !self.meets(&enough, target)? {
            if MOST_AGENTS <= enough.factor {
                return Ok(None);
            }
            too_few = Some(enough.factor);
            enough = self.with_agents(centre, enough.factor * 2.0);
        }
        while too_few.is_none() && FEWEST_AGENTS < enough.factor {
            let fewer = self.with_agents(centre, enough.factor / 2.0);
            if self.meets(&fewer, target)? { enough = fewer } else { too_few = Some(fewer.factor) }
        }
        let one_agent = 1.0 / centre.most_rostered().max(1) as f64;
        while let Some(few) = too_few.filter(|few| one_agent < enough.factor - few) {
            let between = self.with_agents(centre, (few + enough.factor) / 2.0);
            if self.meets(&between, target)? { enough = between } else { too_few = Some(between.factor) }
        }
        self.staffed.push((Arc::clone(centre), enough.clone()));
        Ok(Some(enough))
    }

    fn with_agents(&self, centre: &Arc<Centre>, factor: f64) -> Staffed {
        Staffed { factor, centre: Arc::new(centre.staffed(factor)) }
    }

    fn meets(&mut self, staffed: &Staffed, target: f64) -> Result<bool, Stopped> {
        let alone = Pair { baseline: Arc::clone(&staffed.centre), variant: None };
        Ok(self.ask(&alone)?.baseline.estimate.is_some_and(|estimate| target <= estimate.mean))
    }

    /// The answer itself: of the baseline, or of the variant less the baseline.
    pub(super) fn answer(&self, of: &PairOfAnswers) -> Option<Estimate> {
        match &of.variant {
            None => of.baseline.estimate,
            Some(variant) => {
                let difference = self.analysis.difference(&variant.samples, &of.baseline.samples, &variant.controls)?;
                rounded(Some(difference.interval))
            }
        }
    }

    /// One answer less another, on the same customers.
    pub(super) fn change(&self, to: &PairOfAnswers, from: &PairOfAnswers) -> Option<Estimate> {
        let terms = |of: &'_ PairOfAnswers, sign: f64| match &of.variant {
            None => vec![(sign, Rc::clone(&of.baseline))],
            Some(variant) => vec![(sign, Rc::clone(variant)), (-sign, Rc::clone(&of.baseline))],
        };
        let terms = [terms(to, 1.0), terms(from, -1.0)].concat();
        let samples: Vec<(f64, &[Option<Sample>])> =
            terms.iter().map(|(factor, answer)| (*factor, answer.samples.as_slice())).collect();
        rounded(self.analysis.combination(&samples, &terms[0].1.controls))
    }

    fn known(&self, centre: &Arc<Centre>) -> Option<Rc<Answer>> {
        self.known.iter().find(|(known, _)| Arc::ptr_eq(known, centre)).map(|(_, answer)| Rc::clone(answer))
    }

    fn simulate(&mut self, centres: &[&Arc<Centre>], range: Range<u32>) -> Result<Vec<Rc<Answer>>, Stopped> {
        let Inquiry { study, threads, watch, .. } = self.inquiry;
        let variant = |(index, centre): (usize, &&Arc<Centre>)| Variant {
            name: index.to_string(),
            about: None,
            sets: Vec::new(),
            centre: Centre::clone(centre),
        };
        let study = Study {
            title: study.title.clone(),
            scenario_sha256: study.scenario_sha256.clone(),
            understood: Vec::new(),
            inputs: Vec::new(),
            variants: centres.iter().enumerate().map(variant).collect(),
            settings: self.settings,
            assumptions: Vec::new(),
            warnings: Vec::new(),
        };
        let replications = range.len() as u64 * centres.len() as u64;
        self.expected = self.expected.max(self.done + replications);
        let begins = u64::from(range.start) * centres.len() as u64;
        let onward = Onward { watch, begins, before: self.done, expected: self.expected };
        let partial = run_range(&study, range.clone(), threads, &onward);
        if partial.variants.iter().any(|variant| variant.tallies.len() < range.len()) {
            return Err(Stopped);
        }
        self.done += replications;
        if self.first.is_empty() {
            self.first = partial.variants.iter().map(|part| part.tallies.clone()).collect();
        }
        let read = |(variant, part): (&Variant, &VariantPartial)| {
            let same_as_first = self.first.iter().map(|first| *first == part.tallies).collect();
            Rc::new(self.read(&Measured::new(&study, variant, part, range.end), same_as_first))
        };
        Ok(study.variants.iter().zip(&partial.variants).map(read).collect())
    }

    fn read(&self, measured: &Measured<'_>, same_as_first: Vec<bool>) -> Answer {
        let (samples, controls) = samples(measured, self.inquiry.scope, self.inquiry.measure)
            .unwrap_or_else(|| (vec![None; measured.tallies().len()], measured.controls(Subject::All)));
        let estimate = rounded(self.analysis.estimate(&samples, &controls));
        Answer { samples, controls, same_as_first, estimate }
    }
}

/// What each replication says of the measure; `None` if the centre has nothing of that scope, or the scope no such measure.
fn samples(measured: &Measured<'_>, scope: &Scope, measure: Measure) -> Option<(Vec<Option<Sample>>, Controls)> {
    let centre = measured.centre();
    let of_contacts = |index| {
        let samples = measured.contact_samples(index, ContactMeasure::from_measure(measure)?);
        Some((samples, measured.controls(index)))
    };
    let of_teams = |index| {
        let samples = measured.team_samples(index, TeamMeasure::from_measure(measure)?);
        Some((samples, measured.controls(Subject::All)))
    };
    match scope {
        Scope::AllContacts => of_contacts(Subject::All),
        Scope::Contacts(name) => {
            let index = centre.contact_types().iter().position(|contact_type| contact_type.name == *name)?;
            of_contacts(Subject::OfType(index))
        }
        Scope::Group(name) => {
            of_contacts(Subject::OfGroup(centre.groups().iter().position(|group| group.name == *name)?))
        }
        Scope::AllTeams => of_teams(None),
        Scope::Team(name) => of_teams(Some(centre.teams().iter().position(|team| team.name == *name)?)),
        Scope::Cases(name) => {
            let index = centre.case_kinds().iter().position(|case_kind| case_kind.name == *name)?;
            let samples = case_samples(measured, index, CaseMeasure::from_measure(measure)?);
            Some((samples, measured.controls(Subject::All)))
        }
        Scope::Caseload(_) | Scope::Workforce(_) => Some((weekly_samples(measured, scope, measure)?, Controls::none())),
        Scope::People(_) | Scope::Clause(_) => Some((people_samples(measured, scope, measure)?, Controls::none())),
    }
}
