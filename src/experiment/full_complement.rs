use crate::model::{Calendar, Workforce};
use crate::results::{DateEstimate, FullComplement};
use crate::stats::student_t;
use crate::units::Fraction;

use super::estimates::{Measured, rounded};
use super::formulas::Sample;

/// When the people at this position among those of teams first make a full complement.
pub(super) fn full_complement(measured: &Measured<'_>, people: &Workforce, index: usize) -> FullComplement {
    let days = measured.tallies().iter().map(|tally| tally.weekly.workforces[index].full_on);
    let reached: Vec<Option<Sample>> =
        days.clone().map(|day| Some(Sample::Value(f64::from(u8::from(day.is_some()))))).collect();
    let mut dates =
        Dates { days: days.flatten().collect(), of: reached.len(), confidence: measured.analysis().confidence };
    dates.days.sort_unstable();
    let calendar = measured.centre().calendar();
    FullComplement {
        heads: people.full_complement_heads(),
        reached: rounded(measured.analysis().unadjusted(&reached)),
        p10: dates.quantile(0.1, calendar),
        p50: dates.quantile(0.5, calendar),
        p90: dates.quantile(0.9, calendar),
    }
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
