use crate::results::{ContactResults, Estimate, Results, Scope, VariantResults};

use super::intervals::cell;

const COLUMNS: [&str; 10] = [
    "variant",
    "scope",
    "days",
    "share",
    "service_level",
    "service_level_half_width",
    "abandoned_fraction",
    "abandoned_fraction_half_width",
    "wait_seconds_max",
    "wait_seconds_max_half_width",
];

/// `days.csv`: a row per variant, contact type and share of days; for each figure the value that it did not exceed on that share of
/// days and, beside it, its half-width. What does not exist is left empty. `None` where no day is known.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn days_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    let known = || results.variants.iter().flat_map(|variant| scopes(variant).map(move |it| (variant, it)));
    if known().all(|(_, (_, contacts))| contacts.days.is_none()) {
        return Ok(None);
    }
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(COLUMNS)?;
    for (variant, (scope, contacts)) in known() {
        let Some(days) = &contacts.days else { continue };
        for quantile in &days.quantiles {
            let mut cells =
                vec![variant.name.clone(), scope.to_string(), days.days.to_string(), quantile.share.to_string()];
            for estimate in [quantile.service_level, quantile.abandoned_fraction, quantile.wait_seconds_max] {
                cells.push(cell(estimate.map(|estimate: Estimate| estimate.mean)));
                cells.push(cell(estimate.and_then(|estimate| estimate.half_width)));
            }
            sheet.write_record(cells)?;
        }
    }
    sheet.into_inner().map(Some).map_err(|error| error.into_error().into())
}

fn scopes(variant: &VariantResults) -> impl Iterator<Item = (Scope, &ContactResults)> {
    let types = variant.contacts.iter().map(|(name, contacts)| (Scope::Contacts(name.clone()), contacts));
    types.chain([(Scope::AllContacts, &variant.all_contacts)])
}

#[cfg(test)]
mod tests {
    use crate::report::example;
    use crate::results::{DayQuantile, DayResults};

    use super::*;

    #[test]
    fn a_spreadsheet_reads_a_row_per_share_of_days() {
        let mut results = example::results();
        assert_eq!(days_csv(&results).unwrap(), None);
        let level = |mean, half_width| Some(Estimate { mean, half_width });
        let quantile = |share, service_level| DayQuantile {
            share,
            service_level,
            abandoned_fraction: level(0.01, Some(0.002)),
            wait_seconds_max: None,
        };
        let quantiles = vec![quantile(0.0, level(0.61, None)), quantile(0.05, level(0.7, Some(0.02)))];
        results.variants[1].contacts.0[0].1.days = Some(DayResults { days: 500, quantiles });
        let sheet = String::from_utf8(days_csv(&results).unwrap().unwrap()).unwrap();
        let rows: Vec<_> = sheet.lines().skip(1).collect();
        let name = "\"Limit, \"\"5m\"\"\",contacts.enquiries,500";
        assert_eq!(rows, [format!("{name},0,0.61,,0.01,0.002,,"), format!("{name},0.05,0.7,0.02,0.01,0.002,,")]);
    }
}
