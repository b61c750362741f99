//! What a study holds is told in words, for every bundled scenario, and fills the checklist.

use std::path::Path;

use callfloor::documents::pack_of_run;
use callfloor::experiment;
use callfloor::report::Origin;
use callfloor::results::Results;
use callfloor::scenario::{self, Override};

fn described(name: &str) -> Results {
    let few = [Override { path: "run.replications".into(), value: "1".into() }];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).with_extension("toml");
    let study = scenario::read(&path, &few).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

fn checklist(results: &Results) -> String {
    let origin = Origin { command: "run", scenario: "centre.toml".into(), options: Vec::new() };
    let files = pack_of_run(results, &[], &origin).unwrap();
    let file = |path: &str| files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    assert!(!file("assumptions.csv").bytes.is_empty());
    String::from_utf8(file("stress_des.md").bytes.clone()).unwrap()
}

#[test]
fn a_centre_with_contacts_and_cases_is_told_as_the_file_has_it() {
    let results = described("land_registry");
    let it = results.description.clone().unwrap();
    let has = |list: &[String], said: &str| assert!(list.iter().any(|it| it.contains(said)), "{said}: {list:#?}");
    has(&it.entities, "Emails: messages");
    has(
        &it.handling,
        "Calls: talk lognormal with mean 5m and coefficient of variation 1; wrap-up lognormal with mean 1m",
    );
    has(&it.patience, "Calls: patience exponential with mean 10m; 49% of those who gave up try again");
    has(&it.teams, "68 agents rostered; works on cases (Applications), everybody in turn, 40% of every 10 open days");
    has(&it.calendar, "364 days from 2021-07-19, of which 251 open");
    has(&it.start, "Applications: 2,800 cases open at the start");
    has(&it.variants, "Longer rotations: Eight weeks on casework out of every twenty");
    has(&it.randomness, "seed 2021");
    has(&it.estimation, "1 replication, each");
    let text = checklist(&results);
    assert_eq!(text.matches("\n### ").count(), 24);
    assert!(!text.contains("Not applicable."), "{text}");
}

#[test]
fn people_and_their_cases_are_told_too() {
    let results = described("kirklees_caseloads");
    let it = results.description.clone().unwrap();
    assert!(it.teams.iter().any(|said| said.contains("posts,") && said.contains("agency")), "{:#?}", it.teams);
    let owned = |said: &String| said.ends_with("cases that each belong to one worker");
    assert!(it.entities.iter().all(owned), "{:#?}", it.entities);
    let text = checklist(&results);
    // Without contacts nothing waits in a line.
    assert!(text.contains("### 2.5.4 Components: queues\n\nNot applicable."), "{text}");
    assert!(text.contains("Case opens → is given to a worker"), "{text}");
}
