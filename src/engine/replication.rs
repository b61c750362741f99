use crate::model::{Choose, ContactType, ContactTypeIndex, TeamIndex};
use crate::random::Key;
use crate::units::{Instant, Ticks};

use super::calendar::Doors;
use super::contact::Purpose;
use super::customers::contact_type_key;
use super::event_list::{Event, EventList};
use super::floor::{Floor, Phase, Serving};
use super::orbit::Orbit;
use super::plan::ticks;
use super::waiting_room::WaitingRoom;
use super::{Answer, Contact, Customers, Duty, Observer, Origin, Plan};

/// One pass over the horizon. It keeps its memory, so that one object can run many, one after another.
#[derive(Debug)]
pub struct Replication<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) events: EventList,
    pub(super) floor: Floor,
    pub(super) waiting: WaitingRoom,
    pub(super) orbit: Orbit,
    /// Contacts present in each line group.
    pub(super) lines_in_use: Vec<u32>,
    /// The step of the roster and the pace that each team is in.
    pub(super) roster: Vec<Option<u32>>,
    pub(super) pace: Vec<f64>,
    pub(super) duty: Vec<Duty>,
    pub(super) contact_type_keys: Vec<Key>,
    pub(super) key: Key,
    pub(super) now: Instant,
    pub(super) agenda_done: usize,
    pub(super) interval: u32,
    pub(super) day: u32,
    pub(super) doors: Doors,
    /// Those waiting who would not wait over night.
    pub(super) customers_waiting: u32,
}

impl<'a> Replication<'a> {
    /// Room for a pass over the plan's horizon.
    #[must_use]
    pub fn new(plan: &'a Plan<'a>) -> Self {
        let centre = plan.centre();
        let contact_types = centre.contact_types().len();
        let floor = Floor::new(plan);
        Self {
            plan,
            events: EventList::new(floor.agent_count(), contact_types + 1),
            floor,
            waiting: WaitingRoom::new(contact_types),
            orbit: Orbit::default(),
            lines_in_use: vec![0; centre.line_groups().len()],
            roster: vec![None; centre.teams().len()],
            pace: vec![1.0; centre.teams().len()],
            duty: vec![Duty::default(); centre.teams().len()],
            contact_type_keys: Vec::with_capacity(contact_types),
            key: Key::new(0, 0),
            now: Instant::ZERO,
            agenda_done: 0,
            interval: 0,
            day: 0,
            doors: Doors::Closed,
            customers_waiting: 0,
        }
    }

    /// Runs one replication, from doors open to the last contact out.
    ///
    /// Everything that happens is told to `observer`; nothing is counted here. The same plan, customers
    /// and key give the same history on every machine.
    pub fn run(&mut self, customers: &mut impl Customers, key: Key, observer: &mut impl Observer) {
        self.open(customers, key);
        loop {
            let Some((now, event)) = self.events.next() else { if self.events.reach_far() { continue } else { break } };
            debug_assert!(self.now <= now, "the clock never runs backwards");
            self.now = now;
            match event {
                Event::HandlingEnds(agent) => self.finish_handling(agent as u32, observer),
                Event::Arrival(stream) => self.arrive(stream, customers, observer),
                Event::WaitEnds(timer) => self.end_wait(timer, observer),
                Event::Calendar => self.turn_page(observer),
            }
        }
        self.leave_unfinished(observer);
    }

    fn open(&mut self, customers: &mut impl Customers, key: Key) {
        let contact_types = self.plan.centre().contact_types();
        self.events.clear();
        self.floor.clear();
        self.waiting.clear();
        self.orbit.clear();
        self.lines_in_use.fill(0);
        self.roster.fill(None);
        self.pace.fill(1.0);
        self.duty.fill(Duty::default());
        self.key = key;
        self.contact_type_keys.clear();
        self.contact_type_keys.extend(contact_types.iter().map(|it| contact_type_key(key, it)));
        (self.now, self.agenda_done, self.doors, self.customers_waiting) = (Instant::ZERO, 0, Doors::Closed, 0);
        self.await_next_page();
        for contact_type in 0..contact_types.len() {
            if let Some(at) = customers.next_arrival(contact_type, Instant::ZERO) {
                self.events.schedule_arrival(contact_type, at);
            }
        }
    }

