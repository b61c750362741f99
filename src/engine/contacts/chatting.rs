//! One agent holds several contacts at once.

use crate::model::{Concurrency, ContactTypeIndex};
use crate::units::{Instant, Ticks};

use super::register::ContactIndex;
use crate::engine::parts::contact_types;
use crate::engine::staff::attendance::NextStep;
use crate::engine::staff::chats::Held;
use crate::engine::staff::floor::{Phase, Serving};
use crate::engine::{Observer, Replication};

impl Replication<'_> {
    /// Of the agents who hold contacts of this type and may take another, whoever holds the fewest; of several, who has held
    /// so many for longest.
    pub(crate) fn agent_with_room(&self, of_type: ContactTypeIndex, waited: Ticks) -> Option<u32> {
        let Concurrency { most, .. } = self.plan.contact_type(of_type).concurrency?;
        let may_take = |&agent: &u32| {
            let team = self.staff.floor.agent(agent).team;
            let terms = self.plan.terms(team, of_type);
            terms.after <= waited && terms.reserve == 0 && !self.is_leaving(agent, of_type)
        };
        (1..most as usize).find_map(|in_hand| self.staff.chats.with(of_type.0 as usize, in_hand).find(may_take))
    }

    /// Whether the agent takes no other, to go home with nothing in hand: of a team with too many, as many as are too many,
    /// those with the fewest first.
    fn is_leaving(&self, agent: u32, of_type: ContactTypeIndex) -> bool {
        let team = self.staff.floor.agent(agent).team;
        if self.plan.works_by_shifts(team) {
            return self.next_step(agent, team) != NextStep::Work;
        }
        if !self.staff.floor.has_surplus(team) {
            return false;
        }
        if self.staff.floor.names_who_goes(team) {
            return self.staff.floor.goes_home(agent, team);
        }
        let most = self.plan.contact_type(of_type).concurrency.map_or(1, |concurrency| concurrency.most) as usize;
        let holding = (1..=most).flat_map(|in_hand| self.staff.chats.with(of_type.0 as usize, in_hand));
        let of_team = holding.filter(|&other| self.staff.floor.agent(other).team == team);
        of_team.take(self.staff.floor.surplus(team) as usize).any(|other| other == agent)
    }

    /// An agent with room takes a contact that waits, or calls its customer in vain: beside others that takes nothing of the
    /// agent's time, and the customer gives up.
    pub(crate) fn take_beside(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        agent: u32,
        observer: &mut impl Observer,
    ) {
        self.work.stop_waiting(&mut self.clock, index, of_type, observer);
        if self.work.is_called_in_vain(&self.keys, index) {
            return self.give_up::<true>(index, of_type, observer);
        }
        self.answer_beside(index, agent, observer);
    }

    /// An agent with room takes another contact.
    pub(crate) fn answer_beside(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) {
        let takes_over = self.work.contacts.is_on_hold(index);
        let answer = self.begin_handling::<true>(index, agent, Ticks::ZERO);
        self.tell_of_answer(index, &answer, takes_over, observer);
    }

    /// The agent holds the contact from now on, beside others; says how many.
    pub(crate) fn hold(&mut self, index: ContactIndex, agent: u32, work: Ticks, wrap_up: Ticks, slowdown: f64) -> u32 {
        let of_type = self.work.contacts.get(index).contact_type.0 as usize;
        let beside = self.staff.chats.in_hand(agent) as u32;
        let held = Held { contact: index, left: work, work, wrap_up, began: self.clock.now };
        let first_done = self.staff.chats.take(agent, of_type, held, self.clock.now, slowdown);
        self.clock.events.schedule_handling(agent, first_done);
        self.staff.floor.serve(agent, Serving { contact: index, phase: Phase::Holding, wrap_up: Ticks::ZERO });
        beside
    }

    /// Agents with room take those of a type who wait, as long as there are both.
    pub(crate) fn fill_room(&mut self, of_type: ContactTypeIndex, observer: &mut impl Observer) {
        while let Some((entered, index)) = self.work.waiting.first(of_type.0 as usize)
            && let Some(agent) = self.agent_with_room(of_type, self.clock.now.since(entered))
        {
            self.take_beside(index, of_type, agent, observer);
        }
    }

    /// As [`Self::fill_room`], of all types: a team has changed, and with it who takes another.
    pub(crate) fn fill_all_room(&mut self, observer: &mut impl Observer) {
        contact_types(self.plan).for_each(|of_type| self.fill_room(of_type, observer));
    }

    /// One of the contacts that an agent holds is done: it and its wrap-up, if it was the last and the agent is free.
    pub(crate) fn finish_one(&mut self, agent: u32, observer: &mut impl Observer) -> Option<(ContactIndex, Ticks)> {
        let any = self.staff.floor.agent(agent).serving()?.contact;
        let of_type = self.work.contacts.get(any).contact_type;
        let Concurrency { slowdown, .. } = self.plan.contact_type(of_type).concurrency?;
        let (done, next) = self.staff.chats.let_go(agent, of_type.0 as usize, self.clock.now, slowdown);
        let Held { contact, work, wrap_up, began, .. } = done;
        let longer = Ticks(self.clock.now.since(began).0.saturating_sub(work.0));
        observer.prolonged(self.clock.now, self.work.contacts.get(contact), longer);
        if self.plan.route(of_type).needs_line {
            self.work.hang_up(contact, of_type);
        }
        let Some(next) = next else { return Some((contact, wrap_up)) };
        // The agent holds one fewer before it is settled what becomes of the contact, and only then takes another.
        self.keep_holding(agent, next);
        let team = self.staff.floor.agent(agent).team;
        self.settle::<true>(contact, agent, team, wrap_up, observer);
        self.fill_room(of_type, observer);
        None
    }

    pub(crate) fn keep_holding(&mut self, agent: u32, next: Instant) {
        let contact = self.staff.chats.any_held(agent);
        self.clock.events.schedule_handling(agent, next);
        self.staff.floor.serve(agent, Serving { contact, phase: Phase::Holding, wrap_up: Ticks::ZERO });
    }
}
