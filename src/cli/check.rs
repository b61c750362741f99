use std::path::{Path, PathBuf};

use clap::Args;

use crate::experiment::understood;
use crate::report::{count, json, understood_lines};
use crate::results::{Understood, UnderstoodAssumptions};
use crate::scenario::{self, Override};

use super::colour::errors_in_colour;
use super::console::{harmless, print};
use super::failure::{Done, Failure};

const EXAMPLES: &str = "\
Examples:
  callfloor check jobcentre.toml
  callfloor check jobcentre.toml --json                what was understood, for other programs
  callfloor check --schema > callfloor.schema.json     for editors that complete what is typed";

/// Say what a scenario was understood to say, or list all faults at once, each with its place and how to mend it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// The scenario file
    #[arg(required_unless_present = "schema")]
    scenario: Option<PathBuf>,

    /// Set a key of the scenario before it is read
    #[arg(long = "set", value_name = "PATH=VALUE")]
    overrides: Vec<Override>,

    /// Say what was understood as JSON
    #[arg(long, requires = "scenario")]
    json: bool,

    /// Print the JSON Schema of the format instead
    #[arg(long, conflicts_with_all = ["scenario", "overrides", "json"])]
    schema: bool,
}

pub(super) fn perform(arguments: &Check) -> Result<Done, Failure> {
    let text = match &arguments.scenario {
        None => format!("{:#}\n", scenario::schema()),
        Some(path) => {
            let study = scenario::read(path, &arguments.overrides)
                .map_err(|faults| Failure::Input(faults.render(errors_in_colour())))?;
            let understood = understood(&study);
            match arguments.json {
                true => json(&understood).map_err(|error| Failure::Program(error.to_string()))?,
                false => harmless(&in_words(path, &understood)),
            }
        }
    };
    print(&text)?;
    Ok(Done::Completely)
}

fn in_words(path: &Path, understood: &Understood) -> String {
    let UnderstoodAssumptions { stated, assumed } = understood.assumptions;
    let head = [format!("{} is valid. It says:", path.display()), String::new()];
    let tail = [
        String::new(),
        format!(
            "{} beside the baseline, {}, seed {}.",
            counted(understood.variants.len(), "variant"),
            counted(understood.replications as usize, "replication"),
            understood.seed
        ),
        format!(
            "{} with a stated basis, of which {} assumed.",
            counted(stated as usize, "number"),
            count(assumed.into())
        ),
    ];
    let lines = head.into_iter().chain(understood_lines(understood)).chain(tail);
    lines.map(|line| line + "\n").collect()
}

fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number as u64))
}
