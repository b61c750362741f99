use std::collections::BTreeMap;

use crate::results::{Measures, Results, Scope, VariantResults};

/// What is measured of one scope over the horizon.
pub(crate) struct Scoped<'a> {
    pub(crate) scope: Scope,
    pub(crate) title: &'a str,
    #[cfg_attr(not(feature = "documents"), expect(dead_code, reason = "for the workbook alone"))]
    pub(crate) total: &'a Measures,
}

/// Every scope of `variant`, in the order in which they are shown.
pub(crate) fn scopes(variant: &VariantResults) -> Vec<Scoped<'_>> {
    let mut scopes = Vec::new();
    let mut add = |scope, title, total| scopes.push(Scoped { scope, title, total });
    if !variant.contacts.is_empty() {
        add(Scope::AllContacts, variant.all_contacts.title.as_str(), &variant.all_contacts.total);
    }
    for (name, contacts) in variant.contacts.iter() {
        add(Scope::Contacts(name.clone()), &contacts.title, &contacts.total);
    }
    for (name, group) in variant.groups.iter() {
        add(Scope::Group(name.clone()), &group.title, &group.total);
    }
    if !variant.contacts.is_empty() {
        add(Scope::AllTeams, &variant.all_teams.title, &variant.all_teams.total);
    }
    for (name, team) in variant.teams.iter() {
        add(Scope::Team(name.clone()), &team.title, &team.total);
    }
    for (name, people) in variant.people.iter() {
        add(Scope::People(name.clone()), &people.title, &people.total);
    }
    for (name, clause) in variant.clauses.iter() {
        add(Scope::Clause(name.clone()), name, &clause.total);
    }
    for (name, cases) in variant.cases.iter() {
        add(Scope::Cases(name.clone()), &cases.title, &cases.total);
    }
    for (name, caseload) in variant.caseloads.iter() {
        add(Scope::Caseload(name.clone()), &caseload.title, &caseload.total);
    }
    for (name, workforce) in variant.workforces.iter() {
        add(Scope::Workforce(name.clone()), &workforce.title, &workforce.total);
    }
    scopes
}

/// What each scope is called.
pub(crate) fn titles(results: &Results) -> BTreeMap<Scope, &str> {
    let of_variants = results.variants.iter().rev().flat_map(scopes);
    of_variants.map(|Scoped { scope, title, .. }| (scope, title)).collect()
}
