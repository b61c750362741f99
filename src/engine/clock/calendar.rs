//! The calendar: doors open and close, days and intervals begin, rosters change.

use crate::engine::casework::rotation::day_of;
use crate::engine::parts::{Clock, contact_types};
use crate::engine::plan::{CaseworkPlan, Change, Roll, away};
use crate::engine::{Duty, Observer, Plan, Replication};
use crate::model::{StaffStep, Team, TeamIndex, factor_of_day};
use crate::random::Key;

use super::doors::Doors;

impl Clock {
    /// Awaits the next entry of the agenda.
    pub(crate) fn await_next_entry(&mut self, plan: &Plan) {
        match plan.agenda().get(self.agenda_done) {
            Some(&(at, _)) => self.events.schedule_calendar(at),
            None => self.events.end_calendar(),
        }
    }
}

impl Replication<'_> {
    /// An entry of the agenda is due.
    pub(crate) fn follow_agenda(&mut self, observer: &mut impl Observer) {
        let (_, change) = self.plan.agenda()[self.clock.agenda_done];
        self.clock.agenda_done += 1;
        self.clock.await_next_entry(self.plan);
        match change {
            Change::EndHorizon => self.end_horizon(observer),
            Change::CloseDoors => self.close_doors(observer),
            Change::Midnight => self.clock.events.advance_epoch(self.clock.now),
            Change::Day(day) => self.begin_day(day, observer),
            Change::Pace(team, step) => {
                let factor = self.plan.centre().teams()[team as usize].pace[step as usize].factor;
                self.staff.stated_pace[team as usize] = factor;
                self.staff.pace[team as usize] = factor * self.staff.pace_of_day[team as usize];
            }
            Change::Roster(team, step) => {
                self.staff.roster[team as usize] = Some(step);
                if self.clock.doors == Doors::Open {
                    self.call_by_roster(team, observer);
                    self.share_out(observer);
                }
            }
            Change::Interval(interval, roll) => {
                self.clock.interval = interval;
                self.clock.doors = Doors::Open;
                observer.interval_begins(self.clock.now, interval);
                if roll == Roll::IsCalled {
                    (0..self.staff.roster.len() as u32).for_each(|team| self.call_by_roster(team, observer));
                    self.share_out(observer);
                }
            }
        }
    }

    /// The day before is told as over before anything of the new one is: then people come or are missed, then roles are dealt out.
    fn begin_day(&mut self, day: u32, observer: &mut impl Observer) {
        if self.clock.day_is_begun {
            self.end_day(observer);
            self.clock.open_day += 1;
        }
        (self.clock.day, self.clock.day_is_begun) = (day, true);
        observer.day_begins(self.clock.open_day);
        self.staff.begin_day_of_people(&mut self.clock, observer);
        let plan = self.plan;
        for (team, varied) in plan.centre().teams().iter().enumerate().filter(|(_, team)| team.pace_cv > 0.0) {
            let key = self.key_of_day("pace", varied);
            self.staff.pace_of_day[team] = factor_of_day(varied.pace_cv, key.stream().open_uniform());
            self.staff.pace[team] = self.staff.stated_pace[team] * self.staff.pace_of_day[team];
        }
        for (team, team_plan) in (0..).zip(plan.teams()) {
            // People with shifts go home by them, and everybody has a place.
            let Some(casework) = team_plan.casework.as_ref().filter(|_| !team_plan.has_shifts) else { continue };
            if casework.takes_turns() {
                self.begin_roles_anew(team, observer);
            } else {
                self.update_knowledge(team, team_plan.most_agents, casework);
            }
            if casework.tells_agents_apart() {
                self.staff.floor.come_in_order(team);
            }
        }
    }

    /// Whoever stays overnight knows as much of casework as somebody who comes in the morning.
    fn update_knowledge(&mut self, team: u32, agents: u32, casework: &CaseworkPlan) {
        let Some(rotation) = &casework.rotation else { return };
        for number in 0..agents {
            let day = day_of(
                rotation,
                casework.ranks[number as usize],
                casework.phases[number as usize],
                self.clock.open_day,
            );
            self.staff.desks.set_knowledge(self.staff.floor.first_agent(team) + number, day.knowledge);
        }
    }

    /// Where nobody went home overnight, agents begin the day's roles as if they came now; whoever is with a contact, after it.
    fn begin_roles_anew(&mut self, team: u32, observer: &mut impl Observer) {
        self.staff.floor.set_wanted(team, 0);
        self.send_home_from_cases(team, observer);
    }

    /// The day before is over as it stood when the doors closed; what agents finished after that is in it.
    pub(crate) fn end_day(&mut self, observer: &mut impl Observer) {
        if self.clock.day_is_begun {
            observer.day_ends(self.plan.closing(self.clock.open_day), self.work.cases.entries());
        }
    }

    /// Cases that were put down and contacts that wait go to whoever is there for them now. Only once all teams are: or a case would
    /// go to the first team of the scenario, whoever else is ready for it.
    fn share_out(&mut self, observer: &mut impl Observer) {
        self.offer_cases(observer);
        self.fill_all_room(observer);
    }

    /// Brings a team to what the roster says of this day. Teams with shifts come and go by these.
    fn call_by_roster(&mut self, team: u32, observer: &mut impl Observer) {
        if self.plan.works_by_shifts(team) {
            return;
        }
        let roster = &self.plan.centre().teams()[team as usize];
        let duty = self.staff.roster[team as usize].map_or(Duty::default(), |step| {
            let step = self.step_of_day(roster, &roster.staffing[step as usize]);
            let on_duty = roster.on_duty(&step, away(roster, step.rostered, self.key_of_day("absence", roster)));
            Duty { rostered: step.rostered, on_duty, ready: roster.ready(on_duty) }
        });
        self.call_to_duty(team, duty, observer);
    }

    /// The step of the roster on this day. The day's two draws hold for all of its steps, and do not depend on what the roster says, so
    /// that variants meet the same days.
    fn step_of_day(&self, team: &Team, step: &StaffStep) -> StaffStep {
        if !team.strength_varies() {
            return *step;
        }
        let mut stream = self.key_of_day("strength", team).stream();
        let (strength, part) = (stream.open_uniform(), stream.uniform());
        step.on_day(factor_of_day(team.strength_cv, strength), part)
    }

    /// For what is drawn of a team on this day for one purpose.
    fn key_of_day(&self, purpose: &str, team: &Team) -> Key {
        let day = self.plan.centre().calendar().date_number(self.clock.day);
        self.keys.replication.named(purpose).named(&team.name).with(day as u64)
    }

    /// Those who are too many go before the observer hears how many are there, and those missing come after: it is told once what the
    /// team will be, before any of them takes a contact.
    fn call_to_duty(&mut self, team: u32, duty: Duty, observer: &mut impl Observer) {
        let before = (self.staff.duty[team as usize], self.staff.floor.present(team));
        self.staff.duty[team as usize] = duty;
        self.staff.floor.set_wanted(team, duty.ready);
        if self.plan.has_casework() {
            self.send_home_from_cases(team, observer);
        }
        let present = self.staff.floor.present(team).max(duty.ready);
        if before != (duty, present) {
            observer.staffed(self.clock.now, TeamIndex(team), duty, present);
        }
        while let Some(agent) = self.staff.floor.come_on_duty(team) {
            self.start_duty(agent, team, observer);
        }
    }

    fn close_doors(&mut self, observer: &mut impl Observer) {
        observer.doors_close(self.clock.now);
        self.clock.doors = Doors::ServingOut;
        for of_type in contact_types(self.plan).filter(|&of_type| self.plan.turns_away(of_type)) {
            let contact_type = self.plan.contact_type(of_type);
            while let Some(contact) = self.work.first_not_on_hold(of_type) {
                self.work.stop_waiting(&mut self.clock, contact, of_type, observer);
                observer.turned_away(self.clock.now, self.work.contacts.get(contact));
                self.work.hang_up(contact, of_type);
                let retrial = contact_type.after_turned_away.as_ref();
                self.work.try_again(&mut self.clock, &self.keys, contact, retrial, observer);
            }
        }
        self.go_home_when_served(observer);
    }

    /// After closing, the agents of the last interval stay until no customer waits, and whoever has a shift that is over. It is asked
    /// after every event that may have served the last of them.
    #[inline]
    pub(crate) fn go_home_when_served(&mut self, observer: &mut impl Observer) {
        if self.clock.doors == Doors::ServingOut && self.work.customers_waiting == 0 {
            self.clock.doors = Doors::Closed;
            for team in 0..self.staff.roster.len() as u32 {
                if self.plan.works_by_shifts(team) {
                    self.send_home_who_stayed(team, observer);
                } else {
                    self.call_to_duty(team, Duty::default(), observer);
                }
            }
        }
    }

    /// The horizon ends for a centre that would go on.
    fn end_horizon(&mut self, observer: &mut impl Observer) {
        observer.doors_close(self.clock.now);
        self.work.leave_unfinished(&mut self.clock, observer);
        self.clock.events.clear();
    }
}
