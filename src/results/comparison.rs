use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Estimate, Measure};

/// What a figure is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All contact types together.
    AllContacts,
    /// One contact type, by name.
    Contacts(String),
    /// All teams together.
    AllTeams,
    /// One team, by name.
    Team(String),
    /// One kind of case, by name.
    Cases(String),
    /// One caseload, by name.
    Caseload(String),
    /// The people of one team, by its name.
    Workforce(String),
    /// What the people of one team live through, by its name.
    People(String),
    /// One clause, by name.
    Clause(String),
}

/// What the interval of a paired difference allows one to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval lies on the measure's good side.
    Better,
    /// The whole interval lies on the measure's bad side.
    Worse,
    /// The interval holds zero.
    CannotTell,
    /// Higher, of a measure that has no good side.
    Higher,
    /// Lower, of a measure that has no good side.
    Lower,
}

impl Verdict {
    /// Its words in charts and tables: `cannot tell`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::CannotTell => "cannot tell",
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }

    /// The verdict on a difference that must not be called good or bad: higher or lower.
    #[must_use]
    pub fn neutral(self, difference: Estimate) -> Self {
        match self {
            Self::Better | Self::Worse if difference.mean > 0.0 => Self::Higher,
            Self::Better | Self::Worse => Self::Lower,
            Self::CannotTell | Self::Higher | Self::Lower => self,
        }
    }
}

/// A paired difference between a variant and the baseline: variant less baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The variant.
    pub variant: String,
    /// The baseline that it is compared with.
    pub against: String,
    /// What the measure is about.
    pub scope: Scope,
    /// The measure.
    pub measure: Measure,
    /// The difference on the same customers.
    pub difference: Estimate,
    /// What its interval allows one to say.
    pub verdict: Verdict,
    /// Variance of the difference had the two been simulated on different customers, over that on
    /// the same customers: how many times fewer replications the pairing needs, without control variates.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pairing_gain: Option<f64>,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AllContacts => f.write_str("all_contacts"),
            Self::Contacts(name) => write!(f, "contacts.{name}"),
            Self::AllTeams => f.write_str("all_teams"),
            Self::Team(name) => write!(f, "teams.{name}"),
            Self::Cases(name) => write!(f, "cases.{name}"),
            Self::Caseload(name) => write!(f, "caseloads.{name}"),
            Self::Workforce(name) => write!(f, "workforces.{name}"),
            Self::People(name) => write!(f, "people.{name}"),
            Self::Clause(name) => write!(f, "clauses.{name}"),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.split_once('.') {
            None if text == "all_contacts" => Ok(Self::AllContacts),
            None if text == "all_teams" => Ok(Self::AllTeams),
            Some(("contacts", name)) => Ok(Self::Contacts(name.into())),
            Some(("teams", name)) => Ok(Self::Team(name.into())),
            Some(("cases", name)) => Ok(Self::Cases(name.into())),
            Some(("caseloads", name)) => Ok(Self::Caseload(name.into())),
            Some(("workforces", name)) => Ok(Self::Workforce(name.into())),
            Some(("people", name)) => Ok(Self::People(name.into())),
            Some(("clauses", name)) => Ok(Self::Clause(name.into())),
            _ => Err(serde::de::Error::custom(format!("`{text}` is no scope"))),
        }
    }
}
