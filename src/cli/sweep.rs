use clap::Args;

use crate::chart;
use crate::documents;
use crate::evidence::Identity;
use crate::model::{self, Input};
use crate::report::{File, Origin};
use crate::results::{Ended, SweepResults};
use crate::scenario::{Library, Vary};

use super::answer::simulate;
use super::console::errors_in_colour;
use super::failure::Failure;
use super::run_options::{RunOptions, default_folder, option_typed};
use super::simulation::{Conduct, Simulation, defect};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-sweep";

const EXAMPLES: &str = "\
Examples:
  callfloor sweep jobcentre.toml --vary contacts.enquiries.handling_limit.limit=4m..8m:1m
  callfloor sweep jobcentre.toml --vary contacts.enquiries.talk.mean=3m..6m:30s --replications 50";

/// Simulate the scenario at several values of a key, and show what each buys
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
)]
pub(super) struct Sweep {
    #[command(flatten)]
    options: RunOptions,

    /// The key to vary, from where to where and in which steps; may be given more than once
    #[arg(long = "vary", value_name = "PATH=FROM..TO[:STEP]", required = true)]
    varied: Vec<String>,
}

impl Simulation for Sweep {
    type Question = model::Sweep;
    type Results = SweepResults;

    const COMMAND: &'static str = "sweep";
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn typed(&self) -> Vec<String> {
        let varied = self.varied.iter().flat_map(|text| option_typed("--vary", text));
        varied.chain(self.options.typed()).collect()
    }

    fn question(&self, library: &Library) -> Result<model::Sweep, Failure> {
        let vary = varied(&self.varied)?;
        let mut sweep = library
            .read_sweep(&self.options.overrides, &vary)
            .map_err(|faults| Failure::Input(faults.render(errors_in_colour())))?;
        self.options.apply(&mut sweep.study)?;
        Ok(sweep)
    }

    fn inputs(sweep: &model::Sweep) -> &[Input] {
        &sweep.study.inputs
    }

    fn answer(&self, sweep: model::Sweep, conduct: Conduct) -> Result<SweepResults, Failure> {
        let results = simulate(&sweep.study, conduct)?;
        Ok(SweepResults { paths: sweep.paths, units: sweep.units, points: sweep.points, results })
    }

    fn summary(&self, sweep: &SweepResults) -> String {
        documents::summary_of_sweep(sweep)
    }

    fn render(&self, sweep: &SweepResults, origin: &Origin) -> Result<Vec<File>, Failure> {
        let charts = self.options.charts.draw(|style| chart::charts_of_sweep(sweep, style))?;
        documents::pack_of_sweep(sweep, &charts, origin).map_err(|error| defect(&error))
    }

    fn identity(sweep: &SweepResults) -> Identity {
        Identity::of(&sweep.results)
    }

    fn ended(sweep: &SweepResults) -> Ended {
        sweep.results.ended
    }

    fn program(sweep: &mut SweepResults) -> &mut String {
        &mut sweep.results.program
    }
}

fn varied(texts: &[String]) -> Result<Vec<Vary>, Failure> {
    let read = |text: &String| text.parse::<Vary>().map_err(|error| Failure::Input(format!("--vary {text}: {error}")));
    texts.iter().map(read).collect()
}
