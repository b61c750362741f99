use rust_xlsxwriter::XlsxError;

use crate::report::File;
use crate::report::scopes::{Scoped, scopes};
use crate::report::tables::comparisons::unit;
use crate::report::tables::sheet::{Entry, Sheet, SheetColumn};
use crate::results::{Measure, Results};

use super::occurring::measures_occurring;
use super::page::{Formats, Page};

/// Every scope, measure and variant, a row each.
pub(super) fn page<'f>(results: &Results, formats: &'f Formats) -> Result<Page<'f>, XlsxError> {
    Page::of_sheet("Measures", File::RESULTS, sheet(results), formats)
}

fn sheet(results: &Results) -> Sheet<'_> {
    let labels = ["Variant", "About", "Measure", "Mean", "±", "Unit", "Scope", "Key"];
    let order = measures_occurring(results);
    let rows = results.variants.iter().flat_map(move |variant| {
        let order = order.clone();
        let of_scopes = scopes(variant).into_iter();
        of_scopes.flat_map(move |Scoped { scope, title, total }| {
            let scope = scope.to_string();
            let known: Vec<Measure> = order.iter().copied().filter(|measure| total.contains_key(measure)).collect();
            known.into_iter().map(move |measure| {
                let [mean, half_width] = Entry::for_measure(total, measure);
                vec![
                    Entry::text(&variant.name),
                    Entry::text(title),
                    Entry::text(measure.label()),
                    mean,
                    half_width,
                    Entry::text(unit(measure.unit())),
                    Entry::Text(scope.clone().into()),
                    Entry::text(measure.key()),
                ]
            })
        })
    });
    Sheet { columns: labels.map(SheetColumn::of_workbook).into(), rows: Box::new(rows) }
}
