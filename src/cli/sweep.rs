use clap::Args;

use crate::request::{Question, SweepQuestion};

use super::asking::{Asks, read_option};
use super::failure::Failure;
use super::run_options::{RunOptions, default_folder};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-sweep";

const EXAMPLES: &str = "\
Examples:
  callfloor sweep jobcentre.toml --vary contacts.enquiries.handling_limit.limit=4m..8m:1m
  callfloor sweep jobcentre.toml --vary contacts.enquiries.talk.mean=3m..6m:30s --replications 50";

/// Simulate the scenario at several values of a key, and compare them
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

impl Asks for Sweep {
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn question(&self) -> Result<Question, Failure> {
        let vary = self.varied.iter().map(|text| read_option("--vary", text)).collect::<Result<_, Failure>>()?;
        Ok(Question::Sweep(SweepQuestion { vary }))
    }
}
