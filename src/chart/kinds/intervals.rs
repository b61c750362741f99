//! A measure of contacts through the day.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, look};
use crate::chart::drawing::lettering::REMARK;
use crate::chart::drawing::marks::{Marks, draw_days, draw_names, room_below};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::{Panel, Spot};
use crate::chart::drawing::sketch::Area;
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::drawing::timeline::Timeline;
use crate::chart::words::dates;
use crate::chart::words::figure;
use crate::chart::words::reading::{Course, ONE_REPLICATION, Place, Superlative, counted, named, nothing_happens};
use crate::results::{ContactResults, Estimate, Measure, Results, ServiceTarget};
use crate::units::describe_date;

use super::subject::{Subject, caption, enumeration, note_on_overlay, note_on_types, overlaid, value};

const PLOT_HEIGHT: f64 = 310.0;

/// The queue of `subject` through the day, every variant a line; `None` if no interval says anything.
pub(super) fn queue_length(results: &Results, style: &Style, subject: &Subject) -> Option<Chart> {
    let lines = Lines::new(results, subject, Measure::QueueLength);
    let y = Axis::from_zero(lines.highs());
    let peaks: Vec<(String, String)> =
        lines.each.iter().filter_map(|line| Some((line.name.clone(), peak(results, line)?))).collect();
    let alt = format!(
        "Lines of the mean number of {} waiting in each interval of the day, one per variant. Highest: {}.",
        subject.title,
        enumeration(&peaks)
    );
    let reading = if nothing_happens(&lines.courses()) {
        "Nobody waits in any interval".to_owned()
    } else {
        let waiting = |value| format!("{} contacts waiting", figure::estimate(value));
        lines.outermost(results, ("The queue", "longest"), false, &waiting)
    };
    let through = if results.each_day { "day by day" } else { "through the day" };
    let title = format!("Queue length {through} — {}", subject.title);
    let drawing = Drawing {
        stem: "queue_length",
        title,
        alt,
        reading,
        y_name: "Contacts waiting (mean number in the queue)",
        y,
        target: None,
    };
    drawing.draw(results, style, subject, &lines)
}

/// The service level of `subject` in each interval against its target; `None` if no interval has one.
pub(super) fn service_level(results: &Results, style: &Style, subject: &Subject) -> Option<Chart> {
    let lines = Lines::new(results, subject, Measure::ServiceLevel);
    let promise = subject.promise(results);
    let totals: Vec<(String, String)> = overlaid(results)
        .iter()
        .filter_map(|variant| {
            let total = value(&subject.contacts_of(variant)?.total, Measure::ServiceLevel)?;
            Some((variant.name.clone(), format!("{}%", figure::estimate(total))))
        })
        .collect();
    let within =
        promise.as_ref().map_or_else(|| "answered within the threshold of their type".to_owned(), promised_within);
    let target = promise.and_then(|promise| promise.target).map(|target| target * 100.0);
    let promised =
        target.map(|target| format!(", against a target of {}%", figure::trimmed(target))).unwrap_or_default();
    let alt = format!(
        "Lines of the share of {} {within} by interval of arrival, one per variant{promised}. Over the whole horizon: {}.",
        subject.title,
        enumeration(&totals)
    );
    let reading = match target {
        Some(target) => lines.meeting(results, target),
        None => {
            let percent = |value| format!("{}%", figure::estimate(value));
            lines.outermost(results, ("Service level", "lowest"), true, &percent)
        }
    };
    let title = format!("Service level by interval — {}", subject.title);
    let y_name = format!("{}, % of contacts offered", capitalised(&within));
    Drawing { stem: "service_level", title, alt, reading, y_name: &y_name, y: Axis::percent(), target }
        .draw(results, style, subject, &lines)
}

struct Lines {
    measure: Measure,
    each: Vec<Line>,
}

struct Line {
    name: String,
    values: Vec<(String, Option<Estimate>)>,
}

struct Drawing<'a> {
    stem: &'static str,
    title: String,
    alt: String,
    reading: String,
    y_name: &'a str,
    y: Axis,
    target: Option<f64>,
}

impl Lines {
    fn new(results: &Results, subject: &Subject, measure: Measure) -> Self {
        let line = |name: &str, contacts: &ContactResults| Line {
            name: name.to_owned(),
            values: contacts
                .intervals
                .iter()
                .map(|interval| (interval.start.clone(), value(&interval.measures, measure)))
                .collect(),
        };
        let each = overlaid(results)
            .iter()
            .filter_map(|variant| Some(line(&variant.name, subject.contacts_of(variant)?)))
            .collect();
        Self { measure, each }
    }

