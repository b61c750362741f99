//! What cells of moments leave open, in words.

/// What a cell leaves open that no other cell of its column settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// `2026-03-02 08:00-05:00` ends before it begins, or has an offset.
    OffsetOrEnd,
    /// `2 March`, of no year.
    NoYear,
    /// `08:00 BST`: names of clocks are not known.
    NamedClock,
    /// `12-1` ends before it begins.
    HalfOfDay,
}

impl Doubt {
    /// What is wrong, after the cell itself, and how to mend it.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::OffsetOrEnd => (
                "may end with an offset, or be a stretch of time that goes over midnight",
                "write an offset after a T, as in 2026-03-02T08:00-05:00; of a stretch, write the start alone",
            ),
            Self::NoYear => ("is a day without its year", "write the year too, as in 2 March 2026 or 2026-03-02"),
            Self::NamedClock => (
                "names a clock that is not known here",
                "write an offset in place of the name, as in 2026-03-02T08:00+01:00, or no name for the clock of `timezone`",
            ),
            Self::HalfOfDay => (
                "ends before it begins; its hours may be of the morning or the afternoon",
                "write am and pm, or hours from 0 to 24",
            ),
        }
    }
}
