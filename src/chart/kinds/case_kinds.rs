use std::collections::BTreeSet;

use crate::results::{CaseResults, Results, VariantResults};

use super::subject::free_stem;

/// Most kinds of case that get charts of their own.
const MOST_KINDS: usize = 6;

/// A kind of case that charts are about.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    name: String,
    /// What it is called in titles.
    pub(super) title: String,
    /// What it is called in file names.
    pub(super) stem: String,
}

/// The kinds of case to draw: the first few, in order of the file.
pub(super) fn kinds_of_case(results: &Results) -> Vec<Kind> {
    let mut taken = BTreeSet::new();
    let cases = results.variants.iter().take(1).flat_map(|baseline| baseline.cases.iter()).take(MOST_KINDS);
    let kind = |(name, cases): &(String, CaseResults)| Kind {
        name: name.clone(),
        title: cases.title.clone(),
        stem: free_stem(name, &mut taken),
    };
    cases.map(kind).collect()
}

impl Kind {
    /// Its results under `variant`, if that has it.
    pub(super) fn cases_of<'a>(&self, variant: &'a VariantResults) -> Option<&'a CaseResults> {
        variant.cases.get(&self.name)
    }
}
