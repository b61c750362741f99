use std::path::PathBuf;

use clap::Args;

use crate::evidence::{Evidence, Verdict};
use crate::report::count;

use super::console::{print, say};
use super::failure::{Done, Failure};
use super::interruption;
use super::progress::Progress;
use super::run_options::MOST_THREADS;

const EXAMPLES: &str = "\
Examples:
  callfloor verify evidence.zip          made by: callfloor run jobcentre.toml --pack evidence.zip
  callfloor verify results/jobcentre     the same of a folder";

/// Check that nothing in a results folder or pack was altered, and run it again to the last digit
///
/// First every file is checked against its hash in the manifest. Then the program carries out the recorded command again, from the
/// files that were kept, and compares every file. Nothing is unpacked and nothing is written.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    /// The results folder, or the file that --pack made
    #[arg(value_name = "PACK_OR_DIR")]
    pack: PathBuf,

    /// Threads to use; the results do not depend on it [default: all]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=MOST_THREADS))]
    threads: Option<u32>,
}

pub(super) fn perform(arguments: &Verify) -> Result<Done, Failure> {
    let evidence = Evidence::read(&arguments.pack)?;
    if let Some(warning) = evidence.manifest.warning_of_version() {
        say(&warning);
    }
    say(&format!(
        "As listed: {} files. Running again: {}",
        evidence.paths().len(),
        evidence.manifest.printable_command()
    ));
    interruption::listen("Ending; nothing will be compared.");
    let progress = Progress::new();
    let verdict = evidence.verify(arguments.threads.map(|threads| threads as usize), &progress);
    progress.finish();
    match verdict? {
        Verdict::Identical { files, replications } => {
            let noun = if replications == 1 { "replication" } else { "replications" };
            print(&format!("identical: {} files, {} {noun}\n", count(files as u64), count(replications.into())))?;
            Ok(Done::Completely)
        }
        Verdict::Different(difference) => {
            print(&difference.to_string())?;
            Ok(Done::Different)
        }
    }
}
