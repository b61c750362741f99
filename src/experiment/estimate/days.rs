use std::cell::OnceCell;

use crate::metrics::{DayTally, ReplicationTally};
use crate::results::{DayQuantile, DayResults};
use crate::stats::ratio_of;
use crate::units::Fraction;

use super::analysis::{Analysis, Controls};
use super::digits::rounded;
use super::formulas::{FigureOfDays, Sample};

/// The shares of days at which their distribution is told.
const SHARES: [f64; 9] = [0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 1.0];

/// What is known of a contact type, or of all together, on each open day of each replication.
#[derive(Debug)]
pub(super) struct DaysOfType {
    /// By replication.
    service_level: Spread,
    abandoned_fraction: Spread,
    wait_seconds_max: Spread,
    /// Days with a contact.
    count: usize,
}

/// One figure of each day on which it exists.
#[derive(Debug)]
struct Spread {
    by_replication: Vec<Vec<f64>>,
    /// Those of all replications, in order of size; sorted once it is asked for.
    sorted: OnceCell<Vec<f64>>,
}

impl DaysOfType {
    /// Of some contact types together.
    pub(super) fn new(tallies: &[&ReplicationTally], types: &[usize]) -> Self {
        let of_replication = |tally: &&ReplicationTally| {
            let days = together(tally, types);
            days.into_iter().filter(|day| day.offered > 0).collect()
        };
        let days: Vec<Vec<DayTally>> = tallies.iter().map(of_replication).collect();
        let count = days.iter().map(Vec::len).sum();
        let share = |part: u32, day: &DayTally| Some(f64::from(part) / f64::from(day.offered));
        Self {
            service_level: Spread::new(&days, |day| share(day.answered_within, day)),
            abandoned_fraction: Spread::new(&days, |day| share(day.abandoned, day)),
            wait_seconds_max: Spread::new(&days, |day| (day.with_wait() > 0).then(|| day.longest_wait.seconds())),
            count,
        }
    }

    /// What each replication says of a figure of days. `target` is the share promised.
    pub(super) fn samples(
        &self,
        figure: FigureOfDays,
        target: Option<f64>,
        confidence: Fraction,
    ) -> Vec<Option<Sample>> {
        match figure {
            FigureOfDays::ServiceLevel(p) => self.service_level.samples(p, confidence),
            FigureOfDays::AbandonedFraction(p) => self.abandoned_fraction.samples(p, confidence),
            FigureOfDays::WaitSecondsMax(p) => self.wait_seconds_max.samples(p, confidence),
            FigureOfDays::Missed => match target {
                Some(target) => self.service_level.below(target),
                None => vec![None; self.service_level.by_replication.len()],
            },
        }
    }

    /// The distribution over days; `None` if no day had a contact. Without `with_waits` it says nothing of waits.
    pub(super) fn results(&self, analysis: Analysis, controls: &Controls, with_waits: bool) -> Option<DayResults> {
        let quantile = |share: f64| {
            let estimate = |spread: &Spread| {
                let samples = spread.samples(share, analysis.confidence);
                let mut estimate = rounded(analysis.estimate(&samples, controls))?;
                // Of the best and the worst day seen, no interval says anything of days not seen.
                estimate.half_width = estimate.half_width.filter(|_| 0.0 < share && share < 1.0);
                Some(estimate)
            };
            DayQuantile {
                share,
                service_level: estimate(&self.service_level),
                abandoned_fraction: estimate(&self.abandoned_fraction),
                wait_seconds_max: estimate(&self.wait_seconds_max).filter(|_| with_waits),
            }
        };
        (0 < self.count)
            .then(|| DayResults { days: self.count as u64, quantiles: SHARES.into_iter().map(quantile).collect() })
    }
}

fn together(tally: &ReplicationTally, types: &[usize]) -> Vec<DayTally> {
    let mut together = vec![DayTally::default(); tally.days.first().map_or(0, Vec::len)];
    for of_type in types.iter().filter_map(|&of_type| tally.days.get(of_type)) {
        together.iter_mut().zip(of_type).for_each(|(sum, day)| *sum = sum.and(day));
    }
    together
}

impl Spread {
    fn new(days: &[Vec<DayTally>], figure: impl Fn(&DayTally) -> Option<f64>) -> Self {
        let by_replication = days.iter().map(|days| days.iter().filter_map(&figure).collect()).collect();
        Self { by_replication, sorted: OnceCell::new() }
    }

    fn sorted(&self) -> &[f64] {
        self.sorted.get_or_init(|| {
            let mut sorted = self.by_replication.concat();
            sorted.sort_by(f64::total_cmp);
            sorted
        })
    }

    /// The lowest figure that a share `p` of all days does not exceed.
    fn quantile(&self, p: f64) -> Option<f64> {
        let sorted = self.sorted();
        // To within rounding: the nineteenth of twenty is at 95%.
        let rank = (p * sorted.len() as f64 - 1e-9).ceil().max(1.0) as usize;
        sorted.get(rank.min(sorted.len()).checked_sub(1)?).copied()
    }

