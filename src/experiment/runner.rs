use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use crate::engine::{Customers, Need, Plan, Replication, SampledCustomers, Weeks};
use crate::metrics::{Layout, Listener, ReplicationTally, WeekListener};
use crate::model::{DayFactors, Detail, RunSettings, Study, Variant};
use crate::random::{Key, Spread};
use crate::results::Results;
use crate::units::Instant;

use super::estimates::{estimate, widest_service_level};
use super::partial::Partial;
use super::watch::{Ended, Watch};

/// Replications of one variant that a thread takes at a time, before it makes room for another variant.
const STRETCH: u32 = 10;

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

/// Runs a range of replications of every variant, in any order, and returns what they measured.
///
/// Stopped by `watch`, it returns those that are finished.
pub fn run_range(study: &Study, range: Range<u32>, threads: Option<usize>, watch: &dyn Watch) -> Partial {
    let tasks = tasks(study, &range);
    let machine = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.unwrap_or(machine).clamp(1, tasks.len().max(1));
    let partial = Mutex::new(Partial::new(study));
    let next = AtomicUsize::new(0);
    let done = AtomicU64::new(u64::from(range.start) * study.variants.len() as u64);
    let of = u64::from(study.settings.replications) * study.variants.len() as u64;
    let work = || {
        while let Some((variant, replications)) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let report = || watch.progress(done.fetch_add(1, Ordering::Relaxed) + 1, of);
            let measured = run_stretch(study, &study.variants[*variant], replications.clone(), &report, watch);
            let mut more = Partial::new(study);
            more.variants[*variant].tallies = measured;
            let mut partial = partial.lock().expect("no thread panics while it holds the lock");
            partial.merge(more).expect("every replication is run once");
            if watch.stop() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    partial.into_inner().expect("no thread panics while it holds the lock")
}

/// Stretches of replications, so that all variants come forward together and no thread is left waiting long.
fn tasks(study: &Study, range: &Range<u32>) -> Vec<(usize, Range<u32>)> {
    let length = (range.len() as u32 / 8).clamp(1, STRETCH);
    let starts = range.clone().step_by(length as usize);
    let stretches = starts.map(|start| start..(start + length).min(range.end));
    stretches.flat_map(|stretch| (0..study.variants.len()).map(move |variant| (variant, stretch.clone()))).collect()
}

fn run_stretch(
    study: &Study,
    variant: &Variant,
    replications: Range<u32>,
    report: &dyn Fn(),
    watch: &dyn Watch,
) -> BTreeMap<u32, ReplicationTally> {
    if study.settings.detail == Detail::Headcount {
        return run_headcount(study, variant, replications, report, watch);
    }
    let plan = Plan::new(&variant.centre);
    let layout = Layout::new(variant.centre.calendar(), study.settings.each_day);
    let mut replication = Replication::new(&plan);
    let mut listener = Listener::new(&variant.centre, &layout);
    let (mut weeks, mut week_listener) = (Weeks::new(&variant.centre), WeekListener::new(&variant.centre));
    let mut tallies = BTreeMap::new();
    for number in replications {
        if watch.stop() {
            break;
        }
        let key = Key::new(study.settings.seed, number);
        let sampled = SampledCustomers::with_spread(&variant.centre, key, spread(&study.settings, number));
        let mut customers = UntilStopped::new(sampled, watch);
        if number == 0 {
            listener.keep_day(&variant.centre);
        }
        replication.run(&mut customers, key, &mut listener);
        if customers.stopped {
            break;
        }
        if variant.centre.has_people() {
            weeks.run(key, &mut week_listener);
        }
        let told = listener.finish();
        let weekly = week_listener.finish().with_workforces_of(told.weekly);
        tallies.insert(number, ReplicationTally { weekly, ..told });
        report();
    }
    tallies
}

/// As [`run_stretch`], of people alone.
fn run_headcount(
    study: &Study,
    variant: &Variant,
    replications: Range<u32>,
    report: &dyn Fn(),
    watch: &dyn Watch,
) -> BTreeMap<u32, ReplicationTally> {
    let layout = Layout::new(variant.centre.calendar(), study.settings.each_day);
    let mut nothing = Listener::new(&variant.centre, &layout);
    let (mut people, mut listener) = (Weeks::with_people_alone(&variant.centre), WeekListener::new(&variant.centre));
    let mut tallies = BTreeMap::new();
    for number in replications {
        if watch.stop() {
            break;
        }
        people.run(Key::new(study.settings.seed, number), &mut listener);
        tallies.insert(number, ReplicationTally { weekly: listener.finish(), ..nothing.finish() });
        report();
    }
    tallies
}

/// How the days of a replication are drawn.
pub(super) fn spread(settings: &RunSettings, replication: u32) -> Spread {
    let of = settings.day_factors.block();
    let (number, position) = (replication / of, replication % of);
    let block = Key::new(settings.seed, number).named("block");
    match settings.day_factors {
        DayFactors::Independent => Spread::Independent,
        DayFactors::Antithetic => Spread::Antithetic { block, mirrored: position == 1 },
        DayFactors::Stratified => Spread::Stratified { block, position, of },
    }
}

/// Customers who stay away once the run is asked to stop: a long replication, which is then not counted,
/// comes to its end soon.
pub(super) struct UntilStopped<'a, C> {
    customers: C,
    arrivals: u32,
    pub(super) stopped: bool,
    watch: &'a dyn Watch,
}

impl<'a, C> UntilStopped<'a, C> {
    pub(super) fn new(customers: C, watch: &'a dyn Watch) -> Self {
        Self { customers, arrivals: 0, stopped: false, watch }
    }
}

/// Arrivals after which to ask anew whether to stop.
const ARRIVALS_BETWEEN_LOOKS: u32 = 1 << 14;

impl<C: Customers> Customers for UntilStopped<'_, C> {
    #[inline]
    fn next_arrival(&mut self, contact_type: usize) -> Option<Instant> {
        self.arrivals = self.arrivals.wrapping_add(1);
        if self.arrivals.is_multiple_of(ARRIVALS_BETWEEN_LOOKS) {
            self.stopped |= self.watch.stop();
        }
        if self.stopped { None } else { self.customers.next_arrival(contact_type) }
    }

    #[inline]
    fn need(&mut self, contact_type: usize) -> Need {
        self.customers.need(contact_type)
    }
}
