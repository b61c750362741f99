//! Made-up results of many shapes, to be drawn.

use crate::results::{
    Bounded, BreakEvenPoint, BreakEvenResults, CaseDay, CaseResults, CaseloadResults, Comparison, ContactResults,
    Crossing, DisruptionMark, EndOfRange, Estimate, FullComplement, FunnelDot, FunnelLimit, Influence, Intake,
    IntervalResults, LuckResults, Made, Measure, Measures, Named, Period, PeriodLuck, PointOfAnswers, Position,
    Quantile, Results, Scope, SensitivityResults, ServiceTarget, SetIn, SpreadOfAnswers, SweepPoint, SweepResults,
    TeamLuck, TeamResults, Together, VariantResults, Verdict, WaitPoint, WeekResults, WorkforceResults,
};

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

/// A year of caseloads without contacts, under so many variants, the third of which has a strike.
pub(super) fn caseloads(variants: usize) -> Results {
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

/// Agents from 90 to 120, and with `values` of a second key if there are any.
pub(super) fn sweep(values: &[&str]) -> SweepResults {
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

/// A difference that rises through zero and comes down to it again at the end of its range.
pub(super) fn break_even() -> BreakEvenResults {
    let at = |position: f64| Position { position, written: format!("{position}%") };
    let point = |number: u32| {
        let position = 40.0 + 6.5 * f64::from(number);
        let share = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
        let difference = 0.1 - 0.0003 * (position - 76.5).powi(2);
        BreakEvenPoint {
            at: at(position),
            staffing: None,
            difference: share(difference, 0.02),
            verdict: Some(if difference.abs() < 0.02 { Verdict::CannotTell } else { Verdict::Better }),
            baseline: share(0.8, 0.03),
            variant: share(0.8 + difference, 0.03),
        }
    };
    let crossing = |value: f64, low: f64, high: Option<f64>| Crossing {
        value,
        written: format!("{value}%"),
        low: Some(at(low)),
        high: high.map(at),
        between: None,
    };
    BreakEvenResults {
        measure: Measure::ServiceLevel,
        scope: Scope::Contacts("enquiries".into()),
        at_target: None,
        variant: "Five-minute limit".into(),
        against: "baseline".into(),
        path: "contacts.enquiries.outcome.resolved".into(),
        unit: "%".into(),
        set_in: SetIn::Variant,
        low: at(40.0),
        high: at(92.0),
        points: (0..9).map(point).collect(),
        crossings: vec![crossing(62.0, 58.0, Some(66.0)), crossing(91.0, 88.0, None)],
        results: day(),
    }
}

/// Assumptions that move a service level both ways, one way, and not at all, and the answers of 40 points.
pub(super) fn sensitivity() -> SensitivityResults {
    let share = |mean: f64, half_width: f64| Some(Estimate { mean, half_width: Some(half_width) });
    let influence = |path: &str, low: (&str, f64), high: (&str, f64)| {
        let end = |(written, change): (&str, f64)| EndOfRange {
            at: Position { position: 1.0, written: written.into() },
            answer: share(0.7 + change, 0.02),
            change: share(change, 0.015),
        };
        Influence {
            assumption: path.into(),
            path: path.into(),
            set_in: None,
            low: end(low),
            high: end(high),
            rank_correlation: Some(-0.8),
        }
    };
    let point = |number: u32| PointOfAnswers {
        at: SweepPoint { written: vec!["5m".into()], position: vec![300.0] },
        answer: share(0.4 + 0.012 * f64::from(number), 0.02),
    };
    SensitivityResults {
        measure: Measure::ServiceLevel,
        scope: Scope::AllContacts,
        variant: None,
        answer: share(0.7, 0.02),
        assumed: vec![
            influence("contacts.enquiries.talk.mean", ("4m", 0.2), ("7m", -0.15)),
            influence(
                "contacts.enquiries.outcome.returns.share.of.a.very.long.path",
                ("8000000/year", 0.1),
                ("9800000/year", 0.05),
            ),
            influence("teams.front_line.agents", ("12", 0.0), ("18", 0.0)),
        ],
        not_varied: Vec::new(),
        together: Together {
            paths: vec!["contacts.enquiries.talk.mean".into()],
            points: (0..40).map(point).collect(),
            spread: Some(SpreadOfAnswers {
                least: 0.4,
                p5: 0.42,
                median: 0.63,
                p95: 0.84,
                greatest: 0.868,
                variance_between: 0.02,
                variance_within: 0.005,
                assumptions_fraction: Some(0.8),
                chance_fraction: Some(0.2),
            }),
        },
        results: day(),
    }
}

/// `weeks` of five days with two kinds of case, three variants, a strike on one day and chasers.
pub(super) fn with_cases(weeks: usize) -> Results {
    let mut results = day();
    for (index, variant) in results.variants.iter_mut().enumerate() {
        let strain = index as f64;
        variant.cases = Named(vec![
            ("letters".into(), cases("Letters", weeks, strain)),
            ("claims".into(), cases("Claims", weeks, 0.5)),
        ]);
        for contacts in [&mut variant.all_contacts].into_iter().chain(variant.contacts.0.iter_mut().map(|(_, it)| it)) {
            let share = Estimate { mean: 0.02 + 0.04 * strain, half_width: Some(0.006) };
            contacts.total.insert(Measure::ChaserFraction, Some(share));
        }
    }
    results.variants[1].disruptions = vec![mark("Walkout", "2026-03-11T09:00:00+00:00", "2026-03-12T00:00:00+00:00")];
    results
}

fn cases(title: &str, weeks: usize, strain: f64) -> CaseResults {
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

/// Rotations of 5 to 20 open days, and of whole weeks where the key is written so.
pub(super) fn rotations() -> SweepResults {
    let mut sweep = sweep(&[]);
    sweep.paths = vec!["teams.desk.rotation.every".into()];
    sweep.units = vec!["seconds".into()];
    for (index, (point, variant)) in sweep.points.iter_mut().zip(&mut sweep.results.variants).enumerate() {
        let days = 5 * (index as u32 + 1);
        *point = SweepPoint { written: vec![format!("{days}d")], position: vec![f64::from(days) * 86_400.0] };
        variant.cases = Named(vec![("letters".into(), cases("Letters", 4, index as f64 / 5.0))]);
        let settled = Estimate { mean: 0.85 - 0.001 * index as f64, half_width: Some(0.0008) };
        for contacts in [&mut variant.all_contacts].into_iter().chain(variant.contacts.0.iter_mut().map(|(_, it)| it)) {
            contacts.total.insert(Measure::SettledFraction, Some(settled));
        }
    }
    sweep
}

/// Changes every figure of `results`.
pub(super) fn change(results: &mut Results, mut each: impl FnMut(&mut Option<Estimate>)) {
    for variant in &mut results.variants {
        let contacts = variant.contacts.0.iter_mut().map(|(_, contacts)| contacts).chain([&mut variant.all_contacts]);
        for contacts in contacts {
            contacts.total.values_mut().for_each(&mut each);
            contacts.intervals.iter_mut().flat_map(|interval| interval.measures.values_mut()).for_each(&mut each);
            contacts.waits.iter_mut().for_each(|wait| each(&mut wait.longer));
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
        assumptions: Vec::new(),
        cut_short: None,
    }
}

fn variant(name: &str, strain: f64, dates: &[&str], types: &[&str], slots: usize) -> VariantResults {
    let contacts = |title: &str, size: f64| ContactResults {
        title: title.into(),
        aht_target_seconds: None,
        service_level: Some(ServiceTarget { within_seconds: 20.0, due: None, target: Some(0.8) }),
        total: contact_figures(0.6, size, strain),
        intervals: intervals(dates, slots, |time| contact_figures(time, size, strain)),
        waits: waits(strain),
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
        all_contacts: contacts("All contacts", 3.0),
        teams: Named(vec![("front_line".into(), team.clone())]),
        all_teams: team,
        cases: crate::results::Named::default(),
        caseloads: Named::default(),
        workforces: Named::default(),
        disruptions: Vec::new(),
    }
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

/// The luck of one team whose agents lie close to the mean, with a rule at `flag_above`.
pub(super) fn luck(flag_above: f64) -> LuckResults {
    let estimate = |mean: f64| Estimate { mean, half_width: Some(mean / 100.0) };
    let bounded = |value: f64| Bounded { value, low: Some(value * 0.9), high: Some(value * 1.1) };
    let limit = |contacts: f64| {
        let away = |z: f64| [300.0 - z * 240.0 / contacts.sqrt(), 300.0 + z * 240.0 / contacts.sqrt()];
        FunnelLimit { contacts, limits_95: away(1.96), limits_99_8: away(3.09) }
    };
    let dot = |index: u64| FunnelDot { contacts: 60 + index, aht_seconds: 270.0 + (index * 37 % 61) as f64 };
    let period = |period: Period| PeriodLuck {
        period,
        open_days: 5,
        made: Made::Drawn,
        agent_periods: 20_000,
        contacts: estimate(90.0),
        contacts_quantiles: vec![Quantile { share: 0.05, at: bounded(70.0) }],
        aht_quantiles: Vec::new(),
        sd_seconds: estimate(25.0),
        standard_error_seconds: estimate(25.3),
        outside_95_fraction: bounded(0.05),
        outside_99_8_fraction: bounded(0.003),
        flagged_fraction: bounded(0.1),
        flagged_agents: bounded(19.5),
        limits: (0..=6).map(|place| limit(60.0 + f64::from(place) * 10.0)).collect(),
        dots: (0..60).map(dot).collect(),
    };
    let team = TeamLuck {
        title: "Front line".into(),
        agents: 195,
        aht_seconds: estimate(300.0),
        handling_sd_seconds: estimate(240.0),
        periods: Period::ALL.map(period).into(),
    };
    LuckResults {
        format: 1,
        program: "callfloor 0.1.0".into(),
        title: "A day in March".into(),
        scenario_sha256: "3fa4c2d1".repeat(8),
        seed: 1,
        confidence: 0.95,
        variant: "baseline".into(),
        contact: None,
        replications: 100,
        groups: 20,
        flag_above,
        teams: Named(vec![("front_line".into(), team)]),
        assumptions: Vec::new(),
        cut_short: None,
    }
}
