use crate::experiment::replications::{EstimateError, Partial};
use crate::model::Study;
use crate::results::{ContactMeasure, Ended, Results, VarianceReduction, Warning};

use super::analysis::Analysis;
use super::comparisons::compare;
use super::description::description;
use super::growth::growing_piles;
use super::measured::Measured;
use super::no_effect::variants_without_effect;
use super::recovery::recoveries;
use super::spiral::spirals;
use super::subject::Subject;

/// Turns everything that was measured into results, which say that it `ended` so.
///
/// # Errors
///
/// [`EstimateError::Missing`] if a variant lacks replications that another has, or that come before its last: figures would
/// rest on other customers than they say. [`EstimateError::Nothing`] if there is not one block of them.
pub fn estimate(study: &Study, partial: &Partial, ended: Ended) -> Result<Results, EstimateError> {
    let missing = partial.missing();
    if !missing.is_empty() {
        return Err(EstimateError::Missing(missing));
    }
    let replications = Analysis::from_settings(&study.settings).whole_blocks(partial.complete());
    if replications == 0 {
        return Err(EstimateError::Nothing);
    }
    let measured: Vec<_> = study
        .variants
        .iter()
        .zip(&partial.variants)
        .map(|(variant, part)| Measured::new(study, variant, part, replications))
        .collect();
    let mut variants: Vec<_> = measured.iter().map(Measured::results).collect();
    let without_effect = variants_without_effect(study, partial, &mut variants);
    Ok(Results {
        format: 1,
        program: Results::PROGRAM.into(),
        title: study.title.clone(),
        scenario_sha256: study.scenario_sha256.clone(),
        seed: study.settings.seed,
        confidence: study.settings.confidence.get(),
        each_day: study.settings.each_day,
        interval_seconds: study.variants[0].centre.calendar().report_length.get(),
        variants,
        comparisons: measured.iter().skip(1).flat_map(|variant| compare(variant, &measured[0])).collect(),
        recoveries: measured.iter().skip(1).flat_map(|variant| recoveries(variant, &measured[0])).collect(),
        variance_reduction: variance_reduction(study, &measured),
        warnings: study
            .warnings
            .iter()
            .cloned()
            .map(Warning::from)
            .chain(growing_piles(&measured))
            .chain(spirals(&measured))
            .chain(without_effect)
            .collect(),
        description: Some(description(study, replications)),
        assumptions: study.assumptions.clone(),
        ended,
    })
}

/// The half-width of the service level that is known least well, over all variants and contact types that anybody
/// is expected to use; `None` while one of them is not known at all, or if there are none.
///
/// A level that has not varied yet may still do so: it is known as well as a share that never happened in so many
/// contacts, by the rule of three.
pub(crate) fn widest_service_level(study: &Study, partial: &Partial) -> Option<f64> {
    let replications = Analysis::from_settings(&study.settings).whole_blocks(partial.complete());
    if study.variants.iter().all(|variant| variant.centre.contact_types().is_empty()) {
        return None;
    }
    let mut widest: f64 = 0.0;
    for (variant, part) in study.variants.iter().zip(&partial.variants) {
        let measured = Measured::new(study, variant, part, replications);
        for (index, contact_type) in variant.centre.contact_types().iter().enumerate() {
            if contact_type.demand.expected() > 0.0 {
                let half_width =
                    measured.contact_estimate(Subject::OfType(index), ContactMeasure::ServiceLevel)?.half_width?;
                let offered = measured.offered(index);
                widest = widest.max(if half_width > 0.0 { half_width } else { 3.0 / offered.max(3) as f64 });
            }
        }
    }
    Some(widest)
}

fn variance_reduction(study: &Study, measured: &[Measured<'_>]) -> Option<VarianceReduction> {
    let settings = &study.settings;
    (!Analysis::from_settings(settings).is_plain()).then(|| VarianceReduction {
        control_variates: settings.control_variates,
        day_factors: settings.day_factors,
        gains: measured.iter().flat_map(Measured::precision_gains).collect(),
    })
}
