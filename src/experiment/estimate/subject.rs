use crate::metrics::{ReplicationTally, WaitTally};
use crate::model::{Centre, are_alike};
use crate::stats::Histogram;

/// The contacts that a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Those of one type.
    OfType(usize),
    /// Those of one group.
    OfGroup(usize),
    /// All of them.
    All,
}

/// The contact types of every subject, at its position: those of one type each, all together, then groups.
#[derive(Debug)]
pub(super) struct Subjects {
    types: usize,
    members: Vec<Vec<usize>>,
    alike: Vec<bool>,
}

impl Subjects {
    pub(super) fn new(centre: &Centre) -> Self {
        let types = centre.contact_types().len();
        let groups = centre.groups().iter();
        let in_group = groups.map(|group| group.contacts.iter().map(|index| index.0 as usize).collect());
        let alone = (0..types).map(|of_type| vec![of_type]);
        let members: Vec<Vec<usize>> = alone.chain([(0..types).collect()]).chain(in_group).collect();
        let together = |members: &Vec<usize>| are_alike(members.iter().map(|&index| &centre.contact_types()[index]));
        let alike = members.iter().map(together).collect();
        Self { types, members, alike }
    }

    pub(super) fn position(&self, subject: Subject) -> usize {
        match subject {
            Subject::OfType(of_type) => of_type,
            Subject::All => self.types,
            Subject::OfGroup(group) => self.types + 1 + group,
        }
    }

    /// All subjects, in order of their positions.
    pub(super) fn all(&self) -> impl Iterator<Item = Subject> + use<> {
        let groups = 0..self.members.len() - self.types - 1;
        (0..self.types).map(Subject::OfType).chain([Subject::All]).chain(groups.map(Subject::OfGroup))
    }

    pub(super) fn members(&self, subject: Subject) -> &[usize] {
        &self.members[self.position(subject)]
    }

    /// Whether its contact types have one channel and one promise.
    pub(super) fn is_alike(&self, subject: Subject) -> bool {
        self.alike[self.position(subject)]
    }
}

/// The waits of some contact types in one replication. How long their queue was together, only one type can say.
pub(super) fn waits_of_group(tally: &ReplicationTally, members: &[usize]) -> WaitTally {
    if let [only] = members {
        return tally.waits[*only].clone();
    }
    let mut waits = Histogram::new();
    let mut sum = WaitTally::default();
    for of_type in members.iter().map(|&index| &tally.waits[index]) {
        waits.merge_sparse(&of_type.waits);
        sum.count += of_type.count;
        sum.longer.resize(of_type.longer.len(), 0);
        sum.longer.iter_mut().zip(&of_type.longer).for_each(|(sum, longer)| *sum += longer);
    }
    sum.waits = (&waits).into();
    sum
}
