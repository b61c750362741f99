//! Results made up for the tests of the renderers.

use crate::results::{
    Assumption, Basis, BusiestInterval, ByFormula, CaseDay, CaseResults, Comparison, ContactResults, Ended, Estimate,
    Explanation, FewestAgents, IntervalResults, Measure, Measures, Named, NoFormula, Reason, Results, Scope,
    ServiceTarget, TeamResults, VariantResults, Verdict, WithoutFormula,
};

/// Two variants of a centre with two contact types and one team; names try to break every format.
pub(crate) fn results() -> Results {
    Results {
        format: 1,
        program: "callfloor 0.1.0".into(),
        title: "Dean Clough <2008> | a \"strike\"".into(),
        scenario_sha256: "ab".repeat(32),
        seed: 7,
        confidence: 0.95,
        each_day: false,
        interval_seconds: 1800.0,
        variants: vec![variant("baseline", None, 0.0), variant("Limit, \"5m\"", Some("As <b>claimed</b>"), 0.112)],
        comparisons: comparisons(),
        recoveries: Vec::new(),
        variance_reduction: None,
        warnings: Vec::new(),
        description: None,
        assumptions: vec![
            assumption("contacts.enquiries.patience", Basis::Assumed, None),
            assumption("teams.front_line.agents", Basis::Published, Some("Hansard | 2008")),
        ],
        ended: Ended::Complete,
    }
}

/// As [`results`], with a kind of case of which the second variant leaves more behind.
pub(crate) fn results_with_cases() -> Results {
    let mut results = results();
    for (variant, worse) in results.variants.iter_mut().zip([0.0, 1.0]) {
        variant.cases = Named(vec![("claims_made".into(), cases(worse))]);
        let estimate = Estimate { mean: 0.25, half_width: Some(0.004) };
        variant.teams.0[0].1.total.insert(Measure::CaseworkFraction, Some(estimate));
    }
    let comparison = |measure, mean, half_width, verdict| Comparison {
        variant: "Limit, \"5m\"".into(),
        against: "baseline".into(),
        scope: Scope::Cases("claims_made".into()),
        measure,
        difference: Estimate { mean, half_width: Some(half_width) },
        verdict,
        pairing_gain: None,
    };
    results.comparisons.extend([
        comparison(Measure::BacklogAtEnd, 800.0, 35.0, Verdict::Worse),
        comparison(Measure::MeanAgeDays, 3.25, 0.2, Verdict::Worse),
        comparison(Measure::OverdueFraction, 0.0, 0.0, Verdict::CannotTell),
    ]);
    results
}

fn cases(worse: f64) -> CaseResults {
    let day = |date: &str, backlog: f64| CaseDay {
        date: date.into(),
        measures: totals(&[(Measure::Arrived, 212.5, 4.0), (Measure::Backlog, backlog, 21.5)]),
    };
    let mut total = totals(&[
        (Measure::Arrived, 4250.0, 30.0),
        (Measure::Completed, 4180.0 - 800.0 * worse, 25.0),
        (Measure::BacklogAtEnd, 1270.0 + 800.0 * worse, 41.0),
        (Measure::MeanAgeDays, 9.5 + 3.25 * worse, 0.21),
        (Measure::OverdueFraction, 0.125, 0.013),
        (Measure::Chasers, 38.0, 2.0),
    ]);
    total.insert(Measure::OnTimeFraction, None);
    let days = vec![day("2026-03-02", 1200.0), day("2026-03-03", 1270.0 + 800.0 * worse)];
    CaseResults { title: "Claims | made".into(), total, days }
}

/// As [`results`], with `types` contact types.
pub(crate) fn results_of_types(types: usize) -> Results {
    let mut results = results();
    for variant in &mut results.variants {
        let contacts = variant.all_contacts.clone();
        variant.contacts = (0..types).map(|index| (format!("type_{index}"), contacts.clone())).collect();
    }
    results
}

fn variant(name: &str, about: Option<&str>, worse: f64) -> VariantResults {
    let contacts = |title: &str, scale: f64| contacts(title, scale, worse);
    let team = |title: &str| {
        let total = totals(&[(Measure::Agents, 96.5, 0.0), (Measure::Occupancy, 0.931 + worse / 10.0, 0.0042)]);
        TeamResults { title: title.into(), total, intervals: Vec::new() }
    };
    VariantResults {
        name: name.into(),
        about: about.map(String::from),
        replications: 100,
        contacts: [("enquiries", "Benefit enquiries", 1.0), ("claims", "New claims", 0.2)]
            .into_iter()
            .map(|(name, title, scale)| (name.to_string(), contacts(title, scale)))
            .collect(),
        same_as: None,
        groups: crate::results::Named::default(),
        all_contacts: contacts("All contacts", 1.2),
        teams: [("front_line".to_string(), team("Front line"))].into_iter().collect(),
        all_teams: team("All teams"),
        cases: Named::default(),
        caseloads: Named::default(),
        workforces: Named::default(),
        people: Named::default(),
        clauses: Named::default(),
        explanations: Vec::new(),
        disruptions: Vec::new(),
    }
}

