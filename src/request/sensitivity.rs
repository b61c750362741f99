use crate::experiment::{self, Assumed, Inquiry, Register, Watch, sensitivity};
use crate::model::{Pair, SetIn, Study};
use crate::results::{Measure, Position, Results, Scope, SensitivityResults};
use crate::scenario::{Adjustable, AssumedRange, Faults, Library, Setting, effect_of};

use super::break_even::unanswered;
use super::pair_study::{as_in_file, check_replications, keep_pair};
use super::{Request, RequestError, SensitivityQuestion, names};

/// A sensitivity that is ready to be looked at.
pub(super) struct SensitivityTask {
    scenario: Adjustable,
    /// The baseline and, if the answer is a difference, the variant.
    pub(super) study: Study,
    /// The position of the variant in the scenario.
    variant: Option<usize>,
    ranges: Vec<AssumedRange>,
    points: u32,
    measure: Measure,
    scope: Scope,
}

impl SensitivityTask {
    pub(super) fn read(
        request: &Request,
        question: &SensitivityQuestion,
        library: &Library,
    ) -> Result<Self, RequestError> {
        let measure = question.measure;
        request.refuse_precision()?;
        let scenario = library.read_adjustable(&request.set)?;
        let variant = question.variant.as_deref().map(|name| names::only_variant(Some(name), scenario.study()));
        let variant = variant.transpose()?;
        let mut study = keep_pair(scenario.study(), variant);
        request.apply(&mut study)?;
        check_replications(&study)?;
        check_numbers(study.settings.replications, question.points)?;
        let scope = names::scope(question.scope.as_deref(), measure, &study.variants)?;
        let ranges = scenario.ranges()?;
        if ranges.is_empty() {
            return Err(RequestError::Refused(
                "no assumption of the scenario has a range\n  add one to its register: range = [\"1m\", \"5m\"]".into(),
            ));
        }
        Ok(Self { scenario, study, variant, ranges, points: question.points, measure, scope })
    }

    pub(super) fn answer(&self, threads: Option<usize>, watch: &dyn Watch) -> Result<SensitivityResults, RequestError> {
        let Self { study, scope, measure, .. } = self;
        let assumed: Vec<Assumed> = self.ranges.iter().map(|range| self.assumed(range)).collect();
        let pair = |positions: &[Option<f64>]| self.pair(positions);
        let written = |index: usize, at: f64| self.ranges[index].span.written(at);
        let register = Register { assumed: &assumed, points: self.points, pair: &pair, written: &written };
        register.check()?;
        let results = as_in_file(study, threads, watch)?;
        let inquiry = Inquiry { study, scope, measure: *measure, threads, watch };
        let found = sensitivity(inquiry, &register);
        let found = found.map_err(|reason| unanswered(reason, |at| at.to_string()))?;
        Ok(self.results(found, results))
    }

    /// The centres with each assumed number at its position, or as in the file.
    fn pair(&self, positions: &[Option<f64>]) -> Result<Pair, Faults> {
        let settings = self.ranges.iter().zip(positions).filter_map(|(AssumedRange { span, .. }, position)| {
            let value = span.written((*position)?);
            Some(Setting { option: "[assumptions] range", path: &span.path, value, set_in: self.set_in(&span.path) })
        });
        self.scenario.pair(self.variant, &settings.collect::<Vec<_>>())
    }

    /// A range is about the file's number: what the variant sets for itself stays.
    fn set_in(&self, path: &str) -> SetIn {
        match self.variant {
            Some(variant) if self.scenario.is_set_by(variant, path) => SetIn::Baseline,
            _ => SetIn::Both,
        }
    }

    fn assumed(&self, range: &AssumedRange) -> Assumed {
        let AssumedRange { assumption, span } = range;
        let end = |at: f64| Position { position: at, written: span.written(at) };
        Assumed {
            assumption: assumption.clone(),
            path: span.path.clone(),
            low: end(span.low),
            high: end(span.high),
            effect: effect_of(&span.path),
            whole: span.is_whole(),
            set_in: self.variant.map(|_| self.set_in(&span.path)),
        }
    }

    fn results(&self, found: experiment::Sensitivity, results: Results) -> SensitivityResults {
        let has_range = |path: &String| self.ranges.iter().any(|range| range.assumption == *path);
        let paths = self.study.assumptions.iter().map(|assumption| assumption.path.clone());
        let not_varied = paths.filter(|path| !has_range(path)).collect();
        SensitivityResults {
            measure: self.measure,
            scope: self.scope.clone(),
            variant: self.study.variants.get(1).map(|variant| variant.name.clone()),
            answer: found.answer,
            assumed: found.assumed,
            not_varied,
            together: found.together,
            results,
        }
    }
}

/// Each point has replications of its own, which are numbered through.
fn check_numbers(replications: u32, points: u32) -> Result<(), RequestError> {
    match replications.checked_mul(points) {
        Some(_) => Ok(()),
        None => Err(RequestError::Refused(format!(
            "{points} points of {replications} replications are more than can be numbered: take fewer of either"
        ))),
    }
}
