use crate::results::{CaseDay, Measure, Results};

use super::intervals::cell;

const KEYS: [&str; 3] = ["variant", "kind", "date"];

/// `cases.csv`: a row per variant, kind of case and open day; for each measure its mean and, beside it, its half-width.
/// What does not exist is left empty.
///
/// Only measures that occur have columns. Numbers are in full precision with a decimal point.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn cases_csv(results: &Results) -> Result<Vec<u8>, csv::Error> {
    let measures = measures(results);
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let columns = measures.iter().flat_map(|measure| [measure.key().into(), format!("{measure}_half_width")]);
    sheet.write_record(KEYS.map(String::from).into_iter().chain(columns))?;
    for variant in &results.variants {
        for (kind, cases) in variant.cases.iter() {
            for day in &cases.days {
                sheet.write_record(record(&variant.name, kind, day, &measures))?;
            }
        }
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

fn record(variant: &str, kind: &str, day: &CaseDay, measures: &[Measure]) -> Vec<String> {
    let mut cells: Vec<String> = [variant, kind, &day.date].map(String::from).to_vec();
    for measure in measures {
        let estimate = day.measures.get(measure).copied().flatten();
        cells.push(cell(estimate.map(|estimate| estimate.mean)));
        cells.push(cell(estimate.and_then(|estimate| estimate.half_width)));
    }
    cells
}

fn measures(results: &Results) -> Vec<Measure> {
    let kinds = || results.variants.iter().flat_map(|variant| variant.cases.iter());
    let occurs =
        |measure: &Measure| kinds().any(|(_, cases)| cases.days.iter().any(|day| day.measures.contains_key(measure)));
    Measure::OF_CASES.into_iter().filter(occurs).collect()
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
