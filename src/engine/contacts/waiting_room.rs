use crate::units::Instant;

use super::register::ContactIndex;
use crate::engine::line::{Line, Member, Neighbours};

const NO_TIMER: u32 = u32::MAX;

/// Contacts that wait: one line per contact type, in order of arrival, woven through what is known of the contacts.
#[derive(Clone, Debug)]
pub(crate) struct WaitingRoom {
    /// By contact; only those of contacts that wait say anything.
    waiters: Vec<Waiter>,
    lines: Vec<WaitingLine>,
    /// In all lines.
    waiting: u32,
    /// One bit per contact type: whether anybody waits.
    occupied: Vec<u64>,
    /// The contact of each timer in use.
    contact_of_timer: Vec<ContactIndex>,
    free_timers: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct WaitingLine {
    line: Line,
    length: u32,
}

const EMPTY_LINE: WaitingLine = WaitingLine { line: Line::EMPTY, length: 0 };

/// What is known of a contact while it waits.
#[derive(Clone, Copy, Debug)]
struct Waiter {
    entered: Instant,
    gives_up: Instant,
    timer: u32,
    neighbours: Neighbours,
}

impl Member for Waiter {
    #[inline(always)]
    fn neighbours(&self) -> &Neighbours {
        &self.neighbours
    }

    #[inline(always)]
    fn neighbours_mut(&mut self) -> &mut Neighbours {
        &mut self.neighbours
    }
}

const NOBODY: Waiter =
    Waiter { entered: Instant::ZERO, gives_up: Instant::NEVER, timer: NO_TIMER, neighbours: Neighbours::NONE };

impl WaitingRoom {
    pub(crate) fn new(contact_types: usize) -> Self {
        Self {
            waiters: Vec::new(),
            lines: vec![EMPTY_LINE; contact_types],
            waiting: 0,
            occupied: vec![0; contact_types.div_ceil(64)],
            contact_of_timer: Vec::new(),
            free_timers: Vec::new(),
        }
    }

    /// Empties the room; it keeps its size.
    pub(crate) fn clear(&mut self) {
        self.free_timers.clear();
        self.free_timers.extend((0..self.contact_of_timer.len() as u32).rev());
        self.lines.fill(EMPTY_LINE);
        self.waiting = 0;
        self.occupied.fill(0);
    }

    /// Joins the end of its line.
    #[inline(always)]
    pub(crate) fn join(&mut self, contact: ContactIndex, of_type: usize, entered: Instant, gives_up: Instant) {
        let index = contact.0 as usize;
        if index >= self.waiters.len() {
            self.waiters.resize(2 * index + 64, NOBODY);
        }
        let waiter = &mut self.waiters[index];
        (waiter.entered, waiter.gives_up, waiter.timer) = (entered, gives_up, NO_TIMER);
        let WaitingLine { line, length } = &mut self.lines[of_type];
        *length += 1;
        self.waiting += 1;
        if line.join(&mut self.waiters, contact.0) {
            self.occupied[of_type / 64] |= 1 << (of_type % 64);
        }
    }

    /// Joins its line behind those of its head that `goes_before`, as somebody who has waited since `entered`. It never gives up.
    pub(crate) fn join_behind(
        &mut self,
        contact: ContactIndex,
        of_type: usize,
        entered: Instant,
        goes_before: impl Fn(ContactIndex) -> bool,
    ) {
        let line = self.lines[of_type].line;
        let other = line.iter(&self.waiters).take_while(|&other| goes_before(ContactIndex(other))).last();
        self.join(contact, of_type, entered, Instant::NEVER);
        let (WaitingLine { line, .. }, waiters) = (&mut self.lines[of_type], &mut self.waiters);
        line.leave(waiters, contact.0);
        line.join_behind(waiters, contact.0, other);
        // Whoever looks at those who have waited so long finds them at the head.
        if let Some(next) = waiters[contact.0 as usize].neighbours.behind() {
            waiters[contact.0 as usize].entered = entered.min(waiters[next as usize].entered);
        }
    }

