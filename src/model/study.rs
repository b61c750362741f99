use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::units::Fraction;

use super::Centre;

/// A question about a centre: the centre as it is, the variants held against it, and how hard to look.
#[derive(Clone, Debug)]
pub struct Study {
    /// What the scenario is called.
    pub title: String,
    /// SHA-256 of everything that went into it: the scenario file, the files it reads, what the command line set.
    pub scenario_sha256: String,
    /// The files that went into it: the scenario first, then those that it names, by name.
    pub inputs: Vec<Input>,
    /// How the files of numbers among them were understood, in words.
    pub understood: Vec<String>,
    /// The baseline first, then the variants in order of the file; never empty.
    pub variants: Vec<Variant>,
    /// How it is run.
    pub settings: RunSettings,
    /// Where its numbers come from.
    pub assumptions: Vec<Assumption>,
    /// What every reader of the results must know: that a variant's backlog will grow, say.
    pub warnings: Vec<String>,
}

/// A file that went into a study, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What the scenario calls it; of the scenario itself, the name of its file without its folder.
    pub name: String,
    /// The whole of it, byte for byte: text, or a workbook.
    pub bytes: Arc<[u8]>,
}

/// A key, or a file that is read, in which two scenarios differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDifference {
    /// The key, as a dotted path; or the name of the file.
    pub key: String,
    /// Its value in the first, if it has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub first: Option<String>,
    /// Its value in the second.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub second: Option<String>,
}

/// The baseline or an alternative to it.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name, unlike that of any other.
    pub name: String,
    /// What it stands for, if the file says so.
    pub about: Option<String>,
    /// What it sets, and what a sweep varies.
    pub sets: Vec<SetKey>,
    /// The centre under this variant.
    pub centre: Centre,
}

/// A key that is set to another value, and when it acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetKey {
    /// The key, as a dotted path.
    pub path: String,
    /// When it acts, in words that follow its name, where that is known.
    pub effect: Option<&'static str>,
}

impl Variant {
    /// The variant with nothing in its centre but people.
    #[must_use]
    pub fn with_people_alone(self) -> Self {
        Self { centre: self.centre.with_people_alone(), ..self }
    }
}

/// How a study is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunSettings {
    /// Replications; with a precision, the most of them.
    pub replications: u32,
    /// The half-width of every contact type's service level at which the run stops; if `None`, all replications are run.
    pub precision: Option<Fraction>,
    /// The seed of all randomness.
    pub seed: u64,
    /// Confidence of every interval.
    pub confidence: Fraction,
    /// Whether intervals are those of each day, or of the average day.
    pub each_day: bool,
    /// Whether estimates are adjusted by what is known of the customers: how many are expected, and how much work.
    pub control_variates: bool,
    /// How the days' factors of busyness are drawn over replications.
    pub day_factors: DayFactors,
    /// How much of the centre is simulated.
    pub detail: Detail,
}

/// How much of a centre is simulated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Every contact, case and person.
    #[default]
    Contacts,
    /// People by the day, and nothing of what they do.
    Headcount,
}

/// How the days' factors of busyness are drawn over replications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayFactors {
    /// Each replication draws its own.
    #[default]
    Independent,
    /// In pairs: where one has a busy day, the other has a quiet one.
    Antithetic,
    /// In blocks of five, each with one day from every fifth of the distribution.
    Stratified,
}

impl DayFactors {
    /// Replications that are drawn together; blocks are independent of each other.
    #[must_use]
    pub fn block(self) -> u32 {
        match self {
            Self::Independent => 1,
            Self::Antithetic => 2,
            Self::Stratified => 5,
        }
    }
}

/// Where a number of the scenario comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumption {
    /// The key it is about: `contacts.enquiries.patience`.
    pub path: String,
    /// How well it is known.
    pub basis: Basis,
    /// The source, or why it was assumed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// The range within which it may lie, as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub range: Option<[String; 2]>,
}

/// How well a number is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Counted or timed by somebody whose records are at hand.
    Measured,
    /// Printed in a public document.
    Published,
    /// Said by one side.
    Claimed,
    /// A starting value, for want of better.
    Assumed,
}

/// A study whose variants are the points of a sweep.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// One variant per point.
    pub study: Study,
    /// The keys varied, as written: `teams.front_line.agents`.
    pub paths: Vec<String>,
    /// In what each is counted, for an axis label: `"agents"`, `"seconds"`, `"%"`, or empty.
    pub units: Vec<String>,
    /// Where each variant lies, in the same order.
    pub points: Vec<SweepPoint>,
}

/// Where one point of a sweep lies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepPoint {
    /// The values as they would be written in the file, one per path: `"110"`, `"5m"`.
    pub written: Vec<String>,
    /// The same on a number line, one per path: agents, seconds, per cent.
    pub position: Vec<f64>,
}
