//! The colours of each theme, and nowhere else.

use plotters::style::{Color, RGBAColor, RGBColor};

use crate::results::Doing;

use super::ink::{Ink, MOST_LOOKS, Tint};

/// The colours of a theme, by what they are for.
#[derive(Debug)]
pub(crate) struct Palette {
    paper: RGBColor,
    text: RGBColor,
    quiet: RGBColor,
    rule: RGBColor,
    grid: RGBColor,
    target: RGBColor,
    lines: [RGBColor; MOST_LOOKS],
    better: RGBColor,
    worse: RGBColor,
    worse_words: RGBColor,
    low: RGBColor,
    high: RGBColor,
    closed: RGBAColor,
    disrupted: RGBAColor,
    understaffed: RGBAColor,
    contact: RGBColor,
    waiting: RGBColor,
    casework: RGBColor,
    pause: RGBColor,
    meeting: RGBColor,
    training: RGBColor,
    granted: RGBColor,
    absent: RGBColor,
    on_leave: RGBColor,
    sick: RGBColor,
}

/// Ink on white.
///
/// # Source
///
/// The first lines: Okabe and Ito (2008), "Color Universal Design". Their yellow, orange and sky blue are too light for a line
/// on white; brick, a stronger blue and plum stand in for them.
pub(crate) const LIGHT: Palette = Palette {
    paper: rgb(0xFFFFFF),
    text: rgb(0x111111),
    quiet: rgb(0x555555),
    rule: rgb(0x888888),
    grid: rgb(0xE3E3E3),
    target: rgb(0x555555),
    lines: [
        rgb(0x111111),
        rgb(0x0072B2),
        rgb(0xD55E00),
        rgb(0x009E73),
        rgb(0xCC79A7),
        rgb(0x9F2B2F),
        rgb(0x1295F5),
        rgb(0x7F0076),
    ],
    better: rgb(0x0072B2),
    worse: rgb(0xD55E00),
    worse_words: rgb(0xB34F00),
    low: rgb(0x0072B2),
    high: rgb(0xE69F00),
    closed: shade(0x999999, 0.28),
    disrupted: shade(0xE69F00, 0.18),
    understaffed: shade(0xD55E00, 0.35),
    contact: rgb(0x0072B2),
    waiting: rgb(0xC8DFEE),
    casework: rgb(0x009E73),
    pause: rgb(0xE69F00),
    meeting: rgb(0xCC79A7),
    training: rgb(0x8A7F00),
    granted: rgb(0xF5D77A),
    absent: rgb(0x888888),
    on_leave: rgb(0xE4E4E4),
    sick: rgb(0xCFC4C4),
};

/// Light on near-black: the same hues, lighter.
pub(crate) const DARK: Palette = Palette {
    paper: rgb(0x15181C),
    text: rgb(0xF2F2F2),
    quiet: rgb(0xB4BAC2),
    rule: rgb(0x7A828C),
    grid: rgb(0x31373E),
    target: rgb(0xB4BAC2),
    lines: [
        rgb(0xF2F2F2),
        rgb(0x4FA8E8),
        rgb(0xEE7A3A),
        rgb(0x1FB58A),
        rgb(0xD987B8),
        rgb(0xF5C04A),
        rgb(0x9CCFF2),
        rgb(0xF0E442),
    ],
    better: rgb(0x4FA8E8),
    worse: rgb(0xEE7A3A),
    worse_words: rgb(0xEE7A3A),
    low: rgb(0x4FA8E8),
    high: rgb(0xF5C04A),
    closed: shade(0x9AA2AC, 0.24),
    disrupted: shade(0xF5C04A, 0.20),
    understaffed: shade(0xEE7A3A, 0.45),
    contact: rgb(0x4FA8E8),
    waiting: rgb(0x28475E),
    casework: rgb(0x1FB58A),
    pause: rgb(0xF5C04A),
    meeting: rgb(0xD987B8),
    training: rgb(0xB8AE3C),
    granted: rgb(0x8A7030),
    absent: rgb(0x7A828C),
    on_leave: rgb(0x31373E),
    sick: rgb(0x4A3F3F),
};

