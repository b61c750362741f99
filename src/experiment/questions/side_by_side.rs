use std::collections::{HashMap, HashSet};

use crate::experiment::estimate::{Measured, compare, estimate, rounded, significant, verdict, weigh};
use crate::experiment::replications::{Onward, Stopped, Watch, run_range};
use crate::model::{Centre, ServiceLevel, Study};
use crate::results::{
    Comparison, DayFactors, DifferenceBeside, Ended, Estimate, KeyDifference, Measure, Measures, Mismatch, Results,
    RunBeside, Scope, SideBySideResults, VariantResults, VariantsBeside,
};
use crate::stats::{ConfidenceInterval, Reported, independent_difference};
use crate::units::Fraction;

/// A run that was made before: what was asked and what came out.
#[derive(Clone, Copy, Debug)]
pub struct RunMade<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What was asked.
    pub study: &'a Study,
    /// What came out.
    pub results: &'a Results,
}

impl<'a> RunMade<'a> {
    fn centre(self, position: usize) -> Option<&'a Centre> {
        self.study.variants.get(position).map(|variant| &variant.centre)
    }
}

/// Holds the variants of the second run against those of the same name in the first, and baseline against baseline.
///
/// Where both can meet the same customers in every replication, both are run again and every difference is paired;
/// elsewhere it is that of two independent estimates. `inputs` is what their files do not have alike. Where both are the same, or
/// about unlike things, nothing is called better or worse. `None` if it was asked to stop.
pub fn side_by_side(
    first: RunMade<'_>,
    second: RunMade<'_>,
    inputs: Vec<KeyDifference>,
    threads: Option<usize>,
    watch: &dyn Watch,
) -> Option<SideBySideResults> {
    let same_scenario = first.results.scenario_sha256 == second.results.scenario_sha256
        || inputs.iter().all(|input| bears_on_nothing(&input.key));
    let mut of_runs = mismatches_of_runs(first, second);
    let positions = pairs(first.results, second.results);
    let of_pairs: Vec<Vec<Mismatch>> =
        positions.iter().map(|&(mine, theirs)| mismatches_of_centres(first, mine, second, theirs)).collect();
    let mut paired = Vec::new();
    if of_runs.is_empty() && of_pairs.iter().any(Vec::is_empty) {
        match run_both(first, second, &positions, threads, watch).ok()? {
            Ok(comparisons) => paired = comparisons,
            Err(not_reproduced) => of_runs = not_reproduced,
        }
    }
    let mut paired = paired.into_iter();
    let pair = |(&(mine, theirs), of_pair): (&(usize, usize), Vec<Mismatch>)| {
        let mismatches: Vec<Mismatch> = of_runs.iter().copied().chain(of_pair).collect();
        let comparisons = paired.next();
        let (first_variant, second_variant) = (&first.results.variants[mine], &second.results.variants[theirs]);
        let differences = match comparisons.filter(|_| mismatches.is_empty()) {
            Some(comparisons) => beside(comparisons, first_variant, second_variant),
            None => unpaired(first, first_variant, second, second_variant),
        };
        let names = (first_variant.name.clone(), second_variant.name.clone());
        let other_promises = other_promises(first.centre(mine), second.centre(theirs));
        let mut pair = VariantsBeside { first: names.0, second: names.1, mismatches, other_promises, differences };
        take_no_side(&mut pair, same_scenario);
        pair
    };
    let pairs_of_variants: Vec<VariantsBeside> = positions.iter().zip(of_pairs).map(pair).collect();
    let alone = |results: &Results, known: HashSet<usize>| -> Vec<String> {
        let variants = results.variants.iter().enumerate().filter(|(position, _)| !known.contains(position));
        variants.map(|(_, variant)| variant.name.clone()).collect()
    };
    Some(SideBySideResults {
        format: 1,
        program: Results::PROGRAM.into(),
        first: RunBeside::new(first.name, first.results),
        second: RunBeside::new(second.name, second.results),
        confidence: first.results.confidence,
        same_scenario,
        inputs,
        pairs: pairs_of_variants,
        only_in_first: alone(first.results, positions.iter().map(|pair| pair.0).collect()),
        only_in_second: alone(second.results, positions.iter().map(|pair| pair.1).collect()),
    })
}

/// Whether a key of the scenario has no part in what happens to anybody.
fn bears_on_nothing(key: &str) -> bool {
    ["title", "run.seed", "run.replications", "run.precision"].contains(&key) || key.starts_with("assumptions.")
}

