//! Every bundled scenario against its summary in tests/golden/. A difference is a digit that moved: name it in
//! CHANGELOG.md, then run with `BLESS=1` to write the summaries anew.

use std::fs;
use std::path::{Path, PathBuf};

use callfloor::experiment;
use callfloor::report;
use callfloor::scenario::{self, Override};

use crate::quiet::Quiet;

#[test]
fn bundled_scenarios_say_what_they_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scenarios: Vec<PathBuf> =
        fs::read_dir(root.join("scenarios")).unwrap().map(|entry| entry.unwrap().path()).collect();
    scenarios.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    scenarios.sort();
    assert_eq!(scenarios.len(), 9);
    for scenario in scenarios {
        let golden = root.join("tests/golden").join(scenario.file_stem().unwrap()).with_extension("txt");
        let said = summary(&scenario);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&golden, &said).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(said, expected, "{} says something else", scenario.display());
    }
}

/// Five replications are enough to pin digits, and quick.
fn summary(path: &Path) -> String {
    let few = [Override { path: "run.replications".into(), value: "5".into() }];
    let study = scenario::read(path, &few).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    let (results, _) = experiment::run(&study, None, &Quiet);
    report::summary_of_run(&results.unwrap())
}
