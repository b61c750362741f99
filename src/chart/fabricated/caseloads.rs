use crate::results::{
    CaseloadResults, Estimate, FullComplement, Intake, Measure, Measures, Named, Results, WeekResults, WorkforceResults,
};

use super::{mark, study};

/// A year of caseloads without contacts, under so many variants, the third of which has a strike.
pub(in crate::chart) fn caseloads(variants: usize) -> Results {
    let names = ["baseline", "Cap at the standard", "Strike of 48 hours", "No agency workers"];
    let names: Vec<&str> = names.into_iter().cycle().take(variants).collect();
    let mut results = study(&["2026-03-02"], &names, &[], 0);
    for (index, variant) in results.variants.iter_mut().enumerate() {
        let strain = index as f64;
        variant.caseloads = Named(vec![("children".into(), caseload(strain))]);
        variant.workforces = Named(vec![("workers".into(), people(strain))]);
    }
    if let Some(variant) = results.variants.get_mut(2) {
        variant.disruptions = vec![mark("Strike", "2026-03-04T00:00:00+00:00", "2026-03-06T00:00:00+00:00")];
    }
    results
}

fn caseload(strain: f64) -> CaseloadResults {
    let figures = |week: f64| {
        let figure = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
        Measures::from([
            (Measure::CaseloadPerWorker, figure(17.0 + strain + 0.02 * week, 0.1)),
            (Measure::CaseloadP10, figure(15.0 + strain + 0.02 * week, 0.2)),
            (Measure::CaseloadP90, figure(19.0 + strain + 0.03 * week, 0.2)),
            (Measure::AboveStandardFraction, figure(0.5, 0.02)),
            (Measure::UnmetHours, figure(40.0 * strain + week, 3.0)),
            (Measure::HoursBehind, figure(900.0 * strain + 10.0 * week, 30.0)),
            (Measure::Unallocated, figure(12.0 * strain, 2.0)),
            (Measure::Handovers, figure(60.0, 2.0)),
        ])
    };
    let (total, weeks) = (figures(26.0), weeks(figures));
    CaseloadResults { title: "Cases of children".into(), standard: 17.0, cap: None, total, weeks }
}

fn people(strain: f64) -> WorkforceResults {
    let figures = |week: f64| {
        let figure = |mean: f64| Some(Estimate { mean, half_width: Some(0.01) });
        Measures::from([
            (Measure::VacancyFraction, figure(0.2 + 0.001 * week + 0.02 * strain)),
            (Measure::AgencyFraction, figure(0.2)),
            (Measure::Posts, Some(Estimate { mean: 120.0, half_width: Some(0.0) })),
            (Measure::Filled, Some(Estimate { mean: 97.0 - 3.0 * strain + 0.2 * week, half_width: Some(1.2) })),
            (Measure::Proficient, Some(Estimate { mean: 90.0 - 3.0 * strain + 0.25 * week, half_width: Some(1.4) })),
        ])
    };
    let full_complement = FullComplement { heads: 108, ..FullComplement::default() };
    let intakes =
        ["2026-03-02", "2026-09-07"].map(|date| Intake { date: date.into(), people: 6 + strain as u32 }).to_vec();
    let (total, weeks) = (figures(26.0), weeks(figures));
    WorkforceResults { title: "Social workers".into(), full_complement, intakes, total, weeks }
}

fn weeks(figures: impl Fn(f64) -> Measures) -> Vec<WeekResults> {
    let start = |week: i64| (jiff::civil::date(2026, 1, 5) + jiff::Span::new().days(7 * week)).to_string();
    (0..52).map(|week| WeekResults { start: start(week), measures: figures(week as f64) }).collect()
}
