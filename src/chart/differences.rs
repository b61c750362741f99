//! What each variant changes against the baseline.

use plotters::style::{Color, RGBColor, WHITE};

use crate::results::{Comparison, Estimate, Measure, Results, Scope, Unit, Verdict};

use super::axis::Axis;
use super::figure;
use super::ink::{BETTER, BLACK, GREY, GRID, Look, Marker, RULE, WORSE};
use super::lettering::{HEADING, LABEL, Lettering, SMALL, TICK};
use super::page::{Chart, Key, MARGIN, Page, Sign};
use super::sketch::{Anchor, Area, Sketch, WIDTH};
use super::subject::{Subject, caption, enumeration, note_on_first, note_on_types};
use super::table::Table;

/// Most variants that one chart holds.
pub(super) const MOST_ROWS: usize = 40;

/// Pixels for the names of the rows.
pub(super) const NAMES_WIDTH: f64 = 190.0;
const ROW_HEIGHT: f64 = 46.0;
/// Pixels between columns.
pub(super) const GAP: f64 = 16.0;

/// The differences of `subject`'s main measures as dots with intervals, a row for each variant and a panel for each
/// measure; `None` if nothing was compared.
pub(super) fn against_baseline(results: &Results, subject: &Subject, aspect: Aspect) -> Option<Chart> {
    let columns = columns(results, subject, aspect);
    let mut variants: Vec<&str> = Vec::new();
    for cell in columns.iter().flat_map(|column| &column.cells) {
        if !variants.contains(&cell.variant.as_str()) {
            variants.push(&cell.variant);
        }
    }
    let all = variants.len();
    variants.truncate(MOST_ROWS);
    let against = &columns.first()?.cells.first()?.against;

    let mut notes = vec![format!("Paired on the same customers; right of the line is more than {against}")];
    notes.extend(note_on_first(MOST_ROWS, all, "variants are drawn"));
    notes.extend(note_on_types(results, subject));
    let (name, title) = aspect.title(against, subject);
    let mut page = Page::open(caption(results, name, title, &notes, alt(&columns, against, subject)));
    page.legend(&keys(&columns));
    let headings = page.keep(10.0 + 2.0 * HEADING.line_height() + SMALL.line_height());
    let rows: Vec<Area> = variants.iter().map(|name| page.keep(row_height(name))).collect();
    page.keep(30.0);
    draw_rows(&mut page.sketch, &variants, &rows);
    let width = (WIDTH - 2.0 * MARGIN - NAMES_WIDTH - GAP * columns.len() as f64) / columns.len() as f64;
    for (index, column) in columns.iter().enumerate() {
        let left = MARGIN + NAMES_WIDTH + GAP + index as f64 * (width + GAP);
        let area = Area { left, right: left + width, top: headings.bottom, bottom: rows.last()?.bottom };
        draw_heading(&mut page.sketch, column.measure, area, headings.top);
        draw_column(&mut page.sketch, column, area, &variants, &rows);
    }
    Some(page.close(table(&columns, &variants)))
}

/// Which changes stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// What callers meet.
    Waits,
    /// The same, and the occupancy of all teams.
    WaitsAndOccupancy,
    /// What shorter contacts save, what comes back and what is lost.
    Needs,
}

impl Aspect {
    fn measures(self) -> [Measure; 4] {
        match self {
            Self::Waits | Self::WaitsAndOccupancy => {
                [Measure::ServiceLevel, Measure::AbandonedFraction, Measure::AsaSeconds, Measure::QueueLength]
            }
            Self::Needs => {
                [Measure::AhtSeconds, Measure::ContactsPerNeed, Measure::HandlingSecondsPerNeed, Measure::UnmetFraction]
            }
        }
    }

    /// What the chart is called: its file, and its title.
    fn title(self, against: &str, subject: &Subject) -> (String, String) {
        let Subject { stem, title, .. } = subject;
        match self {
            Self::Waits | Self::WaitsAndOccupancy => {
                (format!("differences_{stem}"), format!("Change against {against} — {title}"))
            }
            Self::Needs => (format!("needs_{stem}"), format!("What becomes of needs, against {against} — {title}")),
        }
    }
}

struct Column<'a> {
    measure: Measure,
    cells: Vec<&'a Comparison>,
}

