//! Numbers that a request may name.

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer};

use crate::units::Fraction;

/// Most replications, as in a scenario file.
pub const MOST_REPLICATIONS: u32 = 10_000_000;
/// Fewest and most points of a break-even.
pub(super) const POINTS_OF_BREAK_EVEN: RangeInclusive<u32> = 2..=200;
/// Fewest and most points of a sensitivity.
pub(super) const POINTS_OF_SENSITIVITY: RangeInclusive<u32> = 10..=1000;

/// Reads a precision: a share above zero.
///
/// # Errors
///
/// What is wrong with it.
pub fn read_precision(text: &str) -> Result<Fraction, String> {
    match text.parse::<Fraction>() {
        Ok(share) if share == Fraction::ZERO => Err("no number of replications reaches a precision of 0".into()),
        Ok(share) => Ok(share),
        Err(error) => Err(error.to_string()),
    }
}

/// Reads the share above the mean from which on an agent is flagged.
///
/// # Errors
///
/// What is wrong with it.
pub fn read_flag_above(text: &str) -> Result<Fraction, String> {
    match text.parse::<Fraction>() {
        Ok(share) if share == Fraction::ZERO => {
            Err("a rule flags agents above the mean by some share: write for instance 10%".into())
        }
        Ok(share) => Ok(share),
        Err(error) => Err(error.to_string()),
    }
}

pub(super) fn replications<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    within(u32::deserialize(deserializer)?, 1..=MOST_REPLICATIONS, "replications").map(Some)
}

pub(super) fn points_of_break_even<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    within(u32::deserialize(deserializer)?, POINTS_OF_BREAK_EVEN, "points")
}

pub(super) fn points_of_sensitivity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    within(u32::deserialize(deserializer)?, POINTS_OF_SENSITIVITY, "points")
}

fn within<E: serde::de::Error>(number: u32, range: RangeInclusive<u32>, what: impl fmt::Display) -> Result<u32, E> {
    match range.contains(&number) {
        true => Ok(number),
        false => Err(E::custom(format!("{number} {what}: take {} to {}", range.start(), range.end()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_precision_is_a_share_above_zero() {
        assert_eq!(read_precision("1%"), Ok(Fraction::new(0.01).unwrap()));
        assert!(read_precision("0").unwrap_err().contains("precision of 0"));
        assert!(read_precision("lots").is_err());
    }

    #[test]
    fn a_rule_flags_above_the_mean() {
        assert_eq!(read_flag_above("12.5%"), Ok(Fraction::new(0.125).unwrap()));
        assert!(read_flag_above("0").unwrap_err().contains("for instance 10%"));
        assert!(read_flag_above("-5%").is_err() && read_flag_above("slow").is_err());
    }
}
