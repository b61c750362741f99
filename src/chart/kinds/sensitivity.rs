//! How far an answer hangs on assumptions: one at a time, and all at once.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, Marker, look};
use crate::chart::drawing::lettering::{LABEL, SMALL, TICK};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::panel::Panel;
use crate::chart::drawing::sketch::{Anchor, Area, Sketch};
use crate::chart::drawing::style::{MARGIN, Style};
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::results::{EndOfRange, Estimate, Influence, SensitivityResults, SpreadOfAnswers};

use super::break_even::title_of;
use super::differences::unit;
use super::subject::{caption, note_on_first};

const NAMES_WIDTH: f64 = 275.0;
const ROW_HEIGHT: f64 = 46.0;
const BAR_HEIGHT: f64 = 14.0;
/// Room on either side of the bars for the values at their ends.
const ROOM_FOR_VALUES: f64 = 105.0;
/// Most assumptions that one chart holds.
const MOST_ROWS: usize = 30;
const PLOT_HEIGHT: f64 = 330.0;
/// Most points that are drawn with their intervals.
const MOST_WHISKERS: usize = 200;

/// Draws how far each assumption moves the answer by itself, and how the answers lie where all are varied at once. A
/// chart that would show nothing is left out.
#[must_use]
pub fn charts_of_sensitivity(found: &SensitivityResults, style: &Style) -> Vec<Chart> {
    tornado(found, style).into_iter().chain(answers(found, style)).collect()
}

fn tornado(found: &SensitivityResults, style: &Style) -> Option<Chart> {
    let file = shown(found, found.answer)?;
    let rows: Vec<&Influence> = found.assumed.iter().take(MOST_ROWS).collect();
    let ends = rows.iter().flat_map(|influence| [&influence.low, &influence.high]);
    let reach = ends.filter_map(|end| moved(found, end)).flat_map(|estimate| [estimate.low(), estimate.high()]);
    let x = Axis::spanning(reach.chain([file.mean]).collect::<Vec<_>>().into_iter(), style.most(8));
    let all = found.assumed.len();
    let mut notes =
        vec!["One assumption at a time, all else as in the file; lines are intervals of the change".to_owned()];
    notes.extend(note_on_first(MOST_ROWS, all, "assumptions are drawn"));
    let title =
        format!("{}: how far each assumption moves it — {}", name(found), title_of(&found.scope, &found.results));
    let mut page =
        Page::open(style, caption(&found.results, "tornado".to_owned(), title, &notes, alt_of_tornado(found, file)));
    let legend = [("at the low end of its range", Ink::Low), ("at the high end", Ink::High)];
    let signs = legend.map(|(name, ink)| Key { name: name.to_owned(), sign: Sign::Shade(ink.tint(INK)) });
    let line = Key { name: format!("as the file has it: {}", figure::estimate(file)), sign: Sign::Stroke(FILE) };
    page.legend(&signs.into_iter().chain([line]).collect::<Vec<_>>());
    page.keep(8.0);
    let areas: Vec<Area> =
        rows.iter().map(|influence| page.keep(row_height(&influence.path, names_width(style)))).collect();
    let (left, right) = (MARGIN + names_width(style) + room_for_values(style), style.right() - room_for_values(style));
    let whole = Area { left, right, top: areas.first()?.top, bottom: areas.last()?.bottom };
    let panel = Panel { area: whole, x, y: Axis::percent(), crowded: false };
    draw_scale(&mut page.sketch, &panel);
    for (influence, row) in rows.iter().zip(&areas) {
        draw_name(&mut page.sketch, (&influence.path, names_width(style)), *row);
        let middle = (row.top + row.bottom) / 2.0;
        let bars = [
            (&influence.low, Ink::Low, middle - BAR_HEIGHT / 2.0 - 1.0),
            (&influence.high, Ink::High, middle + BAR_HEIGHT / 2.0 + 1.0),
        ];
        for (end, ink, y) in bars {
            let answer = (end, moved(found, end));
            draw_bar(&mut page.sketch, &panel, (file.mean, room_for_values(style)), answer, ink, y);
        }
    }
    let (x, _) = panel.at(file.mean, 0.0);
    page.sketch.line(&[(x, whole.top), (x, whole.bottom)], Ink::Text, 1.4, &[]);
    panel.draw_x_axis(&mut page.sketch);
    page.name_x_axis(&axis_name(found), 34.0);
    Some(page.close(table_of_tornado(found), &reading_of_tornado(found, &rows)))
}

