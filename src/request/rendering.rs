//! The answer as a person reads it.

use crate::chart::{self, Chart, Style, Theme};
use crate::documents;
use crate::report::{
    File, RenderError, tables_of_break_even, tables_of_luck, tables_of_run, tables_of_sensitivity, tables_of_sweep,
};

use super::{Answer, ChartChoice, ChartTheme, Request, RequestError};

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
        let asked = |file: &File| {
            request.files.is_empty()
                || file.path == File::RESULTS
                || request.files.iter().any(|kind| kind.has(&file.path))
        };
        let files = if is_for_programs(request) { self.tables()? } else { self.render_all(request)? };
        Ok(files.into_iter().filter(asked).collect())
    }

    /// The record and its tables, for programs.
    fn tables(&self) -> Result<Vec<File>, RenderError> {
        match self {
            Self::Run(results) => tables_of_run(results),
            Self::Sweep(sweep) => tables_of_sweep(sweep),
            Self::BreakEven(found) => tables_of_break_even(found),
            Self::Sensitivity(found) => tables_of_sensitivity(found),
            Self::Luck(luck) => tables_of_luck(luck),
        }
    }

    fn render_all(&self, request: &Request) -> Result<Vec<File>, RequestError> {
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

/// Whether nothing is asked for that needs a report or a chart.
fn is_for_programs(request: &Request) -> bool {
    !request.files.is_empty() && request.files.iter().all(|kind| kind.is_for_programs())
}

impl ChartChoice {
    /// Draws the charts that were asked for.
    ///
    /// # Errors
    ///
    /// [`RequestError::Refused`] if one was asked for that is not among those drawn, or in a way that cannot be.
    fn draw(&self, draw: impl FnOnce(&Style) -> Vec<Chart>) -> Result<Vec<Chart>, RequestError> {
        self.check()?;
        if self.asks_for_none() {
            return Ok(Vec::new());
        }
        let all = draw(&self.style());
        if let Some(unknown) = self.only.iter().find(|name| !all.iter().any(|chart| chart.is_called(name))) {
            return Err(RequestError::Refused(not_drawn(unknown, &all)));
        }
        let asked = |chart: &Chart| self.only.is_empty() || self.only.iter().any(|name| chart.is_called(name));
        Ok(all.into_iter().filter(asked).collect())
    }

    fn style(&self) -> Style {
        let usual = Style::default();
        Style {
            width: self.width.unwrap_or(usual.width),
            dpi: self.dpi.unwrap_or(usual.dpi),
            theme: match self.theme {
                Some(ChartTheme::Light) => Theme::Light,
                Some(ChartTheme::Dark) => Theme::Dark,
                None => usual.theme,
            },
            caption: self.caption.clone().unwrap_or(usual.caption),
        }
    }
}

fn not_drawn(unknown: &str, all: &[Chart]) -> String {
    if all.is_empty() {
        return format!("no chart `{unknown}` comes out of this, nor any other: leave --charts out");
    }
    let names: Vec<&str> = all.iter().map(|chart| chart.name.as_str()).collect();
    format!("no chart `{unknown}` comes out of this; nothing was written\n  there are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(charts: &[&str]) -> ChartChoice {
        ChartChoice { only: charts.iter().map(|name| (*name).to_owned()).collect(), ..ChartChoice::default() }
    }

    fn drawn(charts: &[&str]) -> Result<Vec<String>, RequestError> {
        let chart = |name: &str| Chart {
            name: name.into(),
            title: String::new(),
            alt: String::new(),
            reading: String::new(),
            svg: String::new(),
            csv: String::new(),
            dpi: 96,
        };
        let all = |_: &Style| ["queue_length_claims", "queue_length_calls", "waits_claims"].map(chart).to_vec();
        let charts = choice(charts).draw(all)?;
        Ok(charts.into_iter().map(|chart| chart.name).collect())
    }

    #[test]
    fn charts_are_chosen_by_name_or_beginning() {
        assert_eq!(drawn(&[]).unwrap().len(), 3);
        assert_eq!(drawn(&["queue_length"]).unwrap(), ["queue_length_claims", "queue_length_calls"]);
        assert_eq!(drawn(&["waits_claims", "queue_length_calls"]).unwrap(), ["queue_length_calls", "waits_claims"]);
        assert_eq!(drawn(&["none"]).unwrap(), [""; 0]);
        let refused = drawn(&["waits", "queue_length_clams"]).unwrap_err().to_string();
        assert!(refused.contains("`queue_length_clams`"), "{refused}");
        assert!(refused.contains("there are queue_length_claims, queue_length_calls, waits_claims"));
    }
}
