use crate::results::{Measure, Results, ScopeKind};

use super::sheet::{Entry, Sheet, SheetColumn};

/// `cases.csv`: a row per variant, kind of case and open day.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn cases_csv(results: &Results) -> Result<Vec<u8>, csv::Error> {
    cases(results).csv()
}

/// A row per variant, kind of case and open day; for each measure its mean and, beside it, its half-width. Only measures that
/// occur have columns.
pub(crate) fn cases(results: &Results) -> Sheet<'_> {
    let measures = measures(results);
    let keys = [
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook("Kind of case"),
        SheetColumn::both("kind", "Key"),
        SheetColumn::both("date", "Date"),
    ];
    let columns = keys.into_iter().chain(measures.iter().copied().flat_map(SheetColumn::for_measure)).collect();
    let kinds = results.variants.iter().flat_map(|variant| variant.cases.iter().map(move |kind| (variant, kind)));
    let rows = kinds.flat_map(move |(variant, (kind, cases))| {
        let measures = measures.clone();
        cases.days.iter().map(move |day| {
            let mut entries = vec![Entry::text(&variant.name), Entry::text(&cases.title), Entry::text(kind)];
            entries.push(Entry::Moment(&day.date));
            entries.extend(measures.iter().flat_map(|measure| Entry::for_measure(&day.measures, *measure)));
            entries
        })
    });
    Sheet { columns, rows: Box::new(rows) }
}

fn measures(results: &Results) -> Vec<Measure> {
    let kinds = || results.variants.iter().flat_map(|variant| variant.cases.iter());
    let occurs =
        |measure: &Measure| kinds().any(|(_, cases)| cases.days.iter().any(|day| day.measures.contains_key(measure)));
    ScopeKind::Cases.measures().filter(occurs).collect()
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    #[test]
    fn a_spreadsheet_reads_a_row_per_open_day() {
        let sheet = String::from_utf8(cases_csv(&example::results_with_cases()).unwrap()).unwrap();
        let rows: Vec<_> = sheet.lines().collect();
        assert_eq!(rows[0], "variant,kind,date,arrived,arrived_half_width,backlog,backlog_half_width");
        assert_eq!(rows[1], "baseline,claims_made,2026-03-02,212.5,4,1200,21.5");
        assert_eq!(rows[4], "\"Limit, \"\"5m\"\"\",claims_made,2026-03-03,212.5,4,2070,21.5");
        assert_eq!(rows.len(), 5);
    }
}