fn contacts(title: &str, scale: f64, worse: f64) -> ContactResults {
    let mut total = totals(&[
        (Measure::Offered, 1_140_000.0 * scale, 3120.0),
        (Measure::Answered, 1_101_210.3 * scale, 2904.0),
        (Measure::Abandoned, 38_790.2 * scale, 1210.0),
        (Measure::ServiceLevel, 0.823 - worse, 0.0061),
        (Measure::QueueLength, 0.52 + 30.0 * worse, 0.031),
    ]);
    total.insert(Measure::AsaSeconds, None);
    ContactResults {
        members: Vec::new(),
        note: None,
        still_growing: false,
        handled: crate::results::Named::default(),
        also_within: Vec::new(),
        title: title.into(),
        aht_target_seconds: None,
        service_level: Some(ServiceTarget { within_seconds: 20.0, due: None, target: Some(0.8) }),
        intervals: vec![interval("08:00", false, total.clone()), interval("17:30", true, total.clone())],
        total,
        waits: Vec::new(),
        days: None,
    }
}

fn interval(time: &str, closes: bool, measures: Measures) -> IntervalResults {
    IntervalResults { start: format!("2026-03-02T{time}:00+00:00"), closes, measures }
}

fn totals(figures: &[(Measure, f64, f64)]) -> Measures {
    let estimate = |mean, half_width| Some(Estimate { mean, half_width: Some(half_width) });
    figures.iter().map(|&(measure, mean, half_width)| (measure, estimate(mean, half_width))).collect()
}

fn comparisons() -> Vec<Comparison> {
    let comparison = |scope, measure, mean, half_width, verdict| Comparison {
        variant: "Limit, \"5m\"".into(),
        against: "baseline".into(),
        scope,
        measure,
        difference: Estimate { mean, half_width: Some(half_width) },
        verdict,
        pairing_gain: None,
    };
    vec![
        comparison(Scope::AllContacts, Measure::ServiceLevel, -0.112, 0.0061, Verdict::Worse),
        comparison(Scope::Contacts("claims".into()), Measure::ServiceLevel, -0.25, 0.01, Verdict::Worse),
        comparison(Scope::AllContacts, Measure::QueueLength, 0.1, 0.3, Verdict::CannotTell),
        comparison(Scope::AllTeams, Measure::Occupancy, 0.011, 0.001, Verdict::Higher),
    ]
}

fn assumption(path: &str, basis: Basis, source: Option<&str>) -> Assumption {
    let range = (basis == Basis::Assumed).then(|| ["10m".into(), "60m".into()]);
    Assumption { path: path.into(), basis, source: source.map(String::from), range }
}

/// What formulas make of a line of calls beside letters.
pub(crate) fn explained() -> Explanation {
    let formula = |per_hour, load, c, a| ByFormula {
        contacts_per_hour: per_hour,
        aht_seconds: 180.0,
        load,
        agents: 13.2,
        erlang_c: Some(c),
        erlang_a: Some(a),
    };
    Explanation {
        contacts: vec!["calls".into()],
        titles: vec!["Calls".into()],
        teams: vec!["Front line".into()],
        without_formula: vec![WithoutFormula {
            contact: "letters".into(),
            title: "Letters".into(),
            because: NoFormula::Message,
        }],
        promise: Some(ServiceTarget { within_seconds: 20.0, due: None, target: Some(0.8) }),
        fresh: Some(formula(200.0, 10.0, 0.8212, 0.8725)),
        offered: Some(formula(222.0, 11.1, 0.701, 0.803)),
        simulated: Some(Estimate { mean: 0.8123, half_width: Some(0.0061) }),
        reasons: vec![
            Reason::Abandonment { share: 0.043 },
            Reason::Repeats { added: 0.11 },
            Reason::OtherContacts { share: 0.2, contacts: vec!["Letters".into()] },
        ],
        busiest: Some(BusiestInterval {
            start: "2026-03-02T10:00:00+00:00".into(),
            contacts_per_hour: 228.0,
            aht_seconds: 180.0,
            load: 11.4,
            patience_seconds: Some(120.0),
            agents: 13.0,
            simulated: None,
            erlang_c: Some(FewestAgents {
                agents: 15,
                exactly: Some(14.5),
                one_fewer: Some(0.754),
                service_level: 0.846,
                one_more: 0.907,
            }),
            erlang_a: None,
        }),
    }
}
