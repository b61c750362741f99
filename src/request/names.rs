//! What a name of the request stands for in the scenario, or a refusal with the nearest that there is.

use crate::model::{Centre, ContactType, Study, Team, Variant, are_alike};
use crate::results::{Measure, Scope, ScopeKind};

use super::RequestError;
use super::measure_key::{nearest, unknown};

/// The scope asked for, or all that the measure is about: the only contact type or team, if there is one.
pub(super) fn scope(asked: Option<&str>, measure: Measure, variants: &[Variant]) -> Result<Scope, RequestError> {
    let known = known_scopes(measure, variants);
    let unlike = |scope: &Scope| is_sum_of_unlike(scope, measure, variants);
    if let Some(scope) = asked.and_then(|asked| known.iter().find(|scope| scope.to_string() == asked && unlike(scope)))
    {
        return Err(no_mean(scope, measure, &known, &unlike));
    }
    let Some(asked) = asked else {
        let usual =
            usual_scope(measure, known.iter().filter(|scope| !matches!(scope, Scope::Group(_))).cloned().collect())?;
        return if unlike(&usual) { Err(no_mean(&usual, measure, &known, &unlike)) } else { Ok(usual) };
    };
    let names: Vec<String> = known.iter().map(Scope::to_string).collect();
    let found = known.into_iter().find(|scope| scope.to_string() == asked);
    found.ok_or_else(|| RequestError::Refused(format!("--scope {}", unknown("scope", asked, &names, measure.key()))))
}

/// All together; or one, if there is one only: it stands for all.
fn usual_scope(measure: Measure, known: Vec<Scope>) -> Result<Scope, RequestError> {
    let kind = measure.key();
    match known.as_slice() {
        [] => Err(RequestError::Refused(format!(
            "{kind} is a measure of cases, caseloads, workforces, people or clauses, and the scenario has none of its kind"
        ))),
        [Scope::AllContacts] => Err(RequestError::Refused(format!(
            "{kind} is a measure of contacts, and the scenario has none\n  ask for a measure of its cases, caseloads or people"
        ))),
        [only] | [Scope::AllContacts | Scope::AllTeams, only] => Ok(only.clone()),
        [all @ (Scope::AllContacts | Scope::AllTeams), ..] => Ok(all.clone()),
        several => {
            let names: Vec<String> = several.iter().map(Scope::to_string).collect();
            let message = format!("say with --scope which {kind} is meant\n  there are {}", names.join(", "));
            Err(RequestError::Refused(message))
        }
    }
}

/// Whether the measure says nothing of the scope, because its contact types have different channels or promises.
fn is_sum_of_unlike(scope: &Scope, measure: Measure, variants: &[Variant]) -> bool {
    measure.row().only_of_alike && variants.iter().any(|variant| !are_alike(contact_types_of(scope, &variant.centre)))
}

/// The contact types that a scope has several of.
fn contact_types_of<'a>(scope: &Scope, centre: &'a Centre) -> Vec<&'a ContactType> {
    match scope {
        Scope::AllContacts => centre.contact_types().iter().collect(),
        Scope::Group(name) => {
            let groups = centre.groups().iter().filter(|group| group.name == *name);
            groups.flat_map(|group| &group.contacts).map(|&index| centre.contact_type(index)).collect()
        }
        _ => Vec::new(),
    }
}

fn no_mean(scope: &Scope, measure: Measure, known: &[Scope], unlike: &dyn Fn(&Scope) -> bool) -> RequestError {
    let names: Vec<String> = known.iter().filter(|scope| !unlike(scope)).map(Scope::to_string).collect();
    RequestError::Refused(format!(
        "there is no {} of {scope}: its contact types have different channels or promises\n  say with --scope which is meant: {}",
        measure.key(),
        names.join(", ")
    ))
}

