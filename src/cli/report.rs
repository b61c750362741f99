use std::path::{Path, PathBuf};

use clap::Args;
use serde::de::DeserializeOwned;

use crate::evidence::{Evidence, Manifest};
use crate::report::{File, count};

use super::arguments::Command;
use super::console::{print, say};
use super::failure::{Done, Failure};
use super::output_folder::OutputFolder;
use super::simulation::{Simulation, files};
use super::verify::{no_command, recorded, warning_of_version};

const EXAMPLES: &str = "\
Examples:
  callfloor report results/jobcentre                           in its place
  callfloor report evidence.zip --out results/from_evidence    unpacks what it needs, and no more";

/// Render the files of a results folder again from its results.json, without simulating
///
/// The results, the inputs and the command that made them are kept as they are and must be those of the manifest; pages,
/// tables and charts are made anew.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Report {
    /// The results folder, or the file that --pack made
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// The folder to leave the files in [default: the same]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn perform(arguments: &Report) -> Result<Done, Failure> {
    let out = match &arguments.out {
        Some(out) => out,
        None if arguments.folder.is_file() => {
            return Err(Failure::Input("say with --out where the files of a pack are to go".into()));
        }
        None => &arguments.folder,
    };
    let evidence = Evidence::read_results(&arguments.folder)?;
    match recorded(&evidence.manifest)? {
        Command::Run(command) => render(&command, &evidence, out),
        Command::Sweep(command) => render(&command, &evidence, out),
        Command::BreakEven(command) => render(&command, &evidence, out),
        Command::Sensitivity(command) => render(&command, &evidence, out),
        Command::Luck(command) => render(&command, &evidence, out),
        _ => Err(no_command(&evidence.manifest)),
    }
}

fn render<S>(command: &S, evidence: &Evidence, out: &Path) -> Result<Done, Failure>
where
    S: Simulation<Results: DeserializeOwned>,
{
    if let Some(warning) = warning_of_version(&evidence.manifest) {
        say(&warning);
    }
    let results = results::<S>(evidence)?;
    let folder = OutputFolder::prepare(out)?;
    let files = files(command, &results, &evidence.inputs()?)?;
    let again = files.iter().find(|file| file.path == File::RESULTS).map(|file| file.bytes.as_slice());
    if again != evidence.file(File::RESULTS) {
        return Err(foreign("this version would lose or change something in it"));
    }
    let written = folder.write(&files)?;
    let page = written.join("report.html");
    print(&format!("Report: {}; {} files were rendered.\n", page.display(), count(files.len() as u64)))?;
    Ok(Done::Completely)
}

/// The results of a command as they were kept.
pub(super) fn results<S>(evidence: &Evidence) -> Result<S::Results, Failure>
where
    S: Simulation<Results: DeserializeOwned>,
{
    let bytes = evidence.file(File::RESULTS).ok_or_else(|| foreign("the manifest does not list it"))?;
    let results: S::Results = serde_json::from_slice(bytes)
        .map_err(|error| foreign(&format!("it is not what `{}` of this version writes: {error}", S::COMMAND)))?;
    if !S::identity(&results).is_that_of(&evidence.manifest) {
        return Err(foreign(&format!("it comes from another run than `{}`", Manifest::FILE_NAME)));
    }
    Ok(results)
}

fn foreign(why: &str) -> Failure {
    Failure::Input(format!("`{}` cannot be used: {why}", File::RESULTS))
}
