use crate::results::{
    Bounded, Ended, Estimate, FunnelDot, FunnelLimit, LuckResults, Made, Named, Period, PeriodLuck, Quantile, TeamLuck,
};

/// The luck of one team whose agents lie close to the mean, with a rule at `flag_above`.
pub(in crate::chart) fn luck(flag_above: f64) -> LuckResults {
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
        agency_seats: 0,
        learning_left_out: false,
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
        ended: Ended::Complete,
    }
}