    fn highs(&self) -> impl Iterator<Item = f64> + '_ {
        self.each.iter().flat_map(|line| &line.values).filter_map(|(_, estimate)| Some(estimate.as_ref()?.high()))
    }

    fn along(&self, timeline: &Timeline) -> Vec<(Look, Vec<Spot>)> {
        self.each.iter().enumerate().map(|(index, line)| (look(index), timeline.points(&line.values))).collect()
    }

    fn courses(&self) -> Vec<Course<'_>> {
        self.each.iter().map(|line| Course { name: &line.name, values: line.values.clone() }).collect()
    }

    /// Where the highest or the lowest value lies, and under which variant.
    fn outermost(
        &self,
        results: &Results,
        (subject, word): (&str, &'static str),
        least: bool,
        value: &dyn Fn(Estimate) -> String,
    ) -> String {
        let name = |start: &str| dates::interval(start, results.interval_seconds, results.each_day);
        let place = Place { preposition: "from", name: &name };
        let subject = subject.to_owned();
        Superlative { subject, word, least, place: Some(place), value }.sentence(&self.courses())
    }

    /// In how many intervals of the day the target is met by the whole interval: under the baseline, and under the variant that meets it least
    /// often.
    fn meeting(&self, results: &Results, target: f64) -> String {
        let has_intervals = results.variants.iter().any(|variant| variant.replications > 1);
        let met = |line: &Line| {
            let known = line.values.iter().filter_map(|(_, level)| *level);
            (known.clone().filter(|level| target <= level.low()).count(), known.count())
        };
        let counts: Vec<(&str, usize, usize)> = self
            .each
            .iter()
            .map(|line| (line.name.as_str(), met(line)))
            .filter(|(_, (_, of))| 0 < *of)
            .map(|(name, (met, of))| (name, met, of))
            .collect();
        let Some((first, met, of)) = counts.first().copied() else {
            return "No interval has a service level".to_owned();
        };
        let met_so = if has_intervals { "met by the whole interval" } else { "met" };
        let period = figure::duration(results.interval_seconds);
        let sentence = format!(
            "The target of {}% is {met_so} in {met} of {of} periods of {period} under {}",
            figure::trimmed(target),
            named(first)
        );
        let fewest = counts.iter().map(|(_, met, _)| *met).min().unwrap_or(0);
        let alike: Vec<&str> = counts.iter().filter(|(_, met, _)| *met == fewest).map(|(name, ..)| *name).collect();
        let last = match alike.as_slice() {
            _ if counts.len() == 1 => String::new(),
            all if all.len() == counts.len() => ", and in as many under every other variant".to_owned(),
            [name, ..] if fewest == met => {
                format!(", and in no fewer under any other{}", if *name == first { "" } else { " variant" })
            }
            [name] => format!(", and in the fewest, {fewest}, under {}", named(name)),
            [name, others @ ..] => {
                format!(", and in the fewest, {fewest}, under {} and {}", named(name), counted(others.len(), "other"))
            }
            [] => String::new(),
        };
        format!("{sentence}{last}{}", if has_intervals { "" } else { ONE_REPLICATION })
    }

    fn is_empty(&self) -> bool {
        self.highs().next().is_none()
    }

    fn table(&self, results: &Results) -> Table {
        let column = figure::column(self.measure);
        let mut table = Table::new(&["variant", "interval_start", &column, &format!("{column}_half_width")]);
        for line in &self.each {
            for (start, estimate) in &line.values {
                table.row_with(&[&line.name, results.shown_start(start)], *estimate);
            }
        }
        table
    }
}

impl Drawing<'_> {
    fn draw(self, results: &Results, style: &Style, subject: &Subject, lines: &Lines) -> Option<Chart> {
        if lines.is_empty() {
            return None;
        }
        let name = format!("{}_{}", self.stem, subject.stem);
        let target_name = self.target.map(|target| format!("target {}%", figure::trimmed(target)));
        let left = MARGIN + Panel::room_for_names(&self.y);
        let right = style.right() - target_name.as_ref().map_or(10.0, |name| REMARK.width(name) + 8.0);
        let intervals = overlaid(results).iter().filter_map(|variant| subject.contacts_of(variant));
        let timeline = Timeline::over(results, intervals.flat_map(|contacts| &contacts.intervals), right - left)?;
        let marks = Marks::of_variants(overlaid(results), &timeline);

        let notes = [note_on_overlay(results), note_on_types(results, subject), timeline.note()];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        let mut page = Page::open(style, caption(results, name, self.title, &notes, self.alt));
        page.legend(&keys(lines, &marks));
        page.name_y_axis(self.y_name);
        let names = marks.rows(left, right, &timeline.axis());
        let lanes = page.keep(names.len() as f64 * REMARK.line_height() + 6.0);
        draw_names(&mut page.sketch, &names, lanes.top);
        let area = Area { left, right, ..page.keep(style.scaled(PLOT_HEIGHT)) };
        let panel = Panel { area, x: timeline.axis(), y: self.y, crowded: timeline.is_crowded() };

        marks.draw_shades(&mut page.sketch, &panel);
        panel.draw_y_axis(&mut page.sketch);
        if let Some((target, name)) = self.target.zip(target_name) {
            panel.draw_level(&mut page.sketch, target, &name, Ink::Target);
        }
        panel.draw_overlay(&mut page.sketch, &lines.along(&timeline));
        panel.draw_x_axis(&mut page.sketch);
        let days = timeline.days();
        draw_days(&mut page.sketch, &panel, &days);
        page.name_x_axis(&timeline.name(), room_below(&panel, &days));
        Some(page.close(lines.table(results), &self.reading))
    }
}

fn keys(lines: &Lines, marks: &Marks) -> Vec<Key> {
    let variants = lines
        .each
        .iter()
        .enumerate()
        .map(|(index, line)| Key { name: line.name.clone(), sign: Sign::Line(look(index)) });
    variants.chain(marks.keys()).collect()
}

/// A promise in its own unit: `answered within 20 s`, `done within 5 working days`.
fn promised_within(promise: &ServiceTarget) -> String {
    match &promise.due {
        Some(due) => format!("done within {due}"),
        None => format!("answered within {}", figure::duration(promise.within_seconds)),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn peak(results: &Results, line: &Line) -> Option<String> {
    let highest = |one: &&(String, Option<Estimate>), other: &&(String, Option<Estimate>)| {
        let mean = |value: &(String, Option<Estimate>)| value.1.map_or(f64::NEG_INFINITY, |estimate| estimate.mean);
        mean(one).total_cmp(&mean(other))
    };
    let (start, estimate) = line.values.iter().max_by(highest)?;
    let (date, time) = start.split_once('T')?;
    let date = if results.each_day { format!("on {} ", describe_date(date)) } else { String::new() };
    Some(format!("{} {date}at {}", figure::estimate((*estimate)?), time.get(..5)?))
}
