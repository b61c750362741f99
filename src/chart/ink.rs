use plotters::style::{RGBAColor, RGBColor};

/// Text and the baseline's line.
pub(super) const BLACK: RGBColor = RGBColor(0x11, 0x11, 0x11);
/// Text that explains.
pub(super) const GREY: RGBColor = RGBColor(0x55, 0x55, 0x55);
/// Axes.
pub(super) const RULE: RGBColor = RGBColor(0x88, 0x88, 0x88);
/// Lines to read values by.
pub(super) const GRID: RGBColor = RGBColor(0xE3, 0xE3, 0xE3);
/// Time when the doors are closed.
pub(super) const CLOSED: RGBAColor = RGBAColor(0x99, 0x99, 0x99, 0.28);
/// Time when something goes wrong.
pub(super) const DISRUPTED: RGBAColor = RGBAColor(0xE6, 0x9F, 0x00, 0.18);
/// Load for which there are not enough agents.
pub(super) const UNDERSTAFFED: RGBAColor = RGBAColor(0xD5, 0x5E, 0x00, 0.35);
/// A target or threshold.
pub(super) const TARGET: RGBColor = RGBColor(0x55, 0x55, 0x55);
/// A difference for the good.
pub(super) const BETTER: RGBColor = RGBColor(0x00, 0x72, 0xB2);
/// A difference for the bad.
pub(super) const WORSE: RGBColor = RGBColor(0xD5, 0x5E, 0x00);

/// Most lines that one chart lays over another.
pub(super) const MOST_LOOKS: usize = 8;

/// How one line differs from the others, in colour and, for grey printing, in dash and marker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Its colour.
    pub(super) colour: RGBColor,
    /// Lengths of ink and gap in turn, in pixels; empty for an unbroken line.
    pub(super) dash: &'static [f64],
    /// The sign set on the line here and there.
    pub(super) marker: Marker,
}

/// A sign that marks a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Disc,
    Ring,
    Square,
    Triangle,
    Wedge,
    Diamond,
    Cross,
    Plus,
}

/// The look of the `index`-th line.
///
/// # Source
///
/// Colours: Okabe and Ito (2008), "Color Universal Design"; their yellow is darkened to be seen as
/// a line on white.
pub(super) fn look(index: usize) -> Look {
    LOOKS[index % MOST_LOOKS]
}

/// The colour of the `index`-th line, red, green and blue.
pub(crate) fn colour_of_line(index: usize) -> [u8; 3] {
    let RGBColor(red, green, blue) = look(index).colour;
    [red, green, blue]
}

const LOOKS: [Look; MOST_LOOKS] = [
    Look { colour: BLACK, dash: &[], marker: Marker::Disc },
    Look { colour: RGBColor(0x00, 0x72, 0xB2), dash: &[9.0, 4.0], marker: Marker::Square },
    Look { colour: RGBColor(0xD5, 0x5E, 0x00), dash: &[2.5, 2.5], marker: Marker::Triangle },
    Look { colour: RGBColor(0x00, 0x9E, 0x73), dash: &[10.0, 3.0, 2.0, 3.0], marker: Marker::Diamond },
    Look { colour: RGBColor(0xCC, 0x79, 0xA7), dash: &[5.0, 2.0], marker: Marker::Wedge },
    Look { colour: RGBColor(0xE6, 0x9F, 0x00), dash: &[15.0, 4.0], marker: Marker::Ring },
    Look { colour: RGBColor(0x56, 0xB4, 0xE9), dash: &[10.0, 3.0, 2.0, 3.0, 2.0, 3.0], marker: Marker::Cross },
    Look { colour: RGBColor(0xA8, 0x9A, 0x00), dash: &[4.0, 4.0], marker: Marker::Plus },
];