    /// The quantile over the days of all replications, and what each replication contributes to its error, as one value per
    /// replication: their mean is the quantile, and their spread is that of the share of days it covers, turned into the figure
    /// by the slope of the distribution function around it. So days of one replication may depend on each other.
    ///
    /// Nothing is said of one day in twenty where fewer days were seen.
    ///
    /// # Source
    ///
    /// The inversion of an interval for the distribution function: Woodruff (1952), "Confidence Intervals for
    /// Medians and Other Position Measures", *JASA* 47, 635–646.
    fn samples(&self, p: f64, confidence: Fraction) -> Vec<Option<Sample>> {
        let nothing = || vec![None; self.by_replication.len()];
        let rarity = p.min(1.0 - p);
        let enough = rarity == 0.0 || 1.0 <= rarity * self.sorted().len() as f64 + 1e-9;
        let Some(quantile) = self.quantile(p).filter(|_| enough) else { return nothing() };
        let pair = |days: &Vec<f64>| {
            let covered = days.iter().filter(|figure| **figure <= quantile).count();
            (covered as f64, days.len() as f64)
        };
        let pairs: Vec<(f64, f64)> = self.by_replication.iter().map(pair).collect();
        let covered = ratio_of(&pairs, confidence);
        let (share, half_width) = covered.map_or((p, 0.0), |covered| (covered.mean, covered.half_width.unwrap_or(0.0)));
        let (low, high) = ((p - half_width).max(0.0), (p + half_width).min(1.0));
        let at = |p: f64| self.quantile(p).unwrap_or(quantile);
        // Of the lowest and the highest day seen, nothing is known but what they are.
        let slope = if low < high && 0.0 < rarity { (at(high) - at(low)) / (high - low) } else { 0.0 };
        let mean_count = self.sorted().len() as f64 / pairs.len() as f64;
        let error = |&(up_to, count): &(f64, f64)| (up_to - share * count) / mean_count * slope;
        let errors = balanced(pairs.iter().map(error).collect());
        errors.into_iter().map(|error| Some(Sample::Value(quantile - error))).collect()
    }

    /// Days below `target`, and all days.
    fn below(&self, target: f64) -> Vec<Option<Sample>> {
        let of_replication = |days: &Vec<f64>| {
            let below = days.iter().filter(|figure| **figure < target).count();
            Some(Sample::Ratio(below as f64, days.len() as f64))
        };
        self.by_replication.iter().map(of_replication).collect()
    }
}

/// Errors that add up to exactly nothing, as they should but for rounding: a longest wait of zero is then zero, and no trace of
/// the last bit, in which machines may differ, is left of it.
fn balanced(mut errors: Vec<f64>) -> Vec<f64> {
    let largest = errors.iter().fold(0.0, |largest: f64, error| largest.max(error.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return errors;
    }
    // Multiples of this add up without rounding.
    let grain = libm::ldexp(1.0, libm::frexp(largest).1 - 32);
    errors.iter_mut().for_each(|error| *error = (*error / grain).round() * grain);
    let sum: f64 = errors.iter().sum();
    if let Some(last) = errors.last_mut() {
        *last -= sum;
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confidence() -> Fraction {
        Fraction::new(0.95).unwrap()
    }

    fn spread(by_replication: Vec<Vec<f64>>) -> Spread {
        Spread { by_replication, sorted: OnceCell::new() }
    }

    fn mean(samples: &[Option<Sample>]) -> f64 {
        samples.iter().map(|sample| sample.unwrap().value().unwrap()).sum::<f64>() / samples.len() as f64
    }

    #[test]
    fn a_quantile_of_zero_is_zero_to_the_last_bit() {
        // Three days in four are without any, and the next is not far: the slope is not zero.
        let replications = (0..30).map(|replication| vec![0.0, 0.0, 0.0, 0.1 + f64::from(replication % 7) / 30.0]);
        let days = spread(replications.chain([vec![0.3, 0.0, 0.2, 0.1]]).collect());
        for p in [0.0, 0.5, 0.7, 0.72] {
            assert_eq!(mean(&days.samples(p, confidence())), 0.0, "{p}");
        }
        let varies = days.samples(0.72, confidence());
        assert!(varies.iter().any(|sample| sample != &varies[0]), "{varies:?}");
    }

    #[test]
    fn errors_are_balanced_and_hardly_changed() {
        let errors = vec![0.1, -0.3, 0.7, -0.5 + 1e-13];
        let balanced = balanced(errors.clone());
        assert_eq!(balanced.iter().sum::<f64>(), 0.0);
        assert!(errors.iter().zip(&balanced).all(|(a, b)| (a - b).abs() < 1e-9));
    }

    #[test]
    fn the_nineteenth_of_twenty_days_is_not_exceeded_on_nineteen() {
        let days = spread((0..20).map(|day| vec![f64::from(day)]).collect());
        assert_eq!((days.quantile(0.05), days.quantile(0.95)), (Some(0.0), Some(18.0)));
        assert_eq!((days.quantile(0.0), days.quantile(1.0)), (Some(0.0), Some(19.0)));
        let few = spread((0..19).map(|day| vec![f64::from(day)]).collect());
        assert_eq!(few.samples(0.05, confidence())[0], None);
        assert!(few.samples(0.1, confidence())[0].is_some());
        assert_eq!(spread(vec![Vec::new(); 3]).samples(0.5, confidence()), vec![None; 3]);
    }

    /// Of 40 replications of two days the median's interval should hold the true one in 95% of 400 trials, give or take 3 × 1.1
    /// points.
    #[test]
    fn the_interval_of_a_median_holds_as_often_as_it_says() {
        let held = (0..400).filter(|&trial| {
            let mut stream = crate::random::Key::new(11, trial).stream();
            let days = spread((0..40).map(|_| vec![stream.normal(), stream.normal()]).collect());
            let samples: Vec<f64> =
                days.samples(0.5, confidence()).iter().map(|sample| sample.unwrap().value().unwrap()).collect();
            let interval = crate::stats::mean_of(&samples, confidence()).unwrap();
            interval.mean.abs() <= interval.half_width.unwrap()
        });
        let held = held.count();
        assert!((367..=393).contains(&held), "{held}");
    }
}
