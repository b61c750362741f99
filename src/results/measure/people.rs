//! What is measured of each person of a team, and over the people of it.

use super::row::{MeasureRow, Shown, row};
use super::{Direction, Given, Measure, ScopeKind, Unit, View};

/// What of the distribution over people. Each person counts alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OverPeople {
    /// The mean.
    Mean,
    /// The standard deviation: how far colleagues lie apart.
    Spread,
    /// One person in ten has no more.
    P10,
    /// A quarter of the people have no more.
    P25,
    /// Half of the people have no more.
    P50,
    /// Three quarters of the people have no more.
    P75,
    /// Nine people in ten have no more.
    P90,
    /// The most that anybody has.
    Max,
}

impl OverPeople {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] =
        [Self::Mean, Self::Spread, Self::P10, Self::P25, Self::P50, Self::P75, Self::P90, Self::Max];

    /// What the key of a measure ends in: `p10`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Spread => "spread",
            Self::P10 => "p10",
            Self::P25 => "p25",
            Self::P50 => "p50",
            Self::P75 => "p75",
            Self::P90 => "p90",
            Self::Max => "max",
        }
    }
}

/// What is to be said of one thing measured of each person, whatever of its distribution is asked.
#[derive(Debug)]
pub struct PersonRow {
    /// What the keys of its measures begin with: `longest_run`.
    pub key: &'static str,
    /// What planners call it, in tables and charts: `Longest run of contacts`.
    pub label: &'static str,
    /// What everybody understands.
    pub words: &'static str,
    /// What it means and what it is divided by, in one sentence without a full stop.
    pub meaning: &'static str,
    /// What the documentation adds to the meaning, if anything.
    pub note: Option<&'static str>,
    /// In what it is counted.
    pub unit: Unit,
}

/// Makes of a table with a row for each thing measured of a person the enum of these things, and of each a measure for every
/// number of its distribution over people.
macro_rules! measures_of_people {
    (
        $(#[$about:meta])*
        $name:ident;
        $($measure:ident = $key:literal {
            label: $label:literal,
            words: $words:literal,
            meaning: $meaning:literal,
            unit: $unit:ident,
            good: $good:ident,
            $(note: $note:literal,)?
            $(shown: [$($view:ident $place:literal of $over:ident),+],)?
        })+
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!($meaning, ".")] $measure,)+
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$measure),+];

            /// What is to be said of it, whatever of its distribution is asked.
            #[must_use]
            pub fn row(self) -> &'static PersonRow {
                static ROWS: [PersonRow; $name::ALL.len()] = [$(PersonRow {
                    $(note: Some($note),)?
                    ..person_row([$key, $label, $words, $meaning], Unit::$unit)
                }),+];
                &ROWS[self as usize]
            }

            /// The rows of its measures, in order of [`OverPeople::ALL`].
            fn rows_over_people() -> &'static [[MeasureRow; OverPeople::ALL.len()]] {
                static ROWS: [[MeasureRow; OverPeople::ALL.len()]; $name::ALL.len()] = [$({
                    const SHOWN: &[Shown] = &[$($(
                        Shown { view: View::$view, place: $place, over: Some(OverPeople::$over) }
                    ),+)?];
                    const UNIT: Unit = Unit::$unit;
                    const GOOD: Direction = Direction::$good;
                    let of = $name::$measure;
                    [
                        over!(of, Mean, GOOD, UNIT, SHOWN, $key "mean", $label "mean", $words "the average over people", $meaning "the mean over people."),
                        over!(of, Spread, Direction::Neutral, UNIT, SHOWN, $key "spread", $label "spread", $words "how far colleagues differ", $meaning "the standard deviation over people."),
                        over!(of, P10, GOOD, UNIT, SHOWN, $key "p10", $label "p10", $words "one person in ten has no more", $meaning "one person in ten has no more."),
                        over!(of, P25, GOOD, UNIT, SHOWN, $key "p25", $label "p25", $words "a quarter of the people have no more", $meaning "a quarter of the people have no more."),
                        over!(of, P50, GOOD, UNIT, SHOWN, $key "p50", $label "median", $words "half of the people have no more", $meaning "half of the people have no more."),
                        over!(of, P75, GOOD, UNIT, SHOWN, $key "p75", $label "p75", $words "three quarters of the people have no more", $meaning "three quarters of the people have no more."),
                        over!(of, P90, GOOD, UNIT, SHOWN, $key "p90", $label "p90", $words "nine people in ten have no more", $meaning "nine people in ten have no more."),
                        over!(of, Max, GOOD, UNIT, SHOWN, $key "max", $label "most", $words "the most that anybody has", $meaning "the most that anybody has."),
                    ]
                }),+];
                &ROWS
            }
        }
    };
}

