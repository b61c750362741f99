use crate::report::figure::{count, share};
use crate::results::{KeyDifference, Mismatch, SideBySideResults, VariantsBeside};

use super::contents::CHANGED;
use super::findings::{Findings, Sheet, wrapped};
use super::side_by_side::{findings, said_of, title};
use super::terminal::{WIDTH, printable};

/// Most rows of the table of what was changed; `results.json` has all.
const MOST_ROWS: usize = 30;
/// Most letters of a value in it.
const LONGEST_VALUE: usize = 80;
/// Most keys on the terminal, and most lines of all; below them comes where the files are.
const MOST_KEYS: usize = 6;
const MOST_LINES: usize = 22;

/// The summary of a comparison of two runs for a terminal of 100 columns and a screen: what was changed, then what comes of it.
#[must_use]
pub fn summary_of_side_by_side(found: &SideBySideResults) -> String {
    let mut lines = vec![title(found)];
    if found.inputs.is_empty() && found.no_figure_differs() {
        lines.push("Nothing differs.".into());
        return printable(&format!("{}\n", lines.join("\n")));
    }
    let width = usize::from(WIDTH);
    let keys = found.inputs.iter().take(MOST_KEYS).map(|input| shortened(&format!("  {}", in_a_line(input)), width));
    lines.push(format!("\n{CHANGED}, from {} to {}", found.first.name, found.second.name));
    lines.extend(keys);
    match found.inputs.len() {
        0 => lines.push(format!("  {}", unchanged(found))),
        all if MOST_KEYS < all => lines.push(format!("  and {} more", count((all - MOST_KEYS) as u64))),
        _ => (),
    }
    lines.push(String::new());
    let findings = findings(found);
    let told: Vec<Vec<String>> =
        std::iter::once(&findings.asked).chain(&findings.sentences).map(|sentence| wrapped(sentence)).collect();
    let mut room = MOST_LINES.saturating_sub(lines.len() + 3);
    let fits = |sentence: &&Vec<String>| {
        let fits = sentence.len() <= room;
        room = room.saturating_sub(sentence.len());
        fits
    };
    let shown: Vec<&Vec<String>> = told.iter().take_while(fits).collect();
    let left = told.len() - shown.len();
    lines.extend(shown.into_iter().flatten().cloned());
    let more = if left == 0 { String::new() } else { format!("{} more findings, and ", count(left as u64)) };
    let rest = format!("{more}the tables are in summary.md and report.html; every measure is in comparisons.csv.");
    lines.extend(wrapped(&capitalised(&rest)));
    printable(&format!("{}\n", lines.join("\n")))
}

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
fn unchanged(found: &SideBySideResults) -> &'static str {
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
        return Some("No figure differs.".into());
    }
    if found.same_scenario {
        return Some(luck(found));
    }
    let unlike = "These are different centres or periods: the figures stand beside each other, and no difference is called \
                  better or worse.";
    let all = found.pairs.iter().all(VariantsBeside::is_unlike);
    let some = || found.pairs.iter().filter(|pair| pair.is_unlike()).map(said_of).collect::<Vec<_>>().join("; ");
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
    let said = format!(
        "Both runs are of the same scenario: every difference is {because}; {} of {} intervals {holds} not hold zero",
        count(without as u64),
        count(all as u64)
    );
    // Runs of one seed share replications, so that far fewer would.
    if found.first.seed == found.second.seed {
        return format!("{said}.");
    }
    format!("{said}; about {} or fewer would by chance alone.", share(1.0 - found.confidence))
}

/// That service levels are not of the same thing.
pub(super) fn promises(pair: &VariantsBeside) -> Option<String> {
    (!pair.other_promises.is_empty()).then(|| {
        let names = pair.other_promises.join(", ");
        let so = "service levels that hang on it are not called better or worse";
        format!("{}: the promise differs ({names}); {so}.", said_of(pair))
    })
}

fn in_a_line(it: &KeyDifference) -> String {
    let said = |value: &Option<String>| value.as_deref().map_or("–".into(), |value| shortened(value, 30));
    format!("{}: {} → {}", it.key, said(&it.first), said(&it.second))
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
