//! The test of these tests: what they forbid is put into real files, and must be seen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::absences::{ABSENCES, Absence, words_refused};
use super::house::HOUSE;
use super::outline::Outline;
use super::page::ROOMS;
use super::rooms::imports_refused;

/// Ways to import `engine` that a reader in a hurry would miss; `UP` leads to the root.
const POISONS: [&str; 12] = [
    "use crate::engine::Plan;",
    "pub use crate::engine::Plan;",
    "pub(crate) use crate :: engine :: Plan as Anything;",
    "use UP::engine::Plan;",
    "use callfloor::engine::Plan;",
    "use crate::{units::{Ticks as Time}, engine::{self, observer::{Observer as Any}}};",
    "use crate as house; fn poison() { house::engine::start() }",
    "use crate::*; fn poison() { engine::start() }",
    "fn poison() { println!(\"{}\", crate::engine::start()); }",
    "fn poison<'a>(sign: &'a char) -> crate::engine::Plan<'a> { match sign { '\"' => todo!(), _ => todo!() } }",
    "mod within { use super::UP::engine::Plan; }",
    "#[derive(Serialize)] struct Poison { #[serde(with = \"crate::engine::text\")] field: u8 }",
];

/// What looks like an import and is none.
const HARMLESS: [&str; 13] = [
    "// use crate::engine::Plan;",
    "/* one /* use crate::engine::Plan; */ println!(crate::engine::start()) */",
    "/// [`Plan`](crate::engine::Plan)\nfn documented() {}",
    "const TEXT: &str = \"use crate::engine::Plan; println!()\";",
    "const TEXT: &str = r#\"a \" and use crate::engine::Plan; println!()\"#;",
    "const SIGN: char = '\"'; // crate::engine::Plan",
    "pub(in crate::engine) fn seen_by_the_engine() {}",
    "#[cfg(test)] mod more_tests { use crate::engine::Plan; fn show() { println!() } }",
    "#[cfg(test)] use crate::engine::{Plan, Observer};",
    "#[cfg(all(test, unix))] #[allow(unused)] fn only_here() -> crate::engine::Plan { println!() }",
    "#[test] fn works() { crate::engine::start(); std::thread::spawn(run); }",
    "impl Plan { #[cfg(test)] fn shown(&self) { println!() } }",
    "struct Holder { #[cfg(test)] plan: crate::engine::Plan, other: u8 }",
];

#[test]
fn a_poisoned_file_in_any_room_is_caught() {
    for (room, allowed) in ROOMS.iter() {
        for file in files_to_poison(room) {
            for poison in POISONS {
                let poison = poison.replace("UP", &way_up(file)).replace("engine", forbidden_to(room, allowed));
                assert!(!faults_with(file, &poison).is_empty(), "{file} with {poison}");
            }
        }
    }
}

#[test]
fn what_a_room_leaves_to_others_is_caught_in_each() {
    for absence in &ABSENCES {
        for (room, _) in ROOMS.iter().filter(|(room, _)| absence.rooms.hold(room)) {
            for file in files_to_poison(room) {
                let poisons = poisons_against(absence);
                let modules =
                    poisons.iter().enumerate().map(|(number, poison)| format!("mod poison_{number} {{ {poison} }}"));
                let faults = faults_with(file, &modules.collect::<Vec<_>>().join("\n"));
                for (number, poison) in poisons.iter().enumerate() {
                    let is_caught = |fault: &Fault| {
                        fault.module == format!("poison_{number}") && fault.words.contains(absence.what)
                    };
                    assert!(faults.iter().any(is_caught), "{file} with {poison}");
                }
            }
        }
    }
}

#[test]
fn what_is_no_import_is_not_taken_for_one() {
    for (room, allowed) in ROOMS.iter() {
        for file in files_to_poison(room) {
            for harmless in HARMLESS {
                let harmless = harmless.replace("engine", forbidden_to(room, allowed));
                assert_eq!(faults_with(file, &harmless), [], "{file} with {harmless}");
            }
        }
    }
}

/// The room's `mod.rs`, a file that ends with tests and one that has some in its middle, where there are such.
fn files_to_poison(room: &str) -> Vec<&'static str> {
    let files = HOUSE.files_of(room).into_iter();
    let with_tests: Vec<&str> = files.filter(|file| text_of(file).contains("#[cfg(test)]")).collect();
    let own = HOUSE.files_of(room).into_iter().find(|file| file.ends_with("/mod.rs"));
    let files: BTreeSet<&str> =
        own.into_iter().chain(with_tests.first().copied()).chain(with_tests.last().copied()).collect();
    assert!(!files.is_empty(), "{room} has a file");
    files.into_iter().collect()
}

fn forbidden_to(room: &str, allowed: &BTreeSet<String>) -> &'static str {
    let candidates = ["engine", "cli", "report"];
    candidates.into_iter().find(|other| *other != room && !allowed.contains(*other)).expect("no room may import all")
}

fn poisons_against(absence: &Absence) -> Vec<String> {
    let paths = absence.paths.iter().flat_map(|path| ways_to_name(path));
    let macros = absence.macros.iter().map(|name| format!("fn poison() {{ {name}!(\"\") }}"));
    let words = absence.words.iter().map(|word| format!("fn poison() {{ {word}::new() }}"));
    paths.chain(macros).chain(words).collect()
}

/// Each path in full, through an alias and in a group.
fn ways_to_name(path: &str) -> [String; 4] {
    let (above, last) = path.rsplit_once("::").unwrap_or(("", path));
    let colons = if above.is_empty() { "" } else { "::" };
    [
        format!("use {path};"),
        format!("use {path} as other; fn poison() {{ other::new() }}"),
        format!("fn poison() {{ {path}::new() }}"),
        format!("use {above}{colons}{{{last}::{{Anything, Something as Other}}}};"),
    ]
}

fn way_up(file: &str) -> String {
    let module = &HOUSE.modules_of(file).map(|outline| &outline.module).min_by_key(|module| module.len()).unwrap();
    vec!["super"; module.len()].join("::")
}

/// A fault found, and the last name of the module it is in.
#[derive(Debug, PartialEq)]
struct Fault {
    module: String,
    words: String,
}

/// What is found in a file once `poison` stands at its end.
fn faults_with(file: &str, poison: &str) -> Vec<Fault> {
    let house = HOUSE.with(file, &format!("{}\n{poison}", text_of(file)));
    let of_module = |outline: &Outline| {
        let faults = [imports_refused(&house, outline), words_refused(&house, outline)].concat().into_iter();
        let module = outline.module.last().expect("a room is no root").clone();
        faults.map(|words| Fault { module: module.clone(), words }).collect::<Vec<_>>()
    };
    house.modules_of(file).flat_map(of_module).collect()
}

fn text_of(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file)).unwrap()
}
