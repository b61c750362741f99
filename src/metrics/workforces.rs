use serde::{Deserialize, Serialize};

use crate::engine::{HeadcountDay, LeaveYear};
use crate::model::{Centre, TeamIndex, Workforce};

/// What one replication measured of the people of a team.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkforceTally {
    /// By week counted; the last may have fewer than seven days.
    pub weeks: Vec<WorkforceWeek>,
    /// The first day of the horizon, from 0, on which enough are up to speed for the complement to be full; `None` if there is none.
    pub full_on: Option<u32>,
}

/// The people of one team in one week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkforceWeek {
    /// Posts.
    pub posts: u64,
    /// Permanent workers at its end.
    pub filled: u64,
    /// Posts that nobody holds at its end.
    pub vacant: u64,
    /// Permanent workers in training at its end.
    pub in_training: u64,
    /// Permanent workers up to speed at its end.
    pub proficient: u64,
    /// Agency workers at its end.
    pub agency: u64,
    /// Whether the complement has been full by its end.
    pub was_full: bool,
    /// Permanent workers who left.
    pub leavers: u64,
    /// Permanent workers who began.
    pub recruits: u64,
    /// Permanent workers, summed over its days.
    pub filled_days: u64,
    /// Working days of those on the floor.
    pub working_days: u64,
    /// Of them, those lost to sickness.
    pub sick: u64,
    /// Of them, those on leave.
    pub on_leave: u64,
    /// Requests for leave that were decided.
    pub leave_asked: u64,
    /// Of them, those refused.
    pub leave_refused: u64,
    /// The leave year that ended in it, if one did.
    pub leave_year: Option<UntakenLeave>,
    /// Days.
    pub days: u64,
    /// By what load multiplies the hazard of falling ill, summed over its days.
    pub absence_factors: f64,
    /// By what it multiplies that of leaving, summed over its days.
    pub leaving_factors: f64,
}

/// The leave that colleagues did not take in a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct UntakenLeave {
    /// People entitled to leave.
    pub people: u64,
    /// Working days that they did not take, together.
    pub days: f64,
    /// The standard deviation between them, of these people and no sample of others.
    pub deviation: f64,
}

/// Measures the people of teams, day after day, in one replication after another.
#[derive(Debug)]
pub struct HeadcountListener {
    first_week: u32,
    /// By team.
    teams: Vec<Option<TeamListener>>,
}

#[derive(Debug)]
struct TeamListener {
    /// People up to speed who make the complement full.
    full: u32,
    before: Option<HeadcountDay>,
    tally: WorkforceTally,
}

impl HeadcountListener {
    /// Ready to measure replications of `centre`.
    #[must_use]
    pub fn new(centre: &Centre) -> Self {
        let listener = |people: &Workforce| TeamListener {
            full: people.full_complement_heads(),
            before: None,
            tally: WorkforceTally::default(),
        };
        Self {
            first_week: centre.calendar().first_week_counted(),
            teams: centre.teams().iter().map(|team| team.people.as_ref().map(listener)).collect(),
        }
    }

    /// What the replication just finished measured, by team that has people. The listener is then ready for the next.
    pub fn finish(&mut self) -> Vec<WorkforceTally> {
        let of_team = |team: &mut TeamListener| {
            team.before = None;
            std::mem::take(&mut team.tally)
        };
        self.teams.iter_mut().flatten().map(of_team).collect()
    }

    /// A day of the horizon, from 0, begins for the people of a team.
    ///
    /// # Panics
    ///
    /// If somebody was lost or counted twice, which is a fault of the program.
    pub fn tell(&mut self, team: TeamIndex, day: u32, today: &HeadcountDay) {
        let Some(listener) = &mut self.teams[team.0 as usize] else { return };
        assert_heads_add_up(listener.before.replace(*today), today);
        if listener.tally.full_on.is_none() && listener.full <= today.proficient {
            listener.tally.full_on = Some(day);
        }
        if self.first_week <= day / 7 {
            listener.count(day, today);
        }
    }
}

impl TeamListener {
    fn count(&mut self, day: u32, today: &HeadcountDay) {
        let was_full = self.tally.full_on.is_some();
        if day.is_multiple_of(7) || self.tally.weeks.is_empty() {
            self.tally.weeks.push(WorkforceWeek::default());
        }
        let Some(week) = self.tally.weeks.last_mut() else { return };
        *week = WorkforceWeek {
            posts: today.posts.into(),
            filled: today.filled.into(),
            vacant: today.posts.saturating_sub(today.filled).into(),
            in_training: today.in_training.into(),
            proficient: today.proficient.into(),
            agency: today.agency.into(),
            was_full,
            leavers: week.leavers + u64::from(today.moves.leavers),
            recruits: week.recruits + u64::from(today.moves.recruits),
            filled_days: week.filled_days + u64::from(today.filled),
            working_days: week.working_days + u64::from(today.due + today.sick + today.on_leave),
            sick: week.sick + u64::from(today.sick),
            on_leave: week.on_leave + u64::from(today.on_leave),
            leave_asked: week.leave_asked + u64::from(today.leave.asked),
            leave_refused: week.leave_refused + u64::from(today.leave.refused),
            leave_year: today.leave_year.and_then(untaken).or(week.leave_year),
            days: week.days + 1,
            absence_factors: week.absence_factors + today.load.absence,
            leaving_factors: week.leaving_factors + today.load.leaving,
        };
    }
}

/// `None` where nobody was entitled to leave.
fn untaken(year: LeaveYear) -> Option<UntakenLeave> {
    let people = f64::from(year.people);
    let mean = year.untaken / people;
    let variance = (year.untaken_squared / people - mean * mean).max(0.0);
    (year.people > 0).then(|| UntakenLeave {
        people: year.people.into(),
        days: year.untaken,
        deviation: variance.sqrt(),
    })
}

/// Nobody is in two places, and nobody comes or goes untold.
fn assert_heads_add_up(before: Option<HeadcountDay>, today: &HeadcountDay) {
    assert_eq!(today.in_training + today.on_floor, today.filled, "permanent workers are in training or on the floor");
    let there = today.due + today.sick + today.on_leave + today.day_off;
    assert_eq!(today.on_floor + today.agency, there, "everybody on the floor is due, sick, on leave or off");
    assert!(today.proficient <= today.on_floor, "who is up to speed is on the floor");
    let Some(before) = before else { return };
    let moves = today.moves;
    assert_eq!(before.filled + moves.recruits, today.filled + moves.leavers, "permanent workers come and go");
    assert_eq!(before.agency + moves.agency_joined, today.agency + moves.agency_left, "agency workers come and go");
}
