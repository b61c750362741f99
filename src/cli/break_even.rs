use clap::Args;

use crate::request::{BreakEvenQuestion, Question};

use super::asking::{Asks, read_option};
use super::failure::Failure;
use super::run_options::{RunOptions, default_folder, not_offered, replications_alone, within};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-breakeven";

const EXAMPLES: &str = "\
Examples:
  callfloor breakeven jobcentre.toml --variant \"Limit, all or nothing\" \\
      --vary contacts.enquiries.outcome.resolved=55%..80% --equal service_level
  callfloor breakeven minimal.toml --vary teams.front_line.agents=90..110 --equal occupancy
  callfloor breakeven jobcentre_site.toml --variant \"Five minutes an hour kept\" --in-variant \\
      --vary teams.halifax.people.posts=195..225 --equal service_level --scope contacts.enquiries";

/// Find the value of a key at which a variant and the baseline come out equal
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
    mut_arg("replications", replications_alone),
    mut_arg("precision", not_offered),
)]
pub(super) struct BreakEven {
    #[command(flatten)]
    options: RunOptions,

    /// The key to vary, and the values between which to look
    #[arg(long = "vary", value_name = "PATH=LOW..HIGH", required = true)]
    varied: String,

    /// The measure in which both are to be equal, by its key in the results: service_level. With `agents`, both are to need
    /// as many agents for the service level that is promised
    #[arg(long, value_name = "MEASURE", required = true)]
    equal: String,

    /// What the measure is about: contacts.NAME, teams.NAME, people.NAME, clauses.NAME, cases.NAME, caseloads.NAME,
    /// workforces.NAME, all_contacts or all_teams [default: all of its kind, or the only one]
    #[arg(long, value_name = "SCOPE")]
    scope: Option<String>,

    /// The variant to compare with the baseline, if there are several
    #[arg(long, value_name = "NAME")]
    variant: Option<String>,

    /// Set the key in the variant alone, even if the variant does not set it itself: this asks, for instance, how many more
    /// people a rule takes
    #[arg(long)]
    in_variant: bool,

    /// How many values to look at first, both ends included
    #[arg(long, value_name = "N", default_value_t = BreakEvenQuestion::USUAL_POINTS, allow_negative_numbers = true,
          value_parser = clap::value_parser!(u32).range(within(BreakEvenQuestion::POINTS)))]
    points: u32,
}

impl Asks for BreakEven {
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn question(&self) -> Result<Question, Failure> {
        Ok(Question::BreakEven(BreakEvenQuestion {
            vary: read_option("--vary", &self.varied)?,
            equal: self.equal.parse().map_err(|why| Failure::Input(format!("--equal {why}")))?,
            scope: self.scope.clone(),
            variant: self.variant.clone(),
            in_variant: self.in_variant,
            points: self.points,
        }))
    }
}