/// Contact types of both, by name, that promise something else in each.
fn other_promises(first: Option<&Centre>, second: Option<&Centre>) -> Vec<String> {
    let promises = |centre: Option<&Centre>| -> Vec<(String, ServiceLevel)> {
        let types = centre.into_iter().flat_map(Centre::contact_types);
        types.map(|contact_type| (contact_type.name.clone(), contact_type.service_level)).collect()
    };
    let theirs: HashMap<String, ServiceLevel> = promises(second).into_iter().collect();
    let differs = |(name, mine): &(String, ServiceLevel)| theirs.get(name).is_some_and(|other| other != mine);
    promises(first).into_iter().filter(differs).map(|(name, _)| name).collect()
}

/// Calls nothing better or worse that is luck, or is not of the same thing in both.
fn take_no_side(pair: &mut VariantsBeside, same_scenario: bool) {
    let unlike = same_scenario || pair.is_unlike();
    for comparison in pair.differences.iter_mut().map(|difference| &mut difference.comparison) {
        let promised = match &comparison.scope {
            Scope::AllContacts => !pair.other_promises.is_empty(),
            Scope::Contacts(name) => pair.other_promises.contains(name),
            Scope::Group(_) => !pair.other_promises.is_empty(),
            _ => false,
        };
        if unlike || promised && hangs_on_promise(comparison.measure) {
            comparison.verdict = comparison.verdict.neutral(comparison.difference);
        }
    }
}

fn hangs_on_promise(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::ServiceLevel
            | Measure::ServiceLevelOfAnswered
            | Measure::ServiceLevelLessShortAbandons
            | Measure::ServiceLevelDayP05
            | Measure::ServiceLevelDayP50
            | Measure::DaysMissedFraction
    )
}

/// The positions in both of what is held against each other: the baselines, then the variants of the same name.
fn pairs(first: &Results, second: &Results) -> Vec<(usize, usize)> {
    let names = |results: &Results| -> Vec<(String, usize)> {
        let variants = results.variants.iter().enumerate().skip(1);
        variants.map(|(position, variant)| (variant.name.clone(), position)).collect()
    };
    let mine: HashMap<String, usize> = names(first).into_iter().collect();
    let both = |(name, theirs): (String, usize)| Some((*mine.get(&name)?, theirs));
    let baselines = (!first.variants.is_empty() && !second.variants.is_empty()).then_some((0, 0));
    baselines.into_iter().chain(names(second).into_iter().filter_map(both)).collect()
}

fn mismatches_of_runs(first: RunMade<'_>, second: RunMade<'_>) -> Vec<Mismatch> {
    let (mine, theirs) = (&first.study.settings, &second.study.settings);
    let replications =
        |made: RunMade<'_>| -> Vec<u32> { made.results.variants.iter().map(|variant| variant.replications).collect() };
    let of = replications(first).first().copied();
    let as_many = replications(first).into_iter().chain(replications(second)).all(|number| Some(number) == of);
    let narrowed = (mine.day_factors, mine.control_variates) != (theirs.day_factors, theirs.control_variates);
    let all = [
        (mine.seed != theirs.seed, Mismatch::Seed),
        (!as_many, Mismatch::Replications),
        (mine.confidence != theirs.confidence, Mismatch::Confidence),
        (narrowed, Mismatch::VarianceReduction),
        (mine.detail != theirs.detail, Mismatch::Detail),
    ];
    all.into_iter().filter_map(|(differs, mismatch)| differs.then_some(mismatch)).collect()
}

fn mismatches_of_centres(first: RunMade<'_>, mine: usize, second: RunMade<'_>, theirs: usize) -> Vec<Mismatch> {
    let calendar = |centre: Option<&Centre>| centre.map(|centre| format!("{:?}", centre.calendar()));
    let types = |centre: Option<&Centre>| -> HashSet<String> {
        centre.into_iter().flat_map(Centre::contact_types).map(|variant| variant.name.clone()).collect()
    };
    let (mine, theirs) = (first.centre(mine), second.centre(theirs));
    let all = [
        (calendar(mine) != calendar(theirs), Mismatch::Calendar),
        (types(mine) != types(theirs), Mismatch::ContactTypes),
    ];
    all.into_iter().filter_map(|(differs, mismatch)| differs.then_some(mismatch)).collect()
}

