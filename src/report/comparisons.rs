use crate::results::{Results, Unit};

use super::intervals::cell;

const COLUMNS: [&str; 9] =
    ["variant", "against", "scope", "measure", "unit", "difference", "half_width", "verdict", "pairing_gain"];

/// `comparisons.csv`: a row per paired difference, in full precision. Differences of shares are
/// fractions of one, as in the JSON.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn comparisons_csv(results: &Results) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(COLUMNS)?;
    for comparison in &results.comparisons {
        sheet.write_record([
            comparison.variant.as_str(),
            &comparison.against,
            &comparison.scope.to_string(),
            comparison.measure.key(),
            unit(comparison.measure.unit()),
            &cell(Some(comparison.difference.mean)),
            &cell(comparison.difference.half_width),
            &comparison.verdict.word().replace(' ', "_"),
            &cell(comparison.pairing_gain),
        ])?;
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

/// What a measure is counted in, as CSV names it.
pub(super) fn unit(unit: Unit) -> &'static str {
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
