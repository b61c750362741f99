use crate::experiment::{self, Inquiry, Lever, Unanswered, Watch, break_even};
use crate::model::{ContactTypeIndex, ServiceLevel, SetIn, Study, Team, Variant};
use crate::results::{BreakEvenResults, Measure, Position, Results, Scope};
use crate::scenario::{Adjustable, Faults, Library, Setting, Span, effect_of};
use crate::units::Fraction;

use super::pair_study::{as_in_file, check_replications, keep_pair, stopped};
use super::{BreakEvenQuestion, EqualIn, Request, RequestError, names};

const PEOPLE: &str = "--equal agents multiplies agents, and here people come by their shifts\n  \
    ask how many posts a variant takes: --vary teams.NAME.people.posts=LOW..HIGH --in-variant --equal service_level";

/// A break-even that is ready to be looked for.
pub(super) struct BreakEvenTask {
    scenario: Adjustable,
    /// The baseline and the variant.
    pub(super) study: Study,
    /// The position of the variant in the scenario.
    variant: usize,
    span: Span,
    set_in: SetIn,
    points: u32,
    measure: Measure,
    scope: Scope,
    at_target: Option<f64>,
}

impl BreakEvenTask {
    pub(super) fn read(
        request: &Request,
        question: &BreakEvenQuestion,
        library: &Library,
    ) -> Result<Self, RequestError> {
        let span = question.vary.value().clone();
        let (agents, measure) = match question.equal {
            EqualIn::AgentsNeeded => (true, Measure::ServiceLevel),
            EqualIn::Measure(measure) => (false, measure),
        };
        request.refuse_precision()?;
        let scenario = library.read_adjustable(&request.set)?;
        let variant = names::only_variant(question.variant.as_deref(), scenario.study())?;
        let mut study = keep_pair(scenario.study(), Some(variant));
        request.apply(&mut study)?;
        check_replications(&study)?;
        let scope = names::scope(question.scope.as_deref(), measure, &study.variants)?;
        if agents && study.variants.iter().any(|variant| variant.centre.teams().iter().any(Team::has_shifts)) {
            return Err(RequestError::Refused(PEOPLE.into()));
        }
        let at_target = if agents { Some(target(&scope, &study.variants[0])?) } else { None };
        let set_in =
            if question.in_variant || scenario.is_set_by(variant, &span.path) { SetIn::Variant } else { SetIn::Both };
        Ok(Self { scenario, study, variant, span, set_in, points: question.points, measure, scope, at_target })
    }

    pub(super) fn answer(&self, threads: Option<usize>, watch: &dyn Watch) -> Result<BreakEvenResults, RequestError> {
        let Self { scenario, study, span, set_in, measure, scope, .. } = self;
        let pair = |at: f64| {
            let setting = Setting { option: "--vary", path: &span.path, value: span.written(at), set_in: *set_in };
            scenario.pair(Some(self.variant), &[setting])
        };
        let lever = Lever {
            low: span.low,
            high: span.high,
            whole: span.is_whole(),
            points: self.points,
            at_target: self.at_target,
            pair: &pair,
            in_short: &|at| span.in_short(at),
        };
        lever.check()?;
        let results = as_in_file(study, threads, watch)?;
        let inquiry = Inquiry { study, scope, measure: *measure, threads, watch };
        let found = break_even(inquiry, &lever);
        let found = found.map_err(|reason| unanswered(reason, |at| span.written(at)))?;
        Ok(self.results(found, results))
    }

    fn results(&self, found: experiment::BreakEven, results: Results) -> BreakEvenResults {
        let Self { study, span, .. } = self;
        let end = |at: f64| Position { position: at, written: span.written(at) };
        BreakEvenResults {
            measure: self.measure,
            scope: self.scope.clone(),
            at_target: self.at_target,
            variant: study.variants[1].name.clone(),
            against: study.variants[0].name.clone(),
            path: span.path.clone(),
            unit: span.unit().to_owned(),
            set_in: self.set_in,
            low: end(span.low),
            high: end(span.high),
            points: found.points,
            crossings: found.crossings,
            effect: effect_of(&span.path).filter(|_| found.changes_nothing).map(str::to_owned),
            changes_nothing: found.changes_nothing,
            results,
        }
    }
}

/// Why there is no answer, in the words of whoever asked.
pub(super) fn unanswered(reason: Unanswered<Faults>, written: impl Fn(f64) -> String) -> RequestError {
    match reason {
        Unanswered::Refused(faults) => RequestError::Scenario(faults),
        Unanswered::OutOfReach(at) => RequestError::Refused(format!(
            "the target is not met with four times the agents, where the key is at {}\n  \
             choose a narrower range, or a --scope whose target can be met",
            written(at)
        )),
        Unanswered::Stopped => stopped(),
    }
}

/// The share promised to be answered in time, by all that `scope` is about.
fn target(scope: &Scope, baseline: &Variant) -> Result<f64, RequestError> {
    let group = |name: &str| baseline.centre.groups().iter().find(|group| group.name == name);
    let promises = (0..).zip(baseline.centre.contact_types()).filter(|(index, contact)| match scope {
        Scope::Contacts(name) => contact.name == *name,
        Scope::Group(name) => group(name).is_some_and(|group| group.contacts.contains(&ContactTypeIndex(*index))),
        _ => true,
    });
    let promises = promises.map(|(_, contact)| contact);
    let mut targets: Vec<Option<ServiceLevel>> = promises.map(|contact| Some(contact.service_level)).collect();
    targets.dedup();
    let shared = if targets.len() == 1 { targets[0] } else { None };
    let target = shared.and_then(|level| level.target).map(Fraction::get);
    target.ok_or_else(|| {
        let mend = "state service_level = { within = \"20s\", target = \"80%\" }, or choose a --scope that has one";
        RequestError::Refused(format!("--equal agents needs a target, and {scope} has none, or several\n  {mend}"))
    })
}
