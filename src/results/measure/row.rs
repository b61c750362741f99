use serde::{Serialize, Serializer};

use super::{Direction, Measure, OverPeople, ScopeKind, Unit};

/// One row of the table of measures: all that is to be said of a measure but its formula.
#[derive(Debug, Serialize)]
pub struct MeasureRow {
    /// The measure.
    #[serde(skip)]
    pub measure: Measure,
    /// The key in JSON and the column in CSV: `service_level`.
    pub key: &'static str,
    /// What it is measured of.
    pub scope: ScopeKind,
    /// What planners call it, in tables and charts: `Service level`.
    pub label: &'static str,
    /// What everybody understands: `share of people answered in time`.
    pub words: &'static str,
    /// What it means and what it is divided by, in one sentence.
    pub meaning: &'static str,
    /// What the documentation adds to the meaning, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// In what it is counted.
    pub unit: Unit,
    /// On which side it is good.
    pub good: Direction,
    /// Of what it is given besides the whole horizon.
    pub given: Given,
    /// Whether only teams have it whose people work by shifts.
    pub only_with_shifts: bool,
    /// Whether it says something only of contact types that have one channel and one promise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_of_alike: bool,
    /// Whether it says nothing but how long was simulated while a queue grows without end.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub grows_with_queue: bool,
    /// What is shown beside it, because without that it misleads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<Measure>,
    /// Where it is shown, and at which place there.
    #[serde(skip)]
    pub(super) shown: &'static [Shown],
}

/// Of what a measure is given besides the whole horizon. The parts are intervals, open days or weeks, as the scope has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// Of each part too.
    ByPart,
    /// Of no part: each names it and says `null`.
    NullByPart,
    /// Of no part, and no part names it.
    InTotal,
    /// Of no part: it is about how open days differ.
    OverDays,
}

/// Where measures are shown, a few of all there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The main table of the scope.
    Headline,
    /// The main table of a team, where any team works on cases.
    HeadlineWithCases,
    /// The main table of a team, where the people of any team work by shifts.
    HeadlineWithShifts,
    /// The table of what becomes of needs.
    Needs,
    /// What is said of every variant, whatever it comes to, and drawn as its changes.
    Main,
    /// What is said of a variant only if it differs.
    IfTheyDiffer,
    /// The table of two runs side by side; its order is that of the differences.
    SideBySide,
    /// The table of what all teams cost.
    Costs,
    /// The table of what callers live through.
    Callers,
    /// The table of how a bad day differs from the usual one.
    BadDays,
    /// The definitions of the service level beside each other.
    ServiceLevels,
    /// What the workbook draws by interval.
    WorkbookByInterval,
    /// What the workbook draws of differences, the first of these that there are.
    WorkbookDifferences,
    /// What is compared between variants, of the many numbers of people.
    Compared,
}

/// A measure shown in a view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) view: View,
    /// Those with lower places come first; those of the same place come in order of the table.
    pub(super) place: u8,
    /// Of people, which number of the distribution.
    pub(super) over: Option<OverPeople>,
}

impl MeasureRow {
    /// The place of the measure in a view, if it is shown there.
    pub(super) fn place_in(&self, view: View) -> Option<u8> {
        let over = match self.measure {
            Measure::People(_, over) => Some(over),
            _ => None,
        };
        self.shown.iter().find(|shown| shown.view == view && shown.over == over).map(|shown| shown.place)
    }
}

impl Serialize for ScopeKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

