use crate::model::{CaseKindIndex, ContactTypeIndex};

/// Where an arrival comes from. Of each stream the event list knows the next arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArrivalStream {
    /// Customers with a fresh need of this type.
    Fresh(ContactTypeIndex),
    /// Customers who contact the centre again.
    Orbit,
    /// Cases of this kind.
    Cases(CaseKindIndex),
    /// People who ask for a case that is overdue.
    Chasers,
}

/// The arrival streams of a centre, each with a slot of its own in the event list.
///
/// Of several arrivals at one tick the lower slot comes first, so the order of the slots is part of the digits: contact types as
/// the scenario has them, then the orbit, then kinds of case, then chasers. Whoever arrives for the first time thus goes before
/// whoever was there before, and a case is in its line before anybody asks for one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArrivalStreams {
    contact_types: u32,
    case_kinds: u32,
}

impl ArrivalStreams {
    pub(crate) fn new(contact_types: usize, case_kinds: usize) -> Self {
        Self { contact_types: contact_types as u32, case_kinds: case_kinds as u32 }
    }

    /// How many slots there are. Only cases have chasers.
    pub(crate) fn count(self) -> usize {
        (self.contact_types + 1 + self.case_kinds) as usize + usize::from(self.case_kinds > 0)
    }

    #[inline(always)]
    pub(crate) fn slot(self, stream: ArrivalStream) -> usize {
        let slot = match stream {
            ArrivalStream::Fresh(of_type) => of_type.0,
            ArrivalStream::Orbit => self.contact_types,
            ArrivalStream::Cases(kind) => self.contact_types + 1 + kind.0,
            ArrivalStream::Chasers => self.contact_types + 1 + self.case_kinds,
        };
        slot as usize
    }

    /// The stream of a slot.
    #[inline(always)]
    pub(crate) fn at(self, slot: u32) -> ArrivalStream {
        if slot < self.contact_types {
            return ArrivalStream::Fresh(ContactTypeIndex(slot));
        }
        match slot - self.contact_types {
            0 => ArrivalStream::Orbit,
            after_orbit if after_orbit <= self.case_kinds => ArrivalStream::Cases(CaseKindIndex(after_orbit - 1)),
            _ => ArrivalStream::Chasers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stream_has_a_slot_of_its_own_in_the_order_that_decides_ties() {
        let streams = ArrivalStreams::new(2, 3);
        let in_order = [
            ArrivalStream::Fresh(ContactTypeIndex(0)),
            ArrivalStream::Fresh(ContactTypeIndex(1)),
            ArrivalStream::Orbit,
            ArrivalStream::Cases(CaseKindIndex(0)),
            ArrivalStream::Cases(CaseKindIndex(1)),
            ArrivalStream::Cases(CaseKindIndex(2)),
            ArrivalStream::Chasers,
        ];
        assert_eq!(streams.count(), in_order.len());
        for (slot, stream) in (0..).zip(in_order) {
            assert_eq!((streams.slot(stream), streams.at(slot)), (slot as usize, stream));
        }
        assert_eq!(ArrivalStreams::new(2, 0).count(), 3, "without cases nobody asks for one");
    }
}
