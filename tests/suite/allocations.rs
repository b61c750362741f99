//! Once it is warm, the event loop allocates nothing.

use std::path::Path;

use allocation_counter::measure;
use callfloor::engine::{Plan, Replication, SampledCustomers};
use callfloor::metrics::{Layout, Listener};
use callfloor::model::Study;
use callfloor::random::{Key, Spread};
use callfloor::scenario::{self, Override};

#[test]
fn a_warm_loop_allocates_nothing() {
    let bundled =
        ["minimal", "jobcentre", "land_registry", "land_registry_sites", "kirklees_centres", "kirklees_social_work"];
    let bundled = bundled.map(|name| format!("scenarios/{name}.toml"));
    for path in bundled.iter().map(String::as_str).chain(["benches/models/m1.toml", "benches/models/m2.toml"]) {
        let study = read(path);
        for variant in 0..study.variants.len() {
            let (first, again) = allocations(&study, variant);
            assert!(first > 0, "the counter counts: the first pass makes room");
            assert_eq!(again, 0, "variant {variant} of {path}");
        }
    }
}

/// How often the loop allocates in its first pass, and in the same pass again.
fn allocations(study: &Study, variant: usize) -> (u64, u64) {
    let centre = &study.variants[variant].centre;
    let (plan, layout) = (Plan::new(centre), Layout::new(centre.calendar(), false));
    let mut replication = Replication::new(&plan);
    let mut listener = Listener::new(centre, &layout);
    let key = Key::new(study.settings.seed, 0);
    let mut pass = || {
        let spread = Spread::Stratified { block: key, position: 2, of: 5 };
        let mut customers = SampledCustomers::with_spread(centre, key, spread);
        let counted = measure(|| replication.run(&mut customers, key, &mut listener));
        listener.finish();
        counted.count_total
    };
    (pass(), pass())
}

fn read(path: &str) -> Study {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let few = [Override { path: "run.replications".into(), value: "1".into() }];
    scenario::read(&path, &few).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}
