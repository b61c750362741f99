use crate::results::{DateEstimate, Estimate, Results};

use super::intervals::cell;

/// `full_complement.csv`: a row per variant and team with people; the chance that enough are up to speed within the horizon, and the
/// dates up to which that is reached with a chance of 10, 50 and 90%, each with the ends of its interval. A date is left out where
/// the horizon ends before it.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn full_complement_csv(results: &Results) -> Result<Option<Vec<u8>>, csv::Error> {
    if results.variants.iter().all(|variant| variant.workforces.is_empty()) {
        return Ok(None);
    }
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let dates = ["p10", "p50", "p90"]
        .into_iter()
        .flat_map(|date| [date.to_owned(), format!("{date}_earliest"), format!("{date}_latest")]);
    let columns = ["variant", "workforce", "heads", "reached", "reached_half_width", "reached_low", "reached_high"];
    let columns = columns.map(String::from);
    sheet.write_record(columns.into_iter().chain(dates))?;
    for variant in &results.variants {
        for (name, workforce) in variant.workforces.iter() {
            let of = &workforce.full_complement;
            let mut cells = vec![variant.name.clone(), name.clone(), of.heads.to_string()];
            cells.push(cell(of.reached.map(|reached| reached.mean)));
            cells.push(cell(of.reached.and_then(|Estimate { half_width, .. }| half_width)));
            cells.extend([0, 1].map(|end| cell(of.reached_interval.map(|ends| ends[end]))));
            cells.extend([&of.p10, &of.p50, &of.p90].into_iter().flat_map(date_cells));
            sheet.write_record(cells)?;
        }
    }
    sheet.into_inner().map(Some).map_err(|error| error.into_error().into())
}

fn date_cells(of: &Option<DateEstimate>) -> [String; 3] {
    match of {
        None => Default::default(),
        Some(of) => [of.date.clone(), of.earliest.clone().unwrap_or_default(), of.latest.clone().unwrap_or_default()],
    }
}
