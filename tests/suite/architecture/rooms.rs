//! The table of rooms against their imports.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::house::{HOUSE, House};
use super::outline::Outline;
use super::page::ROOMS;

#[test]
fn rooms_import_only_what_lies_below_them() {
    let faults: Vec<String> = HOUSE.modules().flat_map(|outline| imports_refused(&HOUSE, outline)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let names = entries.map(|entry| entry.file_name().into_string().unwrap());
    let found: BTreeSet<String> = names.filter(|name| !["lib.rs", "main.rs"].contains(&name.as_str())).collect();
    let known: BTreeSet<String> = ROOMS.iter().map(|(room, _)| room.clone()).collect();
    assert_eq!(found, known);
}

/// What a module imports though its room may not, in words.
pub(super) fn imports_refused(house: &House, outline: &Outline) -> Vec<String> {
    // The front door imports what it likes.
    let Some(room) = outline.module.first() else { return Vec::new() };
    let (_, allowed) = ROOMS.iter().find(|(name, _)| name == room).unwrap_or_else(|| panic!("{room} is in the table"));
    let imports = outline.imports.iter().map(|import| &import.path);
    let named = imports.chain(&outline.paths).filter_map(|path| Some((path, room_named(house, outline, path)?)));
    let refused = named.filter(|(_, named)| !allowed.contains(named));
    refused.map(|(path, named)| format!("{} imports `{named}`: {}", outline.file, path.join("::"))).collect()
}

/// The first room that a path enters beside its own; the root itself if it stays there.
fn room_named(house: &House, outline: &Outline, path: &[String]) -> Option<String> {
    let (_, passed) = house.resolve(&outline.module, path);
    let rooms: Vec<Option<&String>> = passed.iter().map(|module| module.first()).collect();
    let other = rooms.iter().flatten().find(|room| **room != &outline.module[0]);
    let root = (rooms.last() == Some(&None)).then(|| "the root".to_owned());
    other.map(|room| (*room).clone()).or(root)
}
