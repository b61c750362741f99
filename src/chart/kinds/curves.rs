//! Curves of per cent against the value of a varied key.

use crate::chart::drawing::axis::{Axis, Tick};
use crate::chart::drawing::ink::{Ink, Look};
use crate::chart::drawing::lettering::REMARK;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Line, Panel};
use crate::chart::drawing::sketch::Area;
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::results::{Estimate, SweepResults};

use super::subject::caption;

const PLOT_HEIGHT: f64 = 330.0;

/// One line of a trade-off.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    /// What it is called in the legend.
    pub(super) name: String,
    /// What the legend adds to its name.
    pub(super) remark: Option<String>,
    /// How it looks.
    pub(super) look: Look,
    /// By position.
    pub(super) points: Vec<PointOfSweep>,
}

impl Curve {
    /// How it looks, and its points as they are drawn.
    pub(super) fn line(&self) -> Line {
        (self.look, self.points.iter().map(|point| (point.position, point.estimate)).collect())
    }

    /// Its name in the legend.
    pub(super) fn name_with_remark(&self) -> String {
        let remark = self.remark.as_ref().map(|remark| format!(" ({remark})")).unwrap_or_default();
        format!("{}{remark}", self.name)
    }
}

/// One value of the varied key and what came out there, in per cent.
#[derive(Clone, Debug)]
pub(super) struct PointOfSweep {
    /// On a number line.
    pub(super) position: f64,
    /// As it would be written in the file.
    pub(super) written: String,
    /// What came out, if it exists.
    pub(super) estimate: Option<Estimate>,
}

/// What is to be drawn around the curves.
#[derive(Debug)]
pub(super) struct Drawing {
    /// What its files are called.
    pub(super) name: String,
    /// What it shows.
    pub(super) title: String,
    /// The text alternative.
    pub(super) alt: String,
    /// What to see.
    pub(super) reading: String,
    /// What the vertical axis counts.
    pub(super) y_name: String,
    /// The measures by key: one for each curve, or one for all.
    pub(super) columns: Vec<&'static str>,
    /// Sentences for the subtitle.
    pub(super) notes: Vec<String>,
    /// The level promised, in per cent.
    pub(super) target: Option<f64>,
    /// A place along the axis and what is to be said of it.
    pub(super) remark: Option<(f64, String)>,
    /// The vertical axis.
    pub(super) y: Axis,
}

impl Drawing {
    /// The chart; `None` if no curve has a point.
    pub(super) fn draw(self, sweep: &SweepResults, style: &Style, curves: &[Curve]) -> Option<Chart> {
        let numbers = self.table(sweep, curves);
        let x = x_axis(sweep, style, curves)?;
        let target_name = self.target.map(|target| format!("target {}%", figure::trimmed(target)));
        let right = style.right() - target_name.as_ref().map_or(14.0, |name| REMARK.width(name) + 8.0);
        let mut page = Page::open(style, caption(&sweep.results, self.name, self.title, &self.notes, self.alt));
        let drawn = curves.iter().filter(|curve| curve.points.iter().any(|point| point.estimate.is_some()));
        page.legend(
            &drawn
                .map(|curve| Key { name: curve.name_with_remark(), sign: Sign::Line(curve.look) })
                .collect::<Vec<_>>(),
        );
        page.name_y_axis(&self.y_name);
        let left = MARGIN + Panel::room_for_names(&self.y);
        let remark = self.remark.map(|(position, words)| (position, REMARK.wrap(&words, right - left, 3)));
        let lines = remark.as_ref().map_or(0, |(_, lines)| lines.len());
        let lane = page.keep(lines as f64 * REMARK.line_height() + 6.0);
        let plot = page.keep(style.scaled(PLOT_HEIGHT));
        let area = Area { left, right, ..plot };
        let panel = Panel { area, x, y: self.y, crowded: false };

        panel.draw_y_axis(&mut page.sketch);
        if let Some((target, name)) = self.target.zip(target_name) {
            panel.draw_level(&mut page.sketch, target, &name, Ink::Target);
        }
        if let Some((position, lines)) = &remark {
            panel.draw_remark(&mut page.sketch, *position, lines, lane.top + 8.0);
        }
        let lines: Vec<Line> = curves.iter().map(Curve::line).collect();
        panel.draw_points(&mut page.sketch, &lines);
        panel.draw_x_axis(&mut page.sketch);
        page.name_x_axis(&x_name(sweep), 34.0);
        Some(page.close(numbers, &self.reading))
    }

    fn table(&self, sweep: &SweepResults, curves: &[Curve]) -> Table {
        let key = sweep.paths.first().map_or("key", String::as_str);
        let mut table = Table::new(&["line", "measure", key, "value_percent", "half_width_percent_points"]);
        for (index, curve) in curves.iter().enumerate() {
            let measure = self.columns.get(index).or(self.columns.first()).copied().unwrap_or_default();
            for point in &curve.points {
                table.row_with(&[&curve.name, measure, &point.written], point.estimate);
            }
        }
        table
    }
}

/// The axis of the key varied first; `None` if no curve has a point.
///
/// Days are named as they are written: what counts open days or weeks of them is not the calendar's.
pub(super) fn x_axis(sweep: &SweepResults, style: &Style, curves: &[Curve]) -> Option<Axis> {
    let drawn: Vec<&PointOfSweep> =
        curves.iter().flat_map(|curve| &curve.points).filter(|point| point.estimate.is_some()).collect();
    let positions: Vec<f64> = drawn.iter().map(|point| point.position.clamp(-1e250, 1e250)).collect();
    if positions.is_empty() {
        return None;
    }
    let positions = positions.into_iter();
    let in_seconds = sweep.units.first().is_some_and(|unit| unit == "seconds");
    let in_days = in_seconds && positions.clone().all(|seconds| seconds != 0.0 && seconds % 86_400.0 == 0.0);
    if in_days {
        let mut ticks: Vec<Tick> =
            drawn.iter().map(|point| Tick { value: point.position, label: point.written.clone() }).collect();
        ticks.sort_by(|one, other| one.value.total_cmp(&other.value));
        ticks.dedup();
        let mut axis = Axis::spanning(positions, style.most(10));
        axis.ticks = ticks;
        return Some(axis);
    }
    Some(if in_seconds {
        Axis::spanning_seconds(positions, style.most(10))
    } else {
        Axis::spanning(positions, style.most(10))
    })
}

/// What the axis of the key varied first is called.
pub(super) fn x_name(sweep: &SweepResults) -> String {
    let path = sweep.paths.first().map_or("", String::as_str);
    match sweep.units.first().map_or("", String::as_str) {
        "" | "seconds" => path.to_owned(),
        unit => format!("{path} ({unit})"),
    }
}
