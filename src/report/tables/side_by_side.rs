use crate::results::{DifferenceBeside, SideBySideResults};

use super::comparisons::unit;
use super::sheet::cell;

const COLUMNS: [&str; 15] = [
    "variant",
    "against",
    "scope",
    "measure",
    "unit",
    "second",
    "second_half_width",
    "first",
    "first_half_width",
    "difference",
    "half_width",
    "paired",
    "degrees_of_freedom",
    "verdict",
    "pairing_gain",
];

/// `comparisons.csv`: a row per difference, in full precision; the second run less the first.
pub(super) fn comparisons_csv(found: &SideBySideResults) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet.write_record(COLUMNS)?;
    for pair in &found.pairs {
        for DifferenceBeside { first, second, degrees, comparison } in &pair.differences {
            sheet.write_record([
                comparison.variant.as_str(),
                &comparison.against,
                &comparison.scope.to_string(),
                comparison.measure.key(),
                unit(comparison.measure.unit()),
                &cell(Some(second.mean)),
                &cell(second.half_width),
                &cell(Some(first.mean)),
                &cell(first.half_width),
                &cell(Some(comparison.difference.mean)),
                &cell(comparison.difference.half_width),
                if pair.is_paired() { "yes" } else { "no" },
                &cell(*degrees),
                &comparison.verdict.word().replace(' ', "_"),
                &cell(comparison.pairing_gain),
            ])?;
        }
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}
