use serde::{Deserialize, Serialize};

use crate::model::Assumption;

use super::{
    CaseResults, CaseloadResults, ClauseResults, Comparison, DayResults, Description, Ended, Estimate, Explanation,
    Measures, Named, PeopleResults, Recovery, ServiceTarget, VarianceReduction, Warning, WorkforceResults,
};

/// Everything one run says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Results {
    /// Version of this shape.
    pub format: u32,
    /// Program and version: `callfloor 0.1.0`.
    pub program: String,
    /// What the scenario is called.
    pub title: String,
    /// SHA-256 of the scenario: its file, the files it reads, and what the command line set.
    pub scenario_sha256: String,
    /// The seed.
    pub seed: u64,
    /// The confidence of every interval: 0.95.
    pub confidence: f64,
    /// Whether intervals are those of each day, or of the average day.
    pub each_day: bool,
    /// Length of a whole interval in seconds.
    pub interval_seconds: f64,
    /// The baseline first, then the variants in order of the file.
    pub variants: Vec<VariantResults>,
    /// The differences of every variant from the baseline.
    pub comparisons: Vec<Comparison>,
    /// How long queues take to recover from disruptions; needs the intervals of each day.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub recoveries: Vec<Recovery>,
    /// How the intervals were made narrower, if they were.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub variance_reduction: Option<VarianceReduction>,
    /// What every reader of the results must know.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub warnings: Vec<Warning>,
    /// What the model holds, in plain words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub description: Option<Description>,
    /// The basis of each number that has one.
    pub assumptions: Vec<Assumption>,
    /// How the run ended. `cut_short` says why it stopped before its replications or its precision, if it did.
    #[serde(rename = "cut_short", skip_serializing_if = "Ended::is_complete", default)]
    pub ended: Ended,
}

impl Results {
    /// The program and version that makes them.
    pub const PROGRAM: &'static str = concat!("callfloor ", env!("CARGO_PKG_VERSION"));

    /// The centre as the file has it. A record that was made by a run has one.
    #[must_use]
    pub fn baseline(&self) -> Option<&VariantResults> {
        self.variants.first()
    }

    /// Whether intervals are those of the average of several days: the date at which one begins is then that of none of them.
    #[must_use]
    pub fn averages_days(&self) -> bool {
        let days = |variant: &VariantResults| Some((variant.all_contacts.days.as_ref()?.days, variant.replications));
        let several = self.variants.iter().filter_map(days).any(|(days, replications)| u64::from(replications) < days);
        !self.each_day && several
    }

    /// When an interval begins, as it is shown: of the average day, the time alone.
    #[must_use]
    pub fn shown_start<'a>(&self, start: &'a str) -> &'a str {
        start.get(11..16).filter(|_| self.averages_days()).unwrap_or(start)
    }

    /// The variant called `name`; the baseline is called `baseline`.
    #[must_use]
    pub fn variant(&self, name: &str) -> Option<&VariantResults> {
        self.variants.iter().find(|variant| variant.name == name)
    }
}

/// One variant, or the baseline.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VariantResults {
    /// Its name.
    pub name: String,
    /// What it stands for, if the file says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub about: Option<String>,
    /// The first variant in which everything happens as in this one, in every replication, if one comes before it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub same_as: Option<String>,
    /// Replications behind every figure.
    pub replications: u32,
    /// By contact type, in order of the file.
    pub contacts: Named<ContactResults>,
    /// Contact types that are reported as one line: those that the file groups, or those of each channel.
    #[serde(skip_serializing_if = "Named::is_empty", default)]
    pub groups: Named<ContactResults>,
    /// All contact types together.
    pub all_contacts: ContactResults,
    /// By team, in order of the file.
    pub teams: Named<TeamResults>,
    /// All teams together.
    pub all_teams: TeamResults,
    /// By kind of case, in order of the file.
    #[serde(skip_serializing_if = "Named::is_empty", default)]
    pub cases: Named<CaseResults>,
    /// By caseload, in order of the file.
    #[serde(skip_serializing_if = "Named::is_empty", default)]
    pub caseloads: Named<CaseloadResults>,
    /// By team that has people, in order of the file.
    #[serde(skip_serializing_if = "Named::is_empty", default)]
    pub workforces: Named<WorkforceResults>,
    /// By team whose people work by shifts, in order of the file.
    #[serde(skip_serializing_if = "Named::is_empty", default)]
    pub people: Named<PeopleResults>,
    /// By clause, in order of the file.
    #[serde(skip_serializing_if = "Named::is_empty", default)]
    pub clauses: Named<ClauseResults>,
    /// What formulas say of each group of contact types that share teams, and why the simulation differs.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub explanations: Vec<Explanation>,
    /// What goes wrong in this variant.
    pub disruptions: Vec<DisruptionMark>,
}

/// One contact type.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ContactResults {
    /// What it is called in charts and tables.
    pub title: String,
    /// Of a group, its contact types by name.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub members: Vec<String>,
    /// What a reader of these figures must know.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// Whether its queue still grows when the horizon ends: waits, queues and unfinished contacts then only say how long was
    /// simulated, and have no interval.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub still_growing: bool,
    /// The promise made for the wait; all contacts together have one only if they share it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub service_level: Option<ServiceTarget>,
    /// The mean handling time asked for; nothing in the simulation enforces it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub aht_target_seconds: Option<f64>,
    /// Over the horizon after the warm-up.
    pub total: Measures,
    /// By team that answered some, how many; left out where there is one team only.
    #[serde(skip_serializing_if = "Named::is_empty", default)]
    pub handled: Named<Option<Estimate>>,
    /// The service level at further thresholds.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also_within: Vec<LevelWithin>,
    /// By interval of arrival.
    pub intervals: Vec<IntervalResults>,
    /// Distribution of waits: of those who entered the queue, the share who waited longer. It is empty where contact types are unlike.
    pub waits: Vec<WaitPoint>,
    /// How its days differ, if any had a contact.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub days: Option<DayResults>,
}

impl ContactResults {
    /// What is said where contact types of different channels or promises stand together.
    pub const NO_MEAN_WAIT: &'static str =
        "no mean wait is given: these contact types have different channels or promises";
}

/// One team.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TeamResults {
    /// What it is called in charts and tables.
    pub title: String,
    /// Over the horizon after the warm-up.
    pub total: Measures,
    /// By interval of the clock.
    pub intervals: Vec<IntervalResults>,
}

/// One interval: of each day, or of the average day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IntervalResults {
    /// Local time at which it begins, with its offset: `2026-03-02T08:00:00+00:00`. Of the average
    /// day, the date is that of the first day on which it is open.
    pub start: String,
    /// Whether the doors close at its end.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub closes: bool,
    /// Its figures.
    #[serde(flatten)]
    pub measures: Measures,
}

/// The share of the offered that were answered within a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelWithin {
    /// The threshold in seconds.
    pub within_seconds: f64,
    /// The share.
    pub service_level: Option<Estimate>,
}

/// Of those who entered the queue, `longer` waited longer than `seconds`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitPoint {
    /// The wait in seconds.
    pub seconds: f64,
    /// The share who waited longer.
    pub longer: Option<Estimate>,
}

/// Something that goes wrong for a while, to be marked in charts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DisruptionMark {
    /// What it is, in words.
    pub label: String,
    /// Local time at which it begins, with its offset.
    pub from: String,
    /// Local time at which it is over.
    pub until: String,
}
