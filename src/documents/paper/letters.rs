use rustybuzz::ttf_parser;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::documents) enum Weight {
    Regular,
    Bold,
}

/// How wide the letters of DejaVu Sans are, and how text breaks into lines.
///
/// A text is as wide as its letters side by side: pairs that stand closer are not counted, so that nothing written is
/// wider than what was measured.
pub(in crate::documents) struct Letters {
    regular: Face,
    bold: Face,
}

struct Face {
    face: ttf_parser::Face<'static>,
    /// Widths of the first letters, in em: most texts have no others.
    first: [f32; 256],
}

impl Letters {
    /// The built-in letters.
    pub(in crate::documents) fn new() -> Self {
        Self { regular: Face::new(dejavu::sans::regular()), bold: Face::new(dejavu::sans::bold()) }
    }

    /// How wide `text` is at most, in em.
    pub(in crate::documents) fn width(&self, text: &str, weight: Weight) -> f32 {
        let face = self.face(weight);
        text.chars().map(|letter| face.width(letter)).sum()
    }

    /// Breaks `text` at its new lines, and at its spaces into lines no wider than `width` em; a word that is wider is broken
    /// itself, after a dot or a dash if it has one there. There is always a line.
    pub(in crate::documents) fn wrap(&self, text: &str, weight: Weight, width: f32) -> Vec<String> {
        text.split('\n').flat_map(|line| self.wrap_line(line, weight, width)).collect()
    }

    fn wrap_line(&self, text: &str, weight: Weight, width: f32) -> Vec<String> {
        let space = self.width(" ", weight);
        let mut lines = vec![String::new()];
        let mut filled = 0.0;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            for (position, piece) in self.pieces(word, weight, width).into_iter().enumerate() {
                let wide = self.width(piece, weight);
                let line = lines.last_mut().expect("there is always a line");
                let between = if line.is_empty() || position > 0 { 0.0 } else { space };
                if !line.is_empty() && (position > 0 || width + HAIR < filled + between + wide) {
                    lines.push(piece.to_owned());
                    filled = wide;
                } else {
                    line.push_str(if between > 0.0 { " " } else { "" });
                    line.push_str(piece);
                    filled += between + wide;
                }
            }
        }
        lines
    }

    /// As [`Letters::wrap`], but what goes beyond `most` lines is cut and ends in `…`.
    pub(in crate::documents) fn wrap_at_most(
        &self,
        most: usize,
        text: &str,
        weight: Weight,
        width: f32,
    ) -> Vec<String> {
        let mut lines = self.wrap(text, weight, width);
        if most < lines.len() {
            lines.truncate(most);
            let last = lines.last_mut().expect("a line is left");
            while !last.is_empty() && width < self.width(last, weight) + self.width("…", weight) {
                last.pop();
            }
            last.push('…');
        }
        lines
    }

    fn pieces<'t>(&self, mut word: &'t str, weight: Weight, width: f32) -> Vec<&'t str> {
        let face = self.face(weight);
        let mut pieces = Vec::new();
        while !word.is_empty() {
            let (mut filled, mut end, mut joint) = (0.0, word.len(), None);
            for (at, letter) in word.char_indices() {
                filled += face.width(letter);
                if width + HAIR < filled && 0 < at {
                    end = joint.unwrap_or(at);
                    break;
                }
                if JOINTS.contains(letter) {
                    joint = Some(at + letter.len_utf8());
                }
            }
            let (piece, rest) = word.split_at(end);
            pieces.push(piece);
            word = rest;
        }
        pieces
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

/// A text is not broken for being this much too wide, in em: sums of widths are not exact.
const HAIR: f32 = 0.01;

/// Signs after which a word may break.
const JOINTS: &str = "._-/=:,";

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let face = ttf_parser::Face::parse(bytes, 0).expect("the built-in font is a font");
        let mut first = [0.0; 256];
        for (code, width) in first.iter_mut().enumerate() {
            *width = char::from_u32(code as u32).map_or(0.0, |letter| advance(&face, letter));
        }
        Self { face, first }
    }

    fn width(&self, letter: char) -> f32 {
        self.first.get(letter as usize).copied().unwrap_or_else(|| advance(&self.face, letter))
    }
}

/// A letter that the font lacks is as wide as the box that stands for it.
fn advance(face: &ttf_parser::Face, letter: char) -> f32 {
    let glyph = face.glyph_index(letter).unwrap_or_default();
    f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / f32::from(face.units_per_em())
}

/// `text` without what no page and no XML can hold, or what would turn the order of the letters after it.
pub(in crate::documents) fn clean(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .map(legible)
        .collect()
}

fn legible(letter: char) -> char {
    match letter {
        '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        let letters = Letters::new();
        // DejaVu Sans: an M is 1767 of 2048 units wide.
        assert!((letters.width("MM", Weight::Regular) - 2.0 * 1767.0 / 2048.0).abs() < 1e-4);
        assert!(letters.width("M", Weight::Regular) < letters.width("M", Weight::Bold));
    }

    #[test]
    fn lines_are_no_wider_than_asked_and_lose_nothing() {
        let letters = Letters::new();
        let text = "Two words and then teams.front_line.occupancy_of_everybody, at last";
        let lines = letters.wrap(text, Weight::Regular, 9.0);
        assert!(lines.iter().all(|line| letters.width(line, Weight::Regular) <= 9.0 + HAIR), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert!(lines.iter().any(|line| line.ends_with('_') || line.ends_with('.')), "{lines:?}");
        assert_eq!(letters.wrap("", Weight::Bold, 9.0), [""]);
    }

    #[test]
    fn a_word_of_ten_thousand_letters_is_broken_even_where_no_letter_fits() {
        let word = "x".repeat(10_000);
        let letters = Letters::new();
        assert_eq!(letters.wrap(&word, Weight::Regular, 30.0).concat(), word);
        assert_eq!(letters.wrap("xyz", Weight::Regular, 0.1), ["x", "y", "z"]);
    }

    #[test]
    fn nothing_steers_the_page() {
        assert_eq!(clean("a\u{0}b\u{202E}c\u{2028}d\u{FFFF}"), "a bc d ");
    }
}
