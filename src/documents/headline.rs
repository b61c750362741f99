use crate::report::figure::{Figure, share};
use crate::report::{sentence, sentence_beside};
use crate::results::{
    Comparison, ContactResults, Estimate, Measure, Recovery, Results, Scope, ScopeKind, VariantResults, View,
};
use crate::units::describe_duration;

use super::caseloads;
use super::people;
use super::variants::{Row, Table, figure, figures};

/// Most contact types that are told one by one.
const MOST_TYPES_TOLD: usize = 3;

/// All contact types together, or the only one, with the occupancy of all teams; `None` without contacts.
pub(super) fn overall(results: &Results) -> Option<Table<'_>> {
    let whole = the_whole(results.variants.first().filter(|baseline| !baseline.contacts.is_empty())?);
    let mut columns = measures_of(whole, View::Headline);
    columns.push(Measure::Occupancy);
    let rows = rows(results, |variant| {
        let (contacts, teams) = (&the_whole(variant).total, &variant.all_teams.total);
        let of = |&measure: &Measure| if measure == Measure::Occupancy { teams } else { contacts };
        Some(columns.iter().map(|measure| figure(of(measure), *measure)).collect())
    });
    let promise = promise(whole).or_else(|| various_promises(results).map(str::to_owned));
    let promise = with_note(promise, whole);
    let part = match results.variants[0].contacts.0.as_slice() {
        [(only, _)] => Some(format!("contacts.{only}")),
        _ => None,
    };
    Some(Table { title: &whole.title, part, promise, columns, rows })
}

/// A table for each contact type, in order of the file; none if there is only one: [`overall`] shows it.
pub(super) fn by_contact_type(results: &Results) -> Vec<Table<'_>> {
    let Some(baseline) = results.variants.first().filter(|baseline| 1 < baseline.contacts.len()) else {
        return Vec::new();
    };
    let columns = ScopeKind::Contacts.shown_in(View::Headline);
    let mut tables = Vec::new();
    for (name, contacts) in baseline.contacts.iter() {
        let rows = rows(results, |variant| Some(figures(&variant.contacts.get(name)?.total, &columns)));
        let part = Some(format!("contacts.{name}"));
        let promise = promise(contacts);
        tables.push(Table { title: &contacts.title, part, promise, columns: columns.clone(), rows });
    }
    tables
}

/// A table for each group of contact types.
pub(super) fn by_group(results: &Results) -> Vec<Table<'_>> {
    let mut tables = Vec::new();
    for (name, group) in results.variants.first().into_iter().flat_map(|baseline| baseline.groups.iter()) {
        let columns = measures_of(group, View::Headline);
        let rows = rows(results, |variant| Some(figures(&variant.groups.get(name)?.total, &columns)));
        let promise = with_note(promise(group), group);
        tables.push(Table { title: &group.title, part: None, promise, columns, rows });
    }
    tables
}

/// The measures of a view that say something of these contacts.
fn measures_of(contacts: &ContactResults, view: View) -> Vec<Measure> {
    let measures = ScopeKind::Contacts.shown_in(view).into_iter();
    measures.filter(|measure| contacts.note.is_none() || !measure.row().only_of_alike).collect()
}

fn with_note(promise: Option<String>, contacts: &ContactResults) -> Option<String> {
    let parts: Vec<String> = promise.into_iter().chain(contacts.note.clone()).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What becomes of needs, for each contact type whose contacts are cut short or that has an AHT asked for.
pub(super) fn by_need(results: &Results) -> Vec<Table<'_>> {
    let columns = ScopeKind::Contacts.shown_in(View::Needs);
    let mut tables = Vec::new();
    for (name, contacts) in results.variants.first().into_iter().flat_map(|baseline| baseline.contacts.iter()) {
        let of_type = || results.variants.iter().filter_map(|variant| variant.contacts.get(name));
        if !of_type().any(is_hurried) {
            continue;
        }
        let asked = of_type().find_map(|contacts| contacts.aht_target_seconds);
        let promise = asked.map(|seconds| format!("AHT asked for: {}, not enforced", describe_duration(seconds)));
        let rows = rows(results, |variant| Some(figures(&variant.contacts.get(name)?.total, &columns)));
        let part = Some(format!("contacts.{name}"));
        tables.push(Table { title: &contacts.title, part, promise, columns: columns.clone(), rows });
    }
    tables
}

fn is_hurried(contacts: &ContactResults) -> bool {
    let happens = |measure| contacts.total.get(&measure).copied().flatten().is_some_and(|total| total.mean > 0.0);
    contacts.aht_target_seconds.is_some() || happens(Measure::CutShortFraction) || happens(Measure::DumpedFraction)
}

