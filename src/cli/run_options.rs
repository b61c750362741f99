use std::path::{Path, PathBuf};

use clap::{Arg, Args};

use crate::experiment;
use crate::model::{RunSettings, Study};
use crate::scenario::{self, Override};
use crate::units::Fraction;

use super::chart_options::ChartOptions;
use super::failure::Failure;

/// As in a scenario file.
const MOST_REPLICATIONS: i64 = 10_000_000;
/// More threads than any machine has.
pub(super) const MOST_THREADS: i64 = 4096;
/// Most memory that the measures of a run may take, and the text that they become.
const MOST_MEMORY: u64 = 8 << 30;

/// What all commands that simulate have in common.
#[derive(Debug, Args)]
pub(super) struct RunOptions {
    /// The scenario file
    pub(super) scenario: PathBuf,

    /// Set a key of the scenario before it is read, e.g. teams.front_line.agents=110
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub(super) overrides: Vec<Override>,

    /// Replications; with --precision, the most of them
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=MOST_REPLICATIONS))]
    replications: Option<u32>,

    /// Add replications until every service level is known to within this share, e.g. 1%
    #[arg(long, value_name = "SHARE", value_parser = precision)]
    precision: Option<Fraction>,

    /// The seed of all randomness: the same seed gives the same bytes
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    seed: Option<u64>,

    /// Show the intervals of each day instead of those of the average day
    #[arg(long)]
    each_day: bool,

    /// Threads to use; the results do not depend on it [default: all]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=MOST_THREADS))]
    threads: Option<u32>,

    /// The folder to leave the results in
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Also write the results as JSON to this file; `-` is standard output, with nothing else on it
    #[arg(long, value_name = "FILE")]
    pub(super) json: Option<PathBuf>,

    /// Also write all files as one zip file, to hand on: `callfloor verify` runs it again and compares every digit
    #[arg(long, value_name = "FILE")]
    pub(super) pack: Option<PathBuf>,

    #[command(flatten)]
    pub(super) charts: ChartOptions,
}

/// Names in the help of `--out` where the results of a command go if nobody says.
pub(super) fn default_folder(suffix: &'static str) -> impl FnOnce(Arg) -> Arg {
    move |out| out.help(format!("The folder to leave the results in [default: results/<scenario name>{suffix}]"))
}

/// Leaves out of the help an option that the command refuses.
pub(super) fn not_offered(option: Arg) -> Arg {
    option.hide(true)
}

/// The help of `--replications` where every value is looked at with as many.
pub(super) fn replications_alone(option: Arg) -> Arg {
    option.help("Replications")
}

impl RunOptions {
    /// Threads to use, or as many as there are.
    pub(super) fn threads(&self) -> Option<usize> {
        self.threads.map(|threads| threads as usize)
    }

    /// Whether a precision was asked for.
    pub(super) fn asks_for_precision(&self) -> bool {
        self.precision.is_some()
    }

    /// Where the results go: `results/jobcentre`, or `results/jobcentre-sweep` with a suffix.
    pub(super) fn folder(&self, suffix: &str) -> PathBuf {
        let stem = self.scenario.file_stem().unwrap_or("scenario".as_ref()).to_string_lossy();
        self.out.clone().unwrap_or_else(|| Path::new("results").join(format!("{stem}{suffix}")))
    }

    /// Name of the scenario file, without its folder.
    pub(super) fn scenario_name(&self) -> String {
        self.scenario.file_name().unwrap_or(self.scenario.as_os_str()).to_string_lossy().into_owned()
    }

    /// Replaces what the command line says differently, and refuses settings that cannot be run.
    pub(super) fn apply(&self, study: &mut Study) -> Result<(), Failure> {
        let settings = &mut study.settings;
        settings.replications = self.replications.unwrap_or(settings.replications);
        settings.precision = self.precision.or(settings.precision);
        settings.seed = self.seed.unwrap_or(settings.seed);
        settings.each_day |= self.each_day;
        check(settings)?;
        self.charts.check()?;
        check_memory(experiment::memory(study))
    }

