//! Which keys act in any centre of a study, and why the others do not.

use std::collections::HashMap;

use crate::decode::{Node, Reading, path};

/// A key of a table, and why it does nothing; `None` where it acts. Each key has one rule.
pub(super) type Rule<'a> = (&'a str, Option<&'static str>);

/// Why a key does nothing, if `idle` is so.
pub(super) fn when(idle: bool, why: &'static str) -> Option<&'static str> {
    idle.then_some(why)
}

/// What was found of every key that stands in any centre and has a rule.
#[derive(Default)]
pub(super) struct Judgement {
    /// In the order in which they were found.
    found: Vec<Found>,
    by_path: HashMap<String, usize>,
}

struct Found {
    /// The key with its table, in words.
    named: String,
    /// The part of the file in which it was found first.
    part: Option<String>,
    /// Why it does nothing there; `None` if it acts in some centre.
    why: Option<&'static str>,
}

/// The file of one centre, whose keys are judged.
pub(super) struct JudgedFile<'a> {
    tree: &'a Node,
    part: Option<&'a str>,
    judgement: &'a mut Judgement,
}

impl Judgement {
    pub(super) fn of_file<'a>(&'a mut self, tree: &'a Node, part: Option<&'a str>) -> JudgedFile<'a> {
        JudgedFile { tree, part, judgement: self }
    }

    pub(super) fn warn(self, reading: &mut Reading) {
        for Found { named, part, why } in self.found {
            let Some(why) = why else { continue };
            let in_part = part.is_some();
            part.into_iter().for_each(|part| reading.enter(part));
            reading.warn(format!("{named} changes nothing here: {why}."));
            if in_part {
                reading.leave();
            }
        }
    }
}

impl JudgedFile<'_> {
    /// Judges those keys of the table at `table` that are written; of the whole file where that is empty.
    pub(super) fn judge(&mut self, table: &str, rules: &[Rule<'_>]) {
        for &(key, why) in rules {
            let (path, named) = match table {
                "" => (key.to_owned(), format!("`{key}`")),
                _ => (format!("{table}.{key}"), format!("`{key}` of {table}")),
            };
            if path::find(self.tree, &path).is_none() {
                continue;
            }
            match self.judgement.by_path.get(&path) {
                Some(&known) if why.is_none() => self.judgement.found[known].why = None,
                Some(_) => (),
                None => {
                    self.judgement.by_path.insert(path, self.judgement.found.len());
                    self.judgement.found.push(Found { named, part: self.part.map(str::to_owned), why });
                }
            }
        }
    }

    /// What stands at `path`, as it is written.
    pub(super) fn written(&self, path: &str) -> Option<&Node> {
        path::find(self.tree, path)
    }
}