/// Every pair on the same customers; or which of the two does not come out again.
fn run_both(
    first: RunMade<'_>,
    second: RunMade<'_>,
    positions: &[(usize, usize)],
    threads: Option<usize>,
    watch: &dyn Watch,
) -> Result<Result<Vec<Vec<Comparison>>, Vec<Mismatch>>, Stopped> {
    let replications = first.results.variants[0].replications;
    let tasks = |made: RunMade<'_>| u64::from(replications) * made.study.variants.len() as u64;
    let expected = tasks(first) + tasks(second);
    let run = |made: RunMade<'_>, before: u64| {
        let onward = Onward { watch, begins: 0, before, expected };
        let partial = run_range(made.study, 0..replications, threads, &onward);
        if partial.complete() < replications { Err(Stopped) } else { Ok(partial) }
    };
    let (mine, theirs) = (run(first, 0)?, run(second, tasks(first))?);
    let comes_out = |made: RunMade<'_>, partial| {
        estimate(made.study, partial, Ended::Complete).is_ok_and(|again| is_the_same(&again, made.results))
    };
    let all = [
        (comes_out(first, &mine), Mismatch::FirstNotReproduced),
        (comes_out(second, &theirs), Mismatch::SecondNotReproduced),
    ];
    let not_reproduced: Vec<Mismatch> = all.into_iter().filter_map(|(same, name)| (!same).then_some(name)).collect();
    if !not_reproduced.is_empty() {
        return Ok(Err(not_reproduced));
    }
    let difference = |&(one, other): &(usize, usize)| {
        let mine = Measured::new(first.study, &first.study.variants[one], &mine.variants[one], replications);
        let theirs = Measured::new(second.study, &second.study.variants[other], &theirs.variants[other], replications);
        compare(&theirs, &mine)
    };
    Ok(Ok(positions.iter().map(difference).collect()))
}

/// Whether every figure over the horizon is the same; why a run was cut short, and by which program it was made, is no figure.
fn is_the_same(again: &Results, before: &Results) -> bool {
    let same = |(again, before): (&VariantResults, &VariantResults)| {
        // A measure that an older program did not have is no difference.
        let holds = |(scope, total): (Scope, &Measures)| {
            again.total(&scope).is_some_and(|now| total.iter().all(|(measure, known)| now.get(measure) == Some(known)))
        };
        again.name == before.name && before.totals().all(holds)
    };
    again.scenario_sha256 == before.scenario_sha256
        && again.variants.len() == before.variants.len()
        && again.variants.iter().zip(&before.variants).all(same)
}

fn beside(comparisons: Vec<Comparison>, first: &VariantResults, second: &VariantResults) -> Vec<DifferenceBeside> {
    let known = |variant: &VariantResults, comparison: &Comparison| {
        variant.total(&comparison.scope)?.get(&comparison.measure).copied().flatten()
    };
    let beside = |comparison: Comparison| {
        let (first, second) = (known(first, &comparison)?, known(second, &comparison)?);
        Some(DifferenceBeside { first, second, degrees: None, comparison })
    };
    comparisons.into_iter().filter_map(beside).collect()
}

/// Every measure that both have, each from an estimate of its own.
fn unpaired(
    first: RunMade<'_>,
    mine: &VariantResults,
    second: RunMade<'_>,
    theirs: &VariantResults,
) -> Vec<DifferenceBeside> {
    let totals: HashMap<Scope, &Measures> = mine.totals().collect();
    let mut differences = Vec::new();
    for (scope, total) in theirs.totals() {
        let Some(other) = totals.get(&scope) else { continue };
        let grows =
            [total, *other].iter().any(|total| total.get(&Measure::QueueGrowthPerDay).copied().flatten().is_some());
        for (&measure, estimate) in total {
            if grows && measure.row().grows_with_queue {
                continue;
            }
            let Some((second_estimate, first_estimate)) = estimate.zip(other.get(&measure).copied().flatten()) else {
                continue;
            };
            let (one, two) = (reported(second, theirs, second_estimate), reported(first, mine, first_estimate));
            let Some((one, two)) = one.zip(two) else { continue };
            let Some(found) = independent_difference(&one, &two, two.confidence) else { continue };
            let Some(difference) = rounded(Some(found.interval)) else { continue };
            let comparison = Comparison {
                variant: theirs.name.clone(),
                against: mine.name.clone(),
                scope: scope.clone(),
                measure,
                difference,
                verdict: verdict(measure, difference),
                pairing_gain: None,
            };
            let degrees = found.degrees.map(significant);
            // Both levels are told with the confidence of the difference.
            let half_width = one.half_width_at(two.confidence).map(significant);
            let second_estimate = Estimate { half_width, ..second_estimate };
            differences.push(DifferenceBeside { first: first_estimate, second: second_estimate, degrees, comparison });
        }
    }
    let mut comparisons: Vec<Comparison> =
        differences.iter().map(|difference: &DifferenceBeside| difference.comparison.clone()).collect();
    weigh(&mut comparisons);
    differences.iter_mut().zip(comparisons).for_each(|(difference, comparison)| difference.comparison = comparison);
    differences
}

/// An estimate as it was written, with the blocks of replications that it comes from.
fn reported(made: RunMade<'_>, variant: &VariantResults, estimate: Estimate) -> Option<Reported> {
    let drawn =
        made.results.variance_reduction.as_ref().map_or(DayFactors::Independent, |reduction| reduction.day_factors);
    Some(Reported {
        interval: ConfidenceInterval { mean: estimate.mean, half_width: estimate.half_width },
        confidence: Fraction::new(made.results.confidence).ok()?,
        observations: u64::from(variant.replications / drawn.block()),
    })
}
