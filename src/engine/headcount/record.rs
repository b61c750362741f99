//! What observers are told of a day of a team's people.

/// The people of a team on one day, from its morning on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HeadcountDay {
    /// Posts for permanent workers.
    pub posts: u32,
    /// Permanent workers there are, those beyond the establishment among them.
    pub filled: u32,
    /// Of them, those in the training that comes before the floor.
    pub in_training: u32,
    /// Of them, the others.
    pub on_floor: u32,
    /// Of those on the floor, the permanent workers up to speed.
    pub proficient: u32,
    /// Agency workers there are.
    pub agency: u32,
    /// Of all on the floor, those due to work; with shifts, those who are away for other reasons among them.
    pub due: u32,
    /// Of all on the floor, those on leave on a working day of theirs.
    pub on_leave: u32,
    /// Of all on the floor, those sick on a working day of theirs, and not on leave.
    pub sick: u32,
    /// Of all on the floor, those whose working day it is not.
    pub day_off: u32,
    /// Who came and went this morning.
    pub moves: Moves,
    /// Requests for leave decided today.
    pub leave: LeaveDay,
    /// How the leave year ends, if this is its last day or that of the horizon.
    pub leave_year: Option<LeaveYear>,
    /// By what load multiplies absence and leaving today.
    pub load: LoadFactors,
}

/// Who came and went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Permanent workers who left.
    pub leavers: u32,
    /// Permanent workers who began, intakes among them.
    pub recruits: u32,
    /// Agency workers who left.
    pub agency_left: u32,
    /// Agency workers who began.
    pub agency_joined: u32,
}

/// Requests for leave decided on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeaveDay {
    /// Requests decided.
    pub asked: u32,
    /// Of them, those refused.
    pub refused: u32,
}

/// How a leave year ended for those who were there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LeaveYear {
    /// People entitled to leave in it.
    pub people: u32,
    /// Working days of entitlement that they did not take, together.
    pub untaken: f64,
    /// The sum over people of the square of these days.
    pub untaken_squared: f64,
}

/// By what load multiplies the hazards of falling ill and of leaving; 1 where it does nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadFactors {
    /// Factor on the hazard of falling ill.
    pub absence: f64,
    /// Factor on the hazard of leaving.
    pub leaving: f64,
}

impl Default for LoadFactors {
    fn default() -> Self {
        Self { absence: 1.0, leaving: 1.0 }
    }
}
