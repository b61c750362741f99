use super::stint::Stint;
use crate::engine::{Contact, Ending};

/// A contact's entry in [`Contacts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ContactIndex(pub(crate) u32);

/// Everybody who is in the centre or will contact it again, each in one entry from the first attempt to the last: the
/// line, the agent and the orbit hold its index, and nobody is copied about. Entries are used again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contacts {
    entries: Vec<Contact>,
    free: Vec<ContactIndex>,
    /// How far agents go with those whose type knows a target for the length of contacts.
    endings: Vec<Ending>,
    /// How contacts were last taken, in a centre where they may be handed over.
    stints: Vec<Option<Stint>>,
}

impl Contacts {
    pub(crate) fn clear(&mut self) {
        self.free.clear();
        self.free.extend((0..self.entries.len() as u32).rev().map(ContactIndex));
        self.stints.fill(None);
    }

    /// An entry for one more. It is written where it lies: a contact built elsewhere and copied costs a tenth of the loop.
    #[inline]
    pub(crate) fn admit(&mut self) -> (ContactIndex, &mut Contact) {
        let index = self.free.pop().unwrap_or_else(|| self.make_entry());
        (index, &mut self.entries[index.0 as usize])
    }

    /// Frees the entry of somebody who will not be heard of again.
    #[inline]
    pub(crate) fn dismiss(&mut self, index: ContactIndex) {
        self.free.push(index);
    }

    #[inline]
    pub(crate) fn get(&self, index: ContactIndex) -> &Contact {
        &self.entries[index.0 as usize]
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, index: ContactIndex) -> &mut Contact {
        &mut self.entries[index.0 as usize]
    }

    pub(crate) fn set_ending(&mut self, index: ContactIndex, ending: Ending) {
        if self.endings.len() < self.entries.len() {
            self.endings.resize(self.entries.capacity(), Ending::Finished);
        }
        self.endings[index.0 as usize] = ending;
    }

    /// How far the agent has gone with a contact whose type knows a target for the length of contacts.
    pub(crate) fn ending(&self, index: ContactIndex) -> Ending {
        self.endings[index.0 as usize]
    }

    pub(crate) fn set_stint(&mut self, index: ContactIndex, stint: Stint) {
        if self.stints.len() < self.entries.len() {
            self.stints.resize(self.entries.capacity(), None);
        }
        self.stints[index.0 as usize] = Some(stint);
    }

    /// How the contact was last taken, if it may be handed over.
    #[inline]
    pub(crate) fn stint(&self, index: ContactIndex) -> Option<&Stint> {
        self.stints.get(index.0 as usize)?.as_ref()
    }

    /// Whether it was handed over, and nobody has taken it yet.
    #[inline]
    pub(crate) fn is_on_hold(&self, index: ContactIndex) -> bool {
        self.stint(index).is_some_and(|stint| stint.rest.is_some())
    }

    #[cold]
    fn make_entry(&mut self) -> ContactIndex {
        self.entries.push(Contact::NOBODY);
        // Room to dismiss everybody, so that no dismissal allocates.
        self.free.reserve(self.entries.capacity());
        ContactIndex(self.entries.len() as u32 - 1)
    }
}
