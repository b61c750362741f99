use std::collections::HashMap;

use super::likeness::{listed, nearest};

/// Names that others may refer to, with their positions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(HashMap<String, u32>);

impl Names {
    /// Names in order of position.
    pub(crate) fn new<'a>(names: impl Iterator<Item = &'a String>) -> Self {
        Self(names.zip(0..).map(|(name, position)| (name.clone(), position)).collect())
    }

    /// The position of `name`.
    pub(crate) fn position(&self, name: &str) -> Option<u32> {
        self.0.get(name).copied()
    }

    /// How to mend a reference to `name`, which is not there.
    pub(crate) fn mend(&self, name: &str, what: &str) -> String {
        let mut names: Vec<&str> = self.0.keys().map(String::as_str).collect();
        names.sort_by_key(|name| self.0[*name]);
        match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => format!("there are no {what} in this file"),
            None => format!("there are {}", listed(&names)),
        }
    }
}
