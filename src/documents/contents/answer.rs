//! The question and the answer, in at most five sentences.

use crate::documents::document::{Block, Meaning, Section};
use crate::documents::phrases::{count_assumptions, lower_case};
use crate::documents::variants;
use crate::documents::{caseloads, headline};
use crate::report::figure::{Figure, count, share};
use crate::results::{
    Comparison, ContactResults, Direction, Estimate, Measure, Measures, OverPeople, PersonMeasure, Results, Scope,
    VariantResults, Verdict,
};
use crate::units::describe_date;

/// Most variants of one verdict that are named one by one.
const MOST_NAMED: usize = 3;

/// What was asked, the answer in five sentences, and what the variants stand for.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let baseline = results.variants.first()?;
    let sentences = [
        as_it_stands(results, baseline),
        changes(results, &for_callers(baseline)),
        full_complement(results).or_else(|| changes(results, &for_needs(baseline))),
        changes(results, &for_staff(baseline)),
        Some(how_sure(results)),
    ];
    let mut blocks = vec![Block::paragraph(question(results, baseline)), Block::list(sentences.into_iter().flatten())];
    let abouts: Vec<Meaning> = results.variants.iter().filter_map(about).collect();
    if !abouts.is_empty() {
        blocks.push(Block::Glossary(abouts));
    }
    Section::unless_empty("The question and the answer", blocks)
}

fn about(variant: &VariantResults) -> Option<Meaning> {
    let meaning = variant.about.clone()?;
    Some(Meaning { word: variant.name.clone(), key: None, meaning })
}

fn question(results: &Results, baseline: &VariantResults) -> String {
    match results.variants.get(1..).unwrap_or_default() {
        [] => format!("What comes out if all is as the file says ({})?", baseline.name),
        [only] => format!("What changes with “{}”, against “{}”?", only.name, baseline.name),
        several if several.len() <= MOST_NAMED => {
            let names: Vec<String> = several.iter().map(|variant| format!("“{}”", variant.name)).collect();
            format!("What changes with {}, each against “{}”?", listed(&names), baseline.name)
        }
        several => format!("What changes with each of {} variants, against “{}”?", several.len(), baseline.name),
    }
}

/// A measure, and of what it is asked.
struct Asked<'a> {
    scope: Scope,
    /// What it is about, where there are several.
    about: Option<&'a str>,
    measure: Measure,
}

/// The figures of the baseline that matter most.
fn as_it_stands(results: &Results, baseline: &VariantResults) -> Option<String> {
    let name = &baseline.name;
    let level = |total: &Measures, measure| variants::figure(total, measure);
    if let Some(whole) = (!baseline.contacts.is_empty()).then(|| headline::the_whole(baseline)) {
        if whole.total.get(&Measure::Offered).copied().flatten().is_some_and(|offered| offered.mean == 0.0) {
            return Some(format!(
                "Under “{name}”, no contact came, so nothing can be said of who is answered and who waits."
            ));
        }
        if tells_each(baseline) {
            return Some(format!("Under “{name}”, {}.", each_promise(baseline)));
        }
        if promises_differ(baseline) {
            return Some(format!(
                "Under “{name}”, {} of contacts are answered or done in time, each by the promise of its type; {} give up.",
                level(&whole.total, Measure::ServiceLevel),
                level(&whole.total, Measure::AbandonedFraction),
            ));
        }
        if whole.note.is_some() {
            return Some(format!(
                "Under “{name}”, {}; {} give up.",
                answered_in_time(whole, "contacts"),
                level(&whole.total, Measure::AbandonedFraction),
            ));
        }
        return Some(format!(
            "Under “{name}”, {}; {} are never answered, and the average of those answered waits {}.",
            answered_in_time(whole, "contacts"),
            level(&whole.total, Measure::NotAnsweredFraction),
            level(&whole.total, Measure::AsaSeconds),
        ));
    }
    if let Some((_, caseload)) = baseline.caseloads.first() {
        return Some(format!(
            "Under “{name}”, a full-time worker carries {} cases ({}; the standard is {}), {} of workers carry more than the \
             standard, and {} of the hours that cases need are not worked.",
            level(&caseload.total, Measure::CaseloadPerWorker),
            caseload.title,
            caseload.standard,
            level(&caseload.total, Measure::AboveStandardFraction),
            level(&caseload.total, Measure::UnmetHoursFraction),
        ));
    }
    let (_, workforce) = baseline.workforces.first()?;
    let several =
        if 1 < results.variants[0].workforces.len() { format!(" in {}", workforce.title) } else { String::new() };
    Some(format!(
        "Under “{name}”, {} of {} posts{several} are filled on average, and {} are up to speed.",
        level(&workforce.total, Measure::Filled),
        level(&workforce.total, Measure::Posts).mean(),
        level(&workforce.total, Measure::Proficient),
    ))
}

