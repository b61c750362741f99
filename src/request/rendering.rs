//! The answer as a person reads it.

use crate::report::File;
use crate::{chart, documents};

use super::{Answer, Request, RequestError};

impl Answer {
    /// The answer for a terminal.
    #[must_use]
    pub fn summary(&self) -> String {
        match self {
            Self::Run(results) => documents::summary_of_run(results),
            Self::Sweep(sweep) => documents::summary_of_sweep(sweep),
            Self::BreakEven(found) => documents::summary_of_break_even(found),
            Self::Sensitivity(found) => documents::summary_of_sensitivity(found),
            Self::Luck(luck) => documents::summary_of_luck(luck),
        }
    }

    /// Draws the charts that `request` asks for and renders all files, the record of the results first. That may take longer than
    /// the simulation.
    ///
    /// # Errors
    ///
    /// [`RequestError::Refused`] if a chart was asked for that is not drawn, [`RequestError::Render`] if a format refuses what it
    /// is given.
    pub fn render(&self, request: &Request) -> Result<Vec<File>, RequestError> {
        let (charts, origin) = (&request.charts, request.origin());
        let files = match self {
            Self::Run(results) => {
                let charts = charts.draw(|style| chart::charts_of_run(results, style))?;
                documents::pack_of_run(results, &charts, &origin)
            }
            Self::Sweep(sweep) => {
                let charts = charts.draw(|style| chart::charts_of_sweep(sweep, style))?;
                documents::pack_of_sweep(sweep, &charts, &origin)
            }
            Self::BreakEven(found) => {
                let charts = charts.draw(|style| chart::charts_of_break_even(found, style))?;
                documents::pack_of_break_even(found, &charts, &origin)
            }
            Self::Sensitivity(found) => {
                let charts = charts.draw(|style| chart::charts_of_sensitivity(found, style))?;
                documents::pack_of_sensitivity(found, &charts, &origin)
            }
            Self::Luck(luck) => {
                let charts = charts.draw(|style| chart::charts_of_luck(luck, style))?;
                documents::pack_of_luck(luck, &charts, &origin)
            }
        };
        Ok(files?)
    }
}
