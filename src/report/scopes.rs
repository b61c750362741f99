use std::collections::BTreeMap;

use crate::results::{Measures, Results, Scope, VariantResults};

/// What is measured of one scope over the horizon.
pub(crate) struct Scoped<'a> {
    pub(crate) scope: Scope,
    pub(crate) title: &'a str,
    pub(crate) total: &'a Measures,
}

/// Every scope of `variant`, in the order in which they are shown.
pub(crate) fn scopes(variant: &VariantResults) -> Vec<Scoped<'_>> {
    let mut scopes = Vec::new();
    let mut add = |scope, title, total| scopes.push(Scoped { scope, title, total });
    if !variant.contacts.is_empty() {
        add(Scope::AllContacts, variant.all_contacts.title.as_str(), &variant.all_contacts.total);
    }
    for (name, it) in variant.contacts.iter() {
        add(Scope::Contacts(name.clone()), &it.title, &it.total);
    }
    if !variant.contacts.is_empty() {
        add(Scope::AllTeams, &variant.all_teams.title, &variant.all_teams.total);
    }
    for (name, it) in variant.teams.iter() {
        add(Scope::Team(name.clone()), &it.title, &it.total);
    }
    for (name, it) in variant.people.iter() {
        add(Scope::People(name.clone()), &it.title, &it.total);
    }
    for (name, it) in variant.clauses.iter() {
        add(Scope::Clause(name.clone()), name, &it.total);
    }
    for (name, it) in variant.cases.iter() {
        add(Scope::Cases(name.clone()), &it.title, &it.total);
    }
    for (name, it) in variant.caseloads.iter() {
        add(Scope::Caseload(name.clone()), &it.title, &it.total);
    }
    for (name, it) in variant.workforces.iter() {
        add(Scope::Workforce(name.clone()), &it.title, &it.total);
    }
    scopes
}

/// What each scope is called.
pub(crate) fn titles(results: &Results) -> BTreeMap<Scope, &str> {
    let of_variants = results.variants.iter().rev().flat_map(scopes);
    of_variants.map(|Scoped { scope, title, .. }| (scope, title)).collect()
}
