//! Measures by their keys, and the nearest to what somebody wrote.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::results::{Measure, OverPeople};

/// In what a variant and the baseline are to come out equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EqualIn {
    /// In a measure.
    Measure(Measure),
    /// In the agents that they need for the service level that is promised.
    AgentsNeeded,
}

/// As [`EqualIn::AgentsNeeded`] is written.
const AGENTS_NEEDED: &str = "agents";

/// The measure with this key.
///
/// # Errors
///
/// What there is instead: the nearest key, or the numbers of its distribution.
pub fn measure_with_key(key: &str) -> Result<Measure, String> {
    // Of people there are many; the medians stand for all.
    let is_listed = |measure: &Measure| !matches!(measure, Measure::People(_, over) if *over != OverPeople::P50);
    if let Some(found) = Measure::with_key(key) {
        return Ok(found);
    }
    // Of what each of the people lives through there is a measure for each number of its distribution.
    let of_people = OverPeople::ALL.iter().map(|over| format!("{key}_{}", over.key()));
    let of_people: Vec<String> =
        of_people.filter(|key| Measure::with_key(key).is_some()).map(|key| format!("`{key}`")).collect();
    if of_people.is_empty() {
        let keys: Vec<String> = Measure::all().filter(is_listed).map(|measure| measure.key().to_owned()).collect();
        return Err(unknown("measure", key, &keys, "callfloor"));
    }
    Err(format!("{key}: say which number of its distribution\n  there are {}", of_people.join(", ")))
}

pub(super) fn deserialize_measure<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Measure, D::Error> {
    measure_with_key(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

impl std::str::FromStr for EqualIn {
    type Err = String;

    /// Reads the key of a measure, or `agents`.
    fn from_str(text: &str) -> Result<Self, String> {
        if text == AGENTS_NEEDED { Ok(Self::AgentsNeeded) } else { measure_with_key(text).map(Self::Measure) }
    }
}

impl EqualIn {
    /// As it is written.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Measure(measure) => measure.key(),
            Self::AgentsNeeded => AGENTS_NEEDED,
        }
    }
}

impl Serialize for EqualIn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for EqualIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Said of a name that is not there.
pub(super) fn unknown(what: &str, name: &str, known: &[String], whose: &str) -> String {
    let nearest = nearest(name, known.iter().map(String::as_str));
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("{name}: there is no such {what}; the nearest is `{nearest}`\n  {whose} has {}", names.join(", "))
}

/// The nearest of `known` to `name`.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> &'a str {
    let distance = |known: &&str| strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase());
    known.min_by_key(distance).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_live_through_is_asked_for_by_a_number_of_its_distribution() {
        let message = measure_with_key("breaks_missed_fraction").unwrap_err();
        assert!(message.contains("`breaks_missed_fraction_mean`, ") && message.contains("_p90`"), "{message}");
        assert!(measure_with_key("breaks_missed_fraction_mean").is_ok());
        assert!(measure_with_key("breaks").unwrap_err().contains("the nearest is"));
    }
}
