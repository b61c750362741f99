use std::sync::Arc;

use crate::units::{Instant, PerHour, Seconds};

/// A stretch of open time over which the expected rate is constant, `(start, end]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemandSegment {
    /// When it begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// Expected fresh contacts per hour, on average over regimes of days, surges included.
    pub rate: PerHour,
    /// The interval it lies in: an index into [`super::Calendar::intervals`].
    pub interval: u32,
}

/// How many contacts arrive at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Burst {
    /// One by one.
    #[default]
    Single,
    /// At least one. After each, the chance that it was the last is the same: the number is geometric.
    Geometric {
        /// The mean number, at least 1.
        mean: f64,
    },
    /// Always this many.
    Always(u32),
}

impl Burst {
    /// Mean number of contacts.
    #[must_use]
    pub fn mean(self) -> f64 {
        match self {
            Self::Single => 1.0,
            Self::Geometric { mean } => mean,
            Self::Always(size) => f64::from(size),
        }
    }
}

/// A day factor that some contact types share.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedFactor {
    /// Its name: contact types that name the same factor share it.
    pub name: String,
    /// Its coefficient of variation (gamma, mean 1); 0 is none.
    pub cv: f64,
}

/// What a regime of days is to one contact type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regime {
    /// The share of days that are of this regime, or of one before it.
    pub until: f64,
    /// By what the rates of the segments, which are those of the mean day, are multiplied on them.
    pub factor: f64,
}

/// Fresh contacts of one type over the horizon: Poisson at a piecewise-constant rate, times random factors, one by one or
/// in bursts.
#[derive(Clone, Debug, Default)]
pub struct Demand {
    /// Stretches in order of time, each within one interval, without overlap. Nobody arrives outside them.
    pub segments: Vec<DemandSegment>,
    /// Coefficient of variation of the day's factor (gamma, mean 1); 0 is none.
    pub busyness_cv: f64,
    /// Coefficient of variation of each interval's factor (gamma, mean 1); 0 is none.
    pub interval_busyness_cv: f64,
    /// How long the factor of an interval is remembered: those of two intervals have a correlation of `exp(−t / spell)`, where `t` is
    /// the time from the start of one to that of the other. `None`: not at all.
    pub interval_spell: Option<Seconds>,
    /// Whether exactly as many contacts arrive in each interval as are expected, at times that are otherwise left to chance.
    pub exact: bool,
    /// The moments at which contacts arrive, in order, where they are known one by one: segments then say how many of them there are in
    /// each interval.
    pub moments: Arc<[Instant]>,
    /// Regimes of days, each with the cumulated share of days up to and including its own; that of ordinary days is the last. None where all
    /// days are ordinary. One draw for the day decides for all contact types.
    pub regimes: Vec<Regime>,
    /// Day factors shared with some other contact types.
    pub together: Vec<SharedFactor>,
    /// How many arrive at once. The rate counts contacts; there are fewer bursts than contacts by the factor of their mean.
    pub burst: Burst,
}

impl Demand {
    /// By what arrivals are multiplied on a day whose uniform draw this is.
    #[must_use]
    pub fn regime(&self, draw: f64) -> f64 {
        self.regimes.iter().find(|regime| draw < regime.until).map_or(1.0, |regime| regime.factor)
    }

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
