use std::collections::BTreeMap;

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, look};
use crate::chart::drawing::lettering::HEADING;
use crate::chart::drawing::marks::{Marks, draw_days};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Panel, Value};
use crate::chart::drawing::sketch::{Anchor, Area};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::drawing::timeline::Timeline;
use crate::chart::words::dates;
use crate::chart::words::figure;
use crate::chart::words::reading::named;
use crate::results::{Estimate, IntervalResults, Measure, Results, VariantResults};

use super::subject::{caption, enumeration, note_on_overlay, overlaid, value};

/// Which agents are held against the load: those on duty, or, where some of them are on cases, those there for contacts.
fn who(results: &Results) -> (Measure, &'static str) {
    let on_cases = |variant: &VariantResults| {
        let share = variant.all_teams.total.get(&Measure::CaseworkFraction).copied().flatten();
        share.is_some_and(|share| share.mean > 0.0)
    };
    if results.variants.iter().any(on_cases) {
        (Measure::AgentsForContacts, "agents for contacts")
    } else {
        (Measure::Agents, "agents on duty")
    }
}

/// Agents on duty, or there for contacts, against offered load, a panel for each variant; `None` if no interval has either.
pub(super) fn agents_and_load(results: &Results, style: &Style) -> Option<Chart> {
    let with_contacts = overlaid(results).iter().filter(|variant| !variant.contacts.is_empty());
    let (measure, agents) = who(results);
    let courses: Vec<Course> =
        with_contacts.map(|variant| Course::new(variant, measure)).filter(Course::says_something).collect();
    let y = Axis::from_zero(courses.iter().flat_map(Course::highs));
    let columns = columns(courses.len(), style);
    let width = panel_width(columns, &y, style);
    let intervals = courses.iter().flat_map(|course| course.variant.all_teams.intervals.iter());
    let intervals = intervals.chain(courses.iter().flat_map(|course| course.variant.all_contacts.intervals.iter()));
    let timeline = Timeline::over(results, intervals, width)?;

    let caption = caption(
        results,
        "agents_and_load".to_owned(),
        format!("A{} against offered load — all teams and contacts", &agents[1..]),
        &note_on_overlay(results).into_iter().chain(timeline.note()).collect::<Vec<_>>(),
        alt(&courses, measure, agents),
    );
    let mut page = Page::open(style, caption);
    let marks: Vec<Marks> =
        courses.iter().map(|course| Marks::of_variants(std::slice::from_ref(course.variant), &timeline)).collect();
    page.legend(&keys(agents, &courses, &marks, &timeline));
    page.name_y_axis("Agents, and erlangs of load");
    let pairs: Vec<(&Course, &Marks)> = courses.iter().zip(&marks).collect();
    for row in pairs.chunks(columns) {
        draw_row(&mut page, row, &timeline, &y, width, style.scaled(if columns == 1 { 300.0 } else { 180.0 }));
    }
    page.name_x_axis(&timeline.name(), 8.0);
    Some(page.close(table(&courses, results), &reading(&courses, agents, results)))
}

/// Pixels between panels beside one another.
pub(super) const GAP: f64 = 18.0;

struct Course<'a> {
    variant: &'a VariantResults,
    agents: Vec<(String, Option<Estimate>)>,
    load: Vec<(String, Option<Estimate>)>,
}

/// One interval on the axis, with what was there and what was needed.
struct Step {
    from: f64,
    until: f64,
    agents: f64,
    load: f64,
}

impl<'a> Course<'a> {
    fn new(variant: &'a VariantResults, measure: Measure) -> Self {
        let course = |intervals: &[IntervalResults], measure| {
            intervals.iter().map(|interval| (interval.start.clone(), value(&interval.measures, measure))).collect()
        };
        Self {
            variant,
            agents: course(&variant.all_teams.intervals, measure),
            load: course(&variant.all_contacts.intervals, Measure::Load),
        }
    }

