use crate::units::Seconds;

use super::TeamIndex;

/// A rule about what work may ask of a person, held against what the simulation shows, or enforced in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// What it is called.
    pub name: String,
    /// What it says.
    pub rule: Rule,
    /// Whether work is arranged so that the rule holds; otherwise it is only checked.
    pub enforced: bool,
    /// The teams it is about, all of them with people.
    pub teams: Vec<TeamIndex>,
}

/// What a clause says of each person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// At most this many contacts in a day.
    ContactsPerDay(u32),
    /// At most this many contacts in a week from Monday.
    ContactsPerWeek(u32),
    /// At most `most` contacts in a row without a pause of at least `pause` between them.
    ContactsInARow {
        /// The number of contacts.
        most: u32,
        /// The length of the pause.
        pause: Seconds,
    },
    /// At least this much time without a contact in every whole hour of a shift.
    PausePerHour(Seconds),
    /// At most this long past the end of a shift.
    PastTheEnd(Seconds),
}
