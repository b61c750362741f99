use crate::results::{Results, ScopeKind, VariantResults, WeekResults};

use super::sheet::{Entry, Sheet, SheetColumn};

/// `caseloads.csv`: a row per variant, caseload and week.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn caseloads_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    caseloads(results).map(Sheet::csv).transpose()
}

/// `workforces.csv`: the same for the people of teams.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn workforces_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    workforces(results).map(Sheet::csv).transpose()
}

/// Caseloads week by week, if there are any.
pub(crate) fn caseloads(results: &Results) -> Option<Sheet<'_>> {
    weeks(results, ("caseload", "Caseload"), ScopeKind::Caseloads, |variant| {
        let caseloads = variant.caseloads.iter();
        caseloads.map(|(name, caseload)| Weeks { name, title: &caseload.title, weeks: &caseload.weeks }).collect()
    })
}

/// The people of teams week by week, if there are any.
pub(crate) fn workforces(results: &Results) -> Option<Sheet<'_>> {
    weeks(results, ("workforce", "Team"), ScopeKind::Workforces, |variant| {
        let workforces = variant.workforces.iter();
        workforces.map(|(name, workforce)| Weeks { name, title: &workforce.title, weeks: &workforce.weeks }).collect()
    })
}

struct Weeks<'a> {
    name: &'a str,
    title: &'a str,
    weeks: &'a [WeekResults],
}

/// A row per week; for each measure its mean and, beside it, its half-width. `None` where no variant has such weeks.
fn weeks<'a>(
    results: &'a Results,
    (csv, label): (&'static str, &'static str),
    kind: ScopeKind,
    weeks: impl Fn(&'a VariantResults) -> Vec<Weeks<'a>> + 'a,
) -> Option<Sheet<'a>> {
    if results.variants.iter().all(|variant| weeks(variant).is_empty()) {
        return None;
    }
    let keys = [
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook(label),
        SheetColumn::both(csv, "Key"),
        SheetColumn::both("week", "Week from"),
    ];
    let columns = keys.into_iter().chain(kind.measures().flat_map(SheetColumn::for_measure)).collect();
    let of_variants =
        results.variants.iter().flat_map(move |variant| weeks(variant).into_iter().map(move |of| (variant, of)));
    let rows = of_variants.flat_map(move |(variant, of)| {
        of.weeks.iter().map(move |week| {
            let mut entries = vec![Entry::text(&variant.name), Entry::text(of.title), Entry::text(of.name)];
            entries.push(Entry::Moment(&week.start));
            entries.extend(kind.measures().flat_map(|measure| Entry::for_measure(&week.measures, measure)));
            entries
        })
    });
    Some(Sheet { columns, rows: Box::new(rows) })
}
