use crate::report::document::{Block, Section};
use crate::report::explanation::{sentences, tables};
use crate::results::{Results, VariantResults};

/// Most groups of contact types that are explained for all to see.
const MOST_GROUPS: usize = 3;

/// What formulas make of the baseline, why the simulation differs, and why not one agent fewer; the variants for a closer look.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let (baseline, variants) = results.variants.split_first()?;
    let mut groups = of_variant(baseline).into_iter();
    let mut blocks: Vec<Block<'_>> = groups.by_ref().take(MOST_GROUPS).flatten().collect();
    let said = "A formula sees one line of alike contacts in each interval by itself, a simulation all that the file says. What each \
                makes of the same staffing tells where a figure comes from.";
    if !blocks.is_empty() {
        blocks.insert(0, Block::paragraph(said));
    }
    let more: Vec<Block<'_>> = groups.flatten().collect();
    blocks.extend(closer(&format!("Where the figures come from: {}, other contact types", baseline.name), more));
    for variant in variants {
        let of_variant = of_variant(variant).into_iter().flatten().collect();
        blocks.extend(closer(&format!("Where the figures come from: {}", variant.name), of_variant));
    }
    Section::of("Where the figures come from", blocks)
}

/// Sentences and tables of each group of contact types that share teams.
fn of_variant(variant: &VariantResults) -> Vec<Vec<Block<'_>>> {
    let of_group = |explanation| {
        let said = sentences(explanation);
        let said = (!said.is_empty()).then(|| Block::list(said));
        said.into_iter().chain(tables(explanation).into_iter().map(Block::Table)).collect()
    };
    variant.explanations.iter().map(of_group).collect()
}

fn closer<'a>(summary: &str, blocks: Vec<Block<'a>>) -> Option<Block<'a>> {
    (!blocks.is_empty()).then(|| Block::Closer { summary: summary.to_owned(), blocks })
}
