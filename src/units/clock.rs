use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

use super::Seconds;

/// A length of time in whole ticks of 2⁻²⁰ s, about one microsecond.
///
/// Sums of ticks are exact, so waits can be added in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ticks(pub u64);

/// A moment, in ticks since midnight of the first day of the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub u64);

impl Ticks {
    /// Ticks in a second.
    pub const PER_SECOND: u64 = 1 << 20;
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// The nearest whole number of ticks; lengths beyond 2⁶² ticks (139,000 years) are cut to it.
    #[must_use]
    pub fn from_seconds(seconds: Seconds) -> Self {
        Self::from_seconds_f64(seconds.get())
    }

    /// As [`Ticks::from_seconds`], for a bare number of seconds that is known not to be negative, such as a draw.
    #[inline]
    #[must_use]
    pub fn from_seconds_f64(seconds: f64) -> Self {
        Self::round(seconds * Self::PER_SECOND as f64)
    }

    /// This length in seconds.
    #[must_use]
    pub fn seconds(self) -> f64 {
        self.0 as f64 / Self::PER_SECOND as f64
    }

    /// This length times `factor`, to the nearest tick.
    #[inline]
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self::round(self.0 as f64 * factor)
    }

    /// To the nearest tick, by way of a signed number, which machines convert to faster.
    #[inline]
    fn round(ticks: f64) -> Self {
        Self(((ticks + 0.5) as i64 as u64).min(1 << 62))
    }
}

impl Instant {
    /// The start of the horizon.
    pub const ZERO: Self = Self(0);
    /// Later than anything that happens.
    pub const NEVER: Self = Self(u64::MAX);

    /// Time passed since `earlier`.
    ///
    /// # Panics
    ///
    /// In debug builds, if `earlier` is later than this.
    #[inline]
    #[must_use]
    pub fn since(self, earlier: Self) -> Ticks {
        debug_assert!(earlier <= self, "time passed is never negative");
        Ticks(self.0.wrapping_sub(earlier.0))
    }

    /// The moment `seconds` after the horizon's start, to the nearest tick.
    #[must_use]
    pub fn at_seconds(seconds: f64) -> Self {
        Self(Ticks::from_seconds_f64(seconds).0)
    }

    /// Seconds since the start of the horizon.
    #[must_use]
    pub fn seconds(self) -> f64 {
        Ticks(self.0).seconds()
    }
}

impl Add<Ticks> for Instant {
    type Output = Self;

    #[inline]
    fn add(self, length: Ticks) -> Self {
        Self(self.0.saturating_add(length.0))
    }
}

impl Add for Ticks {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Ticks {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_ticks_convert_both_ways() {
        assert_eq!(Ticks::from_seconds_f64(1.5).0, 3 << 19);
        assert_eq!(Ticks(3 << 19).seconds(), 1.5);
        assert_eq!(Ticks::from_seconds_f64(f64::INFINITY).0, 1 << 62);
        assert_eq!(Ticks(10).times(1.26), Ticks(13));
    }
}
