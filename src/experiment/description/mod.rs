//! What a study holds, in plain words.

mod contacts;
mod teams;

use crate::model::{AtClose, Calendar, Centre, DayFactors, Detail, Disruption, Study};
use crate::random::Distribution;
use crate::results::Description;
use crate::stats::round_to_significant;
use crate::units::describe_duration;

/// Describes the baseline of `study`, and names its variants.
pub(super) fn description(study: &Study, replications: u32) -> Description {
    let centre = &study.variants[0].centre;
    let variants = study.variants.iter().skip(1).map(|variant| match &variant.about {
        Some(about) => format!("{}: {about}", variant.name),
        None => variant.name.clone(),
    });
    Description {
        variants: variants.collect(),
        entities: contacts::entities(centre),
        arrivals: contacts::arrivals(centre),
        handling: contacts::handling(centre),
        patience: contacts::patience(centre),
        routing: contacts::routing(centre),
        teams: teams::teams(centre),
        lines: contacts::lines(centre),
        clauses: teams::clauses(centre),
        disruptions: disruptions(centre),
        calendar: calendar(centre.calendar()),
        start: start(centre),
        randomness: randomness(study),
        estimation: estimation(study, replications),
    }
}

fn disruptions(centre: &Centre) -> Vec<String> {
    let calendar = centre.calendar();
    let said = |it: &Disruption| {
        format!("{}, from {} until {}", it.label, calendar.local_time(it.from), calendar.local_time(it.until))
    };
    centre.disruptions().iter().map(said).collect()
}

fn calendar(calendar: &Calendar) -> Vec<String> {
    let open_days = calendar.intervals.chunk_by(|a, b| a.day == b.day).count();
    let hours: f64 = calendar.intervals.iter().map(|it| it.end.since(it.start).seconds() / 3600.0).sum();
    let mut said = vec![format!(
        "{} from {}, of which {open_days} open, for {} hours in all, in intervals of {}",
        counted(calendar.days.into(), "day"),
        calendar.date_of_day(0),
        number(hours),
        describe_duration(calendar.interval_length.get()),
    )];
    if !calendar.never_closes() {
        said.push(match calendar.at_close {
            AtClose::ServeOut => "Those still waiting at closing time are served out".into(),
            AtClose::TurnAway => "Those still waiting at closing time are sent away".into(),
        });
    }
    said
}

fn start(centre: &Centre) -> Vec<String> {
    let calendar = centre.calendar();
    let mut said = Vec::new();
    if !centre.contact_types().is_empty() {
        said.push("No contact is there when the centre first opens".into());
    }
    let first = calendar.intervals.first().map(|it| it.start).unwrap_or_default();
    said.push(if first < calendar.warm_up {
        let length = describe_duration(calendar.warm_up.since(first).seconds());
        format!("The first {length} from the first opening are simulated and counted nowhere")
    } else {
        "Nothing is left out at the start".into()
    });
    for kind in centre.case_kinds().iter().filter(|kind| kind.backlog > 0) {
        said.push(format!("{}: {} open at the start", kind.title, counted(kind.backlog.into(), "case")));
    }
    for caseload in centre.caseloads() {
        said.push(match caseload.cases_at_start {
            Some(cases) => {
                format!("{}: {} open cases per full-time worker at the start", caseload.title, number(cases))
            }
            None => format!("{}: as many open cases at the start as there are in the long run", caseload.title),
        });
    }
    said
}

fn randomness(study: &Study) -> Vec<String> {
    let mut said = vec![
        format!("The generator is xoshiro256++, seeded from seed {} by a key", study.settings.seed),
        "A key is made of seed, replication, the name of what draws, and the purpose; each source of randomness has a stream of \
         its own"
            .into(),
        "Variants meet the same customers: the same arrivals, needs and patience, replication by replication".into(),
    ];
    match study.settings.day_factors {
        DayFactors::Independent => (),
        DayFactors::Antithetic => said.push("Busy days are drawn in antithetic pairs of replications".into()),
        DayFactors::Stratified => said.push("Busy days are stratified over blocks of five replications".into()),
    }
    said
}

fn estimation(study: &Study, replications: u32) -> Vec<String> {
    let settings = &study.settings;
    let mut said = vec![
        format!("{}, each an independent pass over the horizon", counted(replications.into(), "replication")),
        format!(
            "Intervals at {} confidence by Student's t over replications; ratios are ratios of totals, by the delta method; \
             differences are paired",
            percent(settings.confidence.get())
        ),
    ];
    if let Some(precision) = settings.precision {
        let most = grouped(&settings.replications.to_string());
        let points = percent(precision.get());
        said.push(format!(
            "Replications are added until every service level is known to ± {points}, but {most} at most"
        ));
    }
    if settings.control_variates {
        said.push(
            "Estimates are adjusted by control variates: the work and the arrivals that were to be expected".into(),
        );
    }
    if settings.detail == Detail::Headcount {
        said.push("People are followed by the day, and nothing of what they do".into());
    }
    said
}

/// A length of time with its distribution: `lognormal with mean 4m and coefficient of variation 1`.
fn law(distribution: &Distribution) -> String {
    let mean = describe_duration(distribution.mean());
    let family = distribution.family();
    match family {
        "constant" => format!("always {mean}"),
        "exponential" => format!("exponential with mean {mean}"),
        _ => format!("{family} with mean {mean} and coefficient of variation {}", number(distribution.cv())),
    }
}

/// Up to four significant digits.
fn number(number: f64) -> String {
    grouped(&round_to_significant(number, 4).unwrap_or(number).to_string())
}

/// With its thousands marked.
fn grouped(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut shown = String::new();
    for (position, digit) in digits[..whole].chars().enumerate() {
        if 0 < position && (whole - position).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + &digits[whole..]
}

fn percent(share: f64) -> String {
    format!("{}%", number(share * 100.0))
}

fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(&number.to_string()), if number == 1 { "" } else { "s" })
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::units::Seconds;

    use super::*;

    #[test]
    fn numbers_are_short_and_british() {
        let shown = [number(500_912.3), number(0.837_489), number(2008.0)];
        assert_eq!(shown, ["500,900", "0.8375", "2,008"]);
        assert_eq!((counted(1, "day"), counted(12_345, "case")), ("1 day".into(), "12,345 cases".into()));
        assert_eq!(percent(0.49), "49%");
    }

    #[test]
    fn a_distribution_is_named_with_its_mean() {
        let mean = Seconds::new(240.0).unwrap();
        assert_eq!(law(&Distribution::constant(mean)), "always 4m");
        assert_eq!(law(&Distribution::exponential(mean).unwrap()), "exponential with mean 4m");
        let uniform = Distribution::uniform(Seconds::new(120.0).unwrap(), Seconds::new(360.0).unwrap()).unwrap();
        assert_eq!(law(&uniform), "uniform with mean 4m and coefficient of variation 0.2887");
    }
}
