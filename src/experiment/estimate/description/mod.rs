//! What a study holds, in plain words.

mod contacts;
mod teams;
mod words;

use crate::model::{AtClose, Calendar, Centre, DayFactors, Detail, Disruption, Study};
use crate::results::Description;
use crate::units::{describe_duration, group_thousands};

use words::{counted, number, percent};

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
    let describe = |disruption: &Disruption| {
        format!(
            "{}, from {} until {}",
            disruption.label,
            calendar.local_time(disruption.from),
            calendar.local_time(disruption.until)
        )
    };
    centre.disruptions().iter().map(describe).collect()
}

fn calendar(calendar: &Calendar) -> Vec<String> {
    let open_days = calendar.intervals.chunk_by(|a, b| a.day == b.day).count();
    let hours: f64 =
        calendar.intervals.iter().map(|interval| interval.end.since(interval.start).seconds() / 3600.0).sum();
    let mut sentences = vec![format!(
        "{} from {}, of which {open_days} open, for {} hours in all, in intervals of {}",
        counted(calendar.days.into(), "day"),
        calendar.date_of_day(0),
        number(hours),
        describe_duration(calendar.interval_length.get()),
    )];
    if !calendar.never_closes() {
        sentences.push(match calendar.at_close {
            AtClose::ServeOut => "Those still waiting at closing time are served out".into(),
            AtClose::TurnAway => "Those still waiting at closing time are sent away".into(),
        });
    }
    sentences
}

fn start(centre: &Centre) -> Vec<String> {
    let calendar = centre.calendar();
    let mut sentences = Vec::new();
    if !centre.contact_types().is_empty() {
        sentences.push("No contact is there when the centre first opens".into());
    }
    let first = calendar.intervals.first().map(|interval| interval.start).unwrap_or_default();
    sentences.push(if first < calendar.warm_up {
        let length = describe_duration(calendar.warm_up.since(first).seconds());
        format!("The first {length} from the first opening are simulated and counted nowhere")
    } else {
        "Nothing is left out at the start".into()
    });
    for kind in centre.case_kinds().iter().filter(|kind| kind.backlog > 0) {
        sentences.push(format!("{}: {} open at the start", kind.title, counted(kind.backlog.into(), "case")));
    }
    for caseload in centre.caseloads() {
        sentences.push(match caseload.cases_at_start {
            Some(cases) => {
                format!("{}: {} open cases per full-time worker at the start", caseload.title, number(cases))
            }
            None => format!("{}: as many open cases at the start as there are in the long run", caseload.title),
        });
    }
    sentences
}

fn randomness(study: &Study) -> Vec<String> {
    let mut sentences = vec![
        format!("The generator is xoshiro256++, seeded from seed {} by a key", study.settings.seed),
        "A key is made of seed, replication, the name of what draws, and the purpose; each source of randomness has a stream of \
         its own"
            .into(),
        "Variants meet the same customers: the same arrivals, needs and patience, replication by replication".into(),
    ];
    match study.settings.day_factors {
        DayFactors::Independent => (),
        DayFactors::Antithetic => sentences.push("Busy days are drawn in antithetic pairs of replications".into()),
        DayFactors::Stratified => sentences.push("Busy days are stratified over blocks of five replications".into()),
    }
    sentences
}

fn estimation(study: &Study, replications: u32) -> Vec<String> {
    let settings = &study.settings;
    let mut sentences = vec![
        format!("{}, each an independent pass over the horizon", counted(replications.into(), "replication")),
        format!(
            "Intervals at {} confidence by Student's t over replications; ratios are ratios of totals, by the delta method; \
             differences are paired",
            percent(settings.confidence.get())
        ),
    ];
    if let Some(precision) = settings.precision {
        let most = group_thousands(&settings.replications.to_string());
        let points = percent(precision.get());
        sentences.push(format!(
            "Replications are added until every service level is known to ± {points}, but {most} at most"
        ));
    }
    if settings.control_variates {
        sentences.push(
            "Estimates are adjusted by control variates: the work and the arrivals that were to be expected".into(),
        );
    }
    if settings.detail == Detail::Headcount {
        sentences.push("People are followed by the day, and nothing of what they do".into());
    }
    sentences
}
