//! A row: a key, and two files of which the second has another value for it.

use toml::{Table, Value};

use super::trial::file;

/// What must come of the second file, held against the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Moves,
    Text,
    Refused,
    Accepted,
    Warned,
    WarnedAndRepeated,
    Silent,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Line of the table, from 1.
    pub(super) line: usize,
    pub(super) key: String,
    pub(super) base: String,
    pub(super) first: String,
    pub(super) second: String,
    pub(super) outcome: Outcome,
}

impl Row {
    /// Both files; what is set second is set besides what is set first.
    pub(super) fn scenarios(&self) -> (Table, Table) {
        let base = file(&format!("bases/{}.toml", self.base));
        let mut first: Table = base.parse().unwrap_or_else(|fault| panic!("{}: {fault}", self.base));
        self.set(&mut first, &self.first);
        let mut second = first.clone();
        self.set(&mut second, &self.second);
        (first, second)
    }

    fn set(&self, table: &mut Table, lines: &str) {
        for line in lines.split(";;").map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix('-') {
                Some(path) => take_away(table, path),
                None => {
                    let more: Table =
                        line.parse().unwrap_or_else(|fault| panic!("line {}: {line}: {fault}", self.line));
                    merge(table, more);
                }
            }
        }
    }
}

fn take_away(table: &mut Table, path: &str) {
    match path.split_once('.') {
        None => drop(table.remove(path)),
        Some((name, rest)) => {
            if let Some(Value::Table(inner)) = table.get_mut(name) {
                take_away(inner, rest);
            }
        }
    }
}

fn merge(table: &mut Table, more: Table) {
    for (name, value) in more {
        match (table.get_mut(&name), value) {
            (Some(Value::Table(inner)), Value::Table(more)) => merge(inner, more),
            (_, value) => drop(table.insert(name, value)),
        }
    }
}
