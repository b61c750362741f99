//! Every bundled scenario against what it prints, in tests/golden/, and the four disputes against their `summary.md`. A difference is a digit that moved: name it in
//! CHANGELOG.md, then run with `BLESS=1` to write the summaries anew.

use std::fs;
use std::path::{Path, PathBuf};

use callfloor::documents;
use callfloor::experiment;
use callfloor::report::Origin;
use callfloor::results::Results;
use callfloor::scenario::{self, Override};

#[test]
fn bundled_scenarios_say_what_they_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scenarios: Vec<PathBuf> =
        fs::read_dir(root.join("scenarios")).unwrap().map(|entry| entry.unwrap().path()).collect();
    scenarios.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    scenarios.sort();
    assert_eq!(scenarios.len(), 9);
    for scenario in scenarios {
        let results = results_of(&scenario);
        let stem = scenario.file_stem().unwrap().to_str().unwrap();
        hold(&documents::summary_of_run(&results), &root.join(format!("tests/golden/{stem}.txt")));
        if DISPUTES.contains(&stem) {
            hold(&summary_md(&results, stem), &root.join(format!("tests/golden/{stem}.md")));
        }
    }
}

/// The scenarios whose whole written summary is pinned.
const DISPUTES: [&str; 4] = ["jobcentre", "land_registry", "kirklees_centres", "kirklees_social_work"];

fn hold(said: &str, golden: &Path) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(golden, said).unwrap();
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    assert_eq!(said, expected, "{} says something else", golden.display());
}

/// Five replications are enough to pin digits, and quick.
fn results_of(path: &Path) -> Results {
    let few = [Override { path: "run.replications".into(), value: "5".into() }];
    let study = scenario::read(path, &few).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    experiment::run(&study, None, &()).unwrap()
}

fn summary_md(results: &Results, stem: &str) -> String {
    let origin = Origin { command: "run", scenario: format!("{stem}.toml"), options: Vec::new() };
    let files = documents::pack_of_run(results, &[], &origin).unwrap();
    let summary = files.into_iter().find(|file| file.path == "summary.md").unwrap();
    String::from_utf8(summary.bytes).unwrap()
}
