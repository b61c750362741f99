use crate::experiment::replications::Partial;
use crate::metrics::ReplicationTally;
use crate::model::{SetKey, Study};
use crate::results::{Estimate, Measure, Scope, VariantResults, Warning};

/// Says of each variant that is the same as one before it which that is, and gives a warning for each of those.
///
/// Two are the same if every replication counted the same, and if the same comes of it: pay and promises act on figures alone. A
/// number of posts says what is stated, and nothing that happens.
pub(super) fn variants_without_effect(
    study: &Study,
    partial: &Partial,
    variants: &mut [VariantResults],
) -> Vec<Warning> {
    let is_same = |variants: &[VariantResults], one: usize, other: usize| {
        let tallies =
            |index: usize| partial.variants[index].tallies.values().take(variants[index].replications as usize);
        let same_figures = || figures(&variants[one]).eq(figures(&variants[other]));
        tallies(one).zip(tallies(other)).all(|(one, other)| one == other || is_same_but_for_posts(one, other))
            && same_figures()
    };
    let mut warnings = Vec::new();
    for first in 0..variants.len() {
        if variants[first].same_as.is_some() {
            continue;
        }
        let same: Vec<usize> = (first + 1..variants.len()).filter(|&other| is_same(variants, first, other)).collect();
        for &other in &same {
            variants[other].same_as = Some(variants[first].name.clone());
        }
        if same.is_empty() {
            continue;
        }
        let mut keys: Vec<&SetKey> = Vec::new();
        for key in same.iter().flat_map(|&index| &study.variants[index].sets) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        warnings.push(Warning::NoEffect {
            variants: same.iter().map(|&index| variants[index].name.clone()).collect(),
            against: variants[first].name.clone(),
            keys: keys.into_iter().map(|key| (key.path.clone(), key.effect.map(str::to_owned))).collect(),
            replications: variants[first].replications,
        });
    }
    warnings
}

/// Figures that hold a number of posts against people.
const OF_POSTS: [Measure; 4] =
    [Measure::Posts, Measure::VacancyFraction, Measure::AgencyFraction, Measure::FullComplementFraction];

/// What came out, but for what is measured by posts.
fn figures(variant: &VariantResults) -> impl Iterator<Item = (Scope, Measure, Option<Estimate>)> {
    let of_scope = |(scope, total)| {
        let total: &crate::results::Measures = total;
        let known: Vec<_> = total.iter().filter(|(measure, _)| !OF_POSTS.contains(measure)).collect();
        let scope: Scope = scope;
        known.into_iter().map(move |(measure, estimate)| (scope.clone(), *measure, *estimate)).collect::<Vec<_>>()
    };
    variant.totals().flat_map(of_scope).collect::<Vec<_>>().into_iter()
}

fn is_same_but_for_posts(one: &ReplicationTally, other: &ReplicationTally) -> bool {
    if one.weekly.workforces.is_empty() {
        return false;
    }
    let without_posts = |tally: &ReplicationTally| {
        let mut tally = tally.clone();
        for workforce in &mut tally.weekly.workforces {
            workforce.full_on = None;
            for week in &mut workforce.weeks {
                (week.posts, week.vacant, week.was_full) = (0, 0, false);
            }
        }
        tally
    };
    without_posts(one) == without_posts(other)
}
