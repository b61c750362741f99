//! Who handled what, and the service level at further thresholds.

use crate::report::figure::{Figure, share};
use crate::results::{ContactResults, Measure, Results};
use crate::units::describe_duration;

use super::document::{Cell, Column, Table};

/// A row per contact type and team that answered some of it, and a column per variant; `None` where there is one team only.
pub(super) fn who_handled_what(results: &Results) -> Option<Table> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for (name, contacts) in results.variants.iter().flat_map(|variant| variant.contacts.iter()) {
        for (team, _) in contacts.handled.iter() {
            if !pairs.contains(&(name, team)) {
                pairs.push((name, team));
            }
        }
    }
    let baseline = results.variants.first()?;
    let row = |&(name, team): &(&str, &str)| {
        let contact = baseline.contacts.get(name).map_or(name, |contacts| contacts.title.as_str());
        let title = baseline.teams.get(team).map_or(team, |team| team.title.as_str());
        let figures = results.variants.iter().map(|variant| handled(variant.contacts.get(name), team));
        let names = [contact, title].map(|name| Cell::Text(name.to_owned()));
        names.into_iter().chain(figures.map(Cell::Text)).collect()
    };
    let variants = results.variants.iter().map(|variant| variant.name.as_str());
    let columns = ["Contact type", "Team"].into_iter().chain(variants).map(Column::plain).collect();
    let rows: Vec<_> = pairs.iter().map(row).collect();
    (!rows.is_empty()).then(|| Table::new("Who handled what", columns, rows))
}

/// `1,204 ± 31 (37%)`: with the share of all that were answered of the type.
fn handled(contacts: Option<&ContactResults>, team: &str) -> String {
    let Some(contacts) = contacts else { return "–".to_owned() };
    let handled = contacts.handled.get(team).copied().flatten();
    let whole: f64 = contacts.handled.iter().filter_map(|(_, handled)| Some((*handled)?.mean)).sum();
    let figure = Figure::level(Measure::Handled, handled);
    match handled.filter(|_| 0.0 < whole) {
        Some(handled) => format!("{figure} ({})", share((handled.mean / whole * 100.0).round() / 100.0)),
        None => figure.to_string(),
    }
}

/// A row per variant and contact type, and a column per threshold; `None` where none is asked for.
pub(super) fn further_thresholds(results: &Results) -> Option<Table> {
    let (columns, rows) = thresholds(results)?;
    let columns = columns.iter().map(|column| Column::plain(column.as_str())).collect();
    let cells = |row: Vec<String>| row.into_iter().map(Cell::Text).collect();
    Some(Table::new("Service level within", columns, rows.into_iter().map(cells).collect()))
}

/// The same as words: what stands above the columns, and the rows.
pub(super) fn thresholds(results: &Results) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let of_types = || {
        let variants = results.variants.iter();
        variants.flat_map(|variant| variant.contacts.iter().map(move |(_, contacts)| (variant, contacts)))
    };
    let mut all: Vec<f64> =
        of_types().flat_map(|(_, contacts)| &contacts.also_within).map(|within| within.within_seconds).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    if all.is_empty() {
        return None;
    }
    let columns = ["Variant".to_owned(), "Contact type".to_owned()];
    let columns = columns.into_iter().chain(all.iter().map(|seconds| describe_duration(*seconds))).collect();
    let asked = of_types().filter(|(_, contacts)| !contacts.also_within.is_empty());
    let rows = asked.map(|(variant, contacts)| {
        let level = |seconds: &f64| {
            let within = contacts.also_within.iter().find(|within| within.within_seconds == *seconds);
            within.map_or_else(|| "–".to_owned(), |within| level_within(within.service_level))
        };
        [variant.name.clone(), contacts.title.clone()].into_iter().chain(all.iter().map(level)).collect()
    });
    Some((columns, rows.collect()))
}

fn level_within(level: Option<crate::results::Estimate>) -> String {
    Figure::level(Measure::ServiceLevel, level).to_string()
}
