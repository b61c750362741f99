//! Values that stand in for what a file leaves out, to be shown wherever its results are.

/// What stands in the place of a key that is left out where it bears on the results.
pub(crate) struct OwnValue {
    /// The key, within its table: `enforced`.
    pub(crate) key: &'static str,
    /// The value, as it would be written.
    pub(crate) written: &'static str,
    /// The range within which it may lie, as it would be written.
    pub(crate) range: [&'static str; 2],
}

/// A value that stands in for a key that a file leaves out.
#[derive(Clone, Debug)]
pub(crate) struct Assumed {
    /// The key, as a dotted path.
    pub(crate) path: String,
    /// The value, as it would be written.
    pub(crate) written: String,
    /// The range within which it may lie, as it would be written.
    pub(crate) range: Option<[&'static str; 2]>,
}

impl OwnValue {
    /// The same as it is assumed in the table to which a path leads.
    pub(crate) fn in_table(&self, table: &str) -> Assumed {
        let Self { key, written, range } = *self;
        Assumed { path: format!("{table}.{key}"), written: written.to_owned(), range: Some(range) }
    }
}
