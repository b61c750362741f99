use clap::Args;

use crate::request::{FileKind, Question, RunQuestion};

use super::asking::Asks;
use super::failure::Failure;
use super::run_options::{RunOptions, default_folder};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "";

const EXAMPLES: &str = "\
Examples:
  callfloor run jobcentre.toml
  callfloor run jobcentre.toml --replications 400 --seed 2 --out results/second
  callfloor run jobcentre.toml --precision 1% --only \"Limit, all or nothing\"
  callfloor run jobcentre.toml --files json,csv
  callfloor run jobcentre.toml --set teams.halifax.agents=110 --json -";

/// Simulate the baseline and its variants on the same customers, and compare them
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
)]
pub(super) struct Run {
    #[command(flatten)]
    options: RunOptions,

    /// Run only this variant beside the baseline; may be given more than once. With kinds of file, such as `json`, the same as --files
    #[arg(long, value_name = "VARIANT")]
    only: Vec<String>,
}

/// `json,csv`: kinds of file, if every word is one.
fn kinds_of_file(only: &str) -> Option<Vec<FileKind>> {
    only.split(',').map(|word| word.parse().ok()).collect()
}

impl Asks for Run {
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn question(&self) -> Result<Question, Failure> {
        let variants = self.only.iter().filter(|only| kinds_of_file(only).is_none());
        Ok(Question::Run(RunQuestion { only: variants.cloned().collect() }))
    }

    fn files(&self) -> Vec<FileKind> {
        self.only.iter().filter_map(|only| kinds_of_file(only)).flatten().collect()
    }
}
