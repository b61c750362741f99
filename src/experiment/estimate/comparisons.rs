use std::collections::HashSet;

use crate::results::{CaseMeasure, Comparison, ContactMeasure, Measure, Scope, Verdict};
use crate::stats::PairedDifference;

use super::analysis::Controls;
use super::caseloads::compare_weeks;
use super::cases::case_samples;
use super::difference::comparison;
use super::measured::{Measured, measures_of_teams};
use super::people::compare_people;
use super::subject::Subject;

/// Every measure that both have, over the horizon: the variant less the baseline.
pub(crate) fn compare(variant: &Measured<'_>, baseline: &Measured<'_>) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    let mut add = |scope: Scope, measure: Measure, difference: Option<PairedDifference>| {
        comparisons.extend(comparison(variant, baseline, scope, measure, difference));
    };
    let analysis = variant.analysis();
    for (scope, mine, theirs) in contact_scopes(variant, baseline) {
        let controls = variant.controls(mine);
        let grows = variant.still_grows(mine) || baseline.still_grows(theirs);
        for measure in ContactMeasure::ALL {
            // A difference between figures that only say how long was simulated says no more.
            if grows && measure.row().grows_with_queue {
                continue;
            }
            let (first, second) = (variant.contact_samples(mine, measure), baseline.contact_samples(theirs, measure));
            add(scope.clone(), measure.into(), analysis.difference(&first, &second, &controls));
        }
    }
    let controls = variant.controls(Subject::All);
    for (scope, mine, theirs) in team_scopes(variant, baseline) {
        for measure in measures_of_teams(variant.has_shifts(mine) && baseline.has_shifts(theirs)) {
            let (first, second) = (variant.team_samples(mine, measure), baseline.team_samples(theirs, measure));
            add(scope.clone(), measure.into(), analysis.difference(&first, &second, &controls));
        }
    }
    let kinds = |measured: &Measured<'_>| {
        measured.centre().case_kinds().iter().map(|case_kind| case_kind.name.clone()).collect::<Vec<_>>()
    };
    for (mine, name) in kinds(variant).into_iter().enumerate() {
        let Some(theirs) = kinds(baseline).iter().position(|known| *known == name) else { continue };
        for measure in CaseMeasure::ALL {
            let (first, second) = (case_samples(variant, mine, measure), case_samples(baseline, theirs, measure));
            add(Scope::Cases(name.clone()), measure.into(), analysis.difference(&first, &second, &Controls::none()));
        }
    }
    comparisons.extend(compare_weeks(variant, baseline));
    comparisons.extend(compare_people(variant, baseline));
    weigh(&mut comparisons);
    comparisons
}

/// Nothing is called better while what stands beside it is worse: the answered wait less if more are never answered.
pub(crate) fn weigh(comparisons: &mut [Comparison]) {
    let is_worse = |comparison: &&Comparison| comparison.verdict == Verdict::Worse;
    let worse: HashSet<(Scope, Measure)> =
        comparisons.iter().filter(is_worse).map(|comparison| (comparison.scope.clone(), comparison.measure)).collect();
    for comparison in comparisons.iter_mut().filter(|comparison| comparison.verdict == Verdict::Better) {
        let beside = comparison.measure.row().beside;
        if beside.is_some_and(|beside| worse.contains(&(comparison.scope.clone(), beside))) {
            comparison.verdict = comparison.verdict.neutral(comparison.difference);
        }
    }
}

type ScopeIn = (Scope, Option<usize>, Option<usize>);

/// What both have: all together where there are several, then one by one, with its position in each.
fn contact_scopes(variant: &Measured<'_>, baseline: &Measured<'_>) -> Vec<(Scope, Subject, Subject)> {
    let names = |measured: &Measured<'_>| -> Vec<(usize, String)> {
        measured.centre().contact_types().iter().map(|contact_type| contact_type.name.clone()).enumerate().collect()
    };
    let of_types = scopes(&names(variant), &names(baseline), Scope::AllContacts, Scope::Contacts);
    let subject = |index: Option<usize>| index.map_or(Subject::All, Subject::OfType);
    let of_types = of_types.into_iter().map(|(scope, mine, theirs)| (scope, subject(mine), subject(theirs)));
    let groups = variant.centre().groups().iter().enumerate().filter_map(|(mine, group)| {
        let theirs = baseline.centre().groups().iter().position(|other| other.name == group.name)?;
        Some((Scope::Group(group.name.clone()), Subject::OfGroup(mine), Subject::OfGroup(theirs)))
    });
    of_types.chain(groups).collect()
}

fn team_scopes(variant: &Measured<'_>, baseline: &Measured<'_>) -> Vec<ScopeIn> {
    let names = |measured: &Measured<'_>| -> Vec<(usize, String)> {
        measured.teams_that_answer().map(|(index, team)| (index, team.name.clone())).collect()
    };
    scopes(&names(variant), &names(baseline), Scope::AllTeams, Scope::Team)
}

type Positioned = (usize, String);

fn scopes(mine: &[Positioned], theirs: &[Positioned], all: Scope, one: fn(String) -> Scope) -> Vec<ScopeIn> {
    let positions: std::collections::HashMap<&String, usize> =
        theirs.iter().map(|(index, name)| (name, *index)).collect();
    let shared = mine.iter().filter_map(|&(index, ref name)| {
        let other = *positions.get(name)?;
        Some((one(name.clone()), Some(index), Some(other)))
    });
    let together = (mine.len() > 1 || theirs.len() > 1).then_some((all, None, None));
    together.into_iter().chain(shared).collect()
}
