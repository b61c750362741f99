use crate::engine::{CaseNeed, Customers, Need};
use crate::model::{CaseKindIndex, ContactTypeIndex};
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

impl<C> UntilStopped<'_, C> {
    /// Whether nobody comes any more. Now and then it is asked for: to ask takes longer than an arrival.
    #[inline]
    fn stops(&mut self) -> bool {
        self.arrivals = self.arrivals.wrapping_add(1);
        if self.arrivals.is_multiple_of(ARRIVALS_BETWEEN_LOOKS) {
            self.stopped |= self.watch.stop();
        }
        self.stopped
    }
}

impl<C: Customers> Customers for UntilStopped<'_, C> {
    #[inline]
    fn next_contact(&mut self, of_type: ContactTypeIndex) -> Option<Instant> {
        if self.stops() { None } else { self.customers.next_contact(of_type) }
    }

    #[inline]
    fn need(&mut self, of_type: ContactTypeIndex) -> Need {
        self.customers.need(of_type)
    }

    fn next_case(&mut self, kind: CaseKindIndex) -> Option<Instant> {
        if self.stops() { None } else { self.customers.next_case(kind) }
    }

    fn case_need(&mut self, kind: CaseKindIndex) -> CaseNeed {
        self.customers.case_need(kind)
    }
}
