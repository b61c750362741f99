//! The baseline and a variant, as the file has them: what questions about pairs stand on.

use crate::experiment::{self, Watch};
use crate::model::Study;
use crate::results::Results;

use super::RequestError;

/// Runs the study as the file has it, without which the answer to a question has nothing to stand on.
pub(super) fn as_in_file(study: &Study, threads: Option<usize>, watch: &dyn Watch) -> Result<Results, RequestError> {
    match experiment::run(study, threads, watch) {
        Ok(results) if results.ended.is_complete() => Ok(results),
        _ => Err(stopped()),
    }
}

pub(super) fn stopped() -> RequestError {
    RequestError::Stopped("the answer was complete".into())
}

/// The study of the baseline and, if there is one, the variant at this position, with the same replications of both.
pub(super) fn keep_pair(study: &Study, variant: Option<usize>) -> Study {
    let mut study = study.clone();
    let mut position = 0;
    study.variants.retain(|_| {
        position += 1;
        position == 1 || Some(position - 1) == variant
    });
    study.settings.precision = None;
    study
}

/// Refuses a run of which no interval could be given.
pub(super) fn check_replications(study: &Study) -> Result<(), RequestError> {
    let block = study.settings.day_factors.block();
    if study.settings.replications < 2 * block {
        let fewest = 2 * block;
        return Err(RequestError::Refused(format!(
            "without an interval nothing can be told: take {fewest} replications or more"
        )));
    }
    Ok(())
}
