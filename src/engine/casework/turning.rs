//! Agents turn to cases, and back to contacts.

use crate::engine::parts::Staff;
use crate::engine::plan::CaseworkPlan;
use crate::engine::{Observer, Replication};
use crate::model::{ContactTypeIndex, Policy, TeamIndex};
use crate::units::{Instant, Ticks};

use super::desks::{Activity, Day, Role};
use super::rotation::day_of;

impl Replication<'_> {
    /// An agent of a team with casework comes on duty.
    pub(crate) fn start_duty(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let plan = &self.plan.teams()[team as usize];
        let Some(casework) = &plan.casework else { return self.take_next::<true>(agent, team, observer) };
        let day = match &casework.rotation {
            Some(rotation) => {
                let number = agent - self.staff.floor.first_agent(team);
                day_of(rotation, casework.ranks[number as usize], casework.phases[number as usize], self.clock.open_day)
            }
            None => Day { role: Role::Cases, ..Day::ORDINARY },
        };
        let has_changed_over = self.staff.desks.day(agent).number == day.number;
        self.staff.desks.begin_day(agent, day);
        if day.changes && !has_changed_over && casework.switch > Ticks::ZERO {
            self.staff.floor.leave_contacts(agent);
            return self.begin_switching(agent, team, casework.switch, observer);
        }
        self.turn_to_role(agent, team, observer);
    }

    pub(crate) fn turn_to_role(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        match self.staff.desks.day(agent).role {
            Role::Cases => {
                self.staff.floor.leave_contacts(agent);
                self.staff.desks.enter(agent, team);
                self.go_on_with_cases(agent, team, observer);
            }
            Role::Contacts | Role::Recalled | Role::Both => self.take_next::<true>(agent, team, observer),
        }
    }

    fn begin_switching(&mut self, agent: u32, team: u32, lasts: Ticks, observer: &mut impl Observer) {
        self.staff.desks.set_activity(agent, team, Activity::Switching);
        self.clock.events.schedule_handling(agent, self.clock.now + lasts);
        observer.switching_begins(self.clock.now, TeamIndex(team));
    }

    /// An agent of a team with casework for whom no contact waits: to a case, if the policy says so, or to rest.
    pub(crate) fn rest_or_turn_to_cases(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        if self.is_of_another_day(agent, team) {
            return self.start_duty(agent, team, observer);
        }
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        if self.staff.desks.day(agent).role == Role::Recalled && self.is_released(team, casework) {
            return self.return_to_cases(agent, team, observer);
        }
        if let Policy::BetweenCalls { reserve, .. } = casework.policy
            && self.staff.floor.idle(team) + 1 > reserve
            && self.next_case(casework).is_some()
        {
            self.staff.floor.leave_contacts(agent);
            self.staff.desks.enter(agent, team);
            return self.take_case(agent, team, observer);
        }
        self.staff.floor.rest(agent, self.clock.now);
    }

    /// Whether an agent who takes turns at cases still has the role of a day that is over.
    pub(crate) fn is_of_another_day(&self, agent: u32, team: u32) -> bool {
        let casework = self.plan.teams()[team as usize].casework.as_ref();
        let takes_turns = casework.is_some_and(CaseworkPlan::takes_turns);
        takes_turns && self.staff.desks.day(agent).number != self.clock.open_day
    }

    /// Whether an agent leaves the contacts before taking another: recalled and no longer needed, or on a new day.
    pub(crate) fn leaves_contacts(&self, agent: u32, team: u32) -> bool {
        let casework = self.plan.teams()[team as usize].casework.as_ref();
        self.is_of_another_day(agent, team)
            || casework.is_some_and(|casework| {
                self.staff.desks.day(agent).role == Role::Recalled && self.is_released(team, casework)
            })
    }

    pub(crate) fn return_to_cases(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let casework = self.plan.teams()[team as usize].casework.as_ref().expect("the team does cases");
        self.staff.desks.set_role(agent, Role::Cases);
        self.staff.floor.leave_contacts(agent);
        if casework.switch > Ticks::ZERO {
            return self.begin_switching(agent, team, casework.switch, observer);
        }
        self.staff.desks.enter(agent, team);
        self.go_on_with_cases(agent, team, observer);
    }

    fn is_released(&self, team: u32, casework: &CaseworkPlan) -> bool {
        matches!(casework.policy, Policy::Threshold { release_at, .. } if self.waiting_for(team) <= release_at)
    }

    /// Contacts waiting of which one more free agent of the team might take any now.
    pub(crate) fn waiting_for(&self, team: u32) -> u32 {
        let takes = &self.plan.centre().teams()[team as usize].takes;
        let gets = takes.iter().map(|entry| entry.contact_type).filter(|&of_type| self.plan.gets(team, of_type));
        gets.map(|of_type| self.waiting_of(team, of_type)).sum()
    }

    fn waiting_of(&self, team: u32, of_type: ContactTypeIndex) -> u32 {
        let terms = self.plan.terms(team, of_type);
        let of_type = of_type.0 as usize;
        match terms.after {
            _ if self.staff.floor.idle(team) < terms.reserve => 0,
            Ticks::ZERO => self.work.waiting.length(of_type),
            after => self
                .clock
                .now
                .0
                .checked_sub(after.0)
                .map_or(0, |latest| self.work.waiting.length_since(of_type, Instant(latest))),
        }
    }

    /// Recalls agents from cases as far as thresholds say, now that one more waits or may be taken. Cases they put down are offered to
    /// others only when all are on their way: or a case would go to an agent about to be recalled.
    pub(crate) fn recall_agents(&mut self, observer: &mut impl Observer) {
        let plan = self.plan;
        let mut put_down = false;
        for (team, team_plan) in plan.teams().iter().enumerate() {
            let team = team as u32;
            let Some(casework) = &team_plan.casework else { continue };
            let Policy::Threshold { recall_at, .. } = casework.policy else { continue };
            while recall_at + self.staff.desks.on_the_way(team) <= self.waiting_for(team) {
                let Some(agent) = self.staff.desks.longest_there(team) else { break };
                self.leave_cases(agent, team, casework.interruption, observer);
                put_down = true;
                self.staff.desks.set_role(agent, Role::Recalled);
                if casework.switch > Ticks::ZERO {
                    self.staff.desks.set_out(team);
                    self.begin_switching(agent, team, casework.switch, observer);
                } else {
                    self.take_next::<true>(agent, team, observer);
                }
            }
        }
        if put_down {
            self.offer_cases(observer);
        }
    }

    /// The agent who puts a case down for a contact that finds nobody idle, if one of its teams does so.
    pub(crate) fn interrupt(&mut self, teams: &[u32], observer: &mut impl Observer) -> Option<u32> {
        let (team, agent) = teams.iter().find_map(|&team| Some((team, self.staff.desks.longest_there(team)?)))?;
        let interruption = self.plan.teams()[team as usize].casework.as_ref()?.interruption;
        self.leave_cases(agent, team, interruption, observer);
        Some(agent)
    }
}

impl Staff<'_> {
    /// An agent has changed between contacts and cases, or breaks off on the way.
    pub(crate) fn end_switching(&mut self, now: Instant, agent: u32, team: u32, observer: &mut impl Observer) {
        observer.switching_ends(now, TeamIndex(team));
        self.desks.set_activity(agent, team, Activity::Elsewhere);
        if self.desks.day(agent).role == Role::Recalled {
            self.desks.arrive(team);
        }
    }
}
