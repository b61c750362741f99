use crate::engine::headcount::{Headcount, LoadFactors};
use crate::model::Workforce;
use crate::random::Key;
use crate::units::Fraction;

/// Days over which load is looked at, and after which what it does changes.
const LOAD_DAYS: u32 = 28;

/// The people of one team that has shifts.
#[derive(Debug)]
pub(crate) struct Crew<'a> {
    pub(crate) people: &'a Workforce,
    pub(crate) headcount: Headcount<'a>,
    /// Days of the horizon that have begun.
    pub(crate) days: u32,
    pub(crate) load: LoadFactors,
    /// The key of what is drawn for a day.
    key: Key,
}

impl<'a> Crew<'a> {
    pub(crate) fn new(people: &'a Workforce, headcount: Headcount<'a>) -> Self {
        Self { people, headcount, days: 0, load: LoadFactors::default(), key: Key::new(0, 0) }
    }

    /// `key` is that of the people of all teams; `team` names this one.
    pub(crate) fn open(&mut self, key: Key, team: &str) {
        (self.days, self.load, self.key) = (0, LoadFactors::default(), key.named(team).named("shift"));
        self.headcount.open(key, team);
    }

    /// The key of what is drawn for the day of a place.
    pub(crate) fn day_key(&self, place: u32, date: i64) -> Key {
        self.key.with(u64::from(place)).with(date as u64)
    }

    /// Whether whoever holds a place, and would be at work on a date, is away for other reasons than leave and sickness: on a whole day,
    /// drawn for each person and day from a stream of its own. A larger share takes the same days and more.
    pub(crate) fn is_away_otherwise(&self, place: u32, date: i64) -> bool {
        let share = self.people.absences.other;
        share > Fraction::ZERO && self.day_key(place, date).named("away").stream().chance(share.get())
    }

    /// Whether load is looked at this morning, for what it has been since it last was.
    pub(crate) fn looks_at_load(&self) -> bool {
        self.people.load.is_some() && self.days > 0 && self.days.is_multiple_of(LOAD_DAYS)
    }
}
