//! The written reference and the format are one: tables of keys are made of the schema, which is made of the decoders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use callfloor::results::{OverPeople, PersonMeasure, ScopeKind};
use callfloor::scenario::schema;
use serde_json::Value;

/// Before each table of keys stands the path of its table; it ends with the second.
const BEGINS: &str = "<!-- keys of ";
const ENDS: &str = "<!-- end of keys -->";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn page(name: &str) -> String {
    std::fs::read_to_string(docs().join(name)).unwrap()
}

/// The pages about the scenario file: how to write one, then one page for each of its tables.
fn pages() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(docs().join("scenario")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = folder.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    pages.push(docs().join("scenario.md"));
    pages.sort();
    pages
}

/// Every table of the format, by path: `contacts.NAME.retrial`.
fn tables(schema: &Value, path: &str, found: &mut BTreeMap<String, Value>) {
    for way in schema["anyOf"].as_array().into_iter().flatten() {
        tables(way, path, found);
    }
    let within = |part: &str| if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") };
    if let Some(properties) = schema["properties"].as_object() {
        found.insert(if path.is_empty() { "the file".to_owned() } else { path.to_owned() }, schema.clone());
        properties.iter().for_each(|(key, value)| tables(value, &within(key), found));
    }
    if schema["additionalProperties"].is_object() {
        tables(&schema["additionalProperties"], &within("NAME"), found);
    }
    if schema["items"].is_object() {
        tables(&schema["items"], path, found);
    }
}

/// The keys of a table with what each takes, what stands in its place if it is left out, and what it means.
fn table_of_keys(table: &Value) -> String {
    let mut text = "| Key | Value | If left out | Meaning |\n|---|---|---|---|\n".to_owned();
    let required: Vec<&str> = table["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = table["properties"].as_object().into_iter().flatten();
    for (key, described) in properties.filter(|(key, _)| *key == "mon-fri" || !is_range_of_days(key)) {
        let description = described["description"].as_str().unwrap_or_else(|| panic!("`{key}` has no description"));
        let (meaning, usual) = match description.strip_suffix(" if left out").and_then(|said| said.rsplit_once("; ")) {
            Some((meaning, usual)) => (meaning, usual.trim_end_matches(',')),
            None if required.contains(&key.as_str()) => (description, "needed"),
            None => (description, ""),
        };
        let cells = [format!("`{key}`"), value(described), usual.to_owned(), meaning.to_owned()];
        text.push_str(&format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | ")));
    }
    text
}

/// The ranges of days are many: one stands for all.
fn is_range_of_days(key: &str) -> bool {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    key.split_once('-').is_some_and(|(first, last)| days.contains(&first) && days.contains(&last))
}

fn value(described: &Value) -> String {
    let title = described["title"].as_str().unwrap_or("text");
    match (described["type"].as_str(), &described["minimum"], &described["maximum"]) {
        (Some("integer" | "number"), Value::Number(least), Value::Number(most)) => {
            format!("{title}, from {} to {}", plain(least), plain(most))
        }
        _ => title.to_owned(),
    }
}

fn plain(number: &serde_json::Number) -> String {
    number.as_i64().map_or_else(|| number.as_f64().unwrap().to_string(), |whole| whole.to_string())
}

/// A page with its tables of keys made anew, and the paths of their tables.
fn made_anew(page: &str, tables: &BTreeMap<String, Value>) -> (String, Vec<String>) {
    let mut parts = page.split(BEGINS);
    let (mut text, mut paths) = (parts.next().unwrap().to_owned(), Vec::new());
    for part in parts {
        let (path, rest) = part.split_once(" -->").unwrap();
        let (_, after) = rest.split_once(ENDS).unwrap_or_else(|| panic!("the keys of {path} have no end"));
        let table = tables.get(path).unwrap_or_else(|| panic!("the format has no table `{path}`"));
        text.push_str(&format!("{BEGINS}{path} -->\n{}{ENDS}{after}", table_of_keys(table)));
        paths.push(path.to_owned());
    }
    (text, paths)
}

/// `UPDATE_DOCS=1` writes the pages anew instead.
#[test]
fn the_tables_of_keys_are_those_of_the_format() {
    let mut tables_of_format = BTreeMap::new();
    tables(&schema(), "", &mut tables_of_format);
    let mut documented = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let (anew, paths) = made_anew(&text, &tables_of_format);
        documented.extend(paths);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&page, anew).unwrap();
        } else {
            assert!(text == anew, "{}: its keys changed; UPDATE_DOCS=1 writes them anew", page.display());
        }
    }
    // Tables that are alike, such as all distributions, are explained once.
    let keys = |path: &String| tables_of_format[path]["properties"].clone();
    let explained: Vec<Value> = documented.iter().map(keys).collect();
    let missing: Vec<&String> = tables_of_format.keys().filter(|path| !explained.contains(&keys(path))).collect();
    assert!(missing.is_empty(), "no page has the keys of {missing:?}");
}

