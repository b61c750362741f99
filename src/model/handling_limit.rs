use crate::random::Distribution;
use crate::units::{Fraction, Seconds};

/// What a target for their length does to contacts.
#[derive(Clone, Debug)]
pub struct HandlingLimit {
    /// The limit on each contact, if there is one.
    pub cut: Option<Cut>,
    /// Contacts that agents get rid of within seconds to hold an average, if they do.
    pub dumping: Option<Dumping>,
}

/// A limit on the talk of each contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The longest talk allowed: the limit and its tolerance.
    pub longest: Seconds,
    /// The share of the contacts that would run over which are ended.
    pub enforced: Fraction,
    /// What an ended contact is worth.
    pub worth: Worth,
}

/// The chance that a contact which is ended settles the need, divided by that of a contact given its full time.
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
    /// The share of their customers who contact the centre again with the same need.
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