/// What the measure can be about in all of `variants`: all together, then one by one.
fn known_scopes(measure: Measure, variants: &[Variant]) -> Vec<Scope> {
    // A measure of contacts and of cases, such as chasers, is asked of cases: there it says whose they are.
    let Some(kind) = measure.scopes().last() else { return Vec::new() };
    let everywhere = |name: &&str| variants.iter().all(|variant| names(kind, &variant.centre).contains(name));
    let one_by_one = names(kind, &variants[0].centre).into_iter().filter(everywhere);
    let groups = (kind == ScopeKind::Contacts).then(|| {
        let has = |centre: &Centre, name: &str| centre.groups().iter().any(|group| group.name == name);
        let groups = variants[0].centre.groups().iter().map(|group| group.name.clone());
        groups.filter(|name| variants.iter().all(|variant| has(&variant.centre, name))).map(Scope::Group).collect()
    });
    let groups: Vec<Scope> = groups.unwrap_or_default();
    kind.together().into_iter().chain(one_by_one.map(|name| kind.named(name.to_owned()))).chain(groups).collect()
}

/// The names of all that a centre has of a kind.
fn names(kind: ScopeKind, centre: &Centre) -> Vec<&str> {
    let teams = |is_meant: fn(&&Team) -> bool| {
        centre.teams().iter().filter(is_meant).map(|team| team.name.as_str()).collect::<Vec<&str>>()
    };
    match kind {
        ScopeKind::Contacts => centre.contact_types().iter().map(|contact_type| contact_type.name.as_str()).collect(),
        ScopeKind::Teams => teams(|_| true),
        ScopeKind::Cases => centre.case_kinds().iter().map(|case_kind| case_kind.name.as_str()).collect(),
        ScopeKind::Caseloads => centre.caseloads().iter().map(|caseload| caseload.name.as_str()).collect(),
        ScopeKind::Workforces => teams(|team| team.people.is_some()),
        ScopeKind::Clauses => centre.clauses().iter().map(|clause| clause.name.as_str()).collect(),
        ScopeKind::People => teams(|team| team.has_shifts()),
    }
}

/// The position in the study of the variant called `name`.
fn variant_called(name: &str, study: &Study) -> Result<usize, RequestError> {
    let others = &study.variants[1..];
    let names: Vec<String> = others.iter().map(|variant| variant.name.clone()).collect();
    let found = names.iter().position(|known| known == name).map(|index| index + 1);
    found
        .ok_or_else(|| RequestError::Refused(format!("--variant {}", unknown("variant", name, &names, "the scenario"))))
}

/// The only variant, if no name says which.
pub(super) fn only_variant(name: Option<&str>, study: &Study) -> Result<usize, RequestError> {
    let names: Vec<String> = study.variants[1..].iter().map(|variant| format!("`{}`", variant.name)).collect();
    match (name, names.as_slice()) {
        (Some(name), [_, ..]) => variant_called(name, study),
        (None, [_]) => Ok(1),
        (_, []) => Err(RequestError::Refused(
            "the scenario has no variant to hold against the baseline\n  add [[variants]] with a name and what it sets"
                .into(),
        )),
        (None, _) => Err(RequestError::Refused(format!(
            "the scenario has several variants: say which with --variant\n  there are {}",
            names.join(", ")
        ))),
    }
}

/// Said of a variant that is not there.
pub(super) fn unknown_variant(unknown: &str, known: &[&str]) -> RequestError {
    let names: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    let nearest = nearest(unknown, known.iter().copied());
    RequestError::Refused(format!(
        "there is no variant `{unknown}`; the nearest is `{nearest}`\n  the scenario has {}",
        names.join(", ")
    ))
}

/// The position of `name` among `known`, or a refusal with the nearest of them.
pub(super) fn position<'a>(
    kind: &str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<u32, RequestError> {
    let found = known.clone().position(|known| known == name);
    found.map(|position| position as u32).ok_or_else(|| {
        let nearest = nearest(name, known);
        RequestError::Refused(format!("there is no {kind} `{name}`; the nearest is `{nearest}`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let refused = position("team", "halifx", ["leeds", "halifax"].into_iter()).unwrap_err();
        assert_eq!(refused.to_string(), "there is no team `halifx`; the nearest is `halifax`");
        assert_eq!(position("team", "halifax", ["leeds", "halifax"].into_iter()).unwrap(), 1);
        let message = unknown_variant("five minute limit", &["baseline", "Five-minute limit"]).to_string();
        assert!(message.contains("the nearest is `Five-minute limit`"), "{message}");
    }
}
