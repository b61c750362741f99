use super::hatch::Hatch;
use super::image::{ChartError, PIXELS_PER_INCH, png};
use super::ink::{Look, Tint};
use super::lettering::{LABEL, SMALL, SUBTITLE, TITLE};
use super::sketch::{Anchor, Area, Sketch};
use super::style::{MARGIN, Style};
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
    /// What to see in it, in a sentence: only what its intervals let be said.
    pub reading: String,
    /// The drawing.
    pub svg: String,
    /// The numbers drawn, with the unit of each in the name of its column.
    pub csv: String,
    /// The resolution of its image, in dots per inch.
    pub dpi: u32,
}

impl Chart {
    /// The drawing as a PNG image at its resolution.
    ///
    /// # Errors
    ///
    /// As [`png()`].
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        png(&self.svg, self.dpi as f32 / PIXELS_PER_INCH)
    }
}

/// What is written around a drawing.
#[derive(Clone, Debug)]
pub(crate) struct Caption {
    /// What its files are called.
    pub(crate) name: String,
    /// What it shows.
    pub(crate) title: String,
    /// What the scenario is called.
    pub(crate) scenario: String,
    /// What the reader should know, in sentences; may be empty.
    pub(crate) notes: String,
    /// The text alternative.
    pub(crate) alt: String,
    /// Program, seed, replications, scenario.
    pub(crate) source: String,
}

/// An entry of the legend.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// What it is.
    pub(crate) name: String,
    /// How it is drawn.
    pub(crate) sign: Sign,
}

/// How something in a drawing looks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sign {
    /// A line with its band and marker.
    Line(Look),
    /// A line alone.
    Stroke(Look),
    /// A marker alone.
    Marker(Look),
    /// A shaded span.
    Shade(Tint),
    /// A hatched span.
    Hatched(Tint, Hatch),
}

/// A chart under construction, filled from top to bottom.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    /// Where the drawing goes.
    pub(crate) sketch: Sketch,
    style: &'a Style,
    caption: Caption,
    filled_to: f64,
}

const SIGN_WIDTH: f64 = 34.0;

impl<'a> Page<'a> {
    /// A page with its title and subtitle.
    pub(crate) fn open(style: &'a Style, caption: Caption) -> Self {
        let mut sketch = Sketch::default();
        let width = style.inner();
        let title = TITLE.wrap_evenly(&caption.title, width, style.lines(4));
        let below_title = sketch.paragraph(&title, (MARGIN, 30.0), Anchor::Left, TITLE);
        let mut below = below_title - 2.0;
        for (text, most_lines) in [(&caption.scenario, 3), (&caption.notes, 4)] {
            if !text.is_empty() {
                let lines = SUBTITLE.wrap(text, width, style.lines(most_lines));
                below = sketch.paragraph(&lines, (MARGIN, below), Anchor::Left, SUBTITLE);
            }
        }
        Self { sketch, style, caption, filled_to: below }
    }

    /// How it is to look.
    pub(crate) fn style(&self) -> &'a Style {
        self.style
    }

    /// Keeps the next `height` pixels for a drawing.
    pub(crate) fn keep(&mut self, height: f64) -> Area {
        let top = self.filled_to;
        self.filled_to += height;
        Area { left: MARGIN, top, right: self.style.right(), bottom: self.filled_to }
    }

    /// Names the vertical axis, above it.
    pub(crate) fn name_y_axis(&mut self, name: &str) {
        let lines = LABEL.wrap(name, self.style.inner(), 3);
        let kept = self.keep(26.0 + (lines.len() - 1) as f64 * LABEL.line_height());
        self.sketch.paragraph(&lines, (MARGIN, kept.top + 14.0), Anchor::Left, LABEL);
    }

    /// Names the horizontal axis, `below` pixels under what was kept last.
    pub(crate) fn name_x_axis(&mut self, name: &str, below: f64) {
        let lines = LABEL.wrap(name, self.style.inner(), 2);
        let kept = self.keep(below + 10.0 + (lines.len() - 1) as f64 * LABEL.line_height());
        let at = (self.style.width() / 2.0, kept.top + below);
        self.sketch.paragraph(&lines, at, Anchor::Centre, LABEL);
    }

    /// Names what the drawing uses, in as many rows as that takes.
    pub(crate) fn legend(&mut self, keys: &[Key]) {
        let full_width = self.style.inner();
        let (mut x, mut row_height) = (MARGIN, 0.0_f64);
        let mut y = self.filled_to + 5.0;
        for key in keys {
            let lines = LABEL.wrap(&key.name, full_width - SIGN_WIDTH, 3);
            let width = SIGN_WIDTH + lines.iter().map(|line| LABEL.width(line)).fold(0.0, f64::max);
            if MARGIN < x && self.style.right() < x + width {
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

    /// Writes the caption and the source line, and finishes the chart; `reading` says what to see, without a full stop.
    pub(crate) fn close(mut self, numbers: Table, reading: &str) -> Chart {
        let Self { style, .. } = self;
        let mut below = self.filled_to + 18.0;
        for (text, most_lines) in [(style.caption.as_str(), usize::MAX), (self.caption.source.as_str(), style.lines(3))]
        {
            if !text.is_empty() {
                let lines = SMALL.wrap(text, style.inner(), most_lines);
                below = self.sketch.paragraph(&lines, (MARGIN, below), Anchor::Left, SMALL);
            }
        }
        let Caption { name, title, alt, .. } = self.caption;
        let svg = self.sketch.svg((style.width(), below.ceil()), style.palette(), &title, &alt);
        let reading = format!("{}.", reading.trim_end_matches('.'));
        Chart { name, title, alt, reading, svg, csv: numbers.csv(), dpi: style.dpi }
    }

    fn draw_sign(&mut self, sign: Sign, x: f64, y: f64) {
        let (right, middle) = (x + SIGN_WIDTH - 7.0, x + (SIGN_WIDTH - 7.0) / 2.0);
        let swatch = Area { left: x, top: y - 6.0, right, bottom: y + 6.0 };
        match sign {
            Sign::Line(look) => {
                self.sketch.line(&[(x, y), (right, y)], look.ink, 2.0, look.dash);
                self.sketch.marker((middle, y), look, 3.2);
            }
            Sign::Stroke(look) => self.sketch.line(&[(x, y), (right, y)], look.ink, 2.0, look.dash),
            Sign::Marker(look) => self.sketch.marker((middle, y), look, 5.0),
            Sign::Shade(tint) => self.sketch.fill_area(swatch, tint),
            Sign::Hatched(tint, hatch) => self.sketch.fill_hatched(swatch, tint, hatch),
        }
    }
}
