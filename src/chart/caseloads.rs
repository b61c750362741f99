//! People and the cases they own, week by week.

use std::collections::BTreeSet;

use crate::results::{CaseloadResults, Estimate, Measure, Results, VariantResults, WeekResults};

use super::axis::Axis;
use super::figure;
use super::headcount::headcount;
use super::ink::{Ink, Look, Tint, look};
use super::lettering::{HEADING, REMARK};
use super::marks::{Marks, draw_names};
use super::page::{Chart, Key, Page, Sign};
use super::panel::{Panel, Spot, Value};
use super::sketch::{Anchor, Area};
use super::staffing::{GAP, columns, panel_width};
use super::style::{MARGIN, Style};
use super::subject::{caption, enumeration, free_stem, note_on_overlay, overlaid, value};
use super::table::Table;
use super::weeks::Weeks;

/// Most caseloads, and most teams with people, that get charts of their own.
const MOST_CHARTED: usize = 12;

const PLOT_HEIGHT: f64 = 280.0;

/// The charts of each caseload and of the people of each team; none where there are neither.
pub(super) fn caseloads_and_workforces(results: &Results, style: &Style) -> Vec<Chart> {
    let Some(baseline) = results.variants.first() else { return Vec::new() };
    let mut charts = Vec::new();
    let mut taken = BTreeSet::new();
    for (name, caseload) in baseline.caseloads.iter().take(MOST_CHARTED) {
        let stem = free_stem(name, &mut taken);
        charts.extend(caseload_per_worker(results, style, name, &stem));
        let subject = Subject { name, title: &caseload.title, stem: &stem };
        charts.extend(OF_CASELOADS.iter().flat_map(|kind| kind.charts(results, style, &subject)));
    }
    let mut taken = BTreeSet::new();
    for (name, workforce) in baseline.workforces.iter().take(MOST_CHARTED) {
        let stem = free_stem(name, &mut taken);
        charts.extend(vacancies_and_agency(results, style, (name, &workforce.title), &stem));
        charts.extend(headcount(results, style, name, &stem));
    }
    charts
}

/// A caseload that charts are about.
struct Subject<'a> {
    name: &'a str,
    title: &'a str,
    stem: &'a str,
}

/// The course of a measure under one variant.
struct Line {
    name: String,
    look: Look,
    values: Vec<(String, Option<Estimate>)>,
}

impl Line {
    fn of(position: usize, variant: &VariantResults, weeks: &[WeekResults], measure: Measure) -> Self {
        let values = weeks.iter().map(|week| (week.start.clone(), value(&week.measures, measure))).collect();
        Self { name: variant.name.clone(), look: look(position), values }
    }

    fn estimates(&self) -> impl Iterator<Item = Estimate> + '_ {
        self.values.iter().filter_map(|(_, estimate)| *estimate)
    }

    fn highest(&self) -> Option<(String, String)> {
        let highest = |one: &&(String, Option<Estimate>), other: &&(String, Option<Estimate>)| {
            let mean = |value: &(String, Option<Estimate>)| value.1.map_or(f64::NEG_INFINITY, |it| it.mean);
            mean(one).total_cmp(&mean(other))
        };
        let (start, estimate) = self.values.iter().max_by(highest)?;
        Some((self.name.clone(), format!("{} in the week of {start}", figure::estimate((*estimate)?))))
    }
}

// What a worker carries: a panel for each variant.

struct Course<'a> {
    variant: &'a VariantResults,
    caseload: &'a CaseloadResults,
    mean: Line,
    low: Line,
    high: Line,
}

impl<'a> Course<'a> {
    fn of(variant: &'a VariantResults, name: &str) -> Option<Self> {
        let caseload = variant.caseloads.get(name)?;
        let line = |measure| Line::of(0, variant, &caseload.weeks, measure);
        let (mean, low, high) =
            (line(Measure::CaseloadPerWorker), line(Measure::CaseloadP10), line(Measure::CaseloadP90));
        Some(Self { variant, caseload, mean, low, high })
    }

