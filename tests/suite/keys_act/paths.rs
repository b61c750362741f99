//! Paths of keys: those that the schema knows, and whether a file holds one. `*` is any name, `#` any entry of a list.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use toml::{Table, Value};

/// Every path of a key, `contacts.*.talk.mean`, but for those that only have other keys below them.
pub(super) fn keys(schema: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(schema, "", &mut |path, inner| {
        if is_more_than_a_table(inner) {
            found.insert(path);
        }
    });
    found
}

/// Every path of a key.
pub(super) fn all_keys(schema: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(schema, "", &mut |path, _| {
        found.insert(path);
    });
    found
}

fn walk(schema: &Json, path: &str, found: &mut impl FnMut(String, &Json)) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        found(below(name), inner);
        walk(inner, &below(name), found);
    }
    if schema["additionalProperties"].is_object() {
        walk(&schema["additionalProperties"], &below("*"), found);
    }
    if schema["items"].is_object() {
        walk(&schema["items"], &below("#"), found);
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        for inner in schema[choice].as_array().into_iter().flatten() {
            walk(inner, path, found);
        }
    }
}

/// Whether the key takes anything but a table of keys or a list of such.
fn is_more_than_a_table(schema: &Json) -> bool {
    match schema["type"].as_str() {
        Some("object") => false,
        Some("array") => !schema["items"].is_object() || is_more_than_a_table(&schema["items"]),
        Some(_) => true,
        None => {
            let choices = ["oneOf", "anyOf"].iter().filter_map(|choice| schema[*choice].as_array());
            let choices: Vec<&Json> = choices.flatten().collect();
            choices.is_empty() || choices.into_iter().any(is_more_than_a_table)
        }
    }
}

/// Every value that `file` has at the path.
pub(super) fn values(file: &Table, path: &str) -> Vec<Value> {
    let names: Vec<&str> = path.split('.').collect();
    let mut found = Vec::new();
    gather(&Value::Table(file.clone()), &names, &mut found);
    found
}

fn gather(value: &Value, names: &[&str], found: &mut Vec<Value>) {
    let Some((name, rest)) = names.split_first() else { return found.push(value.clone()) };
    match (value, *name) {
        (Value::Table(table), "*") => table.values().for_each(|inner| gather(inner, rest, found)),
        (Value::Table(table), name) => table.get(name).into_iter().for_each(|inner| gather(inner, rest, found)),
        (Value::Array(entries), "#") => entries.iter().for_each(|inner| gather(inner, rest, found)),
        // Entries of a list stand where the schema has a table, without a `#`.
        (Value::Array(entries), _) => entries.iter().for_each(|inner| gather(inner, names, found)),
        _ => (),
    }
}
