use plotters::style::RGBAColor;

use super::ink::Look;
use super::lettering::{LABEL, SMALL, SUBTITLE, TITLE};
use super::sketch::{Anchor, Area, Sketch, WIDTH};
use super::table::Table;

/// A drawing, its words and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What its files are called, without extension: `queue_length_enquiries`.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// What it shows, with the main numbers, for those who cannot see it.
    pub alt: String,
    /// The drawing.
    pub svg: String,
    /// The numbers drawn, with the unit of each in the name of its column.
    pub csv: String,
}

/// What is written around a drawing.
#[derive(Clone, Debug)]
pub(super) struct Caption {
    /// What its files are called.
    pub(super) name: String,
    /// What it shows.
    pub(super) title: String,
    /// What the scenario is called.
    pub(super) scenario: String,
    /// What the reader should know, in sentences; may be empty.
    pub(super) notes: String,
    /// The text alternative.
    pub(super) alt: String,
    /// Program, seed, replications, scenario.
    pub(super) source: String,
}

/// An entry of the legend.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// What it is.
    pub(super) name: String,
    /// How it is drawn.
    pub(super) sign: Sign,
}

/// How something in a drawing looks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sign {
    /// A line with its band and marker.
    Line(Look),
    /// A line alone.
    Stroke(Look),
    /// A marker alone.
    Marker(Look),
    /// A shaded span.
    Shade(RGBAColor),
}

/// A chart under construction, filled from top to bottom.
#[derive(Debug)]
pub(super) struct Page {
    /// Where the drawing goes.
    pub(super) sketch: Sketch,
    caption: Caption,
    filled_to: f64,
}

/// White space around the page.
pub(super) const MARGIN: f64 = 26.0;

const SIGN_WIDTH: f64 = 34.0;

impl Page {
    /// A page with its title and subtitle.
    pub(super) fn open(caption: Caption) -> Self {
        let mut sketch = Sketch::default();
        let width = WIDTH - 2.0 * MARGIN;
        let title = TITLE.wrap_evenly(&caption.title, width, 4);
        let below_title = sketch.paragraph(&title, (MARGIN, 30.0), Anchor::Left, TITLE);
        let mut below = below_title - 2.0;
        for (text, most_lines) in [(&caption.scenario, 3), (&caption.notes, 4)] {
            if !text.is_empty() {
                below =
                    sketch.paragraph(&SUBTITLE.wrap(text, width, most_lines), (MARGIN, below), Anchor::Left, SUBTITLE);
            }
        }
        Self { sketch, caption, filled_to: below }
    }

    /// Keeps the next `height` pixels for a drawing.
    pub(super) fn keep(&mut self, height: f64) -> Area {
        let top = self.filled_to;
        self.filled_to += height;
        Area { left: MARGIN, top, right: WIDTH - MARGIN, bottom: self.filled_to }
    }

    /// Names the vertical axis, above it.
    pub(super) fn name_y_axis(&mut self, name: &str) {
        let kept = self.keep(26.0);
        self.sketch.words(name, (MARGIN, kept.top + 14.0), Anchor::Left, LABEL);
    }

    /// Names the horizontal axis, `below` pixels under what was kept last.
    pub(super) fn name_x_axis(&mut self, name: &str, below: f64) {
        let kept = self.keep(below + 10.0);
        let name = LABEL.shorten(name, WIDTH - 2.0 * MARGIN);
        self.sketch.words(&name, (WIDTH / 2.0, kept.top + below), Anchor::Centre, LABEL);
    }

    /// Names what the drawing uses, in as many rows as that takes.
    pub(super) fn legend(&mut self, keys: &[Key]) {
        let full_width = WIDTH - 2.0 * MARGIN;
        let (mut x, mut row_height) = (MARGIN, 0.0_f64);
        let mut y = self.filled_to + 5.0;
        for key in keys {
            let lines = LABEL.wrap(&key.name, full_width - SIGN_WIDTH, 3);
            let width = SIGN_WIDTH + lines.iter().map(|line| LABEL.width(line)).fold(0.0, f64::max);
            if MARGIN < x && WIDTH - MARGIN < x + width {
                (x, y) = (MARGIN, y + row_height);
                row_height = 0.0;
            }
            self.draw_sign(key.sign, x, y);
            self.sketch.paragraph(&lines, (x + SIGN_WIDTH, y), Anchor::Left, LABEL);
            row_height = row_height.max(LABEL.line_height() * lines.len() as f64 + 2.0);
            x += width + 24.0;
        }
        self.filled_to = if keys.is_empty() { self.filled_to } else { y + row_height };
    }

    /// Writes the source line and finishes the chart.
    pub(super) fn close(mut self, numbers: Table) -> Chart {
        let source = SMALL.wrap(&self.caption.source, WIDTH - 2.0 * MARGIN, 3);
        let below = self.sketch.paragraph(&source, (MARGIN, self.filled_to + 18.0), Anchor::Left, SMALL);
        let Caption { name, title, alt, .. } = self.caption;
        let svg = self.sketch.svg(below.ceil(), &title, &alt);
        Chart { name, title, alt, svg, csv: numbers.csv() }
    }

    fn draw_sign(&mut self, sign: Sign, x: f64, y: f64) {
        let (right, middle) = (x + SIGN_WIDTH - 7.0, x + (SIGN_WIDTH - 7.0) / 2.0);
        match sign {
            Sign::Line(look) => {
                self.sketch.line(&[(x, y), (right, y)], look.colour, 2.0, look.dash);
                self.sketch.marker((middle, y), look, 3.2);
            }
            Sign::Stroke(look) => self.sketch.line(&[(x, y), (right, y)], look.colour, 2.0, look.dash),
            Sign::Marker(look) => self.sketch.marker((middle, y), look, 5.0),
            Sign::Shade(colour) => {
                self.sketch.fill_area(Area { left: x, top: y - 6.0, right, bottom: y + 6.0 }, colour);
            }
        }
    }
}
