use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::engine::CaseNumber;
use crate::model::{CaseKindIndex, Moment};
use crate::units::{Instant, Ticks};

/// A case's entry in [`Cases`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CaseIndex(pub(crate) u32);

/// A piece of work that nobody waits for on the line.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Its kind.
    pub kind: CaseKindIndex,
    /// Which of the kind's cases it is.
    pub number: CaseNumber,
    /// When it arrived, in ticks from the start; those of the backlog arrived before.
    pub arrived: Moment,
    /// When it should be done; without, whenever.
    pub due: Option<Moment>,
    /// Work still to be done, before any team's factor.
    pub work: Ticks,
    /// How many contacts there were about it.
    pub chased: u32,
    /// Whether it is still to be done.
    pub open: bool,
}

impl Case {
    /// A case that arrives at the start and is due whenever.
    pub(crate) fn new(kind: CaseKindIndex, number: CaseNumber, work: Ticks) -> Self {
        Self { kind, number, arrived: 0, due: None, work, chased: 0, open: true }
    }
}

/// When somebody will ask for a case: its number, its kind and its entry. Numbers are told apart within a kind only.
type Chase = (Instant, CaseNumber, u32, CaseIndex);

/// All cases: those open, in lines by kind, and when people will ask for them. Entries are used again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cases {
    entries: Vec<Case>,
    free: Vec<CaseIndex>,
    /// By kind, whichever comes first in its order at the top; those that agents are at are not in them.
    lines: Vec<BinaryHeap<Reverse<(Moment, u64, CaseIndex)>>>,
    /// When somebody will ask for a case, if it is still open then.
    chases: BinaryHeap<Reverse<Chase>>,
    joined: u64,
}

impl Cases {
    pub(crate) fn new(kinds: usize) -> Self {
        Self { lines: vec![BinaryHeap::new(); kinds], ..Self::default() }
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.free.clear();
        self.lines.iter_mut().for_each(BinaryHeap::clear);
        self.chases.clear();
        self.joined = 0;
    }

    /// All entries, those of finished cases among them.
    pub(crate) fn entries(&self) -> &[Case] {
        &self.entries
    }

    pub(crate) fn get(&self, index: CaseIndex) -> &Case {
        &self.entries[index.0 as usize]
    }

    pub(crate) fn get_mut(&mut self, index: CaseIndex) -> &mut Case {
        &mut self.entries[index.0 as usize]
    }

    pub(crate) fn admit(&mut self, case: Case) -> CaseIndex {
        match self.free.pop() {
            Some(index) => {
                self.entries[index.0 as usize] = case;
                index
            }
            None => {
                self.entries.push(case);
                // Room to close every case, so that closing one never allocates.
                self.free.reserve(self.entries.capacity());
                CaseIndex(self.entries.len() as u32 - 1)
            }
        }
    }

    pub(crate) fn close(&mut self, index: CaseIndex) {
        self.entries[index.0 as usize].open = false;
        self.free.push(index);
    }

    /// Lines a case up, at its rank among those of its kind; of equal rank, who came first.
    pub(crate) fn line_up(&mut self, index: CaseIndex, rank: Moment) {
        let kind = self.get(index).kind.0 as usize;
        self.lines[kind].push(Reverse((rank, self.joined, index)));
        self.joined += 1;
    }

    /// The rank of the first in the line of a kind.
    pub(crate) fn first_rank(&self, kind: CaseKindIndex) -> Option<Moment> {
        self.lines[kind.0 as usize].peek().map(|&Reverse((rank, _, _))| rank)
    }

    pub(crate) fn take_first(&mut self, kind: CaseKindIndex) -> Option<CaseIndex> {
        self.lines[kind.0 as usize].pop().map(|Reverse((_, _, index))| index)
    }

    /// Somebody will ask for a case at this moment.
    pub(crate) fn expect_chaser(&mut self, index: CaseIndex, at: Instant) {
        let &Case { kind, number, .. } = self.get(index);
        self.chases.push(Reverse((at, number, kind.0, index)));
    }

    pub(crate) fn next_chaser(&self) -> Option<Instant> {
        self.chases.peek().map(|&Reverse((at, ..))| at)
    }

    /// The case that somebody asks for now; `None` if it has been done since.
    pub(crate) fn take_chaser(&mut self) -> Option<CaseIndex> {
        let Reverse((_, number, kind, index)) = self.chases.pop()?;
        let case = self.get(index);
        (case.open && case.kind.0 == kind && case.number == number).then_some(index)
    }
}