/// Whether the contact types promise different waits: no wait of all together means anything then.
fn promises_differ(variant: &VariantResults) -> bool {
    1 < variant.contacts.len() && headline::the_whole(variant).service_level.is_none()
}

/// Whether each contact type is told by itself: there are a few, and they promise different waits.
fn tells_each(variant: &VariantResults) -> bool {
    variant.contacts.len() <= MOST_NAMED && promises_differ(variant)
}

/// A clause for each contact type.
fn each_promise(baseline: &VariantResults) -> String {
    let of_type =
        |(_, contacts): &(String, ContactResults)| answered_in_time(contacts, &format!("“{}”", contacts.title));
    baseline.contacts.iter().map(of_type).collect::<Vec<_>>().join("; ")
}

/// `59 ± 5% of contacts are answered within 20s, below the target of 80%`.
fn answered_in_time(contacts: &ContactResults, of: &str) -> String {
    let level = variants::figure(&contacts.total, Measure::ServiceLevel);
    let promise = contacts.service_level.as_ref();
    let target = promise.and_then(|promise| promise.target).map_or_else(String::new, |target| {
        let judged = against_target(contacts.total.get(&Measure::ServiceLevel).copied().flatten(), target);
        format!(", {judged} the target of {}", share(target))
    });
    let done = if promise.is_some_and(|promise| promise.due.is_some()) { "done" } else { "answered" };
    let within =
        headline::threshold(contacts).map_or_else(|| "in time".to_owned(), |threshold| format!("within {threshold}"));
    format!("{level} of {of} are {done} {within}{target}")
}

/// When each variant has, with even chances, for the first time enough people who are up to speed; `None` without posts to fill.
fn full_complement(results: &Results) -> Option<String> {
    let (name, workforce) = results.variants.first()?.workforces.first()?;
    let date = |variant: &VariantResults| {
        let of = &variant.workforces.get(name)?.full_complement;
        Some(of.p50.as_ref().map(|date| describe_date(&date.date)))
    };
    let mut by_date: Vec<(Option<String>, Vec<String>)> = Vec::new();
    for variant in &results.variants {
        let Some(date) = date(variant) else { continue };
        let named = format!("“{}”", variant.name);
        match by_date.iter_mut().find(|(known, _)| *known == date) {
            Some((_, names)) => names.push(named),
            None => by_date.push((date, vec![named])),
        }
    }
    let describe = |(date, names): &(Option<String>, Vec<String>)| {
        let names = if names.len() <= MOST_NAMED { listed(names) } else { format!("{} variants", names.len()) };
        match date {
            Some(date) => format!("by {date} under {names}"),
            None => format!("not within the horizon under {names}"),
        }
    };
    let sentences: Vec<String> = by_date.iter().map(describe).collect();
    Some(format!(
        "{}: {} people up to speed, a full complement, are there for the first time, with even chances, {}.",
        workforce.title,
        workforce.full_complement.heads,
        sentences.join("; ")
    ))
}

/// `above`, `below`, or that it cannot be told from.
fn against_target(level: Option<Estimate>, target: f64) -> &'static str {
    match level {
        Some(level) if level.half_width.is_some() && target < level.low() => "above",
        Some(level) if level.half_width.is_some() && level.high() < target => "below",
        _ => "which cannot be told from",
    }
}

fn for_callers(baseline: &VariantResults) -> Option<Asked<'_>> {
    if !baseline.contacts.is_empty() {
        return Some(of_contacts(baseline, Measure::ServiceLevel));
    }
    if let Some((name, caseload)) = baseline.caseloads.first() {
        let scope = Scope::Caseload(name.clone());
        return Some(Asked { scope, about: Some(&caseload.title), measure: Measure::UnmetHours });
    }
    let (name, workforce) = baseline.workforces.first()?;
    Some(Asked {
        scope: Scope::Workforce(name.clone()),
        about: Some(&workforce.title),
        measure: Measure::VacancyFraction,
    })
}

fn for_needs(baseline: &VariantResults) -> Option<Asked<'_>> {
    if let Some((name, cases)) = baseline.cases.first() {
        let scope = Scope::Cases(name.clone());
        return Some(Asked { scope, about: Some(&cases.title), measure: Measure::BacklogAtEnd });
    }
    if !baseline.contacts.is_empty() {
        return Some(of_contacts(baseline, Measure::UnmetFraction));
    }
    let (name, caseload) = baseline.caseloads.first()?;
    let scope = Scope::Caseload(name.clone());
    Some(Asked { scope, about: Some(&caseload.title), measure: Measure::AboveStandardFraction })
}