    fn highs(&self) -> impl Iterator<Item = f64> + '_ {
        self.agents.iter().chain(&self.load).filter_map(|(_, estimate)| Some(estimate.as_ref()?.high()))
    }

    /// Where more load is offered than agents are on duty: an outline for every stretch of such intervals.
    fn understaffed(&self, timeline: &Timeline) -> Vec<Vec<Value>> {
        let agents = self.agents.iter().filter_map(|(start, agents)| Some((start.as_str(), agents.as_ref()?.mean)));
        let agents: BTreeMap<&str, f64> = agents.collect();
        let mut stretches: Vec<Vec<Step>> = Vec::new();
        for (start, load) in &self.load {
            let (Some(agents), Some(load)) = (agents.get(start.as_str()), load) else { continue };
            let Some((from, until)) = timeline.ends_of(start).filter(|_| *agents < load.mean) else { continue };
            let step = Step { from, until, agents: *agents, load: load.mean };
            match stretches.last_mut().filter(|stretch| stretch.last().is_some_and(|last| last.until == from)) {
                Some(stretch) => stretch.push(step),
                None => stretches.push(vec![step]),
            }
        }
        stretches.iter().map(|stretch| surplus(stretch)).collect()
    }

    /// The intervals in which more load is offered than there are agents, with by how much.
    fn short(&self) -> Vec<(&str, f64)> {
        let agents = self.agents.iter().filter_map(|(start, agents)| Some((start.as_str(), agents.as_ref()?.mean)));
        let agents: BTreeMap<&str, f64> = agents.collect();
        let load = self.load.iter().filter_map(|(start, load)| Some((start.as_str(), load.as_ref()?.mean)));
        let lacks = load.filter_map(|(start, load)| Some((start, load - agents.get(start)?)));
        lacks.filter(|(_, lack)| 0.0 < *lack).collect()
    }

    fn says_something(&self) -> bool {
        self.highs().next().is_some()
    }
}

/// Along the load of each step, then back along the agents.
fn surplus(stretch: &[Step]) -> Vec<Value> {
    let above = stretch.iter().flat_map(|step| [(step.from, step.load), (step.until, step.load)]);
    let below = stretch.iter().rev().flat_map(|step| [(step.until, step.agents), (step.from, step.agents)]);
    above.chain(below).collect()
}

/// How many panels stand beside one another.
pub(super) fn columns(panels: usize, style: &Style) -> usize {
    let most = ((style.inner() + GAP) / (NARROWEST_PANEL + GAP)).floor().max(1.0) as usize;
    let rows = panels.div_ceil(most).max(1);
    panels.div_ceil(rows).max(1)
}

const NARROWEST_PANEL: f64 = 280.0;

/// How wide each of them is.
pub(super) fn panel_width(columns: usize, y: &Axis, style: &Style) -> f64 {
    let gaps = (columns - 1) as f64 * GAP;
    (style.inner() - 8.0 - gaps) / columns as f64 - Panel::room_for_names(y)
}

fn draw_row(page: &mut Page, row: &[(&Course, &Marks)], timeline: &Timeline, y: &Axis, width: f64, height: f64) {
    let names = Panel::room_for_names(y);
    let headings: Vec<Vec<String>> =
        row.iter().map(|(course, _)| HEADING.wrap(&course.variant.name, width, 3)).collect();
    let lines = headings.iter().map(Vec::len).max().unwrap_or(0);
    let above = page.keep(lines as f64 * HEADING.line_height() + 8.0);
    let plot = page.keep(height);
    let has_two_rows = timeline.days().len() > 1 && !timeline.axis().ticks.is_empty();
    page.keep(if has_two_rows { 46.0 } else { 30.0 });
    for (index, ((course, marks), heading)) in row.iter().zip(headings).enumerate() {
        let left = MARGIN + index as f64 * (names + width + GAP) + names;
        let panel = Panel {
            area: Area { left, right: left + width, ..plot },
            x: timeline.axis(),
            y: y.clone(),
            crowded: timeline.is_crowded(),
        };
        page.sketch.paragraph(&heading, (left, above.top + 10.0), Anchor::Left, HEADING);
        marks.draw_shades(&mut page.sketch, &panel);
        panel.draw_y_axis(&mut page.sketch);
        for surplus in course.understaffed(timeline) {
            panel.fill(&mut page.sketch, &surplus, Ink::Understaffed.solid());
        }
        for (values, look) in [(&course.load, load_look()), (&course.agents, agents_look())] {
            let steps = timeline.steps(values);
            panel.draw_band(&mut page.sketch, &steps, look.ink);
            panel.draw_line(&mut page.sketch, &steps, look);
        }
        panel.draw_x_axis(&mut page.sketch);
        draw_days(&mut page.sketch, &panel, &timeline.days());
    }
}

