//! A national year in one replication: 32 sites, some 17 million contacts, with everything the product measures.

use std::path::Path;

use callfloor::experiment::{self, Watch};
use callfloor::results::Measure;
use callfloor::scenario::{self, Override};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn jobcentre(bencher: Bencher<'_, '_>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/jobcentre.toml");
    let set = [
        ("calendar.start", "2012-04-01"),
        ("calendar.days", "365"),
        ("run.each_day", "false"),
        ("run.replications", "1"),
    ];
    let set = set.map(|(path, value)| Override { path: path.to_owned(), value: value.to_owned() });
    let mut study = scenario::read(&path, &set).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    study.variants.truncate(1);
    let run = || experiment::run(&study, Some(1), &Quiet).0.expect("a run that nobody stops has results");
    let offered = run().variants[0].all_contacts.total[&Measure::Offered].expect("a year has contacts").mean;
    bencher.counter(ItemsCount::new(offered as u64)).bench_local(run);
}

struct Quiet;

impl Watch for Quiet {
    fn progress(&self, _done: u64, _of: u64) {}

    fn stop(&self) -> bool {
        false
    }
}
