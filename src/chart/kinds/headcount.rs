//! The people of a team against its posts, week by week: a panel for each variant.

use jiff::civil::Date;

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, look};
use crate::chart::drawing::lettering::{HEADING, REMARK};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::Panel;
use crate::chart::drawing::sketch::{Anchor, Area};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::drawing::weeks::Weeks;
use crate::chart::words::figure;
use crate::chart::words::reading::{Superlative, single};
use crate::results::{Estimate, Measure, Results, VariantResults, WeekResults, WorkforceResults};

use super::staffing::{GAP, columns, panel_width};
use super::subject::{caption, enumeration, note_on_overlay, overlaid, value};

/// What is drawn as a line with its band, and in which look.
const LINES: [(Measure, &str, usize); 2] =
    [(Measure::Filled, "permanent workers", 1), (Measure::Proficient, "of them, up to speed", 2)];

/// A variant and its people.
type Course<'a> = (&'a VariantResults, &'a WorkforceResults);

/// Posts, those who hold them and those up to speed; `None` if no week says anything, or nothing beyond vacancies: nobody begins
/// together, and everybody is up to speed.
pub(super) fn headcount(results: &Results, style: &Style, name: &str, stem: &str) -> Option<Chart> {
    let courses: Vec<Course> =
        overlaid(results).iter().filter_map(|variant| Some((variant, variant.workforces.get(name)?))).collect();
    if !courses.iter().any(|(_, people)| is_telling(people)) {
        return None;
    }
    let extremes: Vec<f64> = courses.iter().flat_map(|(_, people)| extremes(people)).collect();
    if extremes.is_empty() {
        return None;
    }
    let y = Axis::spanning(extremes.into_iter(), 6);
    let columns = columns(courses.len(), style);
    let width = panel_width(columns, &y, style);
    let weeks = Weeks::over(courses.iter().flat_map(|(_, people)| &people.weeks), width)?;
    let caption = caption(
        results,
        format!("headcount_{stem}"),
        format!("People in post and up to speed — {}", courses.first()?.1.title),
        &note_on_overlay(results).into_iter().collect::<Vec<_>>(),
        alt(&courses),
    );
    let mut page = Page::open(style, caption);
    page.legend(&keys(&courses));
    page.name_y_axis("Permanent workers at the end of the week");
    for row in courses.chunks(columns) {
        draw_row(&mut page, row, &weeks, &y, width, style.scaled(if columns == 1 { 300.0 } else { 190.0 }));
    }
    page.name_x_axis(&weeks.name(), 8.0);
    Some(page.close(table(&courses), &reading(&courses)))
}

fn is_telling(people: &WorkforceResults) -> bool {
    let mean = |week: &WeekResults, measure| value(&week.measures, measure).map(|estimate| estimate.mean);
    let is_learning = |week: &WeekResults| mean(week, Measure::Proficient) < mean(week, Measure::Filled);
    !people.intakes.is_empty() || people.weeks.iter().any(is_learning)
}

fn keys(courses: &[Course]) -> Vec<Key> {
    let stroke = |name: &str, look| Key { name: name.to_owned(), sign: Sign::Stroke(look) };
    let mut keys = vec![stroke("posts", posts_look())];
    keys.extend(LINES.map(|(_, name, position)| stroke(name, look(position))));
    if courses.iter().any(|(_, people)| !people.intakes.is_empty()) {
        keys.push(stroke("people begin together", intake_look()));
    }
    keys
}

fn posts_look() -> Look {
    Look { ink: Ink::Target, dash: &[7.0, 3.0, 1.5, 3.0], ..look(0) }
}

fn intake_look() -> Look {
    Look { ink: Ink::Target, dash: &[2.0, 3.0], ..look(0) }
}

fn extremes(people: &WorkforceResults) -> Vec<f64> {
    let estimates =
        |measure| people.weeks.iter().filter_map(move |week| figure::drawable(value(&week.measures, measure)));
    let lines = LINES
        .into_iter()
        .flat_map(|(measure, ..)| estimates(measure))
        .flat_map(|estimate| [estimate.low(), estimate.high()]);
    let lines: Vec<f64> = lines.collect();
    let posts = estimates(Measure::Posts).map(|estimate| estimate.mean);
    if lines.is_empty() { lines } else { lines.into_iter().chain(posts).collect() }
}

