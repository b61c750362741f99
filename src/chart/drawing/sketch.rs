use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::prelude::{IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, ShapeStyle, TextStyle};

use super::ink::{Ink, Look, Marker, Tint};
use super::lettering::{Lettering, SIZE_FACTOR};
use super::palette::Palette;

/// plotters places shapes on whole numbers; drawing in tenths of a pixel keeps curves smooth.
const TENTHS: f64 = 10.0;

/// A place on the page in pixels, right and down from its top left corner.
pub(crate) type Point = (f64, f64);

/// A rectangle on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

/// Which side of a text its place names; vertically it is always the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Left,
    Centre,
    Right,
}

/// Shapes in the order in which they are laid over one another.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    shapes: Vec<Shape>,
}

#[derive(Debug)]
enum Shape {
    Line { points: Vec<Point>, ink: Ink, width: f64 },
    Fill { outline: Vec<Point>, tint: Tint },
    Disc { centre: Point, radius: f64, ink: Ink },
    Words { text: String, at: Point, anchor: Anchor, lettering: Lettering },
}

impl Area {
    /// Its width.
    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub(crate) fn height(self) -> f64 {
        self.bottom - self.top
    }
}

impl Sketch {
    /// A line `width` pixels wide, broken by `dash`.
    pub(crate) fn line(&mut self, points: &[Point], ink: Ink, width: f64, dash: &[f64]) {
        let strokes = if dash.is_empty() { vec![points.to_vec()] } else { dashes(points, dash) };
        for points in strokes {
            self.shapes.push(Shape::Line { points, ink, width });
        }
    }

    /// A filled outline.
    pub(crate) fn fill(&mut self, outline: Vec<Point>, tint: Tint) {
        self.shapes.push(Shape::Fill { outline, tint });
    }

    /// A filled rectangle.
    pub(crate) fn fill_area(&mut self, area: Area, tint: Tint) {
        let Area { left, top, right, bottom } = area;
        self.fill(vec![(left, top), (right, top), (right, bottom), (left, bottom)], tint);
    }

    /// The marker of `look`, `radius` pixels from its middle to its edge.
    pub(crate) fn marker(&mut self, (x, y): Point, look: Look, radius: f64) {
        let at =
            |points: &[Point]| points.iter().map(|(dx, dy)| (x + dx * radius, y + dy * radius)).collect::<Vec<_>>();
        let ink = look.ink;
        match look.marker {
            Marker::Disc => self.shapes.push(Shape::Disc { centre: (x, y), radius, ink }),
            Marker::Ring => {
                self.shapes.push(Shape::Disc { centre: (x, y), radius: radius + 0.5, ink });
                self.shapes.push(Shape::Disc { centre: (x, y), radius: radius - 1.0, ink: Ink::Paper });
            }
            Marker::Square => self.fill(at(&SQUARE), ink.solid()),
            Marker::Triangle => self.fill(at(&TRIANGLE), ink.solid()),
            Marker::Wedge => self.fill(at(&TRIANGLE.map(|(x, y)| (x, -y))), ink.solid()),
            Marker::Diamond => self.fill(at(&DIAMOND), ink.solid()),
            Marker::Cross => {
                self.line(&at(&[(-0.9, -0.9), (0.9, 0.9)]), ink, 1.8, &[]);
                self.line(&at(&[(-0.9, 0.9), (0.9, -0.9)]), ink, 1.8, &[]);
            }
            Marker::Plus => {
                self.line(&at(&[(-1.1, 0.0), (1.1, 0.0)]), ink, 1.8, &[]);
                self.line(&at(&[(0.0, -1.1), (0.0, 1.1)]), ink, 1.8, &[]);
            }
        }
    }

    /// One line of text.
    pub(crate) fn words(&mut self, text: &str, at: Point, anchor: Anchor, lettering: Lettering) {
        let text = text.chars().map(legible).collect();
        self.shapes.push(Shape::Words { text, at, anchor, lettering });
    }

    /// Several lines of text, the middle of the first at `at`; gives the middle of the next.
    pub(crate) fn paragraph(&mut self, lines: &[String], at: Point, anchor: Anchor, lettering: Lettering) -> f64 {
        let mut y = at.1;
        for line in lines {
            self.words(line, (at.0, y), anchor, lettering);
            y += lettering.line_height();
        }
        y
    }