/// How much of a bar covers what lies below.
const INK: f64 = 0.75;
const FILE: Look = Look { ink: Ink::Text, dash: &[], marker: Marker::Disc };

/// The answer at an end of a range: that of the file and the change, with the interval of the change.
fn moved(found: &SensitivityResults, end: &EndOfRange) -> Option<Estimate> {
    let (file, change) = (shown(found, found.answer)?, shown(found, end.change)?);
    Some(Estimate { mean: file.mean + change.mean, half_width: change.half_width })
}

fn draw_scale(sketch: &mut Sketch, panel: &Panel) {
    for tick in &panel.x.ticks {
        let (x, _) = panel.at(tick.value, 0.0);
        let ink = if tick.value == 0.0 { Ink::Rule } else { Ink::Grid };
        sketch.line(&[(x, panel.area.top), (x, panel.area.bottom)], ink, 1.0, &[]);
    }
}

fn names_width(style: &Style) -> f64 {
    style.scaled(NAMES_WIDTH).min(style.inner() * 0.36)
}

fn room_for_values(style: &Style) -> f64 {
    style.scaled(ROOM_FOR_VALUES)
}

fn row_height(name: &str, width: f64) -> f64 {
    let lines = LABEL.wrap(name, width, 3).len() as f64;
    ROW_HEIGHT.max(lines * LABEL.line_height() + 10.0)
}

fn draw_name(sketch: &mut Sketch, (name, width): (&str, f64), row: Area) {
    let lines = LABEL.wrap(name, width, 3);
    let middle = (row.top + row.bottom) / 2.0 - (lines.len() - 1) as f64 * LABEL.line_height() / 2.0;
    sketch.line(&[(row.left, row.top), (row.right, row.top)], Ink::Grid, 1.0, &[]);
    sketch.paragraph(&lines, (row.left, middle), Anchor::Left, LABEL);
}

/// A bar from the answer in the file to that at an end of the range, which is written beyond it.
fn draw_bar(
    sketch: &mut Sketch,
    panel: &Panel,
    (file, room): (f64, f64),
    (end, answer): (&EndOfRange, Option<Estimate>),
    ink: Ink,
    y: f64,
) {
    let Some(answer) = answer else {
        sketch.words(&format!("– {}", end.at.written), (panel.area.right + 6.0, y), Anchor::Left, TICK);
        return;
    };
    let place = |value: f64| panel.at(value, 0.0).0;
    let (from, to) = (place(file), place(answer.mean));
    let bar = Area { left: from.min(to), right: from.max(to), top: y - BAR_HEIGHT / 2.0, bottom: y + BAR_HEIGHT / 2.0 };
    sketch.fill_area(bar, ink.tint(INK));
    if answer.half_width.is_some() {
        let (low, high) = (place(answer.low()), place(answer.high()));
        sketch.line(&[(low, y), (high, y)], Ink::Text, 1.3, &[]);
        for at in [low, high] {
            sketch.line(&[(at, y - 3.0), (at, y + 3.0)], Ink::Text, 1.3, &[]);
        }
    }
    let written = SMALL.shorten(&end.at.written, room - 8.0);
    let (at, anchor) = match answer.mean < file {
        true => (place(answer.low()).min(to) - 6.0, Anchor::Right),
        false => (place(answer.high()).max(to) + 6.0, Anchor::Left),
    };
    sketch.words(&written, (at, y), anchor, SMALL);
}

