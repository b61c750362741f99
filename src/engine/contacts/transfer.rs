//! Answered contacts are passed on to others.

use crate::model::{ContactTypeIndex, Transfer};
use crate::units::Ticks;

use super::contact::{Purpose, Wait};
use super::register::ContactIndex;
use crate::engine::clock::doors::Doors;
use crate::engine::parts::{Keys, Work};
use crate::engine::staff::floor::{Phase, Serving};
use crate::engine::{Contact, Observer, Origin, Replication};

impl Work<'_> {
    /// How this contact is passed on, if it is one of those.
    pub(crate) fn transfer_of(&self, keys: &Keys, contact: &Contact) -> Option<Transfer> {
        let transfer = self.plan.contact_type(contact.contact_type).transfer?;
        keys.of_contact(contact, Purpose::PassingOn).stream().chance(transfer.share.get()).then_some(transfer)
    }
}

impl Replication<'_> {
    /// When the talk ends and a wrap-up is to come, a contact may be passed on at once: the agent then wraps up alone.
    #[inline(never)]
    pub(crate) fn pass_on_after_talk(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) {
        let Some(transfer) = self.work.transfer_of(&self.keys, self.work.contacts.get(index)) else { return };
        self.staff.floor.serve(agent, Serving { contact: index, phase: Phase::PassedOn, wrap_up: Ticks::ZERO });
        self.pass_on(index, transfer, observer);
        self.go_home_when_served(observer);
    }

    /// The contact goes on as another type: its talk there is drawn anew, and so is its patience; whether its need is
    /// settled is for whoever answers it there.
    pub(crate) fn pass_on(&mut self, index: ContactIndex, transfer: Transfer, observer: &mut impl Observer) {
        let contact = *self.work.contacts.get(index);
        let passed = Contact {
            contact_type: transfer.to,
            origin: Origin::Transfer,
            wait: Wait::OnTheLine,
            earlier_attempts: contact.earlier_attempts + 1,
            failed_in_a_row: 0,
            interval: self.clock.interval,
            entered: self.clock.now,
            ..contact
        };
        *self.work.contacts.get_mut(index) = self.work.draw_need(&self.keys, passed, Purpose::Arriving);
        if self.clock.doors == Doors::Closed && self.plan.is_customer(transfer.to) {
            return self.find_nobody_there(index, transfer.to, observer);
        }
        // Offered as if it had just arrived: whether it finds somebody idle does not depend on how long it waited before.
        let patience = self.work.draw_patience(&self.keys, index);
        self.offer::<true>(index, transfer.to, patience, observer);
        if !transfer.second_wait {
            self.work.waiting.move_to_head(index, transfer.to.0 as usize);
        }
    }

    /// After closing, those to whom it is passed on have gone home: the customer is sent away, though a message may be left.
    fn find_nobody_there(&mut self, index: ContactIndex, of_type: ContactTypeIndex, observer: &mut impl Observer) {
        let contact = self.work.contacts.get(index);
        observer.offered(self.clock.now, contact);
        observer.turned_away(self.clock.now, contact);
        self.work.try_again(
            &mut self.clock,
            &self.keys,
            index,
            self.plan.contact_type(of_type).after_turned_away.as_ref(),
            observer,
        );
    }
}
