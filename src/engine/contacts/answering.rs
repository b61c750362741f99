//! Agents answer contacts, finish with them, and take the next.

use crate::engine::staff::attendance::NextStep;
use crate::engine::staff::floor::{Phase, Serving};
use crate::engine::{Answer, Ending, Observer, Replication};
use crate::model::{ContactTypeIndex, TeamIndex};
use crate::units::Ticks;

use super::register::ContactIndex;

impl Replication<'_> {
    #[inline(always)]
    pub(crate) fn answer_by_idle<const RICH: bool>(
        &mut self,
        index: ContactIndex,
        agent: u32,
        observer: &mut impl Observer,
    ) {
        let idle = self.staff.floor.pick_up(agent, self.clock.now);
        if RICH && self.rings_in_vain(index, agent, observer) {
            self.staff.end_idle(self.clock.now, agent, self.staff.floor.agent(agent).team, idle, observer);
            return self.give_up::<RICH>(index, self.work.contacts.get(index).contact_type, observer);
        }
        let takes_over = RICH && self.work.contacts.is_on_hold(index);
        let answer = self.begin_handling::<RICH>(index, agent, idle);
        self.tell_of_answer(index, &answer, takes_over, observer);
    }

    /// The agent is busy with the contact from now on.
    #[inline(always)]
    pub(crate) fn begin_handling<const RICH: bool>(&mut self, index: ContactIndex, agent: u32, idle: Ticks) -> Answer {
        let contact = self.work.contacts.get(index);
        let team = self.staff.floor.agent(agent).team;
        let of_type = contact.contact_type;
        let terms = self.plan.terms(team, of_type);
        let factor = terms.handling * self.staff.pace[team as usize];
        let (mut talk, mut wrap_up, entered) = (contact.talk, contact.wrap_up, contact.entered);
        if factor != 1.0 {
            (talk, wrap_up) = (talk.times(factor), wrap_up.times(factor));
        }
        let mut ending = Ending::Finished;
        let mut wait = self.clock.now.since(entered);
        let mut pace = 1.0;
        if RICH && !terms.plain {
            pace = self.staff.desks.day(agent).pace * self.staff.attendance.skill(agent).handling;
            (talk, wrap_up) = (talk.times(pace), wrap_up.times(pace));
            // A target is about the time as this agent would take it, so it comes after every factor.
            (talk, wrap_up, ending) = self.work.limit_handling(&self.keys, index, talk, wrap_up);
        }
        if RICH && self.plan.hands_over() {
            let answer = Answer { agent, team: TeamIndex(team), wait, talk, wrap_up, idle, ending, beside: 0 };
            Answer { talk, wrap_up, wait, ending, .. } =
                self.work.take_up(self.clock.now, index, factor * pace, answer);
        }
        if RICH && self.plan.works_by_shifts(team) {
            self.staff.take_on(self.clock.now, agent, team, talk + wrap_up, idle);
        }
        if RICH && let Some(concurrency) = self.plan.contact_type(of_type).concurrency {
            let beside = self.hold(index, agent, talk + wrap_up, wrap_up, concurrency.slowdown);
            return Answer { agent, team: TeamIndex(team), wait, talk, wrap_up, idle, ending, beside };
        }
        let contact_type = self.plan.contact_type(of_type);
        let talk_frees = !contact_type.lines.is_empty() || (RICH && contact_type.transfer.is_some());
        // One event serves for talk and wrap-up together, unless something happens between them.
        let (phase, lasts) = if wrap_up > Ticks::ZERO && talk_frees {
            (Phase::TalkBefore, talk)
        } else {
            (Phase::Whole, talk + wrap_up)
        };
        self.clock.events.schedule_handling(agent, self.clock.now + lasts);
        self.staff.floor.serve(agent, Serving { contact: index, phase, wrap_up });
        Answer { agent, team: TeamIndex(team), wait, talk, wrap_up, idle, ending, beside: 0 }
    }

    #[inline(always)]
    pub(crate) fn finish_handling<const RICH: bool>(&mut self, agent: u32, observer: &mut impl Observer) {
        let Some(&Serving { contact, phase, wrap_up }) = self.staff.floor.agent(agent).serving() else {
            return self.finish_activity(agent, observer);
        };
        let (contact, wrap_up) = match phase {
            Phase::Holding if RICH => match self.finish_one(agent, observer) {
                Some(last) => {
                    self.staff.attendance.finish_contacts(agent, self.clock.now);
                    last
                }
                None => return self.go_home_when_served(observer),
            },
            _ => (contact, wrap_up),
        };
        let of_type = self.work.contacts.get(contact).contact_type;
        // The line is free before anything else happens, so that whoever is offered next, passed on at once, finds it free.
        if matches!(phase, Phase::Whole | Phase::TalkBefore) && self.plan.route(of_type).needs_line {
            self.work.hang_up(contact, of_type);
        }
        if phase == Phase::TalkBefore {
            self.staff.floor.serve(agent, Serving { contact, phase: Phase::WrapUp, wrap_up });
            self.clock.events.schedule_handling(agent, self.clock.now + wrap_up);
            if RICH {
                self.pass_on_after_talk(contact, agent, observer);
            }
            return;
        }
        let team = self.staff.floor.agent(agent).team;
        let plain = !RICH || (phase.is_with_agent() && self.plan.terms(team, of_type).plain);
        if !plain {
            // What becomes of the contact may bear on whom the agent takes next.
            self.finish_contact::<RICH>(contact, agent, phase, wrap_up, observer);
        }
        let has_shifts = RICH && self.plan.works_by_shifts(team);
        let surplus = if has_shifts {
            self.next_step(agent, team) != NextStep::Work
        } else {
            self.staff.floor.goes_home(agent, team)
        };
        let leaves = RICH && self.plan.has_casework() && self.leaves_contacts(agent, team);
        let next = if surplus || leaves { None } else { self.next_contact::<RICH>(team) };
        if next.is_none() {
            self.clock.events.end_handling(agent);
        }
        if plain {
            // Whom the agent takes next was looked for first: nothing that follows here can change it, and the loop is faster.
            observer.released(self.clock.now, TeamIndex(team));
            self.settle::<RICH>(contact, agent, team, wrap_up, observer);
        }
        if surplus && has_shifts {
            self.go_on(agent, team, observer);
        } else if surplus {
            self.staff.go_home(self.clock.now, agent, team, observer);
            if RICH {
                self.fill_all_room(observer);
            }
        } else {
            self.take::<RICH>(next, agent, observer);
        }
        self.go_home_when_served(observer);
    }

    #[inline(never)]
    fn finish_contact<const RICH: bool>(
        &mut self,
        contact: ContactIndex,
        agent: u32,
        phase: Phase,
        wrap_up: Ticks,
        observer: &mut impl Observer,
    ) {
        let team = self.staff.floor.agent(agent).team;
        observer.released(self.clock.now, TeamIndex(team));
        if phase.is_with_agent() {
            self.settle::<RICH>(contact, agent, team, wrap_up, observer);
        }
    }

    /// A free agent takes the next contact waiting, or rests.
    pub(crate) fn take_next<const RICH: bool>(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        self.take::<RICH>(self.next_contact::<RICH>(team), agent, observer);
    }

    #[inline(always)]
    fn take<const RICH: bool>(
        &mut self,
        next: Option<(ContactTypeIndex, ContactIndex)>,
        agent: u32,
        observer: &mut impl Observer,
    ) {
        let Some((of_type, index)) = next else { return self.have_nothing_to_take::<RICH>(agent, observer) };
        if RICH && self.rings_in_vain(index, agent, observer) {
            self.work.stop_waiting(&mut self.clock, index, of_type, observer);
            return self.give_up::<RICH>(index, of_type, observer);
        }
        // The observer hears that the wait is over before it hears of the answer, and of the agent only then.
        let takes_over = RICH && self.work.contacts.is_on_hold(index);
        let answer = self.begin_handling::<RICH>(index, agent, Ticks::ZERO);
        self.work.stop_waiting(&mut self.clock, index, of_type, observer);
        self.tell_of_answer(index, &answer, takes_over, observer);
        if RICH && self.plan.route(of_type).concurrent {
            self.fill_room(of_type, observer);
        }
    }

    #[inline(always)]
    fn have_nothing_to_take<const RICH: bool>(&mut self, agent: u32, observer: &mut impl Observer) {
        let team = self.staff.floor.agent(agent).team;
        if RICH && self.plan.teams()[team as usize].casework.is_some() {
            return self.rest_or_turn_to_cases(agent, team, observer);
        }
        self.staff.floor.rest(agent, self.clock.now);
    }
}
