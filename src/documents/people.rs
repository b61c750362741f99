//! What people with shifts live through, what clauses come to, and what it all costs.

use crate::report::figure::Figure;
use crate::results::{ClauseResults, Comparison, Measure, Results, Scope, ScopeKind, VariantResults, View};

use super::variants::{Row, Table, figure, figures};

/// A table for each team whose people have shifts, in order of the file.
pub(super) fn tables(results: &Results) -> Vec<Table<'_>> {
    let columns = ScopeKind::People.shown_in(View::Headline);
    let mut tables = Vec::new();
    for (name, people) in results.variants.first().into_iter().flat_map(|baseline| baseline.people.iter()) {
        let mut rows = Vec::new();
        for variant in &results.variants {
            let Some(people) = variant.people.get(name) else { continue };
            rows.push(Row { variant: &variant.name, figures: figures(&people.total, &columns) });
        }
        let part = Some(format!("teams.{name}"));
        tables.push(Table { title: &people.title, part, promise: None, columns: columns.clone(), rows });
    }
    tables
}

/// What all teams cost, where pay is stated for all of them. The time of customers stands beside it.
pub(super) fn costs(results: &Results) -> Option<Table<'_>> {
    let is_known = |variant: &VariantResults| variant.all_teams.total.get(&Measure::Cost).copied().flatten().is_some();
    if !results.variants.iter().any(is_known) {
        return None;
    }
    let title = results.variants.first().map(|baseline| match baseline.teams.0.as_slice() {
        [(_, only)] => only.title.as_str(),
        _ => "All teams",
    })?;
    let exists = |measure: &Measure| match measure {
        Measure::Contact(_) => {
            let totals = results.variants.iter().map(|variant| &variant.all_contacts.total);
            totals.filter_map(|total| total.get(measure).copied().flatten()).next().is_some()
        }
        _ => true,
    };
    let columns: Vec<Measure> = Measure::shown_in(View::Costs).into_iter().filter(exists).collect();
    let mut rows = Vec::new();
    for variant in &results.variants {
        let of = |measure| match measure {
            Measure::Contact(_) => &variant.all_contacts.total,
            _ => &variant.all_teams.total,
        };
        let figures = columns.iter().map(|&measure| figure(of(measure), measure)).collect();
        rows.push(Row { variant: &variant.name, figures });
    }
    Some(Table { title, part: None, promise: None, columns, rows })
}

/// What each clause comes to under a variant, a sentence each.
pub(super) fn clauses_in_words(variant: &VariantResults) -> Vec<String> {
    variant.clauses.iter().map(|(name, clause)| clause_in_words(name, clause)).collect()
}

fn clause_in_words(name: &str, clause: &ClauseResults) -> String {
    let ClauseResults { rule, counted, total, .. } = clause;
    let mode = if clause.enforced { "enforced" } else { "checked" };
    let total_of = |measure| total.get(&measure).copied().flatten();
    let (Some(broken), Some(affected)) = (total_of(Measure::BrokenFraction), total_of(Measure::AffectedFraction))
    else {
        return format!("{name} ({rule}; {mode}): nobody has a shift that it speaks of.");
    };
    if broken.mean == 0.0 {
        return format!("{name} ({rule}; {mode}): never broken.");
    }
    format!(
        "{name} ({rule}; {mode}): broken in {} of {counted}, at least once for {} of the people.",
        Figure::level(Measure::BrokenFraction, Some(broken)),
        Figure::level(Measure::AffectedFraction, Some(affected)),
    )
}

/// The comparisons of `variant` that are put into words, each with what it is about.
pub(super) fn differences<'a>(results: &'a Results, variant: &'a VariantResults) -> Vec<(&'a str, &'a Comparison)> {
    let of_people = variant.people.iter().flat_map(|(name, people)| {
        let scope = Scope::People(name.clone());
        let measures = ScopeKind::People.shown_in(View::IfTheyDiffer).into_iter();
        measures.map(move |measure| (people.title.as_str(), scope.clone(), measure))
    });
    let of_clauses =
        variant.clauses.iter().map(|(name, _)| (name.as_str(), Scope::Clause(name.clone()), Measure::BrokenFraction));
    let find = |(title, scope, measure): (&'a str, Scope, Measure)| {
        let wanted = |comparison: &&Comparison| {
            comparison.variant == variant.name && comparison.measure == measure && comparison.scope == scope
        };
        results.comparisons.iter().find(wanted).map(|comparison| (title, comparison))
    };
    of_people.chain(of_clauses).filter_map(find).collect()
}
