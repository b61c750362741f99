//! What comes of a file: an answer, or why it is refused.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use callfloor::{experiment, scenario};
use serde_json::Value as Json;
use tempfile::TempDir;
use toml::Table;

/// A file of the folder of this test.
///
/// # Panics
///
/// If there is none.
pub(super) fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/keys_act").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// All results with their texts left out.
    pub(super) numbers: String,
    /// All results, but for the hash of the file.
    pub(super) texts: String,
    pub(super) warnings: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Came {
    Answered(Answer),
    Refused(String),
}

/// Files are tried once each.
pub(super) struct Trials {
    folder: TempDir,
    known: HashMap<String, Came>,
}

impl Trials {
    /// # Panics
    ///
    /// If no folder can be made.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/keys_act/bases")).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "csv") {
                fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
            }
        }
        Self { folder, known: HashMap::new() }
    }

    /// # Panics
    ///
    /// If the table is no TOML.
    pub(super) fn came_of(&mut self, scenario: &Table) -> Came {
        let text = toml::to_string(scenario).unwrap();
        if let Some(known) = self.known.get(&text) {
            return known.clone();
        }
        let path = self.folder.path().join("scenario.toml");
        fs::write(&path, &text).unwrap();
        let came = answer(&path);
        self.known.insert(text, came.clone());
        came
    }
}

fn answer(path: &Path) -> Came {
    let study = match scenario::read(path, &[]) {
        Ok(study) => study,
        Err(faults) => return Came::Refused(faults.render(false)),
    };
    let results = experiment::run(&study, None, &()).unwrap();
    let mut all = serde_json::to_value(&results).unwrap();
    all["scenario_sha256"] = Json::Null;
    // What is said of the scenario repeats its numbers, whether they act or not.
    let mut bare = all.clone();
    for said in ["description", "assumptions", "seed", "inputs", "warnings"] {
        bare.as_object_mut().unwrap().remove(said);
    }
    let numbers = without_texts(bare).to_string();
    Came::Answered(Answer { numbers, texts: all.to_string(), warnings: study.warnings.len() + warnings(&all) })
}

fn warnings(results: &Json) -> usize {
    results["warnings"].as_array().map_or(0, Vec::len)
}

fn without_texts(value: Json) -> Json {
    match value {
        Json::String(_) => Json::Null,
        Json::Array(entries) => entries.into_iter().map(without_texts).collect(),
        Json::Object(fields) => fields.into_iter().map(|(name, value)| (name, without_texts(value))).collect(),
        other => other,
    }
}
