//! Every file in `tests/invalid` is refused with the message beside it.
//!
//! `BLESS=1 cargo test` writes the messages anew; read each of them before committing.

use std::fs;
use std::path::{Path, PathBuf};

use callfloor::scenario;

#[test]
fn every_invalid_scenario_is_refused_in_the_words_beside_it() {
    let bless = std::env::var_os("BLESS").is_some();
    let differing: Vec<String> = invalid_scenarios().iter().filter_map(|path| difference(path, bless)).collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn there_are_enough_of_them_each_with_its_reason() {
    let scenarios = invalid_scenarios();
    assert!(scenarios.len() >= 40, "only {} files", scenarios.len());
    for path in scenarios {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# "), "{} begins with no comment", path.display());
    }
}

fn invalid_scenarios() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|kind| kind == "toml")).collect();
    paths.sort();
    paths
}

/// How the message differs from the one expected, or `None`.
fn difference(path: &Path, bless: bool) -> Option<String> {
    let name = path.file_name().unwrap().to_string_lossy();
    let text = fs::read_to_string(path).unwrap();
    let said = match scenario::read_text(&name, &text, path.parent().unwrap(), &[]) {
        Ok(_) => return Some(format!("{name} is accepted")),
        Err(faults) => faults.render(false),
    };
    let beside = path.with_extension("txt");
    if bless {
        fs::write(&beside, &said).unwrap();
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    (said != expected).then(|| format!("{name} is refused with\n{said}\ninstead of\n{expected}"))
}
