//! How a run scales over cores: the same replications of M1 on one thread and on two, with what merges them.

mod models;

use callfloor::experiment;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(args = [1, 2], sample_count = 10, sample_size = 1)]
fn m1(bencher: Bencher<'_, '_>, threads: usize) {
    let mut study = models::m1_days(100, 1);
    study.settings.replications = 200;
    let run = || experiment::run_range(&study, 0..200, Some(threads), &());
    let tallies = run().variants.remove(0).tallies;
    let contacts: u64 = tallies.values().flat_map(|it| it.contacts.iter().flatten()).map(|tally| tally.offered()).sum();
    bencher.counter(ItemsCount::new(contacts)).bench_local(run);
}