fn answers(found: &SensitivityResults, style: &Style) -> Option<Chart> {
    let spread = found.together.spread.as_ref()?;
    let mut ordered: Vec<Estimate> =
        found.together.points.iter().filter_map(|point| shown(found, point.answer)).collect();
    ordered.sort_by(|one, other| one.mean.total_cmp(&other.mean));
    let file = shown(found, found.answer);
    let reach = ordered.iter().chain(&file).flat_map(|estimate| [estimate.low(), estimate.high()]).collect::<Vec<_>>();
    let x = Axis::spanning(reach.into_iter(), style.most(9));
    let title = format!(
        "{}: answers with all assumptions in their ranges — {}",
        name(found),
        title_of(&found.scope, &found.results)
    );
    let notes = notes_of_answers(found, spread);
    let mut page =
        Page::open(style, caption(&found.results, "answers".to_owned(), title, &notes, alt_of_answers(found, spread)));
    let dot = Key { name: "answer at a point, with its interval".to_owned(), sign: Sign::Marker(DOT) };
    let line = file
        .map(|file| Key { name: format!("as the file has it: {}", figure::estimate(file)), sign: Sign::Stroke(FILE) });
    let band = file
        .and_then(|file| file.half_width)
        .map(|_| Key { name: "its interval".to_owned(), sign: Sign::Shade(Ink::Closed.solid()) });
    page.legend(&std::iter::once(dot).chain(line).chain(band).collect::<Vec<_>>());
    page.name_y_axis("Points with no greater answer, %");
    page.keep(6.0);
    let plot = page.keep(style.scaled(PLOT_HEIGHT));
    let y = Axis::percent();
    let area = Area { left: MARGIN + Panel::room_for_names(&y), right: style.right() - 14.0, ..plot };
    let panel = Panel { area, x, y, crowded: false };
    if let Some(file) = file {
        let (left, right) = (panel.at(file.low(), 0.0).0, panel.at(file.high(), 0.0).0);
        page.sketch.fill_area(Area { left, right: right.max(left + 1.0), ..area }, Ink::Closed.solid());
    }
    panel.draw_y_axis(&mut page.sketch);
    if let Some(file) = file {
        let (x, _) = panel.at(file.mean, 0.0);
        page.sketch.line(&[(x, area.top), (x, area.bottom)], Ink::Text, 1.4, &[]);
    }
    for (number, answer) in (1..).zip(&ordered) {
        let number: u32 = number;
        draw_answer(&mut page.sketch, &panel, *answer, f64::from(number) / ordered.len() as f64 * 100.0, ordered.len());
    }
    page.sketch.line(&[(area.left, area.bottom), (area.right, area.bottom)], Ink::Rule, 1.0, &[]);
    panel.draw_x_axis(&mut page.sketch);
    page.name_x_axis(&axis_name(found), 34.0);
    Some(page.close(table_of_answers(found), &reading_of_answers(found, spread)))
}

const DOT: Look = Look { ink: Ink::Low, dash: &[], marker: Marker::Disc };

fn draw_answer(sketch: &mut Sketch, panel: &Panel, answer: Estimate, share: f64, of: usize) {
    if answer.half_width.is_some() && of <= MOST_WHISKERS {
        sketch.line(&[panel.at(answer.low(), share), panel.at(answer.high(), share)], look(6).ink, 1.4, &[]);
    }
    sketch.marker(panel.at(answer.mean, share), DOT, 3.2);
}

fn notes_of_answers(found: &SensitivityResults, spread: &SpreadOfAnswers) -> Vec<String> {
    let points = found.together.points.len();
    let mut notes = vec![format!("{points} points of a Latin hypercube, each on customers of its own")];
    if let (Some(assumptions), Some(chance)) = (spread.assumptions_fraction, spread.chance_fraction) {
        let percent = |fraction: f64| figure::number(fraction * 100.0, 0);
        notes.push(format!(
            "Of the variance, {}% comes from the assumptions and {}% from chance",
            percent(assumptions),
            percent(chance)
        ));
    }
    notes
}

/// An answer in the unit in which it is shown.
fn shown(found: &SensitivityResults, answer: Option<Estimate>) -> Option<Estimate> {
    figure::shown(found.measure, answer)
}

/// What the answer is: the measure, or what a variant changes in it.
fn name(found: &SensitivityResults) -> String {
    let label = found.measure.label();
    found.variant.as_ref().map_or_else(|| label.to_owned(), |variant| format!("{label}, change by {variant}"))
}

fn axis_name(found: &SensitivityResults) -> String {
    format!("{}, {}", found.measure.label(), axis_unit(found))
}

/// Of differences, percentage points.
fn axis_unit(found: &SensitivityResults) -> &'static str {
    match (found.variant.is_some(), unit(found.measure)) {
        (false, "percentage points") => "%",
        (_, unit) => unit,
    }
}

fn alt_of_tornado(found: &SensitivityResults, file: Estimate) -> String {
    let moves = |influence: &Influence| {
        let end = |end: &EndOfRange| {
            let change = shown(found, end.change).map_or_else(|| "no figure".to_owned(), figure::difference);
            format!("{change} at {}", end.at.written)
        };
        format!("{}: {}, {}", influence.path, end(&influence.low), end(&influence.high))
    };
    let most: Vec<String> = found.assumed.iter().take(4).map(moves).collect();
    format!(
        "Bars of how far each assumption moves {}, which is {} as the file has it, in {}. {}.",
        found.measure.label().to_lowercase(),
        figure::estimate(file),
        unit(found.measure),
        most.join("; ")
    )
}

