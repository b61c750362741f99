use crate::random::Distribution;
use crate::units::{Fraction, Seconds};

/// What a target for the length of contacts makes of them.
#[derive(Clone, Debug)]
pub struct HandlingLimit {
    /// The limit on each contact, if there is one.
    pub cut: Option<Cut>,
    /// Contacts got rid of within seconds, to hold an average, if there are any.
    pub dumping: Option<Dumping>,
}

/// A limit on the talk of each contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The longest talk that is let go on: the limit and its tolerance.
    pub longest: Seconds,
    /// Of the contacts that would run over, the share ended there.
    pub enforced: Fraction,
    /// What an ended contact is worth.
    pub worth: Worth,
}

/// The chance that a contact ended before its time settles the need, beside that of one given its full time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Worth {
    /// `w^gamma`, where `w` is the share of the work that was done: 0 loses nothing, 1 loses in proportion.
    Power(f64),
    /// Nothing: only a finished contact counts.
    AllOrNothing,
}

/// Contacts that agents get rid of within seconds.
#[derive(Clone, Debug)]
pub struct Dumping {
    /// The share of contacts.
    pub share: Fraction,
    /// Of their customers, the share who contact the centre again with the same need.
    pub returns: Fraction,
    /// Time until they do.
    pub after: Distribution,
}

impl Worth {
    /// The factor on the chance of settling the need when the share `done` of the work was done.
    #[must_use]
    pub fn settling_factor(self, done: f64) -> f64 {
        match self {
            Self::Power(gamma) => libm::pow(done, gamma),
            Self::AllOrNothing => 0.0,
        }
    }
}
