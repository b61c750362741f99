//! The written reference names every key of the format and every measure.

use std::collections::BTreeSet;
use std::path::Path;

use callfloor::results::{OverPeople, PersonMeasure, ScopeKind};
use callfloor::scenario::schema;
use serde_json::Value;

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap()
}

/// Every property name, and every word a key may take; ranges of days stand for one another.
fn words(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("properties", Value::Object(named)) => found.extend(named.keys().cloned()),
                    ("enum", Value::Array(values)) => {
                        found.extend(values.iter().filter_map(Value::as_str).map(str::to_owned))
                    }
                    _ => (),
                }
                words(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| words(item, found)),
        _ => (),
    }
}

fn is_range_of_days(word: &str) -> bool {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    word.split_once('-').is_some_and(|(first, last)| days.contains(&first) && days.contains(&last))
}

#[test]
fn the_scenario_reference_names_every_key_and_every_word() {
    let (page, mut found) = (page("scenario.md"), BTreeSet::new());
    words(&schema(), &mut found);
    assert!(found.len() > 90, "{found:?}");
    let missing: Vec<&String> = found
        .iter()
        .filter(|word| !is_range_of_days(word))
        .filter(|word| !page.contains(&format!("`{word}`")) && !page.contains(&format!("`\"{word}\"`")))
        .collect();
    assert!(missing.is_empty(), "docs/scenario.md says nothing of {missing:?}");
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
    let page = page("scenario.md");
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
