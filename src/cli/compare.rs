use std::path::{Path, PathBuf};

use clap::Args;

use crate::documents;
use crate::evidence::{Evidence, Manifest};
use crate::experiment::{self, RunMade};
use crate::model::{Input, Study};
use crate::results::Results;
use crate::scenario::{Library, Override, differences};

use super::arguments::Command;
use super::console::say;
use super::delivery::Delivery;
use super::failure::{Done, Failure};
use super::interruption;
use super::progress::Progress;
use super::report::results;
use super::run::Run;
use super::run_options::{MOST_THREADS, check_memory};
use super::simulation::{Simulation, defect};
use super::verify::{recorded, warning_of_version};

const EXAMPLES: &str = "\
Examples:
  callfloor compare results/jobcentre results/jobcentre_proposal
  callfloor compare union.zip management.zip --out results/both";

/// Hold two runs against each other: what is different in the second
///
/// Baseline is held against baseline, and each variant against that of the same name. Where seeds, replications and customers match,
/// both are run again from the files that were kept and every difference is paired; elsewhere the two are taken as
/// independent, and it is said why.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Compare {
    /// The results folder of a run, or the file that --pack made
    #[arg(value_name = "A")]
    first: PathBuf,

    /// Another
    #[arg(value_name = "B")]
    second: PathBuf,

    /// The folder to leave the comparison in [default: results/<B>-against-<A>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Also write the comparison as JSON to this file; `-` is standard output, with nothing else on it
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Threads to use; the results do not depend on it [default: all]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=MOST_THREADS))]
    threads: Option<u32>,
}

pub(super) fn perform(arguments: &Compare) -> Result<Done, Failure> {
    let (first, second) = (Made::read(&arguments.first)?, Made::read(&arguments.second)?);
    check_memory(experiment::memory(&first.study).saturating_add(experiment::memory(&second.study)))?;
    let names = names(&arguments.first, &arguments.second);
    let usual = || Path::new("results").join(format!("{}-against-{}", stem(&arguments.second), stem(&arguments.first)));
    let out = arguments.out.clone().unwrap_or_else(usual);
    if out.join(Manifest::FILE_NAME).exists() {
        let why = "holds the results of a run, which would be lost; choose another place with --out";
        return Err(Failure::Input(format!("{} {why}", out.display())));
    }
    let unreadable = || Failure::Program("a scenario that was read is not readable again".into());
    let inputs = differences(first.asked(), second.asked()).ok_or_else(unreadable)?;
    let delivery = Delivery::prepare(&out, arguments.json.as_deref(), None)?;
    interruption::listen("Ending; nothing will be written.");
    let progress = Progress::new();
    let threads = arguments.threads.map(|threads| threads as usize);
    let runs = (first.called(&names[0]), second.called(&names[1]));
    let found = experiment::side_by_side(runs.0, runs.1, inputs, threads, &progress);
    progress.finish();
    let stopped = || Failure::Program("interrupted before both were run again: nothing was written".into());
    let found = found.ok_or_else(stopped)?;
    let files = || documents::pack_of_side_by_side(&found).map_err(|error| defect(&error));
    delivery.deliver(&documents::summary_of_side_by_side(&found), files)?;
    Ok(Done::Completely)
}

/// A run that was kept.
struct Made {
    study: Study,
    results: Results,
    /// What the command line set.
    set: Vec<Override>,
}

impl Made {
    fn read(path: &Path) -> Result<Self, Failure> {
        let of_this = |failure: Failure| match failure {
            Failure::Input(message) => Failure::Input(format!("{}: {message}", path.display())),
            other => other,
        };
        let evidence = Evidence::read_results(path)?;
        let Command::Run(command) = recorded(&evidence.manifest).map_err(of_this)? else {
            let command = evidence.manifest.arguments.first().map_or("nothing", String::as_str);
            let message = format!("{} was made by `{command}`; only what `run` made can be compared", path.display());
            return Err(Failure::Input(message));
        };
        if let Some(warning) = warning_of_version(&evidence.manifest) {
            say(&format!("{}: {warning}", path.display()));
        }
        let results = results::<Run>(&evidence).map_err(of_this)?;
        let study = command.question(&Library::Memory(evidence.inputs()?)).map_err(of_this)?;
        let of_study = study.variants.iter().map(|variant| &variant.name);
        if !of_study.eq(results.variants.iter().map(|variant| &variant.name)) {
            return Err(of_this(Failure::Input("its results have other variants than its scenario".into())));
        }
        let set = command.options().overrides.clone();
        Ok(Self { study, results, set })
    }

    fn asked(&self) -> (&[Input], &[Override]) {
        (&self.study.inputs, &self.set)
    }

    fn called<'a>(&'a self, name: &'a str) -> RunMade<'a> {
        RunMade { name, study: &self.study, results: &self.results }
    }
}

/// The last parts of both paths, or all of both if they are alike.
fn names(first: &Path, second: &Path) -> [String; 2] {
    let names = [stem(first), stem(second)];
    if names[0] == names[1] { [first, second].map(|path| path.display().to_string()) } else { names }
}

fn stem(path: &Path) -> String {
    let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = if canonical.is_dir() { canonical.file_name() } else { canonical.file_stem() };
    name.unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
