use crate::results::{BreakEvenResults, Estimate};

use super::sheet::cell;

/// `points.csv`: a row for every value at which both were simulated, in full precision.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn points_csv(found: &BreakEvenResults) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let columns = ["position", "written", "staffing", "difference", "difference_half_width", "verdict"];
    let of_each = ["baseline", "baseline_half_width", "variant", "variant_half_width"];
    sheet.write_record(columns.iter().chain(&of_each))?;
    let numbers = |estimate: Option<Estimate>| {
        [cell(estimate.map(|estimate| estimate.mean)), cell(estimate.and_then(|estimate| estimate.half_width))]
    };
    for point in &found.points {
        let mut cells = vec![cell(Some(point.at.position)), point.at.written.clone(), cell(point.staffing)];
        cells.extend(numbers(point.difference));
        cells.push(point.verdict.map_or_else(String::new, |verdict| verdict.word().replace(' ', "_")));
        cells.extend([point.baseline, point.variant].into_iter().flat_map(numbers));
        sheet.write_record(&cells)?;
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}