    // Contacts arrive.

    #[inline]
    fn arrive(&mut self, stream: usize, customers: &mut impl Customers, observer: &mut impl Observer) {
        if stream == self.contact_type_keys.len() {
            return self.come_again(observer);
        }
        let need = customers.need(stream);
        match customers.next_arrival(stream, self.now) {
            Some(at) => self.events.schedule_arrival(stream, at),
            None => self.events.end_arrivals(stream),
        }
        let contact = Contact {
            contact_type: ContactTypeIndex(stream as u32),
            origin: Origin::Fresh,
            earlier_attempts: 0,
            failed_in_a_row: 0,
            answered_before: 0,
            interval: self.interval,
            customer: need.customer,
            entered: self.now,
            talk: need.talk,
            content: need.talk,
            wrap_up: need.wrap_up,
        };
        self.offer(contact, need.patience, observer);
    }

    fn come_again(&mut self, observer: &mut impl Observer) {
        let mut contact = self.orbit.pop().expect("an arrival is scheduled only for somebody in orbit");
        self.await_orbit();
        contact.interval = self.interval;
        let key = self.key_of(&contact, Purpose::Patience);
        let patience = self.contact_type(&contact).patience.as_ref().map(|patience| ticks(patience, key));
        self.offer(contact, patience, observer);
    }

    #[inline]
    fn offer(&mut self, contact: Contact, patience: Option<Ticks>, observer: &mut impl Observer) {
        observer.offered(self.now, &contact);
        let contact_type = self.contact_type(&contact);
        if !self.take_lines(contact_type) {
            observer.blocked(self.now, &contact);
            return self.try_again(contact, contact_type.after_blocked.as_ref(), observer);
        }
        if let Some(agent) = self.find_agent(&contact, Ticks::ZERO) {
            return self.answer_by_idle(contact, agent, observer);
        }
        let balking = contact_type.balking.get();
        if balking > 0.0 && self.key_of(&contact, Purpose::Balking).stream().chance(balking) {
            return self.give_up(contact, observer);
        }
        self.wait(contact, patience, observer);
    }

