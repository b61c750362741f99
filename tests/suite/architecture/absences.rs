//! What a room leaves to others: the invariants of ARCHITECTURE.md, as far as names show them.

use super::house::{HOUSE, House, Target};
use super::outline::Outline;

/// Names that some rooms may not use.
pub(super) struct Absence {
    pub(super) what: &'static str,
    pub(super) rooms: Rooms,
    /// Paths into other crates: what lies below them is meant, too.
    pub(super) paths: &'static [&'static str],
    pub(super) macros: &'static [&'static str],
    pub(super) words: &'static [&'static str],
}

pub(super) enum Rooms {
    In(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

pub(super) const ABSENCES: [Absence; 7] = [
    Absence {
        what: "the engine neither prints nor reads nor spawns nor asks the clock",
        rooms: Rooms::In(&["engine"]),
        paths: &["std::fs", "std::io", "std::env", "std::net", "std::process", "std::thread", "std::time"],
        macros: &["println", "print", "eprintln", "eprint", "dbg"],
        words: &["async"],
    },
    Absence {
        what: "the engine looks things up by typed index",
        rooms: Rooms::In(&["engine"]),
        paths: &["std::collections::hash_map", "std::collections::hash_set"],
        macros: &[],
        words: &["HashMap", "HashSet", "dyn"],
    },
    Absence {
        what: "threads appear in `experiment` alone",
        rooms: Rooms::AllBut(&["experiment"]),
        paths: &["std::thread::spawn", "std::thread::scope", "std::thread::Builder", "rayon", "crossbeam"],
        macros: &[],
        words: &[],
    },
    Absence {
        what: "only `cli` prints",
        rooms: Rooms::AllBut(&["cli"]),
        paths: &["std::io::stdout", "std::io::stderr", "std::io::stdin", "indicatif"],
        macros: &["println", "print", "eprintln", "eprint", "dbg"],
        words: &[],
    },
    Absence {
        what: "only `cli` writes files, and only rooms that read input open any",
        rooms: Rooms::AllBut(&["decode", "scenario", "evidence", "cli"]),
        paths: &["std::fs"],
        macros: &[],
        words: &[],
    },
    Absence {
        what: "rooms that read files write none",
        rooms: Rooms::In(&["decode", "scenario", "evidence"]),
        paths: &[
            "std::fs::write",
            "std::fs::create_dir",
            "std::fs::create_dir_all",
            "std::fs::remove_file",
            "std::fs::rename",
            "std::fs::copy",
            "std::fs::OpenOptions",
            "std::fs::File::create",
            "std::fs::File::create_new",
            "std::fs::File::options",
        ],
        macros: &[],
        words: &[],
    },
    Absence {
        what: "what comes from outside is decoded at the door",
        rooms: Rooms::AllBut(&["decode", "scenario", "request", "evidence", "cli"]),
        paths: &[
            "toml",
            "csv::Reader",
            "csv::ReaderBuilder",
            "serde_json::from_str",
            "serde_json::from_slice",
            "serde_json::from_reader",
            "serde_json::from_value",
            "zip::ZipArchive",
            "zip::read",
        ],
        macros: &[],
        words: &[],
    },
];

#[test]
fn rooms_leave_to_others_what_the_architecture_says() {
    let faults: Vec<String> = HOUSE.modules().flat_map(|outline| words_refused(&HOUSE, outline)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What a module does though it is another room's business, in words.
pub(super) fn words_refused(house: &House, outline: &Outline) -> Vec<String> {
    let Some(room) = outline.module.first() else { return Vec::new() };
    let absences = ABSENCES.iter().filter(|absence| absence.rooms.hold(room));
    let faults = absences.flat_map(|absence| {
        let named = names_refused(house, outline, absence).into_iter();
        named.map(|name| format!("{} names `{name}`, but {}", outline.file, absence.what))
    });
    faults.collect()
}

fn names_refused(house: &House, outline: &Outline, absence: &Absence) -> Vec<String> {
    let imports = outline.imports.iter().map(|import| &import.path);
    let outside = imports.chain(&outline.paths).filter_map(|path| match house.resolve(&outline.module, path).0 {
        Target::Outside(path) => Some(path.join("::")),
        _ => None,
    });
    let is_below = |path: &String| absence.paths.iter().any(|refused| starts_with(path, refused));
    let macros =
        outline.macros.iter().filter(|name| absence.macros.contains(&name.as_str())).map(|name| format!("{name}!"));
    let words = outline.words.iter().filter(|word| absence.words.contains(&word.as_str())).cloned();
    let imported = outline.imports.iter().filter_map(|import| import.path.last());
    let imported = imported.filter(|word| absence.words.contains(&word.as_str())).cloned();
    outside.filter(is_below).chain(macros).chain(words).chain(imported).collect()
}

fn starts_with(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

impl Rooms {
    pub(super) fn hold(&self, room: &str) -> bool {
        match self {
            Self::In(rooms) => rooms.contains(&room),
            Self::AllBut(rooms) => !rooms.contains(&room),
        }
    }
}
