//! Lines from week to week.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Look, look};
use crate::chart::drawing::lettering::REMARK;
use crate::chart::drawing::marks::{Marks, draw_names};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Panel, Spot};
use crate::chart::drawing::sketch::Area;
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::drawing::weeks::Weeks;
use crate::chart::words::figure;
use crate::chart::words::reading::{Course, Place, Superlative, nothing_happens};
use crate::results::{Estimate, Measure, Results, VariantResults, WeekResults};
use crate::units::describe_date;

use super::subject::{overlaid, value};

const PLOT_HEIGHT: f64 = 280.0;

/// The course of a measure under one variant.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) look: Look,
    pub(super) values: Vec<(String, Option<Estimate>)>,
}

impl Line {
    pub(super) fn new(position: usize, variant: &VariantResults, weeks: &[WeekResults], measure: Measure) -> Self {
        let values = weeks.iter().map(|week| (week.start.clone(), value(&week.measures, measure))).collect();
        Self { name: variant.name.clone(), look: look(position), values }
    }

    pub(super) fn estimates(&self) -> impl Iterator<Item = Estimate> + '_ {
        self.values.iter().filter_map(|(_, estimate)| *estimate)
    }

    pub(super) fn highest(&self) -> Option<(String, String)> {
        let highest = |one: &&(String, Option<Estimate>), other: &&(String, Option<Estimate>)| {
            let mean = |value: &(String, Option<Estimate>)| value.1.map_or(f64::NEG_INFINITY, |estimate| estimate.mean);
            mean(one).total_cmp(&mean(other))
        };
        let (start, estimate) = self.values.iter().max_by(highest)?;
        Some((self.name.clone(), format!("{} in the week of {}", figure::estimate((*estimate)?), describe_date(start))))
    }
}

/// In which week the highest value of all lines lies, and under which variant.
pub(super) fn highest_week<'a>(
    subject: &str,
    lines: impl Iterator<Item = (&'a str, &'a Line)>,
    value: &dyn Fn(Estimate) -> String,
) -> String {
    let courses: Vec<Course> = lines.map(|(name, line)| Course { name, values: line.values.clone() }).collect();
    if nothing_happens(&courses) {
        return format!("{subject} stays at nothing");
    }
    let name = |start: &str| format!("the week of {}", describe_date(start));
    let place = Place { preposition: "in", name: &name };
    let subject = subject.to_owned();
    Superlative { subject, word: "highest", least: false, place: Some(place), value }.sentence(&courses)
}

/// Lines over one another in a panel of its own.
pub(super) struct Plot<'a> {
    pub(super) y_name: &'static str,
    pub(super) y: Axis,
    pub(super) lines: &'a [Line],
}

pub(super) fn plot_width(y: &Axis, style: &Style) -> f64 {
    style.inner() - 10.0 - Panel::room_for_names(y)
}

/// Panels beneath one another, the stoppages named above the first.
pub(super) fn draw_plots(
    results: &Results,
    mut page: Page,
    weeks: &Weeks,
    plots: &[Plot],
    (table, reading): (Table, &str),
) -> Chart {
    let style = page.style();
    let marks = Marks::over_weeks(overlaid(results), weeks);
    let lines = plots.first().map_or(&[][..], |plot| plot.lines);
    let keys = lines.iter().map(|line| Key { name: line.name.clone(), sign: Sign::Line(line.look) });
    page.legend(&keys.chain(marks.keys()).collect::<Vec<_>>());
    let height = style.scaled(PLOT_HEIGHT) / (plots.len() as f64).sqrt();
    for (index, plot) in plots.iter().enumerate() {
        page.name_y_axis(plot.y_name);
        let left = MARGIN + Panel::room_for_names(&plot.y);
        let right = style.right() - 10.0;
        let names = if index == 0 { marks.rows(left, right, &weeks.axis()) } else { Vec::new() };
        let lanes = page.keep(names.len() as f64 * REMARK.line_height() + 6.0);
        draw_names(&mut page.sketch, &names, lanes.top);
        let area = Area { left, right, ..page.keep(height) };
        let panel = Panel { area, x: weeks.axis(), y: plot.y.clone(), crowded: false };
        marks.draw_shades(&mut page.sketch, &panel);
        panel.draw_y_axis(&mut page.sketch);
        let overlay: Vec<(Look, Vec<Spot>)> =
            plot.lines.iter().map(|line| (line.look, weeks.points(&line.values))).collect();
        panel.draw_overlay(&mut page.sketch, &overlay);
        panel.draw_x_axis(&mut page.sketch);
        page.keep(24.0);
    }
    page.name_x_axis(&weeks.name(), 12.0);
    page.close(table, reading)
}
