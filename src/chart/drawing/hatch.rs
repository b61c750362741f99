use super::ink::{Ink, Tint};
use super::sketch::{Area, Sketch};

/// Lines over a filled area, so that it differs from others in grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hatch {
    Plain,
    /// So many lines along it.
    Along(u8),
    /// Lines across it.
    Across,
}

const BETWEEN_LINES: f64 = 4.0;

impl Sketch {
    /// A filled rectangle with its hatch.
    pub(crate) fn fill_hatched(&mut self, area: Area, tint: Tint, hatch: Hatch) {
        self.fill_area(area, tint);
        let Area { left, right, top, bottom } = area;
        match hatch {
            Hatch::Plain => (),
            Hatch::Along(lines) => {
                let first = (top + bottom - f64::from(lines.saturating_sub(1)) * BETWEEN_LINES) / 2.0;
                for line in 0..lines {
                    let y = first + f64::from(line) * BETWEEN_LINES;
                    self.line(&[(left, y), (right, y)], Ink::Paper, 1.2, &[]);
                }
            }
            Hatch::Across => {
                let mut x = left + BETWEEN_LINES / 2.0;
                while x < right {
                    self.line(&[(x, top), (x, bottom)], Ink::Paper, 1.0, &[]);
                    x += BETWEEN_LINES;
                }
            }
        }
    }
}
