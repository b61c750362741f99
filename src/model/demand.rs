use crate::units::{Instant, PerHour, Seconds};

/// A stretch of open time over which the expected rate is constant, `(start, end]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemandSegment {
    /// When it begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// Expected fresh contacts per hour, surges included.
    pub rate: PerHour,
    /// The interval it lies in: an index into [`super::Calendar::intervals`].
    pub interval: u32,
}

/// Fresh contacts of one type over the horizon: Poisson at a piecewise-constant rate, times random factors.
#[derive(Clone, Debug, Default)]
pub struct Demand {
    /// In order of time, each within one interval, without overlap; times without a segment bring nobody.
    pub segments: Vec<DemandSegment>,
    /// Coefficient of variation of the day's factor (gamma, mean 1); 0 is none.
    pub busyness_cv: f64,
    /// Coefficient of variation of each interval's factor (gamma, mean 1); 0 is none.
    pub interval_busyness_cv: f64,
}

impl Demand {
    /// Expected fresh contacts over the horizon.
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.segments
            .iter()
            .map(|segment| segment.rate.get() / 3600.0 * segment.end.since(segment.start).seconds())
            .sum()
    }

    /// Expected load over the horizon if each contact takes `aht`, in agent-seconds.
    #[must_use]
    pub fn expected_work(&self, aht: Seconds) -> f64 {
        self.expected() * aht.get()
    }
}
