use crate::evidence::{Identity, Seal};
use crate::report::{File, Origin, RenderError};
use crate::results::{Ended, Input};
use crate::scenario::Library;

use super::console::say;
use super::delivery::Delivery;
use super::failure::{Done, Failure};
use super::run_options::RunOptions;

/// A command that simulates a scenario and leaves a folder of results.
///
/// What is asked, what comes out and how it is rendered are apart, so that `verify` can make the files again without
/// writing any, and `report` without simulating.
pub(super) trait Simulation {
    /// What is asked of which scenario, read and checked.
    type Question;
    /// What comes out.
    type Results;

    /// What it is called on the command line.
    const COMMAND: &'static str;
    /// What the name of the folder of results adds to that of the scenario.
    const FOLDER: &'static str;

    /// The options that all have in common.
    fn options(&self) -> &RunOptions;

    /// All options that bear on the answer, as they would be typed.
    fn typed(&self) -> Vec<String>;

    /// Reads and checks everything before the work begins.
    fn question(&self, library: &Library) -> Result<Self::Question, Failure>;

    /// The files that were read for it.
    fn inputs(question: &Self::Question) -> &[Input];

    /// Simulates.
    fn answer(&self, question: Self::Question, conduct: Conduct) -> Result<Self::Results, Failure>;

    /// The answer for a terminal.
    fn summary(&self, results: &Self::Results) -> String;

    /// Draws the charts and renders the files, which may take longer than the simulation.
    fn render(&self, results: &Self::Results, origin: &Origin) -> Result<Vec<File>, Failure>;

    /// Who these results are.
    fn identity(results: &Self::Results) -> Identity;

    /// How the simulation ended.
    fn ended(results: &Self::Results) -> Ended;

    /// The program that the results name.
    fn program(results: &mut Self::Results) -> &mut String;
}

/// How a simulation is carried out, which its answer does not depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conduct {
    /// Said at the first Ctrl-C.
    pub(super) ending: &'static str,
    /// Threads to use, or as many as there are.
    pub(super) threads: Option<usize>,
    /// To do again what was stopped by hand: the replications that were done.
    pub(super) stopped_after: Option<u32>,
}

impl Conduct {
    /// As it was typed.
    fn typed(threads: Option<usize>) -> Self {
        Self { ending: "Ending with the replications that are done, which are kept.", threads, stopped_after: None }
    }

    /// What was done before, for the sake of comparison.
    pub(super) fn again(threads: Option<usize>, stopped_after: Option<u32>) -> Self {
        Self { ending: "Ending; nothing will be compared.", threads, stopped_after }
    }
}

/// Carries out a command as it was typed: simulates, prints the answer and leaves the files.
pub(super) fn perform<S: Simulation>(command: &S) -> Result<Done, Failure> {
    let options = command.options();
    let question = command.question(&Library::Disk(options.scenario.clone()))?;
    let delivery = Delivery::prepare(&options.folder(S::FOLDER), options.json.as_deref(), options.pack.as_deref())?;
    let inputs = S::inputs(&question).to_vec();
    let results = command.answer(question, Conduct::typed(options.threads()))?;
    delivery.deliver(&command.summary(&results), || files(command, &results, &inputs))?;
    Ok(conclude(S::ended(&results)))
}

/// All files of a folder, the manifest last.
pub(super) fn files<S: Simulation>(command: &S, results: &S::Results, inputs: &[Input]) -> Result<Vec<File>, Failure> {
    let scenario = command.options().scenario_name();
    let origin = Origin { command: S::COMMAND, scenario, options: command.typed() };
    let interrupted = S::ended(results).was_interrupted();
    let seal = Seal { identity: S::identity(results), origin: &origin, inputs, interrupted };
    seal.put_on(command.render(results, &origin)?).map_err(|error| defect(&error))
}

/// What cannot be rendered is the program's fault.
pub(super) fn defect(error: &RenderError) -> Failure {
    Failure::Program(format!("{error}; please report this"))
}

fn conclude(ended: Ended) -> Done {
    match ended {
        Ended::Complete => Done::Completely,
        Ended::PrecisionNotReached => {
            say("The stated precision was not reached: allow more replications, or ask for less.");
            Done::Short
        }
        Ended::Interrupted { .. } => {
            say(&format!("Cut short: {ended}. Those are kept."));
            Done::Short
        }
    }
}
