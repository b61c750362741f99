use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use clap::{Arg, Args};

use crate::request::{FileKind, MOST_REPLICATIONS, Question, Request, read_precision};
use crate::scenario::Override;
use crate::units::Fraction;

use super::chart_options::ChartOptions;

/// More threads than any machine has.
pub(super) const MOST_THREADS: i64 = 4096;

/// What all commands that simulate have in common.
#[derive(Debug, Args)]
pub(super) struct RunOptions {
    /// The scenario file
    pub(super) scenario: PathBuf,

    /// Set a key of the scenario before it is read, e.g. teams.front_line.agents=110
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub(super) overrides: Vec<Override>,

    /// Replications; with --precision, the most of them
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(within(1..=MOST_REPLICATIONS)))]
    replications: Option<u32>,

    /// Add replications until every service level is known to within this share, e.g. 1%
    #[arg(long, value_name = "SHARE", value_parser = read_precision)]
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

    /// Also write the results as JSON to this file; `-` is standard output, and then nothing else is printed there
    #[arg(long, value_name = "FILE")]
    pub(super) json: Option<PathBuf>,

    /// Leave only these kinds of file beside results.json, with commas between them: json, csv, md, html, pdf, docx, xlsx, charts
    #[arg(long, value_name = "KIND,…", value_delimiter = ',')]
    pub(super) files: Vec<FileKind>,

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

/// A range as the command line wants it.
pub(super) fn within(range: RangeInclusive<u32>) -> RangeInclusive<i64> {
    i64::from(*range.start())..=i64::from(*range.end())
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

    /// Where the results go: `results/jobcentre`, or `results/jobcentre-sweep` with a suffix.
    pub(super) fn folder(&self, suffix: &str) -> PathBuf {
        let stem = self.scenario.file_stem().unwrap_or("scenario".as_ref()).to_string_lossy();
        self.out.clone().unwrap_or_else(|| Path::new("results").join(format!("{stem}{suffix}")))
    }

    /// What these options and `question` ask together.
    pub(super) fn request(&self, question: Question) -> Request {
        Request {
            scenario: self.scenario_name(),
            question,
            set: self.overrides.clone(),
            replications: self.replications,
            precision: self.precision,
            seed: self.seed,
            each_day: self.each_day,
            charts: self.charts.choice(),
            files: self.files.clone(),
        }
    }

    /// Name of the scenario file, without its folder.
    fn scenario_name(&self) -> String {
        self.scenario.file_name().unwrap_or(self.scenario.as_os_str()).to_string_lossy().into_owned()
    }
}
