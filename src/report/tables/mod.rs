//! The record of results as JSON, and their tables as CSV, in full precision: for programs.

pub(crate) mod assumptions;
mod break_even;
pub(crate) mod cases;
pub(crate) mod comparisons;
pub(crate) mod days;
pub(crate) mod full_complement;
pub(crate) mod handled;
pub(crate) mod intervals;
mod luck;
pub(crate) mod people;
mod sensitivity;
pub(crate) mod sheet;
mod side_by_side;
pub(crate) mod weeks;

use serde::Serialize;

use super::{File, RenderError, json};
use crate::results::{BreakEvenResults, LuckResults, Results, SensitivityResults, SideBySideResults, SweepResults};

/// The record of a run and its tables.
///
/// # Errors
///
/// [`RenderError::Json`] or [`RenderError::Csv`], of which there is none in practice.
pub fn tables_of_run(results: &Results) -> Result<Vec<File>, RenderError> {
    tables(results, results)
}

/// The record of a sweep and its tables.
///
/// # Errors
///
/// As [`tables_of_run`].
pub fn tables_of_sweep(sweep: &SweepResults) -> Result<Vec<File>, RenderError> {
    tables(sweep, &sweep.results)
}

/// The record of a break-even and its tables.
///
/// # Errors
///
/// As [`tables_of_run`].
pub fn tables_of_break_even(found: &BreakEvenResults) -> Result<Vec<File>, RenderError> {
    let mut files = tables(found, &found.results)?;
    files.extend(of_break_even(found)?);
    Ok(files)
}

/// The record of a sensitivity and its tables.
///
/// # Errors
///
/// As [`tables_of_run`].
pub fn tables_of_sensitivity(found: &SensitivityResults) -> Result<Vec<File>, RenderError> {
    let mut files = tables(found, &found.results)?;
    files.extend(of_sensitivity(found)?);
    Ok(files)
}

/// The record of a look at luck and its tables.
///
/// # Errors
///
/// As [`tables_of_run`].
pub fn tables_of_luck(luck: &LuckResults) -> Result<Vec<File>, RenderError> {
    Ok(vec![
        record(luck)?,
        File::new("luck.csv", luck::luck_csv(luck)?),
        File::new("funnel.csv", luck::funnel_csv(luck)?),
    ])
}

/// The record of two runs held against each other, and its table.
///
/// # Errors
///
/// As [`tables_of_run`].
pub fn tables_of_side_by_side(found: &SideBySideResults) -> Result<Vec<File>, RenderError> {
    Ok(Vec::from(of_side_by_side(found)?))
}

fn tables(found: &impl Serialize, results: &Results) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::from(of_every_run(found, results)?);
    files.extend(of_some_runs(results)?);
    Ok(files)
}

/// The record of what was `found`, and the tables that always come with it.
pub(crate) fn of_every_run(found: &impl Serialize, results: &Results) -> Result<[File; 3], RenderError> {
    Ok([
        record(found)?,
        File::new("intervals.csv", intervals::intervals_csv(results)?),
        File::new("comparisons.csv", comparisons::comparisons_csv(results)?),
    ])
}

/// The tables of what only some scenarios have.
pub(crate) fn of_some_runs(results: &Results) -> Result<impl Iterator<Item = File>, RenderError> {
    let has_cases = results.variants.iter().any(|variant| !variant.cases.is_empty());
    let tables = [
        ("days.csv", days::days_csv(results)?),
        ("handled.csv", handled::handled(results).map(sheet::Sheet::csv).transpose()?),
        ("thresholds.csv", handled::thresholds(results).map(sheet::Sheet::csv).transpose()?),
        ("cases.csv", if has_cases { Some(cases::cases_csv(results)?) } else { None }),
        ("caseloads.csv", weeks::caseloads_csv(results)?),
        ("workforces.csv", weeks::workforces_csv(results)?),
        ("people.csv", people::people_csv(results)?),
        ("full_complement.csv", full_complement::full_complement_csv(results)?),
        ("assumptions.csv", assumptions::assumptions_csv(results)?),
    ];
    Ok(tables.into_iter().filter_map(|(path, bytes)| Some(File::new(path, bytes?))))
}

/// What stands behind the answer of a break-even.
pub(crate) fn of_break_even(found: &BreakEvenResults) -> Result<[File; 1], RenderError> {
    Ok([File::new("points.csv", break_even::points_csv(found)?)])
}

/// What stands behind the answer of a sensitivity.
pub(crate) fn of_sensitivity(found: &SensitivityResults) -> Result<[File; 2], RenderError> {
    Ok([
        File::new("tornado.csv", sensitivity::tornado_csv(found)?),
        File::new("points.csv", sensitivity::points_csv(found)?),
    ])
}

/// The record, then the table of differences.
pub(crate) fn of_side_by_side(found: &SideBySideResults) -> Result<[File; 2], RenderError> {
    Ok([record(found)?, File::new("comparisons.csv", side_by_side::comparisons_csv(found)?)])
}

fn record(found: &impl Serialize) -> Result<File, RenderError> {
    Ok(File::new(File::RESULTS, json(found)?.into_bytes()))
}