fn draw_row(page: &mut Page, row: &[Course], weeks: &Weeks, y: &Axis, width: f64, height: f64) {
    let names = Panel::room_for_names(y);
    let headings: Vec<Vec<String>> = row.iter().map(|(variant, _)| HEADING.wrap(&variant.name, width, 3)).collect();
    let lines = headings.iter().map(Vec::len).max().unwrap_or(0);
    let above = page.keep(lines as f64 * HEADING.line_height() + 8.0);
    let has_intakes = row.iter().any(|(_, people)| !people.intakes.is_empty());
    let lane = page.keep(if has_intakes { REMARK.line_height() + 4.0 } else { 0.0 });
    let plot = page.keep(height);
    page.keep(30.0);
    for (index, ((_, people), heading)) in row.iter().zip(headings).enumerate() {
        let left = MARGIN + index as f64 * (names + width + GAP) + names;
        let area = Area { left, right: left + width, ..plot };
        let panel = Panel { area, x: weeks.axis(), y: y.clone(), crowded: false };
        page.sketch.paragraph(&heading, (left, above.top + 10.0), Anchor::Left, HEADING);
        panel.draw_y_axis(&mut page.sketch);
        draw_intakes(page, &panel, people, weeks, lane.top);
        draw_lines(page, &panel, people, weeks);
        panel.draw_x_axis(&mut page.sketch);
    }
}

fn draw_lines(page: &mut Page, panel: &Panel, people: &WorkforceResults, weeks: &Weeks) {
    let spots = |measure| {
        let values: Vec<(String, Option<Estimate>)> =
            people.weeks.iter().map(|week| (week.start.clone(), value(&week.measures, measure))).collect();
        weeks.points(&values)
    };
    panel.draw_line(&mut page.sketch, &spots(Measure::Posts), posts_look());
    for (measure, _, position) in LINES {
        let spots = spots(measure);
        panel.draw_band(&mut page.sketch, &spots, look(position).ink);
        panel.draw_line(&mut page.sketch, &spots, look(position));
    }
}

/// A line where people begin together, with their number above it where there is room.
fn draw_intakes(page: &mut Page, panel: &Panel, people: &WorkforceResults, weeks: &Weeks, lane: f64) {
    let mut taken = f64::NEG_INFINITY;
    for intake in &people.intakes {
        let Some(day) = intake.date.parse().ok().and_then(|date: Date| weeks.day(date)) else { continue };
        let (x, _) = panel.at(day, 0.0);
        page.sketch.line(&[(x, panel.area.top), (x, panel.area.bottom)], Ink::Target, 1.2, intake_look().dash);
        let name = format!("+{}", intake.people);
        let half = REMARK.width(&name) / 2.0;
        let middle = x.clamp(panel.area.left + half, panel.area.right - half);
        if taken + 6.0 < middle - half {
            taken = middle + half;
            page.sketch.words(&name, (middle, lane + REMARK.line_height() / 2.0), Anchor::Centre, REMARK);
        }
    }
}

/// How many of those up to speed there are at the end of the last week, and under which variant they are fewest.
fn reading(courses: &[Course]) -> String {
    let last = |people: &WorkforceResults, measure| value(&people.weeks.last()?.measures, measure);
    let values =
        single(courses.iter().map(|(variant, people)| (variant.name.as_str(), last(people, Measure::Proficient))));
    let posts = courses.first().and_then(|(_, people)| last(people, Measure::Posts));
    let posts = posts.map_or_else(String::new, |posts| format!(" for {} posts", figure::trimmed(posts.mean)));
    let describe = |value| format!("{}{posts}", figure::estimate(value));
    let subject = "The number up to speed at the end of the last week".to_owned();
    Superlative { subject, word: "lowest", least: true, place: None, value: &describe }.sentence(&values)
}

fn alt(courses: &[Course]) -> String {
    let total = |people: &WorkforceResults, measure| value(&people.total, measure).map(figure::estimate);
    let totals: Vec<(String, String)> = courses
        .iter()
        .filter_map(|(variant, people)| {
            let (filled, proficient) = (total(people, Measure::Filled)?, total(people, Measure::Proficient)?);
            Some((variant.name.clone(), format!("{filled} in post, {proficient} up to speed")))
        })
        .collect();
    format!(
        "Permanent workers and those of them who are up to speed against the posts, week by week, a panel for each variant, with \
         a dotted line where people begin together. On average: {}.",
        enumeration(&totals)
    )
}

fn table(courses: &[Course]) -> Table {
    let mut table = Table::new(&["variant", "week", "figure", "workers", "half_width"]);
    let measures = [Measure::Posts, Measure::Filled, Measure::Proficient];
    for (variant, people) in courses {
        for measure in measures {
            for week in &people.weeks {
                table.row_with(&[&variant.name, &week.start, measure.key()], value(&week.measures, measure));
            }
        }
        for intake in &people.intakes {
            let begin = Estimate { mean: f64::from(intake.people), half_width: None };
            table.row_with(&[&variant.name, &intake.date, "intake"], Some(begin));
        }
    }
    table
}
