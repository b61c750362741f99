//! How hard to look, and what is refused because no machine or no person can make use of it.

use crate::experiment;
use crate::model::{RunSettings, Study};
use crate::scenario;

use super::{Request, RequestError};

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
        let without_contacts = study.variants.iter().all(|variant| variant.centre.contact_types().is_empty());
        if study.settings.precision.is_some() && without_contacts {
            return Err(RequestError::Refused(
                "a precision is that of the service level, and the scenario has no contacts\n  say how many replications \
                 instead: --replications 200"
                    .into(),
            ));
        }
        #[cfg(feature = "drawing")]
        self.charts.check()?;
        check_memory(experiment::memory(study))
    }

    /// Refuses a precision where every value is looked at with as many replications.
    pub(super) fn refuse_precision(&self) -> Result<(), RequestError> {
        match self.precision {
            Some(_) => Err(RequestError::Refused(format!(
                "{} looks at every value with the same replications: take --replications instead of --precision",
                self.question.command()
            ))),
            None => Ok(()),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DayFactors, Detail};
    use crate::units::Fraction;

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
}