    fn extremes(&self) -> impl Iterator<Item = f64> + Clone {
        let lines = [&self.mean, &self.low, &self.high];
        let ends: Vec<f64> =
            lines.iter().flat_map(|line| line.estimates()).flat_map(|it| [it.low(), it.high()]).collect();
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
fn caseload_per_worker(results: &Results, style: &Style, name: &str, stem: &str) -> Option<Chart> {
    let courses: Vec<Course> = overlaid(results).iter().filter_map(|variant| Course::of(variant, name)).collect();
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
    page.name_x_axis(Weeks::name(), 8.0);
    Some(page.close(table_of_courses(&courses)))
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

// One measure of a caseload: every variant a line.

/// A measure of a caseload that has a chart of its own.
struct Kind {
    measure: Measure,
    stem: &'static str,
    title: &'static str,
    y_name: &'static str,
}

const OF_CASELOADS: [Kind; 4] = [
    Kind {
        measure: Measure::UnmetHours,
        stem: "unmet_hours",
        title: "Work that cases need and never get",
        y_name: "Hours a week",
    },
    Kind {
        measure: Measure::HoursBehind,
        stem: "hours_behind",
        title: "Opening and handing over still to be done",
        y_name: "Hours at the end of the week",
    },
    Kind {
        measure: Measure::Unallocated,
        stem: "unallocated",
        title: "Cases that wait for a worker",
        y_name: "Cases at the end of the week",
    },
    Kind { measure: Measure::Handovers, stem: "handovers", title: "Cases that change hands", y_name: "Cases a week" },
];

/// Variants to draw, each with its place among all, which decides how it looks.
type Drawn<'a> = Vec<(usize, &'a VariantResults)>;

/// The baseline and the variants that bear a disruption it is spared; `None` if that is nobody or everybody.
fn disrupted(results: &Results) -> Option<Drawn<'_>> {
    let all: Drawn = overlaid(results).iter().enumerate().collect();
    let (_, baseline) = *all.first()?;
    let bears_more =
        |variant: &VariantResults| variant.disruptions.iter().any(|mark| !baseline.disruptions.contains(mark));
    let drawn: Drawn =
        all.iter().copied().filter(|(position, variant)| *position == 0 || bears_more(variant)).collect();
    (1 < drawn.len() && drawn.len() < all.len()).then_some(drawn)
}

impl Kind {
    /// The chart of all variants, and one of those with disruptions, which lasting changes may dwarf.
    fn charts(&self, results: &Results, style: &Style, subject: &Subject) -> Vec<Chart> {
        let all = overlaid(results).iter().enumerate().collect();
        let name = format!("{}_{}", self.stem, subject.stem);
        let title = format!("{} — {}", self.title, subject.title);
        let whole = self.chart(results, style, subject, all, (name, title));
        let dwarfed = matches!(self.measure, Measure::UnmetHours | Measure::HoursBehind);
        let part = disrupted(results).filter(|_| dwarfed).and_then(|drawn| {
            let name = format!("{}_disrupted_{}", self.stem, subject.stem);
            let title = format!("{}, around disruptions — {}", self.title, subject.title);
            self.chart(results, style, subject, drawn, (name, title))
        });
        whole.into_iter().chain(part).collect()
    }

