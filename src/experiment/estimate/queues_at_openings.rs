use crate::metrics::ReplicationTally;
use crate::model::Calendar;
use crate::units::Instant;

use super::analysis::Analysis;
use super::formulas::Sample;

/// Fewer days say nothing of how a queue goes on.
const LEAST_DAYS: u32 = 4;

/// From so many days on, days are compared whole weeks apart, so that no day of the week is held against another.
const DAYS_OF_WEEKS: u32 = 14;

/// A queue that settles grows ever more slowly. One that grows without end still does at this share of its pace over all days.
const LEAST_PACE: f64 = 0.75;

/// Contacts by which a queue has to grow over all days: what is less is a difference between days, however surely it is known.
const LEAST_GROWTH: f64 = 1.0;

/// By how many half-widths a growth has to differ from none. Every contact type of every variant is looked at, and a warning that is
/// wrong would be worse than one that is missing.
const SURE: f64 = 1.5;

/// More than clocks are put forward or back, in days.
const CLOCK_CHANGE: f64 = 0.1;

const SECONDS_OF_DAY: f64 = 86_400.0;

/// How many contacts of some types waited when each open day began, and when the horizon ended, in each replication.
pub(super) struct QueuesAtOpenings {
    /// When, in days.
    moments: Vec<f64>,
    by_replication: Vec<Vec<f64>>,
    /// Days that steps are made of: a week, or a day.
    step: u32,
    steps: u32,
}

impl QueuesAtOpenings {
    pub(super) fn new(calendar: &Calendar, tallies: &[&ReplicationTally], types: &[usize]) -> Self {
        let days = calendar.intervals.chunk_by(|one, next| one.day == next.day);
        let starts: Vec<Instant> = days.map(|intervals| intervals[0].start).collect();
        // The queue of the warm-up is left out, unless it is that with which the first day begins.
        let skipped = starts.partition_point(|start| *start < calendar.warm_up);
        let in_days = |moment: Instant| moment.seconds() / SECONDS_OF_DAY;
        let moments: Vec<f64> = starts[skipped..].iter().copied().chain([calendar.horizon]).map(in_days).collect();
        let queue = |tally: &&ReplicationTally| -> Vec<f64> {
            let of_types = types.iter().filter_map(|&of_type| tally.queues_at_openings.get(of_type));
            let mut sum = vec![0.0; moments.len()];
            for marks in of_types {
                sum.iter_mut().zip(&marks[skipped..]).for_each(|(sum, mark)| *sum += f64::from(*mark));
            }
            sum
        };
        let by_replication = tallies.iter().map(queue).collect();
        let all_days =
            moments.last().zip(moments.first()).map_or(0.0, |(last, first)| (last - first - CLOCK_CHANGE).ceil())
                as u32;
        let step = if DAYS_OF_WEEKS <= all_days { 7 } else { 1 };
        let enough = LEAST_DAYS <= all_days && LEAST_DAYS as usize <= moments.len();
        Self { moments, by_replication, step, steps: if enough { all_days / step } else { 0 } }
    }

    /// Whether they surely grow over all days, in the second half and still in the last quarter, at a pace that does not fade.
    pub(super) fn surely_grow(&self, analysis: Analysis) -> bool {
        if self.steps == 0 || self.by_replication.iter().all(|queue| queue.last().is_none_or(|last| *last == 0.0)) {
            return false;
        }
        let pace = |steps: u32| {
            let grown = analysis.unadjusted(&self.growth_over_the_last(steps))?;
            grown.half_width.filter(|half_width| SURE * half_width < grown.mean).map(|_| grown.mean)
        };
        let paces = [self.steps, self.steps.div_ceil(2), (self.steps / 4).max(1)].map(pace);
        let all_days = f64::from(self.steps * self.step);
        matches!(paces, [Some(all), Some(_), Some(at_last)] if LEAST_PACE * all <= at_last && LEAST_GROWTH <= all * all_days)
    }

    /// By how much each grew a day over the second half.
    pub(super) fn growth_per_day(&self) -> Vec<Option<Sample>> {
        self.growth_over_the_last(self.steps.div_ceil(2).max(1))
    }

    /// By how much each grew a day over the last steps.
    fn growth_over_the_last(&self, steps: u32) -> Vec<Option<Sample>> {
        let Some(end) = self.moments.last() else { return vec![None; self.by_replication.len()] };
        let days = f64::from(steps * self.step);
        // The first opening that is not before: on the closed days until it nobody was answered.
        let from = self.moments.partition_point(|moment| *moment < end - days - CLOCK_CHANGE);
        let grown = |queue: &Vec<f64>| {
            let (first, last) = (queue.get(from)?, queue.last()?);
            Some(Sample::Value((last - first) / days))
        };
        self.by_replication.iter().map(grown).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::model::RunSettings;
    use crate::units::Fraction;

    use super::*;

    fn analysis() -> Analysis {
        Analysis::from_settings(&RunSettings {
            replications: 3,
            precision: None,
            seed: 1,
            confidence: Fraction::new(0.95).unwrap(),
            each_day: false,
            control_variates: false,
            day_factors: crate::model::DayFactors::Independent,
            detail: crate::model::Detail::Contacts,
        })
    }

    /// Five replications whose queues differ by little.
    fn queues(days: u32, queue: impl Fn(f64) -> f64) -> QueuesAtOpenings {
        let step = if DAYS_OF_WEEKS <= days { 7 } else { 1 };
        let moments: Vec<f64> = (0..=days).map(f64::from).collect();
        let of_replication = |number: u32| {
            let noise = |day: &f64| f64::from((number * 7 + *day as u32 * 3) % 5);
            moments.iter().map(|day| queue(*day) + noise(day)).collect()
        };
        let by_replication = (0..5).map(of_replication).collect();
        QueuesAtOpenings { moments, by_replication, step, steps: days / step }
    }

    #[test]
    fn what_grows_without_end_is_told_from_what_settles() {
        let analysis = analysis();
        for days in [4, 7, 14, 30, 60] {
            let of_days = |queue: fn(f64) -> f64| queues(days, queue).surely_grow(analysis);
            assert!(of_days(|day| 240.0 * day), "{days} days");
            assert!(!of_days(|_| 300.0), "{days} days: it does not grow");
            assert!(!of_days(|day| 900.0 * (1.0 - libm::exp(-day))), "{days} days: it settles at once");
            assert!(!of_days(|day| 900.0 * libm::sqrt(day)), "{days} days: it fades");
        }
        // It is emptied at the end of each week.
        assert!(!queues(28, |day| 100.0 * (day % 7.0)).surely_grow(analysis));
        assert!(!queues(0, |_| 0.0).surely_grow(analysis));
    }

    #[test]
    fn the_pace_is_that_of_a_day() {
        for days in [5, 30] {
            let paces = queues(days, |day| 240.0 * day).growth_per_day();
            assert!(paces.iter().all(|pace| (pace.unwrap().value().unwrap() - 240.0).abs() < 2.0), "{paces:?}");
        }
    }
}
