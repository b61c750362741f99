use crate::model::{Callback, ContactTypeIndex, TeamIndex};
use crate::units::{Instant, Ticks};

use super::contact::{Purpose, Wait};
use super::contacts::ContactIndex;
use super::floor::{Phase, Serving};
use super::{Observer, Replication};

/// Customers are called back instead of waiting on the line. They keep their place in it.
impl Replication<'_> {
    /// When the offer is made to somebody who begins to wait now.
    #[inline]
    pub(super) fn offers_callback_at(&self, of_type: ContactTypeIndex) -> Instant {
        let callback = self.contact_type(of_type).callback;
        callback.map_or(Instant::NEVER, |callback| self.now + Ticks::from_seconds(callback.when_wait_over))
    }

    /// When the offer is made to a contact that waits already: never, if it was or there is none.
    pub(super) fn offers_callback_to(&self, index: ContactIndex) -> Instant {
        let contact = self.contacts.get(index);
        match self.contact_type(contact.contact_type).callback {
            Some(callback) if contact.wait == Wait::OnTheLine => {
                contact.entered + Ticks::from_seconds(callback.when_wait_over)
            }
            _ => Instant::NEVER,
        }
    }

    /// Makes the offer. Whoever accepts gives the line back, and waits for the call as long as was promised.
    pub(super) fn offer_callback(&mut self, index: ContactIndex, callback: Callback, observer: &mut impl Observer) {
        let contact = *self.contacts.get(index);
        let accepts = self.key_of(&contact, Purpose::AcceptingCallback).stream().chance(callback.accepted.get());
        self.contacts.get_mut(index).wait = if accepts { Wait::ToBeCalled } else { Wait::Declined };
        if accepts {
            self.free_lines(self.contact_type(contact.contact_type));
            self.waiting.set_gives_up(index, self.now + Ticks::from_seconds(callback.within));
            observer.callback_accepted(self.now, &contact);
        }
    }

    /// An agent who calls somebody back in vain is busy ringing; true if so. The customer gives up at that moment.
    #[inline(always)]
    pub(super) fn rings_in_vain(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) -> bool {
        self.contacts.get(index).wait == Wait::ToBeCalled && self.ring(index, agent, observer)
    }

    #[inline(never)]
    fn ring(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) -> bool {
        let contact = self.contacts.get(index);
        let Some(callback) = self.contact_type(contact.contact_type).callback else { return false };
        if self.key_of(contact, Purpose::AnsweringCallback).stream().chance(callback.reached.get()) {
            return false;
        }
        let team = TeamIndex(self.floor.agent(agent).team);
        self.events.schedule_handling(agent as usize, self.now + Ticks::from_seconds(callback.ringing).max(Ticks(1)));
        self.floor.serve(agent, Serving { contact: index, phase: Phase::Ringing, wrap_up: Ticks::ZERO });
        observer.ringing_begins(self.now, team);
        true
    }
}
