use crate::results::{DayQuantile, DayResults, Estimate, Measure, Results};

use super::day;

/// A day drawn, whose like were many: their service levels from the worst to the best.
pub(in super::super) fn with_days() -> Results {
    let mut results = day();
    for (index, variant) in results.variants.iter_mut().enumerate() {
        let strain = index as f64 * 0.06;
        let contacts = variant.contacts.0.iter_mut().map(|(_, contacts)| contacts).chain([&mut variant.all_contacts]);
        for contacts in contacts {
            let level = |mean: f64, half_width| Some(Estimate { mean, half_width });
            let quantile = |share: f64| DayQuantile {
                share,
                service_level: level(
                    0.5 + 0.45 * share.sqrt() - strain,
                    (0.0 < share && share < 1.0).then_some(0.03 * (1.1 - share)),
                ),
                abandoned_fraction: level(0.01 + 0.1 * share, Some(0.004)),
                wait_seconds_max: level(30.0 + 400.0 * share, Some(20.0)),
            };
            let shares = [0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0];
            contacts.days = Some(DayResults { days: 500, quantiles: shares.map(quantile).to_vec() });
            let total = &mut contacts.total;
            total.insert(Measure::ServiceLevelDayP50, level(0.818 - strain, Some(0.01)));
            total.insert(Measure::ServiceLevelDayP05, level(0.6 - strain, Some(0.03)));
            total.insert(Measure::DaysMissedFraction, level(0.42 + strain, Some(0.02)));
        }
    }
    results
}