/// A table for each kind of case, in order of the file.
pub(super) fn by_kind_of_case(results: &Results) -> Vec<Table<'_>> {
    let columns = ScopeKind::Cases.shown_in(View::Headline);
    let mut tables = Vec::new();
    for (name, cases) in results.variants.first().into_iter().flat_map(|baseline| baseline.cases.iter()) {
        let rows = rows(results, |variant| Some(figures(&variant.cases.get(name)?.total, &columns)));
        let part = Some(format!("cases.{name}"));
        tables.push(Table { title: &cases.title, part, promise: None, columns: columns.clone(), rows });
    }
    tables
}

/// A table for each team, in order of the file.
pub(super) fn by_team(results: &Results) -> Vec<Table<'_>> {
    let columns = columns_of_teams(results);
    let mut tables = Vec::new();
    for (name, team) in results.variants.first().into_iter().flat_map(|baseline| baseline.teams.iter()) {
        let rows = rows(results, |variant| Some(figures(&variant.teams.get(name)?.total, &columns)));
        let part = Some(format!("teams.{name}"));
        tables.push(Table { title: &team.title, part, promise: None, columns: columns.clone(), rows });
    }
    tables
}

/// All teams together, if there are any.
pub(super) fn all_teams(results: &Results) -> Option<Table<'_>> {
    results.variants.first().filter(|baseline| !baseline.teams.is_empty())?;
    let columns = columns_of_teams(results);
    let rows = rows(results, |variant| Some(figures(&variant.all_teams.total, &columns)));
    Some(Table { title: "All teams", part: None, promise: None, columns, rows })
}

fn columns_of_teams(results: &Results) -> Vec<Measure> {
    let has_shifts = results.variants.iter().any(|variant| !variant.people.is_empty());
    let mut columns = ScopeKind::Teams.shown_in(View::Headline);
    if works_on_cases(results) {
        columns.extend(ScopeKind::Teams.shown_in(View::HeadlineWithCases));
    }
    if has_shifts {
        columns.extend(ScopeKind::Teams.shown_in(View::HeadlineWithShifts));
    }
    columns
}

/// Whether any team spends time on cases in any variant.
fn works_on_cases(results: &Results) -> bool {
    let teams = results.variants.iter().flat_map(|variant| variant.teams.iter());
    let estimates = teams.filter_map(|(_, team)| team.total.get(&Measure::CaseworkFraction).copied().flatten());
    estimates.into_iter().any(|share| share.mean > 0.0)
}

/// A comparison that is put into words.
pub(super) struct NamedComparison<'a> {
    /// The contact type, kind of case, caseload or team it is about, where that has to be said.
    about: Option<&'a str>,
    /// The comparison.
    pub(super) comparison: &'a Comparison,
    /// That of the measure without which this one misleads, where it differs.
    beside: Option<&'a Comparison>,
}

impl NamedComparison<'_> {
    /// As a planner would say it: `New claims: Service level falls by 11.2 ± 0.6 points: worse.`
    pub(super) fn sentence(&self) -> String {
        let sentence = match self.beside {
            Some(beside) => sentence_beside(self.comparison, beside),
            None => sentence(self.comparison),
        };
        self.about.map_or_else(|| sentence.clone(), |about| format!("{about}: {sentence}"))
    }
}

/// The baseline, if everything happens in `variant` as in it.
pub(super) fn same_as_baseline<'a>(results: &'a Results, variant: &VariantResults) -> Option<&'a str> {
    let baseline = results.variants.first()?.name.as_str();
    variant.same_as.as_deref().is_some_and(|same| same == baseline).then_some(baseline)
}

