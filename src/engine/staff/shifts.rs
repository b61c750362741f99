//! People with shifts come, pause, and go home.

use crate::model::{ContactTypeIndex, TeamIndex};
use crate::units::{Instant, Ticks};

use super::attendance::{Due, State, Then};
use super::timetable::Timetable;
use crate::engine::casework::desks::{Activity, Role};
use crate::engine::clock::calendar::Doors;
use crate::engine::{Absence, Away, Observer, Pause, Replication, ShiftBegins};

impl Replication<'_> {
    #[inline]
    pub(crate) fn has_shifts(&self, team: u32) -> bool {
        self.plan.teams()[team as usize].has_shifts
    }

    /// Somebody with a shift takes a contact, after waiting so long for it.
    pub(crate) fn take_on(&mut self, agent: u32, team: u32, work: Ticks, idle: Ticks) {
        let busy = self.attendance.take_contact(agent, team, self.now, self.now + work);
        let crew = self.attendance.crew_mut(team);
        (crew.busy, crew.idle) = (crew.busy + busy, crew.idle + idle);
    }

    /// Somebody with a shift was idle for so long, and is no more, though not for a contact.
    pub(crate) fn end_idle(&mut self, agent: u32, team: u32, idle: Ticks, observer: &mut impl Observer) {
        if self.has_shifts(team) {
            let crew = self.attendance.crew_mut(team);
            crew.idle = crew.idle + idle;
            observer.idle_ends(self.now, agent, TeamIndex(team), idle);
        }
    }

    /// Takes somebody who is idle out of the line.
    pub(crate) fn stop_idling(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let idle = self.floor.pick_up(agent, self.now);
        self.end_idle(agent, team, idle, observer);
    }

    // The day goes by.

    /// What somebody's timetable says is due.
    pub(crate) fn turn_timetable(&mut self, agent: u32, observer: &mut impl Observer) {
        let team = self.floor.agent(agent).team;
        self.events.end_shift(agent as usize);
        match self.attendance.person(agent).state {
            State::Expected => self.come(agent, team, observer),
            State::Pausing(pause) => self.end_pause(agent, team, pause, observer),
            State::AtWork => self.leave_work_if_free(agent, team, observer),
            State::Absent { away, now } => self.pass_absent(agent, team, (away, now), observer),
            State::Home | State::Overnight { .. } => (),
        }
        self.go_home_when_served(observer);
    }

    /// The shift of somebody absent begins, or ends.
    fn pass_absent(&mut self, agent: u32, team: u32, (away, ends): (Away, bool), observer: &mut impl Observer) {
        let day = self.day;
        let person = self.attendance.person_mut(agent);
        person.state = if ends { State::Home } else { State::Absent { away, now: true } };
        let Timetable { due, ends: until, .. } = person.timetable;
        let crew = self.attendance.crew_mut(team);
        if ends {
            crew.rostered -= 1;
        } else {
            crew.rostered += 1;
            self.events.schedule_shift(agent as usize, until.max(self.now));
            observer.stays_away(self.now, &Absence { agent, team: TeamIndex(team), day, due, ends: until, away });
        }
        self.tell_crew(team, observer);
    }

    fn come(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let calendar = self.plan.centre().calendar();
        let monday_week = ((calendar.date_number(self.day) + 3) / 7) as u32;
        self.attendance.begin_shift(agent, monday_week);
        let person = self.attendance.person_mut(agent);
        (person.state, person.stays) = (State::AtWork, false);
        let Timetable { due, ends, .. } = person.timetable;
        let shift = ShiftBegins {
            agent,
            team: TeamIndex(team),
            person: person.number,
            day: self.day,
            due,
            ends,
            paid_hours: person.paid_hours,
            agency: person.agency,
        };
        self.floor.come(agent);
        let crew = self.attendance.crew_mut(team);
        (crew.at_work, crew.rostered) = (crew.at_work + 1, crew.rostered + 1);
        observer.shift_begins(self.now, &shift);
        self.tell_crew(team, observer);
        self.go_on(agent, team, observer);
    }

    /// Somebody free does what is due, and if nothing is, works.
    pub(crate) fn go_on(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        loop {
            match self.due(agent, team) {
                Due::Work => {
                    self.await_timetable(agent, team);
                    return self.start_duty(agent, team, observer);
                }
                Due::Missed => {
                    observer.break_missed(self.now, agent, TeamIndex(team));
                    self.attendance.person_mut(agent).timetable.pass();
                }
                Due::Piece => {
                    let timetable = &mut self.attendance.person_mut(agent).timetable;
                    let piece = *timetable.next_piece().expect("a piece is due");
                    timetable.pass();
                    let until = piece.over(self.now).min(timetable.ends.max(self.now));
                    return self.begin_pause(agent, team, piece.pause, piece.at, until, observer);
                }
                Due::Granted(lasts) => {
                    return self.begin_pause(agent, team, Pause::Clause, self.now, self.now + lasts, observer);
                }
                Due::End => return self.go_home_from_shift(agent, team, observer),
            }
        }
    }

    /// What somebody at work should do now.
    #[inline]
    pub(crate) fn due(&self, agent: u32, team: u32) -> Due {
        let serving_out = self.doors == Doors::ServingOut && self.customers_waiting > 0;
        self.attendance.due(agent, team, self.now, serving_out && self.anybody_waits_for(team))
    }

    fn anybody_waits_for(&self, team: u32) -> bool {
        let takes = self.plan.centre().teams()[team as usize].takes.iter().map(|entry| entry.contact_type);
        let waits = |of_type: ContactTypeIndex| self.waiting.length(of_type.0 as usize) > 0;
        takes.into_iter().any(|of_type| waits(of_type) && self.plan.gets(team, of_type))
    }

    fn await_timetable(&mut self, agent: u32, team: u32) {
        let next = self.attendance.wakes(agent, team, self.now);
        if self.now < next {
            self.events.schedule_shift(agent as usize, next);
        }
    }

    /// Something is due for somebody at work: at once, if nobody is in hand; otherwise afterwards.
    fn leave_work_if_free(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        if self.floor.agent(agent).is_idle() {
            if self.due(agent, team) == Due::Work {
                return self.await_timetable(agent, team);
            }
            self.stop_idling(agent, team, observer);
            return self.go_on(agent, team, observer);
        }
        let is_due = self.attendance.person(agent).timetable.next_due() <= self.now;
        if self.floor.agent(agent).is_away() && (is_due || self.due(agent, team) != Due::Work) {
            self.leave_off(agent, team, observer);
            self.go_on(agent, team, observer);
            return self.offer_cases(observer);
        }
        let person = self.attendance.person_mut(agent);
        if person.timetable.ends <= self.now && !person.stays {
            person.stays = true;
            self.attendance.crew_mut(team).stay(true);
            self.tell_crew(team, observer);
        }
        self.await_timetable(agent, team);
    }

    /// After closing nobody waits any more: whoever has nothing in hand, and a shift that is over, goes home.
    pub(crate) fn send_home_who_stayed(&mut self, team: u32, observer: &mut impl Observer) {
        let first = self.floor.first_agent(team);
        for agent in first..first + self.plan.teams()[team as usize].most_agents {
            if self.floor.agent(agent).is_idle() && self.due(agent, team) == Due::End {
                self.stop_idling(agent, team, observer);
                self.go_home_from_shift(agent, team, observer);
            }
        }
    }

    /// An agent at cases, or on the way, leaves them as they are.
    fn leave_off(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        match self.desks.activity(agent) {
            Activity::Working { .. } | Activity::Awaiting => {
                self.leave_cases(agent, team, Ticks::ZERO, observer);
            }
            Activity::Switching => {
                self.events.end_handling(agent as usize);
                observer.switching_ends(self.now, TeamIndex(team));
                self.desks.set_activity(agent, team, Activity::Elsewhere);
                if self.desks.day(agent).role == Role::CalledBack {
                    self.desks.arrive(team);
                }
            }
            Activity::Elsewhere => (),
        }
    }

    fn begin_pause(
        &mut self,
        agent: u32,
        team: u32,
        pause: Pause,
        due: Instant,
        until: Instant,
        observer: &mut impl Observer,
    ) {
        self.floor.leave_contacts(agent);
        self.attendance.begin_pause(agent, team, pause);
        self.events.schedule_shift(agent as usize, until);
        observer.pause_begins(self.now, agent, TeamIndex(team), pause, due);
        self.tell_crew(team, observer);
    }

    fn end_pause(&mut self, agent: u32, team: u32, pause: Pause, observer: &mut impl Observer) {
        self.attendance.end_pause(agent, team);
        observer.pause_ends(self.now, agent, TeamIndex(team), pause);
        self.tell_crew(team, observer);
        self.go_on(agent, team, observer);
    }

    pub(crate) fn go_home_from_shift(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        self.floor.leave(agent);
        self.events.end_shift(agent as usize);
        let person = self.attendance.person_mut(agent);
        let (ends, then) = match person.state {
            State::Overnight { ended, then } => (ended, then),
            _ => {
                self.miss_breaks_owed(agent, team, observer);
                (self.attendance.person(agent).timetable.ends, Then::Home)
            }
        };
        let person = self.attendance.person_mut(agent);
        let stays = person.stays;
        (person.state, person.stays) = (State::Home, false);
        let crew = self.attendance.crew_mut(team);
        crew.at_work -= 1;
        if stays {
            crew.staying -= 1;
        } else {
            crew.rostered -= 1;
        }
        observer.shift_ends(self.now, agent, TeamIndex(team), ends);
        self.tell_crew(team, observer);
        self.expect(agent, then);
    }

    /// The shift is over, and with it the time for breaks.
    pub(crate) fn miss_breaks_owed(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        for _ in 0..self.attendance.person(agent).timetable.breaks_owed() {
            observer.break_missed(self.now, agent, TeamIndex(team));
        }
    }

    fn tell_crew(&mut self, team: u32, observer: &mut impl Observer) {
        let (duty, present) = self.attendance.crew(team).duty();
        observer.staffed(self.now, TeamIndex(team), duty, present);
    }
}
