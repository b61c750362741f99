//! People with shifts come, pause, and go home.

use crate::engine::casework::desks::Activity;
use crate::engine::clock::doors::Doors;
use crate::engine::parts::{Clock, Staff, Work};
use crate::engine::{Absence, Away, Observer, Pause, Replication, ShiftBegins};
use crate::model::{ContactTypeIndex, TeamIndex, week_number};
use crate::units::{Instant, Ticks};

use super::attendance::{NextStep, Person, Presence, Then};
use super::timetable::Timetable;

impl Replication<'_> {
    /// Something is due by somebody's timetable.
    pub(crate) fn follow_timetable(&mut self, agent: u32, observer: &mut impl Observer) {
        let team = self.staff.floor.agent(agent).team;
        self.clock.events.end_shift(agent);
        match self.staff.attendance.person(agent).presence {
            Presence::Expected => {
                self.staff.come(&self.clock, agent, team, observer);
                self.go_on(agent, team, observer);
            }
            Presence::Pausing(pause) => {
                self.staff.end_pause(self.clock.now, agent, team, pause, observer);
                self.go_on(agent, team, observer);
                if pause.is_break() && self.staff.attendance.team(team).limits_breaks() {
                    self.give_breaks(team, observer);
                }
            }
            Presence::AtWork => self.leave_work_if_free(agent, team, observer),
            Presence::WillBeAbsent(away) => self.staff.begin_absence(&mut self.clock, agent, team, away, observer),
            Presence::Absent => self.staff.end_absence(&mut self.clock, agent, team, observer),
            Presence::Home | Presence::Overnight { .. } => (),
        }
        self.go_home_when_served(observer);
    }

    /// Somebody free does what is due, and if nothing is, works.
    pub(crate) fn go_on(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        let now = self.clock.now;
        loop {
            match self.next_step(agent, team) {
                NextStep::Work => {
                    // The next thing due is awaited first: taking a contact may lead to the end of the day.
                    self.staff.await_timetable(&mut self.clock, agent, team);
                    return self.start_duty(agent, team, observer);
                }
                NextStep::Missed => {
                    observer.break_missed(now, agent, TeamIndex(team));
                    self.staff.attendance.person_mut(agent).timetable.pass();
                }
                NextStep::Piece => {
                    let has_room = self.staff.attendance.has_room_for_break(team);
                    let timetable = &mut self.staff.attendance.person_mut(agent).timetable;
                    if !has_room {
                        timetable.put_breaks_behind(now);
                    }
                    let piece = *timetable.next_piece().expect("a piece is due");
                    timetable.pass();
                    let until = piece.over(now).min(timetable.ends.max(now));
                    self.staff.begin_pause(&mut self.clock, (agent, team), piece.pause, piece.at, until, observer);
                    return;
                }
                NextStep::Granted(lasts) => {
                    self.staff.begin_pause(&mut self.clock, (agent, team), Pause::Clause, now, now + lasts, observer);
                    return;
                }
                NextStep::End => return self.staff.go_home_from_shift(&mut self.clock, agent, team, observer),
            }
        }
    }

    /// What somebody at work should do now.
    #[inline]
    pub(crate) fn next_step(&self, agent: u32, team: u32) -> NextStep {
        let serving_out = self.clock.doors == Doors::ServingOut && self.work.customers_waiting > 0;
        let stays = (serving_out && self.work.anybody_waits_for(team))
            || (self.plan.hands_over() && self.is_needed_past_end(agent, team));
        self.staff.attendance.next_step(agent, team, self.clock.now, stays)
    }

    /// Something is due for somebody at work: at once, if nobody is in hand; otherwise afterwards.
    pub(crate) fn leave_work_if_free(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        if self.staff.floor.agent(agent).is_idle() {
            if self.next_step(agent, team) == NextStep::Work {
                return self.staff.await_timetable(&mut self.clock, agent, team);
            }
            self.staff.stop_idling(self.clock.now, agent, team, observer);
            return self.go_on(agent, team, observer);
        }
        let is_due = self.staff.attendance.next_due(agent, team, self.clock.now) <= self.clock.now;
        if self.staff.floor.agent(agent).is_away() && (is_due || self.next_step(agent, team) != NextStep::Work) {
            self.leave_off(agent, team, observer);
            // Whoever leaves does what is due before the case put down is offered, or would be offered it.
            self.go_on(agent, team, observer);
            return self.offer_cases(observer);
        }
        let is_over = self.staff.attendance.person(agent).timetable.ends <= self.clock.now;
        if is_over && self.plan.teams()[team as usize].hands_over && self.hand_over(agent, team, observer) {
            return;
        }
        self.staff.stay_after_shift(self.clock.now, agent, team, observer);
        self.staff.await_timetable(&mut self.clock, agent, team);
    }

    /// After closing nobody waits any more: whoever has nothing in hand, and a shift that is over, goes home.
    pub(crate) fn send_home_who_stayed(&mut self, team: u32, observer: &mut impl Observer) {
        let first = self.staff.floor.first_agent(team);
        for agent in first..first + self.plan.teams()[team as usize].most_agents {
            if self.staff.floor.agent(agent).is_idle() && self.next_step(agent, team) == NextStep::End {
                self.staff.stop_idling(self.clock.now, agent, team, observer);
                self.staff.go_home_from_shift(&mut self.clock, agent, team, observer);
            }
        }
    }

    /// A break is over, so others may begin theirs: whoever has waited longest, of those who are free; the others as soon as they are.
    fn give_breaks(&mut self, team: u32, observer: &mut impl Observer) {
        let (now, first) = (self.clock.now, self.staff.floor.first_agent(team));
        let agents = first..first + self.plan.teams()[team as usize].most_agents;
        while self.staff.attendance.has_room_for_break(team) {
            let waits = |agent: u32| {
                let (person, on_floor) = (self.staff.attendance.person(agent), self.staff.floor.agent(agent));
                let is_free = person.presence == Presence::AtWork && (on_floor.is_idle() || on_floor.is_away());
                person.timetable.owes_break(now).filter(|_| is_free).map(|at| (at, agent))
            };
            let Some((_, agent)) = agents.clone().filter_map(waits).min() else { return };
            self.leave_work_if_free(agent, team, observer);
        }
    }

    /// An agent at cases, or on the way, leaves them as they are.
    fn leave_off(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        match self.staff.desks.activity(agent) {
            Activity::Working { .. } | Activity::Awaiting => {
                self.leave_cases(agent, team, Ticks::ZERO, observer);
            }
            Activity::Switching => {
                self.clock.events.end_handling(agent);
                self.staff.end_switching(self.clock.now, agent, team, observer);
            }
            Activity::Elsewhere => (),
        }
    }
}

