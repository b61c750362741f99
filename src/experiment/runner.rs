use crate::model::Study;
use crate::results::Results;

use super::estimate::{estimate, widest_service_level};
use super::replications::{Ended, Partial, STRETCH, Watch, run_range};

/// Runs `study` on `threads` threads, or as many as the machine has, and says what came out.
///
/// The results are the same bytes whatever the number of threads. `None` if it was stopped before
/// every variant had finished a replication.
pub fn run(study: &Study, threads: Option<usize>, watch: &dyn Watch) -> (Option<Results>, Ended) {
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
            ended = Ended::Interrupted;
            break;
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
    (estimate(study, &partial, ended), ended)
}

/// Does again what was stopped after so many replications: all else is as `study` says, whose precision was never asked after.
///
/// A replication is drawn from its number alone, whatever comes after it.
pub fn run_stopped(
    study: &Study,
    replications: u32,
    threads: Option<usize>,
    watch: &dyn Watch,
) -> (Option<Results>, Ended) {
    let partial = run_range(study, 0..replications, threads, watch);
    let ended = if partial.complete() < replications { Ended::Interrupted } else { Ended::Complete };
    (estimate(study, &partial, ended), ended)
}
