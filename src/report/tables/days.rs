use crate::results::{ContactResults, Estimate, Results, Scope, Unit, VariantResults};

use super::sheet::{Entry, Sheet, SheetColumn, with_unit};

/// `days.csv`: a row per variant, contact type and share of days. `None` where no day is known.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn days_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    days(results).map(Sheet::csv).transpose()
}

/// A row per variant, contact type and share of days; for each figure the value that it did not exceed on that share of days and,
/// beside it, its half-width. `None` where no day is known.
pub(crate) fn days(results: &Results) -> Option<Sheet<'_>> {
    let known = || results.variants.iter().flat_map(|variant| scopes(variant).map(move |scope| (variant, scope)));
    if known().all(|(_, (_, contacts))| contacts.days.is_none()) {
        return None;
    }
    let keys = [
        SheetColumn::both("variant", "Variant"),
        SheetColumn::of_workbook("About"),
        SheetColumn::both("scope", "Scope"),
        SheetColumn::both("days", "Open days"),
        SheetColumn::both("share", "On this share of days no more than"),
    ];
    let figures = FIGURES.into_iter().flat_map(|(key, label, unit)| {
        let label = with_unit(label, unit);
        [SheetColumn::both(key, label.as_str()), SheetColumn::both(format!("{key}_half_width"), format!("± {label}"))]
    });
    let columns = keys.into_iter().chain(figures).collect();
    let rows = known().flat_map(|(variant, (scope, contacts))| {
        let days = contacts.days.iter();
        days.flat_map(move |days| {
            let scope = scope.to_string();
            days.quantiles.iter().map(move |quantile| {
                let mut entries = vec![Entry::text(&variant.name), Entry::text(&contacts.title)];
                entries.push(Entry::Text(scope.clone().into()));
                entries.push(Entry::Count(days.days));
                entries.push(Entry::Number(Some(quantile.share), Unit::Share));
                let estimates = [quantile.service_level, quantile.abandoned_fraction, quantile.wait_seconds_max];
                for (estimate, (_, _, unit)) in estimates.into_iter().zip(FIGURES) {
                    entries.push(Entry::Number(estimate.map(|estimate: Estimate| estimate.mean), unit));
                    entries.push(Entry::Number(estimate.and_then(|estimate| estimate.half_width), unit));
                }
                entries
            })
        })
    });
    Some(Sheet { columns, rows: Box::new(rows) })
}

const FIGURES: [(&str, &str, Unit); 3] = [
    ("service_level", "Service level", Unit::Share),
    ("abandoned_fraction", "Abandonment rate", Unit::Share),
    ("wait_seconds_max", "Longest wait", Unit::Seconds),
];

fn scopes(variant: &VariantResults) -> impl Iterator<Item = (Scope, &ContactResults)> {
    let types = variant.contacts.iter().map(|(name, contacts)| (Scope::Contacts(name.clone()), contacts));
    let groups = variant.groups.iter().map(|(name, group)| (Scope::Group(name.clone()), group));
    types.chain(groups).chain([(Scope::AllContacts, &variant.all_contacts)])
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
