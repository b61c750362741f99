use std::ops::RangeInclusive;

use super::palette::{DARK, LIGHT, Palette};

/// White space around the page, in pixels.
pub(crate) const MARGIN: f64 = 26.0;

/// How charts are to look: the same for all charts of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Width of each drawing in pixels, within [`Style::WIDTHS`]; its height follows from what it holds.
    pub width: u32,
    /// Resolution of the images made of it, within [`Style::RESOLUTIONS`]: at 96 dots per inch a dot is a pixel.
    pub dpi: u32,
    /// The colours.
    pub theme: Theme,
    /// What is written above the source line; empty for nothing.
    pub caption: String,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Ink on white, for paper.
    #[default]
    Light,
    /// Light on dark, for slides and screens.
    Dark,
}

impl Default for Style {
    /// As wide as prints well across a page of A4, at twice the resolution of a screen, on white.
    fn default() -> Self {
        Self { width: 960, dpi: 192, theme: Theme::Light, caption: String::new() }
    }
}

impl Style {
    /// Widths in pixels: narrower there is no room for words, wider there is nothing to fill it.
    pub const WIDTHS: RangeInclusive<u32> = 480..=2400;
    /// Resolutions in dots per inch.
    pub const RESOLUTIONS: RangeInclusive<u32> = 72..=600;

    /// Width of the page.
    pub(crate) fn width(&self) -> f64 {
        f64::from(self.width.clamp(*Self::WIDTHS.start(), *Self::WIDTHS.end()))
    }

    /// Where what is drawn ends at the right.
    pub(crate) fn right(&self) -> f64 {
        self.width() - MARGIN
    }

    /// Width between the margins.
    pub(crate) fn inner(&self) -> f64 {
        self.width() - 2.0 * MARGIN
    }

    /// A length that is `usual` at the usual width, and grows and shrinks less than the width does: a height, or the room for
    /// names.
    pub(crate) fn scaled(&self, usual: f64) -> f64 {
        (usual * (self.width() / USUAL_WIDTH).sqrt()).round()
    }

    /// How many names fit along an axis that has room for `usual` at the usual width.
    pub(crate) fn most(&self, usual: usize) -> usize {
        ((usual as f64 * self.width() / USUAL_WIDTH) as usize).max(3)
    }

    /// How many lines a text may take that takes up to `usual` at the usual width.
    pub(crate) fn lines(&self, usual: usize) -> usize {
        (usual as f64 * (USUAL_WIDTH / self.width()).max(1.0)).ceil() as usize
    }

    /// Its colours.
    pub(crate) fn palette(&self) -> &'static Palette {
        match self.theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

const USUAL_WIDTH: f64 = 960.0;
