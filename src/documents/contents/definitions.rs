use crate::documents::document::{Block, Cell, Column, Meaning, Section, Table};
use crate::documents::headline;
use crate::documents::variants;
use crate::report::figure::{count, share};
use crate::report::variance_reduction_sentence;
use crate::results::{ContactResults, Measure, Measures, Results, ScopeKind, VariantResults, View};

/// What each measure means, and all definitions of the service level beside each other.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let meaning = |measure: Measure| Meaning {
        word: measure.label().to_owned(),
        key: Some(measure.key()),
        meaning: measure.meaning().to_owned(),
    };
    let levels = service_levels(results);
    let glossary = Block::Glossary(measures_shown(results).map(meaning).collect());
    Section::unless_empty("What the measures mean", levels.into_iter().chain([glossary]).collect())
}

fn service_levels(results: &Results) -> Vec<Block<'_>> {
    let mut rows = Vec::new();
    for variant in &results.variants {
        rows.extend(variant.contacts.iter().map(|(_, contacts)| service_levels_of(variant, contacts)));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let service_levels = Measure::shown_in(View::ServiceLevels).into_iter();
    let measured =
        service_levels.map(|level| Column { label: level.label().to_owned(), meaning: Some(level.meaning()) });
    let table = Table::new(
        "One wait, three service levels",
        ["Variant", "Contact type", "Threshold"].map(Column::plain).into_iter().chain(measured).collect(),
        rows,
    )
    .with_note("whoever quotes a service level should say which of these it is".to_owned());
    vec![Block::Table(table)]
}

fn service_levels_of(variant: &VariantResults, contacts: &ContactResults) -> Vec<Cell> {
    let service_levels = Measure::shown_in(View::ServiceLevels).into_iter();
    let figures = service_levels.map(|level| Cell::Figure(variants::figure(&contacts.total, level)));
    let threshold = headline::threshold(contacts).unwrap_or_else(|| "–".to_owned());
    let names = [variant.name.clone(), contacts.title.clone(), threshold].map(Cell::Text);
    names.into_iter().chain(figures).collect()
}

/// What identifies a run, label and value.
pub(super) fn facts(results: &Results) -> Vec<(&'static str, String)> {
    let replications: Vec<_> = results.variants.iter().map(|variant| variant.replications).collect();
    let fewest = replications.iter().min().copied().unwrap_or(0);
    let most = replications.iter().max().copied().unwrap_or(0);
    let replications =
        if fewest == most { count(most.into()) } else { format!("{} to {}", count(fewest.into()), count(most.into())) };
    let mut facts = vec![
        ("Program", results.program.clone()),
        ("Seed", results.seed.to_string()),
        ("Replications", replications),
        ("Confidence of every ±", share(results.confidence)),
    ];
    facts.extend(
        results.variance_reduction.as_ref().map(|reduction| ("Narrowed by", variance_reduction_sentence(reduction))),
    );
    facts.push(("SHA-256 of the scenario", results.scenario_sha256.clone()));
    facts
}

/// All measures that occur in the results, in the order in which they are shown.
pub(in crate::documents) fn measures_shown(results: &Results) -> impl Iterator<Item = Measure> {
    let totals: Vec<&Measures> = results.variants.first().map_or_else(Vec::new, totals);
    let of_people = ScopeKind::People.shown_in(View::Headline).into_iter().chain(ScopeKind::Clauses.measures());
    let of_cases = [ScopeKind::Cases, ScopeKind::Caseloads, ScopeKind::Workforces];
    // Chasers are measured of contacts and of cases alike.
    let of_cases = of_cases.into_iter().flat_map(ScopeKind::measures).filter(|measure| *measure != Measure::Chasers);
    let all = ScopeKind::Contacts.measures().chain(ScopeKind::Teams.measures()).chain(of_people).chain(of_cases);
    all.filter(move |measure| totals.iter().any(|total| total.contains_key(measure)))
}

fn totals(baseline: &VariantResults) -> Vec<&Measures> {
    let mut totals = Vec::new();
    if !baseline.contacts.is_empty() {
        totals.extend([&baseline.all_contacts.total, &baseline.all_teams.total]);
    }
    totals.extend(baseline.cases.iter().map(|(_, case)| &case.total));
    totals.extend(baseline.caseloads.iter().map(|(_, caseload)| &caseload.total));
    totals.extend(baseline.workforces.iter().map(|(_, workforce)| &workforce.total));
    totals.extend(baseline.people.iter().map(|(_, person)| &person.total));
    totals.extend(baseline.clauses.iter().map(|(_, clause)| &clause.total));
    totals
}
