use std::collections::BTreeSet;

use crate::chart::drawing::ink::MOST_LOOKS;
use crate::chart::drawing::page::Caption;
use crate::chart::words::figure;
use crate::results::{
    ContactResults, Estimate, LuckResults, Measure, Measures, Results, Scope, ServiceTarget, VariantResults,
};

/// Most contact types that get charts of their own.
const MOST_CONTACT_TYPES: usize = 12;

/// A group of contacts that charts are about.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// Which one.
    pub(super) scope: Scope,
    /// What it is called in titles.
    pub(super) title: String,
    /// What it is called in file names.
    pub(super) stem: String,
}

/// The groups of contacts to draw: all together, unless there is one type only; each contact type, unless there are too many; and
/// those that are reported as one line.
pub(super) fn subjects(results: &Results) -> Vec<Subject> {
    let Some(baseline) = results.variants.first().filter(|baseline| !baseline.contacts.is_empty()) else {
        return Vec::new();
    };
    let mut taken = BTreeSet::new();
    let all = (Scope::AllContacts, "all contacts".to_owned(), "all_contacts");
    let types = baseline
        .contacts
        .iter()
        .take(MOST_CONTACT_TYPES)
        .map(|(name, contacts)| (Scope::Contacts(name.clone()), contacts.title.clone(), name.as_str()));
    let with_all = (baseline.contacts.len() != 1).then_some(all);
    let groups = baseline.groups.iter();
    let groups = groups.map(|(name, group)| (Scope::Group(name.clone()), group.title.clone(), name.as_str()));
    with_all
        .into_iter()
        .chain(types)
        .chain(groups)
        .map(|(scope, title, name)| Subject { scope, title, stem: free_stem(name, &mut taken) })
        .collect()
}

impl Subject {
    /// Its results under `variant`, if that has it.
    pub(super) fn contacts_of<'a>(&self, variant: &'a VariantResults) -> Option<&'a ContactResults> {
        match &self.scope {
            Scope::Contacts(name) => variant.contacts.get(name),
            Scope::Group(name) => variant.groups.get(name),
            Scope::AllContacts => Some(&variant.all_contacts),
            Scope::AllTeams
            | Scope::Team(_)
            | Scope::Cases(_)
            | Scope::Caseload(_)
            | Scope::Workforce(_)
            | Scope::People(_)
            | Scope::Clause(_) => None,
        }
    }

    /// The promise made for its wait, as the first variant that makes one makes it.
    pub(super) fn promise(&self, results: &Results) -> Option<ServiceTarget> {
        results.variants.iter().find_map(|variant| self.contacts_of(variant)?.service_level.clone())
    }
}

/// The variants that one chart lays over another.
pub(super) fn overlaid(results: &Results) -> &[VariantResults] {
    &results.variants[..results.variants.len().min(MOST_LOOKS)]
}

/// What a chart of `results` carries around it; `notes` are sentences.
pub(super) fn caption(results: &Results, name: String, title: String, notes: &[String], alt: String) -> Caption {
    let cut_short = results.ended.reason().map(|reason| format!("Cut short: {reason}"));
    let sentences: Vec<String> = notes
        .iter()
        .cloned()
        .chain(cut_short)
        .map(|sentence| sentence.trim_end_matches('.').to_owned() + ".")
        .collect();
    let scenario = results.title.trim().to_owned();
    Caption { name, title, scenario, notes: sentences.join(" "), alt, source: source(results) }
}

/// Says that only the first variants are overlaid, if so.
pub(super) fn note_on_overlay(results: &Results) -> Option<String> {
    note_on_first(MOST_LOOKS, results.variants.len(), "variants are drawn")
}

/// Says on a chart of all contacts that only the first contact types have charts of their own, if so.
pub(super) fn note_on_types(results: &Results, subject: &Subject) -> Option<String> {
    let types = results.variants.first().filter(|_| subject.scope == Scope::AllContacts)?.contacts.len();
    note_on_first(MOST_CONTACT_TYPES, types, "contact types have charts of their own")
}

/// `The first 8 of 9 variants are drawn; 1 more in results.json`, if there are more than `most`.
pub(super) fn note_on_first(most: usize, all: usize, are: &str) -> Option<String> {
    (most < all).then(|| format!("The first {most} of {all} {are}; {} more in results.json", all - most))
}

