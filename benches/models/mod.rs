//! The work that is measured: the reference models of the field, and the bundled scenarios.

#![allow(dead_code, reason = "each bench takes what it needs")]

use std::path::Path;

use callfloor::engine::{Plan, Replication, SampledCustomers};
use callfloor::metrics::{Layout, Listener};
use callfloor::model::Study;
use callfloor::random::Key;
use callfloor::scenario::{self, Override};

/// M1 with 100 agents, and M3 with others: one line, exponential handling and patience, load 0.95 of the agents; as many
/// days as make about 400,000 contacts, and at least one.
pub(crate) fn m1(agents: u32) -> Study {
    let per_hour = 0.95 * f64::from(agents) * 12.0;
    let days = (400_000.0 / (24.0 * per_hour)).ceil().max(1.0) as u32;
    m1_days(agents, days)
}

/// M1 over a number of days.
pub(crate) fn m1_days(agents: u32, days: u32) -> Study {
    let per_hour = 0.95 * f64::from(agents) * 12.0;
    let set = [
        ("contacts.calls.arrivals.rate", format!("{per_hour}/h")),
        ("teams.agents.agents", agents.to_string()),
        ("calendar.days", days.to_string()),
    ];
    read("benches/models/m1.toml", &set)
}

/// M2: a twelve-hour day of three contact types, four teams and redials.
pub(crate) fn m2() -> Study {
    read("benches/models/m2.toml", &[])
}

/// A bundled scenario as it stands.
pub(crate) fn bundled(name: &str) -> Study {
    read(&format!("scenarios/{name}.toml"), &[])
}

/// A bundled scenario over 52 weeks, counted by the average day.
pub(crate) fn year_of(name: &str, start: &str) -> Study {
    let set = [("calendar.start", start), ("calendar.days", "364"), ("run.each_day", "false")];
    read(&format!("scenarios/{name}.toml"), &set.map(|(path, value)| (path, value.to_owned())))
}

/// HM Land Registry's two sites over a year, calls and emails alone: some 980,000 contacts, retrials among them.
pub(crate) fn land_registry_year() -> Study {
    year_of("land_registry_sites", "2021-04-05")
}

/// The same centre at full detail over its year: calls, emails, applications with their backlog, and rotation.
pub(crate) fn land_registry_casework() -> Study {
    bundled("land_registry")
}

/// 6,000 named people of one team over a year, with every call: some 60 million of them.
pub(crate) fn people_year() -> Study {
    read("benches/models/people.toml", &[])
}

/// The Jobcentre call centres over a year: 32 sites, some 17 million contacts.
pub(crate) fn jobcentre_year() -> Study {
    year_of("jobcentre", "2012-04-02")
}

fn read(path: &str, set: &[(&str, String)]) -> Study {
    let overrides: Vec<Override> =
        set.iter().map(|(path, value)| Override { path: (*path).to_owned(), value: value.clone() }).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    scenario::read(&path, &overrides).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

/// Calls `measured` with a function that runs so many replications of a study's baseline, with everything the product
/// measures, and returns the contacts offered in them.
pub(crate) fn with_baseline<T>(
    study: &Study,
    replications: u32,
    measured: impl FnOnce(&mut dyn FnMut() -> u64) -> T,
) -> T {
    let centre = &study.variants[0].centre;
    let (plan, layout) = (Plan::new(centre), Layout::new(centre.calendar(), false));
    let mut replication = Replication::new(&plan);
    let mut listener = Listener::new(centre, &layout);
    measured(&mut || {
        let mut offered = 0;
        for number in 0..replications {
            let key = Key::new(study.settings.seed, number);
            replication.run(&mut SampledCustomers::new(centre, key), key, &mut listener);
            offered += listener.finish().contacts.iter().flatten().map(|tally| tally.offered()).sum::<u64>();
        }
        offered
    })
}
