//! Agents work on cases.

use crate::engine::staff::attendance::NextStep;
use crate::engine::{Observer, Replication};
use crate::model::{CaseEntry, Moment, TeamIndex};
use crate::units::Ticks;

use super::desks::{Activity, Role, work_left};
use crate::engine::plan::CaseworkPlan;

impl Replication<'_> {
    /// An agent at cases takes the next, or waits for one.
    pub(crate) fn go_on_with_cases(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        if self.next_case(casework).is_some() {
            self.take_case(agent, team, observer);
        } else {
            self.staff.desks.set_activity(agent, team, Activity::Awaiting);
            observer.cases_awaited(self.clock.now, TeamIndex(team), self.staff.desks.awaiting(team));
        }
    }

    /// What an agent of the team takes: of the most urgent kinds, whatever is first in its order.
    pub(crate) fn next_case(&self, casework: &CaseworkPlan) -> Option<CaseEntry> {
        let mut first: Option<(u32, Moment, CaseEntry)> = None;
        for entry in &casework.entries {
            let Some(rank) = self.work.cases.first_rank(entry.kind) else { continue };
            if first.is_none_or(|(priority, moment, _)| (entry.priority, rank) < (priority, moment)) {
                first = Some((entry.priority, rank, *entry));
            }
        }
        first.map(|(_, _, entry)| entry)
    }

    pub(crate) fn take_case(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        let entry = self.next_case(casework).expect("a case waits");
        let case = self.work.cases.take_first(entry.kind).expect("a case waits");
        let skill = self.staff.attendance.skill(agent).casework;
        let pace = entry.work * self.staff.desks.day(agent).pace * self.staff.pace[team as usize] * skill;
        let lasts = self.work.cases.get(case).work.times(pace).max(Ticks(1));
        let ends = self.clock.now + lasts;
        let awaited = self.staff.desks.activity(agent) == Activity::Awaiting;
        self.staff.desks.set_activity(agent, team, Activity::Working { case, pace, ends });
        if awaited {
            observer.cases_awaited(self.clock.now, TeamIndex(team), self.staff.desks.awaiting(team));
        }
        self.clock.events.schedule_handling(agent, ends);
        observer.casework_begins(self.clock.now, TeamIndex(team));
    }

    /// An agent at cases puts down what is in hand, and leaves: it goes back to its place in the line, with `more` to do.
    pub(crate) fn leave_cases(&mut self, agent: u32, team: u32, more: Ticks, observer: &mut impl Observer) {
        let was = self.staff.desks.activity(agent);
        self.staff.desks.leave(agent, team);
        match was {
            Activity::Working { case, pace, ends } => {
                self.work.cases.get_mut(case).work = work_left(ends.since(self.clock.now), pace) + more;
                self.work.line_up(case);
                self.clock.events.end_handling(agent);
                observer.casework_ends(self.clock.now, TeamIndex(team));
            }
            Activity::Awaiting => {
                observer.cases_awaited(self.clock.now, TeamIndex(team), self.staff.desks.awaiting(team))
            }
            Activity::Switching | Activity::Elsewhere => (),
        }
    }

    /// The event of an agent who is not with a contact.
    pub(crate) fn finish_activity(&mut self, agent: u32, observer: &mut impl Observer) {
        let team = self.staff.floor.agent(agent).team;
        self.clock.events.end_handling(agent);
        let was = self.staff.desks.activity(agent);
        match was {
            Activity::Working { case, .. } => {
                observer.casework_ends(self.clock.now, TeamIndex(team));
                observer.case_completed(self.clock.now, self.work.cases.get(case));
                self.work.cases.close(case);
            }
            Activity::Switching => {
                self.staff.end_switching(self.clock.now, agent, team, observer);
            }
            Activity::Awaiting | Activity::Elsewhere => unreachable!("only work and ways end"),
        }
        let has_shifts = self.plan.works_by_shifts(team);
        if has_shifts && self.next_step(agent, team) != NextStep::Work {
            if was != Activity::Switching {
                self.staff.desks.leave(agent, team);
            }
            self.go_on(agent, team, observer);
        } else if !has_shifts && self.staff.floor.has_surplus(team) {
            if was != Activity::Switching {
                self.staff.desks.leave(agent, team);
            }
            self.staff.go_home(self.clock.now, agent, team, observer);
            self.fill_all_room(observer);
        } else if self.is_of_another_day(agent, team) {
            self.start_duty(agent, team, observer);
        } else if was == Activity::Switching {
            self.turn_to_role(agent, team, observer);
        } else {
            self.after_case(agent, team, observer);
        }
        self.go_home_when_served(observer);
    }

    fn after_case(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        self.staff.desks.set_activity(agent, team, Activity::Elsewhere);
        if self.staff.desks.day(agent).role == Role::Cases {
            return self.go_on_with_cases(agent, team, observer);
        }
        self.staff.desks.leave(agent, team);
        self.take_next::<true>(agent, team, observer);
    }

    /// Sends home who is at cases while the team has too many.
    pub(crate) fn send_home_from_cases(&mut self, team: u32, observer: &mut impl Observer) {
        while !self.plan.works_by_shifts(team) && self.staff.floor.has_surplus(team) {
            let Some(agent) = self.staff.desks.longest_there(team) else { return };
            self.leave_cases(agent, team, Ticks::ZERO, observer);
            self.staff.floor.go_home(agent);
        }
    }
}
