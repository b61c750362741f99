//! A row for each variant, and columns of dots beside the names.

use super::axis::Axis;
use super::ink::Ink;
use super::lettering::{LABEL, TICK};
use super::page::Page;
use super::sketch::{Anchor, Area, Sketch};
use super::style::{MARGIN, Style};

/// Most variants that one chart holds.
pub(crate) const MOST_ROWS: usize = 40;

/// Pixels between columns.
pub(crate) const GAP: f64 = 16.0;

const NAMES_WIDTH: f64 = 190.0;
const ROW_HEIGHT: f64 = 46.0;

/// The rows of a chart.
pub(crate) struct Rows<'a> {
    names: &'a [&'a str],
    style: &'a Style,
}

impl<'a> Rows<'a> {
    /// A row for each of these names.
    pub(crate) fn new(names: &'a [&'a str], style: &'a Style) -> Self {
        Self { names, style }
    }

    /// Where what stands beside the names begins.
    pub(crate) fn left(&self) -> f64 {
        MARGIN + self.names_width() + GAP
    }

    /// Draws the names, with a line above each, and gives the area of each row.
    pub(crate) fn draw(&self, page: &mut Page) -> Vec<Area> {
        let wrapped: Vec<Vec<String>> = self.names.iter().map(|name| LABEL.wrap(name, self.names_width(), 3)).collect();
        let height = |lines: &Vec<String>| ROW_HEIGHT.max(lines.len() as f64 * LABEL.line_height() + 10.0);
        let rows: Vec<Area> = wrapped.iter().map(|lines| page.keep(height(lines))).collect();
        for (lines, row) in wrapped.iter().zip(&rows) {
            let middle = (row.top + row.bottom) / 2.0 - (lines.len() - 1) as f64 * LABEL.line_height() / 2.0;
            page.sketch.line(&[(row.left, row.top), (row.right, row.top)], Ink::Grid, 1.0, &[]);
            page.sketch.paragraph(lines, (row.left, middle), Anchor::Left, LABEL);
        }
        rows
    }

    /// How many of so many columns, none of them narrower than `narrowest`, stand beside one another, and from where to where each
    /// goes; the others stand in further bands below.
    pub(crate) fn columns(&self, columns: usize, narrowest: f64) -> (usize, impl Fn(usize) -> (f64, f64)) {
        let room = self.style.right() - self.left() + GAP;
        let most = (room / (narrowest + GAP)).floor().max(1.0) as usize;
        let bands = columns.div_ceil(most).max(1);
        let beside = columns.div_ceil(bands).max(1);
        let (first, width) = (self.left(), room / beside as f64 - GAP);
        let sides = move |index: usize| {
            let left = first + index as f64 * (width + GAP);
            (left, left + width)
        };
        (beside, sides)
    }

    fn names_width(&self) -> f64 {
        self.style.scaled(NAMES_WIDTH)
    }
}

/// The names of the ticks under a column, those for which there is room; none hangs over its sides by more than `over`.
pub(crate) fn draw_tick_names(sketch: &mut Sketch, axis: &Axis, area: Area, over: f64) {
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
