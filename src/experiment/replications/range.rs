use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use crate::engine::{Plan, Replication, SampledCustomers, Weeks};
use crate::metrics::{Layout, Listener, ReplicationTally, WeekListener};
use crate::model::{DayFactors, Detail, RunSettings, Study, Variant};
use crate::random::{Key, Spread};

use super::partial::Partial;
use super::until_stopped::UntilStopped;
use super::watch::Watch;

/// Replications of one variant that a thread takes at a time, before it makes room for another variant.
pub(crate) const STRETCH: u32 = 10;

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
        let tally = listener.finish();
        let weekly = week_listener.finish().with_workforces_of(tally.weekly);
        tallies.insert(number, ReplicationTally { weekly, ..tally });
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
pub(crate) fn spread(settings: &RunSettings, replication: u32) -> Spread {
    let of = settings.day_factors.block();
    let (number, position) = (replication / of, replication % of);
    let block = Key::new(settings.seed, number).named("block");
    match settings.day_factors {
        DayFactors::Independent => Spread::Independent,
        DayFactors::Antithetic => Spread::Antithetic { block, mirrored: position == 1 },
        DayFactors::Stratified => Spread::Stratified { block, position, of },
    }
}
