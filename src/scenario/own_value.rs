//! Values of the model's own that a file leaves as they are: shown as assumptions wherever their results are.

use crate::model::{Assumption, Basis};

/// What stands in the place of a key that is left out where it bears on the results.
pub(super) struct OwnValue {
    /// The key, within its table: `enforced`.
    pub(super) key: &'static str,
    /// The value, as it would be written.
    pub(super) written: &'static str,
    /// The range within which it may lie, as it would be written.
    pub(super) range: [&'static str; 2],
}

impl OwnValue {
    /// The assumption that it is, with the path of its table.
    pub(super) fn assumption(&self, table: &str) -> Assumption {
        let Self { key, written, range } = self;
        Assumption {
            path: format!("{table}.{key}"),
            basis: Basis::Assumed,
            source: Some(format!(
                "The model's own value, {written}, since the file gives none; no measurement was found"
            )),
            range: Some(range.map(str::to_owned)),
        }
    }
}
