use serde::{Deserialize, Serialize};

/// What a person does at a moment of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// Talking to a customer, or writing up what was said.
    Contact,
    /// Waiting for a contact.
    Waiting,
    /// On cases, or on the way to or from them.
    Casework,
    /// In a break.
    Break,
    /// In a meeting.
    Meeting,
    /// In training, mentoring or consolidation.
    Training,
    /// In a pause that a clause grants.
    Granted,
    /// Not there: late, or out in a stoppage.
    Absent,
    /// On annual leave.
    OnLeave,
    /// Sick.
    Sick,
    /// Away on a working day for any other reason.
    Away,
}

impl Doing {
    /// All of these, in the order of legends.
    pub const ALL: [Self; 11] = [
        Self::Contact,
        Self::Waiting,
        Self::Casework,
        Self::Break,
        Self::Meeting,
        Self::Training,
        Self::Granted,
        Self::Absent,
        Self::OnLeave,
        Self::Sick,
        Self::Away,
    ];
}
