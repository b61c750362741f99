use crate::report::figure::count;
use crate::results::{KeyDifference, SideBySideResults};

use super::changed::{shortened, unchanged};
use super::contents::CHANGED;
use super::screen::{WIDTH, printable, wrapped};
use super::side_by_side::{findings, title};

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
    let paragraphs: Vec<Vec<String>> =
        std::iter::once(&findings.asked).chain(&findings.sentences).map(|sentence| wrapped(sentence)).collect();
    let mut room = MOST_LINES.saturating_sub(lines.len() + 3);
    let fits = |sentence: &&Vec<String>| {
        let fits = sentence.len() <= room;
        room = room.saturating_sub(sentence.len());
        fits
    };
    let shown: Vec<&Vec<String>> = paragraphs.iter().take_while(fits).collect();
    let left = paragraphs.len() - shown.len();
    lines.extend(shown.into_iter().flatten().cloned());
    let more = if left == 0 { String::new() } else { format!("{} more findings, and ", count(left as u64)) };
    let rest = format!("{more}the tables are in summary.md and report.html; every measure is in comparisons.csv.");
    lines.extend(wrapped(&capitalised(&rest)));
    printable(&format!("{}\n", lines.join("\n")))
}

/// Most keys on the terminal, and most lines of all; below them comes where the files are.
const MOST_KEYS: usize = 6;

const MOST_LINES: usize = 22;

fn in_a_line(difference: &KeyDifference) -> String {
    let in_short = |value: &Option<String>| value.as_deref().map_or("–".into(), |value| shortened(value, 30));
    format!("{}: {} → {}", difference.key, in_short(&difference.first), in_short(&difference.second))
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