    /// The first of a line whom `finds` is true of.
    pub(crate) fn find(&self, of_type: usize, finds: impl Fn(ContactIndex) -> bool) -> Option<ContactIndex> {
        self.lines[of_type].line.iter(&self.waiters).map(ContactIndex).find(|&contact| finds(contact))
    }

    /// Leaves, wherever in the line, and gives the timer back.
    #[inline(always)]
    pub(crate) fn leave(&mut self, contact: ContactIndex, of_type: usize) -> Option<usize> {
        let timer = self.waiters[contact.0 as usize].timer;
        let WaitingLine { line, length } = &mut self.lines[of_type];
        *length -= 1;
        self.waiting -= 1;
        if line.leave(&mut self.waiters, contact.0) {
            self.occupied[of_type / 64] &= !(1 << (of_type % 64));
        }
        if timer == NO_TIMER {
            return None;
        }
        self.free_timers.push(timer);
        Some(timer as usize)
    }

    /// A timer for a contact that waits.
    #[inline]
    pub(crate) fn take_timer(&mut self, contact: ContactIndex) -> usize {
        let timer = match self.free_timers.pop() {
            Some(timer) => {
                self.contact_of_timer[timer as usize] = contact;
                timer
            }
            None => self.make_timer(contact),
        };
        self.waiters[contact.0 as usize].timer = timer;
        timer as usize
    }

    #[inline]
    pub(crate) fn with_timer(&self, timer: usize) -> ContactIndex {
        self.contact_of_timer[timer]
    }

    /// When the patience of a contact that waits is at its end.
    #[inline]
    pub(crate) fn gives_up(&self, contact: ContactIndex) -> Instant {
        self.waiters[contact.0 as usize].gives_up
    }

    /// A contact that waits will do so until then.
    pub(crate) fn set_gives_up(&mut self, contact: ContactIndex, gives_up: Instant) {
        self.waiters[contact.0 as usize].gives_up = gives_up;
    }

    /// Puts the last of a line at its head, if that is this contact. It counts as having waited as long as the one it
    /// overtakes: or nobody would look past it at those who have.
    pub(crate) fn move_to_head(&mut self, contact: ContactIndex, of_type: usize) {
        if let Some(first) = self.lines[of_type].line.move_to_head(&mut self.waiters, contact.0) {
            self.waiters[contact.0 as usize].entered = self.waiters[first as usize].entered;
        }
    }

    #[inline]
    pub(crate) fn length(&self, of_type: usize) -> u32 {
        self.lines[of_type].length
    }

    /// Those at the head of a line who have been waiting since `latest` or longer.
    pub(crate) fn length_since(&self, of_type: usize, latest: Instant) -> u32 {
        let line = self.lines[of_type].line.iter(&self.waiters);
        line.take_while(|&contact| self.waiters[contact as usize].entered <= latest).count() as u32
    }

    /// The first in the line of a contact type, and since when that place has been waited in.
    #[inline]
    pub(crate) fn first(&self, of_type: usize) -> Option<(Instant, ContactIndex)> {
        let first = self.lines[of_type].line.first()?;
        Some((self.waiters[first as usize].entered, ContactIndex(first)))
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting == 0
    }

    /// One bit per contact type, 64 to a word: whether anybody waits.
    #[inline]
    pub(crate) fn occupied(&self) -> &[u64] {
        &self.occupied
    }

    #[cold]
    fn make_timer(&mut self, contact: ContactIndex) -> u32 {
        self.contact_of_timer.push(contact);
        // Room for all timers, so that giving one back never allocates.
        self.free_timers.reserve(self.contact_of_timer.capacity());
        self.contact_of_timer.len() as u32 - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_put_at_the_head_hides_nobody_who_has_waited_longer() {
        let mut room = WaitingRoom::new(1);
        for (contact, entered) in [(0, 5), (1, 9)] {
            room.join(ContactIndex(contact), 0, Instant(entered), Instant::NEVER);
        }
        room.move_to_head(ContactIndex(1), 0);
        assert_eq!(room.first(0), Some((Instant(5), ContactIndex(1))));
        room.leave(ContactIndex(1), 0);
        assert_eq!(room.first(0), Some((Instant(5), ContactIndex(0))));
    }
}
