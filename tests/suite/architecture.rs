//! Data flows one way: each room imports only what ARCHITECTURE.md allows it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and what it may import, from the ground up. `cli` may import all of them.
const ROOMS: [(&str, &[&str]); 15] = [
    ("units", &[]),
    ("stats", &["units"]),
    ("random", &["units"]),
    ("erlang", &["units"]),
    ("model", &["units", "random"]),
    ("scenario", &["model", "random", "units"]),
    ("engine", &["model", "random", "units"]),
    ("metrics", &["engine", "model", "stats", "units"]),
    ("results", &["model", "stats", "units"]),
    ("experiment", &["engine", "metrics", "results", "erlang", "model", "random", "stats", "units"]),
    ("chart", &["results", "units"]),
    ("report", &["chart", "results", "units"]),
    ("documents", &["report", "chart", "results", "units"]),
    ("evidence", &["report", "results"]),
    (
        "cli",
        &[
            "units",
            "stats",
            "random",
            "erlang",
            "model",
            "scenario",
            "results",
            "experiment",
            "chart",
            "report",
            "documents",
            "documents",
            "evidence",
        ],
    ),
];

#[test]
fn rooms_import_only_what_lies_below_them() {
    for (room, allowed) in ROOMS {
        for (file, code) in sources(room) {
            for imported in rooms_named(&code) {
                let fine = imported == room || allowed.contains(&imported.as_str());
                assert!(fine, "{} imports `{imported}`, which `{room}` may not", file.display());
            }
        }
    }
}

#[test]
fn every_room_is_in_the_table() {
    let folders = fs::read_dir(source_folder()).unwrap().map(|entry| entry.unwrap().path());
    let found: BTreeSet<String> = folders
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let known: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(found, known);
}

#[test]
fn the_engine_neither_prints_nor_reads_nor_spawns_nor_looks_up_names() {
    let forbidden = ["println!", "eprintln!", "std::fs", "std::thread", "std::time", "HashMap", "Box<dyn", "async fn"];
    for (file, code) in sources("engine") {
        for word in forbidden {
            assert!(!code.contains(word), "{} contains `{word}`", file.display());
        }
    }
}

#[test]
fn threads_appear_in_experiment_alone() {
    for (room, _) in ROOMS.iter().filter(|(room, _)| *room != "experiment") {
        for (file, code) in sources(room) {
            assert!(!code.contains("thread::spawn") && !code.contains("thread::scope"), "{}", file.display());
        }
    }
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files of a room without their tests and comments.
fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![source_folder().join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let code = fs::read_to_string(&path).unwrap();
                let code = code.split("#[cfg(test)]").next().unwrap();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                files.push((path, lines.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    files
}

/// The rooms that code names as `crate::room`, alone or in a group.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = BTreeSet::new();
    for (_, after) in code.match_indices("crate::").map(|(at, found)| (at, &code[at + found.len()..])) {
        match after.strip_prefix('{') {
            Some(group) => {
                let group = group.split(';').next().unwrap();
                named.extend(group.split(',').map(|name| word(name.trim())));
            }
            None => {
                named.insert(word(after));
            }
        }
    }
    named.retain(|name| ROOMS.iter().any(|(room, _)| room == name));
    named
}
