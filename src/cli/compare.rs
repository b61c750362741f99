use std::path::{Path, PathBuf};

use clap::Args;

use crate::documents;
use crate::evidence::{Evidence, EvidenceError, KeptRun, Manifest, compare};
use crate::request::check_memory;

use super::console::say;
use super::delivery::Delivery;
use super::failure::{Done, Failure};
use super::interruption;
use super::progress::Progress;
use super::run_options::MOST_THREADS;

const EXAMPLES: &str = "\
Examples:
  callfloor compare results/jobcentre results/jobcentre_proposal
  callfloor compare union.zip management.zip --out results/both";

/// Compare two runs: what is different in the second?
///
/// The baseline is compared with the baseline, and each variant with the one of the same name. Where seeds, replications and
/// customers match, both are run again from the files that were kept, and every difference is paired. Elsewhere the two are
/// taken as independent, and the comparison says why.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Compare {
    /// The results folder of a run, or the file that --pack made
    #[arg(value_name = "A")]
    first: PathBuf,

    /// The other run
    #[arg(value_name = "B")]
    second: PathBuf,

    /// The folder to leave the comparison in [default: results/<B>-against-<A>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Also write the comparison as JSON to this file; `-` is standard output, and then nothing else is printed there
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Threads to use; the results do not depend on it [default: all]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=MOST_THREADS))]
    threads: Option<u32>,
}

pub(super) fn perform(arguments: &Compare) -> Result<Done, Failure> {
    let (first, second) = (kept_run(&arguments.first)?, kept_run(&arguments.second)?);
    check_memory(first.memory().saturating_add(second.memory()))?;
    let names = names(&arguments.first, &arguments.second);
    let usual = || Path::new("results").join(format!("{}-against-{}", stem(&arguments.second), stem(&arguments.first)));
    let out = arguments.out.clone().unwrap_or_else(usual);
    if out.join(Manifest::FILE_NAME).exists() {
        let why = "holds the results of a run, which would be lost; choose another place with --out";
        return Err(Failure::Input(format!("{} {why}", out.display())));
    }
    let delivery = Delivery::prepare(&out, arguments.json.as_deref(), None)?;
    interruption::listen("Ending; nothing will be written.");
    let progress = Progress::new();
    let threads = arguments.threads.map(|threads| threads as usize);
    let found = compare((&names[0], &first), (&names[1], &second), threads, &progress);
    progress.finish();
    let stopped = "interrupted before both were run again: nothing was written";
    let found = found.map_err(|_| Failure::Program(stopped.into()))?;
    let files = || Ok(documents::pack_of_side_by_side(&found)?);
    delivery.deliver(&documents::summary_of_side_by_side(&found), files)?;
    Ok(Done::Completely)
}

/// The run that was kept at `path`. What is wrong with it is said with its name.
fn kept_run(path: &Path) -> Result<KeptRun, Failure> {
    let evidence = Evidence::read_results(path)?;
    let named = |failure: Failure| match failure {
        Failure::Input(message) => Failure::Input(format!("{}: {message}", path.display())),
        other => other,
    };
    let run = KeptRun::from_evidence(&evidence).map_err(|error| match error {
        EvidenceError::NotARun(_) => Failure::Input(format!("{} was {error}", path.display())),
        error => named(error.into()),
    })?;
    if let Some(warning) = evidence.manifest.warning_of_version() {
        say(&format!("{}: {warning}", path.display()));
    }
    Ok(run)
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
