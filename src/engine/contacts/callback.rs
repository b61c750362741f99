//! Customers are called back instead of waiting on the line. They keep their place in it.

use crate::engine::parts::{Keys, Work};
use crate::engine::staff::floor::{Phase, Serving};
use crate::engine::{Observer, Replication};
use crate::model::{Callback, ContactTypeIndex, TeamIndex};
use crate::units::{Instant, Ticks};

use super::contact::{Purpose, Wait};
use super::register::ContactIndex;

impl Work<'_> {
    /// When the offer is made to somebody who begins to wait now.
    #[inline]
    pub(crate) fn offers_callback_at(&self, now: Instant, of_type: ContactTypeIndex) -> Instant {
        let callback = self.plan.contact_type(of_type).callback;
        callback.map_or(Instant::NEVER, |callback| now + Ticks::from_seconds(callback.when_wait_over))
    }

    /// When the offer is made to a contact that waits already: never, if it was or there is none.
    pub(crate) fn offers_callback_to(&self, index: ContactIndex) -> Instant {
        let contact = self.contacts.get(index);
        match self.plan.contact_type(contact.contact_type).callback {
            Some(callback) if contact.wait == Wait::OnTheLine && !self.contacts.is_on_hold(index) => {
                contact.entered + Ticks::from_seconds(callback.when_wait_over)
            }
            _ => Instant::NEVER,
        }
    }

    /// Makes the offer. Whoever accepts gives the line back, and waits for the call as long as was promised.
    pub(crate) fn offer_callback(
        &mut self,
        now: Instant,
        keys: &Keys,
        index: ContactIndex,
        callback: Callback,
        observer: &mut impl Observer,
    ) {
        let contact = *self.contacts.get(index);
        let accepts = keys.of_contact(&contact, Purpose::AcceptingCallback).stream().chance(callback.accepted.get());
        self.contacts.get_mut(index).wait = if accepts { Wait::ToBeCalled } else { Wait::Declined };
        if accepts {
            self.free_lines(self.plan.contact_type(contact.contact_type));
            self.waiting.set_gives_up(index, now + Ticks::from_seconds(callback.within));
            observer.callback_accepted(now, &contact);
        }
    }

    /// Whether somebody who is to be called does not answer.
    #[inline(always)]
    pub(crate) fn is_called_in_vain(&self, keys: &Keys, index: ContactIndex) -> bool {
        self.contacts.get(index).wait == Wait::ToBeCalled && !self.would_answer(keys, index)
    }

    #[inline(never)]
    fn would_answer(&self, keys: &Keys, index: ContactIndex) -> bool {
        let contact = self.contacts.get(index);
        let callback = self.plan.contact_type(contact.contact_type).callback;
        let reached = |callback: Callback| {
            keys.of_contact(contact, Purpose::AnsweringCallback).stream().chance(callback.reached.get())
        };
        callback.is_none_or(reached)
    }
}

impl Replication<'_> {
    /// An agent who calls somebody back in vain is busy ringing; true if so. The customer gives up at that moment.
    #[inline(always)]
    pub(crate) fn rings_in_vain(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) -> bool {
        let in_vain = self.work.is_called_in_vain(&self.keys, index);
        if in_vain {
            self.ring(index, agent, observer);
        }
        in_vain
    }

    #[inline(never)]
    fn ring(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) {
        let contact_type = self.plan.contact_type(self.work.contacts.get(index).contact_type);
        let ringing = contact_type.callback.map_or(Ticks::ZERO, |callback| Ticks::from_seconds(callback.ringing));
        let team = TeamIndex(self.staff.floor.agent(agent).team);
        self.clock.events.schedule_handling(agent, self.clock.now + ringing.max(Ticks(1)));
        self.staff.floor.serve(agent, Serving { contact: index, phase: Phase::Ringing, wrap_up: Ticks::ZERO });
        observer.ringing_begins(self.clock.now, team);
    }
}
