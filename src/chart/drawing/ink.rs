use crate::results::Doing;

/// Most lines that one chart lays over another.
pub(crate) const MOST_LOOKS: usize = 8;

/// What something is drawn for; the theme says in which colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// The page.
    Paper,
    /// Text and what is as it is.
    Text,
    /// Text that explains.
    Quiet,
    /// Axes.
    Rule,
    /// Lines to read values by.
    Grid,
    /// A target or threshold.
    Target,
    /// The n-th line.
    Line(usize),
    /// A difference for the good.
    Better,
    /// A difference for the bad.
    Worse,
    /// Its figure, in words.
    WorseWords,
    /// The low end of a range.
    Low,
    /// The high end of a range.
    High,
    /// Time when the doors are closed.
    Closed,
    /// Time when something goes wrong.
    Disrupted,
    /// Load for which there are not enough agents.
    Understaffed,
    /// What somebody does.
    Doing(Doing),
}

/// An ink, and how much of it covers what lies below: from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tint {
    pub(crate) ink: Ink,
    pub(crate) cover: f64,
}

impl Ink {
    /// This ink, covering this much.
    pub(crate) const fn tint(self, cover: f64) -> Tint {
        Tint { ink: self, cover }
    }

    /// This ink as its theme has it.
    pub(crate) const fn solid(self) -> Tint {
        self.tint(1.0)
    }
}

/// How one line differs from the others, in colour and, for grey printing, in dash and marker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Its colour.
    pub(crate) ink: Ink,
    /// Lengths of ink and gap in turn, in pixels; empty for an unbroken line.
    pub(crate) dash: &'static [f64],
    /// The sign set on the line here and there.
    pub(crate) marker: Marker,
}

/// A sign that marks a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
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
pub(crate) fn look(index: usize) -> Look {
    let index = index % MOST_LOOKS;
    let (dash, marker) = LOOKS[index];
    Look { ink: Ink::Line(index), dash, marker }
}

const LOOKS: [(&[f64], Marker); MOST_LOOKS] = [
    (&[], Marker::Disc),
    (&[9.0, 4.0], Marker::Square),
    (&[2.5, 2.5], Marker::Triangle),
    (&[10.0, 3.0, 2.0, 3.0], Marker::Diamond),
    (&[5.0, 2.0], Marker::Wedge),
    (&[15.0, 4.0], Marker::Ring),
    (&[10.0, 3.0, 2.0, 3.0, 2.0, 3.0], Marker::Cross),
    (&[4.0, 4.0], Marker::Plus),
];
