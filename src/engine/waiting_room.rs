use crate::model::ContactTypeIndex;
use crate::units::Instant;

use super::Contact;

const NOBODY: u32 = u32::MAX;

/// Contacts that wait: one line per contact type, in order of arrival, woven through one arena.
#[derive(Clone, Debug)]
pub(super) struct WaitingRoom {
    places: Vec<Place>,
    free: Vec<u32>,
    lines: Vec<Line>,
    /// One bit per contact type: whether anybody waits.
    occupied: Vec<u64>,
    /// The place of each timer in use.
    place_of_timer: Vec<u32>,
    free_timers: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    first: u32,
    last: u32,
    length: u32,
}

const EMPTY_LINE: Line = Line { first: NOBODY, last: NOBODY, length: 0 };

/// A contact in the waiting room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) contact: Contact,
    /// When it gives up.
    pub(super) gives_up: Instant,
    timer: Option<u32>,
    before: u32,
    behind: u32,
}

impl WaitingRoom {
    pub(super) fn new(contact_types: usize) -> Self {
        Self {
            places: Vec::new(),
            free: Vec::new(),
            lines: vec![EMPTY_LINE; contact_types],
            occupied: vec![0; contact_types.div_ceil(64)],
            place_of_timer: Vec::new(),
            free_timers: Vec::new(),
        }
    }

    /// Empties the room; it keeps its size.
    pub(super) fn clear(&mut self) {
        self.free.clear();
        self.free.extend((0..self.places.len() as u32).rev());
        self.free_timers.clear();
        self.free_timers.extend((0..self.place_of_timer.len() as u32).rev());
        self.lines.fill(EMPTY_LINE);
        self.occupied.fill(0);
    }

    /// Joins the end of its line.
    #[inline]
    pub(super) fn join(&mut self, contact: Contact, gives_up: Instant) -> u32 {
        let of_type = contact.contact_type.0 as usize;
        let line = &mut self.lines[of_type];
        let place = Place { contact, gives_up, timer: None, before: line.last, behind: NOBODY };
        let index = match self.free.pop() {
            Some(index) => {
                self.places[index as usize] = place;
                index
            }
            None => {
                self.places.push(place);
                self.places.len() as u32 - 1
            }
        };
        match line.last {
            NOBODY => {
                line.first = index;
                self.occupied[of_type / 64] |= 1 << (of_type % 64);
            }
            last => self.places[last as usize].behind = index,
        }
        line.last = index;
        line.length += 1;
        index
    }

    /// Leaves, wherever in the line, and gives its timer back.
    #[inline]
    pub(super) fn leave(&mut self, index: u32) -> (Contact, Option<u32>) {
        let Place { contact, timer, before, behind, .. } = self.places[index as usize];
        let of_type = contact.contact_type.0 as usize;
        match behind {
            NOBODY => self.lines[of_type].last = before,
            behind => self.places[behind as usize].before = before,
        }
        if before == NOBODY {
            self.lines[of_type].first = behind;
            if behind == NOBODY {
                self.occupied[of_type / 64] &= !(1 << (of_type % 64));
            }
        } else {
            self.places[before as usize].behind = behind;
        }
        self.lines[of_type].length -= 1;
        self.free.push(index);
        if let Some(timer) = timer {
            self.free_timers.push(timer);
        }
        (contact, timer)
    }

    /// A timer for the contact at `index`. The caller makes sure that there is an event slot for it.
    #[inline]
    pub(super) fn take_timer(&mut self, index: u32) -> usize {
        let timer = match self.free_timers.pop() {
            Some(timer) => {
                self.place_of_timer[timer as usize] = index;
                timer
            }
            None => {
                self.place_of_timer.push(index);
                self.place_of_timer.len() as u32 - 1
            }
        };
        self.places[index as usize].timer = Some(timer);
        timer as usize
    }

    #[inline]
    pub(super) fn with_timer(&self, timer: usize) -> u32 {
        self.place_of_timer[timer]
    }

    #[inline]
    pub(super) fn place(&self, index: u32) -> &Place {
        &self.places[index as usize]
    }

    #[inline]
    pub(super) fn length(&self, contact_type: ContactTypeIndex) -> u32 {
        self.lines[contact_type.0 as usize].length
    }

    /// The first in the line of a contact type, and when it arrived.
    #[inline]
    pub(super) fn first(&self, contact_type: usize) -> Option<(Instant, u32)> {
        let first = self.lines[contact_type].first;
        (first != NOBODY).then(|| (self.places[first as usize].contact.entered, first))
    }

    /// One bit per contact type, 64 to a word: whether anybody waits.
    #[inline]
    pub(super) fn occupied(&self) -> &[u64] {
        &self.occupied
    }
}
