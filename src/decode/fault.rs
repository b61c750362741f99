use std::error::Error;
use std::fmt;

use super::picture::{Excerpt, draw};
use super::source::{Place, Source};

/// Lines longer than this are not printed under a fault.
const LONGEST_LINE: usize = 400;

/// One thing wrong with a scenario: what, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    message: String,
    place: Option<Place>,
    label: Option<String>,
    help: Option<String>,
}

/// Everything wrong with a scenario.
#[derive(Clone, Debug)]
pub struct Faults {
    sources: Vec<Source>,
    faults: Vec<Fault>,
    left_out: usize,
}

impl Fault {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None, label: None, help: None }
    }

    /// Points at the offending text.
    pub(crate) fn at(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Says a few words beneath the offending text.
    pub(crate) fn label(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    /// Says how to mend it.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn place(&self) -> Option<Place> {
        self.place
    }

    /// The same fault of a text that stands `offset` bytes later.
    pub(crate) fn shifted(self, offset: usize) -> Self {
        Self { place: self.place.map(|place| place.shifted(offset)), ..self }
    }

    pub(crate) fn prefixed(self, prefix: &str) -> Self {
        Self { message: format!("{prefix}{}", self.message), ..self }
    }
}

impl Faults {
    pub(crate) fn new(sources: Vec<Source>, faults: Vec<Fault>, left_out: usize) -> Self {
        Self { sources, faults, left_out }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.faults.len() + self.left_out
    }

    /// Whether there are none, which no refusal comes with.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A report for a terminal: each fault with its file, its line, the offending text underlined,
    /// what was expected and how to mend it.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let mut text: String = self.faults.iter().map(|fault| self.draw(fault, colour) + "\n").collect();
        text.push_str(&self.count());
        text
    }

    fn count(&self) -> String {
        match (self.len(), self.left_out) {
            (1, _) => "1 fault\n".to_owned(),
            (all, 0) => format!("{all} faults\n"),
            (all, left_out) => format!("{all} faults, {left_out} of them not shown\n"),
        }
    }

    fn draw(&self, fault: &Fault, colour: bool) -> String {
        let help = fault.help.as_deref();
        let Some(place) = fault.place else { return draw(&fault.message, None, help, colour) };
        let text = &self.sources[place.source.0].text;
        let position = self.position(place);
        if !fits_a_terminal(text, place) {
            return draw(&format!("{} ({position})", fault.message), None, help, colour);
        }
        let (start, end) = (place.start.min(text.len()), place.end.min(text.len()));
        let excerpt = Excerpt { position, text, start, end: end.max(start), label: fault.label.as_deref() };
        draw(&fault.message, Some(&excerpt), help, colour)
    }

    fn position(&self, place: Place) -> String {
        let source = &self.sources[place.source.0];
        let before = &source.text.as_bytes()[..place.start.min(source.text.len())];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|&&byte| byte != b'\n').count();
        format!("{}:{line}:{column}", source.name)
    }
}

impl fmt::Display for Faults {
    /// One line for each fault: place, what is wrong, how to mend it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.faults.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            if let Some(place) = fault.place {
                write!(f, "{}: ", self.position(place))?;
            }
            write!(f, "{}", fault.message)?;
            if let Some(help) = &fault.help {
                write!(f, " ({help})")?;
            }
        }
        if self.left_out > 0 {
            write!(f, "\nand {} more", self.left_out)?;
        }
        Ok(())
    }
}

impl Error for Faults {}

/// Whether the lines a report would print around `place` are of a length to be printed.
fn fits_a_terminal(text: &str, place: Place) -> bool {
    let bytes = text.as_bytes();
    let start = place.start.min(bytes.len());
    let end = place.end.clamp(start, bytes.len());
    let line_ends = |bytes: &mut dyn Iterator<Item = &u8>| {
        let mut length = 0;
        let mut lines = 0;
        for byte in bytes {
            length = if *byte == b'\n' { 0 } else { length + 1 };
            lines += usize::from(*byte == b'\n');
            if length > LONGEST_LINE || lines == 2 {
                break;
            }
        }
        length <= LONGEST_LINE
    };
    let lines_within = bytes[start..end].iter().filter(|&&byte| byte == b'\n').count();
    line_ends(&mut bytes[..start].iter().rev())
        && line_ends(&mut bytes[start..].iter())
        && end - start <= 20 * LONGEST_LINE
        && lines_within <= 60
}
