/// How far an agent goes with a contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    /// To its end.
    Finished,
    /// To the limit: the share of its talk that was done.
    CutShort(f64),
    /// Nowhere: the customer is got rid of within seconds.
    Dumped,
}

impl Ending {
    /// The share of the talk that is done.
    pub(crate) fn done(self) -> f64 {
        match self {
            Self::Finished => 1.0,
            Self::CutShort(done) => done,
            Self::Dumped => 0.0,
        }
    }
}
