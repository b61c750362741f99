use std::path::PathBuf;

use clap::Args;

use crate::model::{Basis, Study};
use crate::report::count;
use crate::scenario::{self, Override};

use super::colour::errors_in_colour;
use super::console::print;
use super::failure::{Done, Failure};

const EXAMPLES: &str = "\
Examples:
  callfloor check jobcentre.toml
  callfloor check --schema > callfloor.schema.json     for editors that complete what is typed";

/// Say whether a scenario is valid, and list all faults at once, each with its place and how to mend it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// The scenario file
    #[arg(required_unless_present = "schema")]
    scenario: Option<PathBuf>,

    /// Set a key of the scenario before it is read
    #[arg(long = "set", value_name = "PATH=VALUE")]
    overrides: Vec<Override>,

    /// Print the JSON Schema of the format instead
    #[arg(long, conflicts_with_all = ["scenario", "overrides"])]
    schema: bool,
}

pub(super) fn perform(arguments: &Check) -> Result<Done, Failure> {
    let text = match &arguments.scenario {
        None => format!("{:#}\n", scenario::schema()),
        Some(path) => {
            let study = scenario::read(path, &arguments.overrides)
                .map_err(|faults| Failure::Input(faults.render(errors_in_colour())))?;
            format!("{} is valid: {}{}", path.display(), described(&study), warnings(&study))
        }
    };
    print(&text)?;
    Ok(Done::Completely)
}

fn described(study: &Study) -> String {
    let mut parts = Vec::new();
    if let [baseline, alternatives @ ..] = study.variants.as_slice() {
        let centre = &baseline.centre;
        parts.push(counted(centre.contact_types().len(), "contact type"));
        parts.push(counted(centre.teams().len(), "team"));
        parts.push(counted(centre.calendar().days as usize, "day"));
        parts.push(counted(alternatives.len(), "variant") + " beside the baseline");
    }
    parts.push(counted(study.settings.replications as usize, "replication"));
    let assumed = study.assumptions.iter().filter(|assumption| assumption.basis == Basis::Assumed).count();
    let of = counted(study.assumptions.len(), "number");
    format!("{}.\n{of} with a stated basis, of which {} assumed.\n", parts.join(", "), count(assumed as u64))
}

/// What is no fault and should be known.
fn warnings(study: &Study) -> String {
    study.warnings.iter().map(|warning| format!("! {warning}\n")).collect()
}

fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number as u64))
}
