use crate::units::Instant;

use super::slot_tree::SlotTree;

/// What happens next.
///
/// At one and the same tick, handling ends before anything arrives, arrivals come before waits end,
/// and the calendar moves last; within a kind, the lower number first. An agent who becomes free is
/// thus there for whoever arrives or would give up at that very tick, and what happens on the stroke
/// of an interval's end still belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// An agent's talk or wrap-up is over.
    HandlingEnds(usize),
    /// Somebody arrives: from this arrival stream.
    Arrival(usize),
    /// Patience ends or a tier opens: for the contact with this timer.
    WaitEnds(usize),
    /// The next entry of the agenda is due.
    Calendar,
}

/// Everything that is going to happen.
#[derive(Clone, Debug)]
pub(super) struct EventList {
    /// Agents' handling first, then the timers of waiting contacts.
    floor: SlotTree,
    streams: SlotTree,
    calendar: Instant,
    agents: usize,
}

impl EventList {
    pub(super) fn new(agents: usize, streams: usize) -> Self {
        let floor = SlotTree::new(agents + 64 + agents / 8);
        Self { floor, streams: SlotTree::new(streams), calendar: Instant::NEVER, agents }
    }

    pub(super) fn clear(&mut self) {
        self.floor.clear();
        self.streams.clear();
        self.calendar = Instant::NEVER;
    }

    /// The next event and its moment; it stays in the list until it is moved or cancelled.
    #[inline]
    pub(super) fn next(&self) -> Option<(Instant, Event)> {
        let (floor_at, slot) = self.floor.first();
        let (stream_at, stream) = self.streams.first();
        let is_handling = slot < self.agents;
        let floor_first = floor_at < stream_at || (floor_at == stream_at && is_handling);
        let first = if floor_first { floor_at } else { stream_at };
        if self.calendar < first {
            return Some((self.calendar, Event::Calendar));
        }
        if first == Instant::NEVER {
            return None;
        }
        Some(match (floor_first, is_handling) {
            (false, _) => (first, Event::Arrival(stream)),
            (true, true) => (first, Event::HandlingEnds(slot)),
            (true, false) => (first, Event::WaitEnds(slot - self.agents)),
        })
    }

    #[inline]
    pub(super) fn schedule_handling(&mut self, agent: usize, at: Instant) {
        self.floor.schedule(agent, at);
    }

    #[inline]
    pub(super) fn end_handling(&mut self, agent: usize) {
        self.floor.cancel(agent);
    }

    #[inline]
    pub(super) fn schedule_wait(&mut self, timer: usize, at: Instant) {
        self.floor.schedule(self.agents + timer, at);
    }

    #[inline]
    pub(super) fn end_wait(&mut self, timer: usize) {
        self.floor.cancel(self.agents + timer);
    }

    #[inline]
    pub(super) fn schedule_arrival(&mut self, stream: usize, at: Instant) {
        self.streams.schedule(stream, at);
    }

    pub(super) fn end_arrivals(&mut self, stream: usize) {
        self.streams.cancel(stream);
    }

    pub(super) fn schedule_calendar(&mut self, at: Instant) {
        self.calendar = at;
    }

    pub(super) fn end_calendar(&mut self) {
        self.calendar = Instant::NEVER;
    }

    /// Timers there is room for.
    pub(super) fn timers(&self) -> usize {
        self.floor.slots() - self.agents
    }

    /// Makes room for more timers.
    pub(super) fn grow_timers(&mut self) {
        self.floor.resize(2 * self.floor.slots());
    }

    /// Brings events that were too far ahead within reach; to be called at least once a simulated day.
    pub(super) fn advance_epoch(&mut self, now: Instant) {
        self.floor.advance_epoch(now);
        self.streams.advance_epoch(now);
    }

    /// With the agenda at its end, brings the next of the far events within reach. False if there is none.
    pub(super) fn reach_far(&mut self) -> bool {
        let mut found = false;
        for tree in [&mut self.floor, &mut self.streams] {
            if tree.all_far() {
                tree.advance_epoch(tree.first_due());
                found = true;
            }
        }
        found
    }
}
