use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::units::Instant;

use super::Contact;

/// Customers who will contact the centre again, earliest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Orbit {
    heap: BinaryHeap<Later>,
    entered: u64,
}

/// A contact to come. Equal moments are ordered by who decided first.
#[derive(Clone, Copy, Debug)]
struct Later {
    contact: Contact,
    order: u64,
}

impl Orbit {
    pub(super) fn clear(&mut self) {
        self.heap.clear();
        self.entered = 0;
    }

    /// Adds a contact that will arrive when it says it entered.
    pub(super) fn push(&mut self, contact: Contact) {
        self.heap.push(Later { contact, order: self.entered });
        self.entered += 1;
    }

    pub(super) fn pop(&mut self) -> Option<Contact> {
        self.heap.pop().map(|later| later.contact)
    }

    pub(super) fn first(&self) -> Option<Instant> {
        self.heap.peek().map(|later| later.contact.entered)
    }
}

impl Later {
    fn key(&self) -> (Instant, u64) {
        (self.contact.entered, self.order)
    }
}

impl Ord for Later {
    /// The heap's greatest is the earliest.
    fn cmp(&self, other: &Self) -> Ordering {
        other.key().cmp(&self.key())
    }
}

impl PartialOrd for Later {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Later {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Later {}
