//! At the end of a shift, contacts in hand are handed over to colleagues, if the team does so.
//!
//! What is left of a contact goes back to the head of its line, unless somebody is free for it at once. Whoever takes it does that, at
//! their own pace. A wrap-up is finished by the agent who began it.

use crate::model::{ContactTypeIndex, Policy, TeamIndex};
use crate::units::{Instant, Ticks};

use super::register::ContactIndex;
use super::stint::{Rest, Stint};
use crate::engine::casework::desks::Role;
use crate::engine::parts::Work;
use crate::engine::staff::attendance::{NextStep, Presence};
use crate::engine::staff::floor::{Phase, Serving};
use crate::engine::{Answer, Ending, HandOver, Observer, Replication};

impl Replication<'_> {
    /// The shift is over of somebody of a team that hands over: whatever others can take is put down. True if nothing is left in
    /// hand, and the person has gone home.
    pub(crate) fn hand_over(&mut self, agent: u32, team: u32, observer: &mut impl Observer) -> bool {
        let Some(&Serving { contact, phase, wrap_up }) = self.staff.floor.agent(agent).serving() else { return false };
        let of_type = self.work.contacts.get(contact).contact_type;
        // Whoever would be needed, though the shift is over, has no time to go home in.
        if self.next_step(agent, team) != NextStep::End || !self.has_taker(agent, of_type) {
            return false;
        }
        let left = self.clock.events.handling_ends(agent).since(self.clock.now);
        let talk = match phase {
            Phase::Holding => return self.hand_over_held(agent, team, of_type, observer),
            Phase::Whole => Ticks(left.0.saturating_sub(wrap_up.0)),
            Phase::TalkBefore => left,
            Phase::WrapUp | Phase::PassedOn | Phase::Ringing => Ticks::ZERO,
        };
        if talk == Ticks::ZERO {
            return false;
        }
        self.go_home_without(contact, agent, team, (talk, wrap_up), observer);
        self.offer_rest(contact, of_type, observer);
        true
    }

    /// As [`Self::hand_over`], of somebody with several contacts in hand. Those of which only the wrap-up is left are finished.
    fn hand_over_held(
        &mut self,
        agent: u32,
        team: u32,
        of_type: ContactTypeIndex,
        observer: &mut impl Observer,
    ) -> bool {
        let now = self.clock.now;
        let slowdown = self.plan.contact_type(of_type).concurrency.map_or(1.0, |concurrency| concurrency.slowdown);
        while let Some((held, next)) = self.staff.chats.put_down(agent, of_type.0 as usize, now, slowdown) {
            let longer = Ticks(now.since(held.began).0.saturating_sub(held.work.0 - held.left.0));
            observer.prolonged(now, self.work.contacts.get(held.contact), longer);
            let rest = (held.left - held.wrap_up, held.wrap_up);
            match next {
                Some(next) => {
                    self.keep_holding(agent, next);
                    self.put_down(held.contact, agent, team, rest, observer);
                }
                None => {
                    self.staff.attendance.finish_contacts(agent, now);
                    self.go_home_without(held.contact, agent, team, rest, observer);
                }
            }
            self.offer_rest(held.contact, of_type, observer);
            if next.is_none() {
                return true;
            }
        }
        false
    }

    /// The agent puts down the last contact in hand, and goes home.
    fn go_home_without(
        &mut self,
        index: ContactIndex,
        agent: u32,
        team: u32,
        rest: (Ticks, Ticks),
        observer: &mut impl Observer,
    ) {
        self.clock.events.end_handling(agent);
        observer.released(self.clock.now, TeamIndex(team));
        self.put_down(index, agent, team, rest, observer);
        self.staff.attendance.put_down_contacts(agent, team, self.clock.now);
        self.staff.go_home_from_shift(&mut self.clock, agent, team, observer);
    }

    /// The contact is on hold from now on, with so much talk and wrap-up left.
    fn put_down(
        &mut self,
        index: ContactIndex,
        agent: u32,
        team: u32,
        (talk, wrap_up): (Ticks, Ticks),
        observer: &mut impl Observer,
    ) {
        let contact = self.work.contacts.get(index);
        let Some(&stint) = self.work.contacts.stint(index) else { return };
        let hand_over = HandOver {
            agent,
            team: TeamIndex(team),
            talk,
            wrap_up,
            was_until: stint.until,
            at_once: stint.at_once,
            beside: if self.plan.route(contact.contact_type).concurrent {
                self.staff.chats.in_hand(agent) as u32
            } else {
                0
            },
        };
        self.work.on_hold[contact.contact_type.0 as usize] += 1;
        observer.handed_over(self.clock.now, contact, &hand_over);
        let rest = Some(Rest { talk, wrap_up, since: self.clock.now });
        self.work.contacts.set_stint(index, Stint { rest, ..stint });
    }

    /// What is left of a contact goes to somebody free, as if it arrived; else it is on hold at the head of its line.
    fn offer_rest(&mut self, index: ContactIndex, of_type: ContactTypeIndex, observer: &mut impl Observer) {
        let route = self.plan.route(of_type);
        let waited = self.clock.now.since(self.work.contacts.get(index).entered);
        if let Some(agent) = self.find_who_stays(index, of_type, waited, observer) {
            return self.answer_by_idle::<true>(index, agent, observer);
        }
        if let Some(agent) = self.agent_with_room(of_type, waited) {
            return self.answer_beside(index, agent, observer);
        }
        for &team in &route.interrupts {
            while let Some(agent) = self.staff.desks.longest_there(team)
                && self.is_off_duty(agent, team)
            {
                self.send_off(agent, team, observer);
            }
        }
        if let Some(agent) = self.interrupt(&route.interrupts, observer) {
            let answer = self.begin_handling::<true>(index, agent, Ticks::ZERO);
            self.tell_of_answer(index, &answer, true, observer);
            return self.offer_cases(observer);
        }
        self.put_on_hold(index, of_type, waited, observer);
    }

    /// An idle agent who takes the contact. Those who are to leave at this very moment do so first: or they would hand it over again.
    fn find_who_stays(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        waited: Ticks,
        observer: &mut impl Observer,
    ) -> Option<u32> {
        loop {
            let agent = self.find_agent(index, self.plan.route(of_type), waited)?;
            let team = self.staff.floor.agent(agent).team;
            if !self.is_off_duty(agent, team) {
                return Some(agent);
            }
            self.send_off(agent, team, observer);
        }
    }

    /// Whether somebody with a shift is to leave work now, and has not heard so yet.
    fn is_off_duty(&self, agent: u32, team: u32) -> bool {
        self.plan.works_by_shifts(team) && self.next_step(agent, team) != NextStep::Work
    }

    fn send_off(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        self.clock.events.end_shift(agent);
        self.leave_work_if_free(agent, team, observer);
    }

    /// The contact waits before all others of its type but those on hold that came before it, for as long as it takes.
    fn put_on_hold(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        waited: Ticks,
        observer: &mut impl Observer,
    ) {
        let Work { waiting, contacts, .. } = &mut self.work;
        let entered = contacts.get(index).entered;
        let goes_before = |other| contacts.is_on_hold(other) && contacts.get(other).entered <= entered;
        waiting.join_behind(index, of_type.0 as usize, entered, goes_before);
        let tiers = &self.plan.route(of_type).tiers;
        if let Some(tier) = tiers.get(tiers.partition_point(|tier| tier.after <= waited)) {
            let timer = waiting.take_timer(index);
            self.clock.events.schedule_wait(timer, entered + tier.after);
        }
        self.work.customers_waiting += u32::from(self.plan.is_customer(of_type));
        observer.queued(self.clock.now, self.work.contacts.get(index), self.work.waiting.length(of_type.0 as usize));
        if self.plan.route(of_type).recalls {
            self.recall_agents(observer);
        }
    }

    /// Whether somebody else can take over a contact of this type. A message waits until there is somebody. A customer is not left on
    /// hold when the centre closes, or when nobody else is at work.
    fn has_taker(&self, agent: u32, of_type: ContactTypeIndex) -> bool {
        !self.plan.is_customer(of_type)
            || (self.plan.is_open_after(self.clock.now) && self.has_colleague(agent, of_type, 1))
    }

    /// Whether anybody else is at work, and stays, who takes contacts of this type, `more` of which would wait. Teams that keep agents
    /// back from it do not count: they may never have as many free.
    ///
    /// People whose shifts, breaks and numbers change at this very moment are taken as they will be once all of them have: or the order of
    /// the file would decide.
    fn has_colleague(&self, agent: u32, of_type: ContactTypeIndex, more: u32) -> bool {
        let teams = self.plan.teams().iter().zip(0..);
        let mut teams =
            teams.filter(|&(_, team)| self.plan.gets(team, of_type) && self.keeps_nobody_back(team, of_type));
        teams.any(|(team_plan, team)| {
            let first = self.staff.floor.first_agent(team);
            let recalls = self.would_recall(team, more);
            let by_shifts = self.plan.works_by_shifts(team);
            if !by_shifts && self.rises_now(team) {
                return true;
            }
            (first..first + team_plan.most_agents).any(|other| {
                let takes_contacts = || recalls || self.staff.desks.day(other).role != Role::Cases;
                let is_there =
                    || if by_shifts { self.stays(other, team) } else { self.is_there_by_number(other, team) };
                other != agent && is_there() && takes_contacts()
            })
        })
    }

    fn keeps_nobody_back(&self, team: u32, of_type: ContactTypeIndex) -> bool {
        self.plan.terms(team, of_type).reserve == 0
    }

    /// Whether somebody with a shift is at work from this moment on.
    fn stays(&self, agent: u32, team: u32) -> bool {
        let (now, attendance) = (self.clock.now, &self.staff.attendance);
        let person = attendance.person(agent);
        match person.presence {
            Presence::AtWork => now < attendance.next_due(agent, team, now),
            Presence::Expected | Presence::Pausing(_) => {
                self.clock.events.shift_due(agent) <= now && now < person.timetable.ends
            }
            _ => false,
        }
    }

    fn is_there_by_number(&self, agent: u32, team: u32) -> bool {
        self.staff.duty[team as usize].ready > 0 && self.staff.floor.agent(agent).is_there()
    }

    /// Whether agents by number come at this very moment: the roster is followed after the shifts.
    fn rises_now(&self, team: u32) -> bool {
        let staffing = &self.plan.centre().teams()[team as usize].staffing;
        let next = staffing.partition_point(|step| step.at < self.clock.now);
        let before = next.checked_sub(1).map_or(0, |before| staffing[before].rostered);
        staffing.get(next).is_some_and(|step| step.at == self.clock.now && before < step.rostered)
    }

    /// Whether an agent on cases would be called to the contacts, if so many more waited.
    fn would_recall(&self, team: u32, more: u32) -> bool {
        let casework = self.plan.teams()[team as usize].casework.as_ref();
        let Some(Policy::Threshold { recall_at, .. }) = casework.map(|casework| casework.policy) else { return false };
        recall_at + self.staff.desks.on_the_way(team) <= self.waiting_for(team) + more
    }

    /// Whether somebody is to stay although the shift is over: a customer is on hold for whom nobody else is left.
    pub(crate) fn is_needed_past_end(&self, agent: u32, team: u32) -> bool {
        if self.clock.now < self.staff.attendance.person(agent).timetable.ends {
            return false;
        }
        let mut takes = self.plan.centre().teams()[team as usize].takes.iter().map(|entry| entry.contact_type);
        takes.any(|of_type| {
            self.work.on_hold[of_type.0 as usize] > 0
                && self.plan.is_customer(of_type)
                && self.plan.gets(team, of_type)
                && self.keeps_nobody_back(team, of_type)
                && !self.has_colleague(agent, of_type, 0)
        })
    }

    /// The observer hears of an answer, or of a contact that is taken over.
    #[inline(always)]
    pub(crate) fn tell_of_answer(
        &self,
        index: ContactIndex,
        answer: &Answer,
        takes_over: bool,
        observer: &mut impl Observer,
    ) {
        let contact = self.work.contacts.get(index);
        if takes_over {
            let at_once = self.work.contacts.stint(index).is_some_and(|stint| stint.at_once);
            return observer.taken_over(self.clock.now, contact, answer, at_once);
        }
        observer.answered(self.clock.now, contact, answer);
    }
}

