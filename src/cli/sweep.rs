use clap::Args;

use crate::chart;
use crate::report::{self, Origin};
use crate::results::SweepResults;
use crate::scenario::{self, Vary};

use super::answer::{Answer, simulate};
use super::console::errors_in_colour;
use super::failure::{Done, Failure};
use super::output_folder::OutputFolder;
use super::run_options::{RunOptions, default_folder};

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

pub(super) fn perform(arguments: &Sweep) -> Result<Done, Failure> {
    let options = &arguments.options;
    let vary = varied(&arguments.varied)?;
    let mut sweep = scenario::read_sweep(&options.scenario, &options.overrides, &vary)
        .map_err(|faults| Failure::Input(faults.render(errors_in_colour())))?;
    options.apply(&mut sweep.study)?;
    options.check_json()?;
    let folder = OutputFolder::prepare(&options.folder(FOLDER))?;
    let (results, ended) = simulate(&sweep.study, options.threads())?;
    let sweep = SweepResults { paths: sweep.paths, units: sweep.units, points: sweep.points, results };
    let charts = options.charts.draw(|style| chart::charts_of_sweep(&sweep, style))?;
    let pack = || report::pack_of_sweep(&sweep, &charts, &origin(arguments));
    let (summary, cut_short) = (report::summary_of_sweep(&sweep), sweep.results.cut_short.clone());
    Answer { summary, pack, ended, cut_short }.deliver(folder, options.json.as_deref())
}

fn varied(texts: &[String]) -> Result<Vec<Vary>, Failure> {
    let read = |text: &String| text.parse::<Vary>().map_err(|error| Failure::Input(format!("--vary {text}: {error}")));
    texts.iter().map(read).collect()
}

fn origin(arguments: &Sweep) -> Origin {
    let mut options: Vec<String> =
        arguments.varied.iter().flat_map(|text| ["--vary".to_string(), text.clone()]).collect();
    options.extend(arguments.options.typed());
    Origin { command: "sweep", scenario: arguments.options.scenario_name(), options }
}
