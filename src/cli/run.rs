use clap::Args;

use crate::request::{Question, RunQuestion};

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

    /// Run only this variant beside the baseline; may be given more than once
    #[arg(long, value_name = "VARIANT")]
    only: Vec<String>,
}

impl Asks for Run {
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn question(&self) -> Result<Question, Failure> {
        Ok(Question::Run(RunQuestion { only: self.only.clone() }))
    }
}
