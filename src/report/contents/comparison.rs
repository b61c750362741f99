use crate::report::document::{Block, Point, Section, Tone};
use crate::report::sentence::recovery_sentence;
use crate::report::{caseloads, headline};
use crate::results::{Results, VariantResults, Verdict};

use super::{tables, tables_one_by_one};

/// The figures of all variants side by side, then what each variant changes, in words.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let mut blocks = match headline::overall(results) {
        Some(overall) => tables(results, &[overall]),
        None => tables(results, &caseloads::tables(results)),
    };
    blocks.extend(tables_one_by_one(results, "Contact types", &headline::by_contact_type(results)));
    blocks.extend(changes(results));
    Section::of("The variants side by side", blocks)
}

/// Cases, kind by kind.
pub(super) fn of_cases(results: &Results) -> Option<Section<'_>> {
    Section::of("Cases", tables(results, &headline::by_kind_of_case(results)))
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
    let said = format!(
        "{same} A difference is told from chance if its whole interval lies on one side of zero; otherwise the report says that \
         it cannot tell."
    );
    let of_variants = results.variants.iter().skip(1).flat_map(|variant| changes_of(results, variant));
    std::iter::once(Block::paragraph(said)).chain(of_variants).collect()
}

fn changes_of<'a>(results: &'a Results, variant: &'a VariantResults) -> Vec<Block<'a>> {
    let told = headline::differences(results, variant);
    let Some(first) = told.first() else { return Vec::new() };
    let heading = format!("{} against {}", variant.name, first.comparison.against);
    let differences = told.iter().map(|told| Point { text: told.sentence(), tone: tone(told.comparison.verdict) });
    let recoveries = headline::recoveries(results, variant)
        .map(|recovery| Point { text: recovery_sentence(recovery), tone: Tone::Neither });
    vec![Block::Heading(heading), Block::List(differences.chain(recoveries).collect())]
}

/// Whether a verdict is for the better.
pub(super) fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Better => Tone::Better,
        Verdict::Worse => Tone::Worse,
        Verdict::CannotTell | Verdict::Higher | Verdict::Lower => Tone::Neither,
    }
}
