//! What PDF and DOCX share: paper of a fixed size, the width of letters, and how a table finds room.

mod closers;
mod grid;
mod letters;

pub(super) use closers::{OnPaper, leave_out_closers};
pub(super) use grid::{Grid, Group, PADDING, cell_words, grid};
pub(super) use letters::{Letters, Weight, clean};

use super::document::Tone;

/// The language of every report.
pub(super) const LANGUAGE: &str = "en-GB";

/// Points per millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A sheet of A4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Portrait,
    Landscape,
}

impl Turn {
    /// Width and height in points.
    pub(super) fn size(self) -> (f32, f32) {
        let (short, long) = (210.0 * POINTS, 297.0 * POINTS);
        match self {
            Self::Portrait => (short, long),
            Self::Landscape => (long, short),
        }
    }

    /// Width and height in points within the margins.
    pub(super) fn room(self) -> (f32, f32) {
        let (width, height) = self.size();
        (width - 2.0 * MARGIN, height - 2.0 * MARGIN)
    }
}

/// White space on every side, in points.
pub(super) const MARGIN: f32 = 20.0 * POINTS;

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// Text.
pub(super) const INK: Colour = [0x1d, 0x27, 0x33];
/// Text beside the text.
pub(super) const QUIET: Colour = [0x5b, 0x67, 0x74];
/// Rules between rows.
pub(super) const LINE: Colour = [0xd9, 0xdf, 0xe5];
/// The ground of what stands apart.
pub(super) const WASH: Colour = [0xf5, 0xf7, 0xf9];
/// What is for the better.
pub(super) const BETTER: Colour = [0x00, 0x69, 0x4e];
/// What is for the worse, and what to beware of.
pub(super) const WORSE: Colour = [0xa3, 0x3b, 0x00];

/// The colour of a tone; its word is in the text.
pub(super) fn colour(tone: Tone) -> Colour {
    match tone {
        Tone::Better => BETTER,
        Tone::Worse => WORSE,
        Tone::Neither => INK,
    }
}
