use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::units::group_thousands;

/// How a simulation came to its end.
///
/// In a record it stands under `cut_short`, in words that are read back exactly; a complete one has no such key. So the bytes of
/// older records hold, and no program has to guess from a beginning of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ended {
    /// All replications were run, or the stated precision was reached.
    #[default]
    Complete,
    /// All replications were run without reaching the stated precision.
    PrecisionNotReached,
    /// It was stopped from outside. The command that made it would run on.
    Interrupted {
        /// Replications that every variant has, counted from the first.
        done: u32,
        /// Replications that were asked for.
        of: u32,
    },
}

/// A text under `cut_short` that no version of the program wrote.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` does not say how a simulation ended")]
pub struct NotAnEnd(String);

impl Ended {
    /// Whether all was done that was asked for.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        *self == Self::Complete
    }

    /// Whether somebody stopped it.
    #[must_use]
    pub fn was_interrupted(self) -> bool {
        matches!(self, Self::Interrupted { .. })
    }

    /// Why it stopped short, as reports say it: `interrupted after 77 of 1,000 replications`. `None` if it did not.
    #[must_use]
    pub fn reason(self) -> Option<String> {
        (!self.is_complete()).then(|| self.to_string())
    }
}

const COMPLETE: &str = "complete";
const PRECISION_NOT_REACHED: &str = "the stated precision was not reached";

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Complete => f.write_str(COMPLETE),
            Self::PrecisionNotReached => f.write_str(PRECISION_NOT_REACHED),
            Self::Interrupted { done, of } => {
                write!(
                    f,
                    "interrupted after {} of {} replications",
                    group_thousands(&done.to_string()),
                    group_thousands(&of.to_string())
                )
            }
        }
    }
}

impl FromStr for Ended {
    type Err = NotAnEnd;

    /// Reads what [`Display`](fmt::Display) writes, and nothing else.
    fn from_str(text: &str) -> Result<Self, NotAnEnd> {
        let interrupted = || {
            let numbers = text.strip_prefix("interrupted after ")?.strip_suffix(" replications")?;
            let (done, of) = numbers.split_once(" of ")?;
            let number = |text: &str| text.replace(',', "").parse().ok();
            Some(Self::Interrupted { done: number(done)?, of: number(of)? })
        };
        let read = match text {
            COMPLETE => Some(Self::Complete),
            PRECISION_NOT_REACHED => Some(Self::PrecisionNotReached),
            _ => interrupted(),
        };
        read.filter(|ended| ended.to_string() == text).ok_or_else(|| NotAnEnd(text.to_owned()))
    }
}

impl Serialize for Ended {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ended {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_exactly() {
        let interrupted = |done, of| Ended::Interrupted { done, of };
        for (ended, text) in [
            (Ended::Complete, "complete"),
            (Ended::PrecisionNotReached, "the stated precision was not reached"),
            (interrupted(2, 100), "interrupted after 2 of 100 replications"),
            (interrupted(77, 100_000), "interrupted after 77 of 100,000 replications"),
            (interrupted(1_234, 10_000_000), "interrupted after 1,234 of 10,000,000 replications"),
        ] {
            assert_eq!(ended.to_string(), text);
            assert_eq!(text.parse(), Ok(ended));
        }
    }

    #[test]
    fn no_other_sentence_is_taken_for_an_end() {
        for text in [
            "",
            "interrupted after",
            "interrupted after lunch",
            "interrupted after 2 of 100 replications, by the union",
            "interrupted after 77 of 100000 replications",
            "interrupted after 077 of 100 replications",
            "stopped after 2 of 100",
        ] {
            assert!(text.parse::<Ended>().is_err(), "{text}");
        }
    }
}
