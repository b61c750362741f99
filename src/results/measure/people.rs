//! What is measured of each person of a team, and over the people of it.

use super::Direction::{self, HigherIsBetter as Up, LowerIsBetter as Down, Neutral};
use super::Unit::{Contacts, Ratio, Seconds, Share};
use super::{Facts, Measure};

/// What is measured of each person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is described by `Measure::meaning`")]
pub enum Lived {
    Shifts,
    Contacts,
    ContactsADay,
    ContactsADayMax,
    ContactsAWeek,
    ContactsAWeekMax,
    Occupancy,
    SecondsBetweenContacts,
    LongestRun,
    RunADay,
    HoursWithPauseFraction,
    BreaksADay,
    BreaksMovedFraction,
    BreaksMissedFraction,
    LateSeconds,
    PastEndSeconds,
    PastEndSecondsAWeek,
    CutShortFraction,
}

/// What of the distribution over people. Each person counts alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Among {
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

impl Lived {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 18] = [
        Self::Shifts,
        Self::Contacts,
        Self::ContactsADay,
        Self::ContactsADayMax,
        Self::ContactsAWeek,
        Self::ContactsAWeekMax,
        Self::Occupancy,
        Self::SecondsBetweenContacts,
        Self::LongestRun,
        Self::RunADay,
        Self::HoursWithPauseFraction,
        Self::BreaksADay,
        Self::BreaksMovedFraction,
        Self::BreaksMissedFraction,
        Self::LateSeconds,
        Self::PastEndSeconds,
        Self::PastEndSecondsAWeek,
        Self::CutShortFraction,
    ];

    /// What the keys of its measures begin with: `longest_run`.
    #[must_use]
    pub fn key(self) -> &'static str {
        let of_mean = Measure::OfPeople(self, Among::Mean).key();
        of_mean.strip_suffix("_mean").unwrap_or(of_mean)
    }

    /// What it is called in tables and charts: `Longest run of contacts`.
    #[must_use]
    pub fn label(self) -> &'static str {
        let of_mean = Measure::OfPeople(self, Among::Mean).label();
        of_mean.strip_suffix(", mean").unwrap_or(of_mean)
    }
}

impl Among {
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

impl Measure {
    /// All measures of the people of a team, in the order in which they are shown.
    pub fn of_people() -> impl Iterator<Item = Self> {
        Lived::ALL.into_iter().flat_map(|lived| Among::ALL.map(|among| Self::OfPeople(lived, among)))
    }
}

pub(super) fn facts(lived: Lived, among: Among) -> &'static Facts {
    &facts_of(lived)[among as usize]
}

type OverPeople = [Facts; Among::ALL.len()];

/// The facts of one thing measured of each person, in order of [`Among::ALL`].
macro_rules! over_people {
    ($key:literal, $label:literal, $meaning:literal, $unit:expr, $direction:expr) => {{
        const NAMED: OverPeople = [
            Facts::new(
                concat!($key, "_mean"),
                concat!($label, ", mean"),
                concat!($meaning, ": the mean over people."),
                $unit,
                $direction,
            ),
            Facts::new(
                concat!($key, "_spread"),
                concat!($label, ", spread"),
                concat!($meaning, ": the standard deviation over people."),
                $unit,
                Direction::Neutral,
            ),
            Facts::new(
                concat!($key, "_p10"),
                concat!($label, ", p10"),
                concat!($meaning, ": one person in ten has no more."),
                $unit,
                $direction,
            ),
            Facts::new(
                concat!($key, "_p25"),
                concat!($label, ", p25"),
                concat!($meaning, ": a quarter of the people have no more."),
                $unit,
                $direction,
            ),
            Facts::new(
                concat!($key, "_p50"),
                concat!($label, ", median"),
                concat!($meaning, ": half of the people have no more."),
                $unit,
                $direction,
            ),
            Facts::new(
                concat!($key, "_p75"),
                concat!($label, ", p75"),
                concat!($meaning, ": three quarters of the people have no more."),
                $unit,
                $direction,
            ),
            Facts::new(
                concat!($key, "_p90"),
                concat!($label, ", p90"),
                concat!($meaning, ": nine people in ten have no more."),
                $unit,
                $direction,
            ),
            Facts::new(
                concat!($key, "_max"),
                concat!($label, ", most"),
                concat!($meaning, ": the most that anybody has."),
                $unit,
                $direction,
            ),
        ];
        &NAMED
    }};
}

