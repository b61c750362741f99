//! Files that import each other, at once or by way of others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io;

use super::house::{HOUSE, House};
use super::outline::Outline;
use super::page::{PAGE, circles_defended, files_to_part};

const MOST_CIRCLES: usize = 3;

/// File to file, by the names that the first takes from the second.
type Ties<'a> = BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<String>>>;

#[test]
fn circles_between_files_are_few_and_each_has_its_reason() {
    let defended = circles_defended(&PAGE);
    assert!(defended.len() <= MOST_CIRCLES, "{} circles are defended", defended.len());
    for (files, reason) in &defended {
        assert!(30 < reason.len() && reason.ends_with('.'), "{files:?} are defended by a sentence, not {reason:?}");
    }

    let ties = ties(&HOUSE);
    let found = circles(&ties);
    println!("{} circles:\n{}", found.len(), describe(&found, &ties));
    for files in defended.keys() {
        assert!(found.iter().any(|circle| same(circle, files)), "no circle any more, strike it: {files:?}");
    }
    let mut others = found;
    others.retain(|circle| !defended.keys().any(|files| same(circle, files)));
    let (files, most) = (others.iter().map(BTreeSet::len).sum::<usize>(), files_to_part(&PAGE));
    assert!(files <= most, "{files} files stand in circles, where {most} may:\n{}", describe(&others, &ties));
}

#[test]
fn a_circle_is_seen_however_it_is_closed() {
    let closing = [
        "use super::b::two;",
        "use crate::room::{self, b::{two as three}};",
        "fn call() { println!(\"{}\", super::b::two()); }",
        "use super::*; fn call() { b::two() }",
        "use super::two;",
    ];
    for line in closing {
        assert_eq!(circles_of("", line), ["room/a.rs room/b.rs"], "{line}");
    }
    assert_eq!(
        circles_of("pub fn own() { b::two() } use a::one;", "use super::own;"),
        ["room/a.rs room/b.rs room/mod.rs"]
    );
}

#[test]
fn what_is_no_circle_is_not_taken_for_one() {
    let harmless = [
        "// use super::b::two;",
        "const TEXT: &str = \"super::b::two()\";",
        "#[cfg(test)] mod tests { use super::super::b::two; }",
        "#[cfg(test)] use super::b::two;",
        "pub(in crate::room) fn other() {}",
        "fn call(room: Room) { room.b.two() }",
    ];
    for line in harmless {
        assert_eq!(circles_of("", line), [""; 0], "{line}");
    }
    assert_eq!(circles_of("pub fn own() {}", "use super::own;"), [""; 0], "re-exported and not used");
}

/// The circles of a room with two files, of which `b` imports `a`.
fn circles_of(more_in_room: &str, more_in_a: &str) -> Vec<String> {
    let text_of = |file: &str| match file {
        "lib.rs" => Ok("pub mod room;".to_owned()),
        "room/mod.rs" => Ok(format!("mod a; mod b; pub use a::one; pub use b::two; {more_in_room}")),
        "room/a.rs" => Ok(format!("pub fn one() {{}} {more_in_a}")),
        "room/b.rs" => Ok("use super::one; pub fn two() { one() }".to_owned()),
        _ => Err(io::ErrorKind::NotFound.into()),
    };
    let house = House::read("lib.rs", &text_of);
    let found = circles(&ties(&house)).into_iter();
    found.map(|files| files.into_iter().collect::<Vec<_>>().join(" ")).collect()
}

fn same(circle: &BTreeSet<&str>, files: &BTreeSet<String>) -> bool {
    circle.len() == files.len() && circle.iter().all(|file| files.contains(*file))
}

fn ties(house: &House) -> Ties<'_> {
    let mut ties = Ties::new();
    for outline in house.modules() {
        for path in paths_used(outline) {
            let target = house.resolve(&outline.module, &path).0;
            let is_module = matches!(target, super::house::Target::Module(_));
            if let Some(file) = house.file_of(&target).filter(|file| *file != outline.file && !is_module) {
                let name = path.last().expect("a path has names").clone();
                ties.entry(&outline.file).or_default().entry(file).or_default().insert(name);
            }
        }
    }
    ties
}

/// What a module takes from elsewhere: what it imports for itself or names in full, and what a glob brings.
fn paths_used(outline: &Outline) -> impl Iterator<Item = Vec<String>> {
    let is_used = |name: &String| outline.words.contains(name);
    let imports = outline.imports.iter().filter(move |import| !import.is_public || is_used(&import.name));
    let has_glob = outline.imports.iter().any(|import| import.name == "*");
    let words = outline.words.iter().filter(move |_| has_glob).map(|word| vec![word.clone()]);
    imports.map(|import| import.path.clone()).chain(outline.paths.iter().cloned()).chain(words)
}

/// The sets of files in which each reaches every other.
fn circles<'a>(ties: &Ties<'a>) -> Vec<BTreeSet<&'a str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = ties.keys().map(|file| (*file, reached_from(file, ties))).collect();
    let mut circles = BTreeSet::new();
    for (file, others) in &reached {
        if others.contains(file) {
            let back = |other: &&&str| reached.get(**other).is_some_and(|reached| reached.contains(file));
            circles.insert(others.iter().filter(back).copied().collect::<BTreeSet<&str>>());
        }
    }
    circles.into_iter().collect()
}

fn reached_from<'a>(file: &'a str, ties: &Ties<'a>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        open.extend(ties.get(file).into_iter().flat_map(BTreeMap::keys).filter(|next| reached.insert(**next)));
    }
    reached
}

fn describe(circles: &[BTreeSet<&str>], ties: &Ties<'_>) -> String {
    let mut text = String::new();
    for circle in circles {
        writeln!(text, "\na circle of {} files", circle.len()).unwrap();
        for file in circle {
            for (other, names) in ties[file].iter().filter(|(other, _)| circle.contains(**other)) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                writeln!(text, "  {file} -> {other} by {}", names.join(", ")).unwrap();
            }
        }
    }
    text
}
