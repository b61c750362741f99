use std::collections::BTreeMap;

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
            && self.variants.iter().map(|it| &it.name).eq(other.variants.iter().map(|it| &it.name));
        if !same_study {
            return Err(PartialError::DifferentStudy);
        }
        for (variant, (mine, theirs)) in self.variants.iter().zip(&other.variants).enumerate() {
            if let Some(&replication) = theirs.tallies.keys().find(|&it| mine.tallies.contains_key(it)) {
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

impl VariantPartial {
    fn new(name: &str) -> Self {
        Self { name: name.into(), tallies: BTreeMap::new() }
    }
}