/// The estimate of `measure` among `measures`, in the unit in which it is shown.
pub(super) fn value(measures: &Measures, measure: Measure) -> Option<Estimate> {
    figure::shown(measure, measures.get(&measure).copied().flatten())
}

/// `baseline 78.9 ± 0.6%, strike 61.0 ± 0.8%`: the first few of `figures`, for a text alternative.
pub(super) fn enumeration(figures: &[(String, String)]) -> String {
    const MOST: usize = 4;
    if figures.is_empty() {
        return "no figure exists".to_owned();
    }
    let named: Vec<String> = figures.iter().take(MOST).map(|(name, figure)| format!("{name} {figure}")).collect();
    let more = figures.len().saturating_sub(MOST);
    let rest = if more > 0 { format!("; {more} more in the table") } else { String::new() };
    format!("{}{rest}", named.join("; "))
}

/// A file name from `name` that is safe on every system and unlike those `taken`.
pub(super) fn free_stem(name: &str, taken: &mut BTreeSet<String>) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' };
    let stem: String = name.chars().take(60).map(safe).collect();
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let free = std::iter::once(stem.clone()).chain(numbered).find(|stem| taken.insert(stem.to_lowercase()));
    free.unwrap_or(stem)
}

/// The source line of everything that is drawn or printed from `results`.
pub(crate) fn source(results: &Results) -> String {
    let fewest = results.variants.iter().map(|variant| variant.replications).min().unwrap_or(0);
    let most = results.variants.iter().map(|variant| variant.replications).max().unwrap_or(0);
    let Results { program, seed, confidence, scenario_sha256, .. } = results;
    source_line(program, *seed, (fewest, most), *confidence, scenario_sha256)
}

/// The source line of everything that is drawn or printed from a look at luck.
pub(crate) fn source_of_luck(luck: &LuckResults) -> String {
    let LuckResults { program, seed, replications, confidence, scenario_sha256, .. } = luck;
    source_line(program, *seed, (*replications, *replications), *confidence, scenario_sha256)
}

/// `Callfloor 0.1.0 · seed 1 · 100 replications · 95% intervals · scenario 3fa4c2d1`, with the fewest and the most
/// replications of a variant.
fn source_line(program: &str, seed: u64, (fewest, most): (u32, u32), confidence: f64, scenario_sha256: &str) -> String {
    let mut program = program.chars();
    let program: String = program.next().into_iter().flat_map(char::to_uppercase).chain(program).collect();
    let hash: String = scenario_sha256.chars().take(8).collect();
    let replications = match (fewest, most) {
        (1, 1) => "1 replication, no intervals".to_owned(),
        (fewest, most) if fewest == most => counted(most),
        (fewest, most) => format!("{} to {}", figure::number(f64::from(fewest), 0), counted(most)),
    };
    let intervals =
        if most > 1 { format!(" · {}% intervals", figure::trimmed(confidence * 100.0)) } else { String::new() };
    format!("{program} · seed {seed} · {replications}{intervals} · scenario {hash}")
}

fn counted(replications: u32) -> String {
    format!("{} replications", figure::number(f64::from(replications), 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fabricated;

    #[test]
    fn the_source_line_lets_a_reader_run_it_again() {
        let results = fabricated::day();
        assert_eq!(source(&results), "Callfloor 0.1.0 · seed 1 · 100 replications · 95% intervals · scenario 3fa4c2d1");
    }

    #[test]
    fn file_names_are_safe_and_differ() {
        let mut taken = BTreeSet::new();
        assert_eq!(free_stem("../etc/passwd", &mut taken), "___etc_passwd");
        assert_eq!(free_stem("Claims", &mut taken), "Claims");
        assert_eq!(free_stem("claims", &mut taken), "claims_2");
    }

    #[test]
    fn a_single_contact_type_stands_for_all() {
        let stems = |results: &Results| subjects(results).into_iter().map(|subject| subject.stem).collect::<Vec<_>>();
        assert_eq!(stems(&fabricated::day()), ["all_contacts", "enquiries", "claims"]);
        assert_eq!(stems(&fabricated::one_interval()), ["enquiries"]);
        assert_eq!(stems(&fabricated::with_contact_types(20)).len(), 13);
    }
}