fn facts_of(lived: Lived) -> &'static OverPeople {
    match lived {
        Lived::Shifts => over_people!("shifts", "Shifts worked", "Shifts worked by one person", Ratio, Neutral),
        Lived::Contacts => {
            over_people!("contacts", "Contacts", "Contacts answered by one person", Contacts, Neutral)
        }
        Lived::ContactsADay => {
            over_people!("contacts_a_day", "Contacts a day", "Contacts of one person per shift", Contacts, Neutral)
        }
        Lived::ContactsADayMax => over_people!(
            "contacts_a_day_max",
            "Most contacts in a day",
            "The most contacts of one person in a shift",
            Contacts,
            Neutral
        ),
        Lived::ContactsAWeek => over_people!(
            "contacts_a_week",
            "Contacts a week",
            "Contacts of one person per week with a shift, from Monday",
            Contacts,
            Neutral
        ),
        Lived::ContactsAWeekMax => over_people!(
            "contacts_a_week_max",
            "Most contacts in a week",
            "The most contacts of one person in a week from Monday",
            Contacts,
            Neutral
        ),
        Lived::Occupancy => over_people!(
            "occupancy",
            "Occupancy of a person",
            "Handling time of one person, as a share of handling and waiting for contacts",
            Share,
            Neutral
        ),
        Lived::SecondsBetweenContacts => over_people!(
            "seconds_between_contacts",
            "Time between contacts",
            "Time one person waited before a contact, zero where the next was waiting",
            Seconds,
            Neutral
        ),
        Lived::LongestRun => over_people!(
            "longest_run",
            "Longest run of contacts",
            "The most contacts of one person in a row, each within 10 s of the end of the one before",
            Contacts,
            Down
        ),
        Lived::RunADay => over_people!(
            "run_a_day",
            "Longest run of a day",
            "The most contacts of one person in a row within a shift, averaged over shifts",
            Contacts,
            Down
        ),
        Lived::HoursWithPauseFraction => over_people!(
            "hours_with_pause_fraction",
            "Hours with a pause",
            "Whole hours of a person's shifts with five minutes or more without a contact, as a share of all",
            Share,
            Up
        ),
        Lived::BreaksADay => {
            over_people!("breaks_a_day", "Breaks a day", "Breaks taken by one person per shift", Ratio, Up)
        }
        Lived::BreaksMovedFraction => over_people!(
            "breaks_moved_fraction",
            "Breaks moved",
            "Breaks that began a minute late or more, as a share of those taken by one person",
            Share,
            Down
        ),
        Lived::BreaksMissedFraction => over_people!(
            "breaks_missed_fraction",
            "Breaks missed",
            "Breaks missed, as a share of those taken and missed by one person",
            Share,
            Down
        ),
        Lived::LateSeconds => {
            over_people!("late_seconds", "Late", "How late one person came, per shift", Seconds, Down)
        }
        Lived::PastEndSeconds => over_people!(
            "past_end_seconds",
            "Past the end of the shift",
            "Work of one person past the end of the shift, per shift",
            Seconds,
            Down
        ),
        Lived::PastEndSecondsAWeek => over_people!(
            "past_end_seconds_a_week",
            "Past the end in a week",
            "Work of one person past the end of shifts, per week with a shift",
            Seconds,
            Down
        ),
        Lived::CutShortFraction => over_people!(
            "cut_short_fraction",
            "Contacts cut short",
            "Contacts ended at a handling limit, as a share of those of one person",
            Share,
            Down
        ),
    }
}
