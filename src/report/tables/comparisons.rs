use crate::results::{Comparison, Results, Unit};

use super::sheet::{Entry, Sheet, SheetColumn};
use crate::report::scopes::titles;

/// `comparisons.csv`: a row per paired difference.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn comparisons_csv(results: &Results) -> Result<Vec<u8>, csv::Error> {
    comparisons(results, results.comparisons.iter().collect()).csv()
}

/// A row per difference. Differences of shares are fractions of one, as in the JSON.
pub(crate) fn comparisons<'a>(results: &'a Results, chosen: Vec<&'a Comparison>) -> Sheet<'a> {
    let columns = vec![
        SheetColumn::both("variant", "Variant"),
        SheetColumn::both("against", "Against"),
        SheetColumn::of_workbook("About"),
        SheetColumn::of_workbook("Measure"),
        SheetColumn::both("scope", "Scope"),
        SheetColumn::both("measure", "Key"),
        SheetColumn::both("unit", "Unit"),
        SheetColumn::both("difference", "Difference"),
        SheetColumn::both("half_width", "±"),
        SheetColumn::both("verdict", "Verdict"),
        SheetColumn::both("pairing_gain", "Gain by pairing"),
    ];
    let titles = titles(results);
    let rows = chosen.into_iter().map(move |comparison| {
        let (measure, difference) = (comparison.measure, comparison.difference);
        vec![
            Entry::text(&comparison.variant),
            Entry::text(&comparison.against),
            Entry::text(titles.get(&comparison.scope).copied().unwrap_or_default()),
            Entry::text(measure.label()),
            Entry::Text(comparison.scope.to_string().into()),
            Entry::text(measure.key()),
            Entry::text(unit(measure.unit())),
            Entry::Number(Some(difference.mean), measure.unit()),
            Entry::Number(difference.half_width, measure.unit()),
            Entry::Verdict(comparison.verdict),
            Entry::Number(comparison.pairing_gain, Unit::Ratio),
        ]
    });
    Sheet { columns, rows: Box::new(rows) }
}

/// What a measure is counted in, as CSV names it.
pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Contacts | Unit::Waiting => "contacts",
        Unit::Needs => "needs",
        Unit::Share => "fraction",
        Unit::Seconds => "seconds",
        Unit::Agents => "agents",
        Unit::Erlangs => "erlangs",
        Unit::Ratio => "ratio",
        Unit::Hours => "hours",
        Unit::Cases => "cases",
        Unit::Days => "days",
        Unit::Workers => "workers",
        Unit::Pounds => "pounds",
    }
}

#[cfg(test)]
mod tests {
    use crate::report::example;

    use super::*;

    #[test]
    fn each_difference_is_a_row_in_full_precision() {
        let sheet = String::from_utf8(comparisons_csv(&example::results()).unwrap()).unwrap();
        let rows: Vec<_> = sheet.lines().collect();
        assert_eq!(rows[0], "variant,against,scope,measure,unit,difference,half_width,verdict,pairing_gain");
        assert_eq!(rows[1], r#""Limit, ""5m""",baseline,all_contacts,service_level,fraction,-0.112,0.0061,worse,"#);
        assert!(rows[3].ends_with(",cannot_tell,"), "{}", rows[3]);
        assert_eq!(rows.len(), 5);
    }
}