/// The row of one number of a distribution over people.
macro_rules! over {
    (
        $of:ident, $over:ident, $good:expr, $unit:ident, $shown:ident,
        $key:literal $of_key:literal, $label:literal $of_label:literal,
        $words:literal $of_words:literal, $meaning:literal $of_meaning:literal
    ) => {
        MeasureRow {
            given: Given::InTotal,
            only_with_shifts: true,
            shown: $shown,
            ..row(
                Measure::People($of, OverPeople::$over),
                ScopeKind::People,
                [
                    concat!($key, "_", $of_key),
                    concat!($label, ", ", $of_label),
                    concat!($words, ": ", $of_words),
                    concat!($meaning, ": ", $of_meaning),
                ],
                ($unit, $good),
            )
        }
    };
}

const fn person_row([key, label, words, meaning]: [&'static str; 4], unit: Unit) -> PersonRow {
    PersonRow { key, label, words, meaning, note: None, unit }
}

impl PersonMeasure {
    /// What the keys of its measures begin with: `longest_run`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// What it is called in tables and charts: `Longest run of contacts`.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// The rows of all its measures, in the order in which they are shown.
    #[must_use]
    pub fn rows() -> &'static [MeasureRow] {
        Self::rows_over_people().as_flattened()
    }

    /// All that is to be said of one number of its distribution over people.
    #[must_use]
    pub fn row_over(self, over: OverPeople) -> &'static MeasureRow {
        &Self::rows_over_people()[self as usize][over as usize]
    }
}

