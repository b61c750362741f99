//! Small tables with a row per variant and a column per measure.

use crate::report::figure::Figure;
use crate::results::{Estimate, Measure, Measures};

/// A small table about one contact type, kind of case or team: a row per variant, a column per measure.
pub(super) struct Table<'a> {
    /// What it is about: `Benefit enquiries`.
    pub(super) title: &'a str,
    /// The part of the scenario that it is about, as a path: `contacts.enquiries`; none if it is about all of it.
    pub(super) part: Option<String>,
    /// The promise made for the wait: `80% answered within 20s`.
    pub(super) promise: Option<String>,
    /// The measures, one per column.
    pub(super) columns: Vec<Measure>,
    /// A row per variant that has it, the baseline first.
    pub(super) rows: Vec<Row<'a>>,
}

/// The figures of one variant.
pub(super) struct Row<'a> {
    /// The variant.
    pub(super) variant: &'a str,
    /// One per column.
    pub(super) figures: Vec<Figure>,
}

/// A measure of `total`, as it is shown.
pub(super) fn figure(total: &Measures, measure: Measure) -> Figure {
    let estimate: Option<Estimate> = total.get(&measure).copied().flatten();
    let grows = || total.get(&Measure::QueueGrowthPerDay).copied().flatten().is_some();
    if measure.row().grows_with_queue && grows() {
        return Figure::still_growing(measure, estimate);
    }
    Figure::level(measure, estimate)
}

pub(super) fn figures(total: &Measures, columns: &[Measure]) -> Vec<Figure> {
    columns.iter().map(|measure| figure(total, *measure)).collect()
}
