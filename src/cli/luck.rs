use clap::Args;

use crate::request::{LuckQuestion, Question, read_flag_above};
use crate::units::Fraction;

use super::asking::Asks;
use super::failure::Failure;
use super::run_options::{RunOptions, default_folder, not_offered, replications_alone};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-luck";

const EXAMPLES: &str = "\
Examples:
  callfloor luck jobcentre.toml
  callfloor luck jobcentre.toml --team halifax --contact enquiries
  callfloor luck jobcentre.toml --flag-above 15% --variant \"Strike on Monday\"";

/// Show how far the AHTs of identical agents differ by chance, and how many agents a rule would flag
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
    mut_arg("replications", replications_alone),
    mut_arg("precision", not_offered),
    mut_arg("each_day", not_offered),
)]
pub(super) struct Luck {
    #[command(flatten)]
    options: RunOptions,

    /// Look at this team only
    #[arg(long, value_name = "NAME")]
    team: Option<String>,

    /// Look at this contact type only; this leaves out what an agent's mix of work adds
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,

    /// Flag an agent whose own AHT is more than this share above the team's mean
    #[arg(long, value_name = "SHARE", default_value = LuckQuestion::USUAL_RULE, allow_hyphen_values = true, value_parser = read_flag_above)]
    flag_above: Fraction,

    /// Look at this variant instead of the baseline
    #[arg(long, value_name = "VARIANT")]
    variant: Option<String>,
}

impl Asks for Luck {
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn question(&self) -> Result<Question, Failure> {
        Ok(Question::Luck(LuckQuestion {
            flag_above: self.flag_above,
            team: self.team.clone(),
            contact: self.contact.clone(),
            variant: self.variant.clone(),
        }))
    }
}
