use crate::documents::document::{Block, Section};
use crate::documents::variants::{Row, Table, figures};
use crate::documents::{handled, headline};
use crate::results::{Measure, Measures, Results, ScopeKind, VariantResults, View};

use super::tables::{MOST_ONE_BY_ONE, tables, tables_one_by_one};

/// What the callers live through: unmet needs, their time, bad days, and what becomes of needs under a target for the length of
/// contacts.
pub(super) fn section(results: &Results) -> Option<Section<'_>> {
    let mut blocks = of_whole_and_parts(results, "Contact types", View::Callers);
    blocks.extend(handled::further_thresholds(results).map(Block::Table));
    let of_days = of_whole_and_parts(results, "Days, contact type by contact type", View::BadDays);
    if !of_days.is_empty() {
        let sentence = if knows_worst_day(results) {
            "A mean hides its days. Of all open days, one in twenty is as bad as the columns of the worst day in 20 say, or worse."
        } else {
            "A mean hides its days. Too few were seen to tell the worst in twenty: more replications or more days would show it."
        };
        blocks.extend([Block::Heading("Bad days".into()), Block::paragraph(sentence)]);
        blocks.extend(of_days);
    }
    let of_needs = headline::by_need(results);
    if !of_needs.is_empty() {
        blocks.push(Block::Heading("What becomes of needs".into()));
        blocks.extend(tables_one_by_one(results, "Needs", &of_needs));
    }
    Section::unless_empty("What the callers live through", blocks)
}

/// Whether enough days were seen for one in twenty of them.
fn knows_worst_day(results: &Results) -> bool {
    let known = |total: &Measures| total.get(&Measure::WaitSecondsMaxDayP95).copied().flatten().is_some();
    results.variants.iter().any(|variant| variant.contacts.iter().any(|(_, contacts)| known(&contacts.total)))
}

/// A table of each contact type; if there are many, one of all together before.
fn of_whole_and_parts<'a>(results: &Results, summary: &str, view: View) -> Vec<Block<'a>> {
    let Some(baseline) = results.variants.first().filter(|baseline| !baseline.contacts.is_empty()) else {
        return Vec::new();
    };
    let of_types: Vec<Table<'_>> = baseline
        .contacts
        .iter()
        .filter_map(|(name, contacts)| {
            let part = Some(format!("contacts.{name}"));
            table(results, (&contacts.title, part), view, |variant| Some(&variant.contacts.get(name)?.total))
        })
        .collect();
    let of_groups: Vec<Table<'_>> = baseline
        .groups
        .iter()
        .filter_map(|(name, group)| {
            table(results, (&group.title, None), view, |variant| Some(&variant.groups.get(name)?.total))
        })
        .collect();
    let whole = table(results, ("All contacts", None), view, |variant| Some(&variant.all_contacts.total));
    let mut blocks = tables(results, whole.filter(|_| MOST_ONE_BY_ONE < of_types.len()).as_slice());
    blocks.extend(tables_one_by_one(results, summary, &of_types));
    blocks.extend(tables(results, &of_groups));
    blocks
}

/// A row for each variant, and a column for each measure that any of them has.
fn table<'a>(
    results: &'a Results,
    (title, part): (&'a str, Option<String>),
    view: View,
    total: impl Fn(&'a VariantResults) -> Option<&'a Measures>,
) -> Option<Table<'a>> {
    let totals: Vec<_> =
        results.variants.iter().filter_map(|variant| Some((variant.name.as_str(), total(variant)?))).collect();
    let exists = |measure: &Measure| totals.iter().any(|(_, total)| total.get(measure).copied().flatten().is_some());
    let columns: Vec<Measure> = ScopeKind::Contacts.shown_in(view).into_iter().filter(exists).collect();
    let rows = totals.iter().map(|(variant, total)| Row { variant, figures: figures(total, &columns) }).collect();
    (!columns.is_empty()).then_some(Table { title, part, promise: None, columns, rows })
}
