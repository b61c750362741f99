//! Keys of people that do nothing where they stand, and say so.

use crate::decode::Reading;
use crate::model::{AtShiftEnd, ShiftPattern, Workforce};
use crate::units::Fraction;

/// Warns of what is said of the people of `team` and has no effect on the work that they do.
///
/// `agency` is the share of agency workers as written; where it makes no whole person, another warning has said so.
pub(crate) fn warn(team: &str, people: &Workforce, agency: Fraction, reading: &mut Reading) {
    // A variant may well take away what the file has.
    if !reading.is_about_all() {
        return;
    }
    let mut warn = |key: &str, why: &str| {
        reading.warn(format!("`{key}` of teams.{team}.people changes nothing here: {why}."));
    };
    let rotates = people.shift_pattern == ShiftPattern::Rotating;
    if people.has_shifts() {
        if people.newly_qualified.get() > 0.0 {
            warn("newly_qualified", "it is about people who carry cases of their own, and these work by shifts");
        }
        if rotates && people.contracts.iter().all(|contract| contract.shifts.len() < 2) {
            warn("shift_pattern", "nobody has a second shift to move to");
        }
    } else {
        if people.absences.lateness.is_some() {
            warn("lateness", "it is about coming to a shift, and these people have none");
        }
        if rotates {
            warn("shift_pattern", "these people have no shifts");
        }
        if people.at_shift_end == AtShiftEnd::HandOver {
            warn("at_shift_end", "these people have no shifts");
        }
    }
    let has_breaks =
        people.contracts.iter().flat_map(|contract| &contract.shifts).any(|shift| !shift.breaks.is_empty());
    if people.most_in_break.is_some() && !has_breaks {
        warn("most_in_break", "no shift of theirs has a break");
    }
    if agency == Fraction::ZERO && people.agency_hiring.is_some() {
        warn("agency_hiring", "there are no agency workers at the start, and so none later");
    }
}
