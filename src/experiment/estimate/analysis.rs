use crate::model::RunSettings;
use crate::stats::{
    ConfidenceInterval, ControlVariates, PairedDifference, mean_of, paired_mean_difference, paired_ratio_difference,
    ratio_difference_with_deviations, ratio_of, ratio_with_deviations,
};
use crate::units::Fraction;

use super::formulas::Sample;

/// How samples of replications become estimates: with which confidence, drawn in which blocks, adjusted or not.
///
/// Replications of a block depend on each other, so what counts as an observation is a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Analysis {
    pub(super) confidence: Fraction,
    /// Replications in a block.
    block: usize,
    adjusts: bool,
}

/// What is known of each block's customers; nothing, if nothing is to be adjusted.
#[derive(Clone, Debug)]
pub(crate) struct Controls(Option<ControlVariates>);

impl Analysis {
    pub(crate) fn from_settings(settings: &RunSettings) -> Self {
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

    /// Controls of each block from those of each replication: by control, how far it came out above its expectation.
    pub(super) fn controls(self, by_replication: impl FnOnce() -> Vec<Vec<f64>>) -> Controls {
        if !self.adjusts {
            return Controls(None);
        }
        let in_blocks =
            |control: Vec<f64>| -> Vec<f64> { control.chunks(self.block).map(|block| block.iter().sum()).collect() };
        let controls: Vec<_> = by_replication().into_iter().map(in_blocks).collect();
        // Where nobody calls, nothing is known beforehand.
        let Some(blocks) = controls.first().map(Vec::len).filter(|&blocks| 0 < blocks) else { return Controls(None) };
        Controls(Some(ControlVariates::new(&controls, blocks)))
    }

    pub(crate) fn estimate(self, samples: &[Option<Sample>], controls: &Controls) -> Option<ConfidenceInterval> {
        if self.is_plain() {
            return self.plain_estimate(samples);
        }
        let (value, deviations) = ratio_with_deviations(&self.in_blocks(samples))?;
        controls.adjusted(value, &deviations, samples, self.confidence)
    }

    /// As [`Analysis::estimate`], without controls.
    pub(super) fn unadjusted(self, samples: &[Option<Sample>]) -> Option<ConfidenceInterval> {
        self.estimate(samples, &Controls::none())
    }

    /// How many times more replications the same half-width would take without blocks and controls.
    pub(super) fn precision_gain(self, samples: &[Option<Sample>], controls: &Controls) -> Option<f64> {
        let plain = self.plain_estimate(samples)?.half_width?;
        let ours = self.estimate(samples, controls)?.half_width?;
        Some((plain / ours).powi(2)).filter(|gain| gain.is_finite())
    }

    /// The paired difference over the replications in which both say something.
    pub(crate) fn difference(
        self,
        first: &[Option<Sample>],
        second: &[Option<Sample>],
        controls: &Controls,
    ) -> Option<PairedDifference> {
        let both = || first.iter().zip(second).map(|(&a, &b)| a.zip(b));
        let (first, second): (Vec<_>, Vec<_>) = both().map(Option::unzip).unzip();
        if self.is_plain() {
            return self.plain_difference(&first, &second);
        }
        let (mine, theirs) = (self.in_blocks(&first), self.in_blocks(&second));
        let gain = paired_ratio_difference(&mine, &theirs, self.confidence)?.gain;
        let (difference, deviations) = ratio_difference_with_deviations(&mine, &theirs)?;
        let interval = controls.adjusted(difference, &deviations, &first, self.confidence)?;
        Some(PairedDifference { interval, gain })
    }

    /// A sum of estimates, each times its factor, over the replications in which all of them say something.
    pub(crate) fn combination(
        self,
        terms: &[(f64, &[Option<Sample>])],
        controls: &Controls,
    ) -> Option<ConfidenceInterval> {
        let replications = terms.iter().map(|(_, samples)| samples.len()).min()?;
        let all_say = |replication: &usize| terms.iter().all(|(_, samples)| samples[*replication].is_some());
        let known: Vec<bool> = (0..replications).map(|replication| all_say(&replication)).collect();
        let masked = |samples: &[Option<Sample>]| -> Vec<Option<Sample>> {
            samples.iter().zip(&known).map(|(sample, known)| sample.filter(|_| *known)).collect()
        };
        let (mut value, mut deviations) = (0.0, Vec::new());
        for (factor, samples) in terms {
            let (own, errors) = ratio_with_deviations(&self.in_blocks(&masked(samples)))?;
            value += factor * own;
            deviations.resize(errors.len(), 0.0);
            deviations.iter_mut().zip(errors).for_each(|(sum, error)| *sum += factor * error);
        }
        controls.adjusted(value, &deviations, &masked(terms[0].1), self.confidence)
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
    /// Nothing is known.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// The estimate adjusted, unless a replication says nothing: of the customers of those that do, less is known.
    fn adjusted(
        &self,
        estimate: f64,
        deviations: &[f64],
        samples: &[Option<Sample>],
        confidence: Fraction,
    ) -> Option<ConfidenceInterval> {
        match &self.0 {
            Some(controls) if samples.iter().all(Option::is_some) => {
                controls.adjusted(estimate, deviations, confidence)
            }
            _ => ControlVariates::new(&[], deviations.len()).adjusted(estimate, deviations, confidence),
        }
    }
}
