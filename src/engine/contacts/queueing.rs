//! Contacts wait, until they are answered, give up, or a tier opens.

use crate::engine::parts::{Clock, Work};
use crate::engine::{Contact, Observer, Replication};
use crate::model::ContactTypeIndex;
use crate::units::{Instant, Ticks};

use super::contact::Wait;
use super::register::ContactIndex;

impl Work<'_> {
    #[inline]
    pub(crate) fn wait<const RICH: bool>(
        &mut self,
        clock: &mut Clock,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        patience: Option<Ticks>,
        observer: &mut impl Observer,
    ) {
        let gives_up = patience.map_or(Instant::NEVER, |patience| clock.now + patience);
        let tiers = &self.plan.route(of_type).tiers;
        let open = tiers.partition_point(|tier| tier.after == Ticks::ZERO);
        let mut wakes = tiers.get(open).map_or(gives_up, |tier| gives_up.min(clock.now + tier.after));
        if RICH {
            wakes = wakes.min(self.offers_callback_at(clock.now, of_type));
        }
        self.waiting.join(index, of_type.0 as usize, clock.now, gives_up);
        if wakes != Instant::NEVER {
            let timer = self.waiting.take_timer(index);
            clock.events.schedule_wait(timer, wakes);
        }
        self.customers_waiting += u32::from(self.plan.is_customer(of_type));
        observer.queued(clock.now, self.contacts.get(index), self.waiting.length(of_type.0 as usize));
    }

    /// Takes a contact out of its line and its timer out of the event list.
    #[inline(always)]
    pub(crate) fn stop_waiting(
        &mut self,
        clock: &mut Clock,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        observer: &mut impl Observer,
    ) {
        if let Some(timer) = self.waiting.leave(index, of_type.0 as usize) {
            clock.events.end_wait(timer);
        }
        self.customers_waiting -= u32::from(self.plan.is_customer(of_type));
        observer.dequeued(clock.now, of_type, self.waiting.length(of_type.0 as usize));
    }

    /// Those still waiting when everything ends.
    pub(crate) fn leave_unfinished(&mut self, clock: &mut Clock, observer: &mut impl Observer) {
        for of_type in crate::engine::parts::contact_types(self.plan) {
            while let Some((_, contact)) = self.waiting.first(of_type.0 as usize) {
                self.stop_waiting(clock, contact, of_type, observer);
                // Whoever is on hold was answered.
                if !self.contacts.is_on_hold(contact) {
                    observer.unfinished(clock.now, self.contacts.get(contact));
                }
                self.contacts.dismiss(contact);
            }
        }
    }
}

impl Replication<'_> {
    /// Patience is at its end, or a tier opens, or a callback is to be offered. A contact that gives up at the tick at which a tier
    /// opens has given up.
    pub(crate) fn end_wait<const RICH: bool>(&mut self, timer: usize, observer: &mut impl Observer) {
        let index = self.work.waiting.with_timer(timer);
        let gives_up = self.work.waiting.gives_up(index);
        let &Contact { contact_type, entered, .. } = self.work.contacts.get(index);
        if gives_up <= self.clock.now {
            self.work.stop_waiting(&mut self.clock, index, contact_type, observer);
            self.give_up::<RICH>(index, contact_type, observer);
            return self.go_home_when_served(observer);
        }
        let waited = self.clock.now.since(entered);
        if RICH
            && self.work.offers_callback_to(index) <= self.clock.now
            && let Some(callback) = self.plan.contact_type(contact_type).callback
        {
            self.work.offer_callback(self.clock.now, &self.keys, index, callback, observer);
        }
        // Whoever accepted waits until the promise is broken, and no longer as long as patience lasted.
        let gives_up = self.work.waiting.gives_up(index);
        if let Some(agent) = self.find_agent(index, self.plan.route(contact_type), waited) {
            self.work.stop_waiting(&mut self.clock, index, contact_type, observer);
            self.answer_by_idle::<RICH>(index, agent, observer);
            return self.go_home_when_served(observer);
        }
        if RICH && let Some(agent) = self.agent_with_room(contact_type, waited) {
            self.take_beside(index, contact_type, agent, observer);
            return self.go_home_when_served(observer);
        }
        let tiers = &self.plan.route(contact_type).tiers;
        let open = tiers.partition_point(|tier| tier.after <= waited);
        let opens = tiers.get(open).map_or(Instant::NEVER, |tier| entered + tier.after);
        match opens.min(gives_up).min(self.work.offers_callback_to(index)) {
            Instant::NEVER => self.clock.events.end_wait(timer),
            wakes => self.clock.events.schedule_wait(timer, wakes),
        }
        if RICH && self.plan.route(contact_type).recalls {
            self.recall_agents(observer);
            self.go_home_when_served(observer);
        }
    }

    /// The observer hears of it while the contact still holds its lines; they are free before the customer decides to try again.
    #[inline]
    pub(crate) fn give_up<const RICH: bool>(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        observer: &mut impl Observer,
    ) {
        observer.abandoned(self.clock.now, self.work.contacts.get(index));
        let contact_type = self.plan.contact_type(of_type);
        if !RICH || self.work.contacts.get(index).wait != Wait::ToBeCalled {
            self.work.free_lines(contact_type);
        }
        self.work.try_again(&mut self.clock, &self.keys, index, contact_type.after_abandoning.as_ref(), observer);
    }
}
