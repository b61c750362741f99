//! Contacts arrive: they take lines, find an agent, or wait.

use crate::engine::clock::arrival_stream::ArrivalStream;
use crate::engine::parts::{Clock, Keys, Work};
use crate::engine::{Contact, Customers, Observer, Origin, Replication};
use crate::model::{CaseKindIndex, ContactType, ContactTypeIndex};
use crate::units::{Instant, Ticks};

use super::contact::{Purpose, Wait};
use super::register::ContactIndex;

impl Replication<'_> {
    #[inline(always)]
    pub(crate) fn arrive<const RICH: bool>(
        &mut self,
        stream: ArrivalStream,
        customers: &mut impl Customers,
        observer: &mut impl Observer,
    ) {
        match stream {
            ArrivalStream::Fresh(of_type) => self.arrive_fresh::<RICH>(of_type, customers, observer),
            ArrivalStream::Orbit => self.come_again::<RICH>(observer),
            ArrivalStream::Cases(kind) => self.case_arrives(kind, customers, observer),
            ArrivalStream::Chasers => self.work.chase(&mut self.clock, &self.keys, observer),
        }
    }

    #[inline(always)]
    fn arrive_fresh<const RICH: bool>(
        &mut self,
        of_type: ContactTypeIndex,
        customers: &mut impl Customers,
        observer: &mut impl Observer,
    ) {
        let need = customers.need(of_type);
        self.clock.await_contact(of_type, customers);
        let (index, contact) = self.work.contacts.admit();
        *contact = Contact {
            contact_type: of_type,
            origin: Origin::Fresh,
            wait: Wait::OnTheLine,
            home: of_type.0 as u16,
            earlier_attempts: 0,
            failed_in_a_row: 0,
            answered_before: 0,
            interval: self.clock.interval,
            customer: need.customer,
            entered: self.clock.now,
            talk: need.talk,
            content: need.talk,
            wrap_up: need.wrap_up,
        };
        self.offer::<RICH>(index, of_type, need.patience, observer);
    }

    fn come_again<const RICH: bool>(&mut self, observer: &mut impl Observer) {
        let index = self.work.orbit.pop().expect("an arrival is scheduled only for somebody in orbit");
        self.work.await_orbit(&mut self.clock);
        self.work.contacts.get_mut(index).interval = self.clock.interval;
        let patience = self.work.draw_patience(&self.keys, index);
        self.offer::<RICH>(index, self.work.contacts.get(index).contact_type, patience, observer);
    }

    /// What becomes of a contact that arrives, in this order: it is blocked, answered by somebody idle, by somebody with room for
    /// another, by somebody who puts a case down; its customer balks; or it waits. Agents are recalled from cases last of all, as
    /// thresholds are about contacts that wait, this one among them.
    #[inline(always)]
    pub(crate) fn offer<const RICH: bool>(
        &mut self,
        index: ContactIndex,
        of_type: ContactTypeIndex,
        patience: Option<Ticks>,
        observer: &mut impl Observer,
    ) {
        observer.offered(self.clock.now, self.work.contacts.get(index));
        let contact_type = self.plan.contact_type(of_type);
        let route = self.plan.route(of_type);
        if route.needs_line && !self.work.take_lines(self.clock.now, contact_type) {
            observer.blocked(self.clock.now, self.work.contacts.get(index));
            return self.work.try_again(
                &mut self.clock,
                &self.keys,
                index,
                contact_type.after_blocked.as_ref(),
                observer,
            );
        }
        if let Some(agent) = self.find_agent(index, route, Ticks::ZERO) {
            return self.answer_by_idle::<RICH>(index, agent, observer);
        }
        if RICH
            && route.concurrent
            && let Some(agent) = self.agent_with_room(of_type, Ticks::ZERO)
        {
            return self.answer_beside(index, agent, observer);
        }
        if RICH
            && self.plan.has_casework()
            && let Some(agent) = self.interrupt(&route.interrupts, observer)
        {
            let answer = self.begin_handling::<RICH>(index, agent, Ticks::ZERO);
            observer.answered(self.clock.now, self.work.contacts.get(index), &answer);
            // The case put down is offered only now, or the agent who has just left it might be the first to take it.
            return self.offer_cases(observer);
        }
        let balking = contact_type.balking.get();
        if balking > 0.0
            && self.keys.of_contact(self.work.contacts.get(index), Purpose::Balking).stream().chance(balking)
        {
            return self.give_up::<RICH>(index, of_type, observer);
        }
        self.work.wait::<RICH>(&mut self.clock, index, of_type, patience, observer);
        if RICH && route.recalls {
            self.recall_agents(observer);
        }
    }
}

impl Clock {
    #[inline(always)]
    pub(crate) fn await_contact(&mut self, of_type: ContactTypeIndex, customers: &mut impl Customers) {
        self.events.await_arrival(ArrivalStream::Fresh(of_type), customers.next_contact(of_type));
    }

    pub(crate) fn await_case(&mut self, kind: CaseKindIndex, customers: &mut impl Customers) {
        self.events.await_arrival(ArrivalStream::Cases(kind), customers.next_case(kind));
    }
}

impl Work<'_> {
    /// How long a customer would wait who was not fresh when arriving.
    pub(crate) fn draw_patience(&self, keys: &Keys, index: ContactIndex) -> Option<Ticks> {
        let contact = self.contacts.get(index);
        let patience = self.plan.contact_type(contact.contact_type).patience.as_ref()?;
        let mut stream = keys.of_contact(contact, Purpose::Patience).stream();
        Some(Ticks::from_seconds_f64(patience.sample(&mut stream)))
    }

    /// Takes a line of every group the contact needs, or none if one of them is full.
    fn take_lines(&mut self, now: Instant, contact_type: &ContactType) -> bool {
        let down = contact_type.outages.iter().any(|&(from, until)| from < now && now <= until);
        let groups = self.plan.centre().line_groups();
        let full = |group: usize| self.lines_in_use[group] >= groups[group].capacity;
        if down || contact_type.lines.iter().any(|group| full(group.0 as usize)) {
            return false;
        }
        for group in &contact_type.lines {
            self.lines_in_use[group.0 as usize] += 1;
        }
        true
    }

    #[inline]
    pub(crate) fn free_lines(&mut self, contact_type: &ContactType) {
        for group in &contact_type.lines {
            self.lines_in_use[group.0 as usize] -= 1;
        }
    }

    /// The customer is no longer on the line. Whoever is to be called back gave the line up before.
    #[inline]
    pub(crate) fn hang_up(&mut self, index: ContactIndex, of_type: ContactTypeIndex) {
        if self.contacts.get(index).wait != Wait::ToBeCalled {
            self.free_lines(self.plan.contact_type(of_type));
        }
    }
}
