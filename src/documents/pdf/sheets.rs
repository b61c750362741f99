use resvg::usvg::Tree;

use crate::documents::paper::{Colour, MARGIN, Turn, Weight};

use super::structure::ElementId;

/// Something drawn on a sheet. Places are points from the top left corner.
#[derive(Debug)]
pub(super) enum Mark<'p> {
    /// A line of text; `at` is the left end of its base line, or the right end.
    Words { text: String, at: (f32, f32), side: Side, look: Look },
    /// A filled rectangle.
    Fill { area: Area, colour: Colour },
    /// A chart.
    Drawing { tree: &'p Tree, area: Area },
}

/// Where a text begins from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) colour: Colour,
}

impl Look {
    /// From one line to the next, in points.
    pub(super) fn line_height(self) -> f32 {
        self.size * 1.4
    }

    /// From the top of a line to its base line.
    fn base(self) -> f32 {
        self.size * 1.05
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A mark and the part of the document it belongs to; what belongs to none is ornament.
#[derive(Debug)]
pub(super) struct Placed<'p> {
    pub(super) mark: Mark<'p>,
    pub(super) element: Option<ElementId>,
}

/// One page.
#[derive(Debug)]
pub(super) struct Sheet<'p> {
    pub(super) turn: Turn,
    pub(super) marks: Vec<Placed<'p>>,
}

/// Pages, filled from top to bottom.
#[derive(Debug)]
pub(super) struct Sheets<'p> {
    sheets: Vec<Sheet<'p>>,
    /// How far the last sheet is filled.
    filled_to: f32,
}

impl<'p> Sheets<'p> {
    /// One empty page.
    pub(super) fn new() -> Self {
        Self { sheets: vec![Sheet { turn: Turn::Portrait, marks: Vec::new() }], filled_to: MARGIN }
    }

    /// The sheets, when all is laid.
    pub(super) fn finish(self) -> Vec<Sheet<'p>> {
        self.sheets
    }

    /// Which sheet is being filled.
    pub(super) fn number(&self) -> usize {
        self.sheets.len() - 1
    }

    /// How far down it is filled.
    pub(super) fn filled_to(&self) -> f32 {
        self.filled_to
    }

    /// How the sheet lies that is being filled.
    pub(super) fn turn(&self) -> Turn {
        self.sheet().turn
    }

    /// The height that is left.
    pub(super) fn left(&self) -> f32 {
        self.turn().room().1 + MARGIN - self.filled_to
    }

    /// Whether nothing is on the sheet yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.filled_to <= MARGIN
    }

    /// Turns to a new sheet.
    pub(super) fn next(&mut self, turn: Turn) {
        if self.is_fresh() {
            self.sheets.pop();
        }
        self.sheets.push(Sheet { turn, marks: Vec::new() });
        self.filled_to = MARGIN;
    }

    /// White space, but not at the top of a sheet.
    pub(super) fn space(&mut self, height: f32) {
        if !self.is_fresh() {
            self.filled_to += height;
        }
    }

    /// Takes `height` for what is drawn there; gives its top.
    pub(super) fn take(&mut self, height: f32) -> f32 {
        let top = self.filled_to;
        self.filled_to += height;
        top
    }

    /// Draws on the sheet that is being filled.
    pub(super) fn draw(&mut self, mark: Mark<'p>, element: Option<ElementId>) {
        self.sheets.last_mut().expect("there is always a sheet").marks.push(Placed { mark, element });
    }

    /// Draws a line of text whose line begins at `top`, with its left or right end at `x`.
    pub(super) fn words(
        &mut self,
        text: &str,
        (x, top): (f32, f32),
        side: Side,
        look: Look,
        element: Option<ElementId>,
    ) {
        if !text.is_empty() {
            self.draw(Mark::Words { text: text.to_owned(), at: (x, top + look.base()), side, look }, element);
        }
    }

    fn sheet(&self) -> &Sheet<'p> {
        self.sheets.last().expect("there is always a sheet")
    }
}
