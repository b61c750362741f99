use crate::documents::document::{Block, Cell, Column, Section, Table};
use crate::documents::variants;
use crate::report::describe_verdict;
use crate::report::figure::Figure;
use crate::results::{Measure, Measures, Results, ScopeKind, VariantResults};

use super::comparison::tone;

/// Every difference and every measure, for those who look closer.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    Section::unless_empty("All figures", differences(results).into_iter().chain(measures(results)).collect())
}

fn differences(results: &Results) -> Vec<Block<'_>> {
    if results.comparisons.is_empty() {
        return Vec::new();
    }
    let of_variants = results.variants.iter().skip(1);
    of_variants
        .map(|variant| closer(&format!("Every difference: {}", variant.name), table_of(results, variant)))
        .collect()
}

fn table_of(results: &Results, variant: &VariantResults) -> Table {
    let of_variant = results.comparisons.iter().filter(|comparison| comparison.variant == variant.name);
    let rows = of_variant.map(|comparison| {
        vec![
            Cell::Key(comparison.scope.to_string()),
            Cell::Text(comparison.measure.label().to_owned()),
            Cell::Figure(Figure::difference(comparison.measure, comparison.difference)),
            Cell::Verdict(describe_verdict(comparison), tone(comparison.verdict)),
        ]
    });
    Table::new(
        format!("What {} changes", variant.name),
        ["Scope", "Measure", "Difference", "Verdict"].map(Column::plain).into(),
        rows.collect(),
    )
}

fn measures(results: &Results) -> Vec<Block<'_>> {
    let Some(baseline) = results.variants.first() else { return Vec::new() };
    let mut blocks = Vec::new();
    let mut add = |title: &str, kind: ScopeKind, total: &dyn Fn(&VariantResults) -> Option<&Measures>| {
        blocks.push(closer(&format!("Every measure: {title}"), every_measure(title, results, kind, total)));
    };
    if !baseline.contacts.is_empty() {
        add("All contact types", ScopeKind::Contacts, &|v| Some(&v.all_contacts.total));
    }
    for (name, contacts) in baseline.contacts.iter() {
        add(&contacts.title, ScopeKind::Contacts, &|v| Some(&v.contacts.get(name)?.total));
    }
    for (name, group) in baseline.groups.iter() {
        add(&group.title, ScopeKind::Contacts, &|v| Some(&v.groups.get(name)?.total));
    }
    if !baseline.contacts.is_empty() {
        add("All teams", ScopeKind::Teams, &|v| Some(&v.all_teams.total));
    }
    for (name, team) in baseline.teams.iter() {
        add(&team.title, ScopeKind::Teams, &|v| Some(&v.teams.get(name)?.total));
    }
    for (name, people) in baseline.people.iter() {
        let title = format!("{}, person by person", people.title);
        add(&title, ScopeKind::People, &|v| Some(&v.people.get(name)?.total));
    }
    for (name, _) in baseline.clauses.iter() {
        add(name, ScopeKind::Clauses, &|v| Some(&v.clauses.get(name)?.total));
    }
    for (name, cases) in baseline.cases.iter() {
        add(&cases.title, ScopeKind::Cases, &|v| Some(&v.cases.get(name)?.total));
    }
    for (name, caseload) in baseline.caseloads.iter() {
        add(&caseload.title, ScopeKind::Caseloads, &|v| Some(&v.caseloads.get(name)?.total));
    }
    for (name, workforce) in baseline.workforces.iter() {
        add(&workforce.title, ScopeKind::Workforces, &|v| Some(&v.workforces.get(name)?.total));
    }
    blocks
}

fn every_measure(
    title: &str,
    results: &Results,
    kind: ScopeKind,
    total: &dyn Fn(&VariantResults) -> Option<&Measures>,
) -> Table {
    let totals: Vec<_> = results.variants.iter().filter_map(|v| Some((v.name.as_str(), total(v)?))).collect();
    let known = |measure: &Measure| totals.iter().any(|(_, total)| total.contains_key(measure));
    let row = |measure: Measure| {
        let figures = totals.iter().map(|(_, total)| Cell::Figure(variants::figure(total, measure)));
        std::iter::once(Cell::Text(measure.label().to_owned())).chain(figures).collect()
    };
    Table::new(
        title,
        std::iter::once("Measure").chain(totals.iter().map(|total| total.0)).map(Column::plain).collect(),
        kind.measures().filter(known).map(row).collect(),
    )
}

fn closer<'a>(summary: &str, table: Table) -> Block<'a> {
    Block::Closer { summary: summary.to_owned(), blocks: vec![Block::Table(table)] }
}