    /// The drawing as an SVG document so many pixels wide and high, in the colours of `palette`.
    ///
    /// `title` and `alt` become what a screen reader says.
    pub(crate) fn svg(&self, (width, height): Point, palette: &Palette, title: &str, alt: &str) -> String {
        let mut drawn = String::new();
        let size = (tenths(width) as u32, tenths(height) as u32);
        let paper = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        paper.fill(&palette.colour(Ink::Paper)).expect("a string takes every shape");
        for shape in &self.shapes {
            shape.draw(&paper, palette).expect("a string takes every shape");
        }
        paper.present().expect("a string takes every shape");
        drop(paper);
        let after_opening = drawn.split_once('>').map_or("", |(_, rest)| rest);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\">\n<title>{}</title>\n<desc>{}</desc>{after_opening}",
            size.0,
            size.1,
            escaped(title),
            escaped(alt),
        )
    }
}

type Paper<'a> = DrawingArea<SVGBackend<'a>, Shift>;

impl Shape {
    fn draw(&self, paper: &Paper, palette: &Palette) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
        match self {
            Self::Line { points, ink, width } => {
                let style = ShapeStyle::from(palette.colour(*ink)).stroke_width(tenths(*width) as u32);
                paper.draw(&PathElement::new(placed(points), style))
            }
            Self::Fill { outline, tint } => paper.draw(&Polygon::new(placed(outline), palette.tint(*tint))),
            Self::Disc { centre, radius, ink } => {
                paper.draw(&Circle::new(place(*centre), tenths(*radius), palette.colour(*ink).filled()))
            }
            Self::Words { text, at, anchor, lettering } => {
                paper.draw(&Text::new(text.as_str(), place(*at), text_style(*anchor, *lettering, palette)))
            }
        }
    }
}

const SQUARE: [Point; 4] = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)];
const TRIANGLE: [Point; 3] = [(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)];
const DIAMOND: [Point; 4] = [(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)];

/// The pieces of a line that a pattern of ink and gap, in pixels, leaves visible.
fn dashes(points: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    let mut strokes = Vec::new();
    let mut stroke: Vec<Point> = points.first().copied().into_iter().collect();
    let (mut step, mut left_of_step) = (0, pattern[0]);
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        let mut length = (to.0 - from.0).hypot(to.1 - from.1);
        while left_of_step < length {
            let share = left_of_step / length;
            from = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            length -= left_of_step;
            if step % 2 == 0 {
                stroke.push(from);
                strokes.push(std::mem::take(&mut stroke));
            } else {
                stroke = vec![from];
            }
            step = (step + 1) % pattern.len();
            left_of_step = pattern[step];
        }
        left_of_step -= length;
        if step % 2 == 0 {
            stroke.push(to);
        }
    }
    if stroke.len() > 1 {
        strokes.push(stroke);
    }
    strokes
}

fn text_style(anchor: Anchor, lettering: Lettering, palette: &Palette) -> TextStyle<'static> {
    let side = match anchor {
        Anchor::Left => HPos::Left,
        Anchor::Centre => HPos::Center,
        Anchor::Right => HPos::Right,
    };
    let font = lettering.font(lettering.size * TENTHS * SIZE_FACTOR);
    TextStyle { font, color: palette.colour(lettering.ink).to_backend_color(), pos: Pos::new(side, VPos::Center) }
}

fn placed(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().copied().map(place).collect()
}

fn place((x, y): Point) -> (i32, i32) {
    (tenths(x), tenths(y))
}

fn tenths(pixels: f64) -> i32 {
    (pixels * TENTHS).round() as i32
}

/// `letter`, or a space where XML knows no such letter.
fn legible(letter: char) -> char {
    if letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}') { ' ' } else { letter }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            letter => escaped.push(legible(letter)),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::palette::LIGHT;
    use super::*;

    #[test]
    fn dashes_cover_what_the_pattern_says() {
        let strokes = dashes(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], &[4.0, 2.0]);
        let corner = [(6.0, 0.0), (10.0, 0.0), (10.0, 0.0)];
        assert_eq!(strokes[0], [(0.0, 0.0), (4.0, 0.0)]);
        assert_eq!(strokes[1][..2], corner[..2]);
        assert_eq!(strokes.len(), 4);
    }

    #[test]
    fn the_document_says_what_it_is() {
        let svg = Sketch::default().svg((600.0, 100.0), &LIGHT, "A & B", "x < y\u{FFFF}");
        assert!(svg.starts_with("<svg "), "{svg}");
        assert!(svg.contains(">\n<title>A &amp; B</title>\n<desc>x &lt; y </desc>"), "{svg}");
        assert!(svg.trim_end().ends_with("</svg>"), "{svg}");
    }
}
