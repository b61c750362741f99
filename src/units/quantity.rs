use std::ops::Mul;

use thiserror::Error;

/// Why a number is not the quantity it was given as.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum UnitError {
    /// A length of time must be finite and not negative.
    #[error("a duration is finite and not negative, not {0}")]
    NotADuration(f64),
    /// A rate must be finite and not negative.
    #[error("a rate is finite and not negative, not {0}")]
    NotARate(f64),
    /// A share must lie between 0 and 1.
    #[error("a share lies between 0 and 1, not at {0}")]
    NotAFraction(f64),
    /// The text is not a number followed by a unit.
    #[error("{0}")]
    Unreadable(String),
}

/// A length of time in seconds: finite and never negative.
///
/// Scenario files write the unit (`"20s"`, `"3m 30s"`); a bare number is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Seconds(f64);

impl Seconds {
    /// No time at all.
    pub const ZERO: Self = Self(0.0);

    /// # Errors
    ///
    /// [`UnitError::NotADuration`] if `seconds` is negative, infinite or NaN.
    pub fn new(seconds: f64) -> Result<Self, UnitError> {
        if seconds.is_finite() && 0.0 <= seconds { Ok(Self(seconds)) } else { Err(UnitError::NotADuration(seconds)) }
    }

    /// The number of seconds.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A rate per hour: finite and never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct PerHour(f64);

impl PerHour {
    /// # Errors
    ///
    /// [`UnitError::NotARate`] if `rate` is negative, infinite or NaN.
    pub fn new(rate: f64) -> Result<Self, UnitError> {
        if rate.is_finite() && 0.0 <= rate { Ok(Self(rate)) } else { Err(UnitError::NotARate(rate)) }
    }

    /// The number per hour.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

/// Offered load: how many agents the arrivals would keep busy if nobody waited.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Erlangs(f64);

impl Erlangs {
    /// # Errors
    ///
    /// [`UnitError::NotARate`] if `load` is negative, infinite or NaN.
    pub fn new(load: f64) -> Result<Self, UnitError> {
        PerHour::new(load).map(|load| Self(load.0))
    }

    /// The number of erlangs.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Mul<Seconds> for PerHour {
    type Output = Erlangs;

    fn mul(self, aht: Seconds) -> Erlangs {
        Erlangs(self.0 / 3600.0 * aht.0)
    }
}

/// A proportion between 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Fraction(f64);

impl Fraction {
    /// None of it.
    pub const ZERO: Self = Self(0.0);
    /// All of it.
    pub const ONE: Self = Self(1.0);

    /// # Errors
    ///
    /// [`UnitError::NotAFraction`] if `share` is below 0, above 1 or NaN.
    pub fn new(share: f64) -> Result<Self, UnitError> {
        if (0.0..=1.0).contains(&share) { Ok(Self(share)) } else { Err(UnitError::NotAFraction(share)) }
    }

    /// The number between 0 and 1.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// What is left of the whole.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(1.0 - self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn load_is_arrivals_times_handling_time() {
        let load = PerHour::new(1140.0).unwrap() * Seconds::new(300.0).unwrap();
        assert_eq!(load.get(), 95.0);
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(Seconds::new(-1.0).is_err() && Seconds::new(f64::NAN).is_err());
        assert!(Fraction::new(1.01).is_err() && Fraction::new(1.0).is_ok());
        assert!(PerHour::new(f64::INFINITY).is_err());
    }
}
