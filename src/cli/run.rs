use clap::Args;

use crate::chart;
use crate::documents;
use crate::evidence::Identity;
use crate::model::{Input, Study};
use crate::report::{File, Origin};
use crate::results::{Ended, Results};
use crate::scenario::Library;

use super::answer::simulate;
use super::console::errors_in_colour;
use super::failure::Failure;
use super::run_options::{RunOptions, default_folder, option_typed};
use super::simulation::{Conduct, Simulation, defect};

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

impl Simulation for Run {
    type Question = Study;
    type Results = Results;

    const COMMAND: &'static str = "run";
    const FOLDER: &'static str = FOLDER;

    fn options(&self) -> &RunOptions {
        &self.options
    }

    fn typed(&self) -> Vec<String> {
        let only = self.only.iter().flat_map(|name| option_typed("--only", name));
        self.options.typed().into_iter().chain(only).collect()
    }

    fn question(&self, library: &Library) -> Result<Study, Failure> {
        let mut study = library
            .read(&self.options.overrides)
            .map_err(|faults| Failure::Input(faults.render(errors_in_colour())))?;
        keep_only(&mut study, &self.only)?;
        study = study.with_twins();
        self.options.apply(&mut study)?;
        Ok(study)
    }

    fn inputs(study: &Study) -> &[Input] {
        &study.inputs
    }

    fn answer(&self, study: Study, conduct: Conduct) -> Result<Results, Failure> {
        simulate(&study, conduct)
    }

    fn summary(&self, results: &Results) -> String {
        documents::summary_of_run(results)
    }

    fn render(&self, results: &Results, origin: &Origin) -> Result<Vec<File>, Failure> {
        let charts = self.options.charts.draw(|style| chart::charts_of_run(results, style))?;
        documents::pack_of_run(results, &charts, origin).map_err(|error| defect(&error))
    }

    fn identity(results: &Results) -> Identity {
        Identity::of(results)
    }

    fn ended(results: &Results) -> Ended {
        results.ended
    }

    fn program(results: &mut Results) -> &mut String {
        &mut results.program
    }
}

/// Drops all variants but the baseline and those named; with no name, none.
fn keep_only(study: &mut Study, names: &[String]) -> Result<(), Failure> {
    if names.is_empty() {
        return Ok(());
    }
    let known: Vec<_> = study.variants.iter().map(|variant| variant.name.as_str()).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(Failure::Input(unknown_variant(unknown, &known)));
    }
    let mut position = 0;
    study.variants.retain(|variant| {
        position += 1;
        position == 1 || names.contains(&variant.name)
    });
    Ok(())
}

pub(super) fn unknown_variant(unknown: &str, known: &[&str]) -> String {
    let alike = |name: &&&str| strsim::damerau_levenshtein(&name.to_lowercase(), &unknown.to_lowercase());
    let nearest = known.iter().min_by_key(alike).map_or("", |nearest| *nearest);
    let names: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("there is no variant `{unknown}`; the nearest is `{nearest}`\n  the scenario has {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_variant_is_answered_with_the_nearest() {
        let message = unknown_variant("five minute limit", &["baseline", "Five-minute limit"]);
        assert!(message.contains("the nearest is `Five-minute limit`"), "{message}");
    }
}
