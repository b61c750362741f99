//! Values in the words in which people write them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::units::Fraction;

/// A value beside how somebody wrote it, which is how it is written again.
#[derive(Clone, Debug, PartialEq)]
pub struct Written<T> {
    text: String,
    value: T,
}

impl<T> Written<T> {
    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it means.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }
}

impl<T: FromStr> FromStr for Written<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        Ok(Self { text: text.to_owned(), value: text.parse()? })
    }
}

impl<T> Serialize for Written<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_with(deserializer, str::parse)
    }
}

/// A share as a percentage, if that is read as the same number again. In command lines it stands with all its digits, as it always has.
pub(super) fn in_percent(share: Fraction) -> String {
    let percent = format!("{}%", share.get() * 100.0);
    if percent.parse() == Ok(share) { percent } else { share.get().to_string() }
}

/// A share as the shortest percentage that is read as the same number again.
fn in_short_percent(share: Fraction) -> String {
    let percent = |digits: usize| format!("{:.digits$}%", share.get() * 100.0);
    (0..=MOST_DIGITS).map(percent).find(|text| text.parse() == Ok(share)).unwrap_or_else(|| share.get().to_string())
}

/// Digits behind the point after which a percentage is no shorter than the share.
const MOST_DIGITS: usize = 12;

fn read_with<'de, D: Deserializer<'de>, T, E: fmt::Display>(
    deserializer: D,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    read(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

/// Keys with the values that they are set to: `"teams.front_line.agents=110"`.
pub(super) mod overrides {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::scenario::Override;

    pub(in crate::request) fn serialize<S: Serializer>(set: &[Override], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(set.iter().map(written))
    }

    pub(in crate::request) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Override>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect()
    }

    /// As it would be typed.
    pub(in crate::request) fn written(Override { path, value }: &Override) -> String {
        format!("{path}={value}")
    }
}

/// A precision that some number of replications reaches: `"1%"`.
pub(super) mod precision {
    use serde::{Deserializer, Serializer};

    use crate::units::Fraction;

    pub(in crate::request) fn serialize<S: Serializer>(
        precision: &Option<Fraction>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match precision {
            Some(precision) => serializer.serialize_some(&super::in_short_percent(*precision)),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::request) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Fraction>, D::Error> {
        super::read_with(deserializer, crate::request::read_precision).map(Some)
    }
}

/// A share above the mean: `"10%"`.
pub(super) mod flag_above {
    use serde::{Deserializer, Serializer};

    use crate::units::Fraction;

    pub(in crate::request) fn serialize<S: Serializer>(share: &Fraction, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::in_short_percent(*share))
    }

    pub(in crate::request) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fraction, D::Error> {
        super::read_with(deserializer, crate::request::read_flag_above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_as_short_as_they_are_read_back() {
        for (share, text) in [(0.07, "7%"), (0.1, "10%"), (0.125, "12.5%"), (0.000_001, "0.0001%"), (1.0, "100%")] {
            let share = Fraction::new(share).unwrap();
            assert_eq!(in_short_percent(share), text);
            assert_eq!(text.parse(), Ok(share));
        }
        let third = Fraction::new(1.0 / 3.0).unwrap();
        assert_eq!(in_short_percent(third).parse(), Ok(third));
    }
}
