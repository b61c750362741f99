use crate::engine::{Customers, Need};
use crate::units::Instant;

use super::watch::Watch;

/// Customers who stay away once the run is asked to stop: a long replication, which is then not counted,
/// comes to its end soon.
pub(crate) struct UntilStopped<'a, C> {
    customers: C,
    arrivals: u32,
    pub(crate) stopped: bool,
    watch: &'a dyn Watch,
}

impl<'a, C> UntilStopped<'a, C> {
    pub(crate) fn new(customers: C, watch: &'a dyn Watch) -> Self {
        Self { customers, arrivals: 0, stopped: false, watch }
    }
}

/// Arrivals after which to ask anew whether to stop.
const ARRIVALS_BETWEEN_LOOKS: u32 = 1 << 14;

impl<C: Customers> Customers for UntilStopped<'_, C> {
    #[inline]
    fn next_arrival(&mut self, contact_type: usize) -> Option<Instant> {
        self.arrivals = self.arrivals.wrapping_add(1);
        if self.arrivals.is_multiple_of(ARRIVALS_BETWEEN_LOOKS) {
            self.stopped |= self.watch.stop();
        }
        if self.stopped { None } else { self.customers.next_arrival(contact_type) }
    }

    #[inline]
    fn need(&mut self, contact_type: usize) -> Need {
        self.customers.need(contact_type)
    }
}
