use crate::documents::document::{Block, Section};
use crate::documents::{caseloads, handled, headline, people};
use crate::results::{Results, VariantResults};

use super::tables::{MOST_ONE_BY_ONE, tables, tables_one_by_one};

/// What the staff live through: teams, then people with shifts, then clauses.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let mut blocks = of_teams(results);
    blocks.extend(handled::who_handled_what(results).map(Block::Table));
    let of_people = people::tables(results);
    if !of_people.is_empty() {
        blocks.push(Block::Heading("Person by person".into()));
        blocks.extend(tables(results, &of_people));
        blocks.push(Block::paragraph("Every person counts alike; people.csv has the whole distributions."));
    }
    if results.variants.iter().any(|variant| !variant.clauses.is_empty()) {
        blocks.push(Block::Heading("Clauses".into()));
        blocks.extend(by_variant(results, people::clauses_in_words));
    }
    Section::unless_empty("What the staff live through", blocks)
}

/// All teams together, if there are many, and each of them.
fn of_teams(results: &Results) -> Vec<Block<'_>> {
    let by_team = headline::by_team(results);
    let together = headline::all_teams(results).filter(|_| MOST_ONE_BY_ONE < by_team.len());
    let mut blocks = tables(results, together.as_slice());
    blocks.extend(tables_one_by_one(results, "Teams", &by_team));
    blocks
}

/// People and the cases they own; without contacts, their tables stand at the beginning.
pub(super) fn of_caseloads(results: &Results) -> Option<Section<'_>> {
    let of_parts = caseloads::tables(results);
    if of_parts.is_empty() {
        return None;
    }
    let mut blocks = if headline::overall(results).is_some() { tables(results, &of_parts) } else { Vec::new() };
    blocks.extend(by_variant(results, caseloads::in_words));
    Section::unless_empty("Caseloads and the people behind the figures", blocks)
}

/// What it costs, where pay is known.
pub(super) fn of_costs(results: &Results) -> Option<Section<'_>> {
    let costs = people::costs(results)?;
    let mut blocks = tables(results, &[costs]);
    blocks.push(Block::paragraph(
        "The time of customers costs them, and is in no sum; nor is what waiting and lost contacts cost callers.",
    ));
    Section::unless_empty("What it costs", blocks)
}

fn by_variant(results: &Results, sentences: impl Fn(&VariantResults) -> Vec<String>) -> Vec<Block<'_>> {
    let of_variant = |variant: &VariantResults| {
        let points = sentences(variant);
        let heading = Block::Paragraph(format!("{}:", variant.name));
        if points.is_empty() { Vec::new() } else { vec![heading, Block::list(points)] }
    };
    results.variants.iter().flat_map(of_variant).collect()
}