impl Palette {
    /// The colour of an ink.
    pub(crate) fn colour(&self, ink: Ink) -> RGBAColor {
        let solid = match ink {
            Ink::Paper => self.paper,
            Ink::Text => self.text,
            Ink::Quiet => self.quiet,
            Ink::Rule => self.rule,
            Ink::Grid => self.grid,
            Ink::Target => self.target,
            Ink::Line(index) => self.lines[index % MOST_LOOKS],
            Ink::Better => self.better,
            Ink::Worse => self.worse,
            Ink::WorseWords => self.worse_words,
            Ink::Low => self.low,
            Ink::High => self.high,
            Ink::Closed => return self.closed,
            Ink::Disrupted => return self.disrupted,
            Ink::Understaffed => return self.understaffed,
            Ink::Doing(doing) => self.doing(doing),
        };
        solid.to_rgba()
    }

    /// The colour of an ink that covers only in part.
    pub(crate) fn tint(&self, Tint { ink, cover }: Tint) -> RGBAColor {
        let RGBAColor(red, green, blue, own) = self.colour(ink);
        RGBAColor(red, green, blue, own * cover)
    }

    fn doing(&self, doing: Doing) -> RGBColor {
        match doing {
            Doing::Contact => self.contact,
            Doing::Waiting => self.waiting,
            Doing::Casework => self.casework,
            Doing::Break => self.pause,
            Doing::Meeting => self.meeting,
            Doing::Training => self.training,
            Doing::Granted => self.granted,
            Doing::Absent => self.absent,
            Doing::OnLeave => self.on_leave,
            Doing::Sick => self.sick,
            // As a day of leave; what it is stands on it.
            Doing::Away => self.on_leave,
        }
    }
}

/// The colour of the `index`-th line on white, red, green and blue.
#[cfg(feature = "documents")]
pub(crate) fn colour_of_line(index: usize) -> [u8; 3] {
    let RGBAColor(red, green, blue, _) = LIGHT.colour(super::ink::look(index).ink);
    [red, green, blue]
}

const fn rgb(hex: u32) -> RGBColor {
    let [_, red, green, blue] = hex.to_be_bytes();
    RGBColor(red, green, blue)
}

const fn shade(hex: u32, cover: f64) -> RGBAColor {
    let RGBColor(red, green, blue) = rgb(hex);
    RGBAColor(red, green, blue, cover)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [(&str, Palette); 2] = [("light", LIGHT), ("dark", DARK)];

    /// The WCAG contrast of two colours, from 1 to 21.
    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(linear(one)), luminance(linear(other)));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn linear(RGBColor(red, green, blue): RGBColor) -> [f64; 3] {
        [red, green, blue].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance([red, green, blue]: [f64; 3]) -> f64 {
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// CIE L*a*b* of linear light.
    fn lab(light: [f64; 3]) -> [f64; 3] {
        let [red, green, blue] = light.map(|part| part.clamp(0.0, 1.0));
        let x = 0.4124 * red + 0.3576 * green + 0.1805 * blue;
        let z = 0.0193 * red + 0.1192 * green + 0.9505 * blue;
        let root = |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
        let [x, y, z] = [x / 0.9505, luminance([red, green, blue]), z / 1.089].map(root);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// Full colour vision, then protanopia, deuteranopia and tritanopia by Machado, Oliveira and Fernandes (2009).
    const EYES: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ];

    fn seen(eye: [[f64; 3]; 3], colour: RGBColor) -> [f64; 3] {
        let light = linear(colour);
        lab(eye.map(|row| row.iter().zip(light).map(|(weight, part)| weight * part).sum()))
    }

    #[test]
    fn words_stand_out_by_four_and_a_half_and_lines_by_three() {
        assert!((contrast(rgb(0x000000), rgb(0xFFFFFF)) - 21.0).abs() < 1e-9);
        for (theme, palette) in THEMES {
            for words in [palette.text, palette.quiet, palette.better, palette.worse_words] {
                assert!(contrast(words, palette.paper) >= 4.5, "{words:?} in {theme}");
            }
            let marks = [palette.rule, palette.target, palette.better, palette.worse, palette.low];
            for mark in marks.into_iter().chain(palette.lines) {
                let found = contrast(mark, palette.paper);
                assert!(found >= 3.0, "{mark:?} in {theme}: {found}");
            }
        }
    }

    #[test]
    fn lines_differ_to_every_eye() {
        for (theme, palette) in THEMES {
            for eye in EYES {
                for (index, one) in palette.lines.iter().enumerate() {
                    for other in &palette.lines[..index] {
                        let (here, there) = (seen(eye, *one), seen(eye, *other));
                        let apart = here.iter().zip(there).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                        assert!(apart > 10.0, "{one:?} and {other:?} in {theme}: {apart}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_two_ends_of_a_range_differ_in_grey() {
        for (theme, palette) in THEMES {
            assert!(contrast(palette.low, palette.high) > 1.5, "{theme}");
        }
    }
}
