use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::units::Instant;

use super::register::ContactIndex;

/// Customers who will contact the centre again, earliest first; of equal moments, who decided first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orbit {
    heap: BinaryHeap<Reverse<(Instant, u64, u32)>>,
    decided: u64,
}

impl Orbit {
    pub(crate) fn clear(&mut self) {
        self.heap.clear();
        self.decided = 0;
    }

    pub(crate) fn push(&mut self, due: Instant, contact: ContactIndex) {
        self.heap.push(Reverse((due, self.decided, contact.0)));
        self.decided += 1;
    }

    pub(crate) fn pop(&mut self) -> Option<ContactIndex> {
        self.heap.pop().map(|Reverse((_, _, contact))| ContactIndex(contact))
    }

    pub(crate) fn first(&self) -> Option<Instant> {
        self.heap.peek().map(|&Reverse((due, _, _))| due)
    }
}
