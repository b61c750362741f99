use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a figure is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All contact types together.
    AllContacts,
    /// One contact type, by name.
    Contacts(String),
    /// Contact types that are reported as one line, by the name of their group.
    Group(String),
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

/// Of what kind a scope is. Each kind has measures of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScopeKind {
    /// Contact types.
    Contacts,
    /// Teams.
    Teams,
    /// Kinds of case.
    Cases,
    /// Caseloads.
    Caseloads,
    /// The people of teams, as a whole.
    Workforces,
    /// Clauses.
    Clauses,
    /// What the people of teams live through, one by one.
    People,
}

impl ScopeKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Contacts, Self::Teams, Self::Cases, Self::Caseloads, Self::Workforces, Self::Clauses, Self::People];

    /// What a scope of the kind begins with: `contacts`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Teams => "teams",
            Self::Cases => "cases",
            Self::Caseloads => "caseloads",
            Self::Workforces => "workforces",
            Self::Clauses => "clauses",
            Self::People => "people",
        }
    }

    /// All of the kind together, where that is a scope.
    #[must_use]
    pub fn together(self) -> Option<Scope> {
        match self {
            Self::Contacts => Some(Scope::AllContacts),
            Self::Teams => Some(Scope::AllTeams),
            Self::Cases | Self::Caseloads | Self::Workforces | Self::Clauses | Self::People => None,
        }
    }

    /// The one of the kind with this name.
    #[must_use]
    pub fn named(self, name: String) -> Scope {
        match self {
            Self::Contacts => Scope::Contacts(name),
            Self::Teams => Scope::Team(name),
            Self::Cases => Scope::Cases(name),
            Self::Caseloads => Scope::Caseload(name),
            Self::Workforces => Scope::Workforce(name),
            Self::Clauses => Scope::Clause(name),
            Self::People => Scope::People(name),
        }
    }
}

impl Scope {
    /// Of what kind it is.
    #[must_use]
    pub fn kind(&self) -> ScopeKind {
        match self {
            Self::AllContacts | Self::Contacts(_) | Self::Group(_) => ScopeKind::Contacts,
            Self::AllTeams | Self::Team(_) => ScopeKind::Teams,
            Self::Cases(_) => ScopeKind::Cases,
            Self::Caseload(_) => ScopeKind::Caseloads,
            Self::Workforce(_) => ScopeKind::Workforces,
            Self::Clause(_) => ScopeKind::Clauses,
            Self::People(_) => ScopeKind::People,
        }
    }

    /// Its name, unless it is all of a kind together.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::AllContacts | Self::AllTeams => None,
            Self::Contacts(name)
            | Self::Group(name)
            | Self::Team(name)
            | Self::Cases(name)
            | Self::Caseload(name)
            | Self::Workforce(name)
            | Self::Clause(name)
            | Self::People(name) => Some(name),
        }
    }
}

/// What a group of contact types begins with: what is measured of it is measured of contacts.
const GROUPS: &str = "groups";

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind().key();
        match self.name() {
            Some(name) if matches!(self, Self::Group(_)) => write!(f, "{GROUPS}.{name}"),
            Some(name) => write!(f, "{kind}.{name}"),
            None => write!(f, "all_{kind}"),
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
        let scope = match text.split_once('.') {
            Some((GROUPS, name)) => Some(Self::Group(name.to_owned())),
            Some((key, name)) => {
                ScopeKind::ALL.into_iter().find(|kind| kind.key() == key).map(|kind| kind.named(name.to_owned()))
            }
            None => ScopeKind::ALL.into_iter().filter_map(ScopeKind::together).find(|all| all.to_string() == text),
        };
        scope.ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no scope")))
    }
}