fn columns<'a>(results: &'a Results, subject: &Subject, aspect: Aspect) -> Vec<Column<'a>> {
    let of_contacts = aspect.measures().map(|measure| (subject.scope.clone(), measure));
    let of_teams = (aspect == Aspect::WaitsAndOccupancy).then_some((Scope::AllTeams, Measure::Occupancy));
    of_contacts
        .into_iter()
        .chain(of_teams)
        .map(|(scope, measure)| Column { measure, cells: cells(&results.comparisons, &scope, measure) })
        .filter(|column| !column.cells.is_empty())
        .collect()
}

fn cells<'a>(comparisons: &'a [Comparison], scope: &Scope, measure: Measure) -> Vec<&'a Comparison> {
    let shown = |comparison: &&Comparison| {
        comparison.measure == measure && comparison.scope == *scope && difference(comparison).is_some()
    };
    comparisons.iter().filter(shown).collect()
}

/// The difference in the unit in which it is shown.
fn difference(comparison: &Comparison) -> Option<Estimate> {
    figure::shown(comparison.measure, Some(comparison.difference))
}

/// Pixels that the row of a variant takes.
pub(super) fn row_height(name: &str) -> f64 {
    let lines = LABEL.wrap(name, NAMES_WIDTH, 3).len() as f64;
    ROW_HEIGHT.max(lines * LABEL.line_height() + 10.0)
}

/// The names of the rows, with a line above each.
pub(super) fn draw_rows(sketch: &mut Sketch, variants: &[&str], rows: &[Area]) {
    for (name, row) in variants.iter().zip(rows) {
        let lines = LABEL.wrap(name, NAMES_WIDTH, 3);
        let middle = (row.top + row.bottom) / 2.0 - (lines.len() - 1) as f64 * LABEL.line_height() / 2.0;
        sketch.line(&[(row.left, row.top), (row.right, row.top)], GRID, 1.0, &[]);
        sketch.paragraph(&lines, (row.left, middle), Anchor::Left, LABEL);
    }
}

fn draw_heading(sketch: &mut Sketch, measure: Measure, area: Area, top: f64) {
    let lines = HEADING.wrap(&heading(measure), area.width(), 2);
    let y = top + 12.0 + (2 - lines.len()) as f64 * HEADING.line_height();
    let below = sketch.paragraph(&lines, (area.left, y), Anchor::Left, HEADING);
    sketch.words(unit(measure), (area.left, below - 2.0), Anchor::Left, SMALL);
}

fn heading(measure: Measure) -> String {
    if measure == Measure::Occupancy { format!("{}, all teams", measure.label()) } else { measure.label().to_owned() }
}

fn draw_column(sketch: &mut Sketch, column: &Column, area: Area, variants: &[&str], rows: &[Area]) {
    let ends = column.cells.iter().filter_map(|cell| difference(cell)).flat_map(|change| [change.low(), change.high()]);
    let most_ticks = (area.width() / 40.0) as usize;
    let axis = Axis::around_zero(ends, most_ticks);
    let place = |value: f64| area.left + axis.share(value) * area.width();
    for tick in &axis.ticks {
        let x = place(tick.value);
        let (colour, width) = if tick.value == 0.0 { (BLACK, 1.2) } else { (GRID, 1.0) };
        sketch.line(&[(x, area.top), (x, area.bottom)], colour, width, &[]);
    }
    sketch.line(&[(place(0.0), area.top), (place(0.0), area.bottom)], BLACK, 1.2, &[]);
    sketch.line(&[(area.left, area.bottom), (area.right, area.bottom)], RULE, 1.0, &[]);
    draw_tick_names(sketch, &axis, area, GAP / 2.0);
    for (name, row) in variants.iter().zip(rows) {
        let change = column.cells.iter().find(|cell| cell.variant == *name);
        draw_cell(sketch, change.and_then(|cell| Some((difference(cell)?, cell.verdict))), &place, area, *row);
    }
}

/// The names of the ticks under a column, those for which there is room; none hangs over its sides by more than `over`.
pub(super) fn draw_tick_names(sketch: &mut Sketch, axis: &Axis, area: Area, over: f64) {
    let mut taken = f64::NEG_INFINITY;
    for tick in &axis.ticks {
        let half = TICK.width(&tick.label) / 2.0;
        let x = area.left + axis.share(tick.value) * area.width();
        let own = area.left - over < x - half && x + half < area.right + over;
        if own && taken + 6.0 < x - half {
            sketch.words(&tick.label, (x, area.bottom + 12.0), Anchor::Centre, TICK);
            taken = x + half;
        }
    }
}

