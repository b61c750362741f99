use crate::results::{Measure, Results, VariantResults, WeekResults};

use super::intervals::cell;

/// `caseloads.csv`: a row per variant, caseload and week; for each measure its mean and, beside it, its half-width.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn caseloads_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    weeks_csv(results, "caseload", &Measure::OF_CASELOADS, |variant| {
        variant.caseloads.iter().map(|(name, caseload)| (name.as_str(), caseload.weeks.as_slice())).collect()
    })
}

/// `workforces.csv`: the same for the people of teams.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn workforces_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    weeks_csv(results, "workforce", &Measure::OF_WORKFORCES, |variant| {
        variant.workforces.iter().map(|(name, workforce)| (name.as_str(), workforce.weeks.as_slice())).collect()
    })
}

type Weeks<'a> = Vec<(&'a str, &'a [WeekResults])>;

/// `None` where no variant has such weeks.
fn weeks_csv<'a>(
    results: &'a Results,
    what: &str,
    measures: &[Measure],
    weeks: impl Fn(&'a VariantResults) -> Weeks<'a>,
) -> Result<Option<Vec<u8>>, csv::Error> {
    if results.variants.iter().all(|variant| weeks(variant).is_empty()) {
        return Ok(None);
    }
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let columns = measures.iter().flat_map(|measure| [measure.key().to_owned(), format!("{measure}_half_width")]);
    sheet.write_record(["variant", what, "week"].map(String::from).into_iter().chain(columns))?;
    for variant in &results.variants {
        for (name, weeks) in weeks(variant) {
            for week in weeks {
                sheet.write_record(record(&variant.name, name, week, measures))?;
            }
        }
    }
    sheet.into_inner().map(Some).map_err(|error| error.into_error().into())
}

fn record(variant: &str, name: &str, week: &WeekResults, measures: &[Measure]) -> Vec<String> {
    let mut cells = [variant, name, &week.start].map(String::from).to_vec();
    for measure in measures {
        let estimate = week.measures.get(measure).copied().flatten();
        cells.push(cell(estimate.map(|estimate| estimate.mean)));
        cells.push(cell(estimate.and_then(|estimate| estimate.half_width)));
    }
    cells
}
