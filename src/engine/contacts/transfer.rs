use crate::model::{ContactTypeIndex, Transfer};
use crate::units::Ticks;

use super::contact::{Purpose, Wait};
use super::register::ContactIndex;
use crate::engine::clock::calendar::Doors;
use crate::engine::staff::floor::{Phase, Serving};
use crate::engine::{Contact, Observer, Origin, Replication};

/// Answered contacts are passed on to others.
impl Replication<'_> {
    /// How this contact is passed on, if it is one of those.
    pub(crate) fn transfer_of(&self, contact: &Contact) -> Option<Transfer> {
        let transfer = self.contact_type(contact.contact_type).transfer?;
        self.key_of(contact, Purpose::PassingOn).stream().chance(transfer.share.get()).then_some(transfer)
    }

    /// When the talk ends and a wrap-up is to come, a contact may be passed on at once: the agent then wraps up alone.
    #[inline(never)]
    pub(crate) fn pass_on_after_talk(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) {
        let Some(transfer) = self.transfer_of(self.contacts.get(index)) else { return };
        self.floor.serve(agent, Serving { contact: index, phase: Phase::PassedOn, wrap_up: Ticks::ZERO });
        self.pass_on(index, transfer, observer);
        self.go_home_when_served(observer);
    }

    /// The contact goes on as another type: its talk there is drawn anew, and so is its patience; whether its need is
    /// settled is for whoever answers it there.
    pub(crate) fn pass_on(&mut self, index: ContactIndex, transfer: Transfer, observer: &mut impl Observer) {
        let contact = *self.contacts.get(index);
        let passed = Contact {
            contact_type: transfer.to,
            origin: Origin::Transfer,
            wait: Wait::OnTheLine,
            earlier_attempts: contact.earlier_attempts + 1,
            failed_in_a_row: 0,
            interval: self.interval,
            entered: self.now,
            ..contact
        };
        *self.contacts.get_mut(index) = self.with_new_need(passed, Purpose::Arriving);
        if self.doors == Doors::Closed && self.plan.is_customer(transfer.to) {
            return self.find_nobody_there(index, transfer.to, observer);
        }
        let patience = self.patience_of(index);
        self.offer::<true>(index, transfer.to, patience, observer);
        if !transfer.second_wait {
            self.waiting.move_to_head(index, transfer.to.0 as usize);
        }
    }

    /// After closing, those to whom it is passed on have gone home: the customer is sent away, though a message may be left.
    fn find_nobody_there(&mut self, index: ContactIndex, of_type: ContactTypeIndex, observer: &mut impl Observer) {
        let contact = self.contacts.get(index);
        observer.offered(self.now, contact);
        observer.turned_away(self.now, contact);
        self.try_again(index, self.contact_type(of_type).after_turned_away.as_ref(), observer);
    }
}
