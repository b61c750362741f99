use crate::report::figure::{count, share};
use crate::results::{KeyDifference, Mismatch, SideBySideResults, VariantsBeside};

use super::contents::CHANGED;
use super::findings::{Findings, Sheet};

/// Most rows of the table of what was changed; `results.json` has all.
const MOST_ROWS: usize = 30;
/// Most letters of a value in it.
const LONGEST_VALUE: usize = 80;

/// What is not alike in the files that both were made from.
pub(super) fn changed(found: &SideBySideResults) -> Findings {
    let cell = |value: &Option<String>| value.as_deref().map_or("–".into(), |value| shortened(value, LONGEST_VALUE));
    let row =
        |difference: &KeyDifference| vec![difference.key.clone(), cell(&difference.first), cell(&difference.second)];
    let mut rows: Vec<Vec<String>> = found.inputs.iter().take(MOST_ROWS).map(row).collect();
    if let Some(more) = found.inputs.len().checked_sub(MOST_ROWS).filter(|more| *more != 0) {
        let more = format!("and {} more, in results.json", count(more as u64));
        rows.push(vec![more, String::new(), String::new()]);
    }
    let asked = if rows.is_empty() {
        unchanged(found).to_owned()
    } else {
        "Keys that the scenarios do not have alike, with what was set on the command line; then files that they read."
            .into()
    };
    let columns = ["Key", &found.first.name, &found.second.name].map(String::from).to_vec();
    let sheet = Sheet { title: CHANGED.into(), columns, rows };
    Findings { asked, sentences: Vec::new(), sheets: if sheet.rows.is_empty() { Vec::new() } else { vec![sheet] } }
}

/// What is said where no key differs.
pub(super) fn unchanged(found: &SideBySideResults) -> &'static str {
    if found.first.scenario_sha256 == found.second.scenario_sha256 {
        "Nothing."
    } else {
        "No value; only how it is written."
    }
}

/// What must be known before any figure: that all is luck, or that the two are not alike.
pub(super) fn opening(found: &SideBySideResults) -> Option<String> {
    if found.inputs.is_empty() && found.no_figure_differs() {
        return Some("Nothing differs.".into());
    }
    if found.no_figure_differs() {
        return Some("No figure differs: what differs in the files changes nothing here.".into());
    }
    if found.same_scenario {
        return Some(luck(found));
    }
    let unlike = "These are different centres or periods: the figures stand beside each other, and no difference is called \
                  better or worse.";
    let all = found.pairs.iter().all(VariantsBeside::is_unlike);
    let some = || found.pairs.iter().filter(|pair| pair.is_unlike()).map(name_pair).collect::<Vec<_>>().join("; ");
    found
        .pairs
        .iter()
        .any(VariantsBeside::is_unlike)
        .then(|| if all { unlike.into() } else { format!("Of {}: {unlike}", some()) })
}

fn luck(found: &SideBySideResults) -> String {
    let other_program = found.first.program != found.second.program
        || found
            .pairs
            .iter()
            .flat_map(|pair| &pair.mismatches)
            .any(|mismatch| matches!(mismatch, Mismatch::FirstNotReproduced | Mismatch::SecondNotReproduced));
    let because = if other_program { "luck, or of the program that made it" } else { "luck" };
    let (without, all) = found.intervals_without_zero();
    let holds = if without == 1 { "does" } else { "do" };
    let sentence = format!(
        "Both runs are of the same scenario: every difference is {because}; {} of {} intervals {holds} not hold zero",
        count(without as u64),
        count(all as u64)
    );
    // Runs of one seed share replications, so that far fewer would.
    if found.first.seed == found.second.seed {
        return format!("{sentence}.");
    }
    format!("{sentence}; about {} or fewer would by chance alone.", share(1.0 - found.confidence))
}

/// That service levels are not of the same thing.
pub(super) fn promises(pair: &VariantsBeside) -> Option<String> {
    (!pair.other_promises.is_empty()).then(|| {
        let names = pair.other_promises.join(", ");
        let so = "service levels that hang on it are not called better or worse";
        format!("{}: the promise differs ({names}); {so}.", name_pair(pair))
    })
}

pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// What a pair is called: the name that both have, or both names.
pub(super) fn name_pair(pair: &VariantsBeside) -> String {
    if pair.first == pair.second { pair.second.clone() } else { format!("{} against {}", pair.second, pair.first) }
}
