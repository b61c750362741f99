use clap::Args;

use crate::chart;
use crate::model::Study;
use crate::report::{self, Origin};
use crate::scenario;

use super::answer::{Answer, simulate};
use super::console::errors_in_colour;
use super::failure::{Done, Failure};
use super::output_folder::OutputFolder;
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

pub(super) fn perform(arguments: &Run) -> Result<Done, Failure> {
    let options = &arguments.options;
    let mut study = scenario::read(&options.scenario, &options.overrides)
        .map_err(|faults| Failure::Input(faults.render(errors_in_colour())))?;
    keep_only(&mut study, &arguments.only)?;
    study = study.with_twins();
    options.apply(&mut study)?;
    options.check_json()?;
    let folder = OutputFolder::prepare(&options.folder(FOLDER))?;
    let (results, ended) = simulate(&study, options.threads())?;
    let charts = options.charts.draw(|style| chart::charts_of_run(&results, style))?;
    let pack = || report::pack_of_run(&results, &charts, &origin(arguments));
    let (summary, cut_short) = (report::summary_of_run(&results), results.cut_short.clone());
    Answer { summary, pack, ended, cut_short }.deliver(folder, options.json.as_deref())
}

fn origin(arguments: &Run) -> Origin {
    let mut options = arguments.options.typed();
    options.extend(arguments.only.iter().flat_map(|name| ["--only".to_string(), name.clone()]));
    Origin { command: "run", scenario: arguments.options.scenario_name(), options }
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