measures_of_people! {
    /// What is measured of each person.
    PersonMeasure;

    Shifts = "shifts" {
        label: "Shifts worked",
        words: "shifts of a person",
        meaning: "Shifts worked by one person",
        unit: Ratio,
        good: Neutral,
        note: "They are those that begin after the warm-up.",
    }
    Contacts = "contacts" {
        label: "Contacts",
        words: "contacts of a person",
        meaning: "Contacts answered by one person",
        unit: Contacts,
        good: Neutral,
    }
    ContactsADay = "contacts_a_day" {
        label: "Contacts a day",
        words: "contacts of a person in a shift",
        meaning: "Contacts of one person per shift",
        unit: Contacts,
        good: Neutral,
        shown: [Headline 2 of P50, Compared 3 of P50],
    }
    ContactsADayMax = "contacts_a_day_max" {
        label: "Most contacts in a day",
        words: "contacts of a person in the busiest shift",
        meaning: "The most contacts of one person in a shift",
        unit: Contacts,
        good: Neutral,
    }
    ContactsAWeek = "contacts_a_week" {
        label: "Contacts a week",
        words: "contacts of a person in a week",
        meaning: "Contacts of one person per week with a shift, from Monday",
        unit: Contacts,
        good: Neutral,
        shown: [Headline 3 of Spread, Compared 4 of P50, Compared 5 of Spread],
    }
    ContactsAWeekMax = "contacts_a_week_max" {
        label: "Most contacts in a week",
        words: "contacts of a person in the busiest week",
        meaning: "The most contacts of one person in a week from Monday",
        unit: Contacts,
        good: Neutral,
    }
    Occupancy = "occupancy" {
        label: "Occupancy of a person",
        words: "share of time a person is with a contact, of the time there for contacts",
        meaning: "Handling time of one person, as a share of handling and waiting for contacts",
        unit: Share,
        good: Neutral,
        note: "Chats held at once are one time. Waiting that ends with a break, a case or the shift counts.",
        shown: [Headline 1 of P50, IfTheyDiffer 1 of P50, Compared 1 of P50, Compared 2 of P90],
    }
    SecondsBetweenContacts = "seconds_between_contacts" {
        label: "Time between contacts",
        words: "time a person has before the next contact",
        meaning: "Time one person waited before a contact, zero where the next was waiting",
        unit: Seconds,
        good: Neutral,
        shown: [Compared 6 of P50],
    }
    LongestRun = "longest_run" {
        label: "Longest run of contacts",
        words: "most contacts of a person in a row without a pause",
        meaning: "The most contacts of one person in a row, each within 10 s of the end of the one before",
        unit: Contacts,
        good: LowerIsBetter,
        shown: [Headline 4 of P90, IfTheyDiffer 2 of P90, Compared 7 of P90],
    }
    RunADay = "run_a_day" {
        label: "Longest run of a day",
        words: "most contacts of a person in a row, in a usual shift",
        meaning: "The most contacts of one person in a row within a shift, averaged over shifts",
        unit: Contacts,
        good: LowerIsBetter,
        shown: [Compared 8 of P50],
    }
    HoursWithPauseFraction = "hours_with_pause_fraction" {
        label: "Hours with a pause",
        words: "share of a person's hours with five minutes to breathe",
        meaning: "Whole hours of a person's shifts with five minutes or more without a contact, as a share of all",
        unit: Share,
        good: HigherIsBetter,
        note: "Hours are counted from when the shift should begin; the minutes are all together, breaks included.",
        shown: [Headline 5 of P50, IfTheyDiffer 3 of P50, Compared 9 of P50],
    }
    BreaksADay = "breaks_a_day" {
        label: "Breaks a day",
        words: "breaks of a person in a shift",
        meaning: "Breaks taken by one person per shift",
        unit: Ratio,
        good: HigherIsBetter,
    }
    BreaksMovedFraction = "breaks_moved_fraction" {
        label: "Breaks moved",
        words: "share of a person's breaks that begin late",
        meaning: "Breaks that began a minute late or more, as a share of those taken by one person",
        unit: Share,
        good: LowerIsBetter,
        shown: [Headline 6 of Mean, IfTheyDiffer 4 of Mean, Compared 10 of Mean],
    }
    BreaksMissedFraction = "breaks_missed_fraction" {
        label: "Breaks missed",
        words: "share of a person's breaks that are missed",
        meaning: "Breaks missed, as a share of those taken and missed by one person",
        unit: Share,
        good: LowerIsBetter,
        note: "One still owed when the shift ends is missed.",
        shown: [Headline 7 of Mean, IfTheyDiffer 5 of Mean, Compared 11 of Mean],
    }
    LateSeconds = "late_seconds" {
        label: "Late",
        words: "how late a person comes to a shift",
        meaning: "How late one person came, per shift",
        unit: Seconds,
        good: LowerIsBetter,
    }
    PastEndSeconds = "past_end_seconds" {
        label: "Past the end of the shift",
        words: "time a person works past the end of a shift",
        meaning: "Work of one person past the end of the shift, per shift",
        unit: Seconds,
        good: LowerIsBetter,
        shown: [Headline 8 of Mean, IfTheyDiffer 6 of Mean, Compared 12 of Mean, Compared 13 of P90],
    }
    PastEndSecondsAWeek = "past_end_seconds_a_week" {
        label: "Past the end in a week",
        words: "time a person works past the end of shifts in a week",
        meaning: "Work of one person past the end of shifts, per week with a shift",
        unit: Seconds,
        good: LowerIsBetter,
    }
    CutShortFraction = "cut_short_fraction" {
        label: "Contacts cut short",
        words: "share of a person's contacts that are ended at a limit",
        meaning: "Contacts ended at a handling limit, as a share of those of one person",
        unit: Share,
        good: LowerIsBetter,
        shown: [Compared 14 of Mean],
    }
}
