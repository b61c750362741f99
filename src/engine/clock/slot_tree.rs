use crate::units::Instant;

const EMPTY: u64 = u64::MAX;

/// The earliest of many moments, one per slot: a tournament over the slots.
///
/// The winner of a match is the smaller of two words, so the final winner is the next event, and moving one slot
/// replays its matches up to the last without a branch that depends on the words. A word is `moment | slot`, which also
/// orders equal moments by slot. Moments are kept relative to an epoch, because a year in ticks
/// and a hundred thousand slots would not fit one word; those too far ahead wait outside the
/// tournament until the epoch comes nearer ([`SlotTree::advance_epoch`]).
#[derive(Clone, Debug)]
pub(crate) struct SlotTree {
    /// A power of two of words: the winner of all at 1, the two whose match `i` won at `2i` and `2i + 1`, the slots in the
    /// second half.
    nodes: Vec<u64>,
    /// The moment of the winner; [`Instant::NEVER`] if there is none.
    first: Instant,
    /// The whole moment of each slot.
    due: Vec<u64>,
    slot_bits: u32,
    epoch: u64,
    /// Moments this far beyond the epoch do not fit a word.
    window: u64,
}

impl SlotTree {
    pub(crate) fn new(slots: usize) -> Self {
        let (nodes, due) = (Vec::new(), Vec::new());
        let mut tree = Self { nodes, first: Instant::NEVER, due, slot_bits: 0, epoch: 0, window: 0 };
        tree.resize(slots.max(2));
        tree
    }

    /// Empties all slots and puts the epoch back to the start.
    pub(crate) fn clear(&mut self) {
        self.nodes.fill(EMPTY);
        self.first = Instant::NEVER;
        self.due.fill(EMPTY);
        self.epoch = 0;
    }

    /// The moment of a slot; [`Instant::NEVER`] if there is none.
    pub(crate) fn due(&self, slot: usize) -> Instant {
        Instant(self.due[slot])
    }

    pub(crate) fn slots(&self) -> usize {
        self.due.len()
    }

    /// The moment of the next event, [`Instant::NEVER`] if there is none.
    #[inline]
    pub(crate) fn first(&self) -> Instant {
        self.first
    }

    /// The slot of the next event, if there is one.
    #[inline]
    pub(crate) fn first_slot(&self) -> u32 {
        self.nodes[1] as u32 & ((1 << self.slot_bits) - 1)
    }

    #[inline(always)]
    pub(crate) fn schedule(&mut self, slot: usize, at: Instant) {
        self.due[slot] = at.0;
        self.replay(slot, self.word(slot, at.0));
    }

    #[inline(always)]
    pub(crate) fn cancel(&mut self, slot: usize) {
        self.due[slot] = EMPTY;
        self.replay(slot, EMPTY);
    }

    /// Makes room for at least `slots` slots, a power of two.
    pub(crate) fn resize(&mut self, slots: usize) {
        let slots = slots.next_power_of_two();
        self.slot_bits = slots.trailing_zeros();
        self.window = self.widest_window();
        self.due.resize(slots, EMPTY);
        self.nodes.clear();
        self.nodes.resize(2 * slots, EMPTY);
        self.replay_all();
    }

    /// How far beyond the epoch a moment fits a word.
    pub(crate) fn widest_window(&self) -> u64 {
        u64::MAX >> self.slot_bits
    }

    /// Lets moments wait outside the tournament from this far beyond the epoch on; at most the widest window.
    pub(crate) fn set_window(&mut self, window: u64) {
        self.window = window;
        self.replay_all();
    }

    /// Measures moments from `now` on. Nothing may be due before.
    pub(crate) fn advance_epoch(&mut self, now: Instant) {
        self.epoch = now.0;
        self.replay_all();
    }

    /// The first moment of all, far ones included.
    pub(crate) fn first_due(&self) -> Instant {
        Instant(self.due.iter().copied().min().unwrap_or(EMPTY))
    }

    #[inline(always)]
    fn word(&self, slot: usize, due: u64) -> u64 {
        let ahead = due.wrapping_sub(self.epoch);
        if ahead < self.window { (ahead << self.slot_bits) | slot as u64 } else { EMPTY }
    }

    /// The mask changes no index; it shows the compiler that none is out of bounds.
    #[inline(always)]
    fn replay(&mut self, slot: usize, word: u64) {
        let nodes = &mut self.nodes[..];
        let Some(mask) = nodes.len().checked_sub(1) else { return };
        let mut node = (nodes.len() / 2 + slot) & mask;
        let mut winner = word;
        nodes[node] = winner;
        while node > 1 {
            winner = winner.min(nodes[(node ^ 1) & mask]);
            node = (node / 2) & mask;
            nodes[node] = winner;
        }
        self.first = self.moment(winner);
    }

    #[inline(always)]
    fn moment(&self, word: u64) -> Instant {
        if word == EMPTY { Instant::NEVER } else { Instant(self.epoch + (word >> self.slot_bits)) }
    }

    fn replay_all(&mut self) {
        let slots = self.due.len();
        for slot in 0..slots {
            self.nodes[slots + slot] = self.word(slot, self.due[slot]);
        }
        for node in (1..slots).rev() {
            self.nodes[node] = self.nodes[2 * node].min(self.nodes[2 * node + 1]);
        }
        self.first = self.moment(self.nodes[1]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_earliest_wins_and_ties_go_to_the_lower_slot(
            moves in prop::collection::vec((0..40_usize, prop::option::of(0..50_u64), 0..3_u32), 1..300)
        ) {
            let mut tree = SlotTree::new(4);
            let mut model = vec![u64::MAX; 4];
            for (slot, at, scale) in moves {
                if slot >= model.len() {
                    tree.resize(slot + 1);
                    model.resize(tree.slots(), u64::MAX);
                }
                // Some moments are beyond any window a word leaves.
                let at = at.map(|at| at << (20 * scale));
                match at {
                    Some(at) => tree.schedule(slot, Instant(at)),
                    None => tree.cancel(slot),
                }
                model[slot] = at.unwrap_or(u64::MAX);
                let (first, slot) = (0..model.len()).map(|slot| (model[slot], slot)).min().unwrap();
                prop_assert_eq!(tree.first_due(), Instant(first));
                if first != u64::MAX {
                    prop_assert_eq!((tree.first(), tree.first_slot() as usize), (Instant(first), slot));
                }
            }
        }
    }

    #[test]
    fn moments_beyond_the_window_come_back_with_the_epoch() {
        let mut tree = SlotTree::new(1 << 20);
        let far = Instant(1 << 50);
        tree.schedule(7, far);
        assert_eq!(tree.first(), Instant::NEVER);
        assert_eq!(tree.first_due(), far);
        tree.advance_epoch(tree.first_due());
        assert_eq!((tree.first(), tree.first_slot()), (far, 7));
    }
}
