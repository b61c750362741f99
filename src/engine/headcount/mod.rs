//! The people of one team from day to day: who is employed, who comes and goes, who is in training, on leave or sick, and who
//! is due to work.

use crate::model::{Calendar, Contract, Stoppage, Workforce};
use crate::random::Key;

mod told;

use told::Moves;
pub use told::{HeadcountDay, LeaveDay, LeaveYear, LoadFactors};

/// Places with their holders. The posts come first, then places beyond the establishment for intakes that find no vacancy,
/// then seats for agency workers, of which there are as many as posts.
#[derive(Debug)]
pub(super) struct Headcount<'a> {
    people: &'a Workforce,
    calendar: &'a Calendar,
    today: HeadcountDay,
}

/// Where the holder of a place is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// Nobody holds the place.
    Nobody,
    /// In the training that comes before the floor.
    InTraining,
    /// On annual leave, on a day that would have been a working day.
    OnLeave,
    /// Sick, on a day that would have been a working day.
    Sick,
    /// Not due: no working day.
    DayOff,
    /// Due to work.
    Due(ShiftChoice),
}

/// The shift that somebody is due to work: a position in the contract's shifts. Who has no shifts works the first of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShiftChoice(pub(super) u32);

impl<'a> Headcount<'a> {
    /// Room for the people of a team.
    pub(super) fn new(people: &'a Workforce, calendar: &'a Calendar) -> Self {
        Self { people, calendar, today: HeadcountDay::default() }
    }

    /// Places there are, held or not.
    pub(super) fn places(&self) -> u32 {
        self.permanent_places() + if self.people.agency_hiring.is_some() { self.people.posts } else { 0 }
    }

    fn permanent_places(&self) -> u32 {
        let intakes: u32 = self.people.intakes.iter().map(|intake| intake.people).sum();
        self.people.posts.max(self.people.filled) + intakes
    }

    /// Those in post on the morning of the first day, before anybody comes or goes.
    pub(super) fn open(&mut self, _key: Key) {
        self.today = HeadcountDay { posts: self.people.posts, filled: self.people.filled, ..HeadcountDay::default() };
    }

    /// Moves on to the morning of `day`; every day of the horizon in turn, from 0. `load` multiplies the hazards, `leaving` that of
    /// leaving for the holder of a place.
    pub(super) fn begin_day(&mut self, _day: u32, load: LoadFactors, _leaving: impl Fn(u32) -> f64) {
        self.today.load = load;
    }

    /// How the day stands since this morning.
    pub(super) fn today(&self) -> &HeadcountDay {
        &self.today
    }

    /// Where the holder of a place is today.
    pub(super) fn whereabouts(&self, place: u32) -> Whereabouts {
        if place < self.people.filled { Whereabouts::Due(ShiftChoice(0)) } else { Whereabouts::Nobody }
    }

    /// The contract of whoever holds a place.
    pub(super) fn contract(&self, place: u32) -> &'a Contract {
        self.people.contract_of(place)
    }

    /// Factor on the handling time of the holder of a place today.
    pub(super) fn handling(&self, _place: u32) -> f64 {
        1.0
    }

    /// Factor on the chance that the holder of a place settles a need today.
    pub(super) fn settling(&self, _place: u32) -> f64 {
        1.0
    }

    /// Share of the paid hours of the holder of a place that goes to training, mentoring and consolidation today.
    pub(super) fn training_share(&self, _place: u32) -> f64 {
        self.people.absences.training.get()
    }

    /// What tells the holder of a place from those before and after.
    pub(super) fn person(&self, place: u32) -> u64 {
        u64::from(place)
    }

    /// Whether a place is a seat for agency workers.
    pub(super) fn is_agency(&self, place: u32) -> bool {
        self.permanent_places() <= place
    }

    /// Whether the holder of a place is out in a stoppage: the same people whatever the share, and more of them the larger it is.
    pub(super) fn is_out(&self, _place: u32, _stoppage: &Stoppage) -> bool {
        false
    }
}