fn keys(agents: &str, courses: &[Course], marks: &[Marks], timeline: &Timeline) -> Vec<Key> {
    let mut keys = vec![
        Key { name: agents.to_owned(), sign: Sign::Stroke(agents_look()) },
        Key { name: "offered load, erlangs".to_owned(), sign: Sign::Stroke(load_look()) },
    ];
    if courses.iter().any(|course| !course.understaffed(timeline).is_empty()) {
        keys.push(Key { name: "load above agents".to_owned(), sign: Sign::Shade(Ink::Understaffed.solid()) });
    }
    for key in marks.iter().flat_map(Marks::keys) {
        if keys.iter().all(|known| known.name != key.name) {
            keys.push(key);
        }
    }
    keys
}

fn agents_look() -> Look {
    look(0)
}

fn load_look() -> Look {
    Look { dash: &[6.0, 3.0], ..look(2) }
}

fn table(courses: &[Course], results: &Results) -> Table {
    let mut table = Table::new(&["variant", "interval_start", "figure", "mean", "half_width"]);
    for course in courses {
        for (name, values) in [("agents", &course.agents), ("load_erlangs", &course.load)] {
            for (start, estimate) in values {
                table.row_with(&[&course.variant.name, results.shown_start(start), name], *estimate);
            }
        }
    }
    table
}

/// In how many intervals load is above agents, where most under which variant.
fn reading(courses: &[Course], agents: &str, results: &Results) -> String {
    let counts: Vec<(&str, usize, usize)> =
        courses.iter().map(|course| (course.variant.name.as_str(), course.short().len(), course.load.len())).collect();
    let Some((first, short, of)) = counts.first().copied() else { return "No interval has a figure".to_owned() };
    let worst = counts.iter().copied().reduce(|one, other| if one.1 < other.1 { other } else { one });
    let lacks =
        worst.and_then(|(name, ..)| courses.iter().find(|course| course.variant.name == name)).map(Course::short);
    let most = lacks.into_iter().flatten().max_by(|one, other| one.1.total_cmp(&other.1));
    let (Some((name, most_often, _)), Some((start, by))) = (worst, most) else {
        return format!("In no interval is more load offered than there are {agents}, under any variant drawn");
    };
    let often = if courses.len() == 1 { String::new() } else { format!(" most often under {}", named(name)) };
    let period = figure::duration(results.interval_seconds);
    let at = dates::interval(start, results.interval_seconds, results.each_day);
    let beside = if name == first { String::new() } else { format!("; under {} in {short}", named(first)) };
    format!(
        "On average more load is offered than there are {agents}{often}: in {most_often} of {of} periods of {period}, by up to {} \
         erlangs from {at}{beside}",
        figure::number(by, 1)
    )
}

fn alt(courses: &[Course], measure: Measure, agents: &str) -> String {
    let totals: Vec<(String, String)> = courses
        .iter()
        .filter_map(|course| {
            let there = value(&course.variant.all_teams.total, measure)?;
            let load = value(&course.variant.all_contacts.total, Measure::Load)?;
            let figures = format!("{} agents for {} erlangs", figure::estimate(there), figure::estimate(load));
            Some((course.variant.name.clone(), figures))
        })
        .collect();
    format!(
        "Steps of {agents} and of offered load by interval, a panel for each variant. On average: {}.",
        enumeration(&totals)
    )
}
