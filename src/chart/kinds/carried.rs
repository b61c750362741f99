//! What a worker carries, week by week: a panel for each variant.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, Tint, look};
use crate::chart::drawing::lettering::HEADING;
use crate::chart::drawing::marks::Marks;
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Panel, Value};
use crate::chart::drawing::sketch::{Anchor, Area};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::drawing::weeks::Weeks;
use crate::chart::words::figure;
use crate::results::{CaseloadResults, Measure, Results, VariantResults};

use super::staffing::{GAP, columns, panel_width};
use super::subject::{caption, enumeration, note_on_overlay, overlaid, value};
use super::week_lines::{Line, highest_week};

struct Course<'a> {
    variant: &'a VariantResults,
    caseload: &'a CaseloadResults,
    mean: Line,
    low: Line,
    high: Line,
}

impl<'a> Course<'a> {
    fn new(variant: &'a VariantResults, name: &str) -> Option<Self> {
        let caseload = variant.caseloads.get(name)?;
        let line = |measure| Line::new(0, variant, &caseload.weeks, measure);
        let (mean, low, high) =
            (line(Measure::CaseloadPerWorker), line(Measure::CaseloadP10), line(Measure::CaseloadP90));
        Some(Self { variant, caseload, mean, low, high })
    }

    fn extremes(&self) -> impl Iterator<Item = f64> + Clone {
        let lines = [&self.mean, &self.low, &self.high];
        let ends: Vec<f64> = lines
            .iter()
            .flat_map(|line| line.estimates())
            .flat_map(|estimate| [estimate.low(), estimate.high()])
            .collect();
        ends.into_iter().chain([self.caseload.standard])
    }

    /// Along the higher edge of what most workers carry, then back along the lower.
    fn outline(&self, weeks: &Weeks) -> Vec<Value> {
        let edge = |line: &Line| -> Vec<Value> {
            weeks.points(&line.values).into_iter().filter_map(|(x, estimate)| Some((x, estimate?.mean))).collect()
        };
        edge(&self.high).into_iter().chain(edge(&self.low).into_iter().rev()).collect()
    }
}

/// Cases per full-time worker against the standard; `None` if no week says anything.
pub(super) fn caseload_per_worker(results: &Results, style: &Style, name: &str, stem: &str) -> Option<Chart> {
    let courses: Vec<Course> = overlaid(results).iter().filter_map(|variant| Course::new(variant, name)).collect();
    let extremes: Vec<f64> = courses.iter().flat_map(Course::extremes).collect();
    if !courses.iter().any(|course| course.mean.estimates().next().is_some()) {
        return None;
    }
    let y = Axis::spanning(extremes.into_iter(), 6);
    let columns = columns(courses.len(), style);
    let width = panel_width(columns, &y, style);
    let weeks = Weeks::over(courses.iter().flat_map(|course| &course.caseload.weeks), width)?;
    let title = &courses.first()?.caseload.title;
    let caption = caption(
        results,
        format!("caseload_{stem}"),
        format!("Cases carried by a full-time worker — {title}"),
        &note_on_overlay(results).into_iter().collect::<Vec<_>>(),
        alt_of_courses(&courses),
    );
    let mut page = Page::open(style, caption);
    let marks: Vec<Marks> =
        courses.iter().map(|course| Marks::over_weeks(std::slice::from_ref(course.variant), &weeks)).collect();
    let mut keys = vec![
        Key { name: "mean of all workers".to_owned(), sign: Sign::Stroke(look(0)) },
        Key { name: "four in five workers carry between".to_owned(), sign: Sign::Shade(spread()) },
        Key { name: "standard".to_owned(), sign: Sign::Stroke(standard_look()) },
    ];
    keys.extend(marks.iter().flat_map(Marks::keys).next());
    page.legend(&keys);
    page.name_y_axis("Cases for a full-time contract");
    let pairs: Vec<(&Course, &Marks)> = courses.iter().zip(&marks).collect();
    for row in pairs.chunks(columns) {
        draw_row(&mut page, row, &weeks, &y, width, style.scaled(if columns == 1 { 300.0 } else { 180.0 }));
    }
    page.name_x_axis(&weeks.name(), 8.0);
    Some(page.close(table_of_courses(&courses), &reading_of_courses(&courses)))
}

fn draw_row(page: &mut Page, row: &[(&Course, &Marks)], weeks: &Weeks, y: &Axis, width: f64, height: f64) {
    let names = Panel::room_for_names(y);
    let headings: Vec<Vec<String>> =
        row.iter().map(|(course, _)| HEADING.wrap(&course.variant.name, width, 3)).collect();
    let lines = headings.iter().map(Vec::len).max().unwrap_or(0);
    let above = page.keep(lines as f64 * HEADING.line_height() + 8.0);
    let plot = page.keep(height);
    page.keep(30.0);
    for (index, ((course, marks), heading)) in row.iter().zip(headings).enumerate() {
        let left = MARGIN + index as f64 * (names + width + GAP) + names;
        let area = Area { left, right: left + width, ..plot };
        let panel = Panel { area, x: weeks.axis(), y: y.clone(), crowded: false };
        page.sketch.paragraph(&heading, (left, above.top + 10.0), Anchor::Left, HEADING);
        marks.draw_shades(&mut page.sketch, &panel);
        panel.draw_y_axis(&mut page.sketch);
        panel.fill(&mut page.sketch, &course.outline(weeks), spread());
        panel.draw_level(&mut page.sketch, course.caseload.standard, "", Ink::Target);
        let spots = weeks.points(&course.mean.values);
        panel.draw_band(&mut page.sketch, &spots, look(0).ink);
        panel.draw_line(&mut page.sketch, &spots, look(0));
        panel.draw_x_axis(&mut page.sketch);
    }
}

fn spread() -> Tint {
    look(1).ink.tint(0.22)
}

fn standard_look() -> Look {
    Look { ink: Ink::Target, dash: &[7.0, 3.0, 1.5, 3.0], ..look(0) }
}

fn reading_of_courses(courses: &[Course]) -> String {
    let standard = courses.first().map_or(0.0, |course| course.caseload.standard);
    let value = |cases| format!("{} cases for a standard of {}", figure::estimate(cases), figure::trimmed(standard));
    let lines = courses.iter().map(|course| (course.variant.name.as_str(), &course.mean));
    highest_week("The mean caseload", lines, &value)
}

fn alt_of_courses(courses: &[Course]) -> String {
    let total = |course: &Course, measure| value(&course.caseload.total, measure).map(figure::estimate);
    let totals: Vec<(String, String)> = courses
        .iter()
        .filter_map(|course| {
            let mean = total(course, Measure::CaseloadPerWorker)?;
            let above = total(course, Measure::AboveStandardFraction)?;
            Some((course.variant.name.clone(), format!("{mean} cases, {above}% of workers above the standard")))
        })
        .collect();
    format!(
        "Cases per full-time contract week by week, a panel for each variant, with what four in five workers carry shaded and \
         the standard dashed. On average: {}.",
        enumeration(&totals)
    )
}

fn table_of_courses(courses: &[Course]) -> Table {
    let mut table = Table::new(&["variant", "week", "figure", "cases_per_full_time_contract", "half_width"]);
    for course in courses {
        for (name, line) in [("mean", &course.mean), ("p10", &course.low), ("p90", &course.high)] {
            for (start, estimate) in &line.values {
                table.row_with(&[&course.variant.name, start, name], *estimate);
            }
        }
    }
    table
}
