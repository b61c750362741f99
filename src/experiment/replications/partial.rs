use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::metrics::ReplicationTally;
use crate::model::Study;
use crate::results::Results;

/// What some replications of a study measured. Partials of the same study merge exactly, in any order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Partial {
    /// The scenario they belong to.
    pub scenario_sha256: String,
    /// The seed they belong to.
    pub seed: u64,
    /// Whether they were counted by the intervals of each day.
    pub each_day: bool,
    /// The program and version that ran them.
    pub program: String,
    /// By variant, in the order of the study.
    pub variants: Vec<VariantPartial>,
}

/// What some replications of one variant measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VariantPartial {
    /// The variant.
    pub name: String,
    /// By replication.
    pub tallies: BTreeMap<u32, ReplicationTally>,
}

/// Why two partials do not belong together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PartialError {
    /// They come from different scenarios, seeds, variants, layouts or versions.
    #[error("the two belong to different scenarios, seeds, variants, layouts or versions")]
    DifferentStudy,
    /// Both hold this replication of the variant at this position.
    #[error("replication {replication} of variant {variant} is in both")]
    Overlap {
        /// Position of the variant, from 0.
        variant: usize,
        /// The replication.
        replication: u32,
    },
}

/// Why no results can be made of what was measured.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EstimateError {
    /// There is not one block of replications that all variants have.
    #[error("there are no replications that all variants have")]
    Nothing,
    /// Some are missing between the first and the last.
    #[error("replications are missing: {}", list(.0))]
    Missing(Vec<MissingReplications>),
}

/// Replications that one variant lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingReplications {
    /// The variant.
    pub variant: String,
    /// Which of them, counted from 0.
    pub range: Range<u32>,
}

impl fmt::Display for MissingReplications {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{} of `{}`", self.range.start, self.range.end, self.variant)
    }
}

fn list(missing: &[MissingReplications]) -> String {
    missing.iter().map(MissingReplications::to_string).collect::<Vec<_>>().join(", ")
}

impl Partial {
    /// No replications of `study` yet.
    #[must_use]
    pub fn new(study: &Study) -> Self {
        Self {
            scenario_sha256: study.scenario_sha256.clone(),
            seed: study.settings.seed,
            each_day: study.settings.each_day,
            program: Results::PROGRAM.into(),
            variants: study.variants.iter().map(|variant| VariantPartial::new(&variant.name)).collect(),
        }
    }

    /// Adds the replications of `other`.
    ///
    /// # Errors
    ///
    /// A [`PartialError`] if they do not belong to the same study, or overlap; nothing is added then.
    pub fn merge(&mut self, other: Self) -> Result<(), PartialError> {
        let same_study = self.scenario_sha256 == other.scenario_sha256
            && self.seed == other.seed
            && self.each_day == other.each_day
            && self.program == other.program
            && self.variants.iter().map(|variant| &variant.name).eq(other.variants.iter().map(|variant| &variant.name));
        if !same_study {
            return Err(PartialError::DifferentStudy);
        }
        for (variant, (mine, theirs)) in self.variants.iter().zip(&other.variants).enumerate() {
            if let Some(&replication) = theirs.tallies.keys().find(|&tally| mine.tallies.contains_key(tally)) {
                return Err(PartialError::Overlap { variant, replication });
            }
        }
        for (mine, theirs) in self.variants.iter_mut().zip(other.variants) {
            mine.tallies.extend(theirs.tallies);
        }
        Ok(())
    }

    /// Replications, counted from the first, that every variant has: those that can be compared.
    #[must_use]
    pub fn complete(&self) -> u32 {
        let complete = |variant: &VariantPartial| {
            let in_a_row =
                variant.tallies.keys().zip(0..).take_while(|&(&replication, expected)| replication == expected);
            in_a_row.count() as u32
        };
        self.variants.iter().map(complete).min().unwrap_or(0)
    }
}

impl Partial {
    /// What each variant lacks of the replications from the first to the last that any of them has.
    #[must_use]
    pub fn missing(&self) -> Vec<MissingReplications> {
        let end = self.variants.iter().filter_map(VariantPartial::end).max().unwrap_or(0);
        self.variants.iter().flat_map(|variant| variant.missing_before(end)).collect()
    }

    /// Drops what follows the first replication that a variant lacks: what a stopped run leaves is whole then.
    pub(crate) fn keep_complete(&mut self) {
        let complete = self.complete();
        self.variants.iter_mut().for_each(|variant| drop(variant.tallies.split_off(&complete)));
    }
}

impl VariantPartial {
    /// The number after its last replication, if it has any.
    fn end(&self) -> Option<u32> {
        self.tallies.last_key_value().map(|(last, _)| last + 1)
    }

    fn missing_before(&self, end: u32) -> Vec<MissingReplications> {
        let mut expected = 0;
        let mut gaps = Vec::new();
        for next in self.tallies.keys().copied().chain([end]) {
            if expected < next {
                gaps.push(MissingReplications { variant: self.name.clone(), range: expected..next });
            }
            expected = next + 1;
        }
        gaps
    }

    fn new(name: &str) -> Self {
        Self { name: name.into(), tallies: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partial(variants: &[(&str, &[u32])]) -> Partial {
        let variant = |(name, numbers): &(&str, &[u32])| VariantPartial {
            name: (*name).into(),
            tallies: numbers.iter().map(|number| (*number, ReplicationTally::default())).collect(),
        };
        Partial {
            scenario_sha256: String::new(),
            seed: 1,
            each_day: false,
            program: String::new(),
            variants: variants.iter().map(variant).collect(),
        }
    }

    #[test]
    fn what_is_missing_is_named_by_variant_and_range() {
        let holes = partial(&[("baseline", &[0, 1, 4, 6]), ("limit", &[2, 3, 4, 5, 6, 7])]);
        let message = EstimateError::Missing(holes.missing()).to_string();
        assert_eq!(
            message,
            "replications are missing: 2..4 of `baseline`, 5..6 of `baseline`, 7..8 of `baseline`, 0..2 of `limit`"
        );
        assert_eq!(partial(&[("baseline", &[0, 1]), ("limit", &[0, 1])]).missing(), []);
        assert_eq!(partial(&[("baseline", &[])]).missing(), []);
    }

    #[test]
    fn what_follows_a_gap_is_dropped() {
        let mut stopped = partial(&[("baseline", &[0, 1, 2, 4]), ("limit", &[0, 1, 3])]);
        stopped.keep_complete();
        assert_eq!(stopped, partial(&[("baseline", &[0, 1]), ("limit", &[0, 1])]));
    }
}
