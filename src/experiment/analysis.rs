use crate::model::RunSettings;
use crate::stats::{
    ConfidenceInterval, PairedDifference, controlled, mean_of, paired_mean_difference, paired_ratio_difference,
    ratio_of, ratio_with_deviations,
};
use crate::units::Fraction;

use super::formulas::Sample;

/// How samples of replications become estimates: with which confidence, drawn in which blocks, adjusted or not.
///
/// Replications of a block depend on each other, so what counts as an observation is a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Analysis {
    pub(super) confidence: Fraction,
    /// Replications in a block.
    block: usize,
    adjusts: bool,
}

/// What is known of each block's customers: by control, how far it came out above what was to be expected.
#[derive(Clone, Debug, Default)]
pub(super) struct Controls(Vec<Vec<f64>>);

impl Analysis {
    pub(super) fn of(settings: &RunSettings) -> Self {
        let block = settings.day_factors.block() as usize;
        Self { confidence: settings.confidence, block, adjusts: settings.control_variates }
    }

    /// Whether it is the plain one: independent replications, nothing adjusted.
    pub(super) fn is_plain(self) -> bool {
        self.block == 1 && !self.adjusts
    }

    /// Whole blocks among so many replications, as replications.
    pub(super) fn whole_blocks(self, replications: u32) -> u32 {
        replications - replications % self.block as u32
    }

    /// Controls of each block from those of each replication; none, if nothing is to be adjusted.
    pub(super) fn controls(self, by_replication: impl FnOnce() -> Vec<Vec<f64>>) -> Controls {
        if !self.adjusts {
            return Controls::default();
        }
        let in_blocks = |control: Vec<f64>| control.chunks(self.block).map(|block| block.iter().sum()).collect();
        Controls(by_replication().into_iter().map(in_blocks).collect())
    }

    pub(super) fn estimate(self, samples: &[Option<Sample>], controls: &Controls) -> Option<ConfidenceInterval> {
        if self.is_plain() {
            return self.plain_estimate(samples);
        }
        let (value, deviations) = ratio_with_deviations(&self.in_blocks(samples))?;
        controlled(value, &deviations, controls.where_known(samples), self.confidence)
    }

    /// How many times more replications the same half-width would take without blocks and controls.
    pub(super) fn precision_gain(self, samples: &[Option<Sample>], controls: &Controls) -> Option<f64> {
        let plain = self.plain_estimate(samples)?.half_width?;
        let ours = self.estimate(samples, controls)?.half_width?;
        Some((plain / ours).powi(2)).filter(|gain| gain.is_finite())
    }

    /// The paired difference over the replications in which both say something.
    pub(super) fn difference(
        self,
        first: &[Option<Sample>],
        second: &[Option<Sample>],
        controls: &Controls,
    ) -> Option<PairedDifference> {
        let both = || first.iter().zip(second).map(|(&a, &b)| a.zip(b));
        let (first, second): (Vec<_>, Vec<_>) = both().map(Option::unzip).unzip();
        let plain = self.plain_difference(&first, &second)?;
        if self.is_plain() {
            return Some(plain);
        }
        let blocks = [self.in_blocks(&first), self.in_blocks(&second)];
        let paired = paired_ratio_difference(&blocks[0], &blocks[1], self.confidence)?;
        let (value, own) = ratio_with_deviations(&blocks[0])?;
        let (other, theirs) = ratio_with_deviations(&blocks[1])?;
        let deviations: Vec<f64> = own.iter().zip(&theirs).map(|(own, theirs)| own - theirs).collect();
        let interval = controlled(value - other, &deviations, controls.where_known(&first), self.confidence)?;
        Some(PairedDifference { interval, gain: paired.gain })
    }

    fn plain_estimate(self, samples: &[Option<Sample>]) -> Option<ConfidenceInterval> {
        let ratios: Vec<(f64, f64)> = samples.iter().flatten().filter_map(|sample| sample.ratio()).collect();
        if !ratios.is_empty() {
            return ratio_of(&ratios, self.confidence);
        }
        let values: Vec<f64> = samples.iter().flatten().filter_map(|sample| sample.value()).collect();
        mean_of(&values, self.confidence)
    }

    fn plain_difference(self, first: &[Option<Sample>], second: &[Option<Sample>]) -> Option<PairedDifference> {
        let pairs = || first.iter().flatten().zip(second.iter().flatten());
        let (first, second): (Vec<_>, Vec<_>) = pairs().filter_map(|(a, b)| a.ratio().zip(b.ratio())).unzip();
        if !first.is_empty() {
            return paired_ratio_difference(&first, &second, self.confidence);
        }
        let (first, second): (Vec<_>, Vec<_>) = pairs().filter_map(|(a, b)| a.value().zip(b.value())).unzip();
        paired_mean_difference(&first, &second, self.confidence)
    }

    /// Numerator and denominator of each block in which a replication says something; a value counts as itself over one.
    fn in_blocks(self, samples: &[Option<Sample>]) -> Vec<(f64, f64)> {
        let sum = |block: &[Option<Sample>]| {
            let pairs = block.iter().flatten().map(|sample| match *sample {
                Sample::Ratio(numerator, denominator) => (numerator, denominator),
                Sample::Value(value) => (value, 1.0),
            });
            pairs.reduce(|sum, more| (sum.0 + more.0, sum.1 + more.1))
        };
        samples.chunks(self.block).filter_map(sum).collect()
    }
}

impl Controls {
    /// The controls, unless a replication says nothing: of those that do, less is known.
    fn where_known(&self, samples: &[Option<Sample>]) -> &[Vec<f64>] {
        if samples.iter().all(Option::is_some) { &self.0 } else { &[] }
    }
}
