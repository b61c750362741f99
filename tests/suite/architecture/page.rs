//! What ARCHITECTURE.md says and the tests hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

pub(super) static PAGE: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap());

/// Each room, from the ground up, and what it may import.
pub(super) static ROOMS: LazyLock<Vec<(String, BTreeSet<String>)>> = LazyLock::new(|| rooms(&PAGE));

/// # Panics
///
/// If the table names a room that does not stand above.
fn rooms(page: &str) -> Vec<(String, BTreeSet<String>)> {
    let table = page.split_once("| May import |").expect("there is a table of rooms").1;
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let mut rooms: Vec<(String, BTreeSet<String>)> = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let above: BTreeSet<String> = rooms.iter().map(|(room, _)| room.clone()).collect();
        let allowed = allowed(cells[2], &above);
        assert!(allowed.is_subset(&above), "{} imports what does not stand above it: {}", cells[0], cells[2]);
        rooms.push((cells[0].trim_matches('`').to_owned(), allowed));
    }
    rooms
}

fn allowed(cell: &str, above: &BTreeSet<String>) -> BTreeSet<String> {
    let named = |cell: &str| cell.split(", ").map(str::to_owned).collect::<BTreeSet<_>>();
    match (cell, cell.strip_prefix("all above but ")) {
        ("–", _) => BTreeSet::new(),
        ("all above", _) => above.clone(),
        (_, Some(exceptions)) => above - &named(exceptions),
        _ => named(cell),
    }
}

/// The circles that the page defends: their files, and the sentence.
pub(super) fn circles_defended(page: &str) -> BTreeMap<BTreeSet<String>, String> {
    let points = circles(page).lines().filter_map(|line| line.strip_prefix("- "));
    let points = points.map(|point| point.split_once(": ").expect("a circle has files and a reason"));
    points
        .map(|(files, reason)| {
            (files.split(", ").map(|file| file.trim_matches('`').to_owned()).collect(), reason.to_owned())
        })
        .collect()
}

/// How many files may stand in other circles, until these have been opened.
pub(super) fn files_to_part(page: &str) -> usize {
    let Some((_, line)) = circles(page).split_once("Being opened: the circles of ") else { return 0 };
    line.split(' ').next().unwrap().parse().expect("so many files")
}

fn circles(page: &str) -> &str {
    let section = page.split_once("\n### Circles\n").expect("there is a section on circles").1;
    section.split("\n#").next().unwrap()
}
