use serde_json::Value as Json;

use super::fault::Fault;
use super::likeness::{listed, nearest};
use super::node::{Entry, Node, Table, Value};
use super::reading::Reading;
use super::source::Place;

/// Puts `entry` at a dotted path of the tree: `teams.front_line.agents`, `disruptions.0.share`.
///
/// Everything before the last part must be there, unless `format`, the schema of the whole tree, says what it would
/// be. Faults point at the entry's key, where the path is written.
pub(crate) fn set(tree: &mut Node, format: &Json, path: &str, entry: &Entry, reading: &mut Reading) -> Option<()> {
    let place = entry.key_place;
    let parts: Vec<&str> = path.split('.').collect();
    let mut described = Some(format);
    let mut node = tree;
    for (depth, part) in parts.iter().enumerate() {
        let last = depth + 1 == parts.len();
        let before = parts[..depth].join(".");
        let kind = node.kind();
        let known = described.and_then(|described| member(described, part));
        match &mut node.value {
            Value::Table(table) if last => {
                table.insert((*part).to_owned(), entry.clone());
                return Some(());
            }
            Value::Table(table) => {
                if !table.contains_key(*part) {
                    let by_name = described
                        .is_some_and(|described| described.get("additionalProperties").is_some_and(Json::is_object));
                    if known.is_none() || by_name {
                        reading.report(missing(path, part, &before, table, described).at(place));
                        return None;
                    }
                    table.insert((*part).to_owned(), empty_table(place));
                }
                node = &mut table.get_mut(*part)?.node;
            }
            Value::Array(items) => {
                let count = items.len();
                match part.parse::<usize>().ok().and_then(|number| items.get_mut(number)) {
                    Some(item) if last => {
                        *item = entry.node.clone();
                        return Some(());
                    }
                    Some(item) => node = item,
                    None => {
                        let fault =
                            Fault::new(format!("the path `{path}` leads nowhere: `{before}` is a list of {count}"));
                        reading.report(fault.at(place).help("its entries are numbered from 0"));
                        return None;
                    }
                }
            }
            _ => {
                let fault = Fault::new(format!("the path `{path}` leads nowhere: `{before}` is {kind}"));
                reading.report(fault.at(place).help(format!("set `{before}` as a whole")));
                return None;
            }
        }
        described = known;
    }
    None
}

/// Reports a path that leads nowhere in the tree and has no place in the format.
pub(crate) fn check(tree: &Node, format: &Json, path: &str, place: Place, reading: &mut Reading) {
    let mut described = Some(format);
    let mut node = Some(tree);
    let mut before = String::new();
    for part in path.split('.') {
        let known = described.and_then(|described| member(described, part));
        let next = match node.map(|node| &node.value) {
            Some(Value::Table(table)) => table.get(part).map(|entry| &entry.node),
            Some(Value::Array(items)) => part.parse::<usize>().ok().and_then(|number| items.get(number)),
            _ => None,
        };
        let named =
            described.is_some_and(|described| described.get("additionalProperties").is_some_and(Json::is_object));
        if next.is_none() && (known.is_none() || named) {
            let empty = Table::new();
            let table = node.and_then(Node::table).unwrap_or(&empty);
            reading.report(missing(path, part, &before, table, described).at(place));
            return;
        }
        (node, described) = (next, known);
        if !before.is_empty() {
            before.push('.');
        }
        before.push_str(part);
    }
}

/// What stands at `path` in the tree, if anything does.
pub(crate) fn find<'a>(tree: &'a Node, path: &str) -> Option<&'a Node> {
    path.split('.').try_fold(tree, |node, part| match &node.value {
        Value::Table(table) => table.get(part).map(|entry| &entry.node),
        Value::Array(items) => items.get(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Whether the format lets a number with decimals stand at `path`; where a whole number means something else, it does not.
pub(crate) fn takes_fractions(format: &Json, path: &str) -> bool {
    described(format, path, |described| {
        let takes = |kind: &str| alternatives(described).iter().any(|one| one.get("type") == Some(&Json::from(kind)));
        takes("number") && !takes("integer")
    })
}

/// Whether the format knows a `mean` of what stands at `path`.
pub(crate) fn has_mean(format: &Json, path: &str) -> bool {
    described(format, path, |described| member(described, "mean").is_some())
}

/// Whether what the format says of `path` is so.
fn described(format: &Json, path: &str, is_so: impl Fn(&Json) -> bool) -> bool {
    path.split('.').try_fold(format, |described, part| member(described, part)).is_some_and(is_so)
}

fn empty_table(place: Place) -> Entry {
    Entry { key_place: place, node: Node { value: Value::Table(Table::new()), place } }
}

fn missing(path: &str, part: &str, before: &str, table: &Table, described: Option<&Json>) -> Fault {
    let mut names: Vec<&str> = table.keys().map(String::as_str).collect();
    for name in described.into_iter().flat_map(alternatives).flat_map(properties) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let at = if before.is_empty() { "the file".to_owned() } else { format!("`{before}`") };
    let fault = Fault::new(format!("the path `{path}` leads nowhere: {at} has no `{part}`"));
    match nearest(part, names.iter().copied()) {
        Some(near) => fault.label(format!("did you mean `{near}`?")),
        None => fault,
    }
    .help(format!("there are {}", listed(&names)))
}

/// What the format says of an entry of what `described` describes.
fn member<'a>(described: &'a Json, part: &str) -> Option<&'a Json> {
    alternatives(described).into_iter().find_map(|one| {
        let property = one.get("properties").and_then(|properties| properties.get(part));
        let named = || one.get("additionalProperties").filter(|named| named.is_object());
        let item = || one.get("items").filter(|_| part.parse::<usize>().is_ok());
        property.or_else(named).or_else(item)
    })
}

fn alternatives(described: &Json) -> Vec<&Json> {
    match described.get("anyOf").and_then(Json::as_array) {
        Some(ways) => ways.iter().flat_map(alternatives).collect(),
        None => vec![described],
    }
}

fn properties(described: &Json) -> Vec<&str> {
    let properties = described.get("properties").and_then(Json::as_object);
    properties.into_iter().flat_map(|properties| properties.keys().map(String::as_str)).collect()
}
