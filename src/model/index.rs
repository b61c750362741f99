//! Positions in the lists of a centre: what files name, the model numbers.

/// Position of a team in [`super::Centre::teams`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamIndex(pub u32);

/// Position of a contact type in [`super::Centre::contact_types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactTypeIndex(pub u32);

/// Position of a line group in [`super::Centre::line_groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineGroupIndex(pub u32);

/// Position of a kind of case in [`super::Centre::case_kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseKindIndex(pub u32);

/// Position of a caseload in [`super::Centre::caseloads`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseloadIndex(pub u32);
