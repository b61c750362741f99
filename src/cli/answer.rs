use crate::experiment::{self, Ended};
use crate::model::Study;
use crate::report::count;
use crate::results::Results;

use super::failure::Failure;
use super::interruption;
use super::progress::Progress;
use super::simulation::Conduct;

/// Fewest blocks of replications worth keeping when a run is interrupted: without two there is no interval.
const FEWEST_KEPT: u32 = 2;

/// Runs `study` while showing progress and listening for Ctrl-C.
pub(super) fn simulate(study: &Study, conduct: Conduct) -> Result<(Results, Ended), Failure> {
    if let Some(done) = conduct.stopped_after {
        return simulate_stopped(study, done, conduct);
    }
    interruption::listen(conduct.ending);
    let progress = Progress::new();
    let (results, ended) = experiment::run(study, conduct.threads, &progress);
    progress.finish();
    let fewest = FEWEST_KEPT * study.settings.day_factors.block();
    let enough = |results: &Results| {
        ended != Ended::Interrupted || results.variants.iter().all(|variant| fewest <= variant.replications)
    };
    match results.filter(enough) {
        Some(mut results) => {
            if ended == Ended::Interrupted {
                let done = results.variants.iter().map(|variant| variant.replications).min().unwrap_or(0);
                results.cut_short = Some(interrupted_after(done, study));
            }
            Ok((results, ended))
        }
        None => Err(Failure::Program(format!(
            "interrupted before {} replications were done: nothing was written",
            if fewest == 2 { "two".to_owned() } else { fewest.to_string() }
        ))),
    }
}

/// Why a run that was stopped by hand stopped short.
pub(super) fn interrupted_after(done: u32, study: &Study) -> String {
    let (done, of) = (count(done.into()), count(study.settings.replications.into()));
    format!("{} {done} of {of} replications", Results::INTERRUPTED)
}

/// Said where Ctrl-C ends what was to be done again.
pub(super) fn not_done_again() -> Failure {
    Failure::Program("interrupted before everything was run again: nothing was compared".into())
}

fn simulate_stopped(study: &Study, done: u32, conduct: Conduct) -> Result<(Results, Ended), Failure> {
    interruption::listen(conduct.ending);
    let progress = Progress::new();
    let done = done.min(study.settings.replications);
    let (results, ended) = experiment::run_stopped(study, done, conduct.threads, &progress);
    progress.finish();
    match (results, ended) {
        (Some(mut results), Ended::Complete) => {
            results.cut_short = Some(interrupted_after(done, study));
            Ok((results, Ended::Interrupted))
        }
        _ => Err(not_done_again()),
    }
}