    /// Takes a line of every group the contact needs, or none if one of them is full.
    #[inline]
    fn take_lines(&mut self, contact_type: &ContactType) -> bool {
        if contact_type.lines.is_empty() && contact_type.outages.is_empty() {
            return true;
        }
        let down = contact_type.outages.iter().any(|&(from, until)| from < self.now && self.now <= until);
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
    pub(super) fn free_lines(&mut self, contact_type: &ContactType) {
        for group in &contact_type.lines {
            self.lines_in_use[group.0 as usize] -= 1;
        }
    }

    // Contacts find agents.

    /// The idle agent who answers a contact that has waited this long, if there is one.
    #[inline]
    fn find_agent(&self, contact: &Contact, waited: Ticks) -> Option<u32> {
        let route = self.plan.route(contact.contact_type.0 as usize);
        for tier in &route.tiers {
            if tier.after > waited {
                return None;
            }
            let ready = tier
                .pools
                .iter()
                .filter(|entry| entry.reserve.is_none_or(|(team, reserve)| self.floor.idle(team) > reserve));
            let found = match route.choose {
                Choose::LongestIdle => {
                    ready.filter_map(|entry| self.floor.longest_idle(entry.pool)).min_by_key(|&(since, _)| since)
                }
                Choose::Random => {
                    let mut nth = self.key_of(contact, Purpose::Choosing).stream();
                    self.any_idle(ready.map(|entry| entry.pool), &mut |count| nth.below(count))
                }
            };
            if let Some((_, agent)) = found {
                return Some(agent);
            }
        }
        None
    }

    fn any_idle(
        &self,
        pools: impl Iterator<Item = u32> + Clone,
        choose: &mut dyn FnMut(usize) -> usize,
    ) -> Option<(Instant, u32)> {
        let idle: u32 = pools.clone().map(|pool| self.floor.idle_in_pool(pool)).sum();
        if idle == 0 {
            return None;
        }
        let mut nth = choose(idle as usize) as u32;
        for pool in pools {
            let here = self.floor.idle_in_pool(pool);
            if nth < here {
                return Some((Instant::ZERO, self.floor.nth_idle(pool, nth)));
            }
            nth -= here;
        }
        unreachable!("the nth idle agent is in one of the pools")
    }

    #[inline]
    pub(super) fn answer_by_idle(&mut self, contact: Contact, agent: u32, observer: &mut impl Observer) {
        let idle = self.floor.pick_up(agent, self.now);
        self.answer(contact, agent, idle, observer);
    }

    #[inline]
    fn answer(&mut self, contact: Contact, agent: u32, idle: Ticks, observer: &mut impl Observer) {
        let of_type = contact.contact_type.0 as usize;
        let team = self.floor.agent(agent).team;
        let work =
            self.plan.teams()[team as usize].work[of_type].expect("a route leads to teams that take the contact");
        let factor = work.handling * self.pace[team as usize];
        let (mut talk, mut wrap_up) = (contact.talk, contact.wrap_up);
        if factor != 1.0 {
            (talk, wrap_up) = (talk.times(factor), wrap_up.times(factor));
        }
        let lines_matter = !self.plan.centre().contact_types()[of_type].lines.is_empty();
        let phase = if lines_matter && wrap_up > Ticks::ZERO {
            self.events.schedule_handling(agent as usize, self.now + talk);
            Phase::TalkBefore(wrap_up)
        } else {
            self.events.schedule_handling(agent as usize, self.now + talk + wrap_up);
            Phase::Whole(wrap_up)
        };
        self.floor.serve(agent, Serving { contact, phase });
        let wait = self.now.since(contact.entered);
        let team = TeamIndex(team);
        observer.answered(self.now, &contact, &Answer { agent, team, wait, talk, wrap_up, idle });
    }

    // Contacts wait.

    #[inline]
    fn wait(&mut self, contact: Contact, patience: Option<Ticks>, observer: &mut impl Observer) {
        let gives_up = patience.map_or(Instant::NEVER, |patience| self.now + patience);
        let tiers = &self.plan.route(contact.contact_type.0 as usize).tiers;
        let open = tiers.partition_point(|tier| tier.after == Ticks::ZERO);
        let wakes = tiers.get(open).map_or(gives_up, |tier| gives_up.min(self.now + tier.after));
        let place = self.waiting.join(contact, gives_up);
        if wakes != Instant::NEVER {
            let timer = self.waiting.take_timer(place);
            if timer >= self.events.timers() {
                self.events.grow_timers();
            }
            self.events.schedule_wait(timer, wakes);
        }
        self.customers_waiting += u32::from(self.plan.is_customer(contact.contact_type));
        observer.queued(self.now, &contact, self.waiting.length(contact.contact_type));
    }

    /// Takes a contact out of its line and its timer out of the event list.
    #[inline]
    pub(super) fn stop_waiting(&mut self, place: u32, observer: &mut impl Observer) -> Contact {
        let (contact, timer) = self.waiting.leave(place);
        if let Some(timer) = timer {
            self.events.end_wait(timer as usize);
        }
        self.customers_waiting -= u32::from(self.plan.is_customer(contact.contact_type));
        observer.dequeued(self.now, contact.contact_type, self.waiting.length(contact.contact_type));
        contact
    }

    /// Patience is at its end, or a tier opens.
    fn end_wait(&mut self, timer: usize, observer: &mut impl Observer) {
        let index = self.waiting.with_timer(timer);
        let place = *self.waiting.place(index);
        if place.gives_up <= self.now {
            let contact = self.stop_waiting(index, observer);
            self.give_up(contact, observer);
            return self.go_home_when_served(observer);
        }
        let waited = self.now.since(place.contact.entered);
        if let Some(agent) = self.find_agent(&place.contact, waited) {
            let contact = self.stop_waiting(index, observer);
            self.answer_by_idle(contact, agent, observer);
            return self.go_home_when_served(observer);
        }
        let tiers = &self.plan.route(place.contact.contact_type.0 as usize).tiers;
        let open = tiers.partition_point(|tier| tier.after <= waited);
        let opens = tiers.get(open).map_or(Instant::NEVER, |tier| place.contact.entered + tier.after);
        match opens.min(place.gives_up) {
            Instant::NEVER => self.events.end_wait(timer),
            wakes => self.events.schedule_wait(timer, wakes),
        }
    }

    #[inline]
    fn give_up(&mut self, contact: Contact, observer: &mut impl Observer) {
        observer.abandoned(self.now, &contact);
        let contact_type = self.contact_type(&contact);
        self.free_lines(contact_type);
        self.try_again(contact, contact_type.after_abandoning.as_ref(), observer);
    }

    // Agents become free.

    #[inline]
    fn finish_handling(&mut self, agent: u32, observer: &mut impl Observer) {
        let Serving { contact, phase } = *self.floor.agent(agent).serving();
        let contact_type = self.contact_type(&contact);
        match phase {
            Phase::TalkBefore(wrap_up) => {
                self.free_lines(contact_type);
                self.floor.serve(agent, Serving { contact, phase: Phase::WrapUp(wrap_up) });
                return self.events.schedule_handling(agent as usize, self.now + wrap_up);
            }
            Phase::Whole(_) => self.free_lines(contact_type),
            Phase::WrapUp(_) => (),
        }
        let team = self.floor.agent(agent).team;
        observer.released(self.now, TeamIndex(team));
        let (Phase::Whole(wrap_up) | Phase::WrapUp(wrap_up) | Phase::TalkBefore(wrap_up)) = phase;
        self.settle(contact, team, wrap_up, observer);
        if self.floor.has_surplus(team) {
            self.floor.go_home(agent);
            self.events.end_handling(agent as usize);
            observer.staffed(self.now, TeamIndex(team), self.duty[team as usize], self.floor.present(team));
        } else {
            self.take_next(agent, team, observer);
        }
        self.go_home_when_served(observer);
    }

    /// A free agent takes the next contact waiting, or rests.
    #[inline]
    pub(super) fn take_next(&mut self, agent: u32, team: u32, observer: &mut impl Observer) {
        match self.next_contact(team) {
            Some(place) => {
                let contact = self.stop_waiting(place, observer);
                self.answer(contact, agent, Ticks::ZERO, observer);
            }
            None => {
                self.floor.rest(agent, self.now);
                self.events.end_handling(agent as usize);
            }
        }
    }

    /// What a free agent of the team takes: of the most urgent work that anybody waits for, whoever has
    /// waited longest.
    #[inline]
    fn next_contact(&self, team: u32) -> Option<u32> {
        let plan = &self.plan.teams()[team as usize];
        let idle = self.floor.idle(team) + 1;
        let occupied = self.waiting.occupied();
        for preference in &plan.preferences {
            let mut longest: Option<(Instant, u32)> = None;
            for &(word, bits) in &preference.mask {
                let mut waiting = occupied[word] & bits;
                while waiting != 0 {
                    let contact_type = word * 64 + waiting.trailing_zeros() as usize;
                    waiting &= waiting - 1;
                    let work = plan.work[contact_type].as_ref().expect("a preference is for work the team takes");
                    let Some((entered, place)) = self.waiting.first(contact_type) else { continue };
                    let may_take = idle > work.reserve && entered + work.after <= self.now;
                    if may_take && longest.is_none_or(|(since, _)| entered < since) {
                        longest = Some((entered, place));
                    }
                }
            }
            if let Some((_, place)) = longest {
                return Some(place);
            }
        }
        None
    }

    #[inline]
    pub(super) fn contact_type(&self, contact: &Contact) -> &'a ContactType {
        &self.plan.centre().contact_types()[contact.contact_type.0 as usize]
    }

    #[inline]
    pub(super) fn key_of(&self, contact: &Contact, purpose: Purpose) -> Key {
        contact.key(self.contact_type_keys[contact.contact_type.0 as usize], purpose)
    }
}
