//! Made-up results of many shapes, to be drawn.

mod break_even;
mod caseloads;
mod cases;
mod days;
mod luck;
mod people;
mod sensitivity;
mod sweeps;

use crate::results::{
    Comparison, ContactResults, DisruptionMark, Ended, Estimate, IntervalResults, Measure, Measures, Named, Results,
    Scope, ServiceTarget, TeamResults, VariantResults, Verdict, WaitPoint,
};

pub(super) use break_even::break_even;
pub(super) use caseloads::caseloads;
pub(super) use cases::with_cases;
pub(super) use days::with_days;
pub(super) use luck::luck;
pub(super) use people::people;
pub(super) use sensitivity::sensitivity;
pub(super) use sweeps::{rotations, sweep};

/// One average day from 8 to 18 in half-hours, three variants, two contact types, a walkout.
pub(super) fn day() -> Results {
    let mut results = study(&["2026-03-02"], &["baseline", "Five-minute limit", "Ten more agents"], &TWO_TYPES, 20);
    results.variants[1].disruptions = vec![mark("Walkout", "2026-03-02T15:00:00+00:00", "2026-03-02T16:00:00+00:00")];
    results
}

/// Three days drawn each, with a strike that lasts from one afternoon to the next noon.
pub(super) fn three_days() -> Results {
    let mut results = study(&["2026-03-03", "2026-03-04", "2026-03-05"], &["baseline", "Strike"], &TWO_TYPES, 20);
    results.each_day = true;
    results.variants[1].disruptions = vec![
        mark("Strike of 70% of Halifax", "2026-03-03T15:00:00+00:00", "2026-03-04T12:00:00+00:00"),
        mark("System outage", "2026-03-05T10:00:00+00:00", "2026-03-05T11:00:00+00:00"),
    ];
    results
}

