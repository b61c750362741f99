//! Whoever holds a place.

use crate::random::{Key, Stream};

/// Somebody who holds a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder {
    /// How many held the place before.
    pub(super) number: u32,
    /// The day of the horizon on which the holder began; before it, for those who were there at the start.
    pub(super) joined: i32,
    /// The first day on the floor of somebody who began within the horizon. Those who were there at the start know the work.
    pub(super) floor_from: Option<u32>,
    /// When the holder goes.
    pub(super) goes: Goes,
    /// The day from which somebody newly qualified carries as much as others.
    pub(super) full_from: i32,
    /// Sick or well.
    pub(super) health: Health,
}

/// When somebody goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goes {
    /// Once so much more hazard has passed.
    AfterHazard(f64),
    /// On a day that is known: an agency worker.
    On(u32),
}

/// Sick or well.
#[derive(Clone, Copy, Debug)]
pub(super) struct Health {
    /// Spells there were, this one included.
    pub(super) spells: u32,
    /// How it is now.
    pub(super) now: Now,
}

/// How somebody is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Now {
    /// Well until so much more hazard has passed.
    Well(f64),
    /// Sick up to this day, on which the person is well again.
    SickUntil(u32),
}

/// What is drawn of a place or of its holder. Each has a stream of its own, named by the team, the place, the purpose and a number,
/// so that what one takes moves no other.
///
/// The order of these purposes is part of the digits, for it numbers them; and so is the order within a stream that is drawn from
/// more than once, which is:
///
/// - [`Draw::Start`], of a permanent place: whether its holder is newly qualified; then, of those found in post, the band of their
///   tenure and where in it they are.
/// - [`Draw::Illness`], of those found in post: whether they are sick; then when they fall ill, or how long the spell is that is under
///   way, and how much of it is left. Of a spell that begins: its rounding to whole days, then its length.
/// - [`Draw::Leave`], of a year: the rounding of the entitlement to whole days; then for each request, the longest first: the day wished
///   for, the notice, the rank. Of a request that was refused: the day wished for next, the rank.
#[derive(Clone, Copy)]
pub(super) enum Draw {
    /// Who is there at the start, and since when.
    Start,
    /// When the holder leaves.
    Leaves,
    /// What becomes of an advertisement.
    Hired,
    /// When the holder falls ill, and for how long.
    Illness,
    /// How much leave the holder is entitled to in a year, and when it is asked for.
    Leave,
    /// The place's rank in a stoppage.
    Out,
}

impl Holder {
    /// Whether the holder is in the training that comes before the floor.
    pub(super) fn is_in_training(&self, day: u32) -> bool {
        self.floor_from.is_some_and(|from| day < from)
    }

    /// Days on the floor, of those who began within the horizon and are there.
    pub(super) fn days_on_floor(&self, day: u32) -> Option<u32> {
        self.floor_from.and_then(|from| day.checked_sub(from))
    }

    /// Whether the holder is sick.
    pub(super) fn is_sick(&self) -> bool {
        matches!(self.health.now, Now::SickUntil(_))
    }
}

impl Draw {
    /// The stream of a place for this purpose and for what the number says: a holder, a day, a moment.
    pub(super) fn stream(self, key: Key, place: u32, number: u64) -> Stream {
        self.key(key, place, number).stream()
    }

    /// The key of that stream.
    pub(super) fn key(self, key: Key, place: u32, number: u64) -> Key {
        key.with(u64::from(place)).with(self as u64).with(number)
    }
}
