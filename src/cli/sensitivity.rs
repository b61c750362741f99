use clap::Args;

use crate::request::{Question, SensitivityQuestion, measure_with_key};

use super::asking::Asks;
use super::failure::Failure;
use super::run_options::{RunOptions, default_folder, not_offered, replications_alone, within};

/// What the name of the folder of results adds to that of the scenario.
const FOLDER: &str = "-sensitivity";

const EXAMPLES: &str = "\
Examples:
  callfloor sensitivity minimal.toml --measure service_level
  callfloor sensitivity land_registry.toml --measure asa_seconds --scope contacts.calls_swansea --replications 10
  callfloor sensitivity minimal.toml --measure abandoned_fraction --variant \"Eight more agents\" --points 100";

/// Show how far an answer depends on each assumption of the scenario, and on all of them at once
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    mut_arg("out", default_folder(FOLDER)),
    mut_arg("replications", replications_alone),
    mut_arg("precision", not_offered),
)]
pub(super) struct Sensitivity {
    #[command(flatten)]
    options: RunOptions,

    /// The measure, by its key in the results: service_level
    #[arg(long, value_name = "MEASURE", required = true)]
    measure: String,

    /// What the measure is about: contacts.NAME, teams.NAME, people.NAME, clauses.NAME, cases.NAME, caseloads.NAME,
    /// workforces.NAME, all_contacts or all_teams [default: all of its kind, or the only one]
    #[arg(long, value_name = "SCOPE")]
    scope: Option<String>,

    /// Ask about the difference between this variant and the baseline, instead of about the baseline
    #[arg(long, value_name = "NAME")]
    variant: Option<String>,

    /// Points at which all assumptions are varied at once
    #[arg(long, value_name = "N", default_value_t = SensitivityQuestion::USUAL_POINTS, allow_negative_numbers = true,
          value_parser = clap::value_parser!(u32).range(within(SensitivityQuestion::POINTS)))]
    points: u32,
}

impl Asks for Sensitivity {
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn question(&self) -> Result<Question, Failure> {
        let measure = measure_with_key(&self.measure).map_err(|why| Failure::Input(format!("--measure {why}")))?;
        Ok(Question::Sensitivity(SensitivityQuestion {
            measure,
            scope: self.scope.clone(),
            variant: self.variant.clone(),
            points: self.points,
        }))
    }
}
