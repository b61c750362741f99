use crate::model::{ContactTypeIndex, TeamIndex};

use crate::engine::casework::rotation::day_of;
use crate::engine::contacts::contact::Wait;
use crate::engine::plan::{CaseworkPlan, Change, away};
use crate::engine::{Duty, Observer, Replication};

/// Whether anybody may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doors {
    Open,
    /// Closed, with customers still to be served.
    ServingOut,
    Closed,
}

/// The calendar turns: doors open and close, intervals begin, rosters change.
impl Replication<'_> {
    pub(crate) fn turn_page(&mut self, observer: &mut impl Observer) {
        let (_, change) = self.plan.agenda()[self.agenda_done];
        self.agenda_done += 1;
        self.await_next_page();
        match change {
            Change::Close(true) => self.close(observer),
            Change::Close(false) => self.end(observer),
            Change::Midnight => self.events.advance_epoch(self.now),
            Change::Day(day) => self.begin_day(day, observer),
            Change::Pace(team, step) => {
                self.pace[team as usize] = self.plan.centre().teams()[team as usize].pace[step as usize].factor;
            }
            Change::Staff(team, step) => {
                self.roster[team as usize] = Some(step);
                if self.doors == Doors::Open {
                    self.staff(team, observer);
                    self.share_out(observer);
                }
            }
            Change::Interval(interval, staff_anew) => {
                self.interval = interval;
                self.doors = Doors::Open;
                observer.interval_begins(self.now, interval);
                if staff_anew {
                    (0..self.roster.len() as u32).for_each(|team| self.staff(team, observer));
                    self.share_out(observer);
                }
            }
        }
    }

    fn begin_day(&mut self, day: u32, observer: &mut impl Observer) {
        if self.day_is_begun {
            self.end_day(observer);
            self.open_day += 1;
        }
        (self.day, self.day_is_begun) = (day, true);
        observer.day_begins(self.open_day);
        self.begin_day_of_people(day, observer);
        let plan = self.plan;
        for (team, it) in (0..).zip(plan.teams()) {
            // People with shifts go home by them, and everybody has a place.
            let Some(casework) = it.casework.as_ref().filter(|_| !it.has_shifts) else { continue };
            if casework.takes_turns() {
                self.begin_roles_anew(team, observer);
            } else {
                self.go_on_forgetting(team, it.most_agents, casework);
            }
            if casework.tells_agents_apart() {
                self.floor.come_in_order(team);
            }
        }
    }

    /// Whoever stays overnight knows as much of casework as somebody who comes in the morning.
    fn go_on_forgetting(&mut self, team: u32, agents: u32, casework: &CaseworkPlan) {
        let Some(rotation) = &casework.rotation else { return };
        for number in 0..agents {
            let day = day_of(rotation, number, casework.phases[number as usize], self.open_day);
            self.desks.set_knowledge(self.floor.first_agent(team) + number, day.knowledge);
        }
    }

    /// Where nobody went home overnight, agents begin the day's roles as if they came now; whoever is with a contact, after it.
    fn begin_roles_anew(&mut self, team: u32, observer: &mut impl Observer) {
        self.floor.set_wanted(team, 0);
        self.send_home_from_cases(team, observer);
    }

    /// The day before is over as it stood when the doors closed; what agents finished after that is in it.
    pub(crate) fn end_day(&mut self, observer: &mut impl Observer) {
        if self.day_is_begun {
            observer.day_ends(self.plan.closing(self.open_day), self.cases.places());
        }
    }

    pub(crate) fn await_next_page(&mut self) {
        match self.plan.agenda().get(self.agenda_done) {
            Some(&(at, _)) => self.events.schedule_calendar(at),
            None => self.events.end_calendar(),
        }
    }

    /// Cases that were put down and contacts that wait go to whoever is there for them now.
    fn share_out(&mut self, observer: &mut impl Observer) {
        self.offer_cases(observer);
        self.fill_all_room(observer);
    }

    /// Brings a team to what the roster says of this day.
    fn staff(&mut self, team: u32, observer: &mut impl Observer) {
        if self.has_shifts(team) {
            return;
        }
        let it = &self.plan.centre().teams()[team as usize];
        let duty = self.roster[team as usize].map_or(Duty::default(), |step| {
            let step = &it.staffing[step as usize];
            let day = self.plan.centre().calendar().date_number(self.day);
            let key = self.key.named("absence").named(&it.name).with(day as u64);
            let on_duty = it.on_duty(step, away(it, step.rostered, key));
            Duty { rostered: step.rostered, on_duty, ready: it.ready(on_duty) }
        });
        self.call_to_duty(team, duty, observer);
    }

    fn call_to_duty(&mut self, team: u32, duty: Duty, observer: &mut impl Observer) {
        let before = (self.duty[team as usize], self.floor.present(team));
        self.duty[team as usize] = duty;
        self.floor.set_wanted(team, duty.ready);
        if self.plan.has_casework() {
            self.send_home_from_cases(team, observer);
        }
        let present = self.floor.present(team).max(duty.ready);
        if before != (duty, present) {
            observer.staffed(self.now, TeamIndex(team), duty, present);
        }
        while let Some(agent) = self.floor.come_on_duty(team) {
            self.start_duty(agent, team, observer);
        }
    }

    fn close(&mut self, observer: &mut impl Observer) {
        observer.doors_close(self.now);
        self.doors = Doors::ServingOut;
        let contact_types =
            (0..self.contact_type_keys.len()).filter(|&it| self.plan.turns_away(ContactTypeIndex(it as u32)));
        for contact_type in contact_types {
            while let Some((_, contact)) = self.waiting.first(contact_type) {
                self.stop_waiting(contact, ContactTypeIndex(contact_type as u32), observer);
                observer.turned_away(self.now, self.contacts.get(contact));
                let contact_type = self.contact_type(ContactTypeIndex(contact_type as u32));
                if self.contacts.get(contact).wait != Wait::ToBeCalled {
                    self.free_lines(contact_type);
                }
                self.try_again(contact, contact_type.after_turned_away.as_ref(), observer);
            }
        }
        self.go_home_when_served(observer);
    }

    /// After closing, the agents of the last interval stay until no customer waits, and whoever has a shift that is over.
    #[inline]
    pub(crate) fn go_home_when_served(&mut self, observer: &mut impl Observer) {
        if self.doors == Doors::ServingOut && self.customers_waiting == 0 {
            self.doors = Doors::Closed;
            for team in 0..self.roster.len() as u32 {
                if self.has_shifts(team) {
                    self.send_home_who_stayed(team, observer);
                } else {
                    self.call_to_duty(team, Duty::default(), observer);
                }
            }
        }
    }

    /// The horizon ends for a centre that would go on.
    fn end(&mut self, observer: &mut impl Observer) {
        observer.doors_close(self.now);
        self.leave_unfinished(observer);
        self.events.clear();
    }

    pub(crate) fn leave_unfinished(&mut self, observer: &mut impl Observer) {
        for contact_type in 0..self.contact_type_keys.len() {
            while let Some((_, contact)) = self.waiting.first(contact_type) {
                self.stop_waiting(contact, ContactTypeIndex(contact_type as u32), observer);
                observer.unfinished(self.now, self.contacts.get(contact));
                self.contacts.dismiss(contact);
            }
        }
    }
}
