//! What is measured: a table with a row for each measure, and a file for each scope.
//!
//! A row has all that is to be said of a measure but its formula: `experiment` matches the measures of each scope one by one, so that
//! one without a formula does not compile.

mod caseloads;
mod cases;
mod clauses;
mod contacts;
mod people;
mod row;
mod teams;
mod unit;
mod workforces;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ScopeKind;

pub use caseloads::CaseloadMeasure;
pub use cases::CaseMeasure;
pub use clauses::ClauseMeasure;
pub use contacts::ContactMeasure;
pub use people::{OverPeople, PersonMeasure, PersonRow};
pub use row::{Given, MeasureRow, View};
pub use teams::TeamMeasure;
pub use unit::{Direction, Unit};
pub use workforces::WorkforceMeasure;

/// Everything that is measured, scope by scope. It is serialised as its key.
///
/// Each but those of people also has a constant of its name: [`Measure::ServiceLevel`]. A measure of two scopes, such as
/// [`Measure::Chasers`], is that of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Of a contact type.
    Contact(ContactMeasure),
    /// Of a team.
    Team(TeamMeasure),
    /// Of a kind of case.
    Case(CaseMeasure),
    /// Of a caseload.
    Caseload(CaseloadMeasure),
    /// Of the people of a team as a whole.
    Workforce(WorkforceMeasure),
    /// Of a clause.
    Clause(ClauseMeasure),
    /// Of each person of a team, and which number of the distribution over them.
    People(PersonMeasure, OverPeople),
}

impl Measure {
    /// The table: the rows of all measures, those of one scope after another; a measure of two scopes has two.
    pub fn table() -> impl Iterator<Item = &'static MeasureRow> {
        ScopeKind::ALL.into_iter().flat_map(ScopeKind::rows)
    }

    /// All measures there are, each once.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::table().filter(|row| row.measure.row().scope == row.scope).map(|row| row.measure)
    }

    /// The measures shown in a view, in its order.
    #[must_use]
    pub fn shown_in(view: View) -> Vec<Self> {
        in_order(Self::table(), view)
    }

    /// The measure with this key.
    #[must_use]
    pub fn with_key(key: &str) -> Option<Self> {
        static BY_KEY: LazyLock<BTreeMap<&str, Measure>> =
            LazyLock::new(|| Measure::table().map(|row| (row.key, row.measure)).collect());
        BY_KEY.get(key).copied()
    }

    /// All that is to be said of it.
    #[must_use]
    pub fn row(self) -> &'static MeasureRow {
        match self {
            Self::Contact(measure) => measure.row(),
            Self::Team(measure) => measure.row(),
            Self::Case(measure) => measure.row(),
            Self::Caseload(measure) => measure.row(),
            Self::Workforce(measure) => measure.row(),
            Self::Clause(measure) => measure.row(),
            Self::People(measure, over) => measure.row_over(over),
        }
    }

    /// What it is measured of: one scope, or two.
    pub fn scopes(self) -> impl Iterator<Item = ScopeKind> {
        Self::table().filter(move |row| row.measure == self).map(|row| row.scope)
    }

    /// The key in JSON and the column in CSV: `service_level`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// What it is called in tables and charts: `"Service level"`.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// What it means and what it is divided by, in one sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// In what it is counted.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.row().unit
    }

    /// On which side it is good.
    #[must_use]
    pub fn direction(self) -> Direction {
        self.row().good
    }
}

impl ScopeKind {
    /// The rows of its measures, in the order in which they are shown.
    #[must_use]
    pub fn rows(self) -> &'static [MeasureRow] {
        match self {
            Self::Contacts => ContactMeasure::rows(),
            Self::Teams => TeamMeasure::rows(),
            Self::Cases => CaseMeasure::rows(),
            Self::Caseloads => CaseloadMeasure::rows(),
            Self::Workforces => WorkforceMeasure::rows(),
            Self::Clauses => ClauseMeasure::rows(),
            Self::People => PersonMeasure::rows(),
        }
    }

    /// Its measures, in the order in which they are shown.
    pub fn measures(self) -> impl Iterator<Item = Measure> + Clone {
        self.rows().iter().map(|row| row.measure)
    }

    /// Its measures shown in a view, in the order of the view.
    #[must_use]
    pub fn shown_in(self, view: View) -> Vec<Measure> {
        in_order(self.rows(), view)
    }
}

fn in_order(rows: impl IntoIterator<Item = &'static MeasureRow>, view: View) -> Vec<Measure> {
    let mut shown: Vec<_> = rows.into_iter().filter_map(|row| Some((row.place_in(view)?, row.measure))).collect();
    shown.sort_by_key(|(place, _)| *place);
    shown.into_iter().map(|(_, measure)| measure).collect()
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::with_key(&key).ok_or_else(|| serde::de::Error::custom(format!("`{key}` is no measure")))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_measure_has_a_key_of_its_own_and_is_read_back_by_it() {
        let measures: BTreeSet<Measure> = Measure::table().map(|row| row.measure).collect();
        let keys: BTreeSet<&str> = Measure::table().map(|row| row.key).collect();
        assert_eq!(measures.len(), keys.len());
        assert_eq!(Measure::all().count(), measures.len(), "each once");
        for measure in measures {
            let written = serde_json::to_string(&measure).unwrap();
            assert_eq!(serde_json::from_str::<Measure>(&written).unwrap(), measure, "{written}");
        }
        for (measure, over) in
            PersonMeasure::ALL.into_iter().flat_map(|measure| OverPeople::ALL.map(|over| (measure, over)))
        {
            let parts = format!("{}_{}", measure.row().key, over.key());
            assert_eq!(Measure::People(measure, over).key(), parts);
        }
        assert!(serde_json::from_str::<Measure>("\"occupancy_p11\"").is_err());
    }

    #[test]
    fn a_measure_of_two_scopes_is_one_measure() {
        assert_eq!(CaseMeasure::Chasers.measure(), Measure::Chasers);
        assert_eq!(Measure::Chasers.scopes().collect::<Vec<_>>(), [ScopeKind::Contacts, ScopeKind::Cases]);
        for row in Measure::table() {
            let first = row.measure.row();
            assert_eq!((row.key, row.unit, row.good), (first.key, first.unit, first.good));
        }
    }

    #[test]
    fn what_misleads_alone_is_shown_beside_what_it_needs() {
        let views = [
            View::Headline,
            View::Needs,
            View::Main,
            View::IfTheyDiffer,
            View::SideBySide,
            View::Costs,
            View::Callers,
            View::ServiceLevels,
        ];
        let mut pairs = 0;
        for row in Measure::table() {
            let Some(beside) = row.beside else { continue };
            for view in views.into_iter().filter(|view| row.place_in(*view).is_some()) {
                assert!(beside.row().place_in(view).is_some(), "{} is shown in {view:?} without {beside}", row.key);
                pairs += 1;
            }
        }
        assert!(8 < pairs, "{pairs}");
    }

    #[test]
    fn everything_is_said_in_words_for_everybody_too() {
        for MeasureRow { key, label, words, meaning, .. } in Measure::table() {
            assert!(!words.is_empty() && words != label && !words.ends_with('.'), "{key}: {words}");
            assert!(meaning.ends_with('.'), "{key}: {meaning}");
        }
    }
}
