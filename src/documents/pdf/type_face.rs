use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};

use crate::documents::paper::Weight;

/// The built-in faces, to write with.
pub(super) struct TypeFaces {
    regular: TypeFace,
    bold: TypeFace,
}

/// One of them.
pub(super) struct TypeFace {
    shaper: rustybuzz::Face<'static>,
    font: Font,
}

/// Letters that run in one direction, as they stand from left to right.
pub(super) struct Run<'t> {
    pub(super) text: &'t str,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In em.
    pub(super) width: f32,
}

impl TypeFaces {
    /// DejaVu Sans.
    pub(super) fn new() -> Self {
        Self { regular: TypeFace::new(dejavu::sans::regular()), bold: TypeFace::new(dejavu::sans::bold()) }
    }

    /// The face of this weight.
    pub(super) fn with_weight(&self, weight: Weight) -> &TypeFace {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl TypeFace {
    fn new(bytes: &'static [u8]) -> Self {
        let shaper = rustybuzz::Face::from_slice(bytes, 0).expect("the built-in font is a font");
        let font = Font::new(bytes.into(), 0).expect("the built-in font is a font");
        Self { shaper, font }
    }

    /// The font, to be embedded.
    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// One line of text, in the order in which it is seen: what runs from right to left is turned.
    pub(super) fn shape<'t>(&self, text: &'t str) -> Vec<Run<'t>> {
        if text.chars().all(|letter| letter < FIRST_FROM_THE_RIGHT) {
            return vec![self.run(text, Direction::LeftToRight)];
        }
        let order = BidiInfo::new(text, Some(Level::ltr()));
        let mut runs = Vec::new();
        for paragraph in &order.paragraphs {
            let (levels, ranges) = order.visual_runs(paragraph, paragraph.range.clone());
            for range in ranges {
                let direction =
                    if levels[range.start].is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
                runs.push(self.run(&text[range], direction));
            }
        }
        runs
    }

    fn run<'t>(&self, text: &'t str, direction: Direction) -> Run<'t> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let em = |units: i32| units as f32 / self.font.units_per_em();
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let end_of = |start: usize| starts.get(starts.partition_point(|other| *other <= start)).copied();
        let glyphs: Vec<_> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                let start = info.cluster as usize;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    em(position.x_advance),
                    em(position.x_offset),
                    em(position.y_offset),
                    em(position.y_advance),
                    start..end_of(start).unwrap_or(text.len()),
                    None,
                )
            })
            .collect();
        let width = em(shaped.glyph_positions().iter().map(|position| position.x_advance).sum());
        Run { text, glyphs, width }
    }
}

/// Hebrew; no letter before it runs from right to left.
const FIRST_FROM_THE_RIGHT: char = '\u{590}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_right_to_left_are_turned() {
        let faces = TypeFaces::new();
        let runs = faces.with_weight(Weight::Regular).shape("tel \u{5d0}\u{5d1} 12");
        let seen: Vec<&str> = runs.iter().map(|run| run.text).collect();
        assert_eq!(seen.concat().chars().count(), 9);
        let hebrew = runs.iter().find(|run| run.text.contains('\u{5d0}')).unwrap();
        let first = faces.with_weight(Weight::Regular).shape("\u{5d1}");
        assert_eq!(hebrew.glyphs.len(), hebrew.text.chars().count());
        assert!(first[0].width > 0.0);
    }

    #[test]
    fn a_missing_letter_is_a_box() {
        let faces = TypeFaces::new();
        let runs = faces.with_weight(Weight::Bold).shape("a\u{1F9D1}\u{200D}\u{1F4BB}");
        assert!(runs.iter().map(|run| run.width).sum::<f32>() > 0.5);
    }
}
