use crate::chart::drawing::axis::Axis;
use crate::chart::drawing::ink::{Ink, look};
use crate::chart::drawing::lettering::{HEADING, Lettering, SMALL};
use crate::chart::drawing::page::{Chart, Key, Page, Sign};
use crate::chart::drawing::rows::{GAP, MOST_ROWS, Rows, draw_tick_names};
use crate::chart::drawing::sketch::{Anchor, Area, Sketch};
use crate::chart::drawing::style::Style;
use crate::chart::drawing::table::Table;
use crate::chart::words::figure;
use crate::chart::words::reading::{Superlative, single};
use crate::results::{Estimate, Measure, Results, VariantResults};

use super::subject::{Subject, caption, enumeration, note_on_first, subjects, value};

/// Most groups of contacts that stand side by side.
const MOST_COLUMNS: usize = 4;

/// Wide enough for what is written above it.
const NARROWEST_COLUMN: f64 = 160.0;

/// Pixels on either side of a column, for the names of its first and last tick.
const INSET: f64 = 6.0;

/// Chasers as a share of the contacts offered, a row for each variant and a column for each group of contacts that has
/// any; `None` if none has.
pub(super) fn share_of_chasers(results: &Results, style: &Style) -> Option<Chart> {
    let columns: Vec<Column> = subjects(results)
        .into_iter()
        .map(|subject| Column::new(results, subject))
        .filter(Column::has_chasers)
        .take(MOST_COLUMNS)
        .collect();
    let rows_shown = results.variants.len().min(MOST_ROWS);
    let names: Vec<&str> = results.variants[..rows_shown].iter().map(|variant| variant.name.as_str()).collect();
    let first = columns.first()?;
    let all = results.variants.len();
    let note = note_on_first(MOST_ROWS, all, "variants are drawn");
    let title = "Chasers as a share of contacts".to_owned();
    let notes: Vec<String> = note.into_iter().collect();
    let mut page = Page::open(style, caption(results, "chasers".to_owned(), title, &notes, first.alt(results)));
    page.legend(&[Key { name: "share of chasers, with its interval".to_owned(), sign: Sign::Marker(look(0)) }]);
    let rows = Rows::new(&names, style);
    let (beside, sides) = rows.columns(columns.len(), NARROWEST_COLUMN);
    for band in columns.chunks(beside) {
        let headings = page.keep(10.0 + 2.0 * HEADING.line_height() + SMALL.line_height());
        let areas = rows.draw(&mut page);
        page.keep(30.0);
        for (index, column) in band.iter().enumerate() {
            let (left, right) = sides(index);
            let (left, right) = (left + INSET, right - INSET);
            let area = Area { left, right, top: headings.bottom, bottom: areas.last()?.bottom };
            draw_heading(&mut page.sketch, &column.subject.title, area, headings.top);
            column.draw(&mut page.sketch, area, &areas);
        }
    }
    Some(page.close(table(&columns, &names), &first.reading(&names)))
}

/// The shares of one group of contacts, by variant.
struct Column {
    subject: Subject,
    shares: Vec<Option<Estimate>>,
}

impl Column {
    fn new(results: &Results, subject: Subject) -> Self {
        let share = |variant: &VariantResults| value(&subject.contacts_of(variant)?.total, Measure::ChaserFraction);
        let shares = results.variants.iter().map(share).collect();
        Self { subject, shares }
    }

    fn has_chasers(&self) -> bool {
        self.shares.iter().flatten().any(|share| 0.0 < share.mean)
    }

    fn alt(&self, results: &Results) -> String {
        let describe = |(variant, share): (&VariantResults, &Option<Estimate>)| {
            Some((variant.name.clone(), format!("{}%", figure::estimate((*share)?))))
        };
        let figures: Vec<(String, String)> = results.variants.iter().zip(&self.shares).filter_map(describe).collect();
        format!(
            "Dots with intervals of the share of contacts that are chasers, a row per variant. {}: {}.",
            self.subject.title,
            enumeration(&figures)
        )
    }

    fn reading(&self, names: &[&str]) -> String {
        let values = single(names.iter().copied().zip(self.shares.iter().copied()));
        let value = |share| format!("{}%", figure::estimate(share));
        let subject = format!("The share of chasers among {}", self.subject.title);
        Superlative { subject, word: "highest", least: false, place: None, value: &value }.sentence(&values)
    }

    fn draw(&self, sketch: &mut Sketch, area: Area, rows: &[Area]) {
        let highs = self.shares.iter().flatten().map(|share| share.high());
        let axis = Axis::percent_up_to(highs.fold(0.0, f64::max).min(100.0));
        let place = |value: f64| area.left + axis.share(value) * area.width();
        for tick in &axis.ticks {
            let x = place(tick.value);
            sketch.line(&[(x, area.top), (x, area.bottom)], Ink::Grid, 1.0, &[]);
        }
        sketch.line(&[(area.left, area.bottom), (area.right, area.bottom)], Ink::Rule, 1.0, &[]);
        draw_tick_names(sketch, &axis, area, GAP / 2.0 + INSET);
        for (share, row) in self.shares.iter().zip(rows) {
            draw_share(sketch, *share, &place, Area { left: area.left, right: area.right, ..*row });
        }
    }
}

fn draw_heading(sketch: &mut Sketch, title: &str, area: Area, top: f64) {
    let lines = HEADING.wrap(title, area.width(), 2);
    let y = top + 12.0 + (2 - lines.len()) as f64 * HEADING.line_height();
    let below = sketch.paragraph(&lines, (area.left, y), Anchor::Left, HEADING);
    sketch.words("% of contacts offered", (area.left, below - 2.0), Anchor::Left, SMALL);
}

/// A dot with its interval in the upper half of a cell, the figure below.
fn draw_share(sketch: &mut Sketch, share: Option<Estimate>, place: &impl Fn(f64) -> f64, cell: Area) {
    let middle = (cell.top + cell.bottom) / 2.0;
    let Some(share) = share else {
        sketch.words("–", ((cell.left + cell.right) / 2.0, middle), Anchor::Centre, SMALL);
        return;
    };
    let y = middle - 7.0;
    if share.half_width.is_some() {
        let (low, high) = (place(share.low()), place(share.high()));
        sketch.line(&[(low, y), (high, y)], Ink::Text, 2.0, &[]);
        for end in [low, high] {
            sketch.line(&[(end, y - 4.0), (end, y + 4.0)], Ink::Text, 1.4, &[]);
        }
    }
    sketch.marker((place(share.mean), y), look(0), 4.6);
    let lettering = Lettering { ink: Ink::Text, ..SMALL };
    let words = lettering.shorten(&format!("{}%", figure::estimate(share)), cell.width());
    let half = lettering.width(&words) / 2.0;
    let x = place(share.mean).clamp(cell.left + half, (cell.right - half).max(cell.left + half));
    let behind = Area { left: x - half - 2.0, top: middle + 4.0, right: x + half + 2.0, bottom: middle + 18.0 };
    sketch.fill_area(behind, Ink::Paper.solid());
    sketch.words(&words, (x, middle + 11.0), Anchor::Centre, lettering);
}

fn table(columns: &[Column], names: &[&str]) -> Table {
    let share = figure::column(Measure::ChaserFraction);
    let mut table = Table::new(&["variant", "scope", &share, &format!("{share}_half_width")]);
    for column in columns {
        for (name, share) in names.iter().zip(&column.shares) {
            table.row_with(&[name, &column.subject.scope.to_string()], *share);
        }
    }
    table
}
