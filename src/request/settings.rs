//! How hard to look, and what is refused because no machine or no person can make use of it.

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer};

use crate::experiment;
use crate::model::{RunSettings, Study};
use crate::scenario;
use crate::units::Fraction;

use super::{BreakEvenQuestion, Request, RequestError, SensitivityQuestion};

/// Most replications, as in a scenario file.
pub const MOST_REPLICATIONS: u32 = 10_000_000;
/// Most memory that the measures of a run may take, and the text that they become.
const MOST_MEMORY: u64 = 8 << 30;

impl Request {
    /// Replaces what the request says differently, and refuses settings that cannot be run.
    pub(super) fn apply(&self, study: &mut Study) -> Result<(), RequestError> {
        let settings = &mut study.settings;
        settings.replications = self.replications.unwrap_or(settings.replications);
        settings.precision = self.precision.or(settings.precision);
        settings.seed = self.seed.unwrap_or(settings.seed);
        settings.each_day |= self.each_day;
        check(settings)?;
        self.charts.check()?;
        check_memory(experiment::memory(study))
    }
}

fn check(settings: &RunSettings) -> Result<(), RequestError> {
    if settings.replications == 0 {
        return Err(RequestError::Refused("a run needs at least 1 replication, not 0".into()));
    }
    if let Some((why, mend)) = scenario::refusal_of_replications(settings) {
        return Err(RequestError::Refused(format!("{why}\n  {mend}")));
    }
    let confidence = settings.confidence.get();
    if confidence <= 0.0 || 1.0 <= confidence {
        let message =
            format!("the confidence must lie between 0% and 100%, such as 95%, not at {}%", confidence * 100.0);
        return Err(RequestError::Refused(message));
    }
    Ok(())
}

/// Refuses results that would need so many bytes, if no usual machine has them.
///
/// # Errors
///
/// [`RequestError::Refused`] with what to ask for instead.
pub fn check_memory(needed: u64) -> Result<(), RequestError> {
    if needed <= MOST_MEMORY {
        return Ok(());
    }
    let gigabytes = |bytes: u64| bytes.div_ceil(1 << 30);
    Err(RequestError::Refused(format!(
        "the results would take about {} GB of memory, and {} GB is the most\n  \
         ask for fewer replications or variants, a longer `interval`, or the average day instead of each day",
        gigabytes(needed),
        gigabytes(MOST_MEMORY)
    )))
}

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
            Err("a rule flags those some way above the mean: write for instance 10%".into())
        }
        Ok(share) => Ok(share),
        Err(error) => Err(error.to_string()),
    }
}

pub(super) fn replications<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    within(u32::deserialize(deserializer)?, 1..=MOST_REPLICATIONS, "replications").map(Some)
}

pub(super) fn points_of_break_even<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    within(u32::deserialize(deserializer)?, BreakEvenQuestion::POINTS, "points")
}

pub(super) fn points_of_sensitivity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    within(u32::deserialize(deserializer)?, SensitivityQuestion::POINTS, "points")
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
    use crate::model::{DayFactors, Detail};

    #[test]
    fn settings_that_cannot_be_run_are_refused() {
        let fraction = |share| Fraction::new(share).unwrap();
        let settings = |replications, confidence| RunSettings {
            replications,
            precision: None,
            seed: 1,
            confidence: fraction(confidence),
            each_day: false,
            control_variates: false,
            day_factors: DayFactors::Independent,
            detail: Detail::Contacts,
        };
        assert!(check(&settings(1, 0.95)).is_ok());
        let refused = |settings| check(&settings).unwrap_err().to_string();
        assert_eq!(refused(settings(0, 0.95)), "a run needs at least 1 replication, not 0");
        assert!(refused(settings(1, 1.0)).contains("not at 100%"));
        let in_fives = RunSettings { day_factors: DayFactors::Stratified, ..settings(12, 0.95) };
        assert!(refused(in_fives).contains("blocks of 5: take 10 or 15"));
    }

    #[test]
    fn results_that_no_machine_holds_are_refused() {
        assert!(check_memory(MOST_MEMORY).is_ok());
        let message = check_memory(100 << 30).unwrap_err().to_string();
        assert!(message.contains("about 100 GB of memory, and 8 GB is the most"), "{message}");
    }

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