fn alt_of_answers(found: &SensitivityResults, spread: &SpreadOfAnswers) -> String {
    let at = |mean: f64| {
        let shown = shown(found, Some(Estimate { mean, half_width: None }));
        shown.map_or_else(String::new, figure::estimate)
    };
    format!(
        "Dots of the answers at {} points of all assumptions, in order, in {}: from {} over a median of {} to {}; nine in ten \
         lie between {} and {}.",
        found.together.points.len(),
        axis_name(found),
        at(spread.least),
        at(spread.median),
        at(spread.greatest),
        at(spread.p5),
        at(spread.p95),
    )
}

/// Which assumption moves the answer most, by how much, and how many do not surely move it.
fn reading_of_tornado(found: &SensitivityResults, rows: &[&Influence]) -> String {
    let change = |end: &EndOfRange| shown(found, end.change);
    let surely_moves = |end: &EndOfRange| {
        change(end).is_some_and(|change| change.half_width.is_some() && (0.0 < change.low() || change.high() < 0.0))
    };
    let reach = |influence: &&&Influence| {
        let size = |end| change(end).map_or(0.0, |change| change.mean.abs());
        size(&influence.low).max(size(&influence.high))
    };
    let moving: Vec<&&Influence> =
        rows.iter().filter(|row| surely_moves(&row.low) || surely_moves(&row.high)).collect();
    let untold = rows.len() - moving.len();
    let Some(most) = moving.into_iter().max_by(|one, other| reach(one).total_cmp(&reach(other))) else {
        return "Cannot tell of any assumption that it moves the answer: every interval holds zero".to_owned();
    };
    let change = |end: &EndOfRange| change(end).map_or_else(|| "no figure".to_owned(), figure::difference);
    let (low, high) = (&most.low, &most.high);
    let rest = match untold {
        0 => String::new(),
        1 => "; of one assumption it cannot be told that it moves anything".to_owned(),
        untold => format!("; of {untold} assumptions it cannot be told that they move anything"),
    };
    format!(
        "The widest bars are those of {}: {} {} at {}, {} at {}{rest}",
        most.path,
        change(low),
        unit(found.measure),
        low.at.written,
        change(high),
        high.at.written
    )
}

/// Between which values most answers lie, and where that of the file lies among them.
fn reading_of_answers(found: &SensitivityResults, spread: &SpreadOfAnswers) -> String {
    let unit = match axis_unit(found) {
        "%" => "%".to_owned(),
        unit => format!(" {unit}"),
    };
    let at = |mean: f64| {
        let shown = shown(found, Some(Estimate { mean, half_width: None }));
        shown.map_or_else(|| "no figure".to_owned(), |estimate| format!("{}{unit}", figure::estimate(estimate)))
    };
    let file = shown(found, found.answer)
        .map_or_else(String::new, |file| format!("; as the file has it, it is {}{unit}", figure::estimate(file)));
    format!(
        "If every assumption may lie anywhere in its range, nine in ten answers lie between {} and {}, half of them above {}{file}",
        at(spread.p5),
        at(spread.p95),
        at(spread.median)
    )
}

fn table_of_tornado(found: &SensitivityResults) -> Table {
    let unit = unit(found.measure).replace(' ', "_");
    let mut table = Table::new(&["path", "end", "written", "change_in", "change", "half_width"]);
    for influence in &found.assumed {
        for (name, end) in [("low", &influence.low), ("high", &influence.high)] {
            table.row_with(&[&influence.path, name, &end.at.written, &unit], shown(found, end.change));
        }
    }
    table.row_with(&["", "file", "", &unit], shown(found, found.answer));
    table
}

fn table_of_answers(found: &SensitivityResults) -> Table {
    let mut table = Table::new(&["point", "answer_in", "answer", "half_width"]);
    let unit = axis_name(found);
    for (number, point) in (1..).zip(&found.together.points) {
        let number: u32 = number;
        table.row_with(&[&number.to_string(), &unit], shown(found, point.answer));
    }
    table.row_with(&["file", &unit], shown(found, found.answer));
    table
}
