use crate::results::{Estimate, SensitivityResults};

use super::sheet::cell;

/// Its columns of a rank correlation and both ends of its interval.
const RANK_CORRELATION: [&str; 3] = ["rank_correlation", "rank_correlation_low", "rank_correlation_high"];

/// `tornado.csv`: a row for each end of each range, in full precision.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn tornado_csv(found: &SensitivityResults) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let columns = ["assumption", "path", "end", "position", "written", "answer", "answer_half_width"];
    sheet.write_record(columns.iter().chain(&["change", "change_half_width"]).chain(&RANK_CORRELATION))?;
    for influence in &found.assumed {
        for (name, end) in [("low", &influence.low), ("high", &influence.high)] {
            let [answer, answer_half_width] = numbers(end.answer);
            let [change, change_half_width] = numbers(end.change);
            sheet.write_record([
                influence.assumption.as_str(),
                &influence.path,
                name,
                &cell(Some(end.at.position)),
                &end.at.written,
                &answer,
                &answer_half_width,
                &change,
                &change_half_width,
                &cell(influence.rank_correlation),
                &cell(influence.rank_correlation_interval.map(|ends| ends[0])),
                &cell(influence.rank_correlation_interval.map(|ends| ends[1])),
            ])?;
        }
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

/// `points.csv`: a row for each point of the hypercube, with a column for each number, in full precision.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn points_csv(found: &SensitivityResults) -> Result<Vec<u8>, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let paths = found.together.paths.iter().map(String::as_str);
    sheet.write_record(std::iter::once("point").chain(paths).chain(["answer", "answer_half_width"]))?;
    for (number, point) in (1..).zip(&found.together.points) {
        let number: u32 = number;
        let values = point.at.position.iter().map(|position| cell(Some(*position)));
        sheet.write_record(std::iter::once(number.to_string()).chain(values).chain(numbers(point.answer)))?;
    }
    sheet.into_inner().map_err(|error| error.into_error().into())
}

fn numbers(estimate: Option<Estimate>) -> [String; 2] {
    [cell(estimate.map(|estimate| estimate.mean)), cell(estimate.and_then(|estimate| estimate.half_width))]
}
