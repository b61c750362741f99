use crate::model::{Calendar, Workforce};
use crate::results::{DateEstimate, Estimate, FullComplement};
use crate::stats::{round_to_significant, student_t, wilson};
use crate::units::Fraction;

use super::digits::DIGITS;
use super::measured::Measured;

/// When the people at this position among those of teams first make a full complement.
pub(super) fn full_complement(measured: &Measured<'_>, people: &Workforce, index: usize) -> FullComplement {
    let days = measured.tallies().iter().map(|tally| tally.weekly.workforces[index].full_on);
    let reached = Chance::from_outcomes(days.clone().map(|day| day.is_some()), measured.analysis().confidence);
    let of = measured.tallies().len();
    let mut dates = Dates { days: days.flatten().collect(), of, confidence: measured.analysis().confidence };
    dates.days.sort_unstable();
    let calendar = measured.centre().calendar();
    FullComplement {
        heads: people.full_complement_heads(),
        reached: reached.map(Chance::estimate),
        reached_interval: reached.and_then(|reached| reached.interval),
        p10: dates.quantile(0.1, calendar),
        p50: dates.quantile(0.5, calendar),
        p90: dates.quantile(0.9, calendar),
    }
}

/// The share of replications in which something comes about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chance {
    share: f64,
    /// Both ends of its interval; none from a single replication.
    interval: Option<[f64; 2]>,
}

impl Chance {
    /// `None` without replications. Wilson's interval has a width even where it came about in all of them, or in none.
    pub(super) fn from_outcomes(comes_about: impl Iterator<Item = bool>, confidence: Fraction) -> Option<Self> {
        let (yes, count) =
            comes_about.fold((0_u64, 0_u64), |(yes, count), reached| (yes + u64::from(reached), count + 1));
        let share = rounded(yes as f64 / count as f64)?;
        let interval = (count > 1).then(|| wilson(share, count as f64, student_t(confidence, count - 1)));
        Some(Self { share, interval: interval.and_then(|(low, high)| Some([rounded(low)?, rounded(high)?])) })
    }

    /// As an estimate, whose half-width is the way to the farther end.
    pub(super) fn estimate(self) -> Estimate {
        let farther = |[low, high]: [f64; 2]| rounded((self.share - low).max(high - self.share));
        Estimate { mean: self.share, half_width: self.interval.and_then(farther) }
    }
}

fn rounded(figure: f64) -> Option<f64> {
    round_to_significant(figure, DIGITS)
}

/// First days of a full complement, in order, of the replications that reach it.
struct Dates {
    days: Vec<u32>,
    /// Replications.
    of: usize,
    confidence: Fraction,
}

impl Dates {
    /// The day up to which a share `p` of all replications has reached it. Its interval is that between the days whose ranks lie as
    /// far from its own as the number of replications that reach it by then may by chance.
    ///
    /// # Source
    ///
    /// The inversion of an interval for the distribution function: Woodruff (1952), "Confidence Intervals for
    /// Medians and Other Position Measures", *JASA* 47, 635–646.
    fn quantile(&self, p: f64, calendar: &Calendar) -> Option<DateEstimate> {
        let count = self.of as f64;
        // To within rounding: the ninth of ten is at 90%.
        let rank = |share: f64| (share * count - 1e-9).ceil();
        let at = |rank: f64| {
            let day = (1.0 <= rank).then(|| self.days.get(rank as usize - 1))??;
            Some(calendar.date_of_day(*day))
        };
        let by_chance =
            (self.of > 1).then(|| student_t(self.confidence, self.of as u64 - 1) * (p * (1.0 - p) / count).sqrt());
        Some(DateEstimate {
            date: at(rank(p).max(1.0))?,
            earliest: by_chance.and_then(|by_chance| at(rank(p - by_chance))),
            latest: by_chance.and_then(|by_chance| at(rank(p + by_chance))),
        })
    }
}
