use std::collections::{HashMap, HashSet};

use crate::decode::{Entry, Node, Reading, Shelf, Value};
use crate::model::{Input, KeyDifference};

use crate::scenario::read::{Override, Scenario};

/// Lists without tables that are longer than this are held against each other entry by entry.
const LONGEST_LIST: usize = 8;

/// Every key that two scenarios do not have alike, as their files and the values set from outside have it, in the order of the
/// first; then the other files that went into only one of them, or say something else in the second.
///
/// `None` if one of the scenarios is not readable.
#[must_use]
pub fn differences(
    (first, first_set): (&[Input], &[Override]),
    (second, second_set): (&[Input], &[Override]),
) -> Option<Vec<KeyDifference>> {
    let (mine, theirs) = (tree(first, first_set)?, tree(second, second_set)?);
    let mut found = Vec::new();
    hold(String::new(), Some(&mine), Some(&theirs), &mut found);
    files(first.get(1..)?, second.get(1..)?, &mut found);
    Some(found)
}

fn tree(inputs: &[Input], set: &[Override]) -> Option<Node> {
    let scenario = inputs.first()?;
    let mut reading = Reading::new(Shelf::Memory(HashMap::new()));
    Scenario::parse(&scenario.name, text(scenario)?, set, &mut reading).map(|read| read.tree)
}

fn hold(key: String, first: Option<&Node>, second: Option<&Node>, found: &mut Vec<KeyDifference>) {
    let below = |part: &str| if key.is_empty() { part.to_owned() } else { format!("{key}.{part}") };
    let long = |node: Option<&Node>| node.and_then(list).is_some_and(|items| LONGEST_LIST < items.len());
    let length = |node: Option<&Node>| node.and_then(list).map(<[Node]>::len);
    let as_long = long(first) && length(first) == length(second);
    let parts = match (members_if_any(first), members_if_any(second)) {
        (Some(mine), Some(theirs)) if !mine.is_empty() || !theirs.is_empty() => Some((mine, theirs)),
        _ if as_long => first.and_then(entries).zip(second.and_then(entries)),
        _ => None,
    };
    let Some((mine, theirs)) = parts else {
        let (first, second) = (first.map(written), second.map(written));
        if first != second {
            found.push(KeyDifference { key, first, second });
        }
        return;
    };
    let known: HashSet<&str> = mine.iter().map(|(name, _)| &**name).collect();
    let others: HashMap<&str, &Node> = theirs.iter().map(|(name, item)| (&**name, *item)).collect();
    for (name, item) in &mine {
        hold(below(name), Some(item), others.get(&**name).copied(), found);
    }
    for (name, item) in theirs.iter().filter(|(name, _)| !known.contains(&**name)) {
        hold(below(name), None, Some(item), found);
    }
}

fn members_if_any(node: Option<&Node>) -> Option<Vec<(String, &Node)>> {
    node.map_or_else(|| Some(Vec::new()), members)
}

/// What has keys of its own: a table, or a list of tables, by their names where each has one.
fn members(node: &Node) -> Option<Vec<(String, &Node)>> {
    if let Value::Table(table) = &node.value {
        return Some(table.iter().map(|(key, entry)| (key.clone(), &entry.node)).collect());
    }
    let items = list(node)?;
    if items.is_empty() || items.iter().any(|item| item.table().is_none()) {
        return None;
    }
    let name = |item: &Node| match item.table()?.get("name").map(|entry| &entry.node.value) {
        Some(Value::Text(name)) => Some(name.clone()),
        _ => None,
    };
    let names: Option<Vec<String>> = items.iter().map(name).collect();
    let distinct = |names: &Vec<String>| names.iter().collect::<HashSet<_>>().len() == names.len();
    match names.filter(distinct) {
        Some(names) => Some(names.into_iter().zip(items).collect()),
        None => entries(node),
    }
}

fn entries(node: &Node) -> Option<Vec<(String, &Node)>> {
    Some(list(node)?.iter().enumerate().map(|(position, item)| (position.to_string(), item)).collect())
}

fn list(node: &Node) -> Option<&[Node]> {
    match &node.value {
        Value::Array(items) => Some(items),
        _ => None,
    }
}

