//! What each variant changes against the baseline.

use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, Look, Marker};
use crate::chart::drawing::lettering::{HEADING, Lettering, SMALL, TICK};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::rows::{GAP, MOST_ROWS, Rows, draw_tick_names};
use crate::chart::drawing::sketch::{Anchor, Area, Sketch};
use crate::chart::drawing::style::Style;
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::{lower_case, named};
use crate::results::{Comparison, Estimate, Measure, Results, Scope, Unit, Verdict};

use super::subject::{Subject, caption, enumeration, note_on_first, note_on_types};

/// Wide enough for the name of any unit.
const NARROWEST_COLUMN: f64 = 118.0;

/// The differences of `subject`'s main measures as dots with intervals, a row for each variant and a panel for each
/// measure; `None` if nothing was compared.
pub(super) fn against_baseline(results: &Results, style: &Style, subject: &Subject, aspect: Aspect) -> Option<Chart> {
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
    let mut page = Page::open(style, caption(results, name, title, &notes, alt(&columns, against, subject)));
    page.legend(&keys(&columns));
    let rows = Rows::new(&variants, style);
    let (beside, sides) = rows.columns(columns.len(), NARROWEST_COLUMN);
    for band in columns.chunks(beside) {
        let headings = page.keep(10.0 + 2.0 * HEADING.line_height() + SMALL.line_height());
        let areas = rows.draw(&mut page);
        page.keep(30.0);
        for (index, column) in band.iter().enumerate() {
            let (left, right) = sides(index);
            let area = Area { left, right, top: headings.bottom, bottom: areas.last()?.bottom };
            draw_heading(&mut page.sketch, column.measure, area, headings.top);
            draw_column(&mut page.sketch, column, area, &variants, &areas);
        }
    }
    Some(page.close(table(&columns, &variants), &reading(&columns, aspect)))
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
    fn measures(self) -> Vec<Measure> {
        match self {
            Self::Waits | Self::WaitsAndOccupancy => {
                vec![
                    Measure::ServiceLevel,
                    Measure::AbandonedFraction,
                    Measure::AsaSeconds,
                    Measure::NotAnsweredFraction,
                    Measure::QueueLength,
                ]
            }
            Self::Needs => {
                vec![
                    Measure::AhtSeconds,
                    Measure::ContactsPerNeed,
                    Measure::HandlingSecondsPerNeed,
                    Measure::UnmetFraction,
                ]
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
    let of_contacts = aspect.measures().into_iter().map(|measure| (subject.scope.clone(), measure));
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
        let (ink, width) = if tick.value == 0.0 { (Ink::Text, 1.2) } else { (Ink::Grid, 1.0) };
        sketch.line(&[(x, area.top), (x, area.bottom)], ink, width, &[]);
    }
    sketch.line(&[(place(0.0), area.top), (place(0.0), area.bottom)], Ink::Text, 1.2, &[]);
    sketch.line(&[(area.left, area.bottom), (area.right, area.bottom)], Ink::Rule, 1.0, &[]);
    draw_tick_names(sketch, &axis, area, GAP / 2.0);
    for (name, row) in variants.iter().zip(rows) {
        let change = column.cells.iter().find(|cell| cell.variant == *name);
        draw_cell(sketch, change.and_then(|cell| Some((difference(cell)?, cell.verdict))), &place, area, *row);
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
        sketch.line(&[(low, y), (high, y)], look.ink, 2.0, &[]);
        for end in [low, high] {
            sketch.line(&[(end, y - 4.0), (end, y + 4.0)], look.ink, 1.4, &[]);
        }
    }
    sketch.marker((place(change.mean), y), look, 4.6);
    let lettering = Lettering { ink: words_ink(verdict), ..SMALL };
    let figure = lettering.shorten(&figure::difference(change), area.width());
    let half = lettering.width(&figure) / 2.0;
    let x = place(change.mean).clamp(area.left + half, (area.right - half).max(area.left + half));
    let behind = Area { left: x - half - 2.0, top: middle + 4.0, right: x + half + 2.0, bottom: middle + 18.0 };
    sketch.fill_area(behind, Ink::Paper.solid());
    sketch.words(&figure, (x, middle + 11.0), Anchor::Centre, lettering);
}

fn keys(columns: &[Column]) -> Vec<Key> {
    let cannot_tell = if has_intervals(columns) {
        "cannot tell: the interval holds zero"
    } else {
        "cannot tell from one replication"
    };
    let verdicts = [
        (Verdict::Better, "better"),
        (Verdict::Worse, "worse"),
        (Verdict::CannotTell, cannot_tell),
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

/// Whether differences have any: one replication shows none.
fn has_intervals(columns: &[Column]) -> bool {
    columns.iter().flat_map(|column| &column.cells).any(|cell| cell.difference.half_width.is_some())
}

fn look(verdict: Verdict) -> Look {
    let marker = match verdict {
        Verdict::Better => Marker::Disc,
        Verdict::Worse => Marker::Diamond,
        Verdict::CannotTell => Marker::Ring,
        Verdict::Higher => Marker::Triangle,
        Verdict::Lower => Marker::Wedge,
    };
    Look { ink: ink(verdict), dash: &[], marker }
}

fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Better => Ink::Better,
        Verdict::Worse => Ink::Worse,
        Verdict::CannotTell => Ink::Quiet,
        Verdict::Higher | Verdict::Lower => Ink::Text,
    }
}

/// As [`ink`], dark enough for small letters.
fn words_ink(verdict: Verdict) -> Ink {
    if verdict == Verdict::Worse { Ink::WorseWords } else { ink(verdict) }
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

/// Of the measure that the chart is about most, under how many variants it is better or worse, and under which most.
fn reading(columns: &[Column], aspect: Aspect) -> String {
    let telling = columns.iter().find(|column| aspect == Aspect::Needs && column.measure == Measure::UnmetFraction);
    let Some(column) = telling.or(columns.first()) else { return "Nothing was compared".to_owned() };
    let label = column.measure.label();
    let all = column.cells.len();
    let of = |verdict: Verdict| column.cells.iter().filter(move |cell| cell.verdict == verdict);
    let clause = |verdict: Verdict| {
        let size = |cell: &&&Comparison| difference(cell).map_or(0.0, |change| change.mean.abs());
        let most = of(verdict).max_by(|one, other| size(one).total_cmp(&size(other)))?;
        let change = format!("{} {}", figure::difference(difference(most)?), unit(column.measure));
        let (number, word) = (of(verdict).count(), verdict.word());
        let under = match number {
            1 => return Some(format!("{word} under {} ({change})", named(&most.variant))),
            2 if all == 2 => "both".to_owned(),
            _ if number == all => format!("all {all}"),
            _ => format!("{number} of {all}"),
        };
        Some(format!("{word} under {under} variants, up to {change} under {}", named(&most.variant)))
    };
    let verdicts = [Verdict::Better, Verdict::Worse, Verdict::Higher, Verdict::Lower];
    let clauses: Vec<String> = verdicts.into_iter().filter_map(clause).collect();
    let untold: Vec<&str> = of(Verdict::CannotTell).map(|cell| cell.variant.as_str()).collect();
    let rest = match untold.as_slice() {
        [] => String::new(),
        [name] => format!("; of {} nothing can be told", named(name)),
        several => format!("; of {} variants nothing can be told", several.len()),
    };
    let because = |holds_zero| if has_intervals(columns) { holds_zero } else { "one replication shows no interval" };
    match (clauses.is_empty(), untold.as_slice()) {
        (true, [name]) => {
            let because = because("the interval holds zero");
            format!("Cannot tell whether {} changes {}: {because}", named(name), lower_case(label))
        }
        (true, _) => {
            let because = because("every interval holds zero");
            format!("Cannot tell of any variant whether it changes {}: {because}", lower_case(label))
        }
        (false, _) => format!("{label} is {}{rest}", clauses.join(", ")),
    }
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