/// The comparisons of `variant` that are put into words, in a fixed order of measures.
///
/// A few contact types are told one by one: together, fewer waiting letters would hide more waiting callers.
pub(super) fn differences<'a>(results: &'a Results, variant: &'a VariantResults) -> Vec<NamedComparison<'a>> {
    let find = |measure, scope: &Scope| {
        let known = |comparison: &&Comparison| {
            comparison.variant == variant.name && comparison.measure == measure && comparison.scope == *scope
        };
        results.comparisons.iter().find(known)
    };
    let of_contacts = ScopeKind::Contacts.shown_in(View::Main);
    let beside = |comparison: &Comparison| {
        let beside = comparison.measure.row().beside.filter(|beside| !of_contacts.contains(beside))?;
        let other = find(beside, &comparison.scope)?;
        (other.difference != Estimate { mean: 0.0, half_width: Some(0.0) }).then_some(other)
    };
    let named_by = |about, comparison| NamedComparison { about, comparison, beside: beside(comparison) };
    let differs =
        |named: &NamedComparison<'_>| named.comparison.difference != Estimate { mean: 0.0, half_width: Some(0.0) };
    let mut named = Vec::new();
    if (2..=MOST_TYPES_TOLD).contains(&variant.contacts.len()) {
        for (name, contacts) in variant.contacts.iter() {
            let of_type = |measure| find(measure, &Scope::Contacts(name.clone()));
            let comparisons = of_contacts.iter().copied().filter_map(of_type);
            let of_type = comparisons.map(|comparison| named_by(Some(contacts.title.as_str()), comparison));
            named.extend(of_type.filter(differs));
        }
    }
    for (group, contacts) in variant.groups.iter() {
        let of_group = |measure| find(measure, &Scope::Group(group.clone()));
        let comparisons = of_contacts.iter().copied().filter_map(of_group);
        named.extend(comparisons.map(|comparison| named_by(Some(contacts.title.as_str()), comparison)).filter(differs));
    }
    let one_by_one = !named.is_empty();
    let scopes = scopes_of_the_whole(variant);
    let of_whole = |measure| {
        if variant.contacts.is_empty() {
            return None;
        }
        let comparison = scopes.iter().find_map(|scope| find(measure, scope))?;
        Some(named_by(None, comparison))
    };
    let of_whole_alone = of_contacts.iter().copied().filter(|_| !one_by_one);
    named.extend(of_whole_alone.chain(ScopeKind::Teams.shown_in(View::Main)).filter_map(of_whole));
    // Where every need makes one contact, an unmet need is an abandoned contact and was told already.
    let repeated = |variant: &VariantResults| {
        let contacts_per_need = variant.all_contacts.total.get(&Measure::ContactsPerNeed).copied().flatten();
        contacts_per_need.is_some_and(|contacts| contacts.mean > 1.0)
    };
    let needs_matter = results.variants.iter().any(repeated);
    let worth_it = |measure: &Measure| *measure != Measure::UnmetFraction || needs_matter;
    let if_they_differ = ScopeKind::Contacts.shown_in(View::IfTheyDiffer).into_iter();
    named.extend(if_they_differ.filter(worth_it).filter_map(of_whole).filter(differs));
    for (name, cases) in variant.cases.iter() {
        let of_kind = |measure| find(measure, &Scope::Cases(name.clone()));
        let comparisons = ScopeKind::Cases.shown_in(View::IfTheyDiffer).into_iter().filter_map(of_kind);
        named.extend(comparisons.map(|comparison| named_by(Some(cases.title.as_str()), comparison)).filter(differs));
    }
    let of_weeks = caseloads::differences(results, variant).into_iter();
    let of_people = people::differences(results, variant).into_iter();
    let about_some = of_weeks.chain(of_people).map(|(about, comparison)| named_by(Some(about), comparison));
    named.extend(about_some.filter(differs));
    named
}

/// How the queue recovers from what `variant` has to bear beyond the baseline.
pub(super) fn recoveries<'a>(results: &'a Results, variant: &VariantResults) -> impl Iterator<Item = &'a Recovery> {
    results.recoveries.iter().filter(|recovery| recovery.variant == variant.name)
}

fn rows(results: &Results, figures: impl Fn(&VariantResults) -> Option<Vec<Figure>>) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for variant in &results.variants {
        rows.extend(figures(variant).map(|figures| Row { variant: &variant.name, figures }));
    }
    rows
}

/// All contact types together, or the only one.
pub(super) fn the_whole(variant: &VariantResults) -> &ContactResults {
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

/// Said of all contacts where their types promise different waits.
fn various_promises(results: &Results) -> Option<&'static str> {
    let promises =
        results.variants.first()?.contacts.iter().filter_map(|(_, contacts)| contacts.service_level.as_ref());
    let thresholds: Vec<_> = promises.map(|level| (level.within_seconds, &level.due)).collect();
    let differ = thresholds.windows(2).any(|pair| pair[0] != pair[1]);
    differ.then_some("service level: the mean over contacts, each by the promise of its type")
}

fn promise(contacts: &ContactResults) -> Option<String> {
    let level = contacts.service_level.as_ref()?;
    let within = threshold(contacts)?;
    let done = if level.due.is_some() { "done" } else { "answered" };
    Some(match level.target {
        Some(target) => format!("target: {} {done} within {within}", share(target)),
        None => format!("service level: {done} within {within}"),
    })
}

/// The time within which a contact should be answered, or done: `20s`.
pub(super) fn threshold(contacts: &ContactResults) -> Option<String> {
    let level = contacts.service_level.as_ref()?;
    Some(level.due.clone().unwrap_or_else(|| describe_duration(level.within_seconds)))
}
