use std::path::PathBuf;

use clap::Args;

use crate::evidence::Evidence;
use crate::report::count;

use super::console::{print, say};
use super::failure::{Done, Failure};
use super::output_folder::OutputFolder;

const EXAMPLES: &str = "\
Examples:
  callfloor report results/jobcentre                           in its place
  callfloor report evidence.zip --out results/from_evidence    unpacks what it needs, and no more";

/// Render the files of a results folder again from its results.json, without simulating
///
/// Results, inputs and command stay as they are, and must be those that the manifest lists. Pages, tables and charts are
/// made again.
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
    if let Some(warning) = evidence.manifest.warning_of_version() {
        say(&warning);
    }
    let files = evidence.render_again()?;
    let written = OutputFolder::prepare(out)?.write(&files)?;
    let page = written.join("report.html");
    print(&format!("Report: {}; {} files were rendered.\n", page.display(), count(files.len() as u64)))?;
    Ok(Done::Completely)
}
