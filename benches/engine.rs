//! Contacts per second of the engine with everything the product measures, on one core.
//!
//! M1 is one line with exponential handling and patience, M2 a multi-skill day with redials; M3 is M1
//! at other sizes. Divan's items per second are contacts per second. Allocations are those of the whole replication: the
//! loop makes none, what it measured is handed over in a few.

mod models;

use callfloor::model::Study;
use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 20, sample_size = 1)]
fn m1_and_m3(bencher: Bencher<'_, '_>, agents: u32) {
    bench(bencher, &models::m1(agents), 1);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn m2(bencher: Bencher<'_, '_>) {
    bench(bencher, &models::m2(), 20);
}

/// A week of two customer service centres by telephone, counter and message.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn kirklees_centres_week(bencher: Bencher<'_, '_>) {
    bench(bencher, &models::bundled("kirklees_centres"), 50);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn land_registry_year(bencher: Bencher<'_, '_>) {
    bench(bencher, &models::land_registry_year(), 1);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn land_registry_year_with_casework(bencher: Bencher<'_, '_>) {
    bench(bencher, &models::land_registry_casework(), 1);
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn jobcentre_year(bencher: Bencher<'_, '_>) {
    bench(bencher, &models::jobcentre_year(), 1);
}

/// 6,000 named people with shifts, breaks, leave, sickness, leavers and recruits over a year.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn people_year(bencher: Bencher<'_, '_>) {
    bench(bencher, &models::people_year(), 1);
}

fn bench(bencher: Bencher<'_, '_>, study: &Study, replications: u32) {
    models::with_baseline(study, replications, |run| {
        let contacts = run();
        bencher.counter(ItemsCount::new(contacts)).bench_local(run);
    });
}
