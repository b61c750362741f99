use clap::Args;

use crate::chart;
use crate::documents;
use crate::evidence::Identity;
use crate::experiment::{self, Inquiry, Lever, break_even};
use crate::model::{Input, SetIn, Study, Team};
use crate::report::{File, Origin};
use crate::results::{BreakEvenResults, Ended, Measure, Position, Results, Scope};
use crate::scenario::{Adjustable, Library, Setting, Span};

use super::failure::Failure;
use super::question::{self, About};
use super::run_options::{RunOptions, default_folder, not_offered, option_typed, replications_alone};
use super::simulation::{Conduct, Simulation, defect};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-breakeven";

const EXAMPLES: &str = "\
Examples:
  callfloor breakeven jobcentre.toml --variant \"Limit, all or nothing\" \\
      --vary contacts.enquiries.outcome.resolved=55%..80% --equal service_level
  callfloor breakeven minimal.toml --vary teams.front_line.agents=90..110 --equal occupancy
  callfloor breakeven jobcentre_site.toml --variant \"Five minutes an hour kept\" --in-variant \\
      --vary teams.halifax.people.posts=195..225 --equal service_level --scope contacts.enquiries";

/// Find the value of a key at which a variant and the baseline come out equal
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
    mut_arg("replications", replications_alone),
    mut_arg("precision", not_offered),
)]
pub(super) struct BreakEven {
    #[command(flatten)]
    options: RunOptions,

    /// The key to vary, and the values between which to look
    #[arg(long = "vary", value_name = "PATH=LOW..HIGH", required = true)]
    varied: String,

    /// The measure in which both are to be equal, by its key in the results: service_level. With `agents`, both are to need
    /// as many agents for the service level that is promised
    #[arg(long, value_name = "MEASURE", required = true)]
    equal: String,

    #[command(flatten)]
    about: About,

    /// The variant to hold against the baseline, if there are several
    #[arg(long, value_name = "NAME")]
    variant: Option<String>,

    /// Set the key in the variant alone, also where the variant does not set it itself: how many more people a rule takes
    /// than there are
    #[arg(long)]
    in_variant: bool,

    /// Values to look at first, both ends among them
    #[arg(long, value_name = "N", default_value_t = USUAL_POINTS, allow_negative_numbers = true,
          value_parser = clap::value_parser!(u32).range(2..=MOST_POINTS))]
    points: u32,
}

/// Asks for equal agents needed, not for equal agents on duty.
const AGENTS_NEEDED: &str = "agents";
const PEOPLE: &str = "--equal agents multiplies agents, and here people come by their shifts\n  \
    ask how many posts a variant takes: --vary teams.NAME.people.posts=LOW..HIGH --in-variant --equal service_level";
const USUAL_POINTS: u32 = 9;
const MOST_POINTS: i64 = 200;

impl Simulation for BreakEven {
    type Question = Question;
    type Results = BreakEvenResults;

    const COMMAND: &'static str = "breakeven";
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn typed(&self) -> Vec<String> {
        let mut options = option_typed("--vary", &self.varied);
        options.extend(option_typed("--equal", &self.equal));
        options.extend(self.about.typed());
        options.extend(self.variant.iter().flat_map(|name| option_typed("--variant", name)));
        options.extend(self.in_variant.then(|| "--in-variant".to_owned()));
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

    fn answer(&self, question: Question, conduct: Conduct) -> Result<BreakEvenResults, Failure> {
        question.answer(conduct.threads)
    }

    fn summary(&self, found: &BreakEvenResults) -> String {
        documents::summary_of_break_even(found)
    }

    fn render(&self, found: &BreakEvenResults, origin: &Origin) -> Result<Vec<File>, Failure> {
        let charts = self.options.charts.draw(|style| chart::charts_of_break_even(found, style))?;
        documents::pack_of_break_even(found, &charts, origin).map_err(|error| defect(&error))
    }

    fn identity(found: &BreakEvenResults) -> Identity {
        Identity::of(&found.results)
    }

    fn ended(found: &BreakEvenResults) -> Ended {
        found.results.ended
    }

    fn program(found: &mut BreakEvenResults) -> &mut String {
        &mut found.results.program
    }
}

/// What the command line asks of which scenario.
pub(super) struct Question {
    scenario: Adjustable,
    /// The baseline and the variant.
    study: Study,
    /// The position of the variant in the scenario.
    variant: usize,
    span: Span,
    set_in: SetIn,
    points: u32,
    measure: Measure,
    scope: Scope,
    at_target: Option<f64>,
}

impl Question {
    fn read(arguments: &BreakEven, library: &Library) -> Result<Self, Failure> {
        let options = &arguments.options;
        let span = arguments.varied.parse::<Span>();
        let span = span.map_err(|error| Failure::Input(format!("--vary {}: {error}", arguments.varied)))?;
        let agents = arguments.equal == AGENTS_NEEDED;
        let measure = if agents { Measure::ServiceLevel } else { question::measure("--equal", &arguments.equal)? };
        question::refuse_precision(options.asks_for_precision(), "breakeven")?;
        let scenario = library.read_adjustable(&options.overrides).map_err(|faults| question::refused(&faults))?;
        let variant = question::only_variant(arguments.variant.as_deref(), scenario.study())?;
        let mut study = question::keep(scenario.study(), Some(variant));
        options.apply(&mut study)?;
        question::check_replications(&study)?;
        let scope = arguments.about.scope(measure, &study.variants)?;
        if agents && study.variants.iter().any(|it| it.centre.teams().iter().any(Team::has_shifts)) {
            return Err(Failure::Input(PEOPLE.into()));
        }
        let at_target = if agents { Some(question::target(&scope, &study.variants[0])?) } else { None };
        let set_in =
            if arguments.in_variant || scenario.is_set_by(variant, &span.path) { SetIn::Variant } else { SetIn::Both };
        Ok(Self { scenario, study, variant, span, set_in, points: arguments.points, measure, scope, at_target })
    }

    fn answer(self, threads: Option<usize>) -> Result<BreakEvenResults, Failure> {
        let Self { scenario, study, span, set_in, measure, scope, .. } = &self;
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
        lever.check().map_err(|faults| question::refused(&faults))?;
        let progress = question::begin();
        let results = question::as_in_file(study, threads, &progress)?;
        let inquiry = Inquiry { study, scope, measure: *measure, threads, watch: &progress };
        let found = break_even(inquiry, &lever);
        let found = found.map_err(|reason| question::unanswered(reason, |at| span.written(at)))?;
        progress.finish();
        Ok(self.results(found, results))
    }

    fn results(self, found: experiment::BreakEven, results: Results) -> BreakEvenResults {
        let Self { study, span, set_in, measure, scope, at_target, .. } = self;
        let end = |at: f64| Position { position: at, written: span.written(at) };
        BreakEvenResults {
            measure,
            scope,
            at_target,
            variant: study.variants[1].name.clone(),
            against: study.variants[0].name.clone(),
            path: span.path.clone(),
            unit: span.unit().to_owned(),
            set_in,
            low: end(span.low),
            high: end(span.high),
            points: found.points,
            crossings: found.crossings,
            results,
        }
    }
}