/// Every word that a key may take.
fn words(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            let values = members.get("enum").and_then(Value::as_array).into_iter().flatten();
            found.extend(values.filter_map(Value::as_str).map(str::to_owned));
            members.values().for_each(|value| words(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| words(item, found)),
        _ => (),
    }
}

#[test]
fn the_scenario_reference_names_every_word() {
    let mut found = BTreeSet::new();
    words(&schema(), &mut found);
    assert!(found.len() > 40, "{found:?}");
    let text: String = pages().iter().map(|page| std::fs::read_to_string(page).unwrap()).collect();
    let missing: Vec<&String> = found.iter().filter(|word| !text.contains(&format!("\"{word}\""))).collect();
    assert!(missing.is_empty(), "docs/scenario says nothing of {missing:?}");
}

#[test]
fn the_results_reference_names_every_measure() {
    let page = page("results.md");
    let section = |title: &str| page.split("\n## ").find(|section| section.starts_with(title)).unwrap();
    for (title, kind) in [
        ("Measures of contacts", ScopeKind::Contacts),
        ("Measures of teams", ScopeKind::Teams),
        ("Measures of clauses", ScopeKind::Clauses),
        ("Measures of cases", ScopeKind::Cases),
        ("Measures of caseloads", ScopeKind::Caseloads),
        ("Measures of workforces", ScopeKind::Workforces),
    ] {
        let named = |key: &&str| section(title).contains(&format!("| `{key}` |"));
        let missing: Vec<&str> = kind.rows().iter().map(|row| row.key).filter(|key| !named(key)).collect();
        assert!(missing.is_empty(), "docs/results.md says nothing of {missing:?} under {title}");
    }
    let of_people = section("Measures of people");
    let missing: Vec<&str> = PersonMeasure::ALL
        .into_iter()
        .map(PersonMeasure::key)
        .filter(|key| !of_people.contains(&format!("| `{key}_…` |")))
        .collect();
    assert!(missing.is_empty(), "docs/results.md says nothing of {missing:?} of people");
    let endings: Vec<&str> = OverPeople::ALL
        .into_iter()
        .map(OverPeople::key)
        .filter(|key| !of_people.contains(&format!("`_{key}`")))
        .collect();
    assert!(endings.is_empty(), "docs/results.md says nothing of {endings:?}");
}

#[test]
fn every_scenario_in_the_reference_is_one() {
    let page: String = pages().iter().map(|page| std::fs::read_to_string(page).unwrap()).collect();
    let scenarios: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|block| block.split_once("```"))
        .map(|(block, _)| block)
        .filter(|block| block.contains("title ="))
        .filter(|block| block.contains("[calendar]"))
        .collect();
    assert!(!scenarios.is_empty());
    for scenario in scenarios {
        super::centre(scenario);
    }
}
