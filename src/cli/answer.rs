use crate::experiment;
use crate::model::Study;
use crate::results::Results;

use super::failure::Failure;
use super::interruption;
use super::progress::Progress;
use super::simulation::Conduct;

/// Fewest blocks of replications worth keeping when a run is interrupted: without two there is no interval.
const FEWEST_KEPT: u32 = 2;

/// Runs `study` while showing progress and listening for Ctrl-C.
pub(super) fn simulate(study: &Study, conduct: Conduct) -> Result<Results, Failure> {
    interruption::listen(conduct.ending);
    let progress = Progress::new();
    if let Some(done) = conduct.stopped_after {
        let done = done.min(study.settings.replications);
        let results = experiment::run_stopped(study, done, conduct.threads, &progress);
        progress.finish();
        return results.map_err(|_| not_done_again());
    }
    let results = experiment::run(study, conduct.threads, &progress);
    progress.finish();
    let fewest = FEWEST_KEPT * study.settings.day_factors.block();
    let enough = |results: &Results| {
        !results.ended.was_interrupted() || results.variants.iter().all(|variant| fewest <= variant.replications)
    };
    results.ok().filter(enough).ok_or_else(|| {
        Failure::Program(format!(
            "interrupted before {} replications were done: nothing was written",
            if fewest == 2 { "two".to_owned() } else { fewest.to_string() }
        ))
    })
}

/// Said where Ctrl-C ends what was to be done again.
pub(super) fn not_done_again() -> Failure {
    Failure::Program("interrupted before everything was run again: nothing was compared".into())
}
