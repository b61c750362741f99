use std::path::PathBuf;

use clap::{Args, Parser};

use crate::evidence::{Difference, Evidence, Manifest, printable};
use crate::report::{File, count};
use crate::results::Results;
use crate::scenario::Library;

use super::answer::not_done_again;
use super::arguments::{Arguments, Command};
use super::console::{print, say};
use super::failure::{Done, Failure};
use super::run_options::MOST_THREADS;
use super::simulation::{Conduct, Simulation, files};

const EXAMPLES: &str = "\
Examples:
  callfloor verify evidence.zip          made by: callfloor run jobcentre.toml --pack evidence.zip
  callfloor verify results/jobcentre     the same of a folder";

/// Check that nothing in a results folder or pack was altered, and run it again to the last digit
///
/// Every file is first held against its hash in the manifest. Then the program does again what the manifest says, from the
/// files that were kept, and compares all that comes out. Nothing is unpacked and nothing is written.
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
    let threads = arguments.threads.map(|threads| threads as usize);
    match recorded(&evidence.manifest)? {
        Command::Run(command) => verify(&command, &evidence, threads),
        Command::Sweep(command) => verify(&command, &evidence, threads),
        Command::BreakEven(command) => verify(&command, &evidence, threads),
        Command::Sensitivity(command) => verify(&command, &evidence, threads),
        Command::Luck(command) => verify(&command, &evidence, threads),
        _ => Err(no_command(&evidence.manifest)),
    }
}

/// The command that a manifest records.
pub(super) fn recorded(manifest: &Manifest) -> Result<Command, Failure> {
    let words = std::iter::once("callfloor").chain(manifest.arguments.iter().map(String::as_str));
    let parsed = Arguments::try_parse_from(words);
    parsed.map(|arguments| arguments.command).map_err(|_| no_command(manifest))
}

/// The files of a command carried out again, in memory.
pub(super) struct Again {
    pub(super) files: Vec<File>,
    /// Replications of each variant.
    pub(super) replications: u32,
}

/// Does again what the evidence says was done, and renders it as if by the program that did it.
pub(super) fn again<S: Simulation>(command: &S, evidence: &Evidence, threads: Option<usize>) -> Result<Again, Failure> {
    let manifest = &evidence.manifest;
    let question = command.question(&Library::Memory(evidence.inputs()?))?;
    let inputs = S::inputs(&question).to_vec();
    let conduct = Conduct::again(threads, stopped_after(manifest)?);
    let mut results = command.answer(question, conduct)?;
    if S::ended(&results).was_interrupted() != manifest.interrupted {
        return Err(not_done_again());
    }
    // Which program made it has been said; here the digits count.
    S::program(&mut results).clone_from(&manifest.program);
    let replications = S::identity(&results).replications();
    Ok(Again { files: files(command, &results, &inputs)?, replications })
}

fn verify<S: Simulation>(command: &S, evidence: &Evidence, threads: Option<usize>) -> Result<Done, Failure> {
    if let Some(warning) = warning_of_version(&evidence.manifest) {
        say(&warning);
    }
    say(&format!(
        "As listed: {} files. Running again: {}",
        evidence.paths().len(),
        manifest_command(&evidence.manifest)
    ));
    let again = again(command, evidence, threads)?;
    match Difference::between(evidence, &again.files) {
        None => {
            let files = count(evidence.paths().len() as u64);
            let of = if again.replications == 1 { "replication" } else { "replications" };
            print(&format!("identical: {files} files, {} {of}\n", count(again.replications.into())))?;
            Ok(Done::Completely)
        }
        Some(difference) => {
            print(&difference.to_string())?;
            Ok(Done::Different)
        }
    }
}

/// Said where another version made the evidence.
pub(super) fn warning_of_version(manifest: &Manifest) -> Option<String> {
    (manifest.program != Results::PROGRAM).then(|| {
        format!(
            "Warning: made by {}, this is {}: digits may have changed, see CHANGELOG.md",
            printable(&manifest.program),
            Results::PROGRAM.rsplit(' ').next().unwrap_or_default()
        )
    })
}

/// The replications after which it was stopped by hand, if it was.
pub(super) fn stopped_after(manifest: &Manifest) -> Result<Option<u32>, Failure> {
    let done = manifest.replications.iter().map(|(_, replications)| *replications).min();
    match (manifest.interrupted, done) {
        (false, _) => Ok(None),
        (true, Some(done)) if 2 <= done => Ok(Some(done)),
        (true, _) => Err(Failure::Input(format!(
            "`{}` says that it was interrupted, but not after how many replications",
            Manifest::FILE_NAME
        ))),
    }
}

fn manifest_command(manifest: &Manifest) -> String {
    let words = manifest.arguments.iter().map(String::as_str);
    printable(&std::iter::once("callfloor").chain(words).collect::<Vec<_>>().join(" "))
}

/// Said of a manifest whose command simulates nothing.
pub(super) fn no_command(manifest: &Manifest) -> Failure {
    let line = manifest_command(manifest);
    Failure::Input(format!("the `arguments` in `{}` are no command that simulates: {line}", Manifest::FILE_NAME))
}
