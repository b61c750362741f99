use crate::results::{CaseDay, CaseResults, Estimate, Measure, Measures, Named, Results};

use super::{day, mark};

/// `weeks` of five days with two kinds of case, three variants, a strike on one day and chasers.
pub(in crate::chart) fn with_cases(weeks: usize) -> Results {
    let mut results = day();
    for (index, variant) in results.variants.iter_mut().enumerate() {
        let strain = index as f64;
        variant.cases = Named(vec![
            ("letters".into(), cases("Letters", weeks, strain)),
            ("claims".into(), cases("Claims", weeks, 0.5)),
        ]);
        for contacts in
            [&mut variant.all_contacts].into_iter().chain(variant.contacts.0.iter_mut().map(|(_, cases)| cases))
        {
            let share = Estimate { mean: 0.02 + 0.04 * strain, half_width: Some(0.006) };
            contacts.total.insert(Measure::ChaserFraction, Some(share));
        }
    }
    results.variants[1].disruptions = vec![mark("Walkout", "2026-03-11T09:00:00+00:00", "2026-03-12T00:00:00+00:00")];
    results
}

pub(super) fn cases(title: &str, weeks: usize, strain: f64) -> CaseResults {
    let days = weeks * 7;
    let is_open = |day: &usize| day % 7 < 5;
    let day = |day: usize| CaseDay {
        date: jiff::civil::date(2026, 3, 2).checked_add(jiff::Span::new().days(day as i64)).unwrap().to_string(),
        measures: case_figures(day as f64 / days as f64, strain),
    };
    CaseResults {
        title: title.into(),
        total: case_figures(1.0, strain),
        days: (0..days).filter(is_open).map(day).collect(),
    }
}

fn case_figures(time: f64, strain: f64) -> Measures {
    let figure = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
    Measures::from([
        (Measure::Backlog, figure(900.0 + 700.0 * time * strain, 20.0 + 90.0 * time)),
        (Measure::BacklogAtEnd, figure(900.0 + 700.0 * strain, 110.0)),
        (Measure::AgeDays, figure(8.0 + 6.0 * time * strain, 1.0)),
        (Measure::OldestAgeDays, figure(24.0 + 40.0 * time * strain, 2.0)),
        (Measure::OverdueFraction, figure((0.1 + 0.4 * time * strain).min(1.0), 0.02)),
    ])
}