fn for_staff(baseline: &VariantResults) -> Option<Asked<'_>> {
    if let Some((name, people)) = baseline.people.first() {
        let measure = Measure::People(PersonMeasure::HoursWithPauseFraction, OverPeople::P50);
        return Some(Asked { scope: Scope::People(name.clone()), about: Some(&people.title), measure });
    }
    if !baseline.contacts.is_empty() {
        let scope = match baseline.teams.0.as_slice() {
            [(only, _)] => Scope::Team(only.clone()),
            _ => Scope::AllTeams,
        };
        return Some(Asked { scope, about: None, measure: Measure::Occupancy });
    }
    let (name, workforce) = baseline.workforces.first()?;
    let measure = if caseloads::spans_a_year(workforce) { Measure::Leavers } else { Measure::LeaversOverHorizon };
    Some(Asked { scope: Scope::Workforce(name.clone()), about: Some(&workforce.title), measure })
}

/// All together, or the first contact type where each is told by itself.
fn of_contacts(baseline: &VariantResults, measure: Measure) -> Asked<'_> {
    match baseline.contacts.0.as_slice() {
        [(only, _)] => Asked { scope: Scope::Contacts(only.clone()), about: None, measure },
        [(first, contacts), ..] if tells_each(baseline) => {
            Asked { scope: Scope::Contacts(first.clone()), about: Some(&contacts.title), measure }
        }
        _ => Asked { scope: Scope::AllContacts, about: None, measure },
    }
}

/// What the variants change of a measure, sorted by verdict: `Service level: worse under “Limit” (−11.2 ± 0.6 points); …`.
fn changes(results: &Results, asked: &Option<Asked<'_>>) -> Option<String> {
    let Asked { scope, about, measure } = asked.as_ref()?;
    let of = |comparison: &&Comparison| comparison.scope == *scope && comparison.measure == *measure;
    let comparisons: Vec<&Comparison> = results.comparisons.iter().filter(of).collect();
    if comparisons.is_empty() {
        return None;
    }
    let groups = [Verdict::Better, Verdict::Higher, Verdict::Worse, Verdict::Lower, Verdict::CannotTell];
    let nothing = |comparison: &&Comparison| comparison.difference == Estimate { mean: 0.0, half_width: Some(0.0) };
    let mut groups_in_words: Vec<String> = Vec::new();
    for verdict in groups {
        let group: Vec<&Comparison> = comparisons
            .iter()
            .copied()
            .filter(|comparison| comparison.verdict == verdict && !nothing(comparison))
            .collect();
        groups_in_words.extend(describe_group(verdict, &group));
    }
    let same: Vec<&Comparison> = comparisons.iter().copied().filter(nothing).collect();
    if !same.is_empty() {
        groups_in_words.push(format!("no difference {}", under(&same, false)));
    }
    let about = about.map_or_else(String::new, |about| format!("{about}, "));
    let label = measure.label();
    let label = if about.is_empty() { label.to_owned() } else { lower_case(label) };
    Some(format!("{about}{label}: {}.", groups_in_words.join("; ")))
}

fn describe_group(verdict: Verdict, group: &[&Comparison]) -> Option<String> {
    let direction = match group.first()?.measure.direction() {
        Direction::Neutral => "",
        _ => " whether better or worse",
    };
    Some(match verdict {
        Verdict::CannotTell => format!("cannot tell{direction} {}", under(group, true)),
        verdict => format!("{} {}", verdict.word(), under(group, true)),
    })
}

/// `under “A” (+3.2 ± 0.4 points) and “B” (+1.1 ± 0.3 points)`.
fn under(group: &[&Comparison], with_size: bool) -> String {
    let size = |comparison: &Comparison| {
        let figure = Figure::difference(comparison.measure, comparison.difference).to_string();
        if 0.0 < comparison.difference.mean { format!("+{figure}") } else { figure }
    };
    let one = |comparison: &&Comparison| {
        if with_size {
            format!("“{}” ({})", comparison.variant, size(comparison))
        } else {
            format!("“{}”", comparison.variant)
        }
    };
    if group.len() <= MOST_NAMED {
        let named: Vec<String> = group.iter().map(one).collect();
        return format!("under {}", listed(&named));
    }
    let by_size = |a: &&&Comparison, b: &&&Comparison| a.difference.mean.abs().total_cmp(&b.difference.mean.abs());
    let ends = group.iter().min_by(by_size).zip(group.iter().max_by(by_size));
    match ends {
        Some((least, most)) if with_size => {
            format!(
                "under {} variants (from {} with “{}” to {} with “{}”)",
                group.len(),
                size(least),
                least.variant,
                size(most),
                most.variant
            )
        }
        _ => format!("under {} variants", group.len()),
    }
}

/// What the certainty rests on.
fn how_sure(results: &Results) -> String {
    let replications = results.variants.first().map_or(0, |baseline| baseline.replications);
    let luck = match replications {
        1 => "One replication shows no interval: repeat it before anything is built on it".to_owned(),
        several => format!(
            "Luck is told apart over {} replications with {} confidence",
            count(several.into()),
            share(results.confidence)
        ),
    };
    match count_assumptions(results) {
        Some(basis) => format!("{luck}; {}, and the answer holds as far as what is assumed does.", lower_case(&basis)),
        None => format!("{luck}; of no number does the file say where it comes from."),
    }
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} and {end}", first.join(", ")),
    }
}
