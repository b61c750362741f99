use crate::results::{Measure, Results};

/// All measures that occur anywhere, in the order in which they are shown.
pub(super) fn measures_occurring(results: &Results) -> Vec<Measure> {
    let mut found = Vec::new();
    let totals: Vec<_> = results.variants.iter().flat_map(crate::report::scopes::scopes).collect();
    for measure in Measure::all() {
        if !found.contains(&measure) && totals.iter().any(|scoped| scoped.total.contains_key(&measure)) {
            found.push(measure);
        }
    }
    found
}
