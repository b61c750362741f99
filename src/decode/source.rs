use std::sync::Arc;

/// A text that faults can point into: a file, or what the command line said.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// What the user knows it by.
    pub(crate) name: String,
    /// All of it.
    pub(crate) text: Arc<str>,
}

/// Which of the sources of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SourceIndex(pub(crate) usize);

/// A stretch of bytes in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    /// The source.
    pub(crate) source: SourceIndex,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Place {
    /// The same stretch, `offset` bytes later.
    pub(crate) fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset, ..self }
    }
}