    /// `None` if no week says anything, or nothing but zero.
    fn chart(
        &self,
        results: &Results,
        style: &Style,
        subject: &Subject,
        drawn: Drawn,
        (name, title): (String, String),
    ) -> Option<Chart> {
        let of = |(position, variant): &(usize, &VariantResults)| {
            Some(Line::of(*position, variant, &variant.caseloads.get(subject.name)?.weeks, self.measure))
        };
        let lines: Vec<Line> = drawn.iter().filter_map(of).collect();
        let all_weeks = drawn.iter().filter_map(|(_, variant)| variant.caseloads.get(subject.name));
        let highs: Vec<f64> = lines.iter().flat_map(Line::estimates).map(Estimate::high).collect();
        if !highs.iter().any(|high| 0.0 < *high) {
            return None;
        }
        let plot = Plot { y_name: self.y_name, y: Axis::from_zero(highs.into_iter()), lines: &lines };
        let weeks = Weeks::over(all_weeks.flat_map(|caseload| &caseload.weeks), plot_width(&plot.y, style))?;
        let peaks: Vec<(String, String)> = lines.iter().filter_map(Line::highest).collect();
        let alt = format!("{}, week by week, a line for each variant. Highest: {}.", self.title, enumeration(&peaks));
        let notes: Vec<String> = note_on_overlay(results).into_iter().collect();
        let caption = caption(results, name, title, &notes, alt);
        let column = figure::column(self.measure);
        let mut table = Table::new(&["variant", "week", &column, &format!("{column}_half_width")]);
        for line in &lines {
            line.values.iter().for_each(|(start, estimate)| table.row_with(&[&line.name, start], *estimate));
        }
        Some(draw_plots(results, Page::open(style, caption), &weeks, &[plot], table))
    }
}

/// Vacancies and agency workers of a team; `None` if no week says anything.
fn vacancies_and_agency(results: &Results, style: &Style, (name, title): (&str, &str), stem: &str) -> Option<Chart> {
    let measures = [
        (Measure::VacancyFraction, "Vacant posts, % of posts"),
        (Measure::AgencyFraction, "Agency workers, % of all workers"),
    ];
    let lines_of = |measure: Measure| -> Vec<Line> {
        let of = |(position, variant): (usize, &VariantResults)| {
            Some(Line::of(position, variant, &variant.workforces.get(name)?.weeks, measure))
        };
        overlaid(results).iter().enumerate().filter_map(of).collect()
    };
    let lines = measures.map(|(measure, _)| lines_of(measure));
    if !lines.iter().flatten().any(|line| line.estimates().next().is_some()) {
        return None;
    }
    let most = lines.iter().flatten().flat_map(Line::estimates).map(Estimate::high).fold(1.0, f64::max);
    let y = Axis::percent_up_to(most);
    let all_weeks = overlaid(results).iter().filter_map(|variant| variant.workforces.get(name));
    let weeks = Weeks::over(all_weeks.flat_map(|workforce| &workforce.weeks), plot_width(&y, style))?;
    let total =
        |variant: &VariantResults, measure| value(&variant.workforces.get(name)?.total, measure).map(figure::estimate);
    let totals: Vec<(String, String)> = overlaid(results)
        .iter()
        .filter_map(|variant| {
            let (vacant, agency) =
                (total(variant, Measure::VacancyFraction)?, total(variant, Measure::AgencyFraction)?);
            Some((variant.name.clone(), format!("{vacant}% vacant, {agency}% agency")))
        })
        .collect();
    let alt = format!(
        "Share of posts vacant above, share of workers from agencies below, week by week, a line for each variant. On \
         average: {}.",
        enumeration(&totals)
    );
    let caption = caption(
        results,
        format!("workforce_{stem}"),
        format!("Vacant posts and agency workers — {title}"),
        &note_on_overlay(results).into_iter().collect::<Vec<_>>(),
        alt,
    );
    let mut table = Table::new(&["variant", "week", "figure", "percent", "half_width_percent_points"]);
    for ((measure, _), lines) in measures.iter().zip(&lines) {
        for line in lines {
            for (start, estimate) in &line.values {
                table.row_with(&[&line.name, start, measure.key()], *estimate);
            }
        }
    }
    let plots: Vec<Plot> =
        measures.iter().zip(&lines).map(|((_, y_name), lines)| Plot { y_name, y: y.clone(), lines }).collect();
    Some(draw_plots(results, Page::open(style, caption), &weeks, &plots, table))
}

/// Lines over one another in a panel of its own.
struct Plot<'a> {
    y_name: &'static str,
    y: Axis,
    lines: &'a [Line],
}

fn plot_width(y: &Axis, style: &Style) -> f64 {
    style.inner() - 10.0 - Panel::room_for_names(y)
}

/// Panels beneath one another, the stoppages named above the first.
fn draw_plots(results: &Results, mut page: Page, weeks: &Weeks, plots: &[Plot], table: Table) -> Chart {
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
    page.name_x_axis(Weeks::name(), 12.0);
    page.close(table)
}
