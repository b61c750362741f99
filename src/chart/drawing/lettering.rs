use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

use super::ink::Ink;

/// The fonts asked for: the first is built in, the others serve readers of the bare SVG.
pub(crate) const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// plotters divides the size it is given by this to get the font size it writes.
pub(crate) const SIZE_FACTOR: f64 = 1.24;

/// Ascent and descent of DejaVu Sans, in em: plotters measures text as if its size were their sum.
const LINE_IN_EM: f64 = 0.928 + 0.236;

/// Size, weight and colour of a piece of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lettering {
    /// Font size in pixels.
    pub(crate) size: f64,
    /// Weight.
    pub(crate) weight: Weight,
    /// Colour.
    pub(crate) ink: Ink,
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

// At 170 mm, the width of a text on A4, a chart of the usual width is printed at half a point a pixel: no letter is smaller
// than 6.5 points.

/// What a chart shows.
pub(crate) const TITLE: Lettering = Lettering { size: 20.0, weight: Weight::Bold, ink: Ink::Text };
/// What it is drawn from.
pub(crate) const SUBTITLE: Lettering = Lettering { size: 13.5, weight: Weight::Regular, ink: Ink::Quiet };
/// Names: of axes, lines, rows.
pub(crate) const LABEL: Lettering = Lettering { size: 13.5, weight: Weight::Regular, ink: Ink::Text };
/// Headings of panels.
pub(crate) const HEADING: Lettering = Lettering { size: 13.5, weight: Weight::Bold, ink: Ink::Text };
/// Figures at axes.
pub(crate) const TICK: Lettering = Lettering { size: 13.0, weight: Weight::Regular, ink: Ink::Quiet };
/// Remarks within a chart.
pub(crate) const REMARK: Lettering = Lettering { size: 13.0, weight: Weight::Regular, ink: Ink::Text };
/// Figures beside dots, and the source line.
pub(crate) const SMALL: Lettering = Lettering { size: 13.0, weight: Weight::Regular, ink: Ink::Quiet };

impl Lettering {
    /// The distance from one line to the next, in pixels.
    pub(crate) fn line_height(self) -> f64 {
        (self.size * 1.4).round()
    }

    /// How wide `text` will be, in pixels.
    pub(crate) fn width(self, text: &str) -> f64 {
        register();
        // Measured large, as plotters gives whole numbers only.
        const LARGE: f64 = 1000.0;
        let ((left, _), (right, _)) = self.font(LARGE).layout_box(text).unwrap_or(((0, 0), (0, 0)));
        f64::from(right - left) / (LARGE / LINE_IN_EM) * self.size
    }

    /// This lettering as plotters' font, at plotters' size.
    pub(crate) fn font(self, size: f64) -> FontDesc<'static> {
        let style = match self.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        FontDesc::new(FontFamily::Name(FAMILY), size, style)
    }

    /// Breaks `text` into at most `most_lines` lines no wider than `width` pixels; what does not fit ends in `…`.
    pub(crate) fn wrap(self, text: &str, width: f64, most_lines: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace().flat_map(|word| self.pieces(word, width)) {
            let is_last = lines.len() == most_lines;
            let line = lines.last_mut().expect("there is always a line");
            let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            if self.width(&longer) <= width {
                *line = longer;
            } else if is_last {
                *line = self.shorten(&longer, width);
                break;
            } else {
                lines.push(word);
            }
        }
        lines
    }

    /// As [`Lettering::wrap`], with lines of about the same length.
    pub(crate) fn wrap_evenly(self, text: &str, width: f64, most_lines: usize) -> Vec<String> {
        let lines = self.wrap(text, width, most_lines);
        let narrower = (1..).map(|step| width - 12.0 * f64::from(step)).take_while(|narrower| width / 2.0 < *narrower);
        let as_few = narrower
            .map(|narrower| self.wrap(text, narrower, most_lines))
            .take_while(|even| even.len() == lines.len() && !even.iter().any(|line| line.ends_with('…')));
        if lines.len() < 2 { lines } else { as_few.last().unwrap_or(lines) }
    }

    /// `text`, cut to `width` pixels with `…` where it is wider.
    pub(crate) fn shorten(self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut kept: Vec<char> = text.chars().take(MOST_LETTERS).collect();
        while !kept.is_empty() {
            kept.pop();
            let shorter = format!("{}…", kept.iter().collect::<String>().trim_end());
            if self.width(&shorter) <= width {
                return shorter;
            }
        }
        "…".to_owned()
    }

    /// A word that is wider than `width` in pieces that are not.
    fn pieces(self, word: &str, width: f64) -> Vec<String> {
        if self.width(word) <= width {
            return vec![word.to_owned()];
        }
        let mut pieces = vec![String::new()];
        for letter in word.chars().take(MOST_LETTERS) {
            let piece = pieces.last_mut().expect("there is always a piece");
            if !piece.is_empty() && width < self.width(&format!("{piece}{letter}")) {
                // A path is broken between its words, unless that leaves next to nothing.
                let whole = piece.rfind(['.', '_', '-']).map_or(0, |at| at + 1);
                let rest = if piece.len() < 3 * whole { piece.split_off(whole) } else { String::new() };
                pieces.push(format!("{rest}{letter}"));
            } else {
                piece.push(letter);
            }
        }
        pieces
    }
}

/// No line of a chart holds more letters than this.
const MOST_LETTERS: usize = 600;

fn register() {
    static REGISTERED: OnceLock<()> = OnceLock::new();
    REGISTERED.get_or_init(|| {
        for (style, bytes) in [(FontStyle::Normal, dejavu::sans::regular()), (FontStyle::Bold, dejavu::sans::bold())] {
            // A refused font leaves text unmeasured, never undrawn.
            let _ = register_font(FAMILY, style, bytes);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // DejaVu Sans: an M is 1767 and a space 651 of 2048 units wide.
        assert!((LABEL.width("M") - 13.5 * 1767.0 / 2048.0).abs() < 0.05);
        assert!((LABEL.width("M M") - 13.5 * 4185.0 / 2048.0).abs() < 0.1);
        assert!(LABEL.width("Queue length") < HEADING.width("Queue length"));
    }

    #[test]
    fn long_texts_wrap_and_end_in_an_ellipsis() {
        let text = "one two three four five ".repeat(20);
        let lines = LABEL.wrap(&text, 120.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| LABEL.width(line) <= 120.0), "{lines:?}");
        assert_eq!(LABEL.wrap("short", 120.0, 3), ["short"]);
    }

    #[test]
    fn a_path_is_broken_between_its_words() {
        let lines = LABEL.wrap("contacts.calls_huddersfield.outcome.resolved", 240.0, 9);
        assert_eq!(lines, ["contacts.calls_huddersfield.", "outcome.resolved"]);
    }

    #[test]
    fn a_word_without_spaces_is_broken() {
        let lines = LABEL.wrap(&"x".repeat(60), 100.0, 9);
        assert_eq!(lines.concat(), "x".repeat(60));
        assert!(lines.len() > 3);
    }
}