    /// The first option given that says nothing to a command without service levels and intervals of the day.
    pub(super) fn beside_the_point(&self) -> Option<&'static str> {
        let given = [(self.precision.is_some(), "--precision"), (self.each_day, "--each-day")];
        given.into_iter().find_map(|(given, option)| given.then_some(option))
    }

    /// The options that bear on the answer, as they would be typed.
    pub(super) fn typed(&self) -> Vec<String> {
        let mut typed = Vec::new();
        let mut push = |option: &str, value: String| typed.extend(option_typed(option, &value));
        for Override { path, value } in &self.overrides {
            push("--set", format!("{path}={value}"));
        }
        if let Some(replications) = self.replications {
            push("--replications", replications.to_string());
        }
        if let Some(precision) = self.precision {
            push("--precision", precision.get().to_string());
        }
        if let Some(seed) = self.seed {
            push("--seed", seed.to_string());
        }
        typed.extend(self.each_day.then(|| "--each-day".to_string()));
        typed.extend(self.charts.typed());
        typed
    }
}

/// An option with its value, as it would be typed: a value that looks like an option is tied to it.
pub(super) fn option_typed(option: &str, value: &str) -> Vec<String> {
    if value.starts_with('-') { vec![format!("{option}={value}")] } else { vec![option.to_owned(), value.to_owned()] }
}

fn check(settings: &RunSettings) -> Result<(), Failure> {
    if settings.replications == 0 {
        return Err(Failure::Input("a run needs at least 1 replication, not 0".into()));
    }
    if let Some((why, mend)) = scenario::refusal_of_replications(settings) {
        return Err(Failure::Input(format!("{why}\n  {mend}")));
    }
    let confidence = settings.confidence.get();
    if confidence <= 0.0 || 1.0 <= confidence {
        let message =
            format!("the confidence must lie between 0% and 100%, such as 95%, not at {}%", confidence * 100.0);
        return Err(Failure::Input(message));
    }
    Ok(())
}

pub(super) fn check_memory(needed: u64) -> Result<(), Failure> {
    if needed <= MOST_MEMORY {
        return Ok(());
    }
    let gigabytes = |bytes: u64| bytes.div_ceil(1 << 30);
    Err(Failure::Input(format!(
        "the results would take about {} GB of memory, and {} GB is the most\n  \
         ask for fewer replications or variants, a longer `interval`, or the average day instead of each day",
        gigabytes(needed),
        gigabytes(MOST_MEMORY)
    )))
}

fn precision(text: &str) -> Result<Fraction, String> {
    match text.parse::<Fraction>() {
        Ok(share) if share == Fraction::ZERO => Err("no number of replications reaches a precision of 0".into()),
        Ok(share) => Ok(share),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DayFactors, Detail};

    #[test]
    fn settings_that_cannot_be_run_are_refused() {
        let fraction = |share| Fraction::new(share).unwrap();
        let settings = |replications, confidence| RunSettings {
            replications,
            precision: None,
            seed: 1,
            confidence: fraction(confidence),
            each_day: false,
            control_variates: false,
            day_factors: DayFactors::Independent,
            detail: Detail::Contacts,
        };
        assert!(check(&settings(1, 0.95)).is_ok());
        let refused = |settings| check(&settings).unwrap_err().message().to_string();
        assert_eq!(refused(settings(0, 0.95)), "a run needs at least 1 replication, not 0");
        assert!(refused(settings(1, 1.0)).contains("not at 100%"));
        let in_fives = RunSettings { day_factors: DayFactors::Stratified, ..settings(12, 0.95) };
        assert!(refused(in_fives).contains("blocks of 5: take 10 or 15"));
    }

    #[test]
    fn results_that_no_machine_holds_are_refused() {
        assert!(check_memory(MOST_MEMORY).is_ok());
        let message = check_memory(100 << 30).unwrap_err().message().to_string();
        assert!(message.contains("about 100 GB of memory, and 8 GB is the most"), "{message}");
    }

    #[test]
    fn a_precision_is_a_share_above_zero() {
        assert_eq!(precision("1%"), Ok(Fraction::new(0.01).unwrap()));
        assert!(precision("0").unwrap_err().contains("precision of 0"));
        assert!(precision("lots").is_err());
    }
}