/// A row that is like most: given by part, of every team, and shown nowhere in particular.
pub(super) const fn row(
    measure: Measure,
    scope: ScopeKind,
    [key, label, words, meaning]: [&'static str; 4],
    (unit, good): (Unit, Direction),
) -> MeasureRow {
    MeasureRow {
        measure,
        key,
        scope,
        label,
        words,
        meaning,
        note: None,
        unit,
        good,
        given: Given::ByPart,
        only_with_shifts: false,
        only_of_alike: false,
        grows_with_queue: false,
        beside: None,
        shown: &[],
    }
}

/// Makes of a table with a row for each measure of a scope the enum of its measures, in the order in which they are shown,
/// and for each the constant by which [`Measure`] knows it.
///
/// A row may be `is` a measure of another scope: the two are then one, whatever is said of it here.
macro_rules! measures {
    (
        $(#[$about:meta])*
        $name:ident is $variant:ident of $scope:ident;
        $($measure:ident = $key:literal $(is $other:ident::$same:ident)? {
            label: $label:literal,
            words: $words:literal,
            meaning: $meaning:literal,
            unit: $unit:ident,
            good: $good:ident,
            $(only_with_shifts: $shifts:literal,)?
            $(only_of_alike: $alike:literal,)?
            $(grows_with_queue: $grows:literal,)?
            $(beside: $beside:ident,)?
            $(given: $given:ident,)?
            $(note: $note:literal,)?
            $(shown: [$($view:ident $($place:literal)?),+],)?
        })+
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $meaning] $measure,)+
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$measure),+];

            /// The measure of this scope that is `measure`, if it has one.
            #[must_use]
            pub fn from_measure(measure: $crate::results::Measure) -> Option<Self> {
                Self::ALL.into_iter().find(|own| own.measure() == measure)
            }

            /// The same, as one of all measures.
            #[must_use]
            pub const fn measure(self) -> $crate::results::Measure {
                match self {
                    $(Self::$measure => $crate::results::measure::row::measure!(
                        $variant, $name, $measure $(, $other, $same)?
                    ),)+
                }
            }

            /// All that is to be said of it.
            #[must_use]
            pub fn row(self) -> &'static $crate::results::MeasureRow {
                &Self::rows()[self as usize]
            }

            /// The rows of all of them, in the order in which they are shown.
            #[must_use]
            pub fn rows() -> &'static [$crate::results::MeasureRow] {
                static ROWS: [$crate::results::MeasureRow; $name::ALL.len()] = [$(
                    $crate::results::MeasureRow {
                        $(given: $crate::results::Given::$given,)?
                        $(only_with_shifts: $shifts,)?
                        $(only_of_alike: $alike,)?
                        $(grows_with_queue: $grows,)?
                        $(beside: Some($crate::results::Measure::$beside),)?
                        $(note: Some($note),)?
                        $(shown: &[$($crate::results::measure::row::Shown {
                            view: $crate::results::View::$view,
                            place: 0 $(+ $place)?,
                            over: None,
                        }),+],)?
                        ..$crate::results::measure::row::row(
                            $name::$measure.measure(),
                            $crate::results::ScopeKind::$scope,
                            [$key, $label, $words, $meaning],
                            ($crate::results::Unit::$unit, $crate::results::Direction::$good),
                        )
                    },
                )+];
                &ROWS
            }
        }

        impl From<$name> for $crate::results::Measure {
            fn from(measure: $name) -> Self {
                measure.measure()
            }
        }

        $($crate::results::measure::row::constant!($variant, $name, $measure $(, $other, $same)?);)+
    };
}

/// The measure of a row: one of its own, or that which it is the same as.
macro_rules! measure {
    ($variant:ident, $name:ident, $measure:ident) => {
        $crate::results::Measure::$variant($name::$measure)
    };
    ($variant:ident, $name:ident, $measure:ident, $other:ident, $same:ident) => {
        $other::$same.measure()
    };
}

/// The constant of a row, unless another row has it already.
macro_rules! constant {
    ($variant:ident, $name:ident, $measure:ident) => {
        impl $crate::results::Measure {
            #[allow(
                missing_docs,
                non_upper_case_globals,
                reason = "it is named as what it stands for, which is documented"
            )]
            pub const $measure: Self = Self::$variant($name::$measure);
        }
    };
    ($variant:ident, $name:ident, $measure:ident, $other:ident, $same:ident) => {};
}

pub(super) use {constant, measure, measures};
