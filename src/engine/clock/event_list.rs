use crate::units::Instant;

use super::arrival_stream::{ArrivalStream, ArrivalStreams};
use super::slot_tree::SlotTree;

/// What happens next.
///
/// At one and the same tick, handling ends before anything arrives, arrivals come before waits end,
/// then people's shifts and breaks begin and end, and the calendar moves last; within a kind, the lower number first. An agent who becomes free is
/// thus there for whoever arrives or would give up at that very tick, and what happens on the stroke
/// of an interval's end still belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// An agent's talk or wrap-up is over: that of [`EventList::agent`].
    HandlingEnds,
    /// Somebody arrives: from the arrival stream [`EventList::stream`].
    Arrival,
    /// Patience ends or a tier opens: for the contact with the timer [`EventList::timer`].
    WaitEnds,
    /// Something is due by the timetable of the person who is the agent [`EventList::person`].
    Shift,
    /// The next entry of the agenda is due.
    Calendar,
}

/// Everything that is going to happen: a tournament for each kind of event, and the next page of the calendar.
#[derive(Clone, Debug)]
pub(crate) struct EventList {
    agents: SlotTree,
    /// A slot for each arrival stream, as [`ArrivalStreams`] has them.
    arrivals: SlotTree,
    streams: ArrivalStreams,
    timers: SlotTree,
    /// Of people with shifts.
    shifts: SlotTree,
    calendar: Instant,
}

impl EventList {
    /// Of the agents, the first `with_shifts` may have some.
    pub(crate) fn new(agents: usize, with_shifts: usize, streams: ArrivalStreams) -> Self {
        let [agents, arrivals, timers, shifts] = [agents, streams.count(), 16, with_shifts].map(SlotTree::new);
        let mut list = Self { agents, arrivals, streams, timers, shifts, calendar: Instant::NEVER };
        list.see_equally_far();
        list
    }

    pub(crate) fn clear(&mut self) {
        self.trees().into_iter().for_each(SlotTree::clear);
        self.calendar = Instant::NEVER;
    }

    /// The next event and its moment; it stays in the list until it is moved or cancelled. Whom it concerns is asked apart: an
    /// event that carried a number would go through memory.
    #[inline]
    pub(crate) fn next<const SHIFTS: bool>(&self) -> Option<(Instant, Event)> {
        let (handling_ends, arrival, wait_ends) = (self.agents.first(), self.arrivals.first(), self.timers.first());
        let shift = if SHIFTS { self.shifts.first() } else { Instant::NEVER };
        let first = handling_ends.min(arrival).min(wait_ends).min(shift).min(self.calendar);
        if first == Instant::NEVER {
            return None;
        }
        let event = if handling_ends == first {
            Event::HandlingEnds
        } else if arrival == first {
            Event::Arrival
        } else if wait_ends == first {
            Event::WaitEnds
        } else if SHIFTS && shift == first {
            Event::Shift
        } else {
            Event::Calendar
        };
        Some((first, event))
    }

    /// The agent whose handling ends first.
    #[inline]
    pub(crate) fn agent(&self) -> u32 {
        self.agents.first_slot()
    }

    /// The stream from which somebody arrives first.
    #[inline(always)]
    pub(crate) fn stream(&self) -> ArrivalStream {
        self.streams.at(self.arrivals.first_slot())
    }

    /// Whom a [`Event::Shift`] that is next concerns.
    pub(crate) fn person(&self) -> u32 {
        self.shifts.first_slot()
    }

    /// The timer that ends first.
    #[inline]
    pub(crate) fn timer(&self) -> usize {
        self.timers.first_slot() as usize
    }

    #[inline]
    pub(crate) fn schedule_handling(&mut self, agent: u32, at: Instant) {
        self.agents.schedule(agent as usize, at);
    }

    /// When the present event of a busy agent comes.
    pub(crate) fn handling_ends(&self, agent: u32) -> Instant {
        self.agents.due(agent as usize)
    }

    #[inline]
    pub(crate) fn end_handling(&mut self, agent: u32) {
        self.agents.cancel(agent as usize);
    }

    #[inline]
    pub(crate) fn schedule_wait(&mut self, timer: usize, at: Instant) {
        if timer >= self.timers.slots() {
            self.make_timers(timer);
        }
        self.timers.schedule(timer, at);
    }

    #[inline]
    pub(crate) fn end_wait(&mut self, timer: usize) {
        self.timers.cancel(timer);
    }

    /// When the next of a stream arrives; nobody, if `at` is `None`.
    #[inline(always)]
    pub(crate) fn await_arrival(&mut self, stream: ArrivalStream, at: Option<Instant>) {
        let slot = self.streams.slot(stream);
        match at {
            Some(at) => self.arrivals.schedule(slot, at),
            None => self.arrivals.cancel(slot),
        }
    }

    pub(crate) fn schedule_shift(&mut self, agent: u32, at: Instant) {
        self.shifts.schedule(agent as usize, at);
    }

    /// When something is due by the timetable of a person.
    pub(crate) fn shift_due(&self, agent: u32) -> Instant {
        self.shifts.due(agent as usize)
    }

    pub(crate) fn end_shift(&mut self, agent: u32) {
        self.shifts.cancel(agent as usize);
    }

    pub(crate) fn schedule_calendar(&mut self, at: Instant) {
        self.calendar = at;
    }

    pub(crate) fn end_calendar(&mut self) {
        self.calendar = Instant::NEVER;
    }

    /// Brings events that were too far ahead within reach; to be called at least once a simulated day.
    pub(crate) fn advance_epoch(&mut self, now: Instant) {
        self.trees().into_iter().for_each(|tree| tree.advance_epoch(now));
    }

    /// With nothing more within reach, brings the next of the far events there. False if there is none.
    pub(crate) fn reach_far(&mut self) -> bool {
        let due = self.trees().map(|tree| tree.first_due()).into_iter().min();
        let next = due.filter(|&due| due != Instant::NEVER);
        next.into_iter().for_each(|due| self.advance_epoch(due));
        next.is_some()
    }

    #[cold]
    fn make_timers(&mut self, timer: usize) {
        self.timers.resize(2 * timer);
        self.see_equally_far();
    }

    /// What one tree cannot see yet, no tree may see: or a near event of one would come before an earlier, far one of
    /// another.
    fn see_equally_far(&mut self) {
        let window = self.trees().map(|tree| tree.widest_window()).into_iter().min().unwrap_or(0);
        self.trees().into_iter().for_each(|tree| tree.set_window(window));
    }

    fn trees(&mut self) -> [&mut SlotTree; 4] {
        [&mut self.agents, &mut self.arrivals, &mut self.timers, &mut self.shifts]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_events_of_different_kinds_come_in_order() {
        let mut events = EventList::new(64, 0, ArrivalStreams::new(1, 0));
        let (earlier, later) = (Instant(1 << 59), Instant((1 << 59) + 1));
        events.schedule_handling(5, earlier);
        events.schedule_wait(3, later);
        events.schedule_wait(100, Instant(later.0 + 1));
        let mut order = Vec::new();
        loop {
            match events.next::<false>() {
                Some((_, Event::HandlingEnds)) => {
                    order.push(events.agent() as usize);
                    events.end_handling(events.agent());
                }
                Some((_, Event::WaitEnds)) => {
                    order.push(events.timer());
                    events.end_wait(events.timer());
                }
                Some(_) => unreachable!("nothing else was scheduled"),
                None if events.reach_far() => (),
                None => break,
            }
        }
        assert_eq!(order, [5, 3, 100]);
    }
}
