use crate::results::{Estimate, Measure, Named, SweepPoint, SweepResults, VariantResults};

use super::cases::cases;
use super::{study, variant};

/// Agents from 90 to 120, and with `values` of a second key if there are any.
pub(in crate::chart) fn sweep(values: &[&str]) -> SweepResults {
    let seconds: Vec<Option<&str>> =
        if values.is_empty() { vec![None] } else { values.iter().copied().map(Some).collect() };
    let mut points = Vec::new();
    let mut variants = Vec::new();
    for (shift, value) in seconds.iter().enumerate() {
        for agents in (90..=120).step_by(3) {
            let written = std::iter::once(agents.to_string()).chain(value.map(str::to_owned)).collect::<Vec<_>>();
            let position = std::iter::once(f64::from(agents)).chain(value.map(|_| shift as f64)).collect();
            variants.push(swept(&written.join(", "), f64::from(agents) - 3.0 * shift as f64));
            points.push(SweepPoint { written, position });
        }
    }
    let mut paths = vec!["teams.front_line.agents".to_owned()];
    let mut units = vec!["agents".to_owned()];
    if !values.is_empty() {
        paths.push("contacts.enquiries.talk.mean".to_owned());
        units.push("seconds".to_owned());
    }
    let mut results = study(&["2026-03-02"], &["baseline"], &["enquiries"], 1);
    results.variants = variants;
    SweepResults { paths, units, points, results }
}

fn swept(name: &str, agents: f64) -> VariantResults {
    let mut variant = variant(name, 0.0, &["2026-03-02"], &["enquiries"], 1);
    let share = |mean: f64| Some(Estimate { mean: mean.clamp(0.0, 1.0), half_width: Some(0.015) });
    let strain = 1.0 / (1.0 + ((agents - 98.0) / 4.0).exp());
    let total = &mut variant.contacts.0[0].1.total;
    total.insert(Measure::ServiceLevel, share(1.0 - strain));
    total.insert(Measure::AbandonedFraction, share(strain * 0.3));
    variant.all_contacts = variant.contacts.0[0].1.clone();
    variant.all_teams.total.insert(Measure::Occupancy, share(0.95 * 90.0 / agents.max(90.0)));
    variant
}

/// Rotations of 5 to 20 open days, and of whole weeks where the key is written so.
pub(in crate::chart) fn rotations() -> SweepResults {
    let mut sweep = sweep(&[]);
    sweep.paths = vec!["teams.desk.rotation.every".into()];
    sweep.units = vec!["seconds".into()];
    for (index, (point, variant)) in sweep.points.iter_mut().zip(&mut sweep.results.variants).enumerate() {
        let days = 5 * (index as u32 + 1);
        *point = SweepPoint { written: vec![format!("{days}d")], position: vec![f64::from(days) * 86_400.0] };
        variant.cases = Named(vec![("letters".into(), cases("Letters", 4, index as f64 / 5.0))]);
        let settled = Estimate { mean: 0.85 - 0.001 * index as f64, half_width: Some(0.0008) };
        for contacts in
            [&mut variant.all_contacts].into_iter().chain(variant.contacts.0.iter_mut().map(|(_, contacts)| contacts))
        {
            contacts.total.insert(Measure::SettledFraction, Some(settled));
        }
    }
    sweep
}