impl Work<'_> {
    /// Of those who wait for a first answer, whoever comes first.
    pub(crate) fn first_not_on_hold(&self, of_type: ContactTypeIndex) -> Option<ContactIndex> {
        self.waiting.find(of_type.0 as usize, |contact| !self.contacts.is_on_hold(contact))
    }

    /// An agent takes a contact that may be handed over later, or was: then with what is left of it. `factor` is the agent's, on the time
    /// that the work takes.
    #[inline(never)]
    pub(crate) fn take_up(&mut self, now: Instant, index: ContactIndex, factor: f64, answer: Answer) -> Answer {
        let mut answer = answer;
        let mut at_once = answer.wait == Ticks::ZERO;
        if let Some(&Stint { factor: before, at_once: was_at_once, rest: Some(rest), .. }) = self.contacts.stint(index)
        {
            let contact_type = self.contacts.get(index).contact_type;
            (answer.talk, answer.wrap_up) = rest.with_pace(factor / before);
            answer.wait = now.since(rest.since);
            answer.ending = match self.plan.contact_type(contact_type).handling_limit {
                Some(_) => self.contacts.ending(index),
                None => Ending::Finished,
            };
            at_once = was_at_once;
            self.on_hold[contact_type.0 as usize] -= 1;
        }
        let until = now + answer.talk + answer.wrap_up;
        self.contacts.set_stint(index, Stint { factor, until, at_once, rest: None });
        answer
    }
}
