use crate::model::{Concurrency, ContactTypeIndex};
use crate::units::{Instant, Ticks};

use super::chats::Held;
use super::contacts::ContactIndex;
use super::floor::{Phase, Serving};
use super::{Observer, Replication};

/// One agent holds several contacts at once.
impl Replication<'_> {
    /// Of the agents who hold contacts of this type and may take another, whoever holds the fewest; of several, who has held
    /// so many for longest.
    pub(super) fn agent_with_room(&self, of_type: ContactTypeIndex, waited: Ticks) -> Option<u32> {
        let Concurrency { most, .. } = self.contact_type(of_type).concurrency?;
        let may_take = |&agent: &u32| {
            let team = self.floor.agent(agent).team;
            let work = self.plan.work(team, of_type);
            !self.floor.has_surplus(team) && work.after <= waited && work.reserve == 0
        };
        (1..most as usize).find_map(|in_hand| self.chats.with(of_type.0 as usize, in_hand).find(may_take))
    }

    /// An agent with room takes another contact.
    pub(super) fn answer_beside(&mut self, index: ContactIndex, agent: u32, observer: &mut impl Observer) {
        let answer = self.begin_handling::<true>(index, agent, Ticks::ZERO);
        observer.answered(self.now, self.contacts.get(index), &answer);
    }

    /// The agent holds the contact from now on, beside others; says how many.
    pub(super) fn hold(&mut self, index: ContactIndex, agent: u32, work: Ticks, wrap_up: Ticks, slowdown: f64) -> u32 {
        let of_type = self.contacts.get(index).contact_type.0 as usize;
        let beside = self.chats.in_hand(agent) as u32;
        let held = Held { contact: index, left: work, work, wrap_up, began: self.now };
        let first_done = self.chats.take(agent, of_type, held, self.now, slowdown);
        self.events.schedule_handling(agent as usize, first_done);
        self.floor.serve(agent, Serving { contact: index, phase: Phase::Holding, wrap_up: Ticks::ZERO });
        beside
    }

    /// An agent who has taken a contact takes more of its type, as long as they wait and there is room.
    pub(super) fn fill_up(&mut self, agent: u32, of_type: ContactTypeIndex, observer: &mut impl Observer) {
        let Some(Concurrency { most, .. }) = self.contact_type(of_type).concurrency else { return };
        let work = *self.plan.work(self.floor.agent(agent).team, of_type);
        while self.chats.in_hand(agent) < most as usize {
            let Some((entered, index)) = self.waiting.first(of_type.0 as usize) else { return };
            if self.now < entered + work.after || work.reserve > 0 {
                return;
            }
            self.stop_waiting(index, of_type, observer);
            self.answer_beside(index, agent, observer);
        }
    }

    /// One of the contacts that an agent holds is done: it and its wrap-up, if it was the last and the agent is free.
    pub(super) fn finish_one(&mut self, agent: u32, observer: &mut impl Observer) -> Option<(ContactIndex, Ticks)> {
        let any = self.floor.agent(agent).serving()?.contact;
        let of_type = self.contacts.get(any).contact_type;
        let Concurrency { slowdown, .. } = self.contact_type(of_type).concurrency?;
        let (done, next) = self.chats.let_go(agent, of_type.0 as usize, self.now, slowdown);
        let Held { contact, work, wrap_up, began, .. } = done;
        let longer = Ticks(self.now.since(began).0.saturating_sub(work.0));
        observer.prolonged(self.now, self.contacts.get(contact), longer);
        if self.plan.route(of_type).needs_line {
            self.hang_up(contact, of_type);
        }
        let Some(next) = next else { return Some((contact, wrap_up)) };
        self.keep_holding(agent, next);
        let team = self.floor.agent(agent).team;
        self.settle::<true>(contact, agent, team, wrap_up, observer);
        if !self.floor.has_surplus(team) {
            self.fill_up(agent, of_type, observer);
        }
        None
    }

    fn keep_holding(&mut self, agent: u32, next: Instant) {
        let contact = self.chats.any_held(agent);
        self.events.schedule_handling(agent as usize, next);
        self.floor.serve(agent, Serving { contact, phase: Phase::Holding, wrap_up: Ticks::ZERO });
    }
}