fn draw_cell(
    sketch: &mut Sketch,
    change: Option<(Estimate, Verdict)>,
    place: &impl Fn(f64) -> f64,
    area: Area,
    row: Area,
) {
    let middle = (row.top + row.bottom) / 2.0;
    let Some((change, verdict)) = change else {
        sketch.words("–", ((area.left + area.right) / 2.0, middle), Anchor::Centre, TICK);
        return;
    };
    let (look, y) = (look(verdict), middle - 7.0);
    if change.half_width.is_some() {
        let (low, high) = (place(change.low()), place(change.high()));
        sketch.line(&[(low, y), (high, y)], look.colour, 2.0, &[]);
        for end in [low, high] {
            sketch.line(&[(end, y - 4.0), (end, y + 4.0)], look.colour, 1.4, &[]);
        }
    }
    sketch.marker((place(change.mean), y), look, 4.6);
    let lettering = Lettering { colour: ink(verdict), ..SMALL };
    let figure = lettering.shorten(&figure::difference(change), area.width());
    let half = lettering.width(&figure) / 2.0;
    let x = place(change.mean).clamp(area.left + half, (area.right - half).max(area.left + half));
    let behind = Area { left: x - half - 2.0, top: middle + 4.0, right: x + half + 2.0, bottom: middle + 18.0 };
    sketch.fill_area(behind, WHITE.to_rgba());
    sketch.words(&figure, (x, middle + 11.0), Anchor::Centre, lettering);
}

fn keys(columns: &[Column]) -> Vec<Key> {
    let verdicts = [
        (Verdict::Better, "better"),
        (Verdict::Worse, "worse"),
        (Verdict::CannotTell, "cannot tell: the interval holds zero"),
        (Verdict::Higher, "higher"),
        (Verdict::Lower, "lower"),
    ];
    let occurs = |verdict| columns.iter().flat_map(|column| &column.cells).any(|cell| cell.verdict == verdict);
    verdicts
        .into_iter()
        .filter(|(verdict, _)| occurs(*verdict))
        .map(|(verdict, name)| Key { name: name.to_owned(), sign: Sign::Marker(look(verdict)) })
        .collect()
}

fn look(verdict: Verdict) -> Look {
    let marker = match verdict {
        Verdict::Better => Marker::Disc,
        Verdict::Worse => Marker::Diamond,
        Verdict::CannotTell => Marker::Ring,
        Verdict::Higher => Marker::Triangle,
        Verdict::Lower => Marker::Wedge,
    };
    Look { colour: ink(verdict), dash: &[], marker }
}

fn ink(verdict: Verdict) -> RGBColor {
    match verdict {
        Verdict::Better => BETTER,
        Verdict::Worse => WORSE,
        Verdict::CannotTell => GREY,
        Verdict::Higher | Verdict::Lower => BLACK,
    }
}

/// In what differences of `measure` are shown.
pub(super) fn unit(measure: Measure) -> &'static str {
    match measure.unit() {
        Unit::Share => "percentage points",
        Unit::Seconds => "seconds",
        Unit::Waiting => "contacts waiting",
        Unit::Contacts => "contacts",
        Unit::Needs => "needs",
        Unit::Agents => "agents",
        Unit::Erlangs => "erlangs",
        Unit::Ratio => "ratio",
        Unit::Hours => "hours",
        Unit::Cases => "cases",
        Unit::Days => "days",
        Unit::Workers => "workers",
        Unit::Pounds => "pounds",
    }
}

fn table(columns: &[Column], variants: &[&str]) -> Table {
    let mut table =
        Table::new(&["variant", "against", "scope", "measure", "unit", "verdict", "difference", "half_width"]);
    for cell in columns.iter().flat_map(|column| &column.cells).filter(|cell| variants.contains(&cell.variant.as_str()))
    {
        let scope = cell.scope.to_string();
        let cells =
            [cell.variant.as_str(), &cell.against, &scope, cell.measure.key(), unit(cell.measure), cell.verdict.word()];
        table.row_with(&cells, difference(cell));
    }
    table
}

fn alt(columns: &[Column], against: &str, subject: &Subject) -> String {
    let first = columns.first();
    let figures: Vec<(String, String)> = first
        .into_iter()
        .flat_map(|column| &column.cells)
        .filter_map(|cell| {
            let change = figure::difference(difference(cell)?);
            Some((cell.variant.clone(), format!("{change} {} ({})", unit(cell.measure), cell.verdict.word())))
        })
        .collect();
    let measure = first.map_or("", |column| column.measure.label());
    format!(
        "Dots with intervals of what each variant changes against {against} for {}. {measure}: {}.",
        subject.title,
        enumeration(&figures)
    )
}