impl Work<'_> {
    fn anybody_waits_for(&self, team: u32) -> bool {
        let mut takes = self.plan.centre().teams()[team as usize].takes.iter().map(|entry| entry.contact_type);
        let waits = |of_type: ContactTypeIndex| self.waiting.length(of_type.0 as usize) > 0;
        takes.any(|of_type| waits(of_type) && self.plan.gets(team, of_type))
    }
}

impl Staff<'_> {
    /// Somebody with a shift takes a contact, after waiting so long for it.
    pub(crate) fn take_on(&mut self, now: Instant, agent: u32, team: u32, work: Ticks, idle: Ticks) {
        let busy = self.attendance.take_contact(agent, team, now, now + work);
        let load = self.attendance.team_mut(team);
        (load.busy, load.idle) = (load.busy + busy, load.idle + idle);
    }

    /// Somebody with a shift was idle for so long, and is no more, though not for a contact.
    pub(crate) fn end_idle(&mut self, now: Instant, agent: u32, team: u32, idle: Ticks, observer: &mut impl Observer) {
        if self.plan.works_by_shifts(team) {
            let load = self.attendance.team_mut(team);
            load.idle = load.idle + idle;
            observer.idle_ends(now, agent, TeamIndex(team), idle);
        }
    }

    /// Takes somebody who is idle out of the line.
    pub(crate) fn stop_idling(&mut self, now: Instant, agent: u32, team: u32, observer: &mut impl Observer) {
        let idle = self.floor.pick_up(agent, now);
        self.end_idle(now, agent, team, idle, observer);
    }

    /// Somebody busy of a team without shifts, which has too many, goes home.
    pub(crate) fn go_home(&mut self, now: Instant, agent: u32, team: u32, observer: &mut impl Observer) {
        self.floor.go_home(agent);
        observer.staffed(now, TeamIndex(team), self.duty[team as usize], self.floor.present(team));
    }

    /// The observer hears who has come before it hears how many are there, and of both before the person takes anything.
    fn come(&mut self, clock: &Clock, agent: u32, team: u32, observer: &mut impl Observer) {
        let Person { day, began_before, .. } = *self.attendance.person(agent);
        let date = self.plan.centre().calendar().date_number(day) - i64::from(began_before);
        self.attendance.begin_shift(agent, week_number(date));
        let person = self.attendance.person_mut(agent);
        (person.presence, person.stays) = (Presence::AtWork, false);
        let Timetable { due, ends, .. } = person.timetable;
        let shift = ShiftBegins {
            agent,
            team: TeamIndex(team),
            person: person.number,
            day,
            due,
            ends,
            paid_hours: person.paid_hours,
            agency: person.agency,
            began_before,
        };
        self.floor.come(agent);
        let count = self.attendance.team_mut(team);
        (count.at_work, count.rostered) = (count.at_work + 1, count.rostered + 1);
        observer.shift_begins(clock.now, &shift);
        self.announce_duty(clock.now, team, observer);
    }

    /// The shift of somebody begins who does not come.
    fn begin_absence(&mut self, clock: &mut Clock, agent: u32, team: u32, away: Away, observer: &mut impl Observer) {
        let person = self.attendance.person_mut(agent);
        person.presence = Presence::Absent;
        let Person { day, timetable: Timetable { due, ends, .. }, .. } = *person;
        self.attendance.team_mut(team).rostered += 1;
        clock.events.schedule_shift(agent, ends.max(clock.now));
        let absence = Absence { agent, team: TeamIndex(team), day, due, ends, away };
        observer.stays_away(clock.now, &absence);
        self.announce_duty(clock.now, team, observer);
    }

    /// The shift of somebody is over who did not come.
    fn end_absence(&mut self, clock: &mut Clock, agent: u32, team: u32, observer: &mut impl Observer) {
        self.attendance.person_mut(agent).presence = Presence::Home;
        self.attendance.team_mut(team).rostered -= 1;
        self.announce_duty(clock.now, team, observer);
        self.go_on_to_next_day(clock, agent);
    }

    fn await_timetable(&mut self, clock: &mut Clock, agent: u32, team: u32) {
        let next = self.attendance.wakes(agent, team, clock.now);
        if clock.now < next {
            return clock.events.schedule_shift(agent, next);
        }
        // A break may be overdue when the shift ends, and whoever hands over does so then.
        let ends = self.attendance.person(agent).timetable.ends;
        if self.plan.teams()[team as usize].hands_over && clock.now < ends {
            clock.events.schedule_shift(agent, ends);
        }
    }

    /// Whoever has somebody in hand at the end of the shift stays, and is no longer rostered.
    fn stay_after_shift(&mut self, now: Instant, agent: u32, team: u32, observer: &mut impl Observer) {
        let person = self.attendance.person_mut(agent);
        if person.timetable.ends <= now && !person.stays {
            person.stays = true;
            self.attendance.team_mut(team).stay();
            self.announce_duty(now, team, observer);
        }
    }

    fn begin_pause(
        &mut self,
        clock: &mut Clock,
        (agent, team): (u32, u32),
        pause: Pause,
        due: Instant,
        until: Instant,
        observer: &mut impl Observer,
    ) {
        self.floor.leave_contacts(agent);
        self.attendance.begin_pause(agent, team, pause);
        clock.events.schedule_shift(agent, until);
        observer.pause_begins(clock.now, agent, TeamIndex(team), pause, due);
        self.announce_duty(clock.now, team, observer);
    }

    fn end_pause(&mut self, now: Instant, agent: u32, team: u32, pause: Pause, observer: &mut impl Observer) {
        self.attendance.end_pause(agent, team);
        observer.pause_ends(now, agent, TeamIndex(team), pause);
        self.announce_duty(now, team, observer);
    }

    /// Breaks owed are missed before the shift is told as over: the observer counts them to it.
    pub(crate) fn go_home_from_shift(
        &mut self,
        clock: &mut Clock,
        agent: u32,
        team: u32,
        observer: &mut impl Observer,
    ) {
        self.floor.leave(agent);
        clock.events.end_shift(agent);
        let (ends, then) = match self.attendance.person(agent).presence {
            Presence::Overnight { ended, then } => (ended, then),
            _ => {
                self.miss_breaks_owed(clock.now, agent, team, observer);
                (self.attendance.person(agent).timetable.ends, Then::Home)
            }
        };
        let person = self.attendance.person_mut(agent);
        let stays = person.stays;
        (person.presence, person.stays) = (Presence::Home, false);
        let count = self.attendance.team_mut(team);
        count.at_work -= 1;
        if stays {
            count.staying -= 1;
        } else {
            count.rostered -= 1;
        }
        observer.shift_ends(clock.now, agent, TeamIndex(team), ends);
        self.announce_duty(clock.now, team, observer);
        self.expect(clock, agent, then);
        self.go_on_to_next_day(clock, agent);
    }

    /// The shift is over, and with it the time for breaks.
    pub(crate) fn miss_breaks_owed(&mut self, now: Instant, agent: u32, team: u32, observer: &mut impl Observer) {
        for _ in 0..self.attendance.person(agent).timetable.breaks_owed() {
            observer.break_missed(now, agent, TeamIndex(team));
        }
    }

    fn announce_duty(&self, now: Instant, team: u32, observer: &mut impl Observer) {
        let (duty, present) = self.attendance.team(team).duty();
        observer.staffed(now, TeamIndex(team), duty, present);
    }
}
