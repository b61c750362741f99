use crate::documents::document::{Block, Point, Section, Tone};
use crate::documents::headline::NamedComparison;
use crate::documents::{caseloads, headline};
use crate::report::{describe_verdict, recovery_sentence};
use crate::results::{Results, VariantResults, Verdict};

use super::tables::{tables, tables_one_by_one};

/// The figures of all variants side by side, then what each variant changes, in words.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let mut blocks = match headline::overall(results) {
        Some(overall) => tables(results, &[overall]),
        None => tables(results, &caseloads::tables(results)),
    };
    blocks.extend(tables_one_by_one(results, "Contact types", &headline::by_contact_type(results)));
    blocks.extend(tables(results, &headline::by_group(results)));
    blocks.extend(changes(results));
    Section::unless_empty("The variants side by side", blocks)
}

/// Cases, kind by kind.
pub(super) fn of_cases(results: &Results) -> Option<Section<'_>> {
    Section::unless_empty("Cases", tables(results, &headline::by_kind_of_case(results)))
}

fn changes(results: &Results) -> Vec<Block<'_>> {
    if results.comparisons.is_empty() {
        return Vec::new();
    }
    let same = if results.variants[0].contacts.is_empty() {
        "Every variant draws its luck from the same streams as the one it is held against."
    } else {
        "Every variant meets the same customers as the one it is held against."
    };
    let sentence = format!(
        "{same} A difference is told from chance if its whole interval lies on one side of zero; otherwise the report says that \
         it cannot tell."
    );
    let of_variants = results.variants.iter().skip(1).flat_map(|variant| changes_of(results, variant));
    std::iter::once(Block::paragraph(sentence)).chain(of_variants).collect()
}

fn changes_of<'a>(results: &'a Results, variant: &'a VariantResults) -> Vec<Block<'a>> {
    if let Some(other) = headline::same_as_baseline(results, variant) {
        let text = "Nothing changes: everything that happens is the same.".to_owned();
        let heading = format!("{} against {other}", variant.name);
        return vec![Block::Heading(heading), Block::List(vec![Point { text, tone: Tone::Neither }])];
    }
    let named = headline::differences(results, variant);
    let Some(first) = named.first() else { return Vec::new() };
    let heading = format!("{} against {}", variant.name, first.comparison.against);
    let is_unsure = |named: &&NamedComparison<'_>| describe_verdict(named.comparison) == Verdict::CannotTell.word();
    let (unsure, sure): (Vec<_>, Vec<_>) = named.iter().partition(is_unsure);
    let sure = sure.iter().map(|named| Point { text: named.sentence(), tone: tone(named.comparison.verdict) });
    let rest = headline::recoveries(results, variant).map(recovery_sentence).chain(cannot_tell(&unsure));
    let rest = rest.map(|text| Point { text, tone: Tone::Neither });
    vec![Block::Heading(heading), Block::List(sure.chain(rest).collect())]
}

/// All that cannot be told, in one sentence: `Cannot tell: ASA (−1.0 ± 1.3 s); Queue length (0.2 ± 0.4 contacts).`
fn cannot_tell(unsure: &[&NamedComparison<'_>]) -> Option<String> {
    let one = |named: &&NamedComparison<'_>| named.sentence().trim_end_matches('.').replace(": cannot tell (", " (");
    match unsure {
        [] => None,
        [only] => Some(only.sentence()),
        several => Some(format!("Cannot tell: {}.", several.iter().map(one).collect::<Vec<_>>().join("; "))),
    }
}

/// Whether a verdict is for the better.
pub(super) fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Better => Tone::Better,
        Verdict::Worse => Tone::Worse,
        Verdict::CannotTell | Verdict::Higher | Verdict::Lower => Tone::Neither,
    }
}
