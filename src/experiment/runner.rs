use crate::model::Study;
use crate::results::{Ended, Results};

use super::estimate::{estimate, widest_service_level};
use super::replications::{EstimateError, NothingDone, Partial, STRETCH, Watch, run_range};

/// Runs `study` on `threads` threads, or as many as the machine has, and says what came out and how it ended.
///
/// The results are the same bytes whatever the number of threads.
///
/// # Errors
///
/// [`NothingDone`] if it was stopped before every variant had finished a block of replications.
pub fn run(study: &Study, threads: Option<usize>, watch: &dyn Watch) -> Result<Results, NothingDone> {
    let ceiling = study.settings.replications;
    let block = study.settings.day_factors.block();
    let mut partial = Partial::new(study);
    let mut done = 0;
    let mut ended = Ended::Complete;
    while done < ceiling {
        let upto = match study.settings.precision {
            // The interval is looked at after every stretch, and less often as it becomes slower to change.
            Some(_) => (done + (STRETCH * block).max((done / 4).next_multiple_of(block))).min(ceiling),
            None => ceiling,
        };
        let more = run_range(study, done..upto, threads, watch);
        partial.merge(more).expect("ranges of one study do not overlap");
        if partial.complete() < upto {
            return as_far_as_it_went(study, partial);
        }
        done = upto;
        if let Some(precision) = study.settings.precision {
            let reached = widest_service_level(study, &partial).is_some_and(|widest| widest <= precision.get());
            if reached {
                break;
            }
            if done == ceiling {
                ended = Ended::PrecisionNotReached;
            }
        }
    }
    conclude(study, &partial, ended)
}

/// Does again what was stopped after so many replications: all else is as `study` says, whose precision was never asked after.
///
/// A replication is drawn from its number alone, whatever comes after it.
///
/// # Errors
///
/// [`NothingDone`] if it is stopped before that.
pub fn run_stopped(
    study: &Study,
    replications: u32,
    threads: Option<usize>,
    watch: &dyn Watch,
) -> Result<Results, NothingDone> {
    let partial = run_range(study, 0..replications, threads, watch);
    if partial.complete() < replications { Err(NothingDone) } else { as_far_as_it_went(study, partial) }
}

/// The results of a run that was stopped. Its threads leave gaps behind, and whatever follows them is not used.
fn as_far_as_it_went(study: &Study, mut partial: Partial) -> Result<Results, NothingDone> {
    partial.keep_complete();
    let complete = partial.complete();
    let done = complete - complete % study.settings.day_factors.block();
    conclude(study, &partial, Ended::Interrupted { done, of: study.settings.replications })
}

fn conclude(study: &Study, partial: &Partial, ended: Ended) -> Result<Results, NothingDone> {
    estimate(study, partial, ended).map_err(|error| match error {
        EstimateError::Nothing => NothingDone,
        EstimateError::Missing(_) => unreachable!("a range that was not stopped is whole: {error}"),
    })
}
