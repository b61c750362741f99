//! Contacts per second of the engine with everything the product measures, on one core.
//!
//! M1 is one line with exponential handling and patience, M2 a multi-skill day with redials; M3 is M1
//! at other sizes. Divan's items per second are contacts per second.

use std::path::Path;

use callfloor::engine::{Plan, Replication, SampledCustomers};
use callfloor::metrics::{Layout, Listener};
use callfloor::model::Study;
use callfloor::random::Key;
use callfloor::scenario::{self, Override};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 20, sample_size = 1)]
fn m1_and_m3(bencher: Bencher<'_, '_>, agents: u32) {
    let per_hour = 0.95 * f64::from(agents) * 12.0;
    // About 400,000 contacts, and at least a day.
    let days = (400_000.0 / (24.0 * per_hour)).ceil().max(1.0) as u32;
    let study = study(
        "m1.toml",
        include_str!("models/m1.toml"),
        &[
            ("contacts.calls.arrivals.rate", format!("{per_hour}/h")),
            ("teams.agents.agents", agents.to_string()),
            ("calendar.days", days.to_string()),
        ],
    );
    bench(bencher, &study, 1);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn m2(bencher: Bencher<'_, '_>) {
    bench(bencher, &study("m2.toml", include_str!("models/m2.toml"), &[]), 20);
}

fn study(name: &str, text: &str, set: &[(&str, String)]) -> Study {
    let overrides: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).to_owned(), value: value.clone() }).collect();
    scenario::read_text(name, text, Path::new("."), &overrides)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn bench(bencher: Bencher<'_, '_>, study: &Study, replications: u32) {
    let centre = &study.variants[0].centre;
    let plan = Plan::new(centre);
    let layout = Layout::new(centre.calendar(), false);
    let mut replication = Replication::new(&plan);
    let mut listener = Listener::new(centre, &layout);
    let mut run = || {
        let mut offered = 0;
        for number in 0..replications {
            let key = Key::new(study.settings.seed, number);
            replication.run(&mut SampledCustomers::new(centre, key), key, &mut listener);
            let tally = listener.finish();
            offered += tally.contacts.iter().flatten().map(|contacts| contacts.offered()).sum::<u64>();
        }
        offered
    };
    let contacts = run();
    bencher.counter(ItemsCount::new(contacts)).bench_local(run);
}