/// A value in a line.
fn written(node: &Node) -> String {
    let listed = |all: Vec<String>| all.join(", ");
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::Datetime(moment) => moment.to_string(),
        Value::Array(items) => format!("[{}]", listed(items.iter().map(written).collect())),
        Value::Table(table) => {
            let entry = |(key, entry): (&String, &Entry)| format!("{key} = {}", written(&entry.node));
            format!("{{{}}}", listed(table.iter().map(entry).collect()))
        }
        Value::Broken => String::new(),
    }
}

fn files(first: &[Input], second: &[Input], found: &mut Vec<KeyDifference>) {
    let named = |inputs: &'_ [Input], name: &str| inputs.iter().position(|input| input.name == name);
    let size = |input: &Input| match text(input) {
        Some(text) => format!("{} lines", text.lines().count()),
        None => format!("{} bytes", input.bytes.len()),
    };
    for input in first {
        let other = named(second, &input.name).map(|position| &second[position]);
        if other.is_none_or(|other| other.bytes != input.bytes) {
            let changed = |other: &Input| {
                let lines = text(input)?.lines().zip(text(other)?.lines());
                let different = lines.filter(|(mine, theirs)| mine != theirs).count();
                (size(input) == size(other)).then(|| format!("{}, {different} of them different", size(other)))
            };
            let second = other.map(|other| changed(other).unwrap_or_else(|| size(other)));
            found.push(KeyDifference { key: input.name.clone(), first: Some(size(input)), second });
        }
    }
    for input in second.iter().filter(|input| named(first, &input.name).is_none()) {
        found.push(KeyDifference { key: input.name.clone(), first: None, second: Some(size(input)) });
    }
}

/// What a file says, if it is text.
fn text(input: &Input) -> Option<&str> {
    std::str::from_utf8(&input.bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, text: &str) -> Input {
        Input { name: name.into(), bytes: text.as_bytes().into() }
    }

    fn described(first: &[Input], first_set: &[Override], second: &[Input], second_set: &[Override]) -> Vec<String> {
        let found = differences((first, first_set), (second, second_set)).unwrap();
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".into());
        found.iter().map(|found| format!("{}: {} > {}", found.key, value(&found.first), value(&found.second))).collect()
    }

    #[test]
    fn keys_are_found_wherever_they_are_written() {
        let first =
            "a = 1\n[t.x]\nb = { c = \"5m\", d = 2.0 }\nl = [1, 2]\n[[variants]]\nname = \"V\"\nset = { \"t.x\" = 1 }";
        let second = "[[variants]]\nname = \"W\"\n[[variants]]\nname = \"V\"\nset = { \"t.x\" = 3 }\n\
                      [t.x]\nl = [1, 3]\nb.d = 2\nb.c = \"6m\"";
        let differences = described(&[input("a.toml", first)], &[], &[input("b.toml", second)], &[]);
        let expected = [
            "a: 1 > –",
            "t.x.b.c: 5m > 6m",
            "t.x.l: [1, 2] > [1, 3]",
            "variants.V.set.t.x: 1 > 3",
            "variants.W.name: – > W",
        ];
        assert_eq!(differences, expected);
    }

    #[test]
    fn what_the_command_line_sets_counts_as_if_it_stood_in_the_file() {
        let file = [input("a.toml", "[teams.x]\nagents = 5\n")];
        let set = |text: &str| [text.parse::<Override>().unwrap()];
        assert_eq!(described(&file, &[], &file, &set("teams.x.agents=6")), ["teams.x.agents: 5 > 6"]);
        let other = [input("a.toml", "[teams.x]\nagents = 6\n")];
        assert!(described(&other, &[], &file, &set("teams.x.agents=6")).is_empty());
    }

    #[test]
    fn long_lists_are_told_entry_by_entry_and_files_by_name() {
        let list = |last: u32| format!("p = [1, 2, 3, 4, 5, 6, 7, 8, {last}]");
        let first =
            [input("a.toml", &list(9)), input("same.csv", "x"), input("d.csv", "1\n2\n"), input("gone.csv", "")];
        let second = [input("b.toml", &list(10)), input("d.csv", "1\n3\n"), input("same.csv", "x")];
        let expected = ["p.8: 9 > 10", "d.csv: 2 lines > 2 lines, 1 of them different", "gone.csv: 0 lines > –"];
        assert_eq!(described(&first, &[], &second, &[]), expected);
        assert!(differences((&[], &[]), (&second, &[])).is_none());
    }
}
