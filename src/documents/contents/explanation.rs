use crate::documents::document::{Block, Cell, Column, Section, Table};
use crate::report::explanation::{agents, enumerated, erlangs, plain, sentences, shown, simulated};
use crate::report::figure::count;
use crate::results::{ByFormula, Explanation, FewestAgents, Measure, Results, VariantResults};

/// Most groups of contact types that are explained for all to see.
const MOST_GROUPS: usize = 3;

/// What formulas make of the baseline, why the simulation differs, and why not one agent fewer; the variants for a closer look.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let (baseline, variants) = results.variants.split_first()?;
    let mut groups = of_variant(baseline).into_iter();
    let mut blocks: Vec<Block<'_>> = groups.by_ref().take(MOST_GROUPS).flatten().collect();
    let sentences = "A formula sees one line of alike contacts in each interval by itself, a simulation all that the file says. What each \
                makes of the same staffing tells where a figure comes from.";
    if !blocks.is_empty() {
        blocks.insert(0, Block::paragraph(sentences));
    }
    let more: Vec<Block<'_>> = groups.flatten().collect();
    blocks.extend(closer(&format!("Where the figures come from: {}, other contact types", baseline.name), more));
    for variant in variants {
        let of_variant = of_variant(variant).into_iter().flatten().collect();
        blocks.extend(closer(&format!("Where the figures come from: {}", variant.name), of_variant));
    }
    Section::unless_empty("Where the figures come from", blocks)
}

/// Sentences and tables of each group of contact types that share teams.
fn of_variant(variant: &VariantResults) -> Vec<Vec<Block<'_>>> {
    let of_group = |explanation| {
        let sentences = sentences(explanation);
        let sentences = (!sentences.is_empty()).then(|| Block::list(sentences));
        sentences.into_iter().chain(tables(explanation).into_iter().map(Block::Table)).collect()
    };
    variant.explanations.iter().map(of_group).collect()
}

fn closer<'a>(summary: &str, blocks: Vec<Block<'a>>) -> Option<Block<'a>> {
    (!blocks.is_empty()).then(|| Block::Closer { summary: summary.to_owned(), blocks })
}

/// The figures behind [`sentences`]: service levels by formula and simulation, then agents about the fewest that meet the target.
fn tables(explanation: &Explanation) -> Vec<Table> {
    let columns = ["Counted", "Contacts an hour", "Erlangs", "Agents", "Erlang C", "Erlang A", "Simulated"];
    let row = |name: &str, formula: &ByFormula| {
        vec![
            name.to_owned(),
            plain(Measure::Offered, formula.contacts_per_hour),
            erlangs(formula.load),
            agents(formula.agents),
            level(formula.erlang_c),
            level(formula.erlang_a),
            simulated(explanation.simulated),
        ]
    };
    let fresh = explanation.fresh.iter().map(|formula| row("Fresh contacts", formula));
    let rows: Vec<_> = fresh.chain(explanation.offered.iter().map(|formula| row("All attempts", formula))).collect();
    let about = enumerated(&explanation.titles);
    let levels = table(format!("Service level by formula and by simulation — {about}"), &columns, rows);
    let fewest = explanation.busiest.iter().flat_map(|busiest| {
        let formulas = [("Erlang C", busiest.erlang_c), ("Erlang A", busiest.erlang_a)];
        formulas.into_iter().filter_map(|(name, fewest)| Some(row_of_fewest(name, fewest?)))
    });
    let columns = ["Formula", "Fewest agents", "With one fewer", "With them", "With one more"];
    let fewest = table(format!("Agents for the target in the busiest interval — {about}"), &columns, fewest.collect());
    [levels, fewest].into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn table(title: String, columns: &[&str], rows: Vec<Vec<String>>) -> Table {
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        cells.next().map(Cell::Text).into_iter().chain(cells.map(Cell::Number)).collect()
    };
    let columns = columns.iter().map(|label| Column::plain(*label)).collect();
    Table::new(title, columns, rows.into_iter().map(row).collect())
}

fn row_of_fewest(name: &str, fewest: FewestAgents) -> Vec<String> {
    vec![
        name.to_owned(),
        count(fewest.agents.into()),
        level(fewest.one_fewer),
        level(Some(fewest.service_level)),
        level(Some(fewest.one_more)),
    ]
}

fn level(level: Option<f64>) -> String {
    level.map_or_else(|| "–".into(), shown)
}

#[cfg(test)]
mod tests {
    use crate::report::example::explained;

    use super::*;

    #[test]
    fn its_tables_hold_the_same_figures() {
        let tables = tables(&explained());
        let row = |table: usize, row: usize| tables[table].rows[row].iter().map(Cell::text).collect::<Vec<_>>();
        assert_eq!(row(0, 0)[1..], ["200", "10.0", "13.2", "82.1%", "87.2%", "81.2 ± 0.6%"]);
        assert_eq!(row(0, 1)[0], "All attempts");
        assert_eq!(row(1, 0), ["Erlang C", "15", "75.4%", "84.6%", "90.7%"]);
        assert!(tables.iter().all(|table| table.rows.iter().all(|row| row.len() == table.columns.len())));
    }

    #[test]
    fn where_there_is_no_formula_there_is_no_table() {
        let none = Explanation { fresh: None, offered: None, simulated: None, busiest: None, ..explained() };
        assert!(tables(&none).is_empty());
    }
}
