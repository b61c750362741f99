use crate::results::{
    Comparison, ContactResults, Estimate, Measure, Measures, Recovery, Results, Scope, VariantResults,
};
use crate::units::describe_duration;

use super::figure::{Figure, share};

const OF_CONTACTS: [Measure; 6] = [
    Measure::Offered,
    Measure::Answered,
    Measure::Abandoned,
    Measure::ServiceLevel,
    Measure::AsaSeconds,
    Measure::QueueLength,
];

const OF_TEAMS: [Measure; 4] = [Measure::Agents, Measure::Handled, Measure::Occupancy, Measure::PaidHours];

const IN_WORDS: [Measure; 5] =
    [Measure::ServiceLevel, Measure::AbandonedFraction, Measure::AsaSeconds, Measure::QueueLength, Measure::Occupancy];

/// Told only where they differ: most scenarios have no lines to fill and no needs left open.
const IN_WORDS_IF_THEY_DIFFER: [Measure; 5] = [
    Measure::BlockedFraction,
    Measure::TurnedAway,
    Measure::Unfinished,
    Measure::ContactsPerNeed,
    Measure::UnmetFraction,
];

/// A small table about one contact type or team: a row per variant, a column per measure.
pub(super) struct Table<'a> {
    /// What it is about: `Benefit enquiries`.
    pub(super) title: &'a str,
    /// The promise made for the wait: `80% answered within 20s`.
    pub(super) promise: Option<String>,
    /// The measures, one per column.
    pub(super) columns: Vec<Measure>,
    /// A row per variant that has it, the baseline first.
    pub(super) rows: Vec<Row<'a>>,
}

/// The figures of one variant.
pub(super) struct Row<'a> {
    /// The variant.
    pub(super) variant: &'a str,
    /// One per column.
    pub(super) figures: Vec<Figure>,
}

/// All contact types together, or the only one, with the occupancy of all teams; `None` of nothing.
pub(super) fn overall(results: &Results) -> Option<Table<'_>> {
    let whole = the_whole(results.variants.first()?);
    let columns: Vec<Measure> = OF_CONTACTS.into_iter().chain([Measure::Occupancy]).collect();
    let rows = rows(results, |variant| {
        let (contacts, teams) = (&the_whole(variant).total, &variant.all_teams.total);
        let of = |&measure: &Measure| if measure == Measure::Occupancy { teams } else { contacts };
        Some(columns.iter().map(|measure| figure(of(measure), *measure)).collect())
    });
    Some(Table { title: &whole.title, promise: promise(whole), columns, rows })
}

/// A table for each contact type, in order of the file; none if there is only one: [`overall`] shows it.
pub(super) fn by_contact_type(results: &Results) -> Vec<Table<'_>> {
    let Some(baseline) = results.variants.first().filter(|baseline| 1 < baseline.contacts.len()) else {
        return Vec::new();
    };
    let mut tables = Vec::new();
    for (name, contacts) in baseline.contacts.iter() {
        let rows = rows(results, |variant| Some(figures(&variant.contacts.get(name)?.total, &OF_CONTACTS)));
        tables.push(Table { title: &contacts.title, promise: promise(contacts), columns: OF_CONTACTS.to_vec(), rows });
    }
    tables
}

/// A table for each team, in order of the file.
pub(super) fn by_team(results: &Results) -> Vec<Table<'_>> {
    let mut tables = Vec::new();
    for (name, team) in results.variants.first().into_iter().flat_map(|baseline| baseline.teams.iter()) {
        let rows = rows(results, |variant| Some(figures(&variant.teams.get(name)?.total, &OF_TEAMS)));
        tables.push(Table { title: &team.title, promise: None, columns: OF_TEAMS.to_vec(), rows });
    }
    tables
}

/// The comparisons of `variant` that are put into words, in a fixed order of measures.
pub(super) fn differences<'a>(results: &'a Results, variant: &VariantResults) -> Vec<&'a Comparison> {
    let find = |measure, scope: &Scope| {
        let known = |comparison: &&Comparison| {
            comparison.variant == variant.name && comparison.measure == measure && comparison.scope == *scope
        };
        results.comparisons.iter().find(known)
    };
    let scopes = scopes_of_the_whole(variant);
    let told = |measure| scopes.iter().find_map(|scope| find(measure, scope));
    let differs = |comparison: &&Comparison| comparison.difference != Estimate { mean: 0.0, half_width: Some(0.0) };
    let always = IN_WORDS.into_iter().filter_map(told);
    // Where every need makes one contact, an unmet need is an abandoned contact and was told already.
    let repeated = |variant: &VariantResults| {
        let contacts_per_need = variant.all_contacts.total.get(&Measure::ContactsPerNeed).copied().flatten();
        contacts_per_need.is_some_and(|contacts| contacts.mean > 1.0)
    };
    let needs_matter = results.variants.iter().any(repeated);
    let worth_it = |measure: &Measure| *measure != Measure::UnmetFraction || needs_matter;
    let more = IN_WORDS_IF_THEY_DIFFER.into_iter().filter(worth_it).filter_map(told).filter(differs);
    always.chain(more).collect()
}

/// How the queue recovers from what `variant` has to bear beyond the baseline.
pub(super) fn recoveries<'a>(results: &'a Results, variant: &VariantResults) -> impl Iterator<Item = &'a Recovery> {
    results.recoveries.iter().filter(|recovery| recovery.variant == variant.name)
}

/// A measure of `total`, as it is shown.
pub(super) fn figure(total: &Measures, measure: Measure) -> Figure {
    let estimate: Option<Estimate> = total.get(&measure).copied().flatten();
    Figure::level(measure, estimate)
}

fn figures(total: &Measures, columns: &[Measure]) -> Vec<Figure> {
    columns.iter().map(|measure| figure(total, *measure)).collect()
}

fn rows(results: &Results, figures: impl Fn(&VariantResults) -> Option<Vec<Figure>>) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for variant in &results.variants {
        rows.extend(figures(variant).map(|figures| Row { variant: &variant.name, figures }));
    }
    rows
}

fn the_whole(variant: &VariantResults) -> &ContactResults {
    match variant.contacts.0.as_slice() {
        [(_, only)] => only,
        _ => &variant.all_contacts,
    }
}

fn scopes_of_the_whole(variant: &VariantResults) -> Vec<Scope> {
    let mut scopes = vec![Scope::AllContacts, Scope::AllTeams];
    if let [(name, _)] = variant.contacts.0.as_slice() {
        scopes.push(Scope::Contacts(name.clone()));
    }
    if let [(name, _)] = variant.teams.0.as_slice() {
        scopes.push(Scope::Team(name.clone()));
    }
    scopes
}

fn promise(contacts: &ContactResults) -> Option<String> {
    let level = contacts.service_level?;
    let within = describe_duration(level.within_seconds);
    Some(match level.target {
        Some(target) => format!("target: {} answered within {within}", share(target)),
        None => format!("service level: answered within {within}"),
    })
}
