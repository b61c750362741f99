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

/// Everything that is going to happen: a tournament for each kind of event, and the next page of the calendar.
#[derive(Clone, Debug)]
pub(super) struct EventList {
    agents: SlotTree,
    streams: SlotTree,
    timers: SlotTree,
    calendar: Instant,
}

impl EventList {
    pub(super) fn new(agents: usize, streams: usize) -> Self {
        let [agents, streams, timers] = [agents, streams, 16].map(SlotTree::new);
        Self { agents, streams, timers, calendar: Instant::NEVER }
    }

    pub(super) fn clear(&mut self) {
        self.trees().into_iter().for_each(SlotTree::clear);
        self.calendar = Instant::NEVER;
    }

    /// The next event and its moment; it stays in the list until it is moved or cancelled.
    #[inline]
    pub(super) fn next(&self) -> Option<(Instant, Event)> {
        let (handling_ends, arrival, wait_ends) = (self.agents.first(), self.streams.first(), self.timers.first());
        let first = handling_ends.min(arrival).min(wait_ends).min(self.calendar);
        if first == Instant::NEVER {
            return None;
        }
        let event = if handling_ends == first {
            Event::HandlingEnds(self.agents.first_slot())
        } else if arrival == first {
            Event::Arrival(self.streams.first_slot())
        } else if wait_ends == first {
            Event::WaitEnds(self.timers.first_slot())
        } else {
            Event::Calendar
        };
        Some((first, event))
    }

    #[inline]
    pub(super) fn schedule_handling(&mut self, agent: usize, at: Instant) {
        self.agents.schedule(agent, at);
    }

    #[inline]
    pub(super) fn end_handling(&mut self, agent: usize) {
        self.agents.cancel(agent);
    }

    /// Makes room for more timers where there is none for this one.
    #[inline]
    pub(super) fn schedule_wait(&mut self, timer: usize, at: Instant) {
        if timer >= self.timers.slots() {
            self.timers.resize(2 * timer);
        }
        self.timers.schedule(timer, at);
    }

    #[inline]
    pub(super) fn end_wait(&mut self, timer: usize) {
        self.timers.cancel(timer);
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

    /// Brings events that were too far ahead within reach; to be called at least once a simulated day.
    pub(super) fn advance_epoch(&mut self, now: Instant) {
        self.trees().into_iter().for_each(|tree| tree.advance_epoch(now));
    }

    /// With the agenda at its end, brings the next of the far events within reach. False if there is none.
    pub(super) fn reach_far(&mut self) -> bool {
        let mut found = false;
        for tree in self.trees() {
            if tree.all_far() {
                tree.advance_epoch(tree.first_due());
                found = true;
            }
        }
        found
    }

    fn trees(&mut self) -> [&mut SlotTree; 3] {
        [&mut self.agents, &mut self.streams, &mut self.timers]
    }
}
