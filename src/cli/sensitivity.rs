use clap::Args;

use crate::chart;
use crate::documents;
use crate::evidence::Identity;
use crate::experiment::{self, Assumed, Inquiry, Register, sensitivity};
use crate::model::{Input, Pair, SetIn, Study};
use crate::report::{File, Origin};
use crate::results::{Ended, Measure, Position, Results, Scope, SensitivityResults};
use crate::scenario::{Adjustable, AssumedRange, Faults, Library, Setting};

use super::failure::Failure;
use super::question::{self, About};
use super::run_options::{RunOptions, default_folder, not_offered, option_typed, replications_alone};
use super::simulation::{Conduct, Simulation, defect};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-sensitivity";

const EXAMPLES: &str = "\
Examples:
  callfloor sensitivity minimal.toml --measure service_level
  callfloor sensitivity land_registry.toml --measure asa_seconds --scope contacts.calls_swansea --replications 10
  callfloor sensitivity minimal.toml --measure abandoned_fraction --variant \"Eight more agents\" --points 100";

/// Show how far an answer hangs on each assumption of the scenario, and on all of them at once
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
    mut_arg("replications", replications_alone),
    mut_arg("precision", not_offered),
)]
pub(super) struct Sensitivity {
    #[command(flatten)]
    options: RunOptions,

    /// The measure, by its key in the results: service_level
    #[arg(long, value_name = "MEASURE", required = true)]
    measure: String,

    #[command(flatten)]
    about: About,

    /// Ask of the difference between this variant and the baseline, instead of the baseline itself
    #[arg(long, value_name = "NAME")]
    variant: Option<String>,

    /// Points at which all assumptions are varied at once
    #[arg(long, value_name = "N", default_value_t = USUAL_POINTS, allow_negative_numbers = true,
          value_parser = clap::value_parser!(u32).range(FEWEST_POINTS..=MOST_POINTS))]
    points: u32,
}

const USUAL_POINTS: u32 = 40;
const FEWEST_POINTS: i64 = 10;
const MOST_POINTS: i64 = 1000;

impl Simulation for Sensitivity {
    type Question = Question;
    type Results = SensitivityResults;

    const COMMAND: &'static str = "sensitivity";
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn typed(&self) -> Vec<String> {
        let mut options = option_typed("--measure", &self.measure);
        options.extend(self.about.typed());
        options.extend(self.variant.iter().flat_map(|name| option_typed("--variant", name)));
        if self.points != USUAL_POINTS {
            options.extend(["--points".to_owned(), self.points.to_string()]);
        }
        options.extend(self.options.typed());
        options
    }

    fn question(&self, library: &Library) -> Result<Question, Failure> {
        Question::read(self, library)
    }

    fn inputs(question: &Question) -> &[Input] {
        &question.study.inputs
    }

    fn answer(&self, question: Question, conduct: Conduct) -> Result<SensitivityResults, Failure> {
        question.answer(conduct.threads)
    }

    fn summary(&self, found: &SensitivityResults) -> String {
        documents::summary_of_sensitivity(found)
    }

    fn render(&self, found: &SensitivityResults, origin: &Origin) -> Result<Vec<File>, Failure> {
        let charts = self.options.charts.draw(|style| chart::charts_of_sensitivity(found, style))?;
        documents::pack_of_sensitivity(found, &charts, origin).map_err(|error| defect(&error))
    }

    fn identity(found: &SensitivityResults) -> Identity {
        Identity::of(&found.results)
    }

    fn ended(found: &SensitivityResults) -> Ended {
        found.results.ended
    }

    fn program(found: &mut SensitivityResults) -> &mut String {
        &mut found.results.program
    }
}

/// What the command line asks of which scenario.
pub(super) struct Question {
    scenario: Adjustable,
    /// The baseline and, if the answer is a difference, the variant.
    study: Study,
    /// The position of the variant in the scenario.
    variant: Option<usize>,
    ranges: Vec<AssumedRange>,
    points: u32,
    measure: Measure,
    scope: Scope,
}

impl Question {
    fn read(arguments: &Sensitivity, library: &Library) -> Result<Self, Failure> {
        let options = &arguments.options;
        let measure = question::measure("--measure", &arguments.measure)?;
        question::refuse_precision(options.asks_for_precision(), "sensitivity")?;
        let scenario = library.read_adjustable(&options.overrides).map_err(|faults| question::refused(&faults))?;
        let variant = arguments.variant.as_deref().map(|name| question::only_variant(Some(name), scenario.study()));
        let variant = variant.transpose()?;
        let mut study = question::keep(scenario.study(), variant);
        options.apply(&mut study)?;
        question::check_replications(&study)?;
        check_numbers(study.settings.replications, arguments.points)?;
        let scope = arguments.about.scope(measure, &study.variants)?;
        let ranges = scenario.ranges().map_err(|faults| question::refused(&faults))?;
        if ranges.is_empty() {
            return Err(Failure::Input(
                "no assumption of the scenario has a range\n  add one to its register: range = [\"1m\", \"5m\"]".into(),
            ));
        }
        Ok(Self { scenario, study, variant, ranges, points: arguments.points, measure, scope })
    }

    fn answer(self, threads: Option<usize>) -> Result<SensitivityResults, Failure> {
        let Self { study, scope, measure, .. } = &self;
        let assumed: Vec<Assumed> = self.ranges.iter().map(|range| self.assumed(range)).collect();
        let pair = |positions: &[Option<f64>]| self.pair(positions);
        let written = |index: usize, at: f64| self.ranges[index].span.written(at);
        let register = Register { assumed: &assumed, points: self.points, pair: &pair, written: &written };
        register.check().map_err(|faults| question::refused(&faults))?;
        let progress = question::begin();
        let results = question::as_in_file(study, threads, &progress)?;
        let inquiry = Inquiry { study, scope, measure: *measure, threads, watch: &progress };
        let found = sensitivity(inquiry, &register);
        let found = found.map_err(|reason| question::unanswered(reason, |at| at.to_string()))?;
        progress.finish();
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
            whole: span.is_whole(),
            set_in: self.variant.map(|_| self.set_in(&span.path)),
        }
    }

    fn results(self, found: experiment::Sensitivity, results: Results) -> SensitivityResults {
        let has_range = |path: &String| self.ranges.iter().any(|range| range.assumption == *path);
        let paths = self.study.assumptions.iter().map(|assumption| assumption.path.clone());
        let not_varied = paths.filter(|path| !has_range(path)).collect();
        SensitivityResults {
            measure: self.measure,
            scope: self.scope,
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
fn check_numbers(replications: u32, points: u32) -> Result<(), Failure> {
    match replications.checked_mul(points) {
        Some(_) => Ok(()),
        None => Err(Failure::Input(format!(
            "{points} points of {replications} replications are more than can be numbered: take fewer of either"
        ))),
    }
}