/// Twelve variants with long names, a long title, three disruptions that meet.
pub(super) fn crowded() -> Results {
    let names: Vec<String> = (0..12)
        .map(|index| match index {
            0 => "baseline".to_owned(),
            5 => "Averyveryverylongnamewithoutanyspaces".repeat(5),
            index => format!("Variant {index}: full complement at both sites, five-minute limit without returns"),
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut results = study(&["2026-03-02"], &names, &TWO_TYPES, 20);
    results.title = "The Department and the union: thirty-two sites, 17.4 million calls a year, and what a shorter \
                     handling time does to them, <with> & \"without\" returns, "
        .repeat(3);
    results.variants[0].contacts.0[0].1.title = "Enquiries about benefits in payment, claims, changes of circumstance \
                                                 and everything else that comes in by telephone"
        .to_owned();
    for (index, hour) in [9, 9, 10, 15].into_iter().enumerate() {
        results.variants[index].disruptions.push(mark(
            &format!("Strike {index} of 34% of all social workers of the council"),
            &format!("2026-03-02T{hour:02}:00:00+00:00"),
            &format!("2026-03-02T{:02}:30:00+00:00", hour + 1),
        ));
    }
    results
}

/// One interval, one contact type, one replication: no interval of confidence anywhere.
pub(super) fn one_interval() -> Results {
    let mut results = study(&["2026-03-02"], &["baseline", "other"], &["enquiries"], 1);
    for variant in &mut results.variants {
        variant.replications = 1;
    }
    change(&mut results, |estimate| *estimate = estimate.map(|estimate| Estimate { half_width: None, ..estimate }));
    results
}

/// Nothing happens: every figure is zero.
pub(super) fn all_zero() -> Results {
    with_every_figure(Some(Estimate { mean: 0.0, half_width: Some(0.0) }))
}

/// No figure exists.
pub(super) fn all_missing() -> Results {
    with_every_figure(None)
}

/// Every figure is `estimate`.
pub(super) fn with_every_figure(estimate: Option<Estimate>) -> Results {
    let mut results = with_cases(4);
    change(&mut results, |figure| *figure = estimate);
    results
}

/// Every seventh and every eleventh figure does not exist.
pub(super) fn with_gaps() -> Results {
    let mut results = with_cases(4);
    let mut count = 0;
    change(&mut results, |figure| {
        count += 1;
        if count % 7 == 0 || count % 11 == 0 {
            *figure = None;
        }
    });
    results
}

/// A day with `count` contact types.
pub(super) fn with_contact_types(count: usize) -> Results {
    let names: Vec<String> = (0..count).map(|index| format!("kind_{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    study(&["2026-03-02"], &["baseline", "other"], &names, 6)
}

/// A year drawn day by day in hours, open round the clock.
pub(super) fn year() -> Results {
    let dates: Vec<String> = (0..365)
        .map(|day| jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap().to_string())
        .collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let mut results = study(&dates, &["baseline", "other"], &["enquiries"], 20);
    results.each_day = true;
    results
}

/// Changes every figure of `results`.
pub(super) fn change(results: &mut Results, mut each: impl FnMut(&mut Option<Estimate>)) {
    for variant in &mut results.variants {
        let contacts = variant.contacts.0.iter_mut().map(|(_, contacts)| contacts).chain([&mut variant.all_contacts]);
        for contacts in contacts {
            contacts.total.values_mut().for_each(&mut each);
            contacts.intervals.iter_mut().flat_map(|interval| interval.measures.values_mut()).for_each(&mut each);
            contacts.waits.iter_mut().for_each(|wait| each(&mut wait.longer));
            for quantile in contacts.days.iter_mut().flat_map(|days| &mut days.quantiles) {
                each(&mut quantile.service_level);
                each(&mut quantile.abandoned_fraction);
                each(&mut quantile.wait_seconds_max);
            }
        }
        for (_, caseload) in &mut variant.caseloads.0 {
            caseload.total.values_mut().for_each(&mut each);
            caseload.weeks.iter_mut().flat_map(|week| week.measures.values_mut()).for_each(&mut each);
        }
        for (_, workforce) in &mut variant.workforces.0 {
            workforce.total.values_mut().for_each(&mut each);
            workforce.weeks.iter_mut().flat_map(|week| week.measures.values_mut()).for_each(&mut each);
        }
        for (_, cases) in &mut variant.cases.0 {
            cases.total.values_mut().for_each(&mut each);
            cases.days.iter_mut().flat_map(|day| day.measures.values_mut()).for_each(&mut each);
        }
        variant.all_teams.total.values_mut().for_each(&mut each);
        variant.all_teams.intervals.iter_mut().flat_map(|interval| interval.measures.values_mut()).for_each(&mut each);
    }
    for comparison in &mut results.comparisons {
        let mut figure = Some(comparison.difference);
        each(&mut figure);
        comparison.difference = figure.unwrap_or(Estimate { mean: 0.0, half_width: None });
    }
}

const TWO_TYPES: [&str; 2] = ["enquiries", "claims"];

fn study(dates: &[&str], variants: &[&str], types: &[&str], slots: usize) -> Results {
    let variants: Vec<VariantResults> =
        variants.iter().enumerate().map(|(index, name)| variant(name, index as f64, dates, types, slots)).collect();
    let comparisons = variants
        .iter()
        .enumerate()
        .skip(1)
        .flat_map(|(index, variant)| comparisons(&variant.name, index, types))
        .collect();
    Results {
        format: 1,
        program: "callfloor 0.1.0".into(),
        title: "Benefit line, spring 2026".into(),
        scenario_sha256: "3fa4c2d1aa55".repeat(5),
        seed: 1,
        confidence: 0.95,
        each_day: false,
        interval_seconds: 1800.0,
        variants,
        comparisons,
        recoveries: Vec::new(),
        variance_reduction: None,
        warnings: Vec::new(),
        description: None,
        assumptions: Vec::new(),
        ended: Ended::Complete,
    }
}

fn variant(name: &str, strain: f64, dates: &[&str], types: &[&str], slots: usize) -> VariantResults {
    let contacts = |title: &str, size: f64| ContactResults {
        members: Vec::new(),
        note: None,
        still_growing: false,
        handled: crate::results::Named::default(),
        also_within: Vec::new(),
        title: title.into(),
        aht_target_seconds: None,
        service_level: Some(ServiceTarget { within_seconds: 20.0, due: None, target: Some(0.8) }),
        total: contact_figures(0.6, size, strain),
        intervals: intervals(dates, slots, |time| contact_figures(time, size, strain)),
        waits: waits(strain),
        days: None,
    };
    let team = TeamResults {
        title: "all teams".into(),
        total: team_figures(0.6, strain),
        intervals: intervals(dates, slots, |time| team_figures(time, strain)),
    };
    VariantResults {
        name: name.into(),
        about: None,
        replications: 100,
        contacts: types
            .iter()
            .enumerate()
            .map(|(index, name)| ((*name).to_owned(), contacts(&capital(name), 1.0 + index as f64 * 0.4)))
            .collect(),
        same_as: None,
        groups: crate::results::Named::default(),
        all_contacts: contacts("All contacts", 3.0),
        teams: Named(vec![("front_line".into(), team.clone())]),
        all_teams: team,
        cases: Named::default(),
        caseloads: Named::default(),
        workforces: Named::default(),
        people: Named::default(),
        clauses: Named::default(),
        explanations: Vec::new(),
        disruptions: Vec::new(),
    }
}

fn intervals(dates: &[&str], slots: usize, figures: impl Fn(f64) -> Measures) -> Vec<IntervalResults> {
    let start = |date: &str, slot: usize| format!("{date}T{:02}:{:02}:00+00:00", 8 + slot / 2, slot % 2 * 30);
    let interval = |date: &str, slot: usize| IntervalResults {
        start: start(date, slot),
        closes: slot + 1 == slots,
        measures: figures(slot as f64 / slots as f64),
    };
    dates
        .iter()
        .flat_map(|date| (0..slots).map(move |slot| (date, slot)))
        .map(|(date, slot)| interval(date, slot))
        .collect()
}

fn contact_figures(time: f64, size: f64, strain: f64) -> Measures {
    let peak = (-((time - 0.35 - strain * 0.04) / 0.18).powi(2)).exp();
    let figure = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
    Measures::from([
        (Measure::QueueLength, figure(size * (1.0 + 14.0 * peak * (1.0 + strain * 0.3)), 0.3 + peak * size)),
        (Measure::ServiceLevel, figure((0.97 - 0.5 * peak - strain * 0.03).clamp(0.0, 1.0), 0.01 + 0.02 * peak)),
        (Measure::AbandonedFraction, figure(0.02 + 0.1 * peak, 0.004)),
        (Measure::WaitedFraction, figure(0.2 + 0.4 * peak, 0.01)),
        (Measure::WaitSeconds, figure(12.0 + 60.0 * peak, 2.0)),
        (Measure::Load, figure(60.0 + 45.0 * peak * (1.0 + strain * 0.05), 1.5)),
    ])
}

fn team_figures(time: f64, strain: f64) -> Measures {
    let agents = if (0.2..0.75).contains(&time) { 98.0 } else { 80.0 } + strain * 4.0;
    let figure = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
    Measures::from([(Measure::Agents, figure(agents, 0.4)), (Measure::Occupancy, figure(0.85, 0.01))])
}

fn waits(strain: f64) -> Vec<WaitPoint> {
    let seconds =
        [0.0, 1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0, 1200.0, 3600.0];
    let longer = |seconds: f64| 0.6 * (-(seconds / (40.0 + strain * 15.0)).powf(0.7)).exp();
    seconds
        .into_iter()
        .map(|seconds| WaitPoint {
            seconds,
            longer: Some(Estimate { mean: longer(seconds), half_width: Some(0.06 * longer(seconds)) }),
        })
        .collect()
}

fn comparisons(name: &str, index: usize, types: &[&str]) -> Vec<Comparison> {
    let measures = [
        (Measure::ServiceLevel, -0.112, 0.006, Verdict::Worse),
        (Measure::AbandonedFraction, 0.031, 0.004, Verdict::Worse),
        (Measure::AsaSeconds, 0.8, 1.9, Verdict::CannotTell),
        (Measure::QueueLength, -2.4, 0.7, Verdict::Better),
    ];
    let scopes = types.iter().map(|name| Scope::Contacts((*name).to_owned())).chain([Scope::AllContacts]);
    let comparison = |scope: Scope, measure, mean: f64, half_width, verdict| Comparison {
        variant: name.to_owned(),
        against: "baseline".into(),
        scope,
        measure,
        difference: Estimate { mean: mean * (1.0 + index as f64 * 0.3), half_width: Some(half_width) },
        verdict,
        pairing_gain: Some(3.2),
    };
    scopes
        .flat_map(|scope| {
            measures.map(|(measure, mean, half_width, verdict)| {
                comparison(scope.clone(), measure, mean, half_width, verdict)
            })
        })
        .chain([comparison(Scope::AllTeams, Measure::Occupancy, 0.021, 0.003, Verdict::Higher)])
        .collect()
}

fn mark(label: &str, from: &str, until: &str) -> DisruptionMark {
    DisruptionMark { label: label.into(), from: from.into(), until: until.into() }
}

fn capital(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}
